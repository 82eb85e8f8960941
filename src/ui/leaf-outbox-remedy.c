/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox-remedy"

#include "config.h"

#include "leaf-outbox-remedy.h"

#include "leaf-blogs.h"
#include "leaf-books.h"
#include "leaf-remote-window.h"
#include "leaf-reviews.h"
#include "leaf-saves.h"
#include "leaf-schedule-dialog.h"

typedef struct
{
  LeafOutboxList *list;
  gint64 job;
} Again;

static void
again_free (Again *again)
{
  g_object_unref (again->list);
  g_free (again);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Again, again_free)

/* It follows the job by its signals: whether it went well the row says, or its going. */
static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Again) again = user_data;
  LeafOutbox *outbox = leaf_outbox_list_get_outbox (again->list);

  if (leaf_saves_flush_finish (LEAF_SAVES (source), result, NULL) && outbox != NULL)
    leaf_outbox_run_job_async (outbox, again->job, NULL, NULL, NULL);
}

/* With what she has typed since, or taken over from the blog: the outbox sends what is stored. */
static void
try_again (LeafOutboxList *list, LeafOutboxItem *item)
{
  Again *again = g_new0 (Again, 1);

  again->list = g_object_ref (list);
  again->job = leaf_outbox_item_get_job (item)->id;
  leaf_saves_flush_async (leaf_saves_get (leaf_outbox_list_get_library (list)), NULL, stored_cb, again);
}

/* What the dialog has to know, and where it goes. */
typedef struct
{
  LeafOutboxList *list;
  LeafOutboxItem *item;
  GtkWidget *widget;
  gint64 review_id; /* for the thread, as the item follows the library on this one */
  gint64 blog_id;
  LeafBlog *blog;
  LeafDate publication_day;
  LeafDate embargo;
} Days;

static void
days_free (Days *days)
{
  g_object_unref (days->list);
  g_object_unref (days->item);
  g_object_unref (days->widget);
  g_clear_object (&days->blog);
  g_free (days);
}

static gboolean
days_func (LeafDb *db, gpointer data, GError **error)
{
  Days *days = data;
  g_autoptr (LeafReview) review = leaf_reviews_load (db, days->review_id, error);
  g_autoptr (LeafBook) book = NULL;
  const gint64 *books;
  unsigned int n_books;

  if (review == NULL)
    return FALSE;
  days->blog = leaf_blogs_load (db, days->blog_id, error);
  if (days->blog == NULL)
    return FALSE;
  books = leaf_review_get_books (review, &n_books);
  if (n_books == 0)
    return TRUE;

  book = leaf_books_load (db, books[0], error);
  if (book == NULL)
    return FALSE;
  days->publication_day = *leaf_book_get_published (book);
  days->embargo = *leaf_book_get_embargo (book);
  return TRUE;
}

static void
scheduled_cb (LeafScheduleDialog *dialog, gint64 at, LeafOutboxItem *item)
{
  LeafOutboxList *list = g_object_get_data (G_OBJECT (dialog), "list");
  LeafOutbox *outbox = leaf_outbox_list_get_outbox (list);

  if (outbox != NULL)
    leaf_outbox_publish_async (outbox, leaf_outbox_item_get_review (item), leaf_outbox_item_get_blog (item),
                               LEAF_PUBLICATION_SCHEDULED, at, NULL, NULL, NULL);
}

