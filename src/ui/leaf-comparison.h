/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-document-compare.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One block of two versions, beside the other or both in one, ready for a label. */
typedef enum {
  LEAF_SIDE_BEFORE,
  LEAF_SIDE_AFTER,
  LEAF_SIDE_BOTH,
} LeafSide;

typedef struct {
  GdkRGBA added;
  GdkRGBA removed;
  GdkRGBA changed;
} LeafComparisonColors;

/* Two documents and what is different. (An item of a list is a LeafComparisonRow.) */
#define LEAF_TYPE_COMPARISON_ROW (leaf_comparison_row_get_type ())
G_DECLARE_FINAL_TYPE (LeafComparisonRow, leaf_comparison_row, LEAF, COMPARISON_ROW, GObject)

typedef struct {
  char *text;
  PangoAttrList *attributes;
  char *spoken; /* what is marked by looks alone, in words */
} LeafComparisonText;

GListStore      *leaf_comparison_make_rows    (LeafDocument *a, LeafDocument *b, GPtrArray *changes);
LeafCompareKind  leaf_comparison_row_get_kind (LeafComparisonRow *self);
void             leaf_comparison_row_describe (LeafComparisonRow *self, LeafSide side, const LeafComparisonColors *colors, LeafComparisonText *text);
gboolean         leaf_comparison_colors_read  (LeafComparisonColors *self, GtkWidget *widget); /* TRUE: they are others than before */
void             leaf_comparison_text_clear   (LeafComparisonText *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LeafComparisonText, leaf_comparison_text_clear)

G_END_DECLS
