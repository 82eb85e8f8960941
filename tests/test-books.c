/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-books.h"
#include "leaf-db-private.h"
#include "leaf-quotes.h"
#include "leaf-reviews.h"

#include "leaf-test-db.h"

#include <string.h>

#define COVER "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static LeafBook *
load (LeafTestDb *fixture,
      gint64 id)
{
  g_autoptr (GError) error = NULL;
  LeafBook *book = leaf_books_load (fixture->db, id, &error);

  g_assert_no_error (error);

  return book;
}

static void
assert_not_found (LeafTestDb *fixture,
                  gint64 id)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (leaf_books_load (fixture->db, id, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND);
}

static void
assert_strv (const char *const *found,
             const char *expected)
{
  g_autofree char *joined = g_strjoinv ("|", (char **) found);

  g_assert_cmpstr (joined, ==, expected);
}

/* The titles of what a query finds, in its order. */
static char *
dup_titles (LeafTestDb *fixture,
            LeafBookQuery query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = leaf_books_query (fixture->db, &query, &error);
  g_autoptr (GPtrArray) summaries = NULL;
  g_autoptr (GString) titles = g_string_new (NULL);

  g_assert_no_error (error);
  summaries = leaf_books_summaries (fixture->db, (gint64 *) (gpointer) ids->data, ids->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (summaries->len, ==, ids->len);
  for (unsigned int i = 0; i < summaries->len; i++) {
    const LeafBookSummary *summary = g_ptr_array_index (summaries, i);

    g_assert_cmpint (summary->id, ==, g_array_index (ids, gint64, i));
    g_string_append_printf (titles, "%s%s", i > 0 ? "|" : "", summary->title);
  }

  return g_string_free (g_steal_pointer (&titles), FALSE);
}

static void
assert_finds (LeafTestDb *fixture,
              LeafBookQuery query,
              const char *expected)
{
  g_autofree char *titles = dup_titles (fixture, query);

  g_assert_cmpstr (titles, ==, expected);
}

static void
add_cover (LeafTestDb *fixture)
{
  g_autoptr (GError) error = NULL;

  leaf_db_run (fixture->db,
               "INSERT INTO pictures (sha256, mime, size, width, height, added)"
               " VALUES ('" COVER "', 'image/png', 1, 1, 1, 1)",
               &error);
  g_assert_no_error (error);
}

/* Without it the check after the test would miss the file. */
static void
remove_cover (LeafTestDb *fixture)
{
  g_autoptr (GError) error = NULL;

  leaf_db_run (fixture->db, "UPDATE books SET cover = NULL", &error);
  g_assert_no_error (error);
  leaf_db_run (fixture->db, "DELETE FROM pictures", &error);
  g_assert_no_error (error);
}

static LeafBook *
new_full_book (void)
{
  LeafBook *book = leaf_book_new ();
  g_autoptr (GPtrArray) contributors = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_contributor_free);
  g_autoptr (LeafDocument) synopsis = leaf_test_document_of ("Two friends < & >\nin a “storm”");
  LeafDate published = { 2010, 8, 0 };
  LeafDate embargo = { 2010, 8, 12 };

  g_ptr_array_add (contributors, leaf_contributor_new ("Élise Fontaine", "author"));
  g_ptr_array_add (contributors, leaf_contributor_new ("Jun Tanaka", "translator"));
  g_ptr_array_add (contributors, leaf_contributor_new ("Bo Ek", "author"));

  leaf_book_set_title (book, "The Garden's “Gate”");
  leaf_book_set_contributors (book, contributors);
  leaf_book_set_genres (book, (const char *[]) { "Mystery", "Fantasy", NULL });
  leaf_book_set_shelves (book, (const char *[]) { "2026", "Favourites", NULL });
  leaf_book_set_publisher (book, "Harbour");
  leaf_book_set_published (book, &published);
  leaf_book_set_embargo (book, &embargo);
  leaf_book_set_isbn (book, "9780307740991");
  leaf_book_set_series (book, "Gates");
  leaf_book_set_series_number (book, "1.5");
  leaf_book_set_pages (book, 321);
  leaf_book_set_format (book, "E-book");
  leaf_book_set_language (book, "en-GB");
  leaf_book_set_synopsis (book, synopsis);
  leaf_book_set_cover (book, COVER);
  leaf_book_set_cover_alt (book, "A gate");

  return book;
}

