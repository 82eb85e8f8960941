/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-book-private.h"

#include "leaf-document-html.h"
#include "leaf-document-markdown.h"
#include "leaf-isbn.h"
#include "leaf-pictures.h"
#include "leaf-reviews.h"

#include <glib/gi18n.h>

typedef struct {
  LeafBookQuery query;
  GPtrArray *summaries;
} List;

typedef struct {
  gint64 book;
  gint64 review;
} ReviewOf;

static gboolean
list_cb (LeafDb *db, gpointer data, GError **error)
{
  List *list = data;
  g_autoptr (GArray) ids = leaf_books_query (db, &list->query, error);

  if (ids == NULL)
    return FALSE;

  list->summaries = leaf_books_summaries (db, (const gint64 *) (gpointer) ids->data, ids->len, error);
  return list->summaries != NULL;
}

static gboolean
find_review_cb (LeafDb *db, gpointer data, GError **error)
{
  ReviewOf *of = data;

  of->review = leaf_reviews_find_for_book (db, of->book, error);
  return of->review >= 0;
}

static gboolean
parse_place (const char *text, LeafPlace *place, GError **error)
{
  static const LeafPlace places[] = {
    LEAF_PLACE_ALL,       LEAF_PLACE_TO_REVIEW, LEAF_PLACE_DRAFTS,
    LEAF_PLACE_SCHEDULED, LEAF_PLACE_PUBLISHED, LEAF_PLACE_ATTENTION,
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (leaf_cli_place_name (places[i]), text))
      {
        *place = places[i];
        return TRUE;
      }

  g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
               _("“%s” is no place: say all, to-review, draft, scheduled, published or attention."), text);
  return FALSE;
}

static gboolean
parse_sort (const char *text, LeafSort *sort, GError **error)
{
  static const char *const sorts[] = { "added", "title", "author", "rating", "published" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (sorts); i++)
    if (g_str_equal (sorts[i], text))
      {
        *sort = (LeafSort) i;
        return TRUE;
      }

  g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
               _("“%s” is no order: say added, title, author, rating or published."), text);
  return FALSE;
}

static void
print_list_json (GPtrArray *summaries)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (unsigned int i = 0; i < summaries->len; i++)
    {
      const LeafBookSummary *summary = g_ptr_array_index (summaries, i);

      json_builder_begin_object (builder);
      leaf_cli_json_int (builder, "id", summary->id);
      leaf_cli_json_string (builder, "title", summary->title);
      leaf_cli_json_string (builder, "authors", summary->authors);
      leaf_cli_json_string (builder, "state", leaf_cli_place_name (summary->state));
      json_builder_set_member_name (builder, "rating");
      json_builder_add_double_value (builder, summary->rating / 2.0);
      leaf_cli_json_string (builder, "cover", summary->cover);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  leaf_cli_print_json (builder);
}

static void
print_list (GPtrArray *summaries)
{
  for (unsigned int i = 0; i < summaries->len; i++)
    {
      const LeafBookSummary *summary = g_ptr_array_index (summaries, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, summary->id);
      g_autofree char *rating = leaf_cli_format_rating (summary->rating);

      leaf_cli_print_row (id, summary->title, summary->authors != NULL ? summary->authors : "",
                          leaf_cli_place_name (summary->state), rating != NULL ? rating : "-", NULL);
    }
}

