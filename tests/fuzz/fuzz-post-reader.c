/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-post-reader.h"
#include "leaf-test-document.h"
#include "leaf-test-post.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
try (const char *content, LeafMarkup markup, GHashTable *pictures)
{
  g_autoptr (LeafPostText) text = leaf_post_read (content, markup, LEAF_TEST_MARKER, pictures, NULL);
  g_autoptr (LeafDocument) again = NULL;
  g_autofree char *html = NULL;

  if (text == NULL)
    return;
  leaf_test_assert_consistent (text->document);
  g_assert_true (leaf_document_is_well_formed (text->document));
  for (unsigned int i = 0; i < text->unknown->len; i++)
    g_assert_true (leaf_link_is_safe (((const LeafPostUnknown *) g_ptr_array_index (text->unknown, i))->address));
  html = leaf_document_to_html (text->document);
  again = leaf_document_new_from_html (html, -1, NULL);
  leaf_test_assert_same_document (again, text->document);
}

/* Whatever a blog has is a whole document. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GHashTable) pictures = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *content = g_strndup ((const char *) data, size);

  g_hash_table_insert (pictures, (char *) "https://blog.example/wp-content/uploads/map.jpg", (char *) LEAF_TEST_FIGURE);
  try (content, LEAF_MARKUP_WORDPRESS, pictures);
  try (content, LEAF_MARKUP_HTML, pictures);
  return 0;
}
