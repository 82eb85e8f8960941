/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-test-document.h"
#include "leaf-test-post.h"
#include "leaf-test-site.h"

#include <glib/gstdio.h>
#include <string.h>

#define SLUG "the-moonstone-wilkie-collins-book-review"
#define OTHER_MARKER "6d2c1c70-3f6e-4b7e-8b58-1e0a4c9f3d21"

static LeafBook *
get_book (LeafPostSource *source)
{
  return g_ptr_array_index (source->books, 0);
}

static LeafPostSource *
make_other (const char *title)
{
  LeafPostSource *source = leaf_test_post_source ();

  g_free (source->marker);
  source->marker = g_strdup (OTHER_MARKER);
  leaf_book_set_title (get_book (source), title);

  return source;
}

static void
assert_contains (LeafTestSite *fixture,
                 const char *name,
                 const char *needle)
{
  g_autofree char *text = leaf_test_site_read (fixture, name);

  if (strstr (text, needle) == NULL)
    g_error ("%s does not contain %s", name, needle);
}

static void
assert_lacks (LeafTestSite *fixture,
              const char *name,
              const char *needle)
{
  g_autofree char *text = leaf_test_site_read (fixture, name);

  if (strstr (text, needle) != NULL)
    g_error ("%s contains %s", name, needle);
}

static unsigned int
count (LeafTestSite *fixture,
       const char *name,
       const char *needle)
{
  g_autofree char *text = leaf_test_site_read (fixture, name);
  unsigned int n = 0;

  for (const char *p = text; (p = strstr (p, needle)) != NULL; p++)
    n++;

  return n;
}

static void
test_check (LeafTestSite *fixture,
            gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  LeafPostFlags flags;

  leaf_blog_set_name (fixture->blog, NULL);
  g_assert_true (leaf_publisher_check (fixture->site, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (leaf_blog_get_name (fixture->blog), ==, "my site");
  g_assert_true (leaf_test_site_has (fixture, ".flyleaf/site.json"));
  g_assert_cmpint (leaf_publisher_find_flags (fixture->blog), ==,
                   LEAF_PUBLISHER_TAKES_DOWN | LEAF_PUBLISHER_DELETES | LEAF_PUBLISHER_OWN_SITE);
  g_assert_cmpint (leaf_publisher_get_markup (fixture->site, &flags), ==, LEAF_MARKUP_HTML);
  g_assert_cmpint (flags & LEAF_POST_JSON_LD, !=, 0);
  g_assert_true (leaf_publisher_check (fixture->site, NULL, &error));
}

static void
test_first (LeafTestSite *fixture,
            gconstpointer unused)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafRemotePost) remote = leaf_test_site_publish (fixture, source, NULL);
  g_autofree char *path = g_filename_from_uri (remote->address, NULL, NULL);
  g_autofree char *expected = leaf_test_site_path (fixture, SLUG "/index.html");

  g_assert_cmpstr (remote->id, ==, LEAF_TEST_MARKER);
  g_assert_cmpstr (remote->slug, ==, SLUG);
  g_assert_cmpstr (path, ==, expected);
  g_assert_cmpint (remote->state, ==, LEAF_PUBLICATION_PUBLISHED);
  g_assert_nonnull (remote->modified);
  g_assert_true (g_str_has_prefix (remote->content, "<div id=\"flyleaf-" LEAF_TEST_MARKER "\""));
  g_assert_true (g_str_has_suffix (remote->content, "</div>"));

  assert_contains (fixture, SLUG "/index.html", "<h1>The Moonstone, Wilkie Collins: Book Review</h1>");
  assert_contains (fixture, SLUG "/index.html", "<html lang=\"en\">");
  assert_contains (fixture, SLUG "/index.html", "<script type=\"application/ld+json\">{\"@context\"");
  assert_contains (fixture, SLUG "/index.html", "src=\"../pictures/c0ffee0000000000.png\" alt=\"The Moonstone Book Cover\"");
  assert_contains (fixture, "index.html", "<a href=\"" SLUG "/index.html\">");
  assert_contains (fixture, "index.html", "<span aria-hidden=\"true\">★★★★½</span><span class=\"spoken\">Rating: 4.5 out of 5</span>");
  assert_contains (fixture, "feed.xml", "<id>urn:uuid:" LEAF_TEST_MARKER "</id>");
  assert_contains (fixture, "feed.xml", "<category term=\"Mystery\" />");
  assert_contains (fixture, "sitemap.xml", "<loc>" SLUG "/index.html</loc>");
  assert_contains (fixture, "style.css", "prefers-color-scheme: dark");
  g_assert_true (leaf_test_site_has (fixture, "pictures/f19e000000000000.png"));
  g_assert_true (leaf_test_site_has (fixture, "pictures/face000000000000.png"));
  leaf_test_assert_whole_site (fixture);
}

