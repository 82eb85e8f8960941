/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-schedule"

#include "config.h"

#include "leaf-schedule.h"

#include "leaf-book.h"
#include "leaf-publisher.h"

#include <glib/gi18n.h>
#include <string.h>

/* The longest one there is has 32: America/Argentina/ComodRivadavia. */
#define MAX_ZONE_LENGTH 64

/**
 * leaf_schedule_is_zone:
 * @zone: what a blog calls its time zone
 *
 * Asks whether that may be looked up here. GLib takes a zone for the name of a file.
 *
 * Returns: whether it has the form of a zone
 */
gboolean
leaf_schedule_is_zone (const char *zone)
{
  size_t length = strlen (zone);

  return length > 0 && length <= MAX_ZONE_LENGTH && strspn (zone, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_+-/:") == length &&
         (g_ascii_isalpha (*zone) || *zone == '+' || *zone == '-');
}

/**
 * leaf_schedule_dup_zone:
 * @blog: a blog
 *
 * Gets the time zone in which times are meant for a blog: the one it names, when that is known here.
 * Otherwise what is known of it is how many hours its clock is ahead of UTC now; where that is so on this
 * computer, too, both are taken to be in the same place, so that summer time counts.
 *
 * Returns: (transfer full): a time zone
 */
GTimeZone *
leaf_schedule_dup_zone (LeafBlog *blog)
{
  const char *name = leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_TIME_ZONE);
  const char *hours = leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_GMT_OFFSET);
  g_autoptr (GTimeZone) named = name != NULL && leaf_schedule_is_zone (name) ? g_time_zone_new_identifier (name) : NULL;
  g_autoptr (GTimeZone) here = g_time_zone_new_local ();
  g_autoptr (GDateTime) now = g_date_time_new_now (here);
  int offset;

  if (named != NULL)
    return g_steal_pointer (&named);
  if (hours == NULL || *hours == '\0')
    return g_steal_pointer (&here);

  offset = (int) CLAMP (g_ascii_strtod (hours, NULL) * 3600, -LEAF_SCHEDULE_MAX_OFFSET * 3600, LEAF_SCHEDULE_MAX_OFFSET * 3600);
  if (g_date_time_get_utc_offset (now) == offset * G_TIME_SPAN_SECOND)
    return g_steal_pointer (&here);

  return g_time_zone_new_offset (offset);
}

/**
 * leaf_schedule_check:
 * @at: when a post is to appear, in seconds since 1970
 * @error: set when it is past, or too soon for a blog to wait
 *
 * Asks whether a time can be kept.
 *
 * Returns: whether it can
 */
gboolean
leaf_schedule_check (gint64 at, GError **error)
{
  if (at >= g_get_real_time () / G_USEC_PER_SEC + LEAF_SCHEDULE_MIN_SECONDS)
    return TRUE;

  g_set_error_literal (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED,
                       _("This time is too soon: choose one that is at least two minutes ahead, or publish now."));
  return FALSE;
}

/**
 * leaf_schedule_find_publication_day:
 * @books: (element-type LeafBook): the books of a review
 * @zone: where the day begins
 * @at: (out): nine in the morning of that day, in seconds since 1970
 * @error: set when it is not known to the day, or past
 *
 * Finds the time at which a review is to appear together with its book; with the last one of several.
 *
 * Returns: whether there is one
 */
gboolean
leaf_schedule_find_publication_day (GPtrArray *books, GTimeZone *zone, gint64 *at, GError **error)
{
  LeafBook *last = NULL;
  const LeafDate *day;
  g_autoptr (GDateTime) time = NULL;

  for (unsigned int i = 0; i < books->len; i++)
    {
      LeafBook *book = g_ptr_array_index (books, i);

      if (leaf_book_get_published (book)->day == 0)
        {
          g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED,
                       _("The day on which “%s” is published is not known. Give it in the details of the book, or choose a time."),
                       leaf_book_get_title (book));
          return FALSE;
        }
      if (last == NULL || leaf_date_compare (leaf_book_get_published (book), leaf_book_get_published (last)) > 0)
        last = book;
    }
  if (last == NULL)
    {
      g_set_error_literal (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED,
                           _("This review is of no book yet, so there is no day of publication. Choose a time."));
      return FALSE;
    }

  day = leaf_book_get_published (last);
  time = g_date_time_new (zone, day->year, day->month, day->day, LEAF_SCHEDULE_HOUR, 0, 0);
  if (time == NULL || !leaf_schedule_check (g_date_time_to_unix (time), NULL))
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED,
                   _("“%s” is published already, so there is no day to wait for. Publish now, or choose a time."),
                   leaf_book_get_title (last));
      return FALSE;
    }

  *at = g_date_time_to_unix (time);
  return TRUE;
}
