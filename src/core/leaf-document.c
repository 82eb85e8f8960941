/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-document"

#include "config.h"

#include "leaf-boxed-private.h"
#include "leaf-document-html.h"
#include "leaf-document-private.h"

#include <string.h>

LEAF_DEFINE_BOXED_TYPE (LeafDocument, leaf_document, leaf_document_ref, leaf_document_unref)
G_DEFINE_QUARK (leaf-document-error-quark, leaf_document_error)

static LeafBlock *
block_at (const LeafDocument *self, unsigned int index)
{
  return g_ptr_array_index (self->blocks, index);
}

static void
document_clear (gpointer data)
{
  LeafDocument *self = data;

  for (unsigned int i = 0; i < self->blocks->len; i++)
    leaf_block_free (block_at (self, i));
  g_ptr_array_unref (self->blocks);
}

/* The block whose text, or whose line feed, holds `offset`, or the block number `index` when
 * `by_index`: walks from the nearest of the beginning, the end and the last place. */
static void
document_walk (const LeafDocument *self, gboolean by_index, unsigned int target, unsigned int *found, unsigned int *found_start)
{
  unsigned int here = by_index ? self->hint_index : self->hint_start;
  unsigned int total = by_index ? self->blocks->len - 1 : self->length;
  unsigned int index = self->hint_index;
  unsigned int start = self->hint_start;

  if (target < here / 2)
    {
      index = 0;
      start = 0;
    }
  else if (target > here && total - target < target - here)
    {
      index = self->blocks->len - 1;
      start = self->length - block_at (self, index)->n_chars;
    }

  while (index > 0 && target < (by_index ? index : start))
    {
      index--;
      start -= block_at (self, index)->n_chars + 1;
    }
  while (index + 1 < self->blocks->len &&
         target > (by_index ? index : start + block_at (self, index)->n_chars))
    {
      start += block_at (self, index)->n_chars + 1;
      index++;
    }

  *found = index;
  *found_start = start;
  ((LeafDocument *) self)->hint_index = index;
  ((LeafDocument *) self)->hint_start = start;
}

LeafBlock *
leaf_document_get_last (LeafDocument *self)
{
  return block_at (self, self->blocks->len - 1);
}

/**
 * leaf_document_new:
 *
 * Makes a document of one empty paragraph.
 *
 * Returns: (transfer full): the document
 */
LeafDocument *
leaf_document_new (void)
{
  LeafDocument *self = g_rc_box_new0 (LeafDocument);

  self->blocks = g_ptr_array_new ();
  g_ptr_array_add (self->blocks, leaf_block_new (NULL));
  self->untouched = TRUE;
  return self;
}

/**
 * leaf_document_ref:
 *
 * Takes a reference. Documents are not shared between threads: give another thread a copy.
 *
 * Returns: (transfer full): the document
 */
LeafDocument *
leaf_document_ref (LeafDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_rc_box_acquire (self);
}

/**
 * leaf_document_unref:
 *
 * Drops a reference.
 */
void
leaf_document_unref (LeafDocument *self)
{
  g_return_if_fail (self != NULL);

  g_rc_box_release_full (self, document_clear);
}

/**
 * leaf_document_copy:
 *
 * Copies a document so that nothing is shared with the first, not even a link: the copy may go to
 * another thread.
 *
 * Returns: (transfer full): the copy
 */
LeafDocument *
leaf_document_copy (const LeafDocument *self)
{
  LeafDocument *copy;

  g_return_val_if_fail (self != NULL, NULL);

  /* The reference count of a GRefString is atomic, so that spans may share their links. */
  copy = g_rc_box_new0 (LeafDocument);
  copy->blocks = g_ptr_array_sized_new (self->blocks->len);
  for (unsigned int i = 0; i < self->blocks->len; i++)
    g_ptr_array_add (copy->blocks, leaf_block_copy (block_at (self, i)));
  copy->length = self->length;
  copy->untouched = self->untouched;
  return copy;
}

/**
 * leaf_document_equal:
 *
 * Compares two documents: blocks, their styles, text and spans.
 *
 * Returns: %TRUE when they are the same
 */
gboolean
leaf_document_equal (const LeafDocument *a, const LeafDocument *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a == b)
    return TRUE;
  if (a->length != b->length || a->blocks->len != b->blocks->len)
    return FALSE;
  for (unsigned int i = 0; i < a->blocks->len; i++)
    if (!leaf_block_equal (block_at (a, i), block_at (b, i)))
      return FALSE;
  return TRUE;
}

/**
 * leaf_document_is_empty:
 *
 * Tells whether there is nothing to read: no character but white space, no picture, no divider.
 *
 * Returns: %TRUE when the document is empty
 */
gboolean
leaf_document_is_empty (const LeafDocument *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  for (unsigned int i = 0; i < self->blocks->len; i++)
    for (const char *p = block_at (self, i)->text->str; *p != '\0'; p = g_utf8_next_char (p))
      if (!g_unichar_isspace (g_utf8_get_char (p)))
        return FALSE;
  return TRUE;
}

