/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-books.h"
#include "leaf-db-private.h"
#include "leaf-reviews.h"
#include "leaf-search.h"

#include "leaf-test-db.h"

#include <string.h>

static gboolean
finds (LeafTestDb *fixture,
       const char *words,
       gint64 id)
{
  LeafBookQuery query = { .place = LEAF_PLACE_ALL, .sort = LEAF_SORT_TITLE, .search = (char *) words };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = leaf_books_query (fixture->db, &query, &error);

  if (error != NULL)
    g_error ("“%s”: %s", words, error->message);
  for (unsigned int i = 0; i < ids->len; i++) {
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  }

  return FALSE;
}

static void
assert_all (LeafTestDb *fixture,
            const char *const *searches,
            gint64 id,
            gboolean found)
{
  for (int i = 0; searches[i] != NULL; i++) {
    if (finds (fixture, searches[i], id) != found)
      g_error ("“%s” %s", searches[i], found ? "finds nothing" : "finds something");
  }
}

static gint64
add_known_book (LeafTestDb *fixture)
{
  g_autoptr (LeafBook) book = leaf_test_db_add_book (fixture, "The Café of Dr. O'Brien-Smith", "Élise Dvořák");
  g_autoptr (LeafDocument) synopsis = leaf_test_document_of ("A lighthouse keeper finds a letter.");
  g_autoptr (GError) error = NULL;

  leaf_book_set_genres (book, (const char *[]) { "Science Fiction", NULL });
  leaf_book_set_series (book, "Harbour Nights");
  leaf_book_set_isbn (book, "9780307740991");
  leaf_book_set_synopsis (book, synopsis);
  g_assert_true (leaf_books_save (fixture->db, book, &error));
  g_assert_no_error (error);
  g_object_unref (leaf_test_db_add_review (fixture, book, "Slow at first.\nThen I wept, naïvely.", 8));

  return leaf_book_get_id (book);
}

/* A few letters of anything in it. */
static void
test_everything (LeafTestDb *fixture,
                 gconstpointer unused)
{
  static const char *const found[] = {
    "", "   ", "caf", "CAFE", "café", "cafe\xcc\x81", "elise", "dvorak", "DVOŘÁK", "o'brien", "O'Brien-Sm", "dr.",
    "science fic", "harbour n", "lighthouse", "keep letter", "wept", "naively", "naïve", "slow",
    "dvorak cafe lighthouse wept", "of the", NULL,
  };
  static const char *const not_found[] = {
    "xyz", "cafe xyz", "afe", "lighthousekeeper", "weep", "🎉", "?", NULL,
  };
  gint64 id = add_known_book (fixture);

  assert_all (fixture, found, id, TRUE);
  assert_all (fixture, not_found, id, FALSE);
}

/* With hyphens, spaces or nothing, whole or begun, old or new. */
static void
test_isbn (LeafTestDb *fixture,
           gconstpointer unused)
{
  static const char *const found[] = {
    "9780307740991", "978-0-307-74099-1", "978 0 307 74099 1", "978-0-307", "978-0307740991", "978‑0‑307‑74099‑1",
    "97803", "9780", "0307740994", "0-307-74099-4", "030774", " 978-0-307-7409 ", NULL,
  };
  static const char *const not_found[] = {
    "9780307740992", "978-1-307", "307740991", "0307740995", "9780307740991 xyz", NULL,
  };
  gint64 id = add_known_book (fixture);

  assert_all (fixture, found, id, TRUE);
  assert_all (fixture, not_found, id, FALSE);
}

static void
test_isbn_with_x (LeafTestDb *fixture,
                  gconstpointer unused)
{
  static const char *const found[] = { "207042779x", "2-07-042779-X", "2070427", "9782070427796", NULL };
  g_autoptr (LeafBook) book = leaf_test_db_add_book (fixture, "L'Étranger", "Albert Camus");
  g_autoptr (GError) error = NULL;

  leaf_book_set_isbn (book, "9782070427796");
  g_assert_true (leaf_books_save (fixture->db, book, &error));
  assert_all (fixture, found, leaf_book_get_id (book), TRUE);
}

