/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor-private.h"

G_BEGIN_DECLS

/* What is drawn beside and behind one line; x is counted from the side where the text begins. */
typedef struct {
  LeafEditor *editor;
  GtkSnapshot *snapshot;
  GtkTextIter start;
  unsigned int index;
  const LeafBlockStyle *style;
  GdkRectangle area; /* of the whole line, in buffer coordinates */
  gboolean rtl;
} LeafEditorLine;

#define LEAF_EDITOR_BAR_WIDTH 3

static inline GdkRGBA
leaf_editor_faded (const GdkRGBA *color,
                   float          alpha)
{
  GdkRGBA result = *color;

  result.alpha *= alpha;
  return result;
}

/* leaf-editor-layer.c */
gboolean leaf_editor_line_init        (LeafEditorLine *self, LeafEditor *editor, int y, int width);
gboolean leaf_editor_line_next        (LeafEditorLine *self, const GdkRectangle *visible);
void     leaf_editor_line_get_first   (const LeafEditorLine *self, GdkRectangle *place);
void     leaf_editor_line_get_shown   (const LeafEditorLine *self, const GdkRectangle *visible, unsigned int *first, unsigned int *last);
gboolean leaf_editor_line_goes_on     (const LeafEditorLine *self);
int      leaf_editor_line_get_height  (const LeafEditorLine *self);
void     leaf_editor_line_fill        (const LeafEditorLine *self, const GdkRGBA *color, int x, int y, int width, int height);
void     leaf_editor_line_draw_layout (const LeafEditorLine *self, PangoLayout *layout, const GdkRGBA *color, int x, int y);

/* leaf-editor-layer-folded.c */
void leaf_editor_line_draw_folded (const LeafEditorLine *self);

/* leaf-editor-spelling-draw.c */
void leaf_editor_line_draw_spelling (const LeafEditorLine *self, const GdkRectangle *visible);

/* leaf-editor-find.c */
void leaf_editor_line_draw_matches (const LeafEditorLine *self, const GdkRectangle *visible);

/* leaf-editor-layer-ratings.c */
void leaf_editor_line_draw_rating (const LeafEditorLine *self);
void leaf_editor_line_get_stars   (const LeafEditorLine *self, GdkRectangle *area);

G_END_DECLS
