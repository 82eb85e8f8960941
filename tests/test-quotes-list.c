/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A quotation she keeps is in the library, with its page and her note, whatever she does next. */

#include "config.h"

#include "leaf-books.h"
#include "leaf-db-private.h"
#include "leaf-quote-row.h"
#include "leaf-quotes-list.h"
#include "leaf-saves.h"
#include "leaf-test-library.h"
#include "leaf-test-wait.h"

typedef struct {
  LeafTestLibrary library;
  gint64 books[2];
  GtkWidget *window;
  GtkWidget *overlay;
  LeafQuotesList *list;
} Fixture;

typedef struct {
  gint64 book;
  char *words; /* "text (source) [note]; " of each */
} Kept;

static gboolean
add_books (LeafDb *db, gpointer data, GError **error)
{
  gint64 *ids = data;

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (LeafBook) book = leaf_book_new ();

      leaf_book_set_title (book, "Emma");
      if (!leaf_books_save (db, book, error))
        return FALSE;
      ids[i] = leaf_book_get_id (book);
    }

  return TRUE;
}

static gboolean
read_quotes (LeafDb *db, gpointer data, GError **error)
{
  Kept *kept = data;
  g_autoptr (GPtrArray) quotes = leaf_quotes_list (db, kept->book, error);
  GString *words = g_string_new (NULL);

  g_assert_nonnull (quotes);
  for (unsigned int i = 0; i < quotes->len; i++)
    {
      const LeafQuote *quote = g_ptr_array_index (quotes, i);

      g_string_append_printf (words, "%s (%s) [%s]; ", quote->text, quote->source != NULL ? quote->source : "",
                              quote->note != NULL ? quote->note : "");
    }
  g_free (kept->words);
  kept->words = g_string_free (words, FALSE);
  return TRUE;
}

static gboolean
add_quote (LeafDb *db, gpointer data, GError **error)
{
  return leaf_quotes_save (db, data, error);
}

static gboolean
fill_disk (LeafDb *db, gpointer data, GError **error)
{
  return leaf_db_run (db, "CREATE TEMP TRIGGER no_room BEFORE INSERT ON main.quotes"
                          " BEGIN SELECT RAISE (ABORT, 'disk full'); END", error);
}

static gboolean
empty_disk (LeafDb *db, gpointer data, GError **error)
{
  return leaf_db_run (db, "DROP TRIGGER temp.no_room", error);
}

static gboolean
has_kept (Fixture *fixture, unsigned int book, const char *words)
{
  Kept kept = { fixture->books[book], NULL };
  gboolean same;

  leaf_test_run (fixture->library.library, LEAF_LIBRARY_READ, read_quotes, &kept);
  same = g_str_equal (kept.words, words);
  g_free (kept.words);
  return same;
}

static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static unsigned int
count_rows (Fixture *fixture)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  collect (GTK_WIDGET (fixture->list), LEAF_TYPE_QUOTE_ROW, rows);
  return rows->len;
}

static GtkWidget *
get_row (Fixture *fixture, unsigned int index)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  collect (GTK_WIDGET (fixture->list), LEAF_TYPE_QUOTE_ROW, rows);
  g_assert_cmpuint (index, <, rows->len);
  return g_ptr_array_index (rows, index);
}

static GtkWidget *
part (GtkWidget *row, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (row, LEAF_TYPE_QUOTE_ROW, name));
}

static void
press_add (Fixture *fixture)
{
  g_signal_emit_by_name (gtk_widget_get_template_child (GTK_WIDGET (fixture->list), LEAF_TYPE_QUOTES_LIST, "add_button"),
                         "clicked");
}

/* To the next thing; a window without a focus looks for one by itself. */
static void
leave (Fixture *fixture)
{
  gtk_widget_grab_focus (GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (fixture->list), LEAF_TYPE_QUOTES_LIST,
                                                                    "add_button")));
}

static void
write_text (GtkWidget *row, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (part (row, "text"))), text, -1);
}

static gboolean
press_undo (Fixture *fixture)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  collect (fixture->overlay, GTK_TYPE_BUTTON, buttons);
  for (unsigned int i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_button_get_label (g_ptr_array_index (buttons, i)), "_Undo") == 0)
      {
        g_signal_emit_by_name (g_ptr_array_index (buttons, i), "clicked");
        return TRUE;
      }

  return FALSE;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  leaf_test_library_set_up (&fixture->library, NULL);
  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, add_books, fixture->books);
  fixture->list = g_object_new (LEAF_TYPE_QUOTES_LIST, "library", fixture->library.library, NULL);
  fixture->overlay = adw_toast_overlay_new ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (fixture->overlay), GTK_WIDGET (fixture->list));
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 480, 800);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->overlay);
  gtk_window_present (GTK_WINDOW (fixture->window));
  leaf_test_wait_until (gtk_window_is_active (GTK_WINDOW (fixture->window)));
  leaf_quotes_list_set_book (fixture->list, fixture->books[0]);
}

static gboolean
do_nothing (LeafDb *db, gpointer data, GError **error)
{
  return TRUE;
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->list), (gpointer *) &fixture->list);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  leaf_test_wait_until (fixture->list == NULL);
  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, do_nothing, NULL);
  leaf_test_run (fixture->library.library, LEAF_LIBRARY_READ, do_nothing, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  leaf_test_library_tear_down (&fixture->library, NULL);
}

