/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A row that shows as many of its children as there is room for, the first ones first. The last child,
 * a menu button for what is left over, always stays; ask leaf_overflow_box_shows() when it opens. */
#define LEAF_TYPE_OVERFLOW_BOX (leaf_overflow_box_get_type ())
G_DECLARE_FINAL_TYPE (LeafOverflowBox, leaf_overflow_box, LEAF, OVERFLOW_BOX, GtkWidget)

gboolean leaf_overflow_box_shows (LeafOverflowBox *self, GtkWidget *child);

G_END_DECLS
