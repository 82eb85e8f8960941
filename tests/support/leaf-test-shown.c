/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-test"

#include "config.h"

#include "leaf-test-shown.h"

#include "leaf-post-labels.h"

#include <string.h>

/* What a post shows of a document, told in another way than how posts are written: empty lines are left out, a line that
 * is nothing but a spoiler is folded, rows without a rating are not there, and lists begin at their margin. */

static LeafBlockKind
get_kind (const LeafDocument *document, unsigned int index)
{
  if (index >= leaf_document_get_n_blocks (document))
    return LEAF_N_BLOCK_KINDS;
  return leaf_block_get_style (leaf_document_get_block (document, index))->kind;
}

static unsigned int
get_level (const LeafDocument *document, unsigned int index)
{
  return leaf_block_get_style (leaf_document_get_block (document, index))->level;
}

static gboolean
is_blank (const LeafBlock *block, gboolean without_spoilers)
{
  unsigned int n_spans;
  const LeafSpan *spans = leaf_block_get_spans (block, &n_spans);
  const char *p = leaf_block_get_text (block);

  for (unsigned int i = 0; i < n_spans; i++)
    for (unsigned int j = 0; j < spans[i].n_chars; j++, p = g_utf8_next_char (p))
      if (!g_unichar_isspace (g_utf8_get_char (p)) && !g_unichar_iscntrl (g_utf8_get_char (p)) &&
          g_utf8_get_char (p) != LEAF_OBJECT_CHARACTER && !(without_spoilers && (spans[i].style.marks & LEAF_MARK_SPOILER)))
        return FALSE;
  return TRUE;
}

static void
append (LeafDocument *shown, const LeafBlock *block, LeafBlockKind kind, unsigned int level)
{
  const LeafBlockStyle *own = leaf_block_get_style (block);
  const LeafBlockStyle style = { kind, level, own->picture, own->alt };
  gboolean folded = kind == LEAF_BLOCK_SPOILER || kind == LEAF_BLOCK_WARNING;
  const char *p = leaf_block_get_text (block);
  unsigned int n_spans;
  const LeafSpan *spans = leaf_block_get_spans (block, &n_spans);

  leaf_document_append_block (shown, &style);
  for (unsigned int i = 0; i < n_spans; i++)
    {
      const char *end = g_utf8_offset_to_pointer (p, spans[i].n_chars);
      g_autofree char *text = g_strndup (p, end - p);
      LeafTextStyle look = spans[i].style;

      if (folded)
        look.marks &= ~LEAF_MARK_SPOILER;
      if (look.link != NULL)
        {
          const char *colon = strchr (look.link, ':');
          g_autofree char *scheme = g_ascii_strdown (look.link, colon - look.link);
          g_autofree char *link = g_strconcat (scheme, colon, NULL);

          look.link = g_ref_string_new (link);
        }
      leaf_document_append_text (shown, g_strdelimit (text, "\t", ' '), -1, &look);
      g_clear_pointer (&look.link, g_ref_string_release);
      p = end;
    }
}

static gboolean
is_item (LeafBlockKind kind)
{
  return kind == LEAF_BLOCK_BULLET || kind == LEAF_BLOCK_NUMBERED;
}

static unsigned int
show_list (LeafDocument *shown, const LeafDocument *document, unsigned int index, unsigned int depth)
{
  LeafBlockKind kind = get_kind (document, index);
  unsigned int level = get_level (document, index);

  while (get_kind (document, index) == kind && get_level (document, index) == level)
    {
      append (shown, leaf_document_get_block (document, index++), kind, depth);
      while (is_item (get_kind (document, index)) && get_level (document, index) > level)
        index = show_list (shown, document, index, depth + 1);
    }
  return index;
}

static void
show_row (LeafDocument *shown, const LeafBlock *block, const char *language)
{
  const LeafBlockStyle *style = leaf_block_get_style (block);

  if (style->level == 0)
    return;
  if (!is_blank (block, FALSE))
    {
      append (shown, block, style->kind, style->level);
      return;
    }
  leaf_document_append_block (shown, style);
  leaf_document_append_text (shown, leaf_post_label (language, LEAF_LABEL_RATING), -1, NULL);
}

/**
 * leaf_test_shown_document:
 * @source: the post it is in, for its language
 *
 * Returns: (transfer full): what a reader of the post sees of it
 */
LeafDocument *
leaf_test_shown_document (const LeafDocument *document, const LeafPostSource *source)
{
  LeafDocument *shown = leaf_document_new ();

  for (unsigned int i = 0; i < leaf_document_get_n_blocks (document);)
    {
      const LeafBlock *block = leaf_document_get_block (document, i);
      LeafBlockKind kind = get_kind (document, i);

      if (is_item (kind))
        {
          i = show_list (shown, document, i, 0);
          continue;
        }
      if (kind == LEAF_BLOCK_RATING)
        show_row (shown, block, leaf_blog_get_setting (source->blog, "language"));
      else if (kind == LEAF_BLOCK_FIGURE || kind == LEAF_BLOCK_DIVIDER)
        append (shown, block, kind, 0);
      else if (kind == LEAF_BLOCK_PARAGRAPH && is_blank (block, TRUE) && !is_blank (block, FALSE))
        append (shown, block, LEAF_BLOCK_SPOILER, 0);
      else if (!is_blank (block, FALSE))
        append (shown, block, kind, get_level (document, i));
      i++;
    }
  return shown;
}