/* What FTS5 would take for its own language is only words here. */
static void
test_operators (LeafTestDb *fixture,
                gconstpointer unused)
{
  static const char *const searches[] = {
    "\"", "\"\"", "\"cafe", "cafe\"", "'", "cafe AND", "AND", "OR", "NOT", "NEAR", "NEAR(a b)", "cafe NOT lighthouse",
    "title:cafe", "title : cafe", "{title} : cafe", "-cafe", "^cafe", "cafe*", "*", "cafe + elise", "(cafe", "cafe)",
    "()", "a^2", "\\", "%", "_", ";", "--", "/* */", "cafe; DROP TABLE books", "\x01\x02", "\xff\xfe", "caf\xc3",
    "🎉 cafe 🎉", "¿cafe?", "…", "“cafe”", "«»", "\u200b", "\u0301", "a\u0301\u0301\u0301", "日本語", "עברית", "ไทย",
    "\u00ad", "\ufeff", "٣٤", "Ⅷ", "½", "ſ", "İ", "ǅ", "\ue000", "𝔉𝔯𝔞", "🏳️‍🌈", "한국어 책", NULL,
  };
  gint64 id = add_known_book (fixture);

  for (int i = 0; searches[i] != NULL; i++)
    finds (fixture, searches[i], id);

  g_assert_true (finds (fixture, "“cafe”", id));
  g_assert_true (finds (fixture, "¿cafe?", id));
  g_assert_true (finds (fixture, "🎉 cafe 🎉", id));
  g_assert_true (finds (fixture, "cafe*", id));
  g_assert_true (finds (fixture, "-cafe", id));
  g_assert_true (finds (fixture, "(cafe", id));
  g_assert_false (finds (fixture, "cafe NOT lighthouse", id));
  g_assert_false (finds (fixture, "title:cafe", id));
}

static char *
random_text (void)
{
  static const char *const pieces[] = {
    "\"", "'", "*", "^", ":", "(", ")", "{", "}", "+", "-", "AND", "OR", "NOT", "NEAR", " ", " ", "a", "ca", "é", "\u0301",
    "9", "978", "-0", "x", "X", "\xf0\x9f\x8e\x89", "\xff", "\n", "\t", "ß", "日", ",", ".", "/", "\\", "title", "rank",
  };
  GString *text = g_string_new (NULL);
  int n = g_test_rand_int_range (0, 12);

  for (int i = 0; i < n; i++)
    g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

  return g_string_free (text, FALSE);
}

static void
test_anything (LeafTestDb *fixture,
               gconstpointer unused)
{
  gint64 id = add_known_book (fixture);

  for (int i = 0; i < 3000; i++) {
    g_autofree char *text = random_text ();

    finds (fixture, text, id);
  }
}

static void
test_long (LeafTestDb *fixture,
           gconstpointer unused)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GString) word = g_string_new (NULL);
  gint64 id = add_known_book (fixture);

  for (int i = 0; i < 50000; i++) {
    g_string_append (words, "cafe ");
    g_string_append (word, "é");
  }

  g_assert_true (finds (fixture, words->str, id));
  g_assert_false (finds (fixture, word->str, id));
}

/* A title that is nothing but signs. */
static void
test_signs (LeafTestDb *fixture,
            gconstpointer unused)
{
  g_autoptr (LeafBook) signs = leaf_test_db_add_book (fixture, "?!", NULL);
  g_autoptr (LeafBook) party = leaf_test_db_add_book (fixture, "Party 🎉", NULL);

  g_assert_true (finds (fixture, "?", leaf_book_get_id (signs)));
  g_assert_true (finds (fixture, "🎉", leaf_book_get_id (party)));
  g_assert_false (finds (fixture, "🎉", leaf_book_get_id (signs)));
  g_assert_true (finds (fixture, "part 🎉", leaf_book_get_id (party)));
}

