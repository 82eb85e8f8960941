/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-blogs.h"
#include "leaf-books.h"
#include "leaf-outbox-private.h"
#include "leaf-profiles.h"
#include "leaf-publications.h"
#include "leaf-reviews.h"

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

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
  g_clear_pointer (&self->source, leaf_post_source_free);
  g_free (self);
}

static GPtrArray *
load_books (LeafDb *db, LeafReview *review, GError **error)
{
  g_autoptr (GPtrArray) books = g_ptr_array_new_with_free_func (g_object_unref);
  unsigned int n_ids;
  const gint64 *ids = leaf_review_get_books (review, &n_ids);

  for (unsigned int i = 0; i < n_ids; i++)
    {
      LeafBook *book = leaf_books_load (db, ids[i], error);

      if (book == NULL)
        return NULL;
      g_ptr_array_add (books, book);
    }

  return g_steal_pointer (&books);
}

/* Before there is a job at all: what may not be published leaves nothing behind. */
static gboolean
check_embargo (LeafDb *db, const LeafPublication *publication, const LeafJob *job, GError **error)
{
  g_autoptr (LeafReview) review = leaf_reviews_load (db, publication->review, error);
  g_autoptr (GPtrArray) books = review != NULL ? load_books (db, review, error) : NULL;

  return books != NULL && leaf_outbox_check_embargo (books, publication, job, error);
}

typedef struct {
  gint64 review;
  gint64 blog;
  LeafPublicationState wanted;
  gint64 at;
  gint64 job;
} OpenJob;

