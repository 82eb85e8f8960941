/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox-private.h"
#include "leaf-pictures.h"

/* Pictures where they can be looked at: for a preview, never for sending. */
static char *
make_address (LeafLibrary *library, const char *sha256, const char *pictures, GError **error)
{
  g_autofree char *path = NULL;

  if (pictures != NULL)
    return g_strconcat (pictures, sha256, NULL);

  path = leaf_pictures_get_path (library, sha256);
  return g_filename_to_uri (path, NULL, error);
}

static GHashTable *
make_local_media (LeafLibrary *library, const LeafPostSource *source, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) pictures = leaf_post_list_pictures (source);
  g_autoptr (GHashTable) media = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) leaf_post_media_free);

  for (unsigned int i = 0; i < pictures->len; i++)
    {
      LeafPostPicture *picture = g_ptr_array_index (pictures, i);
      g_autoptr (LeafPicture) known = leaf_pictures_find (library, picture->sha256, error);
      g_autofree char *address = NULL;

      if (known == NULL)
        return NULL;
      address = make_address (library, picture->sha256, folder, error);
      if (address == NULL)
        return NULL;
      g_hash_table_insert (media, g_strdup (picture->sha256), leaf_post_media_new (NULL, address, known->width, known->height));
    }

  return g_steal_pointer (&media);
}

/**
 * leaf_outbox_preview:
 * @library: a library
 * @review: a review
 * @blog: a blog, or 0 for plain HTML with every default
 * @markup: (out) (optional): how it is written down
 * @error: set when it cannot be a post yet
 *
 * Composes the post as the blog would get it, with pictures as `file:` addresses. Nothing is sent and
 * nothing is written. Blocks.
 *
 * Returns: (transfer full): the post, or %NULL
 */
LeafPost *
leaf_outbox_preview (LeafLibrary *library, gint64 review, gint64 blog, LeafMarkup *markup, GError **error)
{
  return leaf_outbox_preview_at (library, review, blog, NULL, markup, error);
}

/**
 * leaf_outbox_preview_at:
 * @library: a library
 * @review: a review
 * @blog: a blog, or 0 for plain HTML with every default
 * @pictures: (nullable): the address that the SHA-256 of a picture is put behind; %NULL: `file:` addresses
 * @markup: (out) (optional): how it is written down
 * @error: set when it cannot be a post yet
 *
 * Composes the post as the blog would get it. Nothing is sent and nothing is written. Blocks.
 *
 * Returns: (transfer full): the post, or %NULL
 */
LeafPost *
leaf_outbox_preview_at (LeafLibrary *library, gint64 review, gint64 blog, const char *pictures, LeafMarkup *markup, GError **error)
{
  g_autoptr (LeafPostSource) source = leaf_outbox_load_source (library, review, blog, error);
  g_autoptr (LeafPublisher) publisher = NULL;
  g_autoptr (GHashTable) media = NULL;
  LeafMarkup own_markup = LEAF_MARKUP_HTML;
  LeafPostFlags flags = 0;

  if (source == NULL)
    return NULL;
  if (blog != 0)
    {
      publisher = leaf_publisher_new (source->blog, library, NULL, error);
      if (publisher == NULL)
        return NULL;
      own_markup = leaf_publisher_get_markup (publisher, &flags);
    }
  if (markup != NULL)
    *markup = own_markup;

  media = make_local_media (library, source, pictures, error);
  if (media == NULL)
    return NULL;

  return leaf_post_compose (source, own_markup, flags, media, error);
}

/**
 * leaf_outbox_preview_picture:
 * @library: a library
 * @review: a review
 * @blog: a blog, or 0
 * @sha256: which picture
 * @mime_type: (out): what it is
 * @error: set when the post does not show it, or it cannot be read
 *
 * Loads a picture that the post shows, and no other. Blocks.
 *
 * Returns: (transfer full): the picture, or %NULL
 */
GBytes *
leaf_outbox_preview_picture (LeafLibrary *library, gint64 review, gint64 blog, const char *sha256, char **mime_type, GError **error)
{
  g_autoptr (LeafPostSource) source = leaf_outbox_load_source (library, review, blog, error);
  g_autoptr (GPtrArray) pictures = NULL;
  g_autoptr (LeafPicture) known = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gboolean shown = FALSE;

  if (source == NULL)
    return NULL;
  pictures = leaf_post_list_pictures (source);
  for (unsigned int i = 0; i < pictures->len && !shown; i++)
    shown = g_str_equal (((LeafPostPicture *) g_ptr_array_index (pictures, i))->sha256, sha256);
  if (!shown)
    {
      g_set_error_literal (error, LEAF_POST_ERROR, LEAF_POST_ERROR_PICTURE, "The post does not show this picture");
      return NULL;
    }

  known = leaf_pictures_find (library, sha256, error);
  if (known == NULL)
    return NULL;
  bytes = leaf_pictures_load (library, sha256, error);
  if (bytes == NULL)
    return NULL;

  *mime_type = g_strdup (known->mime_type);
  return g_steal_pointer (&bytes);
}
