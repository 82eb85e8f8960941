/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is tried again, and told, is the review that was published, whichever is shown by then. */

#include "config.h"

#include "leaf-books.h"
#include "leaf-checklist.h"
#include "leaf-outbox-private.h"
#include "leaf-publications.h"
#include "leaf-publish-button-private.h"
#include "leaf-publish-changes.h"
#include "leaf-publish-menu.h"
#include "leaf-publish-status.h"
#include "leaf-remote-window.h"
#include "leaf-schedule-dialog.h"
#include "leaf-test-library.h"
#include "leaf-test-publish.h"
#include "leaf-test-publisher.h"
#include "leaf-test-wait.h"
#include "leaf-test-widget.h"
#include "leaf-test-widget.h"
#include "leaf-ui.h"

typedef struct {
  LeafTestLibrary library;
  LeafTestBlog *remote;
  LeafOutbox *outbox;
  gint64 blog;
  gint64 reviews[2];
  GtkWindow *window;
  GtkWidget *toasts;
  GtkWidget *button;
  LeafPublishModel *model;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LeafBlog) blog = leaf_blog_new ();

  leaf_test_library_set_up (&fixture->library, NULL);
  leaf_blog_set_system (blog, LEAF_BLOG_SYSTEM_WORDPRESS);
  leaf_blog_set_name (blog, "Tom & Jerry <3");
  leaf_blog_set_address (blog, "https://blog.example/");
  leaf_blog_set_user (blog, "ann");
  fixture->blog = leaf_test_save_blog (fixture->library.library, blog);
  for (int i = 0; i < 2; i++)
    fixture->reviews[i] = leaf_test_save_review (fixture->library.library);
  fixture->remote = leaf_test_blog_new ();
  fixture->outbox = leaf_outbox_new (fixture->library.library);
  leaf_outbox_set_connect (fixture->outbox, leaf_test_blog_connect, fixture->remote);
  leaf_outbox_set_patience (fixture->outbox, 0);

  fixture->button = leaf_publish_button_new ();
  g_object_set (fixture->button, "library", fixture->library.library, "outbox", fixture->outbox, "review", fixture->reviews[0], NULL);
  fixture->model = leaf_publish_button_get_model (LEAF_PUBLISH_BUTTON (fixture->button));
  fixture->toasts = adw_toast_overlay_new ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (fixture->toasts), fixture->button);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 500, 300);
  gtk_window_set_child (fixture->window, fixture->toasts);
  gtk_window_present (fixture->window);
  leaf_test_wait_until (leaf_publish_model_is_loaded (fixture->model));
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  /* A dialog that was answered goes before the window it belongs to. */
  leaf_test_drain ();
  gtk_window_destroy (fixture->window);
  leaf_test_release_outbox (&fixture->outbox);
  leaf_test_blog_free (fixture->remote);
  leaf_test_library_tear_down (&fixture->library, NULL);
}

