/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What two versions of a text have in common, and what not. */

#include "config.h"

#include "leaf-document-compare.h"
#include "leaf-document-html.h"
#include "leaf-test-document.h"

#define N_TRIALS 400

static LeafDocument *
read_html (const char *html)
{
  g_autoptr (GError) error = NULL;
  LeafDocument *document = leaf_document_new_from_html (html, -1, &error);

  g_assert_no_error (error);
  return document;
}

/* Takes characters of one block out of a document, with their looks, and puts them at the end of another. */
static void
append_piece (LeafDocument *target, const LeafDocument *source, unsigned int index, unsigned int start, unsigned int n_chars)
{
  unsigned int offset = leaf_document_get_block_start (source, index) + start;
  g_autoptr (LeafDocument) piece = leaf_document_slice (source, offset, offset + n_chars);
  unsigned int end = leaf_document_get_length (target);
  unsigned int last = leaf_document_get_n_blocks (target) - 1;

  g_assert_cmpuint (leaf_document_get_n_blocks (piece), ==, 1);
  leaf_document_set_block_style (piece, 0, leaf_block_get_style (leaf_document_get_block (target, last)));
  leaf_document_replace (target, end, end, piece);
}

/* The kinds that say what a block is made of cannot be changed afterwards, so each is made as what it will be. */
static void
append_block (LeafDocument *target, const LeafDocument *source, unsigned int index, gboolean with_text)
{
  unsigned int start = leaf_document_get_block_start (source, index);
  const LeafBlock *block = leaf_document_get_block (source, index);

  leaf_document_append_block (target, leaf_block_get_style (block));
  if (with_text)
    {
      g_autoptr (LeafDocument) piece = leaf_document_slice (source, start, start + leaf_block_get_length (block));
      unsigned int end = leaf_document_get_length (target);

      leaf_document_replace (target, end, end, piece);
    }
}

/* Makes `b` out of `a`, taking from `b` only what is said to be new there; checks on the way that every block and
 * every character of both is named once and in order. */
static LeafDocument *
apply (const LeafDocument *a, const LeafDocument *b, GPtrArray *changes)
{
  LeafDocument *result = leaf_document_new ();
  unsigned int next_a = 0, next_b = 0;

  for (unsigned int i = 0; i < changes->len; i++)
    {
      const LeafCompareBlock *change = g_ptr_array_index (changes, i);

      g_assert_cmpuint (change->a, ==, next_a);
      g_assert_cmpuint (change->b, ==, next_b);
      g_assert_true ((change->kind == LEAF_COMPARE_CHANGED) == (change->spans != NULL));
      switch (change->kind)
        {
        case LEAF_COMPARE_SAME:
          append_block (result, a, change->a, TRUE);
          next_a++, next_b++;
          break;
        case LEAF_COMPARE_ADDED:
          append_block (result, b, change->b, TRUE);
          next_b++;
          break;
        case LEAF_COMPARE_REMOVED:
          next_a++;
          break;
        case LEAF_COMPARE_CHANGED:
        default:
          {
            unsigned int a_chars = 0, b_chars = 0;

            append_block (result, change->style_changed ? b : a, change->style_changed ? change->b : change->a, FALSE);
            for (unsigned int j = 0; j < change->spans->len; j++)
              {
                const LeafCompareSpan *span = &g_array_index (change->spans, LeafCompareSpan, j);

                g_assert_cmpuint (span->a_start, ==, a_chars);
                g_assert_cmpuint (span->b_start, ==, b_chars);
                g_assert_true ((span->kind == LEAF_COMPARE_ADDED) == (span->a_chars == 0));
                g_assert_true ((span->kind == LEAF_COMPARE_REMOVED) == (span->b_chars == 0));
                a_chars += span->a_chars;
                b_chars += span->b_chars;
                if (span->kind == LEAF_COMPARE_SAME)
                  append_piece (result, a, change->a, span->a_start, span->a_chars);
                else if (span->kind != LEAF_COMPARE_REMOVED)
                  append_piece (result, b, change->b, span->b_start, span->b_chars);
              }
            g_assert_cmpuint (a_chars, ==, leaf_block_get_length (leaf_document_get_block (a, change->a)));
            g_assert_cmpuint (b_chars, ==, leaf_block_get_length (leaf_document_get_block (b, change->b)));
            next_a++, next_b++;
          }
        }
    }
  g_assert_cmpuint (next_a, ==, leaf_document_get_n_blocks (a));
  g_assert_cmpuint (next_b, ==, leaf_document_get_n_blocks (b));
  return result;
}

static void
assert_applies (const LeafDocument *a, LeafDocument *b)
{
  g_autoptr (GPtrArray) changes = leaf_document_compare (a, b);
  g_autoptr (LeafDocument) made = apply (a, b, changes);

  leaf_test_assert_same_document (made, b);
}

