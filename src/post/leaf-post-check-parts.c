/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-post-check"

#include "config.h"

#include "leaf-post-check-private.h"
#include "leaf-post-runs-private.h"
#include "leaf-post-writer-private.h"

#include <glib/gi18n.h>

static const LeafBlockStyle *
get_style (LeafPostChecker *self,
           unsigned int index)
{
  return leaf_block_get_style (leaf_document_get_block (self->review, index));
}

static gboolean
is_kind (LeafPostChecker *self,
         unsigned int index,
         LeafBlockKind kind)
{
  return index < leaf_document_get_n_blocks (self->review) && get_style (self, index)->kind == kind;
}

static gboolean
is_blank (LeafPostChecker *self,
          unsigned int index)
{
  return leaf_post_block_is_blank (leaf_document_get_block (self->review, index));
}

static void
add (LeafPostChecker *self,
     LeafProblemKind kind,
     LeafSeverity severity,
     char *sentence,
     unsigned int block)
{
  leaf_post_checker_add_at (self, kind, severity, LEAF_FIX_SHOW, sentence, block, 0,
                            leaf_block_get_length (leaf_document_get_block (self->review, block)));
}

/* Is there something that this heading is about? One below it of a lower rank is. */
static gboolean
is_heading_empty (LeafPostChecker *self,
                  unsigned int index)
{
  unsigned int n_blocks = leaf_document_get_n_blocks (self->review), level = get_style (self, index)->level;

  for (unsigned int i = index + 1; i < n_blocks; i++)
    {
      const LeafBlockStyle *style = get_style (self, i);

      switch (style->kind)
        {
        case LEAF_BLOCK_HEADING:
          if (!is_blank (self, i))
            return style->level <= level;
          break;
        case LEAF_BLOCK_FIGURE:
          if (style->picture != NULL)
            return FALSE;
          break;
        case LEAF_BLOCK_RATING:
          if (style->level > 0)
            return FALSE;
          break;
        case LEAF_BLOCK_DIVIDER:
          break;
        case LEAF_BLOCK_PARAGRAPH:
        case LEAF_BLOCK_QUOTE:
        case LEAF_BLOCK_QUOTE_SOURCE:
        case LEAF_BLOCK_BULLET:
        case LEAF_BLOCK_NUMBERED:
        case LEAF_BLOCK_SPOILER:
        case LEAF_BLOCK_WARNING:
        default:
          if (!is_blank (self, i))
            return FALSE;
          break;
        }
    }

  return TRUE;
}

static void
check_heading (LeafPostChecker *self,
               unsigned int index)
{
  g_autofree char *quoted = NULL;

  /* An empty one is left out of the post. */
  if (is_blank (self, index) || !is_heading_empty (self, index))
    return;

  quoted = leaf_post_check_quote (leaf_block_get_text (leaf_document_get_block (self->review, index)));
  add (self, LEAF_PROBLEM_EMPTY_HEADING, LEAF_SEVERITY_WARNS, g_strdup_printf (_("There is nothing below the heading “%s”."), quoted),
       index);
}

/* Blocks that belong together, empty or not; returns what follows them. */
static unsigned int
check_quotation (LeafPostChecker *self,
                 unsigned int index)
{
  unsigned int first = index;
  gboolean empty = TRUE;

  for (; is_kind (self, index, LEAF_BLOCK_QUOTE); index++)
    empty &= is_blank (self, index);
  if (is_kind (self, index, LEAF_BLOCK_QUOTE_SOURCE))
    index++;
  if (empty)
    add (self, LEAF_PROBLEM_EMPTY_PART, LEAF_SEVERITY_WARNS, g_strdup (_("A quotation is empty.")), first);

  return index;
}

