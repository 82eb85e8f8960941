/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-document-merge.h"
#include "leaf-outbox.h"
#include "leaf-post-reader.h"

G_BEGIN_DECLS

/* Her text or the blog's: what was changed on the blog since Flyleaf last wrote there, and what becomes of it. */

typedef enum {
  LEAF_REMOTE_UNCHANGED,
  LEAF_REMOTE_CHANGED,
  LEAF_REMOTE_TRASHED, /* its text can still be read */
  LEAF_REMOTE_DELETED, /* gone for good */
} LeafRemoteState;

/* What was seen, and when: whatever is decided holds for this, and not for what somebody writes there afterwards. */
typedef struct {
  gint64 review;
  gint64 blog;
  LeafRemoteState state;
  gboolean overwritten;    /* theirs is not on the blog any more, as ours came a moment later; changed */
  gboolean has_base;       /* else nobody knows who changed what, and every difference is a clash */
  LeafDocument *base;      /* what both were made of */
  LeafDocument *mine;
  LeafDocument *theirs;    /* when deleted, the same as base */
  LeafMerge *merge;
  char *base_title;
  char *mine_title;
  char *theirs_title;
  gboolean title_clash;    /* both changed it, and not in the same way */
  LeafPostReadFlags flags;
  unsigned int n_links;    /* pictures of the blog that could not be fetched: links stand in their place */
  gint64 modified;         /* seconds since 1970, UTC; 0 unknown */
  char *mine_html;         /* as it was stored */
  char *remote_id;
  char *remote_modified;
  char *remote_hash;
  char *known;             /* what was known here of the post */
} LeafRemoteChange;

void              leaf_remote_change_free         (LeafRemoteChange *self);
unsigned int      leaf_remote_change_count_clashes (const LeafRemoteChange *self); /* that of the title too */
const char       *leaf_remote_change_get_title    (const LeafRemoteChange *self); /* merged; mine where both changed it */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafRemoteChange, leaf_remote_change_free)

/* Waits for a job of that blog that is running, fetches the post and compares. Blocking and async. */
LeafRemoteChange *leaf_outbox_look_remote         (LeafOutbox *self, gint64 review, gint64 blog, GCancellable *cancellable, GError **error);
void              leaf_outbox_look_remote_async   (LeafOutbox *self, gint64 review, gint64 blog,
                                                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
LeafRemoteChange *leaf_outbox_look_remote_finish  (LeafOutbox *self, GAsyncResult *result, GError **error);

typedef enum {
  LEAF_REMOTE_KEEP_MINE,   /* the next publish overwrites what was seen, and only that */
  LEAF_REMOTE_TAKE_THEIRS, /* the blog has the text already, unless it was overwritten: then the next publish sends it */
  LEAF_REMOTE_TAKE_MERGED, /* the next publish sends it */
} LeafRemoteAnswer;

/* Notes her answer, after a job of that blog that is running; LEAF_PUBLISH_ERROR_CHANGED when the post was written from here since. With
 * `document` it becomes the review's text (a version of the present one is kept) and `title` its title, unless she has written meanwhile:
 * LEAF_PUBLISH_ERROR_CHANGED. Where she writes it is to be shown then, and not before. The document and the title are copied. Blocking
 * and async. */
gboolean leaf_outbox_answer_remote        (LeafOutbox *self, const LeafRemoteChange *change, LeafRemoteAnswer answer,
                                           const LeafDocument *document, const char *title, GCancellable *cancellable, GError **error);
void     leaf_outbox_answer_remote_async  (LeafOutbox *self, const LeafRemoteChange *change, LeafRemoteAnswer answer,
                                           const LeafDocument *document, const char *title,
                                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean leaf_outbox_answer_remote_finish (LeafOutbox *self, GAsyncResult *result, GError **error);

G_END_DECLS
