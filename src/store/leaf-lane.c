/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-lane"

#include "config.h"

#include "leaf-lane.h"

#include "leaf-db-private.h"
#include "leaf-migrations.h"

#include <stdlib.h>

struct _LeafLane {
  GThread *thread;
  GAsyncQueue *jobs;
  char *path;
  char *real_path; /* while it is open for writing */
  LeafLibraryMode mode;
  LeafLaneChanged changed;
  gpointer user_data;

  /* How opening went: the thread's first answer. */
  GMutex mutex;
  GCond cond;
  gboolean answered;
  gboolean opened;
  GError *error;
};

/* Pushed last: the thread ends when it comes to it. */
static LeafLaneJob close_job;

/* The files this process has open for writing, and how often. Closing any descriptor of a file drops
 * every POSIX lock that the process has on it (https://www.sqlite.org/howtocorrupt.html, section
 * 2.2), so that one SQLite has open must not be looked at by ourselves. */
static GMutex open_mutex;
static GHashTable *open_files;

/* One name for one file, also through links. */
static char *
dup_real_path (const char *path)
{
  g_autofree char *real = realpath (path, NULL);

  return g_strdup (real != NULL ? real : path);
}

static int
count_open (const char *real)
{
  return open_files != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (open_files, real)) : 0;
}

static void
add_open (const char *real,
          int n)
{
  if (open_files == NULL)
    open_files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_hash_table_replace (open_files, g_strdup (real), GINT_TO_POINTER (count_open (real) + n));
}

static LeafDb *
open_for_writing (LeafLane *self,
                  GError **error)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&open_mutex);
  g_autofree char *real = dup_real_path (self->path);
  g_autoptr (LeafDb) db = NULL;
  g_auto (GStrv) scripts = NULL;

  if (count_open (real) == 0 && !leaf_migrations_probe (self->path, error))
    return NULL;

  db = leaf_db_open (self->path, LEAF_DB_CREATE, error);
  if (db == NULL)
    return NULL;

  scripts = leaf_migrations_list ();
  if (!leaf_migrations_run (db, (const char *const *) scripts, error))
    return NULL;

  self->real_path = dup_real_path (self->path);
  add_open (self->real_path, 1);

  return g_steal_pointer (&db);
}

static LeafDb *
open_db (LeafLane *self,
         GError **error)
{
  if (self->mode == LEAF_LIBRARY_READ)
    return leaf_db_open (self->path, LEAF_DB_READ, error);

  return open_for_writing (self, error);
}

static void
close_db (LeafLane *self,
          LeafDb *db)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&open_mutex);

  leaf_db_close (db);
  if (self->real_path != NULL)
    add_open (self->real_path, -1);
}

static gboolean
run_in_transaction (LeafLane *self,
                    LeafDb *db,
                    LeafLaneJob *job)
{
  g_autoptr (GArray) changes = NULL;

  if (g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    return FALSE;

  leaf_db_set_cancellable (db, job->cancellable);

  if (self->mode == LEAF_LIBRARY_WRITE && !leaf_db_set_wait_for_disk (db, job->wait_for_disk, &job->error))
    return FALSE;

  if (!leaf_db_begin (db, self->mode == LEAF_LIBRARY_WRITE, &job->error))
    return FALSE;

  if (!job->func (db, job->data, &job->error)) {
    leaf_db_rollback (db);
    return FALSE;
  }

  if (!leaf_db_commit (db, &job->error))
    return FALSE;

  changes = leaf_db_take_changes (db);
  if (changes->len > 0 && self->changed != NULL)
    self->changed (changes, self->user_data);

  return TRUE;
}

static void
answer (LeafLane *self,
        gboolean opened,
        GError *error)
{
  g_mutex_lock (&self->mutex);
  self->answered = TRUE;
  self->opened = opened;
  self->error = error;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static gpointer
lane_thread (gpointer user_data)
{
  LeafLane *self = user_data;
  GError *error = NULL;
  LeafLaneJob *job;
  LeafDb *db;

  db = open_db (self, &error);
  answer (self, db != NULL, error);
  if (db == NULL)
    return NULL;

  while ((job = g_async_queue_pop (self->jobs)) != &close_job) {
    job->succeeded = run_in_transaction (self, db, job);
    g_assert (job->succeeded || job->error != NULL);
    leaf_db_set_cancellable (db, NULL);
    job->finished (job);
  }

  close_db (self, db);

  return NULL;
}

static void
lane_free (LeafLane *self)
{
  g_async_queue_unref (self->jobs);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self->real_path);
  g_free (self->path);
  g_free (self);
}

/**
 * leaf_lane_new:
 * @path: the library file
 * @mode: whether this lane writes
 * @changed: (nullable): told what was changed, in the lane's thread
 * @user_data: for @changed
 * @error: return location for an error
 *
 * Starts the thread and waits until it has opened its connection. The lane that writes also makes
 * the file, or brings it to the newest version.
 *
 * Returns: (transfer full): the lane, or %NULL with a %LEAF_STORE_ERROR
 */
LeafLane *
leaf_lane_new (const char *path,
               LeafLibraryMode mode,
               LeafLaneChanged changed,
               gpointer user_data,
               GError **error)
{
  LeafLane *self = g_new0 (LeafLane, 1);

  self->jobs = g_async_queue_new ();
  self->path = g_strdup (path);
  self->mode = mode;
  self->changed = changed;
  self->user_data = user_data;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->thread = g_thread_new (mode == LEAF_LIBRARY_WRITE ? "library-write" : "library-read",
                               lane_thread, self);

  g_mutex_lock (&self->mutex);
  while (!self->answered)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);

  if (self->opened)
    return self;

  g_thread_join (self->thread);
  g_propagate_error (error, self->error);
  lane_free (self);

  return NULL;
}

/**
 * leaf_lane_push:
 * @self: a lane
 * @job: what to run; lives until its `finished` is called
 *
 * Queues the job behind all others. It runs in a transaction of its own.
 */
void
leaf_lane_push (LeafLane *self,
                LeafLaneJob *job)
{
  g_async_queue_push (self->jobs, job);
}

/**
 * leaf_lane_is_current:
 * @self: a lane
 *
 * Returns: whether the caller runs in the lane's thread
 */
gboolean
leaf_lane_is_current (LeafLane *self)
{
  return self->thread == g_thread_self ();
}

/**
 * leaf_lane_close:
 * @self: (transfer full): a lane
 *
 * Waits until everything queued was run, then closes the connection and frees the lane.
 */
void
leaf_lane_close (LeafLane *self)
{
  g_async_queue_push (self->jobs, &close_job);
  g_thread_join (self->thread);
  lane_free (self);
}
