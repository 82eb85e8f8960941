/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which books are selected, wherever the list has them now, and scrolling to them. */

#define G_LOG_DOMAIN "leaf-sidebar"

#include "config.h"

#include "leaf-sidebar-private.h"

#include "leaf-book-selection.h"

gint64
leaf_sidebar_book_at (LeafSidebar *self, unsigned int position)
{
  LeafBookList *list = leaf_browse_get_list (self->browse);

  return list != NULL ? leaf_book_list_get_id (list, position) : 0;
}

static unsigned int
leaf_sidebar_find_book (LeafSidebar *self, gint64 book)
{
  LeafBookList *list = leaf_browse_get_list (self->browse);

  return list != NULL && book != 0 ? leaf_book_list_find (list, book) : GTK_INVALID_LIST_POSITION;
}

/* A list that is told to scroll before it has a height, or in the frame in which its rows changed, shows
 * one row and no more until it is touched (GTK 4.8). */
static gboolean
leaf_sidebar_scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LeafSidebar *self = LEAF_SIDEBAR (widget);
  gint64 *first = user_data;
  unsigned int position = leaf_sidebar_find_book (self, self->book);

  if (*first < 0 && gtk_widget_get_height (GTK_WIDGET (self->list_view)) > 0)
    *first = gdk_frame_clock_get_frame_counter (clock);
  if (*first < 0 || gdk_frame_clock_get_frame_counter (clock) <= *first + 1)
    return G_SOURCE_CONTINUE;

  self->scroll_tick = 0;
  if (self->scroll_to_top)
    position = 0;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);

  return G_SOURCE_REMOVE;
}

static void
leaf_sidebar_scroll (LeafSidebar *self, gboolean to_top)
{
  gint64 *first = g_new (gint64, 1);

  *first = -1;
  self->scroll_to_top = to_top;
  if (self->scroll_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_tick);
  self->scroll_tick =
    gtk_widget_add_tick_callback (GTK_WIDGET (self), leaf_sidebar_scroll_cb, first, g_free);
}

gboolean
leaf_sidebar_has_several (LeafSidebar *self)
{
  return self->chosen->len > 1;
}

static void
leaf_sidebar_update_bar (LeafSidebar *self)
{
  g_autofree char *text = leaf_book_selection_describe (self->chosen->len);

  gtk_label_set_label (self->count, text);
  gtk_action_bar_set_revealed (self->bar, leaf_sidebar_has_several (self));
}

/* They may be all books of a large library. */
static void
leaf_sidebar_find_chosen (LeafSidebar *self, GtkBitset *positions)
{
  g_autoptr (GHashTable) chosen = g_hash_table_new (g_int64_hash, g_int64_equal);
  unsigned int n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  if (!leaf_sidebar_has_several (self))
    return;

  for (unsigned int i = 0; i < self->chosen->len; i++)
    g_hash_table_add (chosen, &g_array_index (self->chosen, gint64, i));
  for (unsigned int i = 0; i < n_items; i++)
    {
      gint64 id = leaf_sidebar_book_at (self, i);

      if (g_hash_table_contains (chosen, &id))
        gtk_bitset_add (positions, i);
    }
}

/* Puts the selection back on the books that were chosen, or on the one shown, wherever they are now. */
void
leaf_sidebar_restore_selection (LeafSidebar *self)
{
  unsigned int position = leaf_sidebar_find_book (self, self->book);
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) all = gtk_bitset_new_range (0, g_list_model_get_n_items (G_LIST_MODEL (self->selection)));

  leaf_sidebar_find_chosen (self, selected);
  if (!leaf_sidebar_has_several (self) && position != GTK_INVALID_LIST_POSITION)
    gtk_bitset_add (selected, position);

  self->restoring = TRUE;
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), selected, all);
  self->restoring = FALSE;
  leaf_sidebar_update_bar (self);

  if (self->scroll_to_book && position != GTK_INVALID_LIST_POSITION)
    {
      self->scroll_to_book = FALSE;
      leaf_sidebar_scroll (self, FALSE);
    }
}

