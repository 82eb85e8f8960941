/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Going from text to text without forgetting: what the editor shows is taken out and put back whole. */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-document-compare.h"
#include "leaf-editor-buffer-private.h"
#include "leaf-editor-private.h"
#include "leaf-editor-state.h"

/* More characters than a screen has above the cursor. */
#define MAX_ABOVE 5000

struct _LeafEditorState
{
  LeafDocument *document;
  LeafEditorJournal *journal;
  LeafEditorPlace place;
};

static void
show (LeafEditor        *self,
      LeafDocument      *document,
      LeafEditorJournal *journal)
{
  LeafEditorBuffer *buffer = self->buffer;

  buffer->document = document;
  buffer->journal = journal;
  leaf_editor_render_all (buffer);
  leaf_editor_buffer_set_cursor (buffer, (LeafCursor) { 0, 0 });
  leaf_editor_buffer_update_active (buffer);
  leaf_editor_document_shown (self);
}

/**
 * leaf_editor_take_state:
 * @self: an editor
 *
 * Takes the text out of the editor, with what can be undone and redone in it and where she is. An
 * empty document stays; "changed" is not emitted.
 *
 * Returns: (transfer full): for leaf_editor_put_state()
 */
LeafEditorState *
leaf_editor_take_state (LeafEditor *self)
{
  LeafEditorState *state;

  g_return_val_if_fail (LEAF_IS_EDITOR (self), NULL);
  g_return_val_if_fail (self->buffer->depth == 0, NULL);

  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self));
  state = g_new0 (LeafEditorState, 1);
  leaf_editor_get_place (self, &state->place);
  leaf_editor_forget_place (self);
  state->document = g_steal_pointer (&self->buffer->document);
  state->journal = g_steal_pointer (&self->buffer->journal);
  show (self, leaf_document_new (), leaf_editor_journal_new ());
  return state;
}

/**
 * leaf_editor_put_state:
 * @self: an editor
 * @state: (transfer full): what leaf_editor_take_state() gave
 *
 * Shows a text as it was left. What the editor showed is forgotten; "changed" is not emitted.
 */
void
leaf_editor_put_state (LeafEditor      *self,
                       LeafEditorState *state)
{
  g_return_if_fail (LEAF_IS_EDITOR (self));
  g_return_if_fail (state != NULL);
  g_return_if_fail (self->buffer->depth == 0);

  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self));
  leaf_document_unref (self->buffer->document);
  leaf_editor_journal_free (self->buffer->journal);
  leaf_editor_journal_split (state->journal);
  show (self, g_steal_pointer (&state->document), g_steal_pointer (&state->journal));
  leaf_editor_set_place (self, &state->place);
  leaf_editor_state_free (state);
}

/**
 * leaf_editor_state_free:
 * @self: (transfer full): a state
 */
void
leaf_editor_state_free (LeafEditorState *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->document, leaf_document_unref);
  g_clear_pointer (&self->journal, leaf_editor_journal_free);
  g_free (self);
}

/**
 * leaf_editor_state_get_document:
 * @self: a state
 *
 * Returns: (transfer none): its text
 */
LeafDocument *
leaf_editor_state_get_document (LeafEditorState *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->document;
}

/**
 * leaf_editor_state_get_size:
 * @self: a state
 *
 * Returns: how much memory it takes, in bytes, about
 */
gsize
leaf_editor_state_get_size (LeafEditorState *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return leaf_editor_fragment_size (self->document) + leaf_editor_journal_get_size (self->journal);
}

void
leaf_editor_forget_place (LeafEditor *self)
{
  g_clear_handle_id (&self->place_source, g_source_remove);
  if (self->place_mark != NULL)
    gtk_text_buffer_delete_mark (GTK_TEXT_BUFFER (self->buffer), g_steal_pointer (&self->place_mark));
}

/* At once, not with the animation that GTK would use. */
static void
scroll_to_place (LeafEditor *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter top;
  GdkRectangle line;

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &top, self->place_mark);
  gtk_text_view_get_iter_location (view, &top, &line);
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self)),
                            line.y + gtk_text_view_get_top_margin (view));
}

static gboolean
settle_cb (gpointer data)
{
  LeafEditor *self = data;
  GdkRectangle visible;

  self->place_source = 0;
  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &visible);
  if (visible.height > 0)
    {
      scroll_to_place (self);
      leaf_editor_forget_place (self);
    }
  return G_SOURCE_REMOVE;
}

/* The view scrolls as far as it knows how high its lines are: once all are laid out, which it does
 * at a higher priority, it can go to the place. */
