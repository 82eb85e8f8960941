/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-notifier"

#include "config.h"

#include "leaf-notifier.h"

#include "leaf-books.h"
#include "leaf-publications.h"
#include "leaf-reviews.h"

#include <glib/gi18n.h>

/* More names make no sense in a bubble. */
#define MAX_NAMES 4

struct _LeafNotifier
{
  GObject parent_instance;

  GApplication *application; /* which holds this */
  LeafOutboxList *list;
  gboolean looking;
  GPtrArray *done;           /* titles published while she was away */
  gint64 done_review;        /* the last of them */
  GHashTable *told;          /* jobs that she was told need her */
  gboolean attention_shown;
};

G_DEFINE_FINAL_TYPE (LeafNotifier, leaf_notifier, G_TYPE_OBJECT)

static void
send (LeafNotifier *self, const char *id, const char *title, const char *body, gint64 review, GNotificationPriority priority)
{
  g_autoptr (GNotification) notification = g_notification_new (title);

  g_notification_set_body (notification, body);
  g_notification_set_priority (notification, priority);
  if (review != 0)
    g_notification_set_default_action_and_target (notification, "app.open-review", "x", review);
  else
    g_notification_set_default_action (notification, "app.outbox");
  g_application_send_notification (self->application, id, notification);
}

static char *
join_names (GPtrArray *names)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (unsigned int i = 0; i < MIN (names->len, MAX_NAMES); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (char *) g_ptr_array_index (names, i));
  if (names->len > MAX_NAMES)
    g_string_append (text, "\n…");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
tell_done (LeafNotifier *self)
{
  g_autofree char *title = NULL;
  g_autofree char *body = join_names (self->done);

  title = g_strdup_printf (ngettext ("%u review is on your blog", "%u reviews are on your blogs", self->done->len),
                           self->done->len);
  send (self, LEAF_NOTIFICATION_DONE, self->done->len == 1 ? _("Your review is on the blog") : title, body,
        self->done->len == 1 ? self->done_review : 0, G_NOTIFICATION_PRIORITY_NORMAL);
}

/* How a job ended that was not stopped, or what a blog has done by itself. */
typedef struct
{
  gint64 job;         /* 0: there was none */
  gint64 publication;
  gint64 review;      /* 0: it is not done */
  char *text;
} Ended;

static void
ended_free (Ended *ended)
{
  g_free (ended->text);
  g_free (ended);
}

static char *
describe_done (LeafDb *db, const LeafPublication *publication, GError **error)
{
  g_autoptr (LeafReview) review = leaf_reviews_load (db, publication->review, error);
  g_autoptr (LeafBook) book = NULL;
  const gint64 *books;
  unsigned int n_books;

  if (review == NULL)
    return NULL;
  books = leaf_review_get_books (review, &n_books);
  book = n_books > 0 ? leaf_books_load (db, books[0], error) : NULL;
  if (book == NULL)
    return NULL;

  if (publication->differences != NULL)
    /* Translators: the title of a book whose review was published */
    return g_strdup_printf (_("%s (the blog changed something)"), leaf_book_get_title (book));
  return g_strdup (leaf_book_get_title (book));
}

/* FALSE without an error: it is no news. */
static gboolean
find_publication (LeafDb *db, Ended *ended, GError **error)
{
  g_autoptr (LeafJob) job = NULL;

  if (ended->job == 0)
    return TRUE;

  job = leaf_jobs_load (db, ended->job, error);
  if (job == NULL || job->state != LEAF_JOB_DONE || (job->action != LEAF_JOB_PUBLISH && job->action != LEAF_JOB_PUT_BACK))
    return FALSE;
  ended->publication = job->publication;
  return TRUE;
}

static gboolean
ended_func (LeafDb *db, gpointer data, GError **error)
{
  Ended *ended = data;
  g_autoptr (GError) failure = NULL;
  g_autoptr (LeafPublication) publication = NULL;

  if (!find_publication (db, ended, &failure))
    {
      gboolean fails = failure != NULL;

      if (fails)
        g_propagate_error (error, g_steal_pointer (&failure));
      return !fails;
    }

  publication = leaf_publications_load (db, ended->publication, error);
  if (publication == NULL)
    return FALSE;
  ended->text = describe_done (db, publication, error);
  ended->review = publication->review;
  return ended->text != NULL;
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafNotifier) self = user_data;
  Ended *ended = leaf_library_run_data (result);

  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, NULL) || ended->review == 0 || self->looking ||
      self->application == NULL)
    return;

  g_ptr_array_add (self->done, g_steal_pointer (&ended->text));
  self->done_review = ended->review;
  tell_done (self);
}

/* She stops things in the window, and sees there what is done while she looks at it. */
static void
look_at (LeafNotifier *self, gint64 job, gint64 publication)
{
  Ended *ended;

  if (self->looking)
    return;

  ended = g_new0 (Ended, 1);
  ended->job = job;
  ended->publication = publication;
  leaf_library_run_async (leaf_outbox_list_get_library (self->list), LEAF_LIBRARY_READ, ended_func, ended,
                          (GDestroyNotify) ended_free, NULL, ended_cb, g_object_ref (self));
}

