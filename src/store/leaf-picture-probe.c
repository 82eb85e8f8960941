/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-picture-probe"

#include "config.h"

#include "leaf-picture-probe.h"

#include <string.h>

/* The bytes of a file, never read past their end. */
typedef struct {
  const guint8 *data;
  gsize size;
} Reader;

static gboolean
has (const Reader *reader,
     gsize offset,
     gsize length)
{
  return offset <= reader->size && length <= reader->size - offset;
}

static gboolean
matches (const Reader *reader,
         gsize offset,
         const char *bytes,
         gsize length)
{
  return has (reader, offset, length) && memcmp (reader->data + offset, bytes, length) == 0;
}

static guint32
read_be (const Reader *reader,
         gsize offset,
         int n_bytes)
{
  guint32 value = 0;

  if (!has (reader, offset, n_bytes))
    return 0;
  for (int i = 0; i < n_bytes; i++)
    value = value << 8 | reader->data[offset + i];

  return value;
}

static guint32
read_le (const Reader *reader,
         gsize offset,
         int n_bytes)
{
  guint32 value = 0;

  if (!has (reader, offset, n_bytes))
    return 0;
  for (int i = n_bytes; i > 0; i--)
    value = value << 8 | reader->data[offset + i - 1];

  return value;
}

/* PNG (RFC 2083): chunks of length, type, data and checksum; the last one is IEND. */
static void
probe_png (const Reader *reader,
           LeafPictureProbe *probe)
{
  gsize offset = 8;

  if (!matches (reader, 12, "IHDR", 4))
    return;

  probe->width = read_be (reader, 16, 4);
  probe->height = read_be (reader, 20, 4);

  while (has (reader, offset, 12)) {
    guint32 length = read_be (reader, offset, 4);

    if (!has (reader, offset + 12, length))
      return;
    if (matches (reader, offset + 4, "IEND", 4)) {
      probe->whole = TRUE;
      return;
    }
    offset += 12 + (gsize) length;
  }
}

/* Whether the marker begins a frame (ITU-T T.81, table B.1). */
static gboolean
is_start_of_frame (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* Behind the header of a scan: its data, in which 0xff is always followed by 0 or a restart. */
static gsize
skip_jpeg_scan (const Reader *reader,
                gsize offset)
{
  for (; has (reader, offset, 2); offset++) {
    guint8 next = reader->data[offset + 1];

    if (reader->data[offset] == 0xff && next != 0x00 && (next < 0xd0 || next > 0xd7))
      return offset;
  }

  return reader->size + 1;
}

/* JPEG: segments of marker and length up to the end of the image. gdk-pixbuf shows one that is cut
 * off in grey, and so the end is looked for here. */
static void
probe_jpeg (const Reader *reader,
            LeafPictureProbe *probe)
{
  gsize offset = 2;

  while (has (reader, offset, 2) && reader->data[offset] == 0xff) {
    guint8 marker = reader->data[offset + 1];

    if (marker == 0xff) {
      offset++;
    } else if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      offset += 2;
    } else if (marker == 0xd9) {
      probe->whole = TRUE;
      return;
    } else if (read_be (reader, offset + 2, 2) < 2) {
      return;
    } else {
      if (is_start_of_frame (marker)) {
        probe->height = MAX (probe->height, read_be (reader, offset + 5, 2));
        probe->width = MAX (probe->width, read_be (reader, offset + 7, 2));
      }
      offset += 2 + (gsize) read_be (reader, offset + 2, 2);
      if (marker == 0xda)
        offset = skip_jpeg_scan (reader, offset);
    }
  }
}

/* WebP (RFC 9649): a RIFF file whose first chunk says the size of the canvas. */
static void
probe_webp (const Reader *reader,
            LeafPictureProbe *probe)
{
  guint32 bits;

  if (matches (reader, 12, "VP8X", 4)) {
    probe->width = read_le (reader, 24, 3) + 1;
    probe->height = read_le (reader, 27, 3) + 1;
  } else if (matches (reader, 12, "VP8L", 4) && matches (reader, 20, "\x2f", 1)) {
    bits = read_le (reader, 21, 4);
    probe->width = (bits & 0x3fff) + 1;
    probe->height = (bits >> 14 & 0x3fff) + 1;
  } else if (matches (reader, 12, "VP8 ", 4) && matches (reader, 23, "\x9d\x01\x2a", 3)) {
    probe->width = read_le (reader, 26, 2) & 0x3fff;
    probe->height = read_le (reader, 28, 2) & 0x3fff;
  }

  probe->whole = has (reader, 8, read_le (reader, 4, 4));
}

/* GIF89a, section 15: blocks of up to 255 bytes, each after its length, up to an empty one. */
static gsize
skip_gif_blocks (const Reader *reader,
                 gsize offset)
{
  while (has (reader, offset, 1)) {
    guint8 length = reader->data[offset];

    offset += 1 + (gsize) length;
    if (length == 0)
      return offset;
  }

  return reader->size + 1;
}

static gsize
gif_table_size (guint8 flags)
{
  return (flags & 0x80) != 0 ? (gsize) 3 << ((flags & 0x07) + 1) : 0;
}

/* Walks all frames, so that a file cut off in any of them is known; the largest frame counts. */
static void
probe_gif (const Reader *reader,
           LeafPictureProbe *probe)
{
  gsize offset;

  probe->width = read_le (reader, 6, 2);
  probe->height = read_le (reader, 8, 2);
  if (!has (reader, 0, 13))
    return;

  offset = 13 + gif_table_size (reader->data[10]);
  while (has (reader, offset, 1)) {
    switch (reader->data[offset]) {
    case 0x21:
      offset = skip_gif_blocks (reader, offset + 2);
      break;
    case 0x2c:
      if (!has (reader, offset, 11))
        return;
      probe->width = MAX (probe->width, read_le (reader, offset + 5, 2));
      probe->height = MAX (probe->height, read_le (reader, offset + 7, 2));
      offset = skip_gif_blocks (reader, offset + 11 + gif_table_size (reader->data[offset + 9]));
      if (probe->first_frame == 0 && offset <= reader->size)
        probe->first_frame = offset;
      break;
    case 0x3b:
      probe->whole = probe->first_frame > 0;
      return;
    default:
      return;
    }
  }
}

/**
 * leaf_picture_probe:
 * @bytes: a file
 * @probe: (out): what it is
 *
 * Looks at what kind of picture the bytes are, whatever the file is called, and how large it would
 * be when decoded, so that a small file cannot ask for gigabytes.
 */
void
leaf_picture_probe (GBytes *bytes,
                    LeafPictureProbe *probe)
{
  Reader reader;

  memset (probe, 0, sizeof *probe);
  reader.data = g_bytes_get_data (bytes, &reader.size);

  if (matches (&reader, 0, "\x89PNG\r\n\x1a\n", 8)) {
    probe->mime_type = "image/png";
    probe_png (&reader, probe);
  } else if (matches (&reader, 0, "\xff\xd8\xff", 3)) {
    probe->mime_type = "image/jpeg";
    probe_jpeg (&reader, probe);
  } else if (matches (&reader, 0, "RIFF", 4) && matches (&reader, 8, "WEBP", 4)) {
    probe->mime_type = "image/webp";
    probe_webp (&reader, probe);
  } else if (matches (&reader, 0, "GIF87a", 6) || matches (&reader, 0, "GIF89a", 6)) {
    probe->mime_type = "image/gif";
    probe_gif (&reader, probe);
  }
}
