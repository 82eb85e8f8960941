/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-buffer-private.h"
#include "leaf-editor-keys.h"
#include "leaf-editor-typing.h"

#include <string.h>

/* U+FFFC stands for a picture or a divider and cannot be typed. */
static char *
without_objects (const char *text,
                 int         length)
{
  g_autofree char *copy = g_strndup (text, (gsize) length);
  g_auto (GStrv) pieces = g_strsplit (copy, LEAF_OBJECT_STRING, -1);

  return g_strjoinv (NULL, pieces);
}

static LeafDocument *
fragment_from_text (const char           *text,
                    const LeafBlockStyle *block,
                    const LeafTextStyle  *style)
{
  LeafDocument *fragment = leaf_document_new ();

  leaf_document_append_block (fragment, block);
  leaf_document_append_text (fragment, text, -1, style);
  return fragment;
}

static void
move_iter (LeafEditorBuffer *self,
           GtkTextIter      *iter,
           unsigned int      offset)
{
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), iter, (int) offset);
}

/* Text typed beside a divider or before a picture gets a paragraph of its own. */
static void
insert_beside_object (LeafEditorBuffer    *self,
                      GtkTextIter         *iter,
                      const char          *text,
                      const LeafTextStyle *style)
{
  unsigned int offset = (unsigned int) gtk_text_iter_get_offset (iter);
  unsigned int column;
  unsigned int index = leaf_document_locate (self->document, offset, &column);
  g_autoptr (LeafDocument) lines = fragment_from_text (text, NULL, style);
  g_autoptr (LeafDocument) fragment = leaf_document_new ();
  LeafBlockStyle object = { 0 };

  leaf_block_style_copy (leaf_block_get_style (leaf_document_get_block (self->document, index)), &object);
  if (column > 0)
    leaf_document_append_block (fragment, &object);
  leaf_editor_fragment_append (fragment, lines);
  if (column == 0)
    leaf_document_append_block (fragment, &object);
  leaf_block_style_clear (&object);

  leaf_editor_buffer_replace (self, offset, offset, fragment);
  offset += leaf_document_get_length (lines) + (column == 0 ? 0 : 1);
  leaf_editor_buffer_set_cursor (self, (LeafCursor) { offset, offset });
  move_iter (self, iter, offset);
}

/* What happens at each key: one run of text inside one block. */
static void
insert_run (LeafEditorBuffer    *self,
            GtkTextIter         *iter,
            unsigned int         index,
            const LeafDocument  *fragment,
            const LeafTextStyle *style)
{
  const char *text = leaf_block_get_text (leaf_document_get_block (fragment, 0));
  unsigned int offset = (unsigned int) gtk_text_iter_get_offset (iter);
  GtkTextIter start;

  leaf_editor_buffer_update_model (self, offset, offset, fragment);

  self->rendering++;
  leaf_editor_buffer_parent_class_get (self)->insert_text (GTK_TEXT_BUFFER (self), iter, text, (int) strlen (text));
  self->rendering--;

  move_iter (self, &start, offset);
  leaf_editor_render_typed (self, index, &start, iter, style);
}

static void
insert_styled (LeafEditorBuffer    *self,
               GtkTextIter         *iter,
               const char          *text,
               const LeafTextStyle *style)
{
  unsigned int offset = (unsigned int) gtk_text_iter_get_offset (iter);
  unsigned int column;
  unsigned int index = leaf_document_locate (self->document, offset, &column);
  const LeafBlockStyle *block = leaf_block_get_style (leaf_document_get_block (self->document, index));
  g_autoptr (LeafDocument) fragment = NULL;

  if (block->kind == LEAF_BLOCK_DIVIDER || (block->kind == LEAF_BLOCK_FIGURE && column == 0))
    {
      insert_beside_object (self, iter, text, style);
      return;
    }

  fragment = fragment_from_text (text, block, style);
  if (leaf_document_get_n_blocks (fragment) == 1)
    insert_run (self, iter, index, fragment, style);
  else
    {
      leaf_editor_buffer_replace (self, offset, offset, fragment);
      move_iter (self, iter, offset + leaf_document_get_length (fragment));
    }
}

