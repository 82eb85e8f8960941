/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is in the form belongs to one book, however slow the disk is when she goes on to the next. */

#include "config.h"

#include "leaf-book-page.h"
#include "leaf-books.h"
#include "leaf-db-private.h"
#include "leaf-saves.h"
#include "leaf-test-library.h"

#include <adwaita.h>

typedef struct {
  LeafTestLibrary library;
  gint64 books[2];
  GtkWindow *window;
  LeafBookPage *page;
  GtkEditable *title;
} Fixture;

typedef struct {
  gint64 id;
  char *title;
  char *publisher;
} Named;

static gboolean
add_func (LeafDb *db, gpointer data, GError **error)
{
  Named *named = data;
  g_autoptr (LeafBook) book = leaf_book_new ();

  leaf_book_set_title (book, named->title);
  if (!leaf_books_save (db, book, error))
    return FALSE;

  named->id = leaf_book_get_id (book);
  return TRUE;
}

static gboolean
read_func (LeafDb *db, gpointer data, GError **error)
{
  Named *named = data;
  g_autoptr (LeafBook) book = leaf_books_load (db, named->id, error);

  if (book == NULL)
    return FALSE;

  named->title = g_strdup (leaf_book_get_title (book));
  named->publisher = g_strdup (leaf_book_get_publisher (book));
  return TRUE;
}

static char *
read_title (Fixture *fixture, gint64 id)
{
  Named named = { .id = id };

  leaf_test_run (fixture->library.library, LEAF_LIBRARY_READ, read_func, &named);
  g_free (named.publisher);
  return named.title;
}

/* A disk that makes everybody wait. */
static gboolean
hold_func (LeafDb *db, gpointer data, GError **error)
{
  while (!g_atomic_int_get ((int *) data))
    g_thread_yield ();

  return TRUE;
}

static void
wait_for_text (GtkEditable *editable, const char *text)
{
  while (!g_str_equal (gtk_editable_get_text (editable), text))
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  static const char *const titles[] = { "Emma", "Villette" };

  leaf_test_library_set_up (&fixture->library, NULL);
  for (unsigned int i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      Named named = { .title = (char *) titles[i] };

      leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, add_func, &named);
      fixture->books[i] = named.id;
    }

  fixture->page = LEAF_BOOK_PAGE (leaf_book_page_new ());
  g_object_set (fixture->page, "library", fixture->library.library, NULL);
  fixture->title = GTK_EDITABLE (gtk_widget_get_template_child (GTK_WIDGET (fixture->page), LEAF_TYPE_BOOK_PAGE, "title_row"));
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->page));
  gtk_window_present (fixture->window);
  leaf_book_page_set_book (fixture->page, fixture->books[0]);
  wait_for_text (fixture->title, "Emma");
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gtk_window_destroy (fixture->window);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  leaf_test_library_tear_down (&fixture->library, NULL);
}

/* She types in the title, goes on without leaving the row, and types on before the next book is there. */
static void
test_next_book (Fixture *fixture, gconstpointer unused)
{
  int go_on = 0;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  gtk_widget_grab_focus (GTK_WIDGET (fixture->title));
  leaf_library_run_async (fixture->library.library, LEAF_LIBRARY_WRITE, hold_func, &go_on, NULL, NULL, NULL, NULL);
  gtk_editable_set_text (fixture->title, "Emma, a Novel");
  leaf_book_page_set_book (fixture->page, fixture->books[1]);
  gtk_editable_set_text (fixture->title, "Emma, a Novel in");
  wait_for_text (fixture->title, "Villette");
  leaf_book_page_flush (fixture->page);
  g_atomic_int_set (&go_on, 1);

  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, hold_func, &go_on);
  first = read_title (fixture, fixture->books[0]);
  second = read_title (fixture, fixture->books[1]);
  g_assert_cmpstr (first, ==, "Emma, a Novel");
  g_assert_cmpstr (second, ==, "Villette");
}

/* A library that does not take one title. */
static gboolean
refuse_func (LeafDb *db, gpointer data, GError **error)
{
  return leaf_db_run (db,
                      "CREATE TRIGGER refuse BEFORE UPDATE ON books WHEN new.title = 'Emm'"
                      " BEGIN SELECT raise (ABORT, 'no'); END",
                      error);
}

static gboolean
allow_func (LeafDb *db, gpointer data, GError **error)
{
  return leaf_db_run (db, "DROP TRIGGER refuse", error);
}

/* A save that fails while a newer one is on its way is tried again without what that one has. */
static void
test_failed_save (Fixture *fixture, gconstpointer unused)
{
  LeafSaves *saves = leaf_saves_get (fixture->library.library);
  GtkEditable *publisher = GTK_EDITABLE (gtk_widget_get_template_child (GTK_WIDGET (fixture->page), LEAF_TYPE_BOOK_PAGE, "publisher_row"));
  int go_on = 0;
  Named book = { .id = fixture->books[0] };
  g_autofree char *title = NULL;

  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, refuse_func, NULL);
  leaf_library_run_async (fixture->library.library, LEAF_LIBRARY_WRITE, hold_func, &go_on, NULL, NULL, NULL, NULL);
  gtk_editable_set_text (fixture->title, "Emm");
  gtk_editable_set_text (publisher, "John Murray");
  leaf_book_page_flush (fixture->page);
  gtk_editable_set_text (fixture->title, "Emma!");
  leaf_book_page_flush (fixture->page);
  g_atomic_int_set (&go_on, 1);
  while (leaf_saves_get_state (saves) != LEAF_SAVES_FAILED)
    g_main_context_iteration (NULL, TRUE);

  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, allow_func, NULL);
  leaf_book_page_flush (fixture->page);
  while (leaf_saves_get_state (saves) != LEAF_SAVES_DONE)
    g_main_context_iteration (NULL, TRUE);

  leaf_test_run (fixture->library.library, LEAF_LIBRARY_READ, read_func, &book);
  title = book.title;
  g_assert_cmpstr (title, ==, "Emma!");
  g_assert_cmpstr (book.publisher, ==, "John Murray");
  g_free (book.publisher);
}

/* The answer of the library comes when the page has gone. */
static void
test_gone (Fixture *fixture, gconstpointer unused)
{
  GtkWindow *other = GTK_WINDOW (gtk_window_new ());
  GtkWidget *page = leaf_book_page_new ();

  g_object_set (page, "library", fixture->library.library, NULL);
  gtk_window_set_child (other, page);
  leaf_book_page_set_book (LEAF_BOOK_PAGE (page), fixture->books[0]);
  /* Behind the page's own: when this is done, that one's answer waits for the main loop. */
  g_free (read_title (fixture, fixture->books[0]));
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gtk_window_destroy (other);
  while (page != NULL)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/book-page/next-book", Fixture, NULL, set_up, test_next_book, tear_down);
  g_test_add ("/book-page/failed-save", Fixture, NULL, set_up, test_failed_save, tear_down);
  g_test_add ("/book-page/gone", Fixture, NULL, set_up, test_gone, tear_down);

  return g_test_run ();
}
