/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox-private.h"

/* What a worker thread is asked to do. */
typedef struct {
  LeafOutboxOrder order;
  gint64 job; /* 0: the one that the order makes */
} Request;

/**
 * leaf_outbox_run_in_lane:
 * @lane: the lane of the job's blog
 * @job: a job
 * @cancellable: (nullable): a cancellable
 * @error: set to one sentence
 *
 * Runs one job of several.
 *
 * Returns: (transfer full): how it ended, or %NULL
 */
LeafOutcome *
leaf_outbox_run_in_lane (LeafOutboxLane *lane, gint64 job, GCancellable *cancellable, GError **error)
{
  LeafOutboxRun run;
  LeafOutcome *outcome;

  leaf_outbox_run_begin (&run, lane->outbox, job, cancellable);
  outcome = leaf_outbox_run (lane, &run, error);
  leaf_outbox_run_end (&run);
  leaf_outbox_tell_finished (lane->outbox, job);

  return outcome;
}

/* Waits for the blog and runs the job; it can be cancelled from before it waits. */
static LeafOutcome *
run_job (LeafOutbox *self, gint64 job, GCancellable *cancellable, GError **error)
{
  gint64 blog = leaf_outbox_find_blog (self->library, job, error);
  g_autoptr (GError) failure = NULL;
  LeafOutcome *outcome = NULL;
  LeafOutboxLane lane;
  LeafOutboxRun run;

  if (blog == 0)
    return NULL;

  leaf_outbox_run_begin (&run, self, job, cancellable);
  if (leaf_outbox_lane_enter (&lane, self, blog, run.cancellable, error))
    {
      outcome = leaf_outbox_run (&lane, &run, error);
      leaf_outbox_lane_leave (&lane);
    }
  else if (leaf_outbox_run_is_withdrawn (&run) && !leaf_outbox_withdraw_job (self->library, job, &failure) &&
           !g_error_matches (failure, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND))
    g_message ("%s", failure->message);
  leaf_outbox_run_end (&run);
  leaf_outbox_tell_finished (self, job);

  return outcome;
}

static LeafOutcome *
perform (LeafOutbox *self, const Request *request, GCancellable *cancellable, GError **error)
{
  gint64 job = request->job;

  if (job == 0)
    job = leaf_outbox_open_job (self->library, &request->order, error);

  return job != 0 ? run_job (self, job, cancellable, error) : NULL;
}

