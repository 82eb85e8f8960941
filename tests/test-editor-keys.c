/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Marks, links, the clipboard and steps of undo, and the same with a real keyboard on a real display. */

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-document-markdown.h"
#include "leaf-test-editor.h"

#include <string.h>

/* Whoever cannot see the heading is told of it. */
static void
test_accessibility (void)
{
  LeafEditor *editor = leaf_test_editor_new ("h2:|one / p:two / n0:three");

  g_assert_true (gtk_test_accessible_has_role (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_ROLE_TEXT_BOX));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Heading");
  leaf_editor_set_cursor (editor, 5);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Paragraph");
  leaf_editor_set_cursor (editor, 9);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Numbered list, item 1");
  g_assert_finalize_object (editor);
}

static void
test_active_marks (void)
{
  LeafEditor *editor = leaf_test_editor_new ("p:one two|");

  leaf_test_editor_select (editor, 0, 3);
  leaf_test_editor_press (editor, "editor.bold");
  g_assert_true (leaf_test_editor_has_mark (editor, 0, LEAF_MARK_BOLD));
  g_assert_false (leaf_test_editor_has_mark (editor, 3, LEAF_MARK_BOLD));

  /* Typing at the end of bold text goes on in bold, which GTK's tags alone would not. */
  leaf_editor_set_cursor (editor, 3);
  g_assert_cmpuint (leaf_editor_get_active_marks (editor), ==, LEAF_MARK_BOLD);
  leaf_test_editor_press (editor, "X");
  g_assert_true (leaf_test_editor_has_mark (editor, 3, LEAF_MARK_BOLD));

  /* Switched off for what comes next. */
  leaf_test_editor_press (editor, "editor.bold");
  leaf_test_editor_press (editor, "Y");
  g_assert_false (leaf_test_editor_has_mark (editor, 4, LEAF_MARK_BOLD));
  g_assert_cmpuint (leaf_editor_get_active_marks (editor), ==, LEAF_MARK_NONE);

  /* Typing over a selection keeps its look. */
  leaf_test_editor_select (editor, 0, 2);
  g_signal_emit_by_name (editor, "backspace");
  leaf_test_editor_press (editor, "Z");
  g_assert_true (leaf_test_editor_has_mark (editor, 0, LEAF_MARK_BOLD));
  g_assert_finalize_object (editor);
}

static void
test_links (void)
{
  LeafEditor *editor = leaf_test_editor_new ("p:see here now|");
  g_autofree char *address = NULL;

  leaf_test_editor_select (editor, 4, 8);
  leaf_editor_set_link (editor, "https://example.org/");
  leaf_editor_set_cursor (editor, 8);
  address = leaf_editor_dup_active_link (editor);
  g_assert_cmpstr (address, ==, "https://example.org/");

  /* A link does not go on behind its end, but inside. */
  leaf_test_editor_press (editor, "X");
  g_assert_null (leaf_document_get_style_at (leaf_editor_get_document (editor), 8).link);
  leaf_editor_set_cursor (editor, 6);
  leaf_test_editor_press (editor, "Y");
  g_assert_nonnull (leaf_document_get_style_at (leaf_editor_get_document (editor), 6).link);

  leaf_editor_set_link (editor, NULL);
  for (unsigned int i = 0; i < 12; i++)
    g_assert_null (leaf_document_get_style_at (leaf_editor_get_document (editor), i).link);

  leaf_editor_set_link (editor, "javascript:alert(1)");
  g_assert_null (leaf_editor_dup_active_link (editor));
  g_assert_finalize_object (editor);
}

static void
text_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GError) error = NULL;

  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  g_assert_no_error (error);
}

/* Bullets and numbers are no characters of the text, but those who paste it elsewhere want them. */
static void
test_copy (void)
{
  LeafEditor *editor = leaf_test_editor_new ("p:|one / b0:two / b1:three / n0:four / n0:five");
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (editor));
  g_autofree char *text = NULL;

  leaf_test_editor_select (editor, 0, leaf_document_get_length (leaf_editor_get_document (editor)));
  g_signal_emit_by_name (editor, "copy-clipboard");
  g_assert_true (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/html"));
  gdk_clipboard_read_text_async (clipboard, NULL, text_read_cb, &text);
  while (text == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (text, ==, "one\n• two\n  • three\n1. four\n2. five");
  g_assert_finalize_object (editor);
}

static void
assert_paste (const char *mime_type,
              const void *data,
              gsize       length,
              const char *before,
              const char *after)
{
  LeafEditor *editor = leaf_test_editor_new (before);
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GdkContentProvider) content = gdk_content_provider_new_for_bytes (mime_type, bytes);
  g_autofree char *result = NULL;

  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (editor)), content);
  g_signal_emit_by_name (editor, "paste-clipboard");
  while (!leaf_editor_get_can_undo (editor))
    g_main_context_iteration (NULL, TRUE);
  result = leaf_test_editor_print (editor);
  g_assert_cmpstr (result, ==, after);

  leaf_editor_undo (editor);
  g_assert_false (leaf_editor_get_can_undo (editor));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (editor);
}

