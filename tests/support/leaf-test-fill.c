/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-test-library.h"

#include "leaf-books.h"
#include "leaf-reviews.h"

static const char *const adjectives[] = {
  "Quiet", "Golden", "Hollow", "Distant", "Broken", "Silver", "Wandering", "Last", "Forgotten", "Bright",
  "Crooked", "Patient", "Frozen", "Scarlet", "Hidden", "Gentle", "Stubborn", "Lonely", "Ancient", "Little",
};

static const char *const nouns[] = {
  "Lighthouse", "Orchard", "River", "Clockmaker", "Garden", "Sparrow", "Harbour", "Winter", "Letter", "Island",
  "Mountain", "Archive", "Lantern", "Bridge", "Weaver", "Forest", "Kitchen", "Atlas", "Mirror", "Station",
};

static const char *const first_names[] = {
  "Ada", "Bruno", "Chiara", "Daniel", "Élise", "Farid", "Greta", "Hugo", "Ines", "Jónas",
  "Karin", "Lucía", "Milo", "Nora", "Oskar", "Petra", "Quentin", "Rosa", "Søren", "Tilda",
};

static const char *const last_names[] = {
  "Almqvist", "Baker", "Castellanos", "Dvořák", "Eriksen", "Fontaine", "Garcia", "Horvath", "Ibrahim", "Jansen",
  "Kowalski", "Lindqvist", "Müller", "Nakamura", "Okafor", "Pereira", "Quinn", "Rossi", "Schneider", "Tanaka",
};

static const char *const genres[] = {
  "Fantasy", "Mystery", "Romance", "Science Fiction", "History", "Poetry", "Young Adult", "Horror", "Memoir", "Travel",
};

static const char *const words[] = {
  "the", "and", "she", "slowly", "window", "morning", "voice", "story", "remembers", "between", "house", "nothing",
  "chapter", "carefully", "character", "plot", "ending", "beautiful", "quietly", "mother", "train", "journey", "secret",
  "paper", "night", "against", "wonderful", "pages", "reader", "language", "summer", "village", "silence", "promise",
};

typedef struct {
  int n_books;
  GRand *rand;
} Fill;

static const char *
pick (GRand *rand,
      const char *const *from,
      int n_from)
{
  return from[g_rand_int_range (rand, 0, n_from)];
}

#define PICK(rand, array) pick (rand, array, G_N_ELEMENTS (array))

static LeafDocument *
make_document (GRand *rand,
               int n_paragraphs,
               int n_words)
{
  LeafDocument *document = leaf_document_new ();

  for (int i = 0; i < n_paragraphs; i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    LeafBlockStyle block = { .kind = LEAF_BLOCK_PARAGRAPH };
    LeafTextStyle plain = { 0 };

    for (int j = 0; j < n_words; j++)
      g_string_append_printf (text, "%s%s", j > 0 ? " " : "", PICK (rand, words));
    leaf_document_append_block (document, &block);
    leaf_document_append_text (document, text->str, text->len, &plain);
  }

  return document;
}

static char *
make_isbn (int number)
{
  g_autofree char *digits = g_strdup_printf ("97803%07d", number % 10000000);
  int sum = 0;

  for (int i = 0; i < 12; i++)
    sum += (digits[i] - '0') * (i % 2 == 0 ? 1 : 3);

  return g_strdup_printf ("%s%d", digits, (10 - sum % 10) % 10);
}

static LeafBook *
make_book (GRand *rand,
           int number)
{
  LeafBook *book = leaf_book_new ();
  g_autofree char *title = g_strdup_printf ("The %s %s of %s", PICK (rand, adjectives), PICK (rand, nouns),
                                            PICK (rand, last_names));
  g_autofree char *author = g_strdup_printf ("%s %s", PICK (rand, first_names), PICK (rand, last_names));
  g_autofree char *series = g_strdup_printf ("%s %s Saga", PICK (rand, adjectives), PICK (rand, nouns));
  g_autofree char *isbn = make_isbn (number);
  g_autoptr (LeafDocument) synopsis = make_document (rand, 2, 60);
  LeafDate published = { g_rand_int_range (rand, 1950, 2026), g_rand_int_range (rand, 1, 13), 0 };

  leaf_book_set_title (book, title);
  leaf_book_set_authors (book, (const char *[]) { author, NULL });
  leaf_book_set_genres (book, (const char *[]) { PICK (rand, genres), NULL });
  leaf_book_set_publisher (book, "Harbour & Sons");
  leaf_book_set_published (book, &published);
  leaf_book_set_isbn (book, isbn);
  leaf_book_set_pages (book, g_rand_int_range (rand, 90, 900));
  leaf_book_set_format (book, "Paperback");
  leaf_book_set_synopsis (book, synopsis);
  if (number % 4 == 0) {
    leaf_book_set_series (book, series);
    leaf_book_set_series_number (book, "1");
  }

  return book;
}

static gboolean
add_review (LeafDb *db,
            GRand *rand,
            gint64 book,
            GError **error)
{
  g_autoptr (LeafReview) review = leaf_review_new ();
  g_autoptr (LeafDocument) document = make_document (rand, 5, 80);

  leaf_review_set_books (review, &book, 1);
  leaf_review_set_rating (review, g_rand_int_range (rand, 1, LEAF_RATING_MAX + 1));
  leaf_review_set_document (review, document);

  return leaf_reviews_save (db, review, error);
}

static gboolean
fill (LeafDb *db,
      gpointer data,
      GError **error)
{
  Fill *job = data;

  for (int i = 0; i < job->n_books; i++) {
    g_autoptr (LeafBook) book = make_book (job->rand, i);

    if (!leaf_books_save (db, book, error))
      return FALSE;
    if (i % 3 == 0 && !add_review (db, job->rand, leaf_book_get_id (book), error))
      return FALSE;
  }

  return TRUE;
}

/**
 * leaf_test_fill_library:
 * @library: an empty library
 * @n_books: how many
 *
 * Adds books with everything but covers, always the same ones; every third has a review of 400 words,
 * with stars.
 */
void
leaf_test_fill_library (LeafLibrary *library,
                        int n_books)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1859);
  Fill job = { n_books, rand };

  leaf_test_run (library, LEAF_LIBRARY_WRITE, fill, &job);
}
