/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-discovery.h"

#include "leaf-test-library.h"
#include "leaf-test-server.h"

#include <string.h>

#define USER "ann"
#define PASSWORD "abcd EFGH"

/* The sentence names the host and never the password. */
static void
assert_sentence (const GError *error, const char *part)
{
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, part));
  g_assert_null (strstr (error->message, "EFGH"));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

typedef struct {
  const char *name;
  const char *path;
  int code;
  const char *part;
} Case;

static const Case cases[] = {
  { "passwords-off", "", LEAF_PUBLISH_ERROR_LOGIN, "Application passwords are switched off" },
  { "off-for-user", "", LEAF_PUBLISH_ERROR_LOGIN, "for your account" },
  { "wrong-password", "", LEAF_PUBLISH_ERROR_LOGIN, "does not know this name with this password" },
  { "stripped-header", "", LEAF_PUBLISH_ERROR_LOGIN, "drops the log-in" },
  { "subscriber", "", LEAF_PUBLISH_ERROR_FORBIDDEN, "may only read" },
  { "firewall", "", LEAF_PUBLISH_ERROR_FORBIDDEN, "firewall" },
  { "all-blocked", "", LEAF_PUBLISH_ERROR_FORBIDDEN, "firewall" },
  { "page-for-data", "", LEAF_PUBLISH_ERROR_TEMPORARY, "page instead of data" },
  { "not-a-blog", "shop/index.html", LEAF_PUBLISH_ERROR_NOT_A_BLOG, "no WordPress blog" },
};

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  LeafTestServer *server = leaf_test_server_new (one->name, NULL);
  g_autofree char *address = g_strconcat (leaf_test_server_get_address (server), one->path, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (leaf_discover_blog (NULL, address, USER, PASSWORD, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, one->code);
  assert_sentence (error, one->part);
  leaf_test_server_finish (server);
}

static void
test_good (void)
{
  LeafTestServer *server = leaf_test_server_new ("good", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafBlog) blog = leaf_discover_blog (NULL, leaf_test_server_get_address (server), USER, PASSWORD, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (leaf_blog_get_system (blog), ==, LEAF_BLOG_SYSTEM_WORDPRESS);
  g_assert_cmpstr (leaf_blog_get_name (blog), ==, "Ann & Books");
  g_assert_cmpstr (leaf_blog_get_address (blog), ==, leaf_test_server_get_address (server));
  g_assert_cmpstr (leaf_blog_get_user (blog), ==, USER);
  g_assert_cmpstr (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_ROLE), ==, "editor");
  g_assert_cmpstr (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_GMT_OFFSET), ==, "5.5");
  g_assert_true (leaf_blog_get_flag (blog, LEAF_BLOG_SETTING_UNFILTERED_HTML));
  g_assert_true (leaf_blog_get_flag (blog, LEAF_BLOG_SETTING_MAY_PUBLISH));
  g_assert_true (leaf_blog_get_flag (blog, LEAF_BLOG_SETTING_DETAILS_BLOCK));
  leaf_test_server_finish (server);
}

static void
test_link_element (void)
{
  LeafTestServer *server = leaf_test_server_new ("link-element", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafBlog) blog = leaf_discover_blog (NULL, leaf_test_server_get_address (server), USER, PASSWORD, NULL, &error);
  g_autofree char *root = g_strconcat (leaf_test_server_get_address (server), "index.php?rest_route=/", NULL);

  g_assert_no_error (error);
  g_assert_cmpstr (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_API_ROOT), ==, root);
  g_assert_false (leaf_blog_get_flag (blog, LEAF_BLOG_SETTING_UNFILTERED_HTML));
  g_assert_false (leaf_blog_get_flag (blog, LEAF_BLOG_SETTING_DETAILS_BLOCK));
  leaf_test_server_finish (server);
}

