/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The checklist before publishing, beside the window whose review it is about. */

#include "config.h"

#include "leaf-alt-popover.h"
#include "leaf-blogs.h"
#include "leaf-book-page.h"
#include "leaf-books.h"
#include "leaf-checklist.h"
#include "leaf-checklist-row.h"
#include "leaf-document-html.h"
#include "leaf-editor.h"
#include "leaf-link-popover.h"
#include "leaf-profiles.h"
#include "leaf-reviews.h"
#include "leaf-slug-popover.h"
#include "leaf-test-outbox.h"
#include "leaf-test-publish.h"
#include "leaf-test-wait.h"
#include "leaf-test-widget.h"
#include "leaf-window.h"

typedef struct {
  LeafTestOutbox base;
  gint64 book;
  LeafWindow *window;

  gboolean answered;
  gboolean publish;
  GError *error;
} Fixture;

static gboolean
get_book_func (LeafDb *db, gpointer data, GError **error)
{
  Fixture *fixture = data;
  g_autoptr (LeafReview) review = leaf_reviews_load (db, fixture->base.review, error);
  unsigned int n_books;

  fixture->book = leaf_review_get_books (review, &n_books)[0];
  return TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  leaf_test_outbox_set_up (&fixture->base, NULL);
  leaf_test_run (fixture->base.library.library, LEAF_LIBRARY_READ, get_book_func, fixture);
  /* No site is asked without encryption, so that no request leaves. */
  leaf_test_replace_text (fixture->base.library.library, fixture->base.review,
                          "https://en.wikipedia.org/", "http://en.wikipedia.org/");

  fixture->window = leaf_window_new (NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  leaf_window_set_library (fixture->window, fixture->base.library.library, fixture->base.outbox);
}

/* After it was changed: the editor does not follow what is written behind its back. */
static void
open_review (Fixture *fixture)
{
  leaf_window_open_book (fixture->window, fixture->book);
  leaf_test_wait_for_nth_widget (GTK_WIDGET (fixture->window), LEAF_TYPE_EDITOR, 0);
}

static GtkWindow *
find_checklist (void)
{
  return leaf_test_find_window (LEAF_TYPE_CHECKLIST);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  LeafWindow *window = fixture->window;

  leaf_window_flush (window);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_destroy (GTK_WINDOW (window));
  leaf_test_wait_until (window == NULL);
  leaf_test_wait_until (find_checklist () == NULL);
  leaf_test_release_outbox (&fixture->base.outbox);
  leaf_test_wait_until (G_OBJECT (fixture->base.library.library)->ref_count == 1);
  leaf_test_outbox_tear_down (&fixture->base, NULL);
  g_clear_error (&fixture->error);
}

static GtkWidget *
get_child (const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (find_checklist ()), LEAF_TYPE_CHECKLIST, name));
}

/* NULL: no row says so. */
static LeafChecklistRow *
find_row (const char *words)
{
  GtkListBox *list;
  GtkListBoxRow *row;

  if (find_checklist () == NULL)
    return NULL;

  list = GTK_LIST_BOX (get_child ("list"));
  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    {
      GtkLabel *sentence = GTK_LABEL (gtk_widget_get_template_child (GTK_WIDGET (row), LEAF_TYPE_CHECKLIST_ROW, "sentence"));

      if (strstr (gtk_label_get_label (sentence), words) != NULL)
        return LEAF_CHECKLIST_ROW (row);
    }

  return NULL;
}

