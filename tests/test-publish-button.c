/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is tried again, and told, is the review that was published, whichever is shown by then. */

#include "config.h"

#include "leaf-outbox-private.h"
#include "leaf-publish-button.h"
#include "leaf-remote-window.h"
#include "leaf-test-library.h"
#include "leaf-test-publish.h"
#include "leaf-test-publisher.h"
#include "leaf-test-wait.h"
#include "leaf-ui.h"

typedef struct {
  LeafTestLibrary library;
  LeafTestBlog *remote;
  LeafOutbox *outbox;
  gint64 blog;
  gint64 reviews[2];
  GtkWindow *window;
  GtkWidget *button;
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

  fixture->button = leaf_publish_button_new ();
  g_object_set (fixture->button, "library", fixture->library.library, "outbox", fixture->outbox, "review", fixture->reviews[0], NULL);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (fixture->window, fixture->button);
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  leaf_ui_ensure ();
  adw_init ();

  g_test_add ("/publish-button/again", Fixture, NULL, set_up, test_again, tear_down);
  g_test_add ("/publish-button/changed", Fixture, NULL, set_up, test_changed, tear_down);
  g_test_add ("/publish-button/where", Fixture, NULL, set_up, test_where, tear_down);
  g_test_add_func ("/publish-button/toast", test_toast);

  return g_test_run ();
}
