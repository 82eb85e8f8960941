/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-html"

#include "config.h"

#include "leaf-document-private.h"
#include "leaf-html-private.h"

#include <string.h>

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/**
 * leaf_html_slice_is:
 * @name: in ASCII
 *
 * Compares a name as HTML does: in ASCII, whatever its case.
 *
 * Returns: whether they are the same
 */
gboolean
leaf_html_slice_is (LeafHtmlSlice slice, const char *name)
{
  return slice.length == strlen (name) && g_ascii_strncasecmp (slice.data, name, slice.length) == 0;
}

/* The first of two attributes of one name counts (HTML Living Standard, 13.2.5.33). */
static void
token_set (LeafHtmlToken *token, LeafHtmlSlice name, LeafHtmlSlice value)
{
  LeafHtmlSlice *slot = NULL;

  if (leaf_html_slice_is (name, "href"))
    slot = &token->href;
  else if (leaf_html_slice_is (name, "src"))
    slot = &token->src;
  else if (leaf_html_slice_is (name, "id"))
    slot = &token->id;
  else if (leaf_html_slice_is (name, "style"))
    slot = &token->style;
  else if (leaf_html_slice_is (name, "class"))
    slot = &token->class_name;
  else if (leaf_html_slice_is (name, "alt"))
    slot = &token->alt;
  else if (leaf_html_slice_is (name, "data-picture"))
    slot = &token->data_picture;
  else if (leaf_html_slice_is (name, "data-rating"))
    slot = &token->data_rating;
  else if (leaf_html_slice_is (name, "aria-level"))
    slot = &token->aria_level;
  else if (leaf_html_slice_is (name, "role"))
    slot = &token->role;
  else if (leaf_html_slice_is (name, "hidden"))
    token->hidden = TRUE;

  if (slot != NULL && slot->data == NULL)
    *slot = value;
}

static const char *
read_value (const char *p, const char *end, LeafHtmlSlice *value)
{
  const char *start = p;

  if (p < end && (*p == '"' || *p == '\''))
    {
      const char *close = memchr (p + 1, *p, end - p - 1);

      if (close == NULL)
        return NULL;
      *value = (LeafHtmlSlice) { p + 1, close - p - 1 };
      return close + 1;
    }
  while (p < end && !is_space (*p) && *p != '>')
    p++;
  *value = (LeafHtmlSlice) { start, p - start };
  return p;
}

/**
 * leaf_html_token_read:
 * @token: (out caller-allocates): the tag; it points into the text
 * @p: a "<" with a letter or a slash behind it
 * @end: the end of the text
 *
 * Reads a tag (HTML Living Standard, 13.2.5.8 and on).
 *
 * Returns: (nullable): the place behind its ">", or %NULL when the text ends within it
 */
const char *
leaf_html_token_read (LeafHtmlToken *token, const char *p, const char *end)
{
  *token = (LeafHtmlToken) { 0 };
  p++;
  if (p < end && *p == '/')
    {
      token->end = TRUE;
      p++;
    }

  token->name.data = p;
  while (p < end && !is_space (*p) && *p != '/' && *p != '>')
    p++;
  token->name.length = p - token->name.data;

  while (p < end)
    {
      LeafHtmlSlice name = { 0 }, value = { "", 0 };

      while (p < end && (is_space (*p) || *p == '/'))
        p++;
      if (p < end && *p == '>')
        return p + 1;

      name.data = p;
      if (p < end)
        p++;
      while (p < end && !is_space (*p) && *p != '/' && *p != '>' && *p != '=')
        p++;
      name.length = p - name.data;

      while (p < end && is_space (*p))
        p++;
      if (p < end && *p == '=')
        {
          p++;
          while (p < end && is_space (*p))
            p++;
          p = read_value (p, end, &value);
          if (p == NULL)
            return NULL;
        }
      token_set (token, name, value);
    }
  return NULL;
}

/* Copies text without what no document holds: NUL and control characters but white space, noncharacters (which
 * gumbo would make U+FFFD), and a byte order mark in front. */
char *
leaf_html_clean (const char *html, gsize length, gsize *new_length)
{
  char *copy = g_malloc (length + 1);
  const char *end = html + length;
  gsize used = 0;

  if (length >= 3 && memcmp (html, "\357\273\277", 3) == 0)
    html += 3;
  for (const char *p = html; p < end;)
    {
      const char *next = g_utf8_next_char (p);
      gunichar c = g_utf8_get_char (p);

      if (c == '\f')
        copy[used++] = ' ';
      else if (leaf_character_classify (c) != LEAF_CHARACTER_DROP)
        {
          memcpy (copy + used, p, next - p);
          used += next - p;
        }
      p = next;
    }
  copy[used] = '\0';
  *new_length = used;
  return copy;
}
