/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-private.h"

#include "leaf-cli-book-private.h"
#include "leaf-isbn.h"

#include <glib/gi18n.h>
#include <string.h>

/* What the options say of a book; NULL is not said, empty takes the value away. */
typedef struct {
  char *title;
  char **authors;
  char **contributors; /* "ROLE:NAME" */
  char **genres;
  char **shelves;
  char *publisher;
  char *published;
  char *embargo;
  char *isbn;
  char *series;
  char *number;
  char *pages;
  char *format;
  char *language;
  char *synopsis_file;
  char *cover_file;
  char *cover_alt;

  /* made of the above */
  LeafDate date;
  LeafDate embargo_day;
  char *isbn13;
  unsigned int n_pages;
  GPtrArray *people;
  LeafDocument *synopsis;
  char *cover;

  gint64 id; /* of the book to be changed; 0: a new one */
  LeafBook *book;
} Fields;

static void
fields_clear (Fields *fields)
{
  g_free (fields->title);
  g_strfreev (fields->authors);
  g_strfreev (fields->contributors);
  g_strfreev (fields->genres);
  g_strfreev (fields->shelves);
  g_free (fields->publisher);
  g_free (fields->published);
  g_free (fields->embargo);
  g_free (fields->isbn);
  g_free (fields->series);
  g_free (fields->number);
  g_free (fields->pages);
  g_free (fields->format);
  g_free (fields->language);
  g_free (fields->synopsis_file);
  g_free (fields->cover_file);
  g_free (fields->cover_alt);
  g_free (fields->isbn13);
  g_clear_pointer (&fields->people, g_ptr_array_unref);
  g_clear_pointer (&fields->synopsis, leaf_document_unref);
  g_free (fields->cover);
  g_clear_object (&fields->book);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fields, fields_clear)

static gboolean
parse_fields (LeafCli *cli, Fields *fields, int argc, char **argv, unsigned int n_words, GError **error)
{
  const GOptionEntry entries[] = {
    { "title", 't', 0, G_OPTION_ARG_FILENAME, &fields->title, N_("Title, without the series"), N_("TEXT") },
    { "author", 'a', 0, G_OPTION_ARG_FILENAME_ARRAY, &fields->authors, N_("Author; again for each"), N_("NAME") },
    { "contributor", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &fields->contributors,
      N_("Translator, editor, illustrator or narrator; again for each"), N_("ROLE:NAME") },
    { "genre", 'g', 0, G_OPTION_ARG_FILENAME_ARRAY, &fields->genres, N_("Genre; again for each"), N_("NAME") },
    { "shelf", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &fields->shelves, N_("Shelf; again for each"), N_("NAME") },
    { "publisher", 0, 0, G_OPTION_ARG_FILENAME, &fields->publisher, N_("Publisher"), N_("NAME") },
    { "published", 0, 0, G_OPTION_ARG_FILENAME, &fields->published,
      N_("Date published: 2010, 2010-08 or 2010-08-31"), N_("DATE") },
    { "embargo", 0, 0, G_OPTION_ARG_FILENAME, &fields->embargo,
      N_("First day on which anything about the book may be published: 2010-08-31"), N_("DATE") },
    { "isbn", 0, 0, G_OPTION_ARG_FILENAME, &fields->isbn, N_("ISBN, 10 or 13 digits"), N_("ISBN") },
    { "series", 0, 0, G_OPTION_ARG_FILENAME, &fields->series, N_("Series"), N_("NAME") },
    { "number", 0, 0, G_OPTION_ARG_FILENAME, &fields->number, N_("Number in the series"), N_("NUMBER") },
    { "pages", 0, 0, G_OPTION_ARG_FILENAME, &fields->pages, N_("Number of pages"), N_("NUMBER") },
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &fields->format, N_("Format: Paperback, E-book…"), N_("TEXT") },
    { "language", 0, 0, G_OPTION_ARG_FILENAME, &fields->language, N_("Language of the book: en, de…"), N_("TAG") },
    { "synopsis-file", 0, 0, G_OPTION_ARG_FILENAME, &fields->synopsis_file,
      N_("Synopsis, from a file of type .html, .md or .txt"), N_("FILE") },
    { "cover", 'c', 0, G_OPTION_ARG_FILENAME, &fields->cover_file, N_("Cover, from a picture file"), N_("FILE") },
    { "cover-alt", 0, 0, G_OPTION_ARG_FILENAME, &fields->cover_alt, N_("Alternative text of the cover"), N_("TEXT") },
    { NULL }
  };

  return leaf_cli_parse (cli, entries, NULL, argc, argv, n_words, n_words, error);
}

