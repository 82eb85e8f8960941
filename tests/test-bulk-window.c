/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-books.h"
#include "leaf-bulk-window.h"
#include "leaf-checklist-row.h"
#include "leaf-checklist.h"
#include "leaf-schedule-dialog.h"
#include "leaf-test-outbox.h"
#include "leaf-test-publish.h"
#include "leaf-test-wait.h"
#include "leaf-test-widget.h"
#include "leaf-ui.h"

#define LOAD_DELAY 300 /* of the window */

typedef struct {
  LeafTestOutbox base;
  gint64 books[3]; /* two with a review, one without */
  gint64 reviews[2];
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
  leaf_test_outbox_set_up (&fixture->base, NULL);
  fixture->reviews[0] = fixture->base.review;
  fixture->reviews[1] = leaf_test_save_review (fixture->base.library.library);
  for (int i = 0; i < 2; i++)
    fixture->books[i] = fixture->reviews[i];
  leaf_test_run (fixture->base.library.library, LEAF_LIBRARY_WRITE, save_book_func, &fixture->books[2]);
  leaf_outbox_set_patience (fixture->base.outbox, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gtk_window_destroy (fixture->window);
  leaf_test_outbox_tear_down (&fixture->base, NULL);
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
  fixture->window = leaf_bulk_window_new (NULL, fixture->base.library.library, fixture->base.outbox, task, 0, fixture->books, 3);
  gtk_window_present (fixture->window);
  leaf_test_wait_until (*gtk_label_get_label (child_of (fixture, "summary")) != '\0');
}

static void
show_ready (Fixture *fixture, LeafBulkTask task)
{
  show (fixture, task);
  leaf_test_wait_until (strchr (gtk_button_get_label (child_of (fixture, "start_button")), '(') != NULL);
  leaf_test_assert_narrow (GTK_WIDGET (fixture->window));
}

/* What the first row says, "" when there is none. */
static const char *
get_first_subtitle (Fixture *fixture)
{
  GtkWidget *row = leaf_test_find_widget (child_of (fixture, "group"), ADW_TYPE_ACTION_ROW);

  return row != NULL ? adw_action_row_get_subtitle (ADW_ACTION_ROW (row)) : "";
}

/* The only blog, so that it is the chosen one. */
static void
make_folder (Fixture *fixture)
{
  g_autoptr (LeafBlog) blog = leaf_test_load_blog (fixture->base.library.library, fixture->base.blog);

  leaf_blog_set_system (blog, LEAF_BLOG_SYSTEM_SITE);
  leaf_test_save_blog (fixture->base.library.library, blog);
}

/* Presses the button, and waits until so many are told to be done and are there. */
static void
start (Fixture *fixture, unsigned int n_posts, const char *done)
{
  g_signal_emit_by_name (child_of (fixture, "start_button"), "clicked");
  leaf_test_wait_until (says (fixture, done));
  g_assert_cmpuint (leaf_test_blog_count_posts (fixture->base.remote), ==, n_posts);
}

/* What is counted and what the button says; it looks like the thing to do only when nothing might be mended first. */
static void
assert_offer (Fixture *fixture, const char *summary, const char *button, gboolean suggested)
{
  g_assert_cmpstr (gtk_label_get_label (child_of (fixture, "summary")), ==, summary);
  g_assert_cmpstr (gtk_button_get_label (child_of (fixture, "start_button")), ==, button);
  g_assert_true (gtk_widget_has_css_class (child_of (fixture, "start_button"), "suggested-action") == suggested);
}

static void
assert_left_out (Fixture *fixture, const char *words)
{
  g_assert_true (gtk_widget_get_visible (child_of (fixture, "leave_group")));
  g_assert_cmpstr (adw_action_row_get_subtitle (child_of (fixture, "leave_row")), ==, words);
}

/* A new window, in the place of the one before. */
static void
assert_cause (Fixture *fixture, LeafBulkTask task, const char *words)
{
  g_clear_pointer (&fixture->window, gtk_window_destroy);
  show (fixture, task);
  g_assert_cmpstr (get_first_subtitle (fixture), ==, words);
}

/* What might be mended comes first and is left out, unless she says otherwise. */
static void
test_leave_out (Fixture *fixture, gconstpointer unused)
{
  leaf_test_append_text (fixture->base.library.library, fixture->reviews[1], "<a href=\"http://nas/\">here</a>");
  show_ready (fixture, LEAF_BULK_PUBLISH);
  g_assert_nonnull (strstr (get_first_subtitle (fixture), "“here”"));
  assert_left_out (fixture, "Leaves out 1 review until you mend it.");
  assert_offer (fixture, "1 review is ready. 2 are left out.", "Publish (1)", TRUE);
  start (fixture, 1, "1 post is done.");
}

static void
test_anyway (Fixture *fixture, gconstpointer unused)
{
  leaf_test_append_text (fixture->base.library.library, fixture->reviews[1], "<a href=\"http://nas/\">here</a>");
  show_ready (fixture, LEAF_BULK_PUBLISH);
  gtk_switch_set_active (child_of (fixture, "leave_switch"), FALSE);
  assert_left_out (fixture, "1 review is included as it is.");
  assert_offer (fixture, "1 review is ready. 1 review has something you might mend first. 1 is left out.", "Publish Anyway (2)", FALSE);
  start (fixture, 2, "2 posts are done.");
}

/* When all of them might be mended, the button does something all the same; what went well does not look like a warning. */
static void
test_all_warned (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *row, *icon;

  for (int i = 0; i < 2; i++)
    leaf_test_append_text (fixture->base.library.library, fixture->reviews[i], "<a href=\"http://nas/\">here</a>");
  show_ready (fixture, LEAF_BULK_PUBLISH);
  g_assert_false (gtk_switch_get_active (child_of (fixture, "leave_switch")));
  assert_offer (fixture, "2 reviews have something you might mend first. 1 is left out.", "Publish Anyway (2)", FALSE);
  gtk_switch_set_active (child_of (fixture, "leave_switch"), TRUE);
  assert_offer (fixture, "2 reviews have something you might mend first. 3 are left out.", "Publish (0)", TRUE);
  gtk_switch_set_active (child_of (fixture, "leave_switch"), FALSE);

  row = leaf_test_find_widget (child_of (fixture, "group"), ADW_TYPE_ACTION_ROW);
  icon = g_object_get_data (G_OBJECT (row), "icon");
  g_assert_true (gtk_widget_has_css_class (icon, "warning"));
  start (fixture, 2, "2 posts are done.");
  g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (icon)), ==, "object-select-symbolic");
  g_assert_false (gtk_widget_has_css_class (icon, "warning"));
  g_assert_true (gtk_widget_has_css_class (icon, "success"));
}

