/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a review session has done in the threads of the library. */

#define G_LOG_DOMAIN "leaf-review-session"

#include "config.h"

#include "leaf-blogs.h"
#include "leaf-books.h"
#include "leaf-document-html.h"
#include "leaf-document-markdown.h"
#include "leaf-post.h"
#include "leaf-profiles.h"
#include "leaf-publications.h"
#include "leaf-review-session-private.h"
#include "leaf-reviews.h"

#include <glib/gi18n.h>

/* The title the post would get if she wrote none: by the pattern of her first blog. */
static char *
make_pattern_title (LeafDb     *db,
                    LeafBook   *book,
                    LeafReview *review,
                    GPtrArray  *blogs,
                    GError    **error)
{
  g_autoptr (LeafReview) copy = review != NULL ? leaf_review_copy (review) : leaf_review_new ();
  g_autoptr (LeafProfile) profile = leaf_profiles_load (db, error);
  g_autoptr (LeafBlog) blog = blogs->len > 0 ? g_object_ref (g_ptr_array_index (blogs, 0)) : leaf_blog_new ();
  g_autoptr (GPtrArray) books = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (LeafPostSource) source = NULL;

  if (profile == NULL)
    return NULL;

  leaf_review_set_title (copy, NULL);
  g_ptr_array_add (books, g_object_ref (book));
  source = leaf_post_source_new (copy, books, profile, blog, "");
  return leaf_post_dup_title (source);
}

static const char *
find_blog_name (GPtrArray *blogs,
                gint64     id)
{
  for (unsigned int i = 0; i < blogs->len; i++)
    {
      LeafBlog *blog = g_ptr_array_index (blogs, i);

      if (leaf_blog_get_id (blog) == id)
        return leaf_blog_get_name (blog) != NULL ? leaf_blog_get_name (blog) : leaf_blog_get_address (blog);
    }
  return NULL;
}

static char *
describe_publication (const LeafPublication *publication,
                      const char            *blog)
{
  switch (publication->state)
    {
    case LEAF_PUBLICATION_DRAFT:
      /* Translators: a draft of the review lies on the blog of that name */
      return g_strdup_printf (_("Draft on %s"), blog);
    case LEAF_PUBLICATION_SCHEDULED:
      /* Translators: the blog of that name will publish the review */
      return g_strdup_printf (_("Scheduled on %s"), blog);
    case LEAF_PUBLICATION_PUBLISHED:
      /* Translators: the review is published on the blog of that name */
      return g_strdup_printf (_("Published on %s"), blog);
    case LEAF_PUBLICATION_NONE:
    case LEAF_PUBLICATION_REMOVED:
    default:
      return NULL;
    }
}

static char *
describe_publications (LeafDb     *db,
                       LeafReview *review,
                       GPtrArray  *blogs,
                       GError    **error)
{
  g_autoptr (GPtrArray) publications = leaf_publications_list (db, leaf_review_get_id (review), error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  if (publications == NULL)
    return NULL;

  for (unsigned int i = 0; i < publications->len; i++)
    {
      const LeafPublication *publication = g_ptr_array_index (publications, i);
      const char *blog = find_blog_name (blogs, publication->blog);
      char *line = blog != NULL ? describe_publication (publication, blog) : NULL;

      if (line != NULL)
        g_ptr_array_add (lines, line);
    }
  g_ptr_array_add (lines, NULL);
  return g_strjoinv (" · ", (char **) lines->pdata);
}

LeafReviewLoad *
leaf_review_load_new (gint64 book)
{
  LeafReviewLoad *self = g_new0 (LeafReviewLoad, 1);

  self->book_id = book;
  return self;
}

void
leaf_review_load_free (LeafReviewLoad *self)
{
  g_clear_object (&self->book);
  g_clear_object (&self->review);
  g_free (self->pattern_title);
  g_free (self->published);
  g_free (self);
}

gboolean
leaf_review_load_run (LeafDb   *db,
                      gpointer  data,
                      GError  **error)
{
  LeafReviewLoad *self = data;
  g_autoptr (GPtrArray) blogs = NULL;
  gint64 review;

  self->book = leaf_books_load (db, self->book_id, error);
  if (self->book == NULL)
    return FALSE;

  review = leaf_reviews_find_for_book (db, self->book_id, error);
  if (review < 0)
    return FALSE;
  if (review > 0)
    {
      self->review = leaf_reviews_load (db, review, error);
      if (self->review == NULL)
        return FALSE;
    }

  blogs = leaf_blogs_list (db, error);
  if (blogs == NULL)
    return FALSE;

  self->pattern_title = make_pattern_title (db, self->book, self->review, blogs, error);
  if (self->pattern_title == NULL)
    return FALSE;
  if (self->review != NULL)
    {
      self->published = describe_publications (db, self->review, blogs, error);
      return self->published != NULL;
    }
  return TRUE;
}

void
leaf_review_save_free (LeafReviewSave *self)
{
  g_clear_pointer (&self->document, leaf_document_unref);
  g_free (self->title);
  g_free (self);
}

static gboolean
save_title (LeafDb         *db,
            LeafReviewSave *self,
            GError        **error)
{
  g_autoptr (LeafReview) review = leaf_reviews_load (db, self->review, error);

  if (review == NULL)
    return FALSE;

  leaf_review_set_title (review, self->title);
  return leaf_reviews_save (db, review, error);
}

static gboolean
save_text (LeafDb         *db,
           LeafReviewSave *self,
           GError        **error)
{
  g_autofree char *html = leaf_document_to_html (self->document);
  g_autofree char *text = leaf_document_to_plain_text (self->document);

  return leaf_reviews_save_document (db, self->review, html, text, error);
}

gboolean
leaf_review_save_run (LeafDb   *db,
                      gpointer  data,
                      GError  **error)
{
  LeafReviewSave *self = data;

  if (self->review == 0)
    self->review = leaf_reviews_ensure_for_book (db, self->book, error);
  if (self->review == 0)
    return FALSE;

  if (self->title_changed && !save_title (db, self, error))
    return FALSE;
  if (self->document != NULL && !save_text (db, self, error))
    return FALSE;
  return !self->revision || leaf_revisions_add (db, self->review, LEAF_REVISION_SESSION, error);
}
