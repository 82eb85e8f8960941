/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-document"

#include "config.h"

#include "leaf-document-compare-private.h"
#include "leaf-document-private.h"
#include "leaf-sequence-diff-private.h"

/* Two blocks are versions of one where at least this part of their text is common. */
#define MIN_ALIKE 0.4

/* The most that is spent on finding out which of some removed blocks has become which of some added ones, in words
 * looked at. Beyond it they are paired in their order. */
#define MAX_WORDS (4 * 1000 * 1000)
#define MAX_PAIRS (250 * 1000)

typedef struct {
  const LeafDocument *a;
  const LeafDocument *b;
  LeafInterner words;
  GPtrArray *result;
} Comparison;

/* Blocks between two that are the same: some of `a` have gone, some of `b` have come. */
typedef struct {
  unsigned int a_start;
  unsigned int b_start;
  GPtrArray *a_words; /* GArray of LeafWord, a block each */
  GPtrArray *b_words;
} Gap;

static const LeafBlock *
block_at (const LeafDocument *self, unsigned int index)
{
  return g_ptr_array_index (self->blocks, index);
}

static void
compare_block_free (LeafCompareBlock *self)
{
  g_clear_pointer (&self->spans, g_array_unref);
  g_free (self);
}

static LeafCompareBlock *
push_block (Comparison *self, LeafCompareKind kind, unsigned int a, unsigned int b)
{
  LeafCompareBlock *block = g_new0 (LeafCompareBlock, 1);

  block->kind = kind;
  block->a = a;
  block->b = b;
  g_ptr_array_add (self->result, block);
  return block;
}

/* Everything about a block in one string: blocks with the same are equal. */
static guint32
number_block (LeafInterner *interner, const LeafBlock *block)
{
  g_autoptr (GString) key = g_string_new (NULL);

  g_string_printf (key, "%d %u %s\n%s\n", (int) block->style.kind, block->style.level,
                   block->style.picture != NULL ? block->style.picture : "",
                   block->style.alt != NULL ? block->style.alt : "");
  for (unsigned int i = 0; i < block->spans->len; i++)
    {
      const LeafSpan *span = &g_array_index (block->spans, LeafSpan, i);

      g_string_append_printf (key, "%u:%x:%s ", span->n_chars, (unsigned int) span->style.marks,
                              span->style.link != NULL ? span->style.link : "");
    }
  g_string_append_c (key, '\n');
  g_string_append_len (key, block->text->str, block->text->len);
  return leaf_interner_number (interner, key->str, key->len);
}

static guint32 *
number_blocks (LeafInterner *interner, const LeafDocument *document)
{
  guint32 *numbers = g_new (guint32, document->blocks->len);

  for (unsigned int i = 0; i < document->blocks->len; i++)
    numbers[i] = number_block (interner, block_at (document, i));
  return numbers;
}

static gboolean
is_object (const LeafBlock *block)
{
  return block->style.kind == LEAF_BLOCK_FIGURE || block->style.kind == LEAF_BLOCK_DIVIDER;
}

/* The part of both blocks that is words of both, by characters. Spaces count for nothing. */
static double
measure_likeness (GHashTable *counts, const GArray *a, const GArray *b)
{
  unsigned int total = 0, common = 0;

  g_hash_table_remove_all (counts);
  for (unsigned int i = 0; i < a->len; i++)
    {
      const LeafWord *word = &g_array_index (a, LeafWord, i);
      gpointer key = GUINT_TO_POINTER (word->number);

      if (word->space)
        continue;
      total += word->n_chars;
      g_hash_table_insert (counts, key, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1));
    }
  for (unsigned int i = 0; i < b->len; i++)
    {
      const LeafWord *word = &g_array_index (b, LeafWord, i);
      gpointer key = GUINT_TO_POINTER (word->number);
      unsigned int left = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key));

      if (word->space)
        continue;
      total += word->n_chars;
      if (left > 0)
        {
          common += 2 * word->n_chars;
          g_hash_table_insert (counts, key, GUINT_TO_POINTER (left - 1));
        }
    }
  return total > 0 ? (double) common / total : 1;
}

