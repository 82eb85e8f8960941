/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What keys do at every edge of a block, and the same with a real keyboard on a real display.
 *
 * A document is written in a line: blocks apart by " / ", each a kind with its level, a colon and the
 * text; "*" stands for a picture or divider and "|" for the cursor: "p:one / b0:tw|o / d:*". */

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-editor-buffer.h"
#include "leaf-editor.h"

#include <string.h>

#define PICTURE "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const char kinds[] = "phqsbnfdx"; /* in the order of LeafBlockKind */

static LeafDocument *
parse (const char   *notation,
       unsigned int *cursor)
{
  LeafDocument *document = leaf_document_new ();
  g_auto (GStrv) blocks = g_strsplit (notation, " / ", -1);

  for (unsigned int i = 0; blocks[i] != NULL; i++)
    {
      const char *colon = strchr (blocks[i], ':');
      const char *kind = strchr (kinds, blocks[i][0]);
      LeafBlockStyle style = { 0 };

      g_assert_nonnull (colon);
      g_assert_nonnull (kind);
      style.kind = (LeafBlockKind) (kind - kinds);
      style.level = (unsigned int) g_ascii_strtoull (blocks[i] + 1, NULL, 10);
      style.picture = style.kind == LEAF_BLOCK_FIGURE ? (char *) PICTURE : NULL;
      leaf_document_append_block (document, &style);
      for (const char *p = colon + 1; *p != '\0'; p++)
        if (*p == '|')
          *cursor = leaf_document_get_length (document);
        else
          leaf_document_append_text (document, *p == '*' ? LEAF_OBJECT_STRING : p, *p == '*' ? -1 : 1, NULL);
    }
  return document;
}

static char *
print (LeafEditor *editor)
{
  LeafDocument *document = leaf_editor_get_document (editor);
  unsigned int cursor = leaf_editor_get_cursor (editor);
  unsigned int offset = 0;
  GString *text = g_string_new (NULL);

  for (unsigned int i = 0; i < leaf_document_get_n_blocks (document); i++)
    {
      const LeafBlock *block = leaf_document_get_block (document, i);
      const LeafBlockStyle *style = leaf_block_get_style (block);
      const char *p = leaf_block_get_text (block);

      g_string_append_printf (text, "%s%c", i == 0 ? "" : " / ", kinds[style->kind]);
      if (strchr ("hbn", kinds[style->kind]) != NULL)
        g_string_append_printf (text, "%u", style->level);
      g_string_append_c (text, ':');
      for (;; p = g_utf8_next_char (p), offset++)
        {
          if (offset == cursor)
            g_string_append_c (text, '|');
          if (*p == '\0')
            break;
          if (g_utf8_get_char (p) == LEAF_OBJECT_CHARACTER)
            g_string_append_c (text, '*');
          else
            g_string_append_unichar (text, g_utf8_get_char (p));
        }
      offset++;
    }
  return g_string_free (text, FALSE);
}

static LeafEditor *
editor_new (const char *notation)
{
  LeafEditor *editor = LEAF_EDITOR (g_object_ref_sink (leaf_editor_new ()));
  unsigned int cursor = 0;
  g_autoptr (LeafDocument) document = parse (notation, &cursor);

  leaf_editor_set_document (editor, document);
  leaf_editor_set_cursor (editor, cursor);
  return editor;
}

static void
press (LeafEditor *editor,
       const char *key)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor));

  if (g_str_equal (key, "Backspace"))
    g_signal_emit_by_name (editor, "backspace");
  else if (g_str_equal (key, "Delete"))
    g_signal_emit_by_name (editor, "delete-from-cursor", GTK_DELETE_CHARS, 1);
  else if (g_str_equal (key, "Enter"))
    gtk_text_buffer_insert_interactive_at_cursor (buffer, "\n", -1, TRUE);
  else if (g_str_equal (key, "Tab"))
    leaf_editor_indent (editor, 1);
  else if (g_str_equal (key, "Shift+Tab"))
    leaf_editor_indent (editor, -1);
  else if (g_str_has_prefix (key, "editor."))
    gtk_widget_activate_action (GTK_WIDGET (editor), key, NULL);
  else
    gtk_text_buffer_insert_interactive_at_cursor (buffer, key, -1, TRUE);
}

