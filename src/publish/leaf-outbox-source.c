/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox-private.h"

#include "leaf-blogs.h"
#include "leaf-books.h"
#include "leaf-profiles.h"
#include "leaf-publications.h"
#include "leaf-reviews.h"

/**
 * leaf_outbox_read_books:
 * @db: a connection
 * @review: a review
 * @error: set on failure
 *
 * Reads what a review is about.
 *
 * Returns: (transfer full) (element-type LeafBook): its books, in order, or %NULL
 */
GPtrArray *
leaf_outbox_read_books (LeafDb *db, LeafReview *review, GError **error)
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

/**
 * leaf_outbox_read_source:
 * @db: a connection
 * @review_id: a review
 * @blog_id: a blog, or 0 for none
 * @marker: the UUID of the publication
 * @error: set on failure
 *
 * Reads what a post is made of.
 *
 * Returns: (transfer full): copies, or %NULL
 */
LeafPostSource *
leaf_outbox_read_source (LeafDb *db, gint64 review_id, gint64 blog_id, const char *marker, GError **error)
{
  g_autoptr (LeafReview) review = leaf_reviews_load (db, review_id, error);
  g_autoptr (LeafProfile) profile = review != NULL ? leaf_profiles_load (db, error) : NULL;
  g_autoptr (LeafBlog) blog = NULL;
  g_autoptr (GPtrArray) books = NULL;
  g_autoptr (LeafPostSource) source = NULL;

  if (profile == NULL)
    return NULL;
  blog = blog_id != 0 ? leaf_blogs_load (db, blog_id, error) : leaf_blog_new ();
  books = blog != NULL ? leaf_outbox_read_books (db, review, error) : NULL;
  if (books == NULL)
    return NULL;

  source = leaf_post_source_new (review, books, profile, blog, marker);
  if (blog_id != 0)
    source->genres = leaf_blog_genres_list (db, blog_id, error);

  return blog_id == 0 || source->genres != NULL ? g_steal_pointer (&source) : NULL;
}

typedef struct {
  gint64 review;
  gint64 blog;
  LeafPostSource *source;
} LoadSource;

static gboolean
load_source_func (LeafDb *db, gpointer data, GError **error)
{
  LoadSource *load = data;
  g_autoptr (GError) failure = NULL;
  g_autoptr (LeafPublication) publication = leaf_publications_find (db, load->review, load->blog, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  load->source = leaf_outbox_read_source (db, load->review, load->blog,
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
  LoadSource load = { .review = review, .blog = blog };

  leaf_library_run (library, LEAF_LIBRARY_READ, load_source_func, &load, error);
  return load.source;
}
