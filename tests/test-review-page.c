/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What she types is in the library a moment later, whatever she does next. */

#include "config.h"

#include "leaf-blogs.h"
#include "leaf-book-page.h"
#include "leaf-books.h"
#include "leaf-checklist.h"
#include "leaf-db-private.h"
#include "leaf-document-html.h"
#include "leaf-editor.h"
#include "leaf-outbox-private.h"
#include "leaf-review-page.h"
#include "leaf-reviews.h"
#include "leaf-templates.h"
#include "leaf-test-library.h"
#include "leaf-test-publish.h"
#include "leaf-test-publisher.h"
#include "leaf-test-wait.h"
#include "leaf-test-widget.h"

#include <adwaita.h>

/* What is stored of a book's review. */
typedef struct {
  gint64 book;
  gint64 review;
  char *html;
  char *title;
  char *language;
  unsigned int n_revisions;
} Stored;

static void
stored_clear (Stored *stored)
{
  g_clear_pointer (&stored->html, g_free);
  g_clear_pointer (&stored->title, g_free);
  g_clear_pointer (&stored->language, g_free);
}

static gboolean
add_book (LeafDb   *db,
          gpointer  data,
          GError  **error)
{
  Stored *stored = data;
  g_autoptr (LeafBook) book = leaf_book_new ();

  leaf_book_set_title (book, "Emma");
  leaf_book_set_authors (book, (const char *const[]) { "Jane Austen", NULL });
  if (!leaf_books_save (db, book, error))
    return FALSE;
  stored->book = leaf_book_get_id (book);
  return TRUE;
}

static gboolean
read_review (LeafDb   *db,
             gpointer  data,
             GError  **error)
{
  Stored *stored = data;
  g_autoptr (LeafReview) review = NULL;
  g_autoptr (GPtrArray) revisions = NULL;

  stored_clear (stored);
  stored->review = leaf_reviews_find_for_book (db, stored->book, error);
  if (stored->review <= 0)
    return stored->review == 0;

  review = leaf_reviews_load (db, stored->review, error);
  revisions = leaf_revisions_list (db, stored->review, error);
  if (review == NULL || revisions == NULL)
    return FALSE;
  stored->html = leaf_document_to_html (leaf_review_get_document (review));
  stored->title = g_strdup (leaf_review_get_title (review));
  stored->language = g_strdup (leaf_review_get_language (review));
  stored->n_revisions = revisions->len;
  return TRUE;
}

static gboolean
remove_review (LeafDb   *db,
               gpointer  data,
               GError  **error)
{
  return leaf_reviews_remove (db, ((Stored *) data)->review, error);
}

static gboolean
restore_review (LeafDb   *db,
                gpointer  data,
                GError  **error)
{
  return leaf_reviews_restore (db, ((Stored *) data)->review, error);
}

typedef struct {
  GtkWidget *window;
  LeafReviewPage *page;
  LeafEditor *editor;
  GtkEditable *title;
  GtkRevealer *error;
  GtkLabel *saved;
} Host;

static GObject *
child_of (Host       *host,
          const char *name)
{
  GObject *child = gtk_widget_get_template_child (GTK_WIDGET (host->page), LEAF_TYPE_REVIEW_PAGE, name);

  g_assert_nonnull (child);
  return child;
}

static void
host_init (Host        *host,
           LeafLibrary *library)
{
  host->window = gtk_window_new ();
  host->page = g_object_new (LEAF_TYPE_REVIEW_PAGE, "library", library, NULL);
  gtk_window_set_default_size (GTK_WINDOW (host->window), 700, 500);
  gtk_window_set_child (GTK_WINDOW (host->window), GTK_WIDGET (host->page));
  gtk_window_present (GTK_WINDOW (host->window));
  host->editor = LEAF_EDITOR (child_of (host, "editor"));
  host->title = GTK_EDITABLE (child_of (host, "title_text"));
  host->error = GTK_REVEALER (child_of (host, "error_revealer"));
  host->saved = GTK_LABEL (child_of (host, "saved_label"));
}