static AdwMessageDialog *
wait_for_dialog (void)
{
  for (;;)
    {
      g_autoptr (GList) windows = gtk_window_list_toplevels ();

      for (GList *l = windows; l != NULL; l = l->next)
        if (ADW_IS_MESSAGE_DIALOG (l->data) && gtk_widget_get_mapped (l->data))
          return l->data;
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_again (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LeafPublication) publication = NULL;

  leaf_test_blog_fail (fixture->remote, "send", 1, LEAF_PUBLISH_ERROR_REFUSED, 0, FALSE);
  leaf_test_blog_hold (fixture->remote);
  gtk_widget_activate_action (fixture->button, "publish.to", "x", fixture->blog);
  while (leaf_test_blog_count_calls (fixture->remote, "send") == 0)
    g_main_context_iteration (NULL, FALSE);
  leaf_publish_button_set_review (LEAF_PUBLISH_BUTTON (fixture->button), fixture->reviews[1]);
  leaf_test_blog_go_on (fixture->remote);

  adw_message_dialog_response (wait_for_dialog (), "again");
  while (leaf_test_blog_count_posts (fixture->remote) == 0 || leaf_test_count_open_jobs (fixture->library.library) > 0)
    g_main_context_iteration (NULL, FALSE);

  publication = leaf_test_load_publication (fixture->library.library, fixture->reviews[0], fixture->blog);
  g_assert_cmpint (publication->state, ==, LEAF_PUBLICATION_PUBLISHED);
  g_assert_cmpuint (leaf_test_blog_count_posts (fixture->remote), ==, 1);
}

static GtkWindow *
find_remote_window (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (LEAF_IS_REMOTE_WINDOW (l->data) && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

/* Pressed again as soon as the last press is done with. */
static gboolean
is_sent_again (Fixture *fixture)
{
  if (leaf_test_blog_count_calls (fixture->remote, "send") == 1)
    gtk_widget_activate_action (fixture->button, "publish.to", "x", fixture->blog);
  return leaf_test_blog_count_calls (fixture->remote, "send") > 1 && find_remote_window () != NULL;
}

/* Somebody changed the post: she looks at both, keeps hers, and that is what the blog gets. */
static void
test_changed (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *mine;

  gtk_widget_activate_action (fixture->button, "publish.to", "x", fixture->blog);
  leaf_test_wait_until (leaf_test_blog_count_posts (fixture->remote) == 1 && leaf_test_count_open_jobs (fixture->library.library) == 0);
  leaf_test_blog_edit (fixture->remote, "Moonstone", "Sunstone");
  leaf_test_append_text (fixture->library.library, fixture->reviews[0], "Words of mine.");
  leaf_test_wait_until (is_sent_again (fixture));

  mine = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (find_remote_window ()), LEAF_TYPE_REMOTE_WINDOW, "mine_button"));
  leaf_test_wait_until (gtk_widget_get_mapped (mine) && gtk_widget_is_sensitive (mine));
  g_assert_true (gtk_widget_activate (mine));
  leaf_test_wait_until (leaf_test_blog_shows (fixture->remote, "Words of mine.") && find_remote_window () == NULL);
  leaf_test_wait_until (leaf_test_count_open_jobs (fixture->library.library) == 0);
  g_assert_cmpuint (leaf_test_blog_count_posts (fixture->remote), ==, 1);
  g_assert_false (leaf_test_blog_shows (fixture->remote, "Sunstone"));
}

static GtkLabel *
label_of (Fixture *fixture, const char *name)
{
  return GTK_LABEL (gtk_widget_get_template_child (fixture->button, LEAF_TYPE_PUBLISH_BUTTON, name));
}

static void
test_where (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (LeafBlog) second = leaf_blog_new ();
  GtkWidget *where = GTK_WIDGET (label_of (fixture, "where"));
  GtkWidget *button = gtk_widget_get_ancestor (where, GTK_TYPE_BUTTON);

  while (gtk_widget_get_tooltip_text (button) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (gtk_widget_get_visible (where));
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Publish");

  leaf_blog_set_system (second, LEAF_BLOG_SYSTEM_WORDPRESS);
  leaf_blog_set_name (second, "Another");
  leaf_blog_set_address (second, "https://other.example/");
  leaf_test_save_blog (fixture->library.library, second);
  while (!gtk_widget_get_visible (where))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gtk_label_get_label (label_of (fixture, "what")), ==, "_Publish");
  g_assert_cmpstr (gtk_label_get_label (label_of (fixture, "where")), ==, "Tom & Jerry <3");
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Publish to “Tom & Jerry <3”");
}

static gint64
add_system (Fixture *fixture, const char *system, const char *name, const char *address)
{
  g_autoptr (LeafBlog) blog = leaf_blog_new ();
  unsigned int n = leaf_publish_model_get_targets (fixture->model)->len;
  gint64 id;

  leaf_blog_set_system (blog, system);
  leaf_blog_set_name (blog, name);
  leaf_blog_set_address (blog, address);
  id = leaf_test_save_blog (fixture->library.library, blog);
  leaf_test_wait_until (leaf_publish_model_get_targets (fixture->model)->len == n + 1);
  return id;
}

static gint64
add_blog (Fixture *fixture, const char *name)
{
  return add_system (fixture, LEAF_BLOG_SYSTEM_WORDPRESS, name, "https://other.example/");
}

static LeafPublicationState
state_on (Fixture *fixture, gint64 blog)
{
  return leaf_publish_target_get_state (leaf_publish_model_find (fixture->model, blog));
}

static gboolean
is_idle (Fixture *fixture)
{
  return !LEAF_PUBLISH_BUTTON (fixture->button)->busy && leaf_test_count_open_jobs (fixture->library.library) == 0;
}

/* Does the menu, with all that hangs from it, have the item? */
static gboolean
has_item (GMenuModel *menu, const char *action, gint64 blog)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = g_menu_model_get_item_attribute_value (menu, i, G_MENU_ATTRIBUTE_TARGET, NULL);
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autoptr (GMenuModel) submenu = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SUBMENU);

      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &name);
      if (g_strcmp0 (name, action) == 0 && (target == NULL || g_variant_get_int64 (target) == blog))
        return TRUE;
      if ((section != NULL && has_item (section, action, blog)) || (submenu != NULL && has_item (submenu, action, blog)))
        return TRUE;
    }

  return FALSE;
}

