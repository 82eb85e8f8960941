/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window over an empty library, a small one and one of 10,000 books. */

#include "leaf-application.h"
#include "leaf-book-row-widget.h"
#include "leaf-editor.h"
#include "leaf-outbox-button.h"
#include "leaf-sidebar.h"
#include "leaf-state-pill.h"
#include "leaf-test-library.h"
#include "leaf-test-widget.h"
#include "leaf-window.h"

#define N_BOOKS 30
#define N_MANY 10000

typedef struct {
  LeafTestLibrary library;
  LeafWindow *window;
  LeafBrowse *browse;
} Fixture;

typedef struct {
  int n_books;
  int width;
} Case;

static unsigned int
n_items (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (leaf_browse_get_list (fixture->browse)));
}

static void
wait_for_items (Fixture *fixture, unsigned int expected)
{
  while (n_items (fixture) != expected)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_state (Fixture *fixture, LeafBrowseState expected)
{
  while (leaf_browse_get_state (fixture->browse) != expected)
    g_main_context_iteration (NULL, TRUE);
}

static gint64
book_at (Fixture *fixture, unsigned int position)
{
  return leaf_book_list_get_id (leaf_browse_get_list (fixture->browse), position);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const Case *test = data;

  leaf_test_library_set_up (&fixture->library, NULL);
  if (test->n_books > 0)
    leaf_test_fill_library (fixture->library.library, test->n_books);

  fixture->window = leaf_window_new (NULL);
  fixture->browse = leaf_window_get_browse (fixture->window);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), test->width, 700);
  gtk_window_present (GTK_WINDOW (fixture->window));
  leaf_window_set_library (fixture->window, fixture->library.library, NULL);
  wait_for_state (fixture, test->n_books > 0 ? LEAF_BROWSE_BOOKS : LEAF_BROWSE_EMPTY_LIBRARY);
  while (!gtk_widget_get_mapped (GTK_WIDGET (leaf_window_get_panes (fixture->window))))
    g_main_context_iteration (NULL, TRUE);
  leaf_test_assert_narrow (GTK_WIDGET (fixture->window));
}

static gboolean
do_nothing (LeafDb *db, gpointer data, GError **error)
{
  return TRUE;
}

/* Lets everything that was asked of the library come back. */
static void
settle (Fixture *fixture)
{
  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, do_nothing, NULL);
  leaf_test_run (fixture->library.library, LEAF_LIBRARY_READ, do_nothing, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  settle (fixture);
  g_object_ref (fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle (fixture);
  /* A frame under way still holds it for a moment; a leak would hold it until the test times out. */
  while (G_OBJECT (fixture->window)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (fixture->window);
  /* So does a query that began while the books were still changing. */
  while (G_OBJECT (fixture->library.library)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  leaf_test_library_tear_down (&fixture->library, NULL);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (n_items (fixture), ==, 0);
  g_assert_cmpint (leaf_window_get_book (fixture->window), ==, 0);
  g_assert_false (leaf_panes_get_has_book (leaf_window_get_panes (fixture->window)));
  g_assert_nonnull (leaf_test_find_widget (GTK_WIDGET (fixture->window), ADW_TYPE_STATUS_PAGE));
}

static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (n_items (fixture), ==, N_MANY);
  leaf_test_wait_for_nth_widget (GTK_WIDGET (fixture->window), GTK_TYPE_LIST_VIEW, 0);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  GtkWidget *entry =
    leaf_test_wait_for_nth_widget (GTK_WIDGET (fixture->window), GTK_TYPE_SEARCH_ENTRY, 0);
  unsigned int all = n_items (fixture);

  gtk_editable_set_text (GTK_EDITABLE (entry), "nosuchword");
  wait_for_state (fixture, LEAF_BROWSE_NOTHING_FOUND);
  g_assert_cmpint (n_items (fixture), ==, 0);

  /* A later query wins over one that may still be under way. */
  leaf_browse_set_search (fixture->browse, "other");
  leaf_browse_set_search (fixture->browse, "");
  wait_for_items (fixture, all);
  settle (fixture);
  g_assert_cmpint (n_items (fixture), ==, all);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
}

/* What was typed is found: a book is looked for by the words of its own title. */
static void
test_search_title (Fixture *fixture, gconstpointer data)
{
  g_autofree char *title = NULL;
  gint64 book = book_at (fixture, N_BOOKS / 2);
  LeafBookList *list = leaf_browse_get_list (fixture->browse);

  leaf_window_set_book (fixture->window, book);
  while (g_str_equal (gtk_window_get_title (GTK_WINDOW (fixture->window)), "Flyleaf"))
    g_main_context_iteration (NULL, TRUE);
  title = g_strdup (gtk_window_get_title (GTK_WINDOW (fixture->window)));

  leaf_browse_set_search (fixture->browse, title);
  while (leaf_book_list_get_loading (list))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (leaf_book_list_find (list, book), !=, GTK_INVALID_LIST_POSITION);
  g_assert_cmpint (n_items (fixture), <, N_BOOKS);
}

static void
test_places (Fixture *fixture, gconstpointer data)
{
  unsigned int all = n_items (fixture);

  leaf_browse_set_place (fixture->browse, LEAF_PLACE_PUBLISHED, NULL);
  wait_for_state (fixture, LEAF_BROWSE_EMPTY_PLACE);

  leaf_browse_set_place (fixture->browse, LEAF_PLACE_TO_REVIEW, NULL);
  wait_for_state (fixture, LEAF_BROWSE_BOOKS);
  g_assert_cmpint (n_items (fixture), <, all);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-all", NULL);
  wait_for_items (fixture, all);
  g_assert_cmpstr (leaf_browse_get_place_label (fixture->browse), ==, "All Books");
}

static void
test_select (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list_view =
    leaf_test_wait_for_nth_widget (GTK_WIDGET (fixture->window), GTK_TYPE_LIST_VIEW, 0);
  GtkSelectionModel *selection =
    GTK_SELECTION_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list_view)));

  gtk_selection_model_select_item (selection, 3, TRUE);
  g_assert_cmpint (leaf_window_get_book (fixture->window), ==, book_at (fixture, 3));
  g_assert_true (leaf_panes_get_has_book (leaf_window_get_panes (fixture->window)));

  /* Another order moves the row; the book stays. */
  leaf_browse_set_sort (fixture->browse, "title");
  settle (fixture);
  while (leaf_book_list_get_loading (leaf_browse_get_list (fixture->browse)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_selection_model_is_selected (
    selection, leaf_book_list_find (leaf_browse_get_list (fixture->browse), leaf_window_get_book (fixture->window))));
}

