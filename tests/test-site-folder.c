/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-site.h"
#include "leaf-test-library.h"
#include "leaf-test-picture.h"
#include "leaf-test-post.h"
#include "leaf-test-publish.h"
#include "leaf-test-site.h"

#include "leaf-pictures.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define SLUG "the-moonstone-wilkie-collins-book-review"

/* Pieces of a manifest. */
#define HEAD "{\"flyleaf-site\":1,\"uuid\":\"" LEAF_TEST_MARKER "\","
#define POST(uuid, slug) "{\"uuid\":\"" uuid "\",\"slug\":\"" slug "\",\"title\":\"t\",\"hash\":\"h\"}"
#define A "11111111-1111-4111-8111-111111111111"
#define B "22222222-2222-4222-8222-222222222222"

static void
assert_check_fails (LeafTestSite *fixture,
                    LeafPublishError code,
                    const char *says)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (leaf_publisher_check (fixture->site, NULL, &error));
  g_assert_true (g_error_matches (error, LEAF_PUBLISH_ERROR, (int) code));
  if (strstr (error->message, says) == NULL)
    g_error ("“%s” does not say “%s”", error->message, says);
  g_assert_null (strchr (error->message, '\n'));
}

static void
test_foreign (LeafTestSite *fixture,
              gconstpointer unused)
{
  g_autofree char *novel = NULL;
  g_autoptr (GError) error = NULL;

  leaf_test_site_write (fixture, "README.md", "A site.");
  leaf_test_site_write (fixture, "CNAME", "rosa.example");
  leaf_test_site_write (fixture, ".git/config", "[core]");
  leaf_test_site_write (fixture, "novel.odt", "My only copy.");
  assert_check_fails (fixture, LEAF_PUBLISH_ERROR_FOLDER, "novel.odt");
  novel = leaf_test_site_read (fixture, "novel.odt");
  g_assert_cmpstr (novel, ==, "My only copy.");
  g_assert_false (leaf_test_site_has (fixture, ".flyleaf"));

  {
    g_autofree char *path = leaf_test_site_path (fixture, "novel.odt");
    g_assert_cmpint (g_unlink (path), ==, 0);
  }
  g_assert_true (leaf_publisher_check (fixture->site, NULL, &error));
  g_assert_no_error (error);
}

/* Somebody else's index.html is as foreign as a novel. */
static void
test_foreign_index (LeafTestSite *fixture,
                    gconstpointer unused)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autofree char *index = NULL;
  g_autoptr (GError) error = NULL;

  leaf_test_site_write (fixture, "index.html", "Hers.");
  assert_check_fails (fixture, LEAF_PUBLISH_ERROR_FOLDER, "index.html");
  g_assert_null (leaf_test_site_try (fixture, source, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FOLDER);
  index = leaf_test_site_read (fixture, "index.html");
  g_assert_cmpstr (index, ==, "Hers.");
}

/* A folder that she made in her site later. */
static void
test_foreign_page (LeafTestSite *fixture,
                   gconstpointer unused)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafRemotePost) remote = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (leaf_publisher_check (fixture->site, NULL, &error));
  leaf_test_site_write (fixture, SLUG "/index.html", "Hers.");
  leaf_test_site_write (fixture, SLUG "-2/notes.txt", "Hers, too.");
  remote = leaf_test_site_publish (fixture, source, NULL);
  g_assert_cmpstr (remote->slug, ==, SLUG "-3");
  kept = leaf_test_site_read (fixture, SLUG "/index.html");
  g_assert_cmpstr (kept, ==, "Hers.");
}

static void
test_reserved_slug (LeafTestSite *fixture,
                    gconstpointer unused)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafRemotePost) remote = NULL;

  leaf_review_set_slug (source->review, "pictures");
  remote = leaf_test_site_publish (fixture, source, NULL);
  g_assert_cmpstr (remote->slug, ==, "pictures-2");
}

