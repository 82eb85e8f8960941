/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-publisher"

#include "config.h"

#include "leaf-publisher.h"

#include "leaf-pictures.h"
#include "leaf-site.h"
#include "leaf-wordpress.h"

#include <glib/gi18n.h>

G_DEFINE_INTERFACE (LeafPublisher, leaf_publisher, G_TYPE_OBJECT)

static void
leaf_publisher_default_init (LeafPublisherInterface *interface)
{
}

/**
 * leaf_publisher_new:
 * @blog: a blog; read now, its settings are written by leaf_publisher_check() only
 * @library: the library the blog is in
 * @password: (nullable): its password, for systems that need one
 * @error: set when Flyleaf does not know the system, or needs a password
 *
 * Makes the publisher for the system of @blog. It is made, used and freed in one worker thread.
 *
 * Returns: (transfer full): a publisher, or %NULL
 */
LeafPublisher *
leaf_publisher_new (LeafBlog *blog, LeafLibrary *library, const char *password, GError **error)
{
  g_return_val_if_fail (LEAF_IS_BLOG (blog), NULL);

  if (g_strcmp0 (leaf_blog_get_system (blog), LEAF_BLOG_SYSTEM_WORDPRESS) == 0)
    return leaf_wordpress_new (blog, library, password);
  if (g_strcmp0 (leaf_blog_get_system (blog), LEAF_BLOG_SYSTEM_SITE) == 0)
    return leaf_site_new (blog, library);

  g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FAILED,
               _("This Flyleaf cannot publish to “%s”: it does not know blogs of the kind “%s”."),
               leaf_blog_get_name (blog), leaf_blog_get_system (blog));
  return NULL;
}

/**
 * leaf_publisher_find_flags:
 * @blog: a blog
 *
 * Finds out what the system of a blog can do, without making a publisher for it: nobody is asked, and nothing is
 * connected.
 *
 * Returns: flags; none where Flyleaf does not know the system
 */
LeafPublisherFlags
leaf_publisher_find_flags (LeafBlog *blog)
{
  const char *system;
  g_autoptr (GTypeClass) type_class = NULL;

  g_return_val_if_fail (LEAF_IS_BLOG (blog), 0);

  system = leaf_blog_get_system (blog);
  if (g_strcmp0 (system, LEAF_BLOG_SYSTEM_WORDPRESS) == 0)
    type_class = g_type_class_ref (LEAF_TYPE_WORDPRESS);
  else if (g_strcmp0 (system, LEAF_BLOG_SYSTEM_SITE) == 0)
    type_class = g_type_class_ref (LEAF_TYPE_SITE);

  return type_class != NULL ? ((LeafPublisherInterface *) g_type_interface_peek (type_class, LEAF_TYPE_PUBLISHER))->flags : 0;
}

/**
 * leaf_publisher_check:
 * @self: a publisher
 * @cancellable: (nullable): a cancellable
 * @error: set to what is wrong with the address or the log-in
 *
 * Asks the blog whether address and log-in are good, and fills in the blog's name and what the
 * account may do. Save the blog afterwards.
 *
 * Returns: whether they are
 */
gboolean
leaf_publisher_check (LeafPublisher *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (LEAF_IS_PUBLISHER (self), FALSE);

  return LEAF_PUBLISHER_GET_IFACE (self)->check (self, cancellable, error);
}

/**
 * leaf_publisher_revoke:
 * @self: a publisher
 * @ours_only: only a password that the blog made for Flyleaf, and none that was pasted
 * @cancellable: (nullable): a cancellable
 * @error: set when the password is still good
 *
 * Makes the blog forget the password. A system without passwords has nothing to forget.
 *
 * Returns: whether the password is of no more use, or was left alone as @ours_only wants
 */
gboolean
leaf_publisher_revoke (LeafPublisher *self, gboolean ours_only, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (LEAF_IS_PUBLISHER (self), FALSE);

  if (LEAF_PUBLISHER_GET_IFACE (self)->revoke == NULL)
    return TRUE;

  return LEAF_PUBLISHER_GET_IFACE (self)->revoke (self, ours_only, cancellable, error);
}

/**
 * leaf_publisher_get_markup:
 * @self: a publisher
 * @flags: (out): what the blog keeps
 *
 * Gets how a post has to be written down for this blog and this account.
 *
 * Returns: the markup
 */
LeafMarkup
leaf_publisher_get_markup (LeafPublisher *self, LeafPostFlags *flags)
{
  g_return_val_if_fail (LEAF_IS_PUBLISHER (self), LEAF_MARKUP_HTML);
  g_return_val_if_fail (flags != NULL, LEAF_MARKUP_HTML);

  return LEAF_PUBLISHER_GET_IFACE (self)->get_markup (self, flags);
}

