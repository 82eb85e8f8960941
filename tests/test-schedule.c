/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-schedule.h"

#include "leaf-book.h"
#include "leaf-publisher.h"

static GPtrArray *
make_books (const char *first, const char *second)
{
  GPtrArray *books = g_ptr_array_new_with_free_func (g_object_unref);
  const char *const days[] = { first, second };

  for (unsigned int i = 0; i < G_N_ELEMENTS (days) && days[i] != NULL; i++)
    {
      LeafBook *book = leaf_book_new ();
      LeafDate date;

      g_assert_true (leaf_date_parse (days[i], &date));
      leaf_book_set_title (book, days[i]);
      leaf_book_set_published (book, &date);
      g_ptr_array_add (books, book);
    }

  return books;
}

static char *
find (const char *first, const char *second, GTimeZone *zone, GError **error)
{
  g_autoptr (GPtrArray) books = make_books (first, second);
  g_autoptr (GDateTime) time = NULL;
  gint64 at;

  if (!leaf_schedule_find_publication_day (books, zone, &at, error))
    return NULL;

  time = g_date_time_new_from_unix_utc (at);
  return g_date_time_format_iso8601 (time);
}

/* Nine in the morning where the blog is, on the day of the last book. */
static void
test_day (void)
{
  static const char *const wrong[] = { "2999", "2999-04", "2001-04-05" };
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (2 * 3600);
  g_autoptr (GError) error = NULL;
  g_autofree char *one = find ("2999-05-04", NULL, zone, &error);
  g_autofree char *two = find ("2999-05-06", "2999-05-04", zone, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (one, ==, "2999-05-04T07:00:00Z");
  g_assert_cmpstr (two, ==, "2999-05-06T07:00:00Z");
  for (unsigned int i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_null (find (wrong[i], NULL, zone, &error));
      g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED);
      g_clear_error (&error);
    }
  g_assert_null (find ("2999-05-06", "2999-05", zone, NULL));
}

/* Minutes ahead of UTC at a time on the clock of a blog. */
static int
get_offset_in (const char *name, const char *hours, const char *when)
{
  g_autoptr (LeafBlog) blog = leaf_blog_new ();
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) time = NULL;

  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_TIME_ZONE, name);
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_GMT_OFFSET, hours);
  zone = leaf_schedule_dup_zone (blog);
  time = g_date_time_new_from_iso8601 (when, zone);
  return (int) (g_date_time_get_utc_offset (time) / G_TIME_SPAN_MINUTE);
}

static int
get_offset (const char *hours, const char *when)
{
  return get_offset_in (NULL, hours, when);
}

/* The blog's own; where its clock is as ours, ours, so that summer time counts. */
static void
test_zone (void)
{
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  g_autoptr (GDateTime) now = g_date_time_new_now (here);
  double hours = (double) g_date_time_get_utc_offset (now) / G_TIME_SPAN_HOUR;
  g_autofree char *ours = g_strdup_printf ("%g", hours);

  g_assert_cmpint (get_offset (NULL, "2026-01-10T09:00:00"), ==, 60);
  g_assert_cmpint (get_offset (NULL, "2026-07-10T09:00:00"), ==, 120);
  g_assert_cmpint (get_offset (ours, "2026-01-10T09:00:00"), ==, 60);
  g_assert_cmpint (get_offset (ours, "2026-07-10T09:00:00"), ==, 120);
  g_assert_cmpint (get_offset ("5.5", "2026-07-10T09:00:00"), ==, 330);
  g_assert_cmpint (get_offset ("-3", "2026-07-10T09:00:00"), ==, -180);
}

/* A blog that says where it is has the summer time of that place, whatever its clock shows today. One that has
 * an offset instead never changes, also where ours shows the same today. */
static void
test_named (void)
{
  static const char *const wrong[] = { "", "Europe/Nowhere", "Europe", "../../etc/localtime", "/etc/localtime", "Europe/Berlin\n" };
  g_autofree char *endless = g_strnfill (1000, 'a');

  g_assert_cmpint (get_offset_in ("America/New_York", "-5", "2026-03-07T09:00:00"), ==, -300);
  g_assert_cmpint (get_offset_in ("America/New_York", "-5", "2026-03-08T09:00:00"), ==, -240);
  g_assert_cmpint (get_offset_in ("America/New_York", "-4", "2026-10-31T09:00:00"), ==, -240);
  g_assert_cmpint (get_offset_in ("America/New_York", "-4", "2026-11-01T09:00:00"), ==, -300);
  g_assert_cmpint (get_offset_in ("Europe/Berlin", NULL, "2026-03-28T09:00:00"), ==, 60);
  g_assert_cmpint (get_offset_in ("Europe/Berlin", NULL, "2026-03-29T09:00:00"), ==, 120);
  g_assert_cmpint (get_offset_in ("Asia/Kolkata", "5.5", "2026-07-10T09:00:00"), ==, 330);
  g_assert_cmpint (get_offset_in ("+01:00", "1", "2026-01-10T09:00:00"), ==, 60);
  g_assert_cmpint (get_offset_in ("+01:00", "1", "2026-07-10T09:00:00"), ==, 60);
  g_assert_cmpint (get_offset_in ("+02:00", "2", "2026-01-10T09:00:00"), ==, 120);
  g_assert_cmpint (get_offset_in ("-03:30", "-3.5", "2026-01-10T09:00:00"), ==, -210);

  for (unsigned int i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_cmpint (get_offset_in (wrong[i], "5.5", "2026-07-10T09:00:00"), ==, 330);
  g_assert_cmpint (get_offset_in (endless, "5.5", "2026-07-10T09:00:00"), ==, 330);
}

/* Nine in the morning there, before summer time and in it. */
static void
test_named_day (void)
{
  g_autoptr (LeafBlog) blog = leaf_blog_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GTimeZone) zone = NULL;
  g_autofree char *winter = g_strdup_printf ("%d-01-10", g_date_time_get_year (now) + 1);
  g_autofree char *summer = g_strdup_printf ("%d-07-10", g_date_time_get_year (now) + 1);
  g_autofree char *cold = NULL;
  g_autofree char *warm = NULL;

  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_TIME_ZONE, "America/New_York");
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_GMT_OFFSET, "-5");
  zone = leaf_schedule_dup_zone (blog);
  cold = find (winter, NULL, zone, NULL);
  warm = find (summer, NULL, zone, NULL);
  g_assert_true (g_str_has_suffix (cold, "T14:00:00Z"));
  g_assert_true (g_str_has_suffix (warm, "T13:00:00Z"));
}

static void
test_check (void)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (GError) error = NULL;

  g_assert_true (leaf_schedule_check (now + 3600, &error));
  g_assert_false (leaf_schedule_check (now + 60, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schedule/day", test_day);
  g_test_add_func ("/schedule/zone", test_zone);
  g_test_add_func ("/schedule/named", test_named);
  g_test_add_func ("/schedule/named-day", test_named_day);
  g_test_add_func ("/schedule/check", test_check);

  return g_test_run ();
}
