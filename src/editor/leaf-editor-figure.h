/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The picture of a figure inside the text: a frame until the picture has been read. It is no wider than the
 * column, and keeps its size when its pixels are let go.
 *
 * Signal: "wanted" when it is shown and its pixels are not there. */
#define LEAF_TYPE_EDITOR_FIGURE (leaf_editor_figure_get_type ())
G_DECLARE_FINAL_TYPE (LeafEditorFigure, leaf_editor_figure, LEAF, EDITOR_FIGURE, GObject)

LeafEditorFigure *leaf_editor_figure_new           (const char *picture);
const char       *leaf_editor_figure_get_picture   (LeafEditorFigure *self);
void              leaf_editor_figure_set_paintable (LeafEditorFigure *self, GdkPaintable *paintable);
void              leaf_editor_figure_set_max_width (LeafEditorFigure *self, int max_width);
void              leaf_editor_figure_ask           (LeafEditorFigure *self);
void              leaf_editor_figure_release       (LeafEditorFigure *self);
gsize             leaf_editor_figure_get_bytes     (LeafEditorFigure *self);
gint64            leaf_editor_figure_get_drawn     (LeafEditorFigure *self);

G_END_DECLS