static void
test_addresses (LeafTestSite *fixture,
                gconstpointer unused)
{
  g_autofree char *file = g_build_filename (fixture->parent, "a file", NULL);
  g_autofree char *below = g_build_filename (file, "below", NULL);
  const struct
  {
    const char *address;
    LeafPublishError code;
    const char *says;
  } bad[] = {
    { file, LEAF_PUBLISH_ERROR_FOLDER, "is a file" },
    { below, LEAF_PUBLISH_ERROR_FOLDER, "could not be written" },
    { "relative/folder", LEAF_PUBLISH_ERROR_ADDRESS, "relative/folder" },
    { "https://rosa.example/", LEAF_PUBLISH_ERROR_ADDRESS, "https://rosa.example/" },
    { "", LEAF_PUBLISH_ERROR_ADDRESS, "not a folder" },
    { NULL, LEAF_PUBLISH_ERROR_ADDRESS, "not a folder" },
    { "/proc/flyleaf", LEAF_PUBLISH_ERROR_FOLDER, "/proc/flyleaf" },
  };

  g_assert_true (g_file_set_contents (file, "text", -1, NULL));
  for (unsigned int i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i].address != NULL ? bad[i].address : "no address");
      leaf_blog_set_address (fixture->blog, bad[i].address);
      g_clear_object (&fixture->site);
      fixture->site = leaf_site_new (fixture->blog, NULL);
      assert_check_fails (fixture, bad[i].code, bad[i].says);
    }
}

static void
test_file_address (LeafTestSite *fixture,
                   gconstpointer unused)
{
  g_autofree char *address = g_filename_to_uri (fixture->folder, NULL, NULL);
  g_autoptr (GError) error = NULL;

  leaf_blog_set_address (fixture->blog, address);
  g_clear_object (&fixture->site);
  fixture->site = leaf_site_new (fixture->blog, NULL);
  g_assert_true (leaf_publisher_check (fixture->site, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (leaf_test_site_has (fixture, ".flyleaf/site.json"));
}

/* The superuser may write anywhere, so she becomes nobody for a moment. */
static void
test_read_only (LeafTestSite *fixture,
                gconstpointer unused)
{
  const uid_t user = geteuid ();

  g_assert_cmpint (g_chmod (fixture->parent, 0755), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->folder, 0555), ==, 0);
  if (user == 0)
    g_assert_cmpint (seteuid (65534), ==, 0);
  assert_check_fails (fixture, LEAF_PUBLISH_ERROR_FOLDER, "cannot be written");
  g_assert_cmpint (seteuid (user), ==, 0);
  g_assert_false (leaf_test_site_has (fixture, ".flyleaf"));

  /* The same for a site that is there already. */
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  leaf_test_site_write (fixture, ".flyleaf/site.json", HEAD "\"posts\":[],\"redirects\":[]}");
  {
    g_autofree char *hidden = leaf_test_site_path (fixture, ".flyleaf");
    g_assert_cmpint (g_chmod (hidden, 0555), ==, 0);
  }
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  if (user == 0)
    g_assert_cmpint (seteuid (65534), ==, 0);
  assert_check_fails (fixture, LEAF_PUBLISH_ERROR_FOLDER, "cannot be written");
  g_assert_cmpint (seteuid (user), ==, 0);

  /* So that it can be taken away. */
  {
    g_autofree char *hidden = leaf_test_site_path (fixture, ".flyleaf");
    g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
    g_assert_cmpint (g_chmod (hidden, 0755), ==, 0);
  }
}

/* No file may grow over a limit, as if the disk was full, wherever in the order of files that is. */
static void
test_full_disk (LeafTestSite *fixture,
                gconstpointer unused)
{
  g_autoptr (LeafPostSource) first = leaf_test_post_source ();
  g_autoptr (LeafPostSource) second = leaf_test_post_source ();
  g_autoptr (LeafRemotePost) remote G_GNUC_UNUSED = leaf_test_site_publish (fixture, first, NULL);
  g_autoptr (GHashTable) before = leaf_test_site_snapshot (fixture);
  struct rlimit limit, old_limit;
  gboolean done = FALSE;
  unsigned int n_failures = 0;

  g_free (second->marker);
  second->marker = g_uuid_string_random ();
  leaf_book_set_title (g_ptr_array_index (second->books, 0), "No Name");
  g_assert_cmpstr (remote->slug, ==, SLUG);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old_limit), ==, 0);

  for (rlim_t size = 0; !done; size += 256)
    {
      g_autoptr (LeafRemotePost) other = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GHashTable) after = NULL;
      GHashTableIter iter;
      const char *name;
      gpointer bytes;

      limit = old_limit;
      limit.rlim_cur = size;
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
      other = leaf_test_site_try (fixture, second, NULL, &error);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old_limit), ==, 0);
      done = other != NULL;
      if (done)
        break;

      n_failures++;
      g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FOLDER);
      g_assert_nonnull (strstr (error->message, "no space left"));
      leaf_test_assert_whole_site (fixture);
      after = leaf_test_site_snapshot (fixture);
      g_hash_table_iter_init (&iter, before);
      while (g_hash_table_iter_next (&iter, (gpointer *) &name, &bytes))
        {
          if (g_str_has_prefix (name, SLUG) || g_str_has_prefix (name, "pictures/"))
            g_assert_true (g_bytes_equal (bytes, g_hash_table_lookup (after, name)));
        }
      g_hash_table_iter_init (&iter, after);
      while (g_hash_table_iter_next (&iter, (gpointer *) &name, NULL))
        g_assert_null (strstr (name, ".html.")); /* nothing half is left */
    }

  g_assert_cmpuint (n_failures, >, 3);
  leaf_test_assert_whole_site (fixture);
}

