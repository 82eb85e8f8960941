/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-window-books"

#include "config.h"

#include "leaf-ui.h"
#include "leaf-window-private.h"

#include <glib/gi18n.h>

/* Removing books, undoing it, and the name of the one shown: what the window asks of the library. */

typedef struct {
  GArray *ids; /* gint64 */
  char *title; /* of the first */
} Removal;

static void
removal_free (Removal *removal)
{
  g_array_unref (removal->ids);
  g_free (removal->title);
  g_free (removal);
}

static Removal *
removal_new (const gint64 *ids, unsigned int n_ids)
{
  Removal *removal = g_new0 (Removal, 1);

  removal->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_ids);
  g_array_append_vals (removal->ids, ids, n_ids);
  return removal;
}

static GVariant *
removal_to_variant (const Removal *removal)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, removal->ids->data, removal->ids->len,
                                    sizeof (gint64));
}

static gboolean
remove_books (LeafDb *db, gpointer data, GError **error)
{
  Removal *removal = data;

  if (removal->ids->len == 1)
    {
      g_autoptr (LeafBook) book =
        leaf_books_load (db, g_array_index (removal->ids, gint64, 0), error);

      if (book == NULL)
        return FALSE;
      removal->title = g_strdup (leaf_book_get_title (book));
    }

  for (unsigned int i = 0; i < removal->ids->len; i++)
    if (!leaf_books_remove (db, g_array_index (removal->ids, gint64, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
restore_books (LeafDb *db, gpointer data, GError **error)
{
  Removal *removal = data;

  for (unsigned int i = 0; i < removal->ids->len; i++)
    if (!leaf_books_restore (db, g_array_index (removal->ids, gint64, i), error))
      return FALSE;

  return TRUE;
}

static void
leaf_window_tell_error (LeafWindow *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    leaf_window_tell (self, error->message);
}

static void
leaf_window_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  Removal *removal = leaf_library_run_data (result);
  AdwToast *toast;

  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    {
      leaf_window_tell_error (self, error);
      return;
    }

  if (removal->title != NULL)
    /* Translators: %s is the title of a book. */
    text = g_strdup_printf (_("“%s” removed"), removal->title);
  else
    text = g_strdup_printf (ngettext ("%d book removed", "%d books removed", removal->ids->len),
                            (int) removal->ids->len);

  toast = leaf_ui_toast_new (text);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "win.restore-books");
  adw_toast_set_action_target_value (toast, removal_to_variant (removal));
  leaf_window_add_toast (self, toast);
}

/* The book that takes the place of one that goes: the next in the list, else the one before. */
static gint64
leaf_window_neighbour (LeafWindow *self, const gint64 *ids, unsigned int n_ids)
{
  LeafBookList *list = leaf_browse_get_list (self->browse);
  g_autoptr (GHashTable) going = g_hash_table_new (g_int64_hash, g_int64_equal);
  unsigned int at = leaf_book_list_find (list, self->book);
  unsigned int n_items = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (unsigned int i = 0; i < n_ids; i++)
    g_hash_table_add (going, (gpointer) &ids[i]);

  if (!g_hash_table_contains (going, &self->book))
    return self->book;

  if (at == GTK_INVALID_LIST_POSITION)
    return 0;

  for (unsigned int i = at; i < n_items; i++)
    {
      gint64 id = leaf_book_list_get_id (list, i);

      if (!g_hash_table_contains (going, &id))
        return id;
    }
  for (unsigned int i = at; i > 0; i--)
    {
      gint64 id = leaf_book_list_get_id (list, i - 1);

      if (!g_hash_table_contains (going, &id))
        return id;
    }

  return 0;
}

/**
 * leaf_window_remove_books:
 * @self: the window
 * @ids: (array length=n_ids): which
 * @n_ids: how many
 *
 * Moves books to the library's trash, and offers to take it back.
 */
void
leaf_window_remove_books (LeafWindow *self, const gint64 *ids, unsigned int n_ids)
{
  if (self->library == NULL || n_ids == 0)
    return;

  leaf_window_flush (self);
  leaf_window_set_book (self, leaf_window_neighbour (self, ids, n_ids));
  leaf_library_run_async (self->library, LEAF_LIBRARY_WRITE, remove_books, removal_new (ids, n_ids),
                          (GDestroyNotify) removal_free, NULL, leaf_window_removed_cb,
                          g_object_ref (self));
}

static void
leaf_window_restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  Removal *removal = leaf_library_run_data (result);

  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    leaf_window_tell_error (self, error);
  else if (self->library != NULL)
    leaf_window_set_book (self, g_array_index (removal->ids, gint64, 0));
}

/**
 * leaf_window_restore_books:
 * @self: the window
 * @ids: (array length=n_ids): which
 * @n_ids: how many
 *
 * Takes books out of the trash again.
 */
void
leaf_window_restore_books (LeafWindow *self, const gint64 *ids, unsigned int n_ids)
{
  if (self->library == NULL || n_ids == 0)
    return;

  leaf_library_run_async (self->library, LEAF_LIBRARY_WRITE, restore_books,
                          removal_new (ids, n_ids), (GDestroyNotify) removal_free, NULL,
                          leaf_window_restored_cb, g_object_ref (self));
}

typedef struct {
  gint64 id;
  LeafBookSummary *summary; /* NULL: no such book any more */
  LeafLastPlace place;      /* for returning to it */
} Title;

static void
title_free (Title *title)
{
  g_clear_pointer (&title->summary, leaf_book_summary_free);
  g_free (title);
}

static gboolean
load_title (LeafDb *db, gpointer data, GError **error)
{
  Title *title = data;
  g_autoptr (GPtrArray) summaries = leaf_books_summaries (db, &title->id, 1, error);

  if (summaries == NULL)
    return FALSE;
  if (summaries->len == 1 && g_ptr_array_index (summaries, 0) != NULL)
    title->summary = g_ptr_array_steal_index (summaries, 0);
  return TRUE;
}

static void
leaf_window_title_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  Title *title = leaf_library_run_data (result);

  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("The title of book %" G_GINT64_FORMAT " could not be read: %s", title->id,
                   error->message);
      return;
    }

  if (self->library == NULL || title->id != self->book)
    return;

  if (title->summary == NULL)
    {
      leaf_window_set_book (self, 0);
      return;
    }

  adw_window_title_set_title (self->review_title, title->summary->title);
  adw_window_title_set_subtitle (self->review_title,
                                 title->summary->authors != NULL ? title->summary->authors : "");
  gtk_window_set_title (GTK_WINDOW (self), title->summary->title);
}

