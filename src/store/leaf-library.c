/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-library"

#include "config.h"

#include "leaf-library.h"

#include "leaf-db-private.h"
#include "leaf-files.h"
#include "leaf-lane.h"
#include "leaf-worker.h"

#include <glib/gi18n.h>

struct _LeafLibrary {
  GObject parent_instance;

  char *path;
  char *pictures_dir;
  GMainContext *context; /* where "changed" is emitted */

  GMutex mutex;          /* for what follows */
  LeafLane *lanes[2];    /* by LeafLibraryMode; NULL when closed */
  GArray *changes;       /* LeafDbChange, not emitted yet */
  gboolean emitting;     /* an emission is on its way */
};

G_DEFINE_FINAL_TYPE (LeafLibrary, leaf_library, G_TYPE_OBJECT)

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* leaf_library_run(): the caller waits. */
typedef struct {
  LeafLaneJob job;
  GMutex mutex;
  GCond cond;
  gboolean done;
} WaitingJob;

/* leaf_library_run_async(): kept alive by its task. */
typedef struct {
  LeafLaneJob job;
  GTask *task;
  GDestroyNotify free_data;
} TaskJob;

static void
task_job_free (TaskJob *self)
{
  if (self->free_data != NULL && self->job.data != NULL)
    self->free_data (self->job.data);
  g_clear_error (&self->job.error);
  g_free (self);
}

static GWeakRef *
weak_ref_new (gpointer object)
{
  GWeakRef *ref = g_new0 (GWeakRef, 1);

  g_weak_ref_init (ref, object);

  return ref;
}

static void
weak_ref_free (GWeakRef *ref)
{
  g_weak_ref_clear (ref);
  g_free (ref);
}

static gboolean
emit_changes_cb (gpointer user_data)
{
  g_autoptr (LeafLibrary) self = g_weak_ref_get (user_data);
  g_autoptr (GArray) changes = NULL;

  if (self == NULL)
    return G_SOURCE_REMOVE;

  g_mutex_lock (&self->mutex);
  changes = g_steal_pointer (&self->changes);
  self->changes = g_array_new (FALSE, FALSE, sizeof (LeafDbChange));
  self->emitting = FALSE;
  g_mutex_unlock (&self->mutex);

  for (unsigned int i = 0; i < changes->len; i++) {
    const LeafDbChange *change = &g_array_index (changes, LeafDbChange, i);

    g_signal_emit (self, signals[CHANGED], 0, change->what, change->id);
  }

  return G_SOURCE_REMOVE;
}

static gboolean
has_change (const GArray *changes,
            const LeafDbChange *change)
{
  for (unsigned int i = 0; i < changes->len; i++) {
    const LeafDbChange *other = &g_array_index (changes, LeafDbChange, i);

    if (other->what == change->what && other->id == change->id)
      return TRUE;
  }

  return FALSE;
}

/* In the writing thread, after a commit. */
static void
changed_cb (const GArray *changes,
            gpointer user_data)
{
  LeafLibrary *self = user_data;
  g_autoptr (GSource) source = NULL;

  g_mutex_lock (&self->mutex);

  /* Repeats are only looked for in small sets: after an import nobody minds one more. */
  for (unsigned int i = 0; i < changes->len; i++) {
    const LeafDbChange *change = &g_array_index (changes, LeafDbChange, i);

    if (self->changes->len > 64 || !has_change (self->changes, change))
      g_array_append_val (self->changes, *change);
  }

  if (!self->emitting) {
    self->emitting = TRUE;
    source = g_idle_source_new ();
    g_source_set_priority (source, G_PRIORITY_DEFAULT);
    g_source_set_static_name (source, "[flyleaf] library changed");
    g_source_set_callback (source, emit_changes_cb, weak_ref_new (self), (GDestroyNotify) weak_ref_free);
    g_source_attach (source, self->context);
  }

  g_mutex_unlock (&self->mutex);
}

/* In the caller's main context. */
static gboolean
return_task_cb (gpointer user_data)
{
  GTask *task = user_data;
  TaskJob *job = g_task_get_task_data (task);

  if (job->job.succeeded)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&job->job.error));

  return G_SOURCE_REMOVE;
}

/* The task goes back to its main context before anything is returned, so that its data is freed
 * there and nowhere else. */