/* A book that is opened, the first one of a library too, waits for her to write. */
static void
test_open (Fixture *fixture, gconstpointer data)
{
  if (n_items (fixture) == 0)
    {
      leaf_test_fill_library (fixture->library.library, 1);
      wait_for_items (fixture, 1);
    }
  leaf_window_open_book (fixture->window, book_at (fixture, 0));
  while (!LEAF_IS_EDITOR (gtk_window_get_focus (GTK_WINDOW (fixture->window))) ||
         !gtk_text_view_get_editable (GTK_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (fixture->window)))))
    g_main_context_iteration (NULL, TRUE);
  settle (fixture);
  g_assert_true (LEAF_IS_EDITOR (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
}

/* Several stay selected when the list changes; the book beside them stays the one that was chosen alone. */
static void
test_select_several (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list_view = leaf_test_wait_for_nth_widget (GTK_WIDGET (fixture->window), GTK_TYPE_LIST_VIEW, 0);
  GtkWidget *sidebar = gtk_widget_get_ancestor (list_view, LEAF_TYPE_SIDEBAR);
  GtkActionBar *bar = GTK_ACTION_BAR (gtk_widget_get_template_child (sidebar, LEAF_TYPE_SIDEBAR, "bar"));
  GtkLabel *count = GTK_LABEL (gtk_widget_get_template_child (sidebar, LEAF_TYPE_SIDEBAR, "count"));
  GtkSelectionModel *selection = gtk_list_view_get_model (GTK_LIST_VIEW (list_view));
  g_autoptr (GtkBitset) selected = NULL;
  GtkWidget *button = leaf_test_wait_for_nth_widget (sidebar, GTK_TYPE_BUTTON, 0);
  gint64 book;

  gtk_selection_model_select_item (selection, 3, TRUE);
  book = leaf_window_get_book (fixture->window);
  g_assert_false (gtk_action_bar_get_revealed (bar));
  gtk_selection_model_select_item (selection, 1, FALSE);
  gtk_selection_model_select_item (selection, 2, FALSE);
  g_assert_cmpint (leaf_window_get_book (fixture->window), ==, book);
  g_assert_true (gtk_action_bar_get_revealed (bar));
  g_assert_cmpstr (gtk_label_get_label (count), ==, "3 selected");

  leaf_browse_set_sort (fixture->browse, "title");
  settle (fixture);
  while (leaf_book_list_get_loading (leaf_browse_get_list (fixture->browse)))
    g_main_context_iteration (NULL, TRUE);
  selected = gtk_selection_model_get_selection (selection);
  g_assert_cmpuint (gtk_bitset_get_size (selected), ==, 3);
  g_assert_cmpint (leaf_window_get_book (fixture->window), ==, book);

  for (int i = 0; g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (button)), "window-close-symbolic") != 0; i++)
    button = leaf_test_wait_for_nth_widget (GTK_WIDGET (bar), GTK_TYPE_BUTTON, i);
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (gtk_action_bar_get_revealed (bar));
  g_assert_true (gtk_selection_model_is_selected (selection, leaf_book_list_find (leaf_browse_get_list (fixture->browse), book)));
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  unsigned int all = n_items (fixture);
  gint64 ids[2] = { book_at (fixture, 0), book_at (fixture, 1) };
  gint64 third = book_at (fixture, 2);
  GVariant *target = g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids, 2, sizeof (gint64));

  g_variant_ref_sink (target);
  leaf_window_set_book (fixture->window, ids[0]);
  gtk_widget_activate_action_variant (GTK_WIDGET (fixture->window), "win.remove-books", target);
  wait_for_items (fixture, all - 2);
  g_assert_cmpint (leaf_window_get_book (fixture->window), ==, third);

  gtk_widget_activate_action_variant (GTK_WIDGET (fixture->window), "win.restore-books", target);
  wait_for_items (fixture, all);
  settle (fixture);
  g_assert_cmpint (leaf_window_get_book (fixture->window), ==, ids[0]);
  g_variant_unref (target);
}

