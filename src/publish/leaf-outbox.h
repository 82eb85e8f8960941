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

/* How a job ended. */
typedef struct {
  gint64 job;         /* 0: nothing was to be done, it was only looked */
  LeafJobAction action;
  LeafPublicationState state;
  gboolean created;   /* a new post, else an update */
  gboolean was_down;  /* readers had seen the post, and did not any more */
  gboolean unchanged; /* nothing to send: the blog has exactly this */
  char *address;      /* the post */
  GStrv warnings;     /* "published, but the blog changed these lines" */
} LeafOutcome;

void leaf_outcome_free (LeafOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafOutcome, leaf_outcome_free)

LeafOutbox *leaf_outbox_new (LeafLibrary *library);
/* signals, main thread: "progress" (gint64 job, const char *step, double fraction), "finished" (gint64 job), "published" (gint64 publication) */

/* Commits the job and runs it. Pressing Publish twice gives one job. Blocking (verbs, tests) and async (the window) forms. */
LeafOutcome *leaf_outbox_publish        (LeafOutbox *self, gint64 review, gint64 blog, LeafPublicationState wanted, gint64 at, GCancellable *cancellable, GError **error);
void         leaf_outbox_publish_async  (LeafOutbox *self, gint64 review, gint64 blog, LeafPublicationState wanted, gint64 at,
                                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
LeafOutcome *leaf_outbox_publish_finish (LeafOutbox *self, GAsyncResult *result, GError **error);

/* Takes down, puts back or deletes (LEAF_JOB_TAKE_DOWN and the rest): commits the job and runs it. A scheduled post that is taken down
 * is a draft again. What another job of the same post becomes says leaf-outbox-rules.h. Blocking. */
LeafOutcome *leaf_outbox_change         (LeafOutbox *self, gint64 review, gint64 blog, LeafJobAction action, GCancellable *cancellable, GError **error);

/* What is to be done with a review on a blog. The rest is for LEAF_JOB_PUBLISH. */
typedef struct {
  gint64 review;
  gint64 blog;
  LeafJobAction action;
  LeafPublicationState wanted;
  gint64 at;
  gboolean keep_mine; /* hers counts, whatever is on the blog: in the place of what was changed there; a post in the trash comes back, one
                       * that was deleted is made anew */
} LeafOutboxOrder;

/* Commits a job and returns its id (0: error) without running it: for several at once, which leaf_outbox_run_due() then serves side by
 * side, one thread a blog. Blocking. */
gint64       leaf_outbox_add            (LeafOutbox *self, const LeafOutboxOrder *order, GError **error);

/* Stops a job, whether it runs or waits. When certainly nothing was sent it is gone; else it stays, to be looked up, and nothing more is
 * sent for it. Never blocks; "finished" follows. The second form waits, for verbs. */
void         leaf_outbox_cancel_job      (LeafOutbox *self, gint64 job);
gboolean     leaf_outbox_cancel_job_sync (LeafOutbox *self, gint64 job, GError **error);

/* Asks the blog how the post is now and saves what it says of its state and address, not of its text. */
LeafOutcome *leaf_outbox_refresh        (LeafOutbox *self, gint64 review, gint64 blog, GCancellable *cancellable, GError **error);

/* Every job that is due, each blog in a thread of its own; returns how many are done. At start and from `flyleaf outbox run`. */
int          leaf_outbox_run_due        (LeafOutbox *self, GCancellable *cancellable, GError **error);
void         leaf_outbox_run_due_async  (LeafOutbox *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
int          leaf_outbox_run_due_finish (LeafOutbox *self, GAsyncResult *result, GError **error);

/* The same beside the window now, every minute from now on and when the network comes back, as long as the outbox lives. It also looks
 * how scheduled posts are whose time has come. */
void         leaf_outbox_start          (LeafOutbox *self);

/* One job now, whatever its next_try: `flyleaf outbox run`, "Try Again". Blocking and async. */
LeafOutcome *leaf_outbox_run_job        (LeafOutbox *self, gint64 job, GCancellable *cancellable, GError **error);
void         leaf_outbox_run_job_async  (LeafOutbox *self, gint64 job, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
LeafOutcome *leaf_outbox_run_job_finish (LeafOutbox *self, GAsyncResult *result, GError **error);

/* Several jobs now, as leaf_outbox_add() made them: blogs side by side, each in order and over one connection. The results are in the order
 * of `jobs` (gint64); each has an outcome or an error. Blocking and async. */
typedef struct {
  gint64 job;
  LeafOutcome *outcome;
  GError *error;
} LeafOutboxResult;

void         leaf_outbox_result_free     (LeafOutboxResult *self);
GPtrArray   *leaf_outbox_run_jobs        (LeafOutbox *self, GArray *jobs, GCancellable *cancellable);

/* The post as `blog` (0: plain HTML) would get it, without sending anything; pictures as file: addresses for a preview. Blocking. */
LeafPost    *leaf_outbox_preview (LeafLibrary *library, gint64 review, gint64 blog, LeafMarkup *markup, GError **error);

/* A job with the names of what it is about, for lists. A function of the library: run it with leaf_library_run(_async). */
typedef struct {
  LeafJob *job;
  LeafPublication *publication;
  char *review;  /* its title, else that of its book */
  char *blog;    /* its name */
} LeafOutboxEntry;

void       leaf_outbox_entry_free   (LeafOutboxEntry *self);
GPtrArray *leaf_outbox_list_entries (LeafDb *db, gboolean open_only, GError **error); /* LeafOutboxEntry, oldest first */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafOutboxEntry, leaf_outbox_entry_free)

G_END_DECLS
