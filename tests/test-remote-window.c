/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Her text and the blog's side by side, with the keyboard alone, and where it ends up. */

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-remote-view.h"
#include "leaf-remote-window.h"
#include "leaf-review-page-private.h"
#include "leaf-reviews.h"
#include "leaf-test-document.h"
#include "leaf-test-outbox.h"
#include "leaf-test-publish.h"
#include "leaf-test-wait.h"
#include "leaf-test-widget.h"
#include "leaf-window.h"

#define MINE \
  "<h2>What works</h2><p>The voices of all the six narrators.</p><p>The middle of the book is long.</p>" \
  "<p>I guessed wrong three times.</p><p>Read it by a fire.</p>"
#define THEIRS \
  "<h2>What works</h2><p>The voices of all the five narrators.</p><p>The middle of the book is boring.</p>" \
  "<p>I guessed wrong three times.</p><p>Read it by a <em>warm</em> fire.</p>"

typedef struct {
  LeafTestOutbox base;
  GtkWindow *window;
  LeafWindow *main; /* where she writes, if she does */
  gboolean resolved;
  gboolean publish;
} Fixture;

typedef struct {
  gint64 review;
  const char *html;
  LeafReview *loaded;
} Text;

static gboolean
save_text_func (LeafDb *db, gpointer data, GError **error)
{
  Text *text = data;

  return leaf_reviews_save_document (db, text->review, text->html, text->html, error);
}

static gboolean
load_text_func (LeafDb *db, gpointer data, GError **error)
{
  Text *text = data;

  text->loaded = leaf_reviews_load (db, text->review, error);
  return text->loaded != NULL;
}

static void
write_text (Fixture *fixture, const char *html)
{
  Text text = { .review = fixture->base.review, .html = html };

  leaf_test_run (fixture->base.library.library, LEAF_LIBRARY_WRITE, save_text_func, &text);
}

static void
assert_text (Fixture *fixture, const char *html)
{
  Text text = { .review = fixture->base.review };
  g_autoptr (LeafDocument) expected = leaf_document_new_from_html (html, -1, NULL);

  leaf_test_run (fixture->base.library.library, LEAF_LIBRARY_READ, load_text_func, &text);
  leaf_test_assert_same_document (leaf_review_get_document (text.loaded), expected);
  g_object_unref (text.loaded);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  leaf_test_outbox_set_up (&fixture->base, NULL);
  write_text (fixture, "<h2>What works</h2><p>The voices of all the five narrators.</p><p>The middle of the book is endless.</p>"
                       "<p>I guessed wrong three times.</p><p>Read it by a fire.</p>");
  leaf_test_publish (fixture->base.outbox, fixture->base.review, fixture->base.blog);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  if (fixture->window != NULL)
    gtk_window_destroy (fixture->window);
  if (fixture->main != NULL)
    {
      g_object_add_weak_pointer (G_OBJECT (fixture->main), (gpointer *) &fixture->main);
      gtk_window_destroy (GTK_WINDOW (fixture->main));
      leaf_test_wait_until (fixture->main == NULL);
    }
  leaf_test_drain ();
  leaf_test_outbox_tear_down (&fixture->base, NULL);
}

static void
resolved_cb (LeafRemoteWindow *window, gboolean publish, Fixture *fixture)
{
  fixture->resolved = TRUE;
  fixture->publish = publish;
}

static GtkWidget *
find (Fixture *fixture, GType type, int nth)
{
  return leaf_test_wait_for_nth_widget (GTK_WIDGET (fixture->window), type, nth);
}

static void
open_window (Fixture *fixture)
{
  fixture->window = leaf_remote_window_present (fixture->main != NULL ? GTK_WINDOW (fixture->main) : NULL, fixture->base.library.library,
                                                fixture->base.outbox, fixture->base.review, fixture->base.blog);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  g_signal_connect (fixture->window, "resolved", G_CALLBACK (resolved_cb), fixture);
  find (fixture, LEAF_TYPE_REMOTE_VIEW, 0);
  leaf_test_assert_narrow (GTK_WIDGET (fixture->window));
}

