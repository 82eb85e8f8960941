/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-http"

#include "config.h"

#include "leaf-http-private.h"

#include <glib/gi18n.h>

#define MAX_REDIRECTS 6
#define HEAD_BYTES (512 * 1024)
#define FIELDS_BYTES (16 * 1024)
#define CHUNK_BYTES (64 * 1024)
/* Resizing a large picture takes a small server a while; nothing arrives meanwhile. */
#define TIMEOUT_SECONDS 60
#define CLOCK_SECONDS 10
/* A server that sends a byte a second must not hold the outbox for ever: so many times that, all in all. */
#define ANSWER_FACTOR 5

struct _LeafHttp {
  SoupSession *session;
  GMainContext *context;
  char *origin;        /* an address of the origin the log-in belongs to */
  char *authorization;
  unsigned int timeout; /* seconds */
  LeafHttpFault fault;
};

/**
 * leaf_http_answer_free:
 * @self: (transfer full) (nullable): an answer
 *
 * Frees @self.
 */
void
leaf_http_answer_free (LeafHttpAnswer *self)
{
  if (self == NULL)
    return;

  g_free (self->address);
  g_free (self->content_type);
  g_free (self->link);
  g_free (self->fields);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

static void
starting_cb (SoupMessage *message, gpointer data)
{
  gboolean *begun = data;

  *begun = TRUE;
}

static gboolean
is_reading (const char *method)
{
  return g_str_equal (method, SOUP_METHOD_GET) || g_str_equal (method, SOUP_METHOD_HEAD);
}

static gboolean
is_redirect (unsigned int status)
{
  return status == SOUP_STATUS_MOVED_PERMANENTLY || status == SOUP_STATUS_FOUND || status == SOUP_STATUS_SEE_OTHER ||
         status == SOUP_STATUS_TEMPORARY_REDIRECT || status == SOUP_STATUS_PERMANENT_REDIRECT;
}

/* An address that may be asked at all: http(s) with a host, encrypted unless it stays on this machine. */
static GUri *
parse_address (LeafHttp *self, const char *address, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  gboolean plain;

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' ||
      (!g_str_equal (g_uri_get_scheme (uri), "https") && !g_str_equal (g_uri_get_scheme (uri), "http")))
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_ADDRESS, _("“%s” is not the address of a blog."), address);
      return NULL;
    }

  plain = g_str_equal (g_uri_get_scheme (uri), "http");
  if (plain && !leaf_http_is_loopback (g_uri_get_host (uri)))
    {
      self->fault = LEAF_HTTP_FAULT_PLAIN;
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_INSECURE,
                   _("%s would be reached without encryption, and your password could be read on the way. "
                     "Set up https for the blog."),
                   g_uri_get_host (uri));
      return NULL;
    }

  return g_steal_pointer (&uri);
}

static SoupMessage *
make_message (LeafHttp *self, const LeafHttpRequest *request, GUri *uri)
{
  SoupMessage *message = soup_message_new_from_uri (request->method != NULL ? request->method : SOUP_METHOD_GET, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autofree char *address = g_uri_to_string (uri);

  /* Redirects are ours to judge; libsoup would carry the header along. */
  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (!request->anonymous && self->authorization != NULL && leaf_http_same_origin (address, self->origin))
    soup_message_headers_replace (headers, "Authorization", self->authorization);
  if (request->disposition != NULL)
    soup_message_headers_replace (headers, "Content-Disposition", request->disposition);
  if (request->unmodified_since != NULL)
    soup_message_headers_replace (headers, "If-Unmodified-Since", request->unmodified_since);
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (message, request->content_type, request->body);

  return message;
}

static GBytes *
read_body (LeafHttp *self, GInputStream *stream, gsize limit, gboolean *cut_off, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK_BYTES);
  gint64 end = g_get_monotonic_time () + (gint64) self->timeout * ANSWER_FACTOR * G_USEC_PER_SEC;
  gssize n;

  while ((n = g_input_stream_read (stream, chunk, CHUNK_BYTES, cancellable, error)) > 0)
    {
      if (body->len + (gsize) n > limit)
        {
          g_byte_array_append (body, chunk, limit - body->len);
          *cut_off = TRUE;
          break;
        }
      g_byte_array_append (body, chunk, n);
      if (g_get_monotonic_time () > end)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "");
          return NULL;
        }
    }
  if (n < 0)
    return NULL;

  return g_byte_array_free_to_bytes (g_steal_pointer (&body));
}