static void
assert_key (const char *before,
            const char *key,
            const char *after)
{
  LeafEditor *editor = editor_new (before);
  g_autofree char *first = print (editor);
  g_autofree char *result = NULL;
  g_autofree char *undone = NULL;

  g_test_message ("%s in %s", key, before);
  press (editor, key);
  result = print (editor);
  g_assert_cmpstr (result, ==, after);

  /* One step, and it leaves nothing behind. */
  leaf_editor_undo (editor);
  g_assert_false (leaf_editor_get_can_undo (editor));
  undone = print (editor);
  if (leaf_editor_get_can_redo (editor))
    g_assert_cmpstr (undone, ==, first);
  g_assert_finalize_object (editor);
}

static void
test_enter (void)
{
  assert_key ("p:on|e", "Enter", "p:on / p:|e");
  assert_key ("h2:Title|", "Enter", "h2:Title / p:|");
  assert_key ("h3:Ti|tle", "Enter", "h3:Ti / h3:|tle");
  assert_key ("h2:|Title", "Enter", "p: / h2:|Title");
  assert_key ("h2:|", "Enter", "p:|");
  assert_key ("b0:one|", "Enter", "b0:one / b0:|");
  assert_key ("b0:one / b1:|", "Enter", "b0:one / b0:|");
  assert_key ("b0:one / b0:| / b0:two", "Enter", "b0:one / p:| / b0:two");
  assert_key ("n2:o|ne", "Enter", "n2:o / n2:|ne");
  assert_key ("q:said|", "Enter", "q:said / q:|");
  assert_key ("q:said / q:|", "Enter", "q:said / p:|");
  assert_key ("q:said / s:p. 1|", "Enter", "q:said / s:p. 1 / p:|");
  assert_key ("x:hidden|", "Enter", "x:hidden / x:|");
  assert_key ("x:hidden / x:|", "Enter", "x:hidden / p:|");
  assert_key ("d:|*", "Enter", "p: / d:|*");
  assert_key ("d:*|", "Enter", "d:* / p:|");
  assert_key ("f:|*cap", "Enter", "p: / f:|*cap");
  assert_key ("f:*cap|", "Enter", "f:*cap / p:|");
  assert_key ("f:*ca|p", "Enter", "f:*ca / p:|p");
}

static void
test_backspace (void)
{
  assert_key ("p:one|", "Backspace", "p:on|");
  assert_key ("p:one / p:|two", "Backspace", "p:one|two");
  assert_key ("p: / p:|two", "Backspace", "p:|two");
  assert_key ("p:one / h2:|two", "Backspace", "p:one / p:|two");
  assert_key ("p:one / q:|two", "Backspace", "p:one / p:|two");
  assert_key ("p:one / x:|two", "Backspace", "p:one / p:|two");
  assert_key ("q:one / s:|two", "Backspace", "q:one / p:|two");
  assert_key ("b0:one / b1:|two", "Backspace", "b0:one / b0:|two");
  assert_key ("b0:one / b0:|two", "Backspace", "b0:one / p:|two");
  assert_key ("b0:one / p:|two", "Backspace", "b0:one|two");
  assert_key ("h2:one / p:|two", "Backspace", "h2:one|two");
  assert_key ("b0: / p:|two", "Backspace", "b0:|two");
  assert_key ("p:|one", "Backspace", "p:|one");
  assert_key ("p:one / d:* / p:|two", "Backspace", "p:one / p:|two");
  assert_key ("p:one / d:* / p:|", "Backspace", "p:one / p:|");
  assert_key ("f:* / p:|two", "Backspace", "p:|two");
  assert_key ("f:*cap / p:|two", "Backspace", "f:*cap| / p:two");
  assert_key ("f:*cap / p:|", "Backspace", "f:*cap|");
  assert_key ("p:one / d:|*", "Backspace", "p:one| / d:*");
  assert_key ("p: / d:|*", "Backspace", "d:|*");
  assert_key ("p:one / d:*|", "Backspace", "p:one / p:|");
  assert_key ("p:one / f:*|cap", "Backspace", "p:one / p:|cap");
}

