/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-revisions"

#include "config.h"

#include "leaf-db-private.h"
#include "leaf-reviews.h"

#include <glib/gi18n.h>

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

/* The rule by which revisions are thinned, applied whenever one is added:
 *
 *   - of the last day all stay;
 *   - of the last week the newest of each hour;
 *   - of the last three months the newest of each day;
 *   - of the time before the newest of each week;
 *   - what was published stays for ever.
 *
 * Hours, days and weeks are those of the clock in UTC. They nest, so the newest of a week was always
 * the newest of its day and hour, and what stays does not depend on how often the rule was applied. A
 * revision from the future, made while a clock was wrong, counts as new. */
#define HOUR  ((gint64) 60 * 60)
#define DAY   (24 * HOUR)
#define WEEK  (7 * DAY)
#define MONTHS (92 * DAY)

/* Of all revisions within one span of this length only the newest is wanted; 0: all of them. */
static gint64
get_span (gint64 age)
{
  if (age < DAY)
    return 0;
  if (age < WEEK)
    return HOUR;
  return age < MONTHS ? DAY : WEEK;
}

/* The ids of those that have to go. */
static GArray *
find_superfluous (LeafDb *db,
                  gint64 review,
                  gint64 now,
                  GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 newer = G_MAXINT64; /* when the one after it that stays was made */
  int result;

  statement = leaf_statement_new (db,
                                  "SELECT id, created FROM revisions"
                                  " WHERE review = ?1 AND reason <> 'published'"
                                  " ORDER BY created DESC, id DESC",
                                  error);
  if (statement == NULL)
    return NULL;

  leaf_statement_bind_int (statement, 1, review);
  while ((result = leaf_statement_next (statement, error)) > 0) {
    gint64 id = leaf_statement_get_int (statement, 0);
    gint64 created = leaf_statement_get_int (statement, 1);
    gint64 span = get_span (now - created);

    if (span > 0 && created / span == newer / span)
      g_array_append_val (ids, id);
    else
      newer = created;
  }

  return result == 0 ? g_steal_pointer (&ids) : NULL;
}

static gboolean
thin (LeafDb *db,
      gint64 review,
      gint64 now,
      GError **error)
{
  g_autoptr (GArray) ids = find_superfluous (db, review, now, error);

  if (ids == NULL)
    return FALSE;

  for (unsigned int i = 0; i < ids->len; i++)
    if (!leaf_db_run_id (db, "DELETE FROM revisions WHERE id = ?1", g_array_index (ids, gint64, i), error))
      return FALSE;

  return TRUE;
}

/* The text that is published now was kept already, at the end of a session perhaps: it must not go. */
static gboolean
mark_published (LeafDb *db,
                gint64 review,
                GError **error)
{
  return leaf_db_run_id (db,
                         "UPDATE revisions SET reason = 'published'"
                         " WHERE id = (SELECT max (id) FROM revisions WHERE review = ?1)",
                         review, error);
}

/**
 * leaf_revisions_add_at:
 * @db: the writing connection
 * @review: a review's id
 * @reason: why it is kept
 * @now: the time, in seconds since 1970, UTC
 * @error: return location for an error
 *
 * As leaf_revisions_add(), by a clock of the caller's.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_revisions_add_at (LeafDb *db,
                       gint64 review,
                       const char *reason,
                       gint64 now,
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
  leaf_statement_bind_int (statement, 2, now);
  leaf_statement_bind_text (statement, 3, reason);
  if (!leaf_statement_run (statement, error))
    return FALSE;
  if (leaf_db_get_n_changed (db) == 0)
    return !g_str_equal (reason, LEAF_REVISION_PUBLISHED) || mark_published (db, review, error);

  leaf_db_note_change (db, LEAF_CHANGE_REVIEW, review);

  return thin (db, review, now, error);
}

/**
 * leaf_revisions_add:
 * @db: the writing connection
 * @review: a review's id
 * @reason: why it is kept: one of the LEAF_REVISION_… strings
 * @error: return location for an error
 *
 * Keeps the text of the review as it is stored now. When it is the same as in the newest revision,
 * nothing is added; but a text that is published is known as such from then on. Then the older
 * revisions are thinned; see the rule above get_span().
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_revisions_add (LeafDb *db,
                    gint64 review,
                    const char *reason,
                    GError **error)
{
  return leaf_revisions_add_at (db, review, reason, leaf_db_now (), error);
}

/* Columns: id, review, created, reason, html. */
static LeafRevision *
read_row (LeafStatement *statement)
{
  LeafRevision *revision = g_new0 (LeafRevision, 1);

  revision->id = leaf_statement_get_int (statement, 0);
  revision->review = leaf_statement_get_int (statement, 1);
  revision->created = leaf_statement_get_int (statement, 2);
  revision->reason = leaf_statement_dup_text (statement, 3);
  revision->html = leaf_statement_dup_text (statement, 4);
  return revision;
}

static GPtrArray *
list (LeafDb *db,
      gint64 review,
      const char *sql,
      GError **error)
{
  g_autoptr (LeafStatement) statement = leaf_statement_new (db, sql, error);
  g_autoptr (GPtrArray) revisions = NULL;
  int result;

  if (statement == NULL)
    return NULL;

  revisions = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_revision_free);
  leaf_statement_bind_int (statement, 1, review);
  while ((result = leaf_statement_next (statement, error)) > 0)
    g_ptr_array_add (revisions, read_row (statement));

  return result == 0 ? g_steal_pointer (&revisions) : NULL;
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
  return list (db, review,
               "SELECT id, review, created, reason, html FROM revisions WHERE review = ?1 ORDER BY id DESC", error);
}

/**
 * leaf_revisions_list_without_text:
 * @db: a connection
 * @review: a review's id
 * @error: return location for an error
 *
 * As leaf_revisions_list(), with `html` left %NULL: quick even where a long text has been kept often.
 *
 * Returns: (transfer full) (element-type LeafRevision): the revisions, the newest first, or %NULL
 *   with a %LEAF_STORE_ERROR
 */
GPtrArray *
leaf_revisions_list_without_text (LeafDb *db,
                                  gint64 review,
                                  GError **error)
{
  return list (db, review,
               "SELECT id, review, created, reason, NULL FROM revisions WHERE review = ?1 ORDER BY id DESC", error);
}

/**
 * leaf_revisions_load:
 * @db: a connection
 * @id: a revision's id
 * @error: return location for an error
 *
 * Returns: (transfer full): the revision, or %NULL with a %LEAF_STORE_ERROR;
 *   %LEAF_STORE_ERROR_NOT_FOUND for one that was thinned out
 */
LeafRevision *
leaf_revisions_load (LeafDb *db,
                     gint64 id,
                     GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  int result;

  statement = leaf_statement_new (db, "SELECT id, review, created, reason, html FROM revisions WHERE id = ?1",
                                  error);
  if (statement == NULL)
    return NULL;

  leaf_statement_bind_int (statement, 1, id);
  result = leaf_statement_next (statement, error);
  if (result > 0)
    return read_row (statement);
  if (result == 0)
    g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND,
                 _("There is no version %lld in the library."), (long long) id);

  return NULL;
}
