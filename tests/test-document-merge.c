/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-document-merge.h"
#include "leaf-test-document.h"

#include <string.h>

static LeafDocument *
read_html (const char *html)
{
  g_autoptr (GError) error = NULL;
  LeafDocument *document = leaf_document_new_from_html (html, -1, &error);

  g_assert_no_error (error);
  return document;
}

static void
assert_document (const LeafMerge *merge, const LeafMergeChoice *choices, const char *expected)
{
  g_autoptr (LeafDocument) made = leaf_merge_make_document (merge, choices);
  g_autoptr (LeafDocument) wanted = read_html (expected);

  leaf_test_assert_same_document (made, wanted);
}

static void
assert_merges (const char *base, const char *mine, const char *theirs, const char *expected)
{
  g_autoptr (LeafDocument) b = read_html (base);
  g_autoptr (LeafDocument) m = read_html (mine);
  g_autoptr (LeafDocument) t = read_html (theirs);
  g_autoptr (LeafMerge) merge = leaf_document_merge (b, m, t);
  g_autoptr (LeafMerge) mirrored = leaf_document_merge (b, t, m);

  g_assert_cmpuint (leaf_merge_get_n_clashes (merge), ==, 0);
  g_assert_cmpuint (leaf_merge_get_n_clashes (mirrored), ==, 0);
  assert_document (merge, NULL, expected);
  assert_document (mirrored, NULL, expected);
}

static void
test_blocks (void)
{
  assert_merges ("<p>one</p><p>two</p><p>three</p>", "<p>one</p><p>new</p><p>two</p><p>three</p>", "<p>one</p><p>two</p>",
                 "<p>one</p><p>new</p><p>two</p>");
  assert_merges ("<p>one</p><p>two</p><p>three</p>", "<p>two</p><p>three</p>", "<p>one</p><h2>two</h2><p>three</p>",
                 "<h2>two</h2><p>three</p>");
  /* The same done twice is done once. */
  assert_merges ("<p>one</p>", "<p>one</p><p>two</p>", "<p>one</p><p>two</p>", "<p>one</p><p>two</p>");
  assert_merges ("<p>one</p><p>two</p>", "<p>one</p>", "<p>one</p>", "<p>one</p>");
}

static void
test_words (void)
{
  assert_merges ("<p>The quick brown fox jumps over the lazy dog</p>", "<p>The slow brown fox jumps over the lazy dog</p>",
                 "<p>The quick brown fox jumps over the <em>eager</em> dog</p>", "<p>The slow brown fox jumps over the <em>eager</em> dog</p>");
  assert_merges ("<p>The quick brown fox jumps over the lazy dog</p>", "<p>The <strong>quick</strong> brown fox jumps over the lazy dog</p>",
                 "<h2>The quick brown fox jumps over the lazy cat</h2>", "<h2>The <strong>quick</strong> brown fox jumps over the lazy cat</h2>");
  assert_merges ("<p>A first sentence stands here.</p>", "<p>Oh, a first sentence stands here.</p>", "<p>A first sentence stands here. And more.</p>",
                 "<p>Oh, a first sentence stands here. And more.</p>");
}

static void
assert_clashes (const char *base, const char *mine, const char *theirs, const char *both)
{
  const LeafMergeChoice mine_only[] = { LEAF_MERGE_TAKE_MINE };
  const LeafMergeChoice theirs_only[] = { LEAF_MERGE_TAKE_THEIRS };
  const LeafMergeChoice take_both[] = { LEAF_MERGE_TAKE_BOTH };
  g_autoptr (LeafDocument) b = read_html (base);
  g_autoptr (LeafDocument) m = read_html (mine);
  g_autoptr (LeafDocument) t = read_html (theirs);
  g_autoptr (LeafMerge) merge = leaf_document_merge (b, m, t);

  g_assert_cmpuint (leaf_merge_get_n_clashes (merge), ==, 1);
  assert_document (merge, mine_only, mine);
  assert_document (merge, theirs_only, theirs);
  assert_document (merge, take_both, both);
}

static void
test_clashes (void)
{
  assert_clashes ("<p>It was good</p>", "<p>It was great</p>", "<p>It was fine</p>", "<p>It was great</p><p>It was fine</p>");
  /* Beside each other is too near. */
  assert_clashes ("<p>a quick brown fox runs</p>", "<p>a slow brown fox runs</p>", "<p>a quick red fox runs</p>",
                  "<p>a slow brown fox runs</p><p>a quick red fox runs</p>");
  /* Each wrote something else in the same place. */
  assert_clashes ("<p>one</p>", "<p>one</p><p>mine</p>", "<p>one</p><p>theirs</p>", "<p>one</p><p>mine</p><p>theirs</p>");
  /* Removed here, and changed there. */
  assert_clashes ("<p>one</p><p>The quick brown fox</p>", "<p>one</p>", "<p>one</p><p>The quick brown dog</p>",
                  "<p>one</p><p>The quick brown dog</p>");
  /* What a block is, told twice. */
  assert_clashes ("<p>one two</p>", "<h2>one two</h2>", "<h3>one two</h3>", "<h2>one two</h2><h3>one two</h3>");
}