gboolean
leaf_cli_book_run_list (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *place = NULL;
  g_autofree char *shelf = NULL;
  g_autofree char *genre = NULL;
  g_autofree char *sort = NULL;
  g_autofree char *search = NULL;
  const GOptionEntry entries[] = {
    { "place", 0, 0, G_OPTION_ARG_FILENAME, &place,
      N_("all, to-review, draft, scheduled, published or attention"), N_("PLACE") },
    { "shelf", 0, 0, G_OPTION_ARG_FILENAME, &shelf, N_("Those on a shelf"), N_("NAME") },
    { "genre", 0, 0, G_OPTION_ARG_FILENAME, &genre, N_("Those of a genre"), N_("NAME") },
    { "sort", 0, 0, G_OPTION_ARG_FILENAME, &sort, N_("added, title, author, rating or published"), N_("ORDER") },
    { NULL }
  };
  List list = { .query = { .place = LEAF_PLACE_ALL, .sort = LEAF_SORT_TITLE } };

  if (!leaf_cli_parse (cli, entries, NULL, argc, argv, 0, G_MAXUINT, error))
    return FALSE;
  if ((place != NULL) + (shelf != NULL) + (genre != NULL) > 1)
    {
      g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
                           _("--place, --shelf and --genre do not go together."));
      return FALSE;
    }
  if ((place != NULL && !parse_place (place, &list.query.place, error)) ||
      (sort != NULL && !parse_sort (sort, &list.query.sort, error)))
    return FALSE;

  if (shelf != NULL || genre != NULL)
    {
      list.query.place = shelf != NULL ? LEAF_PLACE_SHELF : LEAF_PLACE_GENRE;
      list.query.name = shelf != NULL ? shelf : genre;
    }
  list.query.search = search = g_strjoinv (" ", cli->words);

  if (!leaf_cli_read (cli, list_cb, &list, error))
    return FALSE;

  if (cli->json)
    print_list_json (list.summaries);
  else
    print_list (list.summaries);
  g_ptr_array_unref (list.summaries);
  return TRUE;
}

static void
add_people_json (JsonBuilder *builder, GPtrArray *people)
{
  json_builder_set_member_name (builder, "contributors");
  json_builder_begin_array (builder);
  for (unsigned int i = 0; i < people->len; i++)
    {
      const LeafContributor *person = g_ptr_array_index (people, i);

      json_builder_begin_object (builder);
      leaf_cli_json_string (builder, "name", person->name);
      leaf_cli_json_string (builder, "role", person->role);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_cover_json (LeafCli *cli, JsonBuilder *builder, LeafBook *book)
{
  const char *sha256 = leaf_book_get_cover (book);
  g_autofree char *path = sha256 != NULL ? leaf_pictures_get_path (cli->library, sha256) : NULL;

  leaf_cli_json_string (builder, "cover", sha256);
  leaf_cli_json_string (builder, "cover_file", path);
  leaf_cli_json_string (builder, "cover_alt", leaf_book_get_cover_alt (book));
}

/* Everything of the record, under the names that the options have. */
gboolean
leaf_cli_book_print_json (LeafCli *cli, LeafBook *book, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *published = leaf_date_to_string (leaf_book_get_published (book));
  g_autofree char *embargo = leaf_book_dup_embargo (book);
  g_autofree char *synopsis = leaf_document_to_html (leaf_book_get_synopsis (book));
  g_auto (GStrv) authors = leaf_book_dup_authors (book);
  ReviewOf of = { .book = leaf_book_get_id (book) };

  if (!leaf_cli_read (cli, find_review_cb, &of, error))
    return FALSE;

  json_builder_begin_object (builder);
  leaf_cli_json_int (builder, "id", leaf_book_get_id (book));
  leaf_cli_json_string (builder, "uuid", leaf_book_get_uuid (book));
  leaf_cli_json_string (builder, "title", leaf_book_get_title (book));
  leaf_cli_json_strv (builder, "authors", (const char *const *) authors);
  add_people_json (builder, leaf_book_get_contributors (book));
  leaf_cli_json_strv (builder, "genres", leaf_book_get_genres (book));
  leaf_cli_json_strv (builder, "shelves", leaf_book_get_shelves (book));
  leaf_cli_json_string (builder, "publisher", leaf_book_get_publisher (book));
  leaf_cli_json_string (builder, "published", published);
  leaf_cli_json_string (builder, "embargo", embargo);
  leaf_cli_json_string (builder, "isbn", leaf_book_get_isbn (book));
  leaf_cli_json_string (builder, "series", leaf_book_get_series (book));
  leaf_cli_json_string (builder, "number", leaf_book_get_series_number (book));
  leaf_cli_json_int (builder, "pages", leaf_book_get_pages (book));
  leaf_cli_json_string (builder, "format", leaf_book_get_format (book));
  leaf_cli_json_string (builder, "language", leaf_book_get_language (book));
  leaf_cli_json_string (builder, "synopsis", synopsis);
  add_cover_json (cli, builder, book);
  json_builder_set_member_name (builder, "review");
  if (of.review > 0)
    json_builder_add_int_value (builder, of.review);
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);

  leaf_cli_print_json (builder);
  return TRUE;
}

static void
print_people (GPtrArray *people)
{
  for (unsigned int i = 0; i < people->len; i++)
    {
      const LeafContributor *person = g_ptr_array_index (people, i);
      g_autofree char *line = NULL;

      if (g_str_equal (person->role, "author"))
        continue;
      line = g_strdup_printf ("%s (%s)", person->name, person->role);
      leaf_cli_print_field (_("With"), line);
    }
}

static void
print_identity (LeafBook *book)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, leaf_book_get_id (book));
  g_autofree char *authors = leaf_book_dup_authors_text (book);
  g_autofree char *genres = g_strjoinv (", ", (char **) leaf_book_get_genres (book));
  g_autofree char *shelves = g_strjoinv (", ", (char **) leaf_book_get_shelves (book));

  leaf_cli_print_field (_("Number"), id);
  leaf_cli_print_field (_("Title"), leaf_book_get_title (book));
  leaf_cli_print_field (_("Authors"), authors);
  print_people (leaf_book_get_contributors (book));
  leaf_cli_print_field (_("Genres"), genres);
  leaf_cli_print_field (_("Shelves"), shelves);
}

