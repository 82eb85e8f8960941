/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-document"

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-document-markdown.h"
#include "leaf-document-private.h"

#include <stdlib.h>
#include <string.h>

/* Documents as CommonMark 0.30. What has a form in Markdown is written in it; what has none, or would not come back from it, as
 * the HTML of the stored form, which CommonMark passes through:
 *
 * - blocks: spoilers, content warnings, ratings, figures, empty blocks, blocks whose white space Markdown would change, lists that jump a level or have an empty item;
 *   the source of a quotation is a <footer> in it;
 * - runs: underline, highlight, superscript, spoiler; and bold, italic, strikethrough, code and links where the rules for delimiters are in the way.
 *
 * Strikethrough is ~~words~~, which is no CommonMark but what other programs read.
 *
 * So from_markdown (to_markdown (x)) = x for every well-formed document. */

typedef struct {
  GString *markdown;
  const LeafBlock *block;
  gboolean heading;
  gboolean line_start;
} Writer;

/* From the outside in: the link, then leaf_mark_elements. */
#define LEVEL_LINK 0
#define N_LEVELS (LEAF_N_MARKS + 1)

/* A few spans next to each other, and the text they cover. */
typedef struct {
  unsigned int first;
  unsigned int n_spans;
  const char *start;
  const char *end;
} Range;

static const LeafSpan *
span_at (const Writer *self, unsigned int index)
{
  return &g_array_index (self->block->spans, LeafSpan, index);
}

static gboolean
is_word (const char *p)
{
  return g_unichar_isalnum (g_utf8_get_char (p));
}

static void
write_text (Writer *self, const char *start, const char *end)
{
  const char *text = self->block->text->str;

  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      gboolean first = self->line_start;

      self->line_start = FALSE;
      if (strncmp (p, "\357\273\277", 3) == 0)
        {
          /* At the beginning of the text it would be a byte order mark. */
          g_string_append (self->markdown, "&#xFEFF;");
          continue;
        }
      if (first && g_ascii_isdigit (*p))
        {
          /* "1." and "1)" begin a list. */
          gsize n_digits = strspn (p, "0123456789");

          if (p + n_digits < end && (p[n_digits] == '.' || p[n_digits] == ')'))
            {
              g_string_append_len (self->markdown, p, n_digits);
              g_string_append_c (self->markdown, '\\');
              p += n_digits;
            }
        }
      else if (strchr ("\\`*_[]<>&~!|", *p) != NULL || (*p == '=' && (p[1] == '=' || (p > text && p[-1] == '='))) || (first && strchr ("#+-=:", *p) != NULL) || (self->heading && *p == '#'))
        g_string_append_c (self->markdown, '\\');
      g_string_append_len (self->markdown, p, g_utf8_next_char (p) - p);
    }
}

/* A character beside which any delimiter may stand; what other scripts have is judged differently from parser to parser. */
static gboolean
is_border (const char *p)
{
  return *p == '\0' || *p == ' ' || g_ascii_ispunct (*p);
}

/* Delimiters work surely where letters stand on the inside of both; an underscore also wants none outside. */
static gboolean
takes_delimiter (const Writer *self, const Range *range, unsigned int level, gboolean boundary)
{
  const LeafSpan *first = span_at (self, range->first);
  const LeafSpan *last = span_at (self, range->first + range->n_spans - 1);
  LeafMarks inner = 0;

  for (unsigned int i = level; i < LEAF_N_MARKS; i++)
    inner |= leaf_mark_elements[i].mark;
  if (((first->style.marks | last->style.marks) & inner) != 0)
    return FALSE;
  if (!is_word (range->start) || !is_word (g_utf8_prev_char (range->end)))
    return FALSE;
  if (!boundary)
    return TRUE;
  return (range->start == self->block->text->str || is_border (range->start - 1)) && is_border (range->end);
}

