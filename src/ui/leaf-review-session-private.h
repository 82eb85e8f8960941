/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-review-session.h"

G_BEGIN_DECLS

/* What the reading thread brings. */
typedef struct {
  gint64 book_id;
  LeafBook *book;
  LeafReview *review; /* NULL: not begun */
  char *pattern_title;
  char *published;
} LeafReviewLoad;

LeafReviewLoad *leaf_review_load_new  (gint64 book);
void            leaf_review_load_free (LeafReviewLoad *self);
gboolean        leaf_review_load_run  (LeafDb *db, gpointer data, GError **error);

/* What the writing thread is given. */
typedef struct {
  gint64 book;
  gint64 review;          /* 0: begin one; the id afterwards */
  LeafDocument *document; /* NULL: not changed */
  gboolean title_changed;
  char *title;
  gboolean revision;      /* keep one of what is stored then */
} LeafReviewSave;

void     leaf_review_save_free (LeafReviewSave *self);
gboolean leaf_review_save_run  (LeafDb *db, gpointer data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafReviewLoad, leaf_review_load_free)

G_END_DECLS