/* How much two blocks look like versions of one, 0 where they are none. */
static double
rate_pair (Comparison *self, const Gap *gap, GHashTable *counts, unsigned int i, unsigned int j)
{
  const LeafBlock *a = block_at (self->a, gap->a_start + i);
  const LeafBlock *b = block_at (self->b, gap->b_start + j);
  double alike;

  if (is_object (a) || is_object (b))
    return a->style.kind == b->style.kind &&
               (a->style.kind == LEAF_BLOCK_DIVIDER || g_strcmp0 (a->style.picture, b->style.picture) == 0)
             ? 1 : 0;

  alike = measure_likeness (counts, g_ptr_array_index (gap->a_words, i), g_ptr_array_index (gap->b_words, j));
  return alike >= MIN_ALIKE ? alike : 0;
}

/* Rates all pairs. Returns for each the best sum that what begins there can have. */
static double *
rate_pairs (Comparison *self, const Gap *gap, double *ratings)
{
  unsigned int n_a = gap->a_words->len, n_b = gap->b_words->len;
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  double *best = g_new0 (double, (n_a + 1) * (n_b + 1));

  for (unsigned int i = n_a; i > 0; i--)
    for (unsigned int j = n_b; j > 0; j--)
      {
        double *here = best + (i - 1) * (n_b + 1) + (j - 1);
        double rating = rate_pair (self, gap, counts, i - 1, j - 1);

        ratings[(i - 1) * n_b + (j - 1)] = rating;
        *here = MAX (here[1], here[n_b + 1]);
        if (rating > 0)
          *here = MAX (*here, rating + here[n_b + 2]);
      }
  return best;
}

static void
push_changed (Comparison *self, const Gap *gap, unsigned int i, unsigned int j)
{
  const LeafBlock *a = block_at (self->a, gap->a_start + i);
  const LeafBlock *b = block_at (self->b, gap->b_start + j);
  LeafCompareBlock *block = push_block (self, LEAF_COMPARE_CHANGED, gap->a_start + i, gap->b_start + j);

  block->style_changed = !leaf_block_style_equal (&a->style, &b->style);
  block->spans = leaf_compare_words (a, b, g_ptr_array_index (gap->a_words, i), g_ptr_array_index (gap->b_words, j));
}

static gboolean
is_affordable (const Gap *gap)
{
  guint64 n_a = gap->a_words->len, n_b = gap->b_words->len;
  guint64 a_words = 0, b_words = 0;

  for (unsigned int i = 0; i < n_a; i++)
    a_words += ((GArray *) g_ptr_array_index (gap->a_words, i))->len;
  for (unsigned int i = 0; i < n_b; i++)
    b_words += ((GArray *) g_ptr_array_index (gap->b_words, i))->len;
  return n_a * n_b <= MAX_PAIRS && a_words * n_b + b_words * n_a <= MAX_WORDS;
}

/* The pairs with the best sum, in the order of both. */
static void
push_best (Comparison *self, const Gap *gap)
{
  unsigned int n_a = gap->a_words->len, n_b = gap->b_words->len;
  g_autofree double *ratings = g_new0 (double, n_a * n_b + 1);
  g_autofree double *best = rate_pairs (self, gap, ratings);
  unsigned int i = 0, j = 0;

  while (i < n_a || j < n_b)
    {
      const double *here = best + i * (n_b + 1) + j;

      if (i < n_a && j < n_b && ratings[i * n_b + j] > 0 && *here <= ratings[i * n_b + j] + here[n_b + 2])
        {
          push_changed (self, gap, i, j);
          i++, j++;
        }
      else if (i < n_a && (j == n_b || here[n_b + 1] >= here[1]))
        push_block (self, LEAF_COMPARE_REMOVED, gap->a_start + i++, gap->b_start + j);
      else
        push_block (self, LEAF_COMPARE_ADDED, gap->a_start + i, gap->b_start + j++);
    }
}

static void
push_in_order (Comparison *self, const Gap *gap)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  unsigned int n_a = gap->a_words->len, n_b = gap->b_words->len;

  for (unsigned int i = 0; i < MAX (n_a, n_b); i++)
    {
      if (i < n_a && i < n_b && rate_pair (self, gap, counts, i, i) > 0)
        {
          push_changed (self, gap, i, i);
          continue;
        }
      if (i < n_a)
        push_block (self, LEAF_COMPARE_REMOVED, gap->a_start + i, gap->b_start + MIN (i, n_b));
      if (i < n_b)
        push_block (self, LEAF_COMPARE_ADDED, gap->a_start + MIN (i + 1, n_a), gap->b_start + i);
    }
}

