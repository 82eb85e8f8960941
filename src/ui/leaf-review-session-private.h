/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-review-session.h"
#include "leaf-reviews.h"

G_BEGIN_DECLS

/* The text in the library as this session read or wrote it last, so that what somebody else wrote is
 * seen. The writing thread changes it, because one save may follow another before the first is told of. */
typedef struct _LeafKnownText LeafKnownText;

LeafKnownText *leaf_known_text_new   (void); /* of a review that is not begun */
LeafKnownText *leaf_known_text_ref   (LeafKnownText *self);
void           leaf_known_text_unref (LeafKnownText *self);
void           leaf_known_text_set   (LeafKnownText *self, const char *html);
void           leaf_known_text_undo  (LeafKnownText *self, const char *html, const char *before);
char          *leaf_known_text_dup   (LeafKnownText *self);

struct _LeafReviewSession
{
  GObject parent_instance;

  LeafLibrary *library;
  gint64 book_id;
  gint64 review;
  LeafBook *book;
  LeafDocument *document;
  LeafKnownText *known;
  char *title;
  char *language;
  char *pattern_title;

  LeafSessionState state;
  char *message;
  gboolean text_changed;
  gboolean title_changed;
  gboolean language_changed;
  gboolean ever_changed;  /* in this session: leaving keeps a revision */
  gboolean closed;
  unsigned int n_saving;
  gint64 first_change;    /* monotonic, of what is not saved */
  gint64 last_change;
  unsigned int tick_source;
  gint64 write_time;      /* what the last save took, microseconds */
  unsigned int retry_source;
  unsigned int rest_source;
  unsigned int rest_time;
  gboolean refreshing;
  gboolean refresh_again;
  gboolean elsewhere;     /* another program wrote reviews: ours may be among them */
  gboolean offers;        /* the text is a template's, and in the library as soon as she begins a review */
  gboolean fresh;         /* nothing was typed or saved since the refresh began */
};

/* What the reading thread brings. */
typedef struct {
  gint64 book_id;
  LeafBook *book;
  LeafReview *review; /* NULL: not begun */
  char *html;         /* its text, as stored */
  LeafDocument *begin; /* what a review that is not begun shall begin with, or NULL */
  char *pattern_title;
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
  gboolean language_changed;
  char *language;
  const char *reason;     /* to keep a revision of what is stored then; NULL: none is kept */
  LeafKnownText *known;
  char *known_before;
  char *written;          /* what is stored, if it is committed */
  gboolean other_kept;    /* what another program had written was kept, too */
  gint64 begun;           /* monotonic */
} LeafReviewSave;

void     leaf_review_save_free (LeafReviewSave *self);
gboolean leaf_review_save_run  (LeafDb *db, gpointer data, GError **error);

/* leaf-review-session.c */
gboolean leaf_review_session_is_changed (LeafReviewSession *self);
void     leaf_review_session_set_state  (LeafReviewSession *self, LeafSessionState state, const char *message);
void     leaf_review_session_set_review (LeafReviewSession *self, gint64 review);
void     leaf_review_session_load       (LeafReviewSession *self);
void     leaf_review_session_refresh    (LeafReviewSession *self);

/* leaf-review-session-saving.c */
void     leaf_review_session_fail          (LeafReviewSession *self, const GError *error);
void     leaf_review_session_set_rest_time (LeafReviewSession *self, unsigned int rest_time);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafReviewLoad, leaf_review_load_free)

G_END_DECLS