static void
assert_item (Fixture *fixture, const char *action, gint64 blog, gboolean expected)
{
  g_autoptr (GMenu) menu = leaf_publish_menu_new (fixture->model);

  if (has_item (G_MENU_MODEL (menu), action, blog) != expected)
    g_error ("The menu %s %s", expected ? "lacks" : "has", action);
}

/* What is the item called, in the menu or a section of it? Submenus are about one blog alone. */
static char *
dup_label (GMenuModel *menu, const char *action)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      char *label = section != NULL ? dup_label (section, action) : NULL;

      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &name);
      if (g_strcmp0 (name, action) == 0)
        g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label);
      if (label != NULL)
        return label;
    }

  return NULL;
}

static void
assert_label (Fixture *fixture, const char *action, const char *expected)
{
  g_autoptr (GMenu) menu = leaf_publish_menu_new (fixture->model);
  g_autofree char *label = dup_label (G_MENU_MODEL (menu), action);

  g_assert_cmpstr (label, ==, expected);
}

static AdwToast *
toast_of (Fixture *fixture)
{
  for (GtkWidget *child = gtk_widget_get_first_child (fixture->toasts); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (G_OBJECT_TYPE_NAME (child), "AdwToastWidget"))
      {
        AdwToast *toast;

        g_object_get (child, "toast", &toast, NULL);
        g_object_unref (toast);
        return toast;
      }

  return NULL;
}

static gboolean
toast_says (Fixture *fixture, const char *words)
{
  AdwToast *toast = toast_of (fixture);

  return toast != NULL && strstr (adw_toast_get_title (toast), words) != NULL;
}

/* What one blog can do is in the menu when it can be done, and undoing it is one click. */
static void
test_take_down (Fixture *fixture, gconstpointer unused)
{
  assert_item (fixture, "publish.to", fixture->blog, TRUE);
  assert_item (fixture, "publish.draft", fixture->blog, TRUE);
  assert_item (fixture, "publish.schedule", fixture->blog, TRUE);
  assert_item (fixture, "publish.take-down", fixture->blog, FALSE);
  assert_item (fixture, "publish.open", fixture->blog, FALSE);

  gtk_widget_activate_action (fixture->button, "publish.now", NULL);
  leaf_test_wait_until (state_on (fixture, fixture->blog) == LEAF_PUBLICATION_PUBLISHED && is_idle (fixture));
  g_assert_cmpstr (gtk_label_get_label (label_of (fixture, "what")), ==, "_Update");
  assert_item (fixture, "publish.draft", fixture->blog, FALSE);
  assert_item (fixture, "publish.schedule", fixture->blog, FALSE);
  assert_item (fixture, "publish.take-down", fixture->blog, TRUE);
  assert_item (fixture, "publish.delete", fixture->blog, TRUE);
  assert_item (fixture, "publish.open", fixture->blog, TRUE);
  assert_item (fixture, "publish.compare", fixture->blog, TRUE);

  gtk_widget_activate_action (fixture->button, "publish.take-down", "x", (gint64) 0);
  leaf_test_wait_until (state_on (fixture, fixture->blog) == LEAF_PUBLICATION_DRAFT && is_idle (fixture));
  g_assert_cmpstr (gtk_label_get_label (label_of (fixture, "what")), ==, "_Publish Again");
  assert_item (fixture, "publish.put-back", fixture->blog, TRUE);
  assert_item (fixture, "publish.open", fixture->blog, FALSE);
  assert_item (fixture, "publish.compare", fixture->blog, TRUE);
  leaf_test_wait_until (toast_says (fixture, "Taken down"));
  g_signal_emit_by_name (toast_of (fixture), "button-clicked");
  leaf_test_wait_until (state_on (fixture, fixture->blog) == LEAF_PUBLICATION_PUBLISHED && is_idle (fixture));
  g_assert_cmpint (leaf_test_blog_get_state (fixture->remote), ==, LEAF_PUBLICATION_PUBLISHED);

  gtk_widget_activate_action (fixture->button, "publish.take-down", "x", (gint64) 0);
  leaf_test_wait_until (state_on (fixture, fixture->blog) == LEAF_PUBLICATION_DRAFT && is_idle (fixture));
  gtk_widget_activate_action (fixture->button, "publish.now", NULL);
  leaf_test_wait_until (state_on (fixture, fixture->blog) == LEAF_PUBLICATION_PUBLISHED && is_idle (fixture));
  leaf_test_wait_until (toast_says (fixture, "Published again"));

  gtk_widget_activate_action (fixture->button, "publish.delete", "x", fixture->blog);
  leaf_test_wait_until (state_on (fixture, fixture->blog) == LEAF_PUBLICATION_REMOVED && is_idle (fixture));
  assert_item (fixture, "publish.delete", fixture->blog, FALSE);
  g_assert_cmpuint (leaf_test_blog_count_posts (fixture->remote), ==, 1);
}

