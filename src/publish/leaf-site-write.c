/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-site"

#include "config.h"

#include "leaf-site-private.h"

#include "leaf-site-folder.h"
#include "leaf-site-pages.h"
#include "leaf-site-resources.h"

/**
 * leaf_site_write_redirects:
 * @self: a site
 * @manifest: its manifest
 * @base: (nullable): where the site is to be seen
 * @error: set when a file cannot be written
 *
 * Writes the pages that lead from old addresses to new ones.
 *
 * Returns: whether they are there
 */
gboolean
leaf_site_write_redirects (LeafSite *self,
                           const LeafSiteManifest *manifest,
                           const char *base,
                           GError **error)
{
  for (unsigned int i = 0; i < manifest->redirects->len; i++)
    {
      const LeafSiteRedirect *redirect = g_ptr_array_index (manifest->redirects, i);
      const LeafSitePost *entry = leaf_site_manifest_find (manifest, redirect->uuid);
      g_autofree char *name = leaf_site_dup_page_name (redirect->slug);
      g_autofree char *text = NULL;

      /* It would lead to a page that is not there. */
      if (entry->down)
        continue;
      text = leaf_site_make_redirect (manifest, entry, base);
      if (!leaf_site_folder_write (self->folder, name, text, -1, error))
        return FALSE;
    }

  return TRUE;
}

/* Our theme, unless she made it hers. */
static gboolean
write_style (LeafSite *self,
             LeafSiteManifest *manifest,
             GError **error)
{
  g_autofree char *hash = leaf_site_folder_hash (self->folder, "style.css");
  g_autoptr (GBytes) style = NULL;

  if (hash != NULL && g_strcmp0 (hash, manifest->style_hash) != 0)
    return TRUE;

  style = g_resource_lookup_data (leaf_site_get_resource (), "/io/github/flyleaf_app/Flyleaf/site/style.css",
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_free (manifest->style_hash);
  manifest->style_hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, style);

  return leaf_site_folder_write (self->folder, "style.css", g_bytes_get_data (style, NULL), g_bytes_get_size (style), error);
}

/**
 * leaf_site_write:
 * @self: a site
 * @manifest: its manifest, already as it is to be
 * @entry: (nullable): the review that changed
 * @page: (nullable): its page; %NULL when readers are not to find it
 * @base: (nullable): where the site is to be seen
 * @error: set when a file cannot be written
 *
 * Whatever fails, what a reader finds is complete: first what nothing points to yet, then what points to it.
 * The manifest is next to last, because what it does not know is written again, and an old page gives way
 * to a redirect only when the manifest knows the new one.
 *
 * Returns: whether all is written
 */
gboolean
leaf_site_write (LeafSite *self,
                 LeafSiteManifest *manifest,
                 const LeafSitePost *entry,
                 const char *page,
                 const char *base,
                 GError **error)
{
  g_autofree char *name = page != NULL ? leaf_site_dup_page_name (entry->slug) : NULL;
  g_autofree char *index = leaf_site_make_index (manifest, base);
  g_autofree char *feed = leaf_site_make_feed (manifest, base);
  g_autofree char *sitemap = leaf_site_make_sitemap (manifest, base);

  return write_style (self, manifest, error) &&
         (page == NULL || leaf_site_folder_write (self->folder, name, page, -1, error)) &&
         leaf_site_folder_write (self->folder, "index.html", index, -1, error) &&
         leaf_site_folder_write (self->folder, "feed.xml", feed, -1, error) &&
         leaf_site_folder_write (self->folder, "sitemap.xml", sitemap, -1, error) &&
         leaf_site_manifest_save (manifest, self->folder, error) &&
         leaf_site_write_redirects (self, manifest, base, error);
}

/**
 * leaf_site_dup_down_name:
 * @entry: a review
 *
 * Names the file in which a page waits that was taken down: no page to any server.
 *
 * Returns: (transfer full): its name in the folder of the site
 */
char *
leaf_site_dup_down_name (const LeafSitePost *entry)
{
  return g_strdup_printf ("%s/%s.page", LEAF_SITE_TAKEN_DOWN, entry->uuid);
}

/**
 * leaf_site_describe:
 * @self: a site
 * @entry: a review
 *
 * Says what is in the folder of a review. The page's own hash stands for its time: nobody edits a file
 * without changing it. As long as readers find the page, it is published, whatever the manifest says.
 *
 * Returns: (transfer full): the post
 */
LeafRemotePost *
leaf_site_describe (LeafSite *self,
                    const LeafSitePost *entry)
{
  LeafRemotePost *remote = leaf_remote_post_new ();
  g_autofree char *name = leaf_site_dup_page_name (entry->slug);
  g_autofree char *public_path = g_build_filename (self->folder, name, NULL);
  g_autofree char *path = NULL;
  g_autofree char *page = NULL;

  remote->id = g_strdup (entry->uuid);
  remote->slug = g_strdup (entry->slug);
  remote->address = g_filename_to_uri (public_path, NULL, NULL);
  remote->state = LEAF_PUBLICATION_PUBLISHED;
  if (entry->down && !leaf_site_folder_exists (self->folder, name))
    {
      remote->state = LEAF_PUBLICATION_DRAFT;
      g_free (name);
      name = leaf_site_dup_down_name (entry);
    }
  path = g_build_filename (self->folder, name, NULL);
  remote->modified = leaf_site_folder_hash (self->folder, name);
  if (g_file_get_contents (path, &page, NULL, NULL))
    remote->content = leaf_site_find_content (page);
  remote->published = entry->published;

  return remote;
}

/**
 * leaf_site_find:
 * @publisher: a site
 * @marker: a review
 * @slug: the address it asked for
 * @cancellable: (nullable): a cancellable
 * @error: set when the folder cannot be read or mended
 *
 * Finds what an earlier try may have done. A page that the manifest does not know yet does not count: sending
 * again finds it and completes the site around it.
 *
 * Returns: (transfer full) (nullable): the post
 */
LeafRemotePost *
leaf_site_find (LeafPublisher *publisher,
                const char *marker,
                const char *id,
                const char *slug,
                GCancellable *cancellable,
                GError **error)
{
  LeafSite *self = LEAF_SITE (publisher);
  g_autoptr (LeafSiteManifest) manifest = leaf_site_load_manifest (self, error);
  g_autofree char *base = leaf_site_dup_base (self);
  LeafSitePost *entry;
  LeafRemotePost *remote;

  if (manifest == NULL)
    return NULL;
  entry = leaf_site_manifest_find (manifest, marker);
  if (entry == NULL || !leaf_site_write_redirects (self, manifest, base, error))
    return NULL;

  remote = leaf_site_describe (self, entry);
  if (remote->modified == NULL) /* she deleted the page */
    g_clear_pointer (&remote, leaf_remote_post_free);

  return remote;
}
