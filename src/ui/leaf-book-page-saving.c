/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is typed in the book pane on its way to the library. */

#define G_LOG_DOMAIN "leaf-book-page"

#include "config.h"

#include "leaf-book-page-private.h"

#include "leaf-saves.h"
#include "leaf-ui.h"

#define SAVE_DELAY_MS  600
#define RETRY_DELAY_MS 5000

/* Publishing waits for what is not stored yet. */
static void
note_saves (LeafBookPage *self)
{
  LeafSaves *saves = leaf_saves_get (self->library);

  if (self->unsaved->len > 0)
    leaf_saves_note (saves, self, LEAF_SAVES_FAILED, self->problem);
  else if (self->saving->len > 0 || self->save_source != 0)
    leaf_saves_note (saves, self, LEAF_SAVES_PENDING, NULL);
  else
    leaf_saves_note (saves, self, LEAF_SAVES_DONE, NULL);
}

static gboolean
save_delay_cb (gpointer user_data)
{
  LeafBookPage *self = user_data;

  self->save_source = 0;
  leaf_book_page_flush (self);

  return G_SOURCE_REMOVE;
}

static void
save_after (LeafBookPage *self, unsigned int milliseconds)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add (milliseconds, save_delay_cb, self);
  note_saves (self);
}

/* What could not be saved (a full disk, say) is kept and tried again until it can. */
static void
keep_unsaved (LeafBookPage *self, LeafBookChanges *changes, const GError *error)
{
  if (self->unsaved->len == 0)
    leaf_ui_show_toast (GTK_WIDGET (self), leaf_ui_toast_new (error->message));

  g_free (self->problem);
  self->problem = g_strdup (error->message);
  for (unsigned int i = 0; i < self->saving->len; i++)
    leaf_book_changes_forget (changes, g_ptr_array_index (self->saving, i));
  g_ptr_array_add (self->unsaved, g_memdup2 (changes, sizeof *changes));
  memset (changes, 0, sizeof *changes);
  if (self->library != NULL && !g_error_matches (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_CLOSED))
    save_after (self, RETRY_DELAY_MS);
}

static void
save_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafBookPage) self = user_data;
  g_autoptr (GError) error = NULL;
  LeafBookChanges *changes = leaf_library_run_data (result);

  g_ptr_array_remove (self->saving, changes);
  if (leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    {
      if (self->saving->len == 0 && self->book != 0 && self->library != NULL)
        leaf_book_page_load (self);
    }
  else if (changes->book == self->book || !g_error_matches (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND))
    keep_unsaved (self, changes, error);
  /* else the book was removed, with what was to be saved in it */

  if (self->library != NULL)
    note_saves (self);
}

void
leaf_book_page_save_changes (LeafBookPage *self, LeafBookChanges *changes)
{
  g_ptr_array_add (self->saving, changes);
  leaf_library_run_async (self->library, LEAF_LIBRARY_WRITE, leaf_book_changes_save, changes,
                          (GDestroyNotify) leaf_book_changes_free, NULL, save_cb,
                          g_object_ref (self));
  note_saves (self);
}

/* When she has stopped typing. */
void
leaf_book_page_save_soon (LeafBookPage *self)
{
  save_after (self, SAVE_DELAY_MS);
}

/**
 * leaf_book_page_flush:
 * @self: the pane
 *
 * Sends what was typed and is not saved yet to the library, without waiting for it.
 */
void
leaf_book_page_flush (LeafBookPage *self)
{
  LeafBookChanges *changes;

  g_return_if_fail (LEAF_IS_BOOK_PAGE (self));

  g_clear_handle_id (&self->save_source, g_source_remove);

  if (self->synopsis_changed)
    {
      self->changes->synopsis = leaf_document_copy (leaf_editor_get_document (self->synopsis));
      self->synopsis_changed = FALSE;
    }

  if (self->library == NULL)
    return;

  leaf_quotes_list_flush (self->quotes);
  while (self->unsaved->len > 0)
    leaf_book_page_save_changes (self, g_ptr_array_steal_index (self->unsaved, 0));

  if (self->book == 0 || leaf_book_changes_is_empty (self->changes))
    {
      note_saves (self);
      return;
    }

  changes = g_steal_pointer (&self->changes);
  self->changes = leaf_book_changes_new (self->book);
  leaf_book_page_save_changes (self, changes);
}
