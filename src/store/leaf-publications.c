/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-publications"

#include "config.h"

#include "leaf-publications.h"

#include "leaf-books-private.h"
#include "leaf-db-private.h"
#include "leaf-publications-private.h"
#include "leaf-text.h"

#include <glib/gi18n.h>

#define COLUMNS \
  "id, uuid, review, blog, state, remote_id, remote_address, remote_modified, content_hash," \
  " remote_hash, published, modified, base, base_title, differences, remote_version"

/* A sentence a line. */
static GStrv
dup_lines (LeafStatement *row, int column)
{
  const char *text = leaf_statement_get_text (row, column);

  return text != NULL && *text != '\0' ? g_strsplit (text, "\n", -1) : NULL;
}

static LeafPublication *
read_publication (LeafStatement *row)
{
  LeafPublication *publication = leaf_publication_new ();

  g_free (publication->uuid);
  publication->id = leaf_statement_get_int (row, 0);
  publication->uuid = leaf_statement_dup_text (row, 1);
  publication->review = leaf_statement_get_int (row, 2);
  publication->blog = leaf_statement_get_int (row, 3);
  publication->state = leaf_statement_get_int (row, 4);
  publication->remote_id = leaf_statement_dup_text (row, 5);
  publication->remote_address = leaf_statement_dup_text (row, 6);
  publication->remote_modified = leaf_statement_dup_text (row, 7);
  publication->content_hash = leaf_statement_dup_text (row, 8);
  publication->remote_hash = leaf_statement_dup_text (row, 9);
  publication->published = leaf_statement_get_int (row, 10);
  publication->modified = leaf_statement_get_int (row, 11);
  publication->base = leaf_statement_dup_text (row, 12);
  publication->base_title = leaf_statement_dup_text (row, 13);
  publication->differences = dup_lines (row, 14);
  publication->remote_version = leaf_statement_dup_text (row, 15);

  return publication;
}

/**
 * leaf_publications_ensure:
 * @db: the writing connection
 * @review: a review's id
 * @blog: a blog's id
 * @error: return location for an error
 *
 * A review has one publication on a blog, whose UUID marks the post for ever.
 *
 * Returns: (transfer full): the row of the pair, made when it was missing, or %NULL with a
 *   %LEAF_STORE_ERROR
 */
LeafPublication *
leaf_publications_ensure (LeafDb *db,
                          gint64 review,
                          gint64 blog,
                          GError **error)
{
  g_autoptr (LeafStatement) insert = NULL;
  g_autoptr (LeafStatement) row = NULL;
  g_autofree char *uuid = leaf_text_uuid ();
  int result;

  insert = leaf_statement_new (db,
                               "INSERT INTO publications (uuid, review, blog, modified)"
                               " VALUES (?1, ?2, ?3, ?4) ON CONFLICT (review, blog) DO NOTHING",
                               error);
  if (insert == NULL)
    return NULL;

  leaf_statement_bind_text (insert, 1, uuid);
  leaf_statement_bind_int (insert, 2, review);
  leaf_statement_bind_int (insert, 3, blog);
  leaf_statement_bind_int (insert, 4, leaf_db_now ());
  if (!leaf_statement_run (insert, error))
    return NULL;
  if (leaf_db_get_n_changed (db) > 0)
    leaf_db_note_change (db, LEAF_CHANGE_PUBLICATION, leaf_db_get_last_id (db));

  row = leaf_statement_new (db, "SELECT " COLUMNS " FROM publications WHERE review = ?1 AND blog = ?2",
                            error);
  if (row == NULL)
    return NULL;

  leaf_statement_bind_int (row, 1, review);
  leaf_statement_bind_int (row, 2, blog);
  result = leaf_statement_next (row, error);
  if (result < 0)
    return NULL;
  g_assert (result > 0);

  return read_publication (row);
}

/**
 * leaf_publications_load:
 * @db: a connection
 * @id: the publication's id
 * @error: return location for an error
 *
 * Returns: (transfer full): the publication, or %NULL with a %LEAF_STORE_ERROR
 */
LeafPublication *
leaf_publications_load (LeafDb *db,
                        gint64 id,
                        GError **error)
{
  g_autoptr (LeafStatement) row = NULL;
  int result;

  row = leaf_statement_new (db, "SELECT " COLUMNS " FROM publications WHERE id = ?1", error);
  if (row == NULL)
    return NULL;

  leaf_statement_bind_int (row, 1, id);
  result = leaf_statement_next (row, error);
  if (result == 0)
    g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND,
                 _("There is no publication %lld in the library."), (long long) id);

  return result > 0 ? read_publication (row) : NULL;
}

/**
 * leaf_publications_find:
 * @db: a connection
 * @review: a review's id
 * @blog: a blog's id
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the publication of the review on the blog; %NULL without @error when
 *   there is none, or the blog is in the trash
 */
LeafPublication *
leaf_publications_find (LeafDb *db,
                        gint64 review,
                        gint64 blog,
                        GError **error)
{
  g_autoptr (LeafStatement) row = NULL;

  row = leaf_statement_new (db,
                            "SELECT " COLUMNS " FROM publications"
                            " WHERE review = ?1 AND blog = ?2"
                            "   AND blog IN (SELECT b.id FROM blogs AS b WHERE b.removed_at IS NULL)",
                            error);
  if (row == NULL)
    return NULL;

  leaf_statement_bind_int (row, 1, review);
  leaf_statement_bind_int (row, 2, blog);

  return leaf_statement_next (row, error) > 0 ? read_publication (row) : NULL;
}