static void
assert_paste_html (const char *html,
                   const char *before,
                   const char *after)
{
  assert_paste ("text/html", html, strlen (html), before, after);
}

static void
test_paste (void)
{
  static const char utf16[] = "\xff\xfe<\0p\0>\0h\0i\0<\0/\0p\0>\0";

  /* Words join the line, blocks become lines, and what is no text keeps to itself. */
  assert_paste_html ("<b>x</b>", "p:a|b", "p:ax|b");
  assert_paste_html ("<h2>x</h2>", "p:|", "h2:x|");
  assert_paste_html ("<h2>x</h2>", "p:a|b", "p:ax|b");
  assert_paste_html ("<p>x</p><p>y</p>", "q:a|b", "q:ax / p:y|b");
  assert_paste_html ("<ul><li>x</li><li>y</li></ul>", "p:|", "b0:x / b0:y|");
  assert_paste_html ("<hr>", "p:a|b", "p:a / d:* / p:|b");
  assert_paste_html ("<p>x</p>", "d:*|", "d:* / p:x|");
  assert_paste_html ("<p>x</p><p>y</p>", "d:|*", "p:x / p:y| / d:*");
  assert_paste_html ("<p>x</p><p>y</p>", "f:*c|ap", "f:*cap / p:x / p:y|");
  assert_paste ("text/html", utf16, sizeof utf16 - 1, "p:|", "p:hi|");
}

static void
gone_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* Read in a thread; the editor may be gone before it is done. */
static void
test_large_paste (void)
{
  g_autoptr (GString) html = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkContentProvider) content = NULL;
  gboolean gone = FALSE;
  LeafEditor *editor;

  for (int i = 0; i < 20000; i++)
    {
      g_string_append_printf (html, "<p>%d</p>", i);
      g_string_append_printf (expected, "%sp:%d", i == 0 ? "" : " / ", i);
    }
  g_string_append_c (expected, '|');
  assert_paste_html (html->str, "p:|", expected->str);

  /* What is done to all of it takes no time either, nor does undoing it. */
  editor = leaf_test_editor_new (expected->str);
  leaf_test_editor_select (editor, 0, leaf_document_get_length (leaf_editor_get_document (editor)));
  leaf_test_editor_press (editor, "editor.bulleted");
  leaf_test_editor_press (editor, "editor.bold");
  leaf_editor_undo (editor);
  leaf_editor_undo (editor);
  leaf_test_editor_assert (editor, expected->str);
  g_assert_finalize_object (editor);

  editor = leaf_test_editor_new ("p:|");
  bytes = g_bytes_new (html->str, html->len);
  content = gdk_content_provider_new_for_bytes ("text/html", bytes);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (editor)), content);
  g_signal_emit_by_name (editor, "paste-clipboard");
  g_object_set_data_full (G_OBJECT (editor), "test-gone", &gone, gone_cb);
  g_object_run_dispose (G_OBJECT (editor));
  g_object_unref (editor);
  while (!gone)
    g_main_context_iteration (NULL, TRUE);
}

static void
type_each (LeafEditor *editor,
           const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    leaf_test_editor_press (editor, (const char[]) { *p, '\0' });
}

static void
test_words_are_steps (void)
{
  LeafEditor *editor = leaf_test_editor_new ("p:|");

  type_each (editor, "one two  three");
  leaf_editor_undo (editor);
  leaf_test_editor_assert (editor, "p:one two  |");
  leaf_editor_undo (editor);
  leaf_test_editor_assert (editor, "p:one |");
  leaf_editor_redo (editor);
  leaf_test_editor_assert (editor, "p:one two  |");
  leaf_editor_undo (editor);
  leaf_editor_undo (editor);
  leaf_test_editor_assert (editor, "p:|");
  g_assert_false (leaf_editor_get_can_undo (editor));
  leaf_editor_redo (editor);
  leaf_editor_redo (editor);
  leaf_editor_redo (editor);
  leaf_test_editor_assert (editor, "p:one two  three|");
  g_assert_false (leaf_editor_get_can_redo (editor));

  /* Deleting a word is a step, too, and so is typing after the cursor was elsewhere. */
  for (int i = 0; i < 5; i++)
    leaf_test_editor_press (editor, "Backspace");
  leaf_editor_undo (editor);
  leaf_test_editor_assert (editor, "p:one two  three|");
  leaf_editor_set_cursor (editor, 3);
  type_each (editor, "a");
  leaf_editor_set_cursor (editor, 4);
  type_each (editor, "b");
  leaf_editor_undo (editor);
  leaf_test_editor_assert (editor, "p:onea| two  three");
  g_assert_finalize_object (editor);
}