/* Replacing the range that leaf_document_get_changed_range() names gives the other document. */
static void
assert_range (const LeafDocument *a, LeafDocument *b)
{
  g_autoptr (LeafDocument) made = leaf_document_copy (a);
  g_autoptr (LeafDocument) fragment = NULL;
  unsigned int first, n_a, n_b, start, from, a_end, b_end;

  if (!leaf_document_get_changed_range (a, b, &first, &n_a, &n_b))
    {
      g_assert_true (leaf_document_equal (a, b));
      return;
    }
  g_assert_false (leaf_document_equal (a, b));
  start = leaf_document_get_block_start (a, first);
  a_end = leaf_document_get_block_start (a, first + n_a - 1) +
          leaf_block_get_length (leaf_document_get_block (a, first + n_a - 1));
  from = leaf_document_get_block_start (b, first);
  b_end = leaf_document_get_block_start (b, first + n_b - 1) +
          leaf_block_get_length (leaf_document_get_block (b, first + n_b - 1));
  fragment = leaf_document_slice (b, from, b_end);
  leaf_document_replace (made, start, a_end, fragment);
  leaf_test_assert_same_document (made, b);
}

/* As a writer changes a text: words here and there, looks, kinds, blocks that go, come and move. */
static void
change_somewhere (GRand *rand, LeafDocument *document)
{
  unsigned int length = leaf_document_get_length (document);
  unsigned int start = g_rand_int_range (rand, 0, length + 1);
  unsigned int end = MIN (length, start + g_rand_int_range (rand, 0, 30));
  g_autoptr (LeafDocument) piece = NULL;

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      leaf_document_change_marks (document, start, end, 1 << g_rand_int_range (rand, 0, LEAF_N_MARKS), 0);
      break;
    case 1:
      piece = leaf_test_random_document (rand, g_rand_int_range (rand, 1, 4));
      leaf_document_append_block (document, NULL);
      length = leaf_document_get_length (document);
      leaf_document_replace (document, length, length, piece);
      break;
    case 2:
      {
        unsigned int index = g_rand_int_range (rand, 0, leaf_document_get_n_blocks (document));
        unsigned int from = leaf_document_get_block_start (document, index);
        unsigned int to = from + leaf_block_get_length (leaf_document_get_block (document, index));

        piece = leaf_test_random_document (rand, g_rand_int_range (rand, 1, 4));
        leaf_document_replace (document, from, to, piece);
      }
      break;
    case 3:
    default:
      {
        unsigned int index = g_rand_int_range (rand, 0, leaf_document_get_n_blocks (document));
        const LeafBlock *block = leaf_document_get_block (document, index);
        g_autofree char *text = leaf_test_random_text (rand, g_rand_int_range (rand, 1, 15));
        unsigned int from;

        if (leaf_block_get_style (block)->kind == LEAF_BLOCK_FIGURE || leaf_block_get_style (block)->kind == LEAF_BLOCK_DIVIDER)
          return;
        from = leaf_document_get_block_start (document, index) + g_rand_int_range (rand, 0, leaf_block_get_length (block) + 1);
        piece = leaf_document_new ();
        leaf_document_append_block (piece, leaf_block_get_style (block));
        leaf_document_append_text (piece, text, -1, NULL);
        leaf_document_replace (document, from, from, piece);
      }
      break;
    }
}

static void
test_trials (void)
{
  guint32 seed = leaf_test_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  unsigned int n_trials = leaf_test_rounds (N_TRIALS);

  g_test_message ("seed %u", seed);
  for (unsigned int i = 0; i < n_trials; i++)
    {
      g_autoptr (LeafDocument) a = leaf_test_random_document (rand, g_rand_int_range (rand, 1, 30));
      g_autoptr (LeafDocument) b = leaf_document_copy (a);
      g_autoptr (LeafDocument) other = leaf_test_random_document (rand, g_rand_int_range (rand, 1, 30));

      for (int j = g_rand_int_range (rand, 0, 12); j > 0; j--)
        change_somewhere (rand, b);
      assert_applies (a, b);
      assert_applies (b, a);
      assert_applies (a, other);
      assert_range (a, b);
      assert_range (b, a);
      assert_range (a, other);
    }
}

