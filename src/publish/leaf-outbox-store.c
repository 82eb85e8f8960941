/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox-private.h"
#include "leaf-outbox-rules.h"

#include "leaf-abilities.h"
#include "leaf-blogs.h"
#include "leaf-publications.h"
#include "leaf-reviews.h"

#include <glib/gi18n.h>

/**
 * leaf_outbox_work_free:
 * @self: (transfer full) (nullable): a work
 *
 * Frees @self.
 */
void
leaf_outbox_work_free (LeafOutboxWork *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->job, leaf_job_free);
  g_clear_pointer (&self->publication, leaf_publication_free);
  g_clear_object (&self->blog);
  g_clear_pointer (&self->source, leaf_post_source_free);
  g_clear_pointer (&self->begun, leaf_job_free);
  g_clear_pointer (&self->pictures, g_hash_table_unref);
  g_clear_pointer (&self->media, g_hash_table_unref);
  g_clear_error (&self->refusal);
  g_free (self->twin);
  g_strfreev (self->lost);
  leaf_overwritten_free (self->overwritten);
  g_free (self);
}

typedef struct {
  const LeafOutboxOrder *order;
  gint64 job;
} OpenJob;

/* Is there anything to take down, to put back or to delete, as far as is known? */
static gboolean
check_there (LeafDb *db, const LeafPublication *publication, LeafJobAction action, GError **error)
{
  gboolean uncertain;

  if (action == LEAF_JOB_PUBLISH || publication->remote_id != NULL)
    return TRUE;
  if (!leaf_publications_is_uncertain (db, publication->id, &uncertain, error))
    return FALSE;
  if (uncertain || (publication->state == LEAF_PUBLICATION_REMOVED && action != LEAF_JOB_PUT_BACK))
    return TRUE;

  g_set_error_literal (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED,
                       publication->state == LEAF_PUBLICATION_REMOVED
                         ? _("This post was deleted for good. Publish the review again to make it anew.")
                         : _("This review is not on the blog. Publish it first."));
  return FALSE;
}

/* Before there is a job at all: what may not be published leaves nothing behind. */
static gboolean
check_embargo (LeafDb *db, const LeafPublication *publication, const LeafJob *job, GError **error)
{
  g_autoptr (LeafReview) review = NULL;
  g_autoptr (GPtrArray) books = NULL;

  /* What goes out of sight may belong to a review that is removed. */
  if (job->action == LEAF_JOB_TAKE_DOWN || job->action == LEAF_JOB_DELETE)
    return TRUE;

  review = leaf_reviews_load (db, publication->review, error);
  books = review != NULL ? leaf_outbox_read_books (db, review, error) : NULL;

  return books != NULL && leaf_outbox_check_embargo (books, publication, job, error);
}

/* Likewise what the blog can never have. */
static gboolean
check_able (LeafDb *db, const LeafOutboxOrder *order, GError **error)
{
  g_autoptr (LeafBlog) blog = NULL;

  if (order->action != LEAF_JOB_PUBLISH || order->wanted == LEAF_PUBLICATION_PUBLISHED)
    return TRUE;

  blog = leaf_blogs_load (db, order->blog, error);
  return blog != NULL && leaf_abilities_check_wanted (blog, order->wanted, error);
}

/* What a publication is to become, for the list of the outbox; publishing says so itself. */
static LeafPublicationState
get_wanted (const LeafOutboxOrder *order)
{
  switch (order->action)
    {
    case LEAF_JOB_TAKE_DOWN:
      return LEAF_PUBLICATION_DRAFT;
    case LEAF_JOB_PUT_BACK:
      return LEAF_PUBLICATION_PUBLISHED;
    case LEAF_JOB_DELETE:
      return LEAF_PUBLICATION_REMOVED;
    case LEAF_JOB_PUBLISH:
    default:
      return order->wanted;
    }
}

