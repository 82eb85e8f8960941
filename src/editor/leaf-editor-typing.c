/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-keys.h"
#include "leaf-editor-private.h"
#include "leaf-editor-typing.h"

/* Keys that mean more here than in a plain text view, and what the input method hands over. */

static gboolean
is_editable (LeafEditor *self)
{
  return !self->composing && gtk_text_view_get_editable (GTK_TEXT_VIEW (self));
}

static void
scroll_to_cursor (LeafEditor *self)
{
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self),
                                      gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
}

/* Tab moves list items and rows; anywhere else it goes on to the next widget, as the keyboard expects. */
static gboolean
tab_cb (GtkWidget *widget,
        GVariant  *args,
        gpointer   data)
{
  LeafEditor *self = LEAF_EDITOR (widget);

  if (!is_editable (self) || !leaf_editor_press_tab (self->buffer, g_variant_get_int32 (args)))
    return FALSE;
  scroll_to_cursor (self);
  return TRUE;
}

static gboolean
leave_cb (GtkWidget *widget,
          GVariant  *args,
          gpointer   data)
{
  LeafEditor *self = LEAF_EDITOR (widget);

  if (!is_editable (self))
    return FALSE;
  leaf_editor_leave_below (self->buffer);
  scroll_to_cursor (self);
  return TRUE;
}

static void
add_shortcuts (LeafEditor *self)
{
  const GdkModifierType both = GDK_CONTROL_MASK | GDK_SHIFT_MASK;
  GtkEventController *controller = gtk_shortcut_controller_new ();
  const struct
  {
    unsigned int key;
    GdkModifierType modifiers;
    GtkShortcutFunc func;
    int by;
  } keys[] = {
    { GDK_KEY_Tab, 0, tab_cb, 1 },
    { GDK_KEY_KP_Tab, 0, tab_cb, 1 },
    { GDK_KEY_Tab, GDK_SHIFT_MASK, tab_cb, -1 },
    { GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK, tab_cb, -1 },
    { GDK_KEY_Return, both, leave_cb, 0 },
    { GDK_KEY_KP_Enter, both, leave_cb, 0 },
  };

  /* The text view itself would move the focus, or begin a line. */
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (unsigned int i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new_with_arguments (gtk_keyval_trigger_new (keys[i].key, keys[i].modifiers),
                                                               gtk_callback_action_new (keys[i].func, NULL, NULL),
                                                               "i", keys[i].by);

      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
preedit_changed_cb (LeafEditor *self,
                    const char *preedit)
{
  self->composing = preedit != NULL && *preedit != '\0';
}

/* Runs after the view has put the text into the buffer. What is pasted or dropped never comes this way. A method that
 * hands over whole words knows how they are written, and while it composes there is more to come. */
static void
commit_cb (LeafEditor *self,
           const char *text)
{
  gunichar typed = g_utf8_get_char (text);
  unsigned int start, end;

  if (!is_editable (self) || *text == '\0' || *g_utf8_next_char (text) != '\0' ||
      leaf_editor_buffer_get_range (self->buffer, &start, &end))
    return;

  if ((self->shorthand && leaf_editor_expand_shorthand (self->buffer, typed)) ||
      (self->smart_punctuation &&
       leaf_editor_improve_typing (self->buffer, typed,
                                   leaf_editor_get_written_language (self))))
    scroll_to_cursor (self);
}

/* The view keeps its input method to itself, but its key controller, which is public, knows it. */
static GtkIMContext *
find_im_context (LeafEditor *self)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (self));

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
  g_return_val_if_reached (NULL);
}

/* Called once the text view has set itself up: its own handlers are to run first. */
void
leaf_editor_add_typing (LeafEditor *self)
{
  GtkIMContext *context = find_im_context (self);

  g_signal_connect (self, "preedit-changed", G_CALLBACK (preedit_changed_cb), NULL);
  if (context != NULL)
    g_signal_connect_object (context, "commit", G_CALLBACK (commit_cb), self, G_CONNECT_SWAPPED);
  add_shortcuts (self);
}

/**
 * leaf_typed_line_init: (skip)
 * @self: (out caller-allocates): where the line goes
 * @buffer: an editor buffer
 * @typed: the character that was typed last
 *
 * Gets the text of the block up to the cursor.
 *
 * Returns: %FALSE when @typed does not stand there, or is code; then there is nothing to clear
 */
gboolean
leaf_typed_line_init (LeafTypedLine    *self,
                      LeafEditorBuffer *buffer,
                      gunichar          typed)
{
  LeafDocument *document = leaf_editor_buffer_get_document (buffer);
  unsigned int offset = leaf_editor_buffer_get_cursor (buffer).insert;
  const LeafBlock *block;
  long length;

  self->text = NULL;
  self->index = leaf_document_locate (document, offset, &self->length);
  if (self->length == 0 || (leaf_document_get_style_at (document, offset - 1).marks & LEAF_MARK_CODE))
    return FALSE;

  block = leaf_document_get_block (document, self->index);
  self->start = offset - self->length;
  self->kind = leaf_block_get_style (block)->kind;
  self->text = g_utf8_to_ucs4_fast (leaf_block_get_text (block), -1, &length);
  if (self->text[self->length - 1] == typed)
    return TRUE;

  leaf_typed_line_clear (self);
  return FALSE;
}

/**
 * leaf_typed_line_clear: (skip)
 * @self: a line
 *
 * Frees the text.
 */
void
leaf_typed_line_clear (LeafTypedLine *self)
{
  g_clear_pointer (&self->text, g_free);
}

static gboolean
matches (const LeafTypedLine *self,
         unsigned int         column,
         unsigned int         end,
         const char          *text)
{
  for (; *text != '\0'; text++, column++)
    if (column >= end || self->text[column] != (gunichar) *text)
      return FALSE;
  return TRUE;
}

/**
 * leaf_typed_line_is_plain: (skip)
 * @self: a line
 * @column: a place in it
 *
 * Whether ordinary words stand there, not the middle of code or of an address that is still being typed.
 *
 * Returns: %FALSE where characters mean themselves
 */
gboolean
leaf_typed_line_is_plain (const LeafTypedLine *self,
                          unsigned int         column)
{
  unsigned int token = column;
  gboolean in_code = FALSE;

  for (unsigned int i = 0; i < column; i++)
    if (self->text[i] == '`')
      in_code = !in_code;
  if (in_code)
    return FALSE;

  while (token > 0 && !g_unichar_isspace (self->text[token - 1]))
    token--;
  for (unsigned int i = token; i < column; i++)
    if (matches (self, i, column, "://") || matches (self, i, column, "](") || matches (self, i, column, "www."))
      return FALSE;
  return TRUE;
}

/**
 * leaf_editor_substitute: (skip)
 * @buffer: an editor buffer
 * @start: first character
 * @end: one behind the last, in the same block
 * @text: what comes in the place of them, in the style of the first
 */
void
leaf_editor_substitute (LeafEditorBuffer *buffer,
                        unsigned int      start,
                        unsigned int      end,
                        const char       *text)
{
  LeafDocument *document = leaf_editor_buffer_get_document (buffer);
  g_autoptr (LeafDocument) fragment = leaf_document_new ();
  LeafTextStyle style = leaf_document_get_style_at (document, start);
  unsigned int index = leaf_document_locate (document, start, NULL);

  leaf_document_append_block (fragment, leaf_block_get_style (leaf_document_get_block (document, index)));
  leaf_document_append_text (fragment, text, -1, &style);
  leaf_editor_buffer_replace (buffer, start, end, fragment);
}
