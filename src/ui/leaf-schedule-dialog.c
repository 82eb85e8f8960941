/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-schedule-dialog"

#include "config.h"

#include "leaf-schedule-dialog.h"

#include "leaf-clock.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

struct _LeafScheduleDialog
{
  AdwWindow parent_instance;

  GtkButton *schedule_button;
  GtkWidget *day_button;
  GtkLabel *day_label;
  GtkCalendar *calendar;
  GtkWidget *clock;
  GtkSpinButton *hour;
  GtkSpinButton *minute;
  GtkDropDown *half; /* shown where hours are counted to twelve */
  GtkLabel *summary;
  GtkLabel *clocks;
  GtkLabel *embargo_label;
  GtkLabel *problem;
  GtkWidget *unschedule_button;

  GPtrArray *blogs; /* LeafBlog */
  LeafDate publication;
  LeafDate embargo;
  gint64 scheduled; /* what it is now; 0: not scheduled */
  unsigned int clock_source;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (LeafScheduleDialog, leaf_schedule_dialog, ADW_TYPE_WINDOW)

enum {
  SCHEDULED,
  UNSCHEDULED,
  N_SIGNALS
};

static unsigned int signals[N_SIGNALS];

/* How often it is looked whether the time chosen has become too soon. */
#define CLOCK_SECONDS 10

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
has_halves (LeafScheduleDialog *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->half));
}

static int
get_hour (LeafScheduleDialog *self)
{
  int hour = gtk_spin_button_get_value_as_int (self->hour);

  if (!has_halves (self))
    return hour;
  return hour % 12 + (gtk_drop_down_get_selected (self->half) == 1 ? 12 : 0);
}

static const LeafDate *
get_embargo (LeafScheduleDialog *self)
{
  return self->embargo.day != 0 ? &self->embargo : NULL;
}

/* Her clock, then that of each blog that shows another time. */
static char *
describe_clocks (LeafScheduleDialog *self, gint64 at)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *own = leaf_clock_describe_zone (at, NULL);

  /* Translators: the time zone of this computer, such as "Europe/Berlin, UTC+1" */
  g_string_append_printf (text, _("Your time zone: %s"), own);
  for (unsigned int i = 0; i < self->blogs->len; i++)
    {
      LeafBlog *blog = g_ptr_array_index (self->blogs, i);
      const char *name = leaf_blog_get_name (blog) != NULL ? leaf_blog_get_name (blog) : leaf_blog_get_address (blog);
      g_autoptr (GTimeZone) zone = leaf_clock_dup_blog_zone (blog, at);
      g_autofree char *time = zone != NULL ? leaf_clock_describe (at, zone) : NULL;
      g_autofree char *other = zone != NULL ? leaf_clock_describe_zone (at, zone) : NULL;

      if (zone == NULL)
        continue;
      g_string_append_c (text, '\n');
      /* Translators: the name of a blog, a day and time, a time zone such as "Asia/Kolkata, UTC+5:30" */
      g_string_append_printf (text, _("On “%s” it is then %s (%s)."), name, time, other);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
update (LeafScheduleDialog *self)
{
  gint64 at = leaf_schedule_dialog_get_at (self);
  g_autofree char *problem = leaf_clock_find_problem (at, get_now (), get_embargo (self));
  g_autofree char *summary = leaf_clock_describe (at, NULL);
  g_autofree char *clocks = describe_clocks (self, at);

  gtk_label_set_label (self->summary, summary);
  gtk_label_set_label (self->clocks, clocks);
  gtk_label_set_label (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->schedule_button), problem == NULL && at != self->scheduled);
}

static void
leaf_schedule_dialog_changed_cb (LeafScheduleDialog *self)
{
  if (!self->filling)
    update (self);
}

static gboolean
clock_cb (gpointer user_data)
{
  update (user_data);
  return G_SOURCE_CONTINUE;
}