static void
test_two (LeafTestSite *fixture,
          gconstpointer unused)
{
  g_autoptr (LeafPostSource) first = leaf_test_post_source ();
  g_autoptr (LeafPostSource) second = make_other ("No Name");
  const LeafPublication earlier = { .published = 1000000000 }, later = { .published = 1700000000 };
  g_autoptr (LeafRemotePost) one = leaf_test_site_publish (fixture, first, &later);
  g_autoptr (LeafRemotePost) two = leaf_test_site_publish (fixture, second, &earlier);
  g_autofree char *index = leaf_test_site_read (fixture, "index.html");

  g_assert_cmpint (one->published, ==, 1700000000);
  g_assert_cmpint (two->published, ==, 1000000000);
  g_assert_cmpuint (count (fixture, "index.html", "class=\"entry\""), ==, 2);
  g_assert_true (strstr (index, "The Moonstone") < strstr (index, "No Name"));
  g_assert_cmpuint (count (fixture, "feed.xml", "<entry "), ==, 2);
  assert_contains (fixture, "feed.xml", "<published>2001-09-09T01:46:40Z</published>");
  g_assert_cmpuint (count (fixture, "sitemap.xml", "<url>"), ==, 3);
  leaf_test_assert_whole_site (fixture);
}

static void
test_same_again (LeafTestSite *fixture,
                 gconstpointer unused)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafRemotePost) first = leaf_test_site_publish (fixture, source, NULL);
  g_autoptr (GHashTable) before = leaf_test_site_snapshot (fixture);
  const LeafPublication publication = { .remote_modified = first->modified, .published = 5 };
  g_autoptr (LeafRemotePost) second = leaf_test_site_publish (fixture, source, &publication);
  g_autoptr (GHashTable) after = leaf_test_site_snapshot (fixture);

  leaf_test_assert_same_site (after, before);
  g_assert_cmpstr (first->modified, ==, second->modified);
  g_assert_cmpstr (first->content, ==, second->content);
}

static void
test_update (LeafTestSite *fixture,
             gconstpointer unused)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafRemotePost) first = leaf_test_site_publish (fixture, source, NULL);
  const LeafPublication publication = { .remote_modified = first->modified };
  g_autoptr (LeafRemotePost) second = NULL;

  leaf_test_append (leaf_review_get_document (source->review), LEAF_BLOCK_PARAGRAPH, 0, "I read it again.");
  leaf_review_set_rating (source->review, 10);
  second = leaf_test_site_publish (fixture, source, &publication);
  g_assert_cmpstr (first->id, ==, second->id);
  g_assert_cmpstr (first->address, ==, second->address);
  g_assert_cmpstr (first->modified, !=, second->modified);
  g_assert_cmpint (first->published, ==, second->published);
  assert_contains (fixture, SLUG "/index.html", "<p>I read it again.</p>");
  assert_contains (fixture, "index.html", "★★★★★");
  g_assert_cmpuint (count (fixture, "index.html", "class=\"entry\""), ==, 1);
  leaf_test_assert_whole_site (fixture);
}

