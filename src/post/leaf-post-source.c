/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-post-source"

#include "config.h"

#include "leaf-blog-settings.h"
#include "leaf-pattern.h"
#include "leaf-post-writer-private.h"
#include "leaf-text.h"

/**
 * leaf_post_source_new:
 * @books: (element-type LeafBook): in the review's order
 * @marker: UUID of the publication
 *
 * Copies everything a post is made of, so that another thread can have it.
 *
 * Returns: (transfer full): a source
 */
LeafPostSource *
leaf_post_source_new (LeafReview *review,
                      GPtrArray *books,
                      LeafProfile *profile,
                      LeafBlog *blog,
                      const char *marker)
{
  LeafPostSource *self;

  g_return_val_if_fail (LEAF_IS_REVIEW (review), NULL);
  g_return_val_if_fail (books != NULL, NULL);
  g_return_val_if_fail (LEAF_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (LEAF_IS_BLOG (blog), NULL);
  g_return_val_if_fail (marker != NULL, NULL);

  self = g_new0 (LeafPostSource, 1);
  self->review = leaf_review_copy (review);
  self->books = g_ptr_array_new_with_free_func (g_object_unref);
  for (unsigned int i = 0; i < books->len; i++)
    g_ptr_array_add (self->books, leaf_book_copy (g_ptr_array_index (books, i)));
  self->profile = leaf_profile_copy (profile);
  self->blog = leaf_blog_copy (blog);
  self->marker = g_strdup (marker);

  return self;
}

/**
 * leaf_post_source_free:
 * @self: (transfer full) (nullable): a source
 *
 * Frees a source with its copies.
 */
void
leaf_post_source_free (LeafPostSource *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->review);
  g_clear_pointer (&self->books, g_ptr_array_unref);
  g_clear_object (&self->profile);
  g_clear_object (&self->blog);
  g_clear_pointer (&self->genres, g_ptr_array_unref);
  g_free (self->marker);
  g_free (self);
}

/**
 * leaf_post_media_new:
 * @remote_id: (nullable): the blog's number for the picture
 * @address: where it is to be seen
 * @width: in pixels, 0 unknown
 * @height: in pixels, 0 unknown
 *
 * Returns: (transfer full): where a picture went
 */
LeafPostMedia *
leaf_post_media_new (const char *remote_id,
                     const char *address,
                     int width,
                     int height)
{
  LeafPostMedia *self = g_new0 (LeafPostMedia, 1);

  self->remote_id = g_strdup (remote_id);
  self->address = g_strdup (address);
  self->width = width;
  self->height = height;

  return self;
}

/**
 * leaf_post_media_free:
 * @self: (transfer full) (nullable): where a picture went
 *
 * Frees @self.
 */
void
leaf_post_media_free (LeafPostMedia *self)
{
  if (self == NULL)
    return;

  g_free (self->remote_id);
  g_free (self->address);
  g_free (self);
}

/**
 * leaf_post_picture_free:
 * @self: (transfer full) (nullable): a picture
 *
 * Frees what leaf_post_list_pictures() told of a picture.
 */
void
leaf_post_picture_free (LeafPostPicture *self)
{
  if (self == NULL)
    return;

  g_free (self->sha256);
  g_free (self->alt);
  g_free (self->name);
  g_free (self);
}

const char *
leaf_post_source_get_language (const LeafPostSource *source)
{
  const char *language = leaf_blog_get_setting (source->blog, LEAF_BLOG_SETTING_LANGUAGE);

  return language != NULL && *language != '\0' ? language : "en";
}

/**
 * leaf_post_format_date:
 *
 * Returns: (transfer full) (nullable): the date as the blog writes it; %NULL for no date
 */
char *
leaf_post_format_date (const LeafPostSource *source,
                       const LeafDate *date)
{
  return leaf_date_format_as (date, leaf_post_source_get_language (source), leaf_blog_get_date_style (source->blog));
}

/**
 * leaf_post_dup_words:
 * @setting: the key of her own wording
 * @ours: the wording where she has none
 *
 * Returns: (transfer full): what a part of the post is called, its placeholders filled in
 */
char *
leaf_post_dup_words (const LeafPostSource *source,
                     const char *setting,
                     const char *ours)
{
  const char *own = leaf_blog_get_setting (source->blog, setting);

  return leaf_pattern_expand (own != NULL && *own != '\0' ? own : ours, source, NULL);
}

/**
 * leaf_post_dup_title:
 * @source: with at least one book
 *
 * Returns: (transfer full): the post's title: the review's own, else by the blog's pattern
 */
char *
leaf_post_dup_title (const LeafPostSource *source)
{
  const char *own = leaf_review_get_title (source->review);

  g_return_val_if_fail (source->books->len > 0, NULL);

  if (own == NULL || *own == '\0')
    own = leaf_blog_get_setting (source->blog, LEAF_BLOG_SETTING_TITLE);

  return leaf_pattern_expand (own, source, NULL);
}

