/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-site"

#include "config.h"

#include "leaf-site-private.h"

#include "leaf-blog-settings.h"
#include "leaf-site-folder.h"

#include <glib/gi18n.h>

static void leaf_site_publisher_init (LeafPublisherInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LeafSite, leaf_site, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LEAF_TYPE_PUBLISHER, leaf_site_publisher_init))

/**
 * leaf_site_dup_page_name:
 * @slug: the folder of a review
 *
 * Names a page.
 *
 * Returns: (transfer full): its name in the folder of the site
 */
char *
leaf_site_dup_page_name (const char *slug)
{
  return g_strconcat (slug, "/index.html", NULL);
}

/**
 * leaf_site_dup_base:
 * @self: a site
 *
 * Says where the folder is to be seen.
 *
 * Returns: (transfer full) (nullable): an address that ends in a slash; %NULL when she did not say
 */
char *
leaf_site_dup_base (LeafSite *self)
{
  const char *address = leaf_blog_get_setting (self->blog, LEAF_BLOG_SETTING_PUBLIC_ADDRESS);

  if (address == NULL || !leaf_blog_setting_accepts (leaf_blog_setting_find (LEAF_BLOG_SETTING_PUBLIC_ADDRESS), address))
    return NULL;

  return g_strconcat (address, g_str_has_suffix (address, "/") ? NULL : "/", NULL);
}

/**
 * leaf_site_has_no_name:
 * @self: a site
 *
 * Nobody gave the site a name: it goes by that of its folder, which is no title.
 *
 * Returns: whether it is so
 */
gboolean
leaf_site_has_no_name (LeafSite *self)
{
  const char *name = leaf_blog_get_name (self->blog);
  g_autofree char *folder_name = g_path_get_basename (self->folder);

  return name == NULL || *name == '\0' || g_str_equal (name, folder_name);
}

/**
 * leaf_site_load_manifest:
 * @self: a site
 * @error: set when the folder is none, or not ours
 *
 * Reads the folder's manifest, and brings the site's own facts in it up to date.
 *
 * Returns: (transfer full): the manifest, or %NULL
 */
LeafSiteManifest *
leaf_site_load_manifest (LeafSite *self,
                         GError **error)
{
  const char *language = leaf_blog_get_setting (self->blog, LEAF_BLOG_SETTING_LANGUAGE);
  LeafSiteManifest *manifest;

  if (self->folder == NULL)
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_ADDRESS,
                   _("“%s” is not a folder. Give the whole path of the folder for your site."),
                   leaf_blog_get_address (self->blog) != NULL ? leaf_blog_get_address (self->blog) : "");
      return NULL;
    }
  if (!leaf_site_folder_claim (self->folder, error))
    return NULL;
  manifest = leaf_site_manifest_load (self->folder, leaf_blog_get_uuid (self->blog), error);
  if (manifest == NULL)
    return NULL;

  if (!leaf_site_has_no_name (self))
    {
      g_free (manifest->title);
      manifest->title = g_strdup (leaf_blog_get_name (self->blog));
    }
  else if (*manifest->title == '\0')
    {
      g_free (manifest->title);
      manifest->title = g_path_get_basename (self->folder);
    }
  g_free (manifest->language);
  manifest->language = g_strdup (language != NULL && *language != '\0' ? language : "en");

  return manifest;
}

static LeafMarkup
leaf_site_get_markup (LeafPublisher *publisher,
                      LeafPostFlags *flags)
{
  *flags = LEAF_POST_JSON_LD | LEAF_POST_DETAILS_BLOCK;

  return LEAF_MARKUP_HTML;
}

/**
 * leaf_site_mark_as_ours:
 * @self: a site
 * @error: set when the folder cannot be written
 *
 * Writes the manifest before anything else lies in the folder, which is then known to be ours and to be
 * writable; another Flyleaf may be writing there at this moment.
 *
 * Returns: whether it is so
 */
gboolean
leaf_site_mark_as_ours (LeafSite *self,
                        GError **error)
{
  g_autoptr (LeafSiteManifest) first = leaf_site_load_manifest (self, error);
  g_autoptr (LeafSiteManifest) manifest = NULL;
  gboolean done;
  int lock;

  if (first == NULL)
    return FALSE;
  if (!leaf_site_folder_exists (self->folder, LEAF_SITE_MANIFEST))
    return leaf_site_manifest_save (first, self->folder, error);

  lock = leaf_site_folder_lock (self->folder);
  manifest = leaf_site_load_manifest (self, error);
  done = manifest != NULL && leaf_site_manifest_save (manifest, self->folder, error);
  leaf_site_folder_unlock (lock);

  return done;
}

static gboolean
leaf_site_check (LeafPublisher *publisher,
                 GCancellable *cancellable,
                 GError **error)
{
  LeafSite *self = LEAF_SITE (publisher);

  if (!leaf_site_mark_as_ours (self, error))
    return FALSE;
  if (leaf_site_has_no_name (self))
    {
      g_autofree char *folder_name = g_path_get_basename (self->folder);

      leaf_blog_set_name (self->blog, folder_name);
    }

  return TRUE;
}

static void
leaf_site_publisher_init (LeafPublisherInterface *interface)
{
  interface->flags = LEAF_PUBLISHER_TAKES_DOWN | LEAF_PUBLISHER_DELETES | LEAF_PUBLISHER_OWN_SITE;
  interface->check = leaf_site_check;
  interface->get_markup = leaf_site_get_markup;
  interface->upload = leaf_site_upload;
  interface->find = leaf_site_find;
  interface->send = leaf_site_send;
  interface->is_current = leaf_site_is_current;
  interface->fetch = leaf_site_fetch;
  interface->change_state = leaf_site_change_state;
  interface->list_terms = leaf_site_list_terms;
  interface->find_slug = leaf_site_find_slug;
}

static void
leaf_site_dispose (GObject *object)
{
  LeafSite *self = LEAF_SITE (object);

  g_clear_object (&self->blog);
  g_clear_object (&self->library);
  g_clear_pointer (&self->folder, g_free);

  G_OBJECT_CLASS (leaf_site_parent_class)->dispose (object);
}

static void
leaf_site_class_init (LeafSiteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = leaf_site_dispose;
}

static void
leaf_site_init (LeafSite *self)
{
}

/**
 * leaf_site_new:
 * @blog: its address is an absolute path or a file: address
 * @library: (nullable): where the pictures are
 *
 * Makes a publisher that writes a site into a folder.
 *
 * Returns: (transfer full): a publisher
 */
LeafPublisher *
leaf_site_new (LeafBlog *blog,
               LeafLibrary *library)
{
  LeafSite *self;

  g_return_val_if_fail (LEAF_IS_BLOG (blog), NULL);

  self = g_object_new (LEAF_TYPE_SITE, NULL);
  self->blog = g_object_ref (blog);
  g_set_object (&self->library, library);
  self->folder = leaf_site_folder_path_for (leaf_blog_get_address (blog));

  return LEAF_PUBLISHER (self);
}