static gboolean
do_nothing (LeafDb   *db,
            gpointer  data,
            GError  **error)
{
  return TRUE;
}

/* The last save holds the library until its callback ran. */
static void
host_clear (Host        *host,
            LeafLibrary *library)
{
  g_object_add_weak_pointer (G_OBJECT (host->page), (gpointer *) &host->page);
  gtk_window_destroy (GTK_WINDOW (host->window));
  leaf_test_wait_until (host->page == NULL);

  leaf_test_run (library, LEAF_LIBRARY_WRITE, do_nothing, NULL);
  leaf_test_run (library, LEAF_LIBRARY_READ, do_nothing, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
is_ready (Host *host)
{
  return gtk_text_view_get_editable (GTK_TEXT_VIEW (host->editor));
}

static void
show (Host   *host,
      gint64  book)
{
  leaf_review_page_set_book (host->page, book);
  leaf_test_wait_until (is_ready (host));
}

static void
type (Host       *host,
      const char *text)
{
  gtk_text_buffer_insert_interactive_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (host->editor)), text, -1, TRUE);
}

static gboolean
has_stored (LeafLibrary *library,
            Stored      *stored,
            const char  *html)
{
  leaf_test_run (library, LEAF_LIBRARY_READ, read_review, stored);
  return g_strcmp0 (stored->html, html) == 0;
}

static void
test_typing_is_saved (LeafTestLibrary *fixture,
                      gconstpointer    unused)
{
  Stored stored = { 0 };
  Host host;
  gint64 review;

  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, add_book, &stored);
  host_init (&host, fixture->library);
  show (&host, stored.book);
  g_assert_cmpstr (gtk_text_get_placeholder_text (GTK_TEXT (host.title)), ==, "Emma, Jane Austen: Book Review");

  /* Looking at a book begins no review. */
  leaf_test_run (fixture->library, LEAF_LIBRARY_READ, read_review, &stored);
  g_assert_cmpint (stored.review, ==, 0);

  type (&host, "Handsome");
  g_assert_cmpstr (gtk_label_get_label (host.saved), ==, "Saving…");
  leaf_test_wait_until (has_stored (fixture->library, &stored, "<p>Handsome</p>\n"));
  leaf_test_wait_until (g_str_equal (gtk_label_get_label (host.saved), "Saved"));
  g_object_get (host.page, "review", &review, NULL);
  g_assert_cmpint (review, ==, stored.review);

  type (&host, ", clever");
  leaf_test_wait_until (has_stored (fixture->library, &stored, "<p>Handsome, clever</p>\n"));
  g_assert_cmpint (review, ==, stored.review);

  host_clear (&host, fixture->library);
  stored_clear (&stored);
}

/* Without a pause there is still a save every five seconds. */
static void
test_typing_without_pause (LeafTestLibrary *fixture,
                           gconstpointer    unused)
{
  Stored stored = { 0 };
  gint64 last = 0;
  gint64 start;
  Host host;

  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, add_book, &stored);
  host_init (&host, fixture->library);
  show (&host, stored.book);

  start = g_get_monotonic_time ();
  while (stored.review == 0)
    {
      unsigned int tick = g_timeout_add (20, leaf_test_tick_cb, NULL);

      g_main_context_iteration (NULL, TRUE);
      g_source_remove (tick);
      if (g_get_monotonic_time () - last > 100 * G_TIME_SPAN_MILLISECOND)
        {
          type (&host, "x");
          last = g_get_monotonic_time ();
          leaf_test_run (fixture->library, LEAF_LIBRARY_READ, read_review, &stored);
        }
      g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_TIME_SPAN_SECOND);
    }

  host_clear (&host, fixture->library);
  stored_clear (&stored);
}

