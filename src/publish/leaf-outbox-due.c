/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox-private.h"

#include "leaf-publications.h"

typedef struct {
  GCancellable *cancellable;
  int n_done; /* atomic */
} Service;

typedef struct {
  gint64 blog; /* 0: which blogs there are */
  GArray *ids;
} Question;

static gboolean
list_blogs_func (LeafDb *db, gpointer data, GError **error)
{
  Question *question = data;

  question->ids = leaf_jobs_list_busy_blogs (db, leaf_outbox_get_now (), error);
  return question->ids != NULL;
}

static gboolean
list_due_func (LeafDb *db, gpointer data, GError **error)
{
  Question *question = data;

  question->ids = leaf_jobs_due_on (db, question->blog, leaf_outbox_get_now (), error);
  return question->ids != NULL;
}

static gboolean
list_overdue_func (LeafDb *db, gpointer data, GError **error)
{
  Question *question = data;

  question->ids = leaf_publications_list_overdue (db, question->blog, leaf_outbox_get_now (), error);
  return question->ids != NULL;
}

static gboolean
contains (GArray *ids, gint64 id)
{
  for (unsigned int i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;

  return FALSE;
}

/* The next one that was not tried yet; 0: there is none. Asked anew each time, since she may order something meanwhile. */
static gint64
find_next (LeafOutboxLane *lane, GArray *tried)
{
  Question question = { .blog = lane->blog };
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;

  if (!leaf_library_run (lane->outbox->library, LEAF_LIBRARY_READ, list_due_func, &question, &error))
    {
      g_message ("%s", error->message);
      return 0;
    }

  ids = question.ids;
  for (unsigned int i = 0; i < ids->len; i++)
    if (!contains (tried, g_array_index (ids, gint64, i)))
      return g_array_index (ids, gint64, i);

  return 0;
}

/* FALSE: what failed concerns the blog, and nothing else is sent there in this round. */
static gboolean
run_one (Service *service, LeafOutboxLane *lane, gint64 job)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome = leaf_outbox_run_in_lane (lane, job, service->cancellable, &failure);
  gint64 pause;

  if (outcome != NULL)
    {
      g_atomic_int_inc (&service->n_done);
      return TRUE;
    }

  pause = leaf_outbox_get_pause (failure);
  if (pause > 0 && !leaf_outbox_postpone (lane->outbox->library, lane->blog, leaf_outbox_get_now () + pause, &error))
    g_message ("%s", error->message);
  return pause == 0 && !g_cancellable_is_cancelled (service->cancellable);
}

/* What the blog was to publish by itself: did it? */
static void
look_at_overdue (Service *service, LeafOutboxLane *lane)
{
  Question question = { .blog = lane->blog };
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;

  if (!leaf_library_run (lane->outbox->library, LEAF_LIBRARY_READ, list_overdue_func, &question, &error))
    {
      g_message ("%s", error->message);
      return;
    }

  ids = question.ids;
  for (unsigned int i = 0; i < ids->len; i++)
    {
      g_autoptr (LeafOutcome) outcome = leaf_outbox_refresh_in_lane (lane, g_array_index (ids, gint64, i), service->cancellable, NULL);

      if (outcome == NULL)
        return;
    }
}

static void
serve_due (LeafOutboxLane *lane, gpointer data)
{
  Service *service = data;
  g_autoptr (GArray) tried = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean go_on = TRUE;

  for (gint64 job = find_next (lane, tried); go_on && job != 0; job = find_next (lane, tried))
    {
      g_array_append_val (tried, job);
      go_on = run_one (service, lane, job);
    }
  if (go_on)
    look_at_overdue (service, lane);
}

/**
 * leaf_outbox_run_due:
 * @self: an outbox
 * @cancellable: (nullable): a cancellable
 * @error: set when the outbox cannot be read, or after a cancel; a job that fails keeps its own error
 *
 * Runs every job whose time has come, and those that were cut off when the program ended. The jobs of
 * one blog run in their order, over one connection; blogs are served side by side. Then it looks how
 * scheduled posts are that the blogs were to publish by themselves. Blocks.
 *
 * Returns: how many jobs are done
 */
int
leaf_outbox_run_due (LeafOutbox *self, GCancellable *cancellable, GError **error)
{
  Service service = { .cancellable = cancellable };
  Question question = { 0 };
  g_autoptr (GArray) blogs = NULL;

  g_return_val_if_fail (LEAF_IS_OUTBOX (self), 0);

  if (!leaf_library_run (self->library, LEAF_LIBRARY_READ, list_blogs_func, &question, error))
    return 0;

  blogs = question.ids;
  leaf_outbox_serve_blogs (self, blogs, serve_due, &service, cancellable);
  if (blogs->len > 0)
    g_cancellable_set_error_if_cancelled (cancellable, error);

  return g_atomic_int_get (&service.n_done);
}

static void
run_due_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  int n = leaf_outbox_run_due (source, cancellable, &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_int (task, n);
}

/**
 * leaf_outbox_run_due_async:
 * @self: an outbox
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Does leaf_outbox_run_due() in a worker thread.
 */
void
leaf_outbox_run_due_async (LeafOutbox *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LEAF_IS_OUTBOX (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, leaf_outbox_run_due_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, run_due_thread);
}

/**
 * leaf_outbox_run_due_finish:
 * @self: an outbox
 * @result: what the callback got
 * @error: set when the outbox could not be read
 *
 * Ends leaf_outbox_run_due_async().
 *
 * Returns: how many jobs are done; -1 on failure
 */
int
leaf_outbox_run_due_finish (LeafOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
