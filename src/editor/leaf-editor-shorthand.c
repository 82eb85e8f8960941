/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-editor-buffer-private.h"
#include "leaf-editor-typing.h"

#include <string.h>

#define MAX_OPENING 5 /* characters, with the space */

/* The signs of Markdown, carried out as they are typed. */

/* What stands at the beginning of a paragraph, before the space that was typed. */
static const struct
{
  const char *sign;
  LeafBlockStyle style;
} openings[] = {
  { "#", { .kind = LEAF_BLOCK_HEADING, .level = 2 } },
  { "##", { .kind = LEAF_BLOCK_HEADING, .level = 2 } },
  { "###", { .kind = LEAF_BLOCK_HEADING, .level = 3 } },
  { "####", { .kind = LEAF_BLOCK_HEADING, .level = 4 } },
  { ">", { .kind = LEAF_BLOCK_QUOTE } },
  { "-", { .kind = LEAF_BLOCK_BULLET } },
  { "*", { .kind = LEAF_BLOCK_BULLET } },
  { "+", { .kind = LEAF_BLOCK_BULLET } },
  { "1.", { .kind = LEAF_BLOCK_NUMBERED } },
  { "1)", { .kind = LEAF_BLOCK_NUMBERED } },
};

/* What stands, so often, on both sides of words. */
static const struct
{
  gunichar sign;
  unsigned int n;
  LeafMarks marks;
} delimiters[] = {
  { '*', 1, LEAF_MARK_ITALIC },
  { '*', 2, LEAF_MARK_BOLD },
  { '*', 3, LEAF_MARK_BOLD | LEAF_MARK_ITALIC },
  { '_', 1, LEAF_MARK_ITALIC },
  { '_', 2, LEAF_MARK_BOLD },
  { '_', 3, LEAF_MARK_BOLD | LEAF_MARK_ITALIC },
  { '`', 1, LEAF_MARK_CODE },
  { '~', 2, LEAF_MARK_STRIKETHROUGH },
  { '=', 2, LEAF_MARK_HIGHLIGHT },
};

static gboolean
is_text (const LeafTypedLine *line,
         unsigned int         length,
         const char          *text)
{
  for (unsigned int i = 0; i < length; i++)
    if (text[i] == '\0' || line->text[i] != (gunichar) text[i])
      return FALSE;
  return text[length] == '\0';
}

static gboolean
is_divider_sign (const LeafTypedLine *line,
                 unsigned int         length)
{
  return is_text (line, length, "---") || is_text (line, length, "***") || is_text (line, length, "___");
}

static void
open_block (LeafEditorBuffer     *self,
            const LeafTypedLine  *line,
            const LeafBlockStyle *style)
{
  gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self));
  leaf_editor_substitute (self, line->start, line->start + line->length, "");
  leaf_editor_buffer_set_block_style (self, line->index, style);
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self));
}

/* The signs go; the line is drawn, and the paragraph goes on below it. */
static void
put_divider (LeafEditorBuffer *self,
             unsigned int      start,
             unsigned int      end,
             gboolean          paragraph_too)
{
  g_autoptr (LeafDocument) fragment = leaf_document_new ();

  leaf_document_append_block (fragment, &(LeafBlockStyle) { .kind = LEAF_BLOCK_DIVIDER });
  leaf_document_append_text (fragment, LEAF_OBJECT_STRING, -1, NULL);
  if (paragraph_too)
    leaf_document_append_block (fragment, NULL);

  gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self));
  leaf_editor_buffer_replace (self, start, end, fragment);
  leaf_editor_buffer_set_cursor (self, (LeafCursor) { start + 2, start + 2 });
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self));
}

static gboolean
expand_opening (LeafEditorBuffer    *self,
                const LeafTypedLine *line)
{
  if (line->kind != LEAF_BLOCK_PARAGRAPH)
    return FALSE;

  if (is_divider_sign (line, line->length - 1))
    {
      put_divider (self, line->start, line->start + line->length, TRUE);
      return TRUE;
    }
  for (unsigned int i = 0; i < G_N_ELEMENTS (openings); i++)
    if (is_text (line, line->length - 1, openings[i].sign))
      {
        open_block (self, line, &openings[i].style);
        return TRUE;
      }
  return FALSE;
}

