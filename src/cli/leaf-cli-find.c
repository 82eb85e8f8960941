/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-private.h"

#include "leaf-blogs.h"
#include "leaf-isbn.h"
#include "leaf-reviews.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_CANDIDATES 10  /* named in a message */
#define MAX_MATCHES    200 /* looked at for the best one */

/* What was asked for, and what was found: ids of books, or of reviews when `reviews` is set. */
typedef struct {
  const char *text;
  gboolean reviews;
  GArray *ids;
  GPtrArray *names; /* of the candidates, when there are several */
  LeafBook *book;
  LeafReview *review;
} Search;

static void
search_clear (Search *search)
{
  g_clear_pointer (&search->ids, g_array_unref);
  g_clear_pointer (&search->names, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static void
search_init (Search *search, const char *text, gboolean reviews)
{
  search->text = text;
  search->reviews = reviews;
  search->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  search->names = g_ptr_array_new_with_free_func (g_free);
}

static void
add_id (GArray *ids, gint64 id)
{
  for (unsigned int i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return;

  g_array_append_val (ids, id);
}

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : text, -1);
}

/* Every word of `words` begins a word of `title`? */
static gboolean
title_has_words (const char *title, const char *words)
{
  g_autofree char *folded = fold (title);

  return g_str_match_string (words, folded, TRUE);
}

/* Of several books that hold the words anywhere, the one with exactly this title is meant, else the one
 * that has them all in its title. */
static void
prefer_title (GArray *ids, GPtrArray *summaries, const char *text)
{
  g_autofree char *wanted = fold (text);
  gint64 exact = 0, partial = 0;
  unsigned int n_exact = 0, n_partial = 0;

  for (unsigned int i = 0; i < summaries->len; i++)
    {
      const LeafBookSummary *summary = g_ptr_array_index (summaries, i);
      g_autofree char *title = fold (summary->title);

      if (g_str_equal (title, wanted))
        {
          exact = summary->id;
          n_exact++;
        }
      if (title_has_words (summary->title, text))
        {
          partial = summary->id;
          n_partial++;
        }
    }

  if (n_exact == 1 || (n_exact == 0 && n_partial == 1))
    {
      g_array_set_size (ids, 0);
      add_id (ids, n_exact == 1 ? exact : partial);
    }
}

static gboolean
search_words (LeafDb *db, const char *text, GArray *found, GError **error)
{
  const LeafBookQuery query = { .place = LEAF_PLACE_ALL, .search = (char *) text, .sort = LEAF_SORT_TITLE };
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) summaries = NULL;

  ids = leaf_books_query (db, &query, error);
  if (ids == NULL)
    return FALSE;

  if (ids->len > 1)
    {
      summaries = leaf_books_summaries (db, (const gint64 *) (gpointer) ids->data,
                                        MIN (ids->len, MAX_MATCHES), error);
      if (summaries == NULL)
        return FALSE;
      prefer_title (ids, summaries, text);
    }

  for (unsigned int i = 0; i < ids->len; i++)
    g_array_append_val (found, g_array_index (ids, gint64, i));
  return TRUE;
}

static gboolean
is_not_found (const GError *error)
{
  return g_error_matches (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND);
}

static gboolean
add_found (GArray *ids, gint64 id)
{
  if (id > 0)
    add_id (ids, id);
  return id >= 0;
}

/* An ISBN first, as ten digits may be one; then an id; then words. */
static gboolean
search_books (LeafDb *db, const char *text, GArray *ids, GError **error)
{
  g_autofree char *isbn = leaf_isbn_normalize (text, NULL);
  gint64 id;

  if (g_uuid_string_is_valid (text))
    return add_found (ids, leaf_books_find_uuid (db, text, error));
  if (isbn != NULL && !add_found (ids, leaf_books_find_isbn (db, isbn, error)))
    return FALSE;
  if (ids->len > 0)
    return TRUE;

  if (leaf_cli_parse_id (text, &id))
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (LeafBook) book = leaf_books_load (db, id, &local_error);

      if (book != NULL)
        add_id (ids, id);
      else if (!is_not_found (local_error))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (ids->len > 0)
        return TRUE;
    }

  return search_words (db, text, ids, error);
}

