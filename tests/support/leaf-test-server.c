/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-test"

#include "config.h"

#include "leaf-test-server.h"

#include <libsoup/soup.h>
#include <string.h>

#define FLOOD (17 * 1024 * 1024)

typedef struct {
  GPtrArray *request; /* lines after "> " */
  GPtrArray *answer;  /* lines after "< " */
} Exchange;

struct _LeafTestServer {
  char *name;
  char *address;
  char *other;
  GTlsCertificate *certificate;
  GPtrArray *exchanges;
  unsigned int next;
  GPtrArray *problems;
  SoupServer *server;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  GMutex lock;
  GCond ready;
};

static void
exchange_free (Exchange *self)
{
  g_ptr_array_unref (self->request);
  g_ptr_array_unref (self->answer);
  g_free (self);
}

static GPtrArray *
read_script (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".case", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "http", file, NULL);
  GPtrArray *exchanges = g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  Exchange *exchange = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (unsigned int i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] == '>' && (exchange == NULL || exchange->answer->len > 0))
        {
          exchange = g_new0 (Exchange, 1);
          exchange->request = g_ptr_array_new_with_free_func (g_free);
          exchange->answer = g_ptr_array_new_with_free_func (g_free);
          g_ptr_array_add (exchanges, exchange);
        }
      if (*lines[i] == '>')
        g_ptr_array_add (exchange->request, g_strdup (lines[i] + 2));
      else if (*lines[i] == '<')
        g_ptr_array_add (exchange->answer, g_strdup (lines[i] + 2));
    }

  return exchanges;
}

static gboolean
matches (const char *wanted, const char *actual)
{
  gsize length = strlen (wanted);

  if (length > 0 && wanted[length - 1] == '*')
    return strncmp (wanted, actual, length - 1) == 0;

  return g_str_equal (wanted, actual);
}

static void
complain (LeafTestServer *self, const char *wanted, const char *actual)
{
  g_ptr_array_add (self->problems, g_strdup_printf ("%s: wanted “%s”, got “%s”", self->name, wanted, actual));
}

static char *
expand (LeafTestServer *self, const char *line)
{
  g_autoptr (GString) text = g_string_new (line);

  g_string_replace (text, "{{address}}", self->address, 0);
  g_string_replace (text, "{{other}}", self->other != NULL ? self->other : "", 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
check_request (LeafTestServer *self, Exchange *exchange, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  GUri *uri = soup_server_message_get_uri (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *body = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *line = g_strdup_printf ("%s %s%s%s", soup_server_message_get_method (message), g_uri_get_path (uri),
                                           g_uri_get_query (uri) != NULL ? "?" : "",
                                           g_uri_get_query (uri) != NULL ? g_uri_get_query (uri) : "");

  for (unsigned int i = 0; i < exchange->request->len; i++)
    {
      g_autofree char *wanted = expand (self, g_ptr_array_index (exchange->request, i));
      char *colon = strstr (wanted, ": ");

      if (i == 0)
        {
          if (!matches (wanted, line))
            complain (self, wanted, line);
        }
      else if (*wanted == '!')
        {
          if (soup_message_headers_get_one (headers, wanted + 1) != NULL)
            complain (self, wanted, soup_message_headers_get_one (headers, wanted + 1));
        }
      else if (g_str_has_prefix (wanted, "= "))
        {
          if (strstr (body, wanted + 2) == NULL)
            complain (self, wanted, body);
        }
      else if (colon != NULL)
        {
          const char *value;

          *colon = '\0';
          value = soup_message_headers_get_list (headers, wanted);
          if (value == NULL || !matches (colon + 2, value))
            complain (self, colon + 2, value != NULL ? value : "nothing");
        }
    }
}

static void
send_answer (LeafTestServer *self, Exchange *exchange, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *first = g_ptr_array_index (exchange->answer, 0);
  g_autoptr (GString) body = g_string_new (NULL);

  if (g_str_equal (first, "hang"))
    {
      soup_server_message_pause (message);
      return;
    }
  if (g_str_equal (first, "cut"))
    {
      g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

      g_io_stream_close (stream, NULL, NULL);
      return;
    }
  if (g_str_equal (first, "flood"))
    {
      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, g_malloc0 (FLOOD), FLOOD);
      return;
    }

  soup_server_message_set_status (message, atoi (first), NULL);
  for (unsigned int i = 1; i < exchange->answer->len; i++)
    {
      g_autofree char *line = expand (self, g_ptr_array_index (exchange->answer, i));
      char *colon = strstr (line, ": ");

      if (g_str_has_prefix (line, "= "))
        g_string_append_printf (body, "%s\n", line + 2);
      else
        {
          g_assert_nonnull (colon);
          *colon = '\0';
          soup_message_headers_append (headers, line, colon + 2);
        }
    }
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_COPY, body->str, body->len);
  soup_message_body_complete (soup_server_message_get_response_body (message));
}

static void
handle_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  LeafTestServer *self = data;
  Exchange *exchange = NULL;

  g_mutex_lock (&self->lock);
  if (self->next < self->exchanges->len)
    exchange = g_ptr_array_index (self->exchanges, self->next++);
  if (exchange != NULL)
    check_request (self, exchange, message);
  else
    complain (self, "no further request", g_uri_get_path (soup_server_message_get_uri (message)));
  g_cond_broadcast (&self->ready);
  g_mutex_unlock (&self->lock);

  if (exchange != NULL)
    send_answer (self, exchange, message);
  else
    soup_server_message_set_status (message, 500, NULL);
}

