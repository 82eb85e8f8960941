/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nothing she wrote is forgotten: undo survives going to another review, the program opens where she was, earlier
 * versions come back, and what another program wrote meanwhile is kept. */

#include "config.h"

#include "leaf-books.h"
#include "leaf-comparison-view.h"
#include "leaf-db-private.h"
#include "leaf-document-html.h"
#include "leaf-history-window.h"
#include "leaf-narrow-box.h"
#include "leaf-review-page-private.h"
#include "leaf-review-session-private.h"
#include "leaf-reviews.h"
#include "leaf-test-library.h"
#include "leaf-test-wait.h"
#include "leaf-test-widget.h"
#include "leaf-version-row.h"

#include <glib/gstdio.h>

typedef struct {
  GtkWidget *window;
  LeafReviewPage *page;
  LeafLibrary *library;
} Host;

/* What is stored of a book's review. */
typedef struct {
  gint64 book;
  const char *write; /* to be written into it */
  char *html;
  GPtrArray *revisions;
} Stored;

static gboolean
add_book_cb (LeafDb *db, gpointer data, GError **error)
{
  g_autoptr (LeafBook) book = leaf_book_new ();

  leaf_book_set_title (book, "Emma");
  if (!leaf_books_save (db, book, error))
    return FALSE;
  *(gint64 *) data = leaf_book_get_id (book);
  return TRUE;
}

static gint64
add_book (LeafLibrary *library)
{
  gint64 book;

  leaf_test_run (library, LEAF_LIBRARY_WRITE, add_book_cb, &book);
  return book;
}

static gboolean
write_cb (LeafDb *db, gpointer data, GError **error)
{
  const Stored *stored = data;
  gint64 review = leaf_reviews_ensure_for_book (db, stored->book, error);

  return review > 0 && leaf_reviews_save_document (db, review, stored->write, stored->write, error);
}

/* As the verbs do, in another process. */
static void
write_elsewhere (LeafTestLibrary *fixture, gint64 book, const char *html)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafLibrary) other = leaf_library_open (fixture->path, &error);
  Stored stored = { book, html, NULL, NULL };

  g_assert_no_error (error);
  leaf_test_run (other, LEAF_LIBRARY_WRITE, write_cb, &stored);
  leaf_library_close (other);
}

static gboolean
read_cb (LeafDb *db, gpointer data, GError **error)
{
  Stored *stored = data;
  gint64 review = leaf_reviews_find_for_book (db, stored->book, error);

  g_clear_pointer (&stored->html, g_free);
  g_clear_pointer (&stored->revisions, g_ptr_array_unref);
  if (review <= 0)
    return review == 0;
  stored->html = leaf_reviews_load_html (db, review, error);
  stored->revisions = leaf_revisions_list (db, review, error);
  return stored->html != NULL && stored->revisions != NULL;
}

static void
stored_clear (Stored *stored)
{
  g_clear_pointer (&stored->html, g_free);
  g_clear_pointer (&stored->revisions, g_ptr_array_unref);
}

static gboolean
has_stored (Host *host, Stored *stored, const char *html)
{
  leaf_test_run (host->library, LEAF_LIBRARY_READ, read_cb, stored);
  return g_strcmp0 (stored->html, html) == 0;
}

static unsigned int
count_revisions (Host *host, Stored *stored)
{
  leaf_test_run (host->library, LEAF_LIBRARY_READ, read_cb, stored);
  return stored->revisions != NULL ? stored->revisions->len : 0;
}

static const LeafRevision *
revision_at (Stored *stored, unsigned int index)
{
  g_assert_cmpuint (index, <, stored->revisions->len);
  return g_ptr_array_index (stored->revisions, index);
}

static void
host_init (Host *host, LeafLibrary *library)
{
  GtkWidget *toasts = adw_toast_overlay_new ();

  host->library = library;
  host->window = gtk_window_new ();
  host->page = g_object_new (LEAF_TYPE_REVIEW_PAGE, "library", library, NULL);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), GTK_WIDGET (host->page));
  gtk_window_set_default_size (GTK_WINDOW (host->window), 700, 500);
  gtk_window_set_child (GTK_WINDOW (host->window), toasts);
  gtk_window_present (GTK_WINDOW (host->window));
}