static void
test_slug_change (LeafTestSite *fixture,
                  gconstpointer unused)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafRemotePost) first = leaf_test_site_publish (fixture, source, NULL);
  const LeafPublication publication = { .remote_modified = first->modified };
  g_autoptr (LeafRemotePost) second = NULL;
  g_autoptr (LeafRemotePost) third = NULL;
  g_autoptr (LeafRemotePost) back = NULL;

  leaf_review_set_slug (source->review, "moonstone");
  second = leaf_test_site_publish (fixture, source, &publication);
  g_assert_cmpstr (second->slug, ==, "moonstone");
  assert_contains (fixture, SLUG "/index.html", "content=\"0; url=../moonstone/index.html\"");
  assert_lacks (fixture, SLUG "/index.html", "flyleaf-" LEAF_TEST_MARKER);
  assert_lacks (fixture, "index.html", SLUG);
  assert_lacks (fixture, "sitemap.xml", SLUG);
  leaf_test_assert_whole_site (fixture);

  /* Both old addresses lead to the newest one. */
  leaf_review_set_slug (source->review, "diamond");
  third = leaf_test_site_publish (fixture, source, NULL);
  assert_contains (fixture, SLUG "/index.html", "url=../diamond/index.html");
  assert_contains (fixture, "moonstone/index.html", "url=../diamond/index.html");

  leaf_review_set_slug (source->review, NULL);
  back = leaf_test_site_publish (fixture, source, NULL);
  g_assert_cmpstr (back->slug, ==, SLUG);
  assert_contains (fixture, SLUG "/index.html", "flyleaf-" LEAF_TEST_MARKER);
  assert_contains (fixture, "diamond/index.html", "url=../" SLUG "/index.html");
  leaf_test_assert_whole_site (fixture);
}

static void
test_slug_twins (LeafTestSite *fixture,
                 gconstpointer unused)
{
  g_autoptr (LeafPostSource) first = leaf_test_post_source ();
  g_autoptr (LeafPostSource) second = make_other ("The Moonstone");
  g_autoptr (LeafRemotePost) one = leaf_test_site_publish (fixture, first, NULL);
  g_autoptr (LeafRemotePost) two = leaf_test_site_publish (fixture, second, NULL);
  g_autoptr (LeafRemotePost) again = leaf_test_site_publish (fixture, second, NULL);

  g_assert_cmpstr (one->slug, ==, SLUG);
  g_assert_cmpstr (two->slug, ==, SLUG "-2");
  g_assert_cmpstr (again->slug, ==, SLUG "-2");
  g_assert_cmpuint (count (fixture, "index.html", "class=\"entry\""), ==, 2);
  leaf_test_assert_whole_site (fixture);
}

static void
test_find (LeafTestSite *fixture,
           gconstpointer unused)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafRemotePost) none = NULL;
  g_autoptr (LeafRemotePost) sent = NULL;
  g_autoptr (LeafRemotePost) found = NULL;
  g_autoptr (LeafRemotePost) deleted = NULL;
  g_autofree char *page = leaf_test_site_path (fixture, SLUG "/index.html");
  g_autoptr (GError) error = NULL;

  none = leaf_publisher_find (fixture->site, LEAF_TEST_MARKER, NULL, SLUG, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (none);

  sent = leaf_test_site_publish (fixture, source, NULL);
  found = leaf_publisher_find (fixture->site, LEAF_TEST_MARKER, NULL, SLUG, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->id, ==, sent->id);
  g_assert_cmpstr (found->modified, ==, sent->modified);
  g_assert_cmpstr (found->content, ==, sent->content);
  g_assert_cmpstr (found->address, ==, sent->address);
  g_assert_null (leaf_publisher_find (fixture->site, OTHER_MARKER, NULL, SLUG, NULL, &error));
  g_assert_no_error (error);

  g_assert_cmpint (g_unlink (page), ==, 0);
  deleted = leaf_publisher_find (fixture->site, LEAF_TEST_MARKER, NULL, SLUG, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (deleted);
}

/* Cut off after the page was written: the next try completes the site around it. */
static void
test_cut_off (LeafTestSite *fixture,
              gconstpointer unused)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autoptr (LeafRemotePost) first = NULL;
  g_autoptr (LeafRemotePost) second = NULL;
  g_autoptr (LeafRemotePost) found = NULL;

  g_assert_true (leaf_publisher_check (fixture->site, NULL, &error));
  before = leaf_test_site_read (fixture, ".flyleaf/site.json");
  first = leaf_test_site_publish (fixture, source, NULL);
  leaf_test_site_write (fixture, ".flyleaf/site.json", before);

  found = leaf_publisher_find (fixture->site, LEAF_TEST_MARKER, NULL, SLUG, NULL, &error);
  g_assert_null (found);
  second = leaf_test_site_publish (fixture, source, NULL);
  g_assert_cmpstr (second->slug, ==, SLUG);
  g_assert_cmpuint (count (fixture, "index.html", "class=\"entry\""), ==, 1);
  leaf_test_assert_whole_site (fixture);
}

