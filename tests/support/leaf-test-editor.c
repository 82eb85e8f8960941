/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-test"

#include "config.h"

#include "leaf-test-editor.h"

#include "leaf-editor-keys.h"

#include <string.h>

#define PICTURE "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const char kinds[] = "phqsbnfdxwr"; /* in the order of LeafBlockKind */

static LeafDocument *
parse (const char *notation, unsigned int *cursor)
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
      for (const char *p = colon + 1; *p != '\0'; p = g_utf8_next_char (p))
        if (*p == '|')
          *cursor = leaf_document_get_length (document);
        else if (*p == '*')
          leaf_document_append_text (document, LEAF_OBJECT_STRING, -1, NULL);
        else
          leaf_document_append_text (document, p, g_utf8_next_char (p) - p, NULL);
    }
  return document;
}

/**
 * leaf_test_editor_print:
 *
 * Returns: (transfer full): the document of an editor and its cursor in a line
 */
char *
leaf_test_editor_print (LeafEditor *editor)
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
      if (strchr ("hbnr", kinds[style->kind]) != NULL)
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

/**
 * leaf_test_editor_new:
 *
 * Returns: (transfer full): an editor with the document and the cursor of a line
 */
LeafEditor *
leaf_test_editor_new (const char *notation)
{
  LeafEditor *editor = LEAF_EDITOR (g_object_ref_sink (leaf_editor_new ()));
  unsigned int cursor = 0;
  g_autoptr (LeafDocument) document = parse (notation, &cursor);

  leaf_editor_set_document (editor, document);
  leaf_editor_set_cursor (editor, cursor);
  return editor;
}

/* As the view does it: the selection goes and the text comes in one user action. */
static void
insert_text (GtkTextBuffer *buffer, const char *text)
{
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, text, -1, TRUE);
  gtk_text_buffer_end_user_action (buffer);
}

/**
 * leaf_test_editor_press:
 *
 * Does what a key does: one of those named here, an action ("editor.bold"), or text put in at once.
 */
void
leaf_test_editor_press (LeafEditor *editor, const char *key)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor));

  if (g_str_equal (key, "Backspace"))
    g_signal_emit_by_name (editor, "backspace");
  else if (g_str_equal (key, "Delete"))
    g_signal_emit_by_name (editor, "delete-from-cursor", GTK_DELETE_CHARS, 1);
  else if (g_str_equal (key, "Ctrl+Backspace"))
    g_signal_emit_by_name (editor, "delete-from-cursor", GTK_DELETE_WORD_ENDS, -1);
  else if (g_str_equal (key, "Ctrl+Delete"))
    g_signal_emit_by_name (editor, "delete-from-cursor", GTK_DELETE_WORD_ENDS, 1);
  else if (g_str_equal (key, "Ctrl+Shift+Backspace"))
    g_signal_emit_by_name (editor, "delete-from-cursor", GTK_DELETE_PARAGRAPH_ENDS, -1);
  else if (g_str_equal (key, "Ctrl+Shift+Delete"))
    g_signal_emit_by_name (editor, "delete-from-cursor", GTK_DELETE_PARAGRAPH_ENDS, 1);
  else if (g_str_equal (key, "Ctrl+Shift+Enter"))
    leaf_editor_leave_below (LEAF_EDITOR_BUFFER (buffer));
  else if (g_str_equal (key, "Enter"))
    insert_text (buffer, "\n");
  else if (g_str_equal (key, "Tab"))
    leaf_editor_press_tab (LEAF_EDITOR_BUFFER (buffer), 1);
  else if (g_str_equal (key, "Shift+Tab"))
    leaf_editor_press_tab (LEAF_EDITOR_BUFFER (buffer), -1);
  else if (g_str_has_prefix (key, "editor."))
    gtk_widget_activate_action (GTK_WIDGET (editor), key, NULL);
  else
    insert_text (buffer, key);
}

/**
 * leaf_test_editor_get_method:
 *
 * Returns: (transfer none): the input method of an editor that can be written in
 */
GtkIMContext *
leaf_test_editor_get_method (LeafEditor *editor)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (editor));

  for (unsigned int i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        {
          GtkIMContext *context = gtk_event_controller_key_get_im_context (GTK_EVENT_CONTROLLER_KEY (controller));

          if (context != NULL)
            return context;
        }
    }
  g_assert_not_reached ();
}

/**
 * leaf_test_editor_type:
 *
 * Types text key by key: each comes through the input method of the view, as from a keyboard.
 */
void
leaf_test_editor_type (LeafEditor *editor, const char *text)
{
  GtkIMContext *context = leaf_test_editor_get_method (editor);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *key = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));

      if (*p == '\n')
        insert_text (buffer, "\n");
      else
        g_signal_emit_by_name (context, "commit", key);
    }
}

/**
 * leaf_test_editor_assert_key:
 *
 * Presses a key, and takes it back with one step of undo.
 */