/* Is there anything that what is on the blog could differ from? */
static gboolean
is_known (const LeafPublication *publication)
{
  return publication->remote_modified != NULL || publication->remote_hash != NULL || publication->content_hash != NULL;
}

/* Hers counts. */
static void
forget_known (LeafPublication *publication)
{
  g_clear_pointer (&publication->remote_modified, g_free);
  g_clear_pointer (&publication->remote_hash, g_free);
  g_clear_pointer (&publication->content_hash, g_free);
}

static gboolean
accept_overwrite (LeafDb *db, LeafPublication *publication, GError **error)
{
  forget_known (publication);

  return leaf_overwritten_remove (db, publication->id, error) && leaf_publications_save (db, publication, error);
}

/* One transaction: two presses at once give one job, since a publication has one open job at most. */
static gboolean
open_job_func (LeafDb *db, gpointer data, GError **error)
{
  OpenJob *open = data;
  const LeafOutboxOrder *order = open->order;
  g_autoptr (LeafPublication) publication = leaf_publications_ensure (db, order->review, order->blog, error);
  g_autoptr (LeafJob) job = NULL;
  g_autoptr (GError) failure = NULL;

  if (publication == NULL || !check_able (db, order, error))
    return FALSE;

  job = leaf_jobs_open_for (db, publication->id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (job == NULL)
    {
      if (!check_there (db, publication, order->action, error))
        return FALSE;
      job = leaf_job_new ();
      job->publication = publication->id;
      job->action = order->action;
    }
  job->action = leaf_outbox_combine (job->action, order->action);
  /* One that was being sent stays so: whether it arrived has to be looked up first. */
  if (job->state != LEAF_JOB_SENDING)
    {
      job->state = LEAF_JOB_WAITING;
      job->created = leaf_outbox_get_now ();
    }
  job->wanted = get_wanted (order);
  job->at = job->wanted == LEAF_PUBLICATION_SCHEDULED ? order->at : 0;
  job->next_try = 0;
  /* Also tells a thread that has the job right now that it was ordered again, see supersedes(). */
  job->attempts = 0;
  if (!check_embargo (db, publication, job, error) || !leaf_jobs_save (db, job, error))
    return FALSE;
  if (order->keep_mine && !accept_overwrite (db, publication, error))
    return FALSE;

  open->job = job->id;
  return TRUE;
}

/**
 * leaf_outbox_open_job:
 * @library: a library
 * @order: what to do
 * @error: set on failure
 *
 * Commits what is to be done, before a byte leaves. There is one open job for a review on a blog; what
 * it becomes is a table in leaf-outbox-rules.h.
 *
 * Returns: the job's id; 0 on failure
 */
gint64
leaf_outbox_open_job (LeafLibrary *library, const LeafOutboxOrder *order, GError **error)
{
  OpenJob open = { order, 0 };

  if (!leaf_library_run (library, LEAF_LIBRARY_WRITE, open_job_func, &open, error))
    return 0;

  return open.job;
}

/* The date the post shows; the same at every run of a job, so that an unchanged post stays unchanged. */
static gint64
choose_date (const LeafPublication *publication, const LeafJob *job)
{
  if (job->at > 0)
    return job->at;
  if (publication->published > 0 && publication->published <= leaf_outbox_get_now ())
    return publication->published;

  return job->wanted != LEAF_PUBLICATION_DRAFT ? job->created : 0;
}

/* What somebody wrote there and was overwritten waits for her. */
static gboolean
check_overwritten (LeafDb *db, LeafOutboxWork *work, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (LeafOverwritten) overwritten = leaf_overwritten_load (db, work->publication->id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (overwritten != NULL)
    leaf_outbox_fail_overwritten (work, &work->refusal);

  return TRUE;
}

typedef struct {
  gint64 job;
  LeafOutboxWork *work;
} BeginWork;

static gboolean
begin_work_func (LeafDb *db, gpointer data, GError **error)
{
  BeginWork *begin = data;
  g_autoptr (LeafOutboxWork) work = g_new0 (LeafOutboxWork, 1);

  work->job = leaf_jobs_load (db, begin->job, error);
  if (work->job == NULL)
    return FALSE;
  work->publication = leaf_publications_load (db, work->job->publication, error);
  if (work->publication == NULL)
    return FALSE;
  work->blog = leaf_blogs_load (db, work->publication->blog, error);
  if (work->blog == NULL || !leaf_publications_is_uncertain (db, work->publication->id, &work->uncertain, error))
    return FALSE;
  if (work->job->state == LEAF_JOB_DONE)
    {
      begin->work = g_steal_pointer (&work);
      return TRUE;
    }

  if (work->job->action == LEAF_JOB_PUBLISH)
    work->source = leaf_outbox_read_source (db, work->publication->review, work->publication->blog, work->publication->uuid, &work->refusal);
  if (work->source != NULL)
    work->source->published = choose_date (work->publication, work->job);
  if (work->source != NULL)
    leaf_outbox_check_embargo (work->source->books, work->publication, work->job, &work->refusal);
  else if (work->refusal == NULL)
    check_embargo (db, work->publication, work->job, &work->refusal);
  if (work->job->action == LEAF_JOB_PUBLISH && work->refusal == NULL && !check_overwritten (db, work, error))
    return FALSE;

  /* The hash says that a request left and was neither confirmed nor refused. */
  work->uncertain |= work->job->state == LEAF_JOB_SENDING || work->job->content_hash != NULL;
  work->job->attempts++;
  if (!leaf_jobs_save (db, work->job, error))
    return FALSE;

  work->begun = leaf_job_copy (work->job);
  begin->work = g_steal_pointer (&work);
  return TRUE;
}

static gboolean
is_down (const LeafPublication *publication)
{
  return publication->published > 0 &&
         (publication->state == LEAF_PUBLICATION_DRAFT || publication->state == LEAF_PUBLICATION_REMOVED);
}

/**
 * leaf_outbox_begin_work:
 * @library: a library
 * @job: a job
 * @error: set on failure
 *
 * Counts another attempt and loads, in one glance, all that a job needs. The count is not worth a wait for the
 * disk: what has to survive a failure of the power is committed before a request leaves, and takes it along.
 *
 * Returns: (transfer full): copies, or %NULL
 */
LeafOutboxWork *
leaf_outbox_begin_work (LeafLibrary *library, gint64 job, GError **error)
{
  BeginWork begin = { .job = job };

  if (!leaf_library_run (library, LEAF_LIBRARY_WRITE_WITHOUT_WAITING, begin_work_func, &begin, error))
    g_clear_pointer (&begin.work, leaf_outbox_work_free);
  else
    {
      begin.work->known = is_known (begin.work->publication);
      begin.work->was_down = is_down (begin.work->publication);
    }

  return begin.work;
}

/* Did she order something while we had the job, perhaps the same once more with a newer text? leaf_outbox_open_job() sets
 * the attempts back. `current`: the job as it is in the library now. */
static gboolean
supersedes (const LeafJob *current, const LeafOutboxWork *work)
{
  return current->attempts != work->begun->attempts || current->action != work->begun->action || current->wanted != work->begun->wanted;
}

/* The job as the library has it; `gone`: it was dropped meanwhile. */
static LeafJob *
load_current (LeafDb *db, const LeafOutboxWork *work, gboolean *gone, GError **error)
{
  g_autoptr (GError) failure = NULL;
  LeafJob *current = leaf_jobs_load (db, work->job->id, &failure);

  *gone = g_error_matches (failure, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND);
  if (failure != NULL && !*gone)
    g_propagate_error (error, g_steal_pointer (&failure));

  return current;
}

static gboolean
save_sending_func (LeafDb *db, gpointer data, GError **error)
{
  LeafOutboxWork *work = data;
  g_autoptr (LeafJob) current = leaf_jobs_load (db, work->job->id, error);

  if (current == NULL)
    return FALSE;
  work->superseded = supersedes (current, work);
  if (work->superseded)
    {
      g_set_error_literal (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY,
                           _("Something else is to be done with this post now."));
      return FALSE;
    }

  return leaf_publications_save (db, work->publication, error) && leaf_jobs_save (db, work->job, error);
}

/**
 * leaf_outbox_save_sending:
 * @library: a library
 * @work: a job
 * @error: set on failure
 *
 * Commits that a request is about to leave, and when: the stamp of the publication. Fails, with
 * @work superseded, when she has ordered something else since the job was begun.
 *
 * Returns: whether it is committed
 */
gboolean
leaf_outbox_save_sending (LeafLibrary *library, LeafOutboxWork *work, GError **error)
{
  work->publication->modified = leaf_outbox_get_now ();
  return leaf_library_run (library, LEAF_LIBRARY_WRITE, save_sending_func, work, error);
}

/* What she ordered meanwhile stays to be done; `arrived`: what was sent before is certain. */
static gboolean
save_reordered (LeafDb *db, LeafJob *current, const LeafOutboxWork *work, gboolean arrived, GError **error)
{
  gboolean there = !arrived && (work->job->state == LEAF_JOB_SENDING || work->job->content_hash != NULL);

  current->state = there ? LEAF_JOB_SENDING : LEAF_JOB_WAITING;
  g_free (current->content_hash);
  current->content_hash = there ? g_strdup (work->job->content_hash) : NULL;

  return leaf_jobs_save (db, current, error);
}

static gboolean
save_failed_func (LeafDb *db, gpointer data, GError **error)
{
  LeafOutboxWork *work = data;
  gboolean gone;
  g_autoptr (LeafJob) current = load_current (db, work, &gone, error);

  if (current == NULL)
    return gone;

  return supersedes (current, work) ? save_reordered (db, current, work, FALSE, error) : leaf_jobs_save (db, work->job, error);
}

/**
 * leaf_outbox_save_failed:
 * @library: a library
 * @work: a job that failed, its state already the one to go on from
 * @error: set on failure
 *
 * Commits how a try failed; what was ordered meanwhile stays ordered.
 *
 * Returns: whether it is committed
 */
gboolean
leaf_outbox_save_failed (LeafLibrary *library, LeafOutboxWork *work, GError **error)
{
  return leaf_library_run (library, LEAF_LIBRARY_WRITE, save_failed_func, work, error);
}

/* A post whose text was not sent: what she ordered meanwhile may have said that hers counts, and that stays said. */
static gboolean
keep_overwrite (LeafDb *db, LeafOutboxWork *work, GError **error)
{
  g_autoptr (LeafPublication) current = leaf_publications_load (db, work->publication->id, error);

  if (current == NULL)
    return FALSE;
  if (work->known && !is_known (current))
    forget_known (work->publication);

  return TRUE;
}

static gboolean
save_done_func (LeafDb *db, gpointer data, GError **error)
{
  LeafOutboxWork *work = data;
  gboolean gone;
  g_autoptr (LeafJob) current = load_current (db, work, &gone, error);
  gboolean saved;

  if (current == NULL && !gone)
    return FALSE;

  if (gone)
    saved = TRUE;
  else if (supersedes (current, work))
    saved = save_reordered (db, current, work, TRUE, error) && (work->source != NULL || keep_overwrite (db, work, error));
  else
    saved = leaf_jobs_save (db, work->job, error);

  return saved && leaf_outbox_save_findings (db, work, error) && leaf_publications_save (db, work->publication, error) &&
         (work->source == NULL || leaf_revisions_add (db, work->publication->review, LEAF_REVISION_PUBLISHED, error));
}

/**
 * leaf_outbox_save_done:
 * @library: a library
 * @work: a job whose post is there
 * @error: set on failure
 *
 * Commits where the post is, what becomes of the job, the text as it was published and what else the answer
 * told, all or nothing.
 *
 * Returns: whether it is committed
 */
gboolean
leaf_outbox_save_done (LeafLibrary *library, LeafOutboxWork *work, GError **error)
{
  return leaf_library_run (library, LEAF_LIBRARY_WRITE, save_done_func, work, error);
}

static gboolean
remove_job_func (LeafDb *db, gpointer data, GError **error)
{
  gint64 *job = data;

  return leaf_jobs_remove (db, *job, error);
}

/**
 * leaf_outbox_remove_job:
 * @library: a library
 * @job: a job
 * @error: set on failure
 *
 * Drops a job that came to nothing.
 *
 * Returns: whether it is dropped
 */
gboolean
leaf_outbox_remove_job (LeafLibrary *library, gint64 job, GError **error)
{
  return leaf_library_run (library, LEAF_LIBRARY_WRITE, remove_job_func, &job, error);
}

/* A job that wants nothing is only looked up. */
static gboolean
withdraw_func (LeafDb *db, gpointer data, GError **error)
{
  gint64 *id = data;
  g_autoptr (LeafJob) job = leaf_jobs_load (db, *id, error);

  if (job == NULL)
    return FALSE;
  if (job->state == LEAF_JOB_DONE)
    return TRUE;
  if (job->state != LEAF_JOB_SENDING && job->content_hash == NULL)
    return leaf_jobs_remove (db, *id, error);

  job->state = LEAF_JOB_SENDING;
  job->wanted = LEAF_PUBLICATION_NONE;
  job->next_try = 0;
  return leaf_jobs_save (db, job, error);
}

/**
 * leaf_outbox_withdraw_job:
 * @library: a library
 * @job: a job that no thread has
 * @error: set on failure
 *
 * Takes a job out of which certainly nothing was sent. Of another one only the looking up stays.
 *
 * Returns: whether it is committed
 */
gboolean
leaf_outbox_withdraw_job (LeafLibrary *library, gint64 job, GError **error)
{
  return leaf_library_run (library, LEAF_LIBRARY_WRITE, withdraw_func, &job, error);
}

typedef struct {
  gint64 id; /* a job, or a blog */
  gint64 until;
  gint64 blog;
} Question;

static gboolean
find_blog_func (LeafDb *db, gpointer data, GError **error)
{
  Question *question = data;
  g_autoptr (LeafJob) job = leaf_jobs_load (db, question->id, error);
  g_autoptr (LeafPublication) publication = job != NULL ? leaf_publications_load (db, job->publication, error) : NULL;

  question->blog = publication != NULL ? publication->blog : 0;
  return publication != NULL;
}

/**
 * leaf_outbox_find_blog:
 * @library: a library
 * @job: a job
 * @error: set when there is no such job
 *
 * Looks which blog a job is for.
 *
 * Returns: the blog; 0 on failure
 */
gint64
leaf_outbox_find_blog (LeafLibrary *library, gint64 job, GError **error)
{
  Question question = { .id = job };

  leaf_library_run (library, LEAF_LIBRARY_READ, find_blog_func, &question, error);
  return question.blog;
}

static gboolean
postpone_func (LeafDb *db, gpointer data, GError **error)
{
  const Question *question = data;

  return leaf_jobs_postpone (db, question->id, question->until, error);
}

/**
 * leaf_outbox_postpone:
 * @library: a library
 * @blog: a blog
 * @until: seconds since 1970
 * @error: set on failure
 *
 * Leaves a blog alone for a while.
 *
 * Returns: whether it is committed
 */
gboolean
leaf_outbox_postpone (LeafLibrary *library, gint64 blog, gint64 until, GError **error)
{
  Question question = { .id = blog, .until = until };

  return leaf_library_run (library, LEAF_LIBRARY_WRITE, postpone_func, &question, error);
}