/* One change to a random block, as a person makes it. */
static LeafDocument *
change (GRand *rand, const LeafDocument *document, unsigned int index)
{
  LeafDocument *changed = leaf_document_copy (document);
  unsigned int start = leaf_document_get_block_start (changed, index);
  unsigned int length = leaf_block_get_length (leaf_document_get_block (changed, index));
  g_autoptr (LeafDocument) piece = leaf_document_new ();

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      leaf_document_append_block (piece, leaf_block_get_style (leaf_document_get_block (changed, index)));
      leaf_document_append_text (piece, "word ", -1, NULL);
      if (!g_str_has_prefix (leaf_block_get_text (leaf_document_get_block (changed, index)), LEAF_OBJECT_STRING))
        leaf_document_replace (changed, start, start, piece);
      break;
    case 1:
      if (index + 1 < leaf_document_get_n_blocks (changed))
        {
          g_autoptr (LeafDocument) none = leaf_document_slice (changed, start + length + 1, start + length + 1);

          leaf_document_replace (changed, start, start + length + 1, none);
        }
      break;
    case 2:
      leaf_document_change_marks (changed, start, start + length, LEAF_MARK_BOLD, LEAF_MARK_NONE);
      break;
    default:
      {
        g_autoptr (LeafDocument) some = leaf_test_random_document (rand, 2);
        g_autofree char *before = leaf_document_to_html (changed);
        g_autofree char *behind = leaf_document_to_html (some);
        g_autofree char *whole = g_strconcat (before, behind, NULL);

        leaf_document_unref (changed);
        changed = read_html (whole);
        break;
      }
    }
  return changed;
}

static LeafDocument *
change_often (GRand *rand, const LeafDocument *document)
{
  LeafDocument *changed = leaf_document_copy (document);
  unsigned int n = g_rand_int_range (rand, 0, 5);

  for (unsigned int i = 0; i < n; i++)
    {
      g_autoptr (LeafDocument) last = changed;

      changed = change (rand, last, g_rand_int_range (rand, 0, leaf_document_get_n_blocks (last)));
    }
  return changed;
}

static void
assert_law (const LeafDocument *base, const LeafDocument *mine, const LeafDocument *theirs, LeafDocument *expected)
{
  g_autoptr (LeafMerge) merge = leaf_document_merge (base, mine, theirs);
  g_autoptr (LeafDocument) made = leaf_merge_make_document (merge, NULL);

  g_assert_cmpuint (leaf_merge_get_n_clashes (merge), ==, 0);
  leaf_test_assert_same_document (made, expected);
}

/* Every block of the three is in exactly one part, in order. */
static void
assert_complete (const LeafMerge *merge, const LeafDocument *base, const LeafDocument *mine, const LeafDocument *theirs)
{
  unsigned int b = 0, m = 0, t = 0;

  for (unsigned int i = 0; i < leaf_merge_get_n_parts (merge); i++)
    {
      const LeafMergePart *part = leaf_merge_get_part (merge, i);

      g_assert_cmpuint (part->base, ==, b);
      g_assert_cmpuint (part->mine, ==, m);
      g_assert_cmpuint (part->theirs, ==, t);
      b += part->n_base;
      m += part->n_mine;
      t += part->n_theirs;
    }
  g_assert_cmpuint (b, ==, leaf_document_get_n_blocks (base));
  g_assert_cmpuint (m, ==, leaf_document_get_n_blocks (mine));
  g_assert_cmpuint (t, ==, leaf_document_get_n_blocks (theirs));
}

static gboolean
has_block (LeafDocument *document, const LeafBlock *block)
{
  for (unsigned int i = 0; i < leaf_document_get_n_blocks (document); i++)
    if (strcmp (leaf_block_get_text (leaf_document_get_block (document, i)), leaf_block_get_text (block)) == 0)
      return TRUE;
  return FALSE;
}

/* A block that one of them added or changed is in what comes out, unless its words were merged. */
static void
assert_nothing_lost (const LeafMerge *merge, LeafDocument *made, const LeafDocument *mine, const LeafDocument *theirs)
{
  for (unsigned int i = 0; i < leaf_merge_get_n_parts (merge); i++)
    {
      const LeafMergePart *part = leaf_merge_get_part (merge, i);

      if (part->merged != NULL)
        {
          g_assert_true (has_block (made, part->merged));
          continue;
        }
      if (part->kind != LEAF_MERGE_THEIRS)
        for (unsigned int j = 0; j < part->n_mine; j++)
          g_assert_true (has_block (made, leaf_document_get_block (mine, part->mine + j)));
      if (part->kind == LEAF_MERGE_THEIRS || part->kind == LEAF_MERGE_CLASH)
        for (unsigned int j = 0; j < part->n_theirs; j++)
          g_assert_true (has_block (made, leaf_document_get_block (theirs, part->theirs + j)));
    }
}