static gboolean
search_reviews (LeafDb *db, const char *text, GArray *ids, GError **error)
{
  g_autoptr (GArray) books = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id;

  if (g_uuid_string_is_valid (text))
    {
      if (!add_found (ids, leaf_reviews_find_uuid (db, text, error)))
        return FALSE;
    }
  else if (leaf_cli_parse_id (text, &id))
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (LeafReview) review = leaf_reviews_load (db, id, &local_error);

      if (review != NULL)
        add_id (ids, id);
      else if (!is_not_found (local_error))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
  if (ids->len > 0)
    return TRUE;

  if (!search_books (db, text, books, error))
    return FALSE;
  for (unsigned int i = 0; i < books->len; i++)
    if (!add_found (ids, leaf_reviews_find_for_book (db, g_array_index (books, gint64, i), error)))
      return FALSE;
  return TRUE;
}

static gboolean
load_candidates (LeafDb *db, Search *search, GError **error)
{
  for (unsigned int i = 0; i < MIN (search->ids->len, MAX_CANDIDATES); i++)
    {
      gint64 id = g_array_index (search->ids, gint64, i);
      g_autoptr (LeafBook) book = NULL;
      g_autoptr (LeafReview) review = NULL;
      char *name;

      if (search->reviews)
        review = leaf_reviews_load (db, id, error);
      else
        book = leaf_books_load (db, id, error);
      if (book == NULL && review == NULL)
        return FALSE;

      name = book != NULL ? leaf_cli_describe_book (book) : leaf_cli_describe_review (db, review);
      g_ptr_array_add (search->names, name);
    }

  g_ptr_array_add (search->names, NULL);
  return TRUE;
}

static gboolean
search_cb (LeafDb *db, gpointer data, GError **error)
{
  Search *search = data;
  gint64 id;

  if (!(search->reviews ? search_reviews (db, search->text, search->ids, error)
                        : search_books (db, search->text, search->ids, error)))
    return FALSE;

  if (search->ids->len != 1)
    return load_candidates (db, search, error);

  id = g_array_index (search->ids, gint64, 0);
  if (search->reviews)
    search->review = leaf_reviews_load (db, id, error);
  else
    search->book = leaf_books_load (db, id, error);
  return search->book != NULL || search->review != NULL;
}

static void
set_not_one (Search *search, GError **error)
{
  g_autofree char *names = NULL;

  if (search->ids->len == 0)
    {
      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_FAILED,
                   search->reviews ? _("There is no review of “%s” in the library.")
                                   : _("There is no book “%s” in the library."),
                   search->text);
      return;
    }

  names = g_strjoinv ("; ", (char **) search->names->pdata);
  g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_FAILED,
               _("“%s” may be one of %u; give the number in front: %s%s."), search->text,
               search->ids->len, names, search->ids->len > MAX_CANDIDATES ? "; …" : "");
}

/* "12 “Jane Eyre”, Charlotte Brontë" */
char *
leaf_cli_describe_book (LeafBook *book)
{
  g_autofree char *authors = leaf_book_dup_authors_text (book);

  return g_strdup_printf (*authors != '\0' ? "%" G_GINT64_FORMAT " “%s”, %s" : "%" G_GINT64_FORMAT " “%s”",
                          leaf_book_get_id (book), leaf_book_get_title (book), authors);
}

/* The same for a review: its number, and its first book. */
char *
leaf_cli_describe_review (LeafDb *db, LeafReview *review)
{
  g_autoptr (LeafBook) book = NULL;
  unsigned int n_books;
  const gint64 *books = leaf_review_get_books (review, &n_books);
  const char *title = leaf_review_get_title (review);

  if (n_books > 0)
    book = leaf_books_load (db, books[0], NULL);
  if (title == NULL)
    title = book != NULL ? leaf_book_get_title (book) : _("Untitled");

  return g_strdup_printf ("%" G_GINT64_FORMAT " “%s”", leaf_review_get_id (review), title);
}