static gboolean
do_nothing_cb (LeafDb *db, gpointer data, GError **error)
{
  return TRUE;
}

/* The last save holds the library until its callback ran. */
static void
host_clear (Host *host)
{
  g_object_add_weak_pointer (G_OBJECT (host->page), (gpointer *) &host->page);
  gtk_window_destroy (GTK_WINDOW (host->window));
  leaf_test_wait_until (host->page == NULL);
  leaf_test_run (host->library, LEAF_LIBRARY_WRITE, do_nothing_cb, NULL);
  leaf_test_run (host->library, LEAF_LIBRARY_READ, do_nothing_cb, NULL);
  leaf_test_wait_until (G_OBJECT (host->library)->ref_count == 1);
}

static gboolean
is_ready (Host *host)
{
  return gtk_text_view_get_editable (GTK_TEXT_VIEW (host->page->editor));
}

static void
show (Host *host, gint64 book)
{
  leaf_review_page_set_book (host->page, book);
  leaf_test_wait_until (is_ready (host));
}

static void
type (Host *host, const char *text)
{
  gtk_text_buffer_insert_interactive_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (host->page->editor)), text, -1, TRUE);
}

static void
assert_shows (Host *host, const char *html)
{
  g_autofree char *shown = leaf_document_to_html (leaf_editor_get_document (host->page->editor));

  g_assert_cmpstr (shown, ==, html);
}

static void
test_undo_after_going_away (LeafTestLibrary *fixture, gconstpointer unused)
{
  gint64 first = add_book (fixture->library);
  gint64 second = add_book (fixture->library);
  Stored stored = { .book = first };
  Host host;

  host_init (&host, fixture->library);
  show (&host, first);
  type (&host, "one");
  leaf_editor_set_cursor (host.page->editor, 0);
  leaf_editor_toggle_mark (host.page->editor, LEAF_MARK_BOLD);
  type (&host, "two ");
  leaf_editor_set_cursor (host.page->editor, 2);
  leaf_test_wait_until (has_stored (&host, &stored, "<p><strong>two </strong>one</p>\n"));

  show (&host, second);
  g_assert_false (leaf_editor_get_can_undo (host.page->editor));
  type (&host, "other");
  show (&host, first);
  assert_shows (&host, "<p><strong>two </strong>one</p>\n");
  g_assert_cmpuint (leaf_editor_get_cursor (host.page->editor), ==, 2);
  leaf_editor_undo (host.page->editor);
  assert_shows (&host, "<p>one</p>\n");
  leaf_editor_undo (host.page->editor);
  assert_shows (&host, "<p><br></p>\n");
  leaf_editor_redo (host.page->editor);
  leaf_test_wait_until (has_stored (&host, &stored, "<p>one</p>\n"));

  /* And what was undone there can be done again. */
  show (&host, second);
  show (&host, first);
  leaf_editor_redo (host.page->editor);
  assert_shows (&host, "<p><strong>two </strong>one</p>\n");

  /* Not when the text is another by now. */
  leaf_test_wait_until (has_stored (&host, &stored, "<p><strong>two </strong>one</p>\n"));
  show (&host, second);
  leaf_test_wait_until (host.page->leaving->len == 0);
  write_elsewhere (fixture, first, "<p>Else</p>\n");
  show (&host, first);
  assert_shows (&host, "<p>Else</p>\n");
  g_assert_false (leaf_editor_get_can_undo (host.page->editor));

  host_clear (&host);
  stored_clear (&stored);
}

static void
place_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  LeafLastPlace *place = data;

  *place = leaf_last_place_load_finish (result);
  place->place.top |= 1u << 31; /* it was called */
}

static LeafLastPlace
load_place (const char *library)
{
  LeafLastPlace place = { 0 };

  leaf_last_place_load_async (library, NULL, place_cb, &place);
  while (!(place.place.top & (1u << 31)))
    g_main_context_iteration (NULL, TRUE);
  place.place.top &= ~(1u << 31);
  return place;
}