/* An update that was cut off after the page is no edit of hers. */
static void
test_cut_off_update (LeafTestSite *fixture,
                     gconstpointer unused)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafRemotePost) first = leaf_test_site_publish (fixture, source, NULL);
  const LeafPublication publication = { .remote_modified = first->modified };
  g_autofree char *before = leaf_test_site_read (fixture, ".flyleaf/site.json");
  g_autoptr (LeafRemotePost) second = NULL;
  g_autoptr (LeafRemotePost) third = NULL;

  leaf_test_append (leaf_review_get_document (source->review), LEAF_BLOCK_PARAGRAPH, 0, "I read it again.");
  second = leaf_test_site_publish (fixture, source, &publication);
  leaf_test_site_write (fixture, ".flyleaf/site.json", before);
  third = leaf_test_site_publish (fixture, source, &publication);
  g_assert_cmpstr (third->modified, ==, second->modified);
}

static void
test_changed_by_hand (LeafTestSite *fixture,
                      gconstpointer unused)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafRemotePost) first = leaf_test_site_publish (fixture, source, NULL);
  const LeafPublication publication = { .remote_modified = first->modified };
  g_autoptr (LeafRemotePost) found = NULL;
  g_autoptr (LeafRemotePost) kept = NULL;
  g_autoptr (GError) error = NULL;

  leaf_test_site_write (fixture, SLUG "/index.html", "<html><p>Mine now.</p></html>");
  found = leaf_publisher_find (fixture->site, LEAF_TEST_MARKER, NULL, SLUG, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->modified, !=, first->modified);
  g_assert_null (found->content);

  g_assert_null (leaf_test_site_try (fixture, source, &publication, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_CHANGED);
  assert_contains (fixture, SLUG "/index.html", "Mine now.");

  kept = leaf_test_site_publish (fixture, source, NULL);
  g_assert_cmpstr (kept->modified, ==, first->modified);
}

static void
test_own_style (LeafTestSite *fixture,
                gconstpointer unused)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafRemotePost) first G_GNUC_UNUSED = leaf_test_site_publish (fixture, source, NULL);
  g_autoptr (LeafRemotePost) second = NULL;
  g_autofree char *style = NULL;

  leaf_test_site_write (fixture, "style.css", "body { color: teal }");
  second = leaf_test_site_publish (fixture, source, NULL);
  g_assert_cmpstr (second->modified, ==, first->modified);
  style = leaf_test_site_read (fixture, "style.css");
  g_assert_cmpstr (style, ==, "body { color: teal }");
}

static void
test_public_address (LeafTestSite *fixture,
                     gconstpointer unused)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafRemotePost) remote = NULL;

  leaf_blog_set_setting (fixture->blog, LEAF_BLOG_SETTING_PUBLIC_ADDRESS, "https://rosa.example/books");
  remote = leaf_test_site_publish (fixture, source, NULL);
  assert_contains (fixture, "sitemap.xml", "<loc>https://rosa.example/books/" SLUG "/</loc>");
  assert_contains (fixture, "feed.xml", "<link rel=\"self\" href=\"https://rosa.example/books/feed.xml\" />");
  assert_contains (fixture, SLUG "/index.html", "<link rel=\"canonical\" href=\"https://rosa.example/books/" SLUG "/\" />");
  leaf_test_assert_whole_site (fixture);
}