/* Whoever can write into the folder can write this file. */
static void
test_hostile_manifest (LeafTestSite *fixture,
                       gconstpointer unused)
{
  g_autofree char *deep = g_strnfill (1000000, '[');
  const char *const manifests[] = {
    "",
    "{",
    "null",
    "[]",
    "{}",
    "\xff\xfe",
    "{\"flyleaf-site\":1}",
    "{\"flyleaf-site\":\"1\",\"uuid\":\"" A "\",\"posts\":[],\"redirects\":[]}",
    HEAD "\"posts\":{},\"redirects\":[]}",
    HEAD "\"posts\":[],\"redirects\":1}",
    HEAD "\"posts\":[1],\"redirects\":[]}",
    HEAD "\"posts\":[[]],\"redirects\":[]}",
    HEAD "\"posts\":[{}],\"redirects\":[]}",
    HEAD "\"posts\":[" POST (A, "../../escape") "],\"redirects\":[]}",
    HEAD "\"posts\":[" POST (A, "/etc") "],\"redirects\":[]}",
    HEAD "\"posts\":[" POST (A, "") "],\"redirects\":[]}",
    HEAD "\"posts\":[" POST (A, "pictures") "],\"redirects\":[]}",
    HEAD "\"posts\":[" POST (A, ".flyleaf") "],\"redirects\":[]}",
    HEAD "\"posts\":[" POST ("../x", "a") "],\"redirects\":[]}",
    HEAD "\"posts\":[" POST (A, "a") "," POST (A, "b") "],\"redirects\":[]}",
    HEAD "\"posts\":[" POST (A, "a") "," POST (B, "a") "],\"redirects\":[]}",
    HEAD "\"posts\":[" POST (A, "a") "],\"redirects\":[{\"slug\":\"../b\",\"uuid\":\"" A "\"}]}",
    HEAD "\"posts\":[" POST (A, "a") "],\"redirects\":[{\"slug\":\"b\",\"uuid\":\"" B "\"}]}",
    HEAD "\"posts\":[" POST (A, "a") "],\"redirects\":[{\"slug\":\"a\",\"uuid\":\"" A "\"}]}",
    deep,
  };
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();

  for (unsigned int i = 0; i < G_N_ELEMENTS (manifests); i++)
    {
      g_autoptr (GHashTable) before = NULL;
      g_autoptr (GHashTable) after = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("manifest %u", i);
      leaf_test_site_write (fixture, ".flyleaf/site.json", manifests[i]);
      before = leaf_test_site_snapshot (fixture);
      assert_check_fails (fixture, LEAF_PUBLISH_ERROR_FOLDER, "is damaged");
      g_assert_null (leaf_publisher_find (fixture->site, A, NULL, "a", NULL, &error));
      g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FOLDER);
      g_clear_error (&error);
      g_assert_null (leaf_test_site_try (fixture, source, NULL, &error));
      g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FOLDER);
      after = leaf_test_site_snapshot (fixture);
      leaf_test_assert_same_site (after, before);
    }
}

static void
test_newer_manifest (LeafTestSite *fixture,
                     gconstpointer unused)
{
  leaf_test_site_write (fixture, ".flyleaf/site.json",
                        "{\"flyleaf-site\":3,\"uuid\":\"" LEAF_TEST_MARKER "\",\"posts\":[],\"redirects\":[]}");
  assert_check_fails (fixture, LEAF_PUBLISH_ERROR_FOLDER, "newer Flyleaf");
}

