/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-document-markdown.h"
#include "leaf-test-document.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
try_document (LeafDocument *document)
{
  g_autofree char *html = leaf_document_to_html (document);
  g_autofree char *markdown = leaf_document_to_markdown (document);
  g_autofree char *text = leaf_document_to_plain_text (document);
  g_autoptr (LeafDocument) from_html = leaf_document_new_from_html (html, -1, NULL);
  g_autoptr (LeafDocument) from_markdown = leaf_document_new_from_markdown (markdown, -1, NULL);

  leaf_test_assert_consistent (document);
  g_assert_true (leaf_document_is_well_formed (document));
  leaf_test_assert_same_document (from_html, document);
  leaf_test_assert_same_document (from_markdown, document);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

/* What is on the clipboard: with a NUL in it, what stands before is what the fragment was copied out of. Pasted as HTML, and the
 * same bytes as text that may be Markdown. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *nul = size > 0 ? memchr (data, '\0', size) : NULL;
  const char *html = nul != NULL ? nul + 1 : (const char *) data;
  gsize length = size - (html - (const char *) data);
  g_autoptr (LeafDocument) document = leaf_document_new_from_clipboard (html, length, nul != NULL ? (const char *) data : NULL, NULL);
  g_autofree char *text = NULL;

  if (document == NULL)
    return 0;

  try_document (document);
  text = g_strndup (html, length);
  if (leaf_text_is_markdown (text))
    {
      g_autoptr (LeafDocument) from_markdown = leaf_document_new_from_markdown (text, -1, NULL);

      try_document (from_markdown);
    }
  return 0;
}
