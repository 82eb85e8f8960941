/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-document.h"
#include "leaf-test-document.h"

static LeafDocument *
document_from_words (unsigned int n_blocks)
{
  LeafDocument *document = leaf_document_new ();

  for (unsigned int i = 0; i < n_blocks; i++)
    {
      g_autofree char *text = g_strdup_printf ("Block number %u", i);

      leaf_document_append_block (document, NULL);
      leaf_document_append_text (document, text, -1, NULL);
    }
  return document;
}

static void
test_new (void)
{
  g_autoptr (LeafDocument) document = leaf_document_new ();
  const LeafBlockStyle heading = { LEAF_BLOCK_HEADING, 9, NULL, NULL };
  const LeafBlockStyle figure = { LEAF_BLOCK_FIGURE, 3, (char *) "f00", (char *) "" };

  g_assert_cmpuint (leaf_document_get_n_blocks (document), ==, 1);
  g_assert_cmpuint (leaf_document_get_length (document), ==, 0);
  g_assert_true (leaf_document_is_empty (document));

  leaf_document_append_block (document, &heading);
  leaf_document_append_text (document, "Title", -1, NULL);
  leaf_document_append_block (document, &figure);
  g_assert_cmpuint (leaf_document_get_n_blocks (document), ==, 2);
  g_assert_cmpuint (leaf_document_get_length (document), ==, 6);
  g_assert_false (leaf_document_is_empty (document));
  g_assert_cmpuint (leaf_block_get_style (leaf_document_get_block (document, 0))->level, ==, 4);
  g_assert_cmpuint (leaf_block_get_style (leaf_document_get_block (document, 1))->level, ==, 0);
  g_assert_null (leaf_block_get_style (leaf_document_get_block (document, 1))->alt);
  g_assert_false (leaf_document_is_well_formed (document));
  leaf_test_assert_consistent (document);
}

static void
test_append (void)
{
  g_autoptr (LeafDocument) document = leaf_document_new ();
  const LeafBlockStyle bullet = { LEAF_BLOCK_BULLET, 1, NULL, NULL };
  const LeafTextStyle bold = { LEAF_MARK_BOLD, NULL };
  const LeafTextStyle unsafe = { LEAF_MARK_BOLD | 4096, (GRefString *) "javascript:alert(1)" };
  g_autofree char *text = NULL;
  const LeafSpan *spans;
  unsigned int n_spans;

  leaf_document_append_block (document, &bullet);
  leaf_document_append_text (document, "a\001b" LEAF_OBJECT_STRING "c\302\205\357\277\276", -1, &bold);
  leaf_document_append_text (document, "d", -1, &unsafe);
  leaf_document_append_text (document, "e\r\nf\rg\342\200\250h\342\200\251i\nj", -1, NULL);
  text = leaf_document_get_text (document, 0, G_MAXUINT);
  g_assert_cmpstr (text, ==, "abcde\nf\ng\nh\ni\nj");
  spans = leaf_block_get_spans (leaf_document_get_block (document, 0), &n_spans);
  g_assert_cmpuint (n_spans, ==, 2);
  g_assert_cmpuint (spans[0].n_chars, ==, 4);
  g_assert_cmpuint (spans[0].style.marks, ==, LEAF_MARK_BOLD);
  g_assert_null (spans[0].style.link);
  for (unsigned int i = 0; i < 6; i++)
    g_assert_cmpint (leaf_block_get_style (leaf_document_get_block (document, i))->kind, ==, LEAF_BLOCK_BULLET);
  leaf_test_assert_consistent (document);
}

static void
test_objects (void)
{
  g_autoptr (LeafDocument) document = leaf_document_new ();
  const LeafBlockStyle figure = { LEAF_BLOCK_FIGURE, 0, (char *) "f00", NULL };
  const LeafTextStyle bold = { LEAF_MARK_BOLD, NULL };
  g_autoptr (GArray) spans = NULL;

  leaf_document_append_block (document, &figure);
  leaf_document_append_text (document, LEAF_OBJECT_STRING "A caption", -1, &bold);
  leaf_document_change_marks (document, 0, G_MAXUINT, LEAF_MARK_ITALIC, LEAF_MARK_NONE);
  g_assert_cmpuint (leaf_document_get_style_at (document, 0).marks, ==, LEAF_MARK_NONE);
  g_assert_cmpuint (leaf_document_get_style_at (document, 1).marks, ==, LEAF_MARK_BOLD | LEAF_MARK_ITALIC);
  spans = leaf_document_get_spans (document, 0, 10);
  g_assert_cmpuint (spans->len, ==, 2);
}