static void
test_delete (void)
{
  assert_key ("p:o|ne", "Delete", "p:o|e");
  assert_key ("p:one| / p:two", "Delete", "p:one|two");
  assert_key ("p:one| / h2:two", "Delete", "p:one|two");
  assert_key ("p:| / h2:two", "Delete", "h2:|two");
  assert_key ("b0:one| / b1:two", "Delete", "b0:one|two");
  assert_key ("p:one| / d:*", "Delete", "p:one|");
  assert_key ("p:one| / d:* / p:two", "Delete", "p:one| / p:two");
  assert_key ("p:| / d:*", "Delete", "d:|*");
  assert_key ("p:one| / f:*", "Delete", "p:one|");
  assert_key ("p:one| / f:*cap", "Delete", "p:one| / p:cap");
  assert_key ("d:*| / p:two", "Delete", "d:* / p:|two");
  assert_key ("d:*| / p:", "Delete", "d:*|");
  assert_key ("d:|* / p:two", "Delete", "p:| / p:two");
  assert_key ("p:one|", "Delete", "p:one|");
}

static void
test_typing_beside_objects (void)
{
  assert_key ("d:|*", "x", "p:x| / d:*");
  assert_key ("d:*|", "x", "d:* / p:x|");
  assert_key ("f:|*cap", "x", "p:x| / f:*cap");
  assert_key ("f:*|cap", "x", "f:*x|cap");
}

static void
test_depth (void)
{
  assert_key ("b0:one / b0:t|wo", "Tab", "b0:one / b1:t|wo");
  assert_key ("b0:one / b1:t|wo", "Tab", "b0:one / b1:t|wo");
  assert_key ("b0:o|ne", "Tab", "b0:o|ne");
  assert_key ("b0:one / n1:t|wo", "Shift+Tab", "b0:one / n0:t|wo");
  assert_key ("b0:o|ne", "Shift+Tab", "b0:o|ne");
  assert_key ("p:o|ne", "Tab", "p:o|ne");
}

static void
test_kinds (void)
{
  assert_key ("p:o|ne", "editor.bulleted", "b0:o|ne");
  assert_key ("b0:o|ne", "editor.bulleted", "p:o|ne");
  assert_key ("b0:one / b1:t|wo", "editor.numbered", "b0:one / n1:t|wo");
  assert_key ("h2:o|ne", "editor.quote", "q:o|ne");
  assert_key ("d:|*", "editor.quote", "d:|*");
  assert_key ("p:o|ne", "editor.divider", "p:o / d:* / p:|ne");
  assert_key ("p:one|", "editor.divider", "p:one / d:* / p:|");
  assert_key ("p:|", "editor.divider", "d:* / p:|");
}

static void
assert_print (LeafEditor *editor,
              const char *expected)
{
  g_autofree char *text = print (editor);

  g_assert_cmpstr (text, ==, expected);
}

/* Whoever cannot see the heading is told of it. */
static void
test_accessibility (void)
{
  LeafEditor *editor = editor_new ("h2:|one / p:two / n0:three");

  g_assert_true (gtk_test_accessible_has_role (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_ROLE_TEXT_BOX));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Heading");
  leaf_editor_set_cursor (editor, 5);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Paragraph");
  leaf_editor_set_cursor (editor, 9);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Numbered list");
  g_assert_finalize_object (editor);
}

static void
select_range (LeafEditor   *editor,
              unsigned int  start,
              unsigned int  end)
{
  LeafEditorBuffer *buffer = LEAF_EDITOR_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor)));

  leaf_editor_buffer_set_cursor (buffer, (LeafCursor) { end, start });
}

static void
assert_delete_range (const char   *before,
                     unsigned int  start,
                     unsigned int  end,
                     const char   *after)
{
  LeafEditor *editor = editor_new (before);
  g_autofree char *result = NULL;

  g_test_message ("delete %u to %u of %s", start, end, before);
  select_range (editor, start, end);
  g_signal_emit_by_name (editor, "backspace");
  result = print (editor);
  g_assert_cmpstr (result, ==, after);
  g_assert_finalize_object (editor);
}