static void
make_clash (Fixture *fixture)
{
  leaf_test_blog_edit (fixture->base.remote, "The middle of the book is endless.", "The middle of the book is boring.");
  leaf_test_blog_edit (fixture->base.remote, "Read it by a fire.", "Read it by a <em>warm</em> fire.");
  write_text (fixture, MINE);
}

static GtkButton *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return GTK_BUTTON (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkButton *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
push (Fixture *fixture, const char *label)
{
  GtkButton *button = find_button (GTK_WIDGET (fixture->window), label);

  g_assert_nonnull (button);
  leaf_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (button)));
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (button)));
  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (button)));
  g_assert_true (gtk_widget_activate (GTK_WIDGET (button)));
}

static void
press (Fixture *fixture, const char *label)
{
  push (fixture, label);
  leaf_test_wait_until (fixture->resolved && fixture->window == NULL);
}

/* Nothing is chosen for her: Merge waits until she has. */
static void
test_merge (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *mine, *theirs;
  GtkButton *merge;

  make_clash (fixture);
  open_window (fixture);
  merge = find_button (GTK_WIDGET (fixture->window), "Mer_ge");
  mine = find (fixture, GTK_TYPE_CHECK_BUTTON, 0);
  theirs = find (fixture, GTK_TYPE_CHECK_BUTTON, 1);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (mine)));
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (merge)));
  gtk_test_accessible_assert_property (theirs, GTK_ACCESSIBLE_PROPERTY_LABEL, "The blog’s");
  gtk_test_accessible_assert_property (theirs, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Changed here and on the blog: choose one");

  g_assert_true (gtk_widget_grab_focus (theirs));
  g_assert_true (gtk_widget_activate (theirs));
  leaf_test_wait_until (gtk_widget_is_sensitive (GTK_WIDGET (merge)));
  press (fixture, "Mer_ge");
  g_assert_true (fixture->publish);
  assert_text (fixture, "<h2>What works</h2><p>The voices of all the six narrators.</p><p>The middle of the book is boring.</p>"
                        "<p>I guessed wrong three times.</p><p>Read it by a <em>warm</em> fire.</p>");
}

static void
test_theirs (Fixture *fixture, gconstpointer unused)
{
  make_clash (fixture);
  open_window (fixture);
  press (fixture, "Keep _Theirs");
  g_assert_false (fixture->publish);
  assert_text (fixture, THEIRS);
}

static void
test_mine (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LeafOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  make_clash (fixture);
  open_window (fixture);
  press (fixture, "Keep _Mine");
  g_assert_true (fixture->publish);
  outcome = leaf_outbox_publish (fixture->base.outbox, fixture->base.review, fixture->base.blog, LEAF_PUBLICATION_PUBLISHED, 0, NULL,
                                 &error);
  g_assert_no_error (error);
  g_assert_true (leaf_test_blog_shows (fixture->base.remote, "The middle of the book is long."));
}

/* Two columns where three have no room; what was chosen stays chosen. */
static void
test_narrow (Fixture *fixture, gconstpointer unused)
{
  LeafRemoteView *view;
  GtkWidget *mine;
  g_autofree LeafMergeChoice *choices = NULL;

  make_clash (fixture);
  open_window (fixture);
  view = LEAF_REMOTE_VIEW (find (fixture, LEAF_TYPE_REMOTE_VIEW, 0));
  mine = find (fixture, GTK_TYPE_CHECK_BUTTON, 2);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (mine), TRUE);
  g_object_set (view, "narrow", TRUE, NULL);
  g_assert_true (leaf_remote_view_get_complete (view));
  choices = leaf_remote_view_dup_choices (view);
  g_assert_cmpint (choices[0], ==, LEAF_MERGE_TAKE_BOTH);
}

static void
test_deleted (Fixture *fixture, gconstpointer unused)
{
  leaf_test_blog_set_state (fixture->base.remote, LEAF_PUBLICATION_NONE);
  open_window (fixture);
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (find_button (GTK_WIDGET (fixture->window), "Keep _Theirs"))));
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (find_button (GTK_WIDGET (fixture->window), "Mer_ge"))));
  press (fixture, "Keep _Mine");
}

