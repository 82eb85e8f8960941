/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The outbox, what leads to it, and what it tells her while she looks elsewhere. */

#define G_LOG_DOMAIN "leaf-application"

#include "config.h"

#include "leaf-application-private.h"

#include "leaf-blog-dialog.h"
#include "leaf-blogs.h"
#include "leaf-outbox-window.h"
#include "leaf-preferences.h"
#include "leaf-reviews.h"

#include <glib/gi18n.h>

static void
show_outbox_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LeafApplication *self = user_data;
  GtkWindow *window;

  /* From a notification there may be no window to see it by. */
  g_application_activate (G_APPLICATION (self));
  if (self->library == NULL)
    return;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (LEAF_IS_OUTBOX_WINDOW (l->data))
      {
        gtk_window_present (l->data);
        return;
      }

  window = leaf_outbox_window_new (leaf_outbox_list_get (self->library, self->outbox));
  gtk_window_set_transient_for (window, GTK_WINDOW (leaf_application_get_window (self)));
  /* Its rows lead to actions of the application. */
  gtk_window_set_application (window, GTK_APPLICATION (self));
  gtk_window_present (window);
}

/* A row of the library, and what belongs to it. */
typedef struct
{
  gint64 id;
  gint64 book;
  LeafBlog *blog;
} Lookup;

static void
lookup_free (Lookup *lookup)
{
  g_clear_object (&lookup->blog);
  g_free (lookup);
}

static void
look_up (LeafApplication *self, gint64 id, LeafLibraryFunc func, GAsyncReadyCallback callback)
{
  Lookup *lookup;

  if (self->library == NULL)
    return;

  lookup = g_new0 (Lookup, 1);
  lookup->id = id;
  leaf_library_run_async (self->library, LEAF_LIBRARY_READ, func, lookup, (GDestroyNotify) lookup_free, NULL, callback,
                          g_object_ref (self));
}

static gboolean
find_book_func (LeafDb *db, gpointer data, GError **error)
{
  Lookup *lookup = data;
  g_autoptr (LeafReview) review = leaf_reviews_load (db, lookup->id, error);
  const gint64 *books;
  unsigned int n_books;

  if (review == NULL)
    return FALSE;
  books = leaf_review_get_books (review, &n_books);
  lookup->book = n_books > 0 ? books[0] : 0;
  return TRUE;
}

static void
book_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  Lookup *lookup = leaf_library_run_data (result);
  LeafWindow *window = leaf_application_get_window (self);

  if (window == NULL)
    return;
  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    leaf_window_tell (window, error->message);
  else if (lookup->book != 0)
    {
      leaf_window_open_book (window, lookup->book);
      gtk_window_present (GTK_WINDOW (window));
    }
}

static void
open_review_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_activate (user_data);
  look_up (user_data, g_variant_get_int64 (parameter), find_book_func, book_found_cb);
}

static gboolean
find_blog_func (LeafDb *db, gpointer data, GError **error)
{
  Lookup *lookup = data;

  lookup->blog = leaf_blogs_load (db, lookup->id, error);
  return lookup->blog != NULL;
}

static void
blog_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  Lookup *lookup = leaf_library_run_data (result);
  LeafWindow *window = leaf_application_get_window (self);
  GtkWidget *dialog;

  if (window == NULL || self->library == NULL)
    return;
  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    {
      leaf_window_tell (window, error->message);
      return;
    }

  dialog = leaf_blog_dialog_new (self->library, lookup->blog);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), gtk_application_get_active_window (GTK_APPLICATION (self)));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
set_up_blog_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  look_up (user_data, g_variant_get_int64 (parameter), find_blog_func, blog_found_cb);
}

static void
blogs_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  leaf_application_show_preferences (user_data, LEAF_PREFERENCES_BLOGS);
}

static void
first_blog_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  leaf_application_show_preferences (user_data, LEAF_PREFERENCES_FIRST_BLOG);
}

/**
 * leaf_application_add_publishing_actions:
 * @self: the application
 *
 * The actions about blogs and the outbox.
 */
void
leaf_application_add_publishing_actions (LeafApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "outbox", .activate = show_outbox_cb },
    { .name = "open-review", .activate = open_review_cb, .parameter_type = "x" },
    { .name = "set-up-blog", .activate = set_up_blog_cb, .parameter_type = "x" },
    { .name = "blogs", .activate = blogs_cb },
    { .name = "first-blog", .activate = first_blog_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

/* Any of them: a dialog is hers as much as the window behind it. */
static void
active_cb (LeafApplication *self)
{
  gboolean looking = FALSE;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    looking |= gtk_window_is_active (l->data);
  if (self->notifier != NULL)
    leaf_notifier_set_looking (self->notifier, looking);
}

static void
window_added_cb (LeafApplication *self, GtkWindow *window)
{
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (active_cb), self, G_CONNECT_SWAPPED);
}

/**
 * leaf_application_watch_outbox:
 * @self: the application, with its library
 *
 * Tells her from now on what becomes of the outbox, while she looks elsewhere.
 */
void
leaf_application_watch_outbox (LeafApplication *self)
{
  self->notifier = leaf_notifier_new (G_APPLICATION (self), leaf_outbox_list_get (self->library, self->outbox));
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    window_added_cb (self, l->data);
  g_signal_connect (self, "window-added", G_CALLBACK (window_added_cb), NULL);
  active_cb (self);
}
