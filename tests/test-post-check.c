/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-test-check.h"
#include "leaf-test-post.h"

#include <string.h>

static void
test_good (LeafTestCheck *check, gconstpointer unused)
{
  g_autoptr (GPtrArray) problems = leaf_post_check (check->source, check->facts);
  const LeafPostProblem *only;

  /* "Cover" has no stars in the sample. */
  g_assert_cmpuint (problems->len, ==, 1);
  only = g_ptr_array_index (problems, 0);
  g_assert_cmpint (only->kind, ==, LEAF_PROBLEM_UNRATED);
  g_assert_cmpint (only->severity, ==, LEAF_SEVERITY_HINTS);
  g_assert_false (leaf_post_check_stops (problems));
}

static void
test_names (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (unsigned int kind = 0; kind < LEAF_N_PROBLEM_KINDS; kind++)
    g_assert_true (g_hash_table_add (seen, (gpointer) leaf_problem_kind_get_name (kind)));
  g_assert_cmpstr (leaf_severity_get_name (LEAF_SEVERITY_STOPS), ==, "stops");
}

static void
test_incomplete (LeafTestCheck *check, gconstpointer unused)
{
  g_autoptr (GPtrArray) problems = NULL;

  leaf_test_check_write_words (check, "  ");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_NO_TEXT, LEAF_SEVERITY_STOPS, LEAF_FIX_SHOW, "no text");
  leaf_test_check_write_words (check, "x");
  leaf_test_check_assert_none (check, LEAF_PROBLEM_NO_TEXT);
  leaf_test_check_assert_none (check, LEAF_PROBLEM_TEMPLATE);
  check->facts->is_template = TRUE;
  leaf_test_check_assert_found (check, LEAF_PROBLEM_TEMPLATE, LEAF_SEVERITY_WARNS, LEAF_FIX_SHOW, "that of the template");
  check->facts->is_template = FALSE;

  leaf_test_check_assert_none (check, LEAF_PROBLEM_NO_BOOK_TITLE);
  leaf_book_set_title (check->book, "");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_NO_BOOK_TITLE, LEAF_SEVERITY_STOPS, LEAF_FIX_BOOK, "no title");

  g_ptr_array_set_size (check->source->books, 0);
  leaf_test_check_assert_found (check, LEAF_PROBLEM_NO_BOOK, LEAF_SEVERITY_STOPS, LEAF_FIX_NONE, "no book");
  problems = leaf_post_check (check->source, check->facts);
  g_assert_true (leaf_post_check_stops (problems));
}

static void
test_embargo (LeafTestCheck *check, gconstpointer unused)
{
  const LeafDate day = { 2026, 10, 6 };

  check->facts->now = 1780000000; /* in May 2026 */
  leaf_test_check_assert_none (check, LEAF_PROBLEM_EMBARGO);

  leaf_book_set_embargo (check->book, &day);
  leaf_test_check_assert_found (check, LEAF_PROBLEM_EMBARGO, LEAF_SEVERITY_STOPS, LEAF_FIX_BOOK, "October 6, 2026");

  check->facts->wanted = LEAF_PUBLICATION_SCHEDULED;
  check->facts->at = leaf_book_get_embargo_end (check->book) - 1;
  leaf_test_check_assert_found (check, LEAF_PROBLEM_EMBARGO, LEAF_SEVERITY_STOPS, LEAF_FIX_BOOK, "The Moonstone");
  check->facts->at++;
  leaf_test_check_assert_none (check, LEAF_PROBLEM_EMBARGO);

  check->facts->wanted = LEAF_PUBLICATION_DRAFT;
  leaf_test_check_assert_none (check, LEAF_PROBLEM_EMBARGO);
  check->facts->is_public = TRUE;
  leaf_test_check_assert_found (check, LEAF_PROBLEM_EMBARGO, LEAF_SEVERITY_STOPS, LEAF_FIX_BOOK, "The Moonstone");

  check->facts->now = leaf_book_get_embargo_end (check->book);
  leaf_test_check_assert_none (check, LEAF_PROBLEM_EMBARGO);
}

