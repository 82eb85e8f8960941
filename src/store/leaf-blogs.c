/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-blogs"

#include "config.h"

#include "leaf-blogs.h"

#include "leaf-books-private.h"
#include "leaf-db-private.h"

#include <glib/gi18n.h>

static void
set_not_found (gint64 id,
               GError **error)
{
  g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND,
               _("There is no blog %lld in the library."), (long long) id);
}

static gboolean
save_setting (LeafDb *db,
              gint64 blog,
              const char *key,
              const char *value,
              GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;

  statement = leaf_statement_new (db,
                                  "INSERT INTO blog_settings (blog, key, value) VALUES (?1, ?2, ?3)",
                                  error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, blog);
  leaf_statement_bind_text (statement, 2, key);
  leaf_statement_bind_text (statement, 3, value);

  return leaf_statement_run (statement, error);
}

static gboolean
save_settings (LeafDb *db,
               gint64 id,
               LeafBlog *blog,
               GError **error)
{
  g_auto (GStrv) keys = leaf_blog_list_settings (blog);

  if (!leaf_db_run_id (db, "DELETE FROM blog_settings WHERE blog = ?1", id, error))
    return FALSE;

  for (int i = 0; keys[i] != NULL; i++) {
    if (!save_setting (db, id, keys[i], leaf_blog_get_setting (blog, keys[i]), error))
      return FALSE;
  }

  return TRUE;
}

/**
 * leaf_blogs_save:
 * @db: the writing connection
 * @blog: a blog that no other thread uses meanwhile; with id 0 it is added and gets its id
 * @error: return location for an error
 *
 * Writes the blog and its settings. Passwords are not among them.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_blogs_save (LeafDb *db,
                 LeafBlog *blog,
                 GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  gint64 id;

  g_return_val_if_fail (LEAF_IS_BLOG (blog), FALSE);

  id = leaf_blog_get_id (blog);
  if (id == 0)
    statement = leaf_statement_new (db,
                                    "INSERT INTO blogs (uuid, system, name, address, user)"
                                    " VALUES (?1, ?2, ?3, ?4, ?5)",
                                    error);
  else
    statement = leaf_statement_new (db,
                                    "UPDATE blogs SET uuid = ?1, system = ?2, name = ?3,"
                                    "                 address = ?4, user = ?5"
                                    " WHERE id = ?6 AND removed_at IS NULL",
                                    error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_text (statement, 1, leaf_blog_get_uuid (blog));
  leaf_statement_bind_text (statement, 2, leaf_blog_get_system (blog));
  leaf_statement_bind_text (statement, 3, leaf_blog_get_name (blog));
  leaf_statement_bind_text (statement, 4, leaf_blog_get_address (blog));
  leaf_statement_bind_text (statement, 5, leaf_blog_get_user (blog));
  if (id != 0)
    leaf_statement_bind_int (statement, 6, id);
  if (!leaf_statement_run (statement, error))
    return FALSE;

  if (id == 0) {
    id = leaf_db_get_last_id (db);
  } else if (leaf_db_get_n_changed (db) == 0) {
    set_not_found (id, error);
    return FALSE;
  }

  if (!save_settings (db, id, blog, error))
    return FALSE;

  leaf_blog_set_id (blog, id);
  leaf_db_note_change (db, LEAF_CHANGE_BLOG, id);

  return TRUE;
}

static gboolean
load_settings (LeafDb *db,
               LeafBlog *blog,
               GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  int result;

  statement = leaf_statement_new (db, "SELECT key, value FROM blog_settings WHERE blog = ?1", error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, leaf_blog_get_id (blog));
  while ((result = leaf_statement_next (statement, error)) > 0)
    leaf_blog_set_setting (blog, leaf_statement_get_text (statement, 0),
                           leaf_statement_get_text (statement, 1));

  return result == 0;
}

static LeafBlog *
read_blog (LeafDb *db,
           LeafStatement *row,
           GError **error)
{
  g_autoptr (LeafBlog) blog = leaf_blog_new ();

  leaf_blog_set_id (blog, leaf_statement_get_int (row, 0));
  leaf_blog_set_uuid (blog, leaf_statement_get_text (row, 1));
  leaf_blog_set_system (blog, leaf_statement_get_text (row, 2));
  leaf_blog_set_name (blog, leaf_statement_get_text (row, 3));
  leaf_blog_set_address (blog, leaf_statement_get_text (row, 4));
  leaf_blog_set_user (blog, leaf_statement_get_text (row, 5));
  if (!load_settings (db, blog, error))
    return NULL;

  return g_steal_pointer (&blog);
}

/**
 * leaf_blogs_load:
 * @db: a connection
 * @id: the blog's id
 * @error: return location for an error
 *
 * Returns: (transfer full): the blog with its settings, or %NULL with a %LEAF_STORE_ERROR
 */