/* A picture or a divider never comes to stand in a line of text. */
static void
test_delete_range (void)
{
  assert_delete_range ("p:one / h2:two", 1, 5, "p:o|wo");
  assert_delete_range ("h2:one / p:two", 0, 5, "p:|wo");
  assert_delete_range ("h2:one / p:two", 0, 7, "h2:|");
  assert_delete_range ("p:one / d:* / p:two", 1, 4, "p:o| / d:* / p:two");
  assert_delete_range ("p:one / d:* / p:two", 1, 7, "p:o|wo");
  assert_delete_range ("p:one / d:* / p:two", 5, 7, "p:one / d:*| / p:wo");
  assert_delete_range ("p:one / d:* / p:two", 0, 4, "d:|* / p:two");
  assert_delete_range ("f:*caption / p:two", 3, 10, "f:*ca| / p:wo");
  assert_delete_range ("p:one / f:*caption", 1, 7, "p:o|ption");
  assert_delete_range ("d:* / d:*", 0, 3, "p:|");
}

static gboolean
has_mark (LeafEditor   *editor,
          unsigned int  offset,
          LeafMarks     mark)
{
  return (leaf_document_get_style_at (leaf_editor_get_document (editor), offset).marks & mark) != 0;
}

static void
test_active_marks (void)
{
  LeafEditor *editor = editor_new ("p:one two|");

  select_range (editor, 0, 3);
  press (editor, "editor.bold");
  g_assert_true (has_mark (editor, 0, LEAF_MARK_BOLD));
  g_assert_false (has_mark (editor, 3, LEAF_MARK_BOLD));

  /* Typing at the end of bold text goes on in bold, which GTK's tags alone would not. */
  leaf_editor_set_cursor (editor, 3);
  g_assert_cmpuint (leaf_editor_get_active_marks (editor), ==, LEAF_MARK_BOLD);
  press (editor, "X");
  g_assert_true (has_mark (editor, 3, LEAF_MARK_BOLD));

  /* Switched off for what comes next. */
  press (editor, "editor.bold");
  press (editor, "Y");
  g_assert_false (has_mark (editor, 4, LEAF_MARK_BOLD));
  g_assert_cmpuint (leaf_editor_get_active_marks (editor), ==, LEAF_MARK_NONE);

  /* Typing over a selection keeps its look. */
  select_range (editor, 0, 2);
  g_signal_emit_by_name (editor, "backspace");
  press (editor, "Z");
  g_assert_true (has_mark (editor, 0, LEAF_MARK_BOLD));
  g_assert_finalize_object (editor);
}

static void
test_links (void)
{
  LeafEditor *editor = editor_new ("p:see here now|");
  g_autofree char *address = NULL;

  select_range (editor, 4, 8);
  leaf_editor_set_link (editor, "https://example.org/");
  leaf_editor_set_cursor (editor, 8);
  address = leaf_editor_dup_active_link (editor);
  g_assert_cmpstr (address, ==, "https://example.org/");

  /* A link does not go on behind its end, but inside. */
  press (editor, "X");
  g_assert_null (leaf_document_get_style_at (leaf_editor_get_document (editor), 8).link);
  leaf_editor_set_cursor (editor, 6);
  press (editor, "Y");
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
  LeafEditor *editor = editor_new ("p:|one / b0:two / b1:three / n0:four / n0:five");
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (editor));
  g_autofree char *text = NULL;

  select_range (editor, 0, leaf_document_get_length (leaf_editor_get_document (editor)));
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
  LeafEditor *editor = editor_new (before);
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GdkContentProvider) content = gdk_content_provider_new_for_bytes (mime_type, bytes);
  g_autofree char *result = NULL;

  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (editor)), content);
  g_signal_emit_by_name (editor, "paste-clipboard");
  while (!leaf_editor_get_can_undo (editor))
    g_main_context_iteration (NULL, TRUE);
  result = print (editor);
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
  editor = editor_new (expected->str);
  select_range (editor, 0, leaf_document_get_length (leaf_editor_get_document (editor)));
  press (editor, "editor.bulleted");
  press (editor, "editor.bold");
  leaf_editor_undo (editor);
  leaf_editor_undo (editor);
  assert_print (editor, expected->str);
  g_assert_finalize_object (editor);

  editor = editor_new ("p:|");
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
    press (editor, (const char[]) { *p, '\0' });
}

