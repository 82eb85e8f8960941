/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-site"

#include "config.h"

#include "leaf-site-private.h"

#include "leaf-site-folder.h"
#include "leaf-site-pages.h"

#include <glib/gi18n.h>

static char *
read_file (LeafSite *self,
           const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);

  return text;
}

/* The page and what leads to it from old addresses. */
static gboolean
remove_pages (LeafSite *self,
              const LeafSiteManifest *manifest,
              const char *uuid,
              const char *slug,
              GError **error)
{
  g_autofree char *name = leaf_site_dup_page_name (slug);

  for (unsigned int i = 0; i < manifest->redirects->len; i++)
    {
      const LeafSiteRedirect *redirect = g_ptr_array_index (manifest->redirects, i);
      g_autofree char *old_name = leaf_site_dup_page_name (redirect->slug);

      if (g_str_equal (redirect->uuid, uuid) && !leaf_site_folder_remove (self->folder, old_name, error))
        return FALSE;
    }

  return leaf_site_folder_remove (self->folder, name, error);
}

static LeafRemotePost *
make_removed (void)
{
  LeafRemotePost *remote = leaf_remote_post_new ();

  remote->state = LEAF_PUBLICATION_REMOVED;

  return remote;
}

/* First the copy, then what points to the page, then the page: cut off in between, nothing is lost and the
 * next try goes on. */
static LeafRemotePost *
take_down (LeafSite *self,
           LeafSiteManifest *manifest,
           LeafSitePost *entry,
           const char *base,
           GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *down_name = NULL;
  g_autofree char *page = NULL;

  if (entry == NULL)
    return make_removed ();

  name = leaf_site_dup_page_name (entry->slug);
  down_name = leaf_site_dup_down_name (entry);
  page = read_file (self, name);
  if (page == NULL && !entry->down)
    return make_removed ();
  if (page != NULL && !leaf_site_folder_write (self->folder, down_name, page, -1, error))
    return NULL;
  entry->down = TRUE;
  if (!leaf_site_write (self, manifest, entry, NULL, base, error) ||
      !remove_pages (self, manifest, entry->uuid, entry->slug, error))
    return NULL;

  return leaf_site_describe (self, entry);
}

static LeafRemotePost *
put_back (LeafSite *self,
          LeafSiteManifest *manifest,
          LeafSitePost *entry,
          const char *base,
          GError **error)
{
  g_autofree char *name = entry != NULL ? leaf_site_dup_page_name (entry->slug) : NULL;
  g_autofree char *down_name = entry != NULL ? leaf_site_dup_down_name (entry) : NULL;
  g_autofree char *page = entry != NULL ? read_file (self, entry->down ? down_name : name) : NULL;

  if (page == NULL)
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED,
                   _("The page of this review is no longer in “%s”. Publish the review again to make it anew."), self->folder);
      return NULL;
    }

  entry->down = FALSE;
  if (!leaf_site_write (self, manifest, entry, page, base, error) || !leaf_site_folder_remove (self->folder, down_name, error))
    return NULL;

  return leaf_site_describe (self, entry);
}

/* A folder has no trash. The manifest forgets the review last, so that a try that was cut off is gone on with. */
static LeafRemotePost *
delete (LeafSite *self,
        LeafSiteManifest *manifest,
        LeafSitePost *entry,
        const char *base,
        GError **error)
{
  g_autofree char *down_name = NULL;

  if (entry == NULL)
    return make_removed ();

  down_name = leaf_site_dup_down_name (entry);
  entry->down = TRUE;
  if (!leaf_site_write (self, manifest, entry, NULL, base, error) ||
      !remove_pages (self, manifest, entry->uuid, entry->slug, error) ||
      !leaf_site_folder_remove (self->folder, down_name, error))
    return NULL;

  leaf_site_manifest_forget (manifest, entry);
  if (!leaf_site_manifest_save (manifest, self->folder, error))
    return NULL;

  return make_removed ();
}

/**
 * leaf_site_change_state:
 * @publisher: a site
 * @publication: what is known of the post
 * @job: what is wanted
 * @cancellable: (nullable): a cancellable
 * @error: set when the folder cannot be written
 *
 * Takes a page down, puts it back or deletes it; index, feed and sitemap follow.
 *
 * Returns: (transfer full): how it is now, or %NULL
 */
