/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-wordpress"

#include "config.h"

#include "leaf-wordpress-private.h"

/* All pauses together are nearly twice as long. */
#define LONGEST_PAUSE 4000

static void leaf_wordpress_publisher_init (LeafPublisherInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LeafWordpress, leaf_wordpress, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LEAF_TYPE_PUBLISHER, leaf_wordpress_publisher_init))

static gboolean
leaf_wordpress_check (LeafPublisher *publisher, GCancellable *cancellable, GError **error)
{
  return leaf_wordpress_check_account (LEAF_WORDPRESS (publisher), cancellable, error);
}

static gboolean
leaf_wordpress_publisher_revoke (LeafPublisher *publisher, gboolean ours_only, GCancellable *cancellable, GError **error)
{
  return leaf_wordpress_revoke (LEAF_WORDPRESS (publisher), ours_only, cancellable, error);
}

static LeafMarkup
leaf_wordpress_get_markup (LeafPublisher *publisher, LeafPostFlags *flags)
{
  LeafWordpress *self = LEAF_WORDPRESS (publisher);

  *flags = 0;
  if (leaf_blog_get_flag (self->blog, LEAF_BLOG_SETTING_UNFILTERED_HTML))
    *flags |= LEAF_POST_JSON_LD;
  if (leaf_blog_get_flag (self->blog, LEAF_BLOG_SETTING_DETAILS_BLOCK))
    *flags |= LEAF_POST_DETAILS_BLOCK;

  return LEAF_MARKUP_WORDPRESS;
}

static LeafPostMedia *
leaf_wordpress_publisher_upload (LeafPublisher *publisher,
                                 const LeafPostPicture *picture,
                                 GBytes *bytes,
                                 const char *mime_type,
                                 gboolean unclear,
                                 GCancellable *cancellable,
                                 GError **error)
{
  return leaf_wordpress_upload (LEAF_WORDPRESS (publisher), picture, bytes, mime_type, unclear, cancellable, error);
}

static LeafRemotePost *
leaf_wordpress_publisher_find (LeafPublisher *publisher,
                               const char *marker,
                               const char *id,
                               const char *slug,
                               GCancellable *cancellable,
                               GError **error)
{
  return leaf_wordpress_find (LEAF_WORDPRESS (publisher), marker, id, cancellable, error);
}

static LeafRemotePost *
leaf_wordpress_publisher_send (LeafPublisher *publisher,
                               const LeafPost *post,
                               const LeafPostSource *source,
                               GHashTable *media,
                               const LeafPublication *publication,
                               const LeafJob *job,
                               GCancellable *cancellable,
                               GError **error)
{
  return leaf_wordpress_send (LEAF_WORDPRESS (publisher), post, source, media, publication, job, cancellable, error);
}

static gboolean
leaf_wordpress_publisher_examine (LeafPublisher *publisher,
                                  LeafRemotePost *found,
                                  const LeafPost *post,
                                  GHashTable *media,
                                  const LeafPublication *publication,
                                  GCancellable *cancellable,
                                  GError **error)
{
  return leaf_wordpress_examine (LEAF_WORDPRESS (publisher), found, post, media, publication, cancellable, error);
}

static LeafRemotePost *
leaf_wordpress_publisher_fetch (LeafPublisher *publisher, const LeafPublication *publication, GCancellable *cancellable, GError **error)
{
  return leaf_wordpress_fetch (LEAF_WORDPRESS (publisher), publication, cancellable, error);
}

static LeafRemotePost *
leaf_wordpress_publisher_change_state (LeafPublisher *publisher,
                                       const LeafPublication *publication,
                                       const LeafJob *job,
                                       GCancellable *cancellable,
                                       GError **error)
{
  return leaf_wordpress_change_state (LEAF_WORDPRESS (publisher), publication, job, cancellable, error);
}

static GPtrArray *
leaf_wordpress_publisher_list_terms (LeafPublisher *publisher, GCancellable *cancellable, GError **error)
{
  return leaf_wordpress_list_terms (LEAF_WORDPRESS (publisher), cancellable, error);
}