static void
test_leaving_keeps_everything (LeafTestLibrary *fixture,
                               gconstpointer    unused)
{
  Stored first = { 0 };
  Stored second = { 0 };
  Host host;

  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, add_book, &first);
  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, add_book, &second);
  host_init (&host, fixture->library);
  show (&host, first.book);
  type (&host, "one");
  show (&host, second.book);
  type (&host, "two");
  show (&host, first.book);
  leaf_test_wait_until (has_stored (fixture->library, &first, "<p>one</p>\n"));
  leaf_test_wait_until (has_stored (fixture->library, &second, "<p>two</p>\n"));
  g_assert_cmpuint (first.n_revisions, ==, 1);
  g_assert_cmpuint (second.n_revisions, ==, 1);
  g_assert_cmpuint (leaf_document_get_length (leaf_editor_get_document (host.editor)), ==, 3);
  g_assert_cmpuint (leaf_editor_get_cursor (host.editor), ==, 3);

  /* Looking again without a change keeps no other revision. */
  show (&host, second.book);
  leaf_test_run (fixture->library, LEAF_LIBRARY_READ, read_review, &first);
  g_assert_cmpuint (first.n_revisions, ==, 1);

  host_clear (&host, fixture->library);
  stored_clear (&first);
  stored_clear (&second);
}

static void
test_closing (LeafTestLibrary *fixture,
              gconstpointer    unused)
{
  Stored stored = { 0 };
  Host host;

  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, add_book, &stored);
  host_init (&host, fixture->library);
  show (&host, stored.book);
  type (&host, "the last word");
  leaf_review_page_flush (host.page);
  host_clear (&host, fixture->library);
  leaf_test_library_reopen (fixture);
  g_assert_true (has_stored (fixture->library, &stored, "<p>the last word</p>\n"));

  stored_clear (&stored);
}

/* The language of a review is kept with it, and is no reason to begin one. */
static void
test_language (LeafTestLibrary *fixture,
               gconstpointer    unused)
{
  Stored stored = { 0 };
  Host host;

  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, add_book, &stored);
  host_init (&host, fixture->library);
  show (&host, stored.book);
  leaf_editor_set_language (host.editor, "de_DE");
  type (&host, "text");
  leaf_test_wait_until (has_stored (fixture->library, &stored, "<p>text</p>\n"));
  g_assert_cmpstr (stored.language, ==, "de_DE");

  leaf_editor_set_language (host.editor, LEAF_LANGUAGE_NONE);
  leaf_test_wait_until (has_stored (fixture->library, &stored, "<p>text</p>\n") &&
              g_strcmp0 (stored.language, LEAF_LANGUAGE_NONE) == 0);

  /* She leaves at once, and comes back. */
  leaf_editor_set_language (host.editor, "en_GB");
  leaf_review_page_set_book (host.page, 0);
  g_assert_null (leaf_editor_get_language (host.editor));
  leaf_test_wait_until (has_stored (fixture->library, &stored, "<p>text</p>\n") && g_strcmp0 (stored.language, "en_GB") == 0);
  show (&host, stored.book);
  g_assert_cmpstr (leaf_editor_get_language (host.editor), ==, "en_GB");

  host_clear (&host, fixture->library);
  stored_clear (&stored);
}

static void
test_title (LeafTestLibrary *fixture,
            gconstpointer    unused)
{
  Stored stored = { 0 };
  Host host;

  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, add_book, &stored);
  host_init (&host, fixture->library);
  show (&host, stored.book);
  gtk_editable_set_text (host.title, "No bird");
  leaf_test_wait_until (has_stored (fixture->library, &stored, "<p></p>\n") ||
              (stored.title != NULL && g_str_equal (stored.title, "No bird")));
  g_assert_cmpstr (stored.title, ==, "No bird");

  type (&host, "text");
  leaf_test_wait_until (has_stored (fixture->library, &stored, "<p>text</p>\n"));
  g_assert_cmpstr (stored.title, ==, "No bird");

  gtk_editable_set_text (host.title, "");
  leaf_test_wait_until (has_stored (fixture->library, &stored, "<p>text</p>\n") && stored.title == NULL);

  host_clear (&host, fixture->library);
  stored_clear (&stored);
}

