/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-wordpress"

#include "config.h"

#include "leaf-wordpress-private.h"

#include <glib/gi18n.h>

/* What the trash puts behind a slug, so that another post may have it meanwhile. */
#define TRASH_SUFFIX "__trashed"

/**
 * leaf_wordpress_get_now:
 * @self: the blog
 *
 * Gets the time by the server's clock, where it is known: a date that is ahead of that puts a post off.
 *
 * Returns: seconds since 1970
 */
gint64
leaf_wordpress_get_now (LeafWordpress *self)
{
  return self->clock > 0 ? self->clock : g_get_real_time () / G_USEC_PER_SEC;
}

static void
fail_gone (LeafWordpress *self, GError **error)
{
  g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED,
               _("This post was deleted on %s for good. Publish the review again to make it anew."), self->host);
}

static LeafRemotePost *
make_removed (const char *id)
{
  LeafRemotePost *remote = leaf_remote_post_new ();

  remote->id = g_strdup (id);
  remote->state = LEAF_PUBLICATION_REMOVED;
  return remote;
}

/* The answer to a change; without a post in it, it is as unclear as none. */
static LeafRemotePost *
read_answer (LeafWordpress *self, JsonNode *node, GError **error)
{
  LeafRemotePost *remote = JSON_NODE_HOLDS_OBJECT (node) ? leaf_wordpress_read_post (json_node_get_object (node)) : NULL;

  if (remote == NULL)
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_UNCLEAR,
                 _("%s did not say what became of the post. Flyleaf looks for it later."), self->host);

  return remote;
}

/* What is to be changed; members that are NULL stay. */
typedef struct {
  const char *status;
  const char *slug;
  gint64 date;      /* 0: stays */
  gboolean undated; /* as a draft that never had a date */
} Change;

static LeafRemotePost *
change (LeafWordpress *self, const char *id, const Change *wanted, GCancellable *cancellable, GError **error)
{
  g_autofree char *route = g_strconcat ("wp/v2/posts/", id, NULL);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) body = NULL;
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_object (builder);
  if (wanted->status != NULL)
    {
      json_builder_set_member_name (builder, "status");
      json_builder_add_string_value (builder, wanted->status);
    }
  if (wanted->slug != NULL)
    {
      json_builder_set_member_name (builder, "slug");
      json_builder_add_string_value (builder, wanted->slug);
    }
  if (wanted->date != 0)
    {
      g_autofree char *date = leaf_wordpress_format_time (wanted->date);

      json_builder_set_member_name (builder, "date_gmt");
      json_builder_add_string_value (builder, date);
    }
  if (wanted->undated)
    {
      json_builder_set_member_name (builder, "date_gmt");
      json_builder_add_null_value (builder);
    }
  json_builder_end_object (builder);
  body = json_builder_get_root (builder);

  node = leaf_wordpress_post (self, route, LEAF_WORDPRESS_FIELDS, body, NULL, cancellable, error);
  return node != NULL ? read_answer (self, node, error) : NULL;
}

/* A scheduled post loses its date, which would put it off again when it is published. */
static LeafRemotePost *
take_down (LeafWordpress *self, const LeafPublication *publication, GCancellable *cancellable, GError **error)
{
  const Change wanted = {
    .status = "draft",
    .undated = publication->state == LEAF_PUBLICATION_SCHEDULED && publication->published > leaf_wordpress_get_now (self),
  };
  g_autoptr (GError) failure = NULL;
  LeafRemotePost *remote = change (self, publication->remote_id, &wanted, cancellable, &failure);

  if (failure == NULL)
    return remote;
  if (leaf_wordpress_is_refused (self, "rest_post_invalid_id"))
    return make_removed (NULL);

  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* Out of the trash it comes with the slug of the trash, or is put off when its date lies ahead: mended with a second
 * request, which the usual way does not need. */
static LeafRemotePost *
put_back (LeafWordpress *self, const LeafPublication *publication, GCancellable *cancellable, GError **error)
{
  const Change wanted = { .status = "publish" };
  g_autoptr (GError) failure = NULL;
  g_autoptr (LeafRemotePost) remote = change (self, publication->remote_id, &wanted, cancellable, &failure);
  g_autofree char *slug = NULL;
  Change mend = { 0 };

  if (remote == NULL)
    {
      if (leaf_wordpress_is_refused (self, "rest_post_invalid_id"))
        fail_gone (self, error);
      else
        g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  if (remote->slug != NULL && g_str_has_suffix (remote->slug, TRASH_SUFFIX))
    mend.slug = slug = g_strndup (remote->slug, strlen (remote->slug) - strlen (TRASH_SUFFIX));
  if (remote->state == LEAF_PUBLICATION_SCHEDULED)
    {
      mend.status = "publish";
      mend.date = leaf_wordpress_get_now (self) - 1;
    }
  if (mend.slug == NULL && mend.status == NULL)
    return g_steal_pointer (&remote);

  return change (self, publication->remote_id, &mend, cancellable, error);
}

/* Without `force`: to the trash, where the blog has one. */
static LeafRemotePost *
delete (LeafWordpress *self, const LeafPublication *publication, GCancellable *cancellable, GError **error)
{
  g_autofree char *route = g_strconcat ("wp/v2/posts/", publication->remote_id, NULL);
  LeafHttpRequest request = { .method = "DELETE" };
  g_autoptr (GError) failure = NULL;
  g_autoptr (JsonNode) node = leaf_wordpress_send_request (self, &request, route, LEAF_WORDPRESS_FIELDS, cancellable, &failure);

  if (node != NULL)
    return read_answer (self, node, error);
  if (leaf_wordpress_is_refused (self, "rest_already_trashed"))
    return make_removed (publication->remote_id);
  if (leaf_wordpress_is_refused (self, "rest_post_invalid_id"))
    return make_removed (NULL);

  if (leaf_wordpress_is_refused (self, "rest_trash_not_supported"))
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED,
                 _("%s has no trash, and Flyleaf deletes nothing for good. Take the post down instead, or delete it on the blog."),
                 self->host);
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/**
 * leaf_wordpress_change_state:
 * @self: the blog
 * @publication: the post, with its id
 * @job: what is wanted
 * @cancellable: (nullable): a cancellable
 * @error: set on failure
 *
 * Takes a post down, puts it back or trashes it: one request, unless the answer shows that something
 * has to be mended.
 *
 * Returns: (transfer full): the post as it is now, without an id when it is gone for good; or %NULL
 */
LeafRemotePost *
leaf_wordpress_change_state (LeafWordpress *self,
                             const LeafPublication *publication,
                             const LeafJob *job,
                             GCancellable *cancellable,
                             GError **error)
{
  g_return_val_if_fail (publication->remote_id != NULL, NULL);

  switch (job->action)
    {
    case LEAF_JOB_TAKE_DOWN:
      return take_down (self, publication, cancellable, error);
    case LEAF_JOB_PUT_BACK:
      return put_back (self, publication, cancellable, error);
    case LEAF_JOB_DELETE:
      return delete (self, publication, cancellable, error);
    case LEAF_JOB_PUBLISH:
    default:
      g_assert_not_reached ();
    }
}