static void
test_cover (LeafTestCheck *check, gconstpointer unused)
{
  leaf_test_check_add_size (check->facts->pictures, LEAF_TEST_COVER, 299, 450);
  leaf_test_check_assert_found (check, LEAF_PROBLEM_SMALL_COVER, LEAF_SEVERITY_WARNS, LEAF_FIX_COVER, "299 × 450");
  leaf_test_check_add_size (check->facts->pictures, LEAF_TEST_COVER, 300, 450);
  leaf_test_check_assert_none (check, LEAF_PROBLEM_SMALL_COVER);

  leaf_test_check_assert_none (check, LEAF_PROBLEM_NO_PICTURE);
  g_hash_table_remove (check->facts->pictures, LEAF_TEST_COVER);
  leaf_test_check_assert_found (check, LEAF_PROBLEM_NO_PICTURE, LEAF_SEVERITY_STOPS, LEAF_FIX_COVER, "lost");
  g_clear_pointer (&check->facts->pictures, g_hash_table_unref);
  leaf_test_check_assert_none (check, LEAF_PROBLEM_NO_PICTURE);

  leaf_test_check_assert_none (check, LEAF_PROBLEM_NO_COVER);
  leaf_book_set_cover (check->book, NULL);
  leaf_test_check_assert_found (check, LEAF_PROBLEM_NO_COVER, LEAF_SEVERITY_WARNS, LEAF_FIX_COVER, "no cover");
}

static void
test_lost_figure (LeafTestCheck *check, gconstpointer unused)
{
  g_hash_table_remove (check->facts->pictures, LEAF_TEST_FIGURE);
  leaf_test_check_assert_found (check, LEAF_PROBLEM_NO_PICTURE, LEAF_SEVERITY_STOPS, LEAF_FIX_SHOW, "lost");
}

static void
test_no_alt (LeafTestCheck *check, gconstpointer unused)
{
  LeafDocument *document = leaf_test_check_write_words (check, "Look:");
  g_autoptr (LeafPostProblem) problem = NULL;

  leaf_test_check_append_figure (document, LEAF_TEST_FIGURE, " ", "");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_NO_ALT, LEAF_SEVERITY_WARNS, LEAF_FIX_DESCRIBE, "A picture has no");
  problem = leaf_test_check_find (check, LEAF_PROBLEM_NO_ALT);
  g_assert_cmpint (problem->block, ==, 1);
  g_assert_cmpuint (problem->offset, ==, strlen ("Look:") + 1);
  g_assert_cmpuint (problem->length, ==, 1);
  g_assert_cmpstr (problem->picture, ==, LEAF_TEST_FIGURE);

  document = leaf_test_check_write_words (check, "Look:");
  leaf_test_check_append_figure (document, LEAF_TEST_FIGURE, NULL, "The Sand");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_NO_ALT, LEAF_SEVERITY_WARNS, LEAF_FIX_DESCRIBE, "“The Sand”");

  document = leaf_test_check_write_words (check, "Look:");
  leaf_test_check_append_figure (document, LEAF_TEST_FIGURE, "Grey sand", "");
  leaf_test_check_assert_none (check, LEAF_PROBLEM_NO_ALT);
}

/* By pattern, unless she gave one of her own. */
static void
test_no_cover_alt (LeafTestCheck *check, gconstpointer unused)
{
  leaf_blog_set_setting (check->source->blog, LEAF_BLOG_SETTING_COVER_ALT, "{series} {unknowable}");
  leaf_test_check_assert_none (check, LEAF_PROBLEM_NO_ALT);
  leaf_book_set_series (check->book, NULL);
  leaf_blog_set_setting (check->source->blog, LEAF_BLOG_SETTING_COVER_ALT, "{series}");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_NO_ALT, LEAF_SEVERITY_WARNS, LEAF_FIX_BOOK, "The cover of “The Moonstone”");
  leaf_book_set_cover_alt (check->book, "A yellow diamond");
  leaf_test_check_assert_none (check, LEAF_PROBLEM_NO_ALT);

  leaf_blog_set_setting (check->source->blog, LEAF_BLOG_SETTING_FEATURED_ALT, "{series}");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_NO_ALT, LEAF_SEVERITY_WARNS, LEAF_FIX_BLOG, "picture of the post");
}

