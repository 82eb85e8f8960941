/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-test"

#include "config.h"

#include "leaf-test-site.h"

#include "leaf-site.h"
#include "leaf-test-library.h"
#include "leaf-test-picture.h"

#include <glib/gstdio.h>
#include <string.h>

static void
set_up (LeafTestSite *self,
        gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  self->parent = g_dir_make_tmp ("flyleaf-site-XXXXXX", &error);
  g_assert_no_error (error);
  self->folder = g_build_filename (self->parent, "my site", NULL);
  self->blog = leaf_blog_new ();
  leaf_blog_set_system (self->blog, LEAF_BLOG_SYSTEM_SITE);
  leaf_blog_set_address (self->blog, self->folder);
  leaf_blog_set_name (self->blog, "The Window Seat");
  self->site = leaf_publisher_new (self->blog, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (LeafTestSite *self,
           gconstpointer unused)
{
  g_assert_finalize_object (self->site);
  g_assert_finalize_object (self->blog);
  leaf_test_remove_tree (self->parent);
  g_clear_pointer (&self->parent, g_free);
  g_clear_pointer (&self->folder, g_free);
}

/**
 * leaf_test_add_site:
 *
 * Adds a test that has a folder of its own.
 */
void
leaf_test_add_site (const char *name,
                    LeafTestSiteFunc func)
{
  g_test_add (name, LeafTestSite, NULL, set_up, func, tear_down);
}

char *
leaf_test_site_path (LeafTestSite *self,
                     const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

char *
leaf_test_site_read (LeafTestSite *self,
                     const char *name)
{
  g_autofree char *path = leaf_test_site_path (self, name);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

void
leaf_test_site_write (LeafTestSite *self,
                      const char *name,
                      const char *text)
{
  g_autofree char *path = leaf_test_site_path (self, name);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

gboolean
leaf_test_site_has (LeafTestSite *self,
                    const char *name)
{
  g_autofree char *path = leaf_test_site_path (self, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static GHashTable *
upload (LeafTestSite *self,
        LeafPostSource *source,
        GError **error)
{
  g_autoptr (GHashTable) media = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) leaf_post_media_free);
  g_autoptr (GPtrArray) pictures = leaf_post_list_pictures (source);

  for (unsigned int i = 0; i < pictures->len; i++)
    {
      const LeafPostPicture *picture = g_ptr_array_index (pictures, i);
      g_autoptr (GBytes) bytes = leaf_test_picture_new ("png", 40, 60, g_str_hash (picture->sha256));
      LeafPostMedia *where = leaf_publisher_upload (self->site, picture, bytes, "image/png", FALSE, NULL, error);

      if (where == NULL)
        return NULL;
      g_hash_table_insert (media, g_strdup (picture->sha256), where);
    }

  return g_steal_pointer (&media);
}

LeafRemotePost *
leaf_test_site_try (LeafTestSite *self,
                    LeafPostSource *source,
                    const LeafPublication *publication,
                    GError **error)
{
  const LeafPublication nothing = { 0 };
  const LeafJob job = { .wanted = LEAF_PUBLICATION_PUBLISHED };
  g_autoptr (GHashTable) media = upload (self, source, error);
  g_autoptr (LeafPost) post = NULL;
  LeafPostFlags flags;
  LeafMarkup markup;

  if (media == NULL)
    return NULL;
  markup = leaf_publisher_get_markup (self->site, &flags);
  post = leaf_post_compose (source, markup, flags, media, error);
  if (post == NULL)
    return NULL;

  return leaf_publisher_send (self->site, post, source, media, publication != NULL ? publication : &nothing, &job, NULL, error);
}

LeafRemotePost *
leaf_test_site_publish (LeafTestSite *self,
                        LeafPostSource *source,
                        const LeafPublication *publication)
{
  g_autoptr (GError) error = NULL;
  LeafRemotePost *remote = leaf_test_site_try (self, source, publication, &error);

  g_assert_no_error (error);
  g_assert_nonnull (remote);

  return remote;
}

static void
add_files (const char *folder,
           const char *prefix,
           GHashTable *files)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *relative = g_strconcat (prefix, name, NULL);
      g_autofree char *below = g_strconcat (relative, "/", NULL);
      char *data;
      gsize size;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        add_files (path, below, files);
      else if (!g_str_equal (relative, ".flyleaf/lock") && g_file_get_contents (path, &data, &size, NULL))
        g_hash_table_insert (files, g_steal_pointer (&relative), g_bytes_new_take (data, size));
    }
}

GHashTable *
leaf_test_site_snapshot (LeafTestSite *self)
{
  GHashTable *files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);

  add_files (self->folder, "", files);

  return files;
}

void
leaf_test_assert_same_site (GHashTable *actual,
                            GHashTable *expected)
{
  GHashTableIter iter;
  const char *name;
  GBytes *bytes;

  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, (gpointer *) &name, (gpointer *) &bytes))
    {
      GBytes *other = g_hash_table_lookup (actual, name);

      if (other == NULL || !g_bytes_equal (bytes, other))
        g_error ("%s is %s", name, other == NULL ? "gone" : "another one");
    }
  g_assert_cmpuint (g_hash_table_size (actual), ==, g_hash_table_size (expected));
}

