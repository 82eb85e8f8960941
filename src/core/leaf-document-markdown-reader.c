/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-document"

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-document-markdown.h"
#include "leaf-document-private.h"
#include "leaf-markdown-private.h"

#include <stdlib.h>
#include <string.h>

/* cmark 0.30.2 looks back over all open brackets at each that closes ("![[]()" again and again), in time that grows with the
 * square. From this many in one paragraph on they are text. */
#define MAX_BRACKETS 1000

/* Makes text ready for cmark: not too many brackets, and the escaped signs of leaf-markdown-pairs.c told from others. */
static GString *
prepare (const char *markdown, gsize length)
{
  GString *prepared = g_string_sized_new (length);
  const char *end = markdown + length;
  unsigned int n_brackets = 0;
  gboolean blank = TRUE;

  for (const char *p = markdown; p < end; p++)
    {
      if (*p == '\n')
        {
          if (blank)
            n_brackets = 0;
          blank = TRUE;
        }
      else if (*p != ' ' && *p != '\t' && *p != '\r')
        blank = FALSE;

      if (*p == LEAF_MARKDOWN_ESCAPED)
        continue; /* no document holds it */
      if (*p == '\\' && p + 1 < end && g_ascii_ispunct (p[1]))
        {
          g_string_append_len (prepared, p, 2);
          p++;
          if (leaf_markdown_is_pair_sign (*p))
            g_string_append_printf (prepared, "%c\\%c", LEAF_MARKDOWN_ESCAPED, *p);
          continue;
        }
      if (*p == '[' && ++n_brackets > MAX_BRACKETS)
        g_string_append_c (prepared, '\\');
      g_string_append_c (prepared, *p);
    }
  return prepared;
}

/**
 * leaf_document_new_from_markdown:
 * @markdown: UTF-8
 * @length: bytes of @markdown, or -1
 * @error: return location for an error
 *
 * Reads CommonMark, and ~~strikethrough~~ and ==highlight== besides. HTML in it is read by the rules of leaf_document_new_from_html(), which
 * every part of the text goes through, so that nothing unsafe can come out. Tables are not CommonMark, and stay text; pictures are dropped.
 *
 * Returns: (transfer full): the document, or %NULL with %LEAF_DOCUMENT_ERROR_TOO_LARGE or
 *   %LEAF_DOCUMENT_ERROR_NOT_TEXT
 */
LeafDocument *
leaf_document_new_from_markdown (const char *markdown, gssize length, GError **error)
{
  g_autoptr (GString) prepared = NULL;
  LeafDocument *document;
  cmark_node *root;
  char *html;

  g_return_val_if_fail (markdown != NULL || length == 0, NULL);

  if (!leaf_document_check_input (markdown, length, error))
    return NULL;

  /* "Unsafe" only passes HTML on to our reader, which keeps nothing but what a document holds. */
  prepared = prepare (markdown, length < 0 ? strlen (markdown) : (gsize) length);
  root = cmark_parse_document (prepared->str, prepared->len, CMARK_OPT_DEFAULT);
  leaf_markdown_read_pairs (root);
  html = cmark_render_html (root, CMARK_OPT_UNSAFE);
  cmark_node_free (root);
  document = leaf_document_new_from_html (html, -1, error);
  free (html);
  return document;
}