static char *
describe (const char *before, const char *after)
{
  g_autoptr (LeafDocument) a = read_html (before);
  g_autoptr (LeafDocument) b = read_html (after);
  g_autoptr (GPtrArray) changes = leaf_document_compare (a, b);
  g_autoptr (LeafDocument) made = apply (a, b, changes);
  GString *text = g_string_new (NULL);

  leaf_test_assert_same_document (made, b);
  for (unsigned int i = 0; i < changes->len; i++)
    {
      const LeafCompareBlock *change = g_ptr_array_index (changes, i);

      g_string_append_c (text, "=+-~"[change->kind]);
      if (change->style_changed)
        g_string_append_c (text, '!');
      for (unsigned int j = 0; change->spans != NULL && j < change->spans->len; j++)
        {
          const LeafCompareSpan *span = &g_array_index (change->spans, LeafCompareSpan, j);
          gboolean in_b = span->kind != LEAF_COMPARE_REMOVED;
          unsigned int offset = in_b ? leaf_document_get_block_start (b, change->b) + span->b_start
                                     : leaf_document_get_block_start (a, change->a) + span->a_start;
          g_autofree char *piece = leaf_document_get_text (in_b ? b : a, offset,
                                                           offset + (in_b ? span->b_chars : span->a_chars));

          g_string_append_printf (text, "%c%s", "=+-~"[span->kind], piece);
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static void
test_examples (void)
{
  const struct
  {
    const char *a;
    const char *b;
    const char *expected;
  } examples[] = {
    { "<p>Same</p><h2>Same too</h2>", "<p>Same</p><h2>Same too</h2>", "=\n=\n" },
    { "<p>The first line of it</p>", "<p>The very first line of it</p>", "~=The +very =first line of it\n" },
    { "<p>She read it fast and well</p>", "<p>She read it slowly and well</p>", "~=She read it -fast+slowly= and well\n" },
    /* The space between two other words is no help. */
    { "<p>It was a dark stormy night</p>", "<p>It was a bright quiet night</p>",
      "~=It was a -dark stormy+bright quiet= night\n" },
    { "<p>It is good</p>", "<p>It is <strong>good</strong></p>", "~=It is ~good\n" },
    { "<p>It is good</p>", "<h2>It is good</h2>", "~!=It is good\n" },
    { "<p>One</p><p>Two</p><p>Three</p>", "<p>One</p><p>Three</p>", "=\n-\n=\n" },
    { "<p>One</p><p>Three</p>", "<p>One</p><p>Two</p><p>Three</p>", "=\n+\n=\n" },
    { "<p>Nothing in common</p>", "<p>Altogether different words</p>", "-\n+\n" },
    /* Of two new paragraphs the second is the old one. */
    { "<p>Keep this long sentence please</p>", "<p>Another one</p><p>Keep this long sentence, please</p>",
      "+\n~=Keep this long sentence+,= please\n" },
    { "<p>don’t</p>", "<p>don’t stop</p>", "~=don’t+ stop\n" },
    { "<p>本が好き</p>", "<p>本が大好き</p>", "~=本が+大=好き\n" },
    { "<p></p>", "<p>Begun</p>", "-\n+\n" },
    { "<hr>", "<hr><p>x</p>", "=\n+\n" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autofree char *found = describe (examples[i].a, examples[i].b);

      g_assert_cmpstr (found, ==, examples[i].expected);
    }
}

/* A text of a year's work, in which every line is another, and one with which it shares everything but the order:
 * both end, and soon. */
static void
test_long (void)
{
  g_autoptr (LeafDocument) a = leaf_document_new ();
  g_autoptr (LeafDocument) b = leaf_document_new ();
  g_autoptr (LeafDocument) c = leaf_document_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (int i = 0; i < 4000; i++)
    {
      g_autofree char *line = g_strdup_printf ("line %d of many %d", i, g_rand_int_range (rand, 0, 50));
      g_autofree char *other = g_strdup_printf ("row %d of more %d", i * 7, g_rand_int_range (rand, 0, 50));
      g_autofree char *shuffled = g_strdup_printf ("line %d of many %d", 3999 - i, g_rand_int_range (rand, 0, 50));

      leaf_document_append_block (a, NULL);
      leaf_document_append_text (a, line, -1, NULL);
      leaf_document_append_block (b, NULL);
      leaf_document_append_text (b, other, -1, NULL);
      leaf_document_append_block (c, NULL);
      leaf_document_append_text (c, shuffled, -1, NULL);
    }
  assert_applies (a, b);
  assert_applies (a, c);

  /* One endless block, whose words have nothing in common but are few. */
  g_clear_pointer (&a, leaf_document_unref);
  g_clear_pointer (&b, leaf_document_unref);
  a = leaf_document_new ();
  b = leaf_document_new ();
  for (int i = 0; i < 50000; i++)
    {
      leaf_document_append_text (a, g_rand_boolean (rand) ? "x " : "y ", -1, NULL);
      leaf_document_append_text (b, g_rand_boolean (rand) ? "x " : "y ", -1, NULL);
    }
  assert_applies (a, b);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document-compare/examples", test_examples);
  g_test_add_func ("/document-compare/trials", test_trials);
  g_test_add_func ("/document-compare/long", test_long);

  return g_test_run ();
}