/* "translator:Ann Other" */
static gboolean
check_people (Fields *fields, GError **error)
{
  if (fields->contributors == NULL)
    return TRUE;

  fields->people = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_contributor_free);
  for (unsigned int i = 0; fields->contributors[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (fields->contributors[i], ":", 2);

      if (*fields->contributors[i] == '\0')
        continue;
      if (g_strv_length (parts) != 2 || *g_strstrip (parts[0]) == '\0' || *g_strstrip (parts[1]) == '\0' ||
          g_str_equal (parts[0], "author"))
        {
          g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
                       _("“%s” is no contributor: write it as translator:Name, and authors with --author."),
                       fields->contributors[i]);
          return FALSE;
        }
      g_ptr_array_add (fields->people, leaf_contributor_new (parts[1], parts[0]));
    }

  return TRUE;
}

/* All that can be wrong is found before anything is stored. */
static gboolean
check_fields (LeafCli *cli, Fields *fields, GError **error)
{
  guint64 pages = 0;

  if (fields->title != NULL && *g_strstrip (fields->title) == '\0')
    {
      g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("A book needs a title."));
      return FALSE;
    }
  if (fields->published != NULL && !leaf_date_parse (fields->published, &fields->date))
    {
      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
                   _("“%s” is no date: write it as 2010, 2010-08 or 2010-08-31."), fields->published);
      return FALSE;
    }
  if (fields->embargo != NULL && (!leaf_date_parse (fields->embargo, &fields->embargo_day) ||
                                  (fields->embargo_day.year != 0 && fields->embargo_day.day == 0)))
    {
      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
                   _("“%s” is no day: write the day of the embargo as 2010-08-31."), fields->embargo);
      return FALSE;
    }
  if (fields->pages != NULL && *fields->pages != '\0' &&
      !g_ascii_string_to_unsigned (fields->pages, 10, 0, G_MAXUINT, &pages, NULL))
    {
      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("“%s” is no number of pages."), fields->pages);
      return FALSE;
    }
  fields->n_pages = (unsigned int) pages;

  if (fields->isbn != NULL && *fields->isbn != '\0')
    {
      fields->isbn13 = leaf_isbn_normalize (fields->isbn, error);
      if (fields->isbn13 == NULL)
        return FALSE;
    }

  if (!check_people (fields, error))
    return FALSE;
  if (fields->synopsis_file != NULL)
    {
      fields->synopsis = *fields->synopsis_file != '\0'
                           ? leaf_cli_read_document (fields->synopsis_file, NULL, error)
                           : leaf_document_new ();
      if (fields->synopsis == NULL)
        return FALSE;
    }
  if (fields->cover_file != NULL && *fields->cover_file != '\0')
    {
      fields->cover = leaf_cli_add_picture (cli, fields->cover_file, error);
      if (fields->cover == NULL)
        return FALSE;
    }

  return TRUE;
}

/* `--genre ''` takes all of them away. */
static char **
without_empty (char **values)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  char **result;

  for (unsigned int i = 0; values[i] != NULL; i++)
    if (*g_strstrip (values[i]) != '\0')
      g_strv_builder_add (builder, values[i]);

  result = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return result;
}

static void
apply_people (const Fields *fields, LeafBook *book)
{
  if (fields->people != NULL)
    {
      g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_contributor_free);
      g_auto (GStrv) authors = leaf_book_dup_authors (book);

      for (unsigned int i = 0; authors[i] != NULL; i++)
        g_ptr_array_add (people, leaf_contributor_new (authors[i], NULL));
      for (unsigned int i = 0; i < fields->people->len; i++)
        g_ptr_array_add (people, leaf_contributor_copy (g_ptr_array_index (fields->people, i)));
      leaf_book_set_contributors (book, people);
    }

  if (fields->authors != NULL)
    {
      g_auto (GStrv) authors = without_empty (fields->authors);

      leaf_book_set_authors (book, (const char *const *) authors);
    }
}

static void
apply_fields (const Fields *fields, LeafBook *book)
{
  if (fields->title != NULL)
    leaf_book_set_title (book, fields->title);
  apply_people (fields, book);
  if (fields->genres != NULL)
    {
      g_auto (GStrv) genres = without_empty (fields->genres);

      leaf_book_set_genres (book, (const char *const *) genres);
    }
  if (fields->shelves != NULL)
    {
      g_auto (GStrv) shelves = without_empty (fields->shelves);

      leaf_book_set_shelves (book, (const char *const *) shelves);
    }
  if (fields->publisher != NULL)
    leaf_book_set_publisher (book, fields->publisher);
  if (fields->published != NULL)
    leaf_book_set_published (book, &fields->date);
  if (fields->embargo != NULL)
    leaf_book_set_embargo (book, &fields->embargo_day);
  if (fields->isbn != NULL)
    leaf_book_set_isbn (book, fields->isbn13);
  if (fields->series != NULL)
    leaf_book_set_series (book, fields->series);
  if (fields->number != NULL)
    leaf_book_set_series_number (book, fields->number);
  if (fields->pages != NULL)
    leaf_book_set_pages (book, fields->n_pages);
  if (fields->format != NULL)
    leaf_book_set_format (book, fields->format);
  if (fields->language != NULL)
    leaf_book_set_language (book, fields->language);
  if (fields->synopsis != NULL)
    leaf_book_set_synopsis (book, fields->synopsis);
  if (fields->cover_file != NULL)
    leaf_book_set_cover (book, fields->cover);
  if (fields->cover_alt != NULL)
    leaf_book_set_cover_alt (book, fields->cover_alt);
}

