/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What toolbars, menus and other widgets ask of the editor. */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-keys.h"
#include "leaf-editor-private.h"
#include "leaf-editor-state.h"

/**
 * leaf_editor_toggle_mark:
 * @self: an editor
 * @mark: one mark
 *
 * Gives the selection a mark or, when all of it has it, takes it away; without a selection, does so
 * for what is typed next.
 */
void
leaf_editor_toggle_mark (LeafEditor *self,
                         LeafMarks   mark)
{
  g_return_if_fail (LEAF_IS_EDITOR (self));

  leaf_editor_toggle_marks (self->buffer, mark);
}

/**
 * leaf_editor_set_block:
 * @self: an editor
 * @kind: a kind of text: no figure, no divider
 * @level: of a heading, 2 to 4
 *
 * Makes the blocks of the selection this kind; paragraphs, when all are of this kind already.
 */
void
leaf_editor_set_block (LeafEditor    *self,
                       LeafBlockKind  kind,
                       unsigned int   level)
{
  g_return_if_fail (LEAF_IS_EDITOR (self));

  leaf_editor_change_kind (self->buffer, kind, level);
}

/**
 * leaf_editor_indent:
 * @self: an editor
 * @by: 1 deeper, -1 less deep
 *
 * Moves the list items of the selection.
 */
void
leaf_editor_indent (LeafEditor *self,
                    int         by)
{
  g_return_if_fail (LEAF_IS_EDITOR (self));

  leaf_editor_change_depth (self->buffer, by);
}

/**
 * leaf_editor_set_link:
 * @self: an editor
 * @address: (nullable): an http, https or mailto address; %NULL takes the link away
 *
 * Makes the selection, or the link at the cursor, lead there. Where there is neither, the address
 * itself is written.
 */
void
leaf_editor_set_link (LeafEditor *self,
                      const char *address)
{
  g_return_if_fail (LEAF_IS_EDITOR (self));

  leaf_editor_change_link (self->buffer, address);
}

/**
 * leaf_editor_insert:
 * @self: an editor
 * @fragment: (transfer none): a document
 *
 * Puts it in the place of the selection, or at the cursor.
 */
void
leaf_editor_insert (LeafEditor   *self,
                    LeafDocument *fragment)
{
  LeafEditorPlace before;

  g_return_if_fail (LEAF_IS_EDITOR (self));
  g_return_if_fail (fragment != NULL);

  leaf_editor_get_place (self, &before);
  leaf_editor_put_fragment (self->buffer, fragment);
  leaf_editor_return_to_cursor (self, &before);
}

/**
 * leaf_editor_insert_blocks:
 * @self: an editor
 * @blocks: (transfer none): a document
 *
 * Puts it in the place of the selection, or at the cursor, on lines of its own: a paragraph is parted
 * there. One undo step.
 */
void
leaf_editor_insert_blocks (LeafEditor   *self,
                           LeafDocument *blocks)
{
  g_return_if_fail (LEAF_IS_EDITOR (self));
  g_return_if_fail (blocks != NULL);

  leaf_editor_put_blocks (self->buffer, blocks);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self),
                                      gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
}

/**
 * leaf_editor_undo:
 * @self: an editor
 *
 * Takes back the last step, formatting included.
 */
void
leaf_editor_undo (LeafEditor *self)
{
  LeafEditorPlace before;

  g_return_if_fail (LEAF_IS_EDITOR (self));

  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self));
  leaf_editor_get_place (self, &before);
  if (leaf_editor_buffer_undo_step (self->buffer))
    {
      leaf_editor_spelling_settle (self->spelling);
      leaf_editor_return_to_cursor (self, &before);
    }
}

/**
 * leaf_editor_redo:
 * @self: an editor
 *
 * Does the step again that was taken back last.
 */
void
leaf_editor_redo (LeafEditor *self)
{
  LeafEditorPlace before;

  g_return_if_fail (LEAF_IS_EDITOR (self));

  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self));
  leaf_editor_get_place (self, &before);
  if (leaf_editor_buffer_redo_step (self->buffer))
    {
      leaf_editor_spelling_settle (self->spelling);
      leaf_editor_return_to_cursor (self, &before);
    }
}

/**
 * leaf_editor_get_active_marks:
 * @self: an editor
 *
 * Returns: the marks of what is typed next
 */
LeafMarks
leaf_editor_get_active_marks (LeafEditor *self)
{
  g_return_val_if_fail (LEAF_IS_EDITOR (self), LEAF_MARK_NONE);

  return leaf_editor_buffer_get_active (self->buffer)->marks;
}

/**
 * leaf_editor_get_active_block:
 * @self: an editor
 * @level: (out) (optional): its level
 *
 * Returns: the kind of the block the cursor is in
 */
LeafBlockKind
leaf_editor_get_active_block (LeafEditor   *self,
                              unsigned int *level)
{
  g_return_val_if_fail (LEAF_IS_EDITOR (self), LEAF_BLOCK_PARAGRAPH);

  if (level != NULL)
    *level = self->active_block.level;
  return self->active_block.kind;
}

/**
 * leaf_editor_dup_active_link:
 * @self: an editor
 *
 * Returns: (transfer full) (nullable): where the link at the cursor leads
 */
char *
leaf_editor_dup_active_link (LeafEditor *self)
{
  g_return_val_if_fail (LEAF_IS_EDITOR (self), NULL);

  return leaf_editor_find_link (self->buffer);
}

/**
 * leaf_editor_get_can_undo:
 * @self: an editor
 *
 * Returns: whether there is a step to take back
 */
gboolean
leaf_editor_get_can_undo (LeafEditor *self)
{
  g_return_val_if_fail (LEAF_IS_EDITOR (self), FALSE);

  return leaf_editor_buffer_has_undo (self->buffer);
}

/**
 * leaf_editor_get_can_redo:
 * @self: an editor
 *
 * Returns: whether there is a step to do again
 */
gboolean
leaf_editor_get_can_redo (LeafEditor *self)
{
  g_return_val_if_fail (LEAF_IS_EDITOR (self), FALSE);

  return leaf_editor_buffer_has_redo (self->buffer);
}
