/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-link"

#include "config.h"

#include "leaf-document-html.h"

#include <string.h>

/* Longer than browsers and servers take; and each run of text checks its link. */
#define MAX_BYTES 8192

/* White space and control characters are where "java\nscript:" hides; marks of direction can show an
 * address other than the one that opens; noncharacters do not come back from HTML. */
static gboolean
is_printable (const char *address)
{
  for (const char *p = address; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || c == 0x200e || c == 0x200f || c == 0x061c ||
          (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || (c >= 0xfdd0 && c <= 0xfdef) || c >= 0xfff9)
        return FALSE;
    }
  return TRUE;
}

/**
 * leaf_link_is_safe:
 * @address: (nullable): what a link would point to
 *
 * Tells whether an address may be kept in a document: absolute, http, https or mailto (in any case of
 * letters), at most 8 KiB of UTF-8 without white space, control characters and marks of direction. Relative addresses are
 * refused because a review is read in more than one place.
 *
 * Returns: %TRUE when it may
 */
gboolean
leaf_link_is_safe (const char *address)
{
  const char *rest;

  if (address == NULL || strnlen (address, MAX_BYTES + 1) > MAX_BYTES || !g_utf8_validate (address, -1, NULL) || !is_printable (address))
    return FALSE;

  if (g_ascii_strncasecmp (address, "mailto:", 7) == 0)
    return address[7] != '\0';
  if (g_ascii_strncasecmp (address, "http://", 7) == 0)
    rest = address + 7;
  else if (g_ascii_strncasecmp (address, "https://", 8) == 0)
    rest = address + 8;
  else
    return FALSE;

  return *rest != '\0' && strchr ("/?#\\@:", *rest) == NULL;
}

/**
 * leaf_link_from_text:
 * @text: UTF-8
 *
 * Finds out whether a text is a web address and nothing else, white space around it aside: one that says how to get there, or one that
 * begins with "www." as people write it.
 *
 * Returns: (transfer full) (nullable): the address a link may have, or %NULL
 */
char *
leaf_link_from_text (const char *text)
{
  g_autofree char *address = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (strnlen (text, MAX_BYTES + 1) > MAX_BYTES)
    return NULL;
  address = g_strstrip (g_strdup (text));
  if (g_ascii_strncasecmp (address, "www.", 4) == 0 && g_ascii_isalnum (address[4]) && strchr (address + 4, '.') != NULL)
    {
      g_autofree char *named = g_steal_pointer (&address);

      address = g_strconcat ("https://", named, NULL);
    }
  return leaf_link_is_safe (address) ? g_steal_pointer (&address) : NULL;
}
