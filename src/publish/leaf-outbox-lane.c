/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox-private.h"

/**
 * leaf_outbox_lane_enter:
 * @lane: (out caller-allocates): a lane
 * @outbox: an outbox
 * @blog: a blog
 * @cancellable: (nullable): a cancellable
 * @error: set when it could not be had
 *
 * Waits until the calling thread is the only one that works for a blog.
 *
 * Returns: whether it is; then leaf_outbox_lane_leave() has to follow
 */
gboolean
leaf_outbox_lane_enter (LeafOutboxLane *lane, LeafOutbox *outbox, gint64 blog, GCancellable *cancellable, GError **error)
{
  *lane = (LeafOutboxLane) { .outbox = outbox, .blog = blog };
  lane->lock = leaf_outbox_lock (outbox->library, blog, cancellable, error);

  return lane->lock >= 0;
}

/**
 * leaf_outbox_lane_leave:
 * @lane: a lane
 *
 * Ends the connection and lets the next one in.
 */
void
leaf_outbox_lane_leave (LeafOutboxLane *lane)
{
  g_clear_object (&lane->publisher);
  g_clear_object (&lane->connected);
  leaf_outbox_unlock (lane->lock);
}

static gboolean
is_same (LeafBlog *a, LeafBlog *b)
{
  g_auto (GStrv) keys = leaf_blog_list_settings (a);
  g_auto (GStrv) other_keys = leaf_blog_list_settings (b);

  if (g_strcmp0 (leaf_blog_get_address (a), leaf_blog_get_address (b)) != 0 ||
      g_strcmp0 (leaf_blog_get_user (a), leaf_blog_get_user (b)) != 0 ||
      g_strcmp0 (leaf_blog_get_name (a), leaf_blog_get_name (b)) != 0 ||
      g_strv_length (keys) != g_strv_length (other_keys))
    return FALSE;

  for (unsigned int i = 0; keys[i] != NULL; i++)
    if (g_strcmp0 (leaf_blog_get_setting (a, keys[i]), leaf_blog_get_setting (b, keys[i])) != 0)
      return FALSE;

  return TRUE;
}

/**
 * leaf_outbox_lane_connect:
 * @lane: a lane
 * @blog: its blog, as it is in the library now
 * @cancellable: (nullable): a cancellable
 * @error: set when the password cannot be had
 *
 * Gets the publisher of the lane. Jobs that follow one another share it, and so one connection, as
 * long as nobody changed the settings of the blog.
 *
 * Returns: (transfer none): the publisher, or %NULL
 */
LeafPublisher *
leaf_outbox_lane_connect (LeafOutboxLane *lane, LeafBlog *blog, GCancellable *cancellable, GError **error)
{
  if (lane->publisher != NULL && is_same (lane->connected, blog))
    return lane->publisher;

  g_clear_object (&lane->publisher);
  g_set_object (&lane->connected, blog);
  lane->publisher = leaf_outbox_connect (lane->outbox, blog, cancellable, error);

  return lane->publisher;
}