/**
 * leaf_post_dup_slug:
 * @source: with at least one book
 *
 * Returns: (transfer full): the post's slug: the review's own, else by the blog's pattern; never empty
 */
char *
leaf_post_dup_slug (const LeafPostSource *source)
{
  const char *own = leaf_review_get_slug (source->review);

  g_return_val_if_fail (source->books->len > 0, NULL);

  if (own == NULL || *own == '\0')
    own = leaf_blog_get_setting (source->blog, LEAF_BLOG_SETTING_SLUG);

  return leaf_pattern_expand_slug (own, source);
}

static gboolean
has_featured (const LeafPostSource *source)
{
  return g_str_equal (leaf_blog_get_choice (source->blog, LEAF_BLOG_SETTING_FEATURED_IMAGE), "true");
}

/* Each picture once: the first use gives it its name and alternative text on the blog. */
static void
add_picture (GPtrArray *pictures,
             const LeafPostSource *source,
             const char *sha256,
             const char *alt,
             const char *name,
             gboolean cover)
{
  LeafPostPicture *picture;
  int size;

  if (sha256 == NULL)
    return;
  for (unsigned int i = 0; i < pictures->len; i++)
    {
      if (g_str_equal (((LeafPostPicture *) g_ptr_array_index (pictures, i))->sha256, sha256))
        return;
    }

  picture = g_new0 (LeafPostPicture, 1);
  picture->sha256 = g_strdup (sha256);
  picture->alt = g_strdup (alt != NULL ? alt : "");
  picture->name = leaf_text_slugify (name);
  if (*picture->name == '\0')
    {
      g_free (picture->name);
      picture->name = g_strdup ("picture");
    }
  size = leaf_blog_get_pixels (source->blog, cover ? LEAF_BLOG_SETTING_COVER_SIZE : LEAF_BLOG_SETTING_PICTURE_SIZE);
  picture->max_width = cover ? size * 4 / 3 : size; /* of a cover that is lying down */
  picture->max_height = cover ? size : 0;
  picture->featured = cover && pictures->len == 0 && has_featured (source);
  g_ptr_array_add (pictures, picture);
}

static void
add_figures (GPtrArray *pictures,
             const LeafPostSource *source,
             const LeafDocument *document,
             const char *slug)
{
  unsigned int n_blocks = leaf_document_get_n_blocks (document);

  for (unsigned int i = 0; i < n_blocks; i++)
    {
      const LeafBlockStyle *style = leaf_block_get_style (leaf_document_get_block (document, i));
      g_autofree char *name = NULL;

      if (style->kind != LEAF_BLOCK_FIGURE)
        continue;
      name = g_strdup_printf ("%s-picture-%u", slug, pictures->len + 1);
      add_picture (pictures, source, style->picture, style->alt, name, FALSE);
    }
}

static void
add_cover (GPtrArray *pictures,
           const LeafPostSource *source,
           LeafBook *book,
           const char *slug)
{
  g_autofree char *alt = NULL;
  g_autofree char *name = NULL;

  if (leaf_book_get_cover (book) == NULL)
    return;

  if (pictures->len == 0 && has_featured (source))
    {
      alt = leaf_pattern_expand (leaf_blog_get_setting (source->blog, LEAF_BLOG_SETTING_FEATURED_ALT), source, NULL);
      add_picture (pictures, source, leaf_book_get_cover (book), alt, slug, TRUE);
      return;
    }
  if (!leaf_blog_shows_part (source->blog, LEAF_BLOG_PART_CARD))
    return;
  alt = leaf_post_dup_cover_alt (source, book);
  name = g_strdup_printf ("%s-cover", leaf_book_get_title (book));
  add_picture (pictures, source, leaf_book_get_cover (book), alt, name, TRUE);
}

/**
 * leaf_post_list_pictures:
 *
 * Lists what has to be on the blog before the post can be: the first cover, which is the featured
 * picture if the blog wants one, the other covers, the figures and the reviewer's picture; of the parts
 * that posts there have.
 *
 * Returns: (transfer full) (element-type LeafPostPicture): the pictures, each once, the featured one first
 */
GPtrArray *
leaf_post_list_pictures (const LeafPostSource *source)
{
  GPtrArray *pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_post_picture_free);
  g_autofree char *slug = NULL;

  if (source->books->len == 0)
    return pictures;

  slug = leaf_post_dup_slug (source);
  for (unsigned int i = 0; i < source->books->len; i++)
    add_cover (pictures, source, g_ptr_array_index (source->books, i), slug);
  for (unsigned int i = 0; i < source->books->len && leaf_blog_shows_part (source->blog, LEAF_BLOG_PART_SYNOPSIS); i++)
    add_figures (pictures, source, leaf_book_get_synopsis (g_ptr_array_index (source->books, i)), slug);
  add_figures (pictures, source, leaf_review_get_document (source->review), slug);
  if (leaf_post_source_has_author_box (source))
    add_picture (pictures, source, leaf_profile_get_picture (source->profile), "", leaf_profile_get_name (source->profile), FALSE);

  return pictures;
}