/* What is pasted within a word is a step of its own. */
static void
test_inserted_words_are_steps (void)
{
  LeafEditor *editor = leaf_test_editor_new ("p:|");
  g_autoptr (LeafDocument) pasted = leaf_document_new_from_text ("bar", -1, NULL);

  type_each (editor, "foo");
  leaf_editor_insert (editor, pasted);
  type_each (editor, "baz");
  leaf_editor_undo (editor);
  leaf_test_editor_assert (editor, "p:foobar|");
  leaf_editor_undo (editor);
  leaf_test_editor_assert (editor, "p:foo|");
  leaf_editor_undo (editor);
  leaf_test_editor_assert (editor, "p:|");
  g_assert_finalize_object (editor);
}

static gboolean
waited_cb (gpointer data)
{
  g_error ("The end of what was pasted does not come into sight");
  return G_SOURCE_REMOVE;
}

/* She sees where she goes on after pasting more than a screen shows. */
static void
test_long_paste_is_followed (void)
{
  LeafEditor *editor = LEAF_EDITOR (leaf_editor_new ());
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  unsigned int limit = g_timeout_add_seconds (30, waited_cb, NULL);
  GdkRectangle visible, end;
  GtkTextIter iter;

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (editor));
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (window), 500, 400);
  gtk_window_present (GTK_WINDOW (window));
  for (unsigned int i = 0; i < 1000; i++)
    g_string_append_printf (text, "Line %u of what is pasted.\n", i);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (editor)), text->str);
  g_signal_emit_by_name (editor, "paste-clipboard");

  do
    {
      g_main_context_iteration (NULL, TRUE);
      gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor)), &iter);
      gtk_text_view_get_iter_location (GTK_TEXT_VIEW (editor), &iter, &end);
      gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (editor), &visible);
    }
  while (end.y < 10000 || end.y > visible.y + visible.height);
  g_source_remove (limit);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Keys through the X server: shortcuts, Tab and Enter as she presses them. */
static void
test_keyboard (void)
{
  LeafTestKeyboard keyboard = { 0 };

  leaf_test_keyboard_init (&keyboard);
  leaf_test_keyboard_send ("type", "one");
  leaf_test_keyboard_wait (&keyboard, "p:one|");
  leaf_test_keyboard_send ("key", "Return");
  leaf_test_keyboard_wait (&keyboard, "p:one / p:|");
  leaf_test_keyboard_send ("key", "ctrl+alt+8");
  leaf_test_keyboard_wait (&keyboard, "p:one / b0:|");
  leaf_test_keyboard_send ("type", "item");
  leaf_test_keyboard_send ("key", "Return");
  leaf_test_keyboard_send ("key", "Tab");
  leaf_test_keyboard_wait (&keyboard, "p:one / b0:item / b1:|");
  leaf_test_keyboard_send ("key", "shift+Tab");
  leaf_test_keyboard_wait (&keyboard, "p:one / b0:item / b0:|");
  leaf_test_keyboard_send ("key", "BackSpace");
  leaf_test_keyboard_wait (&keyboard, "p:one / b0:item / p:|");
  leaf_test_keyboard_send ("key", "ctrl+alt+1");
  leaf_test_keyboard_send ("type", "big");
  leaf_test_keyboard_wait (&keyboard, "p:one / b0:item / h2:big|");
  leaf_test_keyboard_send ("key", "ctrl+z");
  leaf_test_keyboard_send ("key", "ctrl+z");
  leaf_test_keyboard_wait (&keyboard, "p:one / b0:item / p:|");
  leaf_test_keyboard_send ("key", "ctrl+shift+z");
  leaf_test_keyboard_send ("key", "ctrl+shift+z");
  leaf_test_keyboard_wait (&keyboard, "p:one / b0:item / h2:big|");
  leaf_test_keyboard_send ("key", "shift+Home");
  leaf_test_keyboard_send ("key", "ctrl+i");
  leaf_test_keyboard_send ("key", "End");
  leaf_test_keyboard_send ("type", "ger");
  leaf_test_keyboard_wait (&keyboard, "p:one / b0:item / h2:bigger|");
  g_assert_true (leaf_test_editor_has_mark (keyboard.editor, 13, LEAF_MARK_ITALIC));

  /* Cut and paste keep kinds and looks; pasting plainly keeps the words, and the markers of lists. */
  leaf_test_keyboard_send ("key", "Return");
  leaf_test_keyboard_wait (&keyboard, "p:one / b0:item / h2:bigger / p:|");
  leaf_test_keyboard_send ("key", "ctrl+a");
  leaf_test_keyboard_send ("key", "ctrl+x");
  leaf_test_keyboard_wait (&keyboard, "p:|");
  leaf_test_keyboard_send ("key", "ctrl+v");
  leaf_test_keyboard_wait (&keyboard, "p:one / b0:item / h2:bigger / p:|");
  g_assert_true (leaf_test_editor_has_mark (keyboard.editor, 13, LEAF_MARK_ITALIC));
  leaf_test_keyboard_send ("key", "ctrl+z");
  leaf_test_keyboard_wait (&keyboard, "p:|");
  leaf_test_keyboard_send ("key", "ctrl+shift+v");
  leaf_test_keyboard_wait (&keyboard, "p:one / p:• item / p:bigger|");

  leaf_test_keyboard_clear (&keyboard);
}

