/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-document-markdown.h"
#include "leaf-test-document.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Whatever is read is a whole document that both writers can hold. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (LeafDocument) document = leaf_document_new_from_html ((const char *) data, size, NULL);
  g_autoptr (LeafDocument) from_html = NULL;
  g_autoptr (LeafDocument) from_markdown = NULL;
  g_autofree char *html = NULL;
  g_autofree char *markdown = NULL;
  g_autofree char *text = NULL;

  if (document == NULL)
    return 0;

  leaf_test_assert_consistent (document);
  g_assert_true (leaf_document_is_well_formed (document));
  html = leaf_document_to_html (document);
  from_html = leaf_document_new_from_html (html, -1, NULL);
  leaf_test_assert_same_document (from_html, document);
  markdown = leaf_document_to_markdown (document);
  from_markdown = leaf_document_new_from_markdown (markdown, -1, NULL);
  leaf_test_assert_same_document (from_markdown, document);
  text = leaf_document_to_plain_text (document);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  return 0;
}
