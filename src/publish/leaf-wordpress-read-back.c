/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-wordpress"

#include "config.h"

#include "leaf-content.h"
#include "leaf-wordpress-private.h"

#include <glib/gi18n.h>

static void
compare_words (const char *what, const char *sent, const char *stored, GPtrArray *warnings)
{
  g_autofree char *plain_sent = NULL;
  g_autofree char *plain_stored = NULL;

  if (sent == NULL || stored == NULL)
    return;

  /* WordPress writes "&" as an entity for accounts whose HTML it filters. */
  plain_sent = leaf_wordpress_decode_text (sent);
  plain_stored = leaf_wordpress_decode_text (stored);
  if (!g_str_equal (plain_sent, plain_stored))
    g_ptr_array_add (warnings, g_strdup_printf (_("The blog changed the %s to “%s”."), what, plain_stored));
}

static void
compare_status (const LeafRemotePost *remote, const LeafJob *job, JsonObject *object, GPtrArray *warnings)
{
  const char *status = leaf_wordpress_get_text (object, "status");

  if (g_strcmp0 (status, "pending") == 0)
    g_ptr_array_add (warnings, g_strdup (_("The post waits for somebody on the blog to approve it.")));
  else if (job->wanted == LEAF_PUBLICATION_PUBLISHED && remote->state == LEAF_PUBLICATION_SCHEDULED)
    g_ptr_array_add (warnings, g_strdup (_("The blog put the post off, because its date lies ahead. Check the clock of the server.")));
  else if (job->wanted == LEAF_PUBLICATION_SCHEDULED && remote->state == LEAF_PUBLICATION_PUBLISHED)
    g_ptr_array_add (warnings, g_strdup (_("The post is on the blog already, not only from the time you chose.")));
  else if (job->wanted == LEAF_PUBLICATION_PUBLISHED && remote->state == LEAF_PUBLICATION_DRAFT)
    g_ptr_array_add (warnings, g_strdup (_("The blog kept the post as a draft.")));
}

/* Ids the blog does not know are silently dropped (measured): ask for the names anew and file the post again. */
static gboolean
restore_terms (LeafWordpress *self, const char *id, JsonObject *stored, const LeafPost *post, GPtrArray *warnings,
               GCancellable *cancellable, GError **error)
{
  g_autofree char *route = g_strconcat ("wp/v2/posts/", id, NULL);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) body = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (LeafWordpressTerms) terms = NULL;

  if (!leaf_wordpress_forget_terms (self, post->filed, error))
    return FALSE;
  terms = leaf_wordpress_resolve_terms (self, post->filed, stored, warnings, cancellable, error);
  if (terms == NULL || !leaf_wordpress_keep_terms (self, terms, stored, error))
    return FALSE;

  json_builder_begin_object (builder);
  leaf_wordpress_add_terms (terms, builder);
  json_builder_end_object (builder);
  body = json_builder_get_root (builder);
  node = leaf_wordpress_post (self, route, LEAF_WORDPRESS_FIELDS, body, NULL, cancellable, error);
  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (node) || !leaf_wordpress_has_terms (terms, json_node_get_object (node)))
    g_ptr_array_add (warnings, g_strdup (_("The blog dropped some of the genres.")));

  return TRUE;
}

/* The post is there: that it is not filed is told, and publishing once more mends it. */
static void
file_again (LeafWordpress *self, LeafRemotePost *remote, JsonObject *stored, const LeafPost *post, GPtrArray *warnings,
            GCancellable *cancellable)
{
  g_autoptr (GError) failure = NULL;

  if (restore_terms (self, remote->id, stored, post, warnings, cancellable, &failure))
    return;

  remote->left_unfiled = TRUE;
  /* Translators: %s is a sentence that says why */
  g_ptr_array_add (warnings, g_strdup_printf (_("The blog dropped some of the genres. Publish once more to file the post under them. %s"),
                                              failure->message));
}