static GPtrArray *
split_blocks (Comparison *self, const LeafDocument *document, unsigned int start, unsigned int end)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (unsigned int i = start; i < end; i++)
    g_ptr_array_add (blocks, leaf_compare_split_words (&self->words, block_at (document, i)));
  return blocks;
}

static void
push_gap (Comparison *self, unsigned int a_start, unsigned int a_end, unsigned int b_start, unsigned int b_end)
{
  Gap gap = { a_start, b_start, NULL, NULL };

  if (a_start == a_end && b_start == b_end)
    return;

  gap.a_words = split_blocks (self, self->a, a_start, a_end);
  gap.b_words = split_blocks (self, self->b, b_start, b_end);
  if (is_affordable (&gap))
    push_best (self, &gap);
  else
    push_in_order (self, &gap);
  g_ptr_array_unref (gap.a_words);
  g_ptr_array_unref (gap.b_words);
}

/**
 * leaf_document_compare:
 * @a: a document
 * @b: what has become of it
 *
 * Compares two versions: which blocks are the same, which are new or gone, and of those that were changed which
 * words, or how they look. Time and memory are bounded: of texts that have little in common less is found to be the
 * same. May run in any thread that has the documents to itself.
 *
 * Returns: (transfer full) (element-type LeafCompareBlock): the blocks of both, in order
 */
GPtrArray *
leaf_document_compare (const LeafDocument *a, const LeafDocument *b)
{
  g_auto (LeafInterner) blocks = { NULL };
  g_autofree guint32 *a_numbers = NULL;
  g_autofree guint32 *b_numbers = NULL;
  g_autofree gboolean *a_kept = NULL;
  g_autofree gboolean *b_kept = NULL;
  Comparison self = { a, b, { NULL }, NULL };
  unsigned int n_a, n_b, i = 0, j = 0;

  g_return_val_if_fail (a != NULL && b != NULL, NULL);

  n_a = a->blocks->len;
  n_b = b->blocks->len;
  leaf_interner_init (&blocks);
  leaf_interner_init (&self.words);
  a_numbers = number_blocks (&blocks, a);
  b_numbers = number_blocks (&blocks, b);
  a_kept = g_new (gboolean, n_a);
  b_kept = g_new (gboolean, n_b);
  leaf_sequence_diff (a_numbers, n_a, b_numbers, n_b, a_kept, b_kept);

  self.result = g_ptr_array_new_with_free_func ((GDestroyNotify) compare_block_free);
  while (i < n_a || j < n_b)
    {
      unsigned int a_start = i, b_start = j;

      while (i < n_a && !a_kept[i])
        i++;
      while (j < n_b && !b_kept[j])
        j++;
      push_gap (&self, a_start, i, b_start, j);
      if (i < n_a)
        push_block (&self, LEAF_COMPARE_SAME, i++, j++);
    }
  leaf_interner_clear (&self.words);
  return self.result;
}

/**
 * leaf_document_get_changed_range:
 * @a: a document
 * @b: what has become of it
 * @first: (out): the first block that is not the same
 * @n_a: (out): how many blocks of @a are to be replaced, at least one
 * @n_b: (out): by how many of @b, at least one
 *
 * Finds the smallest run of whole blocks to replace in @a to get @b.
 *
 * Returns: %FALSE when the documents are equal
 */
gboolean
leaf_document_get_changed_range (const LeafDocument *a, const LeafDocument *b,
                                 unsigned int *first, unsigned int *n_a, unsigned int *n_b)
{
  unsigned int start = 0, a_end, b_end;

  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  a_end = a->blocks->len;
  b_end = b->blocks->len;
  while (start < a_end && start < b_end && leaf_block_equal (block_at (a, start), block_at (b, start)))
    start++;
  if (start == a_end && start == b_end)
    return FALSE;
  while (a_end > start && b_end > start && leaf_block_equal (block_at (a, a_end - 1), block_at (b, b_end - 1)))
    a_end--, b_end--;

  /* Only added, or only removed: a neighbour goes along, as there is no place between two blocks. */
  if (a_end == start || b_end == start)
    {
      if (start > 0)
        start--;
      else
        a_end++, b_end++;
    }
  *first = start;
  *n_a = a_end - start;
  *n_b = b_end - start;
  return TRUE;
}
