/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-blogs.h"
#include "leaf-discovery.h"
#include "leaf-http.h"
#include "leaf-outbox.h"

#include "leaf-test-certificate.h"
#include "leaf-test-library.h"
#include "leaf-test-publish.h"
#include "leaf-test-server.h"

#include <string.h>

#define USER "ann"
#define PASSWORD "abcd EFGH"

static LeafTestAuthority *authority;

/* A certificate that must not do. The server must hear nothing, unless `script` says what. */
typedef struct {
  const char *what;
  const char *name;
  int from; /* days from now */
  int to;
  gboolean self_signed;
  const char *script;
  int clock; /* what the server says the day is, from now */
  const char *part;
} Case;

static const Case cases[] = {
  /* Nothing wrong but the time, and the server's clock says what ours says: theirs is at fault. */
  { "expired", "IP:127.0.0.1", -60, -2, FALSE, "clock", 0, "has expired (" },
  { "not-yet-valid", "IP:127.0.0.1", 3, 60, FALSE, "clock", 0, "is not valid before" },
  /* It was valid when the server's clock says it is: ours is at fault. */
  { "our-clock-fast", "IP:127.0.0.1", -60, -2, FALSE, "clock", -10, "The clock of this computer is wrong" },
  { "our-clock-slow", "IP:127.0.0.1", 3, 60, FALSE, "clock", 10, "The clock of this computer is wrong" },
  /* Anything else wrong: not a byte. */
  { "self-signed", "IP:127.0.0.1", 0, 0, TRUE, "silent", 0, "signed by itself" },
  { "wrong-host", "DNS:other.example", -1, 30, FALSE, "silent", 0, "belongs to another address" },
  { "wrong-number", "IP:127.0.0.2", -1, 30, FALSE, "silent", 0, "belongs to another address" },
  { "expired-and-wrong-host", "DNS:other.example", -60, -2, FALSE, "silent", 0, "has expired (" },
};

static LeafTestServer *
start_server (const Case *one, const char *script)
{
  g_autoptr (GTlsCertificate) certificate = one->self_signed ? leaf_test_authority_self_signed (authority, one->name)
                                                             : leaf_test_authority_issue (authority, one->name, one->from, one->to);
  LeafTestServer *server = leaf_test_server_new (script, certificate);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, one->clock);
  g_autofree char *date = g_date_time_format (then, "%a, %d %b %Y %H:%M:%S GMT");

  leaf_test_server_set_other (server, date);
  return server;
}

static void
assert_refused (const GError *error, const Case *one)
{
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_INSECURE);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, one->part));
  g_assert_nonnull (strstr (error->message, "127.0.0.1"));
  g_assert_null (strstr (error->message, "EFGH"));
}

/* In the set-up, with and without a log-in. */
static void
test_set_up (gconstpointer data)
{
  const Case *one = data;

  for (int login = 0; login < 2; login++)
    {
      LeafTestServer *server = start_server (one, one->script);
      g_autoptr (LeafFound) found = NULL;
      g_autoptr (LeafBlog) blog = NULL;
      g_autoptr (GError) error = NULL;

      if (login)
        blog = leaf_discover_blog (NULL, leaf_test_server_get_address (server), USER, PASSWORD, NULL, &error);
      else
        found = leaf_discover (NULL, leaf_test_server_get_address (server), NULL, &error);
      g_assert_true (found == NULL && blog == NULL);
      assert_refused (error, one);
      leaf_test_server_finish (server);
    }
}

static gint64
save_blog (LeafLibrary *library, const char *address)
{
  g_autoptr (LeafBlog) blog = leaf_blog_new ();
  g_autofree char *root = g_strconcat (address, "wp-json/", NULL);

  leaf_blog_set_system (blog, LEAF_BLOG_SYSTEM_WORDPRESS);
  leaf_blog_set_name (blog, "A Blog");
  leaf_blog_set_address (blog, address);
  leaf_blog_set_user (blog, USER);
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_API_ROOT, root);
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_MAY_PUBLISH, "true");
  return leaf_test_save_blog (library, blog);
}

