/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-site"

#include "config.h"

#include "leaf-site.h"

#include "leaf-picture-probe.h"
#include "leaf-post-labels.h"
#include "leaf-site-folder.h"
#include "leaf-site-manifest.h"
#include "leaf-site-pages.h"
#include "leaf-site-resources.h"

#include <glib/gi18n.h>
#include <string.h>

#define PICTURE_PREFIX "../" LEAF_SITE_PICTURES "/"
#define MAX_TWINS 1000

struct _LeafSite
{
  GObject parent_instance;

  LeafBlog *blog;
  LeafLibrary *library; /* NULL in tests: no sizes, and lost pictures stay lost */
  char *folder;         /* NULL when the address is none */
};

static void leaf_site_publisher_init (LeafPublisherInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LeafSite, leaf_site, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LEAF_TYPE_PUBLISHER, leaf_site_publisher_init))

static char *
page_name (const char *slug)
{
  return g_strconcat (slug, "/index.html", NULL);
}

/* Where the folder is to be seen, if she said so. */
static char *
get_base (LeafSite *self)
{
  const char *address = leaf_blog_get_setting (self->blog, LEAF_BLOG_SETTING_PUBLIC_ADDRESS);

  if (address == NULL || (!g_str_has_prefix (address, "https://") && !g_str_has_prefix (address, "http://")) ||
      !g_uri_is_valid (address, G_URI_FLAGS_NONE, NULL))
    return NULL;

  return g_strconcat (address, g_str_has_suffix (address, "/") ? NULL : "/", NULL);
}

/* Nobody gave the site a name: it goes by that of its folder, which is no title. */
static gboolean
has_no_name (LeafSite *self)
{
  const char *name = leaf_blog_get_name (self->blog);
  g_autofree char *folder_name = g_path_get_basename (self->folder);

  return name == NULL || *name == '\0' || g_str_equal (name, folder_name);
}