static void
leaf_window_return_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafWindow) self = user_data;
  Title *title = leaf_library_run_data (result);

  if (leaf_library_run_finish (LEAF_LIBRARY (source), result, NULL) && title->summary != NULL &&
      self->library != NULL && self->book == 0)
    leaf_window_set_place (self, &title->place);
}

static void
leaf_window_place_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafWindow) self = user_data;
  LeafLastPlace place = leaf_last_place_load_finish (result);
  Title *title;

  if (self->library == NULL)
    return;
  if (place.book == 0)
    place.book = g_settings_get_int64 (self->settings, "last-book");
  if (place.book == 0)
    return;

  title = g_new0 (Title, 1);
  title->id = place.book;
  title->place = place;
  leaf_library_run_async (self->library, LEAF_LIBRARY_READ, load_title, title,
                          (GDestroyNotify) title_free, self->cancellable, leaf_window_return_cb,
                          g_object_ref (self));
}

/**
 * leaf_window_return_to_place:
 * @self: the window
 *
 * Shows the book she was in when the program ended, however that was, and goes to the place in its
 * review; if the book is still there, and she has not chosen another one meanwhile.
 */
void
leaf_window_return_to_place (LeafWindow *self)
{
  leaf_last_place_load_async (leaf_library_get_path (self->library), self->cancellable,
                              leaf_window_place_cb, g_object_ref (self));
}

/**
 * leaf_window_load_title:
 * @self: the window
 *
 * Puts the title and the authors of the book shown in the header.
 */
void
leaf_window_load_title (LeafWindow *self)
{
  Title *title;

  if (self->book == 0 || self->library == NULL)
    {
      adw_window_title_set_title (self->review_title, "");
      adw_window_title_set_subtitle (self->review_title, "");
      gtk_window_set_title (GTK_WINDOW (self), _("Flyleaf"));
      return;
    }

  title = g_new0 (Title, 1);
  title->id = self->book;
  leaf_library_run_async (self->library, LEAF_LIBRARY_READ, load_title, title,
                          (GDestroyNotify) title_free, self->cancellable, leaf_window_title_cb,
                          g_object_ref (self));
}