static void
click (GtkWidget *button)
{
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

/* Opens the checklist, waits for a problem and presses its button. */
static void
mend (Fixture *fixture, const char *words)
{
  leaf_checklist_present (GTK_WIDGET (fixture->window), fixture->base.library.library, fixture->base.outbox, fixture->base.review,
                          NULL, 0);
  leaf_test_wait_until (find_row (words) != NULL);
  leaf_test_assert_narrow (GTK_WIDGET (find_checklist ()));
  click (leaf_checklist_row_get_button (find_row (words)));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  fixture->answered = TRUE;
  g_clear_error (&fixture->error);
  fixture->publish = leaf_checklist_ask_finish (result, &fixture->error);
}

static void
ask (Fixture *fixture, LeafPublicationState wanted)
{
  const LeafChecklistTarget target = { .blog = fixture->base.blog, .wanted = wanted };

  fixture->answered = FALSE;
  leaf_checklist_ask_async (GTK_WIDGET (fixture->window), fixture->base.library.library, fixture->base.outbox, fixture->base.review,
                            &target, 1, NULL,
                            answered_cb, fixture);
}

static gboolean
set_func (LeafDb *db, gpointer data, GError **error)
{
  Fixture *fixture = data;
  g_autoptr (LeafBook) book = leaf_books_load (db, fixture->book, error);
  const LeafDate embargo = { 9999, 1, 1 };
  const LeafDate none = { 0 };

  leaf_book_set_embargo (book, leaf_book_get_embargo (book)->year == 0 ? &embargo : &none);
  return leaf_books_save (db, book, error);
}

static void
toggle_embargo (Fixture *fixture)
{
  leaf_test_run (fixture->base.library.library, LEAF_LIBRARY_WRITE, set_func, fixture);
}

/* All is well, or a draft: nothing is in the way. */
static void
test_nothing (Fixture *fixture, gconstpointer unused)
{
  ask (fixture, LEAF_PUBLICATION_PUBLISHED);
  leaf_test_wait_until (fixture->answered);
  g_assert_true (fixture->publish);

  leaf_test_append_text (fixture->base.library.library, fixture->base.review, "<a href=\"http://nas/\">here</a>");
  ask (fixture, LEAF_PUBLICATION_DRAFT);
  leaf_test_wait_until (fixture->answered);
  g_assert_true (fixture->publish);
  g_assert_null (find_checklist ());
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->base.remote, "connect"), ==, 0);
}

/* She turns back, or publishes anyway; what she has accepted is not asked again, but something new is. */
static void
test_anyway (Fixture *fixture, gconstpointer unused)
{
  leaf_test_append_text (fixture->base.library.library, fixture->base.review, "<a href=\"http://nas/\">here</a>");
  ask (fixture, LEAF_PUBLICATION_PUBLISHED);
  leaf_test_wait_until (find_row ("“here”") != NULL);
  g_assert_false (fixture->answered);
  gtk_window_close (find_checklist ());
  leaf_test_wait_until (fixture->answered);
  g_assert_false (fixture->publish);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  ask (fixture, LEAF_PUBLICATION_PUBLISHED);
  leaf_test_wait_until (find_row ("“here”") != NULL);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (get_child ("publish_button"))), ==, "_Publish Anyway");
  click (get_child ("publish_button"));
  leaf_test_wait_until (fixture->answered);
  g_assert_true (fixture->publish);
  leaf_test_wait_until (find_checklist () == NULL);

  ask (fixture, LEAF_PUBLICATION_PUBLISHED);
  leaf_test_wait_until (fixture->answered);
  g_assert_true (fixture->publish);
  leaf_test_append_text (fixture->base.library.library, fixture->base.review, "<a href=\"http://nas/\">there</a>");
  ask (fixture, LEAF_PUBLICATION_SCHEDULED);
  leaf_test_wait_until (find_row ("“there”") != NULL);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (get_child ("publish_button"))), ==, "_Schedule Anyway");
}

/* Publishing is refused until then; when it is no more, it goes on from here. */
static void
test_embargo (Fixture *fixture, gconstpointer unused)
{
  toggle_embargo (fixture);
  ask (fixture, LEAF_PUBLICATION_PUBLISHED);
  leaf_test_wait_until (find_row ("under embargo") != NULL);
  g_assert_false (gtk_widget_get_sensitive (get_child ("publish_button")));

  toggle_embargo (fixture);
  leaf_test_wait_until (find_row ("under embargo") == NULL);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (get_child ("publish_button"))), ==, "_Publish");
  g_assert_true (gtk_widget_has_css_class (get_child ("publish_button"), "suggested-action"));
  click (get_child ("publish_button"));
  leaf_test_wait_until (fixture->answered);
  g_assert_true (fixture->publish);
}