static int
parse_retry_after (const char *value)
{
  g_autoptr (GDateTime) date = NULL;
  gint64 seconds = 0;

  if (value == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (value, 10, 0, G_MAXINT, (guint64 *) &seconds, NULL))
    return CLAMP (seconds, 1, 24 * 60 * 60);

  date = soup_date_time_new_from_http_string (value);
  if (date == NULL)
    return 0;
  seconds = g_date_time_to_unix (date) - g_get_real_time () / G_USEC_PER_SEC;
  return CLAMP (seconds, 1, 24 * 60 * 60);
}

/* Cookies are of no use here and of interest to others. */
static char *
dup_fields (SoupMessageHeaders *headers)
{
  g_autoptr (GString) fields = g_string_new ("\n");
  SoupMessageHeadersIter iter;
  const char *name;
  const char *value;

  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value) && fields->len < FIELDS_BYTES)
    if (g_ascii_strcasecmp (name, "Set-Cookie") != 0)
      g_string_append_printf (fields, "%s: %.200s\n", name, value);
  g_string_ascii_down (fields);

  return g_string_free (g_steal_pointer (&fields), FALSE);
}

static LeafHttpAnswer *
make_answer (SoupMessage *message, GBytes *body)
{
  LeafHttpAnswer *answer = g_new0 (LeafHttpAnswer, 1);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *date = soup_message_headers_get_one (headers, "Date");
  g_autoptr (GDateTime) clock = date != NULL ? soup_date_time_new_from_http_string (date) : NULL;
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  answer->status = soup_message_get_status (message);
  answer->address = g_uri_to_string (soup_message_get_uri (message));
  answer->content_type = g_ascii_strdown (type != NULL ? type : "", -1);
  answer->link = g_strdup (soup_message_headers_get_list (headers, "Link"));
  answer->fields = dup_fields (headers);
  answer->date = clock != NULL ? g_date_time_to_unix (clock) : 0;
  answer->retry_after = parse_retry_after (soup_message_headers_get_one (headers, "Retry-After"));
  answer->body = g_bytes_ref (body);

  return answer;
}

static gboolean
accept_time_cb (SoupMessage *message, GTlsCertificate *certificate, GTlsCertificateFlags errors, gpointer data)
{
  return (errors & ~(G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_NOT_ACTIVATED)) == 0;
}

/* What time it is there. A certificate of the right name from a known authority that is wrong by its time alone is more
 * often our clock than theirs, and only the other side can tell; so it is asked for that and nothing else: no log-in, no
 * path, nothing of hers, and by a session of its own, whose connection nobody can use again. 0: it did not say. */
static gint64
ask_clock (GUri *uri, GCancellable *cancellable)
{
  g_autoptr (SoupSession) session = soup_session_new_with_options ("timeout", CLOCK_SECONDS, NULL);
  g_autoptr (GUri) top = g_uri_build (SOUP_HTTP_URI_FLAGS, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                                      g_uri_get_port (uri), "/", NULL, NULL);
  g_autoptr (SoupMessage) message = soup_message_new_from_uri (SOUP_METHOD_HEAD, top);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GDateTime) date = NULL;
  const char *value;

  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_time_cb), NULL);
  stream = soup_session_send (session, message, cancellable, NULL);
  if (stream == NULL)
    return 0;

  value = soup_message_headers_get_one (soup_message_get_response_headers (message), "Date");
  date = value != NULL ? soup_date_time_new_from_http_string (value) : NULL;
  return date != NULL ? g_date_time_to_unix (date) : 0;
}

