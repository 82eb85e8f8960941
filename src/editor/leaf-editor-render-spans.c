/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-buffer-private.h"

/* Follows a change of looks by what is different, tag by tag, in as few and as long ranges as there
 * are: making a whole book bold is one range, where a range a line takes GTK a hundred times as long.
 *
 * A range goes on over line feeds, so that beside the tag of their block they carry any tags of their
 * line; but not over that of an empty line, whose height they would change. */

#define N_TAGS (LEAF_N_MARKS + 1) /* the link is the last */

typedef struct {
  unsigned int start;
  unsigned int end;
  int change; /* 1: to be applied, -1: to be removed, 0: nothing to do */
} Range;

typedef struct {
  LeafEditorBuffer *buffer;
  Range ranges[N_TAGS];
  unsigned int index;  /* of the block that the walk has come to */
  unsigned int column;
  unsigned int offset;
} Walk;

static gboolean
has_tag (const LeafTextStyle *style,
         unsigned int         tag)
{
  return tag < LEAF_N_MARKS ? (style->marks & (1u << tag)) != 0 : style->link != NULL;
}

static void
finish_range (Walk         *self,
              unsigned int  tag)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextTag *text_tag = tag < LEAF_N_MARKS ? self->buffer->tags.marks[tag] : self->buffer->tags.link;
  Range *range = &self->ranges[tag];
  GtkTextIter start, end;

  if (range->change == 0)
    return;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) range->start);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) range->end);
  if (range->change > 0)
    gtk_text_buffer_apply_tag (buffer, text_tag, &start, &end);
  else
    gtk_text_buffer_remove_tag (buffer, text_tag, &start, &end);
  range->change = 0;
}

static void
finish_ranges (Walk *self)
{
  for (unsigned int tag = 0; tag < N_TAGS; tag++)
    finish_range (self, tag);
}

/* Goes to the next block that has text, if this one has no more. */
static void
enter_text (Walk *self)
{
  LeafDocument *document = self->buffer->document;

  while (self->column == leaf_block_get_length (leaf_document_get_block (document, self->index)))
    {
      if (self->column == 0)
        finish_ranges (self);
      self->index++;
      self->column = 0;
      self->offset++;
    }
}

/* `n_chars` of one block looked like `from` and look like `to` now. */
static void
add_characters (Walk                *self,
                unsigned int         n_chars,
                const LeafTextStyle *from,
                const LeafTextStyle *to)
{
  for (unsigned int tag = 0; tag < N_TAGS; tag++)
    {
      Range *range = &self->ranges[tag];
      int change = (int) has_tag (to, tag) - (int) has_tag (from, tag);

      if (range->change != change)
        finish_range (self, tag);
      if (change == 0)
        continue;
      if (range->change == 0)
        range->start = self->offset;
      range->change = change;
      range->end = self->offset + n_chars;
    }
  self->column += n_chars;
  self->offset += n_chars;
}

/**
 * leaf_editor_render_spans: (skip)
 * @self: an editor buffer
 * @start: the first character whose look changed
 * @before: (element-type LeafSpan): how the text from there on looked, line feeds not counted
 * @after: (element-type LeafSpan): how as many characters look now
 *
 * Lets the tags follow a change of marks and links that the document has seen already.
 */
void
leaf_editor_render_spans (LeafEditorBuffer *self,
                          unsigned int      start,
                          GArray           *before,
                          GArray           *after)
{
  Walk walk = { .buffer = self, .offset = start };
  unsigned int i = 0, j = 0, i_used = 0, j_used = 0;

  walk.index = leaf_document_locate (self->document, start, &walk.column);
  self->rendering++;
  while (i < before->len && j < after->len)
    {
      const LeafSpan *from = &g_array_index (before, LeafSpan, i);
      const LeafSpan *to = &g_array_index (after, LeafSpan, j);
      unsigned int n_chars = MIN (from->n_chars - i_used, to->n_chars - j_used);

      enter_text (&walk);
      n_chars = MIN (n_chars, leaf_block_get_length (leaf_document_get_block (self->document, walk.index)) - walk.column);
      add_characters (&walk, n_chars, &from->style, &to->style);

      i_used += n_chars;
      j_used += n_chars;
      if (i_used == from->n_chars)
        {
          i++;
          i_used = 0;
        }
      if (j_used == to->n_chars)
        {
          j++;
          j_used = 0;
        }
    }
  finish_ranges (&walk);
  self->rendering--;
}
