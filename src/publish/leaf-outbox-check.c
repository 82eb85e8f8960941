/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox-check.h"

#include "leaf-books.h"
#include "leaf-link-check.h"
#include "leaf-outbox-private.h"
#include "leaf-pictures.h"
#include "leaf-publications.h"
#include "leaf-template-fill.h"
#include "leaf-templates.h"

/* She waits for the answers. */
#define LINK_SECONDS 8

/* So long an address stays free or taken, as she mends one thing after another and all is looked at again. */
#define SLUG_REMEMBERED (2 * 60 * G_USEC_PER_SEC)

/**
 * leaf_outbox_check_embargo:
 * @books: (element-type LeafBook): the books of a review
 * @publication: what is known of the post
 * @job: what is to be done
 * @error: set to %LEAF_PUBLISH_ERROR_EMBARGO
 *
 * Holds back what the publisher of a book does not allow to be public yet. A draft that only she sees on the
 * blog may go there, and whatever takes a post out of sight. Asked when a job is made, and again before it is
 * sent: the day may have been set, or put off, since.
 *
 * Returns: whether the job may be carried out
 */
gboolean
leaf_outbox_check_embargo (GPtrArray *books, const LeafPublication *publication, const LeafJob *job, GError **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gboolean is_public = publication->state == LEAF_PUBLICATION_PUBLISHED;
  g_autofree char *sentence = NULL;

  if (job->action == LEAF_JOB_TAKE_DOWN || job->action == LEAF_JOB_DELETE)
    return TRUE;
  /* What is sent to a post that readers have is public at once, whatever was wished. */
  if (job->action == LEAF_JOB_PUBLISH && job->wanted == LEAF_PUBLICATION_DRAFT && !is_public)
    return TRUE;

  sentence = leaf_post_check_embargo (books, job->action == LEAF_JOB_PUBLISH && job->wanted == LEAF_PUBLICATION_SCHEDULED && !is_public
                                             ? job->at : now);
  if (sentence == NULL)
    return TRUE;

  g_set_error_literal (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_EMBARGO, sentence);
  return FALSE;
}

/* What leaf_outbox_check() was asked, for a thread. */
typedef struct {
  gint64 review;
  gint64 blog;
  LeafPublicationState wanted;
  gint64 at;
  LeafCheckFlags flags;

  LeafPostSource *source;
  LeafPublication *publication; /* NULL: none yet */
  LeafPostFacts *facts;
} Check;