/**
 * leaf_publications_list:
 * @db: a connection
 * @review: a review's id, or 0 for those of all reviews
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LeafPublication): the publications on blogs that are not in
 *   the trash, the oldest first, or %NULL with a %LEAF_STORE_ERROR
 */
GPtrArray *
leaf_publications_list (LeafDb *db,
                        gint64 review,
                        GError **error)
{
  g_autoptr (LeafStatement) row = NULL;
  g_autoptr (GPtrArray) publications = NULL;
  int result;

  row = leaf_statement_new (db,
                            "SELECT " COLUMNS " FROM publications"
                            " WHERE (?1 = 0 OR review = ?1)"
                            "   AND blog IN (SELECT b.id FROM blogs AS b WHERE b.removed_at IS NULL)"
                            " ORDER BY id",
                            error);
  if (row == NULL)
    return NULL;

  publications = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_publication_free);
  leaf_statement_bind_int (row, 1, review);
  while ((result = leaf_statement_next (row, error)) > 0)
    g_ptr_array_add (publications, read_publication (row));

  return result == 0 ? g_steal_pointer (&publications) : NULL;
}

/**
 * leaf_publications_list_overdue:
 * @db: a connection
 * @blog: a blog's id
 * @now: the time, in seconds since 1970, UTC
 * @error: return location for an error
 *
 * Finds what the blog was to publish by itself and may have published since.
 *
 * Returns: (transfer full) (element-type gint64): ids of publications, or %NULL with a %LEAF_STORE_ERROR
 */
GArray *
leaf_publications_list_overdue (LeafDb *db,
                                gint64 blog,
                                gint64 now,
                                GError **error)
{
  return leaf_db_list_ids (db,
                           "SELECT p.id FROM publications AS p WHERE p.blog = ?2 AND " LEAF_PUBLICATION_IS_OVERDUE
                           " ORDER BY p.id",
                           now, blog, error);
}

/**
 * leaf_publications_save:
 * @db: the writing connection
 * @publication: a publication out of the library; its review, blog and UUID never change
 * @error: return location for an error
 *
 * Writes what is known of the post now; `modified` becomes the time.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_publications_save (LeafDb *db,
                        const LeafPublication *publication,
                        GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  g_autofree char *differences = NULL;

  g_return_val_if_fail (publication != NULL && publication->id > 0, FALSE);

  differences = publication->differences != NULL ? g_strjoinv ("\n", publication->differences) : NULL;

  statement = leaf_statement_new (db,
                                  "UPDATE publications SET state = ?2, remote_id = ?3,"
                                  "       remote_address = ?4, remote_modified = ?5,"
                                  "       content_hash = ?6, remote_hash = ?7, published = ?8,"
                                  "       modified = ?9, base = ?10, base_title = ?11,"
                                  "       differences = ?12, remote_version = ?13"
                                  " WHERE id = ?1",
                                  error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, publication->id);
  leaf_statement_bind_int (statement, 2, publication->state);
  leaf_statement_bind_text (statement, 3, publication->remote_id);
  leaf_statement_bind_text (statement, 4, publication->remote_address);
  leaf_statement_bind_text (statement, 5, publication->remote_modified);
  leaf_statement_bind_text (statement, 6, publication->content_hash);
  leaf_statement_bind_text (statement, 7, publication->remote_hash);
  leaf_statement_bind_int (statement, 8, publication->published);
  leaf_statement_bind_int (statement, 9, leaf_db_now ());
  leaf_statement_bind_text (statement, 10, publication->base);
  leaf_statement_bind_text (statement, 11, publication->base_title);
  leaf_statement_bind_text (statement, 12, differences);
  leaf_statement_bind_text (statement, 13, publication->remote_version);
  if (!leaf_statement_run (statement, error))
    return FALSE;

  if (leaf_db_get_n_changed (db) == 0) {
    g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND,
                 _("There is no publication %lld in the library."), (long long) publication->id);
    return FALSE;
  }

  leaf_db_note_change (db, LEAF_CHANGE_PUBLICATION, publication->id);

  return leaf_books_update_states (db, publication->review, error);
}

/**
 * leaf_publications_is_uncertain:
 * @db: a connection
 * @id: the publication's id
 * @uncertain: (out): whether the blog may have the post without our knowing its id
 * @error: return location for an error
 *
 * A job was sent (it has a hash) and never came to its end, not even one that was dropped since: then
 * the marker has to be looked up before a post is made. On the way where all goes well this is never so.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_publications_is_uncertain (LeafDb *db,
                                gint64 id,
                                gboolean *uncertain,
                                GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  int result;

  g_return_val_if_fail (uncertain != NULL, FALSE);

  *uncertain = FALSE;

  statement = leaf_statement_new (db,
                                  "SELECT 1 FROM publications AS p JOIN jobs AS j ON j.publication = p.id"
                                  " WHERE p.id = ?1 AND p.remote_id IS NULL AND j.state <> 2"
                                  "   AND (j.state = 1 OR j.content_hash IS NOT NULL)",
                                  error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, id);
  result = leaf_statement_next (statement, error);
  *uncertain = result > 0;

  return result >= 0;
}
