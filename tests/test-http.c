/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-http.h"

#include "leaf-test-server.h"

#include <string.h>

static LeafHttpAnswer *
ask (LeafHttp *http, LeafTestServer *server, const char *method, const char *path, const char *body, GError **error)
{
  g_autofree char *address = g_strconcat (leaf_test_server_get_address (server), path + 1, NULL);
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new_static (body, strlen (body)) : NULL;
  LeafHttpRequest request = { .method = method, .address = address, .content_type = "text/plain", .body = bytes };

  return leaf_http_send (http, &request, NULL, error);
}

static void
test_origin (void)
{
  g_assert_true (leaf_http_same_origin ("https://a.example/x", "https://A.example:443/y?z"));
  g_assert_false (leaf_http_same_origin ("https://a.example/", "http://a.example/"));
  g_assert_false (leaf_http_same_origin ("https://a.example/", "https://a.example:8443/"));
  g_assert_false (leaf_http_same_origin ("https://a.example/", "https://b.a.example/"));
  g_assert_false (leaf_http_same_origin ("https://a.example@b.example/", "https://a.example/"));
  g_assert_false (leaf_http_same_origin ("nonsense", "nonsense"));

  g_assert_true (leaf_http_is_loopback ("localhost"));
  g_assert_true (leaf_http_is_loopback ("127.1.2.3"));
  g_assert_true (leaf_http_is_loopback ("::1"));
  g_assert_false (leaf_http_is_loopback ("127.0.0.1.example"));
  g_assert_false (leaf_http_is_loopback ("localhost.example"));
  g_assert_false (leaf_http_is_loopback ("10.0.0.1"));
}

/* Refused before a name is looked up: nothing leaves. */
static void
test_refused_addresses (void)
{
  static const struct {
    const char *address;
    int code;
    LeafHttpFault fault;
  } cases[] = {
    { "http://blog.example/", LEAF_PUBLISH_ERROR_INSECURE, LEAF_HTTP_FAULT_PLAIN },
    { "ftp://blog.example/", LEAF_PUBLISH_ERROR_ADDRESS, LEAF_HTTP_FAULT_NONE },
    { "https://", LEAF_PUBLISH_ERROR_ADDRESS, LEAF_HTTP_FAULT_NONE },
    { "", LEAF_PUBLISH_ERROR_ADDRESS, LEAF_HTTP_FAULT_NONE },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LeafHttp) http = leaf_http_new ();
      LeafHttpRequest request = { .address = cases[i].address };
      g_autoptr (GError) error = NULL;

      leaf_http_set_login (http, "https://blog.example/", "ann", "secret");
      g_assert_null (leaf_http_send (http, &request, NULL, &error));
      g_assert_error (error, LEAF_PUBLISH_ERROR, cases[i].code);
      g_assert_cmpint (leaf_http_get_fault (http), ==, cases[i].fault);
    }
}

