/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-window-actions"

#include "config.h"

#include "leaf-window-private.h"

#include "leaf-bulk-window.h"
#include "leaf-dialogs.h"
#include "leaf-new-book-dialog.h"
#include "leaf-review-page.h"

#include <glib/gi18n.h>

static void
leaf_window_book_added_cb (LeafWindow *self, gint64 book)
{
  const char *name;

  /* What she just added is to be seen, whatever she was looking at. */
  if (leaf_browse_get_place (self->browse, &name) != LEAF_PLACE_TO_REVIEW)
    leaf_browse_set_place (self->browse, LEAF_PLACE_ALL, NULL);
  leaf_browse_set_search (self->browse, "");
  leaf_window_open_book (self, book);
}

static void
leaf_window_new_book_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  LeafWindow *self = LEAF_WINDOW (widget);
  GtkWindow *dialog;

  if (self->library == NULL)
    return;

  dialog = leaf_new_book_dialog_new (GTK_WINDOW (self), self->library);
  g_signal_connect_object (dialog, "added", G_CALLBACK (leaf_window_book_added_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}

static void
leaf_window_search_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  LeafWindow *self = LEAF_WINDOW (widget);

  if (self->covers_wanted)
    {
      leaf_cover_grid_focus_search (self->covers);
      return;
    }

  leaf_panes_show_pane (self->panes, LEAF_PANE_SIDEBAR);
  leaf_sidebar_focus_search (self->sidebar);
}

static void
leaf_window_clear_search_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  leaf_browse_set_search (LEAF_WINDOW (widget)->browse, "");
}

static void
leaf_window_show_all_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  LeafWindow *self = LEAF_WINDOW (widget);

  leaf_browse_set_search (self->browse, "");
  leaf_browse_set_place (self->browse, LEAF_PLACE_ALL, NULL);
}

static void
leaf_window_open_book_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  leaf_window_open_book (LEAF_WINDOW (widget), g_variant_get_int64 (target));
}

static void
leaf_window_book_details_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  LeafWindow *self = LEAF_WINDOW (widget);

  leaf_window_set_book (self, g_variant_get_int64 (target));
  leaf_window_set_view (self, FALSE);
  leaf_panes_show_pane (self->panes, LEAF_PANE_BOOK);
  gtk_widget_child_focus (self->book_pane, GTK_DIR_TAB_FORWARD);
}

static void
leaf_window_remove_books_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  size_t n_ids;
  const gint64 *ids = g_variant_get_fixed_array (target, &n_ids, sizeof (gint64));

  leaf_window_remove_books (LEAF_WINDOW (widget), ids, (unsigned int) n_ids);
}

static void
leaf_window_restore_books_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  size_t n_ids;
  const gint64 *ids = g_variant_get_fixed_array (target, &n_ids, sizeof (gint64));

  leaf_window_restore_books (LEAF_WINDOW (widget), ids, (unsigned int) n_ids);
}

/* The task and the books. */
static void
leaf_window_bulk_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  LeafWindow *self = LEAF_WINDOW (widget);
  g_autoptr (GVariant) books = NULL;
  const char *nick;
  const gint64 *ids;
  size_t n_ids;
  LeafBulkTask task;

  g_variant_get (target, "(&s@ax)", &nick, &books);
  ids = g_variant_get_fixed_array (books, &n_ids, sizeof (gint64));
  if (self->library == NULL || self->outbox == NULL || n_ids == 0 || !leaf_bulk_task_from_nick (nick, &task))
    return;

  leaf_window_flush (self);
  leaf_bulk_window_present (GTK_WINDOW (self), self->library, self->outbox, task, ids, (unsigned int) n_ids);
}

static void
leaf_window_toggle_book_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  LeafWindow *self = LEAF_WINDOW (widget);

  if (self->covers_wanted)
    return;

  /* In a narrow window the book lies behind the review, which may itself be out of sight. */
  if (leaf_panes_get_pane (self->panes) == LEAF_PANE_SIDEBAR && leaf_panes_get_folded (self->panes))
    leaf_panes_show_pane (self->panes, LEAF_PANE_BOOK);
  else
    leaf_panes_set_show_book (self->panes, !leaf_panes_get_show_book (self->panes));
}

static void
leaf_window_toggle_covers_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  LeafWindow *self = LEAF_WINDOW (widget);

  if (self->library != NULL)
    leaf_window_set_view (self, !self->covers_wanted);
}

static void
leaf_window_back_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  LeafWindow *self = LEAF_WINDOW (widget);

  if (leaf_panes_get_alone (self->panes))
    leaf_window_set_focus_mode (self, FALSE);
  else if (self->covers_wanted)
    leaf_window_set_view (self, FALSE);
  else
    leaf_panes_back (self->panes);
}

