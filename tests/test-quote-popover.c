/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A quotation kept of the book goes into its review, with the page, and by one step back out of it. */

#include "config.h"

#include "leaf-books.h"
#include "leaf-document-html.h"
#include "leaf-quote-popover.h"
#include "leaf-quotes.h"
#include "leaf-test-library.h"

#include <adwaita.h>

typedef struct {
  LeafTestLibrary library;
  gint64 book;
  GtkWidget *window;
  LeafEditor *editor;
  LeafQuotePopover *popover;
} Fixture;

static const LeafQuote samples[] = {
  { .text = (char *) "I am no bird.\nNo net ensnares me.", .source = (char *) "293" },
  { .text = (char *) "Reader, I married him." },
  { .text = (char *) "Do you think I am an automaton?", .source = (char *) "Chapter 23" },
  { .text = (char *) "Ünder the moon", .note = (char *) "for the title" },
  { .text = (char *) "Five" },
  { .text = (char *) "Six" },
};

typedef struct {
  gint64 book;
  unsigned int n_quotes;
} Add;

static gboolean
add_book (LeafDb *db, gpointer data, GError **error)
{
  Add *add = data;
  g_autoptr (LeafBook) book = leaf_book_new ();

  leaf_book_set_title (book, "Jane Eyre");
  if (!leaf_books_save (db, book, error))
    return FALSE;
  add->book = leaf_book_get_id (book);
  for (unsigned int i = 0; i < add->n_quotes; i++)
    {
      LeafQuote quote = samples[i];

      quote.book = add->book;
      if (!leaf_quotes_save (db, &quote, error))
        return FALSE;
    }
  return TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer n_quotes)
{
  Add add = { 0, GPOINTER_TO_UINT (n_quotes) };
  GtkWidget *box = adw_bin_new ();

  leaf_test_library_set_up (&fixture->library, NULL);
  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, add_book, &add);
  fixture->book = add.book;
  fixture->editor = LEAF_EDITOR (leaf_editor_new ());
  adw_bin_set_child (ADW_BIN (box), GTK_WIDGET (fixture->editor));
  fixture->popover = LEAF_QUOTE_POPOVER (leaf_quote_popover_new ());
  gtk_widget_set_parent (GTK_WIDGET (fixture->popover), box);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 600, 500);
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_widget_get_mapped (GTK_WIDGET (fixture->editor)))
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gtk_widget_unparent (GTK_WIDGET (fixture->popover));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  leaf_test_library_tear_down (&fixture->library, NULL);
}

static GtkWidget *
child (Fixture *fixture, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (fixture->popover), LEAF_TYPE_QUOTE_POPOVER, name));
}

static void
choose (Fixture *fixture)
{
  leaf_quote_popover_choose (fixture->popover, fixture->editor, fixture->library.library, fixture->book);
  while (!gtk_widget_get_mapped (GTK_WIDGET (fixture->popover)))
    g_main_context_iteration (NULL, TRUE);
}

static void
write_html (Fixture *fixture, const char *html, unsigned int cursor)
{
  g_autoptr (LeafDocument) document = leaf_document_new_from_html (html, -1, NULL);

  leaf_editor_set_document (fixture->editor, document);
  leaf_editor_set_cursor (fixture->editor, cursor);
}

static void
assert_html (Fixture *fixture, const char *html)
{
  g_autofree char *written = leaf_document_to_html (leaf_editor_get_document (fixture->editor));

  g_assert_cmpstr (written, ==, html);
}

static void
insert (Fixture *fixture, int row)
{
  choose (fixture);
  g_signal_emit_by_name (gtk_list_box_get_row_at_index (GTK_LIST_BOX (child (fixture, "list")), row), "activate");
}

static void
test_insert (Fixture *fixture, gconstpointer unused)
{
  write_html (fixture, "<p></p>\n", 0);
  insert (fixture, 0);
  assert_html (fixture, "<blockquote>\n<p>I am no bird.</p>\n<p>No net ensnares me.</p>\n<cite>p. 293</cite>\n</blockquote>\n<p><br></p>\n");
  /* She writes on below it. */
  g_assert_cmpint (leaf_editor_get_active_block (fixture->editor, NULL), ==, LEAF_BLOCK_PARAGRAPH);
  leaf_editor_undo (fixture->editor);
  assert_html (fixture, "<p><br></p>\n");
  g_assert_false (leaf_editor_get_can_undo (fixture->editor));

  /* Between words, and without a page. */
  write_html (fixture, "<p>beforeafter</p>\n<p>end</p>\n", 6);
  insert (fixture, 1);
  assert_html (fixture, "<p>before</p>\n<blockquote>\n<p>Reader, I married him.</p>\n</blockquote>\n<p>after</p>\n<p>end</p>\n");
  leaf_editor_undo (fixture->editor);
  assert_html (fixture, "<p>beforeafter</p>\n<p>end</p>\n");

  /* In front of a line, and in an empty item of a list. */
  write_html (fixture, "<p>after</p>\n", 0);
  insert (fixture, 1);
  assert_html (fixture, "<blockquote>\n<p>Reader, I married him.</p>\n</blockquote>\n<p>after</p>\n");
  write_html (fixture, "<ul>\n<li></li>\n</ul>\n<p>end</p>\n", 0);
  insert (fixture, 1);
  assert_html (fixture, "<blockquote>\n<p>Reader, I married him.</p>\n</blockquote>\n<p><br></p>\n<p>end</p>\n");

  /* Behind a line that others follow. */
  write_html (fixture, "<p>before</p>\n<p>end</p>\n", 6);
  insert (fixture, 1);
  assert_html (fixture, "<p>before</p>\n<blockquote>\n<p>Reader, I married him.</p>\n</blockquote>\n<p>end</p>\n");
}

static void
test_search (Fixture *fixture, gconstpointer unused)
{
  write_html (fixture, "<p></p>\n", 0);
  choose (fixture);
  g_assert_true (gtk_widget_get_visible (child (fixture, "search")));
  gtk_editable_set_text (GTK_EDITABLE (child (fixture, "search")), "ünder");
  g_signal_emit_by_name (child (fixture, "search"), "activate");
  assert_html (fixture, "<blockquote>\n<p>Ünder the moon</p>\n</blockquote>\n<p><br></p>\n");

  /* By the place, and by what she noted. */
  write_html (fixture, "<p></p>\n", 0);
  choose (fixture);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (child (fixture, "search"))), ==, "");
  gtk_editable_set_text (GTK_EDITABLE (child (fixture, "search")), "chapter");
  g_signal_emit_by_name (child (fixture, "search"), "activate");
  assert_html (fixture, "<blockquote>\n<p>Do you think I am an automaton?</p>\n<cite>Chapter 23</cite>\n</blockquote>\n<p><br></p>\n");
}

static void
test_none (Fixture *fixture, gconstpointer unused)
{
  choose (fixture);
  g_assert_true (gtk_widget_get_mapped (child (fixture, "hint")));
  g_assert_false (gtk_widget_get_visible (child (fixture, "scroller")));
  g_assert_false (gtk_widget_get_visible (child (fixture, "search")));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/quote-popover/insert", Fixture, GUINT_TO_POINTER (2), set_up, test_insert, tear_down);
  g_test_add ("/quote-popover/search", Fixture, GUINT_TO_POINTER (6), set_up, test_search, tear_down);
  g_test_add ("/quote-popover/none", Fixture, NULL, set_up, test_none, tear_down);

  return g_test_run ();
}
