/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox-private.h"

#include "leaf-login.h"

#include <glib/gi18n.h>

/* How often she may change her mind before anything was sent. */
#define MAX_TURNS 16

/**
 * leaf_outbox_get_now:
 *
 * Gets the time.
 *
 * Returns: seconds since 1970
 */
gint64
leaf_outbox_get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/**
 * leaf_outbox_may_send:
 * @work: a job
 * @cancellable: (nullable): a cancellable
 * @error: set to why not
 *
 * Asks for the last time whether a request may leave.
 *
 * Returns: whether it may
 */
gboolean
leaf_outbox_may_send (LeafOutboxWork *work, GCancellable *cancellable, GError **error)
{
  if (work->refusal == NULL)
    return !g_cancellable_set_error_if_cancelled (cancellable, error);

  g_propagate_error (error, g_error_copy (work->refusal));
  return FALSE;
}

static LeafOutcome *
run_work (LeafOutboxLane *lane, LeafOutboxWork *work, GCancellable *cancellable, GError **error)
{
  LeafPublisher *publisher;

  leaf_outbox_progress (lane->outbox, work->job->id, _("Preparing"), 0.0);
  publisher = leaf_outbox_lane_connect (lane, work->blog, cancellable, error);
  if (publisher == NULL)
    return NULL;

  if (work->job->wanted == LEAF_PUBLICATION_NONE)
    return leaf_outbox_settle (lane->outbox, work, publisher, cancellable, error);
  if (work->job->action == LEAF_JOB_PUBLISH)
    return leaf_outbox_run_publish (lane->outbox, work, publisher, cancellable, error);

  return leaf_outbox_run_change (lane->outbox, work, publisher, cancellable, error);
}

/**
 * leaf_outbox_run:
 * @lane: the lane of the job's blog
 * @run: the job
 * @error: set to one sentence; what becomes of the job is committed
 *
 * Runs one job now. When she orders something else of the same post before anything was sent, that is
 * done instead.
 *
 * Returns: (transfer full): how it ended, or %NULL
 */
LeafOutcome *
leaf_outbox_run (LeafOutboxLane *lane, LeafOutboxRun *run, GError **error)
{
  LeafLibrary *library = lane->outbox->library;

  for (int i = 0; i < MAX_TURNS; i++)
    {
      g_autoptr (LeafOutboxWork) work = leaf_outbox_begin_work (library, run->job, error);
      g_autoptr (GError) failure = NULL;
      LeafOutcome *outcome;

      if (work == NULL)
        return NULL;
      if (work->job->state == LEAF_JOB_DONE)
        {
          outcome = leaf_outbox_make_outcome (work);
          outcome->unchanged = TRUE;
          return outcome;
        }

      outcome = run_work (lane, work, run->cancellable, &failure);
      if (outcome != NULL)
        {
          if (lane->publisher != NULL)
            leaf_login_forget_problem (lane->outbox->library, lane->connected);
          return outcome;
        }
      if (work->superseded)
        continue;

      leaf_outbox_explain_failure (lane, run->cancellable, &failure);
      leaf_outbox_note_failure (lane->outbox, work, leaf_outbox_run_is_withdrawn (run), failure);
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  g_set_error_literal (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY,
                       _("What is to be done with this post changes all the time. Flyleaf tries again later."));
  return NULL;
}
