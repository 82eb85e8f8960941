/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox-private.h"
#include "leaf-pictures.h"

/* Pictures where they are on this computer: for a preview, never for sending. */
static GHashTable *
make_local_media (LeafLibrary *library, const LeafPostSource *source, GError **error)
{
  g_autoptr (GPtrArray) pictures = leaf_post_list_pictures (source);
  g_autoptr (GHashTable) media = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) leaf_post_media_free);

  for (unsigned int i = 0; i < pictures->len; i++)
    {
      LeafPostPicture *picture = g_ptr_array_index (pictures, i);
      g_autoptr (LeafPicture) known = leaf_pictures_find (library, picture->sha256, error);
      g_autofree char *path = NULL;
      g_autofree char *address = NULL;

      if (known == NULL)
        return NULL;
      path = leaf_pictures_get_path (library, picture->sha256);
      address = g_filename_to_uri (path, NULL, error);
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

  media = make_local_media (library, source, error);
  if (media == NULL)
    return NULL;

  return leaf_post_compose (source, own_markup, flags, media, error);
}