/* On a blog that was fine when it was set up: neither the log-in nor a word of the post leaves. */
static void
test_publish (gconstpointer data)
{
  const Case *one = data;
  LeafTestLibrary fixture = { NULL };
  LeafTestServer *server = start_server (one, one->script);
  LeafOutbox *outbox;
  g_autoptr (LeafOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;
  gint64 review;
  gint64 blog;

  leaf_test_library_set_up (&fixture, NULL);
  leaf_test_set_password (PASSWORD);
  outbox = leaf_outbox_new (fixture.library);
  review = leaf_test_save_review (fixture.library);
  blog = save_blog (fixture.library, leaf_test_server_get_address (server));

  outcome = leaf_outbox_publish (outbox, review, blog, LEAF_PUBLICATION_PUBLISHED, 0, NULL, &error);
  g_assert_null (outcome);
  assert_refused (error, one);
  leaf_test_server_finish (server);

  leaf_test_release_outbox (&outbox);
  leaf_test_library_tear_down (&fixture, NULL);
}

/* One of an authority that is known, for this address, in its time: nothing else proves that the refusals are ones. */
static void
test_good (void)
{
  static const Case good = { "good", "IP:127.0.0.1", -1, 30, FALSE, "good", 0, NULL };
  LeafTestServer *server = start_server (&good, "good");
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafBlog) blog = leaf_discover_blog (NULL, leaf_test_server_get_address (server), USER, PASSWORD, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (leaf_blog_get_address (blog), "https://127.0.0.1:"));
  leaf_test_server_finish (server);
}

/* Back to http is refused whoever asks for it, and nothing is sent there. */
static void
test_downgrade (void)
{
  static const Case good = { "good", "IP:127.0.0.1", -1, 30, FALSE, "good", 0, NULL };
  LeafTestServer *server = start_server (&good, "downgrade");
  g_autoptr (GError) error = NULL;

  leaf_test_server_set_other (server, "http://blog.example/");
  g_assert_null (leaf_discover (NULL, leaf_test_server_get_address (server), NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_INSECURE);
  g_assert_nonnull (strstr (error->message, "blog.example"));
  leaf_test_server_finish (server);
}

/* The same with a log-in, also where http itself would do: the origin is another one. */
static void
test_downgrade_within_machine (void)
{
  static const Case good = { "good", "IP:127.0.0.1", -1, 30, FALSE, "good", 0, NULL };
  LeafTestServer *plain = leaf_test_server_new ("silent", NULL);
  LeafTestServer *server = start_server (&good, "downgrade");
  g_autoptr (LeafHttp) http = leaf_http_new ();
  LeafHttpRequest request = { .address = leaf_test_server_get_address (server) };
  g_autoptr (GError) error = NULL;

  leaf_test_server_set_other (server, leaf_test_server_get_address (plain));
  leaf_http_set_login (http, "https://elsewhere.example/", USER, PASSWORD);
  g_assert_null (leaf_http_send (http, &request, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED);
  leaf_test_server_finish (server);
  leaf_test_server_finish (plain);
}

/* Plain http: to this machine only, by whatever name or number that has. */
static void
test_plain (void)
{
  static const char *const others[] = { "http://blog.example/", "http://10.0.0.1/", "http://192.168.1.1/", "http://[2001:db8::1]/",
                                        "http://127.0.0.1.example/", "http://localhost.example/", "http://0.0.0.0/" };
  static const char *const own[] = { "http://127.0.0.1:%u/", "http://127.9.8.7:%u/", "http://localhost:%u/", "http://[::1]:%u/" };
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autoptr (LeafHttp) http = leaf_http_new ();

  for (unsigned int i = 0; i < G_N_ELEMENTS (others); i++)
    {
      LeafHttpRequest request = { .address = others[i] };
      g_autoptr (GError) error = NULL;

      g_assert_null (leaf_http_send (http, &request, NULL, &error));
      g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_INSECURE);
      g_assert_cmpint (leaf_http_get_fault (http), ==, LEAF_HTTP_FAULT_PLAIN);
    }

  /* Allowed, so that it is the server that is missing and not the permission. */
  g_socket_listener_close (listener);
  for (unsigned int i = 0; i < G_N_ELEMENTS (own); i++)
    {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_autofree char *address = g_strdup_printf (own[i], port);
#pragma GCC diagnostic pop
      LeafHttpRequest request = { .address = address };
      g_autoptr (GError) error = NULL;

      g_assert_null (leaf_http_send (http, &request, NULL, &error));
      g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY);
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
  g_assert_nonnull (strstr (error->message, "secure connection"));
  g_thread_join (thread);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);

  authority = leaf_test_authority_new ();
  leaf_test_authority_trust (authority);
  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *set_up = g_strconcat ("/tls/set-up/", cases[i].what, NULL);
      g_autofree char *publish = g_strconcat ("/tls/publish/", cases[i].what, NULL);

      g_test_add_data_func (set_up, &cases[i], test_set_up);
      g_test_add_data_func (publish, &cases[i], test_publish);
    }
  g_test_add_func ("/tls/good", test_good);
  g_test_add_func ("/tls/downgrade", test_downgrade);
  g_test_add_func ("/tls/downgrade-within-machine", test_downgrade_within_machine);
  g_test_add_func ("/tls/plain", test_plain);
  g_test_add_func ("/tls/no-tls", test_no_tls);
  status = g_test_run ();
  leaf_test_authority_free (authority);

  return status;
}
