/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-worker"

#include "config.h"

#include "leaf-worker.h"

/* Each thread may hold the pixels of a large picture, so there are never many. */
#define MAX_THREADS 2

typedef struct {
  GTask *task;
  LeafWorkerFunc func;
  GDestroyNotify free_result;
  gpointer result;
  GError *error;
} Work;

static void
work_free (Work *work)
{
  g_clear_object (&work->task);
  g_clear_error (&work->error);
  g_free (work);
}

/* In the main context of the task. */
static gboolean
return_cb (gpointer user_data)
{
  Work *work = user_data;

  if (work->error != NULL)
    g_task_return_error (work->task, g_steal_pointer (&work->error));
  else
    g_task_return_pointer (work->task, g_steal_pointer (&work->result), work->free_result);

  return G_SOURCE_REMOVE;
}

static void
work_thread (gpointer data,
             gpointer user_data)
{
  Work *work = data;
  GCancellable *cancellable = g_task_get_cancellable (work->task);
  g_autoptr (GSource) source = g_idle_source_new ();

  if (!g_cancellable_set_error_if_cancelled (cancellable, &work->error))
    work->result = work->func (g_task_get_source_object (work->task), g_task_get_task_data (work->task),
                               cancellable, &work->error);

  g_source_set_priority (source, g_task_get_priority (work->task));
  g_source_set_static_name (source, "[flyleaf] worker");
  g_source_set_callback (source, return_cb, work, (GDestroyNotify) work_free);
  g_source_attach (source, g_task_get_context (work->task));
}

static GThreadPool *
get_pool (LeafWorker worker)
{
  static GThreadPool *pools[LEAF_WORKER_THUMBNAIL + 1];

  if (g_once_init_enter (&pools[worker])) {
    GThreadPool *pool = g_thread_pool_new (work_thread, NULL, MAX_THREADS, FALSE, NULL);

    g_once_init_leave (&pools[worker], pool);
  }

  return pools[worker];
}

/**
 * leaf_worker_run:
 * @worker: which queue
 * @task: (transfer none): a task whose data is set
 * @func: the work
 * @free_result: (nullable): frees what @func returns
 *
 * Runs @func in a thread, behind what waits in the same queue, and returns from the task. A task
 * that is cancelled while it waits costs nothing.
 */
void
leaf_worker_run (LeafWorker worker,
                 GTask *task,
                 LeafWorkerFunc func,
                 GDestroyNotify free_result)
{
  Work *work = g_new0 (Work, 1);

  work->task = g_object_ref (task);
  work->func = func;
  work->free_result = free_result;
  g_thread_pool_push (get_pool (worker), work, NULL);
}
