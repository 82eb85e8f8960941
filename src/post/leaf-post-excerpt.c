/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-post-excerpt"

#include "config.h"

#include "leaf-post-runs-private.h"
#include "leaf-post-writer-private.h"

/* A category without its rating is not written. */
static gboolean
has_text (const LeafBlock *block)
{
  const LeafBlockStyle *style = leaf_block_get_style (block);

  return style->kind == LEAF_BLOCK_RATING ? style->level > 0 : !leaf_post_block_is_blank (block);
}

/**
 * leaf_post_document_has_content:
 *
 * Returns: whether there is anything to show: words, a picture, a line
 */
gboolean
leaf_post_document_has_content (const LeafDocument *document)
{
  unsigned int n_blocks = leaf_document_get_n_blocks (document);

  for (unsigned int i = 0; i < n_blocks; i++)
    {
      const LeafBlock *block = leaf_document_get_block (document, i);
      const LeafBlockStyle *style = leaf_block_get_style (block);

      if (has_text (block) || style->kind == LEAF_BLOCK_DIVIDER ||
          (style->kind == LEAF_BLOCK_FIGURE && style->picture != NULL))
        return TRUE;
    }

  return FALSE;
}

/**
 * leaf_post_document_has_text:
 *
 * Returns: whether there is anything to read
 */
gboolean
leaf_post_document_has_text (const LeafDocument *document)
{
  unsigned int n_blocks = leaf_document_get_n_blocks (document);

  for (unsigned int i = 0; i < n_blocks; i++)
    {
      if (has_text (leaf_document_get_block (document, i)))
        return TRUE;
    }

  return FALSE;
}

/**
 * leaf_post_kind_is_for_excerpt:
 *
 * Returns: whether a block of this kind is the reviewer's own words, open to read
 */
gboolean
leaf_post_kind_is_for_excerpt (LeafBlockKind kind)
{
  return kind == LEAF_BLOCK_PARAGRAPH || kind == LEAF_BLOCK_BULLET || kind == LEAF_BLOCK_NUMBERED;
}

/* Adds words one by one; FALSE when there are enough of them. */
static gboolean
add_words (GString *excerpt,
           const char *text,
           unsigned int *n_words)
{
  g_autofree char *normal = g_utf8_make_valid (text, -1);
  g_auto (GStrv) words = NULL;

  for (char *p = normal; *p != '\0'; p++)
    {
      if (g_ascii_isspace (*p) || g_ascii_iscntrl (*p))
        *p = ' ';
    }
  words = g_strsplit (normal, " ", -1);
  for (unsigned int i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (*n_words == LEAF_POST_EXCERPT_WORDS)
        {
          g_string_append (excerpt, " …");
          return FALSE;
        }
      if (excerpt->len > 0)
        g_string_append_c (excerpt, ' ');
      g_string_append (excerpt, words[i]);
      ++*n_words;
    }

  return TRUE;
}

/**
 * leaf_post_make_excerpt:
 *
 * Takes the first words of the reviewer's own text: no headings, nobody else's words, no ratings, nothing
 * that is folded.
 *
 * Returns: (transfer full): plain text on one line, "" when there is none
 */
char *
leaf_post_make_excerpt (const LeafDocument *document)
{
  GString *excerpt = g_string_new (NULL);
  unsigned int n_blocks = leaf_document_get_n_blocks (document), n_words = 0;

  for (unsigned int i = 0; i < n_blocks; i++)
    {
      const LeafBlock *block = leaf_document_get_block (document, i);
      g_autofree char *text = NULL;

      if (!leaf_post_kind_is_for_excerpt (leaf_block_get_style (block)->kind))
        continue;
      text = leaf_post_block_dup_open_text (block);
      if (!add_words (excerpt, text, &n_words))
        break;
    }

  return g_string_free (excerpt, FALSE);
}
