/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-clock"

#include "config.h"

#include "leaf-clock.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <string.h>

/* Beyond it a date without its year could be taken for one of this year. */
#define DAYS_WITHOUT_YEAR 300

/**
 * leaf_clock_make:
 * @year: a year
 * @month: a month, from 1
 * @day: a day, from 1
 * @hour: an hour, 0 to 23
 * @minute: a minute
 *
 * Gets when it is that late on her clock. An hour that the clock leaves out in spring is the one
 * after it.
 *
 * Returns: seconds since 1970, UTC; 0 when there is no such day
 */
gint64
leaf_clock_make (int year, int month, int day, int hour, int minute)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (year, month, day, hour, minute, 0);

  return time != NULL ? g_date_time_to_unix (time) : 0;
}

static gboolean
is_before_day (gint64 at, const LeafDate *day)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at);
  LeafDate date = { 0 };

  g_date_time_get_ymd (time, &date.year, &date.month, &date.day);
  return leaf_date_compare (&date, day) < 0;
}

/**
 * leaf_clock_find_problem:
 * @at: when the post is to appear
 * @now: the time
 * @embargo: (nullable): the day before which nothing may be published
 *
 * Looks whether a post can be scheduled for then.
 *
 * Returns: (transfer full) (nullable): one sentence that says why not; %NULL when it can
 */
char *
leaf_clock_find_problem (gint64 at, gint64 now, const LeafDate *embargo)
{
  g_autofree char *day = NULL;

  if (at == 0)
    return g_strdup (_("There is no such day. Choose another one."));
  if (at < now)
    return g_strdup (_("This time has passed. Choose a later one, or publish now."));
  if (at < now + LEAF_SCHEDULE_MIN_SECONDS)
    return g_strdup (_("This is too soon for the blog to get the post in time. Choose a time at least two minutes from now."));
  if (embargo == NULL || embargo->day == 0 || !is_before_day (at, embargo))
    return NULL;

  day = leaf_clock_describe_day (embargo);
  /* Translators: %s is a date, such as "12 March 2027" */
  return g_strdup_printf (_("The publisher allows no review before %s. Choose that day or a later one."), day);
}

/**
 * leaf_clock_dup_blog_zone:
 * @blog: a blog
 * @at: a time
 *
 * Gets the clock of a blog, as it was when the blog was last asked.
 *
 * Returns: (transfer full) (nullable): its time zone; %NULL when its clock shows then what hers
 *   does, or is not known
 */
GTimeZone *
leaf_clock_dup_blog_zone (LeafBlog *blog, gint64 at)
{
  g_autoptr (GTimeZone) zone = leaf_schedule_dup_zone (blog);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at);
  g_autoptr (GDateTime) there = g_date_time_to_timezone (utc, zone);
  g_autoptr (GDateTime) here = g_date_time_to_local (utc);

  if (g_date_time_get_utc_offset (there) == g_date_time_get_utc_offset (here))
    return NULL;

  return g_steal_pointer (&zone);
}

static GDateTime *
make_time (gint64 at, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at);

  return zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_to_local (utc);
}

/**
 * leaf_clock_describe:
 * @at: a time
 * @zone: (nullable): whose clock; %NULL for hers
 *
 * Returns: (transfer full): the day and the time, for reading
 */
char *
leaf_clock_describe (gint64 at, GTimeZone *zone)
{
  g_autoptr (GDateTime) time = make_time (at, zone);

  if (leaf_clock_has_twelve_hours ())
    /* Translators: a time in the form of strftime(), where hours are counted to twelve: "Friday 12 March 2027, 9:00 AM" */
    return g_date_time_format (time, _("%A %-d %B %Y, %-I:%M %p"));
  /* Translators: a time in the form of strftime(): "Friday 12 March 2027, 09:00" */
  return g_date_time_format (time, _("%A %-d %B %Y, %H:%M"));
}

/**
 * leaf_clock_describe_short:
 * @at: a time
 * @now: the time
 *
 * Returns: (transfer full): the day and the time on her clock, for a line with little room
 */