LeafBook *
leaf_cli_find_book (LeafCli *cli, const char *text, GError **error)
{
  g_auto (Search) search = { 0 };

  search_init (&search, text, FALSE);
  if (!leaf_cli_read (cli, search_cb, &search, error))
    return NULL;
  if (search.book == NULL)
    set_not_one (&search, error);
  return search.book;
}

LeafReview *
leaf_cli_find_review (LeafCli *cli, const char *text, GError **error)
{
  g_auto (Search) search = { 0 };

  search_init (&search, text, TRUE);
  if (!leaf_cli_read (cli, search_cb, &search, error))
    return NULL;
  if (search.review == NULL)
    set_not_one (&search, error);
  return search.review;
}

static gboolean
list_blogs_cb (LeafDb *db, gpointer data, GError **error)
{
  GPtrArray **blogs = data;

  *blogs = leaf_blogs_list (db, error);
  return *blogs != NULL;
}

/* Is it this blog, by everything that names just one? */
static gboolean
blog_is (LeafBlog *blog, const char *text)
{
  gint64 id;

  return (leaf_cli_parse_id (text, &id) && id == leaf_blog_get_id (blog)) ||
         g_str_equal (text, leaf_blog_get_uuid (blog)) || g_str_equal (text, leaf_blog_get_address (blog));
}

static gboolean
blog_matches (LeafBlog *blog, const char *text)
{
  g_autofree char *path = g_canonicalize_filename (text, NULL);

  return g_str_equal (path, leaf_blog_get_address (blog)) ||
         g_str_match_string (text, leaf_blog_get_name (blog), TRUE) ||
         strstr (leaf_blog_get_address (blog), text) != NULL;
}

static char *
list_blog_names (GPtrArray *blogs)
{
  GString *names = g_string_new (NULL);

  for (unsigned int i = 0; i < blogs->len; i++)
    {
      LeafBlog *blog = g_ptr_array_index (blogs, i);

      g_string_append_printf (names, "%s%" G_GINT64_FORMAT " “%s” (%s)", i > 0 ? "; " : "",
                              leaf_blog_get_id (blog), leaf_blog_get_name (blog),
                              leaf_blog_get_address (blog));
    }

  return g_string_free (names, FALSE);
}

/* By id, UUID, address, or words of its name; NULL stands for the only blog there is. */
LeafBlog *
leaf_cli_find_blog (LeafCli *cli, const char *text, GError **error)
{
  g_autoptr (GPtrArray) blogs = NULL;
  g_autoptr (GPtrArray) matches = g_ptr_array_new ();
  g_autofree char *names = NULL;

  if (!leaf_cli_read (cli, list_blogs_cb, &blogs, error))
    return NULL;

  for (unsigned int i = 0; i < blogs->len; i++)
    {
      LeafBlog *blog = g_ptr_array_index (blogs, i);

      if (text != NULL && blog_is (blog, text))
        return g_object_ref (blog);
      if (text == NULL || blog_matches (blog, text))
        g_ptr_array_add (matches, blog);
    }

  if (matches->len == 1)
    return g_object_ref (g_ptr_array_index (matches, 0));

  names = list_blog_names (matches->len > 0 ? matches : blogs);
  if (blogs->len == 0)
    g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_FAILED,
                         _("There is no blog yet: add one with “flyleaf blog add”."));
  else if (text == NULL)
    g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("Say with --blog which one: %s."), names);
  else if (matches->len == 0)
    g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_FAILED, _("There is no blog “%s”; these are known: %s."),
                 text, names);
  else
    g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_FAILED, _("“%s” may be one of these blogs: %s."), text,
                 names);
  return NULL;
}