/* The first thing to mend has the focus; each says by itself what it is about. */
static void
test_access (Fixture *fixture, gconstpointer unused)
{
  LeafChecklistRow *row;
  GtkWidget *button, *icon;

  leaf_test_append_text (fixture->base.library.library, fixture->base.review, "<a href=\"http://nas/\">here</a>");
  ask (fixture, LEAF_PUBLICATION_PUBLISHED);
  leaf_test_wait_until ((row = find_row ("“here”")) != NULL);
  button = leaf_checklist_row_get_button (row);
  icon = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (row), LEAF_TYPE_CHECKLIST_ROW, "icon"));

  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "The link “here” leads only to something on your own computer or network.");
  gtk_test_accessible_assert_property (icon, GTK_ACCESSIBLE_PROPERTY_LABEL, "Warning");
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "_Remove the Link");
  leaf_test_wait_until (gtk_window_get_focus (find_checklist ()) != NULL);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (find_checklist ()), GTK_WIDGET (row)) ||
                 gtk_window_get_focus (find_checklist ()) == GTK_WIDGET (row));
}

static LeafEditor *
get_editor (Fixture *fixture)
{
  return LEAF_EDITOR (leaf_test_find_widget (GTK_WIDGET (fixture->window), LEAF_TYPE_EDITOR));
}

static char *
dup_selection (Fixture *fixture)
{
  unsigned int start, end;

  leaf_editor_get_range (get_editor (fixture), &start, &end);
  return leaf_document_get_text (leaf_editor_get_document (get_editor (fixture)), start, end);
}

/* The link goes, its words stay, she can take it back, and the row is gone by itself. */
static void
test_unlink (Fixture *fixture, gconstpointer unused)
{
  g_autofree char *selection = NULL;

  leaf_test_append_text (fixture->base.library.library, fixture->base.review, "Look <a href=\"http://nas/\">here</a>!");
  open_review (fixture);
  mend (fixture, "“here”");
  leaf_test_wait_until (leaf_editor_get_can_undo (get_editor (fixture)));
  selection = dup_selection (fixture);
  g_assert_cmpstr (selection, ==, "here");
  g_assert_null (leaf_editor_dup_active_link (get_editor (fixture)));
  leaf_test_wait_until (find_row ("“here”") == NULL);

  leaf_editor_undo (get_editor (fixture));
  leaf_test_wait_until (find_row ("“here”") != NULL);
}

static void
test_show (Fixture *fixture, gconstpointer unused)
{
  leaf_test_append_text (fixture->base.library.library, fixture->base.review, "</p><h2>Nothing below</h2><p>");
  open_review (fixture);
  mend (fixture, "“Nothing below”");
  for (;;)
    {
      g_autofree char *selection = dup_selection (fixture);

      if (g_str_equal (selection, "Nothing below"))
        break;
      g_main_context_iteration (NULL, TRUE);
    }
}

