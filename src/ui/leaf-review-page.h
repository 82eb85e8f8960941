/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-last-place.h"
#include "leaf-library.h"
#include "leaf-outbox.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The middle pane: toolbar, title, editor, state line and the Publish button, for the review of one book. */
#define LEAF_TYPE_REVIEW_PAGE (leaf_review_page_get_type ())
G_DECLARE_FINAL_TYPE (LeafReviewPage, leaf_review_page, LEAF, REVIEW_PAGE, AdwBin)

/* Properties: "library" and "outbox" (objects, set by the window once the library is open). */
void leaf_review_page_set_book  (LeafReviewPage *self, gint64 book); /* 0: none; makes its review when she begins to write */
void leaf_review_page_set_place (LeafReviewPage *self, const LeafLastPlace *place); /* the same, at a place */
void leaf_review_page_flush     (LeafReviewPage *self);                 /* saves what is typed now; called before closing */

/* What the checklist before publishing says of the review that is shown. */
void leaf_review_page_mend (LeafReviewPage *self, const char *what, unsigned int offset, unsigned int length);

/* Another text in the place of the one that is shown, as one step that can be undone. */
typedef enum {
  LEAF_TAKEN,
  LEAF_TAKEN_NOT_OPEN, /* another review is shown, or none */
  LEAF_TAKEN_CHANGED,  /* it is not the text that it would take the place of */
} LeafTaken;

LeafTaken leaf_review_page_check_text (LeafReviewPage *self, gint64 review, LeafDocument *present); /* before anything is done */
LeafTaken leaf_review_page_take_text (LeafReviewPage *self, gint64 review, LeafDocument *present, LeafDocument *document, const char *title, const char *told);

/* Nothing but the text. */
void leaf_review_page_set_focus_mode (LeafReviewPage *self, gboolean focus_mode);
void leaf_review_page_focus_text     (LeafReviewPage *self);

G_END_DECLS