static gboolean
is_shown (Fixture *fixture, GType type, const char *title)
{
  int nth = 0;
  GtkWidget *page = leaf_test_find_nth_widget (GTK_WIDGET (fixture->window), type, &nth);

  return page != NULL && g_strcmp0 (adw_status_page_get_title (ADW_STATUS_PAGE (page)), title) == 0;
}

static void
test_unreachable (Fixture *fixture, gconstpointer unused)
{
  leaf_test_blog_fail (fixture->base.remote, "fetch", 1, LEAF_PUBLISH_ERROR_TEMPORARY, 0, FALSE);
  fixture->window = leaf_remote_window_present (NULL, fixture->base.library.library, fixture->base.outbox, fixture->base.review,
                                                fixture->base.blog);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  leaf_test_wait_until (is_shown (fixture, ADW_TYPE_STATUS_PAGE, "The Post Cannot Be Read"));
  g_assert_true (gtk_widget_activate (GTK_WIDGET (find_button (GTK_WIDGET (fixture->window), "_Try Again"))));
  leaf_test_wait_until (is_shown (fixture, ADW_TYPE_STATUS_PAGE, "Nothing Was Changed There"));
}

/* With the review in the editor of the main window. */
static LeafEditor *
begin_writing (Fixture *fixture)
{
  Text text = { .review = fixture->base.review };
  unsigned int n_books;
  LeafEditor *editor;

  leaf_test_run (fixture->base.library.library, LEAF_LIBRARY_READ, load_text_func, &text);
  fixture->main = leaf_window_new (NULL);
  gtk_window_present (GTK_WINDOW (fixture->main));
  leaf_window_set_library (fixture->main, fixture->base.library.library, fixture->base.outbox);
  leaf_window_open_book (fixture->main, leaf_review_get_books (text.loaded, &n_books)[0]);
  editor = LEAF_EDITOR (leaf_test_wait_for_nth_widget (GTK_WIDGET (fixture->main), LEAF_TYPE_EDITOR, 0));
  leaf_test_wait_until (gtk_text_view_get_editable (GTK_TEXT_VIEW (editor)));
  leaf_test_assert_same_document (leaf_editor_get_document (editor), leaf_review_get_document (text.loaded));
  g_object_unref (text.loaded);

  return editor;
}

/* Her own text is given for the blog's when that is accepted, and not before. */
static void
test_refused (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LeafDocument) mine = NULL;
  LeafEditor *editor;

  make_clash (fixture);
  editor = begin_writing (fixture);
  mine = leaf_document_copy (leaf_editor_get_document (editor));
  open_window (fixture);
  leaf_test_keep_mine (fixture->base.outbox, fixture->base.review, fixture->base.blog);
  push (fixture, "Keep _Theirs");
  leaf_test_wait_until (is_shown (fixture, ADW_TYPE_STATUS_PAGE, "The Decision Is Not Noted"));
  leaf_test_assert_same_document (leaf_editor_get_document (editor), mine);
  leaf_window_flush (fixture->main);
  leaf_test_drain ();
  assert_text (fixture, MINE);
}

static void
test_accepted (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LeafDocument) theirs = leaf_document_new_from_html (THEIRS, -1, NULL);
  g_autoptr (LeafDocument) mine = NULL;
  LeafEditor *editor;

  make_clash (fixture);
  editor = begin_writing (fixture);
  mine = leaf_document_copy (leaf_editor_get_document (editor));
  open_window (fixture);
  press (fixture, "Keep _Theirs");
  assert_text (fixture, THEIRS);
  leaf_test_assert_same_document (leaf_editor_get_document (editor), theirs);
  leaf_editor_undo (editor);
  leaf_test_assert_same_document (leaf_editor_get_document (editor), mine);
}

