/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-html"

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-html-node-private.h"
#include "leaf-html-private.h"

#include <string.h>

/* How many nodes are looked at to find out what comes; so that reading stays linear. */
#define MAX_LOOK_AHEAD 16

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

static gboolean
is_element (const GumboNode *node, GumboTag tag)
{
  return node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tag;
}

/* The node behind this one in the order of the text, within `root`; NULL at its end. */
static const GumboNode *
next_node (const GumboNode *node, const GumboNode *root)
{
  if (node->type == GUMBO_NODE_ELEMENT && node->v.element.children.length > 0)
    return node->v.element.children.data[0];
  while (node != root)
    {
      const GumboVector *siblings = &node->parent->v.element.children;

      if (node->index_within_parent + 1 < siblings->length)
        return siblings->data[node->index_within_parent + 1];
      node = node->parent;
    }
  return NULL;
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

/* Nothing, or what holds a cell open: white space and no-break spaces. */
static gboolean
is_blank (const char *text)
{
  while (*text != '\0' && (strchr (" \t\n\r\f", *text) != NULL || strncmp (text, "\302\240", 2) == 0))
    text += *text == '\302' ? 2 : 1;
  return *text == '\0';
}

/* Whether there is anything to see in a cell; of a large one only the beginning is looked at. */
gboolean
leaf_html_is_blank_cell (const GumboNode *cell)
{
  const GumboNode *node = cell;

  for (unsigned int n_seen = 0; n_seen < MAX_LOOK_AHEAD; n_seen++)
    {
      if ((node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA) && !is_blank (node->v.text.text))
        return FALSE;
      if (is_element (node, GUMBO_TAG_FIGURE) || is_element (node, GUMBO_TAG_HR))
        return FALSE;
      node = next_node (node, cell);
      if (node == NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_child (const GumboNode *node, GumboTag tag)
{
  for (unsigned int i = 0; i < node->v.element.children.length; i++)
    if (is_element (node->v.element.children.data[i], tag))
      return TRUE;
  return FALSE;
}

/* Whether the cells of a row belong side by side. Those of a table that only places things on a page (one that says so, one with
 * tables in its cells or with nothing but one cell in each row filled) do not. */
gboolean
leaf_html_is_data_row (const GumboNode *row)
{
  const GumboVector *children = &row->v.element.children;
  const GumboNode *table = row->parent;
  unsigned int n_filled = 0;

  while (table != NULL && table->type == GUMBO_NODE_ELEMENT && table->v.element.tag != GUMBO_TAG_TABLE)
    table = table->parent;
  if (table != NULL && table->type == GUMBO_NODE_ELEMENT && leaf_html_attribute (&table->v.element, "role") != NULL)
    return FALSE;

  for (unsigned int i = 0; i < children->length; i++)
    {
      const GumboNode *cell = children->data[i];

      if (!is_element (cell, GUMBO_TAG_TD))
        continue;
      if (has_child (cell, GUMBO_TAG_TABLE))
        return FALSE;
      if (n_filled < 2 && !leaf_html_is_blank_cell (cell))
        n_filled++;
    }
  return n_filled > 1;
}

/* The depth a list item says it has, 1 and up, or 0: Google Docs and Word for the web write it. */
unsigned int
leaf_html_read_level (const GumboElement *element)
{
  const char *value = leaf_html_attribute (element, "aria-level");

  return value != NULL ? (unsigned int) MIN (g_ascii_strtoull (value, NULL, 10), LEAF_BLOCK_MAX_DEPTH + 1) : 0;
}

/* "1.", "a)", "(iv)" and "2.1" number an item; the signs that Word takes from its fonts of symbols, a plain "o" among them, do not. */
static gboolean
is_number (const char *text)
{
  gsize length;

  text += strspn (text, " \t\n\r\f(");
  length = strspn (text, "0123456789.");
  if (length > 0)
    return TRUE;
  while (g_ascii_isalpha (text[length]))
    length++;
  return length > 0 && (text[length] == '.' || text[length] == ')');
}

/* Word writes the marker of a list paragraph as its first text, in a <span style="mso-list:Ignore">: what kind of list it tells. */
LeafBlockKind
leaf_html_marker_kind (const GumboNode *paragraph)
{
  const GumboNode *node = paragraph;
  gboolean marker = FALSE;

  for (unsigned int n_seen = 0; node != NULL && n_seen < MAX_LOOK_AHEAD; n_seen++)
    {
      if (node->type == GUMBO_NODE_ELEMENT && leaf_html_attribute (&node->v.element, "style") != NULL)
        {
          LeafHtmlStyle style;

          leaf_html_style_read (leaf_html_attribute (&node->v.element, "style"), &style);
          marker |= style.hidden;
        }
      else if (node->type == GUMBO_NODE_TEXT)
        return marker && is_number (node->v.text.text) ? LEAF_BLOCK_NUMBERED : LEAF_BLOCK_BULLET;
      node = next_node (node, paragraph);
    }
  return LEAF_BLOCK_BULLET;
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
