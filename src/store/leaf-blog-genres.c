/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-blog-genres"

#include "config.h"

#include "leaf-blogs.h"
#include "leaf-db-private.h"

/**
 * leaf_blog_genres_list:
 * @db: a connection
 * @blog: a blog's id
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LeafGenreTerm): what genres become on the blog where that was
 *   chosen, by genre; %NULL with a %LEAF_STORE_ERROR
 */
GPtrArray *
leaf_blog_genres_list (LeafDb *db,
                       gint64 blog,
                       GError **error)
{
  g_autoptr (LeafStatement) row = NULL;
  g_autoptr (GPtrArray) terms = leaf_genre_terms_new ();
  int result;

  row = leaf_statement_new (db,
                            "SELECT genre, taxonomy, remote_id, name FROM blog_genres"
                            " WHERE blog = ?1 ORDER BY genre, taxonomy, name, remote_id",
                            error);
  if (row == NULL)
    return NULL;

  leaf_statement_bind_int (row, 1, blog);
  while ((result = leaf_statement_next (row, error)) > 0)
    g_ptr_array_add (terms, leaf_genre_term_new (leaf_statement_get_text (row, 0), leaf_statement_get_text (row, 1),
                                                 leaf_statement_get_text (row, 2), leaf_statement_get_text (row, 3)));

  return result == 0 ? g_steal_pointer (&terms) : NULL;
}

static gboolean
save_term (LeafDb *db,
           gint64 blog,
           const char *genre,
           const LeafGenreTerm *term,
           GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;

  statement = leaf_statement_new (db,
                                  "INSERT OR REPLACE INTO blog_genres (blog, genre, taxonomy, remote_id, name)"
                                  " VALUES (?1, ?2, ?3, ?4, ?5)",
                                  error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, blog);
  leaf_statement_bind_text (statement, 2, genre);
  leaf_statement_bind_text (statement, 3, term->taxonomy);
  leaf_statement_bind_text (statement, 4, term->remote_id);
  leaf_statement_bind_text (statement, 5, term->name);

  return leaf_statement_run (statement, error);
}

/**
 * leaf_blog_genres_set:
 * @db: the writing connection
 * @blog: a blog's id
 * @genre: a genre
 * @terms: (element-type LeafGenreTerm): terms that have ids; one with an empty id leaves the genre
 *   out; none at all: the genre goes by its name again
 * @error: return location for an error
 *
 * Says what a genre becomes on a blog.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_blog_genres_set (LeafDb *db,
                      gint64 blog,
                      const char *genre,
                      GPtrArray *terms,
                      GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;

  g_return_val_if_fail (genre != NULL && terms != NULL, FALSE);

  statement = leaf_statement_new (db, "DELETE FROM blog_genres WHERE blog = ?1 AND genre = ?2", error);
  if (statement == NULL)
    return FALSE;
  leaf_statement_bind_int (statement, 1, blog);
  leaf_statement_bind_text (statement, 2, genre);
  if (!leaf_statement_run (statement, error))
    return FALSE;

  for (unsigned int i = 0; i < terms->len; i++)
    if (!save_term (db, blog, genre, g_ptr_array_index (terms, i), error))
      return FALSE;

  leaf_db_note_change (db, LEAF_CHANGE_BLOG, blog);

  return TRUE;
}

/**
 * leaf_blog_genres_move:
 * @db: the writing connection
 * @blog: a blog's id
 * @taxonomy: the kind of term
 * @remote_id: the id that is no longer there
 * @new_id: the id of the term now
 * @error: return location for an error
 *
 * A term was deleted on the blog and made again: it has another id.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_blog_genres_move (LeafDb *db,
                       gint64 blog,
                       const char *taxonomy,
                       const char *remote_id,
                       const char *new_id,
                       GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;

  g_return_val_if_fail (taxonomy != NULL && remote_id != NULL && new_id != NULL, FALSE);

  statement = leaf_statement_new (db,
                                  "UPDATE OR REPLACE blog_genres SET remote_id = ?4"
                                  " WHERE blog = ?1 AND taxonomy = ?2 AND remote_id = ?3",
                                  error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, blog);
  leaf_statement_bind_text (statement, 2, taxonomy);
  leaf_statement_bind_text (statement, 3, remote_id);
  leaf_statement_bind_text (statement, 4, new_id);

  return leaf_statement_run (statement, error);
}
