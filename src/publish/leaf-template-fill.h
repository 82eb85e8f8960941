/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-review.h"
#include "leaf-templates.h"

G_BEGIN_DECLS

LeafDocument *leaf_template_fill (LeafDb *db, const LeafTemplate *template, LeafReview *review, GError **error);

/* What a new review begins with, by the settings of the blogs; NULL without error: nothing. */
LeafDocument *leaf_template_begin (LeafDb *db, LeafReview *review, GError **error);

G_END_DECLS
