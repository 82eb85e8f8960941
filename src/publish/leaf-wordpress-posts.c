/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-wordpress"

#include "config.h"

#include "leaf-wordpress-private.h"

#include <glib/gi18n.h>

/**
 * leaf_wordpress_format_time:
 * @time: seconds since 1970
 *
 * Writes a time as the interface takes it for `date_gmt`.
 *
 * Returns: (transfer full): the time, UTC
 */
char *
leaf_wordpress_format_time (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time);

  return g_date_time_format (date, "%Y-%m-%dT%H:%M:%S");
}

/**
 * leaf_wordpress_parse_time:
 * @text: (nullable): a time as the interface gives it in `…_gmt`
 *
 * Reads a time.
 *
 * Returns: seconds since 1970; 0 when it is none
 */
gint64
leaf_wordpress_parse_time (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) date = text != NULL ? g_date_time_new_from_iso8601 (text, utc) : NULL;

  return date != NULL ? g_date_time_to_unix (date) : 0;
}

static LeafPublicationState
parse_status (const char *status)
{
  if (g_strcmp0 (status, "publish") == 0 || g_strcmp0 (status, "private") == 0)
    return LEAF_PUBLICATION_PUBLISHED;
  if (g_strcmp0 (status, "future") == 0)
    return LEAF_PUBLICATION_SCHEDULED;
  if (g_strcmp0 (status, "trash") == 0)
    return LEAF_PUBLICATION_REMOVED;

  return LEAF_PUBLICATION_DRAFT;
}

/* It will be opened when she asks for the post: a page on the web, and nothing else a desktop would open. */
static char *
dup_link (JsonObject *object)
{
  const char *link = leaf_wordpress_get_text (object, "link");
  g_autofree char *scheme = link != NULL ? g_uri_parse_scheme (link) : NULL;

  if (scheme == NULL || (g_ascii_strcasecmp (scheme, "https") != 0 && g_ascii_strcasecmp (scheme, "http") != 0))
    return NULL;

  return g_strdup (link);
}

/* The newest of its revisions, as WordPress calls them; 0 where there is none yet, as with a new post of 6.1. */
static char *
dup_version (JsonObject *object)
{
  gint64 version = leaf_wordpress_get_link_number (object, "predecessor-version", "id");

  if (version < 0 && leaf_wordpress_get_link_number (object, "version-history", "count") < 0)
    return NULL;

  return g_strdup_printf ("%" G_GINT64_FORMAT, MAX (version, 0));
}

/**
 * leaf_wordpress_read_post:
 * @object: (nullable): a post in the edit context
 *
 * Reads what the blog says of a post.
 *
 * Returns: (transfer full) (nullable): the post; %NULL when it has no id
 */
LeafRemotePost *
leaf_wordpress_read_post (JsonObject *object)
{
  LeafRemotePost *remote;
  gint64 id = leaf_wordpress_get_number (object, "id");

  if (id <= 0)
    return NULL;

  remote = leaf_remote_post_new ();
  remote->id = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  remote->address = dup_link (object);
  remote->modified = g_strdup (leaf_wordpress_get_text (object, "modified_gmt"));
  remote->title = g_strdup (leaf_wordpress_get_raw (object, "title"));
  remote->content = g_strdup (leaf_wordpress_get_raw (object, "content"));
  remote->slug = g_strdup (leaf_wordpress_get_text (object, "slug"));
  remote->state = parse_status (leaf_wordpress_get_text (object, "status"));
  remote->published = leaf_wordpress_parse_time (leaf_wordpress_get_text (object, "date_gmt"));
  remote->version = dup_version (object);
  remote->terms = leaf_wordpress_read_terms (object);
  if (json_object_has_member (object, "featured_media"))
    remote->featured = g_strdup_printf ("%" G_GINT64_FORMAT, leaf_wordpress_get_number (object, "featured_media"));

  return remote;
}

/**
 * leaf_wordpress_find_all:
 * @self: the blog
 * @marker: the UUID in the post's anchor
 * @cancellable: (nullable): a cancellable
 * @error: set when the blog could not be asked
 *
 * Looks for posts that carry a marker, drafts and trash too.
 *
 * Returns: (transfer full) (element-type LeafRemotePost): the posts, oldest first, or %NULL
 */
GPtrArray *
leaf_wordpress_find_all (LeafWordpress *self, const char *marker, GCancellable *cancellable, GError **error)
{
  g_autofree char *anchor = g_strconcat ("flyleaf-", marker, NULL);
  g_autofree char *query = g_strdup_printf ("search=%s&status=any,trash&context=edit&orderby=id&order=asc&per_page=20&" LEAF_WORDPRESS_FIELDS, anchor);
  g_autoptr (JsonNode) node = leaf_wordpress_get (self, "wp/v2/posts", query, cancellable, error);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_remote_post_free);
  JsonArray *posts;

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY,
                   _("%s did not give a list of its posts. Try again later."), self->host);
      return NULL;
    }

  posts = json_node_get_array (node);
  for (unsigned int i = 0; i < json_array_get_length (posts); i++)
    {
      JsonNode *element = json_array_get_element (posts, i);
      LeafRemotePost *remote = JSON_NODE_HOLDS_OBJECT (element) ? leaf_wordpress_read_post (json_node_get_object (element)) : NULL;

      if (remote != NULL && remote->content != NULL && strstr (remote->content, anchor) != NULL)
        g_ptr_array_add (found, remote);
      else
        leaf_remote_post_free (remote);
    }

  return g_steal_pointer (&found);
}