static LeafScheduleDialog *
find_schedule_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (LEAF_IS_SCHEDULE_DIALOG (l->data) && gtk_widget_get_mapped (l->data))
      return l->data;

  return NULL;
}

/* A post that waits for its day keeps it when it is updated: pressing the button must not publish it. */
static void
test_schedule (Fixture *fixture, gconstpointer unused)
{
  gint64 at = g_get_real_time () / G_USEC_PER_SEC + 86400;
  g_autoptr (LeafPublication) publication = NULL;
  g_autofree char *text = NULL;

  gtk_widget_activate_action (fixture->button, "publish.schedule", "x", (gint64) 0);
  leaf_test_wait_until (find_schedule_dialog () != NULL);
  g_signal_emit_by_name (find_schedule_dialog (), "scheduled", at);
  gtk_window_destroy (GTK_WINDOW (find_schedule_dialog ()));
  leaf_test_wait_until (state_on (fixture, fixture->blog) == LEAF_PUBLICATION_SCHEDULED && is_idle (fixture));
  g_assert_cmpstr (gtk_label_get_label (label_of (fixture, "what")), ==, "_Update");
  assert_item (fixture, "publish.unschedule", fixture->blog, TRUE);
  assert_item (fixture, "publish.at-once", fixture->blog, TRUE);
  text = leaf_publish_target_describe (leaf_publish_model_find (fixture->model, fixture->blog), at - 86400);
  g_assert_true (g_str_has_prefix (text, "Scheduled on Tom & Jerry <3 for "));

  leaf_test_append_text (fixture->library.library, fixture->reviews[0], "One more word.");
  gtk_widget_activate_action (fixture->button, "publish.now", NULL);
  leaf_test_wait_until (leaf_test_blog_shows (fixture->remote, "One more word.") && is_idle (fixture));
  publication = leaf_test_load_publication (fixture->library.library, fixture->reviews[0], fixture->blog);
  g_assert_cmpint (publication->state, ==, LEAF_PUBLICATION_SCHEDULED);
  g_assert_cmpint (publication->published, ==, at);

  gtk_widget_activate_action (fixture->button, "publish.unschedule", "x", (gint64) 0);
  leaf_test_wait_until (state_on (fixture, fixture->blog) == LEAF_PUBLICATION_DRAFT && is_idle (fixture));
  leaf_test_wait_until (toast_says (fixture, "Unscheduled"));
  g_signal_emit_by_name (toast_of (fixture), "button-clicked");
  leaf_test_wait_until (state_on (fixture, fixture->blog) == LEAF_PUBLICATION_SCHEDULED && is_idle (fixture));
}