static gpointer
serve_thread (gpointer data)
{
  LeafTestServer *self = data;
  g_autoptr (GError) error = NULL;
  GSList *uris;

  g_main_context_push_thread_default (self->context);
  /* Addresses come as they were sent: a double slash or an escaped letter is part of what is tested. */
  self->server = soup_server_new ("raw-paths", TRUE, NULL);
  if (self->certificate != NULL)
    soup_server_set_tls_certificate (self->server, self->certificate);
  soup_server_add_handler (self->server, NULL, handle_cb, self, NULL);
  soup_server_listen_local (self->server, 0,
                            SOUP_SERVER_LISTEN_IPV4_ONLY | (self->certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0), &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);

  g_mutex_lock (&self->lock);
  self->address = g_uri_to_string (uris->data);
  g_cond_signal (&self->ready);
  g_mutex_unlock (&self->lock);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  g_main_loop_run (self->loop);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  while (g_main_context_iteration (self->context, FALSE))
    continue;
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

/**
 * leaf_test_server_new:
 * @name: of the script, without folder and suffix
 * @certificate: (nullable): for https
 *
 * Starts a server on a free port of this machine.
 *
 * Returns: (transfer full): the server, which leaf_test_server_finish() frees
 */
LeafTestServer *
leaf_test_server_new (const char *name, GTlsCertificate *certificate)
{
  LeafTestServer *self = g_new0 (LeafTestServer, 1);

  self->name = g_strdup (name);
  self->certificate = certificate != NULL ? g_object_ref (certificate) : NULL;
  self->exchanges = read_script (name);
  self->problems = g_ptr_array_new_with_free_func (g_free);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_mutex_init (&self->lock);
  g_cond_init (&self->ready);
  self->thread = g_thread_new ("server", serve_thread, self);

  g_mutex_lock (&self->lock);
  while (self->address == NULL)
    g_cond_wait (&self->ready, &self->lock);
  g_mutex_unlock (&self->lock);

  return self;
}

const char *
leaf_test_server_get_address (LeafTestServer *self)
{
  return self->address;
}

void
leaf_test_server_set_other (LeafTestServer *self, const char *address)
{
  g_mutex_lock (&self->lock);
  g_free (self->other);
  self->other = g_strdup (address);
  g_mutex_unlock (&self->lock);
}

void
leaf_test_server_wait (LeafTestServer *self, unsigned int n)
{
  g_mutex_lock (&self->lock);
  while (self->next < n)
    g_cond_wait (&self->ready, &self->lock);
  g_mutex_unlock (&self->lock);
}

unsigned int
leaf_test_server_count (LeafTestServer *self)
{
  unsigned int n;

  g_mutex_lock (&self->lock);
  n = self->next;
  g_mutex_unlock (&self->lock);

  return n;
}

void
leaf_test_server_finish (LeafTestServer *self)
{
  g_main_loop_quit (self->loop);
  g_thread_join (self->thread);

  for (unsigned int i = 0; i < self->problems->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (self->problems, i));
  g_assert_cmpuint (self->problems->len, ==, 0);
  g_assert_cmpuint (self->next, ==, self->exchanges->len);

  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_ptr_array_unref (self->exchanges);
  g_ptr_array_unref (self->problems);
  g_clear_object (&self->certificate);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->ready);
  g_free (self->name);
  g_free (self->address);
  g_free (self->other);
  g_free (self);
}