/* It is not on its blog already: such a blog has none. */
static void
test_folder (Fixture *fixture, gconstpointer unused)
{
  make_folder (fixture);
  assert_cause (fixture, LEAF_BULK_DRAFT, "A folder has no drafts");
  assert_cause (fixture, LEAF_BULK_SCHEDULE, "A folder cannot schedule");
}

static void
test_published (Fixture *fixture, gconstpointer unused)
{
  show_ready (fixture, LEAF_BULK_PUBLISH);
  start (fixture, 2, "2 posts are done.");
  assert_cause (fixture, LEAF_BULK_DRAFT, "Published already");
  assert_cause (fixture, LEAF_BULK_SCHEDULE, "Published already");
}

/* Each cause once, in the order of the blogs. */
static void
test_causes (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LeafBlog) blog = leaf_test_load_blog (fixture->base.library.library, fixture->base.blog);

  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_CHOSEN, "true");
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_MAY_PUBLISH, "false");
  leaf_test_save_blog (fixture->base.library.library, blog);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (LeafBlog) folder = leaf_blog_new ();

      leaf_blog_set_system (folder, LEAF_BLOG_SYSTEM_SITE);
      leaf_blog_set_name (folder, i == 0 ? "Z One" : "Z Two");
      leaf_blog_set_address (folder, i == 0 ? "https://one.example/" : "https://two.example/");
      leaf_blog_set_setting (folder, LEAF_BLOG_SETTING_CHOSEN, "true");
      leaf_test_save_blog (fixture->base.library.library, folder);
    }

  assert_cause (fixture, LEAF_BULK_SCHEDULE, "You may only save drafts on its blog · A folder cannot schedule");
}

/* She is asked when only if that leads to something. */
static void
test_present_schedule (Fixture *fixture, gconstpointer unused)
{
  GtkWindow *parent = GTK_WINDOW (gtk_window_new ());
  GtkWindow *dialog;

  gtk_window_present (parent);
  leaf_bulk_window_present (parent, fixture->base.library.library, fixture->base.outbox, LEAF_BULK_SCHEDULE, fixture->books, 3);
  dialog = leaf_test_wait_for_window (LEAF_TYPE_SCHEDULE_DIALOG);
  gtk_window_destroy (dialog);

  make_folder (fixture);
  leaf_bulk_window_present (parent, fixture->base.library.library, fixture->base.outbox, LEAF_BULK_SCHEDULE, fixture->books, 3);
  fixture->window = leaf_test_wait_for_window (LEAF_TYPE_BULK_WINDOW);
  leaf_test_wait_until (says (fixture, "None of these reviews is ready for that."));
  g_assert_null (strchr (gtk_label_get_label (child_of (fixture, "summary")), '\n'));
  g_assert_cmpstr (get_first_subtitle (fixture), ==, "A folder cannot schedule");
  g_assert_false (gtk_widget_get_sensitive (child_of (fixture, "start_button")));
  g_assert_null (leaf_test_find_window (LEAF_TYPE_SCHEDULE_DIALOG));
  gtk_window_destroy (fixture->window);
  fixture->window = parent;
}

