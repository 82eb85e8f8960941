/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-publications"

#include "config.h"

#include "leaf-publications.h"

#include "leaf-db-private.h"

/**
 * leaf_overwritten_free:
 * @self: (transfer full) (nullable): what was overwritten
 *
 * Frees @self.
 */
void
leaf_overwritten_free (LeafOverwritten *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->content);
  g_free (self->modified);
  g_free (self->base);
  g_free (self->base_title);
  g_free (self);
}

/**
 * leaf_overwritten_load:
 * @db: a connection
 * @publication: the publication's id
 * @error: return location for an error
 *
 * Loads what somebody wrote into a post and Flyleaf overwrote.
 *
 * Returns: (transfer full) (nullable): the text; %NULL without @error when there is nothing to decide
 */
LeafOverwritten *
leaf_overwritten_load (LeafDb *db,
                       gint64 publication,
                       GError **error)
{
  g_autoptr (LeafStatement) row = NULL;
  LeafOverwritten *self;

  row = leaf_statement_new (db,
                            "SELECT title, content, modified, base, base_title"
                            "  FROM overwritten WHERE publication = ?1",
                            error);
  if (row == NULL)
    return NULL;

  leaf_statement_bind_int (row, 1, publication);
  if (leaf_statement_next (row, error) <= 0)
    return NULL;

  self = g_new0 (LeafOverwritten, 1);
  self->title = leaf_statement_dup_text (row, 0);
  self->content = leaf_statement_dup_text (row, 1);
  self->modified = leaf_statement_dup_text (row, 2);
  self->base = leaf_statement_dup_text (row, 3);
  self->base_title = leaf_statement_dup_text (row, 4);

  return self;
}

/**
 * leaf_overwritten_save:
 * @db: the writing connection
 * @publication: the publication's id
 * @overwritten: the text
 * @error: return location for an error
 *
 * Keeps what was overwritten. What waits for her already stays: nothing is sent before she has decided.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_overwritten_save (LeafDb *db,
                       gint64 publication,
                       const LeafOverwritten *overwritten,
                       GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;

  g_return_val_if_fail (overwritten != NULL && overwritten->content != NULL, FALSE);

  statement = leaf_statement_new (db,
                                  "INSERT INTO overwritten (publication, title, content, modified, base, base_title)"
                                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (publication) DO NOTHING",
                                  error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, publication);
  leaf_statement_bind_text (statement, 2, overwritten->title);
  leaf_statement_bind_text (statement, 3, overwritten->content);
  leaf_statement_bind_text (statement, 4, overwritten->modified);
  leaf_statement_bind_text (statement, 5, overwritten->base);
  leaf_statement_bind_text (statement, 6, overwritten->base_title);

  return leaf_statement_run (statement, error);
}

/**
 * leaf_overwritten_remove:
 * @db: the writing connection
 * @publication: the publication's id
 * @error: return location for an error
 *
 * Lets go of what was overwritten, as she has decided about it.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_overwritten_remove (LeafDb *db,
                         gint64 publication,
                         GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;

  statement = leaf_statement_new (db, "DELETE FROM overwritten WHERE publication = ?1", error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, publication);

  return leaf_statement_run (statement, error);
}