/* The same for what is made of keys as they are typed, and for those that lead out of a block. */
static void
test_typing (void)
{
  LeafTestKeyboard keyboard = { 0 };

  leaf_test_keyboard_init (&keyboard);
  leaf_test_keyboard_send ("type", "## big");
  leaf_test_keyboard_wait (&keyboard, "h2:big|");
  leaf_test_keyboard_send ("key", "Return");
  leaf_test_keyboard_send ("type", "> she *said*");
  leaf_test_keyboard_wait (&keyboard, "h2:big / q:she said|");
  g_assert_true (leaf_test_editor_has_mark (keyboard.editor, 9, LEAF_MARK_ITALIC));
  leaf_test_keyboard_send ("key", "ctrl+shift+Return");
  leaf_test_keyboard_wait (&keyboard, "h2:big / q:she said / p:|");
  leaf_test_keyboard_send ("type", "\"it's");
  leaf_test_keyboard_wait (&keyboard, "h2:big / q:she said / p:“it’s|");
  leaf_test_keyboard_send ("key", "ctrl+BackSpace");
  leaf_test_keyboard_wait (&keyboard, "h2:big / q:she said / p:“|");
  leaf_test_keyboard_send ("key", "ctrl+BackSpace");
  leaf_test_keyboard_wait (&keyboard, "h2:big / q:she said / p:|");

  /* Through a table and out of it. */
  leaf_editor_set_block (keyboard.editor, LEAF_BLOCK_RATING, 0);
  leaf_test_keyboard_send ("type", "Plot");
  leaf_test_keyboard_send ("key", "Tab");
  leaf_test_keyboard_send ("type", "Pace");
  leaf_test_keyboard_wait (&keyboard, "h2:big / q:she said / r0:Plot / r0:Pace|");
  leaf_test_keyboard_send ("key", "shift+Tab");
  leaf_test_keyboard_wait (&keyboard, "h2:big / q:she said / r0:Plot| / r0:Pace");
  leaf_test_keyboard_send ("key", "ctrl+shift+Return");
  leaf_test_keyboard_wait (&keyboard, "h2:big / q:she said / r0:Plot / r0:Pace / p:|");
  leaf_test_keyboard_clear (&keyboard);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/editor-keys/active-marks", test_active_marks);
  g_test_add_func ("/editor-keys/links", test_links);
  g_test_add_func ("/editor-keys/words-are-steps", test_words_are_steps);
  g_test_add_func ("/editor-keys/inserted-words-are-steps", test_inserted_words_are_steps);
  g_test_add_func ("/editor-keys/copy", test_copy);
  g_test_add_func ("/editor-keys/paste", test_paste);
  g_test_add_func ("/editor-keys/large-paste", test_large_paste);
  g_test_add_func ("/editor-keys/long-paste-is-followed", test_long_paste_is_followed);
  g_test_add_func ("/editor-keys/accessibility", test_accessibility);
  g_test_add_func ("/editor-keys/keyboard", test_keyboard);
  g_test_add_func ("/editor-keys/typing", test_typing);

  return g_test_run ();
}