static void
set_embargo_func (LeafBook *book, gpointer unused)
{
  leaf_book_set_embargo (book, &(LeafDate) { 9999, 1, 1 });
}

/* Said in words, and not to be switched off; a draft may go there. */
static void
test_embargo (Fixture *fixture, gconstpointer unused)
{
  leaf_test_change_book (fixture->base.library.library, fixture->reviews[0], set_embargo_func, NULL);
  show_ready (fixture, LEAF_BULK_PUBLISH);
  g_assert_nonnull (strstr (get_first_subtitle (fixture), "under embargo: publish nothing about it before January 1, 9999"));
  g_assert_cmpstr (gtk_button_get_label (child_of (fixture, "start_button")), ==, "Publish (1)");
  g_assert_false (gtk_widget_get_visible (child_of (fixture, "leave_group")));
  g_assert_true (says (fixture, "1 review is ready. 2 are left out."));
  gtk_window_destroy (fixture->window);

  show_ready (fixture, LEAF_BULK_DRAFT);
  g_assert_cmpstr (gtk_button_get_label (child_of (fixture, "start_button")), ==, "Save as Drafts (2)");
}

/* The checklist of a review is one click away; what is mended there is ready here. */
static void
test_look (Fixture *fixture, gconstpointer unused)
{
  LeafChecklist *checklist;

  /* No site is asked without encryption, so that no request leaves. */
  leaf_test_replace_text (fixture->base.library.library, fixture->reviews[1],
                          "https://en.wikipedia.org/", "http://en.wikipedia.org/");
  leaf_test_append_text (fixture->base.library.library, fixture->reviews[1], "<a href=\"http://nas/\">here</a>");
  show_ready (fixture, LEAF_BULK_PUBLISH);
  g_signal_emit_by_name (leaf_test_find_widget (child_of (fixture, "group"), GTK_TYPE_BUTTON), "clicked");
  checklist = leaf_test_wait_for_window (LEAF_TYPE_CHECKLIST);
  g_assert_false (gtk_window_get_modal (fixture->window));
  leaf_test_wait_until (leaf_test_find_widget (GTK_WIDGET (checklist), LEAF_TYPE_CHECKLIST_ROW) != NULL);

  leaf_test_replace_text (fixture->base.library.library, fixture->reviews[1], "http://nas/", "http://en.wikipedia.org/wiki/Sand");
  leaf_test_wait_until (strcmp (gtk_button_get_label (child_of (fixture, "start_button")), "Publish (2)") == 0);
  g_assert_false (gtk_widget_get_visible (child_of (fixture, "leave_group")));
  gtk_window_close (GTK_WINDOW (checklist));
  leaf_test_wait_until (leaf_test_find_window (LEAF_TYPE_CHECKLIST) == NULL);
}

/* What holds the look of the window until she has pressed. */
typedef struct {
  Fixture *fixture;
  GCancellable *cancellable;
  LeafTestEndless endless;
} Held;

static gboolean
press_cb (gpointer data)
{
  Held *held = data;

  g_signal_emit_by_name (child_of (held->fixture, "start_button"), "clicked");
  g_cancellable_cancel (held->cancellable);
  return G_SOURCE_REMOVE;
}

/* The window has heard of it first, and lets changes gather before it looks; what it would read has to wait. */
static void
changed_cb (LeafLibrary *library, LeafChange what, gint64 id, Held *held)
{
  if (what != LEAF_CHANGE_REVIEW && what != LEAF_CHANGE_BOOK)
    return;

  g_signal_handlers_disconnect_by_func (library, changed_cb, held);
  leaf_library_run_async (library, LEAF_LIBRARY_READ, leaf_test_read_for_ever, &held->endless, NULL, held->cancellable, NULL, NULL);
  g_timeout_add (2 * LOAD_DELAY, press_cb, held);
}