static void
test_repeated_alt (LeafTestCheck *check, gconstpointer unused)
{
  LeafDocument *document = leaf_test_check_write_words (check, "Look:");

  leaf_test_check_append_figure (document, LEAF_TEST_FIGURE, "A map", "");
  leaf_test_check_append_figure (document, LEAF_TEST_FIGURE, "A map", ""); /* the same picture again */
  leaf_test_check_append_figure (document, LEAF_TEST_OTHER_PICTURE, "A map of India", "");
  leaf_test_check_assert_none (check, LEAF_PROBLEM_REPEATED_ALT);
  leaf_test_check_append_figure (document, LEAF_TEST_OTHER_PICTURE, "a  MAP.", "");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_REPEATED_ALT, LEAF_SEVERITY_WARNS, LEAF_FIX_DESCRIBE, "a  MAP.");

  document = leaf_test_check_write_words (check, "Look:");
  leaf_test_check_append_figure (document, LEAF_TEST_FIGURE, "The Moonstone Book Cover", "");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_REPEATED_ALT, LEAF_SEVERITY_WARNS, LEAF_FIX_DESCRIBE, "Book Cover");
}

static void
test_poor_alt (LeafTestCheck *check, gconstpointer unused)
{
  static const char *const poor[] = { "IMG_1234.JPG", "the-shivering-sand.webp", "dsc_0042", "Screenshot 2026.png", "image", " photo-3 " };
  static const char *const fine[] = { "Image of a yellow diamond", "A .jpg of my cat is what this is", "DSCovery", "Picture 3 of the tarot" };
  LeafDocument *document;

  for (unsigned int i = 0; i < G_N_ELEMENTS (poor); i++)
    {
      document = leaf_test_check_write_words (check, "Look:");
      leaf_test_check_append_figure (document, LEAF_TEST_FIGURE, poor[i], "");
      leaf_test_check_assert_found (check, LEAF_PROBLEM_POOR_ALT, LEAF_SEVERITY_WARNS, LEAF_FIX_DESCRIBE, poor[i]);
    }
  for (unsigned int i = 0; i < G_N_ELEMENTS (fine); i++)
    {
      document = leaf_test_check_write_words (check, "Look:");
      leaf_test_check_append_figure (document, LEAF_TEST_FIGURE, fine[i], "");
      leaf_test_check_assert_none (check, LEAF_PROBLEM_POOR_ALT);
    }

  document = leaf_test_check_write_words (check, "Look:");
  leaf_test_check_append_figure (document, LEAF_TEST_FIGURE, "The Shivering Sand", "The shivering sand.");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_POOR_ALT, LEAF_SEVERITY_HINTS, LEAF_FIX_DESCRIBE, "caption");
  document = leaf_test_check_write_words (check, "Look:");
  leaf_test_check_append_figure (document, LEAF_TEST_FIGURE, "Grey sand under clouds", "The shivering sand.");
  leaf_test_check_assert_none (check, LEAF_PROBLEM_POOR_ALT);

  leaf_book_set_cover_alt (check->book, "cover.jpg");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_POOR_ALT, LEAF_SEVERITY_WARNS, LEAF_FIX_BOOK, "cover.jpg");
}