static void
finish_task (LeafLaneJob *job)
{
  TaskJob *self = (TaskJob *) job;
  GTask *task = g_steal_pointer (&self->task);
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "[flyleaf] library job");
  g_source_set_callback (source, return_task_cb, task, g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

static void
finish_waiting (LeafLaneJob *job)
{
  WaitingJob *self = (WaitingJob *) job;

  g_mutex_lock (&self->mutex);
  self->done = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

/* FALSE when the library is closed. */
static gboolean
push (LeafLibrary *self,
      LeafLibraryMode mode,
      LeafLaneJob *job,
      GError **error)
{
  LeafLibraryMode lane = mode == LEAF_LIBRARY_READ ? LEAF_LIBRARY_READ : LEAF_LIBRARY_WRITE;
  gboolean open;

  job->wait_for_disk = mode != LEAF_LIBRARY_WRITE_WITHOUT_WAITING;

  g_mutex_lock (&self->mutex);
  open = self->lanes[lane] != NULL;
  if (open) {
    g_assert (!leaf_lane_is_current (self->lanes[LEAF_LIBRARY_READ]));
    g_assert (!leaf_lane_is_current (self->lanes[LEAF_LIBRARY_WRITE]));
    leaf_lane_push (self->lanes[lane], job);
  }
  g_mutex_unlock (&self->mutex);

  if (!open)
    g_set_error_literal (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_CLOSED,
                         _("The library is closed. Open it again to go on."));

  return open;
}

static gboolean
open_lanes (LeafLibrary *self,
            GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  if (!leaf_files_make_dir (folder, error))
    return FALSE;

  self->lanes[LEAF_LIBRARY_WRITE] = leaf_lane_new (self->path, LEAF_LIBRARY_WRITE, changed_cb, self, error);
  if (self->lanes[LEAF_LIBRARY_WRITE] == NULL)
    return FALSE;

  self->lanes[LEAF_LIBRARY_READ] = leaf_lane_new (self->path, LEAF_LIBRARY_READ, NULL, NULL, error);
  if (self->lanes[LEAF_LIBRARY_READ] == NULL) {
    g_clear_pointer (&self->lanes[LEAF_LIBRARY_WRITE], leaf_lane_close);
    return FALSE;
  }

  return TRUE;
}

static LeafLibrary *
library_new (const char *path)
{
  LeafLibrary *self = g_object_new (LEAF_TYPE_LIBRARY, NULL);
  g_autofree char *stem = NULL;

  self->path = g_canonicalize_filename (path, NULL);
  stem = leaf_files_stem (self->path);
  self->pictures_dir = g_strconcat (stem, "-pictures", NULL);

  return self;
}

static gpointer
run_open (gpointer source_object,
          gpointer task_data,
          GCancellable *cancellable,
          GError **error)
{
  return leaf_library_open (task_data, error);
}

static void
leaf_library_finalize (GObject *object)
{
  LeafLibrary *self = LEAF_LIBRARY (object);

  leaf_library_close (self);

  g_clear_pointer (&self->changes, g_array_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->pictures_dir, g_free);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (leaf_library_parent_class)->finalize (object);
}

static void
leaf_library_class_init (LeafLibraryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = leaf_library_finalize;

  /**
   * LeafLibrary::changed:
   * @self: the library
   * @what: a #LeafChange
   * @id: the id of the row; 0 for any, see leaf_library_watch()
   *
   * A row was written. Emitted on the main thread, after the commit, before the callback of the
   * leaf_library_run_async() that wrote it.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT64);
}

static void
leaf_library_init (LeafLibrary *self)
{
  g_mutex_init (&self->mutex);
  self->context = g_main_context_ref (g_main_context_default ());
  self->changes = g_array_new (FALSE, FALSE, sizeof (LeafDbChange));
}

/**
 * leaf_library_default_path:
 *
 * Returns: (transfer full): `$XDG_DATA_HOME/flyleaf/library.db`
 */
char *
leaf_library_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "flyleaf", "library.db", NULL);
}

/**
 * leaf_library_open:
 * @path: the library file; it and its folder are made when missing
 * @error: return location for an error
 *
 * Opens a library and brings it to the newest version. Blocks; for verbs and tests.
 *
 * Returns: (transfer full): the library, or %NULL with a %LEAF_STORE_ERROR
 */
LeafLibrary *
leaf_library_open (const char *path,
                   GError **error)
{
  g_autoptr (LeafLibrary) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = library_new (path);
  if (!open_lanes (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * leaf_library_open_async:
 * @path: the library file; it and its folder are made when missing
 * @cancellable: (nullable): a cancellable
 * @callback: called when the library is open
 * @user_data: for @callback
 *
 * Opens a library without waiting for the disk. See leaf_library_open().
 */
void
leaf_library_open_async (const char *path,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (path != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, leaf_library_open_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  leaf_worker_run (LEAF_WORKER_OPEN, task, run_open, g_object_unref);
}

/**
 * leaf_library_open_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the library, or %NULL with a %LEAF_STORE_ERROR
 */
LeafLibrary *
leaf_library_open_finish (GAsyncResult *result,
                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * leaf_library_close:
 * @self: a library
 *
 * Waits until everything that was queued is done, then closes the file. What is asked of the library
 * afterwards fails with %LEAF_STORE_ERROR_CLOSED. Closing twice is harmless.
 */
void
leaf_library_close (LeafLibrary *self)
{
  LeafLane *reading, *writing;

  g_return_if_fail (LEAF_IS_LIBRARY (self));

  g_mutex_lock (&self->mutex);
  reading = g_steal_pointer (&self->lanes[LEAF_LIBRARY_READ]);
  writing = g_steal_pointer (&self->lanes[LEAF_LIBRARY_WRITE]);
  g_mutex_unlock (&self->mutex);

  /* The reader first: the connection that goes last empties the log, and must be able to write. */
  g_clear_pointer (&reading, leaf_lane_close);
  g_clear_pointer (&writing, leaf_lane_close);
}

/**
 * leaf_library_get_path:
 * @self: a library
 *
 * Returns: the absolute path of the library file
 */
const char *
leaf_library_get_path (LeafLibrary *self)
{
  g_return_val_if_fail (LEAF_IS_LIBRARY (self), NULL);

  return self->path;
}

/**
 * leaf_library_get_pictures_dir:
 * @self: a library
 *
 * Returns: the absolute path of the folder that holds the pictures; it may not exist yet
 */
const char *
leaf_library_get_pictures_dir (LeafLibrary *self)
{
  g_return_val_if_fail (LEAF_IS_LIBRARY (self), NULL);

  return self->pictures_dir;
}

/**
 * leaf_library_run:
 * @self: a library
 * @mode: the thread to run in, and whether to wait for the disk
 * @func: the work, called in that thread inside a transaction
 * @data: for @func
 * @error: return location for an error
 *
 * Runs @func and waits for it. For verbs, tests and worker threads; the window's main loop uses
 * leaf_library_run_async(). Calling it from within @func would wait for ever, and aborts instead.
 *
 * Returns: %TRUE when what @func did is committed, or %FALSE with its error, or a %LEAF_STORE_ERROR
 */
gboolean
leaf_library_run (LeafLibrary *self,
                  LeafLibraryMode mode,
                  LeafLibraryFunc func,
                  gpointer data,
                  GError **error)
{
  WaitingJob job = { 0 };

  g_return_val_if_fail (LEAF_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  job.job.func = func;
  job.job.data = data;
  job.job.finished = finish_waiting;
  g_mutex_init (&job.mutex);
  g_cond_init (&job.cond);

  if (push (self, mode, &job.job, error)) {
    g_mutex_lock (&job.mutex);
    while (!job.done)
      g_cond_wait (&job.cond, &job.mutex);
    g_mutex_unlock (&job.mutex);

    if (job.job.error != NULL)
      g_propagate_error (error, job.job.error);
  }

  g_mutex_clear (&job.mutex);
  g_cond_clear (&job.cond);

  return job.job.succeeded;
}

/**
 * leaf_library_run_async:
 * @self: a library
 * @mode: the thread to run in
 * @func: the work, called in that thread inside a transaction
 * @data: (nullable) (transfer full): for @func
 * @free_data: (nullable): frees @data, in the caller's main context, after @callback
 * @cancellable: (nullable): drops the work while it is queued, and rolls it back while it runs
 * @callback: (nullable): called in the caller's main context
 * @user_data: for @callback
 *
 * Queues @func behind what was queued before it in the same mode.
 */
void
leaf_library_run_async (LeafLibrary *self,
                        LeafLibraryMode mode,
                        LeafLibraryFunc func,
                        gpointer data,
                        GDestroyNotify free_data,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  TaskJob *job;

  g_return_if_fail (LEAF_IS_LIBRARY (self));
  g_return_if_fail (func != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, leaf_library_run_async);
  /* What is committed is reported as committed, even when it was cancelled a moment later. */
  g_task_set_check_cancellable (task, FALSE);

  job = g_new0 (TaskJob, 1);
  job->job.func = func;
  job->job.data = data;
  job->job.cancellable = cancellable;
  job->job.finished = finish_task;
  job->free_data = free_data;
  job->task = g_object_ref (task);
  g_task_set_task_data (task, job, (GDestroyNotify) task_job_free);

  if (!push (self, mode, &job->job, &error)) {
    g_clear_object (&job->task);
    g_task_return_error (task, g_steal_pointer (&error));
  }
}

/**
 * leaf_library_run_data:
 * @result: what the callback got
 *
 * Returns: (transfer none): the data given to leaf_library_run_async()
 */
gpointer
leaf_library_run_data (GAsyncResult *result)
{
  TaskJob *job;

  g_return_val_if_fail (g_async_result_is_tagged (result, leaf_library_run_async), NULL);

  job = g_task_get_task_data (G_TASK (result));

  return job->job.data;
}

/**
 * leaf_library_run_finish:
 * @self: a library
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: %TRUE when the work is committed, or %FALSE with its error
 */
gboolean
leaf_library_run_finish (LeafLibrary *self,
                         GAsyncResult *result,
                         GError **error)
{
  g_return_val_if_fail (LEAF_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
