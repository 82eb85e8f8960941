/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LEAF_EDITOR_MARGIN   12 /* pixels left and right of all text */
#define LEAF_EDITOR_STEP     30 /* pixels a list level or a quotation is moved in by, in text of the usual size */

/* What a line looks like as a whole; the same numbers go into its tag and, for an empty last line
 * that no tag can reach, into the view's own properties. */
typedef struct {
  int left_margin;
  int right_margin;
  int above;
  int below;
} LeafLineLook;

/* The colours that follow the style of the widget. */
typedef struct {
  GdkRGBA text;
  GdkRGBA accent;
  GdkRGBA highlight;
  GdkRGBA error;
} LeafEditorColors;

/* The tags of one buffer: every character carries exactly one block tag, and those of its marks. */
typedef struct {
  GtkTextTag *marks[LEAF_N_MARKS]; /* by bit */
  GtkTextTag *link;
  int step; /* pixels a list level or a quotation is moved in by */
  GtkTextTag *blocks[LEAF_N_BLOCK_KINDS][LEAF_BLOCK_MAX_DEPTH + 1][2]; /* [kind][level][right to left] */
} LeafEditorTags;

void         leaf_editor_tags_init       (LeafEditorTags *self, GtkTextTagTable *table);
void         leaf_editor_tags_set_colors (LeafEditorTags *self, const LeafEditorColors *colors);
void         leaf_editor_tags_set_step   (LeafEditorTags *self, int step);
GtkTextTag  *leaf_editor_tags_get_block  (const LeafEditorTags *self, const LeafBlockStyle *style, gboolean rtl);
LeafLineLook leaf_editor_line_look       (const LeafBlockStyle *style, gboolean rtl, int step);

G_END_DECLS
