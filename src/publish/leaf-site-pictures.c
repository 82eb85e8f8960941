/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-site"

#include "config.h"

#include "leaf-site-private.h"

#include "leaf-picture-probe.h"
#include "leaf-site-folder.h"

#include <glib/gi18n.h>
#include <string.h>

#define PICTURE_PREFIX "../" LEAF_SITE_PICTURES "/"

static const char *
get_extension (const char *mime_type)
{
  if (g_strcmp0 (mime_type, "image/png") == 0)
    return "png";
  if (g_strcmp0 (mime_type, "image/webp") == 0)
    return "webp";
  if (g_strcmp0 (mime_type, "image/gif") == 0)
    return "gif";

  return "jpg";
}

static gboolean
write_picture (LeafSite *self,
               const char *file,
               GBytes *bytes,
               GError **error)
{
  g_autofree char *name = g_build_filename (LEAF_SITE_PICTURES, file, NULL);
  gconstpointer data;
  gsize size;

  data = g_bytes_get_data (bytes, &size);

  return leaf_site_folder_write (self->folder, name, data, size, error);
}

/**
 * leaf_site_upload:
 * @publisher: a site
 * @picture: a picture
 * @bytes: the file
 * @mime_type: its type
 * @unclear: ignored: the same picture is the same file
 * @cancellable: (nullable): a cancellable
 * @error: set when it cannot be written
 *
 * Writes a picture into the folder.
 *
 * Returns: (transfer full): where it is, or %NULL
 */
LeafPostMedia *
leaf_site_upload (LeafPublisher *publisher,
                  const LeafPostPicture *picture,
                  GBytes *bytes,
                  const char *mime_type,
                  gboolean unclear,
                  GCancellable *cancellable,
                  GError **error)
{
  LeafSite *self = LEAF_SITE (publisher);
  g_autofree char *file = g_strdup_printf ("%.16s.%s", picture->sha256, get_extension (mime_type));
  g_autofree char *address = g_strconcat (PICTURE_PREFIX, file, NULL);
  LeafPictureProbe probe;

  if (!leaf_site_mark_as_ours (self, error) || !write_picture (self, file, bytes, error))
    return NULL;

  leaf_picture_probe (bytes, &probe);
  return leaf_post_media_new (file, address, (int) probe.width, (int) probe.height);
}

/**
 * leaf_site_get_picture_file:
 * @media: (nullable): where a picture is
 *
 * Names the file of a picture of ours.
 *
 * Returns: (nullable): the name in the folder of pictures
 */
const char *
leaf_site_get_picture_file (const LeafPostMedia *media)
{
  if (media == NULL || !g_str_has_prefix (media->address, PICTURE_PREFIX))
    return NULL;

  return media->address + strlen (PICTURE_PREFIX);
}

/**
 * leaf_site_restore_pictures:
 * @self: a site
 * @source: a review
 * @media: (nullable) (element-type utf8 LeafPostMedia): where its pictures are
 * @error: set when one is gone everywhere
 *
 * Pictures are uploaded once; one that was deleted from the folder since comes back from the library.
 *
 * Returns: whether all are there
 */
gboolean
leaf_site_restore_pictures (LeafSite *self,
                            const LeafPostSource *source,
                            GHashTable *media,
                            GError **error)
{
  g_autoptr (GPtrArray) pictures = leaf_post_list_pictures (source);

  if (media == NULL)
    return TRUE;

  for (unsigned int i = 0; i < pictures->len; i++)
    {
      const LeafPostPicture *picture = g_ptr_array_index (pictures, i);
      const char *file = leaf_site_get_picture_file (g_hash_table_lookup (media, picture->sha256));
      g_autofree char *name = file != NULL ? g_build_filename (LEAF_SITE_PICTURES, file, NULL) : NULL;
      g_autoptr (LeafWebPicture) web = NULL;

      if (name == NULL || strchr (file, '/') != NULL || leaf_site_folder_exists (self->folder, name))
        continue;
      if (self->library != NULL)
        web = leaf_publisher_make_picture (self->library, picture, NULL);
      if (web == NULL)
        {
          g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FOLDER,
                       _("The picture “%s” is gone from the folder and from the library. Choose it again."), file);
          return FALSE;
        }
      if (!write_picture (self, file, web->bytes, error))
        return FALSE;
    }

  return TRUE;
}
