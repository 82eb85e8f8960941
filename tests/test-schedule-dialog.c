/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-clock.h"
#include "leaf-schedule-dialog.h"
#include "leaf-test-library.h"
#include "leaf-test-widget.h"
#include "leaf-ui.h"

#include <locale.h>

#define DAY 86400

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gpointer
child_of (gpointer dialog, const char *name)
{
  return gtk_widget_get_template_child (dialog, LEAF_TYPE_SCHEDULE_DIALOG, name);
}

static LeafScheduleDialog *
show_dialog (gint64 at, const LeafDate *publication, const LeafDate *embargo)
{
  LeafScheduleDialog *dialog = LEAF_SCHEDULE_DIALOG (leaf_schedule_dialog_new (NULL));

  leaf_schedule_dialog_set_days (dialog, publication, embargo);
  leaf_schedule_dialog_set_at (dialog, at);
  gtk_window_present (GTK_WINDOW (dialog));
  leaf_test_assert_narrow (GTK_WIDGET (dialog));
  return dialog;
}

static void
assert_day (LeafScheduleDialog *dialog, const LeafDate *day, int hour)
{
  gint64 at = leaf_schedule_dialog_get_at (dialog);

  g_assert_cmpint (at, ==, leaf_clock_make (day->year, day->month, day->day, hour, 0));
}

static LeafDate
day_after (int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, days);
  LeafDate day = { 0 };

  g_date_time_get_ymd (then, &day.year, &day.month, &day.day);
  return day;
}

/* Tomorrow, the day of the book, the end of the embargo: the latest of them. */
static void
test_first_choice (void)
{
  const LeafDate tomorrow = day_after (1);
  const LeafDate past = day_after (-400);
  const LeafDate appears = day_after (40);
  const LeafDate embargo = day_after (41);
  LeafScheduleDialog *dialog = show_dialog (0, &past, NULL);

  assert_day (dialog, &tomorrow, 9);
  g_assert_false (gtk_widget_get_visible (child_of (dialog, "unschedule_button")));
  leaf_schedule_dialog_set_days (dialog, &appears, NULL);
  assert_day (dialog, &appears, 9);
  g_assert_false (gtk_widget_get_visible (child_of (dialog, "embargo_label")));
  leaf_schedule_dialog_set_days (dialog, &appears, &embargo);
  assert_day (dialog, &embargo, 9);
  g_assert_true (gtk_widget_get_visible (child_of (dialog, "embargo_label")));
  g_assert_true (gtk_widget_get_sensitive (child_of (dialog, "schedule_button")));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
scheduled_cb (LeafScheduleDialog *dialog, gint64 at, gint64 *chosen)
{
  *chosen = at;
}

/* The day of the book with one click, and the time is that of the fields. */
static void
test_publication_day (void)
{
  const LeafDate appears = day_after (60);
  const LeafDate month = { appears.year, appears.month, 0 };
  LeafScheduleDialog *dialog = show_dialog (0, &month, NULL);
  gint64 chosen = 0;

  g_assert_false (gtk_widget_get_visible (child_of (dialog, "day_button")));
  leaf_schedule_dialog_set_days (dialog, &appears, NULL);
  g_assert_true (gtk_widget_get_visible (child_of (dialog, "day_button")));

  leaf_schedule_dialog_set_at (dialog, get_now () + 2 * DAY);
  gtk_spin_button_set_value (child_of (dialog, "hour"), 14);
  gtk_spin_button_set_value (child_of (dialog, "minute"), 5);
  g_assert_cmpstr (gtk_editable_get_text (child_of (dialog, "minute")), ==, "05");
  g_signal_emit_by_name (child_of (dialog, "day_button"), "clicked");
  g_signal_connect (dialog, "scheduled", G_CALLBACK (scheduled_cb), &chosen);
  g_signal_emit_by_name (child_of (dialog, "schedule_button"), "clicked");
  g_assert_cmpint (chosen, ==, leaf_clock_make (appears.year, appears.month, appears.day, 14, 5));
}

/* What a blog would publish at once, or the publisher does not allow, is refused with a sentence. */
static void
test_refused (void)
{
  const LeafDate embargo = day_after (10);
  const LeafDate today = day_after (0);
  gint64 now = get_now ();
  g_autofree char *none = leaf_clock_find_problem (now + LEAF_SCHEDULE_MIN_SECONDS, now, NULL);
  g_autofree char *soon = leaf_clock_find_problem (now + LEAF_SCHEDULE_MIN_SECONDS - 1, now, NULL);
  g_autofree char *past = leaf_clock_find_problem (now - 1, now, NULL);
  g_autofree char *early = leaf_clock_find_problem (now + 9 * DAY, now, &embargo);
  g_autofree char *first = leaf_clock_find_problem (leaf_clock_make (embargo.year, embargo.month, embargo.day, 0, 0), now, &embargo);
  LeafScheduleDialog *dialog = show_dialog (0, NULL, &embargo);
  g_autoptr (GDateTime) day = g_date_time_new_local (today.year, today.month, today.day, 12, 0, 0);
  GtkWidget *problem = child_of (dialog, "problem");

  g_assert_null (none);
  g_assert_null (first);
  g_assert_nonnull (soon);
  g_assert_nonnull (past);
  g_assert_nonnull (early);
  g_assert_false (gtk_widget_get_visible (problem));
  gtk_calendar_select_day (child_of (dialog, "calendar"), day);
  g_assert_true (gtk_widget_get_visible (problem));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (problem)), !=, "");
  g_assert_false (gtk_widget_get_sensitive (child_of (dialog, "schedule_button")));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* A post that is scheduled shows its time, to the second, and can be taken off it. */
