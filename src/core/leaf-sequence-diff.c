/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The difference of two sequences, in bounded time and memory.
 *
 * Equal ends are taken off first. Then members that are there exactly once on both sides are anchors (Bram
 * Cohen's "patience"), and what lies between them is looked at by itself. Where there is no anchor, E. Myers'
 * greedy algorithm ("An O(ND) Difference Algorithm and Its Variations", 1986) finds the shortest way, up to
 * MAX_DISTANCE changes; stretches that differ more are told as replaced altogether. */

#define G_LOG_DOMAIN "leaf-document"

#include "config.h"

#include "leaf-sequence-diff-private.h"

/* The memory of the greedy algorithm grows with the square of this, 4 MB at most; its time with this times the
 * lengths. */
#define MAX_DISTANCE 1000

/* Anchors inside what lies between anchors: beyond this depth it is odd text, and the greedy algorithm does. */
#define MAX_DEPTH 24

typedef struct {
  const guint32 *a;
  const guint32 *b;
  gboolean *a_kept;
  gboolean *b_kept;
} Diff;

/* Half-open, in both sequences. */
typedef struct {
  unsigned int a_start;
  unsigned int a_end;
  unsigned int b_start;
  unsigned int b_end;
} Range;

typedef struct {
  unsigned int a;
  unsigned int b;
  unsigned int n_a;
  unsigned int n_b;
} Occurrence;

typedef struct {
  unsigned int a;
  unsigned int b;
  int before; /* in the list of anchors: the one before it in the best chain that ends here, -1 for none */
} Anchor;

static void diff_range (Diff *self, Range range, unsigned int depth);

static void
keep (Diff *self, unsigned int a, unsigned int b)
{
  self->a_kept[a] = TRUE;
  self->b_kept[b] = TRUE;
}

static Occurrence *
get_occurrence (GHashTable *table, guint32 value)
{
  Occurrence *found = g_hash_table_lookup (table, GUINT_TO_POINTER (value));

  if (found == NULL)
    {
      found = g_new0 (Occurrence, 1);
      g_hash_table_insert (table, GUINT_TO_POINTER (value), found);
    }
  return found;
}

/* Members that are there once on both sides, in the order of `a`. */
static GArray *
find_unique (Diff *self, const Range *range)
{
  g_autoptr (GHashTable) table = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GArray *anchors = g_array_new (FALSE, FALSE, sizeof (Anchor));

  for (unsigned int i = range->a_start; i < range->a_end; i++)
    get_occurrence (table, self->a[i])->n_a++;
  for (unsigned int i = range->b_start; i < range->b_end; i++)
    {
      Occurrence *found = get_occurrence (table, self->b[i]);

      found->n_b++;
      found->b = i;
    }
  for (unsigned int i = range->a_start; i < range->a_end; i++)
    {
      const Occurrence *found = get_occurrence (table, self->a[i]);
      const Anchor anchor = { i, found->b, -1 };

      if (found->n_a == 1 && found->n_b == 1)
        g_array_append_val (anchors, anchor);
    }
  return anchors;
}

/* The longest chain of anchors that rises on both sides, by patience sorting. Returns its last member, -1 for none. */
static int
link_anchors (GArray *anchors)
{
  g_autoptr (GArray) tops = g_array_new (FALSE, FALSE, sizeof (int));

  for (unsigned int i = 0; i < anchors->len; i++)
    {
      Anchor *anchor = &g_array_index (anchors, Anchor, i);
      unsigned int low = 0, high = tops->len;
      int index = (int) i;

      while (low < high)
        {
          unsigned int middle = (low + high) / 2;

          if (g_array_index (anchors, Anchor, g_array_index (tops, int, middle)).b < anchor->b)
            low = middle + 1;
          else
            high = middle;
        }
      anchor->before = low > 0 ? g_array_index (tops, int, low - 1) : -1;
      if (low < tops->len)
        g_array_index (tops, int, low) = index;
      else
        g_array_append_val (tops, index);
    }
  return tops->len > 0 ? g_array_index (tops, int, tops->len - 1) : -1;
}

static gboolean
diff_by_anchors (Diff *self, const Range *range, unsigned int depth)
{
  g_autoptr (GArray) anchors = find_unique (self, range);
  int last = link_anchors (anchors);
  Range between = *range;

  if (last < 0)
    return FALSE;

  /* From the last to the first. */
  for (; last >= 0; last = g_array_index (anchors, Anchor, last).before)
    {
      const Anchor *anchor = &g_array_index (anchors, Anchor, last);

      keep (self, anchor->a, anchor->b);
      between.a_start = anchor->a + 1;
      between.b_start = anchor->b + 1;
      diff_range (self, between, depth + 1);
      between.a_end = anchor->a;
      between.b_end = anchor->b;
    }
  between.a_start = range->a_start;
  between.b_start = range->b_start;
  diff_range (self, between, depth + 1);
  return TRUE;
}

/* How far into `a` one gets on the diagonal `k` with one change more; row[k] is for one change less. */
static int
step (const int *row, int k, int d)
{
  if (k == -d || (k != d && row[k - 1] < row[k + 1]))
    return row[k + 1];
  return row[k - 1] + 1;
}

/* Goes the way back. `rows` holds after each number of changes what was reached on the diagonals -d to d, one after
 * the other: the one for d begins at d * d. */
static void
trace_back (Diff *self, const Range *range, const GArray *rows, int d, int x, int y)
{
  for (; d > 0; d--)
    {
      const int *row = &g_array_index (rows, int, (d - 1) * (d - 1)) + (d - 1);
      int k = x - y;
      gboolean down = k == -d || (k != d && row[k - 1] < row[k + 1]);
      int from_k = down ? k + 1 : k - 1;
      int from_x = row[from_k];
      int start_x = down ? from_x : from_x + 1;

      while (x > start_x)
        {
          x--, y--;
          keep (self, range->a_start + x, range->b_start + y);
        }
      x = from_x;
      y = from_x - from_k;
    }
  while (x > 0)
    {
      x--, y--;
      keep (self, range->a_start + x, range->b_start + y);
    }
}

static void
diff_greedily (Diff *self, const Range *range)
{
  int n_a = (int) (range->a_end - range->a_start);
  int n_b = (int) (range->b_end - range->b_start);
  int max = MIN (n_a + n_b, MAX_DISTANCE);
  g_autofree int *memory = g_new0 (int, 2 * max + 5);
  int *row = memory + max + 2;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (int));

  for (int d = 0; d <= max; d++)
    {
      for (int k = -d; k <= d; k += 2)
        {
          int x = d == 0 ? 0 : step (row, k, d);
          int y = x - k;

          while (x < n_a && y < n_b && self->a[range->a_start + x] == self->b[range->b_start + y])
            x++, y++;
          row[k] = x;
          if (x >= n_a && y >= n_b)
            {
              trace_back (self, range, rows, d, x, y);
              return;
            }
        }
      g_array_append_vals (rows, row - d, 2 * d + 1);
    }
}

static void
diff_range (Diff *self, Range range, unsigned int depth)
{
  while (range.a_start < range.a_end && range.b_start < range.b_end &&
         self->a[range.a_start] == self->b[range.b_start])
    keep (self, range.a_start++, range.b_start++);
  while (range.a_start < range.a_end && range.b_start < range.b_end &&
         self->a[range.a_end - 1] == self->b[range.b_end - 1])
    keep (self, --range.a_end, --range.b_end);

  if (range.a_start == range.a_end || range.b_start == range.b_end)
    return;
  if (depth >= MAX_DEPTH || !diff_by_anchors (self, &range, depth))
    diff_greedily (self, &range);
}

/* The members with a_kept are, in order, those with b_kept. */
void
leaf_sequence_diff (const guint32 *a, unsigned int n_a, const guint32 *b, unsigned int n_b, gboolean *a_kept, gboolean *b_kept)
{
  Diff self = { a, b, a_kept, b_kept };

  for (unsigned int i = 0; i < n_a; i++)
    a_kept[i] = FALSE;
  for (unsigned int i = 0; i < n_b; i++)
    b_kept[i] = FALSE;
  diff_range (&self, (Range) { 0, n_a, 0, n_b }, 0);
}