/* What she wrote a moment ago is just being looked at: her press counts all the same. */
static void
test_pressed_early (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Held held = { .fixture = fixture, .cancellable = cancellable };

  show_ready (fixture, LEAF_BULK_PUBLISH);
  g_signal_connect (fixture->base.library.library, "changed", G_CALLBACK (changed_cb), &held);
  leaf_test_append_text (fixture->base.library.library, fixture->reviews[0], "And one word more.");
  leaf_test_wait_until (says (fixture, "2 posts are done."));
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  g_assert_true (leaf_test_blog_shows (fixture->base.remote, "And one word more."));
}

static gboolean
swap_func (LeafDb *db, gpointer data, GError **error)
{
  const Fixture *fixture = data;
  g_autoptr (LeafBook) first = leaf_books_load (db, fixture->books[0], error);
  g_autoptr (LeafBook) last = first != NULL ? leaf_books_load (db, fixture->books[2], error) : NULL;

  if (last == NULL)
    return FALSE;
  leaf_book_set_embargo (first, &(LeafDate) { 9998, 1, 1 });
  leaf_book_set_embargo (last, &(LeafDate) { 0 });

  return leaf_books_save (db, first, error) && leaf_books_save (db, last, error);
}

/* One drops out, and another one comes in: as many as before, and not what she has agreed to. */
static void
test_pressed_for_others (Fixture *fixture, gconstpointer unused)
{
  LeafLibrary *library = fixture->base.library.library;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Held held = { .fixture = fixture, .cancellable = cancellable };

  leaf_test_change_book (library, leaf_test_save_review (library), set_embargo_func, NULL);
  fixture->books[2]++; /* its book is the next */
  show_ready (fixture, LEAF_BULK_PUBLISH);
  assert_offer (fixture, "2 reviews are ready. 1 is left out.", "Publish (2)", TRUE);
  g_signal_connect (library, "changed", G_CALLBACK (changed_cb), &held);
  leaf_test_run (library, LEAF_LIBRARY_WRITE, swap_func, fixture);
  leaf_test_wait_until (strstr (get_first_subtitle (fixture), "9998") != NULL);
  g_assert_true (g_cancellable_is_cancelled (cancellable));
  assert_offer (fixture, "2 reviews are ready. 1 is left out.", "Publish (2)", TRUE);
  start (fixture, 2, "2 posts are done.");
}

/* Those that can be served are; the one that cannot is counted before. */
static void
test_publish (Fixture *fixture, gconstpointer unused)
{
  show_ready (fixture, LEAF_BULK_PUBLISH);
  assert_offer (fixture, "2 reviews are ready. 1 is left out.", "Publish (2)", TRUE);
  start (fixture, 2, "2 posts are done.");
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->base.library.library), ==, 0);
  g_assert_true (gtk_widget_get_visible (child_of (fixture, "close_button")));
}

/* One that fails does not hold back the rest. */
static void
test_failed (Fixture *fixture, gconstpointer unused)
{
  leaf_test_blog_fail (fixture->base.remote, "send", 1, LEAF_PUBLISH_ERROR_REFUSED, 0, FALSE);
  show_ready (fixture, LEAF_BULK_PUBLISH);
  start (fixture, 1, "1 post is done. 1 did not go through");
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->base.library.library), ==, 1);
}

/* Stopping empties the outbox of what was not begun. */
static void
test_stop (Fixture *fixture, gconstpointer unused)
{
  leaf_test_blog_hold (fixture->base.remote);
  show_ready (fixture, LEAF_BULK_PUBLISH);
  g_signal_emit_by_name (child_of (fixture, "start_button"), "clicked");
  leaf_test_wait_until (leaf_test_blog_count_calls (fixture->base.remote, "send") == 1);
  g_signal_emit_by_name (child_of (fixture, "stop_button"), "clicked");
  leaf_test_wait_until (says (fixture, "0 posts are done.") || says (fixture, "1 post is done."));
  /* Taking a job out does not keep her waiting. */
  leaf_test_wait_until (leaf_test_count_open_jobs (fixture->base.library.library) <= 1);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->base.remote, "send"), ==, 1);
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
  add ("/bulk-window/pressed-early", test_pressed_early);
  add ("/bulk-window/pressed-for-others", test_pressed_for_others);
  add ("/bulk-window/leave-out", test_leave_out);
  add ("/bulk-window/anyway", test_anyway);
  add ("/bulk-window/all-warned", test_all_warned);
  add ("/bulk-window/folder", test_folder);
  add ("/bulk-window/published", test_published);
  add ("/bulk-window/causes", test_causes);
  add ("/bulk-window/present-schedule", test_present_schedule);
  add ("/bulk-window/embargo", test_embargo);
  add ("/bulk-window/look", test_look);
  add ("/bulk-window/failed", test_failed);
  add ("/bulk-window/stop", test_stop);
  add ("/bulk-window/none", test_none);

  return g_test_run ();
}