static void
test_words_are_steps (void)
{
  LeafEditor *editor = editor_new ("p:|");

  type_each (editor, "one two  three");
  leaf_editor_undo (editor);
  assert_print (editor, "p:one two  |");
  leaf_editor_undo (editor);
  assert_print (editor, "p:one |");
  leaf_editor_redo (editor);
  assert_print (editor, "p:one two  |");
  leaf_editor_undo (editor);
  leaf_editor_undo (editor);
  assert_print (editor, "p:|");
  g_assert_false (leaf_editor_get_can_undo (editor));
  leaf_editor_redo (editor);
  leaf_editor_redo (editor);
  leaf_editor_redo (editor);
  assert_print (editor, "p:one two  three|");
  g_assert_false (leaf_editor_get_can_redo (editor));

  /* Deleting a word is a step, too, and so is typing after the cursor was elsewhere. */
  for (int i = 0; i < 5; i++)
    press (editor, "Backspace");
  leaf_editor_undo (editor);
  assert_print (editor, "p:one two  three|");
  leaf_editor_set_cursor (editor, 3);
  type_each (editor, "a");
  leaf_editor_set_cursor (editor, 4);
  type_each (editor, "b");
  leaf_editor_undo (editor);
  assert_print (editor, "p:onea| two  three");
  g_assert_finalize_object (editor);
}

typedef struct {
  GtkWidget *window;
  LeafEditor *editor;
  const char *expected;
} Keyboard;

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
focus_timeout_cb (gpointer data)
{
  g_error ("The editor did not get the focus");
  return G_SOURCE_REMOVE;
}

static gboolean
timeout_cb (gpointer data)
{
  Keyboard *keyboard = data;
  g_autofree char *text = print (keyboard->editor);

  g_error ("The editor has %s, not %s", text, keyboard->expected);
  return G_SOURCE_REMOVE;
}

static void
wait_for_focus (Keyboard *keyboard)
{
  unsigned int limit = g_timeout_add_seconds (20, focus_timeout_cb, NULL);
  unsigned int tick = g_timeout_add (50, tick_cb, NULL);

  while (!gtk_window_is_active (GTK_WINDOW (keyboard->window)) ||
         !gtk_widget_has_focus (GTK_WIDGET (keyboard->editor)))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  g_source_remove (limit);
}

static void
wait_for_text (Keyboard   *keyboard,
               const char *expected)
{
  unsigned int limit = g_timeout_add_seconds (20, timeout_cb, keyboard);
  unsigned int tick = g_timeout_add (50, tick_cb, NULL);
  gboolean there = FALSE;

  keyboard->expected = expected;
  while (!there)
    {
      g_autofree char *text = NULL;

      g_main_context_iteration (NULL, TRUE);
      text = print (keyboard->editor);
      there = g_str_equal (text, expected);
    }
  g_source_remove (tick);
  g_source_remove (limit);
}