/* What is hidden is not in the excerpt; the same words in the open are. */
static void
test_spoiler (LeafTestCheck *check, gconstpointer unused)
{
  LeafDocument *document = leaf_test_check_write_words (check, "A jewel is lost. |It was Franklin himself, asleep|, who took it.");

  leaf_test_append (document, LEAF_BLOCK_SPOILER, 0, "Godfrey had it coming.");
  leaf_test_check_assert_none (check, LEAF_PROBLEM_SPOILER);

  document = leaf_test_check_write_words (check, "All along, Godfrey had it coming, I think.");
  leaf_test_append (document, LEAF_BLOCK_SPOILER, 0, "Godfrey had it coming.");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_SPOILER, LEAF_SEVERITY_WARNS, LEAF_FIX_SPOILER, "hidden");
  leaf_test_check_assert_place (check, LEAF_PROBLEM_SPOILER, "All along, Godfrey had it coming, I think.");

  /* Not in another word, and not behind the excerpt. */
  document = leaf_test_check_write_words (check, "Godfrey had it comingling.");
  leaf_test_append (document, LEAF_BLOCK_SPOILER, 0, "Godfrey had it coming.");
  leaf_test_check_assert_none (check, LEAF_PROBLEM_SPOILER);
  document = leaf_test_check_write_words (check, "Word word word word word word word word word word word word word word word word word word word word "
                                   "word word word word word word word word word word word word word word word word word word word word "
                                   "word word word word word word word word word word word word word word word. Godfrey had it coming.");
  leaf_test_append (document, LEAF_BLOCK_SPOILER, 0, "Godfrey had it coming.");
  leaf_test_check_assert_none (check, LEAF_PROBLEM_SPOILER);
}

static void
test_spoiler_words (LeafTestCheck *check, gconstpointer unused)
{
  static const char *const told[] = { "Spoiler: the butler did it.", "SPOILERS ahead!", "(Here be spoilers.)", "Achtung, Spoiler!" };
  static const char *const fine[] = { "A spoiler-free review.", "No spoilers here.", "Without any spoilers, then.", "This is spoiler free.",
                                      "Ohne Spoiler.", "He spoiled it." };
  LeafDocument *document;

  for (unsigned int i = 0; i < G_N_ELEMENTS (told); i++)
    {
      leaf_test_check_write_words (check, told[i]);
      leaf_test_check_assert_found (check, LEAF_PROBLEM_SPOILER, LEAF_SEVERITY_WARNS, LEAF_FIX_SHOW, "speaks of spoilers");
    }
  for (unsigned int i = 0; i < G_N_ELEMENTS (fine); i++)
    {
      leaf_test_check_write_words (check, fine[i]);
      leaf_test_check_assert_none (check, LEAF_PROBLEM_SPOILER);
    }

  document = leaf_test_check_write_review (check, LEAF_BLOCK_HEADING, 2, "Spoilers");
  leaf_test_append (document, LEAF_BLOCK_PARAGRAPH, 0, "The butler did it.");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_SPOILER, LEAF_SEVERITY_WARNS, LEAF_FIX_SPOILER, "heading");
  leaf_test_check_assert_place (check, LEAF_PROBLEM_SPOILER, "The butler did it.");

  document = leaf_test_check_write_review (check, LEAF_BLOCK_HEADING, 2, "Spoilers");
  leaf_test_append (document, LEAF_BLOCK_SPOILER, 0, "The butler did it.");
  leaf_test_append (document, LEAF_BLOCK_HEADING, 2, "The rest");
  leaf_test_append (document, LEAF_BLOCK_PARAGRAPH, 0, "A good book.");
  leaf_test_check_assert_none (check, LEAF_PROBLEM_SPOILER);
}

static void
test_free_copy (LeafTestCheck *check, gconstpointer unused)
{
  static const char *const told[] = {
    "Thanks to NetGalley for this.", "I read an ARC of it.", "An eARC, in fact.", "I was sent an advance reader’s copy.",
    "This is an advance review copy.", "My review copy had typos.", "I received this book as a free copy.", "a complimentary digital copy",
    "in exchange for an honest review", "Vielen Dank für das Rezensionsexemplar!", "Reçu en service de presse.", "via Edelweiss",
  };
  static const char *const fine[] = {
    "Her arc is a fine one.", "Joan of Arc", "THE STORY ARC OF HER LIFE", "This was not a review copy.", "No ARC this time.",
    "Win a free copy below!", "An edelweiss grew there.", "A review: copy it.", "In exchange for the moonstone",
  };

  leaf_review_set_free_copy (check->source->review, FALSE);
  for (unsigned int i = 0; i < G_N_ELEMENTS (told); i++)
    {
      leaf_test_check_write_words (check, told[i]);
      leaf_test_check_assert_found (check, LEAF_PROBLEM_FREE_COPY, LEAF_SEVERITY_WARNS, LEAF_FIX_FREE_COPY, "not marked");
    }
  for (unsigned int i = 0; i < G_N_ELEMENTS (fine); i++)
    {
      leaf_test_check_write_words (check, fine[i]);
      leaf_test_check_assert_none (check, LEAF_PROBLEM_FREE_COPY);
    }

  leaf_test_check_write_words (check, "Für *NetGalley* gelesen");
  leaf_test_check_assert_place (check, LEAF_PROBLEM_FREE_COPY, "NetGalley");
  leaf_review_set_free_copy (check->source->review, TRUE);
  leaf_test_check_assert_none (check, LEAF_PROBLEM_FREE_COPY);
}