/* A save that fails says so, keeps the text and is done again. */
static void
test_failure (LeafTestLibrary *fixture,
              gconstpointer    unused)
{
  Stored stored = { 0 };
  Host host;

  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, add_book, &stored);
  host_init (&host, fixture->library);
  show (&host, stored.book);
  type (&host, "one");
  leaf_test_wait_until (has_stored (fixture->library, &stored, "<p>one</p>\n"));
  leaf_test_wait_until (g_str_equal (gtk_label_get_label (host.saved), "Saved"));

  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, remove_review, &stored);
  type (&host, " two");
  leaf_test_wait_until (gtk_revealer_get_reveal_child (host.error));
  g_assert_cmpstr (gtk_label_get_label (host.saved), ==, "Not saved");

  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, restore_review, &stored);
  g_signal_emit_by_name (child_of (&host, "retry_button"), "clicked");
  leaf_test_wait_until (has_stored (fixture->library, &stored, "<p>one two</p>\n"));
  leaf_test_wait_until (!gtk_revealer_get_reveal_child (host.error));

  /* By itself, too, even when she has gone on to another book. */
  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, remove_review, &stored);
  type (&host, " three");
  leaf_test_wait_until (gtk_revealer_get_reveal_child (host.error));
  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, restore_review, &stored);
  leaf_review_page_set_book (host.page, 0);
  leaf_test_wait_until (has_stored (fixture->library, &stored, "<p>one two three</p>\n"));
  leaf_test_wait_until (!gtk_revealer_get_reveal_child (host.error));

  host_clear (&host, fixture->library);
  stored_clear (&stored);
}

/* A page with a blog to publish to, and a review that is stored. */
typedef struct {
  Host host;
  Stored stored;
  LeafTestBlog *remote;
  LeafOutbox *outbox;
  GtkWidget *button;
  GtkLabel *sentence;
} PublishHost;

static void
publish_host_init (PublishHost     *self,
                   LeafTestLibrary *fixture)
{
  g_autoptr (LeafBlog) blog = leaf_blog_new ();

  leaf_blog_set_system (blog, LEAF_BLOG_SYSTEM_WORDPRESS);
  leaf_blog_set_name (blog, "Ann");
  leaf_blog_set_address (blog, "https://blog.example/");
  leaf_blog_set_user (blog, "ann");
  leaf_test_save_blog (fixture->library, blog);
  self->remote = leaf_test_blog_new ();
  self->outbox = leaf_outbox_new (fixture->library);
  leaf_outbox_set_connect (self->outbox, leaf_test_blog_connect, self->remote);

  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, add_book, &self->stored);
  host_init (&self->host, fixture->library);
  g_object_set (self->host.page, "outbox", self->outbox, NULL);
  self->button = GTK_WIDGET (child_of (&self->host, "publish_button"));
  self->sentence = GTK_LABEL (child_of (&self->host, "error_label"));
  show (&self->host, self->stored.book);
  type (&self->host, "Handsome");
  leaf_test_wait_until (g_str_equal (gtk_label_get_label (self->host.saved), "Saved"));
}

static void
publish_host_clear (PublishHost     *self,
                    LeafTestLibrary *fixture)
{
  host_clear (&self->host, fixture->library);
  leaf_test_release_outbox (&self->outbox);
  leaf_test_blog_free (self->remote);
  stored_clear (&self->stored);
}

static gboolean
is_waiting (PublishHost *self)
{
  gboolean waiting;

  g_object_get (self->button, "waiting", &waiting, NULL);
  return waiting;
}

