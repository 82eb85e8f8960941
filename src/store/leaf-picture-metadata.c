/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-picture-metadata"

#include "config.h"

#include "leaf-picture-metadata.h"

#include "leaf-picture-probe.h"

#include <gio/gio.h>
#include <string.h>

#define ICC_HEADER "ICC_PROFILE" /* its zero byte counts, then two numbers follow */
#define EXIF_HEADER "Exif\0"     /* likewise */
#define MAX_PROFILE (4 * 1024 * 1024)

/* One piece of a file: a segment of a JPEG, a chunk of a PNG or WebP. */
typedef struct {
  const guint8 *start; /* of all of it, its own header included */
  gsize size;
  const guint8 *data;
  gsize data_size;
  char type[5];  /* of a chunk */
  guint8 marker; /* of a segment */
} Piece;

typedef struct {
  const guint8 *data;
  gsize size;
  gsize offset;
} Reader;

typedef gboolean (*NextFunc) (Reader *reader, Piece *piece);
typedef gboolean (*KeepFunc) (const Piece *piece);

static guint32
get_be (const guint8 *data, unsigned int n_bytes)
{
  guint32 value = 0;

  for (unsigned int i = 0; i < n_bytes; i++)
    value = value << 8 | data[i];
  return value;
}

static guint32
get_le (const guint8 *data, unsigned int n_bytes)
{
  guint32 value = 0;

  for (unsigned int i = n_bytes; i > 0; i--)
    value = value << 8 | data[i - 1];
  return value;
}

static gboolean
take (Reader *reader, Piece *piece, gsize header, gsize data_size, gsize trailer)
{
  gsize left = reader->size - reader->offset;

  if (header > left || data_size > left - header || trailer > left - header - data_size)
    return FALSE;

  piece->start = reader->data + reader->offset;
  piece->size = header + data_size + trailer;
  piece->data = piece->start + header;
  piece->data_size = data_size;
  reader->offset += piece->size;
  return TRUE;
}

/* The compressed pixels that follow a scan's header belong to it: in them, 0xff is followed by zero or by a
 * restart marker. */
static gsize
measure_scan (const guint8 *data, gsize size)
{
  for (gsize i = 0; i + 1 < size; i++)
    if (data[i] == 0xff && data[i + 1] != 0 && data[i + 1] != 0xff && (data[i + 1] < 0xd0 || data[i + 1] > 0xd7))
      return i;
  return size;
}

static gboolean
next_segment (Reader *reader, Piece *piece)
{
  const guint8 *data = reader->data + reader->offset;
  gsize left = reader->size - reader->offset;
  gsize length, scan = 0;

  if (left < 2 || data[0] != 0xff)
    return FALSE;
  piece->marker = data[1];
  if (piece->marker == 0xff) /* a byte that fills */
    return take (reader, piece, 1, 0, 0);
  if (piece->marker == 0xd8 || piece->marker == 0xd9)
    return take (reader, piece, 2, 0, 0);
  if (left < 4)
    return FALSE;

  length = get_be (data + 2, 2);
  if (length < 2 || length + 2 > left)
    return FALSE;
  if (piece->marker == 0xda)
    scan = measure_scan (data + 2 + length, left - 2 - length);
  return take (reader, piece, 4, length - 2, scan);
}

static gboolean
next_png_chunk (Reader *reader, Piece *piece)
{
  const guint8 *data = reader->data + reader->offset;

  if (reader->size - reader->offset < 12)
    return FALSE;
  memcpy (piece->type, data + 4, 4);
  return take (reader, piece, 8, get_be (data, 4), 4);
}

static gboolean
next_webp_chunk (Reader *reader, Piece *piece)
{
  const guint8 *data = reader->data + reader->offset;
  gsize length;

  if (reader->size - reader->offset < 8)
    return FALSE;
  memcpy (piece->type, data, 4);
  length = get_le (data + 4, 4);
  return take (reader, piece, 8, length, length % 2);
}

static gboolean
has_header (const Piece *piece, const char *header, gsize size)
{
  return piece->data_size >= size && memcmp (piece->data, header, size) == 0;
}

/* Of what programs add to a JPEG, only what colours need: JFIF, the colour profile, and Adobe's note on the
 * colour model. Exif and its kin can tell the place, the camera and names. */
