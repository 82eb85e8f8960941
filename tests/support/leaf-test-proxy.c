/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-test"

#include "config.h"

#include "leaf-test-proxy-private.h"

#include <signal.h>
#include <string.h>
#include <sys/socket.h>

struct _LeafTestProxy {
  GSocket *socket;
  char *address;
  char *upstream_host; /* NULL: there is no blog behind it */
  guint16 upstream_port;
  LeafTestProxy *other;
  GMutex lock;
  GCond opened;
  gboolean shut;
  unsigned int n_more; /* requests until it is shut */
  GQueue faults; /* Plan */
  unsigned int n_requests;
  GCond asked;
  int victim;
  GPtrArray *log;
  GPtrArray *requests; /* GBytes, each whole, beside the log */
};

typedef struct {
  char *needle;
  LeafTestFault fault;
  void (*func) (gpointer data);
  gpointer data;
} Plan;

static void
plan_free (Plan *plan)
{
  g_free (plan->needle);
  g_free (plan);
}

/* The head and as much of the body as Content-Length says. */
static GByteArray *
read_request (GInputStream *input)
{
  GByteArray *request = g_byte_array_new ();
  char chunk[16384];
  gsize whole = G_MAXSIZE;
  gssize n;

  while (request->len < whole && (n = g_input_stream_read (input, chunk, sizeof chunk, NULL, NULL)) > 0)
    {
      const char *end;

      g_byte_array_append (request, (guint8 *) chunk, n);
      end = g_strstr_len ((char *) request->data, request->len, "\r\n\r\n");
      if (whole == G_MAXSIZE && end != NULL)
        {
          gsize head = end + 4 - (char *) request->data;
          g_autofree char *text = g_ascii_strdown ((char *) request->data, head);
          const char *length = strstr (text, "\r\ncontent-length:");

          whole = head + (length != NULL ? g_ascii_strtoull (length + strlen ("\r\ncontent-length:"), NULL, 10) : 0);
        }
    }

  return request;
}

/* One request a connection: PHP's own server closes after its answer, which tells its end. */
static GByteArray *
ask_upstream (LeafTestProxy *self, GByteArray *request)
{
  static const char nothing[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  GByteArray *answer = g_byte_array_new ();
  char chunk[16384];
  gssize n;

  if (self->upstream_host == NULL)
    return g_byte_array_append (answer, (const guint8 *) nothing, sizeof nothing - 1);

  g_socket_client_set_enable_proxy (client, FALSE);
  connection = g_socket_client_connect_to_host (client, self->upstream_host, self->upstream_port, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request->data, request->len, NULL, NULL, &error);
  g_assert_no_error (error);
  while ((n = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), chunk, sizeof chunk, NULL, NULL)) > 0)
    g_byte_array_append (answer, (guint8 *) chunk, n);

  return answer;
}

/* What is planned for this request; never NULL. */
static Plan *
take_plan (LeafTestProxy *self, const char *line, GByteArray *request)
{
  Plan *chosen = NULL;

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->log, g_strdup (line));
  self->n_requests++;
  g_cond_broadcast (&self->asked);
  g_ptr_array_add (self->requests, g_bytes_new (request->data, request->len));
  for (GList *l = self->faults.head; l != NULL && chosen == NULL; l = l->next)
    {
      Plan *plan = l->data;

      if (strstr (line, plan->needle) != NULL)
        {
          chosen = plan;
          g_queue_delete_link (&self->faults, l);
          break;
        }
    }
  g_mutex_unlock (&self->lock);

  return chosen != NULL ? chosen : g_new0 (Plan, 1);
}

/* Until two more requests have come: those that look in vain. */
static void
wait_for_two (LeafTestProxy *self)
{
  unsigned int end;

  g_mutex_lock (&self->lock);
  end = self->n_requests + 2;
  while (self->n_requests < end)
    g_cond_wait (&self->asked, &self->lock);
  g_mutex_unlock (&self->lock);
}