/**
 * leaf_publisher_make_picture:
 * @library: the library that has the original
 * @picture: the picture
 * @error: set when it is not there or damaged
 *
 * Makes what is sent to a blog of a picture: no larger than it shows pictures, and without what its camera
 * noted. Blocks.
 *
 * Returns: (transfer full): the file, or %NULL
 */
LeafWebPicture *
leaf_publisher_make_picture (LeafLibrary *library, const LeafPostPicture *picture, GError **error)
{
  g_autoptr (GBytes) original = leaf_pictures_load (library, picture->sha256, error);

  if (original == NULL)
    return NULL;

  return leaf_web_picture_new (original, picture->max_width, picture->max_height, error);
}

/**
 * leaf_publisher_upload:
 * @self: a publisher
 * @picture: the picture and its words
 * @bytes: the file
 * @mime_type: its type
 * @unclear: whether an earlier upload of the same picture may have arrived
 * @cancellable: (nullable): a cancellable
 * @error: set on failure
 *
 * Brings a picture to the blog. When @unclear, the blog is asked for it first, so that it is there
 * once, however often a try is cut off.
 *
 * Returns: (transfer full): where it is, or %NULL
 */
LeafPostMedia *
leaf_publisher_upload (LeafPublisher *self,
                       const LeafPostPicture *picture,
                       GBytes *bytes,
                       const char *mime_type,
                       gboolean unclear,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (LEAF_IS_PUBLISHER (self), NULL);

  return LEAF_PUBLISHER_GET_IFACE (self)->upload (self, picture, bytes, mime_type, unclear, cancellable, error);
}

/**
 * leaf_publisher_find:
 * @self: a publisher
 * @marker: the UUID inside the post
 * @id: (nullable): which one it is, if that is known
 * @slug: the slug it was sent with
 * @cancellable: (nullable): a cancellable
 * @error: set when the blog could not be asked
 *
 * Looks for the post that carries a marker, drafts and trash too.
 *
 * Returns: (transfer full) (nullable): the post; %NULL without @error when there is none
 */
LeafRemotePost *
leaf_publisher_find (LeafPublisher *self,
                     const char *marker,
                     const char *id,
                     const char *slug,
                     GCancellable *cancellable,
                     GError **error)
{
  g_return_val_if_fail (LEAF_IS_PUBLISHER (self), NULL);

  return LEAF_PUBLISHER_GET_IFACE (self)->find (self, marker, id, slug, cancellable, error);
}

/**
 * leaf_publisher_send:
 * @self: a publisher
 * @post: the post
 * @source: what it was made of
 * @media: (element-type utf8 LeafPostMedia): where its pictures are, by SHA-256
 * @publication: what is known of it on the blog
 * @job: what is wanted
 * @cancellable: (nullable): a cancellable
 * @error: set on failure; %LEAF_PUBLISH_ERROR_UNCLEAR when it may have arrived all the same
 *
 * Creates or updates the post. An update looks first whether the post is as it was last sent.
 *
 * Returns: (transfer full): what the blog said it stored, or %NULL
 */
LeafRemotePost *
leaf_publisher_send (LeafPublisher *self,
                     const LeafPost *post,
                     const LeafPostSource *source,
                     GHashTable *media,
                     const LeafPublication *publication,
                     const LeafJob *job,
                     GCancellable *cancellable,
                     GError **error)
{
  g_return_val_if_fail (LEAF_IS_PUBLISHER (self), NULL);

  return LEAF_PUBLISHER_GET_IFACE (self)->send (self, post, source, media, publication, job, cancellable, error);
}

/**
 * leaf_publisher_is_current:
 * @self: a publisher
 * @post: a post that was sent as it is
 * @source: what it was made of
 *
 * Asked before a post is left alone because nothing in it has changed: around the post something may have.
 * No request is made.
 *
 * Returns: whether sending it again would make no difference
 */
gboolean
leaf_publisher_is_current (LeafPublisher *self, const LeafPost *post, const LeafPostSource *source)
{
  g_return_val_if_fail (LEAF_IS_PUBLISHER (self), TRUE);
  g_return_val_if_fail (post != NULL && source != NULL, TRUE);

  return LEAF_PUBLISHER_GET_IFACE (self)->is_current == NULL || LEAF_PUBLISHER_GET_IFACE (self)->is_current (self, post, source);
}