static gboolean
keep_segment (const Piece *piece)
{
  switch (piece->marker)
    {
    case 0xe0:
    case 0xee:
      return TRUE;
    case 0xe2:
      return has_header (piece, ICC_HEADER, sizeof ICC_HEADER);
    case 0xfe:
      return FALSE;
    default:
      return piece->marker < 0xe1 || piece->marker > 0xef;
    }
}

static gboolean
keep_png_chunk (const Piece *piece)
{
  static const char *const personal[] = { "eXIf", "tEXt", "zTXt", "iTXt", "tIME" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (personal); i++)
    if (g_str_equal (piece->type, personal[i]))
      return FALSE;
  return TRUE;
}

static gboolean
keep_webp_chunk (const Piece *piece)
{
  return !g_str_equal (piece->type, "EXIF") && !g_str_equal (piece->type, "XMP ");
}

static gboolean
is_last (const Piece *piece)
{
  return piece->marker == 0xd9 || g_str_equal (piece->type, "IEND");
}

/* Where the pieces begin, and how they follow each other; FALSE for other kinds of files. */
static gboolean
open_reader (Reader *reader, GBytes *bytes, const char *mime_type, NextFunc *next, KeepFunc *keep)
{
  reader->data = g_bytes_get_data (bytes, &reader->size);
  if (g_strcmp0 (mime_type, "image/jpeg") == 0)
    {
      reader->offset = 0;
      *next = next_segment;
      *keep = keep_segment;
    }
  else if (g_strcmp0 (mime_type, "image/png") == 0)
    {
      reader->offset = 8;
      *next = next_png_chunk;
      *keep = keep_png_chunk;
    }
  else if (g_strcmp0 (mime_type, "image/webp") == 0)
    {
      reader->offset = 12;
      *next = next_webp_chunk;
      *keep = keep_webp_chunk;
    }
  else
    return FALSE;

  return reader->size > reader->offset;
}

/* The size in front, and what the extended header announces. */
static void
mend_webp (GByteArray *array)
{
  guint32 size = GUINT32_TO_LE (array->len - 8);

  memcpy (array->data + 4, &size, 4);
  if (array->len > 20 && memcmp (array->data + 12, "VP8X", 4) == 0)
    array->data[20] &= (guint8) ~(0x08 | 0x04);
}

/**
 * leaf_picture_metadata_strip:
 * @bytes: a whole picture
 * @mime_type: what it is
 *
 * Leaves out what tells of people, places and cameras, and whatever hides behind the end of the picture. The
 * pixels are not touched; colour profiles stay.
 *
 * Returns: (transfer full): the picture without it; the same bytes when there is nothing to leave out
 */
GBytes *
leaf_picture_metadata_strip (GBytes *bytes, const char *mime_type)
{
  g_autoptr (GByteArray) array = NULL;
  Piece piece = { 0 };
  Reader reader;
  NextFunc next;
  KeepFunc keep;

  if (!open_reader (&reader, bytes, mime_type, &next, &keep))
    return g_bytes_ref (bytes);

  array = g_byte_array_sized_new (reader.size);
  g_byte_array_append (array, reader.data, reader.offset);
  while (!is_last (&piece) && next (&reader, &piece))
    if (keep (&piece))
      g_byte_array_append (array, piece.start, piece.size);

  if (array->len == reader.size)
    return g_bytes_ref (bytes);
  if (next == next_webp_chunk)
    mend_webp (array);
  return g_byte_array_free_to_bytes (g_steal_pointer (&array));
}

static GBytes *
inflate (const guint8 *data, gsize size)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (memory, converter);
  g_autofree guint8 *room = g_malloc (MAX_PROFILE);
  gsize length;

  if (!g_input_stream_read_all (stream, room, MAX_PROFILE, &length, NULL, NULL) || length == 0 || length == MAX_PROFILE)
    return NULL;
  return g_bytes_new (room, length);
}

/* The profile of a JPEG is cut into segments, numbered from 1; they stand in order. */
static GBytes *
join_profile (Reader *reader)
{
  const gsize header = sizeof ICC_HEADER + 2;
  g_autoptr (GByteArray) array = g_byte_array_new ();
  Piece piece = { 0 };

  while (piece.marker != 0xda && next_segment (reader, &piece))
    if (piece.marker == 0xe2 && piece.data_size > header && has_header (&piece, ICC_HEADER, sizeof ICC_HEADER) &&
        array->len < MAX_PROFILE)
      g_byte_array_append (array, piece.data + header, piece.data_size - header);

  return array->len > 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&array)) : NULL;
}

