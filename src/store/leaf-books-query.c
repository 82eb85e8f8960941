/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-books"

#include "config.h"

#include "leaf-books-private.h"

#include "leaf-db-private.h"
#include "leaf-search.h"
#include "leaf-text.h"

/* One query an order, walking the index that has that order and the state; what restricts it is
 * asked once and looked up for each book. ?1 state, ?2 shelf, ?3 genre, ?4 match, ?5 literal. */
#define QUERY_BY(order)                                                                      \
  "SELECT b.id FROM books AS b"                                                              \
  " WHERE b.removed_at IS NULL"                                                              \
  "   AND (?1 IS NULL OR b.state = ?1)"                                                      \
  "   AND (?2 IS NULL OR b.id IN"                                                            \
  "         (SELECT bs.book FROM shelves AS s JOIN book_shelves AS bs ON bs.shelf = s.id"    \
  "           WHERE s.name = ?2))"                                                           \
  "   AND (?3 IS NULL OR b.id IN"                                                            \
  "         (SELECT bg.book FROM genres AS g JOIN book_genres AS bg ON bg.genre = g.id"      \
  "           WHERE g.name = ?3))"                                                           \
  "   AND (?4 IS NULL OR b.id IN (SELECT rowid FROM search WHERE search MATCH ?4))"          \
  "   AND (?5 IS NULL OR b.id IN (SELECT id FROM books WHERE instr (title, ?5) > 0))"        \
  " ORDER BY " order

static const char *const query_sql[] = {
  [LEAF_SORT_ADDED] = QUERY_BY ("b.added DESC, b.id DESC"),
  [LEAF_SORT_TITLE] = QUERY_BY ("b.title_sort, b.id"),
  [LEAF_SORT_AUTHOR] = QUERY_BY ("b.authors_sort, b.title_sort, b.id"),
  [LEAF_SORT_RATING] = QUERY_BY ("b.rating DESC, b.title_sort, b.id"),
  [LEAF_SORT_PUBLISHED] = QUERY_BY ("b.published DESC, b.title_sort, b.id"),
};

G_DEFINE_BOXED_TYPE (LeafBookQuery, leaf_book_query, leaf_book_query_copy, leaf_book_query_free)

/**
 * leaf_book_query_copy:
 * @self: a query
 *
 * Returns: (transfer full): the same
 */
LeafBookQuery *
leaf_book_query_copy (const LeafBookQuery *self)
{
  LeafBookQuery *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (LeafBookQuery, 1);
  copy->place = self->place;
  copy->name = g_strdup (self->name);
  copy->search = g_strdup (self->search);
  copy->sort = self->sort;

  return copy;
}

/**
 * leaf_book_query_free:
 * @self: (transfer full): a query
 */
void
leaf_book_query_free (LeafBookQuery *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_free (self->search);
  g_free (self);
}

/**
 * leaf_book_query_equal:
 * @a: a query
 * @b: a query
 *
 * Returns: whether both ask for the same
 */
gboolean
leaf_book_query_equal (const LeafBookQuery *a,
                       const LeafBookQuery *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->place == b->place && a->sort == b->sort && g_strcmp0 (a->name, b->name) == 0 &&
         g_strcmp0 (a->search, b->search) == 0;
}

/**
 * leaf_book_summary_free:
 * @self: (transfer full): a summary
 */
void
leaf_book_summary_free (LeafBookSummary *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->title);
  g_free (self->authors);
  g_free (self->cover);
  g_free (self);
}

static void
bind_place (LeafStatement *statement,
            const LeafBookQuery *query)
{
  switch (query->place) {
  case LEAF_PLACE_ALL:
    break;
  case LEAF_PLACE_TO_REVIEW:
  case LEAF_PLACE_DRAFTS:
  case LEAF_PLACE_SCHEDULED:
  case LEAF_PLACE_PUBLISHED:
  case LEAF_PLACE_ATTENTION:
    leaf_statement_bind_int (statement, 1, query->place);
    break;
  case LEAF_PLACE_SHELF:
    leaf_statement_bind_text (statement, 2, query->name != NULL ? query->name : "");
    break;
  case LEAF_PLACE_GENRE:
    leaf_statement_bind_text (statement, 3, query->name != NULL ? query->name : "");
    break;
  default:
    g_assert_not_reached ();
  }
}

