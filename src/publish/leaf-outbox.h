/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"
#include "leaf-post.h"
#include "leaf-publication.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Runs the jobs: the row first, then the bytes; after any answer that is not clear the marker is looked up before another try. */
#define LEAF_TYPE_OUTBOX (leaf_outbox_get_type ())
G_DECLARE_FINAL_TYPE (LeafOutbox, leaf_outbox, LEAF, OUTBOX, GObject)

/* How a publication ended. */
typedef struct {
  gint64 job;
  LeafPublicationState state;
  gboolean created;   /* a new post, else an update */
  gboolean unchanged; /* nothing to send: the blog has exactly this */
  char *address;      /* the post */
  GStrv warnings;     /* "published, but the blog changed these lines" */
} LeafOutcome;

void leaf_outcome_free (LeafOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafOutcome, leaf_outcome_free)

LeafOutbox *leaf_outbox_new (LeafLibrary *library);
/* signals, main thread: "progress" (gint64 job, const char *step, double fraction), "finished" (gint64 job) */

/* Commits the job and runs it. Pressing Publish twice gives one job. Blocking (verbs, tests) and async (the window) forms. */
LeafOutcome *leaf_outbox_publish        (LeafOutbox *self, gint64 review, gint64 blog, LeafPublicationState wanted, gint64 at, GCancellable *cancellable, GError **error);
void         leaf_outbox_publish_async  (LeafOutbox *self, gint64 review, gint64 blog, LeafPublicationState wanted, gint64 at,
                                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
LeafOutcome *leaf_outbox_publish_finish (LeafOutbox *self, GAsyncResult *result, GError **error);

/* Every job that is due; returns how many are done. At start and from `flyleaf outbox run`. */
int          leaf_outbox_run_due        (LeafOutbox *self, GCancellable *cancellable, GError **error);
void         leaf_outbox_run_due_async  (LeafOutbox *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int          leaf_outbox_run_due_finish (LeafOutbox *self, GAsyncResult *result, GError **error);

/* The same in the window's thread now and every minute from now on, as long as the outbox lives. */
void         leaf_outbox_start          (LeafOutbox *self);

/* One job now, whatever its next_try: `flyleaf outbox run`, "Try Again". Blocking and async. */
LeafOutcome *leaf_outbox_run_job        (LeafOutbox *self, gint64 job, GCancellable *cancellable, GError **error);
void         leaf_outbox_run_job_async  (LeafOutbox *self, gint64 job, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
LeafOutcome *leaf_outbox_run_job_finish (LeafOutbox *self, GAsyncResult *result, GError **error);

/* Her answer "keep mine" to LEAF_PUBLISH_ERROR_CHANGED: the next publish puts hers in the place of what is on the blog,
 * brings a trashed post back and makes a deleted one anew. Blocking. */
gboolean     leaf_outbox_accept_overwrite (LeafOutbox *self, gint64 review, gint64 blog, GError **error);

/* The post as `blog` (0: plain HTML) would get it, without sending anything; pictures as file: addresses for a preview. Blocking. */
LeafPost    *leaf_outbox_preview (LeafLibrary *library, gint64 review, gint64 blog, LeafMarkup *markup, GError **error);

G_END_DECLS