static void
assert_same_book (LeafBook *a,
                  LeafBook *b)
{
  g_autofree char *a_published = leaf_date_to_string (leaf_book_get_published (a));
  g_autofree char *b_published = leaf_date_to_string (leaf_book_get_published (b));
  g_autofree char *genres = g_strjoinv ("|", (char **) leaf_book_get_genres (b));
  g_autofree char *shelves = g_strjoinv ("|", (char **) leaf_book_get_shelves (b));
  GPtrArray *a_people = leaf_book_get_contributors (a);
  GPtrArray *b_people = leaf_book_get_contributors (b);

  g_assert_cmpint (leaf_book_get_id (a), ==, leaf_book_get_id (b));
  g_assert_cmpstr (leaf_book_get_uuid (a), ==, leaf_book_get_uuid (b));
  g_assert_cmpstr (leaf_book_get_title (a), ==, leaf_book_get_title (b));
  g_assert_cmpstr (leaf_book_get_publisher (a), ==, leaf_book_get_publisher (b));
  g_assert_cmpstr (a_published, ==, b_published);
  g_assert_cmpint (leaf_date_compare (leaf_book_get_embargo (a), leaf_book_get_embargo (b)), ==, 0);
  g_assert_cmpstr (leaf_book_get_isbn (a), ==, leaf_book_get_isbn (b));
  g_assert_cmpstr (leaf_book_get_series (a), ==, leaf_book_get_series (b));
  g_assert_cmpstr (leaf_book_get_series_number (a), ==, leaf_book_get_series_number (b));
  g_assert_cmpuint (leaf_book_get_pages (a), ==, leaf_book_get_pages (b));
  g_assert_cmpstr (leaf_book_get_format (a), ==, leaf_book_get_format (b));
  g_assert_cmpstr (leaf_book_get_language (a), ==, leaf_book_get_language (b));
  g_assert_cmpstr (leaf_book_get_cover (a), ==, leaf_book_get_cover (b));
  g_assert_cmpstr (leaf_book_get_cover_alt (a), ==, leaf_book_get_cover_alt (b));
  g_assert_true (leaf_document_equal (leaf_book_get_synopsis (a), leaf_book_get_synopsis (b)));
  assert_strv (leaf_book_get_genres (a), genres);
  assert_strv (leaf_book_get_shelves (a), shelves);

  g_assert_cmpuint (a_people->len, ==, b_people->len);
  for (unsigned int i = 0; i < a_people->len; i++) {
    const LeafContributor *a_person = g_ptr_array_index (a_people, i);
    const LeafContributor *b_person = g_ptr_array_index (b_people, i);

    g_assert_cmpstr (a_person->name, ==, b_person->name);
    g_assert_cmpstr (a_person->role, ==, b_person->role);
  }
}

static void
test_save_and_load (LeafTestDb *fixture,
                    gconstpointer unused)
{
  g_autoptr (LeafBook) book = new_full_book ();
  g_autoptr (LeafBook) loaded = NULL;
  g_autoptr (LeafBook) again = NULL;
  g_autoptr (GError) error = NULL;

  add_cover (fixture);
  g_assert_true (leaf_books_save (fixture->db, book, &error));
  g_assert_no_error (error);
  g_assert_cmpint (leaf_book_get_id (book), >, 0);
  loaded = load (fixture, leaf_book_get_id (book));
  assert_same_book (loaded, book);

  /* Everything can be taken away again. */
  leaf_book_set_genres (loaded, (const char *[]) { "Fantasy", NULL });
  leaf_book_set_shelves (loaded, (const char *[]) { NULL });
  leaf_book_set_authors (loaded, (const char *[]) { "Bo Ek", NULL });
  leaf_book_set_series (loaded, NULL);
  leaf_book_set_series_number (loaded, NULL);
  leaf_book_set_isbn (loaded, NULL);
  leaf_book_set_published (loaded, &(LeafDate) { 0 });
  g_assert_true (leaf_books_save (fixture->db, loaded, &error));
  g_assert_no_error (error);
  again = load (fixture, leaf_book_get_id (book));
  assert_same_book (again, loaded);

  remove_cover (fixture);
}