static unsigned int
check_folded (LeafPostChecker *self,
              unsigned int index)
{
  LeafBlockKind kind = get_style (self, index)->kind;
  unsigned int first = index;
  gboolean empty = TRUE;

  for (; is_kind (self, index, kind); index++)
    empty &= is_blank (self, index);
  if (empty)
    add (self, LEAF_PROBLEM_EMPTY_PART, LEAF_SEVERITY_WARNS,
         g_strdup (kind == LEAF_BLOCK_SPOILER ? _("A spoiler is empty.") : _("A content warning is empty.")), first);

  return index;
}

/* A category without stars is left out of the post. */
static unsigned int
check_ratings (LeafPostChecker *self,
               unsigned int index)
{
  unsigned int first = index, unrated = 0, n_unrated = 0;

  for (; is_kind (self, index, LEAF_BLOCK_RATING); index++)
    {
      if (get_style (self, index)->level > 0)
        continue;
      if (n_unrated++ == 0)
        unrated = index;
    }

  if (n_unrated == index - first)
    add (self, LEAF_PROBLEM_UNRATED, LEAF_SEVERITY_WARNS,
         g_strdup (_("No category of the table of ratings has stars, so the post is without it.")), first);
  else if (n_unrated > 0)
    {
      g_autofree char *quoted = leaf_post_check_quote (leaf_block_get_text (leaf_document_get_block (self->review, unrated)));

      add (self, LEAF_PROBLEM_UNRATED, LEAF_SEVERITY_HINTS,
           /* Translators: a category of a table of ratings, such as "Characters" */
           g_strdup_printf (_("“%s” has no stars, so the post is without it."), quoted), unrated);
    }

  return index;
}

static unsigned int
check_block (LeafPostChecker *self,
             unsigned int index)
{
  const LeafBlockStyle *style = get_style (self, index);

  switch (style->kind)
    {
    case LEAF_BLOCK_HEADING:
      check_heading (self, index);
      break;
    case LEAF_BLOCK_QUOTE:
    case LEAF_BLOCK_QUOTE_SOURCE:
      return check_quotation (self, index);
    case LEAF_BLOCK_SPOILER:
    case LEAF_BLOCK_WARNING:
      return check_folded (self, index);
    case LEAF_BLOCK_RATING:
      return check_ratings (self, index);
    case LEAF_BLOCK_BULLET:
    case LEAF_BLOCK_NUMBERED:
      if (is_blank (self, index))
        add (self, LEAF_PROBLEM_EMPTY_PART, LEAF_SEVERITY_WARNS, g_strdup (_("An item of a list is empty.")), index);
      break;
    case LEAF_BLOCK_FIGURE:
      if (style->picture == NULL)
        add (self, LEAF_PROBLEM_EMPTY_PART, LEAF_SEVERITY_WARNS, g_strdup (_("A place for a picture is empty.")), index);
      break;
    case LEAF_BLOCK_PARAGRAPH:
    case LEAF_BLOCK_DIVIDER:
    default:
      break;
    }

  return index + 1;
}

static void
check_synopses (LeafPostChecker *self)
{
  for (unsigned int i = 0; i < self->source->books->len; i++)
    {
      LeafBook *book = g_ptr_array_index (self->source->books, i);

      if (!leaf_post_document_has_content (leaf_book_get_synopsis (book)))
        leaf_post_checker_add (self, LEAF_PROBLEM_NO_SYNOPSIS, LEAF_SEVERITY_HINTS, LEAF_FIX_BOOK,
                               g_strdup_printf (_("“%s” has no synopsis."), leaf_book_get_title (book)))->book = leaf_book_get_id (book);
    }
}

/* Parts that were begun, and stayed empty. */
void
leaf_post_check_parts (LeafPostChecker *self)
{
  unsigned int n_blocks = leaf_document_get_n_blocks (self->review);

  /* Of a review without text that is said already. */
  if (!leaf_post_document_has_text (self->review))
    return;

  for (unsigned int index = 0; index < n_blocks; )
    index = check_block (self, index);
  if (leaf_post_checker_shows (self, LEAF_BLOG_PART_SYNOPSIS))
    check_synopses (self);
}
