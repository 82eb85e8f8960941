/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor-state.h"

G_BEGIN_DECLS

/* What can be undone in the reviews she was in before, and where she was in each, while the program
 * runs. Of the texts only some are kept, those left last; of the places all. */
typedef struct _LeafParkedReviews LeafParkedReviews;

LeafParkedReviews *leaf_parked_reviews_new  (void);
void               leaf_parked_reviews_free (LeafParkedReviews *self);

void             leaf_parked_reviews_put       (LeafParkedReviews *self, gint64 book, LeafEditorState *state);
LeafEditorState *leaf_parked_reviews_take      (LeafParkedReviews *self, gint64 book, const LeafDocument *document);
void             leaf_parked_reviews_set_place (LeafParkedReviews *self, gint64 book, const LeafEditorPlace *place);
gboolean         leaf_parked_reviews_get_place (LeafParkedReviews *self, gint64 book, LeafEditorPlace *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafParkedReviews, leaf_parked_reviews_free)

G_END_DECLS