/* While the list changes in steps a book may be missing that comes again; what is missing then has gone. */
static void
leaf_sidebar_loading_cb (LeafSidebar *self)
{
  g_autoptr (GArray) ids = NULL;

  if (!leaf_sidebar_has_several (self) || leaf_book_list_get_loading (leaf_browse_get_list (self->browse)))
    return;

  ids = leaf_book_selection_dup_ids (GTK_SELECTION_MODEL (self->selection), self->browse);
  g_array_set_size (self->chosen, 0);
  if (ids->len > 1)
    g_array_append_vals (self->chosen, ids->data, ids->len);
  leaf_sidebar_restore_selection (self);
}

/* Of several, only the book shown stays selected. */
void
leaf_sidebar_deselect (LeafSidebar *self)
{
  g_array_set_size (self->chosen, 0);
  leaf_sidebar_restore_selection (self);
  leaf_sidebar_focus_list (self);
}

static void
leaf_sidebar_list_cb (LeafSidebar *self)
{
  LeafBookList *list = leaf_browse_get_list (self->browse);

  g_array_set_size (self->chosen, 0);
  gtk_multi_selection_set_model (self->selection, G_LIST_MODEL (list));
  if (list != NULL)
    g_signal_connect_object (list, "notify::loading", G_CALLBACK (leaf_sidebar_loading_cb), self, G_CONNECT_SWAPPED);
}

static void
leaf_sidebar_items_changed_cb (LeafSidebar *self)
{
  leaf_sidebar_restore_selection (self);
  if (self->query_changed && g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    {
      /* The best find is first; without a search, the book she has open is what she knows. */
      self->query_changed = FALSE;
      leaf_sidebar_scroll (self, *leaf_browse_get_search (self->browse) != '\0' ||
                                   leaf_sidebar_find_book (self, self->book) == GTK_INVALID_LIST_POSITION);
    }
  if (self->focus_list && leaf_browse_get_state (self->browse) == LEAF_BROWSE_BOOKS)
    leaf_sidebar_focus_list (self);
}

static void
leaf_sidebar_query_cb (LeafSidebar *self)
{
  self->query_changed = TRUE;
}

/* One is shown beside the list; several are for what is done with all of them. */
static void
leaf_sidebar_selected_cb (LeafSidebar *self)
{
  g_autoptr (GArray) ids = NULL;
  gint64 book;

  if (self->restoring)
    return;

  ids = leaf_book_selection_dup_ids (GTK_SELECTION_MODEL (self->selection), self->browse);
  g_array_set_size (self->chosen, 0);
  if (ids->len > 1)
    g_array_append_vals (self->chosen, ids->data, ids->len);
  leaf_sidebar_update_bar (self);
  if (ids->len == 0)
    leaf_sidebar_restore_selection (self);
  if (ids->len != 1)
    return;

  book = g_array_index (ids, gint64, 0);
  if (book == self->book)
    return;

  self->book = book;
  g_signal_emit_by_name (self, "book-selected", book);
}

void
leaf_sidebar_init_selection (LeafSidebar *self)
{
  self->chosen = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->selection = gtk_multi_selection_new (NULL);
  g_signal_connect_object (self->selection, "selection-changed",
                           G_CALLBACK (leaf_sidebar_selected_cb), self, G_CONNECT_SWAPPED);

  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  /* After the view has connected to it: the selection may move only when the view knows the list. */
  g_signal_connect_object (self->selection, "items-changed",
                           G_CALLBACK (leaf_sidebar_items_changed_cb), self, G_CONNECT_SWAPPED);
}

void
leaf_sidebar_follow_browse (LeafSidebar *self)
{
  g_signal_connect_object (self->browse, "notify::list", G_CALLBACK (leaf_sidebar_list_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->browse, "notify::search", G_CALLBACK (leaf_sidebar_query_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->browse, "notify::place-label", G_CALLBACK (leaf_sidebar_query_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->browse, "notify::sort", G_CALLBACK (leaf_sidebar_query_cb), self,
                           G_CONNECT_SWAPPED);
  leaf_sidebar_list_cb (self);
}