/* Back is where reading came from. */
static gboolean
leaf_window_back_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  int direction;

  g_variant_get (arguments, "(i)", &direction);
  if ((int) gtk_widget_get_direction (widget) != direction)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_activate_action (widget, "win.back", NULL);
  return GDK_EVENT_STOP;
}

static void
leaf_window_focus_pane_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  LeafWindow *self = LEAF_WINDOW (widget);
  LeafPaneId pane = (LeafPaneId) CLAMP (g_variant_get_int32 (target), LEAF_PANE_SIDEBAR, LEAF_PANE_BOOK);

  leaf_window_set_view (self, FALSE);
  leaf_panes_show_pane (self->panes, pane);
  switch (pane)
    {
    case LEAF_PANE_REVIEW:
      if (self->book != 0 && self->review_page != NULL)
        leaf_review_page_focus_text (LEAF_REVIEW_PAGE (self->review_page));
      else
        gtk_widget_child_focus (GTK_WIDGET (self->review_stack), GTK_DIR_TAB_FORWARD);
      break;

    case LEAF_PANE_BOOK:
      gtk_widget_child_focus (GTK_WIDGET (self->book_bin), GTK_DIR_TAB_FORWARD);
      break;

    case LEAF_PANE_SIDEBAR:
    default:
      leaf_sidebar_focus_list (self->sidebar);
      break;
    }
}

static void
leaf_window_folder_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!leaf_dialogs_open_address_finish (result, &error))
    leaf_window_tell (self, error->message);
}

static void
leaf_window_open_library_folder_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  LeafWindow *self = LEAF_WINDOW (widget);
  g_autofree char *folder = NULL;
  g_autofree char *address = NULL;

  if (self->error_path == NULL)
    return;

  folder = g_path_get_dirname (self->error_path);
  address = g_filename_to_uri (folder, NULL, NULL);
  if (address != NULL)
    leaf_dialogs_open_address_async (GTK_WINDOW (self), address, NULL, leaf_window_folder_opened_cb,
                                     g_object_ref (self));
}

/**
 * leaf_window_class_init_actions:
 * @widget_class: the class of the window
 *
 * The window's actions and keys. Keys are bound here rather than to the application, so that the
 * editor, when it has the focus, is asked first.
 */
void
leaf_window_class_init_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.new-book", NULL, leaf_window_new_book_cb);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, leaf_window_search_cb);
  gtk_widget_class_install_action (widget_class, "win.clear-search", NULL,
                                   leaf_window_clear_search_cb);
  gtk_widget_class_install_action (widget_class, "win.show-all", NULL, leaf_window_show_all_cb);
  gtk_widget_class_install_action (widget_class, "win.open-book", "x", leaf_window_open_book_cb);
  gtk_widget_class_install_action (widget_class, "win.book-details", "x",
                                   leaf_window_book_details_cb);
  gtk_widget_class_install_action (widget_class, "win.remove-books", "ax",
                                   leaf_window_remove_books_cb);
  gtk_widget_class_install_action (widget_class, "win.restore-books", "ax",
                                   leaf_window_restore_books_cb);
  gtk_widget_class_install_action (widget_class, "win.bulk", "(sax)", leaf_window_bulk_cb);
  gtk_widget_class_install_action (widget_class, "win.toggle-book", NULL,
                                   leaf_window_toggle_book_cb);
  gtk_widget_class_install_action (widget_class, "win.toggle-covers", NULL,
                                   leaf_window_toggle_covers_cb);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, leaf_window_back_cb);
  gtk_widget_class_install_action (widget_class, "win.focus-pane", "i", leaf_window_focus_pane_cb);
  gtk_widget_class_install_action (widget_class, "win.open-library-folder", NULL,
                                   leaf_window_open_library_folder_cb);

  /* Not GPropertyActions in the window's group: those would keep the panes, and the buttons in the
   * panes would keep the group, for ever. */
  gtk_widget_class_install_property_action (widget_class, "win.show-book", "show-book");
  gtk_widget_class_install_property_action (widget_class, "win.sort", "sort");
  gtk_widget_class_install_property_action (widget_class, "win.view", "view");

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "win.new-book",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.search",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F8, 0, "win.toggle-covers", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "win.toggle-book", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_ALT_MASK,
                                leaf_window_back_key_cb, "i", GTK_TEXT_DIR_LTR);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, GDK_ALT_MASK,
                                leaf_window_back_key_cb, "i", GTK_TEXT_DIR_RTL);
  for (int pane = LEAF_PANE_SIDEBAR; pane <= LEAF_PANE_BOOK; pane++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + pane, GDK_ALT_MASK,
                                         "win.focus-pane", "i", pane);
}
