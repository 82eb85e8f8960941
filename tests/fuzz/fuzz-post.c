/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-test-post.h"

#include <json-glib/json-glib.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
assert_well_formed (const char *content)
{
  static const GMarkupParser parser = { NULL, NULL, NULL, NULL, NULL };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, NULL, NULL);

  g_assert_true (g_markup_parse_context_parse (context, content, -1, NULL));
  g_assert_true (g_markup_parse_context_end_parse (context, NULL));
}

static void
try (LeafPostSource *source, LeafMarkup markup, LeafPostFlags flags)
{
  g_autoptr (GHashTable) media = leaf_test_post_media (source, "https://blog.example/");
  g_autoptr (LeafPost) post = leaf_post_compose (source, markup, flags, media, NULL);

  if (post == NULL)
    return;

  assert_well_formed (post->content);
  if (post->json_ld != NULL)
    {
      g_autoptr (JsonNode) node = json_from_string (post->json_ld, NULL);

      g_assert_nonnull (node);
      g_assert_null (strpbrk (post->json_ld, "<>&"));
    }
}

/* The first line is the title of the book and the bio of the reviewer, the rest is the review. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  const char *text = (const char *) data;
  const char *end = size > 0 ? memchr (text, '\n', size) : NULL;
  gsize length = end != NULL ? (gsize) (end - text) : size;
  g_autofree char *line = g_strndup (text, length);
  g_autofree char *title = g_utf8_make_valid (line, -1);
  g_autoptr (LeafDocument) review = leaf_document_new_from_html (text + length, size - length, NULL);

  if (review != NULL)
    leaf_review_set_document (source->review, review);
  if (*title != '\0')
    leaf_book_set_title (g_ptr_array_index (source->books, 0), title);
  leaf_profile_set_bio (source->profile, title);
  try (source, LEAF_MARKUP_WORDPRESS, 0);
  try (source, LEAF_MARKUP_WORDPRESS, LEAF_POST_JSON_LD | LEAF_POST_DETAILS_BLOCK);
  try (source, LEAF_MARKUP_HTML, LEAF_POST_JSON_LD);
  return 0;
}
