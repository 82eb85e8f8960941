/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-web-picture"

#include "config.h"

#include "leaf-web-picture.h"

#include "leaf-picture-decode.h"
#include "leaf-picture-metadata.h"
#include "leaf-picture-probe.h"

#include <glib/gi18n.h>

/* A picture without transparency that is larger than this as PNG is no drawing but a photograph. */
#define LARGE_PNG (1024 * 1024)

/* Hardly to be told from the original, at a third of the size of 100. */
#define JPEG_QUALITY "88"

/* The longer side that makes both sides fit; 0 when they do. */
static int
find_size (int width, int height, int max_width, int max_height)
{
  double scale = 1;

  if (max_width > 0 && width > max_width)
    scale = (double) max_width / width;
  if (max_height > 0 && height * scale > max_height)
    scale = (double) max_height / height;

  return scale < 1 ? MAX (1, (int) (MAX (width, height) * scale + 0.5)) : 0;
}

static GBytes *
save (GdkPixbuf *pixbuf, const char *format, const char *key, const char *value, const char *profile)
{
  const char *keys[] = { key, "icc-profile", NULL };
  const char *values[] = { value, profile, NULL };
  char *data;
  gsize size;

  if (profile == NULL)
    keys[1] = NULL;
  if (!gdk_pixbuf_save_to_bufferv (pixbuf, &data, &size, format, (char **) keys, (char **) values, NULL))
    return NULL;
  return g_bytes_new_take (data, size);
}

/* A profile that the library that writes finds wrong would lose the picture. */
static GBytes *
save_with_profile (GdkPixbuf *pixbuf, const char *format, const char *key, const char *value, GBytes *profile)
{
  g_autofree char *encoded = NULL;
  GBytes *bytes = NULL;

  if (profile != NULL)
    {
      encoded = g_base64_encode (g_bytes_get_data (profile, NULL), g_bytes_get_size (profile));
      bytes = save (pixbuf, format, key, value, encoded);
    }
  return bytes != NULL ? bytes : save (pixbuf, format, key, value, NULL);
}

/* As JPEG what is a photograph, as PNG what is drawn or can be seen through. */
static gboolean
encode (LeafWebPicture *self, GdkPixbuf *pixbuf, const char *original_type, GBytes *profile)
{
  gboolean opaque = !gdk_pixbuf_get_has_alpha (pixbuf);
  gboolean photograph = opaque && !g_str_equal (original_type, "image/png") && !g_str_equal (original_type, "image/gif");

  if (!photograph)
    {
      self->bytes = save_with_profile (pixbuf, "png", "compression", "9", profile);
      self->mime_type = "image/png";
      if (self->bytes == NULL || !opaque || g_bytes_get_size (self->bytes) <= LARGE_PNG)
        return self->bytes != NULL;
      g_clear_pointer (&self->bytes, g_bytes_unref);
    }

  self->bytes = save_with_profile (pixbuf, "jpeg", "quality", JPEG_QUALITY, profile);
  self->mime_type = "image/jpeg";
  return self->bytes != NULL;
}

/* How large it is as it is seen. What is in the library was decoded when it was added, and its address is its
 * checksum: the header is enough, unless the pixels lie another way. */
static gboolean
find_seen_size (LeafWebPicture *self, GBytes *original, const LeafPictureProbe *probe, gboolean turned, GError **error)
{
  LeafPicture seen = { 0 };

  self->width = probe->width;
  self->height = probe->height;
  if (probe->mime_type != NULL && probe->whole && !turned)
    return TRUE;
  if (!leaf_picture_check (original, NULL, &seen, error))
    return FALSE;

  self->width = seen.width;
  self->height = seen.height;
  g_free (seen.sha256);
  g_free (seen.mime_type);
  return TRUE;
}

/**
 * leaf_web_picture_new:
 * @original: a JPEG, PNG, WebP or GIF file that leaf_picture_check() took, as all in the library are
 * @max_width: in pixels as it is seen, 0 for any
 * @max_height: likewise
 * @error: set when it cannot be decoded
 *
 * Makes what is sent of a picture: scaled down to fit, turned as its camera says, without what tells of places,
 * people and cameras. One that is fine already is sent byte for byte, and one that moves is not scaled. The
 * same original and bounds give the same bytes. For worker threads.
 *
 * Returns: (transfer full): the picture, or %NULL with %LEAF_STORE_ERROR_PICTURE
 */
LeafWebPicture *
leaf_web_picture_new (GBytes *original, int max_width, int max_height, GError **error)
{
  g_autoptr (LeafWebPicture) self = g_new0 (LeafWebPicture, 1);
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GBytes) profile = NULL;
  LeafPictureProbe probe;
  gboolean turned;
  int size;

  g_return_val_if_fail (original != NULL, NULL);

  leaf_picture_probe (original, &probe);
  turned = leaf_picture_metadata_is_turned (original, probe.mime_type);
  if (!find_seen_size (self, original, &probe, turned, error))
    return NULL;

  self->mime_type = probe.mime_type;
  size = find_size (self->width, self->height, max_width, max_height);
  if (leaf_picture_metadata_is_animated (original, self->mime_type) || (size == 0 && !turned))
    {
      self->bytes = leaf_picture_metadata_strip (original, self->mime_type);
      return g_steal_pointer (&self);
    }

  pixbuf = leaf_picture_decode (original, NULL, size, error);
  if (pixbuf == NULL)
    return NULL;
  self->width = gdk_pixbuf_get_width (pixbuf);
  self->height = gdk_pixbuf_get_height (pixbuf);
  profile = leaf_picture_metadata_get_profile (original, probe.mime_type);
  if (!encode (self, pixbuf, probe.mime_type, profile))
    {
      g_set_error_literal (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_PICTURE,
                           _("The picture could not be made smaller for the web."));
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * leaf_web_picture_free:
 * @self: (transfer full) (nullable): a picture
 *
 * Frees @self.
 */
void
leaf_web_picture_free (LeafWebPicture *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}
