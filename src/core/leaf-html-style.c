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

/* Word's own properties (Microsoft Office HTML and XML Reference). */
static void
read_word (const char *name, const char *value, LeafHtmlStyle *style)
{
  const char *level;

  if (strcmp (name, "mso-list") == 0)
    {
      if (strcmp (value, "ignore") == 0)
        style->hidden = TRUE;
      else if ((level = strstr (value, "level")) != NULL)
        style->list_level = (unsigned int) MIN (g_ascii_strtoull (level + strlen ("level"), NULL, 10), LEAF_BLOCK_MAX_DEPTH + 1);
    }
  else if (strcmp (name, "mso-highlight") == 0)
    style->add |= LEAF_MARK_HIGHLIGHT;
  else if (strcmp (name, "mso-spacerun") == 0)
    style->loose_space = strcmp (value, "yes") == 0;
  else if ((strcmp (name, "mso-hide") == 0 && strcmp (value, "all") == 0) ||
           (strcmp (name, "mso-special-character") == 0 && strcmp (value, "comment") == 0) ||
           (strcmp (name, "mso-element") == 0 && (g_str_has_prefix (value, "comment") || strcmp (value, "header") == 0 || strcmp (value, "footer") == 0)))
    style->hidden = TRUE;
}

static void
read_white_space (const char *value, LeafHtmlStyle *style)
{
  if (strcmp (value, "pre") == 0 || strcmp (value, "pre-wrap") == 0 || strcmp (value, "break-spaces") == 0 || g_str_has_prefix (value, "preserve"))
    style->white_space = LEAF_WHITE_SPACE_KEEP;
  else if (strcmp (value, "normal") == 0 || strcmp (value, "nowrap") == 0 || strcmp (value, "collapse") == 0)
    style->white_space = LEAF_WHITE_SPACE_COLLAPSE;
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
  else if (strcmp (name, "white-space") == 0 || strcmp (name, "white-space-collapse") == 0)
    read_white_space (value, style);
  else if (strcmp (name, "background-color") == 0 || strcmp (name, "background") == 0)
    {
      if (leaf_html_is_highlight (value))
        style->add |= LEAF_MARK_HIGHLIGHT;
    }
  else if (strcmp (name, "vertical-align") == 0)
    {
      if (strcmp (value, "super") == 0)
        style->add |= LEAF_MARK_SUPERSCRIPT;
    }
  else if (strncmp (name, "mso-", 4) == 0)
    read_word (name, value, style);
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
