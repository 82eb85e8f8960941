/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-test"

#include "config.h"

#include "leaf-test-wordpress.h"

#include "leaf-test-library.h"
#include "leaf-wordpress-private.h"

/**
 * leaf_test_wordpress_start:
 * @permalinks: "pretty" or "plain"
 *
 * Starts a blog and waits until it answers.
 *
 * Returns: (transfer full): the blog
 */
LeafTestWordpress *
leaf_test_wordpress_start (const char *permalinks)
{
  LeafTestWordpress *self = g_new0 (LeafTestWordpress, 1);
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "wordpress", "start", NULL);
  g_autofree char *blog = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;

  self->dir = g_dir_make_tmp ("flyleaf-wp-XXXXXX", &error);
  g_assert_no_error (error);
  blog = g_build_filename (self->dir, "wp", NULL);

  /* Its standard input is a pipe of ours: when we die, it ends. */
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                    script, blog, "--permalinks", permalinks, NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);

  self->keys = g_key_file_new ();
  g_key_file_load_from_file (self->keys, line, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  self->address = g_key_file_get_string (self->keys, "blog", "address", &error);
  g_assert_no_error (error);
  self->root = g_strconcat (self->address, g_str_equal (permalinks, "plain") ? "index.php?rest_route=/" : "wp-json/", NULL);

  return self;
}

/**
 * leaf_test_wordpress_stop:
 * @self: (transfer full): a blog
 *
 * Ends it and removes it.
 */
void
leaf_test_wordpress_stop (LeafTestWordpress *self)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (self->process, NULL, &error);
  g_assert_no_error (error);

  leaf_test_remove_tree (self->dir);
  g_clear_object (&self->process);
  g_key_file_unref (self->keys);
  g_free (self->dir);
  g_free (self->address);
  g_free (self->root);
  g_free (self);
}

/**
 * leaf_test_wordpress_dup_password:
 * @self: a blog
 * @user: "admin", "editor", "author", "contributor" or "subscriber"
 *
 * Returns: (transfer full): the user's application password
 */
char *
leaf_test_wordpress_dup_password (LeafTestWordpress *self, const char *user)
{
  g_autoptr (GError) error = NULL;
  char *password = g_key_file_get_string (self->keys, user, "password", &error);

  g_assert_no_error (error);
  return password;
}

/**
 * leaf_test_wordpress_request:
 * @self: a blog
 * @user: (nullable): who asks
 * @method: the method
 * @route: from "wp/v2/…"
 * @query: (nullable): parameters
 * @body: (nullable): JSON
 * @status: what the answer must have
 *
 * Asks the blog past Flyleaf.
 *
 * Returns: (transfer full): the answer
 */
JsonNode *
leaf_test_wordpress_request (LeafTestWordpress *self,
                             const char *user,
                             const char *method,
                             const char *route,
                             const char *query,
                             const char *body,
                             unsigned int status)
{
  g_autoptr (LeafHttp) http = leaf_http_new ();
  g_autofree char *address = leaf_wordpress_build_address (self->root, route, query);
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new_static (body, strlen (body)) : NULL;
  LeafHttpRequest request = { .method = method, .address = address, .content_type = "application/json", .body = bytes };
  g_autoptr (LeafHttpAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  if (user != NULL)
    {
      g_autofree char *password = leaf_test_wordpress_dup_password (self, user);

      leaf_http_set_login (http, self->address, user, password);
    }
  answer = leaf_http_send (http, &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->status, ==, status);
  node = leaf_wordpress_parse (answer->body);
  g_assert_nonnull (node);

  return node;
}

/**
 * leaf_test_wordpress_read_page:
 * @self: a blog
 * @address: a page
 *
 * Returns: (transfer full): its HTML
 */
char *
leaf_test_wordpress_read_page (LeafTestWordpress *self, const char *address)
{
  g_autoptr (LeafHttp) http = leaf_http_new ();
  LeafHttpRequest request = { .address = address, .anonymous = TRUE };
  g_autoptr (LeafHttpAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  answer = leaf_http_send (http, &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->status, ==, 200);

  return g_strndup (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body));
}

/**
 * leaf_test_wordpress_count:
 * @self: a blog
 * @kind: "posts" or "media"
 *
 * Returns: how many there are
 */
unsigned int
leaf_test_wordpress_count (LeafTestWordpress *self, const char *kind)
{
  g_autofree char *route = g_strconcat ("wp/v2/", kind, NULL);
  const char *which = g_str_equal (kind, "posts") ? "status=any,trash&" : "";
  unsigned int n = 0;

  /* WordPress gives a hundred at a time. */
  for (;;)
    {
      g_autofree char *query = g_strdup_printf ("%scontext=edit&per_page=100&offset=%u&_fields=id", which, n);
      g_autoptr (JsonNode) node = leaf_test_wordpress_request (self, "admin", "GET", route, query, NULL, 200);
      unsigned int n_here = json_array_get_length (json_node_get_array (node));

      n += n_here;
      if (n_here < 100)
        return n;
    }
}
