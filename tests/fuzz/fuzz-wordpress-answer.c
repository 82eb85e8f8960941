/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-content.h"
#include "leaf-wordpress-private.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* An answer of a blog, or of whatever stands in its place: judged, decoded and compared, whatever it is. The first
 * byte is the status. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const unsigned int statuses[] = { 200, 201, 301, 400, 401, 403, 404, 413, 429, 500, 503 };
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *plain = NULL;
  LeafHttpAnswer answer = { 0 };

  if (size == 0)
    return 0;

  answer.status = statuses[data[0] % G_N_ELEMENTS (statuses)];
  answer.body = g_bytes_new (data + 1, size - 1);
  node = leaf_wordpress_judge (&answer, "blog.example", data[0] & 0x80, &error);
  g_assert_true ((node == NULL) == (error != NULL));
  if (error != NULL)
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_bytes_unref (answer.body);

  text = g_strndup ((const char *) data + 1, size - 1);
  if (!g_utf8_validate (text, -1, NULL))
    return 0;

  plain = leaf_wordpress_decode_text (text);
  g_assert_true (g_utf8_validate (plain, -1, NULL));
  g_assert_true (leaf_content_same_text (text, text));
  leaf_content_compare (text, plain, warnings);
  for (unsigned int i = 0; i < warnings->len; i++)
    g_assert_true (g_utf8_validate (g_ptr_array_index (warnings, i), -1, NULL));

  return 0;
}
