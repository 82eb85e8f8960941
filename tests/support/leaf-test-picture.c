/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-test-picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>
#include <sys/resource.h>

static GBytes *
encode (GdkPixbuf *pixbuf,
        const char *format)
{
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, format, &error, NULL);
  g_assert_no_error (error);

  return g_bytes_new_take (data, size);
}

static void
append_le16 (GByteArray *array,
             guint16 value)
{
  guint8 bytes[] = { value & 0xff, value >> 8 };

  g_byte_array_append (array, bytes, sizeof bytes);
}

static void
append_gif_header (GByteArray *array,
                   guint16 width,
                   guint16 height)
{
  /* A table of 128 colours: codes of 8 bits and the clear code 0x80. */
  static const guint8 rest[] = { 0xf6, 0x00, 0x00 };

  g_byte_array_append (array, (const guint8 *) "GIF89a", 6);
  append_le16 (array, width);
  append_le16 (array, height);
  g_byte_array_append (array, rest, sizeof rest);
  for (int i = 0; i < 128; i++)
    g_byte_array_append (array, (const guint8[]) { i * 2, i, 255 - i }, 3);
}

/* Uncompressed, in the way of GIF: the table of codes is cleared before it grows to nine bits. */
static void
append_gif_frame (GByteArray *array,
                  guint16 width,
                  guint16 height,
                  unsigned int seed)
{
  unsigned int n_pixels = (unsigned int) width * height;
  g_autoptr (GByteArray) codes = g_byte_array_new ();

  for (unsigned int i = 0; i < n_pixels; i++) {
    if (i % 100 == 0)
      g_byte_array_append (codes, (const guint8[]) { 0x80 }, 1);
    g_byte_array_append (codes, (const guint8[]) { (i * 7 + i / 13 + seed) & 0x7f }, 1);
  }
  g_byte_array_append (codes, (const guint8[]) { 0x81 }, 1);

  g_byte_array_append (array, (const guint8[]) { 0x2c, 0, 0, 0, 0 }, 5);
  append_le16 (array, width);
  append_le16 (array, height);
  g_byte_array_append (array, (const guint8[]) { 0x00, 0x07 }, 2);
  for (unsigned int i = 0; i < codes->len; i += 255) {
    guint8 length = MIN (255, codes->len - i);

    g_byte_array_append (array, &length, 1);
    g_byte_array_append (array, codes->data + i, length);
  }
  g_byte_array_append (array, (const guint8[]) { 0x00 }, 1);
}

static GBytes *
new_gif (guint16 width,
         guint16 height,
         int n_frames,
         unsigned int seed)
{
  GByteArray *array = g_byte_array_new ();

  append_gif_header (array, width, height);
  for (int i = 0; i < n_frames; i++)
    append_gif_frame (array, width, height, seed + i);
  g_byte_array_append (array, (const guint8[]) { 0x3b }, 1);

  return g_byte_array_free_to_bytes (array);
}

/**
 * leaf_test_picture_new:
 * @format: "png", "jpeg", "gif" or "webp"
 * @width: in pixels
 * @height: in pixels
 * @seed: another one gives another picture
 *
 * Returns: (transfer full): a picture file
 */
GBytes *
leaf_test_picture_new (const char *format,
                       int width,
                       int height,
                       unsigned int seed)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  guint8 *pixels;
  int stride;

  if (g_str_equal (format, "gif"))
    return new_gif (width, height, 1, seed);

  pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  pixels = gdk_pixbuf_get_pixels (pixbuf);
  stride = gdk_pixbuf_get_rowstride (pixbuf);
  for (int y = 0; y < height; y++) {
    for (int x = 0; x < width; x++) {
      pixels[y * stride + x * 3] = x * 3 + seed * 31;
      pixels[y * stride + x * 3 + 1] = y * 2 + seed * 17;
      pixels[y * stride + x * 3 + 2] = (x * y + seed) % 251;
    }
  }

  return encode (pixbuf, format);
}

/**
 * leaf_test_picture_has_webp:
 *
 * Returns: whether gdk-pixbuf reads and writes WebP on this computer
 */
gboolean
leaf_test_picture_has_webp (void)
{
  g_autoptr (GSList) formats = gdk_pixbuf_get_formats ();

  for (GSList *link = formats; link != NULL; link = link->next) {
    g_autofree char *name = gdk_pixbuf_format_get_name (link->data);

    if (g_str_equal (name, "webp"))
      return gdk_pixbuf_format_is_writable (link->data);
  }

  return FALSE;
}

static guint32
compute_crc (const guint8 *data,
             gsize size)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < size; i++) {
    crc ^= data[i];
    for (int bit = 0; bit < 8; bit++)
      crc = (crc & 1) != 0 ? 0xedb88320 ^ (crc >> 1) : crc >> 1;
  }

  return ~crc;
}