/* The whole library, from the covers, and back. */
static void
test_remove_all (Fixture *fixture, gconstpointer data)
{
  GtkWidget *grid;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.view", "s", "covers");
  grid = leaf_test_wait_for_nth_widget (GTK_WIDGET (fixture->window), GTK_TYPE_GRID_VIEW, 0);
  /* GTK 4.8 keeps a grid that loses all its items while it has the focus. */
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  gtk_widget_activate_action (grid, "list.select-all", NULL);
  for (int nth = 0;; nth++)
    {
      GtkWidget *button =
        leaf_test_wait_for_nth_widget (GTK_WIDGET (fixture->window), GTK_TYPE_BUTTON, nth);

      if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), "Re_move from Library") == 0)
        {
          g_signal_emit_by_name (button, "clicked");
          break;
        }
    }
  wait_for_state (fixture, LEAF_BROWSE_EMPTY_LIBRARY);

  /* The toast offers to take it back. */
  for (int nth = 0;; nth++)
    {
      GtkWidget *button =
        leaf_test_wait_for_nth_widget (GTK_WIDGET (fixture->window), GTK_TYPE_BUTTON, nth);

      if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), "_Undo") == 0)
        {
          g_signal_emit_by_name (button, "clicked");
          break;
        }
    }
  wait_for_items (fixture, N_BOOKS);
}

/* The picture a button shows instead of words; that of a menu button is not on the button inside. */
static const char *
icon_of (GtkWidget *button)
{
  GtkWidget *parent = gtk_widget_get_parent (button);

  if (GTK_IS_MENU_BUTTON (parent))
    return gtk_menu_button_get_icon_name (GTK_MENU_BUTTON (parent));
  return gtk_button_get_icon_name (GTK_BUTTON (button));
}

/* What a screen reader says of a row. */
static void
test_names (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row =
    leaf_test_wait_for_nth_widget (GTK_WIDGET (fixture->window), LEAF_TYPE_BOOK_ROW_WIDGET, 0);
  LeafBookRow *book = leaf_book_row_widget_get_row (LEAF_BOOK_ROW_WIDGET (row));
  g_autofree char *words = NULL;

  while (!leaf_book_row_get_loaded (book))
    g_main_context_iteration (NULL, TRUE);
  words = leaf_book_row_widget_describe (book);
  g_assert_true (g_str_has_prefix (words, leaf_book_row_get_title (book)));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, words);

  /* And of every button without words, in all three panes. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.book-details", "x",
                              book_at (fixture, 0));
  settle (fixture);
  for (int nth = 0;; nth++)
    {
      int left = nth;
      GtkWidget *button =
        leaf_test_find_nth_widget (GTK_WIDGET (fixture->window), GTK_TYPE_BUTTON, &left);

      if (button == NULL)
        break;
      /* Those of the window manager are GTK's own. */
      if (icon_of (button) != NULL &&
          gtk_widget_get_ancestor (button, GTK_TYPE_WINDOW_CONTROLS) == NULL &&
          gtk_widget_get_ancestor (button, ADW_TYPE_ENTRY_ROW) == NULL &&
          !gtk_test_accessible_has_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL))
        g_error ("A button has no name: %s", icon_of (button));
    }
}

