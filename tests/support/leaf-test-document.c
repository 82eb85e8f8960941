/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-test"

#include "config.h"

#include "leaf-test-document.h"

#include <stdlib.h>
#include <string.h>

/* What makes trouble: syntax of HTML and Markdown, spaces of all kinds, other scripts, marks. */
static const char *const pieces[] = {
  "a", "b", "word", "Moby Dick", ". ", ", ", "  ", " ", " ", " ", "\t", "\302\240", "\342\200\203", "\342\200\213",
  "<", ">", "&", "&amp;", "&nbsp;", "\"", "'", "<b>", "</p>", "<!--", "-->", "]]>", "<br>", "<script>",
  "*", "**", "_", "__", "`", "``", "~~", "#", "# ", "- ", "+ ", "1. ", "12) ", "> ", "[", "](", ")", "!", "\\",
  "---", "===", "|", "http://example.org/", "www.example.org", "a@b.c", ":-)", "\342\200\224", "\342\200\231",
  "\303\251", "e\314\201", "\327\251\327\234\327\225\327\235", "\331\205\330\261\330\255\330\250\330\247",
  "\346\234\254", "\343\201\204\343\201\204", "\360\237\223\232", "\360\237\221\251\342\200\215\360\237\222\273",
  "\342\200\256", "\342\200\217", "\357\273\277", "\302\255", "\303\237", "\360\235\224\230", "0", "7",
};

static const char *const links[] = {
  "https://example.org/", "http://example.org/a?b=c&d=%20#e", "mailto:reader@example.org",
  "HTTPS://Example.ORG/\"quoted\"", "https://example.org/<tag>", "https://example.org/a_(b)",
  "https://b\303\274cher.example/\346\234\254", "https://example.org/a*b_c[d]\\e",
};

/**
 * leaf_test_seed:
 *
 * Gets the seed of a random trial: `LEAF_TEST_SEED` if set, to repeat one that failed, else a new one.
 * Print it.
 */
guint32
leaf_test_seed (void)
{
  const char *wanted = g_getenv ("LEAF_TEST_SEED");

  return wanted != NULL ? (guint32) strtoul (wanted, NULL, 10) : g_random_int ();
}

/**
 * leaf_test_rounds:
 * @n_rounds: how often a random trial is repeated each time the tests run
 *
 * Returns: @n_rounds, times `FLYLEAF_TEST_ROUNDS` where that is set
 */
unsigned int
leaf_test_rounds (unsigned int n_rounds)
{
  const char *factor = g_getenv ("FLYLEAF_TEST_ROUNDS");

  return factor != NULL ? n_rounds * MAX (1, (unsigned int) atoi (factor)) : n_rounds;
}

/**
 * leaf_test_random_text:
 * @n_chars: about how many characters
 *
 * Returns: (transfer full): text of one line that is hard on readers and writers
 */
char *
leaf_test_random_text (GRand *rand, unsigned int n_chars)
{
  GString *text = g_string_new (NULL);

  while (text->len < n_chars)
    {
      if (g_rand_int_range (rand, 0, 3) > 0)
        g_string_append (text, g_rand_boolean (rand) ? "lorem " : "ipsum");
      else
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
    }
  return g_string_free (text, FALSE);
}

/**
 * leaf_test_random_text_style:
 * @style: (out caller-allocates): a random look; release the link
 */
void
leaf_test_random_text_style (GRand *rand, LeafTextStyle *style)
{
  style->marks = LEAF_MARK_NONE;
  style->link = NULL;
  if (g_rand_boolean (rand))
    style->marks = 1 << g_rand_int_range (rand, 0, LEAF_N_MARKS);
  if (g_rand_int_range (rand, 0, 6) == 0)
    style->marks |= g_rand_int_range (rand, 0, 1 << LEAF_N_MARKS);
  if (g_rand_int_range (rand, 0, 6) == 0)
    style->link = g_ref_string_new (links[g_rand_int_range (rand, 0, G_N_ELEMENTS (links))]);
}

/**
 * leaf_test_random_block_style:
 * @style: (out caller-allocates): a random kind of block; clear it
 */
void
leaf_test_random_block_style (GRand *rand, LeafBlockStyle *style)
{
  *style = (LeafBlockStyle) { LEAF_BLOCK_PARAGRAPH, 0, NULL, NULL };
  if (g_rand_int_range (rand, 0, 4) == 0)
    return;

  style->kind = g_rand_int_range (rand, LEAF_BLOCK_PARAGRAPH, LEAF_N_BLOCK_KINDS);
  if (style->kind == LEAF_BLOCK_HEADING)
    style->level = g_rand_int_range (rand, 2, 5);
  else if (style->kind == LEAF_BLOCK_BULLET || style->kind == LEAF_BLOCK_NUMBERED)
    style->level = g_rand_boolean (rand) ? 0 : g_rand_int_range (rand, 0, LEAF_BLOCK_MAX_DEPTH + 1);
  else if (style->kind == LEAF_BLOCK_RATING)
    style->level = g_rand_int_range (rand, 0, LEAF_RATING_MAX + 1);
  else if (style->kind == LEAF_BLOCK_FIGURE)
    {
      style->picture = g_strdup_printf ("%016x%016x%016x%016x", g_rand_int (rand), g_rand_int (rand),
                                        g_rand_int (rand), g_rand_int (rand));
      style->alt = g_rand_boolean (rand) ? leaf_test_random_text (rand, 12) : NULL;
    }
}