static void
finished_cb (LeafNotifier *self, gint64 job)
{
  look_at (self, job, 0);
}

/* Its day has come. */
static void
published_cb (LeafNotifier *self, gint64 publication)
{
  look_at (self, 0, publication);
}

static void
tell_attention (LeafNotifier *self, GPtrArray *failed)
{
  LeafOutboxItem *first = g_ptr_array_index (failed, 0);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  if (failed->len == 1)
    {
      /* Translators: the title of a book whose review could not be published */
      title = g_strdup_printf (_("“%s” needs your attention"), leaf_outbox_item_get_title (first));
      body = leaf_outbox_item_describe_state (first, g_get_real_time () / G_USEC_PER_SEC, TRUE);
    }
  else
    {
      for (unsigned int i = 0; i < failed->len; i++)
        g_ptr_array_add (names, (gpointer) leaf_outbox_item_get_title (g_ptr_array_index (failed, i)));
      title = g_strdup_printf (ngettext ("%u review needs your attention", "%u reviews need your attention", failed->len),
                               failed->len);
      body = join_names (names);
    }
  send (self, LEAF_NOTIFICATION_ATTENTION, title, body, failed->len == 1 ? leaf_outbox_item_get_review (first) : 0,
        G_NOTIFICATION_PRIORITY_HIGH);
  self->attention_shown = TRUE;
}

static GPtrArray *
list_failed (LeafNotifier *self)
{
  GPtrArray *failed = g_ptr_array_new_with_free_func (g_object_unref);

  for (unsigned int i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      g_autoptr (LeafOutboxItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (leaf_outbox_item_get_state (item) == LEAF_OUTBOX_ITEM_FAILED)
        g_ptr_array_add (failed, g_steal_pointer (&item));
    }

  return failed;
}

/* Something new needs her, or nothing does any more. What she has been told of is not told again. */
static void
list_changed_cb (LeafNotifier *self)
{
  g_autoptr (GPtrArray) failed = list_failed (self);
  g_autoptr (GHashTable) now = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gboolean new = FALSE;
  gboolean fewer;

  for (unsigned int i = 0; i < failed->len; i++)
    {
      gint64 id = leaf_outbox_item_get_job (g_ptr_array_index (failed, i))->id;

      new |= !g_hash_table_contains (self->told, &id);
      g_hash_table_add (now, g_memdup2 (&id, sizeof id));
    }
  fewer = g_hash_table_size (now) < g_hash_table_size (self->told);
  g_hash_table_unref (self->told);
  self->told = g_steal_pointer (&now);

  if (failed->len == 0 && self->attention_shown)
    {
      self->attention_shown = FALSE;
      g_application_withdraw_notification (self->application, LEAF_NOTIFICATION_ATTENTION);
    }
  else if ((new && !self->looking) || (fewer && self->attention_shown))
    tell_attention (self, failed);
}

static void
leaf_notifier_dispose (GObject *object)
{
  LeafNotifier *self = LEAF_NOTIFIER (object);

  self->application = NULL;
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (leaf_notifier_parent_class)->dispose (object);
}

static void
leaf_notifier_finalize (GObject *object)
{
  LeafNotifier *self = LEAF_NOTIFIER (object);

  g_ptr_array_unref (self->done);
  g_hash_table_unref (self->told);

  G_OBJECT_CLASS (leaf_notifier_parent_class)->finalize (object);
}

static void
leaf_notifier_class_init (LeafNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leaf_notifier_dispose;
  G_OBJECT_CLASS (klass)->finalize = leaf_notifier_finalize;
}

static void
leaf_notifier_init (LeafNotifier *self)
{
  self->done = g_ptr_array_new_with_free_func (g_free);
  self->told = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->looking = TRUE;
}

/**
 * leaf_notifier_new:
 * @application: what sends the notifications; it lives longer than the notifier
 * @list: the outbox
 *
 * Returns: (transfer full): a notifier that takes her to be looking
 */
LeafNotifier *
leaf_notifier_new (GApplication *application, LeafOutboxList *list)
{
  LeafNotifier *self = g_object_new (LEAF_TYPE_NOTIFIER, NULL);

  self->application = application;
  self->list = g_object_ref (list);
  g_signal_connect_object (list, "changed", G_CALLBACK (list_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (leaf_outbox_list_get_outbox (list), "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (leaf_outbox_list_get_outbox (list), "published", G_CALLBACK (published_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * leaf_notifier_set_looking:
 * @self: a notifier
 * @looking: whether a window of Flyleaf is the active one
 *
 * When she comes to look, what she was told that is done is known to her.
 */
void
leaf_notifier_set_looking (LeafNotifier *self, gboolean looking)
{
  g_return_if_fail (LEAF_IS_NOTIFIER (self));

  if (self->looking == looking)
    return;

  self->looking = looking;
  if (!looking || self->done->len == 0)
    return;

  g_ptr_array_set_size (self->done, 0);
  g_application_withdraw_notification (self->application, LEAF_NOTIFICATION_DONE);
}