/* Her own wording is empty, or becomes so. */
static void
test_no_disclosure (LeafTestCheck *check, gconstpointer unused)
{
  leaf_blog_set_setting (check->source->blog, "affiliate-bookshop", NULL);
  leaf_blog_set_setting (check->source->blog, "affiliate-amazon", NULL);
  leaf_test_check_assert_none (check, LEAF_PROBLEM_NO_DISCLOSURE);
  leaf_blog_set_setting (check->source->blog, LEAF_BLOG_SETTING_DISCLOSURE_FREE_COPY, " ");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_NO_DISCLOSURE, LEAF_SEVERITY_WARNS, LEAF_FIX_BLOG, "free copy");
  leaf_review_set_free_copy (check->source->review, FALSE);
  leaf_test_check_assert_none (check, LEAF_PROBLEM_NO_DISCLOSURE);
}

static void
test_late_disclosure (LeafTestCheck *check, gconstpointer unused)
{
  LeafBlog *blog = check->source->blog;

  leaf_test_check_assert_none (check, LEAF_PROBLEM_LATE_DISCLOSURE);
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_DISCLOSURE, "end");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_LATE_DISCLOSURE, LEAF_SEVERITY_WARNS, LEAF_FIX_DISCLOSURE, "store links");

  /* About the free copy alone, at the end: that is where she wants it. */
  leaf_blog_set_setting (blog, "affiliate-bookshop", NULL);
  leaf_blog_set_setting (blog, "affiliate-amazon", NULL);
  leaf_test_check_assert_none (check, LEAF_PROBLEM_LATE_DISCLOSURE);

  leaf_test_check_write_words (check, "Get it at <https://www.amazon.com/dp/0140434089?tag=me-20 Amazon>.");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_LATE_DISCLOSURE, LEAF_SEVERITY_WARNS, LEAF_FIX_DISCLOSURE, "a link that you earn from");
  leaf_test_check_assert_place (check, LEAF_PROBLEM_LATE_DISCLOSURE, "Amazon");
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_DISCLOSURE, "above");
  leaf_test_check_assert_none (check, LEAF_PROBLEM_LATE_DISCLOSURE);
}

static void
test_slug (LeafTestCheck *check, gconstpointer unused)
{
  leaf_test_check_assert_none (check, LEAF_PROBLEM_SLUG);
  check->facts->slug_taken = TRUE;
  leaf_test_check_assert_found (check, LEAF_PROBLEM_SLUG, LEAF_SEVERITY_WARNS, LEAF_FIX_SLUG, "“the-moonstone-wilkie-collins-book-review”");
}

static void
test_reviewer (LeafTestCheck *check, gconstpointer unused)
{
  leaf_test_check_assert_none (check, LEAF_PROBLEM_NO_REVIEWER);
  leaf_profile_set_name (check->source->profile, " ");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_NO_REVIEWER, LEAF_SEVERITY_WARNS, LEAF_FIX_PROFILE, "your name");
}

static void
test_placeholder (LeafTestCheck *check, gconstpointer unused)
{
  leaf_blog_set_setting (check->source->blog, LEAF_BLOG_SETTING_TITLE, "{title} by {autors}");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_PLACEHOLDER, LEAF_SEVERITY_WARNS, LEAF_FIX_BLOG, "{autors}");
  leaf_review_set_title (check->source->review, "My {} book");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_PLACEHOLDER, LEAF_SEVERITY_WARNS, LEAF_FIX_TITLE, "My {} book");
  leaf_review_set_title (check->source->review, "{title} { and more }");
  leaf_test_check_assert_none (check, LEAF_PROBLEM_PLACEHOLDER);
  leaf_review_set_title (check->source->review, " {series}");
  leaf_book_set_series (check->book, NULL);
  leaf_test_check_assert_found (check, LEAF_PROBLEM_PLACEHOLDER, LEAF_SEVERITY_WARNS, LEAF_FIX_TITLE, "no title");
}

