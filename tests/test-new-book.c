/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The dialog that adds a book. */

#include "leaf-books.h"
#include "leaf-new-book-dialog.h"
#include "leaf-test-library.h"
#include "leaf-test-widget.h"

#define ISBN "9780141439587"

typedef struct {
  LeafTestLibrary library;
  GtkWindow *dialog;
  gint64 added;
} Fixture;

enum {
  ROW_TITLE,
  ROW_AUTHORS,
  ROW_ISBN,
};

static void
added_cb (Fixture *fixture, gint64 book)
{
  fixture->added = book;
}

static void
open_dialog (Fixture *fixture)
{
  fixture->added = 0;
  fixture->dialog = leaf_new_book_dialog_new (NULL, fixture->library.library);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  g_signal_connect_swapped (fixture->dialog, "added", G_CALLBACK (added_cb), fixture);
  gtk_window_present (fixture->dialog);
  leaf_test_assert_narrow (GTK_WIDGET (fixture->dialog));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  leaf_test_library_set_up (&fixture->library, NULL);
  open_dialog (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->dialog != NULL)
    gtk_window_destroy (fixture->dialog);
  while (fixture->dialog != NULL)
    g_main_context_iteration (NULL, TRUE);
  leaf_test_library_tear_down (&fixture->library, NULL);
}

static void
fill (Fixture *fixture, int row, const char *text)
{
  GtkWidget *entry =
    leaf_test_wait_for_nth_widget (GTK_WIDGET (fixture->dialog), ADW_TYPE_ENTRY_ROW, row);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
press_add (Fixture *fixture)
{
  gtk_widget_activate_default (GTK_WIDGET (fixture->dialog));
}

static GtkWidget *
find_button (Fixture *fixture, const char *label)
{
  for (int nth = 0;; nth++)
    {
      int left = nth;
      GtkWidget *button =
        leaf_test_find_nth_widget (GTK_WIDGET (fixture->dialog), GTK_TYPE_BUTTON, &left);

      g_assert_nonnull (button);
      if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
        return button;
    }
}

static const char *
note (Fixture *fixture)
{
  GtkWidget *label = NULL;

  for (int nth = 0;; nth++)
    {
      int left = nth;

      label = leaf_test_find_nth_widget (GTK_WIDGET (fixture->dialog), GTK_TYPE_LABEL, &left);
      if (label == NULL)
        return NULL;
      if (gtk_widget_has_css_class (label, "error"))
        return gtk_label_get_label (GTK_LABEL (label));
    }
}

static gboolean
load (LeafDb *db, gpointer data, GError **error)
{
  LeafBook **book = data;

  *book = leaf_books_load (db, leaf_book_get_id (*book), error);
  return *book != NULL;
}

static LeafBook *
load_book (Fixture *fixture, gint64 id)
{
  g_autoptr (LeafBook) wanted = leaf_book_new ();
  LeafBook *book = wanted;

  leaf_book_set_id (wanted, id);
  leaf_test_run (fixture->library.library, LEAF_LIBRARY_READ, load, &book);
  return book;
}

static void
test_add (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LeafBook) book = NULL;
  g_auto (GStrv) authors = NULL;

  /* She can type at once. */
  while (gtk_window_get_focus (fixture->dialog) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (gtk_widget_get_ancestor (gtk_window_get_focus (fixture->dialog),
                                             ADW_TYPE_ENTRY_ROW));

  fill (fixture, ROW_TITLE, "  Emma ");
  fill (fixture, ROW_AUTHORS, "Jane Austen, Another & A Third");
  fill (fixture, ROW_ISBN, "0-14-143958-0");
  press_add (fixture);
  while (fixture->added == 0)
    g_main_context_iteration (NULL, TRUE);

  book = load_book (fixture, fixture->added);
  authors = leaf_book_dup_authors (book);
  g_assert_cmpstr (leaf_book_get_title (book), ==, "Emma");
  g_assert_cmpstrv (authors, ((const char *[]) { "Jane Austen", "Another", "A Third", NULL }));
  g_assert_cmpstr (leaf_book_get_isbn (book), ==, ISBN);
}

static void
test_without_title (Fixture *fixture, gconstpointer data)
{
  fill (fixture, ROW_TITLE, "   ");
  fill (fixture, ROW_AUTHORS, "Jane Austen");
  g_assert_false (gtk_widget_is_sensitive (find_button (fixture, "_Add")));

  fill (fixture, ROW_TITLE, "Emma");
  g_assert_true (gtk_widget_is_sensitive (find_button (fixture, "_Add")));
}

static void
test_wrong_isbn (Fixture *fixture, gconstpointer data)
{
  fill (fixture, ROW_TITLE, "Emma");
  fill (fixture, ROW_ISBN, "9780141439588");
  g_assert_null (note (fixture));
  press_add (fixture);
  while (note (fixture) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (fixture->added, ==, 0);

  /* Corrected, it goes. */
  fill (fixture, ROW_ISBN, ISBN);
  press_add (fixture);
  while (fixture->added == 0)
    g_main_context_iteration (NULL, TRUE);
}

/* The same ISBN is the same book: she is shown the one she has. */
static void
test_twice (Fixture *fixture, gconstpointer data)
{
  gint64 first;

  fill (fixture, ROW_TITLE, "Emma");
  fill (fixture, ROW_ISBN, ISBN);
  press_add (fixture);
  while (fixture->dialog != NULL)
    g_main_context_iteration (NULL, TRUE);
  first = fixture->added;
  g_assert_cmpint (first, >, 0);

  open_dialog (fixture);
  fill (fixture, ROW_TITLE, "Emma again");
  fill (fixture, ROW_ISBN, ISBN);
  press_add (fixture);
  while (note (fixture) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (fixture->added, ==, 0);

  g_signal_emit_by_name (find_button (fixture, "_Show This Book"), "clicked");
  g_assert_cmpint (fixture->added, ==, first);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, func) g_test_add ("/new-book/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("add", test_add);
  ADD ("without-title", test_without_title);
  ADD ("wrong-isbn", test_wrong_isbn);
  ADD ("twice", test_twice);
#undef ADD

  return g_test_run ();
}
