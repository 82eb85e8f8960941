/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-picture-address"

#include "config.h"

#include "leaf-picture-address.h"

#include <gumbo.h>
#include <string.h>

/* A data address makes the fragment long; deep it is never, and gumbo recurses as deep as it is. */
#define MAX_HTML_BYTES (64 * 1024 * 1024)
#define MAX_TAGS       2000

static gboolean
is_utf16 (const char *text, gsize length)
{
  return length >= 2 && length % 2 == 0 &&
         (memcmp (text, "\xff\xfe", 2) == 0 || (text[0] != '\0' && text[1] == '\0'));
}

/* Firefox hands out text/html as UTF-16 on X11, everybody else as UTF-8. */
static char *
to_utf8 (const char *text, gsize length)
{
  char *utf8;

  if (is_utf16 (text, length))
    {
      gsize bom = (unsigned char) text[0] == 0xff ? 2 : 0;

      utf8 = g_convert (text + bom, (gssize) (length - bom), "UTF-8", "UTF-16LE", NULL, NULL, NULL);
      if (utf8 != NULL)
        return utf8;
    }

  return g_utf8_make_valid (text, (gssize) length);
}

static gboolean
is_picture_address (const char *address)
{
  return g_ascii_strncasecmp (address, "https:", 6) == 0 ||
         g_ascii_strncasecmp (address, "http:", 5) == 0 ||
         g_ascii_strncasecmp (address, "data:image/", 11) == 0;
}

static gsize
length_of_first_tags (const char *html)
{
  const char *end = html;

  for (unsigned int i = 0; i < MAX_TAGS; i++)
    {
      const char *tag = strchr (end, '<');

      if (tag == NULL)
        return strlen (html);
      end = tag + 1;
    }

  return (gsize) (end - 1 - html);
}

/* The tree can be as deep as the text is long, so it is walked without recursion. */
static char *
find_img (GumboNode *root)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  g_ptr_array_add (open, root);
  while (open->len > 0)
    {
      GumboNode *node = g_ptr_array_steal_index (open, open->len - 1);
      GumboVector *children;

      if (node->type == GUMBO_NODE_DOCUMENT)
        children = &node->v.document.children;
      else if (node->type == GUMBO_NODE_ELEMENT)
        children = &node->v.element.children;
      else
        continue;

      if (node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == GUMBO_TAG_IMG)
        {
          GumboAttribute *src = gumbo_get_attribute (&node->v.element.attributes, "src");

          if (src != NULL && is_picture_address (src->value))
            return g_strdup (src->value);
        }

      for (unsigned int i = children->length; i > 0; i--)
        g_ptr_array_add (open, children->data[i - 1]);
    }

  return NULL;
}

/**
 * leaf_picture_address_from_html:
 * @html: (array length=length): what a browser handed over as text/html
 * @length: its length in bytes
 *
 * Finds the address of the first picture in a fragment of HTML, as browsers hand it over when a
 * picture is dragged or copied. The address beside it (text/uri-list) is often that of the page
 * that the picture links to, so this one is asked first.
 *
 * Returns: (transfer full) (nullable): an http, https or data address
 */
char *
leaf_picture_address_from_html (const char *html, gsize length)
{
  g_autofree char *text = NULL;
  GumboOptions options = kGumboDefaultOptions;
  GumboOutput *output;
  char *address;

  g_return_val_if_fail (html != NULL || length == 0, NULL);

  if (length == 0 || length > MAX_HTML_BYTES)
    return NULL;

  text = to_utf8 (html, length);
  options.max_errors = 0;
  output = gumbo_parse_with_options (&options, text, length_of_first_tags (text));
  address = find_img (output->document);
  gumbo_destroy_output (&options, output);

  return address;
}

/**
 * leaf_picture_address_list:
 * @list: (array length=length): what a program handed over as text/uri-list (RFC 2483)
 * @length: its length in bytes
 *
 * Finds the addresses in a list that can be those of pictures, in order.
 *
 * Returns: (transfer full): file, http, https or data addresses
 */
GStrv
leaf_picture_address_list (const char *list, gsize length)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_return_val_if_fail (list != NULL || length == 0, NULL);

  if (length == 0 || length > MAX_HTML_BYTES)
    return g_strv_builder_end (builder);

  text = to_utf8 (list, length);
  lines = g_strsplit_set (text, "\r\n", -1);

  for (unsigned int i = 0; lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);
      if (is_picture_address (lines[i]) || g_ascii_strncasecmp (lines[i], "file:", 5) == 0)
        g_strv_builder_add (builder, lines[i]);
    }

  return g_strv_builder_end (builder);
}

/**
 * leaf_picture_address_decode:
 * @address: any address
 * @max_bytes: how many bytes the picture may have
 *
 * Takes the picture out of a `data:` address (RFC 2397) in base64.
 *
 * Returns: (transfer full) (nullable): the bytes, %NULL when @address is not of this kind
 */
GBytes *
leaf_picture_address_decode (const char *address, gsize max_bytes)
{
  const char *comma;
  guchar *bytes;
  gsize length;

  g_return_val_if_fail (address != NULL, NULL);

  if (g_ascii_strncasecmp (address, "data:image/", 11) != 0)
    return NULL;

  comma = strchr (address, ',');
  if (comma == NULL || comma - address < 7 ||
      g_ascii_strncasecmp (comma - 7, ";base64", 7) != 0 ||
      strlen (comma + 1) / 4 * 3 > max_bytes)
    return NULL;

  bytes = g_base64_decode (comma + 1, &length);

  return g_bytes_new_take (bytes, length);
}