/* The book is 9780140434088, 0140434089 in the old way of counting. */
/* The book has 528 pages. */
static void
test_empty_heading (LeafTestCheck *check, gconstpointer unused)
{
  LeafDocument *document = leaf_test_check_write_review (check, LEAF_BLOCK_HEADING, 2, "Plot");

  leaf_test_append (document, LEAF_BLOCK_PARAGRAPH, 0, " ");
  leaf_test_append (document, LEAF_BLOCK_DIVIDER, 0, LEAF_OBJECT_STRING);
  leaf_test_append (document, LEAF_BLOCK_HEADING, 2, "Style");
  leaf_test_append (document, LEAF_BLOCK_PARAGRAPH, 0, "Fine.");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_EMPTY_HEADING, LEAF_SEVERITY_WARNS, LEAF_FIX_SHOW, "“Plot”");

  /* One of a lower rank, an empty one, a picture. */
  document = leaf_test_check_write_review (check, LEAF_BLOCK_HEADING, 2, "Plot");
  leaf_test_append (document, LEAF_BLOCK_HEADING, 2, " ");
  leaf_test_append (document, LEAF_BLOCK_HEADING, 3, "The middle");
  leaf_test_append (document, LEAF_BLOCK_FIGURE, 0, LEAF_OBJECT_STRING);
  leaf_test_check_assert_none (check, LEAF_PROBLEM_EMPTY_HEADING);
  leaf_test_append (document, LEAF_BLOCK_HEADING, 4, "The end");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_EMPTY_HEADING, LEAF_SEVERITY_WARNS, LEAF_FIX_SHOW, "“The end”");
  leaf_test_append (document, LEAF_BLOCK_RATING, 0, "Plot");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_EMPTY_HEADING, LEAF_SEVERITY_WARNS, LEAF_FIX_SHOW, "“The end”");
  leaf_test_append (document, LEAF_BLOCK_RATING, 3, "Style");
  leaf_test_check_assert_none (check, LEAF_PROBLEM_EMPTY_HEADING);
}

static void
test_empty_parts (LeafTestCheck *check, gconstpointer unused)
{
  static const struct
  {
    LeafBlockKind kind;
    const char *words;
  } cases[] = {
    { LEAF_BLOCK_QUOTE, "quotation" }, { LEAF_BLOCK_QUOTE_SOURCE, "quotation" }, { LEAF_BLOCK_BULLET, "list" },
    { LEAF_BLOCK_NUMBERED, "list" },   { LEAF_BLOCK_SPOILER, "spoiler" },        { LEAF_BLOCK_WARNING, "warning" },
  };
  LeafDocument *document;

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      document = leaf_test_check_write_words (check, "Words");
      leaf_test_append (document, cases[i].kind, 0, " ");
      leaf_test_check_assert_found (check, LEAF_PROBLEM_EMPTY_PART, LEAF_SEVERITY_WARNS, LEAF_FIX_SHOW, cases[i].words);
      document = leaf_test_check_write_words (check, "Words");
      leaf_test_append (document, LEAF_BLOCK_QUOTE, 0, "Others’");
      leaf_test_append (document, cases[i].kind, 0, "more");
      leaf_test_append (document, LEAF_BLOCK_PARAGRAPH, 0, "");
      leaf_test_check_assert_none (check, LEAF_PROBLEM_EMPTY_PART);
    }

  /* One empty line among several. */
  document = leaf_test_check_write_review (check, LEAF_BLOCK_QUOTE, 0, "");
  leaf_test_append (document, LEAF_BLOCK_QUOTE, 0, "Words");
  leaf_test_check_assert_none (check, LEAF_PROBLEM_EMPTY_PART);

  document = leaf_test_check_write_words (check, "Words");
  leaf_test_check_append_figure (document, NULL, "A map", "");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_EMPTY_PART, LEAF_SEVERITY_WARNS, LEAF_FIX_SHOW, "picture");
}