/* The folder's manifest, with the site's own facts brought up to date. */
static LeafSiteManifest *
load_manifest (LeafSite *self,
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

  if (!has_no_name (self))
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

static LeafPublisherFlags
leaf_site_get_flags (LeafPublisher *publisher)
{
  return 0;
}

static LeafMarkup
leaf_site_get_markup (LeafPublisher *publisher,
                      LeafPostFlags *flags)
{
  *flags = LEAF_POST_JSON_LD | LEAF_POST_DETAILS_BLOCK;

  return LEAF_MARKUP_HTML;
}

/* Writes the manifest before anything else lies in the folder, which is then known to be ours and to
 * be writable; another Flyleaf may be writing there at this moment. */
static gboolean
mark_as_ours (LeafSite *self,
              GError **error)
{
  g_autoptr (LeafSiteManifest) first = load_manifest (self, error);
  g_autoptr (LeafSiteManifest) manifest = NULL;
  gboolean done;
  int lock;

  if (first == NULL)
    return FALSE;
  if (!leaf_site_folder_exists (self->folder, LEAF_SITE_MANIFEST))
    return leaf_site_manifest_save (first, self->folder, error);

  lock = leaf_site_folder_lock (self->folder);
  manifest = load_manifest (self, error);
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

  if (!mark_as_ours (self, error))
    return FALSE;
  if (has_no_name (self))
    {
      g_autofree char *folder_name = g_path_get_basename (self->folder);

      leaf_blog_set_name (self->blog, folder_name);
    }

  return TRUE;
}

static const char *
get_extension (const char *mime_type)
{
  if (g_strcmp0 (mime_type, "image/png") == 0)
    return "png";
  if (g_strcmp0 (mime_type, "image/webp") == 0)
    return "webp";
  if (g_strcmp0 (mime_type, "image/gif") == 0)
    return "gif";

  return "jpg";
}

static gboolean
write_picture (LeafSite *self,
               const char *file,
               GBytes *bytes,
               GError **error)
{
  g_autofree char *name = g_build_filename (LEAF_SITE_PICTURES, file, NULL);
  gconstpointer data;
  gsize size;

  data = g_bytes_get_data (bytes, &size);

  return leaf_site_folder_write (self->folder, name, data, size, error);
}

static LeafPostMedia *
leaf_site_upload (LeafPublisher *publisher,
                  const LeafPostPicture *picture,
                  GBytes *bytes,
                  const char *mime_type,
                  gboolean unclear,
                  GCancellable *cancellable,
                  GError **error)
{
  LeafSite *self = LEAF_SITE (publisher);
  g_autofree char *file = g_strdup_printf ("%.16s.%s", picture->sha256, get_extension (mime_type));
  g_autofree char *address = g_strconcat (PICTURE_PREFIX, file, NULL);
  LeafPictureProbe probe;

  if (!mark_as_ours (self, error) || !write_picture (self, file, bytes, error))
    return NULL;

  leaf_picture_probe (bytes, &probe);
  return leaf_post_media_new (file, address, (int) probe.width, (int) probe.height);
}

/* The file name of a picture of ours, or NULL. */
static const char *
get_picture_file (const LeafPostMedia *media)
{
  if (media == NULL || !g_str_has_prefix (media->address, PICTURE_PREFIX))
    return NULL;

  return media->address + strlen (PICTURE_PREFIX);
}

/* Pictures are uploaded once; one that was deleted from the folder since comes back from the library. */
static gboolean
restore_pictures (LeafSite *self,
                  const LeafPostSource *source,
                  GHashTable *media,
                  GError **error)
{
  g_autoptr (GPtrArray) pictures = leaf_post_list_pictures (source);

  if (media == NULL)
    return TRUE;

  for (unsigned int i = 0; i < pictures->len; i++)
    {
      const LeafPostPicture *picture = g_ptr_array_index (pictures, i);
      const char *file = get_picture_file (g_hash_table_lookup (media, picture->sha256));
      g_autofree char *name = file != NULL ? g_build_filename (LEAF_SITE_PICTURES, file, NULL) : NULL;
      g_autoptr (LeafWebPicture) web = NULL;

      if (name == NULL || strchr (file, '/') != NULL || leaf_site_folder_exists (self->folder, name))
        continue;
      if (self->library != NULL)
        web = leaf_publisher_make_picture (self->library, picture, NULL);
      if (web == NULL)
        {
          g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FOLDER,
                       _("The picture “%s” is gone from the folder and from the library. Choose it again."), file);
          return FALSE;
        }
      if (!write_picture (self, file, web->bytes, error))
        return FALSE;
    }

  return TRUE;
}

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