static void
test_last_place (LeafTestLibrary *fixture, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "flyleaf", "last-place", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 book = add_book (fixture->library);
  LeafLastPlace place;
  Host host;

  g_assert_cmpint (load_place (fixture->path).book, ==, 0);

  for (int i = 0; i < 300; i++)
    g_string_append_printf (text, "<p>Line %d</p>\n", 100 + i);
  write_elsewhere (fixture, book, text->str);
  host_init (&host, fixture->library);
  show (&host, book);
  gtk_widget_grab_focus (GTK_WIDGET (host.page->editor));
  leaf_editor_set_place (host.page->editor, &(LeafEditorPlace) { 2000, 1995, 1800 });
  leaf_test_wait_until ((place = load_place (fixture->path)).place.top == 1800);
  g_assert_cmpint (place.book, ==, book);
  g_assert_cmpuint (place.place.cursor, ==, 2000);
  g_assert_cmpuint (place.place.bound, ==, 1995);
  g_assert_true (place.writing);
  g_assert_cmpint (load_place ("/another.db").book, ==, 0);
  host_clear (&host);

  /* The next program. */
  host_init (&host, fixture->library);
  leaf_review_page_set_place (host.page, &place);
  leaf_test_wait_until (is_ready (&host));
  leaf_test_wait_until (gtk_widget_is_focus (GTK_WIDGET (host.page->editor)));
  leaf_test_wait_until (({ leaf_editor_get_place (host.page->editor, &place.place); place.place.top == 1800; }));
  g_assert_cmpuint (place.place.cursor, ==, 2000);
  g_assert_cmpuint (place.place.bound, ==, 1995);
  host_clear (&host);

  /* A text that has become shorter, and files that are none. */
  write_elsewhere (fixture, book, "<p>Short</p>\n");
  host_init (&host, fixture->library);
  place.place.cursor = G_MAXINT;
  leaf_review_page_set_place (host.page, &place);
  leaf_test_wait_until (is_ready (&host));
  g_assert_cmpuint (leaf_editor_get_cursor (host.page->editor), ==, 5);
  host_clear (&host);
  g_assert_true (g_file_set_contents (path, "[Place\nBook=1", -1, NULL));
  g_assert_cmpint (load_place (fixture->path).book, ==, 0);
  g_assert_true (g_file_set_contents (path, "", -1, NULL));
  g_assert_cmpint (load_place (fixture->path).book, ==, 0);
  g_string_printf (text, "[Place]\nLibrary=%s\nBook=-4\nCursor=99999999999999999999\n", fixture->path);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  g_assert_cmpint (load_place (fixture->path).book, ==, 0);
  g_unlink (path);
}

static gboolean
has_toast (Host *host)
{
  GType type = g_type_from_name ("AdwToastWidget");

  return type != G_TYPE_INVALID && leaf_test_find_widget (host->window, type) != NULL;
}

/* Hers wins, and the other's is not lost. */
static void
test_other_is_kept (LeafTestLibrary *fixture, gconstpointer unused)
{
  Stored stored = { .book = add_book (fixture->library) };
  Host host;

  leaf_library_watch (fixture->library);
  host_init (&host, fixture->library);
  show (&host, stored.book);
  type (&host, "Hand");
  leaf_test_wait_until (has_stored (&host, &stored, "<p>Hand</p>\n"));
  g_assert_cmpuint (stored.revisions->len, ==, 0);

  type (&host, "some");
  write_elsewhere (fixture, stored.book, "<p>Pretty</p>\n");
  leaf_test_wait_until (has_stored (&host, &stored, "<p>Handsome</p>\n"));
  g_assert_cmpuint (stored.revisions->len, ==, 1);
  g_assert_cmpstr (revision_at (&stored, 0)->reason, ==, LEAF_REVISION_OTHER);
  g_assert_cmpstr (revision_at (&stored, 0)->html, ==, "<p>Pretty</p>\n");
  assert_shows (&host, "<p>Handsome</p>\n");
  leaf_test_wait_until (has_toast (&host));

  /* Her own saves are no other program. */
  type (&host, ", clever");
  leaf_test_wait_until (has_stored (&host, &stored, "<p>Handsome, clever</p>\n"));
  g_assert_cmpuint (stored.revisions->len, ==, 1);

  host_clear (&host);
  stored_clear (&stored);
}

static gboolean
refuse_cb (LeafDb *db, gpointer data, GError **error)
{
  return leaf_db_run (db,
                      "CREATE TEMP TRIGGER refuse BEFORE INSERT ON main.revisions WHEN new.reason = 'session'"
                      " BEGIN SELECT raise (ABORT, 'no'); END",
                      error);
}