static void
test_covers (Fixture *fixture, gconstpointer data)
{
  GtkWidget *grid, *pill;
  GtkSelectionModel *selection;
  gint64 book = book_at (fixture, 5);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.view", "s", "covers");
  grid = leaf_test_wait_for_nth_widget (GTK_WIDGET (fixture->window), GTK_TYPE_GRID_VIEW, 0);
  pill = leaf_test_wait_for_nth_widget (grid, LEAF_TYPE_STATE_PILL, 0);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (gtk_widget_get_first_child (pill))), !=, "");
  selection = gtk_grid_view_get_model (GTK_GRID_VIEW (grid));
  gtk_selection_model_select_range (selection, 2, 3, TRUE);
  g_assert_true (gtk_selection_model_is_selected (selection, 4));

  gtk_widget_activate_action (grid, "list.activate-item", "u", 5);
  leaf_test_wait_for_nth_widget (GTK_WIDGET (fixture->window), GTK_TYPE_LIST_VIEW, 0);
  g_assert_cmpint (leaf_window_get_book (fixture->window), ==, book);
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  LeafPanes *panes = leaf_window_get_panes (fixture->window);
  GtkWidget *sidebar = leaf_test_wait_for_nth_widget (GTK_WIDGET (fixture->window), LEAF_TYPE_SIDEBAR, 0);
  GtkWidget *outbox = GTK_WIDGET (gtk_widget_get_template_child (sidebar, LEAF_TYPE_SIDEBAR, "outbox_button"));

  while (!leaf_panes_get_folded (panes))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (leaf_panes_get_pane (panes), ==, LEAF_PANE_SIDEBAR);

  /* Also with something in the outbox. */
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_template_child (outbox, LEAF_TYPE_OUTBOX_BUTTON, "number")), "12");
  gtk_widget_set_visible (outbox, TRUE);
  leaf_test_assert_narrow (GTK_WIDGET (fixture->window));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-book", "x",
                              book_at (fixture, 1));
  g_assert_cmpint (leaf_panes_get_pane (panes), ==, LEAF_PANE_REVIEW);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.toggle-book", NULL);
  g_assert_cmpint (leaf_panes_get_pane (panes), ==, LEAF_PANE_BOOK);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  g_assert_cmpint (leaf_panes_get_pane (panes), ==, LEAF_PANE_REVIEW);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  g_assert_cmpint (leaf_panes_get_pane (panes), ==, LEAF_PANE_SIDEBAR);
}

static void
test_error (void)
{
  LeafWindow *window = leaf_window_new (NULL);
  g_autoptr (GError) error = g_error_new_literal (LEAF_STORE_ERROR, LEAF_STORE_ERROR_NEWER,
                                                  "This library <was> made by a newer Flyleaf.");
  GtkWidget *page;

  gtk_window_present (GTK_WINDOW (window));
  leaf_window_show_error (window, "/somewhere/library.db", error);
  while ((page = leaf_test_find_widget (GTK_WIDGET (window), ADW_TYPE_STATUS_PAGE)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (adw_status_page_get_description (ADW_STATUS_PAGE (page)), ==,
                   "This library &lt;was&gt; made by a newer Flyleaf.");

  g_object_ref (window);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (window);
}

int
main (int argc, char **argv)
{
  static const Case empty = { 0, 1300 };
  static const Case some = { N_BOOKS, 1300 };
  static const Case some_medium = { N_BOOKS, 800 };
  static const Case some_narrow = { N_BOOKS, 360 };
  static const Case many = { N_MANY, 1300 };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, test, func) g_test_add ("/window/" path, Fixture, &test, set_up, func, tear_down)
  ADD ("empty", empty, test_empty);
  ADD ("many", many, test_many);
  ADD ("search", some, test_search);
  ADD ("search/many", many, test_search);
  ADD ("search/title", some, test_search_title);
  ADD ("places", some, test_places);
  ADD ("select", some, test_select);
  ADD ("select-several", some, test_select_several);
  ADD ("open", some, test_open);
  ADD ("open/first", empty, test_open);
  ADD ("open/narrow", some_narrow, test_open);
  ADD ("remove", some_medium, test_remove);
  ADD ("remove/all", some, test_remove_all);
  ADD ("names", some_medium, test_names);
  ADD ("covers", some, test_covers);
  ADD ("narrow", some_narrow, test_narrow);
#undef ADD
  g_test_add_func ("/window/error", test_error);

  return g_test_run ();
}