/* Before the answer is out, so that the next request finds it so. A socket that was bound to a port by its number
 * keeps it: nobody else can listen there meanwhile. */
static void
count_down (LeafTestProxy *self)
{
  g_mutex_lock (&self->lock);
  if (self->n_more > 0 && --self->n_more == 0)
    {
      self->shut = TRUE;
      g_socket_shutdown (self->socket, TRUE, TRUE, NULL);
    }
  g_mutex_unlock (&self->lock);
}

static void
handle (LeafTestProxy *self, GSocketConnection *connection)
{
  g_autoptr (GByteArray) request = read_request (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  g_autoptr (GByteArray) bytes = NULL;
  g_autofree char *line = NULL;
  g_auto (GStrv) words = NULL;
  const char *end = g_strstr_len ((char *) request->data, request->len, "\r\n");
  Plan *plan;

  if (end == NULL)
    return;

  line = g_strndup ((char *) request->data, end - (char *) request->data);
  words = g_strsplit (line, " ", 3);
  plan = take_plan (self, line, request);
  if (plan->func != NULL)
    plan->func (plan->data);
  if (plan->fault == LEAF_TEST_FAULT_LATE)
    {
      g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
      wait_for_two (self);
    }
  if (leaf_test_fault_passes (plan->fault))
    bytes = ask_upstream (self, request);
  if (plan->fault == LEAF_TEST_FAULT_KILL)
    kill (self->victim, SIGKILL);
  count_down (self);
  leaf_test_fault_answer (plan->fault, connection, bytes, self->other != NULL ? self->other->address : NULL, words[1]);
  plan_free (plan);
}

typedef struct {
  LeafTestProxy *proxy;
  GSocketConnection *connection;
} Visit;

static gpointer
visit_thread (gpointer data)
{
  Visit *visit = data;

  handle (visit->proxy, visit->connection);
  g_io_stream_close (G_IO_STREAM (visit->connection), NULL, NULL);
  g_object_unref (visit->connection);
  g_free (visit);

  return NULL;
}

static gpointer
accept_thread (gpointer data)
{
  LeafTestProxy *self = data;

  for (;;)
    {
      g_autoptr (GSocket) socket = g_socket_accept (self->socket, NULL, NULL);
      Visit *visit;

      if (socket == NULL)
        {
          g_mutex_lock (&self->lock);
          while (self->shut)
            g_cond_wait (&self->opened, &self->lock);
          g_mutex_unlock (&self->lock);
          continue;
        }
      visit = g_new0 (Visit, 1);
      visit->proxy = self;
      visit->connection = g_socket_connection_factory_create_connection (socket);
      g_thread_unref (g_thread_new ("visit", visit_thread, visit));
    }

  return NULL;
}

static GSocket *
bind_to (guint16 port, GError **error)
{
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, port);

  if (socket == NULL || !g_socket_bind (socket, address, TRUE, error) || !g_socket_listen (socket, error))
    return NULL;

  return g_steal_pointer (&socket);
}

static guint16
get_port (GSocket *socket)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, NULL);

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
}

/* By its number: a port that the system chose would be given back when the socket is shut. */
static void
listen_somewhere (LeafTestProxy *self)
{
  for (int i = 0; self->socket == NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSocket) any = bind_to (0, &error);
      guint16 port;

      g_assert_no_error (error);
      port = get_port (any);
      g_socket_close (any, NULL);
      self->socket = bind_to (port, i < 5 ? NULL : &error);
      g_assert_no_error (error);
    }
  self->address = g_strdup_printf ("http://127.0.0.1:%u/", get_port (self->socket));
}

/**
 * leaf_test_proxy_new:
 * @upstream: (nullable): the real blog
 *
 * Starts a proxy; it lives as long as the test program.
 *
 * Returns: (transfer full): the proxy
 */