char *
leaf_clock_describe_short (gint64 at, gint64 now)
{
  g_autoptr (GDateTime) time = make_time (at, NULL);
  gboolean near = ABS (at - now) < (gint64) DAYS_WITHOUT_YEAR * 24 * 60 * 60;

  if (leaf_clock_has_twelve_hours ())
    /* Translators: times in the form of strftime(), where hours are counted to twelve: "3 December, 9:00 AM" */
    return g_date_time_format (time, near ? _("%-d %B, %-I:%M %p") : _("%-d %B %Y, %-I:%M %p"));
  /* Translators: times in the form of strftime(): "3 December, 09:00" */
  return g_date_time_format (time, near ? _("%-d %B, %H:%M") : _("%-d %B %Y, %H:%M"));
}

/**
 * leaf_clock_describe_near:
 * @at: a time
 * @now: the time
 *
 * Returns: (transfer full): the time on her clock, with its day when that is not today
 */
char *
leaf_clock_describe_near (gint64 at, gint64 now)
{
  g_autoptr (GDateTime) time = make_time (at, NULL);
  g_autoptr (GDateTime) today = make_time (now, NULL);

  if (g_date_time_get_year (time) != g_date_time_get_year (today) ||
      g_date_time_get_day_of_year (time) != g_date_time_get_day_of_year (today))
    return leaf_clock_describe_short (at, now);
  if (leaf_clock_has_twelve_hours ())
    /* Translators: a time today in the form of strftime(), where hours are counted to twelve: "2:05 PM" */
    return g_date_time_format (time, _("%-I:%M %p"));
  /* Translators: a time today in the form of strftime(): "14:05" */
  return g_date_time_format (time, _("%H:%M"));
}

/**
 * leaf_clock_describe_day:
 * @day: a date that is known to the day
 *
 * Returns: (transfer full): the day, for reading; empty when there is no such day
 */
char *
leaf_clock_describe_day (const LeafDate *day)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (day->year, day->month, day->day, 12, 0, 0);

  /* Translators: a date in the form of strftime(): "12 March 2027" */
  return time != NULL ? g_date_time_format (time, _("%-d %B %Y")) : g_strdup ("");
}

static char *
describe_offset (GDateTime *time)
{
  int minutes = (int) (g_date_time_get_utc_offset (time) / G_TIME_SPAN_MINUTE);
  const char *sign = minutes < 0 ? "−" : "+";

  minutes = ABS (minutes);
  if (minutes == 0)
    return g_strdup ("UTC");
  if (minutes % 60 == 0)
    return g_strdup_printf ("UTC%s%d", sign, minutes / 60);
  return g_strdup_printf ("UTC%s%d:%02d", sign, minutes / 60, minutes % 60);
}

/* A region and a place in it; other names, such as that of a file or "CET-1CEST", mean nothing to people. */
static char *
dup_place (GDateTime *time)
{
  const char *name = g_time_zone_get_identifier (g_date_time_get_timezone (time));

  if (name == NULL || !g_ascii_isalpha (*name) || strchr (name, '/') == NULL || !leaf_schedule_is_zone (name) ||
      g_str_has_prefix (name, "Etc/"))
    return NULL;

  return g_strdelimit (g_strdup (name), "_", ' ');
}

/**
 * leaf_clock_describe_zone:
 * @at: a time
 * @zone: (nullable): whose clock; %NULL for hers
 *
 * Returns: (transfer full): where the clock is, when that is known, and how far it is from UTC then
 */
char *
leaf_clock_describe_zone (gint64 at, GTimeZone *zone)
{
  g_autoptr (GDateTime) time = make_time (at, zone);
  g_autofree char *offset = describe_offset (time);
  g_autofree char *place = dup_place (time);

  /* Translators: a time zone, where it is and how far from UTC: "Europe/Berlin", "UTC+1" */
  return place != NULL ? g_strdup_printf (_("%s, %s"), place, offset) : g_steal_pointer (&offset);
}

/**
 * leaf_clock_has_twelve_hours:
 *
 * Returns: whether times are written with hours from 1 to 12, as the locale says
 */
gboolean
leaf_clock_has_twelve_hours (void)
{
  const char *format = nl_langinfo (T_FMT);

  return strstr (format, "%p") != NULL || strstr (format, "%P") != NULL || strstr (format, "%r") != NULL;
}