static void
check_clear (Check *self)
{
  g_clear_pointer (&self->source, leaf_post_source_free);
  g_clear_pointer (&self->publication, leaf_publication_free);
  g_clear_pointer (&self->facts, leaf_post_facts_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Check, check_clear)

static gboolean
find_publication_func (LeafDb *db, gpointer data, GError **error)
{
  Check *check = data;
  g_autoptr (GError) failure = NULL;

  check->publication = leaf_publications_find (db, check->review, check->blog, &failure);
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
find_isbns_func (LeafDb *db, gpointer data, GError **error)
{
  Check *check = data;
  g_auto (GStrv) isbns = leaf_post_list_isbns (check->source);

  check->facts->other_isbns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (unsigned int i = 0; isbns[i] != NULL; i++)
    {
      gint64 book = leaf_books_find_isbn (db, isbns[i], error);

      if (book < 0)
        return FALSE;
      if (book > 0)
        g_hash_table_add (check->facts->other_isbns, g_strdup (isbns[i]));
    }

  return TRUE;
}

static gboolean
compare_templates_func (LeafDb *db, gpointer data, GError **error)
{
  Check *check = data;
  LeafReview *review = check->source->review;
  g_autoptr (GPtrArray) templates = leaf_templates_list (db, 0, error);

  for (unsigned int i = 0; templates != NULL && !check->facts->is_template && i < templates->len; i++)
    {
      g_autoptr (LeafDocument) filled = leaf_template_fill (db, g_ptr_array_index (templates, i), review, error);

      if (filled == NULL)
        return FALSE;
      check->facts->is_template = leaf_document_equal (filled, leaf_review_get_document (review));
    }

  return templates != NULL;
}

/* Those that the library has, and how large they are. */
static gboolean
find_pictures (LeafLibrary *library, Check *check, GError **error)
{
  g_autoptr (GPtrArray) pictures = leaf_post_list_pictures (check->source);

  check->facts->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (unsigned int i = 0; i < pictures->len; i++)
    {
      const char *sha256 = ((LeafPostPicture *) g_ptr_array_index (pictures, i))->sha256;
      g_autofree char *path = leaf_pictures_get_path (library, sha256);
      g_autoptr (GError) failure = NULL;
      g_autoptr (LeafPicture) picture = leaf_pictures_find (library, sha256, &failure);
      LeafPostSize *size;

      if (picture == NULL && !g_error_matches (failure, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (picture == NULL || path == NULL || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
        continue;
      size = g_new0 (LeafPostSize, 1);
      size->width = picture->width;
      size->height = picture->height;
      g_hash_table_insert (check->facts->pictures, g_strdup (sha256), size);
    }

  return TRUE;
}

/* What the blog said a moment ago: of a review on a blog, with its slug, until when; negative when it is taken. */
static gboolean
recall_slug (LeafOutbox *self, const char *key, gboolean *is_free)
{
  const gint64 *until;
  gboolean found;

  g_mutex_lock (&self->lock);
  until = g_hash_table_lookup (self->slugs, key);
  found = until != NULL && g_get_monotonic_time () < ABS (*until);
  if (found)
    *is_free = *until > 0;
  g_mutex_unlock (&self->lock);

  return found;
}

static gboolean
is_past (gpointer key, gpointer until, gpointer now)
{
  return ABS (*(gint64 *) until) <= *(gint64 *) now;
}

static void
keep_slug (LeafOutbox *self, const char *key, gboolean is_free)
{
  gint64 now = g_get_monotonic_time ();
  gint64 *until = g_new (gint64, 1);

  *until = (now + SLUG_REMEMBERED) * (is_free ? 1 : -1);
  g_mutex_lock (&self->lock);
  g_hash_table_foreach_remove (self->slugs, is_past, &now);
  g_hash_table_insert (self->slugs, g_strdup (key), until);
  g_mutex_unlock (&self->lock);
}

/* A blog that cannot be asked now is no problem of the post. */
static gboolean
find_slug (LeafOutbox *self, Check *check, GCancellable *cancellable, GError **error)
{
  g_autofree char *slug = leaf_post_dup_slug (check->source);
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s", check->review, check->blog, slug);
  g_autoptr (LeafPublisher) publisher = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean is_free = TRUE;

  if (!recall_slug (self, key, &is_free))
    {
      publisher = leaf_outbox_connect (self, check->source->blog, cancellable, &failure);
      if (publisher != NULL && leaf_publisher_find_slug (publisher, slug, check->publication, &is_free, cancellable, &failure))
        keep_slug (self, key, is_free);
    }
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (failure != NULL)
    g_message ("%s", failure->message);

  check->facts->slug_taken = !is_free;
  return TRUE;
}

static gboolean
find_links (Check *check, GCancellable *cancellable, GError **error)
{
  g_auto (GStrv) addresses = leaf_post_list_addresses (check->source);

  check->facts->links = leaf_link_check ((const char *const *) addresses, LINK_SECONDS, cancellable, error);
  return check->facts->links != NULL;
}

static gboolean
find_facts (LeafOutbox *self, Check *check, GCancellable *cancellable, GError **error)
{
  LeafLibrary *library = leaf_outbox_get_library (self);

  check->source = leaf_outbox_load_source (library, check->review, check->blog, error);
  if (check->source == NULL || !leaf_library_run (library, LEAF_LIBRARY_READ, find_publication_func, check, error))
    return FALSE;

  check->facts = leaf_post_facts_new ();
  check->facts->wanted = check->wanted;
  check->facts->at = check->at;
  check->facts->is_public = check->publication != NULL && check->publication->state == LEAF_PUBLICATION_PUBLISHED;

  return leaf_library_run (library, LEAF_LIBRARY_READ, find_isbns_func, check, error) &&
         leaf_library_run (library, LEAF_LIBRARY_READ, compare_templates_func, check, error) &&
         find_pictures (library, check, error) &&
         ((check->flags & LEAF_CHECK_SLUG) == 0 || check->blog == 0 || check->source->books->len == 0 ||
          find_slug (self, check, cancellable, error)) &&
         ((check->flags & LEAF_CHECK_LINKS) == 0 || find_links (check, cancellable, error));
}

/**
 * leaf_outbox_check:
 * @self: an outbox
 * @review: a review
 * @blog: a blog, or 0 for one with every default
 * @wanted: draft, scheduled or published
 * @at: when, for a scheduled one
 * @flags: what may be asked beyond this computer
 * @cancellable: (nullable): a cancellable
 * @error: set when the library cannot be read, or after a cancel
 *
 * Looks for what she would want to mend before the post goes out, see leaf_post_check(). A blog or a site that
 * cannot be reached is no error: nothing is said of what it would know. Blocks.
 *
 * Returns: (transfer full) (element-type LeafPostProblem): the problems, worst first, or %NULL
 */
GPtrArray *
leaf_outbox_check (LeafOutbox *self,
                   gint64 review,
                   gint64 blog,
                   LeafPublicationState wanted,
                   gint64 at,
                   LeafCheckFlags flags,
                   GCancellable *cancellable,
                   GError **error)
{
  g_auto (Check) check = { .review = review, .blog = blog, .wanted = wanted, .at = at, .flags = flags };

  g_return_val_if_fail (LEAF_IS_OUTBOX (self), NULL);

  if (!find_facts (self, &check, cancellable, error))
    return NULL;

  return leaf_post_check (check.source, check.facts);
}