/* No book is shown: first the review is, then its picture, then the words for it. */
static void
test_describe (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *popover, *entry;

  leaf_test_replace_text (fixture->base.library.library, fixture->base.review, "alt=\"A map of the Shivering Sand\"", "alt=\"\"");
  mend (fixture, "no alternative text");
  leaf_test_wait_until (leaf_window_get_book (fixture->window) == fixture->book);
  leaf_test_wait_until ((popover = leaf_test_find_widget (GTK_WIDGET (fixture->window), LEAF_TYPE_ALT_POPOVER)) != NULL);

  entry = GTK_WIDGET (gtk_widget_get_template_child (popover, LEAF_TYPE_ALT_POPOVER, "entry"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "Grey sand, a grey sky");
  click (GTK_WIDGET (gtk_widget_get_template_child (popover, LEAF_TYPE_ALT_POPOVER, "apply_button")));
  leaf_test_wait_until (find_row ("no alternative text") == NULL);
}

static gboolean
get_free_copy_func (LeafDb *db, gpointer data, GError **error)
{
  Fixture *fixture = data;
  g_autoptr (LeafReview) review = leaf_reviews_load (db, fixture->base.review, error);

  fixture->answered = leaf_review_get_free_copy (review);
  return TRUE;
}

static gboolean
take_free_copy_func (LeafDb *db, gpointer data, GError **error)
{
  Fixture *fixture = data;
  g_autoptr (LeafReview) review = leaf_reviews_load (db, fixture->base.review, error);

  leaf_review_set_free_copy (review, FALSE);
  return leaf_reviews_save (db, review, error);
}

static void
test_free_copy (Fixture *fixture, gconstpointer unused)
{
  leaf_test_run (fixture->base.library.library, LEAF_LIBRARY_WRITE, take_free_copy_func, fixture);
  leaf_test_append_text (fixture->base.library.library, fixture->base.review, "Thanks to NetGalley.");
  mend (fixture, "“NetGalley”");
  leaf_test_wait_until (find_row ("“NetGalley”") == NULL);
  leaf_test_run (fixture->base.library.library, LEAF_LIBRARY_READ, get_free_copy_func, fixture);
  g_assert_true (fixture->answered);
}

/* The address of the review is that of another post. */
static GtkWidget *
open_slug (Fixture *fixture)
{
  GtkWidget *popover;

  leaf_test_publish (fixture->base.outbox, leaf_test_save_review (fixture->base.library.library), fixture->base.blog);
  mend (fixture, "has the address");
  leaf_test_wait_until ((popover = leaf_test_find_widget (GTK_WIDGET (find_checklist ()), LEAF_TYPE_SLUG_POPOVER)) != NULL);
  return popover;
}

/* The blog is asked; the new address is looked for, too. */
static void
test_slug (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *popover = open_slug (fixture);
  GtkWidget *entry;

  entry = GTK_WIDGET (gtk_widget_get_template_child (popover, LEAF_TYPE_SLUG_POPOVER, "entry"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "the-moonstone-wilkie-collins-book-review");

  /* Shown as it can be, and kept when she agrees. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "My Moonstone!");
  click (GTK_WIDGET (gtk_widget_get_template_child (popover, LEAF_TYPE_SLUG_POPOVER, "apply_button")));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "my-moonstone");
  click (GTK_WIDGET (gtk_widget_get_template_child (popover, LEAF_TYPE_SLUG_POPOVER, "apply_button")));
  g_object_add_weak_pointer (G_OBJECT (popover), (gpointer *) &popover);
  leaf_test_wait_until (find_row ("has the address") == NULL);
  leaf_test_wait_until (popover == NULL);
}

/* She closes the window before the popover. */
static void
test_slug_gone (Fixture *fixture, gconstpointer unused)
{
  open_slug (fixture);
  gtk_window_close (find_checklist ());
  leaf_test_wait_until (find_checklist () == NULL);
}

/* One at a time, and none is left behind by the window it belongs to. */
static void
test_one (Fixture *fixture, gconstpointer unused)
{
  LeafChecklist *first = leaf_checklist_present (GTK_WIDGET (fixture->window), fixture->base.library.library, fixture->base.outbox,
                                                 fixture->base.review, NULL, 0);
  LeafChecklist *second;

  g_object_add_weak_pointer (G_OBJECT (first), (gpointer *) &first);
  second = leaf_checklist_present (GTK_WIDGET (fixture->window), fixture->base.library.library, fixture->base.outbox,
                                   fixture->base.review, NULL, 0);
  leaf_test_wait_until (first == NULL);
  leaf_test_wait_until (LEAF_CHECKLIST (find_checklist ()) == second);
  leaf_test_wait_until (find_row ("no stars") != NULL);
}

/* What a thread still finds out for it keeps it alive for a moment longer than its window. */
static void
test_gone (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LeafChecklist) checklist = NULL;
  GtkWindow *parent = GTK_WINDOW (gtk_window_new ());

  gtk_window_present (parent);
  checklist = g_object_ref (leaf_checklist_present (GTK_WIDGET (parent), fixture->base.library.library, fixture->base.outbox,
                                                    fixture->base.review, NULL, 0));
  g_object_add_weak_pointer (G_OBJECT (parent), (gpointer *) &parent);
  gtk_window_destroy (parent);
  leaf_test_wait_until (parent == NULL);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (checklist)));
  leaf_test_wait_until (G_OBJECT (checklist)->ref_count == 1);
  g_assert_finalize_object (g_steal_pointer (&checklist));
}