/* The blogs are read in the other thread: until then the button would open the preferences. */
static void
press_publish (PublishHost *self,
               LeafLibrary *library)
{
  leaf_test_run (library, LEAF_LIBRARY_READ, do_nothing, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  gtk_widget_activate_action (self->button, "publish.now", NULL);
}

/* There is no cover yet; she publishes all the same. */
static gboolean
is_published (PublishHost *self)
{
  GtkWidget *checklist = leaf_test_find_window (LEAF_TYPE_CHECKLIST);

  if (checklist != NULL)
    g_signal_emit_by_name (gtk_widget_get_template_child (checklist, LEAF_TYPE_CHECKLIST, "publish_button"), "clicked");

  return leaf_test_blog_count_posts (self->remote) == 1;
}

static gboolean
fill_disk (LeafDb   *db,
           gpointer  table,
           GError  **error)
{
  g_autofree char *sql = g_strdup_printf ("CREATE TEMP TRIGGER no_room BEFORE UPDATE ON main.%s"
                                          " BEGIN SELECT RAISE (ABORT, 'disk full'); END",
                                          (const char *) table);

  return leaf_db_run (db, sql, error);
}

static gboolean
empty_disk (LeafDb   *db,
            gpointer  data,
            GError  **error)
{
  return leaf_db_run (db, "DROP TRIGGER temp.no_room", error);
}

/* Pressed before the pause after which the text is saved by itself. */
static void
test_publish_saves_first (LeafTestLibrary *fixture,
                          gconstpointer    unused)
{
  PublishHost self = { 0 };

  publish_host_init (&self, fixture);
  type (&self.host, ", clever");
  press_publish (&self, fixture->library);
  leaf_test_wait_until (is_published (&self));
  g_assert_true (leaf_test_blog_shows (self.remote, "Handsome, clever"));
  g_assert_false (gtk_revealer_get_reveal_child (self.host.error));

  publish_host_clear (&self, fixture);
}

static void
test_publish_waits_for_text (LeafTestLibrary *fixture,
                             gconstpointer    unused)
{
  PublishHost self = { 0 };

  publish_host_init (&self, fixture);
  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, fill_disk, (gpointer) "review_texts");
  type (&self.host, ", rich");
  press_publish (&self, fixture->library);
  leaf_test_wait_until (g_str_has_prefix (gtk_label_get_label (self.sentence), "Nothing is published until"));
  leaf_test_wait_until (gtk_revealer_get_reveal_child (self.host.error));
  g_assert_true (is_waiting (&self));

  /* She gives it up, and asks once more. */
  gtk_widget_activate_action (self.button, "publish.cancel", NULL);
  leaf_test_wait_until (!is_waiting (&self));
  leaf_test_wait_until (g_str_has_prefix (gtk_label_get_label (self.sentence), "The review of “Emma” is not saved"));
  press_publish (&self, fixture->library);
  g_assert_true (is_waiting (&self));
  g_assert_cmpuint (leaf_test_blog_count_calls (self.remote, "connect"), ==, 0);
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library), ==, 0);

  /* Once more it was in vain: what is under way is not tried again. */
  leaf_test_wait_until (g_str_equal (gtk_label_get_label (self.host.saved), "Not saved"));
  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, empty_disk, NULL);
  g_signal_emit_by_name (child_of (&self.host, "retry_button"), "clicked");
  leaf_test_wait_until (is_published (&self));
  g_assert_true (leaf_test_blog_shows (self.remote, "Handsome, rich"));
  leaf_test_wait_until (!gtk_revealer_get_reveal_child (self.host.error));

  publish_host_clear (&self, fixture);
}

/* The book is on the post, too. */
static void
test_publish_waits_for_book (LeafTestLibrary *fixture,
                             gconstpointer    unused)
{
  PublishHost self = { 0 };
  GtkWidget *book_page = leaf_book_page_new ();
  GtkEditable *publisher;

  publish_host_init (&self, fixture);
  g_object_ref_sink (book_page);
  g_object_set (book_page, "library", fixture->library, NULL);
  leaf_book_page_set_book (LEAF_BOOK_PAGE (book_page), self.stored.book);
  publisher = GTK_EDITABLE (gtk_widget_get_template_child (book_page, LEAF_TYPE_BOOK_PAGE, "publisher_row"));
  leaf_test_wait_until (g_str_equal (gtk_editable_get_text (
    GTK_EDITABLE (gtk_widget_get_template_child (book_page, LEAF_TYPE_BOOK_PAGE, "title_row"))), "Emma"));

  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, fill_disk, (gpointer) "books");
  gtk_editable_set_text (publisher, "John Murray");
  press_publish (&self, fixture->library);
  leaf_test_wait_until (gtk_revealer_get_reveal_child (self.host.error));
  g_assert_true (g_str_has_prefix (gtk_label_get_label (self.sentence), "Nothing is published until"));
  g_assert_cmpuint (leaf_test_blog_count_calls (self.remote, "connect"), ==, 0);

  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, empty_disk, NULL);
  g_signal_emit_by_name (child_of (&self.host, "retry_button"), "clicked");
  leaf_test_wait_until (is_published (&self));
  g_assert_true (leaf_test_blog_shows (self.remote, "John Murray"));

  g_object_run_dispose (G_OBJECT (book_page));
  g_object_unref (book_page);
  publish_host_clear (&self, fixture);
}