/**
 * leaf_document_is_well_formed:
 *
 * Tells whether U+FFFC stands where it belongs and only there: first in each figure, alone in each
 * divider, and whether each figure names a picture. leaf_document_replace() asks no questions, as
 * its law is the exact inverse; who edits keeps this.
 *
 * Returns: %TRUE when the document is what the stored form can hold
 */
gboolean
leaf_document_is_well_formed (const LeafDocument *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (unsigned int i = 0; i < self->blocks->len; i++)
    if (!leaf_block_is_well_formed (block_at (self, i)))
      return FALSE;
  return TRUE;
}

/**
 * leaf_document_get_n_blocks:
 *
 * Returns: the number of blocks, at least one
 */
unsigned int
leaf_document_get_n_blocks (const LeafDocument *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->blocks->len;
}

/**
 * leaf_document_get_block:
 * @index: number of the block, from 0
 *
 * Returns: (transfer none): the block, valid until the document changes
 */
const LeafBlock *
leaf_document_get_block (const LeafDocument *self, unsigned int index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->blocks->len, NULL);

  return block_at (self, index);
}

/**
 * leaf_document_get_length:
 *
 * Returns: the number of characters, with one line feed between each two blocks
 */
unsigned int
leaf_document_get_length (const LeafDocument *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->length;
}

/**
 * leaf_document_locate:
 * @offset: a place in characters; past the end means the end
 * @column: (out) (optional): the characters between the beginning of the block and the place
 *
 * Finds the block a place is in. The place of a line feed is the end of the block in front of it.
 *
 * Returns: the number of the block
 */
unsigned int
leaf_document_locate (const LeafDocument *self, unsigned int offset, unsigned int *column)
{
  unsigned int index, start;

  g_return_val_if_fail (self != NULL, 0);

  offset = MIN (offset, self->length);
  document_walk (self, FALSE, offset, &index, &start);
  if (column != NULL)
    *column = offset - start;
  return index;
}

/**
 * leaf_document_get_block_start:
 * @index: number of the block, from 0
 *
 * Returns: the offset of the first character of the block
 */
unsigned int
leaf_document_get_block_start (const LeafDocument *self, unsigned int index)
{
  unsigned int found, start;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (index < self->blocks->len, 0);

  document_walk (self, TRUE, index, &found, &start);
  return start;
}

/**
 * leaf_document_get_style_at:
 * @offset: a place in characters
 *
 * Gets how the character behind the place looks. A line feed and the end look plain.
 *
 * Returns: the style; its link belongs to the document
 */
LeafTextStyle
leaf_document_get_style_at (const LeafDocument *self, unsigned int offset)
{
  const LeafTextStyle plain = { LEAF_MARK_NONE, NULL };
  const LeafBlock *block;
  unsigned int column;

  g_return_val_if_fail (self != NULL, plain);

  block = block_at (self, leaf_document_locate (self, offset, &column));
  for (unsigned int i = 0; i < block->spans->len; i++)
    {
      const LeafSpan *span = &g_array_index (block->spans, LeafSpan, i);

      if (column < span->n_chars)
        return span->style;
      column -= span->n_chars;
    }
  return plain;
}

/**
 * leaf_document_get_text:
 * @start: first character
 * @end: behind the last character; past the end means the end
 *
 * Gets the characters of a range with a line feed between blocks and U+FFFC for pictures and
 * dividers. For people to read there is leaf_document_to_plain_text().
 *
 * Returns: (transfer full): the text
 */
char *
leaf_document_get_text (const LeafDocument *self, unsigned int start, unsigned int end)
{
  unsigned int first, last, first_column, last_column;
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  end = MIN (end, self->length);
  start = MIN (start, end);
  last = leaf_document_locate (self, end, &last_column);
  first = leaf_document_locate (self, start, &first_column);

  text = g_string_new (NULL);
  for (unsigned int i = first; i <= last; i++)
    {
      const GString *whole = block_at (self, i)->text;
      const char *from = whole->str;
      const char *to = whole->str + whole->len;

      if (i == last)
        to = g_utf8_offset_to_pointer (whole->str, last_column);
      if (i == first)
        from = g_utf8_offset_to_pointer (whole->str, first_column);
      else
        g_string_append_c (text, '\n');
      g_string_append_len (text, from, to - from);
    }
  return g_string_free (text, FALSE);
}

/**
 * leaf_document_count_words:
 *
 * Counts words: what stands between white space or dashes and has a letter or digit in it; in
 * Chinese and Japanese each character.
 *
 * Returns: the number of words
 */
unsigned int
leaf_document_count_words (const LeafDocument *self)
{
  unsigned int n_words = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (unsigned int i = 0; i < self->blocks->len; i++)
    n_words += leaf_block_count_words (block_at (self, i));
  return n_words;
}