/* The law of undo: the inverse of a replacement is the replacement by what was there. */
static void
test_replace (void)
{
  guint32 seed = leaf_test_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  unsigned int n_rounds = leaf_test_rounds (300);

  g_test_message ("LEAF_TEST_SEED=%u", seed);
  for (unsigned int i = 0; i < n_rounds; i++)
    {
      g_autoptr (LeafDocument) document = leaf_test_random_document (rand, g_rand_int_range (rand, 0, 12));

      for (unsigned int j = 0; j < 20; j++)
        {
          g_autoptr (LeafDocument) fragment = leaf_test_random_document (rand, g_rand_int_range (rand, 0, 4));
          g_autoptr (LeafDocument) before = leaf_document_copy (document);
          g_autoptr (LeafDocument) gone = NULL;
          g_autoptr (LeafDocument) back = NULL;
          g_autofree char *head = NULL, *middle = NULL, *tail = NULL, *text = NULL, *expected = NULL;
          unsigned int length = leaf_document_get_length (document);
          unsigned int start = g_rand_int_range (rand, 0, length + 1);
          unsigned int end = g_rand_int_range (rand, start, MIN (length, start + 30) + 1);

          gone = leaf_document_slice (document, start, end);
          leaf_test_assert_consistent (gone);
          head = leaf_document_get_text (document, 0, start);
          middle = leaf_document_get_text (fragment, 0, G_MAXUINT);
          tail = leaf_document_get_text (document, end, G_MAXUINT);
          leaf_document_replace (document, start, end, fragment);
          leaf_test_assert_consistent (document);
          text = leaf_document_get_text (document, 0, G_MAXUINT);
          expected = g_strconcat (head, middle, tail, NULL);
          g_assert_cmpstr (text, ==, expected);

          back = leaf_document_copy (document);
          leaf_document_replace (back, start, start + leaf_document_get_length (fragment), gone);
          leaf_test_assert_same_document (back, before);
        }
    }
}

static void
test_replace_itself (void)
{
  g_autoptr (LeafDocument) document = document_from_words (2);
  g_autofree char *text = NULL;

  leaf_document_replace (document, 5, 5, document);
  text = leaf_document_get_text (document, 0, G_MAXUINT);
  g_assert_cmpstr (text, ==, "BlockBlock number 0\nBlock number 1 number 0\nBlock number 1");
}

static void
test_restyle (void)
{
  guint32 seed = leaf_test_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  unsigned int n_rounds = leaf_test_rounds (500);

  g_test_message ("LEAF_TEST_SEED=%u", seed);
  for (unsigned int i = 0; i < n_rounds; i++)
    {
      g_autoptr (LeafDocument) document = leaf_test_random_document (rand, 6);
      g_autoptr (LeafDocument) before = leaf_document_copy (document);
      g_autoptr (GArray) spans = NULL;
      unsigned int length = leaf_document_get_length (document);
      unsigned int start = g_rand_int_range (rand, 0, length + 1);
      unsigned int end = g_rand_int_range (rand, start, length + 1);
      LeafMarks add = g_rand_int_range (rand, 0, 64);

      spans = leaf_document_get_spans (document, start, end);
      leaf_document_change_marks (document, start, end, add, g_rand_int_range (rand, 0, 64));
      if (g_rand_boolean (rand))
        leaf_document_set_link (document, start, end, g_rand_boolean (rand) ? "https://example.org/" : "vbscript:x");
      leaf_test_assert_consistent (document);
      for (unsigned int j = start; j < end; j++)
        {
          g_autofree char *c = leaf_document_get_text (document, j, j + 1);

          if (g_strcmp0 (c, "\n") != 0 && g_strcmp0 (c, LEAF_OBJECT_STRING) != 0)
            g_assert_cmpuint (leaf_document_get_style_at (document, j).marks & add, ==, add);
        }
      leaf_document_set_spans (document, start, (const LeafSpan *) (gpointer) spans->data, spans->len);
      leaf_test_assert_same_document (document, before);
    }
}

