/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-document-compare.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Two versions of a text with what is different marked: side by side, or in one column when "narrow".
 *
 * Properties: "narrow". Actions: "comparison.next" and "comparison.previous". */
#define LEAF_TYPE_COMPARISON_VIEW (leaf_comparison_view_get_type ())
G_DECLARE_FINAL_TYPE (LeafComparisonView, leaf_comparison_view, LEAF, COMPARISON_VIEW, AdwBin)

void leaf_comparison_view_show  (LeafComparisonView *self, LeafDocument *a, LeafDocument *b, GPtrArray *changes);
void leaf_comparison_view_clear (LeafComparisonView *self);

G_END_DECLS
