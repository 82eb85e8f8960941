/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-blog-media"

#include "config.h"

#include "leaf-blogs.h"
#include "leaf-db-private.h"

/**
 * leaf_blog_media_free:
 * @self: (transfer full) (nullable): what is known of a picture on a blog
 *
 * Frees @self.
 */
void
leaf_blog_media_free (LeafBlogMedia *self)
{
  if (self == NULL)
    return;

  g_free (self->remote_id);
  g_free (self->address);
  g_free (self->alt);
  g_free (self);
}

/**
 * leaf_blog_media_load:
 * @db: a connection
 * @blog: a blog's id
 * @sha256: a picture
 * @error: return location for an error
 *
 * Loads what is known of a picture on a blog. All is empty when nothing is.
 *
 * Returns: (transfer full): what is known, or %NULL with a %LEAF_STORE_ERROR
 */
LeafBlogMedia *
leaf_blog_media_load (LeafDb *db,
                      gint64 blog,
                      const char *sha256,
                      GError **error)
{
  g_autoptr (LeafBlogMedia) self = g_new0 (LeafBlogMedia, 1);
  g_autoptr (LeafStatement) row = NULL;
  int result;

  g_return_val_if_fail (sha256 != NULL, NULL);

  row = leaf_statement_new (db,
                            "SELECT remote_id, address, width, height, alt FROM blog_media"
                            " WHERE blog = ?1 AND sha256 = ?2",
                            error);
  if (row == NULL)
    return NULL;

  leaf_statement_bind_int (row, 1, blog);
  leaf_statement_bind_text (row, 2, sha256);
  result = leaf_statement_next (row, error);
  if (result < 0)
    return NULL;
  if (result > 0)
    {
      self->begun = TRUE;
      self->remote_id = leaf_statement_dup_text (row, 0);
      self->address = leaf_statement_dup_text (row, 1);
      self->width = leaf_statement_get_int (row, 2);
      self->height = leaf_statement_get_int (row, 3);
      self->alt = leaf_statement_dup_text (row, 4);
    }

  return g_steal_pointer (&self);
}

/**
 * leaf_blog_media_begin:
 * @db: the writing connection
 * @blog: a blog's id
 * @sha256: a picture
 * @error: return location for an error
 *
 * Notes that an upload begins, before its first byte leaves: when the program ends in the middle, the
 * next one looks for the picture on the blog before it sends another. What is known already stays.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_blog_media_begin (LeafDb *db,
                       gint64 blog,
                       const char *sha256,
                       GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;

  g_return_val_if_fail (sha256 != NULL, FALSE);

  statement = leaf_statement_new (db,
                                  "INSERT INTO blog_media (blog, sha256) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
                                  error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, blog);
  leaf_statement_bind_text (statement, 2, sha256);

  return leaf_statement_run (statement, error);
}

/**
 * leaf_blog_media_save:
 * @db: the writing connection
 * @blog: a blog's id
 * @sha256: a picture
 * @media: where it is
 * @error: return location for an error
 *
 * Remembers that the blog has the picture.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_blog_media_save (LeafDb *db,
                      gint64 blog,
                      const char *sha256,
                      const LeafBlogMedia *media,
                      GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;

  g_return_val_if_fail (sha256 != NULL && media != NULL, FALSE);

  statement = leaf_statement_new (db,
                                  "INSERT OR REPLACE INTO blog_media"
                                  " (blog, sha256, remote_id, address, width, height, alt)"
                                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                                  error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, blog);
  leaf_statement_bind_text (statement, 2, sha256);
  leaf_statement_bind_text (statement, 3, media->remote_id);
  leaf_statement_bind_text (statement, 4, media->address);
  leaf_statement_bind_int (statement, 5, media->width);
  leaf_statement_bind_int (statement, 6, media->height);
  leaf_statement_bind_text (statement, 7, media->alt);

  return leaf_statement_run (statement, error);
}

/**
 * leaf_blog_media_known:
 * @db: a connection
 * @blog: a blog's id
 * @remote_id: the blog's id of a picture
 * @known: (out): whether the picture was sent from here
 * @error: return location for an error
 *
 * Tells a picture that Flyleaf put on the blog from one that somebody added there.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_blog_media_known (LeafDb *db,
                       gint64 blog,
                       const char *remote_id,
                       gboolean *known,
                       GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  int result;

  g_return_val_if_fail (remote_id != NULL && known != NULL, FALSE);

  *known = FALSE;
  statement = leaf_statement_new (db, "SELECT 1 FROM blog_media WHERE blog = ?1 AND remote_id = ?2", error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, blog);
  leaf_statement_bind_text (statement, 2, remote_id);
  result = leaf_statement_next (statement, error);
  *known = result > 0;

  return result >= 0;
}

/**
 * leaf_blog_media_forget:
 * @db: the writing connection
 * @blog: a blog's id
 * @sha256: a picture
 * @error: return location for an error
 *
 * The blog has the picture no more.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_blog_media_forget (LeafDb *db,
                        gint64 blog,
                        const char *sha256,
                        GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;

  g_return_val_if_fail (sha256 != NULL, FALSE);

  statement = leaf_statement_new (db, "DELETE FROM blog_media WHERE blog = ?1 AND sha256 = ?2", error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, blog);
  leaf_statement_bind_text (statement, 2, sha256);

  return leaf_statement_run (statement, error);
}

/**
 * leaf_blog_media_list:
 * @db: a connection
 * @blog: a blog's id
 * @error: return location for an error
 *
 * Lists what pictures of the library a blog has, the other way round: which one is at an address.
 *
 * Returns: (transfer full) (element-type utf8 utf8): SHA-256 by address, or %NULL with a %LEAF_STORE_ERROR
 */
GHashTable *
leaf_blog_media_list (LeafDb *db,
                      gint64 blog,
                      GError **error)
{
  g_autoptr (GHashTable) pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (LeafStatement) row = NULL;
  int result;

  row = leaf_statement_new (db, "SELECT address, sha256 FROM blog_media WHERE blog = ?1 AND address IS NOT NULL", error);
  if (row == NULL)
    return NULL;

  leaf_statement_bind_int (row, 1, blog);
  while ((result = leaf_statement_next (row, error)) > 0)
    g_hash_table_insert (pictures, leaf_statement_dup_text (row, 0), leaf_statement_dup_text (row, 1));

  return result == 0 ? g_steal_pointer (&pictures) : NULL;
}
