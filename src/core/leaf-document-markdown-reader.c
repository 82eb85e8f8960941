/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-document"

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-document-markdown.h"
#include "leaf-document-private.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

/* cmark 0.30.2 looks back over all open brackets at each that closes ("![[]()" again and again), in time that grows with the
 * square. From this many in one paragraph on they are text. */
#define MAX_BRACKETS 1000

static GString *
bound_brackets (const char *markdown, gsize length)
{
  GString *bounded = g_string_sized_new (length);
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

      if (*p == '[' && ++n_brackets > MAX_BRACKETS)
        g_string_append_c (bounded, '\\');
      g_string_append_c (bounded, *p);
    }
  return bounded;
}

/**
 * leaf_document_new_from_markdown:
 * @markdown: UTF-8
 * @length: bytes of @markdown, or -1
 * @error: return location for an error
 *
 * Reads CommonMark. HTML in it is read by the rules of leaf_document_new_from_html(), which every part of the text goes through, so that
 * nothing unsafe can come out. Tables and `~~` are not CommonMark, and stay text; pictures are dropped.
 *
 * Returns: (transfer full): the document, or %NULL with %LEAF_DOCUMENT_ERROR_TOO_LARGE or
 *   %LEAF_DOCUMENT_ERROR_NOT_TEXT
 */
LeafDocument *
leaf_document_new_from_markdown (const char *markdown, gssize length, GError **error)
{
  g_autoptr (GString) bounded = NULL;
  LeafDocument *document;
  char *html;

  g_return_val_if_fail (markdown != NULL || length == 0, NULL);

  if (!leaf_document_check_input (markdown, length, error))
    return NULL;

  /* "Unsafe" only passes HTML on to our reader, which keeps nothing but what a document holds. */
  bounded = bound_brackets (markdown, length < 0 ? strlen (markdown) : (gsize) length);
  html = cmark_markdown_to_html (bounded->str, bounded->len, CMARK_OPT_UNSAFE);
  document = leaf_document_new_from_html (html, -1, error);
  free (html);
  return document;
}