static void
test_unrated (LeafTestCheck *check, gconstpointer unused)
{
  LeafDocument *document = leaf_test_check_write_words (check, "Words");

  leaf_test_append (document, LEAF_BLOCK_RATING, 0, "Plot");
  leaf_test_append (document, LEAF_BLOCK_RATING, 0, "Style");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_UNRATED, LEAF_SEVERITY_WARNS, LEAF_FIX_SHOW, "No category");
  leaf_test_append (document, LEAF_BLOCK_RATING, 5, "Pace");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_UNRATED, LEAF_SEVERITY_HINTS, LEAF_FIX_SHOW, "“Plot”");
  document = leaf_test_check_write_words (check, "Words");
  leaf_test_append (document, LEAF_BLOCK_RATING, 1, "Plot");
  leaf_test_check_assert_none (check, LEAF_PROBLEM_UNRATED);
}

static void
test_synopsis (LeafTestCheck *check, gconstpointer unused)
{
  leaf_test_check_assert_none (check, LEAF_PROBLEM_NO_SYNOPSIS);
  leaf_book_set_synopsis (check->book, NULL);
  leaf_test_check_assert_found (check, LEAF_PROBLEM_NO_SYNOPSIS, LEAF_SEVERITY_HINTS, LEAF_FIX_BOOK, "no synopsis");
}

/* The worst first, then in the order of the text. */
static void
test_order (LeafTestCheck *check, gconstpointer unused)
{
  const LeafDate day = { 9999, 1, 1 };
  LeafDocument *document = leaf_test_check_write_words (check, "<http://nas/1 one> <http://nas/2 two>");
  g_autoptr (GPtrArray) problems = NULL;

  leaf_test_append (document, LEAF_BLOCK_HEADING, 2, "Nothing");
  leaf_book_set_embargo (check->book, &day);
  leaf_book_set_synopsis (check->book, NULL);
  problems = leaf_post_check (check->source, check->facts);
  g_assert_cmpuint (problems->len, ==, 5);
  for (unsigned int i = 0; i < problems->len; i++)
    {
      static const LeafProblemKind order[] = { LEAF_PROBLEM_EMBARGO, LEAF_PROBLEM_LOCAL_LINK, LEAF_PROBLEM_LOCAL_LINK,
                                               LEAF_PROBLEM_EMPTY_HEADING, LEAF_PROBLEM_NO_SYNOPSIS };

      g_assert_cmpint (((LeafPostProblem *) g_ptr_array_index (problems, i))->kind, ==, order[i]);
    }
  g_assert_cmpstr (((LeafPostProblem *) g_ptr_array_index (problems, 1))->address, ==, "http://nas/1");
}

/* A text made to keep the patterns busy. */
static void
test_hostile (LeafTestCheck *check, gconstpointer unused)
{
  static const char *const pieces[] = { "received ", "ISBN 1-1-1-", "in exchange for a ", "p. 1", "no ", "{", "spoiler ", "978-" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GPtrArray) problems = NULL;
      LeafDocument *document;

      for (unsigned int j = 0; j < 20000; j++)
        g_string_append (text, pieces[i]);
      document = leaf_test_check_write_words (check, text->str);
      leaf_test_append (document, LEAF_BLOCK_QUOTE_SOURCE, 0, text->str);
      problems = leaf_post_check (check->source, check->facts);
      g_assert_cmpuint (problems->len, <, 10);
    }
}

