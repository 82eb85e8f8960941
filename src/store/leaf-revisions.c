/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-revisions"

#include "config.h"

#include "leaf-db-private.h"
#include "leaf-reviews.h"

/**
 * leaf_revision_free:
 * @self: (transfer full): a revision
 */
void
leaf_revision_free (LeafRevision *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->reason);
  g_free (self->html);
  g_free (self);
}

/**
 * leaf_revisions_add:
 * @db: the writing connection
 * @review: a review's id
 * @reason: why it is kept: "session" or "published"
 * @error: return location for an error
 *
 * Keeps the text of the review as it is stored now. When it is the same as in the newest revision,
 * nothing is added.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_revisions_add (LeafDb *db,
                    gint64 review,
                    const char *reason,
                    GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;

  g_return_val_if_fail (reason != NULL, FALSE);

  statement = leaf_statement_new (db,
                                  "INSERT INTO revisions (review, created, reason, html)"
                                  " SELECT t.review, ?2, ?3, t.html FROM review_texts AS t"
                                  "  WHERE t.review = ?1 AND t.html IS NOT"
                                  "        (SELECT html FROM revisions WHERE review = ?1"
                                  "          ORDER BY id DESC LIMIT 1)",
                                  error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, review);
  leaf_statement_bind_int (statement, 2, leaf_db_now ());
  leaf_statement_bind_text (statement, 3, reason);
  if (!leaf_statement_run (statement, error))
    return FALSE;

  if (leaf_db_get_n_changed (db) > 0)
    leaf_db_note_change (db, LEAF_CHANGE_REVIEW, review);

  return TRUE;
}

/**
 * leaf_revisions_list:
 * @db: a connection
 * @review: a review's id
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LeafRevision): the revisions, the newest first, or %NULL
 *   with a %LEAF_STORE_ERROR
 */
GPtrArray *
leaf_revisions_list (LeafDb *db,
                     gint64 review,
                     GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  g_autoptr (GPtrArray) revisions = NULL;
  int result;

  statement = leaf_statement_new (db,
                                  "SELECT id, created, reason, html FROM revisions"
                                  " WHERE review = ?1 ORDER BY id DESC",
                                  error);
  if (statement == NULL)
    return NULL;

  revisions = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_revision_free);
  leaf_statement_bind_int (statement, 1, review);
  while ((result = leaf_statement_next (statement, error)) > 0) {
    LeafRevision *revision = g_new0 (LeafRevision, 1);

    revision->id = leaf_statement_get_int (statement, 0);
    revision->review = review;
    revision->created = leaf_statement_get_int (statement, 1);
    revision->reason = leaf_statement_dup_text (statement, 2);
    revision->html = leaf_statement_dup_text (statement, 3);
    g_ptr_array_add (revisions, revision);
  }

  return result == 0 ? g_steal_pointer (&revisions) : NULL;
}
