/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-markdown"

#include "config.h"

#include "leaf-markdown-private.h"

#include <string.h>

/* ~~words~~ and ==words==, which CommonMark does not know and writers do. cmark gives text with its escapes resolved, so what was written
 * "\~" has to be told from "~" before: it comes as LEAF_MARKDOWN_ESCAPED has it, and is put back here.
 *
 * A pair is two signs, not more, with no space on the inside; both stand in the same element, and not in code. Around == no letter or digit
 * may stand, as in programs it compares. */

static const struct {
  char sign;
  const char *start;
  const char *end;
  gboolean outside_words;
} pairs[] = {
  { '~', "<s>", "</s>", FALSE },
  { '=', "<mark>", "</mark>", TRUE },
};

/* The open sign of a kind in the element that is read. */
typedef struct {
  cmark_node *open[G_N_ELEMENTS (pairs)];
} Pairs;

gboolean
leaf_markdown_is_pair_sign (char c)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (pairs[i].sign == c)
      return TRUE;
  return FALSE;
}

/* Leaves the marks of escaped signs out, with the second sign and its backslash if it has one. */
static char *
restore (const char *text)
{
  GString *restored = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p != LEAF_MARKDOWN_ESCAPED)
        g_string_append_c (restored, *p);
      else if (p[1] == '\\' && p[2] != '\0')
        p += 2;
      else if (p[1] != '\0')
        p++;
    }
  return g_string_free (restored, FALSE);
}

static void
set_restored (cmark_node *node, const char *text, int (*set) (cmark_node *node, const char *text))
{
  if (text != NULL && strchr (text, LEAF_MARKDOWN_ESCAPED) != NULL)
    {
      g_autofree char *restored = restore (text);

      set (node, restored);
    }
}

static cmark_node *
insert_text (cmark_node *before, const char *text, gsize length)
{
  g_autofree char *piece = g_strndup (text, length);
  g_autofree char *restored = restore (piece);
  cmark_node *node = cmark_node_new (CMARK_NODE_TEXT);

  cmark_node_set_literal (node, restored);
  cmark_node_insert_before (before, node);
  return node;
}

static void
replace_by_html (cmark_node *node, const char *html)
{
  cmark_node *element = cmark_node_new (CMARK_NODE_HTML_INLINE);

  cmark_node_set_literal (element, html);
  cmark_node_insert_before (node, element);
  cmark_node_unlink (node);
  cmark_node_free (node);
}

static gboolean
is_space (char c)
{
  return c == '\0' || c == ' ' || c == '\t';
}

static gboolean
is_letter (char c)
{
  return g_ascii_isalnum (c) || (c & 0x80);
}

/* What stands beside a text: an element counts as a letter when seen from the inside of a pair, as a space from the outside. */
static gboolean
is_filled (char c, cmark_node *sibling)
{
  cmark_node_type type = cmark_node_get_type (sibling);

  if (c != '\0')
    return !is_space (c);
  return sibling != NULL && type != CMARK_NODE_SOFTBREAK && type != CMARK_NODE_LINEBREAK;
}

/* Takes up a pair of signs at `p` of a text that `node` holds. TRUE when it is one end of a pair, now or perhaps later. */
static gboolean
take_pair (Pairs *self, unsigned int i, cmark_node *node, const char *text, const char *p)
{
  char before = p > text ? p[-1] : '\0';
  char behind = p[2];
  gboolean can_open = is_filled (behind, cmark_node_next (node)) && !(pairs[i].outside_words && is_letter (before));
  gboolean can_close = is_filled (before, cmark_node_previous (node)) && !(pairs[i].outside_words && is_letter (behind));
  cmark_node *sign;

  if (self->open[i] != NULL && can_close)
    {
      sign = insert_text (node, p, 2);
      replace_by_html (self->open[i], pairs[i].start);
      replace_by_html (sign, pairs[i].end);
      self->open[i] = NULL;
      return TRUE;
    }
  if (can_open && self->open[i] == NULL)
    {
      self->open[i] = insert_text (node, p, 2);
      return TRUE;
    }
  return FALSE;
}

/* Cuts a text at its pairs. */
static void
read_text (Pairs *self, cmark_node *node)
{
  g_autofree char *text = g_strdup (cmark_node_get_literal (node));
  const char *done = text;
  const char *p = text;

  while (*p != '\0')
    {
      unsigned int i = *p == pairs[0].sign ? 0 : 1;
      gsize n_signs = 0;
      cmark_node *piece;

      if (*p != pairs[i].sign)
        {
          p++;
          continue;
        }
      if (p[1] == LEAF_MARKDOWN_ESCAPED)
        {
          p += p[2] != '\0' ? 3 : 2;
          continue;
        }
      while (p[n_signs] == *p && p[n_signs + 1] != LEAF_MARKDOWN_ESCAPED)
        n_signs++;
      if (n_signs == 2)
        {
          /* The piece in front goes first, and away again when this was no pair. */
          piece = p > done ? insert_text (node, done, p - done) : NULL;
          if (take_pair (self, i, node, text, p))
            done = p + 2;
          else if (piece != NULL)
            {
              cmark_node_unlink (piece);
              cmark_node_free (piece);
            }
        }
      p += n_signs;
    }

  if (done > text)
    {
      if (*done != '\0')
        insert_text (node, done, strlen (done));
      cmark_node_unlink (node);
      cmark_node_free (node);
    }
  else
    set_restored (node, text, cmark_node_set_literal);
}

static void
read_children (cmark_node *parent)
{
  Pairs pairs_open = { { NULL } };
  cmark_node *next;

  for (cmark_node *node = cmark_node_first_child (parent); node != NULL; node = next)
    {
      next = cmark_node_next (node);
      switch (cmark_node_get_type (node))
        {
        case CMARK_NODE_TEXT:
          read_text (&pairs_open, node);
          break;
        case CMARK_NODE_CODE:
        case CMARK_NODE_CODE_BLOCK:
        case CMARK_NODE_HTML_INLINE:
        case CMARK_NODE_HTML_BLOCK:
          set_restored (node, cmark_node_get_literal (node), cmark_node_set_literal);
          break;
        case CMARK_NODE_LINK:
        case CMARK_NODE_IMAGE:
          set_restored (node, cmark_node_get_url (node), cmark_node_set_url);
          set_restored (node, cmark_node_get_title (node), cmark_node_set_title);
          break;
        default:
          break;
        }
    }
}

/* Makes the pairs in all of a parsed text HTML. */
void
leaf_markdown_read_pairs (cmark_node *root)
{
  cmark_iter *iter = cmark_iter_new (root);
  cmark_event_type event;

  /* An element is read when it is left: nothing of it is visited any more. */
  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    if (event == CMARK_EVENT_EXIT)
      read_children (cmark_iter_get_node (iter));
  cmark_iter_free (iter);
}
