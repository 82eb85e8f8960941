/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* One pane of the window: asks for a width of its own and takes less where there is less. */
#define LEAF_TYPE_PANE (leaf_pane_get_type ())
G_DECLARE_FINAL_TYPE (LeafPane, leaf_pane, LEAF, PANE, GtkWidget)

GtkWidget *leaf_pane_new       (int preferred_width);
void       leaf_pane_set_child (LeafPane *self, GtkWidget *child);

G_END_DECLS
