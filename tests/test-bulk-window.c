/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-books.h"
#include "leaf-bulk-window.h"
#include "leaf-outbox-private.h"
#include "leaf-test-library.h"
#include "leaf-test-publish.h"
#include "leaf-test-publisher.h"
#include "leaf-test-wait.h"
#include "leaf-ui.h"

typedef struct {
  LeafTestLibrary library;
  LeafTestBlog *remote;
  LeafOutbox *outbox;
  gint64 books[3]; /* two with a review, one without */
  GtkWindow *window;
} Fixture;

static gboolean
save_book_func (LeafDb *db, gpointer data, GError **error)
{
  g_autoptr (LeafBook) book = leaf_book_new ();
  gint64 *id = data;

  leaf_book_set_title (book, "Unwritten");
  if (!leaf_books_save (db, book, error))
    return FALSE;
  *id = leaf_book_get_id (book);
  return TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LeafBlog) blog = leaf_blog_new ();

  leaf_test_library_set_up (&fixture->library, NULL);
  leaf_blog_set_system (blog, LEAF_BLOG_SYSTEM_WORDPRESS);
  leaf_blog_set_name (blog, "Pages & Tea");
  leaf_blog_set_address (blog, "https://blog.example/");
  leaf_blog_set_user (blog, "ann");
  leaf_test_save_blog (fixture->library.library, blog);
  for (int i = 0; i < 2; i++)
    fixture->books[i] = leaf_test_save_review (fixture->library.library);
  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, save_book_func, &fixture->books[2]);
  fixture->remote = leaf_test_blog_new ();
  fixture->outbox = leaf_outbox_new (fixture->library.library);
  leaf_outbox_set_connect (fixture->outbox, leaf_test_blog_connect, fixture->remote);
  leaf_outbox_set_patience (fixture->outbox, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gtk_window_destroy (fixture->window);
  leaf_test_release_outbox (&fixture->outbox);
  leaf_test_blog_free (fixture->remote);
  leaf_test_library_tear_down (&fixture->library, NULL);
}

static gpointer
child_of (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->window), LEAF_TYPE_BULK_WINDOW, name);
}

static gboolean
says (Fixture *fixture, const char *words)
{
  return strstr (gtk_label_get_label (child_of (fixture, "summary")), words) != NULL;
}

static void
show (Fixture *fixture, LeafBulkTask task)
{
  fixture->window = leaf_bulk_window_new (NULL, fixture->library.library, fixture->outbox, task, 0, fixture->books, 3);
  gtk_window_present (fixture->window);
  leaf_test_wait_until (*gtk_label_get_label (child_of (fixture, "summary")) != '\0');
}

/* Those that can be served are; the one that cannot is counted before. */
static void
test_publish (Fixture *fixture, gconstpointer unused)
{
  show (fixture, LEAF_BULK_PUBLISH);
  g_assert_cmpstr (gtk_label_get_label (child_of (fixture, "summary")), ==, "2 reviews are ready. 1 is left out.");
  g_assert_cmpstr (gtk_button_get_label (child_of (fixture, "start_button")), ==, "Publish (2)");
  g_signal_emit_by_name (child_of (fixture, "start_button"), "clicked");
  leaf_test_wait_until (says (fixture, "2 posts are done."));
  g_assert_cmpuint (leaf_test_blog_count_posts (fixture->remote), ==, 2);
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 0);
  g_assert_true (gtk_widget_get_visible (child_of (fixture, "close_button")));
}

/* One that fails does not hold back the rest. */
static void
test_failed (Fixture *fixture, gconstpointer unused)
{
  leaf_test_blog_fail (fixture->remote, "send", 1, LEAF_PUBLISH_ERROR_REFUSED, 0, FALSE);
  show (fixture, LEAF_BULK_PUBLISH);
  g_signal_emit_by_name (child_of (fixture, "start_button"), "clicked");
  leaf_test_wait_until (says (fixture, "1 post is done. 1 did not go through"));
  g_assert_cmpuint (leaf_test_blog_count_posts (fixture->remote), ==, 1);
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 1);
}

/* Stopping empties the outbox of what was not begun. */
static void
test_stop (Fixture *fixture, gconstpointer unused)
{
  leaf_test_blog_hold (fixture->remote);
  show (fixture, LEAF_BULK_PUBLISH);
  g_signal_emit_by_name (child_of (fixture, "start_button"), "clicked");
  leaf_test_wait_until (leaf_test_blog_count_calls (fixture->remote, "send") == 1);
  g_signal_emit_by_name (child_of (fixture, "stop_button"), "clicked");
  leaf_test_wait_until (says (fixture, "0 posts are done.") || says (fixture, "1 post is done."));
  /* Taking a job out does not keep her waiting. */
  leaf_test_wait_until (leaf_test_count_open_jobs (fixture->library.library) <= 1);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "send"), ==, 1);
}

static void
test_none (Fixture *fixture, gconstpointer unused)
{
  show (fixture, LEAF_BULK_TAKE_DOWN);
  g_assert_cmpstr (gtk_label_get_label (child_of (fixture, "summary")), ==, "None of these reviews is ready for that.");
  g_assert_false (gtk_widget_get_sensitive (child_of (fixture, "start_button")));
}

static void
add (const char *name, void (*func) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, NULL, set_up, func, tear_down);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  leaf_ui_ensure ();
  adw_init ();

  add ("/bulk-window/publish", test_publish);
  add ("/bulk-window/failed", test_failed);
  add ("/bulk-window/stop", test_stop);
  add ("/bulk-window/none", test_none);

  return g_test_run ();
}