/* The check marks say where one press goes, and are kept with the review; one stays. */
static void
test_several (Fixture *fixture, gconstpointer unused)
{
  gint64 second = add_blog (fixture, "Second");
  g_autofree char *first_choice = leaf_publish_menu_blog_action (fixture->blog, TRUE);
  g_autofree char *second_choice = leaf_publish_menu_blog_action (second, TRUE);

  g_assert_true (leaf_publish_model_find (fixture->model, fixture->blog)->chosen);
  g_assert_false (leaf_publish_model_find (fixture->model, second)->chosen);
  gtk_widget_activate_action (fixture->button, first_choice, NULL);
  g_assert_true (leaf_publish_model_find (fixture->model, fixture->blog)->chosen);
  gtk_widget_activate_action (fixture->button, second_choice, NULL);
  g_assert_true (leaf_publish_model_find (fixture->model, second)->chosen);
  g_assert_cmpstr (gtk_label_get_label (label_of (fixture, "where")), ==, "2 blogs");
  assert_item (fixture, "publish.make-usual", 0, TRUE);

  leaf_publish_button_set_review (LEAF_PUBLISH_BUTTON (fixture->button), fixture->reviews[1]);
  leaf_test_wait_until (leaf_publish_model_is_loaded (fixture->model));
  g_assert_false (leaf_publish_model_find (fixture->model, second)->chosen);
  leaf_publish_button_set_review (LEAF_PUBLISH_BUTTON (fixture->button), fixture->reviews[0]);
  leaf_test_wait_until (leaf_publish_model_is_loaded (fixture->model) && leaf_publish_model_find (fixture->model, second)->chosen);

  gtk_widget_activate_action (fixture->button, "publish.make-usual", NULL);
  leaf_test_wait_until (leaf_publish_model_is_usual (fixture->model));
  leaf_publish_button_set_review (LEAF_PUBLISH_BUTTON (fixture->button), fixture->reviews[1]);
  leaf_test_wait_until (leaf_publish_model_is_loaded (fixture->model) && leaf_publish_model_find (fixture->model, second)->chosen);
}

/* Where the button saves drafts there is no second item for that; where it does so on some of the blogs only, there is. */
static void
test_drafts (Fixture *fixture, gconstpointer unused)
{
  gint64 second = add_blog (fixture, "Second");
  g_autofree char *first_choice = leaf_publish_menu_blog_action (fixture->blog, TRUE);
  g_autofree char *second_choice = leaf_publish_menu_blog_action (second, TRUE);
  g_autoptr (LeafBlog) blog = g_object_ref (leaf_publish_model_find (fixture->model, second)->blog);
  g_autoptr (GPtrArray) alone = NULL;

  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_STATUS, "draft");
  leaf_test_save_blog (fixture->library.library, blog);
  leaf_test_wait_until (leaf_publish_target_get_verb (leaf_publish_model_find (fixture->model, second)) == LEAF_PUBLISH_SAVE_DRAFT);
  alone = leaf_publish_model_dup_chosen (fixture->model, second);
  g_assert_cmpstr (leaf_publish_menu_get_label (alone), ==, "Save as _Draft");
  assert_item (fixture, "publish.to", second, TRUE);
  assert_item (fixture, "publish.draft", second, FALSE);
  assert_item (fixture, "publish.draft", fixture->blog, TRUE);

  gtk_widget_activate_action (fixture->button, second_choice, NULL);
  assert_item (fixture, "publish.draft", 0, TRUE);
  gtk_widget_activate_action (fixture->button, first_choice, NULL);
  g_assert_false (leaf_publish_model_find (fixture->model, fixture->blog)->chosen);
  assert_item (fixture, "publish.draft", 0, FALSE);
}

/* What a folder cannot do is not offered for it; beside a blog that can, the item says which one is meant. */
static void
test_folder (Fixture *fixture, gconstpointer unused)
{
  gint64 folder = add_system (fixture, LEAF_BLOG_SYSTEM_SITE, "Shelf", fixture->library.dir);
  gint64 at = g_get_real_time () / G_USEC_PER_SEC + 86400;

  assert_item (fixture, "publish.draft", folder, FALSE);
  assert_item (fixture, "publish.schedule", folder, FALSE);
  assert_label (fixture, "publish.schedule", "_Schedule…");
  leaf_publish_model_choose (fixture->model, folder, TRUE);
  assert_label (fixture, "publish.draft", "Save as _Draft on “Tom & Jerry <3”");
  assert_label (fixture, "publish.schedule", "_Schedule on “Tom & Jerry <3”…");
  gtk_widget_activate_action (fixture->button, "publish.schedule", "x", (gint64) 0);
  leaf_test_wait_until (find_schedule_dialog () != NULL);
  g_signal_emit_by_name (find_schedule_dialog (), "scheduled", at);
  gtk_window_destroy (GTK_WINDOW (find_schedule_dialog ()));
  leaf_test_wait_until (state_on (fixture, fixture->blog) == LEAF_PUBLICATION_SCHEDULED && is_idle (fixture));
  g_assert_cmpint (state_on (fixture, folder), ==, LEAF_PUBLICATION_NONE);
  assert_label (fixture, "publish.schedule", "Re_schedule on “Tom & Jerry <3”…");

  leaf_publish_model_choose (fixture->model, fixture->blog, FALSE);
  assert_label (fixture, "publish.draft", NULL);
  assert_label (fixture, "publish.schedule", NULL);
}

