/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-post-runs"

#include "config.h"

#include "leaf-post-runs-private.h"

#include "leaf-document-html.h"
#include "leaf-post-labels.h"
#include "leaf-post-links.h"

#include <string.h>

/* From the outside in. A spoiler has no element: it never stays in its line. */
static const struct
{
  LeafMarks mark;
  const char *element;
} mark_elements[] = {
  { LEAF_MARK_HIGHLIGHT, "mark" },
  { LEAF_MARK_BOLD, "strong" },
  { LEAF_MARK_ITALIC, "em" },
  { LEAF_MARK_UNDERLINE, "u" },
  { LEAF_MARK_STRIKETHROUGH, "s" },
  { LEAF_MARK_SUPERSCRIPT, "sup" },
  { LEAF_MARK_CODE, "code" },
};

/* What is open in a line: the link, if any, and marks inside it. */
typedef struct
{
  const char *link;
  LeafMarks marks[G_N_ELEMENTS (mark_elements)];
  unsigned int n_marks;
} OpenRuns;

static void
close_marks (LeafPostWriter *self,
             OpenRuns *open,
             unsigned int keep)
{
  while (open->n_marks > keep)
    {
      leaf_markup_builder_close (self->builder);
      open->n_marks--;
    }
}

static void
open_marks (LeafPostWriter *self,
            OpenRuns *open,
            LeafMarks marks)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (mark_elements); i++)
    {
      gboolean is_open = FALSE;

      if ((marks & mark_elements[i].mark) == 0)
        continue;
      for (unsigned int j = 0; j < open->n_marks; j++)
        is_open |= open->marks[j] == mark_elements[i].mark;
      if (is_open)
        continue;
      leaf_markup_builder_open (self->builder, mark_elements[i].element, NULL);
      open->marks[open->n_marks++] = mark_elements[i].mark;
    }
}

/* wp_kses() writes the scheme in small letters; so do we, so that an Author's post is stored as sent. */
static char *
normalize_link (const char *link)
{
  const char *rest = strchr (link, ':');
  g_autofree char *scheme = g_ascii_strdown (link, rest - link);

  return g_strconcat (scheme, rest, NULL);
}

static void
set_link (LeafPostWriter *self,
          OpenRuns *open,
          const char *link)
{
  g_autofree char *address = NULL;

  if (link != NULL && !leaf_link_is_safe (link))
    link = NULL;
  if (g_strcmp0 (link, open->link) == 0)
    return;

  close_marks (self, open, 0);
  if (open->link != NULL)
    leaf_markup_builder_close (self->builder);
  open->link = link;
  if (link == NULL)
    return;

  address = normalize_link (link);
  leaf_markup_builder_open (self->builder, "a", "href", address,
                            "rel", leaf_link_is_affiliate (link) ? LEAF_POST_AFFILIATE_REL : NULL, NULL);
}

/* Leaves the outer marks open that the next run has, too. */
static void
change_style (LeafPostWriter *self,
              OpenRuns *open,
              const char *link,
              LeafMarks marks)
{
  unsigned int keep = 0;

  set_link (self, open, link);
  while (keep < open->n_marks && (marks & open->marks[keep]) != 0)
    keep++;
  close_marks (self, open, keep);
  open_marks (self, open, marks);
}

static void
note_spoiler (LeafPostWriter *self,
              OpenRuns *open,
              const LeafBlock *block,
              unsigned int start,
              unsigned int end)
{
  LeafPostSpoiler spoiler = { block, start, end, ++self->n_spoilers };
  g_autofree char *text = g_strdup_printf ("[%s %u]", leaf_post_label (self->language, LEAF_LABEL_SPOILER), spoiler.number);

  change_style (self, open, NULL, LEAF_MARK_NONE);
  leaf_post_write_span (self, "flyleaf-spoiler-mark", text);
  g_array_append_val (self->spoilers, spoiler);
}

