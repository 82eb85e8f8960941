/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-export-private.h"
#include "leaf-print-layout.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

#define LEAF_PRINT_FONT_SIZE 11.0
#define LEAF_PRINT_INDENT    20.0 /* of a list level or a quotation */
#define LEAF_PRINT_PARAGRAPH 7.0  /* between two paragraphs */

/* One thing on the paper: lines of text, or a picture, or a line across. */
typedef struct {
  PangoLayout *layout;
  PangoLayout *marker;      /* beside its first line: a bullet, a number, stars */
  gboolean marker_at_end;
  cairo_surface_t *surface; /* a picture */
  double width;             /* of the picture on the paper */
  double height;
  gboolean rule;
  gboolean bar;             /* a quotation or a spoiler has a line beside it */
  gboolean rtl;
  gboolean keep;            /* on one page with what follows */
  double indent;
  double above;
} LeafPrintItem;

void       leaf_print_item_free (gpointer item);

/* leaf-print-items.c: what is on the paper, in order. */
GPtrArray *leaf_print_make_items (LeafReviewExport *review, PangoContext *context, double width, double height, GError **error);

/* leaf-print-text.c */
PangoLayout *leaf_print_make_text  (PangoContext *context, const char *text, double size, PangoWeight weight, double width);
PangoLayout *leaf_print_make_block (PangoContext *context, const LeafBlock *block, unsigned int skip, double size, double width);
void         leaf_print_set_style  (PangoLayout *layout, PangoStyle style, PangoWeight weight);

G_END_DECLS