/* One press, both blogs; and what fails on one does not hold back the other. */
static void
test_both (Fixture *fixture, gconstpointer unused)
{
  gint64 second = add_blog (fixture, "Second");

  leaf_publish_model_choose (fixture->model, second, TRUE);
  leaf_test_blog_fail (fixture->remote, "connect", 1, LEAF_PUBLISH_ERROR_LOGIN, 0, FALSE);
  gtk_widget_activate_action (fixture->button, "publish.now", NULL);
  adw_message_dialog_response (wait_for_dialog (), "close");
  leaf_test_wait_until (!LEAF_PUBLISH_BUTTON (fixture->button)->busy);
  leaf_test_wait_until ((state_on (fixture, fixture->blog) == LEAF_PUBLICATION_PUBLISHED) !=
                        (state_on (fixture, second) == LEAF_PUBLICATION_PUBLISHED));
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 1);
}

static gboolean
set_embargo_func (LeafDb *db, gpointer data, GError **error)
{
  g_autoptr (LeafBook) book = leaf_books_load (db, 1, error);
  const LeafDate day = { 2099, 1, 1 };

  if (book == NULL)
    return FALSE;
  leaf_book_set_embargo (book, &day);
  return leaf_books_save (db, book, error);
}

static GtkWindow *
find_checklist (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (LEAF_IS_CHECKLIST (l->data) && gtk_widget_get_mapped (l->data))
      return l->data;

  return NULL;
}

/* What is wrong is shown before anything is done; turning back leaves nothing in the outbox. */
static void
test_checked (Fixture *fixture, gconstpointer unused)
{
  LeafPublishButton *button = LEAF_PUBLISH_BUTTON (fixture->button);

  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, set_embargo_func, NULL);
  leaf_test_wait_until (leaf_publish_model_get_embargo (fixture->model)->year == 2099);
  gtk_widget_activate_action (fixture->button, "publish.now", NULL);
  leaf_test_wait_until (find_checklist () != NULL);
  g_assert_true (button->busy);
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 0);
  gtk_window_close (find_checklist ());
  leaf_test_wait_until (!button->busy && find_checklist () == NULL);
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 0);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "send"), ==, 0);
}

static GtkWindow *
find_changes (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (LEAF_IS_PUBLISH_CHANGES (l->data) && gtk_widget_get_mapped (l->data))
      return l->data;

  return NULL;
}

static const char *
first_line (GtkWindow *changes)
{
  GtkWidget *row = leaf_test_find_widget (GTK_WIDGET (changes), ADW_TYPE_ACTION_ROW);

  return row != NULL ? adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)) : NULL;
}

/* Published, but the blog changed this: shown at once, line by line, and again below the text for whoever closed it. */
static void
test_differences (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *status = g_object_ref_sink (g_object_new (LEAF_TYPE_PUBLISH_STATUS, NULL));
  GtkWidget *again;

  leaf_publish_status_set_model (LEAF_PUBLISH_STATUS (status), fixture->model);
  again = GTK_WIDGET (gtk_widget_get_template_child (status, LEAF_TYPE_PUBLISH_STATUS, "changes_button"));
  g_assert_false (gtk_widget_get_visible (again));
  leaf_test_blog_make_stubborn (fixture->remote, "Moonstone", "Sunstone");
  gtk_widget_activate_action (fixture->button, "publish.now", NULL);
  leaf_test_wait_until (find_changes () != NULL);
  g_assert_cmpstr (first_line (find_changes ()), ==, "The blog changed it.");
  gtk_window_close (find_changes ());
  leaf_test_wait_until (find_changes () == NULL && is_idle (fixture));

  leaf_test_wait_until (gtk_widget_get_visible (again));
  g_signal_emit_by_name (again, "clicked");
  leaf_test_wait_until (find_changes () != NULL);
  g_assert_cmpstr (first_line (find_changes ()), ==, "The blog changed it.");
  gtk_window_close (find_changes ());
  g_assert_finalize_object (status);

  /* From the menu, too. */
  assert_item (fixture, "publish.differences", fixture->blog, TRUE);
}