/* One transaction: two presses at once give one job, since a publication has one open job at most. */
static gboolean
open_job_func (LeafDb *db, gpointer data, GError **error)
{
  OpenJob *open = data;
  g_autoptr (LeafPublication) publication = leaf_publications_ensure (db, open->review, open->blog, error);
  g_autoptr (LeafJob) job = NULL;
  g_autoptr (GError) failure = NULL;

  if (publication == NULL)
    return FALSE;

  job = leaf_jobs_open_for (db, publication->id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (job == NULL)
    {
      job = leaf_job_new ();
      job->publication = publication->id;
      job->action = LEAF_JOB_PUBLISH;
    }
  /* One that was being sent stays so: whether it arrived has to be looked up first. */
  if (job->state != LEAF_JOB_SENDING)
    {
      job->state = LEAF_JOB_WAITING;
      job->created = get_now ();
    }
  job->wanted = open->wanted;
  job->at = open->wanted == LEAF_PUBLICATION_SCHEDULED ? open->at : 0;
  job->next_try = 0;
  if (!check_embargo (db, publication, job, error) || !leaf_jobs_save (db, job, error))
    return FALSE;

  open->job = job->id;
  return TRUE;
}

/**
 * leaf_outbox_open_job:
 * @library: a library
 * @review: a review
 * @blog: a blog
 * @wanted: draft, scheduled or published
 * @at: when, for a scheduled one
 * @error: set on failure
 *
 * Commits what is to be done, before a byte leaves. There is one open job for a review on a blog.
 *
 * Returns: the job's id; 0 on failure
 */
gint64
leaf_outbox_open_job (LeafLibrary *library, gint64 review, gint64 blog, LeafPublicationState wanted, gint64 at, GError **error)
{
  OpenJob open = { review, blog, wanted, at, 0 };

  if (!leaf_library_run (library, LEAF_LIBRARY_WRITE, open_job_func, &open, error))
    return 0;

  return open.job;
}

static LeafPostSource *
load_source (LeafDb *db, gint64 review_id, gint64 blog_id, const char *marker, GError **error)
{
  g_autoptr (LeafReview) review = leaf_reviews_load (db, review_id, error);
  g_autoptr (LeafProfile) profile = review != NULL ? leaf_profiles_load (db, error) : NULL;
  g_autoptr (LeafBlog) blog = NULL;
  g_autoptr (GPtrArray) books = NULL;

  if (profile == NULL)
    return NULL;
  blog = blog_id != 0 ? leaf_blogs_load (db, blog_id, error) : leaf_blog_new ();
  books = blog != NULL ? load_books (db, review, error) : NULL;
  if (books == NULL)
    return NULL;

  return leaf_post_source_new (review, books, profile, blog, marker);
}

/* The date the post shows; the same at every run of a job, so that an unchanged post stays unchanged. */
static gint64
choose_date (const LeafPublication *publication, const LeafJob *job)
{
  if (job->wanted == LEAF_PUBLICATION_SCHEDULED)
    return job->at;
  if (publication->published > 0 && publication->published <= get_now ())
    return publication->published;

  return job->wanted == LEAF_PUBLICATION_PUBLISHED ? job->created : 0;
}

typedef struct {
  gint64 job;
  gint64 review;
  gint64 blog;
  LeafOutboxWork *work;
  LeafPostSource *source;
} LoadJob;

static gboolean
load_work_func (LeafDb *db, gpointer data, GError **error)
{
  LoadJob *load = data;
  g_autoptr (LeafOutboxWork) work = g_new0 (LeafOutboxWork, 1);

  work->job = leaf_jobs_load (db, load->job, error);
  if (work->job == NULL)
    return FALSE;
  work->publication = leaf_publications_load (db, work->job->publication, error);
  if (work->publication == NULL)
    return FALSE;
  if (!leaf_publications_is_uncertain (db, work->publication->id, &work->uncertain, error))
    return FALSE;
  work->source = load_source (db, work->publication->review, work->publication->blog, work->publication->uuid, error);
  if (work->source == NULL)
    return FALSE;

  /* The hash says that a request left and was neither confirmed nor refused. */
  work->uncertain |= work->job->state == LEAF_JOB_SENDING || work->job->content_hash != NULL;
  work->source->published = choose_date (work->publication, work->job);
  load->work = g_steal_pointer (&work);
  return TRUE;
}

/**
 * leaf_outbox_load_work:
 * @library: a library
 * @job: a job
 * @error: set on failure
 *
 * Loads, in one glance, all that a job needs.
 *
 * Returns: (transfer full): copies, or %NULL
 */
LeafOutboxWork *
leaf_outbox_load_work (LeafLibrary *library, gint64 job, GError **error)
{
  LoadJob load = { .job = job };

  leaf_library_run (library, LEAF_LIBRARY_READ, load_work_func, &load, error);
  return load.work;
}

static gboolean
load_source_func (LeafDb *db, gpointer data, GError **error)
{
  LoadJob *load = data;
  g_autoptr (GPtrArray) publications = leaf_publications_list (db, load->review, error);
  const LeafPublication *publication = NULL;

  if (publications == NULL)
    return FALSE;
  for (unsigned int i = 0; i < publications->len; i++)
    if (((LeafPublication *) g_ptr_array_index (publications, i))->blog == load->blog)
      publication = g_ptr_array_index (publications, i);

  load->source = load_source (db, load->review, load->blog,
                              publication != NULL ? publication->uuid : "00000000-0000-4000-8000-000000000000", error);
  if (load->source != NULL && publication != NULL)
    load->source->published = publication->published;

  return load->source != NULL;
}

/**
 * leaf_outbox_load_source:
 * @library: a library
 * @review: a review
 * @blog: a blog, or 0 for none
 * @error: set on failure
 *
 * Loads what a post is made of without writing anything, for a preview.
 *
 * Returns: (transfer full): copies, or %NULL
 */
LeafPostSource *
leaf_outbox_load_source (LeafLibrary *library, gint64 review, gint64 blog, GError **error)
{
  LoadJob load = { .review = review, .blog = blog };

  leaf_library_run (library, LEAF_LIBRARY_READ, load_source_func, &load, error);
  return load.source;
}

static gboolean
save_job_func (LeafDb *db, gpointer data, GError **error)
{
  return leaf_jobs_save (db, data, error);
}

/**
 * leaf_outbox_save_job:
 * @library: a library
 * @job: a job
 * @error: set on failure
 *
 * Commits the state of a job.
 *
 * Returns: whether it is committed
 */
gboolean
leaf_outbox_save_job (LeafLibrary *library, LeafJob *job, GError **error)
{
  return leaf_library_run (library, LEAF_LIBRARY_WRITE, save_job_func, job, error);
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

static gboolean
save_sending_func (LeafDb *db, gpointer data, GError **error)
{
  LeafOutboxWork *work = data;

  return leaf_publications_save (db, work->publication, error) && leaf_jobs_save (db, work->job, error);
}

/**
 * leaf_outbox_save_sending:
 * @library: a library
 * @work: a job
 * @error: set on failure
 *
 * Commits that a request is about to leave, and when: the stamp of the publication.
 *
 * Returns: whether it is committed
 */
gboolean
leaf_outbox_save_sending (LeafLibrary *library, LeafOutboxWork *work, GError **error)
{
  work->publication->modified = get_now ();
  return leaf_library_run (library, LEAF_LIBRARY_WRITE, save_sending_func, work, error);
}

static gboolean
save_done_func (LeafDb *db, gpointer data, GError **error)
{
  LeafOutboxWork *work = data;

  return leaf_publications_save (db, work->publication, error) && leaf_jobs_save (db, work->job, error) &&
         leaf_revisions_add (db, work->publication->review, LEAF_REVISION_PUBLISHED, error);
}

/**
 * leaf_outbox_save_done:
 * @library: a library
 * @work: a job that is done
 * @error: set on failure
 *
 * Commits where the post is, that the job is done and the text as it was published, all or nothing.
 *
 * Returns: whether it is committed
 */
gboolean
leaf_outbox_save_done (LeafLibrary *library, LeafOutboxWork *work, GError **error)
{
  return leaf_library_run (library, LEAF_LIBRARY_WRITE, save_done_func, work, error);
}
