/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-markup-builder"

#include "config.h"

#include "leaf-markup-builder.h"

#include "leaf-document.h"

#include <string.h>

struct _LeafMarkupBuilder
{
  LeafMarkup markup;
  GString *string;
  GPtrArray *elements;  /* names of the open ones; borrowed, literals */
  GPtrArray *blocks;    /* names of the open ones; borrowed, literals */
  gboolean after_block; /* a block has just ended: the next one stands apart from it */
};

/**
 * leaf_markup_builder_new:
 * @markup: whether blocks are written down
 *
 * Makes an empty builder.
 *
 * Returns: (transfer full): a builder
 */
LeafMarkupBuilder *
leaf_markup_builder_new (LeafMarkup markup)
{
  LeafMarkupBuilder *self = g_new0 (LeafMarkupBuilder, 1);

  self->markup = markup;
  self->string = g_string_new (NULL);
  self->elements = g_ptr_array_new ();
  self->blocks = g_ptr_array_new ();

  return self;
}

/**
 * leaf_markup_builder_free:
 * @self: (transfer full) (nullable): a builder
 *
 * Frees a builder, with what it wrote and nobody took.
 */
void
leaf_markup_builder_free (LeafMarkupBuilder *self)
{
  if (self == NULL)
    return;

  g_string_free (self->string, TRUE);
  g_ptr_array_unref (self->elements);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

/* One character of text or of an attribute's value. What an HTML or XML reader would refuse (controls,
 * noncharacters) is left out; line ends become a space, because WordPress turns them into <br>. A
 * bracket could begin a shortcode, which WordPress runs in text and in attributes alike; the reference
 * is written with the three digits that wp_kses() makes of it, so that it is stored as it was sent. */
static void
append_escaped (LeafMarkupBuilder *self,
                gunichar c)
{
  switch (c)
    {
    case '&':
      g_string_append (self->string, "&amp;");
      break;
    case '<':
      g_string_append (self->string, "&lt;");
      break;
    case '>':
      g_string_append (self->string, "&gt;");
      break;
    case '"':
      g_string_append (self->string, "&quot;");
      break;
    case '[':
      g_string_append (self->string, self->markup == LEAF_MARKUP_WORDPRESS ? "&#091;" : "[");
      break;
    case '\n':
    case '\r':
    case '\t':
    case 0x85:
    case 0x2028:
    case 0x2029:
      g_string_append_c (self->string, ' ');
      break;
    case LEAF_OBJECT_CHARACTER:
      break;
    default:
      if (c >= 0x20 && !(c >= 0x7f && c <= 0x9f) && (c & 0xfffe) != 0xfffe && !(c >= 0xfdd0 && c <= 0xfdef))
        g_string_append_unichar (self->string, c);
      break;
    }
}

/**
 * leaf_markup_builder_text_n:
 * @length: bytes of @text
 *
 * Writes text, escaped. Bytes that are no UTF-8 become U+FFFD.
 */
void
leaf_markup_builder_text_n (LeafMarkupBuilder *self,
                            const char *text,
                            gsize length)
{
  g_autofree char *valid = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL || length == 0);

  if (length == 0)
    return;

  valid = g_utf8_make_valid (text, length);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    append_escaped (self, g_utf8_get_char (p));
  self->after_block = FALSE;
}

/**
 * leaf_markup_builder_text:
 * @text: (nullable): what a reader is to read
 *
 * Writes text, escaped.
 */
void
leaf_markup_builder_text (LeafMarkupBuilder *self,
                          const char *text)
{
  if (text != NULL)
    leaf_markup_builder_text_n (self, text, strlen (text));
}

static void
append_tag (LeafMarkupBuilder *self,
            const char *name,
            va_list attributes)
{
  const char *key;

  g_string_append_printf (self->string, "<%s", name);
  while ((key = va_arg (attributes, const char *)) != NULL)
    {
      const char *value = va_arg (attributes, const char *);

      if (value == NULL)
        continue;
      g_string_append_printf (self->string, " %s=\"", key);
      leaf_markup_builder_text (self, value);
      g_string_append_c (self->string, '"');
    }
  self->after_block = FALSE;
}

/**
 * leaf_markup_builder_open:
 * @name: the element, a literal
 *
 * Opens an element with its attributes.
 */
void
leaf_markup_builder_open (LeafMarkupBuilder *self,
                          const char *name,
                          ...)
{
  va_list attributes;

  g_return_if_fail (self != NULL);

  va_start (attributes, name);
  append_tag (self, name, attributes);
  va_end (attributes);
  g_string_append_c (self->string, '>');
  g_ptr_array_add (self->elements, (char *) name);
}

/**
 * leaf_markup_builder_empty:
 * @name: the element, a literal
 *
 * Writes an element that has no content. The space before the slash is what wp_kses() puts there, so
 * that an Author's post, too, is stored as it was sent.
 */
void
leaf_markup_builder_empty (LeafMarkupBuilder *self,
                           const char *name,
                           ...)
{
  va_list attributes;

  g_return_if_fail (self != NULL);

  va_start (attributes, name);
  append_tag (self, name, attributes);
  va_end (attributes);
  g_string_append (self->string, " />");
}

/**
 * leaf_markup_builder_close:
 *
 * Closes the element that was opened last.
 */
void
leaf_markup_builder_close (LeafMarkupBuilder *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->elements->len > 0);

  g_string_append_printf (self->string, "</%s>", (const char *) g_ptr_array_steal_index (self->elements, self->elements->len - 1));
  self->after_block = FALSE;
}

/**
 * leaf_markup_builder_element:
 * @text: (nullable): its text
 *
 * Writes an element without attributes that holds nothing but text.
 */
