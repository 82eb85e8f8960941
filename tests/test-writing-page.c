/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What she chooses in the preferences is what the editors do; and where the preferences begin. */

#include "config.h"

#include "leaf-blog-dialog.h"
#include "leaf-preferences.h"
#include "leaf-profiles.h"
#include "leaf-test-editor.h"
#include "leaf-test-library.h"
#include "leaf-test-publish.h"
#include "leaf-test-wait.h"
#include "leaf-test-widget.h"
#include "leaf-ui.h"
#include "leaf-writing-page.h"

static void
test_switches (void)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);
  LeafEditor *editor = leaf_test_editor_new ("p:|");
  GtkWidget *window = gtk_window_new ();
  GtkWidget *page = g_object_new (LEAF_TYPE_WRITING_PAGE, NULL);
  GtkWidget *quotes, *shorthand;

  leaf_writing_page_bind_editor (editor);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  quotes = leaf_test_wait_for_nth_widget (page, GTK_TYPE_SWITCH, 0);
  shorthand = leaf_test_wait_for_nth_widget (page, GTK_TYPE_SWITCH, 1);

  leaf_test_editor_type (editor, "# \"a\"");
  leaf_test_editor_assert (editor, "h2:“a”|");

  gtk_switch_set_active (GTK_SWITCH (quotes), FALSE);
  g_assert_false (g_settings_get_boolean (settings, "smart-punctuation"));
  leaf_test_editor_type (editor, " \"b\" *c*");
  leaf_test_editor_assert (editor, "h2:“a” \"b\" c|");

  gtk_switch_set_active (GTK_SWITCH (shorthand), FALSE);
  g_assert_false (g_settings_get_boolean (settings, "shorthand"));
  leaf_test_editor_type (editor, " *d*\n---\n");
  leaf_test_editor_assert (editor, "h2:“a” \"b\" c *d* / p:--- / p:|");

  g_settings_reset (settings, "smart-punctuation");
  g_settings_reset (settings, "shorthand");
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (quotes)));
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (shorthand)));
  leaf_test_editor_type (editor, "> 'e'");
  leaf_test_editor_assert (editor, "h2:“a” \"b\" c *d* / p:--- / q:‘e’|");

  gtk_window_destroy (GTK_WINDOW (window));

  /* It lives until it has been told which languages there are to check the spelling in. */
  g_object_add_weak_pointer (G_OBJECT (editor), (gpointer *) &editor);
  g_object_unref (editor);
  while (editor != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
load_profile_func (LeafDb *db, gpointer data, GError **error)
{
  LeafProfile **profile = data;

  g_clear_object (profile);
  return (*profile = leaf_profiles_load (db, error)) != NULL;
}

static gboolean
is_named (LeafLibrary *library, const char *name)
{
  g_autoptr (LeafProfile) profile = NULL;

  leaf_test_run (library, LEAF_LIBRARY_READ, load_profile_func, &profile);
  return g_strcmp0 (leaf_profile_get_name (profile), name) == 0;
}

static void
present (GtkWidget *window, LeafLibrary *library)
{
  gtk_window_present (GTK_WINDOW (window));
  leaf_test_wait_until (gtk_window_is_active (GTK_WINDOW (window)));
  /* What the pages show is read by then. */
  is_named (library, "");
  leaf_test_drain ();
}

static GtkWidget *
present_blogs (LeafLibrary *library, gboolean first)
{
  GtkWidget *window = leaf_preferences_new (library);

  leaf_preferences_show_blogs (LEAF_PREFERENCES (window), first);
  present (window, library);
  return window;
}

static void
end (GtkWidget *window, LeafLibrary *library)
{
  gtk_window_destroy (GTK_WINDOW (window));
  leaf_test_wait_until (G_OBJECT (library)->ref_count == 1);
}

/* She came to give her name, and types it at once. */
static void
test_name (LeafTestLibrary *fixture, gconstpointer unused)
{
  GtkWidget *window = leaf_preferences_new (fixture->library);

  leaf_preferences_show_name (LEAF_PREFERENCES (window));
  present (window, fixture->library);
  leaf_test_keyboard_send ("type", "Ada");
  leaf_test_wait_until (is_named (fixture->library, "Ada"));
  end (window, fixture->library);
}

static gboolean
says (GtkWidget *window, const char *text)
{
  for (int i = 0;; i++)
    {
      int nth = i;
      GtkWidget *label = leaf_test_find_nth_widget (window, GTK_TYPE_LABEL, &nth);

      if (label == NULL || g_str_equal (gtk_label_get_label (GTK_LABEL (label)), text))
        return label != NULL;
    }
}

/* She was to publish and has no blog: she is told so, and Enter adds one. */
static void
test_first_blog (LeafTestLibrary *fixture, gconstpointer unused)
{
  GtkWidget *window = present_blogs (fixture->library, TRUE);

  leaf_test_wait_until (says (window, "Add the blog to publish to."));
  leaf_test_keyboard_send ("key", "Return");
  gtk_window_destroy (leaf_test_wait_for_window (LEAF_TYPE_BLOG_DIALOG));
  end (window, fixture->library);
}

/* Where she goes to the settings of a blog there is nothing to tell. */
static void
test_blogs (LeafTestLibrary *fixture, gconstpointer unused)
{
  GtkWidget *window = present_blogs (fixture->library, FALSE);

  g_assert_true (says (window, "No blog yet"));
  g_assert_false (says (window, "Add the blog to publish to."));
  end (window, fixture->library);
}

static void
add (const char *path, void (*func) (LeafTestLibrary *fixture, gconstpointer unused))
{
  g_test_add (path, LeafTestLibrary, NULL, leaf_test_library_set_up, func, leaf_test_library_tear_down);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  leaf_ui_ensure ();

  g_test_add_func ("/writing-page/switches", test_switches);
  add ("/writing-page/name", test_name);
  add ("/writing-page/first-blog", test_first_blog);
  add ("/writing-page/blogs", test_blogs);

  return g_test_run ();
}