static gboolean
write_elsewhere (LeafDb   *db,
                 gpointer  data,
                 GError  **error)
{
  Stored *stored = data;

  stored->review = leaf_reviews_ensure_for_book (db, stored->book, error);
  return stored->review > 0 &&
         leaf_reviews_save_document (db, stored->review, "<p>Written elsewhere</p>\n", "Written elsewhere", error);
}

static gboolean
shows (Host       *host,
       const char *html)
{
  g_autofree char *shown = leaf_document_to_html (leaf_editor_get_document (host->editor));

  return g_str_equal (shown, html);
}

/* A verb writes the review while the window shows it: what she types next goes on with that text. */
static void
test_written_elsewhere (LeafTestLibrary *fixture,
                        gconstpointer    unused)
{
  g_autoptr (LeafLibrary) other = NULL;
  g_autoptr (GError) error = NULL;
  Stored stored = { 0 };
  Host host;

  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, add_book, &stored);
  leaf_library_watch (fixture->library);
  host_init (&host, fixture->library);
  show (&host, stored.book);
  type (&host, "Handsome");
  leaf_test_wait_until (has_stored (fixture->library, &stored, "<p>Handsome</p>\n"));
  leaf_test_wait_until (g_str_equal (gtk_label_get_label (host.saved), "Saved"));

  other = leaf_library_open (fixture->path, &error);
  g_assert_no_error (error);
  leaf_test_run (other, LEAF_LIBRARY_WRITE, write_elsewhere, &stored);
  leaf_test_wait_until (shows (&host, "<p>Written elsewhere</p>\n"));
  type (&host, ", too");
  leaf_test_wait_until (has_stored (fixture->library, &stored, "<p>Written , tooelsewhere</p>\n"));

  leaf_library_close (other);
  host_clear (&host, fixture->library);
  stored_clear (&stored);
}

/* The height that the menu wants of a part of it: "main" or the label of a submenu. */
static int
measure_menu (GtkPopover *menu,
              const char *part)
{
  int natural;

  g_object_set (menu, "visible-submenu", part, NULL);
  leaf_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (menu)));
  gtk_widget_measure (GTK_WIDGET (menu), GTK_ORIENTATION_VERTICAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* In the smallest window nothing of the menu is out of sight, and nothing needs scrolling. */
static void
test_menu_fits (LeafTestLibrary *fixture,
                gconstpointer    unused)
{
  static const char *const parts[] = { "main", "Form_at", "Ins_ert", "Te_mplate", "_View", "Spe_lling" };
  Stored stored = { 0 };
  GtkMenuButton *more;
  Host host;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, add_book, &stored);
  host_init (&host, fixture->library);
  gtk_window_set_default_size (GTK_WINDOW (host.window), 360, 720);
  show (&host, stored.book);
  leaf_test_wait_until (gtk_widget_get_width (GTK_WIDGET (host.page)) == 360);
  g_assert_false (gtk_widget_get_child_visible (GTK_WIDGET (child_of (&host, "undo_tools"))));

  more = GTK_MENU_BUTTON (child_of (&host, "more_button"));
  gtk_menu_button_popup (more);
  for (unsigned int i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      int height = measure_menu (gtk_menu_button_get_popover (more), parts[i]);

      g_test_message ("%s: %d", parts[i], height);
      /* What is left below the header and the toolbar. */
      g_assert_cmpint (height, >, 60);
      g_assert_cmpint (height, <=, 720 - 2 * 48);
    }

  host_clear (&host, fixture->library);
  stored_clear (&stored);
}

