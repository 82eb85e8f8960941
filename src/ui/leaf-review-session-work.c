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
#include "leaf-review-session-private.h"
#include "leaf-reviews.h"
#include "leaf-template-fill.h"

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

struct _LeafKnownText
{
  gatomicrefcount references;
  GMutex mutex;
  char *html;
};

LeafKnownText *
leaf_known_text_new (void)
{
  LeafKnownText *self = g_new0 (LeafKnownText, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->mutex);
  return self;
}

LeafKnownText *
leaf_known_text_ref (LeafKnownText *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
leaf_known_text_unref (LeafKnownText *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_mutex_clear (&self->mutex);
  g_free (self->html);
  g_free (self);
}

void
leaf_known_text_set (LeafKnownText *self,
                     const char    *html)
{
  g_mutex_lock (&self->mutex);
  g_free (self->html);
  self->html = g_strdup (html);
  g_mutex_unlock (&self->mutex);
}

/* What was thought to be stored is not; a later save may have stored another text since. */
void
leaf_known_text_undo (LeafKnownText *self,
                      const char    *html,
                      const char    *before)
{
  g_mutex_lock (&self->mutex);
  if (g_strcmp0 (self->html, html) == 0)
    {
      g_free (self->html);
      self->html = g_strdup (before);
    }
  g_mutex_unlock (&self->mutex);
}

char *
leaf_known_text_dup (LeafKnownText *self)
{
  char *html;

  g_mutex_lock (&self->mutex);
  html = g_strdup (self->html);
  g_mutex_unlock (&self->mutex);
  return html;
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
  g_clear_pointer (&self->begin, leaf_document_unref);
  g_free (self->html);
  g_free (self->pattern_title);
  g_free (self);
}

/* What the settings of her blog say. */
static gboolean
load_begin (LeafDb         *db,
            LeafReviewLoad *self,
            GError        **error)
{
  g_autoptr (LeafReview) review = leaf_review_new ();
  g_autoptr (GError) failure = NULL;

  leaf_review_set_books (review, &self->book_id, 1);
  self->begin = leaf_template_begin (db, review, &failure);
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
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
      self->html = self->review != NULL ? leaf_reviews_load_html (db, review, error) : NULL;
      if (self->html == NULL)
        return FALSE;
    }
  else if (!load_begin (db, self, error))
    return FALSE;

  blogs = leaf_blogs_list (db, error);
  if (blogs == NULL)
    return FALSE;

  self->pattern_title = make_pattern_title (db, self->book, self->review, blogs, error);
  return self->pattern_title != NULL;
}

void
leaf_review_save_free (LeafReviewSave *self)
{
  g_clear_pointer (&self->document, leaf_document_unref);
  g_clear_pointer (&self->known, leaf_known_text_unref);
  g_free (self->known_before);
  g_free (self->written);
  g_free (self->title);
  g_free (self->language);
  g_free (self);
}

static gboolean
save_fields (LeafDb         *db,
             LeafReviewSave *self,
             GError        **error)
{
  g_autoptr (LeafReview) review = leaf_reviews_load (db, self->review, error);

  if (review == NULL)
    return FALSE;

  if (self->title_changed)
    leaf_review_set_title (review, self->title);
  if (self->language_changed)
    leaf_review_set_language (review, self->language);
  return leaf_reviews_save (db, review, error);
}

/* Whether somebody else's words would be lost. Saving a rating, say, may write the same text in other
 * bytes; and there are no words in a review that was only begun. */
static gboolean
is_other_text (const char *stored,
               const char *known,
               const char *html)
{
  g_autoptr (LeafDocument) stored_document = NULL;
  g_autoptr (LeafDocument) known_document = NULL;

  if (g_strcmp0 (stored, known) == 0 || g_str_equal (stored, html))
    return FALSE;

  stored_document = leaf_document_new_from_html (stored, -1, NULL);
  if (stored_document == NULL || leaf_document_is_empty (stored_document))
    return FALSE;
  known_document = known != NULL ? leaf_document_new_from_html (known, -1, NULL) : NULL;
  return known_document == NULL || !leaf_document_equal (stored_document, known_document);
}

/* Before hers comes in its place. */
static gboolean
keep_other (LeafDb         *db,
            LeafReviewSave *self,
            const char     *html,
            GError        **error)
{
  g_autofree char *stored = leaf_reviews_load_html (db, self->review, error);

  if (stored == NULL)
    return FALSE;

  self->other_kept = is_other_text (stored, self->known_before, html);
  return !self->other_kept || leaf_revisions_add (db, self->review, LEAF_REVISION_OTHER, error);
}

static gboolean
save_text (LeafDb         *db,
           LeafReviewSave *self,
           GError        **error)
{
  g_autofree char *html = leaf_document_to_html (self->document);
  g_autofree char *text = leaf_document_to_plain_text (self->document);

  if (!keep_other (db, self, html, error) ||
      !leaf_reviews_save_document (db, self->review, html, text, error))
    return FALSE;

  self->written = g_steal_pointer (&html);
  return TRUE;
}

gboolean
leaf_review_save_run (LeafDb   *db,
                      gpointer  data,
                      GError  **error)
{
  LeafReviewSave *self = data;

  self->known_before = leaf_known_text_dup (self->known);
  if (self->review == 0)
    self->review = leaf_reviews_ensure_for_book (db, self->book, error);
  if (self->review == 0)
    return FALSE;

  if ((self->title_changed || self->language_changed) && !save_fields (db, self, error))
    return FALSE;
  if (self->document != NULL && !save_text (db, self, error))
    return FALSE;
  if (self->reason != NULL && !leaf_revisions_add (db, self->review, self->reason, error))
    return FALSE;

  /* Nothing but the commit can fail from here on. */
  if (self->written != NULL)
    leaf_known_text_set (self->known, self->written);
  return TRUE;
}