/* Whatever is changed, the index knows it in the same transaction. */
static void
test_in_step (LeafTestDb *fixture,
              gconstpointer unused)
{
  g_autoptr (LeafBook) book = leaf_test_db_add_book (fixture, "Alpha", "Ada Baker");
  g_autoptr (LeafBook) other = leaf_test_db_add_book (fixture, "Omega", "Bo Ek");
  g_autoptr (LeafReview) review = leaf_test_db_add_review (fixture, book, "First words.", 0);
  g_autoptr (GError) error = NULL;
  gint64 id = leaf_book_get_id (book);
  gint64 other_id = leaf_book_get_id (other);

  g_assert_true (finds (fixture, "first", id));
  g_assert_true (leaf_reviews_save_document (fixture->db, leaf_review_get_id (review), "<p>Second</p>", "Second", &error));
  g_assert_false (finds (fixture, "first", id));
  g_assert_true (finds (fixture, "second", id));

  leaf_book_set_title (book, "Beta");
  g_assert_true (leaf_books_save (fixture->db, book, &error));
  g_assert_false (finds (fixture, "alpha", id));
  g_assert_true (finds (fixture, "beta second", id));

  g_assert_true (leaf_reviews_remove (fixture->db, leaf_review_get_id (review), &error));
  g_assert_false (finds (fixture, "second", id));
  g_assert_true (leaf_reviews_restore (fixture->db, leaf_review_get_id (review), &error));
  g_assert_true (finds (fixture, "second", id));

  /* The review turns out to be one of the other book. */
  g_object_unref (g_steal_pointer (&review));
  review = leaf_reviews_load (fixture->db, 1, &error);
  leaf_review_set_books (review, &other_id, 1);
  leaf_review_set_title (review, "On endings");
  g_assert_true (leaf_reviews_save (fixture->db, review, &error));
  g_assert_no_error (error);
  g_assert_false (finds (fixture, "second", id));
  g_assert_true (finds (fixture, "second", other_id));
  g_assert_true (finds (fixture, "endings", other_id));

  /* What is rolled back was never found. */
  g_assert_true (leaf_db_begin (fixture->db, TRUE, &error));
  leaf_book_set_title (book, "Gamma");
  g_assert_true (leaf_books_save (fixture->db, book, &error));
  g_assert_true (finds (fixture, "gamma", id));
  leaf_db_rollback (fixture->db);
  g_assert_false (finds (fixture, "gamma", id));
  g_assert_true (finds (fixture, "beta", id));
}

static void
test_sort_keys (void)
{
  static const struct {
    const char *text;
    const char *key;
  } titles[] = {
    { "Élan Vital", "elan vital" },
    { "'Salem's Lot", "salem's lot" },
    { "“Quoted”", "quoted”" },
    { "STRASSE", "strasse" },
    { "Straße", "strasse" },
    { "???", "" },
    { "", "" },
    { "ﬁne", "fine" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (titles); i++) {
    g_autofree char *key = leaf_search_sort_key (titles[i].text);

    g_assert_cmpstr (key, ==, titles[i].key);
  }
}

static void
test_sort_names (void)
{
  static const struct {
    const char *name;
    const char *key;
  } names[] = {
    { "Ada Baker", "baker, ada" },
    { " Ada  M. Baker ", "baker, ada  m." },
    { "Plato", "plato" },
    { "", "" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *key = leaf_search_sort_name (names[i].name);

    g_assert_cmpstr (key, ==, names[i].key);
  }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  leaf_test_add_db ("/search/everything", test_everything);
  leaf_test_add_db ("/search/isbn", test_isbn);
  leaf_test_add_db ("/search/isbn-with-x", test_isbn_with_x);
  leaf_test_add_db ("/search/operators", test_operators);
  leaf_test_add_db ("/search/anything", test_anything);
  leaf_test_add_db ("/search/long", test_long);
  leaf_test_add_db ("/search/signs", test_signs);
  leaf_test_add_db ("/search/in-step", test_in_step);
  g_test_add_func ("/search/sort-keys", test_sort_keys);
  g_test_add_func ("/search/sort-names", test_sort_names);

  return g_test_run ();
}