/* The publication day stands out in its month. */
static void
leaf_schedule_dialog_month_cb (LeafScheduleDialog *self)
{
  g_autoptr (GDateTime) shown = gtk_calendar_get_date (self->calendar);

  gtk_calendar_clear_marks (self->calendar);
  if (self->publication.day != 0 && g_date_time_get_year (shown) == self->publication.year &&
      g_date_time_get_month (shown) == self->publication.month)
    gtk_calendar_mark_day (self->calendar, (unsigned int) self->publication.day);
}

/* Two digits, as clocks show them; an hour that is counted to twelve has none to fill. */
static gboolean
leaf_schedule_dialog_output_cb (GtkSpinButton *spin, LeafScheduleDialog *self)
{
  int value = gtk_spin_button_get_value_as_int (spin);
  g_autofree char *text = spin == self->hour && has_halves (self) ? g_strdup_printf ("%d", value)
                                                                    : g_strdup_printf ("%02d", value);

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (spin)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static void
select_day (LeafScheduleDialog *self, const LeafDate *day)
{
  g_autoptr (GDateTime) date = g_date_time_new_local (day->year, day->month, day->day, 12, 0, 0);

  if (date != NULL)
    gtk_calendar_select_day (self->calendar, date);
  leaf_schedule_dialog_month_cb (self);
}

static void
show_time (LeafScheduleDialog *self, int hour, int minute)
{
  if (has_halves (self))
    {
      gtk_spin_button_set_value (self->hour, hour % 12 == 0 ? 12 : hour % 12);
      gtk_drop_down_set_selected (self->half, hour >= 12 ? 1 : 0);
    }
  else
    gtk_spin_button_set_value (self->hour, hour);
  gtk_spin_button_set_value (self->minute, minute);
}

static void
leaf_schedule_dialog_day_cb (LeafScheduleDialog *self)
{
  select_day (self, &self->publication);
  update (self);
}

static void
leaf_schedule_dialog_schedule_cb (LeafScheduleDialog *self)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);
  gint64 at;

  /* What she has typed into them counts, also without leaving the field. */
  gtk_spin_button_update (self->hour);
  gtk_spin_button_update (self->minute);
  update (self);
  at = leaf_schedule_dialog_get_at (self);
  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->schedule_button)))
    return;

  g_settings_set_int (settings, "schedule-time", get_hour (self) * 60 + gtk_spin_button_get_value_as_int (self->minute));
  g_signal_emit (self, signals[SCHEDULED], 0, at);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
leaf_schedule_dialog_unschedule_cb (LeafScheduleDialog *self)
{
  g_signal_emit (self, signals[UNSCHEDULED], 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* A day that suits: the publication day if that is still to come, but tomorrow and the end of the embargo at least. */
static void
show_first_choice (LeafScheduleDialog *self)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);
  int minutes = g_settings_get_int (settings, "schedule-time");
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (now, 1);
  LeafDate day = { 0 };

  g_date_time_get_ymd (tomorrow, &day.year, &day.month, &day.day);
  if (self->publication.day != 0 && leaf_date_compare (&self->publication, &day) > 0)
    day = self->publication;
  if (self->embargo.day != 0 && leaf_date_compare (&self->embargo, &day) > 0)
    day = self->embargo;

  select_day (self, &day);
  show_time (self, minutes / 60, minutes % 60);
}

static void
show_at (LeafScheduleDialog *self)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (self->scheduled);
  LeafDate day = { 0 };

  g_date_time_get_ymd (time, &day.year, &day.month, &day.day);
  select_day (self, &day);
  show_time (self, g_date_time_get_hour (time), g_date_time_get_minute (time));
}

/* Shows the choice to begin with. */
static void
fill (LeafScheduleDialog *self)
{
  self->filling = TRUE;
  if (self->scheduled != 0)
    show_at (self);
  else
    show_first_choice (self);
  self->filling = FALSE;
  update (self);
}

