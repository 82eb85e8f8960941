/* SPDX-License-Identifier: GPL-3.0-or-later */

/* WordPress knows no "only if it is still so": what somebody writes between our look and our write is overwritten. But it
 * counts a post's revisions, in the answer to the look and to the write: when more than ours came between, the one that
 * was overwritten is among them (measured on 6.1: an update whose title, text and excerpt are as before makes none, every
 * other one makes one, and so does what its editor saves by itself while somebody types). */

#define G_LOG_DOMAIN "leaf-wordpress"

#include "config.h"

#include "leaf-content.h"
#include "leaf-wordpress-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Around what is for machines. */
#define MACHINES "<script type=\"application/ld+json\">"

/* Without the revision controller's own `_fields` of the kind `content.raw`, which 6.1 answers with nothing (measured). */
#define REVISIONS "context=edit&per_page=20&orderby=id&order=desc&_fields=id,slug,modified_gmt,title,content"

/**
 * leaf_wordpress_find_losses:
 * @self: the blog
 * @remote: (inout): what was stored
 * @post: what was sent
 * @media: (element-type utf8 LeafPostMedia): where its pictures are
 *
 * Finds out for what the post has to be sent once more: a featured picture that somebody deleted on the blog,
 * or an account that has lost the role it had when it was last checked, so that WordPress took the element
 * away and left what is for machines as text that readers see.
 */
void
leaf_wordpress_find_losses (LeafWordpress *self, LeafRemotePost *remote, const LeafPost *post, GHashTable *media)
{
  const LeafPostMedia *featured = post->featured != NULL ? g_hash_table_lookup (media, post->featured) : NULL;

  if (featured != NULL && featured->remote_id != NULL && remote->featured != NULL && !g_str_equal (remote->featured, featured->remote_id))
    {
      remote->lost = g_new0 (char *, 2);
      remote->lost[0] = g_strdup (post->featured);
    }
  if (remote->content != NULL && strstr (post->content, MACHINES) != NULL && strstr (remote->content, MACHINES) == NULL)
    {
      remote->filtered = TRUE;
      leaf_blog_set_setting (self->blog, LEAF_BLOG_SETTING_UNFILTERED_HTML, "false");
    }
}

