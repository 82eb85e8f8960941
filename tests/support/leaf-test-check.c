/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-test"

#include "config.h"

#include "leaf-test-check.h"

#include "leaf-test-post.h"

#include <string.h>

void
leaf_test_check_add_size (GHashTable *pictures, const char *sha256, int width, int height)
{
  LeafPostSize *size = g_new0 (LeafPostSize, 1);

  size->width = width;
  size->height = height;
  g_hash_table_insert (pictures, g_strdup (sha256), size);
}

void
leaf_test_check_set_up (LeafTestCheck *check, gconstpointer unused)
{
  check->source = leaf_test_post_source ();
  check->book = g_ptr_array_index (check->source->books, 0);
  leaf_book_set_id (check->book, 7);
  check->facts = leaf_post_facts_new ();
  check->facts->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  leaf_test_check_add_size (check->facts->pictures, LEAF_TEST_COVER, 600, 900);
  leaf_test_check_add_size (check->facts->pictures, LEAF_TEST_FIGURE, 320, 200);
  leaf_test_check_add_size (check->facts->pictures, LEAF_TEST_OTHER_PICTURE, 320, 200);
}

void
leaf_test_check_tear_down (LeafTestCheck *check, gconstpointer unused)
{
  leaf_post_source_free (check->source);
  leaf_post_facts_free (check->facts);
}

/* A review of one block, or of those that follow. */
LeafDocument *
leaf_test_check_write_review (LeafTestCheck *check, LeafBlockKind kind, unsigned int level, const char *text)
{
  g_autoptr (LeafDocument) document = leaf_document_new ();

  leaf_test_append (document, kind, level, text);
  leaf_review_set_document (check->source->review, document);

  return document;
}

LeafDocument *
leaf_test_check_write_words (LeafTestCheck *check, const char *text)
{
  return leaf_test_check_write_review (check, LEAF_BLOCK_PARAGRAPH, 0, text);
}

void
leaf_test_check_append_figure (LeafDocument *document, const char *picture, const char *alt, const char *caption)
{
  LeafBlockStyle style = { .kind = LEAF_BLOCK_FIGURE, .picture = (char *) picture, .alt = (char *) alt };

  leaf_document_append_block (document, &style);
  leaf_document_append_text (document, LEAF_OBJECT_STRING, -1, &(LeafTextStyle) { 0 });
  leaf_document_append_text (document, caption, -1, &(LeafTextStyle) { 0 });
}

/* The first problem of a kind; NULL when there is none. */
LeafPostProblem *
leaf_test_check_find (LeafTestCheck *check, LeafProblemKind kind)
{
  g_autoptr (GPtrArray) problems = leaf_post_check (check->source, check->facts);
  LeafPostProblem *found = NULL;

  for (unsigned int i = 0; i < problems->len && found == NULL; i++)
    {
      LeafPostProblem *problem = g_ptr_array_index (problems, i);

      g_assert_true (g_utf8_validate (problem->sentence, -1, NULL));
      g_assert_null (strchr (problem->sentence, '\n'));
      if (problem->kind == kind)
        {
          found = problem;
          problems->pdata[i] = NULL;
        }
    }

  return found;
}

void
leaf_test_check_assert_found (LeafTestCheck *check, LeafProblemKind kind, LeafSeverity severity, LeafFix fix, const char *words)
{
  g_autoptr (LeafPostProblem) problem = leaf_test_check_find (check, kind);

  g_assert_nonnull (problem);
  g_assert_cmpint (problem->severity, ==, severity);
  g_assert_cmpint (problem->fix, ==, fix);
  if (strstr (problem->sentence, words) == NULL)
    g_error ("“%s” does not say “%s”", problem->sentence, words);
}

void
leaf_test_check_assert_none (LeafTestCheck *check, LeafProblemKind kind)
{
  g_autoptr (LeafPostProblem) problem = leaf_test_check_find (check, kind);

  if (problem != NULL)
    g_error ("%s", problem->sentence);
}

/* The words of the review that a problem points at. */
void
leaf_test_check_assert_place (LeafTestCheck *check, LeafProblemKind kind, const char *words)
{
  g_autoptr (LeafPostProblem) problem = leaf_test_check_find (check, kind);
  LeafDocument *document = leaf_review_get_document (check->source->review);
  g_autofree char *text = leaf_document_get_text (document, problem->offset, problem->offset + problem->length);

  g_assert_cmpstr (text, ==, words);
  g_assert_cmpuint (leaf_document_locate (document, problem->offset, NULL), ==, problem->block);
}