static void
leaf_schedule_dialog_dispose (GObject *object)
{
  LeafScheduleDialog *self = LEAF_SCHEDULE_DIALOG (object);

  g_clear_handle_id (&self->clock_source, g_source_remove);
  g_clear_pointer (&self->blogs, g_ptr_array_unref);
  self->blogs = g_ptr_array_new ();

  G_OBJECT_CLASS (leaf_schedule_dialog_parent_class)->dispose (object);
}

static void
leaf_schedule_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (LEAF_SCHEDULE_DIALOG (object)->blogs);

  G_OBJECT_CLASS (leaf_schedule_dialog_parent_class)->finalize (object);
}

static void
leaf_schedule_dialog_class_init (LeafScheduleDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  leaf_ui_ensure ();

  object_class->dispose = leaf_schedule_dialog_dispose;
  object_class->finalize = leaf_schedule_dialog_finalize;

  signals[SCHEDULED] = g_signal_new ("scheduled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[UNSCHEDULED] = g_signal_new ("unscheduled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-schedule-dialog.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafScheduleDialog, schedule_button);
  gtk_widget_class_bind_template_child (widget_class, LeafScheduleDialog, day_button);
  gtk_widget_class_bind_template_child (widget_class, LeafScheduleDialog, day_label);
  gtk_widget_class_bind_template_child (widget_class, LeafScheduleDialog, calendar);
  gtk_widget_class_bind_template_child (widget_class, LeafScheduleDialog, hour);
  gtk_widget_class_bind_template_child (widget_class, LeafScheduleDialog, clock);
  gtk_widget_class_bind_template_child (widget_class, LeafScheduleDialog, minute);
  gtk_widget_class_bind_template_child (widget_class, LeafScheduleDialog, half);
  gtk_widget_class_bind_template_child (widget_class, LeafScheduleDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, LeafScheduleDialog, clocks);
  gtk_widget_class_bind_template_child (widget_class, LeafScheduleDialog, embargo_label);
  gtk_widget_class_bind_template_child (widget_class, LeafScheduleDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, LeafScheduleDialog, unschedule_button);
  gtk_widget_class_bind_template_callback (widget_class, leaf_schedule_dialog_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_schedule_dialog_day_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_schedule_dialog_month_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_schedule_dialog_output_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_schedule_dialog_schedule_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_schedule_dialog_unschedule_cb);
}

/* A spin button has a property of its own for it only since GTK 4.14. */
static void
make_enter_schedule (GtkSpinButton *spin)
{
  gtk_text_set_activates_default (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (spin))), TRUE);
}

