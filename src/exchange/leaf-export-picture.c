/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-export-picture"

#include "config.h"

#include "leaf-export-private.h"

#include "leaf-picture-decode.h"

/* The bytes of a JPEG go into a PDF as they are. */
static cairo_surface_t *
make_surface (const LeafWebPicture *picture, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = leaf_picture_decode (picture->bytes, NULL, 0, error);
  cairo_surface_t *surface;
  int width, height, n_channels, stride;
  const guint8 *pixels;
  guint8 *rows;

  if (pixbuf == NULL)
    return NULL;

  width = gdk_pixbuf_get_width (pixbuf);
  height = gdk_pixbuf_get_height (pixbuf);
  n_channels = gdk_pixbuf_get_n_channels (pixbuf);
  pixels = gdk_pixbuf_read_pixels (pixbuf);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  rows = cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface);
  for (int y = 0; rows != NULL && y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const guint8 *in = pixels + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf) + x * n_channels;
        guint32 alpha = n_channels == 4 ? in[3] : 0xff;
        guint32 *out = (guint32 *) (gpointer) (rows + (gsize) y * (gsize) stride) + x;

        *out = alpha << 24 | (in[0] * alpha / 255) << 16 | (in[1] * alpha / 255) << 8 | in[2] * alpha / 255;
      }
  cairo_surface_mark_dirty (surface);

  if (g_str_equal (picture->mime_type, "image/jpeg"))
    cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, g_bytes_get_data (picture->bytes, NULL),
                                 g_bytes_get_size (picture->bytes), (cairo_destroy_func_t) g_bytes_unref,
                                 g_bytes_ref (picture->bytes));
  return surface;
}

/* Its pixels, kept from then on: they are read in a thread, and drawn in another one. */
cairo_surface_t *
leaf_export_picture_get_surface (LeafExportPicture *self, GError **error)
{
  if (self->surface == NULL)
    self->surface = make_surface (self->scaled, error);
  return self->surface;
}

void
leaf_export_picture_free (gpointer data)
{
  LeafExportPicture *self = data;

  g_clear_pointer (&self->original, g_bytes_unref);
  g_clear_pointer (&self->scaled, leaf_web_picture_free);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_free (self);
}