static void
perform_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  LeafOutcome *outcome = perform (source, data, cancellable, &error);

  if (outcome != NULL)
    g_task_return_pointer (task, outcome, (GDestroyNotify) leaf_outcome_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
perform_async (LeafOutbox *self, const Request *request, gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback,
               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  /* What the thread says counts: a post may have been sent before the cancelling arrived. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_memdup2 (request, sizeof *request), g_free);
  g_task_run_in_thread (task, perform_thread);
}

/**
 * leaf_outbox_add:
 * @self: an outbox
 * @order: what to do
 * @error: set to one sentence; then nothing of the order is noted, and what she said to it neither
 *
 * Commits a job without running it; leaf_outbox_run_due() does. For several posts or several blogs at once:
 * blogs are served side by side. Blocks.
 *
 * Returns: the job's id; 0 on failure
 */
gint64
leaf_outbox_add (LeafOutbox *self, const LeafOutboxOrder *order, GError **error)
{
  g_return_val_if_fail (LEAF_IS_OUTBOX (self), 0);
  g_return_val_if_fail (order != NULL, 0);

  return leaf_outbox_open_job (self->library, order, error);
}

/**
 * leaf_outbox_publish:
 * @self: an outbox
 * @review: a review
 * @blog: a blog
 * @wanted: draft, scheduled or published
 * @at: when it is to be published, in seconds since 1970, UTC; for a scheduled one only
 * @cancellable: (nullable): a cancellable; a job cancelled stays in the outbox
 * @error: set to one sentence: %LEAF_PUBLISH_ERROR, %LEAF_POST_ERROR, %LEAF_STORE_ERROR
 *
 * Commits a job and runs it. Asking twice gives one job, and a post that the blog has already as it is
 * costs no request. After %LEAF_PUBLISH_ERROR_TEMPORARY and %LEAF_PUBLISH_ERROR_UNCLEAR the job stays
 * in the outbox and is tried again later; after anything else it waits for her. Blocks.
 *
 * Returns: (transfer full): how it ended, or %NULL
 */
LeafOutcome *
leaf_outbox_publish (LeafOutbox *self,
                     gint64 review,
                     gint64 blog,
                     LeafPublicationState wanted,
                     gint64 at,
                     GCancellable *cancellable,
                     GError **error)
{
  const Request request = { .order = { .review = review, .blog = blog, .action = LEAF_JOB_PUBLISH, .wanted = wanted, .at = at } };

  g_return_val_if_fail (LEAF_IS_OUTBOX (self), NULL);

  return perform (self, &request, cancellable, error);
}

/**
 * leaf_outbox_publish_async:
 * @self: an outbox
 * @review: a review
 * @blog: a blog
 * @wanted: draft, scheduled or published
 * @at: when, for a scheduled one
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Does leaf_outbox_publish() in a worker thread.
 */
void
leaf_outbox_publish_async (LeafOutbox *self,
                           gint64 review,
                           gint64 blog,
                           LeafPublicationState wanted,
                           gint64 at,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  const Request request = { .order = { .review = review, .blog = blog, .action = LEAF_JOB_PUBLISH, .wanted = wanted, .at = at } };

  g_return_if_fail (LEAF_IS_OUTBOX (self));

  perform_async (self, &request, leaf_outbox_publish_async, cancellable, callback, user_data);
}

/**
 * leaf_outbox_publish_finish:
 * @self: an outbox
 * @result: what the callback got
 * @error: set to one sentence
 *
 * Ends leaf_outbox_publish_async().
 *
 * Returns: (transfer full): how it ended, or %NULL
 */
LeafOutcome *
leaf_outbox_publish_finish (LeafOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * leaf_outbox_change:
 * @self: an outbox
 * @review: a review
 * @blog: a blog
 * @action: %LEAF_JOB_TAKE_DOWN, %LEAF_JOB_PUT_BACK or %LEAF_JOB_DELETE
 * @cancellable: (nullable): a cancellable
 * @error: set to one sentence
 *
 * Commits a job that takes a post down, puts it back or deletes it, and runs it. What is so already
 * is a success. Blocks.
 *
 * Returns: (transfer full): how it ended, or %NULL
 */
LeafOutcome *
leaf_outbox_change (LeafOutbox *self, gint64 review, gint64 blog, LeafJobAction action, GCancellable *cancellable, GError **error)
{
  const Request request = { .order = { .review = review, .blog = blog, .action = action } };

  g_return_val_if_fail (LEAF_IS_OUTBOX (self), NULL);
  g_return_val_if_fail (action != LEAF_JOB_PUBLISH, NULL);

  return perform (self, &request, cancellable, error);
}

/**
 * leaf_outbox_run_job:
 * @self: an outbox
 * @job: a job
 * @cancellable: (nullable): a cancellable
 * @error: set to one sentence
 *
 * Runs one job now, also one that was given up or whose time has not come. Blocks.
 *
 * Returns: (transfer full): how it ended, or %NULL
 */
LeafOutcome *
leaf_outbox_run_job (LeafOutbox *self, gint64 job, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (LEAF_IS_OUTBOX (self), NULL);

  return run_job (self, job, cancellable, error);
}

/**
 * leaf_outbox_run_job_async:
 * @self: an outbox
 * @job: a job
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Does leaf_outbox_run_job() in a worker thread.
 */
void
leaf_outbox_run_job_async (LeafOutbox *self, gint64 job, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  const Request request = { .job = job };

  g_return_if_fail (LEAF_IS_OUTBOX (self));
  g_return_if_fail (job != 0);

  perform_async (self, &request, leaf_outbox_run_job_async, cancellable, callback, user_data);
}

/**
 * leaf_outbox_run_job_finish:
 * @self: an outbox
 * @result: what the callback got
 * @error: set to one sentence
 *
 * Ends leaf_outbox_run_job_async().
 *
 * Returns: (transfer full): how it ended, or %NULL
 */
LeafOutcome *
leaf_outbox_run_job_finish (LeafOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
