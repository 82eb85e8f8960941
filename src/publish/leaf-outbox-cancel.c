/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox-private.h"

static void
outer_cancelled_cb (GCancellable *outer, gpointer data)
{
  g_cancellable_cancel (data);
}

/**
 * leaf_outbox_run_begin:
 * @run: (out caller-allocates): a run
 * @outbox: an outbox
 * @job: a job
 * @cancellable: (nullable): the caller's
 *
 * Notes that the calling thread has a job, so that leaf_outbox_cancel_job() finds it.
 */
void
leaf_outbox_run_begin (LeafOutboxRun *run, LeafOutbox *outbox, gint64 job, GCancellable *cancellable)
{
  *run = (LeafOutboxRun) { .outbox = outbox, .job = job, .cancellable = g_cancellable_new () };
  if (cancellable != NULL)
    {
      run->outer = g_object_ref (cancellable);
      run->handler = g_cancellable_connect (cancellable, G_CALLBACK (outer_cancelled_cb), g_object_ref (run->cancellable), g_object_unref);
    }

  g_mutex_lock (&outbox->lock);
  g_ptr_array_add (outbox->running, run);
  g_mutex_unlock (&outbox->lock);
}

/**
 * leaf_outbox_run_end:
 * @run: a run
 *
 * Notes that the calling thread is done with the job.
 */
void
leaf_outbox_run_end (LeafOutboxRun *run)
{
  g_mutex_lock (&run->outbox->lock);
  g_ptr_array_remove_fast (run->outbox->running, run);
  g_mutex_unlock (&run->outbox->lock);

  if (run->outer != NULL)
    g_cancellable_disconnect (run->outer, run->handler);
  g_clear_object (&run->outer);
  g_clear_object (&run->cancellable);
}

/**
 * leaf_outbox_run_is_withdrawn:
 * @run: a run
 *
 * Tells whether she wants the job no more, which a cancelled verb or a closed window does not say.
 *
 * Returns: whether leaf_outbox_cancel_job() was called
 */
gboolean
leaf_outbox_run_is_withdrawn (LeafOutboxRun *run)
{
  gboolean withdrawn;

  g_mutex_lock (&run->outbox->lock);
  withdrawn = run->withdrawn;
  g_mutex_unlock (&run->outbox->lock);

  return withdrawn;
}

/* Stops the threads of this outbox that have the job; FALSE: none has it. */
static gboolean
stop_running (LeafOutbox *self, gint64 job)
{
  g_autoptr (GPtrArray) cancellables = g_ptr_array_new_with_free_func (g_object_unref);

  g_mutex_lock (&self->lock);
  for (unsigned int i = 0; i < self->running->len; i++)
    {
      LeafOutboxRun *run = g_ptr_array_index (self->running, i);

      if (run->job != job)
        continue;
      run->withdrawn = TRUE;
      g_ptr_array_add (cancellables, g_object_ref (run->cancellable));
    }
  g_mutex_unlock (&self->lock);

  for (unsigned int i = 0; i < cancellables->len; i++)
    g_cancellable_cancel (g_ptr_array_index (cancellables, i));

  return cancellables->len > 0;
}

static void
withdraw_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  LeafOutbox *self = source;
  gint64 *job = data;
  g_autoptr (GError) error = NULL;

  if (!leaf_outbox_withdraw_job (self->library, *job, &error) && !g_error_matches (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND))
    g_message ("%s", error->message);
  leaf_outbox_tell_finished (self, *job);
  g_task_return_boolean (task, TRUE);
}

/**
 * leaf_outbox_cancel_job:
 * @self: an outbox
 * @job: a job
 *
 * Stops a job for good. When certainly nothing was sent it is taken out; else it stays, so that it is
 * looked up what became of it, and nothing more is sent for it. Returns at once;
 * [signal@LeafOutbox::finished] follows.
 */
void
leaf_outbox_cancel_job (LeafOutbox *self, gint64 job)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LEAF_IS_OUTBOX (self));

  if (stop_running (self, job))
    return;

  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (task, leaf_outbox_cancel_job);
  g_task_set_task_data (task, g_memdup2 (&job, sizeof job), g_free);
  g_task_run_in_thread (task, withdraw_thread);
}

/**
 * leaf_outbox_cancel_job_sync:
 * @self: an outbox
 * @job: a job
 * @error: set when there is no such job
 *
 * Does what leaf_outbox_cancel_job() does and waits, for verbs. What another Flyleaf is sending at this
 * moment it does not stop. Blocks.
 *
 * Returns: whether it is committed
 */
gboolean
leaf_outbox_cancel_job_sync (LeafOutbox *self, gint64 job, GError **error)
{
  g_return_val_if_fail (LEAF_IS_OUTBOX (self), FALSE);

  return stop_running (self, job) || leaf_outbox_withdraw_job (self->library, job, error);
}
