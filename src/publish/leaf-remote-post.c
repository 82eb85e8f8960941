/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-publisher"

#include "config.h"

#include "leaf-publisher.h"

/**
 * leaf_remote_post_new:
 *
 * Makes an empty description of a post on a blog; its fields are set directly.
 *
 * Returns: (transfer full): a new description
 */
LeafRemotePost *
leaf_remote_post_new (void)
{
  return g_new0 (LeafRemotePost, 1);
}

/**
 * leaf_remote_post_free:
 * @self: (transfer full) (nullable): a description
 *
 * Frees @self.
 */
void
leaf_remote_post_free (LeafRemotePost *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->address);
  g_free (self->modified);
  g_free (self->content);
  g_free (self->slug);
  g_strfreev (self->warnings);
  g_strfreev (self->lost);
  g_free (self);
}
