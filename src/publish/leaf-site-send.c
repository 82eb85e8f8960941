/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-site"

#include "config.h"

#include "leaf-site-private.h"

#include "leaf-post-labels.h"
#include "leaf-site-folder.h"
#include "leaf-site-pages.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_TWINS 1000

/* A page that a try before this one wrote before it was cut off. */
static gboolean
page_has_marker (LeafSite *self,
                 const char *slug,
                 const char *marker)
{
  g_autofree char *path = g_build_filename (self->folder, slug, "index.html", NULL);
  g_autofree char *anchor = g_strdup_printf ("id=\"flyleaf-%s\"", marker);
  g_autofree char *page = NULL;

  return g_file_get_contents (path, &page, NULL, NULL) && strstr (page, anchor) != NULL;
}

/**
 * leaf_site_slug_is_free:
 * @self: a site
 * @manifest: its manifest
 * @entry: (nullable): the review in it
 * @slug: an address
 * @marker: the review
 *
 * Tells whether a review may have an address: neither another review nor a folder of hers is there.
 *
 * Returns: whether it may
 */
gboolean
leaf_site_slug_is_free (LeafSite *self,
                        const LeafSiteManifest *manifest,
                        const LeafSitePost *entry,
                        const char *slug,
                        const char *marker)
{
  if (g_str_equal (slug, LEAF_SITE_PICTURES) || leaf_site_manifest_slug_is_of_other (manifest, slug, marker))
    return FALSE;
  if (entry != NULL && g_strcmp0 (entry->slug, slug) == 0)
    return TRUE;

  return !leaf_site_folder_exists (self->folder, slug) || leaf_site_manifest_has_redirect (manifest, slug, marker) ||
         page_has_marker (self, slug, marker);
}

/* The slug that was asked for, or with "-2" where another review, or a folder of hers, is there. */
static char *
choose_slug (LeafSite *self,
             const LeafSiteManifest *manifest,
             const LeafSitePost *entry,
             const char *wanted,
             const char *marker)
{
  for (unsigned int i = 1; i < MAX_TWINS; i++)
    {
      g_autofree char *slug = i == 1 ? g_strdup (wanted) : g_strdup_printf ("%s-%u", wanted, i);

      if (leaf_site_slug_is_free (self, manifest, entry, slug, marker))
        return g_steal_pointer (&slug);
    }

  return g_strdup_printf ("%s-%s", wanted, marker);
}

static void
set_text (char **target,
          const char *text)
{
  g_free (*target);
  *target = g_strdup (text != NULL ? text : "");
}

static void
set_books (LeafSitePost *entry,
           const LeafPostSource *source,
           const char *language)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();
  g_autoptr (GPtrArray) authors = g_ptr_array_new_with_free_func (g_free);

  for (unsigned int i = 0; i < source->books->len; i++)
    {
      LeafBook *book = g_ptr_array_index (source->books, i);
      g_auto (GStrv) names = leaf_book_dup_authors (book);

      g_ptr_array_add (titles, (char *) leaf_book_get_title (book));
      for (unsigned int j = 0; names[j] != NULL; j++)
        {
          if (!g_ptr_array_find_with_equal_func (authors, names[j], g_str_equal, NULL))
            g_ptr_array_add (authors, g_strdup (names[j]));
        }
    }
  g_ptr_array_add (titles, NULL);
  g_ptr_array_add (authors, NULL);
  g_free (entry->book);
  entry->book = leaf_post_join_names (language, (const char *const *) titles->pdata);
  g_free (entry->authors);
  entry->authors = leaf_post_join_names (language, (const char *const *) authors->pdata);
}

static void
set_cover (LeafSitePost *entry,
           const LeafPost *post,
           GHashTable *media)
{
  const LeafPostMedia *where = post->featured != NULL && media != NULL ? g_hash_table_lookup (media, post->featured) : NULL;

  g_free (entry->cover);
  entry->cover = g_strdup (leaf_site_get_picture_file (where));
  entry->cover_width = where != NULL ? where->width : 0;
  entry->cover_height = where != NULL ? where->height : 0;
}

/* Sending the same again changes nothing, not even a date. */
static void
update_entry (LeafSitePost *entry,
              const LeafPost *post,
              const LeafPostSource *source,
              GHashTable *media,
              const LeafPublication *publication)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (entry->published == 0)
    entry->published = publication->published != 0 ? publication->published : now;
  if (g_strcmp0 (entry->hash, post->hash) != 0)
    entry->updated = entry->hash == NULL ? entry->published : now;
  set_text (&entry->hash, post->hash);
  set_text (&entry->title, post->title);
  set_text (&entry->language, post->language);
  set_text (&entry->excerpt, post->excerpt);
  set_text (&entry->reviewer, leaf_profile_get_name (source->profile));
  entry->rating = leaf_review_get_rating (source->review);
  g_strfreev (entry->terms);
  entry->terms = g_strdupv (post->terms);
  set_books (entry, source, post->language);
  set_cover (entry, post, media);
}

static gboolean
check_wanted (const LeafJob *job,
              GError **error)
{
  if (job == NULL || job->wanted == LEAF_PUBLICATION_PUBLISHED)
    return TRUE;

  g_set_error_literal (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED,
                       _("A site in a folder has no drafts and no timetable. Publish the review when it is ready."));

  return FALSE;
}

