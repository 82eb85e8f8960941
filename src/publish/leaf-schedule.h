/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog.h"

G_BEGIN_DECLS

/* When posts are to appear. WordPress publishes at once what is due within a minute, and a request takes its time. */
#define LEAF_SCHEDULE_MIN_SECONDS 120
#define LEAF_SCHEDULE_MAX_OFFSET 24 /* hours that a clock may be ahead of UTC, or behind */
#define LEAF_SCHEDULE_HOUR 9 /* of the day on which a book is published */

gboolean   leaf_schedule_is_zone              (const char *zone); /* the form of "Europe/Berlin" or "+05:30" */
GTimeZone *leaf_schedule_dup_zone             (LeafBlog *blog); /* the blog's own where it is known, else that of this computer */
gboolean   leaf_schedule_check                (gint64 at, GError **error);
gboolean   leaf_schedule_find_publication_day (GPtrArray *books, GTimeZone *zone, gint64 *at, GError **error);

G_END_DECLS