static void
test_redirects (void)
{
  LeafTestServer *server = leaf_test_server_new ("redirects", NULL);
  g_autoptr (LeafHttp) http = leaf_http_new ();
  g_autoptr (LeafHttpAnswer) read = NULL;
  g_autoptr (LeafHttpAnswer) written = NULL;
  g_autoptr (GError) error = NULL;

  leaf_http_set_login (http, leaf_test_server_get_address (server), "ann", "abcd EFGH");
  read = ask (http, server, "GET", "/a", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->status, ==, 200);
  g_assert_true (g_str_has_suffix (read->address, "/b"));
  written = ask (http, server, "POST", "/c", "hello", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (written->status, ==, 200);
  g_assert_null (ask (http, server, "POST", "/e", "hello", &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED);
  leaf_test_server_finish (server);
}

/* Whatever the status, whatever the request. */
static void
test_elsewhere (void)
{
  static const char *const paths[] = { "/301", "/302", "/303", "/307", "/308" };
  LeafTestServer *other = leaf_test_server_new ("silent", NULL);
  LeafTestServer *server = leaf_test_server_new ("elsewhere", NULL);
  g_autoptr (LeafHttp) http = leaf_http_new ();

  leaf_test_server_set_other (server, leaf_test_server_get_address (other));
  leaf_http_set_login (http, leaf_test_server_get_address (server), "ann", "abcd EFGH");
  for (unsigned int i = 0; i < 2 * G_N_ELEMENTS (paths); i++)
    {
      const char *method = i % 2 == 0 ? "GET" : "POST";
      g_autoptr (GError) error = NULL;

      g_assert_null (ask (http, server, method, paths[i / 2], i % 2 == 0 ? NULL : "hello", &error));
      g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED);
      g_assert_cmpint (leaf_http_get_fault (http), ==, LEAF_HTTP_FAULT_REDIRECT);
      g_assert_nonnull (strstr (error->message, "has moved to"));
      /* It may have done something before it pointed elsewhere. */
      g_assert_cmpint (leaf_publish_error_is_doubtful (error), ==, i % 2);
    }
  leaf_test_server_finish (server);
  leaf_test_server_finish (other);
}

static void
test_circle (void)
{
  LeafTestServer *server = leaf_test_server_new ("circle", NULL);
  g_autoptr (LeafHttp) http = leaf_http_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (ask (http, server, "GET", "/circle", NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED);
  g_assert_cmpint (leaf_http_get_fault (http), ==, LEAF_HTTP_FAULT_REDIRECT);
  leaf_test_server_finish (server);
}

/* The same mishap means another thing to a reading and to a writing request. */
static void
test_faults (void)
{
  static const struct {
    const char *method;
    const char *path;
    int code;
    LeafHttpFault fault;
  } cases[] = {
    { "GET", "/hang", LEAF_PUBLISH_ERROR_TEMPORARY, LEAF_HTTP_FAULT_TIMEOUT },
    { "POST", "/hang", LEAF_PUBLISH_ERROR_UNCLEAR, LEAF_HTTP_FAULT_TIMEOUT },
    { "POST", "/cut", LEAF_PUBLISH_ERROR_UNCLEAR, LEAF_HTTP_FAULT_CUT },
    { "GET", "/flood", LEAF_PUBLISH_ERROR_REFUSED, LEAF_HTTP_FAULT_TOO_LARGE },
    { "POST", "/flood", LEAF_PUBLISH_ERROR_UNCLEAR, LEAF_HTTP_FAULT_TOO_LARGE },
  };
  LeafTestServer *server = leaf_test_server_new ("faults", NULL);
  g_autoptr (LeafHttp) http = leaf_http_new ();
  g_autoptr (LeafHttpAnswer) busy = NULL;
  g_autoptr (LeafHttpAnswer) past = NULL;

  leaf_http_set_timeout (http, 1);
  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ask (http, server, cases[i].method, cases[i].path, g_str_equal (cases[i].method, "POST") ? "x" : NULL, &error));
      g_assert_error (error, LEAF_PUBLISH_ERROR, cases[i].code);
      g_assert_cmpint (leaf_http_get_fault (http), ==, cases[i].fault);
    }

  busy = ask (http, server, "GET", "/busy", NULL, NULL);
  g_assert_cmpuint (busy->status, ==, 429);
  g_assert_cmpint (busy->retry_after, ==, 120);
  past = ask (http, server, "GET", "/busy", NULL, NULL);
  g_assert_cmpint (past->retry_after, ==, 1);
  leaf_test_server_finish (server);
}

/* libsoup sends again by itself what went over a connection that had been idle: never a writing request. */
static void
test_no_resending (void)
{
  LeafTestServer *server = leaf_test_server_new ("resend", NULL);
  g_autoptr (LeafHttp) http = leaf_http_new ();
  g_autoptr (LeafHttpAnswer) before = ask (http, server, "GET", "/a", NULL, NULL);
  g_autoptr (LeafHttpAnswer) after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (before);
  g_assert_null (ask (http, server, "POST", "/b", "x", &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_UNCLEAR);
  after = ask (http, server, "GET", "/c", NULL, NULL);
  g_assert_nonnull (after);
  leaf_test_server_finish (server);
}

/* Nobody listens: certainly not sent, so a writing request is no riddle. */
static void
test_refused_connection (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *address = g_strdup_printf ("http://127.0.0.1:%u/", port);
  g_autoptr (LeafHttp) http = leaf_http_new ();
  g_autoptr (GBytes) body = g_bytes_new_static ("x", 1);
  LeafHttpRequest request = { .method = "POST", .address = address, .content_type = "text/plain", .body = body };
  g_autoptr (GError) error = NULL;

  g_socket_listener_close (listener);
  g_assert_null (leaf_http_send (http, &request, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY);
  g_assert_cmpint (leaf_http_get_fault (http), ==, LEAF_HTTP_FAULT_REFUSED);
}

typedef struct {
  LeafTestServer *server;
  GCancellable *cancellable;
} Cancel;

/* Once the request has arrived. */
static gpointer
cancel_thread (gpointer data)
{
  Cancel *cancel = data;

  leaf_test_server_wait (cancel->server, 1);
  g_cancellable_cancel (cancel->cancellable);
  return NULL;
}

static void
test_cancel (void)
{
  LeafTestServer *server = leaf_test_server_new ("hang", NULL);
  g_autoptr (LeafHttp) http = leaf_http_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  LeafHttpRequest request = { .address = leaf_test_server_get_address (server) };
  g_autoptr (GError) error = NULL;
  Cancel cancel = { server, cancellable };
  GThread *thread = g_thread_new ("cancel", cancel_thread, &cancel);

  g_assert_null (leaf_http_send (http, &request, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  leaf_test_server_finish (server);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/http/origin", test_origin);
  g_test_add_func ("/http/refused-addresses", test_refused_addresses);
  g_test_add_func ("/http/redirects", test_redirects);
  g_test_add_func ("/http/elsewhere", test_elsewhere);
  g_test_add_func ("/http/circle", test_circle);
  g_test_add_func ("/http/faults", test_faults);
  g_test_add_func ("/http/no-resending", test_no_resending);
  g_test_add_func ("/http/refused-connection", test_refused_connection);
  g_test_add_func ("/http/cancel", test_cancel);

  return g_test_run ();
}
