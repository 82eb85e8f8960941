/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox.h"

#include "leaf-blogs.h"
#include "leaf-books.h"
#include "leaf-publications.h"
#include "leaf-reviews.h"

#include <glib/gi18n.h>

/**
 * leaf_outbox_entry_free:
 * @self: (transfer full) (nullable): an entry
 *
 * Frees @self.
 */
void
leaf_outbox_entry_free (LeafOutboxEntry *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->job, leaf_job_free);
  g_clear_pointer (&self->publication, leaf_publication_free);
  g_free (self->review);
  g_free (self->blog);
  g_free (self);
}

static char *
dup_title (LeafDb *db, LeafReview *review)
{
  g_autoptr (LeafBook) book = NULL;
  unsigned int n_books;
  const gint64 *books = leaf_review_get_books (review, &n_books);

  if (leaf_review_get_title (review) != NULL)
    return g_strdup (leaf_review_get_title (review));

  if (n_books > 0)
    book = leaf_books_load (db, books[0], NULL);
  return g_strdup (book != NULL ? leaf_book_get_title (book) : _("Untitled"));
}

/* Review and blog may be removed while a job of theirs waits; it is listed all the same. */
static LeafOutboxEntry *
load_entry (LeafDb *db, const LeafJob *job, GError **error)
{
  g_autoptr (LeafOutboxEntry) entry = g_new0 (LeafOutboxEntry, 1);
  g_autoptr (LeafReview) review = NULL;
  g_autoptr (LeafBlog) blog = NULL;

  entry->job = leaf_job_copy (job);
  entry->publication = leaf_publications_load (db, job->publication, error);
  if (entry->publication == NULL)
    return NULL;

  review = leaf_reviews_load (db, entry->publication->review, NULL);
  blog = leaf_blogs_load (db, entry->publication->blog, NULL);
  entry->review = review != NULL ? dup_title (db, review) : g_strdup (_("removed"));
  entry->blog = g_strdup (blog != NULL ? leaf_blog_get_name (blog) : _("removed"));
  return g_steal_pointer (&entry);
}

/**
 * leaf_outbox_list_entries:
 * @db: a connection
 * @open_only: whether to leave out what is done
 * @error: set when the outbox cannot be read
 *
 * Lists the jobs with the names of what they are about.
 *
 * Returns: (transfer full) (element-type LeafOutboxEntry): the entries, oldest first, or %NULL
 */
GPtrArray *
leaf_outbox_list_entries (LeafDb *db, gboolean open_only, GError **error)
{
  g_autoptr (GPtrArray) jobs = leaf_jobs_list (db, open_only, error);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_outbox_entry_free);

  if (jobs == NULL)
    return NULL;

  for (unsigned int i = 0; i < jobs->len; i++)
    {
      LeafOutboxEntry *entry = load_entry (db, g_ptr_array_index (jobs, i), error);

      if (entry == NULL)
        return NULL;
      g_ptr_array_add (entries, entry);
    }

  return g_steal_pointer (&entries);
}