/* It holds, whatever another program wrote beside it. */
static void
test_bad_date (LeafTestDb *fixture,
               gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafBook) book = leaf_book_new ();
  g_autoptr (LeafBook) loaded = NULL;
  const LeafDate embargo = { 2010, 8, 12 };

  leaf_book_set_title (book, "Gate");
  leaf_book_set_embargo (book, &embargo);
  leaf_books_save (fixture->db, book, &error);
  g_assert_no_error (error);
  leaf_db_run (fixture->db, "UPDATE books SET published = 'soon'", &error);
  g_assert_no_error (error);

  g_test_expect_message ("leaf-books", G_LOG_LEVEL_WARNING, "*a date that is none*");
  loaded = leaf_books_load (fixture->db, leaf_book_get_id (book), &error);
  g_test_assert_expected_messages ();
  g_assert_no_error (error);
  g_assert_cmpint (leaf_date_compare (leaf_book_get_embargo (loaded), &embargo), ==, 0);
}

/* An embargo that is no day holds, and is not lost when something else of the book is saved. */
static void
test_bad_embargo (LeafTestDb *fixture,
                  gconstpointer unused)
{
  static const char *const texts[] = { "2126-10", "the autumn" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LeafBook) book = leaf_book_new ();
      g_autoptr (LeafBook) loaded = NULL;
      g_autoptr (LeafBook) again = NULL;
      g_autofree char *sql = g_strdup_printf ("UPDATE books SET embargo = '%s'", texts[i]);

      leaf_book_set_title (book, "Gate");
      leaf_books_save (fixture->db, book, &error);
      g_assert_no_error (error);
      leaf_db_run (fixture->db, sql, &error);
      g_assert_no_error (error);

      loaded = leaf_books_load (fixture->db, leaf_book_get_id (book), &error);
      g_assert_no_error (error);
      g_assert_true (leaf_book_is_embargoed (loaded, G_MAXINT64 - 1));
      leaf_book_set_title (loaded, "The Gate");
      leaf_books_save (fixture->db, loaded, &error);
      g_assert_no_error (error);
      again = leaf_books_load (fixture->db, leaf_book_get_id (book), &error);
      g_assert_cmpstr (leaf_book_get_embargo_text (again), ==, texts[i]);
    }
}

static void
test_empty_book (LeafTestDb *fixture,
                 gconstpointer unused)
{
  g_autoptr (LeafBook) book = leaf_book_new ();
  g_autoptr (LeafBook) loaded = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (leaf_books_save (fixture->db, book, &error));
  g_assert_no_error (error);
  loaded = load (fixture, leaf_book_get_id (book));
  assert_same_book (loaded, book);
}

