/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-post"

#include "config.h"

#include "leaf-post.h"

#include "leaf-blog-settings.h"
#include "leaf-disclosure.h"
#include "leaf-post-labels.h"
#include "leaf-post-writer-private.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * leaf_post_free:
 * @self: (transfer full) (nullable): a post
 *
 * Frees a post.
 */
void
leaf_post_free (LeafPost *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->slug);
  g_free (self->excerpt);
  g_free (self->content);
  g_free (self->json_ld);
  g_free (self->language);
  g_strfreev (self->terms);
  g_clear_pointer (&self->filed, g_ptr_array_unref);
  g_free (self->featured);
  g_free (self->featured_alt);
  g_free (self->comments);
  g_free (self->hash);
  g_free (self);
}

/* Nothing is published half. */
static gboolean
check_complete (const LeafPostSource *source,
                GError **error)
{
  const char *title = source->books->len > 0 ? leaf_book_get_title (g_ptr_array_index (source->books, 0)) : NULL;

  if (title == NULL)
    {
      g_set_error_literal (error, LEAF_POST_ERROR, LEAF_POST_ERROR_INCOMPLETE,
                           _("This review has no book yet. Choose the book it is about, then publish it."));
      return FALSE;
    }
  if (*title == '\0')
    {
      g_set_error_literal (error, LEAF_POST_ERROR, LEAF_POST_ERROR_INCOMPLETE,
                           _("The book has no title yet. Give it one, then publish the review."));
      return FALSE;
    }
  if (!leaf_post_document_has_text (leaf_review_get_document (source->review)))
    {
      g_set_error (error, LEAF_POST_ERROR, LEAF_POST_ERROR_INCOMPLETE,
                   _("The review of “%s” has no text yet. Write it, then publish it."), title);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_pictures (GPtrArray *pictures,
                GHashTable *media,
                GError **error)
{
  for (unsigned int i = 0; i < pictures->len; i++)
    {
      const LeafPostPicture *picture = g_ptr_array_index (pictures, i);
      const LeafPostMedia *where = media != NULL ? g_hash_table_lookup (media, picture->sha256) : NULL;

      if (where != NULL && where->address != NULL && *where->address != '\0')
        continue;
      g_set_error (error, LEAF_POST_ERROR, LEAF_POST_ERROR_PICTURE,
                   _("The picture “%s” is not on the blog yet, so the post was not sent. Try again."),
                   *picture->alt != '\0' ? picture->alt : picture->name);
      return FALSE;
    }

  return TRUE;
}

static void
write_cards (LeafPostWriter *writer)
{
  GPtrArray *books = writer->source->books;

  for (unsigned int i = 0; i < books->len; i++)
    leaf_post_write_card (writer, g_ptr_array_index (books, i));
}

static void
write_synopses (LeafPostWriter *writer)
{
  GPtrArray *books = writer->source->books;
  g_autofree char *heading = leaf_post_dup_words (writer->source, LEAF_BLOG_SETTING_SYNOPSIS_HEADING,
                                                  leaf_post_label (writer->language, LEAF_LABEL_ABOUT_THE_BOOK));

  for (unsigned int i = 0; i < books->len; i++)
    {
      LeafBook *book = g_ptr_array_index (books, i);

      if (!leaf_post_document_has_content (leaf_book_get_synopsis (book)))
        continue;
      leaf_post_write_heading (writer, 2, books->len == 1 ? heading : leaf_book_get_title (book));
      leaf_post_write_synopsis (writer, book);
    }
}

/* A heading of our own says where the publisher's words end and hers begin, unless hers do that. */
static gboolean
needs_review_heading (const LeafPostSource *source,
                      gboolean is_below_synopsis)
{
  const LeafDocument *review = leaf_review_get_document (source->review);

  if (!is_below_synopsis || leaf_block_get_style (leaf_document_get_block (review, 0))->kind == LEAF_BLOCK_HEADING)
    return FALSE;
  for (unsigned int i = 0; i < source->books->len; i++)
    {
      if (leaf_post_document_has_content (leaf_book_get_synopsis (g_ptr_array_index (source->books, i))))
        return TRUE;
    }

  return FALSE;
}

static void
write_review (LeafPostWriter *writer,
              gboolean is_below_synopsis)
{
  const LeafPostSource *source = writer->source;

  if (needs_review_heading (source, is_below_synopsis))
    {
      g_autofree char *heading = leaf_post_dup_words (source, LEAF_BLOG_SETTING_REVIEW_HEADING,
                                                      leaf_post_label (writer->language, LEAF_LABEL_MY_REVIEW));

      leaf_post_write_heading (writer, 2, heading);
    }
  leaf_post_begin_group (writer, "flyleaf-review e-content", NULL);
  leaf_post_write_document (writer, leaf_review_get_document (source->review));
  leaf_post_end_group (writer);
}

static void
write_part (LeafPostWriter *writer,
            LeafBlogPart part,
            gboolean is_below_synopsis)
{
  switch (part)
    {
    case LEAF_BLOG_PART_CARD:
      write_cards (writer);
      break;
    case LEAF_BLOG_PART_SYNOPSIS:
      write_synopses (writer);
      break;
    case LEAF_BLOG_PART_WARNINGS:
      leaf_post_write_warnings (writer);
      break;
    case LEAF_BLOG_PART_RATING:
      leaf_post_write_rating (writer);
      break;
    case LEAF_BLOG_PART_REVIEW:
      write_review (writer, is_below_synopsis);
      break;
    case LEAF_BLOG_PART_LINKS:
      leaf_post_write_links (writer);
      break;
    case LEAF_BLOG_PART_AUTHOR:
      leaf_post_write_author_box (writer);
      break;
    case LEAF_BLOG_N_PARTS:
    default:
      g_assert_not_reached ();
    }
}

/* Before which of the parts the disclosure stands; at the end it is below all but the author's box. */
static unsigned int
find_disclosure (LeafDisclosurePlace place,
                 const LeafBlogPart *parts,
                 unsigned int n_parts)
{
  static const LeafBlogPart below[] = {
    [LEAF_DISCLOSURE_NOT_NEEDED] = LEAF_BLOG_N_PARTS,
    [LEAF_DISCLOSURE_ABOVE_SYNOPSIS] = LEAF_BLOG_PART_SYNOPSIS,
    [LEAF_DISCLOSURE_ABOVE_REVIEW] = LEAF_BLOG_PART_REVIEW,
    [LEAF_DISCLOSURE_ABOVE_LINKS] = LEAF_BLOG_PART_LINKS,
    [LEAF_DISCLOSURE_AT_END] = LEAF_BLOG_PART_AUTHOR,
  };
  unsigned int i = 0;

  if (place == LEAF_DISCLOSURE_AT_END && parts[n_parts - 1] != LEAF_BLOG_PART_AUTHOR)
    return n_parts;
  while (i < n_parts && parts[i] != below[place])
    i++;

  return i;
}

static void
write_parts (LeafPostWriter *writer)
{
  g_autofree char *disclosure = NULL;
  LeafDisclosurePlace place = leaf_disclosure_compute (writer->source, &disclosure);
  LeafBlogPart parts[LEAF_BLOG_N_PARTS];
  unsigned int n_parts = leaf_blog_get_parts (writer->source->blog, parts);
  unsigned int disclosure_at = find_disclosure (place, parts, n_parts);
  gboolean is_below_synopsis = FALSE;

  for (unsigned int i = 0; i <= n_parts; i++)
    {
      if (i == disclosure_at && disclosure != NULL)
        leaf_post_write_disclosure (writer, disclosure);
      if (i == n_parts)
        break;
      write_part (writer, parts[i], is_below_synopsis);
      is_below_synopsis |= parts[i] == LEAF_BLOG_PART_SYNOPSIS;
    }
}

static char *
write_content (LeafPostWriter *writer,
               const LeafPost *post)
{
  g_autofree char *anchor = g_strconcat ("flyleaf-", writer->source->marker, NULL);

  leaf_post_begin_group (writer, "flyleaf-post h-review", anchor);
  write_parts (writer);
  leaf_post_write_byline (writer, post->title);
  if (post->json_ld != NULL && writer->markup == LEAF_MARKUP_WORDPRESS)
    leaf_post_write_script (writer, post->json_ld);
  leaf_post_end_group (writer);

  return leaf_markup_builder_end (writer->builder);
}

/* Lengths go in, too, so that no two different posts hash the same bytes. */
static void
hash_string (GChecksum *checksum,
             const char *text)
{
  g_autofree char *length = g_strdup_printf ("%" G_GSSIZE_FORMAT ":", text != NULL ? (gssize) strlen (text) : (gssize) -1);

  g_checksum_update (checksum, (const guchar *) length, -1);
  if (text != NULL)
    g_checksum_update (checksum, (const guchar *) text, -1);
}

static void
hash_filed (GChecksum *checksum,
            GPtrArray *filed)
{
  hash_string (checksum, NULL);
  hash_string (checksum, NULL); /* no comments look like this */
  for (unsigned int i = 0; i < filed->len; i++)
    {
      const LeafGenreTerm *term = g_ptr_array_index (filed, i);

      hash_string (checksum, term->taxonomy);
      hash_string (checksum, term->remote_id != NULL ? term->remote_id : term->name);
    }
}

static char *
make_hash (const LeafPost *post)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *const fields[] = {
    post->title, post->slug, post->excerpt, post->content, post->json_ld, post->language, post->featured, post->featured_alt,
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (fields); i++)
    hash_string (checksum, fields[i]);
  for (unsigned int i = 0; post->terms[i] != NULL; i++)
    hash_string (checksum, post->terms[i]);
  if (post->comments != NULL)
    {
      hash_string (checksum, NULL); /* the terms end here */
      hash_string (checksum, post->comments);
    }
  if (!leaf_post_is_filed_plainly (post))
    hash_filed (checksum, post->filed);

  return g_strdup (g_checksum_get_string (checksum));
}

/**
 * leaf_post_compose:
 * @source: the review and what belongs to it
 * @markup: how the blog wants its content
 * @flags: what the blog keeps
 * @media: (element-type utf8 LeafPostMedia) (nullable): where each picture of leaf_post_list_pictures() is
 * @error: return location for an error
 *
 * Writes the post. The same source gives the same post, byte for byte. It asks for nothing that
 * WordPress would strip from an Author, but for the JSON-LD, which `LEAF_POST_JSON_LD` allows.
 *
 * Returns: (transfer full) (nullable): the post, or %NULL with `LEAF_POST_ERROR_INCOMPLETE` or
 *   `LEAF_POST_ERROR_PICTURE`
 */
LeafPost *
leaf_post_compose (const LeafPostSource *source,
                   LeafMarkup markup,
                   LeafPostFlags flags,
                   GHashTable *media,
                   GError **error)
{
  g_autoptr (GPtrArray) pictures = NULL;
  g_autoptr (LeafPost) post = NULL;
  LeafPostWriter writer;

  g_return_val_if_fail (source != NULL, NULL);

  if (!check_complete (source, error))
    return NULL;
  pictures = leaf_post_list_pictures (source);
  if (!check_pictures (pictures, media, error))
    return NULL;

  post = g_new0 (LeafPost, 1);
  post->title = leaf_post_dup_title (source);
  post->slug = leaf_post_dup_slug (source);
  post->excerpt = leaf_post_make_excerpt (leaf_review_get_document (source->review));
  post->language = g_strdup (leaf_post_source_get_language (source));
  post->terms = leaf_post_make_genres (source);
  post->filed = leaf_post_file (source, (const char *const *) post->terms);
  if (pictures->len > 0 && ((LeafPostPicture *) g_ptr_array_index (pictures, 0))->featured)
    {
      const LeafPostPicture *featured = g_ptr_array_index (pictures, 0);

      post->featured = g_strdup (featured->sha256);
      post->featured_alt = g_strdup (featured->alt);
    }

  if (!g_str_equal (leaf_blog_get_choice (source->blog, LEAF_BLOG_SETTING_COMMENTS), "blog"))
    post->comments = g_strdup (leaf_blog_get_choice (source->blog, LEAF_BLOG_SETTING_COMMENTS));

  leaf_post_writer_init (&writer, source, markup, flags, media);
  if ((flags & LEAF_POST_JSON_LD) != 0)
    post->json_ld = leaf_post_make_json_ld (&writer, post->title, post->excerpt);
  post->content = write_content (&writer, post);
  leaf_post_writer_clear (&writer);
  post->hash = make_hash (post);

  return g_steal_pointer (&post);
}
