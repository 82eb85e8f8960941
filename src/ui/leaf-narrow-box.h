/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Two children: side by side where there is room, the second below the first where there is not. It is
 * the first that has a fixed size. Properties: "first", "second"; "narrow" (read only, notify). */
#define LEAF_TYPE_NARROW_BOX (leaf_narrow_box_get_type ())
G_DECLARE_FINAL_TYPE (LeafNarrowBox, leaf_narrow_box, LEAF, NARROW_BOX, GtkWidget)

gboolean leaf_narrow_box_get_narrow (LeafNarrowBox *self);

G_END_DECLS