static void
test_not_there (LeafTestDb *fixture,
                gconstpointer unused)
{
  g_autoptr (LeafBook) book = leaf_book_new ();
  g_autoptr (GError) error = NULL;

  assert_not_found (fixture, 1);
  leaf_book_set_id (book, 17);
  g_assert_false (leaf_books_save (fixture->db, book, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (leaf_books_remove (fixture->db, 17, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND);
}

/* A picture that is not in the library cannot be a cover. */
static void
test_unknown_cover (LeafTestDb *fixture,
                    gconstpointer unused)
{
  g_autoptr (LeafBook) book = new_full_book ();
  g_autoptr (GError) error = NULL;

  g_assert_true (leaf_db_begin (fixture->db, TRUE, NULL));
  g_assert_false (leaf_books_save (fixture->db, book, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_FAILED);
  leaf_db_rollback (fixture->db);
}

static void
test_trash (LeafTestDb *fixture,
            gconstpointer unused)
{
  g_autoptr (LeafBook) book = leaf_test_db_add_book (fixture, "Gone", "Ada Baker");
  g_autoptr (LeafBook) back = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = leaf_book_get_id (book);

  leaf_book_set_isbn (book, "9780307740991");
  leaf_book_set_genres (book, (const char *[]) { "Mystery", NULL });
  g_assert_true (leaf_books_save (fixture->db, book, &error));

  g_assert_true (leaf_books_remove (fixture->db, id, &error));
  assert_not_found (fixture, id);
  assert_finds (fixture, (LeafBookQuery) { 0 }, "");
  assert_finds (fixture, (LeafBookQuery) { .search = (char *) "gone" }, "");
  g_assert_cmpint (leaf_books_find_isbn (fixture->db, "9780307740991", &error), ==, 0);
  g_assert_cmpint (leaf_books_count (fixture->db, &error), ==, 0);
  g_assert_false (leaf_books_remove (fixture->db, id, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (leaf_books_save (fixture->db, book, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (leaf_books_restore (fixture->db, id, &error));
  back = load (fixture, id);
  assert_same_book (back, book);
  assert_finds (fixture, (LeafBookQuery) { .search = (char *) "gone" }, "Gone");
  g_assert_false (leaf_books_restore (fixture->db, id, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND);
}

static void
test_find_isbn (LeafTestDb *fixture,
                gconstpointer unused)
{
  g_autoptr (LeafBook) book = leaf_test_db_add_book (fixture, "One", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (leaf_books_find_isbn (fixture->db, "9780307740991", &error), ==, 0);
  leaf_book_set_isbn (book, "9780307740991");
  g_assert_true (leaf_books_save (fixture->db, book, &error));
  g_assert_cmpint (leaf_books_find_isbn (fixture->db, "9780307740991", &error), ==, leaf_book_get_id (book));
  g_assert_no_error (error);
}

static void
add_dated (LeafTestDb *fixture,
           const char *title,
           const char *author,
           const char *published)
{
  g_autoptr (LeafBook) book = leaf_test_db_add_book (fixture, title, author);
  g_autoptr (GError) error = NULL;
  LeafDate date = { 0 };

  if (published != NULL)
    g_assert_true (leaf_date_parse (published, &date));
  leaf_book_set_published (book, &date);
  g_assert_true (leaf_books_save (fixture->db, book, &error));
  g_assert_no_error (error);
}

/* Without regard to case, accents and signs in front; people by their last name. */
static void
test_sort (LeafTestDb *fixture,
           gconstpointer unused)
{
  g_autoptr (LeafBook) eye = NULL;

  add_dated (fixture, "élan", "Zoe Adams", "2010");
  add_dated (fixture, "Zebra", "Ada Baker", "2011-03");
  add_dated (fixture, "'Salem", "Bo Ek", NULL);
  add_dated (fixture, "apple", "ada baker", "2011-03-02");
  eye = leaf_test_db_add_book (fixture, "Eye", NULL);

  assert_finds (fixture, (LeafBookQuery) { .sort = LEAF_SORT_ADDED }, "Eye|apple|'Salem|Zebra|élan");
  assert_finds (fixture, (LeafBookQuery) { .sort = LEAF_SORT_TITLE }, "apple|élan|Eye|'Salem|Zebra");
  assert_finds (fixture, (LeafBookQuery) { .sort = LEAF_SORT_AUTHOR }, "Eye|élan|apple|Zebra|'Salem");
  assert_finds (fixture, (LeafBookQuery) { .sort = LEAF_SORT_PUBLISHED }, "apple|Zebra|élan|Eye|'Salem");

  g_object_unref (leaf_test_db_add_review (fixture, eye, "Good.", 7));
  assert_finds (fixture, (LeafBookQuery) { .sort = LEAF_SORT_RATING }, "Eye|apple|élan|'Salem|Zebra");
}

static void
tag (LeafTestDb *fixture,
     const char *title,
     const char *genre,
     const char *shelf)
{
  g_autoptr (LeafBook) book = leaf_test_db_add_book (fixture, title, NULL);
  g_autoptr (GError) error = NULL;

  leaf_book_set_genres (book, (const char *[]) { genre, NULL });
  leaf_book_set_shelves (book, (const char *[]) { shelf, NULL });
  g_assert_true (leaf_books_save (fixture->db, book, &error));
  g_assert_no_error (error);
}

static void
test_genres_and_shelves (LeafTestDb *fixture,
                         gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) genres = NULL;
  g_auto (GStrv) shelves = NULL;
  g_auto (GStrv) fewer = NULL;

  tag (fixture, "One", "Mystery", "Summer");
  tag (fixture, "Two", "fantasy", NULL);
  tag (fixture, "Three", "Mystery", "'; DROP TABLE books; --");

  genres = leaf_books_list_genres (fixture->db, &error);
  assert_strv ((const char *const *) genres, "fantasy|Mystery");
  shelves = leaf_books_list_shelves (fixture->db, &error);
  assert_strv ((const char *const *) shelves, "'; DROP TABLE books; --|Summer");

  assert_finds (fixture, (LeafBookQuery) { LEAF_PLACE_GENRE, (char *) "Mystery", NULL, LEAF_SORT_TITLE }, "One|Three");
  assert_finds (fixture, (LeafBookQuery) { LEAF_PLACE_SHELF, (char *) "Summer", NULL, LEAF_SORT_TITLE }, "One");
  assert_finds (fixture, (LeafBookQuery) { LEAF_PLACE_SHELF, shelves[0], NULL, LEAF_SORT_TITLE }, "Three");
  assert_finds (fixture, (LeafBookQuery) { LEAF_PLACE_SHELF, NULL, NULL, LEAF_SORT_TITLE }, "");
  assert_finds (fixture, (LeafBookQuery) { LEAF_PLACE_GENRE, (char *) "Mystery", (char *) "thr", LEAF_SORT_TITLE }, "Three");

  g_assert_true (leaf_books_remove (fixture->db, 2, &error));
  fewer = leaf_books_list_genres (fixture->db, &error);
  assert_strv ((const char *const *) fewer, "Mystery");
}

static void
test_summary (LeafTestDb *fixture,
              gconstpointer unused)
{
  g_autoptr (LeafBook) book = new_full_book ();
  g_autoptr (LeafReview) review = NULL;
  g_autoptr (GPtrArray) summaries = NULL;
  g_autoptr (GError) error = NULL;
  const LeafBookSummary *summary;
  gint64 ids[3] = { 4711, 0, 4712 };

  add_cover (fixture);
  g_assert_true (leaf_books_save (fixture->db, book, &error));
  review = leaf_test_db_add_review (fixture, book, "Fine.", 8);

  ids[1] = leaf_book_get_id (book);
  summaries = leaf_books_summaries (fixture->db, ids, 3, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (summaries->len, ==, 1);
  summary = g_ptr_array_index (summaries, 0);
  g_assert_cmpint (summary->id, ==, ids[1]);
  g_assert_cmpstr (summary->title, ==, "The Garden's “Gate”");
  g_assert_cmpstr (summary->authors, ==, "Élise Fontaine and Bo Ek");
  g_assert_cmpstr (summary->cover, ==, COVER);
  g_assert_cmpint (summary->rating, ==, 8);
  g_assert_cmpint (summary->state, ==, LEAF_PLACE_DRAFTS);

  remove_cover (fixture);
}

static char *
dup_quotes (LeafTestDb *fixture,
            gint64 book)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) quotes = leaf_quotes_list (fixture->db, book, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (unsigned int i = 0; i < quotes->len; i++) {
    const LeafQuote *quote = g_ptr_array_index (quotes, i);

    g_string_append_printf (text, "%s (%s) ", quote->text, quote->source);
  }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_quotes (LeafTestDb *fixture,
             gconstpointer unused)
{
  g_autoptr (LeafBook) book = leaf_test_db_add_book (fixture, "One", NULL);
  gint64 id = leaf_book_get_id (book);
  LeafQuote first = { .book = id, .text = (char *) "Call me.", .source = (char *) "p. 1" };
  LeafQuote second = { .book = id, .text = (char *) "It was late." };
  LeafQuote stray = { .book = 4711, .text = (char *) "Nowhere." };
  g_autoptr (GError) error = NULL;
  g_autofree char *both = NULL;
  g_autofree char *one = NULL;
  g_autofree char *again = NULL;
  g_autoptr (LeafQuote) loaded = NULL;

  g_assert_true (leaf_quotes_save (fixture->db, &first, &error));
  g_assert_true (leaf_quotes_save (fixture->db, &second, &error));
  second.source = (char *) "Chapter 2";
  second.note = (char *) "Why?";
  g_assert_true (leaf_quotes_save (fixture->db, &second, &error));
  g_assert_no_error (error);
  both = dup_quotes (fixture, id);
  g_assert_cmpstr (both, ==, "Call me. (p. 1) It was late. (Chapter 2) ");

  loaded = leaf_quotes_load (fixture->db, second.id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (loaded->book, ==, id);
  g_assert_cmpstr (loaded->text, ==, "It was late.");
  g_assert_cmpstr (loaded->note, ==, "Why?");

  g_assert_true (leaf_quotes_remove (fixture->db, first.id, &error));
  g_assert_null (leaf_quotes_load (fixture->db, first.id, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  one = dup_quotes (fixture, id);
  g_assert_cmpstr (one, ==, "It was late. (Chapter 2) ");
  g_assert_false (leaf_quotes_save (fixture->db, &first, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (leaf_quotes_restore (fixture->db, first.id, &error));
  again = dup_quotes (fixture, id);
  g_assert_cmpstr (again, ==, both);

  g_assert_false (leaf_quotes_save (fixture->db, &stray, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_FAILED);
}

static const char *
explain (LeafTestDb *fixture,
         const char *order,
         GString *plan)
{
  g_autofree char *sql = g_strdup_printf ("EXPLAIN QUERY PLAN SELECT b.id FROM books AS b"
                                          " WHERE b.removed_at IS NULL AND (?1 IS NULL OR b.state = ?1)"
                                          " ORDER BY %s", order);
  sqlite3_stmt *statement;

  g_assert_cmpint (sqlite3_prepare_v2 (leaf_db_get_handle (fixture->db), sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_string_truncate (plan, 0);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (plan, "%s; ", sqlite3_column_text (statement, 3));
  sqlite3_finalize (statement);

  return plan->str;
}

/* No order is made by sorting, and none by looking into the rows. */
static void
test_orders_have_indexes (LeafTestDb *fixture,
                          gconstpointer unused)
{
  static const char *const orders[] = {
    "b.added DESC, b.id DESC",
    "b.title_sort, b.id",
    "b.authors_sort, b.title_sort, b.id",
    "b.rating DESC, b.title_sort, b.id",
    "b.published DESC, b.title_sort, b.id",
  };
  g_autoptr (GString) plan = g_string_new (NULL);

  for (unsigned int i = 0; i < G_N_ELEMENTS (orders); i++) {
    if (strstr (explain (fixture, orders[i], plan), "USING COVERING INDEX books_by_") == NULL ||
        strstr (plan->str, "TEMP B-TREE") != NULL)
      g_error ("%s: %s", orders[i], plan->str);
  }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  leaf_test_add_db ("/books/save-and-load", test_save_and_load);
  leaf_test_add_db ("/books/bad-date", test_bad_date);
  leaf_test_add_db ("/books/bad-embargo", test_bad_embargo);
  leaf_test_add_db ("/books/empty", test_empty_book);
  leaf_test_add_db ("/books/not-there", test_not_there);
  leaf_test_add_db ("/books/unknown-cover", test_unknown_cover);
  leaf_test_add_db ("/books/trash", test_trash);
  leaf_test_add_db ("/books/find-isbn", test_find_isbn);
  leaf_test_add_db ("/books/sort", test_sort);
  leaf_test_add_db ("/books/genres-and-shelves", test_genres_and_shelves);
  leaf_test_add_db ("/books/summary", test_summary);
  leaf_test_add_db ("/books/quotes", test_quotes);
  leaf_test_add_db ("/books/orders-have-indexes", test_orders_have_indexes);

  return g_test_run ();
}