/* What a blog does not show is not asked for; the cover is, as long as it is the picture of the post. */
static void
test_hidden_parts (LeafTestCheck *check, gconstpointer unused)
{
  LeafBlog *blog = check->source->blog;
  g_autoptr (LeafDocument) synopsis = leaf_document_new ();

  leaf_profile_set_name (check->source->profile, "");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_NO_REVIEWER, LEAF_SEVERITY_WARNS, LEAF_FIX_PROFILE, "your name");
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_AUTHOR_BOX, "false");
  leaf_test_check_assert_none (check, LEAF_PROBLEM_NO_REVIEWER);

  leaf_book_set_synopsis (check->book, synopsis);
  leaf_test_check_assert_found (check, LEAF_PROBLEM_NO_SYNOPSIS, LEAF_SEVERITY_HINTS, LEAF_FIX_BOOK, "The Moonstone");
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_PARTS, "card,review");
  leaf_test_check_assert_none (check, LEAF_PROBLEM_NO_SYNOPSIS);

  leaf_test_check_append_figure (synopsis, LEAF_TEST_OTHER_PICTURE, "", "");
  leaf_book_set_synopsis (check->book, synopsis);
  leaf_test_check_assert_none (check, LEAF_PROBLEM_NO_ALT);
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_PARTS, "card,synopsis,review");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_NO_ALT, LEAF_SEVERITY_WARNS, LEAF_FIX_BOOK, "synopsis");

  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_PARTS, "review");
  leaf_book_set_cover_alt (check->book, "IMG_1234.jpg");
  leaf_test_check_assert_none (check, LEAF_PROBLEM_POOR_ALT);
  leaf_book_set_cover (check->book, NULL);
  leaf_test_check_assert_found (check, LEAF_PROBLEM_NO_COVER, LEAF_SEVERITY_WARNS, LEAF_FIX_COVER, "no cover");
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_FEATURED_IMAGE, "false");
  leaf_test_check_assert_none (check, LEAF_PROBLEM_NO_COVER);
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_PARTS, "card,review");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_NO_COVER, LEAF_SEVERITY_WARNS, LEAF_FIX_COVER, "no cover");
}

/* Nor is a site asked whether a link works that no reader gets to see. */
static void
test_hidden_links (LeafTestCheck *check, gconstpointer unused)
{
  g_autoptr (LeafDocument) synopsis = leaf_document_new_from_html ("<p><a href=\"https://publisher.net/book\">Book</a></p>", -1, NULL);
  g_auto (GStrv) shown = NULL;
  g_auto (GStrv) hidden = NULL;

  leaf_book_set_synopsis (check->book, synopsis);
  shown = leaf_post_list_addresses (check->source);
  g_assert_true (g_strv_contains ((const char *const *) shown, "https://publisher.net/book"));
  leaf_blog_set_setting (check->source->blog, LEAF_BLOG_SETTING_PARTS, "card,review");
  hidden = leaf_post_list_addresses (check->source);
  g_assert_false (g_strv_contains ((const char *const *) hidden, "https://publisher.net/book"));
}

static void
add (const char *name, void (*func) (LeafTestCheck *check, gconstpointer unused))
{
  g_autofree char *path = g_strconcat ("/post-check/", name, NULL);

  g_test_add (path, LeafTestCheck, NULL, leaf_test_check_set_up, func, leaf_test_check_tear_down);
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, NULL);

  add ("good", test_good);
  g_test_add_func ("/post-check/names", test_names);
  add ("incomplete", test_incomplete);
  add ("embargo", test_embargo);
  add ("cover", test_cover);
  add ("lost-figure", test_lost_figure);
  add ("no-alt", test_no_alt);
  add ("no-cover-alt", test_no_cover_alt);
  add ("repeated-alt", test_repeated_alt);
  add ("poor-alt", test_poor_alt);
  add ("spoiler", test_spoiler);
  add ("spoiler-words", test_spoiler_words);
  add ("free-copy", test_free_copy);
  add ("no-disclosure", test_no_disclosure);
  add ("late-disclosure", test_late_disclosure);
  add ("slug", test_slug);
  add ("reviewer", test_reviewer);
  add ("placeholder", test_placeholder);
  add ("empty-heading", test_empty_heading);
  add ("empty-parts", test_empty_parts);
  add ("unrated", test_unrated);
  add ("synopsis", test_synopsis);
  add ("hidden-parts", test_hidden_parts);
  add ("hidden-links", test_hidden_links);
  add ("order", test_order);
  add ("hostile", test_hostile);

  return g_test_run ();
}