/* An ISBN names one book of the library. */
static gboolean
check_isbn_free (LeafDb *db, const Fields *fields, GError **error)
{
  g_autoptr (LeafBook) other = NULL;
  gint64 id;

  if (fields->isbn13 == NULL)
    return TRUE;

  id = leaf_books_find_isbn (db, fields->isbn13, error);
  if (id == 0 || id == fields->id)
    return TRUE;
  if (id < 0)
    return FALSE;

  other = leaf_books_load (db, id, error);
  if (other != NULL)
    {
      g_autofree char *name = leaf_cli_describe_book (other);

      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_FAILED, _("The ISBN %s is that of book %s already."),
                   fields->isbn13, name);
    }
  return FALSE;
}

static gboolean
save_cb (LeafDb *db, gpointer data, GError **error)
{
  Fields *fields = data;

  if (!check_isbn_free (db, fields, error))
    return FALSE;

  fields->book = fields->id != 0 ? leaf_books_load (db, fields->id, error) : leaf_book_new ();
  if (fields->book == NULL)
    return FALSE;

  apply_fields (fields, fields->book);
  return leaf_books_save (db, fields->book, error);
}

/* The number alone, for scripts; with --json the book as it is now. */
static gboolean
print_saved (LeafCli *cli, LeafBook *book, GError **error)
{
  if (cli->json)
    return leaf_cli_book_print_json (cli, book, error);

  leaf_cli_print ("%" G_GINT64_FORMAT "\n", leaf_book_get_id (book));
  return TRUE;
}

static gboolean
run_add (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_auto (Fields) fields = { 0 };

  if (!parse_fields (cli, &fields, argc, argv, 0, error))
    return FALSE;
  if (fields.title == NULL)
    {
      g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("A book needs a --title."));
      return FALSE;
    }

  return check_fields (cli, &fields, error) && leaf_cli_write (cli, save_cb, &fields, error) &&
         print_saved (cli, fields.book, error);
}

static gboolean
run_edit (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_auto (Fields) fields = { 0 };
  g_autoptr (LeafBook) book = NULL;

  if (!parse_fields (cli, &fields, argc, argv, 1, error))
    return FALSE;
  book = leaf_cli_find_book (cli, cli->words[0], error);
  if (book == NULL)
    return FALSE;

  fields.id = leaf_book_get_id (book);
  return check_fields (cli, &fields, error) && leaf_cli_write (cli, save_cb, &fields, error) &&
         print_saved (cli, fields.book, error);
}

static gboolean
remove_cb (LeafDb *db, gpointer data, GError **error)
{
  return leaf_books_remove (db, *(gint64 *) data, error);
}

static gboolean
restore_cb (LeafDb *db, gpointer data, GError **error)
{
  return leaf_books_restore (db, *(gint64 *) data, error);
}

static gboolean
run_remove (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (LeafBook) book = NULL;
  gint64 id;

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 1, 1, error))
    return FALSE;
  book = leaf_cli_find_book (cli, cli->words[0], error);
  if (book == NULL)
    return FALSE;

  id = leaf_book_get_id (book);
  if (!leaf_cli_write (cli, remove_cb, &id, error))
    return FALSE;

  leaf_cli_message (_("“%s” is removed; “flyleaf book restore %lld” brings it back."), leaf_book_get_title (book),
                    (long long) id);
  return TRUE;
}

static gboolean
run_restore (LeafCli *cli, int argc, char **argv, GError **error)
{
  gint64 id;

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 1, 1, error))
    return FALSE;
  if (!leaf_cli_parse_id (cli->words[0], &id))
    {
      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("“%s” is no number of a book."), cli->words[0]);
      return FALSE;
    }

  return leaf_cli_write (cli, restore_cb, &id, error);
}

const LeafCliVerb leaf_cli_book_verbs[] = {
  { "book", "add", "", N_("Add a book to the library"), LEAF_CLI_JSON, run_add },
  { "book", "edit", N_("BOOK"), N_("Change what is known of a book"), LEAF_CLI_JSON, run_edit },
  { "book", "list", N_("[WORD…]"), N_("List books, all or those that match"), LEAF_CLI_JSON, leaf_cli_book_run_list },
  { "book", "show", N_("BOOK"), N_("Show all about a book"), LEAF_CLI_JSON, leaf_cli_book_run_show },
  { "book", "remove", N_("BOOK"), N_("Remove a book"), LEAF_CLI_PLAIN, run_remove },
  { "book", "restore", N_("NUMBER"), N_("Bring a removed book back"), LEAF_CLI_PLAIN, run_restore },
  { NULL }
};
