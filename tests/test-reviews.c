/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-books.h"
#include "leaf-db-private.h"
#include "leaf-document-html.h"
#include "leaf-reviews.h"

#include "leaf-test-db.h"
#include "leaf-test-document.h"

static LeafReview *
load (LeafTestDb *fixture,
      gint64 id)
{
  g_autoptr (GError) error = NULL;
  LeafReview *review = leaf_reviews_load (fixture->db, id, &error);

  g_assert_no_error (error);

  return review;
}

static LeafPlace
get_state (LeafTestDb *fixture,
           LeafBook *book)
{
  gint64 id = leaf_book_get_id (book);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) summaries = leaf_books_summaries (fixture->db, &id, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (summaries->len, ==, 1);

  return ((LeafBookSummary *) g_ptr_array_index (summaries, 0))->state;
}

static int
get_rating (LeafTestDb *fixture,
            LeafBook *book)
{
  gint64 id = leaf_book_get_id (book);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) summaries = leaf_books_summaries (fixture->db, &id, 1, &error);

  g_assert_no_error (error);

  return ((LeafBookSummary *) g_ptr_array_index (summaries, 0))->rating;
}

static void
assert_list (LeafTestDb *fixture,
             const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = leaf_reviews_list (fixture->db, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (unsigned int i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " ", g_array_index (ids, gint64, i));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_save_and_load (LeafTestDb *fixture,
                    gconstpointer unused)
{
  g_autoptr (LeafBook) one = leaf_test_db_add_book (fixture, "One", NULL);
  g_autoptr (LeafBook) two = leaf_test_db_add_book (fixture, "Two", NULL);
  g_autoptr (LeafReview) review = leaf_review_new ();
  g_autoptr (LeafReview) loaded = NULL;
  g_autoptr (LeafDocument) document = leaf_test_document_of ("Good < & > bad\nreally");
  g_autoptr (GError) error = NULL;
  gint64 books[] = { leaf_book_get_id (two), leaf_book_get_id (one) };
  const gint64 *found;
  unsigned int n_found;

  leaf_review_set_books (review, books, 2);
  leaf_review_set_title (review, "Two books");
  leaf_review_set_slug (review, "two-books");
  leaf_review_set_rating (review, 9);
  leaf_review_set_warnings (review, "Grief");
  leaf_review_set_free_copy (review, TRUE);
  leaf_review_set_language (review, "en_GB");
  leaf_review_set_document (review, document);
  leaf_review_set_created (review, 1000);
  g_assert_true (leaf_reviews_save (fixture->db, review, &error));
  g_assert_no_error (error);
  g_assert_cmpint (leaf_review_get_modified (review), >, 1600000000);

  loaded = load (fixture, leaf_review_get_id (review));
  found = leaf_review_get_books (loaded, &n_found);
  g_assert_cmpmem (found, n_found * sizeof (gint64), books, sizeof books);
  g_assert_cmpstr (leaf_review_get_uuid (loaded), ==, leaf_review_get_uuid (review));
  g_assert_cmpstr (leaf_review_get_title (loaded), ==, "Two books");
  g_assert_cmpstr (leaf_review_get_slug (loaded), ==, "two-books");
  g_assert_cmpint (leaf_review_get_rating (loaded), ==, 9);
  g_assert_cmpstr (leaf_review_get_warnings (loaded), ==, "Grief");
  g_assert_true (leaf_review_get_free_copy (loaded));
  g_assert_cmpstr (leaf_review_get_language (loaded), ==, "en_GB");
  g_assert_cmpint (leaf_review_get_created (loaded), ==, 1000);
  g_assert_cmpint (leaf_review_get_modified (loaded), ==, leaf_review_get_modified (review));
  g_assert_true (leaf_document_equal (leaf_review_get_document (loaded), document));
}

/* Whatever the document is, what comes out of the library is what went in. */
static void
test_documents (LeafTestDb *fixture,
                gconstpointer unused)
{
  g_autoptr (LeafBook) book = leaf_test_db_add_book (fixture, "One", NULL);
  g_autoptr (LeafReview) review = leaf_test_db_add_review (fixture, book, "", 0);
  g_autoptr (GRand) rand = g_rand_new_with_seed (leaf_test_seed ());
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 60; i++) {
    g_autoptr (LeafDocument) document = leaf_test_random_document (rand, i);
    g_autoptr (LeafReview) loaded = NULL;

    if (i % 2 == 0) {
      leaf_review_set_document (review, document);
      g_assert_true (leaf_reviews_save (fixture->db, review, &error));
    } else {
      g_autofree char *html = leaf_document_to_html (document);
      g_autofree char *text = leaf_document_get_text (document, 0, leaf_document_get_length (document));

      g_assert_true (leaf_reviews_save_document (fixture->db, leaf_review_get_id (review), html, text, &error));
    }
    g_assert_no_error (error);
    loaded = load (fixture, leaf_review_get_id (review));
    leaf_test_assert_same_document (leaf_review_get_document (loaded), document);
  }

  /* A random text shows pictures that nobody put into the library, which is checked after each test. */
  g_assert_true (leaf_reviews_save_document (fixture->db, leaf_review_get_id (review), "<p>End</p>", "End", &error));
  g_assert_no_error (error);
}

static unsigned int
take_n_changes (LeafTestDb *fixture)
{
  g_autoptr (GArray) changes = leaf_db_take_changes (fixture->db);

  return changes->len;
}

static void
test_autosave (LeafTestDb *fixture,
               gconstpointer unused)
{
  g_autoptr (LeafBook) book = leaf_test_db_add_book (fixture, "One", NULL);
  g_autoptr (LeafReview) review = leaf_test_db_add_review (fixture, book, "", 0);
  g_autoptr (LeafReview) loaded = NULL;
  g_autofree char *html = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = leaf_review_get_id (review);

  g_assert_cmpint (get_state (fixture, book), ==, LEAF_PLACE_TO_REVIEW);
  take_n_changes (fixture);

  /* The first word makes a draft of it; the second changes only the review. */
  g_assert_true (leaf_reviews_save_document (fixture->db, id, "<p>So</p>", "So", &error));
  g_assert_cmpint (get_state (fixture, book), ==, LEAF_PLACE_DRAFTS);
  g_assert_cmpuint (take_n_changes (fixture), ==, 2);
  g_assert_true (leaf_reviews_save_document (fixture->db, id, "<p>So good</p>", "So good", &error));
  g_assert_cmpuint (take_n_changes (fixture), ==, 1);

  /* The same again is no change. */
  g_assert_true (leaf_reviews_save_document (fixture->db, id, "<p>So good</p>", "So good", &error));
  g_assert_cmpuint (take_n_changes (fixture), ==, 0);

  loaded = load (fixture, id);
  html = leaf_document_to_html (leaf_review_get_document (loaded));
  g_assert_nonnull (strstr (html, "So good"));

  /* White space is nothing to read. */
  g_assert_true (leaf_reviews_save_document (fixture->db, id, "<p> </p><p></p>", " \n\t", &error));
  g_assert_cmpint (get_state (fixture, book), ==, LEAF_PLACE_TO_REVIEW);

  g_assert_false (leaf_reviews_save_document (fixture->db, 4711, "<p>So</p>", "So", &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND);
}

static void
test_trash (LeafTestDb *fixture,
            gconstpointer unused)
{
  g_autoptr (LeafBook) book = leaf_test_db_add_book (fixture, "One", NULL);
  g_autoptr (LeafReview) review = leaf_test_db_add_review (fixture, book, "Fine.", 6);
  g_autoptr (LeafReview) back = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = leaf_review_get_id (review);

  g_assert_cmpint (get_rating (fixture, book), ==, 6);
  g_assert_true (leaf_reviews_remove (fixture->db, id, &error));
  g_assert_cmpint (get_rating (fixture, book), ==, 0);
  g_assert_cmpint (get_state (fixture, book), ==, LEAF_PLACE_TO_REVIEW);
  g_assert_cmpint (leaf_reviews_find_for_book (fixture->db, leaf_book_get_id (book), &error), ==, 0);
  assert_list (fixture, "");
  g_assert_null (leaf_reviews_load (fixture->db, id, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (leaf_reviews_save_document (fixture->db, id, "<p>a</p>", "a", &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (leaf_reviews_restore (fixture->db, id, &error));
  back = load (fixture, id);
  g_assert_true (leaf_document_equal (leaf_review_get_document (back), leaf_review_get_document (review)));
  g_assert_cmpint (get_rating (fixture, book), ==, 6);
  g_assert_cmpint (get_state (fixture, book), ==, LEAF_PLACE_DRAFTS);
}

/* A book in the trash takes its review out of sight, not away. */
static void
test_book_in_trash (LeafTestDb *fixture,
                    gconstpointer unused)
{
  g_autoptr (LeafBook) book = leaf_test_db_add_book (fixture, "One", NULL);
  g_autoptr (LeafReview) review G_GNUC_UNUSED = leaf_test_db_add_review (fixture, book, "Fine.", 6);
  g_autoptr (LeafReview) bookless = leaf_review_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (leaf_reviews_save (fixture->db, bookless, &error));
  assert_list (fixture, "2 1 ");
  g_assert_true (leaf_books_remove (fixture->db, leaf_book_get_id (book), &error));
  assert_list (fixture, "2 ");
  g_assert_true (leaf_books_restore (fixture->db, leaf_book_get_id (book), &error));
  assert_list (fixture, "2 1 ");
}

static void
test_find_for_book (LeafTestDb *fixture,
                    gconstpointer unused)
{
  g_autoptr (LeafBook) one = leaf_test_db_add_book (fixture, "One", NULL);
  g_autoptr (LeafBook) two = leaf_test_db_add_book (fixture, "Two", NULL);
  g_autoptr (LeafReview) alone = NULL;
  g_autoptr (LeafReview) both = NULL;
  g_autoptr (GError) error = NULL;
  gint64 ids[] = { leaf_book_get_id (one), leaf_book_get_id (two) };

  g_assert_cmpint (leaf_reviews_find_for_book (fixture->db, ids[0], &error), ==, 0);
  alone = leaf_test_db_add_review (fixture, one, "One.", 0);
  both = leaf_test_db_add_review (fixture, one, "Both.", 4);
  leaf_review_set_books (both, ids, 2);
  g_assert_true (leaf_reviews_save (fixture->db, both, &error));

  g_assert_cmpint (leaf_reviews_find_for_book (fixture->db, ids[0], &error), ==, leaf_review_get_id (alone));
  g_assert_cmpint (leaf_reviews_find_for_book (fixture->db, ids[1], &error), ==, leaf_review_get_id (both));
  g_assert_cmpint (get_rating (fixture, one), ==, 4);
  g_assert_cmpint (get_rating (fixture, two), ==, 4);
  g_assert_no_error (error);

  leaf_review_set_books (both, ids, 1);
  g_assert_true (leaf_reviews_save (fixture->db, both, &error));
  g_assert_cmpint (get_rating (fixture, two), ==, 0);
}

static void
test_stray_book (LeafTestDb *fixture,
                 gconstpointer unused)
{
  g_autoptr (LeafReview) review = leaf_review_new ();
  g_autoptr (GError) error = NULL;
  gint64 id = 4711;

  leaf_review_set_books (review, &id, 1);
  g_assert_true (leaf_db_begin (fixture->db, TRUE, NULL));
  g_assert_false (leaf_reviews_save (fixture->db, review, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_FAILED);
  leaf_db_rollback (fixture->db);
}

static void
test_revisions (LeafTestDb *fixture,
                gconstpointer unused)
{
  g_autoptr (LeafBook) book = leaf_test_db_add_book (fixture, "One", NULL);
  g_autoptr (LeafReview) review = leaf_test_db_add_review (fixture, book, "First", 0);
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = leaf_review_get_id (review);
  const LeafRevision *newest, *oldest;

  g_assert_true (leaf_revisions_add (fixture->db, id, "session", &error));
  g_assert_true (leaf_revisions_add (fixture->db, id, "published", &error));
  g_assert_true (leaf_reviews_save_document (fixture->db, id, "<p>Second</p>", "Second", &error));
  g_assert_true (leaf_revisions_add (fixture->db, id, "published", &error));
  g_assert_true (leaf_revisions_add (fixture->db, id, "session", &error));
  g_assert_no_error (error);

  revisions = leaf_revisions_list (fixture->db, id, &error);
  g_assert_cmpuint (revisions->len, ==, 2);
  newest = g_ptr_array_index (revisions, 0);
  oldest = g_ptr_array_index (revisions, 1);
  g_assert_cmpstr (newest->html, ==, "<p>Second</p>");
  g_assert_cmpstr (newest->reason, ==, "published");
  g_assert_nonnull (strstr (oldest->html, "First"));
  g_assert_cmpstr (oldest->reason, ==, "published"); /* the same text, but on a blog by now */
  g_assert_cmpint (newest->review, ==, id);
  g_assert_cmpint (newest->created, >=, oldest->created);

  /* Back to the first one makes a third. */
  g_assert_true (leaf_reviews_save_document (fixture->db, id, oldest->html, "First", &error));
  g_assert_true (leaf_revisions_add (fixture->db, id, "session", &error));
  g_clear_pointer (&revisions, g_ptr_array_unref);
  revisions = leaf_revisions_list (fixture->db, id, &error);
  g_assert_cmpuint (revisions->len, ==, 3);
}

static void
keep_version (LeafTestDb *fixture,
              gint64 id,
              const char *reason,
              gint64 now)
{
  static int number;
  g_autoptr (GError) error = NULL;
  g_autofree char *html = g_strdup_printf ("<p>%d</p>", ++number);

  g_assert_true (leaf_reviews_save_document (fixture->db, id, html, html, &error));
  g_assert_true (leaf_revisions_add_at (fixture->db, id, reason, now, &error));
  g_assert_no_error (error);
}

#define HOUR ((gint64) 60 * 60)
#define DAY  (24 * HOUR)

/* What the rule leaves of revisions made at `made`, written down the slow way. */
static gboolean
is_wanted (GArray *made,
           unsigned int index,
           gint64 now)
{
  gint64 created = g_array_index (made, gint64, index);
  gint64 age = now - created;
  gint64 span = age < DAY ? 0 : age < 7 * DAY ? HOUR : age < 92 * DAY ? DAY : 7 * DAY;

  for (unsigned int i = index + 1; span > 0 && i < made->len; i++)
    if (g_array_index (made, gint64, i) / span == created / span)
      return FALSE;

  return TRUE;
}

/* She works on a review now and then, for years. */
static void
test_thinning (LeafTestDb *fixture,
               gconstpointer unused)
{
  g_autoptr (LeafBook) book = leaf_test_db_add_book (fixture, "One", NULL);
  g_autoptr (LeafReview) review = leaf_test_db_add_review (fixture, book, "First", 0);
  g_autoptr (LeafReview) other = leaf_test_db_add_review (fixture, book, "Other", 0);
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (GPtrArray) untouched = NULL;
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) published = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  guint32 seed = leaf_test_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  gint64 id = leaf_review_get_id (review);
  gint64 now = 1500000000;
  unsigned int n_wanted = 0;

  g_test_message ("seed %u", seed);
  keep_version (fixture, leaf_review_get_id (other), LEAF_REVISION_SESSION, now);
  keep_version (fixture, leaf_review_get_id (other), LEAF_REVISION_SESSION, now + 60);

  g_assert_true (leaf_db_begin (fixture->db, TRUE, &error));
  for (int i = 0; i < 3000; i++) {
    gboolean is_published = g_rand_int_range (rand, 0, 50) == 0;
    const gint64 pauses[] = { 10, 20 * 60, 2 * HOUR, DAY, 9 * DAY };

    now += g_rand_int_range (rand, 1, pauses[g_rand_int_range (rand, 0, G_N_ELEMENTS (pauses))] + 1);
    keep_version (fixture, id, is_published ? LEAF_REVISION_PUBLISHED : LEAF_REVISION_SESSION, now);
    g_array_append_val (is_published ? published : made, now);
  }
  g_assert_true (leaf_db_commit (fixture->db, &error));

  revisions = leaf_revisions_list_without_text (fixture->db, id, &error);
  g_assert_no_error (error);
  for (unsigned int i = 0; i < made->len; i++)
    if (is_wanted (made, i, now))
      n_wanted++;
  g_assert_cmpuint (revisions->len, ==, n_wanted + published->len);
  g_assert_cmpuint (revisions->len, <, 1500);

  for (unsigned int i = revisions->len, next = 0, next_published = 0; i > 0; i--) {
    const LeafRevision *revision = g_ptr_array_index (revisions, i - 1);

    if (g_str_equal (revision->reason, LEAF_REVISION_PUBLISHED)) {
      g_assert_cmpint (revision->created, ==, g_array_index (published, gint64, next_published));
      next_published++;
      continue;
    }
    while (!is_wanted (made, next, now))
      next++;
    g_assert_cmpint (revision->created, ==, g_array_index (made, gint64, next));
    next++;
  }

  untouched = leaf_revisions_list (fixture->db, leaf_review_get_id (other), &error);
  g_assert_cmpuint (untouched->len, ==, 2);
}

/* What was kept already and is then published must not be thinned out. */
static void
test_published_stays (LeafTestDb *fixture,
                      gconstpointer unused)
{
  g_autoptr (LeafBook) book = leaf_test_db_add_book (fixture, "One", NULL);
  g_autoptr (LeafReview) review = leaf_test_db_add_review (fixture, book, "First", 0);
  g_autoptr (GPtrArray) revisions = NULL;
  g_autoptr (LeafRevision) oldest = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = leaf_review_get_id (review);
  gint64 now = 1500000000;

  g_assert_true (leaf_revisions_add_at (fixture->db, id, LEAF_REVISION_SESSION, now, &error));
  g_assert_true (leaf_revisions_add_at (fixture->db, id, LEAF_REVISION_PUBLISHED, now + 60, &error));
  keep_version (fixture, id, LEAF_REVISION_SESSION, now + 120);
  keep_version (fixture, id, LEAF_REVISION_SESSION, now + 1000 * DAY);
  keep_version (fixture, id, LEAF_REVISION_SESSION, now + 1001 * DAY);
  g_assert_no_error (error);

  revisions = leaf_revisions_list_without_text (fixture->db, id, &error);
  g_assert_cmpuint (revisions->len, ==, 4);
  g_assert_cmpstr (((LeafRevision *) g_ptr_array_index (revisions, 3))->reason, ==, LEAF_REVISION_PUBLISHED);
  g_assert_null (((LeafRevision *) g_ptr_array_index (revisions, 3))->html);

  oldest = leaf_revisions_load (fixture->db, ((LeafRevision *) g_ptr_array_index (revisions, 3))->id, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (oldest->html, "First"));
  g_assert_null (leaf_revisions_load (fixture->db, 4711, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND);
}

/* Newest first, each once, and never more than asked for. What no editor writes is not offered. */
static void
test_links (LeafTestDb *fixture, gconstpointer unused)
{
  g_autoptr (LeafBook) book = leaf_test_db_add_book (fixture, "Emma", "Jane Austen");
  g_autoptr (LeafReview) first = leaf_test_db_add_review (fixture, book, "one", 0);
  g_autoptr (LeafReview) second = leaf_test_db_add_review (fixture, book, "two", 0);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) links = NULL;
  g_auto (GStrv) few = NULL;
  g_autofree char *joined = NULL;

  g_assert_true (leaf_reviews_save_document (fixture->db, leaf_review_get_id (first),
                                             "<p><a href=\"https://a.example/?x=1&amp;y=2\">a</a>"
                                             "<a href=\"https://b.example/\">b</a></p>", "a", &error));
  g_assert_true (leaf_reviews_save_document (fixture->db, leaf_review_get_id (second),
                                             "<p><a href=\"https://b.example/\">b</a> <a href=\"javascript:c\">c</a>"
                                             "<a href=\"mailto:d@example.org\">d</a><a href=\"https://e", "d", &error));
  links = leaf_reviews_list_links (fixture->db, 10, &error);
  g_assert_no_error (error);
  joined = g_strjoinv (" ", links);
  g_assert_cmpstr (joined, ==, "https://b.example/ mailto:d@example.org https://a.example/?x=1&y=2");

  few = leaf_reviews_list_links (fixture->db, 1, &error);
  g_assert_cmpuint (g_strv_length (few), ==, 1);

  g_assert_true (leaf_reviews_remove (fixture->db, leaf_review_get_id (second), &error));
  g_strfreev (links);
  links = leaf_reviews_list_links (fixture->db, 10, &error);
  g_assert_cmpuint (g_strv_length (links), ==, 2);
}

/* What she chose for one review says nothing of another; what she did not think of is not there. */
static void
test_blogs (LeafTestDb *fixture,
            gconstpointer unused)
{
  g_autoptr (LeafBook) book = leaf_test_db_add_book (fixture, "One", NULL);
  g_autoptr (LeafReview) review = leaf_test_db_add_review (fixture, book, "Good.", 0);
  g_autoptr (LeafReview) other = leaf_test_db_add_review (fixture, book, "Bad.", 0);
  gint64 blogs[] = { leaf_test_db_add_blog (fixture, "A"), leaf_test_db_add_blog (fixture, "B"), leaf_test_db_add_blog (fixture, "C") };
  g_autoptr (GHashTable) chosen = NULL;
  g_autoptr (GHashTable) none = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (leaf_review_blogs_choose (fixture->db, leaf_review_get_id (review), blogs[0], TRUE, &error));
  g_assert_true (leaf_review_blogs_choose (fixture->db, leaf_review_get_id (review), blogs[1], TRUE, &error));
  g_assert_true (leaf_review_blogs_choose (fixture->db, leaf_review_get_id (review), blogs[1], FALSE, &error));
  g_assert_no_error (error);

  chosen = leaf_review_blogs_load (fixture->db, leaf_review_get_id (review), &error);
  g_assert_cmpuint (g_hash_table_size (chosen), ==, 2);
  g_assert_true (g_hash_table_lookup (chosen, &blogs[0]));
  g_assert_false (g_hash_table_lookup (chosen, &blogs[1]));
  g_assert_false (g_hash_table_contains (chosen, &blogs[2]));
  none = leaf_review_blogs_load (fixture->db, leaf_review_get_id (other), &error);
  g_assert_cmpuint (g_hash_table_size (none), ==, 0);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  leaf_test_add_db ("/reviews/save-and-load", test_save_and_load);
  leaf_test_add_db ("/reviews/documents", test_documents);
  leaf_test_add_db ("/reviews/autosave", test_autosave);
  leaf_test_add_db ("/reviews/trash", test_trash);
  leaf_test_add_db ("/reviews/book-in-trash", test_book_in_trash);
  leaf_test_add_db ("/reviews/find-for-book", test_find_for_book);
  leaf_test_add_db ("/reviews/stray-book", test_stray_book);
  leaf_test_add_db ("/reviews/revisions", test_revisions);
  leaf_test_add_db ("/reviews/revisions/thinning", test_thinning);
  leaf_test_add_db ("/reviews/revisions/published-stays", test_published_stays);
  leaf_test_add_db ("/reviews/links", test_links);
  leaf_test_add_db ("/reviews/blogs", test_blogs);

  return g_test_run ();
}