static void
days_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Days *days = leaf_library_run_data (result);
  g_autoptr (GPtrArray) blogs = g_ptr_array_new_with_free_func (g_object_unref);
  GtkRoot *root = gtk_widget_get_root (days->widget);
  GtkWindow *dialog;

  /* Without the days of the book she can still choose one; without the window there is nobody who asks. */
  leaf_library_run_finish (LEAF_LIBRARY (source), result, NULL);
  if (!GTK_IS_WINDOW (root))
    return;

  if (days->blog != NULL)
    g_ptr_array_add (blogs, g_object_ref (days->blog));
  dialog = leaf_schedule_dialog_new (GTK_WINDOW (root));
  leaf_schedule_dialog_set_blogs (LEAF_SCHEDULE_DIALOG (dialog), blogs);
  leaf_schedule_dialog_set_days (LEAF_SCHEDULE_DIALOG (dialog), &days->publication_day, &days->embargo);
  g_object_set_data_full (G_OBJECT (dialog), "list", g_object_ref (days->list), g_object_unref);
  g_signal_connect_object (dialog, "scheduled", G_CALLBACK (scheduled_cb), days->item, 0);
  gtk_window_present (dialog);
}

static void
reschedule (LeafOutboxList *list, LeafOutboxItem *item, GtkWidget *widget)
{
  Days *days = g_new0 (Days, 1);

  days->list = g_object_ref (list);
  days->item = g_object_ref (item);
  days->widget = g_object_ref (widget);
  days->review_id = leaf_outbox_item_get_review (item);
  days->blog_id = leaf_outbox_item_get_blog (item);
  leaf_library_run_async (leaf_outbox_list_get_library (list), LEAF_LIBRARY_READ, days_func, days, (GDestroyNotify) days_free,
                          NULL, days_cb, NULL);
}

/* What she decided for goes to the blog; if that is there already, the job has gone. */
static void
resolved_cb (LeafRemoteWindow *window, gboolean publish, LeafOutboxItem *item)
{
  LeafOutboxList *list = g_object_get_data (G_OBJECT (window), "list");

  if (publish && leaf_outbox_list_get_outbox (list) != NULL)
    try_again (list, item);
}

static void
compare (LeafOutboxList *list, LeafOutboxItem *item, GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWindow *window;

  if (!GTK_IS_WINDOW (root))
    return;

  window = leaf_remote_window_present (GTK_WINDOW (root), leaf_outbox_list_get_library (list), leaf_outbox_list_get_outbox (list),
                                       leaf_outbox_item_get_review (item), leaf_outbox_item_get_blog (item));
  g_object_set_data_full (G_OBJECT (window), "list", g_object_ref (list), g_object_unref);
  g_signal_connect_object (window, "resolved", G_CALLBACK (resolved_cb), item, 0);
}

/**
 * leaf_outbox_remedy_apply:
 * @list: the outbox
 * @item: a job in it
 * @widget: where the button stands
 *
 * Does the one thing that helps.
 */
void
leaf_outbox_remedy_apply (LeafOutboxList *list, LeafOutboxItem *item, GtkWidget *widget)
{
  if (leaf_outbox_list_get_outbox (list) == NULL)
    return;

  switch (leaf_outbox_item_get_remedy (item, g_get_real_time () / G_USEC_PER_SEC))
    {
    case LEAF_REMEDY_TRY_AGAIN:
      try_again (list, item);
      break;
    case LEAF_REMEDY_LOG_IN:
      gtk_widget_activate_action (widget, "app.set-up-blog", "x", leaf_outbox_item_get_blog (item));
      break;
    case LEAF_REMEDY_COMPARE:
      compare (list, item, widget);
      break;
    case LEAF_REMEDY_RESCHEDULE:
      reschedule (list, item, widget);
      break;
    case LEAF_REMEDY_NONE:
    default:
      break;
    }
}

/**
 * leaf_outbox_remedy_drop:
 * @list: the outbox
 * @item: a job in it
 *
 * Stops the job. What may be on the blog already stays noted, and is looked up before anything else is sent.
 */
void
leaf_outbox_remedy_drop (LeafOutboxList *list, LeafOutboxItem *item)
{
  if (leaf_outbox_list_get_outbox (list) != NULL)
    leaf_outbox_cancel_job (leaf_outbox_list_get_outbox (list), leaf_outbox_item_get_job (item)->id);
}