/* Something is being published to that blog: the window says that the decision waits. */
static int
push_in_line (Fixture *fixture)
{
  int lock;

  make_clash (fixture);
  open_window (fixture);
  lock = leaf_outbox_lock (fixture->base.library.library, fixture->base.blog, NULL, NULL);
  push (fixture, "Keep _Mine");
  leaf_test_wait_until (is_shown (fixture, ADW_TYPE_STATUS_PAGE, "Waiting for the Blog…"));
  g_assert_false (fixture->resolved);

  return lock;
}

static void
test_in_line (Fixture *fixture, gconstpointer unused)
{
  leaf_outbox_unlock (push_in_line (fixture));
  leaf_test_wait_until (fixture->resolved && fixture->window == NULL);
}

/* Closing the window calls the decision off. */
static void
test_called_off (Fixture *fixture, gconstpointer unused)
{
  int lock = push_in_line (fixture);
  g_autoptr (LeafOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  gtk_window_close (fixture->window);
  leaf_test_wait_until (fixture->window == NULL);
  leaf_test_drain ();
  leaf_outbox_unlock (lock);
  g_assert_false (fixture->resolved);
  outcome = leaf_outbox_publish (fixture->base.outbox, fixture->base.review, fixture->base.blog, LEAF_PUBLICATION_PUBLISHED, 0, NULL,
                                 &error);
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_CHANGED);
}

/* In the editor it is one step that can be undone. */
static void
test_open_review (Fixture *fixture, gconstpointer unused)
{
  Text text = { .review = fixture->base.review };
  g_autoptr (LeafDocument) theirs = leaf_document_new_from_html ("<p>Theirs.</p>", -1, NULL);
  g_autoptr (LeafDocument) present = NULL;
  LeafReviewPage *page = g_object_new (LEAF_TYPE_REVIEW_PAGE, "library", fixture->base.library.library, NULL);
  GtkWidget *toasts = adw_toast_overlay_new ();
  unsigned int n_books;

  leaf_test_run (fixture->base.library.library, LEAF_LIBRARY_READ, load_text_func, &text);
  present = leaf_document_copy (leaf_review_get_document (text.loaded));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), GTK_WIDGET (page));
  fixture->window = GTK_WINDOW (gtk_window_new ());
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_set_child (fixture->window, toasts);
  gtk_window_present (fixture->window);
  leaf_review_page_set_book (page, leaf_review_get_books (text.loaded, &n_books)[0]);
  leaf_test_wait_until (gtk_text_view_get_editable (GTK_TEXT_VIEW (page->editor)));

  g_assert_cmpint (leaf_review_page_take_text (page, fixture->base.review + 1, present, theirs, NULL, "Taken"), ==, LEAF_TAKEN_NOT_OPEN);
  g_assert_cmpint (leaf_review_page_take_text (page, fixture->base.review, theirs, theirs, NULL, "Taken"), ==, LEAF_TAKEN_CHANGED);
  g_assert_cmpint (leaf_review_page_check_text (page, fixture->base.review, present), ==, LEAF_TAKEN);
  write_text (fixture, "<p>Theirs.</p>");
  g_assert_cmpint (leaf_review_page_take_text (page, fixture->base.review, present, theirs, "A title", "Taken"), ==, LEAF_TAKEN);
  leaf_test_assert_same_document (leaf_editor_get_document (page->editor), theirs);
  leaf_test_wait_until (leaf_review_session_get_state (page->session) == LEAF_SESSION_SAVED);
  assert_text (fixture, "<p>Theirs.</p>");
  leaf_editor_undo (page->editor);
  leaf_test_assert_same_document (leaf_editor_get_document (page->editor), present);
  leaf_review_page_flush (page);
  leaf_test_wait_until (leaf_review_session_get_state (page->session) == LEAF_SESSION_SAVED);
  g_object_unref (text.loaded);
}

#define add(name, func) g_test_add ("/remote-window/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("merge", test_merge);
  add ("theirs", test_theirs);
  add ("mine", test_mine);
  add ("narrow", test_narrow);
  add ("deleted", test_deleted);
  add ("unreachable", test_unreachable);
  add ("refused", test_refused);
  add ("accepted", test_accepted);
  add ("in-line", test_in_line);
  add ("called-off", test_called_off);
  add ("open-review", test_open_review);

  return g_test_run ();
}