/* One request, one answer, whatever its status. */
static LeafHttpAnswer *
send_once (LeafHttp *self, SoupMessage *message, gboolean head_only, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) cause = NULL;
  gboolean begun = FALSE;
  gboolean cut_off = FALSE;

  g_signal_connect (message, "starting", G_CALLBACK (starting_cb), &begun);
  stream = soup_session_send (self->session, message, cancellable, &cause);
  if (stream != NULL)
    body = read_body (self, stream, head_only ? HEAD_BYTES : LEAF_HTTP_MAX_BYTES, &cut_off, cancellable, &cause);
  g_signal_handlers_disconnect_by_data (message, &begun);

  if (body == NULL)
    {
      gint64 clock = !begun && leaf_http_blames_time (message) ? ask_clock (soup_message_get_uri (message), cancellable) : 0;

      self->fault = leaf_http_fail (message, begun, clock, cause, error);
      return NULL;
    }
  if (cut_off && !head_only)
    {
      g_autofree char *address = g_uri_to_string (soup_message_get_uri (message));
      g_autofree char *host = leaf_http_dup_host (address);

      self->fault = LEAF_HTTP_FAULT_TOO_LARGE;
      g_set_error (error, LEAF_PUBLISH_ERROR,
                   is_reading (soup_message_get_method (message)) ? LEAF_PUBLISH_ERROR_REFUSED : LEAF_PUBLISH_ERROR_UNCLEAR,
                   _("The answer of %s is too large to be that of a blog."), host);
      return NULL;
    }

  return make_answer (message, body);
}

/* What pointed elsewhere did not say that it has done nothing before. */
static void G_GNUC_PRINTF (4, 5)
fail_redirect (LeafHttp *self, SoupMessage *message, GError **error, const char *format, ...)
{
  g_autoptr (GError) failure = NULL;
  va_list list;

  self->fault = LEAF_HTTP_FAULT_REDIRECT;
  va_start (list, format);
  failure = g_error_new_valist (LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED, format, list);
  va_end (list);
  leaf_publish_error_set_doubtful (failure, !is_reading (soup_message_get_method (message)));
  g_propagate_error (error, g_steal_pointer (&failure));
}

/* Where to go next, or NULL with an error: only reading requests without a secret may leave their origin. */
static GUri *
follow (LeafHttp *self, const LeafHttpRequest *request, SoupMessage *message, GError **error)
{
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (message), "Location");
  g_autofree char *from = g_uri_to_string (soup_message_get_uri (message));
  g_autofree char *host = leaf_http_dup_host (from);
  g_autofree char *to = NULL;
  g_autofree char *to_host = NULL;
  gboolean keeps_method = soup_message_get_status (message) == SOUP_STATUS_TEMPORARY_REDIRECT ||
                          soup_message_get_status (message) == SOUP_STATUS_PERMANENT_REDIRECT;

  if (location != NULL)
    to = g_uri_resolve_relative (from, location, SOUP_HTTP_URI_FLAGS, NULL);
  if (to == NULL)
    {
      fail_redirect (self, message, error, _("%s points to another address, but not to one that exists."), host);
      return NULL;
    }

  to_host = leaf_http_dup_host (to);
  if ((!request->anonymous && !leaf_http_same_origin (from, to)) ||
      (!is_reading (soup_message_get_method (message)) && !keeps_method))
    {
      fail_redirect (self, message, error, _("%s has moved to %s. Set the blog up again with the new address."), host, to_host);
      return NULL;
    }

  return parse_address (self, to, error);
}

static LeafHttpAnswer *
send_following (LeafHttp *self, const LeafHttpRequest *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (GUri) uri = parse_address (self, request->address, error);

  for (int i = 0; uri != NULL; i++)
    {
      g_autoptr (SoupMessage) message = make_message (self, request, uri);
      g_autoptr (LeafHttpAnswer) answer = send_once (self, message, request->head_only, cancellable, error);

      if (answer == NULL)
        return NULL;
      if (!is_redirect (answer->status))
        return g_steal_pointer (&answer);

      g_clear_pointer (&uri, g_uri_unref);
      if (i == MAX_REDIRECTS)
        {
          g_autofree char *host = leaf_http_dup_host (request->address);

          fail_redirect (self, message, error, _("%s sends us round in circles."), host);
          return NULL;
        }
      uri = follow (self, request, message, error);
    }

  return NULL;
}

/**
 * leaf_http_new:
 *
 * Makes a session. It belongs to the calling thread, which is a worker thread: nothing of it touches
 * the main loop.
 *
 * Returns: (transfer full): a new session
 */