/* The newest that is older than ours and neither it nor what was there before. */
static LeafRemotePost *
pick (JsonArray *revisions, gint64 since, const LeafRemotePost *ours, const char *before)
{
  g_autofree char *own = leaf_remote_post_hash (ours);
  gboolean passed = FALSE;

  for (unsigned int i = 0; i < json_array_get_length (revisions); i++)
    {
      JsonNode *element = json_array_get_element (revisions, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      g_autoptr (LeafRemotePost) revision = leaf_wordpress_read_post (object);
      g_autofree char *hash = revision != NULL ? leaf_remote_post_hash (revision) : NULL;

      if (hash == NULL || leaf_wordpress_get_number (object, "id") <= since ||
          (revision->slug != NULL && strstr (revision->slug, "-autosave-") != NULL))
        continue;
      if (g_str_equal (hash, own) || g_strcmp0 (revision->id, ours->version) == 0)
        passed = TRUE;
      else if (passed && !g_str_equal (hash, before))
        return g_steal_pointer (&revision);
    }

  return NULL;
}

static gboolean
find_overwritten (LeafWordpress *self, LeafRemotePost *remote, gint64 since, const char *before, GCancellable *cancellable, GError **error)
{
  g_autofree char *route = g_strconcat ("wp/v2/posts/", remote->id, "/revisions", NULL);
  g_autoptr (JsonNode) node = leaf_wordpress_get (self, route, REVISIONS, cancellable, error);

  if (node == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_ARRAY (node) && remote->content != NULL)
    remote->overwritten = pick (json_node_get_array (node), since, remote, before);

  return TRUE;
}

/* More revisions than ours came in between; where the blog keeps only so many, their number stays and the newest is another. */
static gboolean
is_crowded (JsonObject *present, JsonObject *stored)
{
  gint64 before = leaf_wordpress_get_link_number (present, "version-history", "count");
  gint64 after = leaf_wordpress_get_link_number (stored, "version-history", "count");

  if (before < 0 || after < 0)
    return FALSE;

  return after > before + 1 ||
         (after <= before && leaf_wordpress_get_link_number (present, "predecessor-version", "id") !=
                               leaf_wordpress_get_link_number (stored, "predecessor-version", "id"));
}

/**
 * leaf_wordpress_look_between:
 * @self: the blog
 * @present: the post as it was before an update
 * @stored: the answer to the update
 * @remote: (inout): what was read out of that
 * @cancellable: (nullable): a cancellable
 * @error: set to %LEAF_PUBLISH_ERROR_UNCLEAR when the blog could not be asked
 *
 * Finds what somebody wrote between the two. Most often the numbers in both say that there is nothing, and
 * nothing is asked.
 *
 * Returns: whether that is known now
 */
gboolean
leaf_wordpress_look_between (LeafWordpress *self,
                             JsonObject *present,
                             JsonObject *stored,
                             LeafRemotePost *remote,
                             GCancellable *cancellable,
                             GError **error)
{
  gint64 since = leaf_wordpress_get_link_number (present, "predecessor-version", "id");
  g_autoptr (LeafRemotePost) before = leaf_wordpress_read_post (present);
  g_autofree char *hash = NULL;
  g_autoptr (GError) failure = NULL;

  if (before == NULL || before->content == NULL || !is_crowded (present, stored))
    return TRUE;

  hash = leaf_remote_post_hash (before);
  if (find_overwritten (self, remote, since, hash, cancellable, &failure))
    return TRUE;
  if (leaf_wordpress_is_own_refusal (failure))
    {
      leaf_remote_post_add_warning (remote, _("Somebody may have changed the post while it was sent. Look at its revisions on the blog."));
      return TRUE;
    }

  /* The post is there, and what was overwritten is found by whoever looks the post up. */
  if (failure->domain == LEAF_PUBLISH_ERROR)
    failure->code = LEAF_PUBLISH_ERROR_UNCLEAR;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* As the answer would have told it. */
static void
compare (LeafWordpress *self, LeafRemotePost *found, const LeafPost *post, const LeafPublication *publication, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  gboolean created = publication->remote_id == NULL && found->twin == NULL;

  leaf_wordpress_compare (self, found, post, created ? publication->uuid : NULL, warnings, cancellable);
  for (unsigned int i = 0; i < warnings->len; i++)
    leaf_remote_post_add_warning (found, g_ptr_array_index (warnings, i));
}

/**
 * leaf_wordpress_examine:
 * @self: the blog
 * @found: (inout): a post of ours that was looked up
 * @post: what was sent
 * @media: (element-type utf8 LeafPostMedia): where its pictures are
 * @publication: what was known of it when it was sent
 * @cancellable: (nullable): a cancellable
 * @error: set when the blog could not be asked
 *
 * Finds out what an answer that got lost would have told.
 *
 * Returns: whether that is known now
 */
gboolean
leaf_wordpress_examine (LeafWordpress *self,
                        LeafRemotePost *found,
                        const LeafPost *post,
                        GHashTable *media,
                        const LeafPublication *publication,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GError) failure = NULL;

  leaf_wordpress_find_losses (self, found, post, media);
  compare (self, found, post, publication, cancellable);
  if (!leaf_wordpress_look_at_terms (self, post->filed, found, error))
    return FALSE;
  /* A new post overwrites nothing, and neither does what she sent to take the place of whatever is there. */
  if (publication->remote_id == NULL || publication->remote_version == NULL || publication->remote_hash == NULL ||
      g_strcmp0 (publication->remote_version, found->version) == 0)
    return TRUE;

  if (find_overwritten (self, found, g_ascii_strtoll (publication->remote_version, NULL, 10), publication->remote_hash, cancellable, &failure) ||
      leaf_wordpress_is_own_refusal (failure))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
