/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What she chooses in the preferences is what the editors do. */

#include "config.h"

#include "leaf-test-editor.h"
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

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  leaf_ui_ensure ();

  g_test_add_func ("/writing-page/switches", test_switches);

  return g_test_run ();
}