static gboolean
forget_name_func (LeafDb *db, gpointer unused, GError **error)
{
  g_autoptr (LeafProfile) profile = leaf_profiles_load (db, error);

  leaf_profile_set_name (profile, "");
  return leaf_profiles_save (db, profile, error);
}

/* What the excerpt would tell is hidden with one click, and one Ctrl+Z shows it again. */
static void
test_hide (Fixture *fixture, gconstpointer unused)
{
  leaf_test_replace_text (fixture->base.library.library, fixture->base.review, "I had put off",
                          "The opium experiment is the best chapter of the book. I had put off");
  open_review (fixture);
  mend (fixture, "hidden as a spoiler");
  leaf_test_wait_until (leaf_editor_get_can_undo (get_editor (fixture)));
  leaf_test_wait_until (find_row ("hidden as a spoiler") == NULL);
  leaf_editor_undo (get_editor (fixture));
  leaf_test_wait_until (find_row ("hidden as a spoiler") != NULL);
}

/* To the address that is misspelt, and to the field where it is put right. */
static void
test_edit_link (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *popover, *entry;

  leaf_test_append_text (fixture->base.library.library, fixture->base.review, "Look <a href=\"http://localhost:80:80/\">here</a>!");
  open_review (fixture);
  mend (fixture, "“here”");
  leaf_test_wait_until ((popover = leaf_test_find_widget (GTK_WIDGET (fixture->window), LEAF_TYPE_LINK_POPOVER)) != NULL &&
                        gtk_widget_get_mapped (popover));
  entry = GTK_WIDGET (gtk_widget_get_template_child (popover, LEAF_TYPE_LINK_POPOVER, "entry"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "http://localhost:80:80/");
  gtk_editable_set_text (GTK_EDITABLE (entry), "http://en.wikipedia.org/wiki/Sand");
  click (GTK_WIDGET (gtk_widget_get_template_child (popover, LEAF_TYPE_LINK_POPOVER, "apply_button")));
  leaf_test_wait_until (find_row ("“here”") == NULL);
}

static gboolean
set_title_func (LeafDb *db, gpointer data, GError **error)
{
  Fixture *fixture = data;
  g_autoptr (LeafReview) review = leaf_reviews_load (db, fixture->base.review, error);

  leaf_review_set_title (review, "My {titel}");
  return leaf_reviews_save (db, review, error);
}

/* To the line in which the title is typed. */
static void
test_title (Fixture *fixture, gconstpointer unused)
{
  leaf_test_run (fixture->base.library.library, LEAF_LIBRARY_WRITE, set_title_func, fixture);
  open_review (fixture);
  mend (fixture, "a placeholder that means nothing");
  for (;;)
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

      if (GTK_IS_TEXT (focus) && g_str_equal (gtk_editable_get_text (GTK_EDITABLE (focus)), "My {titel}"))
        break;
      g_main_context_iteration (NULL, TRUE);
    }
}

/* To the book that it is about. */
static void
test_book (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *page;

  toggle_embargo (fixture);
  mend (fixture, "under embargo");
  leaf_test_wait_until ((page = leaf_test_find_widget (GTK_WIDGET (fixture->window), LEAF_TYPE_BOOK_PAGE)) != NULL &&
                        gtk_widget_get_mapped (page));
  leaf_test_wait_until (leaf_window_get_book (fixture->window) == fixture->book);
  toggle_embargo (fixture);
  leaf_test_wait_until (find_row ("under embargo") == NULL);
}

static GtkWindow *
find_chooser (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (GTK_IS_FILE_CHOOSER (l->data) && gtk_widget_get_mapped (l->data))
      return l->data;

  return NULL;
}

static gboolean
remove_cover_func (LeafDb *db, gpointer data, GError **error)
{
  Fixture *fixture = data;
  g_autoptr (LeafBook) book = leaf_books_load (db, fixture->book, error);

  leaf_book_set_cover (book, NULL);
  return leaf_books_save (db, book, error);
}

