/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding and replacing without the bar that asks for it: what is replaced can be undone, and a search may be
 * kept longer than its editor. */

#include "config.h"

#include "leaf-document-markdown.h"
#include "leaf-editor-find.h"
#include "leaf-editor-state.h"
#include "leaf-test-editor.h"

static gboolean
timeout_cb (gpointer data)
{
  g_error ("Waited too long for: %s", (const char *) data);
  return G_SOURCE_REMOVE;
}

static gboolean
idle_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Until nothing is left to do that was begun before. */
static void
settle (void)
{
  gboolean idle = FALSE;

  g_idle_add_full (G_PRIORITY_LOW + 1, idle_cb, &idle, NULL);
  while (!idle)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_counted (LeafEditorFind *find)
{
  unsigned int limit = g_timeout_add_seconds (30, timeout_cb, (gpointer) "the number of matches");

  while (!leaf_editor_find_is_counted (find))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
}

static void
test_outlive_editor (void)
{
  LeafEditor *editor = leaf_test_editor_new ("p:one two| three");
  LeafEditorFind *find = leaf_editor_find_new (editor);

  leaf_editor_find_set_text (find, "two", LEAF_FIND_DEFAULT);
  g_assert_finalize_object (editor);
  settle ();
  g_assert_false (leaf_editor_find_select (find, LEAF_EDITOR_FIND_NEXT));
  g_assert_cmpuint (leaf_editor_find_replace_all (find, "four"), ==, 0);
  leaf_editor_find_set_text (find, "three", LEAF_FIND_DEFAULT);
  settle ();
  g_assert_finalize_object (find);
}

static void
test_count (void)
{
  LeafEditor *editor = leaf_test_editor_new ("p:|on and on / h2:On / p:upon");
  LeafEditorFind *find = leaf_editor_find_new (editor);

  leaf_editor_find_set_text (find, "on", LEAF_FIND_DEFAULT);
  wait_counted (find);
  g_assert_cmpuint (leaf_editor_find_get_n_matches (find), ==, 4);
  g_assert_true (leaf_editor_find_select (find, LEAF_EDITOR_FIND_PREVIOUS));
  g_assert_cmpuint (leaf_editor_find_get_position (find), ==, 4);
  leaf_editor_find_set_text (find, "on", LEAF_FIND_WHOLE_WORD | LEAF_FIND_MATCH_CASE);
  wait_counted (find);
  g_assert_cmpuint (leaf_editor_find_get_n_matches (find), ==, 2);
  g_assert_finalize_object (find);
  g_assert_finalize_object (editor);
}

/* Every match in one step, and what stands around them is as it was. */
static void
test_replace_all (void)
{
  LeafEditor *editor = leaf_test_editor_new ("p:a cat and a cat / f:*the cat / d:* / b1:cat|s / r7:no match / q:concat");
  LeafEditorFind *find = leaf_editor_find_new (editor);

  leaf_editor_find_set_text (find, "cat", LEAF_FIND_DEFAULT);
  g_assert_cmpuint (leaf_editor_find_replace_all (find, "mouse"), ==, 5);
  leaf_test_editor_assert (editor, "p:a mouse and a mouse / f:*the mouse / d:* / b1:mouse|s / r7:no match / q:conmouse");
  leaf_editor_undo (editor);
  leaf_test_editor_assert (editor, "p:a cat and a cat / f:*the cat / d:* / b1:cat|s / r7:no match / q:concat");
  g_assert_false (leaf_editor_get_can_undo (editor));
  leaf_editor_redo (editor);
  leaf_test_editor_assert (editor, "p:a mouse and a mouse / f:*the mouse / d:* / b1:mouse|s / r7:no match / q:conmouse");
  g_assert_finalize_object (find);
  g_assert_finalize_object (editor);
}

/* She deletes, replaces by nothing beside it, and goes on deleting: three steps, not one. */
static void
test_steps (void)
{
  LeafEditor *editor = leaf_test_editor_new ("p:abcd|X");
  LeafEditorFind *find = leaf_editor_find_new (editor);

  leaf_test_editor_press (editor, "Delete");
  leaf_test_editor_press (editor, "Backspace");
  leaf_test_editor_assert (editor, "p:abc|");
  leaf_editor_find_set_text (find, "c", LEAF_FIND_DEFAULT);
  g_assert_cmpuint (leaf_editor_find_replace_all (find, ""), ==, 1);
  leaf_test_editor_press (editor, "Backspace");
  leaf_test_editor_assert (editor, "p:a|");
  leaf_editor_undo (editor);
  leaf_test_editor_assert (editor, "p:ab|");
  leaf_editor_undo (editor);
  leaf_test_editor_assert (editor, "p:abc|");
  g_assert_finalize_object (find);
  g_assert_finalize_object (editor);
}

static void
wait_for_top (LeafEditor   *editor,
              unsigned int  top)
{
  unsigned int limit = g_timeout_add_seconds (30, timeout_cb, (gpointer) "the place in the text");
  LeafEditorPlace place;

  do
    {
      g_main_context_iteration (NULL, TRUE);
      leaf_editor_get_place (editor, &place);
    }
  while (MAX (place.top, top) - MIN (place.top, top) > 200);
  g_source_remove (limit);
}

/* All the text she sees is put in anew, and she sees it where it was. */
static void
test_stay (void)
{
  LeafEditor *editor = LEAF_EDITOR (leaf_editor_new ());
  LeafEditorFind *find = leaf_editor_find_new (editor);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (LeafDocument) document = NULL;
  unsigned int middle;

  for (unsigned int i = 0; i < 1000; i++)
    g_string_append (text, "A cat and a cat are two.\n");
  document = leaf_document_new_from_text (text->str, -1, NULL);
  middle = leaf_document_get_block_start (document, 500);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (editor));
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (window), 500, 400);
  gtk_window_present (GTK_WINDOW (window));
  leaf_editor_set_document (editor, document);
  leaf_editor_set_place (editor, &(LeafEditorPlace) { middle + 50, middle + 50, middle });
  wait_for_top (editor, middle);
  settle ();

  leaf_editor_find_set_text (find, "cat", LEAF_FIND_DEFAULT);
  g_assert_cmpuint (leaf_editor_find_replace_all (find, "mouse"), ==, 2000);
  wait_for_top (editor, middle + 2000);
  settle ();
  wait_for_top (editor, middle + 2000);
  leaf_editor_undo (editor);
  settle ();
  wait_for_top (editor, middle);
  g_assert_finalize_object (find);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/editor-find/outlive-editor", test_outlive_editor);
  g_test_add_func ("/editor-find/count", test_count);
  g_test_add_func ("/editor-find/replace-all", test_replace_all);
  g_test_add_func ("/editor-find/steps", test_steps);
  g_test_add_func ("/editor-find/stay", test_stay);

  return g_test_run ();
}