LeafTestProxy *
leaf_test_proxy_new (const char *upstream)
{
  LeafTestProxy *self = g_new0 (LeafTestProxy, 1);
  g_autoptr (GUri) uri = upstream != NULL ? g_uri_parse (upstream, G_URI_FLAGS_NONE, NULL) : NULL;

  if (uri != NULL)
    {
      self->upstream_host = g_strdup (g_uri_get_host (uri));
      self->upstream_port = g_uri_get_port (uri);
    }
  self->log = g_ptr_array_new_with_free_func (g_free);
  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_mutex_init (&self->lock);
  g_cond_init (&self->opened);
  g_cond_init (&self->asked);
  listen_somewhere (self);
  g_thread_unref (g_thread_new ("proxy", accept_thread, self));

  return self;
}

const char *
leaf_test_proxy_get_address (LeafTestProxy *self)
{
  return self->address;
}

void
leaf_test_proxy_set_other (LeafTestProxy *self, LeafTestProxy *other)
{
  self->other = other;
}

static void
add_plan (LeafTestProxy *self, const char *needle, LeafTestFault fault, void (*func) (gpointer data), gpointer data)
{
  Plan *plan = g_new0 (Plan, 1);

  plan->needle = g_strdup (needle);
  plan->fault = fault;
  plan->func = func;
  plan->data = data;
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->faults, plan);
  g_mutex_unlock (&self->lock);
}

void
leaf_test_proxy_add_fault (LeafTestProxy *self, const char *needle, LeafTestFault fault)
{
  add_plan (self, needle, fault, NULL, NULL);
}

void
leaf_test_proxy_before (LeafTestProxy *self, const char *needle, LeafTestFault fault, void (*func) (gpointer data), gpointer data)
{
  add_plan (self, needle, fault, func, data);
}

void
leaf_test_proxy_shut (LeafTestProxy *self, unsigned int n_more)
{
  g_mutex_lock (&self->lock);
  self->n_more = n_more;
  if (n_more == 0)
    {
      self->shut = TRUE;
      g_socket_shutdown (self->socket, TRUE, TRUE, NULL);
    }
  g_mutex_unlock (&self->lock);
}

void
leaf_test_proxy_open (LeafTestProxy *self)
{
  g_autoptr (GError) error = NULL;

  g_mutex_lock (&self->lock);
  self->n_more = 0;
  if (self->shut)
    {
      self->shut = FALSE;
      g_socket_listen (self->socket, &error);
      g_assert_no_error (error);
      g_cond_signal (&self->opened);
    }
  g_mutex_unlock (&self->lock);
}

void
leaf_test_proxy_set_victim (LeafTestProxy *self, int pid)
{
  g_mutex_lock (&self->lock);
  self->victim = pid;
  g_mutex_unlock (&self->lock);
}

/* TRUE: every fault has struck. */
gboolean
leaf_test_proxy_is_calm (LeafTestProxy *self)
{
  gboolean calm;

  g_mutex_lock (&self->lock);
  calm = self->faults.length == 0;
  g_mutex_unlock (&self->lock);

  return calm;
}

char **
leaf_test_proxy_take_log (LeafTestProxy *self)
{
  GPtrArray *log;

  g_mutex_lock (&self->lock);
  log = self->log;
  self->log = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_set_size (self->requests, 0);
  g_mutex_unlock (&self->lock);

  g_ptr_array_set_free_func (log, NULL);
  g_ptr_array_add (log, NULL);
  return (char **) g_ptr_array_free (log, FALSE);
}

GBytes *
leaf_test_proxy_dup_request (LeafTestProxy *self, const char *needle)
{
  GBytes *found = NULL;

  g_mutex_lock (&self->lock);
  for (unsigned int i = 0; i < self->log->len; i++)
    if (strstr (g_ptr_array_index (self->log, i), needle) != NULL)
      found = g_ptr_array_index (self->requests, i);
  if (found != NULL)
    g_bytes_ref (found);
  g_mutex_unlock (&self->lock);

  return found;
}