static void
append_be32 (GByteArray *array,
             guint32 value)
{
  guint32 bytes = GUINT32_TO_BE (value);

  g_byte_array_append (array, (const guint8 *) &bytes, sizeof bytes);
}

static void
append_png_chunk (GByteArray *array,
                  const char *type,
                  const GByteArray *content)
{
  gsize start;

  append_be32 (array, content->len);
  start = array->len;
  g_byte_array_append (array, (const guint8 *) type, 4);
  g_byte_array_append (array, content->data, content->len);
  append_be32 (array, compute_crc (array->data + start, array->len - start));
}

/**
 * leaf_test_picture_new_huge_png:
 * @width: in pixels
 * @height: in pixels
 *
 * Returns: (transfer full): a small PNG whose header is true to its checksum
 */
GBytes *
leaf_test_picture_new_huge_png (guint32 width,
                                guint32 height)
{
  GByteArray *array = g_byte_array_new ();
  g_autoptr (GByteArray) header = g_byte_array_new ();
  g_autoptr (GByteArray) nothing = g_byte_array_new ();

  append_be32 (header, width);
  append_be32 (header, height);
  g_byte_array_append (header, (const guint8[]) { 8, 6, 0, 0, 0 }, 5);

  g_byte_array_append (array, (const guint8 *) "\x89PNG\r\n\x1a\n", 8);
  append_png_chunk (array, "IHDR", header);
  append_png_chunk (array, "IDAT", nothing);
  append_png_chunk (array, "IEND", nothing);

  return g_byte_array_free_to_bytes (array);
}

/**
 * leaf_test_picture_new_huge_gif:
 * @width: in pixels
 * @height: in pixels
 *
 * Returns: (transfer full): a GIF whose canvas is small, and its picture is not
 */
GBytes *
leaf_test_picture_new_huge_gif (guint16 width,
                                guint16 height)
{
  GByteArray *array = g_byte_array_new ();

  append_gif_header (array, 10, 10);
  g_byte_array_append (array, (const guint8[]) { 0x2c, 0, 0, 0, 0 }, 5);
  append_le16 (array, width);
  append_le16 (array, height);
  g_byte_array_append (array, (const guint8[]) { 0x00, 0x07, 0x02, 0x80, 0x81, 0x00, 0x3b }, 7);

  return g_byte_array_free_to_bytes (array);
}

/**
 * leaf_test_picture_new_animation:
 * @n_frames: how many pictures
 *
 * Returns: (transfer full): a GIF that moves
 */
GBytes *
leaf_test_picture_new_animation (int n_frames)
{
  return new_gif (40, 40, n_frames, 0);
}

/**
 * leaf_test_picture_new_turned_jpeg:
 * @width: of the pixels as they are stored
 * @height: of the pixels as they are stored
 *
 * Returns: (transfer full): a JPEG with an Exif orientation of 6
 */
GBytes *
leaf_test_picture_new_turned_jpeg (int width,
                                   int height)
{
  static const guint8 exif[] = {
    0xff, 0xe1, 0x00, 0x22, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 0x2a, 0, 0, 0, 8,
    0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0,
  };
  g_autoptr (GBytes) plain = leaf_test_picture_new ("jpeg", width, height, 9);
  GByteArray *array = g_byte_array_new ();
  const guint8 *data = g_bytes_get_data (plain, NULL);

  g_byte_array_append (array, data, 2);
  g_byte_array_append (array, exif, sizeof exif);
  g_byte_array_append (array, data + 2, g_bytes_get_size (plain) - 2);

  return g_byte_array_free_to_bytes (array);
}

/**
 * leaf_test_picture_get_size:
 * @bytes: a PNG
 * @width: (out): in pixels
 * @height: (out): in pixels
 *
 * Decodes the picture, which must be one.
 */
void
leaf_test_picture_get_size (GBytes *bytes,
                            int *width,
                            int *height)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_mime_type ("image/png", NULL);
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_loader_write_bytes (loader, bytes, &error);
  g_assert_no_error (error);
  gdk_pixbuf_loader_close (loader, &error);
  g_assert_no_error (error);

  *width = gdk_pixbuf_get_width (gdk_pixbuf_loader_get_pixbuf (loader));
  *height = gdk_pixbuf_get_height (gdk_pixbuf_loader_get_pixbuf (loader));
}

/**
 * leaf_test_peak_memory_mb:
 *
 * Returns: the most memory this process ever had, in MB
 */
int
leaf_test_peak_memory_mb (void)
{
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_SELF, &usage), ==, 0);

  return usage.ru_maxrss / 1024;
}
