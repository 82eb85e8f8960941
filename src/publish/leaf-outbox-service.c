/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox-private.h"

/* Blogs that are served at the same time; the others wait for their turn. */
#define MAX_LANES 6

typedef struct {
  LeafOutbox *outbox;
  LeafOutboxServe serve;
  gpointer data;
  GCancellable *cancellable;
} Service;

static void
serve_blog (gpointer item, gpointer data)
{
  const Service *service = data;
  const gint64 *blog = item;
  g_autoptr (GError) error = NULL;
  LeafOutboxLane lane;

  if (!leaf_outbox_lane_enter (&lane, service->outbox, *blog, service->cancellable, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("%s", error->message);
      return;
    }

  service->serve (&lane, service->data);
  leaf_outbox_lane_leave (&lane);
}

/**
 * leaf_outbox_serve_blogs:
 * @self: an outbox
 * @blogs: (element-type gint64): blogs, each once
 * @serve: what to do in the lane of each
 * @data: for @serve, which several threads call at once
 * @cancellable: (nullable): ends the waiting for lanes
 *
 * Serves blogs side by side, a bounded number at a time, and waits for the last. One alone is served by
 * the calling thread.
 */
void
leaf_outbox_serve_blogs (LeafOutbox *self, GArray *blogs, LeafOutboxServe serve, gpointer data, GCancellable *cancellable)
{
  Service service = { self, serve, data, cancellable };
  GThreadPool *pool = blogs->len > 1 ? g_thread_pool_new (serve_blog, &service, MAX_LANES, FALSE, NULL) : NULL;

  for (unsigned int i = 0; i < blogs->len; i++)
    {
      gint64 *blog = &g_array_index (blogs, gint64, i);

      /* When the system has no thread left, one after the other does it, too. */
      if (pool == NULL || !g_thread_pool_push (pool, blog, NULL))
        serve_blog (blog, &service);
    }
  if (pool != NULL)
    g_thread_pool_free (pool, FALSE, TRUE);
}