static void
test_language (LeafTestSite *fixture,
               gconstpointer unused)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafRemotePost) remote = NULL;

  leaf_blog_set_setting (fixture->blog, LEAF_BLOG_SETTING_LANGUAGE, "de");
  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_LANGUAGE, "de");
  remote = leaf_test_site_publish (fixture, source, NULL);
  assert_contains (fixture, "index.html", "<html lang=\"de\">");
  assert_contains (fixture, "index.html", "Bewertung: 4,5 von 5");
  assert_contains (fixture, SLUG "/index.html", "Zum Inhalt");
}

/* A site without a name is hers, not its folder's. */
static void
test_no_name (LeafTestSite *fixture,
              gconstpointer unused)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafRemotePost) remote = NULL;
  g_autoptr (GError) error = NULL;

  leaf_blog_set_name (fixture->blog, NULL);
  g_assert_true (leaf_publisher_check (fixture->site, NULL, &error));
  remote = leaf_test_site_publish (fixture, source, NULL);
  assert_contains (fixture, "index.html", "<title>Rosa Quill</title>");
  assert_contains (fixture, "feed.xml", "<title>Rosa Quill</title>");
  g_assert_cmpstr (remote->slug, ==, SLUG);
}

static void
test_no_drafts (LeafTestSite *fixture,
                gconstpointer unused)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  const LeafPublication publication = { 0 };
  const LeafJob job = { .wanted = LEAF_PUBLICATION_DRAFT };
  g_autoptr (LeafPost) post = NULL;
  g_autoptr (GHashTable) media = leaf_test_post_media (source, "https://blog.example/");
  g_autoptr (GError) error = NULL;

  post = leaf_post_compose (source, LEAF_MARKUP_HTML, 0, media, &error);
  g_assert_no_error (error);
  g_assert_null (leaf_publisher_send (fixture->site, post, source, media, &publication, &job, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED);
  g_assert_false (leaf_test_site_has (fixture, "index.html"));
}

static void
test_hostile_words (LeafTestSite *fixture,
                    gconstpointer unused)
{
  guint32 seed = leaf_test_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("LEAF_TEST_SEED=%u", seed);
  for (unsigned int i = leaf_test_rounds (10); i > 0; i--)
    {
      g_autoptr (LeafPostSource) source = leaf_test_post_source ();
      g_autofree char *words = leaf_test_random_text (rand, 40);
      g_autofree char *title = g_strconcat ("</title><script>", words, "\x01]]>&amp;", NULL);
      const char *const names[] = { title, NULL };
      g_autoptr (LeafRemotePost) remote = NULL;

      g_free (source->marker);
      source->marker = g_uuid_string_random ();
      leaf_blog_set_name (fixture->blog, title);
      leaf_book_set_title (get_book (source), title);
      leaf_book_set_authors (get_book (source), names);
      leaf_book_set_genres (get_book (source), names);
      leaf_profile_set_name (source->profile, title);
      remote = leaf_test_site_publish (fixture, source, NULL);
      assert_lacks (fixture, "index.html", "<script");
    }
  leaf_test_assert_whole_site (fixture);
}

int
main (int argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  leaf_test_add_site ("/site/check", test_check);
  leaf_test_add_site ("/site/first", test_first);
  leaf_test_add_site ("/site/two", test_two);
  leaf_test_add_site ("/site/same-again", test_same_again);
  leaf_test_add_site ("/site/update", test_update);
  leaf_test_add_site ("/site/slug-change", test_slug_change);
  leaf_test_add_site ("/site/slug-twins", test_slug_twins);
  leaf_test_add_site ("/site/find", test_find);
  leaf_test_add_site ("/site/cut-off", test_cut_off);
  leaf_test_add_site ("/site/cut-off-update", test_cut_off_update);
  leaf_test_add_site ("/site/changed-by-hand", test_changed_by_hand);
  leaf_test_add_site ("/site/own-style", test_own_style);
  leaf_test_add_site ("/site/public-address", test_public_address);
  leaf_test_add_site ("/site/language", test_language);
  leaf_test_add_site ("/site/no-name", test_no_name);
  leaf_test_add_site ("/site/no-drafts", test_no_drafts);
  leaf_test_add_site ("/site/hostile-words", test_hostile_words);

  return g_test_run ();
}
