/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-download"

#include "config.h"

#include "leaf-download.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#define CHUNK           (64 * 1024)
#define TIMEOUT_SECONDS 30

G_DEFINE_QUARK (leaf-lookup-error-quark, leaf_lookup_error)

typedef struct
{
  char *address;
  gsize max_bytes;
} Request;

static void
request_free (Request *request)
{
  g_free (request->address);
  g_free (request);
}

static GUri *
parse_address (const char *address, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' ||
      (strcmp (g_uri_get_scheme (uri), "http") != 0 &&
       strcmp (g_uri_get_scheme (uri), "https") != 0))
    {
      g_set_error (error, LEAF_LOOKUP_ERROR, LEAF_LOOKUP_ERROR_ADDRESS,
                   _("“%.200s” is not the address of something on the web."), address);
      return NULL;
    }

  return g_steal_pointer (&uri);
}

static GBytes *
read_bounded (GInputStream *stream, gsize max_bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gint64 deadline = g_get_monotonic_time () + 4 * TIMEOUT_SECONDS * G_TIME_SPAN_SECOND;

  for (;;)
    {
      g_autoptr (GBytes) chunk =
          g_input_stream_read_bytes (stream, CHUNK, cancellable, error);

      if (chunk == NULL)
        return NULL;
      if (g_bytes_get_size (chunk) == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));

      if (g_bytes_get_size (chunk) > max_bytes - bytes->len)
        {
          g_autofree char *limit = g_format_size (max_bytes);

          g_set_error (error, LEAF_LOOKUP_ERROR, LEAF_LOOKUP_ERROR_TOO_LARGE,
                       _("What is at this address is larger than %s."), limit);
          return NULL;
        }
      if (g_get_monotonic_time () > deadline)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "deadline");
          return NULL;
        }

      g_byte_array_append (bytes, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
    }
}

/* Says what went wrong in one sentence; our own errors and a cancellation stay as they are. */
static void
explain (GError **error, const char *host)
{
  g_autoptr (GError) cause = *error;

  *error = NULL;
  if (cause->domain == LEAF_LOOKUP_ERROR || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    *error = g_steal_pointer (&cause);
  else if (cause->domain == G_TLS_ERROR)
    g_set_error (error, LEAF_LOOKUP_ERROR, LEAF_LOOKUP_ERROR_NETWORK,
                 _("The connection to %s is not secure: its certificate is not valid."), host);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_set_error (error, LEAF_LOOKUP_ERROR, LEAF_LOOKUP_ERROR_NETWORK,
                 _("%s took too long to answer."), host);
  else
    g_set_error (error, LEAF_LOOKUP_ERROR, LEAF_LOOKUP_ERROR_NETWORK,
                 _("%s cannot be reached: %s"), host, cause->message);
}

static GBytes *
fetch (GUri *uri, gsize max_bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoupSession) session = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GInputStream) stream = NULL;

  session = soup_session_new_with_options ("user-agent", "Flyleaf/" PACKAGE_VERSION,
                                           "timeout", TIMEOUT_SECONDS,
                                           NULL);
  message = soup_message_new_from_uri (SOUP_METHOD_GET, uri);
  stream = soup_session_send (session, message, cancellable, error);
  if (stream == NULL)
    return NULL;
  if (soup_message_get_status (message) != SOUP_STATUS_OK)
    {
      g_set_error (error, LEAF_LOOKUP_ERROR, LEAF_LOOKUP_ERROR_ANSWER,
                   _("%s has nothing at this address (it answered %u)."),
                   g_uri_get_host (uri), soup_message_get_status (message));
      return NULL;
    }

  return read_bounded (stream, max_bytes, cancellable, error);
}

/**
 * leaf_download:
 * @address: an http or https address
 * @max_bytes: how many bytes to take at most
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error of domain `LEAF_LOOKUP_ERROR`
 *
 * Fetches what is at an address of the web, blocking; for worker threads.
 *
 * No cookie, log-in or other secret is ever sent. Redirects are followed as libsoup does, and an
 * answer other than 200 is an error.
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *
leaf_download (const char    *address,
               gsize          max_bytes,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr (GMainContext) context = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GError) cause = NULL;
  GBytes *bytes;

  g_return_val_if_fail (address != NULL, NULL);

  if ((uri = parse_address (address, error)) == NULL)
    return NULL;

  /* libsoup keeps the timers of its connections in the context of the thread, which for a worker
   * thread without one is the main loop's: it would then run them while we work. */
  context = g_main_context_new ();
  g_main_context_push_thread_default (context);
  bytes = fetch (uri, max_bytes, cancellable, &cause);
  while (g_main_context_iteration (context, FALSE))
    continue;
  g_main_context_pop_thread_default (context);

  if (bytes == NULL)
    {
      explain (&cause, g_uri_get_host (uri));
      g_propagate_error (error, g_steal_pointer (&cause));
    }

  return bytes;
}

static void
download_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  GBytes *bytes = leaf_download (request->address, request->max_bytes, cancellable, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/**
 * leaf_download_async:
 * @address: an http or https address
 * @max_bytes: how many bytes to take at most
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Like [func@download], in a worker thread.
 */
void
leaf_download_async (const char          *address,
                     gsize                max_bytes,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  g_return_if_fail (address != NULL);

  request->address = g_strdup (address);
  request->max_bytes = max_bytes;

  g_task_set_source_tag (task, leaf_download_async);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  g_task_run_in_thread (task, download_thread);
}

/**
 * leaf_download_finish:
 * @result: the result
 * @error: return location for an error
 *
 * Ends what [func@download_async] began.
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *
leaf_download_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, leaf_download_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