LeafBlog *
leaf_blogs_load (LeafDb *db,
                 gint64 id,
                 GError **error)
{
  g_autoptr (LeafStatement) row = NULL;
  int result;

  row = leaf_statement_new (db,
                            "SELECT id, uuid, system, name, address, user FROM blogs"
                            " WHERE id = ?1 AND removed_at IS NULL",
                            error);
  if (row == NULL)
    return NULL;

  leaf_statement_bind_int (row, 1, id);
  result = leaf_statement_next (row, error);
  if (result < 0)
    return NULL;
  if (result == 0) {
    set_not_found (id, error);
    return NULL;
  }

  return read_blog (db, row, error);
}

/**
 * leaf_blogs_list:
 * @db: a connection
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LeafBlog): the blogs, the oldest first, or %NULL with a
 *   %LEAF_STORE_ERROR
 */
GPtrArray *
leaf_blogs_list (LeafDb *db,
                 GError **error)
{
  g_autoptr (LeafStatement) row = NULL;
  g_autoptr (GPtrArray) blogs = g_ptr_array_new_with_free_func (g_object_unref);
  int result;

  row = leaf_statement_new (db,
                            "SELECT id, uuid, system, name, address, user FROM blogs"
                            " WHERE removed_at IS NULL ORDER BY id",
                            error);
  if (row == NULL)
    return NULL;

  while ((result = leaf_statement_next (row, error)) > 0) {
    LeafBlog *blog = read_blog (db, row, error);

    if (blog == NULL)
      return NULL;
    g_ptr_array_add (blogs, blog);
  }

  return result == 0 ? g_steal_pointer (&blogs) : NULL;
}

static gboolean
set_removed (LeafDb *db,
             gint64 id,
             gboolean removed,
             GError **error)
{
  if (!leaf_db_set_removed (db,
                            "UPDATE blogs SET removed_at = ?2"
                            " WHERE id = ?1 AND (removed_at IS NULL) = (?2 IS NOT NULL)",
                            id, removed, error))
    return FALSE;

  if (leaf_db_get_n_changed (db) == 0) {
    set_not_found (id, error);
    return FALSE;
  }

  leaf_db_note_change (db, LEAF_CHANGE_BLOG, id);

  return leaf_books_update_states_on_blog (db, id, error);
}

/**
 * leaf_blogs_remove:
 * @db: the writing connection
 * @id: the blog's id
 * @error: return location for an error
 *
 * Puts the blog into the trash. What is on the blog stays there; what waits in the outbox for it is
 * not sent.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_blogs_remove (LeafDb *db,
                   gint64 id,
                   GError **error)
{
  return set_removed (db, id, TRUE, error);
}

/**
 * leaf_blogs_restore:
 * @db: the writing connection
 * @id: the blog's id
 * @error: return location for an error
 *
 * Takes the blog out of the trash again.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_blogs_restore (LeafDb *db,
                    gint64 id,
                    GError **error)
{
  return set_removed (db, id, FALSE, error);
}
