/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-id-diff"

#include "config.h"

#include "leaf-id-diff.h"

/* A list that changed in more places is another list: told in one piece. */
#define MAX_SPLICES 64

/* What is left of two lists without their common beginning and end. */
typedef struct {
  const gint64 *ids;
  unsigned int length;
  guint8 *kept; /* whether the id stays where it is, seen from its neighbours that stay */
} Middle;

static gint64
id_at (const GArray *ids,
       unsigned int position)
{
  return g_array_index (ids, gint64, position);
}

/* An empty array has no data to count from. */
static const gint64 *
ids_from (const GArray *ids, unsigned int start)
{
  return ids->len > 0 ? &g_array_index (ids, gint64, start) : NULL;
}

/* The longest increasing run of `values`, in any distance of each other; -1 is no value. By patience:
 * piles[i] is the index of the smallest value that ends a run of length i + 1. */
static void
mark_longest_run (const int *values,
                  unsigned int n_values,
                  guint8 *marked)
{
  g_autofree int *piles = g_new (int, MAX (n_values, 1));
  g_autofree int *before = g_new (int, MAX (n_values, 1));
  unsigned int n_piles = 0;

  for (unsigned int i = 0; i < n_values; i++) {
    unsigned int low = 0;
    unsigned int high = n_piles;

    if (values[i] < 0)
      continue;

    while (low < high) {
      unsigned int middle = low + (high - low) / 2;

      if (values[piles[middle]] < values[i])
        low = middle + 1;
      else
        high = middle;
    }

    before[i] = low > 0 ? piles[low - 1] : -1;
    piles[low] = i;
    n_piles = MAX (n_piles, low + 1);
  }

  for (int i = n_piles > 0 ? piles[n_piles - 1] : -1; i >= 0; i = before[i])
    marked[i] = TRUE;
}

static void
mark_kept (Middle *old_middle,
           Middle *new_middle)
{
  g_autoptr (GHashTable) positions = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autofree int *values = g_new (int, MAX (old_middle->length, 1));

  for (unsigned int i = 0; i < new_middle->length; i++)
    g_hash_table_insert (positions, (gpointer) &new_middle->ids[i], GUINT_TO_POINTER (i + 1));

  for (unsigned int i = 0; i < old_middle->length; i++)
    values[i] = GPOINTER_TO_INT (g_hash_table_lookup (positions, &old_middle->ids[i])) - 1;

  mark_longest_run (values, old_middle->length, old_middle->kept);
  for (unsigned int i = 0; i < old_middle->length; i++) {
    if (old_middle->kept[i])
      new_middle->kept[values[i]] = TRUE;
  }
}

static GArray *
collect (const Middle *old_middle,
         const Middle *new_middle,
         unsigned int start)
{
  GArray *splices = g_array_new (FALSE, FALSE, sizeof (LeafSplice));
  unsigned int i = 0;
  unsigned int j = 0;

  while (i < old_middle->length || j < new_middle->length) {
    LeafSplice splice = { start + j, 0, 0 };

    for (; i < old_middle->length && !old_middle->kept[i]; i++)
      splice.removed++;
    for (; j < new_middle->length && !new_middle->kept[j]; j++)
      splice.added++;

    if (splice.removed > 0 || splice.added > 0) {
      g_array_append_val (splices, splice);
    } else {
      i++;
      j++;
    }
  }

  return splices;
}

/**
 * leaf_id_diff:
 * @old_ids: (element-type gint64): a list without repeats
 * @new_ids: (element-type gint64): another one
 *
 * Finds what to change in the old list so that it becomes the new one, with as few ids as possible
 * going and coming. The splices are to be done in their order; each position counts in the list as
 * it is by then.
 *
 * Returns: (transfer full) (element-type LeafSplice): the splices, none for equal lists
 */
GArray *
leaf_id_diff (const GArray *old_ids,
              const GArray *new_ids)
{
  unsigned int shorter = MIN (old_ids->len, new_ids->len);
  unsigned int start = 0;
  unsigned int end = 0;
  g_autofree guint8 *old_kept = NULL;
  g_autofree guint8 *new_kept = NULL;
  g_autoptr (GArray) splices = NULL;
  LeafSplice whole;
  Middle old_middle, new_middle;

  while (start < shorter && id_at (old_ids, start) == id_at (new_ids, start))
    start++;
  while (end < shorter - start &&
         id_at (old_ids, old_ids->len - end - 1) == id_at (new_ids, new_ids->len - end - 1))
    end++;

  old_middle.length = old_ids->len - start - end;
  new_middle.length = new_ids->len - start - end;
  old_middle.ids = ids_from (old_ids, start);
  new_middle.ids = ids_from (new_ids, start);
  old_middle.kept = old_kept = g_new0 (guint8, MAX (old_middle.length, 1));
  new_middle.kept = new_kept = g_new0 (guint8, MAX (new_middle.length, 1));

  mark_kept (&old_middle, &new_middle);
  splices = collect (&old_middle, &new_middle, start);
  if (splices->len > MAX_SPLICES) {
    whole = (LeafSplice) { start, old_middle.length, new_middle.length };
    g_array_set_size (splices, 0);
    g_array_append_val (splices, whole);
  }

  return g_steal_pointer (&splices);
}