static gboolean
leaf_wordpress_publisher_find_slug (LeafPublisher *publisher,
                                    const char *slug,
                                    const LeafPublication *publication,
                                    gboolean *free,
                                    GCancellable *cancellable,
                                    GError **error)
{
  return leaf_wordpress_find_slug (LEAF_WORDPRESS (publisher), slug, publication, free, cancellable, error);
}

static void
leaf_wordpress_publisher_init (LeafPublisherInterface *interface)
{
  interface->flags = LEAF_PUBLISHER_NEEDS_PASSWORD | LEAF_PUBLISHER_SCHEDULES | LEAF_PUBLISHER_DRAFTS | LEAF_PUBLISHER_TAKES_DOWN |
                     LEAF_PUBLISHER_DELETES | LEAF_PUBLISHER_TRASH | LEAF_PUBLISHER_CATEGORIES | LEAF_PUBLISHER_COMMENTS |
                     LEAF_PUBLISHER_FEATURED;
  interface->check = leaf_wordpress_check;
  interface->revoke = leaf_wordpress_publisher_revoke;
  interface->get_markup = leaf_wordpress_get_markup;
  interface->upload = leaf_wordpress_publisher_upload;
  interface->find = leaf_wordpress_publisher_find;
  interface->send = leaf_wordpress_publisher_send;
  interface->examine = leaf_wordpress_publisher_examine;
  interface->fetch = leaf_wordpress_publisher_fetch;
  interface->change_state = leaf_wordpress_publisher_change_state;
  interface->list_terms = leaf_wordpress_publisher_list_terms;
  interface->find_slug = leaf_wordpress_publisher_find_slug;
}

static void
leaf_wordpress_finalize (GObject *object)
{
  LeafWordpress *self = LEAF_WORDPRESS (object);

  if (self->password != NULL)
    explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  g_free (self->host);
  g_free (self->authorize);
  g_free (self->icon);
  g_clear_pointer (&self->refusal, json_node_unref);
  g_clear_pointer (&self->http, leaf_http_free);
  g_clear_object (&self->blog);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (leaf_wordpress_parent_class)->finalize (object);
}

static void
leaf_wordpress_class_init (LeafWordpressClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = leaf_wordpress_finalize;
}

static void
leaf_wordpress_init (LeafWordpress *self)
{
  self->http = leaf_http_new ();
  self->longest_pause = LONGEST_PAUSE;
}

/**
 * leaf_wordpress_set_root:
 * @self: the blog
 * @root: the root of its interface
 *
 * Remembers where the interface is; from now on the log-in goes there, and to no other origin.
 */
void
leaf_wordpress_set_root (LeafWordpress *self, const char *root)
{
  g_free (self->host);
  self->host = leaf_http_dup_host (root);
  if (g_strcmp0 (leaf_blog_get_setting (self->blog, LEAF_BLOG_SETTING_API_ROOT), root) != 0)
    leaf_blog_set_setting (self->blog, LEAF_BLOG_SETTING_API_ROOT, root);
  leaf_http_set_login (self->http, root, leaf_blog_get_user (self->blog), self->password);
}

/**
 * leaf_wordpress_new:
 * @blog: the blog
 * @library: (nullable): the library it is in, where terms once made are remembered
 * @password: (nullable): an application password
 *
 * Makes a publisher for a WordPress. It belongs to the calling thread.
 *
 * Returns: (transfer full): a publisher
 */
LeafPublisher *
leaf_wordpress_new (LeafBlog *blog, LeafLibrary *library, const char *password)
{
  LeafWordpress *self;
  const char *root;

  g_return_val_if_fail (LEAF_IS_BLOG (blog), NULL);

  self = g_object_new (LEAF_TYPE_WORDPRESS, NULL);
  self->blog = g_object_ref (blog);
  self->library = library != NULL ? g_object_ref (library) : NULL;
  self->password = g_strdup (password);
  self->host = leaf_http_dup_host (leaf_blog_get_address (blog));

  root = leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_API_ROOT);
  if (root != NULL && *root != '\0')
    leaf_wordpress_set_root (self, root);

  return LEAF_PUBLISHER (self);
}
