/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-book-fields"

#include "config.h"

#include "leaf-book-fields.h"

#include "leaf-isbn.h"

#include <glib/gi18n.h>

#define MAX_PAGES 100000

static char **
split (const char *text, const char *separators)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = g_strsplit_set (text, separators, -1);

  for (unsigned int i = 0; parts[i] != NULL; i++)
    {
      g_strstrip (parts[i]);
      if (*parts[i] != '\0')
        g_strv_builder_add (builder, parts[i]);
    }

  return g_strv_builder_end (builder);
}

/* Names come apart at semicolons; where there is none, at commas and ampersands. So "Le Guin, Ursula
 * K.;" is one name. */
static char **
split_names (const char *text)
{
  return split (text, strchr (text, ';') != NULL ? ";" : ",&");
}

/* The other way round, so that what is shown reads as the same names again. */
static char *
join_names (char **names)
{
  gboolean plain = TRUE;
  g_autofree char *joined = NULL;

  for (unsigned int i = 0; names[i] != NULL; i++)
    plain = plain && strpbrk (names[i], ",&") == NULL;
  if (plain)
    return g_strjoinv (", ", names);

  joined = g_strjoinv ("; ", names);

  return names[1] == NULL ? g_strconcat (joined, ";", NULL) : g_steal_pointer (&joined);
}

/* What the people in a field did for the book; NULL: it holds no people. */
static const char *
get_role (LeafBookField field)
{
  switch ((int) field)
    {
    case LEAF_BOOK_FIELD_AUTHORS:
      return "author";
    case LEAF_BOOK_FIELD_TRANSLATORS:
      return "translator";
    case LEAF_BOOK_FIELD_EDITORS:
      return "editor";
    case LEAF_BOOK_FIELD_ILLUSTRATORS:
      return "illustrator";
    case LEAF_BOOK_FIELD_NARRATORS:
      return "narrator";
    default:
      return NULL;
    }
}

/* An embargo is known to the day, or it could not be kept. */
static gboolean
parse_day (const char *text, LeafDate *day)
{
  return leaf_date_parse (text, day) && (day->year == 0 || day->day != 0);
}

static gboolean
parse_pages (const char *text, unsigned int *pages)
{
  guint64 value = 0;

  if (*text != '\0' && !g_ascii_string_to_unsigned (text, 10, 1, MAX_PAGES, &value, NULL))
    return FALSE;

  *pages = (unsigned int) value;

  return TRUE;
}

/**
 * leaf_book_field_get:
 * @book: a book
 * @field: one of its details
 *
 * Returns: (transfer full): the detail as text to edit, empty when unknown
 */
char *
leaf_book_field_get (LeafBook *book, LeafBookField field)
{
  g_auto (GStrv) names = NULL;

  g_return_val_if_fail (LEAF_IS_BOOK (book), NULL);

  switch (field)
    {
    case LEAF_BOOK_FIELD_TITLE:
      return g_strdup (leaf_book_get_title (book));
    case LEAF_BOOK_FIELD_AUTHORS:
    case LEAF_BOOK_FIELD_TRANSLATORS:
    case LEAF_BOOK_FIELD_EDITORS:
    case LEAF_BOOK_FIELD_ILLUSTRATORS:
    case LEAF_BOOK_FIELD_NARRATORS:
      names = leaf_book_dup_names (book, get_role (field));
      return join_names (names);
    case LEAF_BOOK_FIELD_GENRES:
      return g_strjoinv (", ", (char **) leaf_book_get_genres (book));
    case LEAF_BOOK_FIELD_PUBLISHER:
      return g_strdup (leaf_book_get_publisher (book));
    case LEAF_BOOK_FIELD_PUBLISHED:
      return leaf_date_to_string (leaf_book_get_published (book));
    case LEAF_BOOK_FIELD_EMBARGO:
      return leaf_book_dup_embargo (book);
    case LEAF_BOOK_FIELD_ISBN:
      return g_strdup (leaf_book_get_isbn (book));
    case LEAF_BOOK_FIELD_SERIES:
      return g_strdup (leaf_book_get_series (book));
    case LEAF_BOOK_FIELD_SERIES_NUMBER:
      return g_strdup (leaf_book_get_series_number (book));
    case LEAF_BOOK_FIELD_PAGES:
      return leaf_book_get_pages (book) == 0 ? NULL
                                             : g_strdup_printf ("%u", leaf_book_get_pages (book));
    case LEAF_BOOK_FIELD_FORMAT:
      return g_strdup (leaf_book_get_format (book));
    case LEAF_BOOK_FIELD_SHELVES:
      return g_strjoinv (", ", (char **) leaf_book_get_shelves (book));
    case LEAF_BOOK_FIELD_COVER_ALT:
      return g_strdup (leaf_book_get_cover_alt (book));
    case LEAF_BOOK_N_FIELDS:
    default:
      g_assert_not_reached ();
    }
}

