/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-document"

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-document-private.h"

#include <string.h>

static LeafBlock *
block_at (const LeafDocument *self, unsigned int index)
{
  return g_ptr_array_index (self->blocks, index);
}

/* Puts `n_new` blocks (transfer full) in the place of `n_old`, moving those behind once. */
static void
splice_blocks (GPtrArray *blocks, unsigned int index, unsigned int n_old, LeafBlock **replacement, unsigned int n_new)
{
  unsigned int n_behind = blocks->len - index - n_old;

  for (unsigned int i = 0; i < n_old; i++)
    leaf_block_free (g_ptr_array_index (blocks, index + i));

  if (n_new > n_old)
    g_ptr_array_set_size (blocks, blocks->len + n_new - n_old);
  memmove (blocks->pdata + index + n_new, blocks->pdata + index + n_old, n_behind * sizeof (gpointer));
  memcpy (blocks->pdata + index, replacement, n_new * sizeof (gpointer));
  if (n_new < n_old)
    g_ptr_array_set_size (blocks, blocks->len + n_new - n_old);
}

/**
 * leaf_document_slice:
 * @start: first character
 * @end: behind the last character; past the end means the end
 *
 * Copies a range. Its first and last blocks are open: they keep the style of the blocks they were cut
 * from, see leaf_document_replace().
 *
 * Returns: (transfer full): the fragment
 */
LeafDocument *
leaf_document_slice (const LeafDocument *self, unsigned int start, unsigned int end)
{
  unsigned int first, last, first_column, last_column;
  LeafDocument *slice;

  g_return_val_if_fail (self != NULL, NULL);

  end = MIN (end, self->length);
  start = MIN (start, end);
  last = leaf_document_locate (self, end, &last_column);
  first = leaf_document_locate (self, start, &first_column);

  slice = g_rc_box_new0 (LeafDocument);
  slice->blocks = g_ptr_array_sized_new (last - first + 1);
  slice->length = end - start;
  for (unsigned int i = first; i <= last; i++)
    {
      const LeafBlock *block = block_at (self, i);
      unsigned int from = i == first ? first_column : 0;
      unsigned int to = i == last ? last_column : block->n_chars;

      g_ptr_array_add (slice->blocks, leaf_block_slice (block, from, to));
    }
  return slice;
}

/**
 * leaf_document_slice_blocks:
 * @index: number of the first block
 * @n_blocks: how many
 *
 * Copies whole blocks.
 *
 * Returns: (transfer full) (nullable): a document of them, %NULL for none
 */
LeafDocument *
leaf_document_slice_blocks (const LeafDocument *self, unsigned int index, unsigned int n_blocks)
{
  unsigned int start, end;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index + n_blocks <= self->blocks->len, NULL);

  if (n_blocks == 0)
    return NULL;
  start = leaf_document_get_block_start (self, index);
  end = leaf_document_get_block_start (self, index + n_blocks - 1) + block_at (self, index + n_blocks - 1)->n_chars;
  return leaf_document_slice (self, start, end);
}

/**
 * leaf_document_replace:
 * @start: first character to go
 * @end: behind the last character to go; past the end means the end
 * @fragment: what comes in its place
 *
 * Replaces a range. The text in front of @start goes before the first block of @fragment, the text behind
 * @end after its last, and the block styles of @fragment win; so
 * `replace (start, start + length (fragment), slice (start, end))` is always the exact inverse. To delete
 * within a block that is no paragraph, give an empty fragment of that block's style.
 */
void
leaf_document_replace (LeafDocument *self, unsigned int start, unsigned int end, const LeafDocument *fragment)
{
  g_autoptr (LeafDocument) copy = NULL;
  g_autoptr (LeafBlock) tail = NULL;
  g_autofree LeafBlock **blocks = NULL;
  unsigned int first, last, first_column, last_column, n_new;

  g_return_if_fail (self != NULL);
  g_return_if_fail (fragment != NULL);

  if (fragment == self)
    fragment = copy = leaf_document_copy (self);
  end = MIN (end, self->length);
  start = MIN (start, end);
  last = leaf_document_locate (self, end, &last_column);
  first = leaf_document_locate (self, start, &first_column);
  n_new = fragment->blocks->len;
  self->length += fragment->length - (end - start);
  self->untouched = FALSE;

  if (first == last && n_new == 1)
    {
      LeafBlock *block = block_at (self, first);

      leaf_block_splice (block, first_column, last_column, block_at (fragment, 0));
      leaf_block_set_style (block, &block_at (fragment, 0)->style);
      return;
    }

  tail = leaf_block_slice (block_at (self, last), last_column, block_at (self, last)->n_chars);
  blocks = g_new (LeafBlock *, n_new);
  for (unsigned int i = 0; i < n_new; i++)
    blocks[i] = leaf_block_copy (block_at (fragment, i));
  leaf_block_splice (blocks[n_new - 1], blocks[n_new - 1]->n_chars, blocks[n_new - 1]->n_chars, tail);
  {
    g_autoptr (LeafBlock) head = leaf_block_slice (block_at (self, first), 0, first_column);

    leaf_block_splice (blocks[0], 0, 0, head);
  }
  splice_blocks (self->blocks, first, last - first + 1, blocks, n_new);
}

