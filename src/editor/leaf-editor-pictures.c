/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-keys.h"
#include "leaf-editor-pictures.h"
#include "leaf-editor-private.h"

static const LeafBlock *
block_at (LeafEditor   *self,
          unsigned int  offset,
          unsigned int *index)
{
  LeafDocument *document = leaf_editor_buffer_get_document (self->buffer);
  unsigned int found = leaf_document_locate (document, MIN (offset, leaf_document_get_length (document)), NULL);

  if (index != NULL)
    *index = found;
  return leaf_document_get_block (document, found);
}

static gboolean
is_figure (const LeafBlock *block)
{
  return leaf_block_get_style (block)->kind == LEAF_BLOCK_FIGURE;
}

/* Who puts a picture at the very end wants to go on below it. */
static LeafDocument *
make_figures (LeafEditor         *self,
              unsigned int        offset,
              const char *const  *pictures)
{
  LeafDocument *document = leaf_editor_buffer_get_document (self->buffer);
  LeafDocument *fragment = leaf_document_new ();

  for (unsigned int i = 0; pictures[i] != NULL; i++)
    {
      leaf_document_append_block (fragment, &(LeafBlockStyle) { .kind = LEAF_BLOCK_FIGURE,
                                                                .picture = (char *) pictures[i] });
      leaf_document_append_text (fragment, LEAF_OBJECT_STRING, -1, NULL);
    }
  if (offset >= leaf_document_get_length (document))
    leaf_document_append_block (fragment, NULL);
  return fragment;
}

/**
 * leaf_editor_insert_pictures:
 * @self: an editor
 * @place: (nullable) (transfer none): where, %NULL for the cursor and what is selected
 * @pictures: (array zero-terminated=1): SHA-256s of pictures in the library
 *
 * Puts pictures into the text, each a figure, as one step of undo. The cursor goes behind them.
 */
void
leaf_editor_insert_pictures (LeafEditor        *self,
                             GtkTextMark       *place,
                             const char *const *pictures)
{
  GtkTextBuffer *buffer;
  g_autoptr (LeafDocument) fragment = NULL;
  GtkTextIter iter;

  g_return_if_fail (LEAF_IS_EDITOR (self));
  g_return_if_fail (pictures != NULL);

  if (pictures[0] == NULL)
    return;

  buffer = GTK_TEXT_BUFFER (self->buffer);
  gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self));
  gtk_text_buffer_begin_user_action (buffer);
  if (place != NULL)
    {
      gtk_text_buffer_get_iter_at_mark (buffer, &iter, place);
      gtk_text_buffer_place_cursor (buffer, &iter);
    }
  else
    gtk_text_buffer_delete_selection (buffer, FALSE, TRUE);
  fragment = make_figures (self, leaf_editor_buffer_get_cursor (self->buffer).insert, pictures);
  leaf_editor_insert (self, fragment);
  gtk_text_buffer_end_user_action (buffer);
}

/**
 * leaf_editor_find_figure:
 * @self: an editor
 * @offset: (out): where its block begins
 *
 * Returns: whether the cursor is in a figure, on its picture or in its caption
 */
gboolean
leaf_editor_find_figure (LeafEditor   *self,
                         unsigned int *offset)
{
  LeafDocument *document;
  unsigned int start, end, index;

  g_return_val_if_fail (LEAF_IS_EDITOR (self), FALSE);

  document = leaf_editor_buffer_get_document (self->buffer);
  leaf_editor_buffer_get_range (self->buffer, &start, &end);
  if (!is_figure (block_at (self, start, &index)))
    return FALSE;

  *offset = leaf_document_get_block_start (document, index);
  return end <= *offset + leaf_block_get_length (leaf_document_get_block (document, index));
}

/**
 * leaf_editor_is_figure_selected:
 * @self: an editor
 *
 * Returns: whether exactly the picture of a figure is selected
 */
gboolean
leaf_editor_is_figure_selected (LeafEditor *self)
{
  unsigned int start, end, offset;

  g_return_val_if_fail (LEAF_IS_EDITOR (self), FALSE);

  leaf_editor_buffer_get_range (self->buffer, &start, &end);
  return leaf_editor_find_figure (self, &offset) && start == offset && end == offset + 1;
}

/**
 * leaf_editor_select_figure:
 * @self: an editor
 * @offset: where a figure begins
 *
 * Selects the picture of a figure.
 */
void
leaf_editor_select_figure (LeafEditor   *self,
                           unsigned int  offset)
{
  g_return_if_fail (LEAF_IS_EDITOR (self));

  leaf_editor_buffer_set_cursor (self->buffer, (LeafCursor) { offset + 1, offset });
}

/**
 * leaf_editor_get_figure:
 * @self: an editor
 * @offset: where a figure begins
 * @picture: (out) (optional) (transfer none): its SHA-256, until the text changes
 * @alt: (out) (optional) (nullable) (transfer none): its alternative text, likewise
 *
 * Returns: whether there is a figure
 */
gboolean
leaf_editor_get_figure (LeafEditor    *self,
                        unsigned int   offset,
                        const char   **picture,
                        const char   **alt)
{
  const LeafBlock *block;

  g_return_val_if_fail (LEAF_IS_EDITOR (self), FALSE);

  block = block_at (self, offset, NULL);
  if (!is_figure (block))
    return FALSE;

  if (picture != NULL)
    *picture = leaf_block_get_style (block)->picture;
  if (alt != NULL)
    *alt = leaf_block_get_style (block)->alt;
  return TRUE;
}

/**
 * leaf_editor_change_figure:
 * @self: an editor
 * @offset: where a figure begins
 * @picture: (nullable): SHA-256 of another picture, %NULL to keep it
 * @alt: (nullable): its alternative text; "" takes it away, %NULL keeps it
 *
 * Gives a figure another picture or alternative text, as one step of undo. The caption stays.
 */
