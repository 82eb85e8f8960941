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
  g_free (self->version);
  g_free (self->title);
  g_free (self->content);
  g_free (self->slug);
  g_strfreev (self->warnings);
  g_free (self->featured);
  g_strfreev (self->lost);
  g_free (self->twin);
  g_strfreev (self->terms);
  leaf_remote_post_free (self->overwritten);
  g_free (self);
}

/**
 * leaf_remote_post_add_warning:
 * @self: a description
 * @sentence: what the blog did
 *
 * Adds to the warnings.
 */
void
leaf_remote_post_add_warning (LeafRemotePost *self, const char *sentence)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (unsigned int i = 0; self->warnings != NULL && self->warnings[i] != NULL; i++)
    g_strv_builder_add (builder, self->warnings[i]);
  g_strv_builder_add (builder, sentence);
  g_strfreev (self->warnings);
  self->warnings = g_strv_builder_end (builder);
}

/**
 * leaf_remote_post_hash:
 * @self: a description
 *
 * Makes a short form of what the blog has, to tell later whether somebody changed it there. The blog's
 * own time stamp cannot: it goes by the second, and moves when nothing changed (measured).
 *
 * Returns: (transfer full) (nullable): SHA-256 in hexadecimal; %NULL when the blog did not say what it has
 */
char *
leaf_remote_post_hash (const LeafRemotePost *self)
{
  g_autofree char *whole = NULL;

  if (self->content == NULL)
    return NULL;

  whole = g_strconcat (self->title != NULL ? self->title : "", "\n", self->content, NULL);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, whole, -1);
}