void
leaf_test_editor_assert_key (const char *before, const char *key, const char *after)
{
  LeafEditor *editor = leaf_test_editor_new (before);
  g_autofree char *first = leaf_test_editor_print (editor);
  g_autofree char *result = NULL;
  g_autofree char *undone = NULL;

  g_test_message ("%s in %s", key, before);
  leaf_test_editor_press (editor, key);
  result = leaf_test_editor_print (editor);
  g_assert_cmpstr (result, ==, after);
  g_assert_true (leaf_document_is_well_formed (leaf_editor_get_document (editor)));

  /* One step, and it leaves nothing behind. */
  leaf_editor_undo (editor);
  g_assert_false (leaf_editor_get_can_undo (editor));
  undone = leaf_test_editor_print (editor);
  if (leaf_editor_get_can_redo (editor))
    g_assert_cmpstr (undone, ==, first);
  g_assert_finalize_object (editor);
}

/**
 * leaf_test_editor_assert:
 *
 * Fails unless the editor shows this.
 */
void
leaf_test_editor_assert (LeafEditor *editor, const char *expected)
{
  g_autofree char *text = leaf_test_editor_print (editor);

  g_assert_cmpstr (text, ==, expected);
}

/**
 * leaf_test_editor_select:
 *
 * Selects from @start to @end, where the cursor comes to stand.
 */
void
leaf_test_editor_select (LeafEditor *editor, unsigned int start, unsigned int end)
{
  LeafEditorBuffer *buffer = LEAF_EDITOR_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor)));

  leaf_editor_buffer_set_cursor (buffer, (LeafCursor) { end, start });
}

/**
 * leaf_test_editor_has_mark:
 *
 * Returns: whether a character has a mark
 */
gboolean
leaf_test_editor_has_mark (LeafEditor *editor, unsigned int offset, LeafMarks mark)
{
  return (leaf_document_get_style_at (leaf_editor_get_document (editor), offset).marks & mark) != 0;
}

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
  LeafTestKeyboard *self = data;
  g_autofree char *text = leaf_test_editor_print (self->editor);

  g_error ("The editor has %s, not %s", text, self->expected);
  return G_SOURCE_REMOVE;
}

static void
wait_for_focus (LeafTestKeyboard *self)
{
  unsigned int limit = g_timeout_add_seconds (20, focus_timeout_cb, NULL);
  unsigned int tick = g_timeout_add (50, tick_cb, NULL);

  while (!gtk_window_is_active (GTK_WINDOW (self->window)) ||
         !gtk_widget_has_focus (GTK_WIDGET (self->editor)))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  g_source_remove (limit);
}

/**
 * leaf_test_keyboard_wait:
 *
 * Waits until the editor shows this.
 */
void
leaf_test_keyboard_wait (LeafTestKeyboard *self, const char *expected)
{
  unsigned int limit = g_timeout_add_seconds (20, timeout_cb, self);
  unsigned int tick = g_timeout_add (50, tick_cb, NULL);
  gboolean there = FALSE;

  self->expected = expected;
  while (!there)
    {
      g_autofree char *text = NULL;

      g_main_context_iteration (NULL, TRUE);
      text = leaf_test_editor_print (self->editor);
      there = g_str_equal (text, expected);
    }
  g_source_remove (tick);
  g_source_remove (limit);
}

/**
 * leaf_test_keyboard_send:
 *
 * Sends keys to the X server.
 */
void
leaf_test_keyboard_send (const char *verb, const char *what)
{
  const char *argv[] = { "xdotool", verb, "--delay", "5", what, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

static void
preedit_changed_cb (GtkTextView *view, const char *preedit, char **shown)
{
  g_free (*shown);
  *shown = g_strdup (preedit);
}

/**
 * leaf_test_keyboard_wait_preedit:
 *
 * Waits until the input method shows this.
 */
void
leaf_test_keyboard_wait_preedit (LeafTestKeyboard *self, char **shown, const char *expected)
{
  unsigned int limit = g_timeout_add_seconds (20, timeout_cb, self);
  unsigned int tick = g_timeout_add (50, tick_cb, NULL);

  self->expected = expected;
  while (g_strcmp0 (*shown, expected) != 0)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  g_source_remove (limit);
}

/**
 * leaf_test_keyboard_init:
 *
 * Opens a window with an editor that has the focus.
 */
void
leaf_test_keyboard_init (LeafTestKeyboard *self)
{
  self->window = gtk_window_new ();
  self->editor = LEAF_EDITOR (leaf_editor_new ());
  gtk_window_set_default_size (GTK_WINDOW (self->window), 500, 400);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->editor));
  gtk_window_present (GTK_WINDOW (self->window));
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  wait_for_focus (self);
}

/**
 * leaf_test_keyboard_clear:
 *
 * Closes the window.
 */
void
leaf_test_keyboard_clear (LeafTestKeyboard *self)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
}

/**
 * leaf_test_keyboard_watch_preedit:
 *
 * Keeps in @shown what the input method shows.
 */
void
leaf_test_keyboard_watch_preedit (LeafTestKeyboard *self, char **shown)
{
  g_signal_connect (self->editor, "preedit-changed", G_CALLBACK (preedit_changed_cb), shown);
}
