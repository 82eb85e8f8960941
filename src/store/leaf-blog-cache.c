/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-blog-cache"

#include "config.h"

#include "leaf-blogs.h"
#include "leaf-db-private.h"

/* Binds up to four texts from ?2 on, after the blog. */
static LeafStatement *
prepare (LeafDb *db,
         const char *sql,
         gint64 blog,
         const char *const *texts,
         GError **error)
{
  LeafStatement *statement = leaf_statement_new (db, sql, error);

  if (statement == NULL)
    return NULL;

  leaf_statement_bind_int (statement, 1, blog);
  for (int i = 0; i < 4 && texts[i] != NULL; i++)
    leaf_statement_bind_text (statement, i + 2, texts[i]);

  return statement;
}

/**
 * leaf_blog_term_find:
 * @db: a connection
 * @blog: a blog's id
 * @taxonomy: the blog's name for the kind of term, such as "tags"
 * @name: the term, exactly as it was sent
 * @remote_id: (out) (nullable) (transfer full): the blog's id of it, %NULL when unknown
 * @error: return location for an error
 *
 * Returns: %TRUE, also when nothing is known, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_blog_term_find (LeafDb *db,
                     gint64 blog,
                     const char *taxonomy,
                     const char *name,
                     char **remote_id,
                     GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  int result;

  g_return_val_if_fail (taxonomy != NULL && name != NULL && remote_id != NULL, FALSE);

  *remote_id = NULL;

  statement = prepare (db,
                       "SELECT remote_id FROM blog_terms"
                       " WHERE blog = ?1 AND taxonomy = ?2 AND name = ?3",
                       blog, (const char *[]) { taxonomy, name, NULL }, error);
  if (statement == NULL)
    return FALSE;

  result = leaf_statement_next (statement, error);
  if (result > 0)
    *remote_id = leaf_statement_dup_text (statement, 0);

  return result >= 0;
}

/**
 * leaf_blog_term_known:
 * @db: a connection
 * @blog: a blog's id
 * @taxonomy: the blog's name for the kind of term
 * @remote_id: the blog's id of a term
 * @known: (out): whether the term was ever sent from here
 * @error: return location for an error
 *
 * Tells a term that Flyleaf put on a post from one that somebody added on the blog.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_blog_term_known (LeafDb *db,
                      gint64 blog,
                      const char *taxonomy,
                      const char *remote_id,
                      gboolean *known,
                      GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  int result;

  g_return_val_if_fail (taxonomy != NULL && remote_id != NULL && known != NULL, FALSE);

  *known = FALSE;

  statement = prepare (db,
                       "SELECT 1 FROM blog_terms WHERE blog = ?1 AND taxonomy = ?2 AND remote_id = ?3",
                       blog, (const char *[]) { taxonomy, remote_id, NULL }, error);
  if (statement == NULL)
    return FALSE;

  result = leaf_statement_next (statement, error);
  *known = result > 0;

  return result >= 0;
}

/**
 * leaf_blog_term_save:
 * @db: the writing connection
 * @blog: a blog's id
 * @taxonomy: the blog's name for the kind of term
 * @name: the term
 * @remote_id: the blog's id of it
 * @error: return location for an error
 *
 * Remembers that the blog has the term.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_blog_term_save (LeafDb *db,
                     gint64 blog,
                     const char *taxonomy,
                     const char *name,
                     const char *remote_id,
                     GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;

  g_return_val_if_fail (taxonomy != NULL && name != NULL && remote_id != NULL, FALSE);

  statement = prepare (db,
                       "INSERT OR REPLACE INTO blog_terms (blog, taxonomy, name, remote_id)"
                       " VALUES (?1, ?2, ?3, ?4)",
                       blog, (const char *[]) { taxonomy, name, remote_id, NULL }, error);

  return statement != NULL && leaf_statement_run (statement, error);
}

/**
 * leaf_blog_term_forget:
 * @db: the writing connection
 * @blog: a blog's id
 * @taxonomy: the blog's name for the kind of term
 * @name: the term
 * @error: return location for an error
 *
 * The blog has the term no more.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_blog_term_forget (LeafDb *db,
                       gint64 blog,
                       const char *taxonomy,
                       const char *name,
                       GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;

  g_return_val_if_fail (taxonomy != NULL && name != NULL, FALSE);

  statement = prepare (db, "DELETE FROM blog_terms WHERE blog = ?1 AND taxonomy = ?2 AND name = ?3",
                       blog, (const char *[]) { taxonomy, name, NULL }, error);

  return statement != NULL && leaf_statement_run (statement, error);
}
