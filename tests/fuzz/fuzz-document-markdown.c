/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-document-markdown.h"
#include "leaf-test-document.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Whatever is read, as Markdown or as plain text, comes back from Markdown. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (LeafDocument) document = leaf_document_new_from_markdown ((const char *) data, size, NULL);
  g_autoptr (LeafDocument) from_markdown = NULL;
  g_autoptr (LeafDocument) from_text = NULL;
  g_autofree char *markdown = NULL;

  if (document == NULL)
    return 0;

  leaf_test_assert_consistent (document);
  g_assert_true (leaf_document_is_well_formed (document));
  markdown = leaf_document_to_markdown (document);
  from_markdown = leaf_document_new_from_markdown (markdown, -1, NULL);
  leaf_test_assert_same_document (from_markdown, document);

  from_text = leaf_document_new_from_text ((const char *) data, size, NULL);
  leaf_test_assert_consistent (from_text);
  g_free (markdown);
  markdown = leaf_document_to_markdown (from_text);
  g_clear_pointer (&from_markdown, leaf_document_unref);
  from_markdown = leaf_document_new_from_markdown (markdown, -1, NULL);
  leaf_test_assert_same_document (from_markdown, from_text);
  return 0;
}