/* An address that neither the parser nor the escaping of cmark's renderer changes. */
static gboolean
is_plain_address (const char *address)
{
  for (const char *p = address; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-_.+!*,%#@?=;:/&$~", *p) == NULL)
      return FALSE;
  return TRUE;
}

static void
append_address (GString *markdown, const char *address)
{
  for (const char *p = address; *p != '\0'; p++)
    {
      if (*p == '&')
        g_string_append_c (markdown, '\\');
      g_string_append_c (markdown, *p);
    }
}

static void write_range (Writer *self, const Range *range, unsigned int level);

static void
write_link (Writer *self, const Range *range)
{
  const char *address = span_at (self, range->first)->style.link;

  if (is_plain_address (address))
    {
      g_string_append_c (self->markdown, '[');
      self->line_start = FALSE;
      write_range (self, range, LEVEL_LINK + 1);
      g_string_append (self->markdown, "](");
      append_address (self->markdown, address);
      g_string_append_c (self->markdown, ')');
    }
  else
    {
      g_autofree char *escaped = g_markup_escape_text (address, -1);

      g_string_append_printf (self->markdown, "<a href=\"%s\">", escaped);
      self->line_start = FALSE;
      write_range (self, range, LEVEL_LINK + 1);
      g_string_append (self->markdown, "</a>");
    }
}

static void
write_mark (Writer *self, const Range *range, unsigned int level)
{
  LeafMarks mark = leaf_mark_elements[level - 1].mark;
  const char *delimiter = NULL;

  if (mark == LEAF_MARK_BOLD && takes_delimiter (self, range, level, FALSE))
    delimiter = "**";
  else if (mark == LEAF_MARK_ITALIC && takes_delimiter (self, range, level, TRUE))
    delimiter = "_";
  else if (mark == LEAF_MARK_STRIKETHROUGH && takes_delimiter (self, range, level, TRUE))
    delimiter = "~~";
  else if (mark == LEAF_MARK_CODE && is_word (range->start) && is_word (g_utf8_prev_char (range->end)) &&
           memchr (range->start, '`', range->end - range->start) == NULL)
    {
      g_string_append_c (self->markdown, '`');
      g_string_append_len (self->markdown, range->start, range->end - range->start);
      g_string_append_c (self->markdown, '`');
      self->line_start = FALSE;
      return;
    }

  g_string_append (self->markdown, delimiter != NULL ? delimiter : leaf_mark_elements[level - 1].start);
  self->line_start = FALSE;
  write_range (self, range, level + 1);
  g_string_append (self->markdown, delimiter != NULL ? delimiter : leaf_mark_elements[level - 1].end);
}

static gboolean
same_at_level (const LeafSpan *a, const LeafSpan *b, unsigned int level)
{
  if (level == LEVEL_LINK)
    return g_strcmp0 (a->style.link, b->style.link) == 0;
  return ((a->style.marks ^ b->style.marks) & leaf_mark_elements[level - 1].mark) == 0;
}

/* Writes spans that are alike outside of `level`; goes N_LEVELS deep at most. */
static void
write_range (Writer *self, const Range *range, unsigned int level)
{
  const char *p = range->start;
  unsigned int i = range->first;

  if (level == N_LEVELS)
    {
      write_text (self, range->start, range->end);
      return;
    }

  while (i < range->first + range->n_spans)
    {
      const LeafSpan *first = span_at (self, i);
      Range part = { i, 0, p, p };

      while (i < range->first + range->n_spans && same_at_level (first, span_at (self, i), level))
        {
          part.end = g_utf8_offset_to_pointer (part.end, span_at (self, i)->n_chars);
          part.n_spans++;
          i++;
        }
      if (level == LEVEL_LINK && first->style.link != NULL)
        write_link (self, &part);
      else if (level != LEVEL_LINK && (first->style.marks & leaf_mark_elements[level - 1].mark))
        write_mark (self, &part, level);
      else
        write_range (self, &part, level + 1);
      p = part.end;
    }
}

static void
write_runs (GString *markdown, const LeafBlock *block)
{
  Writer writer = { markdown, block, block->style.kind == LEAF_BLOCK_HEADING, TRUE };
  const Range range = { 0, block->spans->len, block->text->str, block->text->str + block->text->len };

  write_range (&writer, &range, LEVEL_LINK);
}

static gboolean
is_plain (const LeafBlock *block)
{
  return block->n_chars > 0 && !leaf_html_needs_space_kept (block->text->str) && leaf_block_is_well_formed (block);
}

/* Writes blocks that belong together as HTML; `prefix` stands before each line. */
static void
write_html (GString *markdown, const LeafDocument *self, unsigned int first, unsigned int n_blocks, const char *prefix)
{
  g_autoptr (LeafDocument) part = leaf_document_new ();
  g_autofree char *html = NULL;
  g_auto (GStrv) lines = NULL;

  leaf_block_free (g_ptr_array_index (part->blocks, 0));
  g_ptr_array_set_size (part->blocks, 0);
  for (unsigned int i = 0; i < n_blocks; i++)
    g_ptr_array_add (part->blocks, leaf_block_copy (leaf_document_get_block (self, first + i)));

  html = leaf_document_to_html (part);
  lines = g_strsplit (html, "\n", -1);
  for (unsigned int i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0')
      g_string_append_printf (markdown, "%s%s\n", prefix, lines[i]);
}

static const LeafBlockStyle *
style_at (const LeafDocument *self, unsigned int index)
{
  return &leaf_document_get_block (self, index)->style;
}

/* How many blocks from `first` on are of the kind `a` or `b`. */
static unsigned int
count_kind (const LeafDocument *self, unsigned int first, LeafBlockKind a, LeafBlockKind b)
{
  unsigned int n = 0;

  while (first + n < self->blocks->len && (style_at (self, first + n)->kind == a || style_at (self, first + n)->kind == b))
    n++;
  return n;
}

static unsigned int
write_quotation (GString *markdown, const LeafDocument *self, unsigned int first)
{
  unsigned int n_quotes = count_kind (self, first, LEAF_BLOCK_QUOTE, LEAF_BLOCK_QUOTE);
  unsigned int source = first + n_quotes;

  for (unsigned int i = first; i < source; i++)
    {
      const LeafBlock *block = leaf_document_get_block (self, i);

      if (i > first)
        g_string_append (markdown, ">\n");
      g_string_append (markdown, "> ");
      if (is_plain (block))
        {
          write_runs (markdown, block);
          g_string_append_c (markdown, '\n');
        }
      else
        {
          g_autofree char *runs = leaf_block_to_html (block);
          gboolean keep_space = leaf_html_needs_space_kept (block->text->str);

          g_string_append_printf (markdown, "<p%s>%s</p>\n", keep_space ? LEAF_HTML_KEEP_SPACE : "", *runs != '\0' ? runs : "<br>");
        }
    }

  if (count_kind (self, source, LEAF_BLOCK_QUOTE_SOURCE, LEAF_BLOCK_QUOTE_SOURCE) > 0)
    {
      const LeafBlock *block = leaf_document_get_block (self, source);
      g_autofree char *runs = leaf_block_to_html (block);
      gboolean keep_space = leaf_html_needs_space_kept (block->text->str);

      g_string_append_printf (markdown, "%s> <footer%s>%s</footer>\n", n_quotes > 0 ? ">\n" : "",
                              keep_space ? LEAF_HTML_KEEP_SPACE : "", *runs != '\0' ? runs : "<br>");
      n_quotes++;
    }
  return n_quotes;
}

static gboolean
is_plain_list (const LeafDocument *self, unsigned int first, unsigned int n_items)
{
  unsigned int depth = 0;

  for (unsigned int i = first; i < first + n_items; i++)
    {
      const LeafBlock *block = leaf_document_get_block (self, i);

      if (!is_plain (block) || block->style.level > depth)
        return FALSE;
      depth = block->style.level + 1;
    }
  return TRUE;
}

static unsigned int
write_list (GString *markdown, const LeafDocument *self, unsigned int first)
{
  unsigned int n_items = count_kind (self, first, LEAF_BLOCK_BULLET, LEAF_BLOCK_NUMBERED);
  unsigned int indent[LEAF_BLOCK_MAX_DEPTH + 2] = { 0 };
  LeafListCounter counter = { 0 };

  if (!is_plain_list (self, first, n_items))
    {
      write_html (markdown, self, first, n_items, "");
      return n_items;
    }

  for (unsigned int i = first; i < first + n_items; i++)
    {
      const LeafBlock *block = leaf_document_get_block (self, i);
      unsigned int level = block->style.level;
      unsigned int number = leaf_list_counter_next (&counter, &block->style);
      g_autofree char *marker = number > 0 ? g_strdup_printf ("%u. ", number) : g_strdup ("- ");

      g_string_append_printf (markdown, "%*s%s", (int) indent[level], "", marker);
      write_runs (markdown, block);
      g_string_append_c (markdown, '\n');
      indent[level + 1] = indent[level] + strlen (marker);
    }
  return n_items;
}

/* Writes what begins with block `first`; returns how many blocks it was. */
static unsigned int
write_group (GString *markdown, const LeafDocument *self, unsigned int first)
{
  const LeafBlock *block = leaf_document_get_block (self, first);
  unsigned int n_blocks = 1;

  switch (block->style.kind)
    {
    case LEAF_BLOCK_QUOTE:
    case LEAF_BLOCK_QUOTE_SOURCE:
      return write_quotation (markdown, self, first);
    case LEAF_BLOCK_BULLET:
    case LEAF_BLOCK_NUMBERED:
      return write_list (markdown, self, first);
    case LEAF_BLOCK_SPOILER:
    case LEAF_BLOCK_WARNING:
    case LEAF_BLOCK_RATING:
      n_blocks = count_kind (self, first, block->style.kind, block->style.kind);
      write_html (markdown, self, first, n_blocks, "");
      return n_blocks;
    case LEAF_BLOCK_DIVIDER:
      if (!leaf_block_is_well_formed (block))
        break;
      g_string_append (markdown, "---\n");
      return 1;
    case LEAF_BLOCK_HEADING:
    case LEAF_BLOCK_PARAGRAPH:
      if (!is_plain (block))
        break;
      if (block->style.kind == LEAF_BLOCK_HEADING)
        g_string_append_printf (markdown, "%.*s ", (int) block->style.level, "####");
      write_runs (markdown, block);
      g_string_append_c (markdown, '\n');
      return 1;
    case LEAF_BLOCK_FIGURE:
    default:
      break;
    }

  write_html (markdown, self, first, n_blocks, "");
  return n_blocks;
}

/**
 * leaf_document_to_markdown:
 *
 * Writes the document as CommonMark, with HTML for what that lacks, so that leaf_document_new_from_markdown() reads it back to
 * the same document.
 *
 * Returns: (transfer full): Markdown in UTF-8
 */
char *
leaf_document_to_markdown (const LeafDocument *self)
{
  GString *markdown;

  g_return_val_if_fail (self != NULL, NULL);

  markdown = g_string_sized_new (self->length + 2 * self->blocks->len);
  for (unsigned int i = 0; i < self->blocks->len;)
    {
      if (i > 0)
        g_string_append_c (markdown, '\n');
      i += write_group (markdown, self, i);
    }
  return g_string_free (markdown, FALSE);
}
