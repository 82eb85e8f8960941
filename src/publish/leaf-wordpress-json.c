/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-wordpress"

#include "config.h"

#include "leaf-wordpress-private.h"

/* json-glib 1.6 goes down a level a call and has no limit of its own. */
#define MAX_DEPTH 48
/* How many beginnings of JSON are tried behind what PHP wrote before it. */
#define MAX_TRIES 64

static gboolean
is_shallow (const char *text, gsize length)
{
  gboolean in_string = FALSE;
  int depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (in_string)
        {
          if (text[i] == '\\')
            i++;
          else if (text[i] == '"')
            in_string = FALSE;
        }
      else if (text[i] == '"')
        in_string = TRUE;
      else if (text[i] == '{' || text[i] == '[')
        {
          if (++depth > MAX_DEPTH)
            return FALSE;
        }
      else if (text[i] == '}' || text[i] == ']')
        depth--;
    }

  return TRUE;
}

static JsonNode *
parse_exactly (const char *text, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  if (length == 0 || (*text != '{' && *text != '[') || !is_shallow (text, length))
    return NULL;
  if (!json_parser_load_from_data (parser, text, length, NULL))
    return NULL;

  return json_parser_steal_root (parser);
}

/**
 * leaf_wordpress_parse:
 * @body: the body of an answer
 *
 * Reads JSON, also when PHP wrote its warnings before it, as servers with `display_errors` do.
 *
 * Returns: (transfer full) (nullable): an object or an array, or %NULL when there is none in it
 */
JsonNode *
leaf_wordpress_parse (GBytes *body)
{
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  const char *end;
  int tries = 0;

  if (text == NULL || !g_utf8_validate_len (text, length, NULL))
    return NULL;

  end = text + length;
  while (end > text && g_ascii_isspace (end[-1]))
    end--;
  if (end == text || (end[-1] != '}' && end[-1] != ']'))
    return NULL;

  /* JSON stands at the start, or after a line end, a tag or a byte order mark. */
  for (const char *p = text; p < end && tries < MAX_TRIES; p++)
    {
      JsonNode *node;

      if ((*p != '{' && *p != '[') ||
          (p > text && !g_ascii_isspace (p[-1]) && p[-1] != '>' && (guchar) p[-1] != 0xbf))
        continue;

      tries++;
      node = parse_exactly (p, end - p);
      if (node != NULL)
        return node;
    }

  return NULL;
}

static JsonNode *
get_member (JsonObject *object, const char *member)
{
  return object != NULL ? json_object_get_member (object, member) : NULL;
}

/**
 * leaf_wordpress_get_text:
 * @object: (nullable): an object
 * @member: a name
 *
 * Gets a string.
 *
 * Returns: (nullable): the string; %NULL when there is none
 */