static void
xdotool (const char *verb,
         const char *what)
{
  const char *argv[] = { "xdotool", verb, "--delay", "5", what, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

static void
preedit_changed_cb (GtkTextView  *view,
                    const char   *preedit,
                    char        **shown)
{
  g_free (*shown);
  *shown = g_strdup (preedit);
}

static void
wait_for_preedit (Keyboard    *keyboard,
                  char       **shown,
                  const char  *expected)
{
  unsigned int limit = g_timeout_add_seconds (20, timeout_cb, keyboard);
  unsigned int tick = g_timeout_add (50, tick_cb, NULL);

  keyboard->expected = "a text of the input method";
  while (g_strcmp0 (*shown, expected) != 0)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  g_source_remove (limit);
}

static void
keyboard_init (Keyboard *keyboard)
{
  keyboard->window = gtk_window_new ();
  keyboard->editor = LEAF_EDITOR (leaf_editor_new ());
  gtk_window_set_default_size (GTK_WINDOW (keyboard->window), 500, 400);
  gtk_window_set_child (GTK_WINDOW (keyboard->window), GTK_WIDGET (keyboard->editor));
  gtk_window_present (GTK_WINDOW (keyboard->window));
  gtk_widget_grab_focus (GTK_WIDGET (keyboard->editor));
  wait_for_focus (keyboard);
}

/* Keys through the X server: shortcuts, Tab and Enter as she presses them. */
static void
test_keyboard (void)
{
  Keyboard keyboard = { 0 };

  keyboard_init (&keyboard);
  xdotool ("type", "one");
  wait_for_text (&keyboard, "p:one|");
  xdotool ("key", "Return");
  wait_for_text (&keyboard, "p:one / p:|");
  xdotool ("key", "ctrl+alt+8");
  wait_for_text (&keyboard, "p:one / b0:|");
  xdotool ("type", "item");
  xdotool ("key", "Return");
  xdotool ("key", "Tab");
  wait_for_text (&keyboard, "p:one / b0:item / b1:|");
  xdotool ("key", "shift+Tab");
  wait_for_text (&keyboard, "p:one / b0:item / b0:|");
  xdotool ("key", "BackSpace");
  wait_for_text (&keyboard, "p:one / b0:item / p:|");
  xdotool ("key", "ctrl+alt+1");
  xdotool ("type", "big");
  wait_for_text (&keyboard, "p:one / b0:item / h2:big|");
  xdotool ("key", "ctrl+z");
  xdotool ("key", "ctrl+z");
  wait_for_text (&keyboard, "p:one / b0:item / p:|");
  xdotool ("key", "ctrl+shift+z");
  xdotool ("key", "ctrl+shift+z");
  wait_for_text (&keyboard, "p:one / b0:item / h2:big|");
  xdotool ("key", "shift+Home");
  xdotool ("key", "ctrl+i");
  xdotool ("key", "End");
  xdotool ("type", "ger");
  wait_for_text (&keyboard, "p:one / b0:item / h2:bigger|");
  g_assert_true (has_mark (keyboard.editor, 13, LEAF_MARK_ITALIC));

  /* Cut and paste keep kinds and looks; pasting plainly keeps the words, and the markers of lists. */
  xdotool ("key", "Return");
  wait_for_text (&keyboard, "p:one / b0:item / h2:bigger / p:|");
  xdotool ("key", "ctrl+a");
  xdotool ("key", "ctrl+x");
  wait_for_text (&keyboard, "p:|");
  xdotool ("key", "ctrl+v");
  wait_for_text (&keyboard, "p:one / b0:item / h2:bigger / p:|");
  g_assert_true (has_mark (keyboard.editor, 13, LEAF_MARK_ITALIC));
  xdotool ("key", "ctrl+z");
  wait_for_text (&keyboard, "p:|");
  xdotool ("key", "ctrl+shift+v");
  wait_for_text (&keyboard, "p:one / p:• item / p:bigger|");

  gtk_window_destroy (GTK_WINDOW (keyboard.window));
}

/* What an input method shows before it is sure is no text yet, and no step of undo. */
static void
test_input_method (void)
{
  Keyboard keyboard = { 0 };
  g_autofree char *preedit = NULL;

  keyboard_init (&keyboard);
  xdotool ("type", "caf");
  wait_for_text (&keyboard, "p:caf|");

  g_signal_connect (keyboard.editor, "preedit-changed", G_CALLBACK (preedit_changed_cb), &preedit);
  xdotool ("key", "ctrl+shift+u");
  xdotool ("type", "e9");
  wait_for_preedit (&keyboard, &preedit, "ue9");
  assert_print (keyboard.editor, "p:caf|");
  xdotool ("key", "space");
  wait_for_text (&keyboard, "p:café|");

  /* One word, one step. */
  xdotool ("key", "ctrl+z");
  wait_for_text (&keyboard, "p:|");
  g_assert_false (leaf_editor_get_can_undo (keyboard.editor));

  gtk_window_destroy (GTK_WINDOW (keyboard.window));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/editor-keys/enter", test_enter);
  g_test_add_func ("/editor-keys/backspace", test_backspace);
  g_test_add_func ("/editor-keys/delete", test_delete);
  g_test_add_func ("/editor-keys/typing-beside-objects", test_typing_beside_objects);
  g_test_add_func ("/editor-keys/depth", test_depth);
  g_test_add_func ("/editor-keys/kinds", test_kinds);
  g_test_add_func ("/editor-keys/delete-range", test_delete_range);
  g_test_add_func ("/editor-keys/active-marks", test_active_marks);
  g_test_add_func ("/editor-keys/links", test_links);
  g_test_add_func ("/editor-keys/words-are-steps", test_words_are_steps);
  g_test_add_func ("/editor-keys/copy", test_copy);
  g_test_add_func ("/editor-keys/paste", test_paste);
  g_test_add_func ("/editor-keys/large-paste", test_large_paste);
  g_test_add_func ("/editor-keys/accessibility", test_accessibility);
  g_test_add_func ("/editor-keys/keyboard", test_keyboard);
  g_test_add_func ("/editor-keys/input-method", test_input_method);

  return g_test_run ();
}
