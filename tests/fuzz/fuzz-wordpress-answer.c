/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-authorization.h"
#include "leaf-content.h"
#include "leaf-evidence.h"
#include "leaf-wordpress-private.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* Who answered? Whatever is found in the page, the sentence is one. */
static void
look_for_evidence (const LeafHttpAnswer *answer)
{
  g_autoptr (GError) error = NULL;

  leaf_evidence_find_system (answer);
  leaf_evidence_is_wordpress (answer);
  if (leaf_evidence_explain (answer, "blog.example", &error))
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  else
    g_assert_null (error);
}

/* Any page can make a browser open any address of ours. */
static void
redeem (const char *text)
{
  LeafAuthorization *authorization = g_new0 (LeafAuthorization, 1);
  g_autofree char *answer = g_strconcat ("flyleaf://authorized?state=s&", text, NULL);
  g_autoptr (LeafGrant) grant = NULL;
  g_autoptr (GError) error = NULL;

  authorization->state = g_strdup ("s");
  authorization->address = g_strdup ("https://blog.example/");
  authorization->root = g_strdup ("https://blog.example/wp-json/");
  authorization->page = g_strdup ("https://blog.example/wp-admin/authorize-application.php");
  authorization->begun = g_get_real_time () / G_USEC_PER_SEC;
  leaf_authorization_is_answer (text);
  grant = leaf_authorization_redeem (authorization, answer, &error);
  g_assert_true ((grant == NULL) == (error != NULL));
  if (grant != NULL)
    g_assert_true (g_utf8_validate (grant->user, -1, NULL) && g_utf8_validate (grant->password, -1, NULL));
  leaf_authorization_free (authorization);
}

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
  answer.address = (char *) "https://blog.example/";
  node = leaf_wordpress_judge (&answer, "blog.example", data[0] & 0x80, &error);
  g_assert_true ((node == NULL) == (error != NULL));
  if (error != NULL)
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  look_for_evidence (&answer);
  g_clear_error (&error);
  if (leaf_wordpress_is_closed (&answer, node))
    leaf_wordpress_fail_closed (leaf_wordpress_get_text (json_node_get_object (node), "code"), "blog.example", &error);
  g_assert_true (error == NULL || g_utf8_validate (error->message, -1, NULL));
  g_bytes_unref (answer.body);

  text = g_strndup ((const char *) data + 1, size - 1);
  redeem (text);
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
