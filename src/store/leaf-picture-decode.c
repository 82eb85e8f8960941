/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-picture-decode"

#include "config.h"

#include "leaf-picture-decode.h"

#include "leaf-picture-probe.h"

#include <glib/gi18n.h>

/* To find out whether a picture can be decoded, it is decoded no larger than this. */
#define CHECK_SIZE 512

#define CHUNK_SIZE (256 * 1024)

/* What one decoding asks of the loader. */
typedef struct {
  int max_size; /* 0: as it is */
  gboolean too_large;
} Limits;

/* The subject of every sentence: the file's name, or "The picture". */
static char *
dup_subject (const char *name)
{
  return name != NULL ? g_strdup_printf (_("“%s”"), name) : g_strdup (_("The picture"));
}

static void
set_damaged (const char *name,
             GError **error)
{
  g_autofree char *subject = dup_subject (name);

  g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_PICTURE,
               _("%s is damaged and cannot be read. Choose another file."), subject);
}

static gboolean
is_too_large (guint64 width,
              guint64 height)
{
  return width * height > LEAF_PICTURE_MAX_PIXELS;
}

/* Before anything is allocated for the pixels. */
static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int width,
                  int height,
                  gpointer user_data)
{
  Limits *limits = user_data;
  int largest = MAX (width, height);

  if (width <= 0 || height <= 0 || is_too_large (width, height)) {
    /* Every loader gives up on a picture without pixels. */
    limits->too_large = TRUE;
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  } else if (limits->max_size > 0 && largest > limits->max_size) {
    gdk_pixbuf_loader_set_size (loader,
                                MAX (1, (gint64) width * limits->max_size / largest),
                                MAX (1, (gint64) height * limits->max_size / largest));
  }
}

/* Of a GIF only the first picture is decoded: its other frames could fill any memory. */
static GBytes *
cut_frames (GBytes *bytes,
            const LeafPictureProbe *probe)
{
  GByteArray *array;

  if (probe->first_frame == 0)
    return g_bytes_ref (bytes);

  array = g_byte_array_sized_new (probe->first_frame + 1);
  g_byte_array_append (array, g_bytes_get_data (bytes, NULL), probe->first_frame);
  g_byte_array_append (array, (const guint8 *) "\x3b", 1);

  return g_byte_array_free_to_bytes (array);
}

static gboolean
feed (GdkPixbufLoader *loader,
      GBytes *bytes,
      const Limits *limits)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize offset = 0; offset < size; offset += CHUNK_SIZE) {
    if (limits->too_large ||
        !gdk_pixbuf_loader_write (loader, data + offset, MIN (CHUNK_SIZE, size - offset), NULL)) {
      gdk_pixbuf_loader_close (loader, NULL);
      return FALSE;
    }
  }

  return gdk_pixbuf_loader_close (loader, NULL) && !limits->too_large;
}

static gboolean
check_probe (GBytes *bytes,
             const char *name,
             const LeafPictureProbe *probe,
             GError **error)
{
  g_autofree char *subject = dup_subject (name);

  if (g_bytes_get_size (bytes) == 0) {
    g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_PICTURE,
                 _("%s is empty. Choose another file."), subject);
    return FALSE;
  }
  if (g_bytes_get_size (bytes) > LEAF_PICTURE_MAX_BYTES) {
    leaf_picture_set_too_large (name, error);
    return FALSE;
  }
  if (probe->mime_type == NULL) {
    g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_PICTURE,
                 _("%s is not a JPEG, PNG, WebP or GIF picture. Choose another file."), subject);
    return FALSE;
  }
  if (is_too_large (probe->width, probe->height)) {
    g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_PICTURE,
                 _("%s has %u × %u pixels, more than Flyleaf can use. Make it smaller and try again."),
                 subject, probe->width, probe->height);
    return FALSE;
  }
  if (probe->width == 0 || probe->height == 0 || !probe->whole) {
    set_damaged (name, error);
    return FALSE;
  }

  return TRUE;
}

/**
 * leaf_picture_set_too_large:
 * @name: (nullable): what the file is called
 * @error: return location for an error
 *
 * Sets @error for a file of more than %LEAF_PICTURE_MAX_BYTES.
 */
void
leaf_picture_set_too_large (const char *name,
                            GError **error)
{
  g_autofree char *subject = dup_subject (name);

  g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_PICTURE,
               _("%s is larger than %d MB. Make it smaller and try again."), subject,
               LEAF_PICTURE_MAX_BYTES / 1024 / 1024);
}

/**
 * leaf_picture_decode:
 * @bytes: a file
 * @name: (nullable): what it is called, for the error
 * @max_size: the longer side of the result at most, in pixels; 0 as it is
 * @error: return location for an error
 *
 * Decodes a picture, scaled down while it is decoded where the format can, turned as its camera
 * says. Only the loader of the format that the bytes show is asked. For worker threads.
 *
 * Returns: (transfer full): the pixels, or %NULL with %LEAF_STORE_ERROR_PICTURE
 */
GdkPixbuf *
leaf_picture_decode (GBytes *bytes,
                     const char *name,
                     int max_size,
                     GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = NULL;
  g_autoptr (GBytes) frame = NULL;
  Limits limits = { max_size, FALSE };
  LeafPictureProbe probe;
  GdkPixbuf *pixbuf;

  leaf_picture_probe (bytes, &probe);
  if (!check_probe (bytes, name, &probe, error))
    return NULL;

  loader = gdk_pixbuf_loader_new_with_mime_type (probe.mime_type, NULL);
  if (loader == NULL) {
    g_autofree char *subject = dup_subject (name);

    g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_PICTURE,
                 _("%s is of a kind that this computer cannot read (%s). Save it as JPEG or PNG."),
                 subject, probe.mime_type);
    return NULL;
  }

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &limits);
  frame = cut_frames (bytes, &probe);
  if (!feed (loader, frame, &limits) || (pixbuf = gdk_pixbuf_loader_get_pixbuf (loader)) == NULL) {
    set_damaged (name, error);
    return NULL;
  }

  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

/**
 * leaf_picture_check:
 * @bytes: a file
 * @name: (nullable): what it is called, for the error
 * @picture: filled: its address, kind and size as it is seen
 * @error: return location for an error
 *
 * Finds out whether the file is a picture that Flyleaf, and any blog, can use.
 *
 * Returns: %TRUE, or %FALSE with %LEAF_STORE_ERROR_PICTURE and one sentence
 */
gboolean
leaf_picture_check (GBytes *bytes,
                    const char *name,
                    LeafPicture *picture,
                    GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = leaf_picture_decode (bytes, name, CHECK_SIZE, error);
  LeafPictureProbe probe;
  gboolean turned;

  if (pixbuf == NULL)
    return FALSE;

  leaf_picture_probe (bytes, &probe);
  turned = probe.width != probe.height &&
           (probe.width > probe.height) != (gdk_pixbuf_get_width (pixbuf) > gdk_pixbuf_get_height (pixbuf));

  picture->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  picture->mime_type = g_strdup (probe.mime_type);
  picture->width = turned ? probe.height : probe.width;
  picture->height = turned ? probe.width : probe.height;

  return TRUE;
}

/**
 * leaf_picture_is_address:
 * @sha256: (nullable): a string
 *
 * Returns: whether it is a SHA-256 in lower-case hexadecimal, as pictures are addressed
 */
gboolean
leaf_picture_is_address (const char *sha256)
{
  return sha256 != NULL && strlen (sha256) == 64 && strspn (sha256, "0123456789abcdef") == 64;
}
