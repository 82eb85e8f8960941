/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-review-export.h"

#include <cairo.h>
#include <pango/pango.h>

G_BEGIN_DECLS

/* A review on paper: laid out in pages of a given size, drawn one by one. All measures are points, 1/72 inch; the
 * cairo context is scaled so. To be used in one thread at a time. */
typedef struct _LeafPrintLayout LeafPrintLayout;

LeafPrintLayout *leaf_print_layout_new         (LeafReviewExport *review, PangoContext *context, double width, double height, GError **error);
void             leaf_print_layout_free        (LeafPrintLayout *self);
unsigned int     leaf_print_layout_get_n_pages (LeafPrintLayout *self);
void             leaf_print_layout_draw_page   (LeafPrintLayout *self, cairo_t *cairo, unsigned int page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafPrintLayout, leaf_print_layout_free)

G_END_DECLS