void
leaf_markup_builder_element (LeafMarkupBuilder *self,
                             const char *name,
                             const char *text)
{
  leaf_markup_builder_open (self, name, NULL);
  leaf_markup_builder_text (self, text);
  leaf_markup_builder_close (self);
}

/**
 * leaf_markup_builder_newline:
 *
 * Ends the line, for pages that a person may open in a text editor. Never inside a paragraph.
 */
void
leaf_markup_builder_newline (LeafMarkupBuilder *self)
{
  g_return_if_fail (self != NULL);

  g_string_append_c (self->string, '\n');
}

/**
 * leaf_markup_builder_begin_block:
 * @name: the block's name without "wp:", a literal
 * @attributes: (transfer full) (nullable): what WordPress keeps in the comment
 *
 * Begins a block of WordPress's editor. Two blocks in a row stand apart by an empty line, as its
 * own serializer writes them.
 */
void
leaf_markup_builder_begin_block (LeafMarkupBuilder *self,
                                 const char *name,
                                 JsonObject *attributes)
{
  g_autoptr (JsonObject) owned = attributes;

  g_return_if_fail (self != NULL);

  if (self->markup == LEAF_MARKUP_HTML)
    {
      if (self->after_block)
        g_string_append_c (self->string, '\n');
    }
  else
    {
      if (self->after_block)
        g_string_append (self->string, "\n\n");
      g_string_append_printf (self->string, "<!-- wp:%s ", name);
      if (owned != NULL && json_object_get_size (owned) > 0)
        {
          g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
          g_autofree char *json = NULL;
          g_autofree char *safe = NULL;

          json_node_set_object (node, owned);
          json = json_to_string (node, FALSE);
          safe = leaf_markup_json_safe (json);
          g_string_append_printf (self->string, "%s ", safe);
        }
      g_string_append (self->string, "-->\n");
    }

  g_ptr_array_add (self->blocks, (char *) name);
  self->after_block = FALSE;
}

/**
 * leaf_markup_builder_end_block:
 *
 * Ends the block that was begun last.
 */
void
leaf_markup_builder_end_block (LeafMarkupBuilder *self)
{
  const char *name;

  g_return_if_fail (self != NULL);
  g_return_if_fail (self->blocks->len > 0);

  name = g_ptr_array_steal_index (self->blocks, self->blocks->len - 1);
  if (self->markup == LEAF_MARKUP_WORDPRESS)
    g_string_append_printf (self->string, "\n<!-- /wp:%s -->", name);
  self->after_block = TRUE;
}

/**
 * leaf_markup_builder_json_script:
 * @json: JSON as leaf_markup_json_safe() makes it
 *
 * Writes a script element with linked data. Script content knows no character references, so the
 * JSON has to be free of what could end the element.
 */
void
leaf_markup_builder_json_script (LeafMarkupBuilder *self,
                                 const char *json)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (json != NULL && strpbrk (json, "<>&\n") == NULL);

  leaf_markup_builder_open (self, "script", "type", "application/ld+json", NULL);
  g_string_append (self->string, json);
  leaf_markup_builder_close (self);
}

/**
 * leaf_markup_builder_append:
 * @markup: what another builder wrote
 *
 * Takes over markup that is complete in itself.
 */
void
leaf_markup_builder_append (LeafMarkupBuilder *self,
                            const char *markup)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (markup != NULL);

  g_string_append (self->string, markup);
  self->after_block = FALSE;
}

/**
 * leaf_markup_builder_doctype:
 * @doctype: a literal: a document type or an XML declaration
 *
 * Writes the first line of a document.
 */
void
leaf_markup_builder_doctype (LeafMarkupBuilder *self,
                             const char *doctype)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->string->len == 0);

  g_string_append (self->string, doctype);
  g_string_append_c (self->string, '\n');
}

/**
 * leaf_markup_builder_end:
 *
 * Ends writing; everything opened has to be closed. The builder is empty afterwards.
 *
 * Returns: (transfer full): the markup
 */
char *
leaf_markup_builder_end (LeafMarkupBuilder *self)
{
  char *markup;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->elements->len == 0 && self->blocks->len == 0, NULL);

  markup = g_string_free (self->string, FALSE);
  self->string = g_string_new (NULL);
  self->after_block = FALSE;

  return markup;
}

/**
 * leaf_markup_json_safe:
 * @json: valid JSON on one line
 *
 * Rewrites JSON into JSON that says the same and can stand in a script element, in a block comment
 * and in text that WordPress filters: no angle brackets, no ampersand, no two hyphens in a row, no
 * line separators, and no bracket inside a string, which could begin a shortcode.
 *
 * Returns: (transfer full): the same JSON
 */
char *
leaf_markup_json_safe (const char *json)
{
  g_autofree char *valid = NULL;
  GString *safe;
  gboolean in_string = FALSE;

  g_return_val_if_fail (json != NULL, NULL);

  valid = g_utf8_make_valid (json, -1);
  safe = g_string_sized_new (strlen (valid) + 16);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (in_string && c == '\\')
        {
          p = g_utf8_next_char (p);
          g_string_append (safe, *p == '"' ? "\\u0022" : "\\");
          if (*p != '"')
            g_string_append_c (safe, *p);
          continue;
        }
      if (c == '"')
        in_string = !in_string;
      if (c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029 || c == 0x7f ||
          (in_string && (c == '[' || c == ']' || (c == '-' && p[1] == '-'))))
        g_string_append_printf (safe, "\\u%04x", c);
      else
        g_string_append_unichar (safe, c);
    }

  return g_string_free (safe, FALSE);
}
