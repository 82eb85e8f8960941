/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-credentials.h"
#include "leaf-outbox-private.h"
#include "leaf-publications.h"

struct _LeafOutbox {
  GObject parent_instance;

  LeafLibrary *library;
  LeafOutboxConnect connect;
  gpointer connect_data;
  int patience; /* seconds */
  unsigned int clock;
  gboolean running; /* what the clock has begun */
};

G_DEFINE_FINAL_TYPE (LeafOutbox, leaf_outbox, G_TYPE_OBJECT)

/* How often it is looked whether the time of a job has come. */
#define CLOCK_SECONDS 60
/* A blog that was cut off goes on with what it began; by then its post is there, or it never got the whole request. */
#define PATIENCE_SECONDS 15

enum {
  SIGNAL_PROGRESS,
  SIGNAL_FINISHED,
  N_SIGNALS
};

static unsigned int signals[N_SIGNALS];

/* What a worker thread is asked to do, and what it tells the main thread. */
typedef struct {
  LeafOutbox *outbox;
  gint64 review;
  gint64 blog;
  LeafPublicationState wanted;
  gint64 at;
  gint64 job;
  char *step; /* NULL: finished */
  double fraction;
} Request;

static void
request_free (Request *self)
{
  g_clear_object (&self->outbox);
  g_free (self->step);
  g_free (self);
}

static gboolean
tell_cb (gpointer data)
{
  Request *request = data;

  if (request->step != NULL)
    g_signal_emit (request->outbox, signals[SIGNAL_PROGRESS], 0, request->job, request->step, request->fraction);
  else
    g_signal_emit (request->outbox, signals[SIGNAL_FINISHED], 0, request->job);

  return G_SOURCE_REMOVE;
}

/* Signals are for the main thread, whichever thread works. */
static void
tell (LeafOutbox *self, gint64 job, const char *step, double fraction)
{
  Request *request = g_new0 (Request, 1);

  request->outbox = g_object_ref (self);
  request->job = job;
  request->step = g_strdup (step);
  request->fraction = fraction;
  g_idle_add_full (G_PRIORITY_DEFAULT, tell_cb, request, (GDestroyNotify) request_free);
}

static LeafPublisher *
connect_default (LeafBlog *blog, LeafLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  LeafPublisher *publisher;
  char *password = NULL;

  /* Folders have no log-in. */
  if (leaf_blog_get_user (blog) != NULL)
    {
      password = leaf_credentials_lookup (blog, cancellable, error);
      if (password == NULL)
        return NULL;
    }

  publisher = leaf_publisher_new (blog, library, password, error);
  leaf_credentials_free (password);
  return publisher;
}

static LeafOutcome *
run_under_lock (LeafOutbox *self, Request *request, GCancellable *cancellable, GError **error)
{
  LeafOutcome *outcome = NULL;
  int lock = leaf_outbox_lock (self->library, cancellable, error);

  if (lock < 0)
    return NULL;

  /* While we waited another run may have done the job with an older text: ask for it once more. */
  if (request->review != 0)
    request->job = leaf_outbox_open_job (self->library, request->review, request->blog, request->wanted, request->at, error);
  if (request->job != 0)
    outcome = leaf_outbox_run (self, request->job, cancellable, error);
  leaf_outbox_unlock (lock);

  if (request->job != 0)
    tell (self, request->job, NULL, 1.0);
  return outcome;
}

static void
run_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  LeafOutcome *outcome = run_under_lock (source, data, cancellable, &error);

  if (outcome != NULL)
    g_task_return_pointer (task, outcome, (GDestroyNotify) leaf_outcome_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
publish_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  LeafOutbox *self = source;
  Request *request = data;
  g_autoptr (GError) error = NULL;

  if (leaf_outbox_open_job (self->library, request->review, request->blog, request->wanted, request->at, &error) == 0)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    run_thread (task, source, data, cancellable);
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

static void
clock_run_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  LeafOutbox *self = LEAF_OUTBOX (source);
  g_autoptr (GError) error = NULL;

  self->running = FALSE;
  /* Each job keeps its own error; this is the library's. */
  if (leaf_outbox_run_due_finish (self, result, &error) < 0)
    g_message ("%s", error->message);
}