/* A letter or digit after which a sign is part of a word: 2*3*4, snake_case. Scripts that put no spaces between words
 * are not meant. */
static gboolean
joins_word (gunichar c)
{
  return g_unichar_isalnum (c) && !g_unichar_iswide (c);
}

static unsigned int
count_back (const LeafTypedLine *line,
            unsigned int         end)
{
  unsigned int n = 0;

  while (n < end && line->text[end - 1 - n] == line->text[end - 1])
    n++;
  return n;
}

/* Where the signs begin that those before `end` close; FALSE when there are none that do. */
static gboolean
find_opener (const LeafTypedLine *line,
             unsigned int         end,
             gunichar             sign,
             unsigned int         n,
             unsigned int        *opener)
{
  unsigned int i = end;
  unsigned int start;

  while (i > 0 && line->text[i - 1] != sign)
    i--;
  if (i == 0 || i == end || count_back (line, i) != n || g_unichar_isspace (line->text[i]))
    return FALSE;

  start = i - n;
  if (start > 0 && (joins_word (line->text[start - 1]) || line->text[start - 1] == '\\'))
    return FALSE;
  if (!leaf_typed_line_is_plain (line, start))
    return FALSE;
  *opener = start;
  return TRUE;
}

static gboolean
has_code (LeafEditorBuffer *self,
          unsigned int      start,
          unsigned int      end)
{
  g_autoptr (GArray) spans = leaf_document_get_spans (self->document, start, end);

  for (unsigned int i = 0; i < spans->len; i++)
    if (g_array_index (spans, LeafSpan, i).style.marks & LEAF_MARK_CODE)
      return TRUE;
  return FALSE;
}

/* Takes away what stands around the words, and goes on typing as before them. */
static void
unwrap (LeafEditorBuffer *self,
        unsigned int      start,
        unsigned int      n_before,
        unsigned int      inner_end,
        unsigned int      end,
        LeafMarks         marks,
        const char       *link)
{
  LeafTextStyle active = { leaf_document_get_style_at (self->document, start).marks, NULL };

  gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self));
  leaf_editor_substitute (self, inner_end, end, "");
  leaf_editor_substitute (self, start, start + n_before, "");
  inner_end -= n_before;
  if (marks != LEAF_MARK_NONE)
    leaf_editor_buffer_change_marks (self, start, inner_end, marks, LEAF_MARK_NONE);
  if (link != NULL)
    leaf_editor_buffer_set_link (self, start, inner_end, link);
  leaf_editor_buffer_set_active (self, &active);
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self));
}

static gboolean
expand_marks (LeafEditorBuffer    *self,
              const LeafTypedLine *line)
{
  gunichar sign = line->text[line->length - 1];
  unsigned int n = count_back (line, line->length);
  unsigned int inner_end = line->length - n;
  unsigned int opener;

  if (inner_end == 0 || g_unichar_isspace (line->text[inner_end - 1]))
    return FALSE;

  for (unsigned int i = 0; i < G_N_ELEMENTS (delimiters); i++)
    if (delimiters[i].sign == sign && delimiters[i].n == n &&
        find_opener (line, inner_end, sign, n, &opener) &&
        !has_code (self, line->start + opener, line->start + line->length))
      {
        unwrap (self, line->start + opener, n, line->start + inner_end, line->start + line->length,
                delimiters[i].marks, NULL);
        return TRUE;
      }
  return FALSE;
}

/* What she means by "example.org/page", too. */
static char *
complete_address (const LeafTypedLine *line,
                  unsigned int         start,
                  unsigned int         end)
{
  g_autofree char *typed = g_ucs4_to_utf8 (line->text + start, (long) (end - start), NULL, NULL, NULL);
  g_autofree char *guess = NULL;

  if (typed == NULL)
    return NULL;
  if (leaf_link_is_safe (typed))
    return g_steal_pointer (&typed);
  guess = g_strconcat ("https://", typed, NULL);
  if (strchr (typed, ':') == NULL && strchr (typed, '.') != NULL && typed[0] != '.' && leaf_link_is_safe (guess))
    return g_steal_pointer (&guess);
  return NULL;
}

