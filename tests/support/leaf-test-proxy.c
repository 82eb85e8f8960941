/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-test"

#include "config.h"

#include "leaf-test-proxy.h"

#include <signal.h>
#include <string.h>
#include <sys/socket.h>

struct _LeafTestProxy {
  GSocketService *service;
  char *address;
  char *upstream_host;
  guint16 upstream_port;
  GMutex lock;
  GCond ready;
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
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  GByteArray *answer = g_byte_array_new ();
  char chunk[16384];
  gssize n;

  g_socket_client_set_enable_proxy (client, FALSE);
  connection = g_socket_client_connect_to_host (client, self->upstream_host, self->upstream_port, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request->data, request->len, NULL, NULL, &error);
  g_assert_no_error (error);
  while ((n = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), chunk, sizeof chunk, NULL, NULL)) > 0)
    g_byte_array_append (answer, (guint8 *) chunk, n);

  return answer;
}

static LeafTestFault
choose_fault (LeafTestProxy *self, const char *line, GByteArray *request, int *victim)
{
  LeafTestFault fault = LEAF_TEST_FAULT_NONE;

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->log, g_strdup (line));
  self->n_requests++;
  g_cond_broadcast (&self->asked);
  g_ptr_array_add (self->requests, g_bytes_new (request->data, request->len));
  for (GList *l = self->faults.head; l != NULL; l = l->next)
    {
      Plan *plan = l->data;

      if (strstr (line, plan->needle) != NULL)
        {
          fault = plan->fault;
          g_queue_delete_link (&self->faults, l);
          plan_free (plan);
          break;
        }
    }
  *victim = self->victim;
  g_mutex_unlock (&self->lock);

  return fault;
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

static void
reset (GSocketConnection *connection)
{
  struct linger at_once = { 1, 0 };

  setsockopt (g_socket_get_fd (g_socket_connection_get_socket (connection)), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

static void
answer (GSocketConnection *connection, GByteArray *bytes, LeafTestFault fault, int victim)
{
  static const char page[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 26\r\nConnection: close\r\n\r\n"
                             "<html>Please wait…</html>";
  static const char gateway[] = "HTTP/1.1 504 Gateway Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  switch (fault)
    {
    case LEAF_TEST_FAULT_NONE:
      g_output_stream_write_all (output, bytes->data, bytes->len, NULL, NULL, NULL);
      break;
    case LEAF_TEST_FAULT_HALF:
      g_output_stream_write_all (output, bytes->data, bytes->len / 2, NULL, NULL, NULL);
      break;
    case LEAF_TEST_FAULT_PAGE:
      g_output_stream_write_all (output, page, sizeof page - 1, NULL, NULL, NULL);
      break;
    case LEAF_TEST_FAULT_GATEWAY:
      g_output_stream_write_all (output, gateway, sizeof gateway - 1, NULL, NULL, NULL);
      break;
    case LEAF_TEST_FAULT_RESET:
      reset (connection);
      break;
    case LEAF_TEST_FAULT_KILL:
      kill (victim, SIGKILL);
      break;
    case LEAF_TEST_FAULT_CLOSE:
    case LEAF_TEST_FAULT_REFUSE:
    case LEAF_TEST_FAULT_LATE:
    default:
      break;
    }
}

static gboolean
run_cb (GThreadedSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  LeafTestProxy *self = data;
  g_autoptr (GByteArray) request = read_request (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  g_autoptr (GByteArray) bytes = NULL;
  g_autofree char *line = NULL;
  const char *end = g_strstr_len ((char *) request->data, request->len, "\r\n");
  LeafTestFault fault;
  int victim;

  if (end == NULL)
    return TRUE;

  line = g_strndup ((char *) request->data, end - (char *) request->data);
  fault = choose_fault (self, line, request, &victim);
  if (fault == LEAF_TEST_FAULT_LATE)
    {
      g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
      wait_for_two (self);
    }
  bytes = fault != LEAF_TEST_FAULT_REFUSE ? ask_upstream (self, request) : NULL;
  answer (connection, bytes, fault, victim);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);

  return TRUE;
}

static gpointer
accept_thread (gpointer data)
{
  LeafTestProxy *self = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GError) error = NULL;
  guint16 port;

  /* The service listens in the context of the thread that adds the port. */
  g_main_context_push_thread_default (context);
  self->service = g_threaded_socket_service_new (8);
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (self->service), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (self->service, "run", G_CALLBACK (run_cb), self);
  g_socket_service_start (self->service);

  g_mutex_lock (&self->lock);
  self->address = g_strdup_printf ("http://127.0.0.1:%u/", port);
  g_cond_signal (&self->ready);
  g_mutex_unlock (&self->lock);
  for (;;)
    g_main_context_iteration (context, TRUE);

  return NULL;
}

/**
 * leaf_test_proxy_new:
 * @upstream: the real blog
 *
 * Starts a proxy; it lives as long as the test program.
 *
 * Returns: (transfer full): the proxy
 */
LeafTestProxy *
leaf_test_proxy_new (const char *upstream)
{
  LeafTestProxy *self = g_new0 (LeafTestProxy, 1);
  g_autoptr (GUri) uri = g_uri_parse (upstream, G_URI_FLAGS_NONE, NULL);

  self->upstream_host = g_strdup (g_uri_get_host (uri));
  self->upstream_port = g_uri_get_port (uri);
  self->log = g_ptr_array_new_with_free_func (g_free);
  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_mutex_init (&self->lock);
  g_cond_init (&self->ready);
  g_cond_init (&self->asked);
  g_thread_unref (g_thread_new ("proxy", accept_thread, self));
  g_mutex_lock (&self->lock);
  while (self->address == NULL)
    g_cond_wait (&self->ready, &self->lock);
  g_mutex_unlock (&self->lock);

  return self;
}

const char *
leaf_test_proxy_get_address (LeafTestProxy *self)
{
  return self->address;
}

void
leaf_test_proxy_add_fault (LeafTestProxy *self, const char *needle, LeafTestFault fault)
{
  Plan *plan = g_new0 (Plan, 1);

  plan->needle = g_strdup (needle);
  plan->fault = fault;
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->faults, plan);
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