static void
print_facts (LeafBook *book)
{
  g_autofree char *published = leaf_date_to_string (leaf_book_get_published (book));
  g_autofree char *embargo = leaf_book_dup_embargo (book);
  g_autofree char *pages = g_strdup_printf ("%u", leaf_book_get_pages (book));

  leaf_cli_print_field (_("Publisher"), leaf_book_get_publisher (book));
  leaf_cli_print_field (_("Published"), published);
  leaf_cli_print_field (_("Embargo until"), embargo);
  leaf_cli_print_field (_("Series"), leaf_book_get_series (book));
  leaf_cli_print_field (_("Number in the series"), leaf_book_get_series_number (book));
  leaf_cli_print_field (_("Format"), leaf_book_get_format (book));
  if (leaf_book_get_pages (book) > 0)
    leaf_cli_print_field (_("Pages"), pages);
  leaf_cli_print_field (_("Language"), leaf_book_get_language (book));
}

gboolean
leaf_cli_book_run_show (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (LeafBook) book = NULL;
  g_autofree char *synopsis = NULL;
  g_autofree char *isbn10 = NULL;
  g_autofree char *cover = NULL;
  const char *isbn;

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 1, 1, error))
    return FALSE;
  book = leaf_cli_find_book (cli, cli->words[0], error);
  if (book == NULL)
    return FALSE;
  if (cli->json)
    return leaf_cli_book_print_json (cli, book, error);

  isbn = leaf_book_get_isbn (book);
  isbn10 = isbn != NULL ? leaf_isbn_to_10 (isbn) : NULL;
  cover = leaf_book_get_cover (book) != NULL ? leaf_pictures_get_path (cli->library, leaf_book_get_cover (book)) : NULL;
  synopsis = leaf_document_to_plain_text (leaf_book_get_synopsis (book));

  print_identity (book);
  print_facts (book);
  leaf_cli_print_field (_("ISBN"), isbn);
  leaf_cli_print_field (_("ISBN-10"), isbn10);
  leaf_cli_print_field (_("Cover"), cover);
  leaf_cli_print_field (_("Alternative text"), leaf_book_get_cover_alt (book));
  leaf_cli_print_text (synopsis);
  return TRUE;
}