static void
test_scheduled (void)
{
  gint64 at = get_now () / 60 * 60 + 5 * DAY + 7;
  LeafScheduleDialog *dialog = show_dialog (at, NULL, NULL);
  gboolean unscheduled = FALSE;

  g_assert_cmpint (leaf_schedule_dialog_get_at (dialog), ==, at);
  g_assert_false (gtk_widget_get_sensitive (child_of (dialog, "schedule_button")));
  gtk_spin_button_spin (child_of (dialog, "hour"), GTK_SPIN_STEP_FORWARD, 1);
  g_assert_true (gtk_widget_get_sensitive (child_of (dialog, "schedule_button")));
  g_assert_true (gtk_widget_get_visible (child_of (dialog, "unschedule_button")));
  g_signal_connect_swapped (dialog, "unscheduled", G_CALLBACK (g_atomic_int_inc), &unscheduled);
  g_signal_emit_by_name (child_of (dialog, "unschedule_button"), "clicked");
  g_assert_true (unscheduled);
}

/* Her clock and the blog's, where they differ. */
static void
test_zones (void)
{
  g_autoptr (GPtrArray) blogs = g_ptr_array_new_with_free_func (g_object_unref);
  LeafBlog *blog = leaf_blog_new ();
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GTimeZone) same = NULL;
  g_autofree char *name = NULL;
  g_autofree char *west = NULL;
  g_autofree char *then = NULL;
  LeafScheduleDialog *dialog;

  g_ptr_array_add (blogs, blog);
  leaf_blog_set_name (blog, "Pages & Tea");
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_GMT_OFFSET, "0");
  same = leaf_clock_dup_blog_zone (blog, 0);
  g_assert_null (same);
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_GMT_OFFSET, "-3.5");
  zone = leaf_clock_dup_blog_zone (blog, 0);
  west = leaf_clock_describe_zone (0, zone);
  g_assert_cmpstr (west, ==, "UTC−3:30");
  g_clear_pointer (&zone, g_time_zone_unref);
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_GMT_OFFSET, "5.5");
  zone = leaf_clock_dup_blog_zone (blog, 0);
  name = leaf_clock_describe_zone (0, zone);
  g_assert_cmpstr (name, ==, "UTC+5:30");
  then = leaf_clock_describe (1804809600 + 20 * 3600, zone);
  g_assert_cmpstr (then, ==, "Saturday 13 March 2027, 01:30");

  dialog = show_dialog (0, NULL, NULL);
  g_assert_null (strstr (gtk_label_get_label (child_of (dialog, "clocks")), "Pages"));
  leaf_schedule_dialog_set_blogs (dialog, blogs);
  g_assert_nonnull (strstr (gtk_label_get_label (child_of (dialog, "clocks")), "On “Pages & Tea” it is then"));
  g_assert_nonnull (strstr (gtk_label_get_label (child_of (dialog, "clocks")), "UTC+5:30"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static char *
describe_clocks (LeafScheduleDialog *dialog, int month, int day)
{
  leaf_schedule_dialog_set_at (dialog, leaf_clock_make (2035, month, day, 8, 0));
  return g_strdup (gtk_label_get_label (child_of (dialog, "clocks")));
}

/* A blog that says where it is: the dialog says so, too, and follows its summer time. */
static void
test_summer_time (void)
{
  g_autoptr (GPtrArray) blogs = g_ptr_array_new_with_free_func (g_object_unref);
  LeafBlog *blog = leaf_blog_new ();
  LeafScheduleDialog *dialog = show_dialog (0, NULL, NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *winter = NULL;
  g_autofree char *summer = NULL;

  g_ptr_array_add (blogs, blog);
  leaf_blog_set_name (blog, "Pages & Tea");
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_TIME_ZONE, "America/New_York");
  leaf_schedule_dialog_set_blogs (dialog, blogs);
  before = describe_clocks (dialog, 3, 10);
  after = describe_clocks (dialog, 3, 11);
  g_assert_cmpstr (before, ==, "Your time zone: UTC\nOn “Pages & Tea” it is then Saturday 10 March 2035, 03:00 (America/New York, UTC−5).");
  g_assert_cmpstr (after, ==, "Your time zone: UTC\nOn “Pages & Tea” it is then Sunday 11 March 2035, 04:00 (America/New York, UTC−4).");

  /* Theirs is as hers in winter alone. */
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_TIME_ZONE, "Europe/London");
  winter = describe_clocks (dialog, 3, 24);
  summer = describe_clocks (dialog, 3, 25);
  g_assert_cmpstr (winter, ==, "Your time zone: UTC");
  g_assert_nonnull (strstr (summer, "Sunday 25 March 2035, 09:00 (Europe/London, UTC+1)"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Where words go from right to left, a time still begins with its hour. */
static void
test_right_to_left (void)
{
  LeafScheduleDialog *dialog;
  double x = 0, y;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  dialog = show_dialog (0, NULL, NULL);
  while (gtk_widget_get_width (child_of (dialog, "hour")) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_widget_translate_coordinates (child_of (dialog, "minute"), child_of (dialog, "hour"), 0, 0, &x, &y));
  g_assert_cmpfloat (x, >, 0);
  gtk_window_destroy (GTK_WINDOW (dialog));
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* American English, made here where the system has only the C locale. */
static gboolean
set_american (const char *dir)
{
  g_autofree char *path = g_build_filename (dir, "en_US.UTF-8", NULL);
  const char *arguments[] = { "localedef", "-i", "en_US", "-f", "UTF-8", path, NULL };

  if (setlocale (LC_TIME, "en_US.UTF-8") != NULL)
    return TRUE;
  if (!g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                     NULL, NULL, NULL, NULL, NULL, NULL))
    return FALSE;

  g_setenv ("LOCPATH", dir, TRUE);
  return setlocale (LC_TIME, "en_US.UTF-8") != NULL;
}

/* Where hours are counted to twelve, the dialog has them so; noon and midnight are 12. */
static void
test_twelve_hours (void)
{
  g_autofree char *before = g_strdup (setlocale (LC_TIME, NULL));
  g_autofree char *dir = g_dir_make_tmp ("leaf-locale-XXXXXX", NULL);
  LeafScheduleDialog *dialog;

  if (!set_american (dir))
    {
      leaf_test_remove_tree (dir);
      g_test_skip ("This system has no American English.");
      return;
    }

  dialog = show_dialog (leaf_clock_make (2031, 5, 6, 0, 30), NULL, NULL);
  g_assert_true (gtk_widget_get_visible (child_of (dialog, "half")));
  g_assert_cmpstr (gtk_editable_get_text (child_of (dialog, "hour")), ==, "12");
  g_assert_cmpint (leaf_schedule_dialog_get_at (dialog), ==, leaf_clock_make (2031, 5, 6, 0, 30));
  gtk_drop_down_set_selected (child_of (dialog, "half"), 1);
  g_assert_cmpint (leaf_schedule_dialog_get_at (dialog), ==, leaf_clock_make (2031, 5, 6, 12, 30));
  gtk_spin_button_set_value (child_of (dialog, "hour"), 9);
  g_assert_cmpint (leaf_schedule_dialog_get_at (dialog), ==, leaf_clock_make (2031, 5, 6, 21, 30));
  g_assert_cmpstr (gtk_label_get_label (child_of (dialog, "summary")), ==, "Tuesday 6 May 2031, 9:30 PM");
  gtk_window_destroy (GTK_WINDOW (dialog));
  setlocale (LC_TIME, before);
  leaf_test_remove_tree (dir);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  leaf_ui_ensure ();
  adw_init ();

  g_test_add_func ("/schedule-dialog/first-choice", test_first_choice);
  g_test_add_func ("/schedule-dialog/publication-day", test_publication_day);
  g_test_add_func ("/schedule-dialog/refused", test_refused);
  g_test_add_func ("/schedule-dialog/scheduled", test_scheduled);
  g_test_add_func ("/schedule-dialog/zones", test_zones);
  g_test_add_func ("/schedule-dialog/summer-time", test_summer_time);
  g_test_add_func ("/schedule-dialog/right-to-left", test_right_to_left);
  g_test_add_func ("/schedule-dialog/twelve-hours", test_twelve_hours);

  return g_test_run ();
}
