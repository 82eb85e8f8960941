/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-document"

#include "config.h"

#include "leaf-document-markdown.h"
#include "leaf-document-private.h"

#include <string.h>

/* Counts the items of a list; call it with each block in turn. Returns the number to show in front of it, 0 for none. A
 * list goes on behind a deeper one, and begins anew behind anything else. */
unsigned int
leaf_list_counter_next (LeafListCounter *self, const LeafBlockStyle *style)
{
  gboolean item = style->kind == LEAF_BLOCK_NUMBERED || style->kind == LEAF_BLOCK_BULLET;

  for (unsigned int i = item ? style->level + 1 : 0; i <= LEAF_BLOCK_MAX_DEPTH; i++)
    self->numbers[i] = 0;
  if (!item)
    return 0;
  if (style->kind == LEAF_BLOCK_BULLET)
    return self->numbers[style->level] = 0;
  return ++self->numbers[style->level];
}

static gboolean
is_blank (const char *start, const char *end)
{
  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)) && *p != '\0')
      return FALSE;
  return TRUE;
}

/**
 * leaf_document_new_from_text:
 * @text: UTF-8
 * @length: bytes of @text, or -1
 * @error: return location for an error
 *
 * Reads plain text: a line, a paragraph. Blank lines only part paragraphs, and are dropped; a text of a single line is
 * kept as it is.
 *
 * Returns: (transfer full): the document, or %NULL with %LEAF_DOCUMENT_ERROR_TOO_LARGE or
 *   %LEAF_DOCUMENT_ERROR_NOT_TEXT
 */
LeafDocument *
leaf_document_new_from_text (const char *text, gssize length, GError **error)
{
  LeafDocument *document;
  const char *end;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  if (!leaf_document_check_input (text, length, error))
    return NULL;

  document = leaf_document_new ();
  if (text == NULL)
    return document;
  end = text + (length < 0 ? strlen (text) : (gsize) length);
  if (end - text >= 3 && memcmp (text, "\357\273\277", 3) == 0)
    text += 3;

  for (const char *line = text; line < end;)
    {
      const char *line_end = line;

      while (line_end < end && leaf_character_classify (g_utf8_get_char (line_end)) != LEAF_CHARACTER_SPLIT)
        line_end = g_utf8_next_char (line_end);
      if (!is_blank (line, line_end) || (line == text && line_end == end))
        {
          leaf_document_append_block (document, NULL);
          leaf_document_append_text (document, line, line_end - line, NULL);
        }
      line = line_end < end ? g_utf8_next_char (line_end) : end;
    }
  return document;
}

static void
append_without_objects (GString *text, const char *from)
{
  const char *object;

  while ((object = strstr (from, LEAF_OBJECT_STRING)) != NULL)
    {
      g_string_append_len (text, from, object - from);
      from = object + strlen (LEAF_OBJECT_STRING);
    }
  g_string_append (text, from);
}

static void
append_block_text (GString *text, const LeafBlock *block, unsigned int number)
{
  gboolean has_words = block->n_chars > 0 && strcmp (block->text->str, LEAF_OBJECT_STRING) != 0;

  switch (block->style.kind)
    {
    case LEAF_BLOCK_BULLET:
      g_string_append_printf (text, "%*s\342\200\242 ", (int) block->style.level * 2, "");
      break;
    case LEAF_BLOCK_NUMBERED:
      g_string_append_printf (text, "%*s%u. ", (int) block->style.level * 2, "", number);
      break;
    case LEAF_BLOCK_DIVIDER:
      g_string_append (text, "* * *");
      break;
    case LEAF_BLOCK_FIGURE:
      if (!has_words && block->style.alt != NULL)
        g_string_append (text, block->style.alt);
      break;
    case LEAF_BLOCK_PARAGRAPH:
    case LEAF_BLOCK_HEADING:
    case LEAF_BLOCK_QUOTE:
    case LEAF_BLOCK_QUOTE_SOURCE:
    case LEAF_BLOCK_SPOILER:
    case LEAF_BLOCK_WARNING:
    case LEAF_BLOCK_RATING:
    default:
      break;
    }
  append_without_objects (text, block->text->str);
  if (block->style.kind == LEAF_BLOCK_RATING && block->style.level > 0)
    g_string_append_printf (text, ": %u%s/5", block->style.level / 2, block->style.level % 2 != 0 ? ".5" : "");
}

/**
 * leaf_document_to_plain_text:
 *
 * Writes the words for the clipboard, search and assistive technology: a line a block, items with "• " or their number behind two spaces a
 * level, a picture as its caption or else its alternative text, a rating as "Plot: 4.5/5".
 *
 * Returns: (transfer full): text in UTF-8, without a line feed at its end
 */
char *
leaf_document_to_plain_text (const LeafDocument *self)
{
  LeafListCounter counter = { 0 };
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_sized_new (self->length);
  for (unsigned int i = 0; i < self->blocks->len; i++)
    {
      const LeafBlock *block = g_ptr_array_index (self->blocks, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      append_block_text (text, block, leaf_list_counter_next (&counter, &block->style));
    }
  return g_string_free (text, FALSE);
}

/**
 * leaf_document_count:
 * @start: first character
 * @end: behind the last character; past the end means the end
 * @counts: (out): what is there
 *
 * Counts words, as leaf_document_count_words() does, and more, in a range. Each block remembers what is in it, so that
 * only those at the edges and those changed since are looked at.
 */
void
leaf_document_count (const LeafDocument *self, unsigned int start, unsigned int end, LeafTextCounts *counts)
{
  unsigned int first, last, first_column, last_column;

  g_return_if_fail (self != NULL);
  g_return_if_fail (counts != NULL);

  *counts = (LeafTextCounts) { 0 };
  end = MIN (end, self->length);
  start = MIN (start, end);
  last = leaf_document_locate (self, end, &last_column);
  first = leaf_document_locate (self, start, &first_column);
  for (unsigned int i = first; i <= last; i++)
    {
      const LeafBlock *block = g_ptr_array_index (self->blocks, i);
      unsigned int from = i == first ? first_column : 0;
      unsigned int to = i == last ? last_column : block->n_chars;

      if (from == 0 && to == block->n_chars)
        leaf_block_add_counts (block, counts);
      else
        {
          g_autoptr (LeafBlock) part = leaf_block_slice (block, from, to);

          leaf_block_add_counts (part, counts);
        }
    }
}