static void
test_locate_large (void)
{
  g_autoptr (LeafDocument) document = document_from_words (10000);
  g_autoptr (LeafDocument) letter = leaf_document_new ();
  unsigned int middle = leaf_document_get_block_start (document, 5000);
  gint64 begin, time;

  leaf_document_append_text (letter, "x", -1, NULL);
  leaf_test_assert_consistent (document);

  begin = g_get_monotonic_time ();
  for (unsigned int i = 0; i < 20000; i++)
    {
      leaf_document_replace (document, middle + i, middle + i, letter);
      g_assert_cmpuint (leaf_document_locate (document, middle + i, NULL), ==, 5000);
    }
  time = g_get_monotonic_time () - begin;
  g_test_message ("20,000 letters typed among 10,000 blocks in %" G_GINT64_FORMAT " ms", time / 1000);
  /* Walking 5,000 blocks a letter would take some hundred times as long as a memmove of the line. */
  g_assert_cmpint (time, <, 5 * G_USEC_PER_SEC);
  leaf_test_assert_consistent (document);
}

static void
test_words (void)
{
  static const struct {
    const char *text;
    unsigned int n_words;
  } cases[] = {
    { "", 0 },
    { " \t \302\240", 0 },
    { "Call me Ishmael.", 3 },
    { "don't well-read 3.5 l\342\200\231\303\251t\303\251", 4 },
    { "one \342\200\224 two\342\200\224three - four & five", 5 },
    { "two\nblocks", 2 },
    { "\346\234\254\343\202\222\350\252\255\343\202\200", 4 },
    { "iPhone\346\234\254 ok", 3 },
    { "\355\225\234\352\265\255\354\226\264 \354\261\205", 2 },
    { "\327\251\327\234\327\225\327\235 \331\205\330\261\330\255\330\250\330\247", 2 },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LeafDocument) document = leaf_document_new ();

      leaf_document_append_text (document, cases[i].text, -1, NULL);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (leaf_document_count_words (document), ==, cases[i].n_words);
      leaf_document_append_text (document, " more", -1, NULL);
      g_assert_cmpuint (leaf_document_count_words (document), ==, cases[i].n_words + 1);
    }
}

static void
test_boxed (void)
{
  g_autoptr (LeafDocument) document = document_from_words (1);
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, LEAF_TYPE_DOCUMENT);
  g_value_set_boxed (&value, document);
  g_assert_true (g_value_get_boxed (&value) == document);
}

static void
test_count (void)
{
  g_autoptr (LeafDocument) document = leaf_document_new ();
  const LeafBlockStyle figure = { LEAF_BLOCK_FIGURE, 0, (char *) "f00", NULL };
  LeafTextCounts counts;

  leaf_document_append_text (document, "“Is it well-read?” she asked. Yes… 3.5 stars!", -1, NULL);
  leaf_document_append_block (document, &figure);
  leaf_document_append_text (document, LEAF_OBJECT_STRING "A caption", -1, NULL);
  leaf_document_append_block (document, NULL);
  leaf_document_append_text (document, "我。你！", -1, NULL);

  leaf_document_count (document, 0, G_MAXUINT, &counts);
  g_assert_cmpuint (counts.n_words, ==, leaf_document_count_words (document));
  g_assert_cmpuint (counts.n_words, ==, 12);
  g_assert_cmpuint (counts.n_characters, ==, 45 + 9 + 4);
  g_assert_cmpuint (counts.n_spaces, ==, 8);
  g_assert_cmpuint (counts.n_sentences, ==, 4 + 1 + 2);
  g_assert_cmpuint (counts.n_paragraphs, ==, 3);

  /* "it well-read?" and, over the edge of a block, "stars!", the picture and "A". */
  leaf_document_count (document, 4, 17, &counts);
  g_assert_cmpuint (counts.n_words, ==, 2);
  g_assert_cmpuint (counts.n_characters, ==, 13);
  g_assert_cmpuint (counts.n_sentences, ==, 1);
  leaf_document_count (document, 39, 48, &counts);
  g_assert_cmpuint (counts.n_words, ==, 2);
  g_assert_cmpuint (counts.n_characters, ==, 7);
  g_assert_cmpuint (counts.n_paragraphs, ==, 2);

  /* What was remembered is forgotten with the text. */
  leaf_document_append_text (document, "我", -1, NULL);
  leaf_document_count (document, 0, G_MAXUINT, &counts);
  g_assert_cmpuint (counts.n_words, ==, 13);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/new", test_new);
  g_test_add_func ("/document/append", test_append);
  g_test_add_func ("/document/objects", test_objects);
  g_test_add_func ("/document/replace", test_replace);
  g_test_add_func ("/document/replace-itself", test_replace_itself);
  g_test_add_func ("/document/restyle", test_restyle);
  g_test_add_func ("/document/locate-large", test_locate_large);
  g_test_add_func ("/document/words", test_words);
  g_test_add_func ("/document/boxed", test_boxed);
  g_test_add_func ("/document/count", test_count);

  return g_test_run ();
}