static void
settle_later (LeafEditor *self)
{
  if (self->place_mark != NULL && self->place_source == 0)
    self->place_source = g_idle_add_full (G_PRIORITY_LOW, settle_cb, self, NULL);
}

/**
 * leaf_editor_get_place:
 * @self: an editor
 * @place: (out caller-allocates): where she is
 */
void
leaf_editor_get_place (LeafEditor      *self,
                       LeafEditorPlace *place)
{
  LeafCursor cursor;
  GdkRectangle visible;
  GtkTextIter top;

  g_return_if_fail (LEAF_IS_EDITOR (self));
  g_return_if_fail (place != NULL);

  cursor = leaf_editor_buffer_get_cursor (self->buffer);
  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &visible);
  if (self->place_mark != NULL)
    gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &top, self->place_mark);
  else
    gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), &top, 0, MAX (visible.y, 0));
  *place = (LeafEditorPlace) { cursor.insert, cursor.bound, (unsigned int) gtk_text_iter_get_offset (&top) };
}

/**
 * leaf_editor_set_place:
 * @self: an editor
 * @place: where to go
 *
 * Puts the cursor or the selection somewhere, and scrolls; when the text is not laid out or not shown
 * yet, as soon as it is.
 */
void
leaf_editor_set_place (LeafEditor            *self,
                       const LeafEditorPlace *place)
{
  GtkAdjustment *adjustment;
  GtkTextIter top;

  g_return_if_fail (LEAF_IS_EDITOR (self));
  g_return_if_fail (place != NULL);

  leaf_editor_forget_place (self);
  leaf_editor_buffer_set_cursor (self->buffer, (LeafCursor) { MIN (place->cursor, G_MAXINT), MIN (place->bound, G_MAXINT) });
  if (place->top == 0)
    return;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->buffer), &top, (int) MIN (place->top, G_MAXINT));
  self->place_mark = gtk_text_buffer_create_mark (GTK_TEXT_BUFFER (self->buffer), NULL, &top, TRUE);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), self->place_mark, 0, TRUE, 0, 0);
  settle_later (self);

  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));
  g_signal_handlers_disconnect_by_func (adjustment, settle_later, self);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (settle_later), self, G_CONNECT_SWAPPED);
}

/* After much of the text may have become another one: to the cursor. Where all the text around it was put in anew, GTK forgot
 * what was on the screen and does not know yet where the cursor is. */
void
leaf_editor_return_to_cursor (LeafEditor            *self,
                              const LeafEditorPlace *before)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  LeafCursor cursor = leaf_editor_buffer_get_cursor (self->buffer);
  unsigned int above = before->cursor >= before->top ? before->cursor - before->top : 0;
  LeafEditorPlace place = { cursor.insert, cursor.bound, cursor.insert };
  GtkTextIter iter;
  int height;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self), &iter, NULL, &height);
  if (height > 0)
    {
      gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (buffer));
      return;
    }

  /* Unless she had scrolled away, it comes to stand as high as it stood. */
  if (above <= MAX_ABOVE)
    place.top -= MIN (place.top, above);
  leaf_editor_set_place (self, &place);
}

/* Whole blocks, the line feeds between them but not those around them. */
static void
get_block_range (const LeafDocument *document,
                 unsigned int        first,
                 unsigned int        n_blocks,
                 unsigned int       *start,
                 unsigned int       *end)
{
  *start = leaf_document_get_block_start (document, first);
  *end = leaf_document_get_block_start (document, first + n_blocks - 1) +
         leaf_block_get_length (leaf_document_get_block (document, first + n_blocks - 1));
}

/**
 * leaf_editor_replace_document:
 * @self: an editor
 * @document: what the text shall be
 *
 * Replaces what is different, from the first block that is to the last, as one step that can be
 * undone. Nothing happens when the documents are equal.
 */
void
leaf_editor_replace_document (LeafEditor         *self,
                              const LeafDocument *document)
{
  g_autoptr (LeafDocument) fragment = NULL;
  unsigned int first, n_old, n_new, start, end, from, to;

  g_return_if_fail (LEAF_IS_EDITOR (self));
  g_return_if_fail (document != NULL);

  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self));
  if (!leaf_document_get_changed_range (self->buffer->document, document, &first, &n_old, &n_new))
    return;

  get_block_range (self->buffer->document, first, n_old, &start, &end);
  get_block_range (document, first, n_new, &from, &to);
  fragment = leaf_document_slice (document, from, to);
  leaf_editor_buffer_begin_edit (self->buffer);
  leaf_editor_journal_set_apart (self->buffer->journal);
  leaf_editor_buffer_replace (self->buffer, start, end, fragment);
  leaf_editor_buffer_end_edit (self->buffer);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self),
                                      gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
}