void
leaf_editor_change_figure (LeafEditor   *self,
                           unsigned int  offset,
                           const char   *picture,
                           const char   *alt)
{
  LeafBlockStyle style = { 0 };
  LeafCursor cursor;
  unsigned int index;
  const LeafBlock *block;

  g_return_if_fail (LEAF_IS_EDITOR (self));

  block = block_at (self, offset, &index);
  if (!is_figure (block))
    return;

  leaf_block_style_copy (leaf_block_get_style (block), &style);
  if (picture != NULL)
    {
      g_free (style.picture);
      style.picture = g_strdup (picture);
    }
  if (alt != NULL)
    {
      g_free (style.alt);
      style.alt = *alt != '\0' ? g_strdup (alt) : NULL;
    }

  /* The other picture is put in behind a cursor that stood before the old one. */
  cursor = leaf_editor_buffer_get_cursor (self->buffer);
  gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self->buffer));
  leaf_editor_buffer_set_block_style (self->buffer, index, &style);
  leaf_editor_buffer_set_cursor (self->buffer, cursor);
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self->buffer));
  leaf_block_style_clear (&style);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * leaf_editor_remove_figure:
 * @self: an editor
 * @offset: where a figure begins
 *
 * Takes a figure out of the text, its caption included. The library keeps the picture.
 */
void
leaf_editor_remove_figure (LeafEditor   *self,
                           unsigned int  offset)
{
  LeafDocument *document;
  g_autoptr (LeafDocument) nothing = leaf_document_new ();
  LeafBlockStyle style = { 0 };
  unsigned int index, start, end;
  const LeafBlock *block;

  g_return_if_fail (LEAF_IS_EDITOR (self));

  document = leaf_editor_buffer_get_document (self->buffer);
  block = block_at (self, offset, &index);
  if (!is_figure (block))
    return;

  /* Its line goes with it, unless there is no other. */
  start = leaf_document_get_block_start (document, index);
  end = start + leaf_block_get_length (block);
  if (index + 1 < leaf_document_get_n_blocks (document))
    {
      leaf_block_style_copy (leaf_block_get_style (leaf_document_get_block (document, index + 1)), &style);
      end++;
    }
  else if (index > 0)
    {
      leaf_block_style_copy (leaf_block_get_style (leaf_document_get_block (document, index - 1)), &style);
      start--;
    }

  leaf_document_append_block (nothing, &style);
  gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self->buffer));
  leaf_editor_buffer_replace (self->buffer, start, end, nothing);
  leaf_editor_buffer_set_cursor (self->buffer, (LeafCursor) { start, start });
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self->buffer));
  leaf_block_style_clear (&style);
}

/**
 * leaf_editor_create_mark:
 * @self: an editor
 * @offset: a place in the text
 *
 * Keeps a place while something is read: what is typed meanwhile moves it along.
 *
 * Returns: (transfer none): a mark; delete it from the buffer
 */
GtkTextMark *
leaf_editor_create_mark (LeafEditor   *self,
                         unsigned int  offset)
{
  GtkTextIter iter;

  g_return_val_if_fail (LEAF_IS_EDITOR (self), NULL);

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->buffer), &iter, (int) offset);
  return gtk_text_buffer_create_mark (GTK_TEXT_BUFFER (self->buffer), NULL, &iter, TRUE);
}

/* Between two blocks, never in the middle of a sentence: before the block that the pointer is in the upper
 * half of, else behind it. */
static void
find_drop_place (LeafEditor  *self,
                 double       y,
                 GtkTextIter *iter,
                 int         *edge)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  int buffer_y, top, height;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, 0, (int) y, NULL, &buffer_y);
  gtk_text_view_get_line_at_y (view, iter, buffer_y, NULL);
  gtk_text_view_get_line_yrange (view, iter, &top, &height);
  *edge = top;
  if (buffer_y < top + height / 2)
    return;

  *edge = top + height;
  if (!gtk_text_iter_forward_line (iter) && !gtk_text_iter_ends_line (iter))
    gtk_text_iter_forward_to_line_end (iter);
}

/**
 * leaf_editor_create_drop_mark:
 * @self: an editor
 * @y: where the pointer is, in the widget
 *
 * Returns: (transfer none): a mark where dropped pictures go in; delete it from the buffer
 */
GtkTextMark *
leaf_editor_create_drop_mark (LeafEditor *self,
                              double      y)
{
  GtkTextIter iter;
  int edge;

  g_return_val_if_fail (LEAF_IS_EDITOR (self), NULL);

  find_drop_place (self, y, &iter, &edge);
  return gtk_text_buffer_create_mark (GTK_TEXT_BUFFER (self->buffer), NULL, &iter, TRUE);
}

/**
 * leaf_editor_show_drop_place:
 * @self: an editor
 * @y: where the pointer is, in the widget
 *
 * Shows where pictures would go in.
 */
void
leaf_editor_show_drop_place (LeafEditor *self,
                             double      y)
{
  GtkTextIter iter;
  int edge;

  g_return_if_fail (LEAF_IS_EDITOR (self));

  find_drop_place (self, y, &iter, &edge);
  if (self->drop_shown && self->drop_edge == edge)
    return;

  self->drop_shown = TRUE;
  self->drop_edge = edge;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * leaf_editor_hide_drop_place:
 * @self: an editor
 *
 * The pointer left, or let go.
 */
void
leaf_editor_hide_drop_place (LeafEditor *self)
{
  g_return_if_fail (LEAF_IS_EDITOR (self));

  if (!self->drop_shown)
    return;

  self->drop_shown = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
