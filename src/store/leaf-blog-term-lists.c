/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-blog-term-lists"

#include "config.h"

#include "leaf-blogs.h"
#include "leaf-db-private.h"

/**
 * leaf_term_new:
 * @taxonomy: "categories" or "tags"
 * @remote_id: the blog's id
 * @name: the name
 * @parent: (nullable): the blog's id of the one above
 *
 * Returns: (transfer full): a term
 */
LeafTerm *
leaf_term_new (const char *taxonomy,
               const char *remote_id,
               const char *name,
               const char *parent)
{
  LeafTerm *self = g_new0 (LeafTerm, 1);

  self->taxonomy = g_strdup (taxonomy);
  self->remote_id = g_strdup (remote_id);
  self->name = g_strdup (name);
  self->parent = g_strdup (parent);

  return self;
}

/**
 * leaf_term_free:
 * @self: (transfer full) (nullable): a term
 *
 * Frees @self.
 */
void
leaf_term_free (LeafTerm *self)
{
  if (self == NULL)
    return;

  g_free (self->taxonomy);
  g_free (self->remote_id);
  g_free (self->name);
  g_free (self->parent);
  g_free (self);
}

/* Foreign numbers may run in a circle. */
#define MAX_DEPTH 20

static const LeafTerm *
find_parent (const LeafTerm *self,
             GPtrArray *terms)
{
  for (unsigned int i = 0; self->parent != NULL && i < terms->len; i++)
    {
      const LeafTerm *other = g_ptr_array_index (terms, i);

      if (g_str_equal (other->taxonomy, self->taxonomy) && g_str_equal (other->remote_id, self->parent))
        return other;
    }

  return NULL;
}

/**
 * leaf_term_dup_path:
 * @self: a term
 * @terms: (element-type LeafTerm): all of the blog
 *
 * Returns: (transfer full): its name after the names of those above it, "Fiction › Fantasy"
 */
char *
leaf_term_dup_path (const LeafTerm *self,
                    GPtrArray *terms)
{
  g_autoptr (GString) path = NULL;
  int depth = 0;

  g_return_val_if_fail (self != NULL && terms != NULL, NULL);

  path = g_string_new (self->name);
  while ((self = find_parent (self, terms)) != NULL && depth++ < MAX_DEPTH)
    {
      g_string_prepend (path, LEAF_TERM_SEPARATOR);
      g_string_prepend (path, self->name);
    }

  return g_string_free (g_steal_pointer (&path), FALSE);
}

/**
 * leaf_blog_terms_list:
 * @db: a connection
 * @blog: a blog's id
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LeafTerm): the terms the blog had when they were last
 *   fetched, categories before tags, each in its order; %NULL with a %LEAF_STORE_ERROR
 */
GPtrArray *
leaf_blog_terms_list (LeafDb *db,
                      gint64 blog,
                      GError **error)
{
  g_autoptr (LeafStatement) row = NULL;
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_term_free);
  int result;

  row = leaf_statement_new (db,
                            "SELECT taxonomy, remote_id, name, parent FROM blog_term_lists"
                            " WHERE blog = ?1 ORDER BY taxonomy, position",
                            error);
  if (row == NULL)
    return NULL;

  leaf_statement_bind_int (row, 1, blog);
  while ((result = leaf_statement_next (row, error)) > 0)
    g_ptr_array_add (terms, leaf_term_new (leaf_statement_get_text (row, 0), leaf_statement_get_text (row, 1),
                                           leaf_statement_get_text (row, 2), leaf_statement_get_text (row, 3)));

  return result == 0 ? g_steal_pointer (&terms) : NULL;
}

static gboolean
save_term (LeafDb *db,
           gint64 blog,
           int position,
           const LeafTerm *term,
           GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;

  /* Pages of a list that grows while it is read repeat a term. */
  statement = leaf_statement_new (db,
                                  "INSERT INTO blog_term_lists (blog, taxonomy, remote_id, position, name, parent)"
                                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
                                  error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, blog);
  leaf_statement_bind_text (statement, 2, term->taxonomy);
  leaf_statement_bind_text (statement, 3, term->remote_id);
  leaf_statement_bind_int (statement, 4, position);
  leaf_statement_bind_text (statement, 5, term->name);
  leaf_statement_bind_text (statement, 6, term->parent);

  return leaf_statement_run (statement, error);
}

/**
 * leaf_blog_terms_replace:
 * @db: the writing connection
 * @blog: a blog's id
 * @terms: (element-type LeafTerm): what leaf_publisher_list_terms() gave
 * @error: return location for an error
 *
 * Puts a new list in the place of the old one.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_blog_terms_replace (LeafDb *db,
                         gint64 blog,
                         GPtrArray *terms,
                         GError **error)
{
  g_return_val_if_fail (terms != NULL, FALSE);

  if (!leaf_db_run_id (db, "DELETE FROM blog_term_lists WHERE blog = ?1", blog, error))
    return FALSE;

  for (unsigned int i = 0; i < terms->len; i++)
    if (!save_term (db, blog, (int) i, g_ptr_array_index (terms, i), error))
      return FALSE;

  leaf_db_note_change (db, LEAF_CHANGE_BLOG, blog);

  return TRUE;
}