/* Harmless lies are shown as text and led nowhere. */
static void
test_lying_manifest (LeafTestSite *fixture,
                     gconstpointer unused)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafRemotePost) remote = NULL;
  g_autofree char *index = NULL;

  leaf_test_site_write (fixture, "gone/index.html", "<html></html>");
  leaf_test_site_write (fixture, ".flyleaf/site.json",
                        HEAD "\"posts\":[{\"uuid\":\"" A "\",\"slug\":\"gone\",\"title\":\"<script>\",\"book\":\"<b>\","
                        "\"rating\":-5,\"published\":1e300,\"cover\":\"../../../etc/passwd\",\"cover-width\":-1,"
                        "\"terms\":[1,\"<\",null],\"excerpt\":7}],\"redirects\":[]}");
  remote = leaf_test_site_publish (fixture, source, NULL);
  index = leaf_test_site_read (fixture, "index.html");
  g_assert_null (strstr (index, "passwd"));
  g_assert_null (strstr (index, "<script"));
  leaf_test_assert_whole_site (fixture);
}

static gpointer
publish_some (gpointer data)
{
  LeafTestSite *fixture = data;
  LeafTestSite own = *fixture;

  own.blog = leaf_blog_copy (fixture->blog);
  own.site = leaf_site_new (own.blog, NULL);
  for (int i = 0; i < 8; i++)
    {
      g_autoptr (LeafPostSource) source = leaf_test_post_source ();
      g_autoptr (LeafRemotePost) remote = NULL;

      g_free (source->marker);
      source->marker = g_uuid_string_random ();
      remote = leaf_test_site_publish (&own, source, NULL);
      g_assert_nonnull (remote->slug);
    }
  g_assert_finalize_object (own.site);
  g_assert_finalize_object (own.blog);

  return NULL;
}

/* Two Flyleafs at once, and all reviews want one address. */
static void
test_two_at_once (LeafTestSite *fixture,
                  gconstpointer unused)
{
  GThread *first = g_thread_new ("first", publish_some, fixture);
  GThread *second = g_thread_new ("second", publish_some, fixture);
  g_autofree char *index = NULL;
  unsigned int n = 0;

  g_thread_join (first);
  g_thread_join (second);
  index = leaf_test_site_read (fixture, "index.html");
  for (const char *p = index; (p = strstr (p, "class=\"entry\"")) != NULL; p++)
    n++;
  g_assert_cmpuint (n, ==, 16);
  g_assert_true (leaf_test_site_has (fixture, SLUG "-16/index.html"));
  leaf_test_assert_whole_site (fixture);
}

/* A picture that was deleted from the folder comes back from the library. */
static void
test_lost_picture (LeafTestLibrary *fixture,
                   gconstpointer unused)
{
  LeafTestSite site = { 0 };
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (GBytes) bytes = leaf_test_picture_new ("png", 40, 60, 1);
  g_autoptr (LeafPicture) picture = NULL;
  g_autoptr (LeafRemotePost) remote = NULL;
  g_autoptr (GHashTable) media = NULL;
  g_autoptr (LeafPost) post = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *file = NULL;
  const LeafPublication publication = { 0 };
  LeafPostMedia *where;
  LeafPostPicture wanted = { 0 };

  site.parent = g_dir_make_tmp ("flyleaf-site-XXXXXX", NULL);
  site.folder = g_build_filename (site.parent, "site", NULL);
  site.blog = leaf_blog_new ();
  leaf_blog_set_address (site.blog, site.folder);
  site.site = leaf_site_new (site.blog, fixture->library);

  picture = leaf_pictures_add (fixture->library, bytes, &error);
  g_assert_no_error (error);
  wanted.sha256 = picture->sha256;
  where = leaf_publisher_upload (site.site, &wanted, bytes, "image/png", FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (where->width, ==, 40);
  g_assert_cmpint (where->height, ==, 60);

  leaf_book_set_cover (g_ptr_array_index (source->books, 0), picture->sha256);
  media = leaf_test_post_media (source, "https://blog.example/");
  file = g_build_filename (site.folder, "pictures", where->remote_id, NULL);
  g_hash_table_insert (media, g_strdup (picture->sha256), where);
  post = leaf_post_compose (source, LEAF_MARKUP_HTML, 0, media, &error);
  g_assert_no_error (error);

  g_assert_cmpint (g_unlink (file), ==, 0);
  remote = leaf_publisher_send (site.site, post, source, media, &publication, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));

  g_assert_finalize_object (site.site);
  g_assert_finalize_object (site.blog);
  leaf_test_remove_tree (site.parent);
  g_free (site.parent);
  g_free (site.folder);
}