/**
 * leaf_document_get_spans:
 * @start: first character
 * @end: behind the last character; past the end means the end
 *
 * Gets how the characters of a range look. Spans do not cover line feeds; they end where a block ends, unless the next
 * goes on alike, when one span may cover both sides.
 *
 * Returns: (transfer full) (element-type LeafSpan): the spans; they own their links
 */
GArray *
leaf_document_get_spans (const LeafDocument *self, unsigned int start, unsigned int end)
{
  unsigned int first, last, first_column, last_column;
  GArray *spans;

  g_return_val_if_fail (self != NULL, NULL);

  end = MIN (end, self->length);
  start = MIN (start, end);
  last = leaf_document_locate (self, end, &last_column);
  first = leaf_document_locate (self, start, &first_column);

  spans = leaf_spans_new ();
  for (unsigned int i = first; i <= last; i++)
    {
      const LeafBlock *block = block_at (self, i);

      leaf_block_copy_spans (block, i == first ? first_column : 0, i == last ? last_column : block->n_chars, spans);
    }
  return spans;
}

static void
take_style_cb (LeafTextStyle *style, gpointer data)
{
  const LeafTextStyle *wanted = data;

  style->marks = wanted->marks & LEAF_MARKS_ALL;
  style->link = leaf_link_is_safe (wanted->link) ? wanted->link : NULL;
}

/**
 * leaf_document_set_spans:
 * @start: first character
 * @spans: (array length=n_spans): how it and those behind it shall look
 *
 * The inverse of leaf_document_get_spans(): gives characters their looks, passing over line feeds. U+FFFC
 * stays plain.
 */
void
leaf_document_set_spans (LeafDocument *self, unsigned int start, const LeafSpan *spans, unsigned int n_spans)
{
  unsigned int index, column;

  g_return_if_fail (self != NULL);
  g_return_if_fail (spans != NULL || n_spans == 0);

  index = leaf_document_locate (self, start, &column);
  for (unsigned int i = 0; i < n_spans; i++)
    {
      unsigned int left = spans[i].n_chars;

      while (left > 0 && index < self->blocks->len)
        {
          LeafBlock *block = block_at (self, index);
          unsigned int here = MIN (left, block->n_chars - column);

          leaf_block_restyle (block, column, column + here, take_style_cb, (gpointer) &spans[i].style);
          left -= here;
          column += here;
          if (left > 0)
            {
              index++;
              column = 0;
            }
        }
    }
}

static void
restyle (LeafDocument *self, unsigned int start, unsigned int end, LeafRestyleFunc func, gpointer data)
{
  unsigned int first, last, first_column, last_column;

  end = MIN (end, self->length);
  start = MIN (start, end);
  last = leaf_document_locate (self, end, &last_column);
  first = leaf_document_locate (self, start, &first_column);

  for (unsigned int i = first; i <= last; i++)
    {
      LeafBlock *block = block_at (self, i);

      leaf_block_restyle (block, i == first ? first_column : 0, i == last ? last_column : block->n_chars, func, data);
    }
}

typedef struct {
  LeafMarks add;
  LeafMarks remove;
} MarksChange;

static void
change_marks_cb (LeafTextStyle *style, gpointer data)
{
  const MarksChange *change = data;

  style->marks = (style->marks & ~change->remove) | (change->add & LEAF_MARKS_ALL);
}

/**
 * leaf_document_change_marks:
 * @start: first character
 * @end: behind the last character; past the end means the end
 * @add: marks every character of the range shall have
 * @remove: marks none shall have
 *
 * Changes marks and leaves the others, and links, alone.
 */
void
leaf_document_change_marks (LeafDocument *self, unsigned int start, unsigned int end, LeafMarks add, LeafMarks remove)
{
  MarksChange change = { add, remove };

  g_return_if_fail (self != NULL);

  restyle (self, start, end, change_marks_cb, &change);
}

static void
set_link_cb (LeafTextStyle *style, gpointer data)
{
  style->link = data;
}

/**
 * leaf_document_set_link:
 * @start: first character
 * @end: behind the last character; past the end means the end
 * @link: (nullable): the address, or %NULL for no link; one that leaf_link_is_safe() refuses is no link
 *
 * Makes a range a link.
 */
void
leaf_document_set_link (LeafDocument *self, unsigned int start, unsigned int end, const char *link)
{
  GRefString *shared = leaf_link_is_safe (link) ? g_ref_string_new (link) : NULL;

  g_return_if_fail (self != NULL);

  restyle (self, start, end, set_link_cb, shared);
  g_clear_pointer (&shared, g_ref_string_release);
}

/**
 * leaf_document_set_block_style:
 * @index: number of the block, from 0
 * @style: what it shall be; copied
 *
 * Changes what a block is and leaves its text alone.
 */
void
leaf_document_set_block_style (LeafDocument *self, unsigned int index, const LeafBlockStyle *style)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (index < self->blocks->len);
  g_return_if_fail (style != NULL);

  leaf_block_set_style (block_at (self, index), style);
  self->untouched = FALSE;
}