static void
test_random (void)
{
  guint32 seed = leaf_test_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  unsigned int n_clashes = 0, n_words = 0;

  g_test_message ("LEAF_TEST_SEED=%u", seed);
  for (unsigned int i = 0; i < leaf_test_rounds (300); i++)
    {
      g_autoptr (LeafDocument) base = leaf_test_random_document (rand, g_rand_int_range (rand, 1, 10));
      g_autoptr (LeafDocument) mine = change_often (rand, base);
      g_autoptr (LeafDocument) theirs = g_rand_int_range (rand, 0, 10) == 0 ? leaf_test_random_document (rand, 5) : change_often (rand, base);
      g_autoptr (LeafMerge) merge = leaf_document_merge (base, mine, theirs);
      g_autofree LeafMergeChoice *choices = g_new (LeafMergeChoice, leaf_merge_get_n_clashes (merge) + 1);
      g_autoptr (LeafDocument) made = NULL;

      assert_law (base, base, theirs, theirs);
      assert_law (base, mine, base, mine);
      assert_law (base, mine, mine, mine);
      assert_complete (merge, base, mine, theirs);
      for (unsigned int j = 0; j < leaf_merge_get_n_clashes (merge); j++)
        choices[j] = LEAF_MERGE_TAKE_BOTH;
      made = leaf_merge_make_document (merge, choices);
      leaf_test_assert_consistent (made);
      g_assert_true (leaf_document_is_well_formed (made));
      assert_nothing_lost (merge, made, mine, theirs);
      n_clashes += leaf_merge_get_n_clashes (merge);
      for (unsigned int j = 0; j < leaf_merge_get_n_parts (merge); j++)
        n_words += leaf_merge_get_part (merge, j)->merged != NULL;
    }
  g_test_message ("%u clashes, %u blocks merged by words", n_clashes, n_words);
  g_assert_cmpuint (n_clashes, >, 0);
}

/* Each changed blocks of their own: all of it is there afterwards, and nothing asks. */
static void
test_apart (void)
{
  guint32 seed = leaf_test_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("LEAF_TEST_SEED=%u", seed);
  for (unsigned int i = 0; i < leaf_test_rounds (200); i++)
    {
      g_autoptr (GString) base_html = g_string_new (NULL);
      g_autoptr (GString) mine_html = g_string_new (NULL);
      g_autoptr (GString) theirs_html = g_string_new (NULL);
      g_autoptr (GString) expected = g_string_new (NULL);

      for (int j = 0; j < 12; j++)
        {
          g_autofree char *words = g_strdup_printf ("%08x and %08x or %08x", g_rand_int (rand), g_rand_int (rand), g_rand_int (rand));
          g_autofree char *block = g_strdup_printf ("<p>%s</p>", words);
          g_autofree char *other = g_strdup_printf ("<p>%s indeed</p>", words);
          int what = j % 3 == 0 ? g_rand_int_range (rand, 0, 5) : 0;

          g_string_append (base_html, block);
          g_string_append (mine_html, what == 1 ? other : what == 2 ? "" : block);
          g_string_append (theirs_html, what == 3 ? other : what == 4 ? "" : block);
          g_string_append (expected, what == 1 || what == 3 ? other : what == 2 || what == 4 ? "" : block);
        }
      assert_merges (base_html->str, mine_html->str, theirs_html->str, expected->str);
    }
}

/* Texts that have nothing in common, and a block of very many changes, take no longer than they should. */
static void
test_large (void)
{
  g_autoptr (GString) base = g_string_new (NULL);
  g_autoptr (GString) mine = g_string_new (NULL);
  g_autoptr (GString) theirs = g_string_new (NULL);
  g_autoptr (LeafDocument) b = NULL;
  g_autoptr (LeafDocument) m = NULL;
  g_autoptr (LeafDocument) t = NULL;
  g_autoptr (LeafMerge) merge = NULL;

  for (int i = 0; i < 3000; i++)
    {
      g_string_append_printf (base, "<p>a%d b%d c d</p>", i, i);
      g_string_append_printf (mine, "<p>x%d b%d c d</p>", i, i);
      g_string_append_printf (theirs, "<p>y%d z%d</p>", i, i);
    }
  for (int i = 0; i < 20000; i++)
    {
      g_string_append_printf (base, "%d same ", i);
      g_string_append_printf (mine, "%s%d same ", i % 2 ? "m" : "", i);
      g_string_append_printf (theirs, "%s%d same ", i % 2 ? "" : "t", i);
    }
  b = read_html (base->str);
  m = read_html (mine->str);
  t = read_html (theirs->str);
  merge = leaf_document_merge (b, m, t);
  assert_complete (merge, b, m, t);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document-merge/blocks", test_blocks);
  g_test_add_func ("/document-merge/words", test_words);
  g_test_add_func ("/document-merge/clashes", test_clashes);
  g_test_add_func ("/document-merge/random", test_random);
  g_test_add_func ("/document-merge/apart", test_apart);
  g_test_add_func ("/document-merge/large", test_large);

  return g_test_run ();
}