/* Neither a page nor a redirect takes the password to another origin: the other server hears nothing. */
static void
test_other_origin (gconstpointer name)
{
  LeafTestServer *other = leaf_test_server_new ("silent", NULL);
  LeafTestServer *server = leaf_test_server_new (name, NULL);
  g_autoptr (GError) error = NULL;

  leaf_test_server_set_other (server, leaf_test_server_get_address (other));
  g_assert_null (leaf_discover_blog (NULL, leaf_test_server_get_address (server), USER, PASSWORD, NULL, &error));
  g_assert_nonnull (error);
  assert_sentence (error, "127.0.0.1");
  leaf_test_server_finish (server);
  leaf_test_server_finish (other);
}

/* A blog that moved is followed while nothing secret is sent, and is known by its new address. */
static void
test_moved (void)
{
  LeafTestServer *new_home = leaf_test_server_new ("good", NULL);
  LeafTestServer *server = leaf_test_server_new ("moved", NULL);
  g_autoptr (LeafBlog) blog = NULL;
  g_autoptr (GError) error = NULL;

  leaf_test_server_set_other (server, leaf_test_server_get_address (new_home));
  blog = leaf_discover_blog (NULL, leaf_test_server_get_address (server), USER, PASSWORD, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (leaf_blog_get_address (blog), ==, leaf_test_server_get_address (new_home));
  leaf_test_server_finish (server);
  leaf_test_server_finish (new_home);
}

/* Not an address, and no connection: said before anything is sent. */
static void
test_addresses (void)
{
  static const char *const wrong[] = { "", "   ", "my blog", "ftp://blog.example/", "mailto:ann@blog.example", "https://", "http:///x", "://", "a b://c" };
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *nobody = g_strdup_printf ("127.0.0.1:%u", port);
  g_autoptr (GError) error = NULL;

  for (unsigned int i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_null (leaf_discover_blog (NULL, wrong[i], USER, PASSWORD, NULL, &error));
      g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_ADDRESS);
      g_clear_error (&error);
    }

  /* RFC 6761: a name that no server ever has. */
  g_assert_null (leaf_discover_blog (NULL, "blog.invalid/wp-admin/", USER, PASSWORD, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_ADDRESS);
  assert_sentence (error, "blog.invalid");
  g_clear_error (&error);

  g_socket_listener_close (listener);
  g_assert_null (leaf_discover_blog (NULL, nobody, USER, PASSWORD, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY);
  assert_sentence (error, "cannot be reached");
}

static gboolean
run_openssl (const char *dir, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  va_list list;
  char *word;

  va_start (list, dir);
  while ((word = va_arg (list, char *)) != NULL)
    g_ptr_array_add (words, word);
  va_end (list);
  g_ptr_array_add (words, NULL);
  g_subprocess_launcher_set_cwd (launcher, dir);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words->pdata, &error);
  g_assert_no_error (error);
  return g_subprocess_wait_check (process, NULL, NULL);
}

/* Signed by itself, for `name`. */
static GTlsCertificate *
make_certificate (const char *name, gboolean expired)
{
  g_autofree char *dir = g_dir_make_tmp ("flyleaf-test-XXXXXX", NULL);
  g_autofree char *extension = g_strconcat ("subjectAltName=", name, NULL);
  g_autofree char *certificate_path = g_build_filename (dir, "certificate.pem", NULL);
  g_autofree char *key_path = g_build_filename (dir, "key.pem", NULL);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate;

  g_assert_true (run_openssl (dir, "openssl", "req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem",
                              "-out", "request.pem", "-subj", "/CN=Flyleaf test", "-addext", extension, NULL));
  /* OpenSSL 3.0 has no words for a date, later ones may want a number of days above zero. */
  g_assert_true (run_openssl (dir, "openssl", "x509", "-req", "-in", "request.pem", "-signkey", "key.pem",
                              "-days", expired ? "-1" : "30", "-copy_extensions", "copy", "-out", "certificate.pem", NULL) ||
                 run_openssl (dir, "openssl", "x509", "-req", "-in", "request.pem", "-signkey", "key.pem",
                              "-not_before", "20200101000000Z", "-not_after", "20200102000000Z",
                              "-copy_extensions", "copy", "-out", "certificate.pem", NULL));
  certificate = g_tls_certificate_new_from_files (certificate_path, key_path, &error);
  g_assert_no_error (error);
  leaf_test_remove_tree (dir);

  return certificate;
}

static void
test_certificates (void)
{
  static const struct {
    const char *name;
    gboolean expired;
    const char *part;
  } certificates[] = {
    { "IP:127.0.0.1", TRUE, "has expired" },
    { "IP:127.0.0.1", FALSE, "signed by itself" },
    { "DNS:other.example", FALSE, "belongs to another address" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (certificates); i++)
    {
      g_autoptr (GTlsCertificate) certificate = make_certificate (certificates[i].name, certificates[i].expired);
      LeafTestServer *server = leaf_test_server_new ("silent", certificate);
      g_autoptr (GError) error = NULL;

      g_assert_null (leaf_discover_blog (NULL, leaf_test_server_get_address (server), USER, PASSWORD, NULL, &error));
      g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_INSECURE);
      assert_sentence (error, certificates[i].part);
      leaf_test_server_finish (server);
    }
}

/* As web servers answer what they take for a broken request. */
static gpointer
plain_thread (gpointer data)
{
  static const char answer[] = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n";
  g_autoptr (GSocketConnection) connection = g_socket_listener_accept (data, NULL, NULL, NULL);
  char chunk[4096];

  g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), chunk, sizeof chunk, NULL, NULL);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), answer, sizeof answer - 1, NULL, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);

  return NULL;
}

