/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-html"

#include "config.h"

#include "leaf-html-private.h"

#include <string.h>

/* More than any program writes; a longer attribute is somebody's joke. */
#define MAX_STYLE_BYTES 4096

static void
read_weight (const char *value, LeafHtmlStyle *style)
{
  guint64 weight = g_ascii_strtoull (value, NULL, 10);

  if (g_str_has_prefix (value, "bold") || weight >= 600)
    {
      style->add |= LEAF_MARK_BOLD;
      style->remove &= ~LEAF_MARK_BOLD;
    }
  else if (g_str_has_prefix (value, "normal") || g_str_has_prefix (value, "lighter") || weight > 0)
    {
      style->add &= ~LEAF_MARK_BOLD;
      style->remove |= LEAF_MARK_BOLD;
    }
}

static void
read_slant (const char *value, LeafHtmlStyle *style)
{
  if (g_str_has_prefix (value, "italic") || g_str_has_prefix (value, "oblique"))
    {
      style->add |= LEAF_MARK_ITALIC;
      style->remove &= ~LEAF_MARK_ITALIC;
    }
  else if (g_str_has_prefix (value, "normal"))
    {
      style->add &= ~LEAF_MARK_ITALIC;
      style->remove |= LEAF_MARK_ITALIC;
    }
}

static void
read_property (const char *name, const char *value, LeafHtmlStyle *style)
{
  if (strcmp (name, "font-weight") == 0)
    read_weight (value, style);
  else if (strcmp (name, "font-style") == 0)
    read_slant (value, style);
  else if (strcmp (name, "text-decoration") == 0 || strcmp (name, "text-decoration-line") == 0)
    {
      if (strstr (value, "underline") != NULL)
        style->add |= LEAF_MARK_UNDERLINE;
      if (strstr (value, "line-through") != NULL)
        style->add |= LEAF_MARK_STRIKETHROUGH;
    }
  else if (strcmp (name, "white-space") == 0)
    {
      if (strcmp (value, "pre") == 0 || strcmp (value, "pre-wrap") == 0 || strcmp (value, "break-spaces") == 0)
        style->white_space = LEAF_WHITE_SPACE_KEEP;
      else if (strcmp (value, "normal") == 0 || strcmp (value, "nowrap") == 0)
        style->white_space = LEAF_WHITE_SPACE_COLLAPSE;
    }
  else if ((strcmp (name, "display") == 0 && strcmp (value, "none") == 0) ||
           (strcmp (name, "visibility") == 0 && strcmp (value, "hidden") == 0))
    style->hidden = TRUE;
}

/* Reads the declarations of a style attribute. Text that is hidden on the page is dropped with its
 * element: she did not see what she copied. */
void
leaf_html_style_read (const char *css, LeafHtmlStyle *style)
{
  g_autofree char *lower = NULL;
  char *rest;

  *style = (LeafHtmlStyle) { 0 };
  if (css == NULL || strnlen (css, MAX_STYLE_BYTES + 1) > MAX_STYLE_BYTES)
    return;

  lower = g_ascii_strdown (css, -1);
  rest = lower;
  while (rest != NULL)
    {
      char *declaration = strsep (&rest, ";");
      char *value = strchr (declaration, ':');

      if (value == NULL)
        continue;
      *value++ = '\0';
      if (strchr (value, '!') != NULL)
        *strchr (value, '!') = '\0';
      read_property (g_strstrip (declaration), g_strstrip (value), style);
    }
}