/* To a picture for that very book. */
static void
test_cover (Fixture *fixture, gconstpointer unused)
{
  leaf_test_run (fixture->base.library.library, LEAF_LIBRARY_WRITE, remove_cover_func, fixture);
  mend (fixture, "no cover");
  leaf_test_wait_until (find_chooser () != NULL);
  g_assert_cmpint (leaf_window_get_book (fixture->window), ==, fixture->book);
  gtk_window_close (find_chooser ());
  leaf_test_wait_until (find_chooser () == NULL);
}

static gboolean
earn_func (LeafDb *db, gpointer data, GError **error)
{
  Fixture *fixture = data;
  g_autoptr (LeafBlog) blog = leaf_blogs_load (db, fixture->base.blog, error);

  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_AFFILIATE_PREFIX "bookshop", "4711");
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_DISCLOSURE, "end");
  return leaf_blogs_save (db, blog, error);
}

static gboolean
get_disclosure_func (LeafDb *db, gpointer data, GError **error)
{
  Fixture *fixture = data;
  g_autoptr (LeafBlog) blog = leaf_blogs_load (db, fixture->base.blog, error);

  fixture->answered = g_strcmp0 (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_DISCLOSURE), "above") == 0;
  return TRUE;
}

/* Put above the links at once. */
static void
test_disclosure (Fixture *fixture, gconstpointer unused)
{
  leaf_test_run (fixture->base.library.library, LEAF_LIBRARY_WRITE, earn_func, fixture);
  mend (fixture, "Readers reach the store links");
  leaf_test_wait_until (find_row ("Readers reach the store links") == NULL);
  leaf_test_run (fixture->base.library.library, LEAF_LIBRARY_READ, get_disclosure_func, fixture);
  g_assert_true (fixture->answered);
}

static gboolean
misspell_func (LeafDb *db, gpointer data, GError **error)
{
  Fixture *fixture = data;
  g_autoptr (LeafBlog) blog = leaf_blogs_load (db, fixture->base.blog, error);

  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_TITLE, "{titel}");
  return leaf_blogs_save (db, blog, error);
}

/* Where a button leads to the application, which this test has none of. */
static void
assert_leads_to (Fixture *fixture, const char *name, const char *words)
{
  gboolean noted = FALSE;

  leaf_test_note_action (GTK_WIDGET (fixture->window), name, &noted);
  mend (fixture, words);
  leaf_test_wait_until (noted);
}

/* To the settings of the blog, whose pattern it is. */
static void
test_blog (Fixture *fixture, gconstpointer unused)
{
  leaf_test_run (fixture->base.library.library, LEAF_LIBRARY_WRITE, misspell_func, fixture);
  assert_leads_to (fixture, "blogs", "a placeholder that means nothing");
}

/* To where the name is typed, not just to the preferences. */
static void
test_name (Fixture *fixture, gconstpointer unused)
{
  leaf_test_run (fixture->base.library.library, LEAF_LIBRARY_WRITE, forget_name_func, NULL);
  assert_leads_to (fixture, "set-name", "set your name");
}

static void
add (const char *name, void (*func) (Fixture *fixture, gconstpointer unused))
{
  g_autofree char *path = g_strconcat ("/checklist/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, func, tear_down);
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("nothing", test_nothing);
  add ("anyway", test_anyway);
  add ("embargo", test_embargo);
  add ("access", test_access);
  add ("unlink", test_unlink);
  add ("show", test_show);
  add ("describe", test_describe);
  add ("free-copy", test_free_copy);
  add ("slug", test_slug);
  add ("slug-gone", test_slug_gone);
  add ("hide", test_hide);
  add ("edit-link", test_edit_link);
  add ("title", test_title);
  add ("book", test_book);
  add ("cover", test_cover);
  add ("disclosure", test_disclosure);
  add ("blog", test_blog);
  add ("name", test_name);
  add ("one", test_one);
  add ("gone", test_gone);

  return g_test_run ();
}