/**
 * leaf_picture_metadata_get_profile:
 * @bytes: a whole picture
 * @mime_type: what it is
 *
 * Returns: (transfer full) (nullable): the colour profile that goes with its pixels, as ICC has it
 */
GBytes *
leaf_picture_metadata_get_profile (GBytes *bytes, const char *mime_type)
{
  Piece piece = { 0 };
  Reader reader;
  NextFunc next;
  KeepFunc keep;

  if (!open_reader (&reader, bytes, mime_type, &next, &keep))
    return NULL;
  if (next == next_segment)
    return join_profile (&reader);

  while (next (&reader, &piece) && !is_last (&piece))
    {
      const guint8 *end;

      if (g_str_equal (piece.type, "ICCP") && piece.data_size <= MAX_PROFILE)
        return g_bytes_new (piece.data, piece.data_size);
      if (!g_str_equal (piece.type, "iCCP"))
        continue;
      end = memchr (piece.data, 0, piece.data_size); /* of its name; one byte says how it is packed */
      if (end == NULL || end + 2 >= piece.data + piece.data_size)
        return NULL;
      return inflate (end + 2, (gsize) (piece.data + piece.data_size - (end + 2)));
    }
  return NULL;
}

/* The first directory of a TIFF, which is what Exif is; tag 0x0112 says how to hold the picture. */
static guint32
read_orientation (const guint8 *data, gsize size)
{
  guint32 (*get) (const guint8 *, unsigned int);
  guint32 offset, n_entries;

  if (size < 8)
    return 1;
  get = data[0] == 'M' ? get_be : get_le;
  offset = get (data + 4, 4);
  if (offset > size - 2)
    return 1;

  n_entries = get (data + offset, 2);
  for (guint32 i = 0; i < n_entries; i++)
    {
      gsize entry = (gsize) offset + 2 + (gsize) i * 12;

      if (entry + 12 > size)
        break;
      if (get (data + entry, 2) == 0x0112)
        return get (data + entry + 8, 2);
    }
  return 1;
}

/**
 * leaf_picture_metadata_is_turned:
 * @bytes: a whole picture
 * @mime_type: what it is
 *
 * Returns: whether its camera says that the pixels are not to be shown as they are stored
 */
gboolean
leaf_picture_metadata_is_turned (GBytes *bytes, const char *mime_type)
{
  Piece piece = { 0 };
  Reader reader;
  NextFunc next;
  KeepFunc keep;

  if (!open_reader (&reader, bytes, mime_type, &next, &keep) || next != next_segment)
    return FALSE;

  while (piece.marker != 0xda && next (&reader, &piece))
    if (piece.marker == 0xe1 && has_header (&piece, EXIF_HEADER, sizeof EXIF_HEADER))
      return read_orientation (piece.data + sizeof EXIF_HEADER, piece.data_size - sizeof EXIF_HEADER) > 1;
  return FALSE;
}

/**
 * leaf_picture_metadata_is_animated:
 * @bytes: a whole picture
 * @mime_type: what it is
 *
 * Returns: whether it is more than one picture, which to scale would stop
 */
gboolean
leaf_picture_metadata_is_animated (GBytes *bytes, const char *mime_type)
{
  Piece piece = { 0 };
  Reader reader;
  NextFunc next;
  KeepFunc keep;

  if (g_strcmp0 (mime_type, "image/gif") == 0)
    {
      const guint8 *data = g_bytes_get_data (bytes, &reader.size);
      LeafPictureProbe probe;

      leaf_picture_probe (bytes, &probe);
      return probe.first_frame > 0 && probe.first_frame < reader.size && data[probe.first_frame] != 0x3b;
    }
  if (!open_reader (&reader, bytes, mime_type, &next, &keep) || next == next_segment)
    return FALSE;

  while (next (&reader, &piece) && !is_last (&piece))
    if (g_str_equal (piece.type, "acTL") || g_str_equal (piece.type, "ANIM"))
      return TRUE;
  return FALSE;
}