/* The one file among the pictures of a site that has this size; NULL for none or more than one. */
static char *
find_picture (const char *folder,
              int width,
              int height)
{
  g_autofree char *pictures = g_build_filename (folder, "pictures", NULL);
  g_autoptr (GDir) dir = g_dir_open (pictures, 0, NULL);
  g_autofree char *found = NULL;
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (pictures, name, NULL);
      int file_width, file_height;

      g_assert_nonnull (gdk_pixbuf_get_file_info (path, &file_width, &file_height));
      g_assert_cmpint (file_width, <=, 1600);
      if (file_width != width || file_height != height)
        continue;
      if (found != NULL)
        return NULL;
      found = g_steal_pointer (&path);
    }

  return g_steal_pointer (&found);
}

/* A photograph as cameras make it: through the outbox it comes to the site once, scaled, and the page
 * says how large it is there. */
static void
test_scaled_picture (LeafTestLibrary *fixture,
                     gconstpointer unused)
{
  gint64 review = leaf_test_save_review (fixture->library);
  g_autofree char *folder = g_build_filename (fixture->dir, "site", NULL);
  g_autofree char *page = g_build_filename (folder, SLUG, "index.html", NULL);
  g_autoptr (GBytes) original = leaf_test_picture_new ("jpeg", 2400, 1500, 9);
  g_autoptr (LeafBlog) blog = leaf_blog_new ();
  LeafOutbox *outbox = leaf_outbox_new (fixture->library);
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafPicture) picture = leaf_pictures_add (fixture->library, original, &error);
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  g_autofree char *before = NULL;
  gsize before_size = 0;
  gint64 id;

  g_assert_no_error (error);
  leaf_blog_set_system (blog, LEAF_BLOG_SYSTEM_SITE);
  leaf_blog_set_name (blog, "A Site");
  leaf_blog_set_address (blog, folder);
  id = leaf_test_save_blog (fixture->library, blog);
  text = g_strdup_printf ("Look.</p><figure data-picture=\"%s\"><img alt=\"The Shivering Sand\"></figure><p>There.", picture->sha256);
  leaf_test_append_text (fixture->library, review, text);

  for (unsigned int i = 0; i < 3; i++)
    {
      g_autoptr (LeafOutcome) outcome = leaf_outbox_publish (outbox, review, id, LEAF_PUBLICATION_PUBLISHED, 0, NULL, &error);
      g_autofree char *html = NULL;
      g_autofree char *after = NULL;
      gsize after_size;

      g_assert_no_error (error);
      g_assert_nonnull (outcome);
      g_assert_true (g_file_get_contents (page, &html, NULL, NULL));
      g_assert_nonnull (strstr (html, "width=\"1600\" height=\"1000\""));
      g_free (path);
      path = find_picture (folder, 1600, 1000);
      g_assert_nonnull (path);
      g_assert_true (g_file_get_contents (path, &after, &after_size, NULL));
      if (before == NULL)
        {
          before = g_steal_pointer (&after);
          before_size = after_size;
        }
      else
        g_assert_cmpmem (after, after_size, before, before_size);

      /* Not made again while it is there; made as it was when it is not. */
      if (i == 1)
        g_assert_cmpint (g_unlink (path), ==, 0);
      leaf_test_append_text (fixture->library, review, "More.");
    }

  leaf_test_release_outbox (&outbox);
}

int
main (int argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  leaf_test_add_site ("/site-folder/foreign", test_foreign);
  leaf_test_add_site ("/site-folder/foreign-index", test_foreign_index);
  leaf_test_add_site ("/site-folder/foreign-page", test_foreign_page);
  leaf_test_add_site ("/site-folder/reserved-slug", test_reserved_slug);
  leaf_test_add_site ("/site-folder/addresses", test_addresses);
  leaf_test_add_site ("/site-folder/file-address", test_file_address);
  leaf_test_add_site ("/site-folder/read-only", test_read_only);
  leaf_test_add_site ("/site-folder/full-disk", test_full_disk);
  leaf_test_add_site ("/site-folder/hostile-manifest", test_hostile_manifest);
  leaf_test_add_site ("/site-folder/newer-manifest", test_newer_manifest);
  leaf_test_add_site ("/site-folder/lying-manifest", test_lying_manifest);
  leaf_test_add_site ("/site-folder/two-at-once", test_two_at_once);
  leaf_test_add_library ("/site-folder/lost-picture", test_lost_picture);
  leaf_test_add_library ("/site-folder/scaled-picture", test_scaled_picture);

  return g_test_run ();
}