/* Did she edit the page? Not when it is as the publication, the manifest or this very post has it: a try
 * that was cut off may have come as far as the page. */
static gboolean
check_unchanged (LeafSite *self,
                 const char *slug,
                 const char *known,
                 const char *page,
                 const LeafPublication *publication,
                 GError **error)
{
  g_autofree char *name = slug != NULL ? leaf_site_dup_page_name (slug) : NULL;
  g_autofree char *hash = name != NULL ? leaf_site_folder_hash (self->folder, name) : NULL;
  g_autofree char *ours = g_compute_checksum_for_string (G_CHECKSUM_SHA256, page, -1);

  if (hash == NULL || publication->remote_modified == NULL || g_str_equal (hash, publication->remote_modified) ||
      g_strcmp0 (hash, known) == 0 || g_str_equal (hash, ours))
    return TRUE;

  g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_CHANGED,
               _("The page “%s” was changed in the folder since it was published. Decide which one to keep."), name);

  return FALSE;
}

static LeafRemotePost *
send_locked (LeafSite *self,
             const LeafPost *post,
             const LeafPostSource *source,
             GHashTable *media,
             const LeafPublication *publication,
             GError **error)
{
  g_autoptr (LeafSiteManifest) manifest = leaf_site_load_manifest (self, error);
  g_autofree char *base = leaf_site_dup_base (self);
  g_autofree char *slug = NULL;
  g_autofree char *old_slug = NULL;
  g_autofree char *page = NULL;
  g_autofree char *down_name = NULL;
  LeafSitePost *entry;

  if (manifest == NULL || !leaf_site_restore_pictures (self, source, media, error))
    return NULL;
  entry = leaf_site_manifest_find (manifest, source->marker);
  slug = choose_slug (self, manifest, entry, post->slug, source->marker);
  if (entry == NULL)
    {
      entry = leaf_site_post_new ();
      entry->uuid = g_strdup (source->marker);
      g_ptr_array_add (manifest->posts, entry);
    }
  old_slug = g_strdup (entry->slug);
  leaf_site_manifest_move (manifest, entry, slug);
  if (leaf_site_has_no_name (self) && *leaf_profile_get_name (source->profile) != '\0')
    set_text (&manifest->title, leaf_profile_get_name (source->profile));
  update_entry (entry, post, source, media, publication);
  page = leaf_site_make_page (manifest, post, entry, base);
  if (!check_unchanged (self, old_slug, entry->page, page, publication, error))
    return NULL;
  g_free (entry->page);
  entry->page = g_compute_checksum_for_string (G_CHECKSUM_SHA256, page, -1);
  down_name = leaf_site_dup_down_name (entry);
  entry->down = FALSE;
  if (!leaf_site_write (self, manifest, entry, page, base, error) || !leaf_site_folder_remove (self->folder, down_name, error))
    return NULL;

  return leaf_site_describe (self, entry);
}

/**
 * leaf_site_send:
 * @publisher: a site
 * @post: the post
 * @source: what it was made of
 * @media: (nullable) (element-type utf8 LeafPostMedia): where its pictures are
 * @publication: what is known of it
 * @job: (nullable): what is wanted
 * @cancellable: (nullable): a cancellable
 * @error: set on failure
 *
 * Writes the page of a review and the site around it.
 *
 * Returns: (transfer full): the post, or %NULL
 */
LeafRemotePost *
leaf_site_send (LeafPublisher *publisher,
                const LeafPost *post,
                const LeafPostSource *source,
                GHashTable *media,
                const LeafPublication *publication,
                const LeafJob *job,
                GCancellable *cancellable,
                GError **error)
{
  LeafSite *self = LEAF_SITE (publisher);
  LeafRemotePost *remote;
  int lock;

  if (!check_wanted (job, error) || !leaf_site_mark_as_ours (self, error))
    return NULL;

  lock = leaf_site_folder_lock (self->folder);
  remote = send_locked (self, post, source, media, publication, error);
  leaf_site_folder_unlock (lock);

  return remote;
}

/**
 * leaf_site_is_current:
 * @publisher: a site
 * @post: a post that was written as it is
 * @source: what it was made of
 *
 * Looks whether the page is still what would be written: the name of the site and its address stand in every
 * page. What she made of the page by hand does not count.
 *
 * Returns: whether it is so
 */
gboolean
leaf_site_is_current (LeafPublisher *publisher,
                      const LeafPost *post,
                      const LeafPostSource *source)
{
  LeafSite *self = LEAF_SITE (publisher);
  g_autoptr (LeafSiteManifest) manifest = leaf_site_load_manifest (self, NULL);
  const LeafSitePost *entry = manifest != NULL ? leaf_site_manifest_find (manifest, source->marker) : NULL;
  g_autofree char *base = leaf_site_dup_base (self);
  g_autofree char *page = NULL;
  g_autofree char *hash = NULL;

  /* Sending says what is wrong. */
  if (entry == NULL)
    return FALSE;

  page = leaf_site_make_page (manifest, post, entry, base);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, page, -1);

  return g_strcmp0 (hash, entry->page) == 0;
}