/* A divider made of "---" is a step after the one that Enter is, so that taking it back leaves what was typed. */
static void
press_enter (LeafEditorBuffer *self,
             GtkTextIter      *iter)
{
  unsigned int offset = (unsigned int) gtk_text_iter_get_offset (iter);
  unsigned int column;
  unsigned int index = leaf_document_locate (self->document, offset, &column);
  gboolean at_end = column == leaf_block_get_length (leaf_document_get_block (self->document, index));

  offset = leaf_editor_break_block (self, offset);
  move_iter (self, iter, offset);
  if (!self->shorthand || !at_end || offset != leaf_editor_buffer_get_cursor (self).insert)
    return;

  if (leaf_editor_expand_break (self, index))
    move_iter (self, iter, leaf_editor_buffer_get_cursor (self).insert);
}

/* Whatever GTK inserts on its own: keys, input methods, drops, assistive technology. */
void
leaf_editor_buffer_insert_text (GtkTextBuffer *buffer,
                                GtkTextIter   *iter,
                                const char    *text,
                                int            length)
{
  LeafEditorBuffer *self = LEAF_EDITOR_BUFFER (buffer);
  g_autofree char *clean = NULL;
  unsigned int offset;
  LeafTextStyle style;

  if (self->rendering > 0)
    {
      leaf_editor_buffer_parent_class_get (self)->insert_text (buffer, iter, text, length);
      return;
    }

  clean = without_objects (text, length);
  if (*clean == '\0')
    return;

  offset = (unsigned int) gtk_text_iter_get_offset (iter);
  leaf_editor_buffer_begin_edit (self);
  if (g_str_equal (clean, "\n"))
    press_enter (self, iter);
  else
    {
      leaf_editor_buffer_get_typing_style (self, offset, &style);
      if (offset == leaf_editor_buffer_get_cursor (self).insert)
        {
          g_clear_pointer (&style.link, g_ref_string_release);
          style = self->active;
          if (style.link != NULL)
            g_ref_string_acquire (style.link);
        }
      insert_styled (self, iter, clean, &style);
      g_clear_pointer (&style.link, g_ref_string_release);
    }
  leaf_editor_buffer_end_edit (self);
}

/* How the block looks that is left when [start, end) is gone. */
static void
style_after_delete (LeafEditorBuffer *self,
                    unsigned int      start,
                    unsigned int      end,
                    LeafBlockStyle   *style)
{
  static const LeafBlockStyle paragraph = { .kind = LEAF_BLOCK_PARAGRAPH };
  unsigned int first_column, last_column;
  unsigned int first = leaf_document_locate (self->document, start, &first_column);
  unsigned int last = leaf_document_locate (self->document, end, &last_column);
  const LeafBlock *last_block = leaf_document_get_block (self->document, last);
  gboolean everything = start == 0 && end == leaf_document_get_length (self->document);
  const LeafBlockStyle *a = leaf_block_get_style (leaf_document_get_block (self->document, first));
  const LeafBlockStyle *b = leaf_block_get_style (last_block);
  gboolean a_goes = leaf_block_kind_is_object (a->kind) && first_column == 0;
  gboolean b_goes = leaf_block_kind_is_object (b->kind) && last_column > 0;

  if (first == last)
    leaf_block_style_copy (a_goes ? &paragraph : a, style);
  else if (everything)
    leaf_block_style_copy (&paragraph, style);
  else if (b_goes)
    leaf_block_style_copy (a_goes ? &paragraph : a, style);
  else if (a_goes || (first_column == 0 && last_column < leaf_block_get_length (last_block)))
    leaf_block_style_copy (b, style);
  else
    leaf_block_style_copy (a, style);

  /* The stars go with the row they were given to. */
  if (first != last && first_column == 0 && style->kind == LEAF_BLOCK_RATING &&
      last_column == leaf_block_get_length (last_block))
    style->level = 0;
}