/**
 * leaf_publisher_examine:
 * @self: a publisher
 * @found: (inout): a post as it was found after its answer got lost
 * @post: what was sent
 * @media: (element-type utf8 LeafPostMedia): where its pictures are, by SHA-256
 * @publication: what was known of it when it was sent
 * @cancellable: (nullable): a cancellable
 * @error: set when the blog could not be asked
 *
 * Does for a post whose answer got lost what leaf_publisher_send() does with the answer: looks whether a
 * picture is gone, whether the blog took something away and whether something was overwritten.
 *
 * Returns: whether that is known now
 */
gboolean
leaf_publisher_examine (LeafPublisher *self,
                        LeafRemotePost *found,
                        const LeafPost *post,
                        GHashTable *media,
                        const LeafPublication *publication,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (LEAF_IS_PUBLISHER (self), FALSE);
  g_return_val_if_fail (found != NULL && post != NULL && media != NULL && publication != NULL, FALSE);

  if (LEAF_PUBLISHER_GET_IFACE (self)->examine == NULL)
    return TRUE;

  return LEAF_PUBLISHER_GET_IFACE (self)->examine (self, found, post, media, publication, cancellable, error);
}

/**
 * leaf_publisher_fetch:
 * @self: a publisher
 * @publication: what is known of the post
 * @cancellable: (nullable): a cancellable
 * @error: set when the blog could not be asked
 *
 * Looks how the post is on the blog now: what stands in it, and where it is. In the trash it is
 * %LEAF_PUBLICATION_REMOVED. Nothing is changed.
 *
 * Returns: (transfer full) (nullable): the post; %NULL without @error when it is gone for good
 */
LeafRemotePost *
leaf_publisher_fetch (LeafPublisher *self, const LeafPublication *publication, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (LEAF_IS_PUBLISHER (self), NULL);
  g_return_val_if_fail (publication != NULL, NULL);

  return LEAF_PUBLISHER_GET_IFACE (self)->fetch (self, publication, cancellable, error);
}

/**
 * leaf_publisher_change_state:
 * @self: a publisher
 * @publication: what is known of the post
 * @job: %LEAF_JOB_TAKE_DOWN, %LEAF_JOB_PUT_BACK or %LEAF_JOB_DELETE
 * @cancellable: (nullable): a cancellable
 * @error: set on failure; %LEAF_PUBLISH_ERROR_UNCLEAR when it may be done all the same
 *
 * Takes a post down, puts it back as it was or deletes it. Doing again what is done already is a
 * success, so an unclear answer may be followed by another try.
 *
 * Returns: (transfer full): how the post is now, without an id when it is gone for good; %NULL on failure
 */
LeafRemotePost *
leaf_publisher_change_state (LeafPublisher *self,
                             const LeafPublication *publication,
                             const LeafJob *job,
                             GCancellable *cancellable,
                             GError **error)
{
  g_return_val_if_fail (LEAF_IS_PUBLISHER (self), NULL);
  g_return_val_if_fail (publication != NULL, NULL);
  g_return_val_if_fail (job != NULL && job->action != LEAF_JOB_PUBLISH, NULL);

  return LEAF_PUBLISHER_GET_IFACE (self)->change_state (self, publication, job, cancellable, error);
}

/**
 * leaf_publisher_list_terms:
 * @self: a publisher
 * @cancellable: (nullable): a cancellable
 * @error: set on failure
 *
 * Fetches the categories and tags the blog has, for leaf_blog_terms_replace().
 *
 * Returns: (transfer full) (element-type LeafTerm): the terms, in the blog's order, or %NULL
 */
GPtrArray *
leaf_publisher_list_terms (LeafPublisher *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (LEAF_IS_PUBLISHER (self), NULL);

  return LEAF_PUBLISHER_GET_IFACE (self)->list_terms (self, cancellable, error);
}

/**
 * leaf_publisher_find_slug:
 * @self: a publisher
 * @slug: the end of an address
 * @publication: (nullable): the post that is to have it, which does not count
 * @free: (out): whether no other post has it
 * @cancellable: (nullable): a cancellable
 * @error: set when the blog could not be asked
 *
 * Asks whether a slug is free, among drafts, scheduled posts and the trash too. It is no lock: two
 * posts at once may still get the same one.
 *
 * Returns: whether the blog said so
 */
gboolean
leaf_publisher_find_slug (LeafPublisher *self,
                          const char *slug,
                          const LeafPublication *publication,
                          gboolean *free,
                          GCancellable *cancellable,
                          GError **error)
{
  g_return_val_if_fail (LEAF_IS_PUBLISHER (self), FALSE);
  g_return_val_if_fail (slug != NULL && free != NULL, FALSE);

  return LEAF_PUBLISHER_GET_IFACE (self)->find_slug (self, slug, publication, free, cancellable, error);
}