static void
test_add (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *row;

  press_add (fixture);
  row = get_row (fixture, 0);
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  g_assert_true (gtk_widget_has_focus (part (row, "text")));

  write_text (row, "Tom & <Jerry>\nsaid");
  gtk_editable_set_text (GTK_EDITABLE (part (row, "source_row")), "p. 3 & 4");
  leaf_test_wait_until (has_kept (fixture, 0, "Tom & <Jerry>\nsaid (p. 3 & 4) []; "));
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "Tom & <Jerry> said");
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), ==, "p. 3 & 4");

  /* The same one, not another. */
  gtk_editable_set_text (GTK_EDITABLE (part (row, "note_row")), "why");
  leaf_test_wait_until (has_kept (fixture, 0, "Tom & <Jerry>\nsaid (p. 3 & 4) [why]; "));
  g_assert_cmpuint (count_rows (fixture), ==, 1);

  /* She comes back. */
  leaf_quotes_list_set_book (fixture->list, fixture->books[1]);
  g_assert_cmpuint (count_rows (fixture), ==, 0);
  leaf_quotes_list_set_book (fixture->list, fixture->books[0]);
  leaf_test_wait_until (count_rows (fixture) == 1);
}

static gboolean
is_in_sight (GtkWidget *widget, GtkWidget *scroller)
{
  graphene_rect_t bounds;

  return gtk_widget_get_height (widget) > 0 && gtk_widget_compute_bounds (widget, scroller, &bounds) &&
         bounds.origin.y >= 0 && bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (scroller);
}

/* The list is the last thing of a page that is higher than the window. */
static void
test_add_below (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *row;

  gtk_widget_set_size_request (space, -1, 1500);
  g_object_ref (fixture->list);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (fixture->overlay), scroller);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), page);
  gtk_box_append (GTK_BOX (page), space);
  gtk_box_append (GTK_BOX (page), GTK_WIDGET (fixture->list));
  g_object_unref (fixture->list);
  leaf_test_wait_until (gtk_widget_get_height (page) >= 1500);

  press_add (fixture);
  row = get_row (fixture, 0);
  leaf_test_wait_until (is_in_sight (part (row, "text"), scroller));
  leaf_test_wait_until (is_in_sight (part (row, "note_row"), scroller));
}

static void
test_remove (Fixture *fixture, gconstpointer unused)
{
  LeafQuote first = { .book = fixture->books[0], .text = (char *) "One" };
  LeafQuote second = { .book = fixture->books[0], .text = (char *) "Two" };

  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, add_quote, &first);
  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, add_quote, &second);
  leaf_test_wait_until (count_rows (fixture) == 2);

  /* What was typed a moment before comes back, too, and to its place. */
  write_text (get_row (fixture, 0), "One more");
  g_signal_emit_by_name (part (get_row (fixture, 0), "remove_button"), "clicked");
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  leaf_test_wait_until (has_kept (fixture, 0, "Two () []; "));
  leaf_test_wait_until (press_undo (fixture));
  leaf_test_wait_until (has_kept (fixture, 0, "One more () []; Two () []; "));
  leaf_test_wait_until (count_rows (fixture) == 2);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (get_row (fixture, 0))), ==, "One more");
}

static void
test_empty (Fixture *fixture, gconstpointer unused)
{
  press_add (fixture);
  leave (fixture);
  leaf_test_wait_until (count_rows (fixture) == 0);

  press_add (fixture);
  write_text (get_row (fixture, 0), "Kept");
  leaf_test_wait_until (has_kept (fixture, 0, "Kept () []; "));
  write_text (get_row (fixture, 0), "  ");
  leave (fixture);
  leaf_test_wait_until (count_rows (fixture) == 0);
  leaf_test_wait_until (press_undo (fixture));
  leaf_test_wait_until (has_kept (fixture, 0, "Kept () []; ") && count_rows (fixture) == 1);
}

/* A save that fails is told, and done again: also when she has gone on to another book. */
static void
test_failure (Fixture *fixture, gconstpointer unused)
{
  LeafSaves *saves = leaf_saves_get (fixture->library.library);

  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, fill_disk, NULL);
  press_add (fixture);
  write_text (get_row (fixture, 0), "Lost?");
  g_assert_cmpint (leaf_saves_get_state (saves), ==, LEAF_SAVES_PENDING);
  leaf_test_wait_until (leaf_saves_get_state (saves) == LEAF_SAVES_FAILED);
  leaf_quotes_list_set_book (fixture->list, fixture->books[1]);
  leaf_test_wait_until (leaf_saves_get_state (saves) == LEAF_SAVES_FAILED);

  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, empty_disk, NULL);
  g_signal_emit_by_name (saves, "flush");
  leaf_test_wait_until (leaf_saves_get_state (saves) == LEAF_SAVES_DONE);
  g_assert_true (has_kept (fixture, 0, "Lost? () []; "));
  g_assert_true (has_kept (fixture, 1, ""));
}

static gboolean
type_cb (gpointer data)
{
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (data)), "a", 1);
  return G_SOURCE_CONTINUE;
}

static gboolean
has_kept_something (Fixture *fixture)
{
  return !has_kept (fixture, 0, "");
}

/* It does not wait for her to rest. */
static void
test_typing (Fixture *fixture, gconstpointer unused)
{
  unsigned int source;

  press_add (fixture);
  source = g_timeout_add (50, type_cb, part (get_row (fixture, 0), "text"));
  leaf_test_wait_until (has_kept_something (fixture));
  g_source_remove (source);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/quotes-list/add", Fixture, NULL, set_up, test_add, tear_down);
  g_test_add ("/quotes-list/typing", Fixture, NULL, set_up, test_typing, tear_down);
  g_test_add ("/quotes-list/add-below", Fixture, NULL, set_up, test_add_below, tear_down);
  g_test_add ("/quotes-list/remove", Fixture, NULL, set_up, test_remove, tear_down);
  g_test_add ("/quotes-list/empty", Fixture, NULL, set_up, test_empty, tear_down);
  g_test_add ("/quotes-list/failure", Fixture, NULL, set_up, test_failure, tear_down);

  return g_test_run ();
}