static void
write_text (LeafPostWriter *self,
            const char *text,
            unsigned int start,
            unsigned int end)
{
  const char *from = g_utf8_offset_to_pointer (text, start);

  leaf_markup_builder_text_n (self->builder, from, g_utf8_offset_to_pointer (from, end - start) - from);
}

static void
write_spans (LeafPostWriter *self,
             const LeafBlock *block,
             unsigned int start,
             unsigned int end,
             gboolean hide_spoilers)
{
  const char *text = leaf_block_get_text (block);
  OpenRuns open = { 0 };
  unsigned int n_spans, position = 0, spoiler_start = G_MAXUINT;
  const LeafSpan *spans = leaf_block_get_spans (block, &n_spans);

  for (unsigned int i = 0; i < n_spans; i++)
    {
      const LeafTextStyle *style = &spans[i].style;
      unsigned int from = MAX (position, start), to = MIN (position + spans[i].n_chars, end);

      position += spans[i].n_chars;
      if (from >= to)
        continue;
      if (hide_spoilers && (style->marks & LEAF_MARK_SPOILER) != 0)
        {
          gboolean more = i + 1 < n_spans && position < end && (spans[i + 1].style.marks & LEAF_MARK_SPOILER) != 0;

          spoiler_start = MIN (spoiler_start, from);
          if (!more)
            {
              note_spoiler (self, &open, block, spoiler_start, to);
              spoiler_start = G_MAXUINT;
            }
          continue;
        }
      change_style (self, &open, style->link, style->marks);
      write_text (self, text, from, to);
    }
  change_style (self, &open, NULL, LEAF_MARK_NONE);
}

/**
 * leaf_post_write_runs:
 * @start: the first character to write
 *
 * Writes a block's text. Spoilers leave a note in the line and wait in @self to be written below it.
 */
void
leaf_post_write_runs (LeafPostWriter *self,
                      const LeafBlock *block,
                      unsigned int start)
{
  write_spans (self, block, start, leaf_block_get_length (block), TRUE);
}

/**
 * leaf_post_write_range:
 *
 * Writes part of a block's text where it is folded already, spoilers and all.
 */
void
leaf_post_write_range (LeafPostWriter *self,
                       const LeafBlock *block,
                       unsigned int start,
                       unsigned int end)
{
  write_spans (self, block, start, end, FALSE);
}

/**
 * leaf_post_text_is_blank:
 * @text: (nullable): any text
 *
 * Returns: whether there is nothing to read in it
 */
gboolean
leaf_post_text_is_blank (const char *text)
{
  for (; text != NULL && *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (!g_unichar_isspace (c) && !g_unichar_iscntrl (c) && c != LEAF_OBJECT_CHARACTER)
        return FALSE;
    }

  return TRUE;
}

/**
 * leaf_post_block_is_blank:
 *
 * Returns: whether there is nothing to read in the block
 */
gboolean
leaf_post_block_is_blank (const LeafBlock *block)
{
  return leaf_post_text_is_blank (leaf_block_get_text (block));
}

/**
 * leaf_post_block_is_spoiler:
 *
 * Returns: whether every word of the block is a spoiler
 */
gboolean
leaf_post_block_is_spoiler (const LeafBlock *block)
{
  g_autofree char *open = leaf_post_block_dup_open_text (block);

  return leaf_post_text_is_blank (open) && !leaf_post_block_is_blank (block);
}

/**
 * leaf_post_block_dup_open_text:
 *
 * Returns: (transfer full): the text of the block that is no spoiler
 */
char *
leaf_post_block_dup_open_text (const LeafBlock *block)
{
  const char *p = leaf_block_get_text (block);
  GString *open = g_string_new (NULL);
  unsigned int n_spans;
  const LeafSpan *spans = leaf_block_get_spans (block, &n_spans);

  for (unsigned int i = 0; i < n_spans; i++)
    {
      const char *end = g_utf8_offset_to_pointer (p, spans[i].n_chars);

      if ((spans[i].style.marks & LEAF_MARK_SPOILER) == 0)
        g_string_append_len (open, p, end - p);
      p = end;
    }

  return g_string_free (open, FALSE);
}
