/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-jobs"

#include "config.h"

#include "leaf-books-private.h"
#include "leaf-db-private.h"
#include "leaf-publications.h"
#include "leaf-publications-private.h"

#include <glib/gi18n.h>

#define COLUMNS \
  "j.id, j.publication, j.action, j.state, j.wanted, j.at, j.content_hash, j.attempts," \
  " j.next_try, j.last_error, j.created, j.problem"

/* What waits for a blog that was removed is not sent, and seen again when it comes back. */
#define FROM \
  " FROM jobs AS j JOIN publications AS p ON p.id = j.publication" \
  "  JOIN blogs AS b ON b.id = p.blog AND b.removed_at IS NULL" \
  " WHERE j.removed_at IS NULL"

#define IS_DUE "j.state IN (0, 1) AND j.next_try <= ?1"

static void
set_not_found (gint64 id,
               GError **error)
{
  g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND,
               _("There is no job %lld in the outbox."), (long long) id);
}

static LeafJob *
read_job (LeafStatement *row)
{
  LeafJob *job = leaf_job_new ();

  job->id = leaf_statement_get_int (row, 0);
  job->publication = leaf_statement_get_int (row, 1);
  job->action = leaf_statement_get_int (row, 2);
  job->state = leaf_statement_get_int (row, 3);
  job->wanted = leaf_statement_get_int (row, 4);
  job->at = leaf_statement_get_int (row, 5);
  job->content_hash = leaf_statement_dup_text (row, 6);
  job->attempts = leaf_statement_get_int (row, 7);
  job->next_try = leaf_statement_get_int (row, 8);
  job->last_error = leaf_statement_dup_text (row, 9);
  job->created = leaf_statement_get_int (row, 10);
  job->problem = leaf_statement_get_int (row, 11);

  return job;
}

static gboolean
update_states (LeafDb *db,
               gint64 publication,
               GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;

  statement = leaf_statement_new (db, "SELECT review FROM publications WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, publication);
  switch (leaf_statement_next (statement, error)) {
  case 1:
    return leaf_books_update_states (db, leaf_statement_get_int (statement, 0), error);
  case 0:
    return TRUE;
  default:
    return FALSE;
  }
}

/* ?1 to ?12 are the same in both. */
static const char insert_sql[] =
  "INSERT INTO jobs (publication, action, state, wanted, at, content_hash, attempts, next_try,"
  "                  last_error, created, problem)"
  " VALUES (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";

static const char update_sql[] =
  "UPDATE jobs SET publication = ?2, action = ?3, state = ?4, wanted = ?5, at = ?6,"
  "                content_hash = ?7, attempts = ?8, next_try = ?9, last_error = ?10, created = ?11,"
  "                problem = ?12"
  " WHERE id = ?1 AND removed_at IS NULL";

/**
 * leaf_jobs_save:
 * @db: the writing connection
 * @job: a job; with id 0 it is added, and gets its id and, when that is 0, the time as `created`
 * @error: return location for an error
 *
 * A publication has at most one job that is not done: adding another one fails.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_jobs_save (LeafDb *db,
                LeafJob *job,
                GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;

  g_return_val_if_fail (job != NULL, FALSE);

  if (job->created == 0)
    job->created = leaf_db_now ();

  statement = leaf_statement_new (db, job->id == 0 ? insert_sql : update_sql, error);
  if (statement == NULL)
    return FALSE;

  if (job->id != 0)
    leaf_statement_bind_int (statement, 1, job->id);
  leaf_statement_bind_int (statement, 2, job->publication);
  leaf_statement_bind_int (statement, 3, job->action);
  leaf_statement_bind_int (statement, 4, job->state);
  leaf_statement_bind_int (statement, 5, job->wanted);
  leaf_statement_bind_int (statement, 6, job->at);
  leaf_statement_bind_text (statement, 7, job->content_hash);
  leaf_statement_bind_int (statement, 8, job->attempts);
  leaf_statement_bind_int (statement, 9, job->next_try);
  leaf_statement_bind_text (statement, 10, job->last_error);
  leaf_statement_bind_int (statement, 11, job->created);
  leaf_statement_bind_int (statement, 12, job->last_error != NULL ? job->problem : LEAF_JOB_PROBLEM_NONE);
  if (!leaf_statement_run (statement, error))
    return FALSE;

  if (job->id == 0) {
    job->id = leaf_db_get_last_id (db);
  } else if (leaf_db_get_n_changed (db) == 0) {
    set_not_found (job->id, error);
    return FALSE;
  }

  leaf_db_note_change (db, LEAF_CHANGE_JOB, job->id);

  return update_states (db, job->publication, error);
}

/* NULL without an error when there is none. */
static LeafJob *
load_one (LeafDb *db,
          const char *sql,
          gint64 id,
          GError **error)
{
  g_autoptr (LeafStatement) row = leaf_statement_new (db, sql, error);

  if (row == NULL)
    return NULL;

  leaf_statement_bind_int (row, 1, id);

  return leaf_statement_next (row, error) > 0 ? read_job (row) : NULL;
}

/**
 * leaf_jobs_load:
 * @db: a connection
 * @id: the job's id
 * @error: return location for an error
 *
 * Returns: (transfer full): the job, or %NULL with a %LEAF_STORE_ERROR
 */
LeafJob *
leaf_jobs_load (LeafDb *db,
                gint64 id,
                GError **error)
{
  GError *local_error = NULL;
  LeafJob *job;

  job = load_one (db, "SELECT " COLUMNS " FROM jobs AS j WHERE j.id = ?1 AND j.removed_at IS NULL",
                  id, &local_error);
  if (job == NULL && local_error == NULL)
    set_not_found (id, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);

  return job;
}

/**
 * leaf_jobs_open_for:
 * @db: a connection
 * @publication: a publication's id
 * @error: return location for an error
 *
 * Returns: (nullable) (transfer full): the job of the publication that is not done, %NULL when there
 *   is none, or %NULL with a %LEAF_STORE_ERROR
 */
LeafJob *
leaf_jobs_open_for (LeafDb *db,
                    gint64 publication,
                    GError **error)
{
  return load_one (db,
                   "SELECT " COLUMNS " FROM jobs AS j"
                   " WHERE j.publication = ?1 AND j.state <> 2 AND j.removed_at IS NULL",
                   publication, error);
}

/**
 * leaf_jobs_list:
 * @db: a connection
 * @open_only: whether to leave out those that are done
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LeafJob): the jobs, the oldest first, or %NULL with a
 *   %LEAF_STORE_ERROR
 */
GPtrArray *
leaf_jobs_list (LeafDb *db,
                gboolean open_only,
                GError **error)
{
  g_autoptr (LeafStatement) row = NULL;
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_job_free);
  int result;

  row = leaf_statement_new (db, "SELECT " COLUMNS FROM " AND (?1 = 0 OR j.state <> 2) ORDER BY j.id",
                            error);
  if (row == NULL)
    return NULL;

  leaf_statement_bind_int (row, 1, open_only);
  while ((result = leaf_statement_next (row, error)) > 0)
    g_ptr_array_add (jobs, read_job (row));

  return result == 0 ? g_steal_pointer (&jobs) : NULL;
}