/**
 * leaf_book_field_check:
 * @field: one of a book's details
 * @text: what the user typed
 * @problem: (out) (optional) (transfer full): why it will not do, one sentence
 *
 * Can this be taken as it is?
 *
 * Returns: %TRUE when [func@book_field_set] would take it
 */
gboolean
leaf_book_field_check (LeafBookField field, const char *text, char **problem)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *isbn = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  unsigned int pages;
  LeafDate date;

  if (field == LEAF_BOOK_FIELD_TITLE && *stripped == '\0')
    sentence = g_strdup (_("A book needs a title."));
  else if (field == LEAF_BOOK_FIELD_PUBLISHED && !leaf_date_parse (stripped, &date))
    /* Translators: %s is what was typed; the three are forms that are understood. */
    sentence = g_strdup_printf (_("“%s” is not a date: write it as 2010, 2010-08 or 2010-08-31."),
                                stripped);
  else if (field == LEAF_BOOK_FIELD_EMBARGO && !parse_day (stripped, &date))
    sentence = g_strdup_printf (_("“%s” is not a day: write it as 2010-08-31."), stripped);
  else if (field == LEAF_BOOK_FIELD_PAGES && !parse_pages (stripped, &pages))
    sentence = g_strdup_printf (_("“%s” is not a number of pages: write it in digits."), stripped);
  else if (field == LEAF_BOOK_FIELD_ISBN && *stripped != '\0' &&
           (isbn = leaf_isbn_normalize (stripped, &error)) == NULL)
    sentence = g_strdup (error->message);

  if (problem != NULL)
    *problem = g_strdup (sentence);

  return sentence == NULL;
}

/**
 * leaf_book_field_set:
 * @book: a book
 * @field: one of its details
 * @text: what the user typed; it must pass [func@book_field_check]
 *
 * Puts what the user typed into the book.
 */
void
leaf_book_field_set (LeafBook *book, LeafBookField field, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autofree char *isbn = NULL;
  g_auto (GStrv) list = NULL;
  unsigned int pages = 0;
  LeafDate date = { 0 };

  g_return_if_fail (LEAF_IS_BOOK (book));
  g_return_if_fail (leaf_book_field_check (field, text, NULL));

  switch (field)
    {
    case LEAF_BOOK_FIELD_TITLE:
      leaf_book_set_title (book, stripped);
      break;
    case LEAF_BOOK_FIELD_AUTHORS:
    case LEAF_BOOK_FIELD_TRANSLATORS:
    case LEAF_BOOK_FIELD_EDITORS:
    case LEAF_BOOK_FIELD_ILLUSTRATORS:
    case LEAF_BOOK_FIELD_NARRATORS:
      list = split_names (stripped);
      leaf_book_set_names (book, get_role (field), (const char *const *) list);
      break;
    case LEAF_BOOK_FIELD_GENRES:
      list = split (stripped, ",;");
      leaf_book_set_genres (book, (const char *const *) list);
      break;
    case LEAF_BOOK_FIELD_PUBLISHER:
      leaf_book_set_publisher (book, stripped);
      break;
    case LEAF_BOOK_FIELD_PUBLISHED:
      leaf_date_parse (stripped, &date);
      leaf_book_set_published (book, &date);
      break;
    case LEAF_BOOK_FIELD_EMBARGO:
      leaf_date_parse (stripped, &date);
      leaf_book_set_embargo (book, &date);
      break;
    case LEAF_BOOK_FIELD_ISBN:
      isbn = *stripped == '\0' ? NULL : leaf_isbn_normalize (stripped, NULL);
      leaf_book_set_isbn (book, isbn);
      break;
    case LEAF_BOOK_FIELD_SERIES:
      leaf_book_set_series (book, stripped);
      break;
    case LEAF_BOOK_FIELD_SERIES_NUMBER:
      leaf_book_set_series_number (book, stripped);
      break;
    case LEAF_BOOK_FIELD_PAGES:
      parse_pages (stripped, &pages);
      leaf_book_set_pages (book, pages);
      break;
    case LEAF_BOOK_FIELD_FORMAT:
      leaf_book_set_format (book, stripped);
      break;
    case LEAF_BOOK_FIELD_SHELVES:
      list = split (stripped, ",;");
      leaf_book_set_shelves (book, (const char *const *) list);
      break;
    case LEAF_BOOK_FIELD_COVER_ALT:
      leaf_book_set_cover_alt (book, stripped);
      break;
    case LEAF_BOOK_N_FIELDS:
    default:
      g_assert_not_reached ();
    }
}
