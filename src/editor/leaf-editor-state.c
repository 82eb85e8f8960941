/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Going from text to text without forgetting: what the editor shows is taken out and put back whole. */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-document-compare.h"
#include "leaf-editor-buffer-private.h"
#include "leaf-editor-private.h"
#include "leaf-editor-state.h"

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
  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), &top, 0, visible.y);
  *place = (LeafEditorPlace) { cursor.insert, cursor.bound, (unsigned int) gtk_text_iter_get_offset (&top) };
}

/**
 * leaf_editor_set_place:
 * @self: an editor
 * @place: where to go
 *
 * Puts the cursor or the selection somewhere, and scrolls: also when the text is not laid out yet.
 */
void
leaf_editor_set_place (LeafEditor            *self,
                       const LeafEditorPlace *place)
{
  GtkTextBuffer *buffer;
  GtkTextMark *mark;
  GtkTextIter top;

  g_return_if_fail (LEAF_IS_EDITOR (self));
  g_return_if_fail (place != NULL);

  buffer = GTK_TEXT_BUFFER (self->buffer);
  leaf_editor_buffer_set_cursor (self->buffer, (LeafCursor) { place->cursor, place->bound });

  /* The view keeps a mark of its own until it can scroll. */
  gtk_text_buffer_get_iter_at_offset (buffer, &top, (int) MIN (place->top, G_MAXINT));
  mark = gtk_text_buffer_create_mark (buffer, NULL, &top, TRUE);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), mark, 0, TRUE, 0, 0);
  gtk_text_buffer_delete_mark (buffer, mark);
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
  leaf_editor_journal_split (self->buffer->journal);
  leaf_editor_buffer_replace (self->buffer, start, end, fragment);
  leaf_editor_journal_split (self->buffer->journal);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self),
                                      gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
}
