/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Both changed one block: where they changed different words of it, with some between them that nobody touched, it is clear
 * what is meant. */

#define G_LOG_DOMAIN "leaf-document"

#include "config.h"

#include "leaf-document-compare-private.h"
#include "leaf-document-merge-private.h"
#include "leaf-document-private.h"

#include <string.h>

/* Whoever changed a block in more places has written it anew. */
#define MAX_HUNKS 500

/* Characters of the block as it was, and what came in their place. */
typedef struct {
  unsigned int start;
  unsigned int end;
  unsigned int new_start;
  unsigned int new_end;
} Hunk;

static GArray *
list_hunks (const LeafBlock *base, const LeafBlock *changed)
{
  g_auto (LeafInterner) interner = { NULL };
  GArray *hunks = g_array_new (FALSE, FALSE, sizeof (Hunk));
  g_autoptr (GArray) base_words = NULL;
  g_autoptr (GArray) changed_words = NULL;
  g_autoptr (GArray) spans = NULL;
  gboolean goes_on = FALSE;

  leaf_interner_init (&interner);
  base_words = leaf_compare_split_words (&interner, base);
  changed_words = leaf_compare_split_words (&interner, changed);
  spans = leaf_compare_words (base, changed, base_words, changed_words);
  for (unsigned int i = 0; i < spans->len; i++)
    {
      const LeafCompareSpan *span = &g_array_index (spans, LeafCompareSpan, i);
      const Hunk hunk = { span->a_start, span->a_start + span->a_chars, span->b_start, span->b_start + span->b_chars };

      if (span->kind != LEAF_COMPARE_SAME && goes_on)
        {
          Hunk *last = &g_array_index (hunks, Hunk, hunks->len - 1);

          last->end = hunk.end;
          last->new_end = hunk.new_end;
        }
      else if (span->kind != LEAF_COMPARE_SAME)
        g_array_append_val (hunks, hunk);
      goes_on = span->kind != LEAF_COMPARE_SAME;
    }
  return hunks;
}

static gboolean
is_same_change (const Hunk *a, const LeafBlock *a_block, const Hunk *b, const LeafBlock *b_block)
{
  g_autoptr (LeafBlock) a_new = NULL;
  g_autoptr (LeafBlock) b_new = NULL;

  if (a->start != b->start || a->end != b->end)
    return FALSE;
  a_new = leaf_block_slice (a_block, a->new_start, a->new_end);
  b_new = leaf_block_slice (b_block, b->new_start, b->new_end);
  leaf_block_set_style (b_new, &a_new->style);
  return leaf_block_equal (a_new, b_new);
}

/* Whether there is a word between two changes that nobody touched. */
static gboolean
are_apart (const LeafBlock *base, const Hunk *first, const Hunk *second)
{
  const char *p;

  if (first->end >= second->start)
    return FALSE;
  p = g_utf8_offset_to_pointer (base->text->str, first->end);
  for (unsigned int i = first->end; i < second->start; i++, p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

static void
append_range (LeafBlock *target, const LeafBlock *source, unsigned int start, unsigned int end)
{
  g_autoptr (LeafBlock) range = leaf_block_slice (source, start, end);

  leaf_block_splice (target, target->n_chars, target->n_chars, range);
}

/* The style that one of them changed; FALSE when both did. */
static gboolean
merge_style (LeafBlock *target, const LeafBlock *base, const LeafBlock *mine, const LeafBlock *theirs)
{
  gboolean mine_same = leaf_block_style_equal (&base->style, &mine->style);
  gboolean theirs_same = leaf_block_style_equal (&base->style, &theirs->style);

  if (!mine_same && !theirs_same && !leaf_block_style_equal (&mine->style, &theirs->style))
    return FALSE;
  leaf_block_set_style (target, mine_same ? &theirs->style : &mine->style);
  return TRUE;
}

/* The block with the changes of both, or NULL where that is not safe. */
LeafBlock *
leaf_merge_words (const LeafBlock *base, const LeafBlock *mine, const LeafBlock *theirs)
{
  g_autoptr (GArray) my_hunks = list_hunks (base, mine);
  g_autoptr (GArray) their_hunks = list_hunks (base, theirs);
  g_autoptr (LeafBlock) merged = leaf_block_new (NULL);
  const Hunk *last = NULL;
  gboolean last_mine = FALSE;
  unsigned int i = 0, j = 0, done = 0;

  if (my_hunks->len > MAX_HUNKS || their_hunks->len > MAX_HUNKS || !merge_style (merged, base, mine, theirs))
    return NULL;

  while (i < my_hunks->len || j < their_hunks->len)
    {
      const Hunk *a = i < my_hunks->len ? &g_array_index (my_hunks, Hunk, i) : NULL;
      const Hunk *b = j < their_hunks->len ? &g_array_index (their_hunks, Hunk, j) : NULL;
      gboolean same = a != NULL && b != NULL && is_same_change (a, mine, b, theirs);
      gboolean take_mine = b == NULL || (a != NULL && (same || a->start < b->start || (a->start == b->start && a->end < b->end)));
      const Hunk *hunk = take_mine ? a : b;

      /* Neighbours of one side stand beside each other as that side has them. */
      if (last != NULL && (last_mine != take_mine || same) && !are_apart (base, last, hunk))
        return NULL;
      append_range (merged, base, done, hunk->start);
      append_range (merged, take_mine ? mine : theirs, hunk->new_start, hunk->new_end);
      done = hunk->end;
      last = hunk;
      last_mine = take_mine;
      i += take_mine || same;
      j += !take_mine || same;
    }
  append_range (merged, base, done, base->n_chars);
  return leaf_block_is_well_formed (merged) ? g_steal_pointer (&merged) : NULL;
}