static gboolean
allow_cb (LeafDb *db, gpointer data, GError **error)
{
  return leaf_db_run (db, "DROP TRIGGER temp.refuse", error);
}

/* A save that was taken back is not known as stored: the next one must not take what is there for the
 * text of another program. */
static void
test_failed_save (LeafTestLibrary *fixture, gconstpointer unused)
{
  Stored stored = { .book = add_book (fixture->library) };
  Host host;

  host_init (&host, fixture->library);
  show (&host, stored.book);
  type (&host, "one");
  leaf_test_wait_until (has_stored (&host, &stored, "<p>one</p>\n"));

  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, refuse_cb, NULL);
  type (&host, " two");
  leaf_review_page_set_book (host.page, 0);
  leaf_review_page_set_book (host.page, stored.book);
  type (&host, " three");
  leaf_review_page_flush (host.page);
  leaf_test_wait_until (has_stored (&host, &stored, "<p>one two three</p>\n"));
  g_assert_cmpuint (count_revisions (&host, &stored), ==, 0);

  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, allow_cb, NULL);
  host_clear (&host);
  stored_clear (&stored);
}

/* Sessions of work: leaving the review, closing the window, a long rest. */
static void
test_sessions_of_work (LeafTestLibrary *fixture, gconstpointer unused)
{
  Stored stored = { .book = add_book (fixture->library) };
  Host host;

  host_init (&host, fixture->library);
  show (&host, stored.book);
  type (&host, "one");
  leaf_review_page_set_book (host.page, 0);
  leaf_test_wait_until (count_revisions (&host, &stored) == 1);

  show (&host, stored.book);
  leaf_review_session_set_rest_time (host.page->session, 50);
  type (&host, "two");
  leaf_test_wait_until (count_revisions (&host, &stored) == 2);
  g_assert_cmpstr (revision_at (&stored, 0)->html, ==, "<p>onetwo</p>\n");

  type (&host, "three");
  leaf_review_session_set_rest_time (host.page->session, 100000);
  host_clear (&host);
  leaf_test_wait_until (count_revisions (&host, &stored) == 3);
  g_assert_cmpstr (revision_at (&stored, 0)->html, ==, "<p>onetwothree</p>\n");
  g_assert_cmpstr (revision_at (&stored, 0)->reason, ==, LEAF_REVISION_SESSION);
  stored_clear (&stored);
}

static LeafHistoryWindow *
find_history (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (unsigned int i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (LEAF_IS_HISTORY_WINDOW (window) && gtk_widget_get_mapped (window))
        return LEAF_HISTORY_WINDOW (window);
    }
  return NULL;
}

static GtkWidget *
part_of (LeafHistoryWindow *history, const char *name)
{
  GObject *part = gtk_widget_get_template_child (GTK_WIDGET (history), LEAF_TYPE_HISTORY_WINDOW, name);

  g_assert_nonnull (part);
  return GTK_WIDGET (part);
}

static void
test_bring_back (LeafTestLibrary *fixture, gconstpointer unused)
{
  Stored stored = { .book = add_book (fixture->library) };
  LeafHistoryWindow *history;
  GtkListBox *list;
  Host host;

  host_init (&host, fixture->library);
  show (&host, stored.book);
  type (&host, "The first version");
  leaf_review_page_set_book (host.page, 0);
  leaf_test_wait_until (count_revisions (&host, &stored) == 1);
  show (&host, stored.book);
  leaf_editor_set_cursor (host.page->editor, 3);
  type (&host, " very");
  leaf_review_page_set_book (host.page, 0);
  leaf_test_wait_until (count_revisions (&host, &stored) == 2);
  show (&host, stored.book);
  type (&host, " best");

  /* There is none before she has been told that the review is stored. */
  leaf_test_wait_until (leaf_review_session_get_review (host.page->session) != 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (host.page), "review.history", NULL));
  leaf_test_wait_until ((history = find_history ()) != NULL);
  list = GTK_LIST_BOX (part_of (history, "list"));
  leaf_test_wait_until (gtk_list_box_get_row_at_index (list, 1) != NULL);
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 1));
  leaf_test_wait_until (gtk_widget_get_sensitive (part_of (history, "bring_back_button")));
  leaf_test_wait_until (leaf_test_find_widget (part_of (history, "comparison"), GTK_TYPE_LABEL) != NULL);
  leaf_test_assert_narrow (GTK_WIDGET (history));

  g_signal_emit_by_name (part_of (history, "bring_back_button"), "clicked");
  assert_shows (&host, "<p>The first version</p>\n");
  leaf_test_wait_until (find_history () == NULL);
  leaf_editor_undo (host.page->editor);
  assert_shows (&host, "<p>The very best first version</p>\n");
  leaf_editor_redo (host.page->editor);
  leaf_test_wait_until (has_stored (&host, &stored, "<p>The first version</p>\n"));
  g_assert_cmpuint (stored.revisions->len, ==, 3);
  g_assert_cmpstr (revision_at (&stored, 0)->reason, ==, LEAF_REVISION_REPLACED);
  g_assert_cmpstr (revision_at (&stored, 0)->html, ==, "<p>The very best first version</p>\n");

  host_clear (&host);
  stored_clear (&stored);
}