/**
 * leaf_jobs_due_on:
 * @db: a connection
 * @blog: a blog's id
 * @now: the time, in seconds since 1970, UTC
 * @error: return location for an error
 *
 * Finds what is to be run now on a blog: jobs that wait and whose time has come, and those that were left in
 * the middle, by the end of the program or by an answer that was not clear.
 *
 * Returns: (transfer full) (element-type gint64): their ids, the oldest first, or %NULL with a
 *   %LEAF_STORE_ERROR
 */
GArray *
leaf_jobs_due_on (LeafDb *db,
                  gint64 blog,
                  gint64 now,
                  GError **error)
{
  return leaf_db_list_ids (db, "SELECT j.id" FROM " AND " IS_DUE " AND p.blog = ?2 ORDER BY j.id", now, blog, error);
}

/**
 * leaf_jobs_list_busy_blogs:
 * @db: a connection
 * @now: the time, in seconds since 1970, UTC
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type gint64): the ids of blogs that are to be asked for something,
 *   by leaf_jobs_due_on() or leaf_publications_list_overdue(); %NULL with a %LEAF_STORE_ERROR
 */
GArray *
leaf_jobs_list_busy_blogs (LeafDb *db,
                           gint64 now,
                           GError **error)
{
  return leaf_db_list_ids (db,
                   "SELECT p.blog" FROM " AND " IS_DUE
                   " UNION"
                   " SELECT p.blog FROM publications AS p JOIN blogs AS b ON b.id = p.blog AND b.removed_at IS NULL"
                   "  WHERE " LEAF_PUBLICATION_IS_OVERDUE,
                   now, 0, error);
}

/**
 * leaf_jobs_postpone:
 * @db: the writing connection
 * @blog: a blog's id
 * @until: a time, in seconds since 1970, UTC
 * @error: return location for an error
 *
 * The blog does not answer, or wants to be left alone: no job of it is due before @until.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_jobs_postpone (LeafDb *db,
                    gint64 blog,
                    gint64 until,
                    GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;

  statement = leaf_statement_new (db,
                                  "UPDATE jobs SET next_try = ?2"
                                  " WHERE state IN (0, 1) AND removed_at IS NULL AND next_try < ?2"
                                  "   AND publication IN (SELECT id FROM publications WHERE blog = ?1)",
                                  error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, blog);
  leaf_statement_bind_int (statement, 2, until);
  if (!leaf_statement_run (statement, error))
    return FALSE;

  if (leaf_db_get_n_changed (db) > 0)
    leaf_db_note_change (db, LEAF_CHANGE_JOB, 0);

  return TRUE;
}

/**
 * leaf_jobs_remove:
 * @db: the writing connection
 * @id: the job's id
 * @error: return location for an error
 *
 * Drops the job. That it was begun is not forgotten, see leaf_publications_is_uncertain().
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_jobs_remove (LeafDb *db,
                  gint64 id,
                  GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  gint64 publication = 0;
  int result;

  statement = leaf_statement_new (db,
                                  "UPDATE jobs SET removed_at = ?2"
                                  " WHERE id = ?1 AND removed_at IS NULL RETURNING publication",
                                  error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, id);
  leaf_statement_bind_int (statement, 2, leaf_db_now ());
  while ((result = leaf_statement_next (statement, error)) > 0)
    publication = leaf_statement_get_int (statement, 0);
  if (result < 0)
    return FALSE;

  if (publication == 0) {
    set_not_found (id, error);
    return FALSE;
  }

  leaf_db_note_change (db, LEAF_CHANGE_JOB, id);

  return update_states (db, publication, error);
}
