/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-preview"

#include "config.h"

#include "leaf-preview-server.h"

#include "leaf-authorization.h"
#include "leaf-outbox-private.h"
#include "leaf-preview-page.h"
#include "leaf-site-resources.h"

#include <libsoup/soup.h>
#include <string.h>

#define RESOURCES "/io/github/flyleaf_app/Flyleaf/"
#define PICTURE "picture/"

struct _LeafPreviewServer
{
  GObject parent_instance;

  LeafLibrary *library;
  SoupServer *server;
  GCancellable *cancellable; /* of the answers that are being made */
  char *host;                /* "127.0.0.1:PORT" */
  char *token;
};

G_DEFINE_FINAL_TYPE (LeafPreviewServer, leaf_preview_server, G_TYPE_OBJECT)

/* One request, answered by a thread. */
typedef struct
{
  LeafLibrary *library;
  SoupServerMessage *message; /* owned until it is answered */
  gulong handler;
  gboolean gone; /* the browser went away meanwhile */
  gint64 review;
  gint64 blog;
  char *pictures; /* the address they are below */
  char *part;     /* "", "version", "picture/SHA-256" */
  char *mime_type;
  gboolean found;
} Exchange;

static void
exchange_free (Exchange *exchange)
{
  g_object_unref (exchange->library);
  g_free (exchange->pictures);
  g_free (exchange->part);
  g_free (exchange->mime_type);
  g_free (exchange);
}

static void
finished_cb (SoupServerMessage *message, Exchange *exchange)
{
  exchange->gone = TRUE;
}

static void
refuse (SoupServerMessage *message)
{
  soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
}

static void
answer (SoupServerMessage *message, const char *mime_type, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, mime_type, SOUP_MEMORY_COPY, data, size);
}

static GBytes *
take_text (char *text)
{
  return g_bytes_new_take (text, strlen (text));
}

static void
compose_func (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Exchange *exchange = data;
  g_autofree char *version = NULL;
  g_autofree char *page = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  if (g_str_has_prefix (exchange->part, PICTURE))
    {
      bytes = leaf_outbox_preview_picture (exchange->library, exchange->review, exchange->blog, exchange->part + strlen (PICTURE),
                                           &exchange->mime_type, &error);
      if (bytes == NULL)
        g_task_return_error (task, g_steal_pointer (&error));
      else
        {
          exchange->found = TRUE;
          g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
        }
      return;
    }

  page = leaf_preview_page_make (exchange->library, exchange->review, exchange->blog, exchange->pictures, &exchange->found, &version);
  if (*exchange->part == '\0')
    {
      exchange->mime_type = g_strdup ("text/html; charset=utf-8");
      bytes = take_text (g_steal_pointer (&page));
    }
  else
    {
      exchange->mime_type = g_strdup ("text/plain; charset=utf-8");
      bytes = take_text (g_steal_pointer (&version));
    }
  g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
}

static void
composed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = G_TASK (result);
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (task, &error);

  g_autoptr (SoupServerMessage) message = exchange->message;

  /* Here, as the thread may be the last to let the task go. */
  g_signal_handler_disconnect (message, exchange->handler);
  /* When the server has stopped, its connections have with it. */
  if (exchange->gone || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (bytes != NULL)
    answer (message, exchange->mime_type, bytes);
  /* A page that says what is not there is a refusal all the same. */
  if (bytes == NULL || !exchange->found)
    refuse (message);
  soup_server_message_unpause (message);
}

static void
compose (LeafPreviewServer *self, SoupServerMessage *message, gint64 review, gint64 blog, const char *part)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, composed_cb, NULL);
  g_autofree char *address = leaf_preview_server_dup_address (self, review, blog);
  Exchange *exchange = g_new0 (Exchange, 1);

  exchange->library = g_object_ref (self->library);
  exchange->message = g_object_ref (message);
  exchange->handler = g_signal_connect (message, "finished", G_CALLBACK (finished_cb), exchange);
  exchange->review = review;
  exchange->blog = blog;
  exchange->pictures = g_strconcat (address, PICTURE, NULL);
  exchange->part = g_strdup (part);

  g_task_set_source_tag (task, compose);
  g_task_set_task_data (task, exchange, (GDestroyNotify) exchange_free);
  soup_server_message_pause (message);
  g_task_run_in_thread (task, compose_func);
}