/* Before anything was sent, a cancel leaves nothing behind. */
static int
measure_width (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* While it is busy the button takes the room it had, so that the tools beside it stay where they are. */
static void
test_cancel (Fixture *fixture, gconstpointer unused)
{
  int width = measure_width (fixture->button);
  g_autofree char *step = NULL;

  leaf_test_blog_hold (fixture->remote);
  gtk_widget_activate_action (fixture->button, "publish.now", NULL);
  leaf_test_wait_until (leaf_test_blog_count_calls (fixture->remote, "send") == 1);
  g_assert_true (LEAF_PUBLISH_BUTTON (fixture->button)->busy);
  g_object_get (fixture->button, "step", &step, NULL);
  g_assert_nonnull (step);
  g_assert_cmpint (measure_width (fixture->button), ==, width);
  gtk_widget_activate_action (fixture->button, "publish.cancel", NULL);
  leaf_test_wait_until (!LEAF_PUBLISH_BUTTON (fixture->button)->busy);
  g_clear_pointer (&step, g_free);
  g_object_get (fixture->button, "step", &step, NULL);
  g_assert_null (step);
}

/* libadwaita reads markup in a toast, and G_DEBUG makes a warning of what is none. */
static void
test_toast (void)
{
  AdwToast *toast = leaf_ui_toast_new ("“Tom & Jerry <3” removed");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  pango_parse_markup (adw_toast_get_title (toast), -1, 0, NULL, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "“Tom & Jerry <3” removed");
  g_assert_finalize_object (toast);
}

static gboolean
remove_blog_func (LeafDb *db, gpointer data, GError **error)
{
  Fixture *fixture = data;

  return leaf_blogs_remove (db, fixture->blog, error);
}

/* Where there is no blog, she is led to adding the first one. */
static void
test_no_blog (Fixture *fixture, gconstpointer unused)
{
  gboolean noted = FALSE;

  leaf_test_note_action (GTK_WIDGET (fixture->window), "first-blog", &noted);
  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, remove_blog_func, fixture);
  leaf_test_wait_until (leaf_publish_model_is_loaded (fixture->model) && leaf_publish_model_get_targets (fixture->model)->len == 0);
  gtk_widget_activate_action (fixture->button, "publish.now", NULL);
  leaf_test_wait_until (noted);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  leaf_ui_ensure ();
  adw_init ();

  g_test_add ("/publish-button/again", Fixture, NULL, set_up, test_again, tear_down);
  g_test_add ("/publish-button/changed", Fixture, NULL, set_up, test_changed, tear_down);
  g_test_add ("/publish-button/where", Fixture, NULL, set_up, test_where, tear_down);
  g_test_add ("/publish-button/take-down", Fixture, NULL, set_up, test_take_down, tear_down);
  g_test_add ("/publish-button/schedule", Fixture, NULL, set_up, test_schedule, tear_down);
  g_test_add ("/publish-button/several", Fixture, NULL, set_up, test_several, tear_down);
  g_test_add ("/publish-button/drafts", Fixture, NULL, set_up, test_drafts, tear_down);
  g_test_add ("/publish-button/folder", Fixture, NULL, set_up, test_folder, tear_down);
  g_test_add ("/publish-button/both", Fixture, NULL, set_up, test_both, tear_down);
  g_test_add ("/publish-button/checked", Fixture, NULL, set_up, test_checked, tear_down);
  g_test_add ("/publish-button/differences", Fixture, NULL, set_up, test_differences, tear_down);
  g_test_add ("/publish-button/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/publish-button/no-blog", Fixture, NULL, set_up, test_no_blog, tear_down);
  g_test_add_func ("/publish-button/toast", test_toast);

  return g_test_run ();
}
