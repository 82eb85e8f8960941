/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-review-private.h"

#include "leaf-blogs.h"
#include "leaf-document-html.h"
#include "leaf-document-markdown.h"
#include "leaf-publications.h"
#include "leaf-reviews.h"

#include <glib/gi18n.h>

/* A review with what belongs to it. */
typedef struct {
  gint64 id;
  LeafReview *review;
  GPtrArray *books;        /* LeafBook */
  GPtrArray *publications; /* LeafPublication */
  GPtrArray *blogs;        /* LeafBlog */
} Whole;

static void
whole_free (Whole *whole)
{
  g_clear_object (&whole->review);
  g_clear_pointer (&whole->books, g_ptr_array_unref);
  g_clear_pointer (&whole->publications, g_ptr_array_unref);
  g_clear_pointer (&whole->blogs, g_ptr_array_unref);
  g_free (whole);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Whole, whole_free)

static gboolean
load_cb (LeafDb *db, gpointer data, GError **error)
{
  Whole *whole = data;
  const gint64 *books;
  unsigned int n_books;

  whole->review = leaf_reviews_load (db, whole->id, error);
  if (whole->review == NULL)
    return FALSE;

  whole->books = g_ptr_array_new_with_free_func (g_object_unref);
  books = leaf_review_get_books (whole->review, &n_books);
  for (unsigned int i = 0; i < n_books; i++)
    {
      g_autoptr (GError) local_error = NULL;
      LeafBook *book = leaf_books_load (db, books[i], &local_error);

      if (book != NULL)
        g_ptr_array_add (whole->books, book);
      else if (!g_error_matches (local_error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }

  whole->publications = leaf_publications_list (db, whole->id, error);
  whole->blogs = leaf_blogs_list (db, error);
  return whole->publications != NULL && whole->blogs != NULL;
}

static gboolean
list_cb (LeafDb *db, gpointer data, GError **error)
{
  GPtrArray *wholes = data;
  g_autoptr (GArray) ids = leaf_reviews_list (db, error);

  if (ids == NULL)
    return FALSE;

  for (unsigned int i = 0; i < ids->len; i++)
    {
      Whole *whole = g_new0 (Whole, 1);

      whole->id = g_array_index (ids, gint64, i);
      g_ptr_array_add (wholes, whole);
      if (!load_cb (db, whole, error))
        return FALSE;
    }

  return TRUE;
}

static const char *
find_blog_name (const Whole *whole, gint64 id)
{
  for (unsigned int i = 0; i < whole->blogs->len; i++)
    {
      LeafBlog *blog = g_ptr_array_index (whole->blogs, i);

      if (leaf_blog_get_id (blog) == id)
        return leaf_blog_get_name (blog);
    }

  return NULL;
}

static char *
join_books (const Whole *whole)
{
  GString *titles = g_string_new (NULL);

  for (unsigned int i = 0; i < whole->books->len; i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? "; " : "",
                            leaf_book_get_title (g_ptr_array_index (whole->books, i)));

  return g_string_free (titles, FALSE);
}

/* The furthest it got on any blog. */
static LeafPublicationState
find_state (const Whole *whole)
{
  LeafPublicationState state = LEAF_PUBLICATION_NONE;

  for (unsigned int i = 0; i < whole->publications->len; i++)
    {
      const LeafPublication *publication = g_ptr_array_index (whole->publications, i);

      if (publication->state != LEAF_PUBLICATION_REMOVED)
        state = MAX (state, publication->state);
    }

  return state;
}

static void
add_books_json (JsonBuilder *builder, const Whole *whole)
{
  json_builder_set_member_name (builder, "books");
  json_builder_begin_array (builder);
  for (unsigned int i = 0; i < whole->books->len; i++)
    {
      LeafBook *book = g_ptr_array_index (whole->books, i);

      json_builder_begin_object (builder);
      leaf_cli_json_int (builder, "id", leaf_book_get_id (book));
      leaf_cli_json_string (builder, "title", leaf_book_get_title (book));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_publications_json (JsonBuilder *builder, const Whole *whole)
{
  json_builder_set_member_name (builder, "publications");
  json_builder_begin_array (builder);
  for (unsigned int i = 0; i < whole->publications->len; i++)
    {
      const LeafPublication *publication = g_ptr_array_index (whole->publications, i);

      json_builder_begin_object (builder);
      leaf_cli_json_int (builder, "blog", publication->blog);
      leaf_cli_json_string (builder, "name", find_blog_name (whole, publication->blog));
      leaf_cli_json_string (builder, "state", leaf_cli_state_name (publication->state));
      leaf_cli_json_string (builder, "address", publication->remote_address);
      leaf_cli_json_string (builder, "marker", publication->uuid);
      leaf_cli_json_time (builder, "published", publication->published);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* A line of the list; all of it when `full`. */
static void
add_json (JsonBuilder *builder, const Whole *whole, gboolean full)
{
  LeafReview *review = whole->review;
  LeafDocument *document = leaf_review_get_document (review);

  json_builder_begin_object (builder);
  leaf_cli_json_int (builder, "id", leaf_review_get_id (review));
  leaf_cli_json_string (builder, "uuid", leaf_review_get_uuid (review));
  add_books_json (builder, whole);
  leaf_cli_json_string (builder, "title", leaf_review_get_title (review));
  leaf_cli_json_string (builder, "slug", leaf_review_get_slug (review));
  json_builder_set_member_name (builder, "rating");
  json_builder_add_double_value (builder, leaf_review_get_rating (review) / 2.0);
  leaf_cli_json_int (builder, "words", leaf_document_count_words (document));
  leaf_cli_json_string (builder, "state", leaf_cli_state_name (find_state (whole)));
  leaf_cli_json_time (builder, "created", leaf_review_get_created (review));
  leaf_cli_json_time (builder, "modified", leaf_review_get_modified (review));
  if (full)
    {
      g_autofree char *html = leaf_document_to_html (document);

      leaf_cli_json_string (builder, "warnings", leaf_review_get_warnings (review));
      leaf_cli_json_string (builder, "language", leaf_review_get_language (review));
      leaf_cli_json_bool (builder, "free_copy", leaf_review_get_free_copy (review));
      leaf_cli_json_string (builder, "html", html);
      add_publications_json (builder, whole);
    }
  json_builder_end_object (builder);
}

static void
print_list (GPtrArray *wholes)
{
  for (unsigned int i = 0; i < wholes->len; i++)
    {
      const Whole *whole = g_ptr_array_index (wholes, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, whole->id);
      g_autofree char *books = join_books (whole);
      g_autofree char *rating = leaf_cli_format_rating (leaf_review_get_rating (whole->review));
      g_autofree char *words =
        g_strdup_printf ("%u", leaf_document_count_words (leaf_review_get_document (whole->review)));

      leaf_cli_print_row (id, books, leaf_cli_state_name (find_state (whole)), rating != NULL ? rating : "-",
                          words, NULL);
    }
}

gboolean
leaf_cli_review_run_list (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (GPtrArray) wholes = g_ptr_array_new_with_free_func ((GDestroyNotify) whole_free);
  g_autoptr (JsonBuilder) builder = NULL;

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 0, 0, error) || !leaf_cli_read (cli, list_cb, wholes, error))
    return FALSE;

  if (!cli->json)
    {
      print_list (wholes);
      return TRUE;
    }

  builder = json_builder_new ();
  json_builder_begin_array (builder);
  for (unsigned int i = 0; i < wholes->len; i++)
    add_json (builder, g_ptr_array_index (wholes, i), FALSE);
  json_builder_end_array (builder);
  leaf_cli_print_json (builder);
  return TRUE;
}

gboolean
leaf_cli_review_print_json (LeafCli *cli, gint64 id, GError **error)
{
  g_autoptr (Whole) whole = g_new0 (Whole, 1);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  whole->id = id;
  if (!leaf_cli_read (cli, load_cb, whole, error))
    return FALSE;

  add_json (builder, whole, TRUE);
  leaf_cli_print_json (builder);
  return TRUE;
}

static void
print_publications (const Whole *whole)
{
  for (unsigned int i = 0; i < whole->publications->len; i++)
    {
      const LeafPublication *publication = g_ptr_array_index (whole->publications, i);
      const char *name = find_blog_name (whole, publication->blog);
      g_autofree char *line = NULL;

      if (name == NULL || publication->state == LEAF_PUBLICATION_NONE)
        continue;
      line = g_strdup_printf ("%s, %s, %s", name, leaf_cli_state_name (publication->state),
                              publication->remote_address != NULL ? publication->remote_address : "");
      leaf_cli_print_field (_("On the blog"), line);
    }
}

static void
print_review (const Whole *whole)
{
  LeafReview *review = whole->review;
  LeafDocument *document = leaf_review_get_document (review);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, whole->id);
  g_autofree char *books = join_books (whole);
  g_autofree char *rating = leaf_cli_format_rating (leaf_review_get_rating (review));
  g_autofree char *words = g_strdup_printf ("%u", leaf_document_count_words (document));
  g_autofree char *modified = leaf_cli_format_time (leaf_review_get_modified (review));
  g_autofree char *text = leaf_document_to_plain_text (document);

  leaf_cli_print_field (_("Number"), id);
  leaf_cli_print_field (_("Books"), books);
  leaf_cli_print_field (_("Title"), leaf_review_get_title (review));
  leaf_cli_print_field (_("Slug"), leaf_review_get_slug (review));
  leaf_cli_print_field (_("Rating"), rating);
  leaf_cli_print_field (_("Content warnings"), leaf_review_get_warnings (review));
  leaf_cli_print_field (_("Language"), leaf_review_get_language (review));
  if (leaf_review_get_free_copy (review))
    leaf_cli_print_field (_("Free copy"), _("yes"));
  leaf_cli_print_field (_("Words"), words);
  leaf_cli_print_field (_("Changed"), modified);
  print_publications (whole);
  leaf_cli_print_text (text);
}

gboolean
leaf_cli_review_run_show (LeafCli *cli, int argc, char **argv, GError **error)
{
  gboolean html = FALSE, markdown = FALSE;
  const GOptionEntry entries[] = {
    { "html", 0, 0, G_OPTION_ARG_NONE, &html, N_("The text alone, as HTML"), NULL },
    { "markdown", 0, 0, G_OPTION_ARG_NONE, &markdown, N_("The text alone, as Markdown"), NULL },
    { NULL }
  };
  g_autoptr (LeafReview) review = NULL;
  g_autoptr (Whole) whole = g_new0 (Whole, 1);

  if (!leaf_cli_parse (cli, entries, NULL, argc, argv, 1, 1, error))
    return FALSE;
  if (html + markdown + cli->json > 1)
    {
      g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
                           _("--html, --markdown and --json do not go together."));
      return FALSE;
    }

  review = leaf_cli_find_review (cli, cli->words[0], error);
  if (review == NULL)
    return FALSE;

  if (html || markdown)
    {
      LeafDocument *document = leaf_review_get_document (review);
      g_autofree char *text = html ? leaf_document_to_html (document) : leaf_document_to_markdown (document);

      leaf_cli_print (g_str_has_suffix (text, "\n") ? "%s" : "%s\n", text);
      return TRUE;
    }

  whole->id = leaf_review_get_id (review);
  if (cli->json)
    return leaf_cli_review_print_json (cli, whole->id, error);
  if (!leaf_cli_read (cli, load_cb, whole, error))
    return FALSE;
  print_review (whole);
  return TRUE;
}
