/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-text"

#include "config.h"

#include "leaf-text.h"

#include <string.h>

/* Which UTF-16 bytes are, or NULL. With a byte order mark, or without one where an ASCII letter comes first: Firefox hands out both. */
static const char *
find_utf16 (const unsigned char *data, gsize length)
{
  if (length < 2)
    return NULL;
  if ((data[0] == 0xff && data[1] == 0xfe) || (data[0] == 0xfe && data[1] == 0xff))
    return "UTF-16";
  if (data[0] != 0 && data[0] < 0x80 && data[1] == 0)
    return "UTF-16LE";
  if (data[0] == 0 && data[1] != 0 && data[1] < 0x80)
    return "UTF-16BE";
  return NULL;
}

/**
 * leaf_text_decode:
 * @data: bytes
 * @length: how many
 * @new_length: (out) (optional): bytes of the result
 *
 * Makes text of what a program on the desktop hands out: UTF-8, UTF-16, or else what Windows programs of the west write, in which any byte is
 * a character. NUL stays, as the byte it is.
 *
 * Returns: (transfer full): UTF-8, ended by NUL
 */
char *
leaf_text_decode (const char *data, gsize length, gsize *new_length)
{
  const char *utf16 = find_utf16 ((const unsigned char *) data, length);
  g_autofree char *text = NULL;
  gsize n_bytes = 0;

  if (utf16 != NULL)
    text = g_convert (data, (gssize) (length & ~(gsize) 1), "UTF-8", utf16, NULL, &n_bytes, NULL);
  if (text == NULL && !g_utf8_validate_len (data, length, NULL) && memchr (data, '\0', length) == NULL)
    {
      text = g_convert (data, (gssize) length, "UTF-8", "WINDOWS-1252", NULL, &n_bytes, NULL);
      if (text == NULL)
        {
          text = g_utf8_make_valid (data, (gssize) length);
          n_bytes = strlen (text);
        }
    }
  if (text == NULL)
    {
      text = g_malloc (length + 1);
      memcpy (text, data, length);
      text[length] = '\0';
      n_bytes = length;
    }
  if (new_length != NULL)
    *new_length = n_bytes;
  return g_steal_pointer (&text);
}