/* The "(" of an address that ends before `end`, whose own parentheses come in pairs. */
static gboolean
find_address (const LeafTypedLine *line,
              unsigned int         end,
              unsigned int        *paren)
{
  unsigned int depth = 1;

  for (unsigned int i = end; i > 1; i--)
    {
      gunichar c = line->text[i - 1];

      if (g_unichar_isspace (c))
        return FALSE;
      if (c == ')')
        depth++;
      else if (c == '(' && --depth == 0)
        {
          *paren = i - 1;
          return line->text[i - 2] == ']';
        }
    }
  return FALSE;
}

static gboolean
find_bracket (const LeafTypedLine *line,
              unsigned int         end,
              unsigned int        *bracket)
{
  unsigned int depth = 1;

  for (unsigned int i = end; i > 0; i--)
    if (line->text[i - 1] == ']')
      depth++;
    else if (line->text[i - 1] == '[' && --depth == 0)
      {
        *bracket = i - 1;
        return i < end && (i == 1 || (line->text[i - 2] != '\\' && line->text[i - 2] != '!'));
      }
  return FALSE;
}

static gboolean
expand_link (LeafEditorBuffer    *self,
             const LeafTypedLine *line)
{
  unsigned int paren, bracket;
  g_autofree char *address = NULL;

  if (!find_address (line, line->length - 1, &paren) ||
      !find_bracket (line, paren - 1, &bracket) ||
      !leaf_typed_line_is_plain (line, bracket) ||
      has_code (self, line->start + paren, line->start + line->length))
    return FALSE;

  address = complete_address (line, paren + 1, line->length - 1);
  if (address == NULL)
    return FALSE;

  unwrap (self, line->start + bracket, 1, line->start + paren - 1, line->start + line->length, LEAF_MARK_NONE, address);
  return TRUE;
}

/**
 * leaf_editor_expand_shorthand: (skip)
 * @self: an editor buffer
 * @typed: the character that was typed last
 *
 * Makes a heading of `## `, bold words of `**words**` and so on.
 *
 * Returns: whether something was made
 */
gboolean
leaf_editor_expand_shorthand (LeafEditorBuffer *self,
                              gunichar          typed)
{
  g_auto (LeafTypedLine) line = { 0 };
  unsigned int column;

  if (typed == 0 || typed > 0x7f || strchr (" *_`~=)", (int) typed) == NULL)
    return FALSE;

  /* A space is typed at every word: the line is not looked at for each. */
  leaf_document_locate (self->document, leaf_editor_buffer_get_cursor (self).insert, &column);
  if ((typed == ' ' && column > MAX_OPENING) || !leaf_typed_line_init (&line, self, typed))
    return FALSE;

  if (typed == ' ')
    return expand_opening (self, &line);
  if (typed == ')')
    return expand_link (self, &line);
  return expand_marks (self, &line);
}

/**
 * leaf_editor_expand_break: (skip)
 * @self: an editor buffer
 * @index: the block at the end of which Enter was pressed; the cursor is in the next one
 *
 * Makes a divider of a paragraph that is `---`, in a step after that of Enter.
 *
 * Returns: whether it was one
 */
gboolean
leaf_editor_expand_break (LeafEditorBuffer *self,
                          unsigned int      index)
{
  const LeafBlock *block = leaf_document_get_block (self->document, index);
  const char *text = leaf_block_get_text (block);
  unsigned int start = leaf_document_get_block_start (self->document, index);

  if (leaf_block_get_style (block)->kind != LEAF_BLOCK_PARAGRAPH ||
      (!g_str_equal (text, "---") && !g_str_equal (text, "***") && !g_str_equal (text, "___")) ||
      has_code (self, start, start + 3))
    return FALSE;

  leaf_editor_journal_next (self->journal, leaf_editor_buffer_get_cursor (self));
  put_divider (self, start, start + 3, FALSE);
  return TRUE;
}