/**
 * leaf_wordpress_set_twin:
 * @remote: (inout): our post
 * @found: (element-type LeafRemotePost): posts with its marker
 *
 * Notes the one that is on the blog beside ours, if there is one.
 */
void
leaf_wordpress_set_twin (LeafRemotePost *remote, GPtrArray *found)
{
  for (unsigned int i = 0; i < found->len && remote->twin == NULL; i++)
    {
      const LeafRemotePost *other = g_ptr_array_index (found, i);

      if (other->state != LEAF_PUBLICATION_REMOVED && !g_str_equal (other->id, remote->id))
        remote->twin = g_strdup (other->address != NULL ? other->address : other->id);
    }
}

/* A slug that is not ours says that there is another post of that name: is that one ours too? */
static void
look_for_twin (LeafWordpress *self, const LeafPost *post, LeafRemotePost *remote, const char *marker, GPtrArray *warnings,
               GCancellable *cancellable)
{
  g_autoptr (GPtrArray) found = NULL;

  if (remote->slug == NULL || *remote->slug == '\0' || g_strcmp0 (remote->slug, post->slug) == 0)
    return;

  found = leaf_wordpress_find_all (self, marker, cancellable, NULL);
  if (found != NULL)
    leaf_wordpress_set_twin (remote, found);
  if (remote->twin == NULL)
    g_ptr_array_add (warnings, g_strdup_printf (_("The blog gave the post the address “%s”, because another one has “%s”."),
                                                remote->slug, post->slug));
}

/**
 * leaf_wordpress_compare:
 * @self: the blog
 * @remote: (inout): what was stored
 * @post: what was sent
 * @marker: (nullable): the marker of a post that is new; %NULL: it is not
 * @warnings: (element-type utf8): added to
 * @cancellable: (nullable): a cancellable
 *
 * Compares title and address, and looks for a twin when the address of a new post is another one.
 */
void
leaf_wordpress_compare (LeafWordpress *self,
                        LeafRemotePost *remote,
                        const LeafPost *post,
                        const char *marker,
                        GPtrArray *warnings,
                        GCancellable *cancellable)
{
  compare_words (_("title"), post->title, remote->title, warnings);
  if (marker != NULL)
    look_for_twin (self, post, remote, marker, warnings, cancellable);
}

/**
 * leaf_wordpress_read_back:
 * @self: the blog
 * @node: what the blog answered
 * @post: what was sent
 * @source: what it was made of
 * @media: (element-type utf8 LeafPostMedia): where its pictures are
 * @terms: the terms it was sent with
 * @job: what was wanted
 * @created: whether it is a new post
 * @warnings: (element-type utf8): what is known of differences already; added to
 * @cancellable: (nullable): a cancellable
 * @error: set when the answer does not say where the post is
 *
 * Compares what was stored with what was sent.
 *
 * Returns: (transfer full): the post with its warnings, or %NULL
 */
LeafRemotePost *
leaf_wordpress_read_back (LeafWordpress *self, JsonNode *node, const LeafPost *post, const LeafPostSource *source, GHashTable *media,
           const LeafWordpressTerms *terms,
           const LeafJob *job, gboolean created, GPtrArray *warnings, GCancellable *cancellable, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (LeafRemotePost) remote = leaf_wordpress_read_post (object);

  if (remote == NULL)
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_UNCLEAR,
                   _("%s did not say where it put the post. Flyleaf looks for it later."), self->host);
      return NULL;
    }

  leaf_wordpress_compare (self, remote, post, created ? source->marker : NULL, warnings, cancellable);
  if (remote->content != NULL)
    leaf_content_compare (post->content, remote->content, warnings);
  compare_status (remote, job, object, warnings);
  leaf_wordpress_find_losses (self, remote, post, media);

  if (!leaf_wordpress_has_terms (terms, object))
    file_again (self, remote, object, post, warnings, cancellable);

  g_ptr_array_add (warnings, NULL);
  remote->warnings = g_strdupv ((char **) warnings->pdata);
  return g_steal_pointer (&remote);
}