/* https is asked for and the server speaks http only. */
static void
test_no_tls (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *address = g_strdup_printf ("https://127.0.0.1:%u/", port);
  GThread *thread = g_thread_new ("plain", plain_thread, listener);
  g_autoptr (GError) error = NULL;

  g_assert_null (leaf_discover_blog (NULL, address, USER, PASSWORD, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_INSECURE);
  assert_sentence (error, "secure connection");
  g_thread_join (thread);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  LeafBlog **blog = data;
  g_autoptr (GError) error = NULL;

  *blog = leaf_discover_blog_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_async (void)
{
  LeafTestServer *server = leaf_test_server_new ("good", NULL);
  g_autoptr (LeafBlog) blog = NULL;

  leaf_discover_blog_async (NULL, leaf_test_server_get_address (server), USER, PASSWORD, NULL, found_cb, &blog);
  while (blog == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (leaf_blog_get_name (blog), ==, "Ann & Books");
  leaf_test_server_finish (server);
}

/* A folder is a site of its own. */
static void
test_folder (LeafTestLibrary *fixture, gconstpointer unused)
{
  g_autofree char *folder = g_build_filename (fixture->dir, "site", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafBlog) blog = leaf_discover_blog (fixture->library, folder, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (leaf_blog_get_system (blog), ==, LEAF_BLOG_SYSTEM_SITE);
  g_assert_cmpstr (leaf_blog_get_address (blog), ==, folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/discovery/good", test_good);
  g_test_add_func ("/discovery/link-element", test_link_element);
  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/discovery/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_data_func ("/discovery/root-elsewhere", "root-elsewhere", test_other_origin);
  g_test_add_data_func ("/discovery/redirect-elsewhere", "redirect-elsewhere", test_other_origin);
  g_test_add_func ("/discovery/moved", test_moved);
  g_test_add_func ("/discovery/addresses", test_addresses);
  g_test_add_func ("/discovery/certificates", test_certificates);
  g_test_add_func ("/discovery/no-tls", test_no_tls);
  g_test_add_func ("/discovery/async", test_async);
  leaf_test_add_library ("/discovery/folder", test_folder);

  return g_test_run ();
}
