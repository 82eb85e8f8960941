/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor.h"

G_BEGIN_DECLS

/* Pictures in the text. A figure is named by the offset of its block; `pictures` are SHA-256s of the library. */
void     leaf_editor_insert_pictures    (LeafEditor *self, GtkTextMark *place, const char *const *pictures); /* one step of undo */
gboolean leaf_editor_find_figure        (LeafEditor *self, unsigned int *offset); /* the one the cursor is in */
gboolean leaf_editor_find_figure_at     (LeafEditor *self, double x, double y, unsigned int *offset, gboolean *on_note);
gboolean leaf_editor_is_figure_selected (LeafEditor *self);
void     leaf_editor_select_figure      (LeafEditor *self, unsigned int offset);
gboolean leaf_editor_get_figure         (LeafEditor *self, unsigned int offset, const char **picture, const char **alt);
void     leaf_editor_change_figure      (LeafEditor *self, unsigned int offset, const char *picture, const char *alt);
void     leaf_editor_remove_figure      (LeafEditor *self, unsigned int offset);
gboolean leaf_editor_get_figure_area    (LeafEditor *self, unsigned int offset, GdkRectangle *area); /* in the widget */

/* While pictures are dragged over the text: the line between two blocks where they would go in. */
void         leaf_editor_show_drop_place   (LeafEditor *self, double y);
void         leaf_editor_hide_drop_place   (LeafEditor *self);
GtkTextMark *leaf_editor_create_drop_mark  (LeafEditor *self, double y);
GtkTextMark *leaf_editor_create_mark       (LeafEditor *self, unsigned int offset);

G_END_DECLS
