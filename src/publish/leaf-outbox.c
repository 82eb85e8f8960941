/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox-private.h"

#include "leaf-login.h"

G_DEFINE_FINAL_TYPE (LeafOutbox, leaf_outbox, G_TYPE_OBJECT)

/* A blog that was cut off goes on with what it began; by then its post is there, or it never got the whole request. */
#define PATIENCE_SECONDS 15

enum {
  SIGNAL_PROGRESS,
  SIGNAL_FINISHED,
  SIGNAL_PUBLISHED,
  N_SIGNALS
};

static unsigned int signals[N_SIGNALS];

/* What a worker thread tells the main thread. */
typedef struct {
  LeafOutbox *outbox;
  int signal;
  gint64 id; /* a job, or a publication */
  char *step;
  double fraction;
} News;

static void
news_free (News *self)
{
  g_clear_object (&self->outbox);
  g_free (self->step);
  g_free (self);
}

static gboolean
tell_cb (gpointer data)
{
  News *news = data;

  if (news->signal == SIGNAL_PROGRESS)
    g_signal_emit (news->outbox, signals[SIGNAL_PROGRESS], 0, news->id, news->step, news->fraction);
  else
    g_signal_emit (news->outbox, signals[news->signal], 0, news->id);

  return G_SOURCE_REMOVE;
}

/* Signals are for the main thread, whichever thread works. */
static void
tell (LeafOutbox *self, int signal, gint64 id, const char *step, double fraction)
{
  News *news = g_new0 (News, 1);

  news->outbox = g_object_ref (self);
  news->signal = signal;
  news->id = id;
  news->step = g_strdup (step);
  news->fraction = fraction;
  g_idle_add_full (G_PRIORITY_DEFAULT, tell_cb, news, (GDestroyNotify) news_free);
}

static LeafPublisher *
connect_default (LeafBlog *blog, LeafLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  return leaf_login_connect (library, blog, cancellable, error);
}

static void
leaf_outbox_finalize (GObject *object)
{
  LeafOutbox *self = LEAF_OUTBOX (object);

  leaf_outbox_stop (self);
  g_clear_object (&self->library);
  g_assert (self->running->len == 0);
  g_ptr_array_unref (self->running);
  g_hash_table_unref (self->slugs);
  g_mutex_clear (&self->lock);

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

  /**
   * LeafOutbox::published:
   * @publication: a publication
   *
   * Emitted on the main thread when a post that was scheduled turns out to be there for all to read: its
   * time has come, and the blog has published it by itself.
   */
  signals[SIGNAL_PUBLISHED] =
    g_signal_new ("published", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
leaf_outbox_init (LeafOutbox *self)
{
  self->connect = connect_default;
  self->patience = PATIENCE_SECONDS;
  self->running = g_ptr_array_new ();
  self->slugs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_mutex_init (&self->lock);
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
  tell (self, SIGNAL_PROGRESS, job, step, fraction);
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
 * leaf_outbox_tell_finished:
 * @self: an outbox
 * @job: a job
 *
 * Tells the main thread that a job ran.
 */
void
leaf_outbox_tell_finished (LeafOutbox *self, gint64 job)
{
  tell (self, SIGNAL_FINISHED, job, NULL, 1.0);
}

/**
 * leaf_outbox_tell_published:
 * @self: an outbox
 * @publication: a publication
 *
 * Tells the main thread that a blog has published a post that was scheduled.
 */
void
leaf_outbox_tell_published (LeafOutbox *self, gint64 publication)
{
  tell (self, SIGNAL_PUBLISHED, publication, NULL, 1.0);
}