static gboolean
slug_is_free (LeafSite *self,
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

      if (slug_is_free (self, manifest, entry, slug, marker))
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
  entry->cover = g_strdup (get_picture_file (where));
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
write_redirects (LeafSite *self,
                 const LeafSiteManifest *manifest,
                 const char *base,
                 GError **error)
{
  for (unsigned int i = 0; i < manifest->redirects->len; i++)
    {
      const LeafSiteRedirect *redirect = g_ptr_array_index (manifest->redirects, i);
      g_autofree char *name = page_name (redirect->slug);
      g_autofree char *text = leaf_site_make_redirect (manifest, leaf_site_manifest_find (manifest, redirect->uuid), base);

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

/* Whatever fails, what a reader finds is complete: first what nothing points to yet, then what points
 * to it. The manifest is next to last, because what it does not know is written again, and an old page
 * gives way to a redirect only when the manifest knows the new one. */
static gboolean
write_site (LeafSite *self,
            LeafSiteManifest *manifest,
            const LeafSitePost *entry,
            const char *page,
            const char *base,
            GError **error)
{
  g_autofree char *name = page_name (entry->slug);
  g_autofree char *index = leaf_site_make_index (manifest, base);
  g_autofree char *feed = leaf_site_make_feed (manifest, base);
  g_autofree char *sitemap = leaf_site_make_sitemap (manifest, base);

  return write_style (self, manifest, error) &&
         leaf_site_folder_write (self->folder, name, page, -1, error) &&
         leaf_site_folder_write (self->folder, "index.html", index, -1, error) &&
         leaf_site_folder_write (self->folder, "feed.xml", feed, -1, error) &&
         leaf_site_folder_write (self->folder, "sitemap.xml", sitemap, -1, error) &&
         leaf_site_manifest_save (manifest, self->folder, error) &&
         write_redirects (self, manifest, base, error);
}

/* The page's own hash stands for its time: nobody edits a file without changing it. */
static LeafRemotePost *
describe (LeafSite *self,
          const LeafSitePost *entry)
{
  LeafRemotePost *remote = leaf_remote_post_new ();
  g_autofree char *name = page_name (entry->slug);
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *page = NULL;

  remote->id = g_strdup (entry->uuid);
  remote->slug = g_strdup (entry->slug);
  remote->address = g_filename_to_uri (path, NULL, NULL);
  remote->modified = leaf_site_folder_hash (self->folder, name);
  if (g_file_get_contents (path, &page, NULL, NULL))
    remote->content = leaf_site_find_content (page);
  remote->state = LEAF_PUBLICATION_PUBLISHED;
  remote->published = entry->published;

  return remote;
}

/* Finds what an earlier try may have done. A page that the manifest does not know yet does not count:
 * sending again finds it and completes the site around it. */
static LeafRemotePost *
leaf_site_find (LeafPublisher *publisher,
                const char *marker,
                const char *slug,
                GCancellable *cancellable,
                GError **error)
{
  LeafSite *self = LEAF_SITE (publisher);
  g_autoptr (LeafSiteManifest) manifest = load_manifest (self, error);
  g_autofree char *base = get_base (self);
  LeafSitePost *entry;
  LeafRemotePost *remote;

  if (manifest == NULL)
    return NULL;
  entry = leaf_site_manifest_find (manifest, marker);
  if (entry == NULL || !write_redirects (self, manifest, base, error))
    return NULL;

  remote = describe (self, entry);
  if (remote->modified == NULL) /* she deleted the page */
    g_clear_pointer (&remote, leaf_remote_post_free);

  return remote;
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
  g_autofree char *name = slug != NULL ? page_name (slug) : NULL;
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
  g_autoptr (LeafSiteManifest) manifest = load_manifest (self, error);
  g_autofree char *base = get_base (self);
  g_autofree char *slug = NULL;
  g_autofree char *old_slug = NULL;
  g_autofree char *page = NULL;
  LeafSitePost *entry;

  if (manifest == NULL || !restore_pictures (self, source, media, error))
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
  if (has_no_name (self) && *leaf_profile_get_name (source->profile) != '\0')
    set_text (&manifest->title, leaf_profile_get_name (source->profile));
  update_entry (entry, post, source, media, publication);
  page = leaf_site_make_page (manifest, post, entry, base);
  if (!check_unchanged (self, old_slug, entry->page, page, publication, error))
    return NULL;
  g_free (entry->page);
  entry->page = g_compute_checksum_for_string (G_CHECKSUM_SHA256, page, -1);
  if (!write_site (self, manifest, entry, page, base, error))
    return NULL;

  return describe (self, entry);
}

static LeafRemotePost *
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

  if (!check_wanted (job, error) || !mark_as_ours (self, error))
    return NULL;

  lock = leaf_site_folder_lock (self->folder);
  remote = send_locked (self, post, source, media, publication, error);
  leaf_site_folder_unlock (lock);

  return remote;
}

static void
leaf_site_publisher_init (LeafPublisherInterface *interface)
{
  interface->get_flags = leaf_site_get_flags;
  interface->check = leaf_site_check;
  interface->get_markup = leaf_site_get_markup;
  interface->upload = leaf_site_upload;
  interface->find = leaf_site_find;
  interface->send = leaf_site_send;
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
