/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-reviews"

#include "config.h"

#include "leaf-db-private.h"
#include "leaf-reviews.h"

/**
 * leaf_review_blogs_load:
 * @db: a connection
 * @review: a review's id
 * @error: return location for an error
 *
 * Gets the blogs that she has chosen for a review, or has chosen not to publish it on.
 *
 * Returns: (transfer full) (element-type gint64 gboolean): by the blog's id; one that is not there
 *   she has not thought of. %NULL with a %LEAF_STORE_ERROR
 */
GHashTable *
leaf_review_blogs_load (LeafDb *db, gint64 review, GError **error)
{
  g_autoptr (GHashTable) blogs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (LeafStatement) row =
    leaf_statement_new (db, "SELECT blog, chosen FROM review_blogs WHERE review = ?1", error);
  int result;

  if (row == NULL)
    return NULL;

  leaf_statement_bind_int (row, 1, review);
  while ((result = leaf_statement_next (row, error)) > 0)
    {
      gint64 blog = leaf_statement_get_int (row, 0);

      g_hash_table_insert (blogs, g_memdup2 (&blog, sizeof blog), GINT_TO_POINTER (leaf_statement_get_int (row, 1) != 0));
    }

  return result == 0 ? g_steal_pointer (&blogs) : NULL;
}

/**
 * leaf_review_blogs_choose:
 * @db: the writing connection
 * @review: a review's id
 * @blog: a blog's id
 * @chosen: whether the review is to be published there
 * @error: return location for an error
 *
 * Notes where a review goes; nothing is published by that.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_review_blogs_choose (LeafDb *db, gint64 review, gint64 blog, gboolean chosen, GError **error)
{
  g_autoptr (LeafStatement) statement =
    leaf_statement_new (db,
                        "INSERT INTO review_blogs (review, blog, chosen) VALUES (?1, ?2, ?3)"
                        " ON CONFLICT (review, blog) DO UPDATE SET chosen = excluded.chosen",
                        error);

  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, review);
  leaf_statement_bind_int (statement, 2, blog);
  leaf_statement_bind_int (statement, 3, chosen);
  if (!leaf_statement_run (statement, error))
    return FALSE;

  leaf_db_note_change (db, LEAF_CHANGE_REVIEW, review);
  return TRUE;
}
