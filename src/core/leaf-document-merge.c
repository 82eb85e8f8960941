/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-document"

#include "config.h"

#include "leaf-document-merge.h"

#include "leaf-document-compare.h"
#include "leaf-document-merge-private.h"
#include "leaf-document-private.h"

/* Each version is compared with the base. A block of the base that both still have, changed or not, holds the three
 * together; what stands between two such blocks is looked at as a whole: added, removed or written anew by one side, or by both. */

struct _LeafMerge {
  LeafDocument *base;
  LeafDocument *mine;
  LeafDocument *theirs;
  GPtrArray *parts;   /* LeafMergePart */
  GPtrArray *clashes; /* LeafMergePart, borrowed */
};

#define NOWHERE G_MAXUINT

static const LeafBlock *
block_at (const LeafDocument *self, unsigned int index)
{
  return g_ptr_array_index (self->blocks, index);
}

static void
part_free (gpointer data)
{
  LeafMergePart *self = data;

  g_clear_pointer (&self->merged, leaf_block_free);
  g_free (self);
}

/* Where each block of the base went, NOWHERE for those that were removed. */
static unsigned int *
find_partners (const LeafDocument *base, const LeafDocument *other)
{
  g_autoptr (GPtrArray) blocks = leaf_document_compare (base, other);
  unsigned int *partners = g_new (unsigned int, base->blocks->len);

  for (unsigned int i = 0; i < base->blocks->len; i++)
    partners[i] = NOWHERE;
  for (unsigned int i = 0; i < blocks->len; i++)
    {
      const LeafCompareBlock *block = g_ptr_array_index (blocks, i);

      if (block->kind == LEAF_COMPARE_SAME || block->kind == LEAF_COMPARE_CHANGED)
        partners[block->a] = block->b;
    }
  return partners;
}

static gboolean
is_same_range (const LeafDocument *a, unsigned int a_start, unsigned int n_a, const LeafDocument *b, unsigned int b_start, unsigned int n_b)
{
  if (n_a != n_b)
    return FALSE;
  for (unsigned int i = 0; i < n_a; i++)
    if (!leaf_block_equal (block_at (a, a_start + i), block_at (b, b_start + i)))
      return FALSE;
  return TRUE;
}

static LeafMergeKind
judge (const LeafMerge *self, const LeafMergePart *part)
{
  gboolean mine_same = is_same_range (self->base, part->base, part->n_base, self->mine, part->mine, part->n_mine);
  gboolean theirs_same = is_same_range (self->base, part->base, part->n_base, self->theirs, part->theirs, part->n_theirs);

  if (mine_same && theirs_same)
    return LEAF_MERGE_SAME;
  if (mine_same)
    return LEAF_MERGE_THEIRS;
  if (theirs_same)
    return LEAF_MERGE_MINE;
  if (is_same_range (self->mine, part->mine, part->n_mine, self->theirs, part->theirs, part->n_theirs))
    return LEAF_MERGE_BOTH;
  return LEAF_MERGE_CLASH;
}

/* Parts of one kind are one part; a block of merged words stands by itself. */
static void
push_part (LeafMerge *self, LeafMergePart part)
{
  LeafMergePart *last = self->parts->len > 0 ? g_ptr_array_index (self->parts, self->parts->len - 1) : NULL;

  if (part.n_base == 0 && part.n_mine == 0 && part.n_theirs == 0)
    return;

  part.kind = judge (self, &part);
  if (part.kind == LEAF_MERGE_CLASH && part.n_base == 1 && part.n_mine == 1 && part.n_theirs == 1)
    {
      part.merged = leaf_merge_words (block_at (self->base, part.base), block_at (self->mine, part.mine), block_at (self->theirs, part.theirs));
      if (part.merged != NULL)
        part.kind = LEAF_MERGE_BOTH;
    }

  if (last != NULL && last->kind == part.kind && last->merged == NULL && part.merged == NULL)
    {
      last->n_base += part.n_base;
      last->n_mine += part.n_mine;
      last->n_theirs += part.n_theirs;
      return;
    }
  g_ptr_array_add (self->parts, g_memdup2 (&part, sizeof part));
}

/**
 * leaf_document_merge:
 * @base: what both were made of
 * @mine: one version
 * @theirs: the other one
 *
 * Puts together what became of a document in two places. What one side alone changed is taken from it; where both
 * did, and not in the same way, it is a clash. Nothing is lost of either: each block of both is in a part. Time and memory
 * are bounded, as those of leaf_document_compare() are. May run in any thread that has the documents to itself.
 *
 * Returns: (transfer full): the parts of all three
 */