LeafHttp *
leaf_http_new (void)
{
  LeafHttp *self = g_new0 (LeafHttp, 1);

  /* libsoup keeps its idle connections' timers in the context of the thread: give it one of its own. */
  self->context = g_main_context_new ();
  self->timeout = TIMEOUT_SECONDS;
  g_main_context_push_thread_default (self->context);
  self->session = soup_session_new_with_options ("timeout", self->timeout,
                                                 "idle-timeout", 20,
                                                 "max-conns-per-host", 1,
                                                 "user-agent", "Flyleaf/" PACKAGE_VERSION,
                                                 NULL);
  g_main_context_pop_thread_default (self->context);
  /* It answers a 401 by asking again, and reads names and passwords out of addresses. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);

  return self;
}

/**
 * leaf_http_free:
 * @self: (transfer full) (nullable): a session
 *
 * Closes the connections, wipes the log-in and frees @self.
 */
void
leaf_http_free (LeafHttp *self)
{
  if (self == NULL)
    return;

  g_main_context_push_thread_default (self->context);
  soup_session_abort (self->session);
  g_clear_object (&self->session);
  while (g_main_context_iteration (self->context, FALSE))
    continue;
  g_main_context_pop_thread_default (self->context);
  g_main_context_unref (self->context);

  leaf_http_set_login (self, NULL, NULL, NULL);
  g_free (self);
}

/**
 * leaf_http_set_timeout:
 * @self: a session
 * @seconds: how long nothing may arrive before a request is given up
 *
 * Sets the patience of @self; 60 seconds unless set. The body of an answer may take five times as long.
 */
void
leaf_http_set_timeout (LeafHttp *self, unsigned int seconds)
{
  self->timeout = seconds;
  soup_session_set_timeout (self->session, seconds);
}

/**
 * leaf_http_set_login:
 * @self: a session
 * @origin: (nullable): an address of the origin the log-in belongs to
 * @user: (nullable): the log-in name
 * @password: (nullable): the password
 *
 * Sets the log-in, sent as Basic authentication (RFC 7617) to the origin of @origin and nowhere else.
 */
void
leaf_http_set_login (LeafHttp *self, const char *origin, const char *user, const char *password)
{
  if (self->authorization != NULL)
    explicit_bzero (self->authorization, strlen (self->authorization));
  g_clear_pointer (&self->authorization, g_free);
  g_clear_pointer (&self->origin, g_free);

  if (origin != NULL && user != NULL && password != NULL)
    {
      char *pair = g_strdup_printf ("%s:%s", user, password);
      char *encoded = g_base64_encode ((const guchar *) pair, strlen (pair));

      self->authorization = g_strconcat ("Basic ", encoded, NULL);
      self->origin = g_strdup (origin);
      explicit_bzero (pair, strlen (pair));
      explicit_bzero (encoded, strlen (encoded));
      g_free (pair);
      g_free (encoded);
    }
}

/**
 * leaf_http_send:
 * @self: a session
 * @request: what to ask
 * @cancellable: (nullable): a cancellable
 * @error: set to a sentence; its code says whether the request can have been carried out
 *
 * Sends a request and waits for its answer, whatever the status. Nothing is sent unencrypted except
 * to this machine. A redirect is followed within its origin, by a request without log-in also beyond.
 * At most %LEAF_HTTP_MAX_BYTES are read.
 *
 * Errors that come before a byte left, and those of reading requests, are
 * %LEAF_PUBLISH_ERROR_TEMPORARY; later ones of writing requests %LEAF_PUBLISH_ERROR_UNCLEAR.
 *
 * Returns: (transfer full): the answer, or %NULL
 */
LeafHttpAnswer *
leaf_http_send (LeafHttp *self, const LeafHttpRequest *request, GCancellable *cancellable, GError **error)
{
  LeafHttpAnswer *answer;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (request != NULL && request->address != NULL, NULL);

  self->fault = LEAF_HTTP_FAULT_NONE;
  g_main_context_push_thread_default (self->context);
  answer = send_following (self, request, cancellable, error);
  g_main_context_pop_thread_default (self->context);

  return answer;
}

/**
 * leaf_http_get_fault:
 * @self: a session
 *
 * Gets the kind of failure of the last request.
 *
 * Returns: the fault, %LEAF_HTTP_FAULT_NONE after a success
 */
LeafHttpFault
leaf_http_get_fault (LeafHttp *self)
{
  return self->fault;
}
