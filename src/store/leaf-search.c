/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-search"

#include "config.h"

#include "leaf-search.h"

#include "leaf-db-private.h"

#include <string.h>

/* More words than this narrow nothing down, and somebody may paste a chapter. */
#define MAX_WORDS 16
#define MAX_WORD_BYTES 256

/* The shortest run of digits that is looked for among the ISBNs, hyphens or not. */
#define MIN_ISBN_DIGITS 4

static gboolean
is_word_char (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || g_unichar_type (c) == G_UNICODE_PRIVATE_USE;
}

static gboolean
has_letter_or_digit (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;
  }

  return FALSE;
}

/* The digits of @text when it can be the beginning of an ISBN: digits, hyphens and spaces, and an X
 * at the end. */
static char *
dup_isbn_digits (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
    else if ((*p == 'x' || *p == 'X') && digits->len == 9)
      g_string_append_c (digits, 'X');
    else if (!g_unichar_isspace (c) && *p != '-' && g_unichar_type (c) != G_UNICODE_DASH_PUNCTUATION)
      return NULL;
  }

  if (digits->len < MIN_ISBN_DIGITS)
    return NULL;

  return g_string_free (g_steal_pointer (&digits), FALSE);
}

/* A quoted string cannot be an operator, a column or a syntax error. Only letters, digits and their
 * accents go in, so that there is no quote to double and no string without a token, which would
 * match nothing. */
static void
append_prefix (GString *match,
               const char *word,
               gsize length)
{
  if (match->len > 0)
    g_string_append (match, " AND ");
  g_string_append_c (match, '"');
  g_string_append_len (match, word, length);
  g_string_append (match, "\"*");
}

static char *
parse_words (const char *text)
{
  g_autoptr (GString) match = g_string_new (NULL);
  const char *p = text;

  for (int n_words = 0; n_words < MAX_WORDS;) {
    const char *start;
    gboolean useful = FALSE;

    while (*p != '\0' && !is_word_char (g_utf8_get_char (p)))
      p = g_utf8_next_char (p);
    if (*p == '\0')
      break;

    for (start = p; is_word_char (g_utf8_get_char (p)) && p - start < MAX_WORD_BYTES; p = g_utf8_next_char (p))
      useful |= g_unichar_isalnum (g_utf8_get_char (p));

    if (useful) {
      append_prefix (match, start, p - start);
      n_words++;
    }
  }

  return match->len > 0 ? g_string_free (g_steal_pointer (&match), FALSE) : NULL;
}

/**
 * leaf_search_parse:
 * @text: (nullable): anything a person typed
 * @search: (out): what to look for
 *
 * Every word is a prefix, and all must be found; quotes, operators and other signs only part words.
 * Something that can be the beginning of an ISBN also finds the book with that ISBN, however it is
 * hyphenated. Signs alone ("?", an emoji) are looked for in the titles.
 */
void
leaf_search_parse (const char *text,
                   LeafSearch *search)
{
  g_autofree char *valid = NULL;
  g_autofree char *stripped = NULL;
  g_autofree char *words = NULL;
  g_autofree char *digits = NULL;

  search->match = NULL;
  search->literal = NULL;

  if (text == NULL)
    return;

  valid = g_utf8_make_valid (text, -1);
  stripped = g_strstrip (g_utf8_normalize (valid, -1, G_NORMALIZE_DEFAULT_COMPOSE));
  if (*stripped == '\0')
    return;

  if (!has_letter_or_digit (stripped)) {
    search->literal = g_steal_pointer (&stripped);
    return;
  }

  words = parse_words (stripped);
  digits = dup_isbn_digits (stripped);
  if (digits != NULL && words != NULL)
    search->match = g_strdup_printf ("(%s) OR isbn : \"%s\"*", words, digits);
  else
    search->match = g_steal_pointer (&words);
}

/**
 * leaf_search_clear:
 * @search: a search
 *
 * Frees what is in it.
 */
void
leaf_search_clear (LeafSearch *search)
{
  g_clear_pointer (&search->match, g_free);
  g_clear_pointer (&search->literal, g_free);
}

/**
 * leaf_search_update_book:
 * @db: the writing connection
 * @book: the book's id
 * @error: return location for an error
 *
 * Writes what the book is found by into the index.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_search_update_book (LeafDb *db,
                         gint64 book,
                         GError **error)
{
  return leaf_db_run_id (db,
                         "INSERT OR REPLACE INTO search"
                         "  (rowid, title, authors, series, genres, isbn, synopsis, review)"
                         " SELECT id, title, authors, series, genres, isbn, synopsis, review"
                         "   FROM search_texts WHERE id = ?1",
                         book, error);
}

/**
 * leaf_search_update_review:
 * @db: the writing connection
 * @review: the review's id
 * @error: return location for an error
 *
 * Writes the text of the review into the index, for each of its books.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_search_update_review (LeafDb *db,
                           gint64 review,
                           GError **error)
{
  return leaf_db_run_id (db,
                         "UPDATE search SET review ="
                         "  (SELECT t.review FROM search_texts AS t WHERE t.id = search.rowid)"
                         " WHERE rowid IN (SELECT book FROM review_books WHERE review = ?1)",
                         review, error);
}

/**
 * leaf_search_sort_key:
 * @text: a title
 *
 * The same in every locale, because it is stored.
 *
 * Returns: (transfer full): what @text is sorted by
 */
char *
leaf_search_sort_key (const char *text)
{
  g_autofree char *decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autoptr (GString) plain = g_string_new (NULL);

  if (decomposed == NULL)
    return g_strdup ("");

  for (const char *p = decomposed; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_ismark (c) || (plain->len == 0 && !g_unichar_isalnum (c)))
      continue;
    g_string_append_unichar (plain, c);
  }

  return g_utf8_casefold (plain->str, plain->len);
}

/**
 * leaf_search_sort_name:
 * @name: a person's name
 *
 * Returns: (transfer full): what the person is sorted by: the last word, then the others
 */
char *
leaf_search_sort_name (const char *name)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  g_autofree char *turned = NULL;
  const char *space = strrchr (stripped, ' ');

  if (space == NULL)
    return leaf_search_sort_key (stripped);

  turned = g_strdup_printf ("%s, %.*s", space + 1, (int) (space - stripped), stripped);

  return leaf_search_sort_key (turned);
}