static gboolean
clock_cb (gpointer data)
{
  LeafOutbox *self = data;

  if (!self->running)
    {
      self->running = TRUE;
      leaf_outbox_run_due_async (self, NULL, clock_run_cb, NULL);
    }

  return G_SOURCE_CONTINUE;
}

static void
leaf_outbox_finalize (GObject *object)
{
  LeafOutbox *self = LEAF_OUTBOX (object);

  g_clear_handle_id (&self->clock, g_source_remove);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (leaf_outbox_parent_class)->finalize (object);
}

static void
leaf_outbox_class_init (LeafOutboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = leaf_outbox_finalize;

  /**
   * LeafOutbox::progress:
   * @job: a job
   * @step: what it is doing, for the user
   * @fraction: from 0 to 1
   *
   * Emitted on the main thread while a job runs.
   */
  signals[SIGNAL_PROGRESS] =
    g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_STRING, G_TYPE_DOUBLE);

  /**
   * LeafOutbox::finished:
   * @job: a job
   *
   * Emitted on the main thread after a job ran, well or not.
   */
  signals[SIGNAL_FINISHED] =
    g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
leaf_outbox_init (LeafOutbox *self)
{
  self->connect = connect_default;
  self->patience = PATIENCE_SECONDS;
}

/**
 * leaf_outbox_set_connect:
 * @self: an outbox
 * @connect: makes the publisher of a blog
 * @data: for @connect
 *
 * Puts another way to a blog in the place of the real one, for tests.
 */
void
leaf_outbox_set_connect (LeafOutbox *self, LeafOutboxConnect connect, gpointer data)
{
  self->connect = connect;
  self->connect_data = data;
}

/**
 * leaf_outbox_set_patience:
 * @self: an outbox
 * @seconds: how long a blog may go on with a request whose answer is missing
 *
 * Sets how long is looked for a post before it is sent again, from when it was sent.
 */
void
leaf_outbox_set_patience (LeafOutbox *self, int seconds)
{
  self->patience = seconds;
}

/**
 * leaf_outbox_get_patience:
 * @self: an outbox
 *
 * Gets how long is looked for a post before it is sent again.
 *
 * Returns: seconds from when it was sent
 */
int
leaf_outbox_get_patience (LeafOutbox *self)
{
  return self->patience;
}

/**
 * leaf_outbox_get_library:
 * @self: an outbox
 *
 * Gets the library.
 *
 * Returns: (transfer none): the library
 */
LeafLibrary *
leaf_outbox_get_library (LeafOutbox *self)
{
  return self->library;
}

/**
 * leaf_outbox_connect:
 * @self: an outbox
 * @blog: a blog
 * @cancellable: (nullable): a cancellable
 * @error: set when its password cannot be had
 *
 * Makes the publisher of a blog, with its password.
 *
 * Returns: (transfer full): the publisher, or %NULL
 */
LeafPublisher *
leaf_outbox_connect (LeafOutbox *self, LeafBlog *blog, GCancellable *cancellable, GError **error)
{
  return self->connect (blog, self->library, self->connect_data, cancellable, error);
}

/**
 * leaf_outbox_progress:
 * @self: an outbox
 * @job: a job
 * @step: what it is doing
 * @fraction: from 0 to 1
 *
 * Has [signal@LeafOutbox::progress] emitted.
 */
void
leaf_outbox_progress (LeafOutbox *self, gint64 job, const char *step, double fraction)
{
  tell (self, job, step, fraction);
}

/**
 * leaf_outbox_new:
 * @library: a library
 *
 * Makes the outbox of a library. Several may exist: they take turns.
 *
 * Returns: (transfer full): an outbox
 */
