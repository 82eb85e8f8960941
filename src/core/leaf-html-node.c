/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-html"

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-html-node-private.h"

#include <string.h>

const char *
leaf_html_attribute (const GumboElement *element, const char *name)
{
  const GumboAttribute *found = gumbo_get_attribute (&element->attributes, name);

  return found != NULL ? found->value : NULL;
}

/* The digest in lower case, or NULL when it is none. */
char *
leaf_html_read_picture (const GumboElement *element)
{
  const char *value = leaf_html_attribute (element, "data-picture");

  if (value == NULL || strlen (value) != 64 || strspn (value, "0123456789abcdefABCDEF") != 64)
    return NULL;
  return g_ascii_strdown (value, -1);
}

/* The rating of a row in halves, or -1 when it has none. */
int
leaf_html_read_rating (const GumboElement *element)
{
  const char *value = leaf_html_attribute (element, "data-rating");
  guint64 rating;

  if (value == NULL || !g_ascii_string_to_unsigned (value, 10, 0, LEAF_RATING_MAX, &rating, NULL))
    return -1;
  return (int) rating;
}

/* The guard lets one class through, and only those of the stored form. */
gboolean
leaf_html_has_class (const GumboElement *element, const char *name)
{
  return g_strcmp0 (leaf_html_attribute (element, "class"), name) == 0;
}

/* Between two cells there is nothing but white space: gumbo moves all else out of the table. */
gboolean
leaf_html_is_first_cell (const GumboNode *node)
{
  const GumboVector *siblings = &node->parent->v.element.children;

  for (unsigned int i = node->index_within_parent; i > 0; i--)
    {
      const GumboNode *sibling = siblings->data[i - 1];

      if (sibling->type == GUMBO_NODE_ELEMENT)
        return FALSE;
    }
  return TRUE;
}

/* What a browser makes of an address (URL Standard, 4.4): no white space around it, no line ends in it, spaces escaped. */
GRefString *
leaf_html_read_link (const GumboElement *element)
{
  const char *value = leaf_html_attribute (element, "href");
  g_autoptr (GString) address = g_string_new (NULL);
  const char *end;

  if (value == NULL)
    return NULL;
  while (*value != '\0' && (unsigned char) *value <= ' ')
    value++;
  end = value + strlen (value);
  while (end > value && (unsigned char) end[-1] <= ' ')
    end--;
  for (; value < end; value++)
    {
      if (*value == ' ')
        g_string_append (address, "%20");
      else if (strchr ("\t\n\r", *value) == NULL)
        g_string_append_c (address, *value);
    }
  return leaf_link_is_safe (address->str) ? g_ref_string_new (address->str) : NULL;
}

static gboolean
is_white (const char *text)
{
  return text[strspn (text, " \t\n\r\f")] == '\0';
}

/* The <cite> that ends a quotation names its source; one within its text names a book. */
gboolean
leaf_html_is_source (const GumboNode *node)
{
  const GumboNode *parent = node->parent;

  if (parent == NULL || parent->type != GUMBO_NODE_ELEMENT || parent->v.element.tag != GUMBO_TAG_BLOCKQUOTE)
    return FALSE;
  for (unsigned int i = node->index_within_parent + 1; i < parent->v.element.children.length; i++)
    {
      const GumboNode *sibling = parent->v.element.children.data[i];

      if (sibling->type == GUMBO_NODE_ELEMENT || (sibling->type == GUMBO_NODE_TEXT && !is_white (sibling->v.text.text)))
        return FALSE;
    }
  return TRUE;
}

unsigned int
leaf_html_count_cells (const GumboElement *row)
{
  unsigned int n_cells = 0;

  for (unsigned int i = 0; i < row->children.length && n_cells < 2; i++)
    {
      const GumboNode *child = row->children.data[i];

      n_cells += child->type == GUMBO_NODE_ELEMENT && (child->v.element.tag == GUMBO_TAG_TD || child->v.element.tag == GUMBO_TAG_TH);
    }
  return n_cells;
}

gboolean
leaf_html_is_inline (const GumboNode *node)
{
  switch ((int) node->v.element.tag)
    {
    case GUMBO_TAG_A:
    case GUMBO_TAG_B:
    case GUMBO_TAG_I:
    case GUMBO_TAG_U:
    case GUMBO_TAG_S:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_SUP:
      return TRUE;
    case GUMBO_TAG_CITE:
      return !leaf_html_is_source (node);
    default:
      return FALSE;
    }
}
