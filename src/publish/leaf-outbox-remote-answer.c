/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What she decided about a post that was changed on the blog. */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox-remote.h"

#include "leaf-document-html.h"
#include "leaf-outbox-private.h"
#include "leaf-outbox-remote-private.h"
#include "leaf-publications.h"
#include "leaf-reviews.h"
#include "leaf-string.h"

#include <glib/gi18n.h>

/* Owned copies, for a worker thread. */
typedef struct {
  gint64 review;
  gint64 blog;
  LeafRemoteState state;
  gboolean overwritten;
  LeafRemoteAnswer answer;
  LeafDocument *document; /* NULL: the text stays */
  char *title;
  char *mine_html;
  char *mine_title;
  char *theirs_html;
  char *theirs_title;
  char *remote_id;
  char *remote_modified;
  char *remote_hash;
  char *known;
} Answer;

static void
answer_free (Answer *self)
{
  g_clear_pointer (&self->document, leaf_document_unref);
  g_free (self->title);
  g_free (self->mine_html);
  g_free (self->mine_title);
  g_free (self->theirs_html);
  g_free (self->theirs_title);
  g_free (self->remote_id);
  g_free (self->remote_modified);
  g_free (self->remote_hash);
  g_free (self->known);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static Answer *
answer_new (const LeafRemoteChange *change, LeafRemoteAnswer answer, const LeafDocument *document, const char *title)
{
  Answer *self = g_new0 (Answer, 1);

  self->review = change->review;
  self->blog = change->blog;
  self->state = change->state;
  self->overwritten = change->overwritten;
  self->answer = answer;
  self->document = document != NULL ? leaf_document_copy (document) : NULL;
  self->title = g_strdup (title);
  self->mine_html = g_strdup (change->mine_html);
  self->mine_title = g_strdup (change->mine_title);
  self->theirs_html = leaf_document_to_html (change->theirs);
  self->theirs_title = g_strdup (change->theirs_title);
  self->remote_id = g_strdup (change->remote_id);
  self->remote_modified = g_strdup (change->remote_modified);
  self->remote_hash = g_strdup (change->remote_hash);
  self->known = g_strdup (change->known);
  return self;
}

/* The text as it is now is kept first, so that nothing of it is lost. */
static gboolean
replace_text (LeafDb *db, const Answer *self, GError **error)
{
  g_autofree char *html = leaf_reviews_load_html (db, self->review, error);
  g_autoptr (LeafReview) review = NULL;

  if (html == NULL)
    return FALSE;
  if (!g_str_equal (html, self->mine_html))
    {
      g_set_error_literal (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_CHANGED,
                           _("The review was changed here meanwhile. Look at both once more, then decide."));
      return FALSE;
    }

  review = leaf_reviews_load (db, self->review, error);
  if (review == NULL || !leaf_revisions_add (db, self->review, LEAF_REVISION_REPLACED, error))
    return FALSE;
  leaf_review_set_document (review, self->document);
  if (self->title != NULL && g_strcmp0 (self->title, self->mine_title) != 0)
    leaf_review_set_title (review, self->title);
  return leaf_reviews_save (db, review, error);
}

/* A job that stopped because of what was changed has nothing left to do. */
static gboolean
drop_job (LeafDb *db, const LeafPublication *publication, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (LeafJob) job = leaf_jobs_open_for (db, publication->id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (job == NULL || job->action != LEAF_JOB_PUBLISH || job->state != LEAF_JOB_FAILED || job->content_hash != NULL)
    return TRUE;
  return leaf_jobs_remove (db, job->id, error);
}

/* The blog has hers, and what is known of it stays: what somebody writes there afterwards is another matter. When hers is to stay,
 * nothing is left to do. */
static gboolean
answer_overwritten (LeafDb *db, const Answer *self, const LeafPublication *publication, GError **error)
{
  if (self->answer == LEAF_REMOTE_KEEP_MINE && publication->content_hash != NULL && !drop_job (db, publication, error))
    return FALSE;

  return leaf_overwritten_remove (db, publication->id, error) && leaf_publications_save (db, publication, error);
}

/* A job that ran in between has put another text there than the one she decided about. */
static gboolean
check_known (const Answer *self, const LeafPublication *publication, GError **error)
{
  g_autofree char *known = leaf_outbox_dup_known (publication);

  if (g_str_equal (known, self->known))
    return TRUE;

  g_set_error_literal (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_CHANGED,
                       _("What is known of the post has changed meanwhile. Look at both once more, then decide."));
  return FALSE;
}

/* All or nothing. */
static gboolean
answer_func (LeafDb *db, gpointer data, GError **error)
{
  const Answer *self = data;
  g_autoptr (LeafPublication) publication = leaf_publications_ensure (db, self->review, self->blog, error);
  gboolean there = self->state == LEAF_REMOTE_UNCHANGED || self->state == LEAF_REMOTE_CHANGED;

  if (publication == NULL || !check_known (self, publication, error))
    return FALSE;
  if (self->document != NULL && !replace_text (db, self, error))
    return FALSE;

  if (self->overwritten)
    return answer_overwritten (db, self, publication, error);

  /* What was seen may be overwritten, and nothing that comes after it. To bring a post back from the trash, or to make it anew, nothing
   * may be known of it. */
  leaf_string_set (&publication->remote_modified, there ? self->remote_modified : NULL);
  leaf_string_set (&publication->remote_hash, there ? self->remote_hash : NULL);
  g_clear_pointer (&publication->content_hash, g_free);
  if (self->answer != LEAF_REMOTE_KEEP_MINE)
    {
      leaf_string_set (&publication->base, self->theirs_html);
      leaf_string_set (&publication->base_title, self->theirs_title);
    }
  if (self->answer == LEAF_REMOTE_TAKE_THEIRS && !drop_job (db, publication, error))
    return FALSE;
  return leaf_publications_save (db, publication, error);
}

/* What a job that runs commits at its end would go over the answer. */
static gboolean
commit_answer (LeafOutbox *self, Answer *answer, GCancellable *cancellable, GError **error)
{
  LeafOutboxLane lane;
  gboolean done;

  if (!leaf_outbox_lane_enter (&lane, self, answer->blog, cancellable, error))
    return FALSE;
  done = leaf_library_run (leaf_outbox_get_library (self), LEAF_LIBRARY_WRITE, answer_func, answer, error);
  leaf_outbox_lane_leave (&lane);

  return done;
}

/**
 * leaf_outbox_answer_remote:
 * @self: an outbox
 * @change: what was seen
 * @answer: what she decided
 * @document: (nullable): what becomes the text of the review; %NULL to leave it as it is
 * @title: (nullable): what becomes its title, likewise
 * @cancellable: (nullable): ends the waiting
 * @error: set to one sentence; then nothing was changed
 *
 * Commits an answer. While a job of that blog runs it waits. Blocks.
 *
 * Returns: whether it is committed
 */
gboolean
leaf_outbox_answer_remote (LeafOutbox *self,
                           const LeafRemoteChange *change,
                           LeafRemoteAnswer answer,
                           const LeafDocument *document,
                           const char *title,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (Answer) work = NULL;

  g_return_val_if_fail (LEAF_IS_OUTBOX (self) && change != NULL, FALSE);

  work = answer_new (change, answer, document, title);
  return commit_answer (self, work, cancellable, error);
}

static void
answer_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (commit_answer (source, data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * leaf_outbox_answer_remote_async:
 * @self: an outbox
 * @change: what was seen
 * @answer: what she decided
 * @document: (nullable): as for leaf_outbox_answer_remote()
 * @title: (nullable): the same
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Does leaf_outbox_answer_remote() in a worker thread.
 */
void
leaf_outbox_answer_remote_async (LeafOutbox *self,
                                 const LeafRemoteChange *change,
                                 LeafRemoteAnswer answer,
                                 const LeafDocument *document,
                                 const char *title,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LEAF_IS_OUTBOX (self) && change != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, leaf_outbox_answer_remote_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, answer_new (change, answer, document, title), (GDestroyNotify) answer_free);
  g_task_run_in_thread (task, answer_thread);
}

/**
 * leaf_outbox_answer_remote_finish:
 * @self: an outbox
 * @result: what the callback got
 * @error: set to one sentence
 *
 * Ends leaf_outbox_answer_remote_async().
 *
 * Returns: whether it is committed
 */
gboolean
leaf_outbox_answer_remote_finish (LeafOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