/* Side by side where there is room, else one below the other. */
static void
test_narrow (void)
{
  const int widths[] = { 360, 900 };

  for (unsigned int i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      GtkWidget *window = gtk_window_new ();
      GtkWidget *second = gtk_label_new ("Second");
      GtkWidget *box = g_object_new (LEAF_TYPE_NARROW_BOX, "first", gtk_label_new ("First"), "second", second, NULL);
      double x, y;

      gtk_window_set_default_size (GTK_WINDOW (window), widths[i], 500);
      gtk_window_set_child (GTK_WINDOW (window), box);
      gtk_window_present (GTK_WINDOW (window));
      leaf_test_wait_until (gtk_widget_get_width (second) > 0);
      g_assert_true (leaf_narrow_box_get_narrow (LEAF_NARROW_BOX (box)) == (widths[i] == 360));
      g_assert_true (gtk_widget_translate_coordinates (second, box, 0, 0, &x, &y));
      g_assert_true ((x > 0) == (widths[i] == 900));
      g_assert_true ((y > 0) == (widths[i] == 360));
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

/* Of many reviews only some are kept in memory; where she was is known of all. */
static void
test_bounds (void)
{
  g_autoptr (LeafParkedReviews) parked = leaf_parked_reviews_new ();
  LeafEditor *editor = LEAF_EDITOR (g_object_ref_sink (leaf_editor_new ()));
  g_autoptr (LeafDocument) document = leaf_document_new ();
  g_autoptr (LeafDocument) other = leaf_document_new ();
  LeafEditorPlace place = { 1, 2, 3 };

  leaf_document_append_text (document, "Emma", -1, NULL);
  for (gint64 book = 1; book <= 100; book++)
    {
      leaf_editor_set_document (editor, document);
      leaf_parked_reviews_put (parked, book, leaf_editor_take_state (editor));
      leaf_parked_reviews_set_place (parked, book, &place);
    }
  g_assert_null (leaf_parked_reviews_take (parked, 1, document));
  leaf_editor_put_state (editor, leaf_parked_reviews_take (parked, 99, document));
  g_assert_null (leaf_parked_reviews_take (parked, 99, document));
  g_assert_true (leaf_parked_reviews_get_place (parked, 1, &place));
  g_assert_false (leaf_parked_reviews_get_place (parked, 101, &place));

  /* Of another text, what can be undone is forgotten for good. */
  g_assert_null (leaf_parked_reviews_take (parked, 98, other));
  g_assert_null (leaf_parked_reviews_take (parked, 98, document));

  g_assert_finalize_object (editor);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/review-history/bounds", test_bounds);
  g_test_add_func ("/review-history/narrow", test_narrow);
  leaf_test_add_library ("/review-history/undo-after-going-away", test_undo_after_going_away);
  leaf_test_add_library ("/review-history/last-place", test_last_place);
  leaf_test_add_library ("/review-history/other-is-kept", test_other_is_kept);
  leaf_test_add_library ("/review-history/failed-save", test_failed_save);
  leaf_test_add_library ("/review-history/sessions-of-work", test_sessions_of_work);
  leaf_test_add_library ("/review-history/bring-back", test_bring_back);

  return g_test_run ();
}