static void
init_halves (LeafScheduleDialog *self)
{
  /* Translators: the halves of the day, where hours are counted to twelve */
  const char *const halves[] = { _("AM"), _("PM"), NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (halves);

  gtk_drop_down_set_model (self->half, G_LIST_MODEL (model));
  gtk_widget_set_visible (GTK_WIDGET (self->half), leaf_clock_has_twelve_hours ());
  if (has_halves (self))
    gtk_spin_button_set_range (self->hour, 1, 12);
}

static void
leaf_schedule_dialog_init (LeafScheduleDialog *self)
{
  self->blogs = g_ptr_array_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  leaf_ui_end_with_parent (GTK_WINDOW (self));
  /* The hour stands before the minute also where words go from right to left. */
  gtk_widget_set_direction (self->clock, GTK_TEXT_DIR_LTR);
  make_enter_schedule (self->hour);
  make_enter_schedule (self->minute);
  init_halves (self);
  self->clock_source = g_timeout_add_seconds (CLOCK_SECONDS, clock_cb, self);
  fill (self);
}

/**
 * leaf_schedule_dialog_new:
 * @parent: (nullable): the window it belongs to
 *
 * Returns: (transfer none): a dialog, to be presented
 */
GtkWindow *
leaf_schedule_dialog_new (GtkWindow *parent)
{
  return g_object_new (LEAF_TYPE_SCHEDULE_DIALOG, "transient-for", parent, NULL);
}

/**
 * leaf_schedule_dialog_set_blogs:
 * @self: a dialog
 * @blogs: (element-type LeafBlog): where the post is to appear
 *
 * Has the time shown on the clocks of blogs, too, where those are not as hers.
 */
void
leaf_schedule_dialog_set_blogs (LeafScheduleDialog *self, GPtrArray *blogs)
{
  g_return_if_fail (LEAF_IS_SCHEDULE_DIALOG (self));
  g_return_if_fail (blogs != NULL);

  g_ptr_array_unref (self->blogs);
  self->blogs = g_ptr_array_ref (blogs);
  update (self);
}

/**
 * leaf_schedule_dialog_set_days:
 * @self: a dialog
 * @publication: (nullable): when the book appears
 * @embargo: (nullable): the day before which nothing may be published about it
 *
 * Offers the day of the book, where it is known to the day, and refuses the days before @embargo.
 */
void
leaf_schedule_dialog_set_days (LeafScheduleDialog *self, const LeafDate *publication, const LeafDate *embargo)
{
  g_return_if_fail (LEAF_IS_SCHEDULE_DIALOG (self));

  self->publication = publication != NULL ? *publication : (LeafDate) { 0 };
  self->embargo = embargo != NULL ? *embargo : (LeafDate) { 0 };

  gtk_widget_set_visible (self->day_button, self->publication.day != 0);
  if (self->publication.day != 0)
    {
      g_autofree char *day = leaf_clock_describe_day (&self->publication);
      /* Translators: %s is a date, such as "12 March 2027" */
      g_autofree char *text = g_strdup_printf (_("On _Publication Day (%s)"), day);

      gtk_label_set_label (self->day_label, text);
    }

  gtk_widget_set_visible (GTK_WIDGET (self->embargo_label), self->embargo.day != 0);
  if (self->embargo.day != 0)
    {
      g_autofree char *day = leaf_clock_describe_day (&self->embargo);
      /* Translators: %s is a date, such as "12 March 2027" */
      g_autofree char *text = g_strdup_printf (_("Under embargo until %s"), day);

      gtk_label_set_label (self->embargo_label, text);
    }
  fill (self);
}

/**
 * leaf_schedule_dialog_set_at:
 * @self: a dialog
 * @at: when the post is to appear as things are; 0 when it is not scheduled
 *
 * Shows that time, and offers to schedule the post for none.
 */
void
leaf_schedule_dialog_set_at (LeafScheduleDialog *self, gint64 at)
{
  g_return_if_fail (LEAF_IS_SCHEDULE_DIALOG (self));

  self->scheduled = at;
  gtk_widget_set_visible (self->unschedule_button, at != 0);
  gtk_window_set_title (GTK_WINDOW (self), at != 0 ? _("Reschedule") : _("Schedule"));
  fill (self);
}

/**
 * leaf_schedule_dialog_get_at:
 * @self: a dialog
 *
 * Returns: the time as it stands there now, in seconds since 1970, UTC
 */
gint64
leaf_schedule_dialog_get_at (LeafScheduleDialog *self)
{
  g_autoptr (GDateTime) day = NULL;
  gint64 at;

  g_return_val_if_fail (LEAF_IS_SCHEDULE_DIALOG (self), 0);

  day = gtk_calendar_get_date (self->calendar);
  at = leaf_clock_make (g_date_time_get_year (day), g_date_time_get_month (day), g_date_time_get_day_of_month (day),
                           get_hour (self), gtk_spin_button_get_value_as_int (self->minute));

  /* What it is scheduled for may have seconds, which the dialog does not show. */
  return self->scheduled != 0 && at == self->scheduled - self->scheduled % 60 ? self->scheduled : at;
}