static void
answer_resource (SoupServerMessage *message, const char *name, const char *mime_type)
{
  g_autofree char *path = g_strconcat (RESOURCES, name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (leaf_site_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (bytes != NULL)
    answer (message, mime_type, bytes);
  else
    refuse (message);
}

static gboolean
is_picture (const char *part)
{
  const char *sha256 = part + strlen (PICTURE);

  return g_str_has_prefix (part, PICTURE) && strlen (sha256) == 64 && strspn (sha256, "0123456789abcdef") == 64;
}

/* "/TOKEN/REVIEW/BLOG/PART"; libsoup has resolved the dots before anybody can see them. No part is ever the name of a file. */
static gboolean
parse_path (LeafPreviewServer *self, const char *path, gint64 *review, gint64 *blog, char **part)
{
  g_auto (GStrv) words = g_strsplit (path, "/", 5);
  guint64 numbers[2];

  if (g_strv_length (words) != 5 || *words[0] != '\0' || !g_str_equal (words[1], self->token))
    return FALSE;
  if (!g_ascii_string_to_unsigned (words[2], 10, 1, G_MAXINT64, &numbers[0], NULL)
      || !g_ascii_string_to_unsigned (words[3], 10, 0, G_MAXINT64, &numbers[1], NULL))
    return FALSE;

  *review = (gint64) numbers[0];
  *blog = (gint64) numbers[1];
  *part = g_strdup (words[4]);
  return TRUE;
}

/* A page of the web that had its name led here would send that name: no other Host than ours. */
static gboolean
is_ours (LeafPreviewServer *self, SoupServerMessage *message)
{
  const char *host = soup_message_headers_get_list (soup_server_message_get_request_headers (message), "Host");
  const char *method = soup_server_message_get_method (message);

  return g_strcmp0 (host, self->host) == 0 && (g_str_equal (method, "GET") || g_str_equal (method, "HEAD"));
}

static void
set_headers (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_message_headers_replace (headers, "Content-Security-Policy",
                                "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
}

static void
handle_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  LeafPreviewServer *self = data;
  g_autofree char *part = NULL;
  gint64 review, blog;

  set_headers (message);
  if (!is_ours (self, message) || !parse_path (self, path, &review, &blog, &part))
    refuse (message);
  else if (g_str_equal (part, "style.css"))
    answer_resource (message, "site/style.css", "text/css; charset=utf-8");
  else if (g_str_equal (part, "preview.js"))
    answer_resource (message, "preview/preview.js", "text/javascript; charset=utf-8");
  else if (*part == '\0' || g_str_equal (part, "version") || is_picture (part))
    compose (self, message, review, blog, part);
  else
    refuse (message);
}

static void
leaf_preview_server_dispose (GObject *object)
{
  LeafPreviewServer *self = LEAF_PREVIEW_SERVER (object);

  g_cancellable_cancel (self->cancellable);
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);

  G_OBJECT_CLASS (leaf_preview_server_parent_class)->dispose (object);
}

static void
leaf_preview_server_finalize (GObject *object)
{
  LeafPreviewServer *self = LEAF_PREVIEW_SERVER (object);

  g_object_unref (self->cancellable);
  g_object_unref (self->library);
  g_free (self->host);
  g_free (self->token);

  G_OBJECT_CLASS (leaf_preview_server_parent_class)->finalize (object);
}

static void
leaf_preview_server_class_init (LeafPreviewServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = leaf_preview_server_dispose;
  object_class->finalize = leaf_preview_server_finalize;
}

static void
leaf_preview_server_init (LeafPreviewServer *self)
{
  self->cancellable = g_cancellable_new ();
  self->token = leaf_authorization_make_state ();
}

/**
 * leaf_preview_server_new:
 * @library: a library
 * @error: set when this computer does not let it listen
 *
 * Starts to answer, at an address of this computer alone. It stops with the last reference.
 *
 * Returns: (transfer full): the server, or %NULL
 */
LeafPreviewServer *
leaf_preview_server_new (LeafLibrary *library, GError **error)
{
  g_autoptr (LeafPreviewServer) self = g_object_new (LEAF_TYPE_PREVIEW_SERVER, NULL);
  GSList *uris;

  self->library = g_object_ref (library);
  /* Escapes stay: nothing that we give out needs one. */
  self->server = soup_server_new ("raw-paths", TRUE, NULL);
  soup_server_add_handler (self->server, NULL, handle_cb, self, NULL);
  if (!soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return NULL;

  uris = soup_server_get_uris (self->server);
  self->host = g_strdup_printf ("127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return g_steal_pointer (&self);
}

/**
 * leaf_preview_server_dup_address:
 * @self: a server
 * @review: a review
 * @blog: a blog, or 0 for none
 *
 * Returns: (transfer full): where the browser finds the post
 */
char *
leaf_preview_server_dup_address (LeafPreviewServer *self, gint64 review, gint64 blog)
{
  return g_strdup_printf ("http://%s/%s/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/", self->host, self->token, review, blog);
}
