/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The picture of a figure inside the text: a frame until the picture has been read. */
#define LEAF_TYPE_EDITOR_FIGURE (leaf_editor_figure_get_type ())
G_DECLARE_FINAL_TYPE (LeafEditorFigure, leaf_editor_figure, LEAF, EDITOR_FIGURE, GObject)

LeafEditorFigure *leaf_editor_figure_new           (const char *picture);
void              leaf_editor_figure_set_paintable (LeafEditorFigure *self, GdkPaintable *paintable);
gboolean          leaf_editor_figure_is_asked      (LeafEditorFigure *self);

G_END_DECLS
