/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-date.h"
#include "leaf-schedule.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* When a post is to appear: times as she says them, on her clock and on that of a blog. All times are
 * seconds since 1970, UTC. No widget. */

gint64     leaf_clock_make             (int year, int month, int day, int hour, int minute); /* on her clock; 0: no such time */
char      *leaf_clock_find_problem     (gint64 at, gint64 now, const LeafDate *embargo); /* one sentence, or NULL */

GTimeZone *leaf_clock_dup_blog_zone    (LeafBlog *blog, gint64 at); /* NULL: as hers then, or not known */
char      *leaf_clock_describe         (gint64 at, GTimeZone *zone); /* "Friday 12 March 2027, 09:00"; NULL: hers */
char      *leaf_clock_describe_short   (gint64 at, gint64 now);      /* "3 December, 09:00" */
char      *leaf_clock_describe_near    (gint64 at, gint64 now);      /* "14:05"; another day: as _short */
char      *leaf_clock_describe_day     (const LeafDate *day);        /* "12 March 2027"; a full date */
char      *leaf_clock_describe_zone    (gint64 at, GTimeZone *zone); /* "Asia/Kolkata, UTC+5:30" */
gboolean   leaf_clock_has_twelve_hours (void); /* does her language count to twelve twice? */

G_END_DECLS
