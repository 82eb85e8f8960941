/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-book.h"
#include "leaf-library.h"
#include "leaf-review.h"

G_BEGIN_DECLS

/* One review being written: loads it, saves it while she types, tries again when that fails, keeps a
 * revision when she leaves. No widget.
 *
 * Properties, notify: "state", "review" (id, 0 until there is a row). Signals: "loaded" (the text is
 * there), "refreshed" (book, title or publications are newer), "other-kept" (another program wrote the
 * text meanwhile: that is a revision now). */
typedef enum {
  LEAF_SESSION_LOADING,
  LEAF_SESSION_SAVED,
  LEAF_SESSION_UNSAVED,
  LEAF_SESSION_SAVING,
  LEAF_SESSION_FAILED, /* see leaf_review_session_get_message() */
} LeafSessionState;

#define LEAF_TYPE_REVIEW_SESSION (leaf_review_session_get_type ())
G_DECLARE_FINAL_TYPE (LeafReviewSession, leaf_review_session, LEAF, REVIEW_SESSION, GObject)

LeafReviewSession *leaf_review_session_new           (LeafLibrary *library, gint64 book);
LeafSessionState   leaf_review_session_get_state     (LeafReviewSession *self);
const char        *leaf_review_session_get_message   (LeafReviewSession *self); /* one sentence, when FAILED */
gboolean           leaf_review_session_is_loaded     (LeafReviewSession *self);
gint64             leaf_review_session_get_book_id   (LeafReviewSession *self);
gint64             leaf_review_session_get_review    (LeafReviewSession *self);
gboolean           leaf_review_session_is_offering   (LeafReviewSession *self); /* a template, of which nothing is hers yet */
LeafBook          *leaf_review_session_get_book      (LeafReviewSession *self); /* NULL until loaded */
const char        *leaf_review_session_get_title     (LeafReviewSession *self); /* her own, or NULL */
const char        *leaf_review_session_get_pattern_title (LeafReviewSession *self);
const char        *leaf_review_session_get_language  (LeafReviewSession *self); /* see LeafReview */
LeafDocument      *leaf_review_session_get_document  (LeafReviewSession *self);

void leaf_review_session_set_document (LeafReviewSession *self, LeafDocument *document); /* the editor's own, kept */
void leaf_review_session_note_stored  (LeafReviewSession *self, LeafDocument *document); /* which the editor is about to show */
void leaf_review_session_touch        (LeafReviewSession *self); /* the document has changed */
void leaf_review_session_set_title    (LeafReviewSession *self, const char *title);
void leaf_review_session_set_language (LeafReviewSession *self, const char *language); /* see LeafReview */
void leaf_review_session_flush        (LeafReviewSession *self); /* saves now */
void leaf_review_session_close        (LeafReviewSession *self); /* saves now and keeps a revision */
void leaf_review_session_reopen       (LeafReviewSession *self); /* she came back before that was done */
void leaf_review_session_retry        (LeafReviewSession *self);
void leaf_review_session_keep_version (LeafReviewSession *self); /* a revision of the text as it is now */

G_END_DECLS