LeafRemotePost *
leaf_site_change_state (LeafPublisher *publisher,
                        const LeafPublication *publication,
                        const LeafJob *job,
                        GCancellable *cancellable,
                        GError **error)
{
  LeafSite *self = LEAF_SITE (publisher);
  g_autofree char *base = leaf_site_dup_base (self);
  g_autoptr (LeafSiteManifest) manifest = NULL;
  LeafRemotePost *remote = NULL;
  LeafSitePost *entry;
  int lock;

  if (!leaf_site_mark_as_ours (self, error))
    return NULL;

  lock = leaf_site_folder_lock (self->folder);
  manifest = leaf_site_load_manifest (self, error);
  entry = manifest != NULL ? leaf_site_manifest_find (manifest, publication->uuid) : NULL;
  if (manifest != NULL && job->action == LEAF_JOB_TAKE_DOWN)
    remote = take_down (self, manifest, entry, base, error);
  else if (manifest != NULL && job->action == LEAF_JOB_PUT_BACK)
    remote = put_back (self, manifest, entry, base, error);
  else if (manifest != NULL)
    remote = delete (self, manifest, entry, base, error);
  leaf_site_folder_unlock (lock);

  return remote;
}

/**
 * leaf_site_fetch:
 * @publisher: a site
 * @publication: what is known of the post
 * @cancellable: (nullable): a cancellable
 * @error: set when the folder cannot be read
 *
 * Looks how the page of a review is now.
 *
 * Returns: (transfer full) (nullable): the post, %NULL without @error when it is gone
 */
LeafRemotePost *
leaf_site_fetch (LeafPublisher *publisher,
                 const LeafPublication *publication,
                 GCancellable *cancellable,
                 GError **error)
{
  return leaf_site_find (publisher, publication->uuid, publication->remote_id, NULL, cancellable, error);
}

/**
 * leaf_site_list_terms:
 * @publisher: a site
 * @cancellable: (nullable): a cancellable
 * @error: set when the folder cannot be read
 *
 * Lists the terms that reviews on the site have; a folder knows no others.
 *
 * Returns: (transfer full) (element-type LeafTerm): the terms by name, or %NULL
 */
GPtrArray *
leaf_site_list_terms (LeafPublisher *publisher,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (LeafSiteManifest) manifest = leaf_site_load_manifest (LEAF_SITE (publisher), error);
  g_autoptr (GTree) names = g_tree_new ((GCompareFunc) g_utf8_collate);
  GPtrArray *terms;

  if (manifest == NULL)
    return NULL;

  for (unsigned int i = 0; i < manifest->posts->len; i++)
    {
      const LeafSitePost *post = g_ptr_array_index (manifest->posts, i);

      for (unsigned int j = 0; post->terms != NULL && post->terms[j] != NULL; j++)
        g_tree_insert (names, post->terms[j], post->terms[j]);
    }

  terms = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_term_free);
  for (GTreeNode *node = g_tree_node_first (names); node != NULL; node = g_tree_node_next (node))
    {
      const char *name = g_tree_node_key (node);

      g_ptr_array_add (terms, leaf_term_new ("tags", name, name, NULL));
    }

  return terms;
}

/**
 * leaf_site_find_slug:
 * @publisher: a site
 * @slug: the end of an address
 * @publication: (nullable): the post that does not count
 * @free: (out): whether it may have the address
 * @cancellable: (nullable): a cancellable
 * @error: set when the folder cannot be read
 *
 * Looks whether a review, an old address of one or a folder of hers is there.
 *
 * Returns: whether it could be looked
 */
gboolean
leaf_site_find_slug (LeafPublisher *publisher,
                     const char *slug,
                     const LeafPublication *publication,
                     gboolean *free,
                     GCancellable *cancellable,
                     GError **error)
{
  LeafSite *self = LEAF_SITE (publisher);
  g_autoptr (LeafSiteManifest) manifest = leaf_site_load_manifest (self, error);
  const char *marker = publication != NULL ? publication->uuid : "";

  if (manifest == NULL)
    return FALSE;

  *free = leaf_site_slug_is_free (self, manifest, leaf_site_manifest_find (manifest, marker), slug, marker);
  return TRUE;
}