static gboolean
is_better (const LeafRemotePost *post, const LeafRemotePost *than, const char *id)
{
  if (than == NULL || g_strcmp0 (post->id, id) == 0)
    return TRUE;
  if (g_strcmp0 (than->id, id) == 0)
    return FALSE;

  return post->state != LEAF_PUBLICATION_REMOVED || than->state == LEAF_PUBLICATION_REMOVED;
}

/**
 * leaf_wordpress_find:
 * @self: the blog
 * @marker: the UUID in the post's anchor
 * @id: (nullable): which post it is, if that is known
 * @cancellable: (nullable): a cancellable
 * @error: set when the blog could not be asked
 *
 * Looks a marker up. Of several the one that is known; else one that is on the blog counts more than one in its
 * trash, and the newest, which a lost answer was about, more than one that another library made. It has the other
 * one as its twin.
 *
 * Returns: (transfer full) (nullable): the post, %NULL without @error when there is none
 */
LeafRemotePost *
leaf_wordpress_find (LeafWordpress *self, const char *marker, const char *id, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) found = leaf_wordpress_find_all (self, marker, cancellable, error);
  LeafRemotePost *chosen = NULL;
  unsigned int choice = 0;

  for (unsigned int i = 0; found != NULL && i < found->len; i++)
    if (is_better (g_ptr_array_index (found, i), chosen, id))
      {
        choice = i;
        chosen = g_ptr_array_index (found, i);
      }
  if (chosen == NULL)
    return NULL;

  g_ptr_array_steal_index (found, choice);
  leaf_wordpress_set_twin (chosen, found);
  return chosen;
}

/**
 * leaf_wordpress_fetch:
 * @self: the blog
 * @publication: what is known of the post
 * @cancellable: (nullable): a cancellable
 * @error: set when the blog could not be asked
 *
 * Looks how a post is now, by its id, or by its marker when it has none yet.
 *
 * Returns: (transfer full) (nullable): the post, %NULL without @error when it is gone for good
 */
LeafRemotePost *
leaf_wordpress_fetch (LeafWordpress *self, const LeafPublication *publication, GCancellable *cancellable, GError **error)
{
  g_autofree char *route = g_strconcat ("wp/v2/posts/", publication->remote_id, NULL);
  g_autoptr (GError) failure = NULL;
  g_autoptr (JsonNode) node = NULL;
  LeafRemotePost *remote;

  if (publication->remote_id == NULL)
    return leaf_wordpress_find (self, publication->uuid, NULL, cancellable, error);

  node = leaf_wordpress_get (self, route, "context=edit&" LEAF_WORDPRESS_FIELDS, cancellable, &failure);
  if (node == NULL)
    {
      if (!leaf_wordpress_is_refused (self, "rest_post_invalid_id"))
        g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  remote = JSON_NODE_HOLDS_OBJECT (node) ? leaf_wordpress_read_post (json_node_get_object (node)) : NULL;
  if (remote == NULL)
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY,
                 _("%s did not say what the post is now. Try again later."), self->host);

  return remote;
}

/**
 * leaf_wordpress_find_slug:
 * @self: the blog
 * @slug: the end of an address
 * @publication: (nullable): the post that does not count
 * @free: (out): whether no other post has it
 * @cancellable: (nullable): a cancellable
 * @error: set when the blog could not be asked
 *
 * Asks who has a slug. In the trash a post goes by another one (measured), and wants its own back when
 * it is put back.
 *
 * Returns: whether the blog said so
 */
gboolean
leaf_wordpress_find_slug (LeafWordpress *self,
                          const char *slug,
                          const LeafPublication *publication,
                          gboolean *free,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (slug, NULL, FALSE);
  g_autofree char *query = g_strdup_printf ("slug=%s,%s__trashed&status=any,trash&context=edit&per_page=20&_fields=id", escaped, escaped);
  g_autoptr (JsonNode) node = leaf_wordpress_get (self, "wp/v2/posts", query, cancellable, error);
  gint64 own = publication != NULL && publication->remote_id != NULL ? g_ascii_strtoll (publication->remote_id, NULL, 10) : 0;
  JsonArray *posts;

  if (node == NULL)
    return FALSE;

  *free = TRUE;
  posts = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  for (unsigned int i = 0; posts != NULL && i < json_array_get_length (posts); i++)
    {
      JsonNode *element = json_array_get_element (posts, i);

      if (JSON_NODE_HOLDS_OBJECT (element) && leaf_wordpress_get_number (json_node_get_object (element), "id") != own)
        *free = FALSE;
    }

  return TRUE;
}