/**
 * leaf_document_get_overall:
 * @index: number of a block
 *
 * Works out the overall rating of the table of ratings that the block is a row of: the mean of the
 * categories that are rated, to the nearest half of a star, a tie upwards. Where the review itself is rated, that
 * counts instead.
 *
 * Returns: halves of a star, 1 to %LEAF_RATING_MAX; 0 where nothing is rated, or the block is no row
 */
unsigned int
leaf_document_get_overall (const LeafDocument *self, unsigned int index)
{
  unsigned int n_rated = 0, sum = 0;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (index < self->blocks->len, 0);

  if (block_at (self, index)->style.kind != LEAF_BLOCK_RATING)
    return 0;
  while (index > 0 && block_at (self, index - 1)->style.kind == LEAF_BLOCK_RATING)
    index--;
  for (; index < self->blocks->len && block_at (self, index)->style.kind == LEAF_BLOCK_RATING; index++)
    {
      sum += block_at (self, index)->style.level;
      n_rated += block_at (self, index)->style.level > 0;
    }
  return n_rated > 0 ? (2 * sum + n_rated) / (2 * n_rated) : 0;
}

/**
 * leaf_document_append_block:
 * @style: (nullable): what the block is, %NULL for a paragraph; copied. A level out of bounds is moved
 *   into them
 *
 * Adds an empty block at the end. The first one on a new document takes the place of its empty
 * paragraph. A figure or divider gets its U+FFFC from leaf_document_append_text(), because a
 * fragment may hold a part of one only.
 */
void
leaf_document_append_block (LeafDocument *self, const LeafBlockStyle *style)
{
  const LeafBlockStyle paragraph = { LEAF_BLOCK_PARAGRAPH, 0, NULL, NULL };

  g_return_if_fail (self != NULL);

  if (style == NULL)
    style = &paragraph;

  if (self->untouched)
    {
      leaf_block_set_style (leaf_document_get_last (self), style);
      self->untouched = FALSE;
      return;
    }

  g_ptr_array_add (self->blocks, leaf_block_new (style));
  self->length++;
}

static void
append_line (LeafDocument *self)
{
  LeafBlockStyle style = leaf_document_get_last (self)->style;

  if (style.kind == LEAF_BLOCK_FIGURE || style.kind == LEAF_BLOCK_DIVIDER ||
      style.kind == LEAF_BLOCK_HEADING || style.kind == LEAF_BLOCK_QUOTE_SOURCE)
    style = (LeafBlockStyle) { LEAF_BLOCK_PARAGRAPH, 0, NULL, NULL };
  if (style.kind == LEAF_BLOCK_RATING)
    style.level = 0;
  self->untouched = FALSE;
  leaf_document_append_block (self, &style);
}

static void
append_run (LeafDocument *self, const char *from, const char *to, const LeafTextStyle *style)
{
  LeafBlock *last = leaf_document_get_last (self);
  unsigned int before = last->n_chars;

  if (from == to)
    return;
  leaf_block_append (last, from, to - from, style);
  self->length += last->n_chars - before;
  self->untouched = FALSE;
}

/**
 * leaf_document_append_text:
 * @text: UTF-8
 * @length: bytes of @text, or -1
 * @style: (nullable): how it looks; an address that is not safe is left out
 *
 * Adds text to the last block. A line end begins another block: of the same kind, or a paragraph after
 * headings, sources, figures and dividers. Control characters and noncharacters are left out, and so is U+FFFC,
 * but at the beginning of figures and dividers, where it stays without a style.
 */
void
leaf_document_append_text (LeafDocument *self, const char *text, gssize length, const LeafTextStyle *style)
{
  LeafTextStyle clean = { LEAF_MARK_NONE, NULL };
  const char *end, *run;

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL || length == 0);

  if (length == 0)
    return;
  end = text + (length < 0 ? strlen (text) : (gsize) length);
  if (style != NULL)
    {
      clean.marks = style->marks & LEAF_MARKS_ALL;
      clean.link = leaf_link_is_safe (style->link) ? style->link : NULL;
    }

  run = text;
  for (const char *p = text; p < end;)
    {
      const char *next = g_utf8_next_char (p);
      LeafCharacter type = leaf_character_classify (g_utf8_get_char (p));

      if (type != LEAF_CHARACTER_KEEP)
        {
          append_run (self, run, p, &clean);
          if (*p == '\r' && next < end && *next == '\n')
            next++;
          run = next;
        }
      if (type == LEAF_CHARACTER_SPLIT)
        append_line (self);
      if (type == LEAF_CHARACTER_OBJECT)
        {
          const LeafBlock *last = leaf_document_get_last (self);

          if ((last->style.kind == LEAF_BLOCK_FIGURE || last->style.kind == LEAF_BLOCK_DIVIDER) && last->n_chars == 0)
            append_run (self, p, next, NULL);
        }
      p = next;
    }
  append_run (self, run, end, &clean);
}