typedef struct
{
  GHashTable *files;
  char *name;
} Page;

/* The file that a relative address in a page leads to. */
static void
assert_leads_to_file (const Page *page,
                      const char *address)
{
  g_autofree char *root = g_strconcat ("/", page->name, NULL);
  g_autofree char *folder = g_path_get_dirname (root);
  g_autofree char *unescaped = g_uri_unescape_string (address, NULL);
  g_autofree char *target = NULL;

  g_assert_nonnull (unescaped);
  unescaped[strcspn (unescaped, "#")] = '\0';
  if (*unescaped == '\0')
    return;
  target = g_canonicalize_filename (unescaped, folder);
  if (!g_hash_table_contains (page->files, target + 1))
    g_error ("%s: %s leads nowhere", page->name, address);
}

static void
start_element_cb (GMarkupParseContext *context,
                  const char *element,
                  const char **names,
                  const char **values,
                  gpointer user_data,
                  GError **error)
{
  const Page *page = user_data;

  for (unsigned int i = 0; names[i] != NULL; i++)
    {
      if (!g_str_equal (names[i], "href") && !g_str_equal (names[i], "src"))
        continue;
      if (g_ascii_strncasecmp (values[i], "http", 4) != 0 && g_ascii_strncasecmp (values[i], "mailto:", 7) != 0)
        assert_leads_to_file (page, values[i]);
    }
}

void
leaf_test_assert_whole_site (LeafTestSite *self)
{
  static const GMarkupParser parser = { start_element_cb, NULL, NULL, NULL, NULL };
  g_autoptr (GHashTable) files = leaf_test_site_snapshot (self);
  GHashTableIter iter;
  Page page = { files, NULL };
  GBytes *bytes;
  unsigned int n_pages = 0;

  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, (gpointer *) &page.name, (gpointer *) &bytes))
    {
      g_autoptr (GMarkupParseContext) context = NULL;
      g_autoptr (GError) error = NULL;

      if (!g_str_has_suffix (page.name, ".html") && !g_str_has_suffix (page.name, ".xml"))
        continue;
      g_test_message ("%s", page.name);
      context = g_markup_parse_context_new (&parser, 0, &page, NULL);
      g_markup_parse_context_parse (context, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
      g_assert_no_error (error);
      g_markup_parse_context_end_parse (context, &error);
      g_assert_no_error (error);
      g_assert_null (g_strstr_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), self->parent));
      g_assert_null (g_strstr_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "file:"));
      n_pages++;
    }
  g_assert_cmpuint (n_pages, >=, 4); /* index, feed, sitemap and a review */
}
