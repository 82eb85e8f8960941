/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LEAF_EDITOR_MARGIN   12 /* pixels left and right of all text */
#define LEAF_EDITOR_STEP     30 /* pixels a list level or a quotation is moved in by, in text of the usual size */
#define LEAF_EDITOR_ROW_PADDING 6  /* pixels above and below the text of a row of ratings */
#define LEAF_EDITOR_TABLE_GAP   14 /* pixels below the last row */

/* What a line looks like as a whole; the same numbers go into its tag and, for an empty last line
 * that no tag can reach, into the view's own properties. */
typedef struct {
  int left_margin;
  int right_margin;
  int above;
  int below;
} LeafLineLook;

/* How large is what is drawn beside the text, in pixels: it follows the font of the widget. */
typedef struct {
  int label;  /* height of a line of small text */
  int row;    /* height of a line of text */
  int star;   /* width and height of a star */
  int number; /* width of a rating as a number */
} LeafEditorMetrics;

/* The colours that follow the style of the widget. */
typedef struct {
  GdkRGBA text;
  GdkRGBA accent;
  GdkRGBA warning;
  GdkRGBA highlight;
  GdkRGBA error;
  GdkRGBA star;
} LeafEditorColors;

/* The tags of one buffer: every character carries exactly one block tag, and those of its marks. */
typedef struct {
  GtkTextTag *marks[LEAF_N_MARKS]; /* by bit */
  GtkTextTag *link;
  int step; /* pixels a list level or a quotation is moved in by */
  GtkTextTag *blocks[LEAF_N_BLOCK_KINDS][LEAF_BLOCK_MAX_DEPTH + 1][2][2]; /* [kind][level][right to left][labelled] */
  LeafEditorMetrics metrics;
} LeafEditorTags;

#define LEAF_EDITOR_STAR_GAP   2
#define LEAF_EDITOR_NUMBER_GAP 10 /* between the stars and their number */

int      leaf_editor_metrics_get_column (const LeafEditorMetrics *self);
gboolean leaf_editor_kind_has_label     (LeafBlockKind kind);

void         leaf_editor_tags_init        (LeafEditorTags *self, GtkTextTagTable *table);
void         leaf_editor_tags_set_colors  (LeafEditorTags *self, const LeafEditorColors *colors);
void         leaf_editor_tags_set_step    (LeafEditorTags *self, int step);
void         leaf_editor_tags_set_metrics (LeafEditorTags *self, const LeafEditorMetrics *metrics);
GtkTextTag  *leaf_editor_tags_get_block   (const LeafEditorTags *self, const LeafBlockStyle *style, gboolean rtl, gboolean labelled);
LeafLineLook leaf_editor_tags_get_look    (const LeafEditorTags *self, const LeafBlockStyle *style, gboolean rtl, gboolean labelled);

G_END_DECLS