/* No space at the ends and no two in a row: text whose white space no format changes. */
static void
tidy_spaces (char *text)
{
  char *out = text;

  for (const char *p = text; *p != '\0'; p++)
    if ((*p != ' ' && *p != '\t') || (out > text && out[-1] != ' ' && p[1] != '\0'))
      *out++ = *p == '\t' ? ' ' : *p;
  *out = '\0';
  g_strchomp (text);
}

/**
 * leaf_test_random_document:
 * @size: the number of blocks
 *
 * Makes a well-formed document in which everything a document can hold stands beside everything else.
 *
 * Returns: (transfer full): the document
 */
LeafDocument *
leaf_test_random_document (GRand *rand, unsigned int size)
{
  LeafDocument *document = leaf_document_new ();

  for (unsigned int i = 0; i < size; i++)
    {
      LeafBlockStyle block;
      unsigned int n_runs = g_rand_int_range (rand, 0, 5);
      gboolean tidy = g_rand_boolean (rand);

      leaf_test_random_block_style (rand, &block);
      leaf_document_append_block (document, &block);
      if (block.kind == LEAF_BLOCK_FIGURE || block.kind == LEAF_BLOCK_DIVIDER)
        leaf_document_append_text (document, LEAF_OBJECT_STRING, -1, NULL);
      for (unsigned int j = 0; j < n_runs && block.kind != LEAF_BLOCK_DIVIDER; j++)
        {
          g_autofree char *text = leaf_test_random_text (rand, g_rand_int_range (rand, 0, 20));
          LeafTextStyle style;

          if (tidy)
            tidy_spaces (text);
          leaf_test_random_text_style (rand, &style);
          leaf_document_append_text (document, text, -1, &style);
          g_clear_pointer (&style.link, g_ref_string_release);
        }
      leaf_block_style_clear (&block);
    }
  return document;
}

static char *
describe (LeafDocument *document, unsigned int index)
{
  const LeafBlock *block;
  const LeafBlockStyle *style;
  const LeafSpan *spans;
  unsigned int n_spans;
  GString *text;

  if (index >= leaf_document_get_n_blocks (document))
    return g_strdup ("none");
  block = leaf_document_get_block (document, index);
  style = leaf_block_get_style (block);
  text = g_string_new (NULL);
  g_string_printf (text, "kind %d level %u picture %s alt '%s' text '%s' spans", style->kind, style->level,
                   style->picture, style->alt, leaf_block_get_text (block));
  spans = leaf_block_get_spans (block, &n_spans);
  for (unsigned int i = 0; i < n_spans; i++)
    g_string_append_printf (text, " %u:%02x:%s", spans[i].n_chars, spans[i].style.marks,
                            spans[i].style.link != NULL ? spans[i].style.link : "");
  return g_string_free (text, FALSE);
}

/**
 * leaf_test_assert_same_document:
 *
 * Fails with the first block that differs.
 */
void
leaf_test_assert_same_document (LeafDocument *actual, LeafDocument *expected)
{
  unsigned int n_blocks = MAX (leaf_document_get_n_blocks (actual), leaf_document_get_n_blocks (expected));

  if (leaf_document_equal (actual, expected))
    return;
  for (unsigned int i = 0; i < n_blocks; i++)
    {
      g_autofree char *a = describe (actual, i);
      g_autofree char *b = describe (expected, i);

      if (strcmp (a, b) != 0)
        {
          g_autofree char *message = g_strdup_printf ("block %u is\n%s\nand should be\n%s", i, a, b);

          g_assertion_message (G_LOG_DOMAIN, __FILE__, __LINE__, G_STRFUNC, message);
        }
    }
  g_assert_not_reached ();
}

/**
 * leaf_test_assert_consistent:
 *
 * Checks what must hold in any document: spans that cover each text, none empty, no equal neighbours;
 * lengths and places that agree with the text.
 */
void
leaf_test_assert_consistent (LeafDocument *document)
{
  unsigned int offset = 0;

  for (unsigned int i = 0; i < leaf_document_get_n_blocks (document); i++)
    {
      const LeafBlock *block = leaf_document_get_block (document, i);
      unsigned int length = leaf_block_get_length (block);
      unsigned int n_spans, covered = 0, column;
      const LeafSpan *spans = leaf_block_get_spans (block, &n_spans);

      g_assert_true (g_utf8_validate (leaf_block_get_text (block), -1, NULL));
      g_assert_cmpint (g_utf8_strlen (leaf_block_get_text (block), -1), ==, length);
      for (unsigned int j = 0; j < n_spans; j++)
        {
          g_assert_cmpuint (spans[j].n_chars, >, 0);
          g_assert_false (j > 0 && leaf_text_style_equal (&spans[j - 1].style, &spans[j].style));
          covered += spans[j].n_chars;
        }
      g_assert_cmpuint (covered, ==, length);
      g_assert_cmpuint (leaf_document_get_block_start (document, i), ==, offset);
      g_assert_cmpuint (leaf_document_locate (document, offset + length, &column), ==, i);
      g_assert_cmpuint (column, ==, length);
      offset += length + 1;
    }
  g_assert_cmpuint (leaf_document_get_length (document), ==, offset - 1);
}