/**
 * leaf_books_query:
 * @db: a connection
 * @query: what to look for
 * @error: return location for an error
 *
 * Finds books. Whatever the user typed is a valid search, see leaf_search_parse().
 *
 * Returns: (transfer full) (element-type gint64): their ids in the order asked for, or %NULL with a
 *   %LEAF_STORE_ERROR
 */
GArray *
leaf_books_query (LeafDb *db,
                  const LeafBookQuery *query,
                  GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  g_autoptr (GArray) ids = NULL;
  g_auto (LeafSearch) search = { NULL, NULL };
  int result;

  g_return_val_if_fail (query != NULL, NULL);
  g_return_val_if_fail (query->sort < G_N_ELEMENTS (query_sql), NULL);

  statement = leaf_statement_new (db, query_sql[query->sort], error);
  if (statement == NULL)
    return NULL;

  leaf_search_parse (query->search, &search);
  bind_place (statement, query);
  leaf_statement_bind_text (statement, 4, search.match);
  leaf_statement_bind_text (statement, 5, search.literal);

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  while ((result = leaf_statement_next (statement, error)) > 0) {
    gint64 id = leaf_statement_get_int (statement, 0);

    g_array_append_val (ids, id);
  }

  return result == 0 ? g_steal_pointer (&ids) : NULL;
}

static char *
load_authors (LeafDb *db,
              gint64 book,
              GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  int result;

  statement = leaf_statement_new (db,
                                  "SELECT p.name"
                                  "  FROM book_people AS bp JOIN people AS p ON p.id = bp.person"
                                  " WHERE bp.book = ?1 AND bp.role = 'author' ORDER BY bp.position",
                                  error);
  if (statement == NULL)
    return NULL;

  leaf_statement_bind_int (statement, 1, book);
  while ((result = leaf_statement_next (statement, error)) > 0)
    g_strv_builder_add (builder, leaf_statement_get_text (statement, 0));
  if (result < 0)
    return NULL;

  names = g_strv_builder_end (builder);

  return leaf_text_join_names ((const char *const *) names);
}

/* NULL without an error when the book is gone. */
static LeafBookSummary *
load_summary (LeafDb *db,
              gint64 id,
              GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  g_autofree char *authors = NULL;
  LeafBookSummary *summary;

  authors = load_authors (db, id, error);
  if (authors == NULL)
    return NULL;

  statement = leaf_statement_new (db,
                                  "SELECT title, cover, rating, state FROM books"
                                  " WHERE id = ?1 AND removed_at IS NULL",
                                  error);
  if (statement == NULL)
    return NULL;

  leaf_statement_bind_int (statement, 1, id);
  if (leaf_statement_next (statement, error) <= 0)
    return NULL;

  summary = g_new0 (LeafBookSummary, 1);
  summary->id = id;
  summary->title = leaf_statement_dup_text (statement, 0);
  summary->authors = g_steal_pointer (&authors);
  summary->cover = leaf_statement_dup_text (statement, 1);
  summary->rating = leaf_statement_get_int (statement, 2);
  summary->state = leaf_statement_get_int (statement, 3);

  return summary;
}

/**
 * leaf_books_summaries:
 * @db: a connection
 * @ids: (array length=n_ids): books
 * @n_ids: how many
 * @error: return location for an error
 *
 * Loads what rows and tiles show. A book that is gone is left out.
 *
 * Returns: (transfer full) (element-type LeafBookSummary): the summaries in the order of @ids, or
 *   %NULL with a %LEAF_STORE_ERROR
 */
GPtrArray *
leaf_books_summaries (LeafDb *db,
                      const gint64 *ids,
                      unsigned int n_ids,
                      GError **error)
{
  g_autoptr (GPtrArray) summaries = NULL;

  summaries = g_ptr_array_new_full (n_ids, (GDestroyNotify) leaf_book_summary_free);
  for (unsigned int i = 0; i < n_ids; i++) {
    GError *local_error = NULL;
    LeafBookSummary *summary = load_summary (db, ids[i], &local_error);

    if (local_error != NULL) {
      g_propagate_error (error, local_error);
      return NULL;
    }
    if (summary != NULL)
      g_ptr_array_add (summaries, summary);
  }

  return g_steal_pointer (&summaries);
}