LeafMerge *
leaf_document_merge (const LeafDocument *base, const LeafDocument *mine, const LeafDocument *theirs)
{
  LeafMerge *self;
  g_autofree unsigned int *my_partners = NULL;
  g_autofree unsigned int *their_partners = NULL;
  LeafMergePart gap = { LEAF_MERGE_SAME };

  g_return_val_if_fail (base != NULL && mine != NULL && theirs != NULL, NULL);

  self = g_new0 (LeafMerge, 1);
  self->base = leaf_document_copy (base);
  self->mine = leaf_document_copy (mine);
  self->theirs = leaf_document_copy (theirs);
  self->parts = g_ptr_array_new_with_free_func (part_free);
  self->clashes = g_ptr_array_new ();
  my_partners = find_partners (base, mine);
  their_partners = find_partners (base, theirs);

  for (unsigned int i = 0; i <= base->blocks->len; i++)
    {
      gboolean end = i == base->blocks->len;
      LeafMergePart pair = { LEAF_MERGE_SAME, i, 1, 0, 1, 0, 1, NULL };

      if (!end && (my_partners[i] == NOWHERE || their_partners[i] == NOWHERE))
        continue;
      pair.mine = end ? mine->blocks->len : my_partners[i];
      pair.theirs = end ? theirs->blocks->len : their_partners[i];
      gap.n_base = i - gap.base;
      gap.n_mine = pair.mine - gap.mine;
      gap.n_theirs = pair.theirs - gap.theirs;
      push_part (self, gap);
      if (!end)
        push_part (self, pair);
      gap = (LeafMergePart) { LEAF_MERGE_SAME, i + 1, 0, pair.mine + 1, 0, pair.theirs + 1, 0, NULL };
    }

  for (unsigned int i = 0; i < self->parts->len; i++)
    if (leaf_merge_get_part (self, i)->kind == LEAF_MERGE_CLASH)
      g_ptr_array_add (self->clashes, g_ptr_array_index (self->parts, i));
  return self;
}

/**
 * leaf_merge_free:
 * @self: (transfer full) (nullable): what came of a merge
 *
 * Frees @self.
 */
void
leaf_merge_free (LeafMerge *self)
{
  if (self == NULL)
    return;

  leaf_document_unref (self->base);
  leaf_document_unref (self->mine);
  leaf_document_unref (self->theirs);
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->clashes);
  g_free (self);
}

/**
 * leaf_merge_get_n_parts:
 *
 * Returns: how many parts there are
 */
unsigned int
leaf_merge_get_n_parts (const LeafMerge *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->parts->len;
}

/**
 * leaf_merge_get_part:
 * @index: number of the part, from 0
 *
 * Returns: (transfer none): the part
 */
const LeafMergePart *
leaf_merge_get_part (const LeafMerge *self, unsigned int index)
{
  g_return_val_if_fail (self != NULL && index < self->parts->len, NULL);

  return g_ptr_array_index (self->parts, index);
}

/**
 * leaf_merge_get_n_clashes:
 *
 * Returns: how many parts somebody has to choose in
 */
unsigned int
leaf_merge_get_n_clashes (const LeafMerge *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->clashes->len;
}

/**
 * leaf_merge_get_clash:
 * @index: number of the clash, from 0
 *
 * Returns: (transfer none): its part
 */
const LeafMergePart *
leaf_merge_get_clash (const LeafMerge *self, unsigned int index)
{
  g_return_val_if_fail (self != NULL && index < self->clashes->len, NULL);

  return g_ptr_array_index (self->clashes, index);
}

static void
append_block (LeafDocument *document, const LeafBlock *block)
{
  const char *p = block->text->str;

  leaf_document_append_block (document, &block->style);
  for (unsigned int i = 0; i < block->spans->len; i++)
    {
      const LeafSpan *span = &g_array_index (block->spans, LeafSpan, i);
      const char *end = g_utf8_offset_to_pointer (p, span->n_chars);

      leaf_document_append_text (document, p, end - p, &span->style);
      p = end;
    }
}

static void
append_blocks (LeafDocument *document, const LeafDocument *source, unsigned int start, unsigned int n)
{
  for (unsigned int i = 0; i < n; i++)
    append_block (document, block_at (source, start + i));
}

/**
 * leaf_merge_make_document:
 * @choices: (array) (nullable): what to take for each clash; %NULL for mine in all of them
 *
 * Makes the document of the parts.
 *
 * Returns: (transfer full): the document
 */
LeafDocument *
leaf_merge_make_document (const LeafMerge *self, const LeafMergeChoice *choices)
{
  LeafDocument *document;
  unsigned int n_clashes = 0;

  g_return_val_if_fail (self != NULL, NULL);

  document = leaf_document_new ();
  for (unsigned int i = 0; i < self->parts->len; i++)
    {
      const LeafMergePart *part = g_ptr_array_index (self->parts, i);
      LeafMergeChoice choice = part->kind == LEAF_MERGE_THEIRS ? LEAF_MERGE_TAKE_THEIRS : LEAF_MERGE_TAKE_MINE;

      if (part->kind == LEAF_MERGE_CLASH)
        choice = choices != NULL ? choices[n_clashes++] : LEAF_MERGE_TAKE_MINE;
      if (part->merged != NULL)
        {
          append_block (document, part->merged);
          continue;
        }
      if (choice != LEAF_MERGE_TAKE_THEIRS)
        append_blocks (document, self->mine, part->mine, part->n_mine);
      if (choice != LEAF_MERGE_TAKE_MINE)
        append_blocks (document, self->theirs, part->theirs, part->n_theirs);
    }
  return document;
}