static void
delete_text (LeafEditorBuffer *self,
             unsigned int      from,
             unsigned int      to)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  g_autoptr (LeafDocument) fragment = leaf_document_new ();
  LeafBlockStyle style = { 0 };
  unsigned int index = leaf_document_locate (self->document, from, NULL);
  gboolean same_style;
  GtkTextIter start, end;

  style_after_delete (self, from, to, &style);
  same_style = index == leaf_document_locate (self->document, to, NULL) &&
               leaf_block_style_equal (&style, leaf_block_get_style (leaf_document_get_block (self->document, index)));
  leaf_document_append_block (fragment, &style);
  leaf_editor_buffer_update_model (self, from, to, fragment);
  leaf_block_style_clear (&style);

  self->rendering++;
  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) from);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) to);
  leaf_editor_buffer_parent_class_get (self)->delete_range (buffer, &start, &end);
  self->rendering--;

  if (same_style)
    leaf_editor_render_typed (self, index, NULL, NULL, NULL);
  else
    leaf_editor_render_blocks (self, index, index);
}

/* Deletes [from, to), but the line feed before a picture or divider that stays. */
static void
delete_up_to_object (LeafEditorBuffer *self,
                     unsigned int      from,
                     unsigned int      to)
{
  unsigned int from_column, to_column;
  unsigned int first = leaf_document_locate (self->document, from, &from_column);
  unsigned int last = leaf_document_locate (self->document, to, &to_column);
  LeafBlockKind kind = leaf_block_get_style (leaf_document_get_block (self->document, last))->kind;

  if (first < last && from_column > 0 && to_column == 0 && leaf_block_kind_is_object (kind))
    to--;
  if (from < to)
    delete_text (self, from, to);
}

/* A divider or a picture is never joined to text: neither its own line feed nor the one before it
 * goes while it stays. */
static void
delete_sparing_objects (LeafEditorBuffer *self,
                        unsigned int      from,
                        unsigned int      to)
{
  unsigned int column;
  unsigned int first = leaf_document_locate (self->document, from, &column);
  LeafBlockKind kind = leaf_block_get_style (leaf_document_get_block (self->document, first))->kind;

  if (leaf_block_kind_is_object (kind) && column > 0 &&
      first < leaf_document_locate (self->document, to, NULL))
    {
      unsigned int next = leaf_document_get_block_start (self->document, first + 1);

      delete_up_to_object (self, next, to);
      to = next - 1;
    }
  delete_up_to_object (self, from, to);
}

/* Whatever GTK deletes on its own. */
void
leaf_editor_buffer_delete_range (GtkTextBuffer *buffer,
                                 GtkTextIter   *start,
                                 GtkTextIter   *end)
{
  LeafEditorBuffer *self = LEAF_EDITOR_BUFFER (buffer);
  unsigned int from, to, selected_from, selected_to;
  gboolean typing_over;
  LeafTextStyle style;

  if (self->rendering > 0)
    {
      leaf_editor_buffer_parent_class_get (self)->delete_range (buffer, start, end);
      return;
    }

  from = (unsigned int) gtk_text_iter_get_offset (start);
  to = (unsigned int) gtk_text_iter_get_offset (end);

  /* Who types over a selection goes on in its style, but not with its link. */
  typing_over = leaf_editor_buffer_get_range (self, &selected_from, &selected_to) &&
                selected_from == from && selected_to == to;
  style = (LeafTextStyle) { leaf_document_get_style_at (self->document, from).marks, NULL };

  leaf_editor_buffer_begin_edit (self);
  delete_sparing_objects (self, from, to);
  if (typing_over)
    {
      leaf_editor_buffer_set_cursor (self, (LeafCursor) { from, from });
      leaf_editor_buffer_set_active (self, &style);
    }
  leaf_editor_buffer_end_edit (self);

  move_iter (self, start, from);
  *end = *start;
}
