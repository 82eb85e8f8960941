/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* How she wants the text to look while she writes: settings "text-size", "text-width" and "line-height",
 * brought to an editor and to the columns that it and its title stand in. */
#define LEAF_TYPE_TEXT_LOOK (leaf_text_look_get_type ())
G_DECLARE_FINAL_TYPE (LeafTextLook, leaf_text_look, LEAF, TEXT_LOOK, GObject)

LeafTextLook *leaf_text_look_new         (LeafEditor *editor);
void          leaf_text_look_add_column  (LeafTextLook *self, GtkWidget *column); /* an AdwClamp or AdwClampScrollable */
void          leaf_text_look_change_size (LeafTextLook *self, int by); /* steps; 0: as it was at first */
void          leaf_text_look_reset       (LeafTextLook *self);

G_END_DECLS