LeafOutbox *
leaf_outbox_new (LeafLibrary *library)
{
  LeafOutbox *self;

  g_return_val_if_fail (LEAF_IS_LIBRARY (library), NULL);

  self = g_object_new (LEAF_TYPE_OUTBOX, NULL);
  self->library = g_object_ref (library);
  return self;
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
  Request request = { .review = review, .blog = blog, .wanted = wanted, .at = at };

  g_return_val_if_fail (LEAF_IS_OUTBOX (self), NULL);

  if (leaf_outbox_open_job (self->library, review, blog, wanted, at, error) == 0)
    return NULL;

  return run_under_lock (self, &request, cancellable, error);
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
  g_autoptr (GTask) task = NULL;
  Request *request = g_new0 (Request, 1);

  g_return_if_fail (LEAF_IS_OUTBOX (self));

  request->review = review;
  request->blog = blog;
  request->wanted = wanted;
  request->at = at;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, leaf_outbox_publish_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  g_task_run_in_thread (task, publish_thread);
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
  Request request = { .job = job };

  g_return_val_if_fail (LEAF_IS_OUTBOX (self), NULL);

  return run_under_lock (self, &request, cancellable, error);
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
  g_autoptr (GTask) task = NULL;
  Request *request = g_new0 (Request, 1);

  g_return_if_fail (LEAF_IS_OUTBOX (self));

  request->job = job;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, leaf_outbox_run_job_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  g_task_run_in_thread (task, run_thread);
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

static gboolean
due_func (LeafDb *db, gpointer data, GError **error)
{
  GArray **ids = data;

  *ids = leaf_jobs_due (db, g_get_real_time () / G_USEC_PER_SEC, error);
  return *ids != NULL;
}

/**
 * leaf_outbox_run_due:
 * @self: an outbox
 * @cancellable: (nullable): a cancellable
 * @error: set when the outbox cannot be read, or after a cancel; a job that fails keeps its own error
 *
 * Runs every job whose time has come, and those that were cut off when the program ended. Blocks.
 *
 * Returns: how many are done
 */
int
leaf_outbox_run_due (LeafOutbox *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = NULL;
  int n = 0;

  g_return_val_if_fail (LEAF_IS_OUTBOX (self), 0);

  if (!leaf_library_run (self->library, LEAF_LIBRARY_READ, due_func, &ids, error))
    return 0;

  for (unsigned int i = 0; i < ids->len; i++)
    {
      g_autoptr (LeafOutcome) outcome = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        break;
      outcome = leaf_outbox_run_job (self, g_array_index (ids, gint64, i), cancellable, NULL);
      if (outcome != NULL)
        n++;
    }

  return n;
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

/**
 * leaf_outbox_start:
 * @self: an outbox
 *
 * Runs what is due now and looks again every minute, so that a job that waits is tried when its time
 * comes, without the window being started anew. For the thread of the main loop.
 */
void
leaf_outbox_start (LeafOutbox *self)
{
  g_return_if_fail (LEAF_IS_OUTBOX (self));

  if (self->clock != 0)
    return;

  self->clock = g_timeout_add_seconds (CLOCK_SECONDS, clock_cb, self);
  clock_cb (self);
}

static gboolean
accept_func (LeafDb *db, gpointer data, GError **error)
{
  Request *request = data;
  g_autoptr (LeafPublication) publication = leaf_publications_ensure (db, request->review, request->blog, error);

  if (publication == NULL)
    return FALSE;

  g_clear_pointer (&publication->remote_modified, g_free);
  g_clear_pointer (&publication->remote_hash, g_free);
  g_clear_pointer (&publication->content_hash, g_free);
  return leaf_publications_save (db, publication, error);
}

/**
 * leaf_outbox_accept_overwrite:
 * @self: an outbox
 * @review: a review
 * @blog: a blog
 * @error: set on failure
 *
 * Notes that her text counts, whatever is on the blog: after %LEAF_PUBLISH_ERROR_CHANGED, when she has
 * decided. Blocks.
 *
 * Returns: whether it is committed
 */
gboolean
leaf_outbox_accept_overwrite (LeafOutbox *self, gint64 review, gint64 blog, GError **error)
{
  Request request = { .review = review, .blog = blog };

  g_return_val_if_fail (LEAF_IS_OUTBOX (self), FALSE);

  return leaf_library_run (self->library, LEAF_LIBRARY_WRITE, accept_func, &request, error);
}