const char *
leaf_wordpress_get_text (JsonObject *object, const char *member)
{
  JsonNode *node = get_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

/**
 * leaf_wordpress_get_object:
 * @object: (nullable): an object
 * @member: a name
 *
 * Gets an object in an object.
 *
 * Returns: (transfer none) (nullable): the object; %NULL when there is none
 */
JsonObject *
leaf_wordpress_get_object (JsonObject *object, const char *member)
{
  JsonNode *node = get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * leaf_wordpress_get_raw:
 * @object: (nullable): a post
 * @member: the name of a field that has a raw and a rendered form
 *
 * Gets what is stored of a field, which only the edit context tells.
 *
 * Returns: (nullable): the text; %NULL when the answer did not say
 */
const char *
leaf_wordpress_get_raw (JsonObject *object, const char *member)
{
  return leaf_wordpress_get_text (leaf_wordpress_get_object (object, member), "raw");
}

/**
 * leaf_wordpress_get_number:
 * @object: (nullable): an object
 * @member: a name
 *
 * Gets a whole number; plugins also write numbers as strings.
 *
 * Returns: the number; 0 when there is none
 */
gint64
leaf_wordpress_get_number (JsonObject *object, const char *member)
{
  JsonNode *node = get_member (object, member);
  gint64 number = 0;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return 0;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return json_node_get_int (node);
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    g_ascii_string_to_signed (json_node_get_string (node), 10, G_MININT64, G_MAXINT64, &number, NULL);

  return number;
}

/**
 * leaf_wordpress_get_link_number:
 * @object: (nullable): an answer
 * @link: the name of a relation
 * @member: what the link tells
 *
 * Gets a number that goes with the first link of a kind, such as how many revisions there are.
 *
 * Returns: the number; -1 when there is no such link
 */
gint64
leaf_wordpress_get_link_number (JsonObject *object, const char *link, const char *member)
{
  JsonNode *links = get_member (leaf_wordpress_get_object (object, "_links"), link);
  JsonArray *array = links != NULL && JSON_NODE_HOLDS_ARRAY (links) ? json_node_get_array (links) : NULL;
  JsonNode *first = array != NULL && json_array_get_length (array) > 0 ? json_array_get_element (array, 0) : NULL;
  JsonObject *found = first != NULL && JSON_NODE_HOLDS_OBJECT (first) ? json_node_get_object (first) : NULL;

  return found != NULL && json_object_has_member (found, member) ? leaf_wordpress_get_number (found, member) : -1;
}

/**
 * leaf_wordpress_has_number:
 * @object: (nullable): an object
 * @member: the name of an array of numbers
 * @number: a number
 *
 * Looks for a number in an array.
 *
 * Returns: whether it is there
 */
gboolean
leaf_wordpress_has_number (JsonObject *object, const char *member, gint64 number)
{
  JsonNode *node = get_member (object, member);
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  array = json_node_get_array (node);
  for (unsigned int i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_INT64 &&
          json_node_get_int (element) == number)
        return TRUE;
    }

  return FALSE;
}

/* One entity at `text` (which points to the ampersand): appended decoded; returns its length, 0 when it is none. */
static gsize
decode_entity (const char *text, GString *out)
{
  static const struct {
    const char *name;
    const char *value;
  } names[] = {
    { "&amp;", "&" },       { "&lt;", "<" },        { "&gt;", ">" },         { "&quot;", "\"" },      { "&apos;", "'" },
    { "&nbsp;", " " },      { "&hellip;", "\xe2\x80\xa6" }, { "&ndash;", "\xe2\x80\x93" }, { "&mdash;", "\xe2\x80\x94" },
    { "&lsquo;", "\xe2\x80\x98" }, { "&rsquo;", "\xe2\x80\x99" }, { "&ldquo;", "\xe2\x80\x9c" }, { "&rdquo;", "\xe2\x80\x9d" },
  };
  gboolean hexadecimal = text[1] == '#' && (text[2] == 'x' || text[2] == 'X');
  guint64 code = 0;
  char *end;

  for (unsigned int i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (text, names[i].name))
      {
        g_string_append (out, names[i].value);
        return strlen (names[i].name);
      }
  if (text[1] != '#' || !g_ascii_isxdigit (text[hexadecimal ? 3 : 2]))
    return 0;

  code = g_ascii_strtoull (text + (hexadecimal ? 3 : 2), &end, hexadecimal ? 16 : 10);
  if (*end != ';' || code == 0 || code > 0x10ffff || !g_unichar_validate (code))
    return 0;

  g_string_append_unichar (out, code);
  return end - text + 1;
}

/**
 * leaf_wordpress_decode_text:
 * @text: (nullable): a name or a message as WordPress gives it, with entities and at times with tags
 *
 * Makes plain text of it.
 *
 * Returns: (transfer full): the text
 */
char *
leaf_wordpress_decode_text (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *p = text != NULL ? text : "";
  const char *last = strrchr (p, '>');

  while (*p != '\0')
    {
      gboolean tag = *p == '<' && p < last && (g_ascii_isalpha (p[1]) || p[1] == '/' || p[1] == '!');
      const char *close = tag ? strchr (p, '>') : NULL;
      gsize n = *p == '&' ? decode_entity (p, out) : 0;

      if (close != NULL)
        p = close + 1;
      else if (n > 0)
        p += n;
      else
        g_string_append_c (out, *p++);
    }

  return g_strstrip (g_string_free (g_steal_pointer (&out), FALSE));
}
