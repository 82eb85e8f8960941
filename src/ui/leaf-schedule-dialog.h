/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog.h"
#include "leaf-date.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* When a post is to appear. Signals: "scheduled" (gint64 at) when she has chosen a time, "unscheduled"
 * when it is to appear at none; the dialog closes with either. */
#define LEAF_TYPE_SCHEDULE_DIALOG (leaf_schedule_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LeafScheduleDialog, leaf_schedule_dialog, LEAF, SCHEDULE_DIALOG, AdwWindow)

GtkWindow *leaf_schedule_dialog_new       (GtkWindow *parent);
void       leaf_schedule_dialog_set_blogs (LeafScheduleDialog *self, GPtrArray *blogs); /* LeafBlog: where to */
void       leaf_schedule_dialog_set_days  (LeafScheduleDialog *self, const LeafDate *publication, const LeafDate *embargo);
void       leaf_schedule_dialog_set_at    (LeafScheduleDialog *self, gint64 at); /* 0: it is not scheduled yet */
gint64     leaf_schedule_dialog_get_at    (LeafScheduleDialog *self); /* as it stands; 0: no such time */

G_END_DECLS
