/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-document.h"

G_BEGIN_DECLS

#define LEAF_LANGUAGE_NONE "none" /* the spelling is not checked */

#define LEAF_TYPE_REVIEW (leaf_review_get_type ())
G_DECLARE_FINAL_TYPE (LeafReview, leaf_review, LEAF, REVIEW, GObject)

LeafReview *leaf_review_new  (void);
LeafReview *leaf_review_copy (LeafReview *self);

gint64        leaf_review_get_id         (LeafReview *self);
void          leaf_review_set_id         (LeafReview *self, gint64 id);
const char   *leaf_review_get_uuid       (LeafReview *self);
void          leaf_review_set_uuid       (LeafReview *self, const char *uuid);
const gint64 *leaf_review_get_books      (LeafReview *self, unsigned int *n_books); /* ids, in order */
void          leaf_review_set_books      (LeafReview *self, const gint64 *ids, unsigned int n_books);
const char   *leaf_review_get_title      (LeafReview *self); /* NULL: by the blog's pattern */
void          leaf_review_set_title      (LeafReview *self, const char *title);
const char   *leaf_review_get_slug       (LeafReview *self); /* NULL: by the blog's pattern */
void          leaf_review_set_slug       (LeafReview *self, const char *slug);
int           leaf_review_get_rating     (LeafReview *self); /* halves, 0 to LEAF_RATING_MAX */
void          leaf_review_set_rating     (LeafReview *self, int rating);
const char   *leaf_review_get_warnings   (LeafReview *self); /* content warnings, plain text, or NULL */
void          leaf_review_set_warnings   (LeafReview *self, const char *warnings);
gboolean      leaf_review_get_free_copy  (LeafReview *self); /* the publisher or author gave the book */
void          leaf_review_set_free_copy  (LeafReview *self, gboolean free_copy);
const char   *leaf_review_get_language   (LeafReview *self); /* "en_GB"; LEAF_LANGUAGE_NONE; NULL: the system's */
void          leaf_review_set_language   (LeafReview *self, const char *language);
LeafDocument *leaf_review_get_document   (LeafReview *self); /* (transfer none), never NULL */
void          leaf_review_set_document   (LeafReview *self, LeafDocument *document);
gint64        leaf_review_get_created    (LeafReview *self); /* seconds since 1970, UTC */
void          leaf_review_set_created    (LeafReview *self, gint64 created);
gint64        leaf_review_get_modified   (LeafReview *self);
void          leaf_review_set_modified   (LeafReview *self, gint64 modified);

G_END_DECLS