static gboolean
set_template (LeafDb   *db,
              gpointer  data,
              GError  **error)
{
  g_autoptr (LeafTemplate) template = leaf_template_new ("Usual", "<p>About {title}.</p>", 0);
  g_autoptr (LeafBlog) blog = leaf_blog_new ();
  g_autofree char *id = NULL;

  if (!leaf_templates_save (db, template, error))
    return FALSE;
  id = g_strdup_printf ("%" G_GINT64_FORMAT, template->id);
  leaf_blog_set_system (blog, LEAF_BLOG_SYSTEM_WORDPRESS);
  leaf_blog_set_name (blog, "A Blog");
  leaf_blog_set_address (blog, "https://blog.example/");
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_TEMPLATE, id);
  return leaf_blogs_save (db, blog, error);
}

/* As the book pane does. */
static gboolean
rate (LeafDb   *db,
      gpointer  data,
      GError  **error)
{
  gint64 id = leaf_reviews_ensure_for_book (db, ((Stored *) data)->book, error);
  g_autoptr (LeafReview) review = id != 0 ? leaf_reviews_load (db, id, error) : NULL;

  if (review == NULL)
    return FALSE;
  leaf_review_set_rating (review, 8);
  return leaf_reviews_save (db, review, error);
}

/* What her blog wants is there to go on from; a look begins no review, and what begins one keeps the text she saw. */
static void
test_template (LeafTestLibrary *fixture,
               gconstpointer    unused)
{
  Stored typed = { 0 }, titled = { 0 }, rated = { 0 };
  Host host;

  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, set_template, NULL);
  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, add_book, &typed);
  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, add_book, &titled);
  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, add_book, &rated);
  host_init (&host, fixture->library);
  show (&host, typed.book);
  g_assert_true (shows (&host, "<p>About Emma.</p>\n"));
  show (&host, titled.book);
  g_assert_true (shows (&host, "<p>About Emma.</p>\n"));
  leaf_test_run (fixture->library, LEAF_LIBRARY_READ, read_review, &typed);
  g_assert_cmpint (typed.review, ==, 0);

  gtk_editable_set_text (host.title, "Hers");
  leaf_test_wait_until (has_stored (fixture->library, &titled, "<p>About Emma.</p>\n"));
  g_assert_cmpstr (titled.title, ==, "Hers");

  show (&host, typed.book);
  type (&host, "Hm. ");
  leaf_test_wait_until (has_stored (fixture->library, &typed, "<p>Hm. About Emma.</p>\n"));

  show (&host, rated.book);
  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, rate, &rated);
  leaf_test_wait_until (has_stored (fixture->library, &rated, "<p>About Emma.</p>\n"));

  host_clear (&host, fixture->library);
  stored_clear (&typed);
  stored_clear (&titled);
  stored_clear (&rated);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  leaf_test_add_library ("/review-page/typing-is-saved", test_typing_is_saved);
  leaf_test_add_library ("/review-page/typing-without-pause", test_typing_without_pause);
  leaf_test_add_library ("/review-page/leaving-keeps-everything", test_leaving_keeps_everything);
  leaf_test_add_library ("/review-page/closing", test_closing);
  leaf_test_add_library ("/review-page/title", test_title);
  leaf_test_add_library ("/review-page/language", test_language);
  leaf_test_add_library ("/review-page/failure", test_failure);
  leaf_test_add_library ("/review-page/written-elsewhere", test_written_elsewhere);
  leaf_test_add_library ("/review-page/template", test_template);
  leaf_test_add_library ("/review-page/menu-fits", test_menu_fits);
  leaf_test_add_library ("/review-page/publish/saves-first", test_publish_saves_first);
  leaf_test_add_library ("/review-page/publish/waits-for-text", test_publish_waits_for_text);
  leaf_test_add_library ("/review-page/publish/waits-for-book", test_publish_waits_for_book);

  return g_test_run ();
}
