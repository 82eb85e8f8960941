/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-blogs.h"
#include "leaf-discovery.h"
#include "leaf-outbox.h"
#include "leaf-term-fetch.h"
#include "leaf-test-library.h"
#include "leaf-test-publish.h"
#include "leaf-test-wordpress.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* One blog for the whole file; the argument says with which permalinks. */
static LeafTestWordpress *wordpress;

typedef struct {
  LeafTestLibrary library;
  LeafOutbox *outbox;
  LeafBlog *blog;
  gint64 blog_id;
  gint64 review;
  unsigned int posts; /* on the blog before the test */
  unsigned int media;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user)
{
  g_autofree char *password = leaf_test_wordpress_dup_password (wordpress, user);
  g_autoptr (GError) error = NULL;

  leaf_test_library_set_up (&fixture->library, NULL);
  fixture->blog = leaf_discover_blog (fixture->library.library, wordpress->address, user, password, NULL, &error);
  g_assert_no_error (error);
  leaf_blog_set_setting (fixture->blog, LEAF_BLOG_SETTING_AFFILIATE_PREFIX "bookshop", "4711");
  leaf_blog_set_setting (fixture->blog, LEAF_BLOG_SETTING_AFFILIATE_PREFIX "amazon", "windowseat-20");
  fixture->blog_id = leaf_test_save_blog (fixture->library.library, fixture->blog);
  fixture->review = leaf_test_save_review (fixture->library.library);
  leaf_test_set_password (password);
  fixture->outbox = leaf_outbox_new (fixture->library.library);
  fixture->posts = leaf_test_wordpress_count (wordpress, "posts");
  fixture->media = leaf_test_wordpress_count (wordpress, "media");
}

static void
tear_down (Fixture *fixture, gconstpointer user)
{
  leaf_test_release_outbox (&fixture->outbox);
  g_clear_object (&fixture->blog);
  leaf_test_library_tear_down (&fixture->library, NULL);
}

static LeafOutcome *
publish (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  LeafOutcome *outcome = leaf_outbox_publish (fixture->outbox, fixture->review, fixture->blog_id, LEAF_PUBLICATION_PUBLISHED, 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (outcome);
  return outcome;
}

static void
assert_no_warnings (LeafOutcome *outcome)
{
  for (unsigned int i = 0; outcome->warnings != NULL && outcome->warnings[i] != NULL; i++)
    {
      g_test_message ("warning: %s", outcome->warnings[i]);
      g_test_fail ();
    }
}

static JsonNode *
read_post (Fixture *fixture)
{
  g_autoptr (LeafPublication) publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog_id);
  g_autofree char *route = g_strconcat ("wp/v2/posts/", publication->remote_id, NULL);

  return leaf_test_wordpress_request (wordpress, "admin", "GET", route, "context=edit", NULL, 200);
}

static void
assert_has (const char *page, const char *needle)
{
  if (strstr (page, needle) == NULL)
    {
      g_test_message ("missing: %s", needle);
      g_test_fail ();
    }
}

static void
assert_lacks (const char *page, const char *needle)
{
  if (strstr (page, needle) != NULL)
    {
      g_test_message ("must not be there: %s", needle);
      g_test_fail ();
    }
}

/* The element that begins with `start`, up to the first '>': attributes are looked for in it, in any order. */
static char *
dup_tag (const char *page, const char *start, const char *attribute)
{
  for (const char *p = strstr (page, start); p != NULL; p = strstr (p + 1, start))
    {
      const char *end = strchr (p, '>');
      g_autofree char *tag = g_strndup (p, end - p);

      if (strstr (tag, attribute) != NULL)
        return g_steal_pointer (&tag);
    }

  g_test_message ("no %s with %s", start, attribute);
  g_test_fail ();
  return g_strdup ("");
}

/* Every row of the table "Anatomy of a review post" on the page that readers get. */
static void
check_page (const char *page, gboolean json_ld)
{
  static const char *const parts[] = {
    "The Moonstone, Wilkie Collins: Book Review</a></h1>",
    ">The Moonstone<", "Wilkie Collins", "Mystery", "Classics", "Example &amp; Sons", "December 1, 1998", "Sergeant Cuff",
    "Paperback", "528", "9780140434088",
    "A yellow diamond is taken from a shrine in India",
    "<details", "Opium, suicide",
    "4.5",
    "What nobody had told me is how <strong>funny</strong> it is.",
    ">Who is speaking?</h2>", ">What works</h3>", ">What does not</h4>",
    "Nothing upset me the whole day", "Betteredge, as I remember him, p. 12</cite>",
    "<ul>", "<ol>", "Ezra Jennings",
    "href=\"https://en.wikipedia.org/wiki/Robinson_Crusoe\"",
    "The Shivering Sand, as <em>I</em> imagine it</figcaption>",
    "The opium experiment is the best chapter of the book.",
    "windowseat-20", "4711",
    "Rosa Quill", "Editor", "Reads by the window, with a cat that does not.",
    "h-review", "p-item", "h-cite", "p-rating", "e-content", "p-author", "dt-published",
    "rel=\"tag\">Mystery</a>", "rel=\"tag\">Classics</a>",
  };
  g_autofree char *featured = dup_tag (page, "<img", "wp-post-image");
  g_autofree char *card = dup_tag (page, "<img", "alt=\"The Moonstone Book Cover\"");
  g_autofree char *figure = dup_tag (page, "<img", "alt=\"A map of the Shivering Sand\"");
  g_autofree char *store = dup_tag (page, "<a", "windowseat-20");
  const char *disclosure;

  for (unsigned int i = 0; i < G_N_ELEMENTS (parts); i++)
    assert_has (page, parts[i]);
  assert_has (featured, "alt=\"The Moonstone Wilkie Collins book review\"");
  assert_has (card, wordpress->address);
  assert_has (figure, wordpress->address);
  assert_has (store, "rel=\"sponsored nofollow noopener\"");
  assert_lacks (page, "file:");
  assert_lacks (page, "/tmp/");

  disclosure = strstr (page, "flyleaf-disclosure");
  g_assert_nonnull (disclosure);
  g_assert_true (disclosure < strstr (page, "windowseat-20"));

  if (json_ld)
    {
      assert_has (page, "<script type=\"application/ld+json\">");
      assert_has (page, "\"reviewRating\"");
    }
  else
    {
      assert_lacks (page, "schema.org");
      assert_lacks (page, "reviewRating");
      assert_lacks (page, "@context");
    }
}

/* What is stored, in the edit context: blocks that reopen as blocks. */
static void
check_stored (Fixture *fixture)
{
  g_autoptr (JsonNode) node = read_post (fixture);
  JsonObject *post = json_node_get_object (node);
  const char *raw = json_object_get_string_member (json_object_get_object_member (post, "content"), "raw");
  g_autofree char *media = g_strdup_printf ("wp/v2/media/%" G_GINT64_FORMAT, json_object_get_int_member (post, "featured_media"));
  g_autoptr (JsonNode) picture = leaf_test_wordpress_request (wordpress, "admin", "GET", media, "context=edit", NULL, 200);
  g_autoptr (LeafPublication) publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog_id);
  g_autofree char *anchor = g_strdup_printf ("id=\"flyleaf-%s\"", publication->uuid);

  g_assert_cmpstr (json_object_get_string_member (post, "status"), ==, "publish");
  g_assert_true (g_str_has_prefix (json_object_get_string_member (post, "slug"), "the-moonstone-wilkie-collins-book-review"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (post, "tags")), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (picture), "alt_text"), ==, "The Moonstone Wilkie Collins book review");
  assert_has (raw, "<!-- wp:paragraph -->\n<p");
  assert_has (raw, anchor);
  g_assert_cmpstr (publication->remote_address, ==, json_object_get_string_member (post, "link"));
  g_assert_cmpstr (publication->remote_modified, ==, json_object_get_string_member (post, "modified_gmt"));
}

/* First post, nothing to do, update: always one post and each picture once. */
static void
test_whole_way (Fixture *fixture, gconstpointer user)
{
  gboolean json_ld = !g_str_equal (user, "author");
  g_autoptr (LeafOutcome) first = publish (fixture);
  g_autoptr (LeafPublication) before = NULL;
  g_autoptr (LeafPublication) after = NULL;
  g_autoptr (LeafOutcome) again = NULL;
  g_autoptr (LeafOutcome) second = NULL;
  g_autofree char *page = NULL;
  g_autofree char *changed = NULL;

  g_assert_true (first->created);
  g_assert_false (first->unchanged);
  g_assert_cmpint (first->state, ==, LEAF_PUBLICATION_PUBLISHED);
  if (fixture->posts == 1)
    assert_no_warnings (first);
  page = leaf_test_wordpress_read_page (wordpress, first->address);
  check_page (page, json_ld);
  check_stored (fixture);
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "posts"), ==, fixture->posts + 1);
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "media"), ==, fixture->media + 3);

  again = publish (fixture);
  g_assert_true (again->unchanged);
  g_assert_cmpstr (again->address, ==, first->address);

  before = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog_id);
  leaf_test_append_text (fixture->library.library, fixture->review, "One more thing: the roses &amp; the policeman.");
  second = publish (fixture);
  assert_no_warnings (second);
  g_assert_false (second->created);
  g_assert_false (second->unchanged);
  g_assert_cmpstr (second->address, ==, first->address);
  after = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog_id);
  g_assert_cmpstr (after->remote_id, ==, before->remote_id);
  changed = leaf_test_wordpress_read_page (wordpress, second->address);
  assert_has (changed, "One more thing: the roses &amp; the policeman.");
  check_page (changed, json_ld);
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "posts"), ==, fixture->posts + 1);
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "media"), ==, fixture->media + 3);
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 0);
}

/* Her change on the blog is not overwritten without a word; with her word it is. */
static void
test_changed_on_blog (Fixture *fixture, gconstpointer user)
{
  g_autoptr (LeafOutcome) first = publish (fixture);
  g_autoptr (LeafPublication) publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog_id);
  g_autofree char *route = g_strconcat ("wp/v2/posts/", publication->remote_id, NULL);
  g_autoptr (JsonNode) edited = NULL;
  g_autoptr (JsonNode) stored = NULL;
  g_autoptr (LeafOutcome) refused = NULL;
  g_autoptr (LeafOutcome) second = NULL;
  g_autoptr (GError) error = NULL;

  edited = leaf_test_wordpress_request (wordpress, user, "POST", route, NULL, "{\"content\":\"<p>mine, on the blog</p>\"}", 200);
  leaf_test_append_text (fixture->library.library, fixture->review, "More.");
  refused = leaf_outbox_publish (fixture->outbox, fixture->review, fixture->blog_id, LEAF_PUBLICATION_PUBLISHED, 0, NULL, &error);
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_CHANGED);
  g_assert_null (refused);
  stored = read_post (fixture);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (json_node_get_object (stored), "content"), "raw"), ==,
                   "<p>mine, on the blog</p>");

  leaf_test_keep_mine (fixture->outbox, fixture->review, fixture->blog_id);
  second = publish (fixture);
  g_assert_cmpstr (second->address, ==, first->address);
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "posts"), ==, fixture->posts + 1);
}

/* A post in the trash comes back, a deleted one is made anew: both on her word only. */
static void
test_removed_on_blog (Fixture *fixture, gconstpointer user)
{
  g_autoptr (LeafOutcome) first = publish (fixture);
  g_autoptr (LeafPublication) publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog_id);
  g_autofree char *route = g_strconcat ("wp/v2/posts/", publication->remote_id, NULL);
  g_autoptr (JsonNode) trashed = NULL;
  g_autoptr (JsonNode) deleted = NULL;
  g_autoptr (LeafOutcome) back = NULL;
  g_autoptr (LeafOutcome) anew = NULL;
  g_autoptr (GError) error = NULL;

  trashed = leaf_test_wordpress_request (wordpress, user, "DELETE", route, NULL, NULL, 200);
  leaf_test_append_text (fixture->library.library, fixture->review, "After the trash.");
  g_assert_null (leaf_outbox_publish (fixture->outbox, fixture->review, fixture->blog_id, LEAF_PUBLICATION_PUBLISHED, 0, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_CHANGED);
  g_assert_nonnull (strstr (error->message, "trash"));
  g_clear_error (&error);
  leaf_test_keep_mine (fixture->outbox, fixture->review, fixture->blog_id);
  back = publish (fixture);
  g_assert_cmpint (back->state, ==, LEAF_PUBLICATION_PUBLISHED);
  g_assert_cmpstr (back->address, ==, first->address);
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "posts"), ==, fixture->posts + 1);

  deleted = leaf_test_wordpress_request (wordpress, user, "DELETE", route, "force=true", NULL, 200);
  leaf_test_append_text (fixture->library.library, fixture->review, "After the end.");
  g_assert_null (leaf_outbox_publish (fixture->outbox, fixture->review, fixture->blog_id, LEAF_PUBLICATION_PUBLISHED, 0, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_CHANGED);
  g_assert_nonnull (strstr (error->message, "deleted"));
  g_clear_error (&error);
  leaf_test_keep_mine (fixture->outbox, fixture->review, fixture->blog_id);
  anew = publish (fixture);
  g_assert_true (anew->created);
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "posts"), ==, fixture->posts + 1);
}

/* An Author may not make categories: the post is published and filed in those that exist, and is told so. */
static void
test_refused_category (Fixture *fixture, gconstpointer user)
{
  g_autoptr (JsonNode) made = leaf_test_wordpress_request (wordpress, "admin", "POST", "wp/v2/categories", NULL, "{\"name\":\"Mystery\"}", 201);
  gint64 id = json_object_get_int_member (json_node_get_object (made), "id");
  g_autofree char *route = g_strdup_printf ("wp/v2/categories/%" G_GINT64_FORMAT, id);
  g_autoptr (LeafOutcome) outcome = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) gone = NULL;
  JsonArray *categories;

  leaf_blog_set_setting (fixture->blog, LEAF_BLOG_SETTING_GENRES_AS, "categories");
  leaf_test_save_blog (fixture->library.library, fixture->blog);
  outcome = publish (fixture);
  g_assert_cmpint (outcome->state, ==, LEAF_PUBLICATION_PUBLISHED);
  g_assert_nonnull (outcome->warnings);
  assert_has (outcome->warnings[0], "Classics");

  node = read_post (fixture);
  categories = json_object_get_array_member (json_node_get_object (node), "categories");
  g_assert_cmpuint (json_array_get_length (categories), ==, 1);
  g_assert_cmpint (json_array_get_int_element (categories, 0), ==, id);
  gone = leaf_test_wordpress_request (wordpress, "admin", "DELETE", route, "force=true", NULL, 200);
}

/* Ids that somebody deleted on the blog are dropped in silence there: they are noticed and mended. */
static void
test_lost_tag_and_cover (Fixture *fixture, gconstpointer user)
{
  g_autoptr (LeafOutcome) first G_GNUC_UNUSED = publish (fixture);
  g_autoptr (JsonNode) node = read_post (fixture);
  JsonObject *post = json_node_get_object (node);
  g_autofree char *tag = g_strdup_printf ("wp/v2/tags/%" G_GINT64_FORMAT, json_array_get_int_element (json_object_get_array_member (post, "tags"), 0));
  g_autofree char *cover = g_strdup_printf ("wp/v2/media/%" G_GINT64_FORMAT, json_object_get_int_member (post, "featured_media"));
  g_autoptr (JsonNode) tag_gone G_GNUC_UNUSED = leaf_test_wordpress_request (wordpress, "admin", "DELETE", tag, "force=true", NULL, 200);
  g_autoptr (JsonNode) cover_gone G_GNUC_UNUSED = leaf_test_wordpress_request (wordpress, "admin", "DELETE", cover, "force=true", NULL, 200);
  g_autoptr (LeafOutcome) second = NULL;
  g_autofree char *page = NULL;

  leaf_test_append_text (fixture->library.library, fixture->review, "Once more.");
  second = publish (fixture);
  assert_no_warnings (second);
  page = leaf_test_wordpress_read_page (wordpress, second->address);
  check_page (page, TRUE);
  check_stored (fixture);
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "media"), ==, fixture->media + 3);
}

/* What she tagged on the blog stays; what she took out of the library goes. */
static void
test_tags_of_hers (Fixture *fixture, gconstpointer user)
{
  g_autoptr (LeafOutcome) first G_GNUC_UNUSED = publish (fixture);
  g_autoptr (LeafPublication) publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog_id);
  g_autofree char *route = g_strconcat ("wp/v2/posts/", publication->remote_id, NULL);
  g_autoptr (JsonNode) before = read_post (fixture);
  JsonArray *tags = json_object_get_array_member (json_node_get_object (before), "tags");
  g_autoptr (JsonNode) made = leaf_test_wordpress_request (wordpress, user, "POST", "wp/v2/tags", NULL, "{\"name\":\"Readathon\"}", 201);
  gint64 hers = json_object_get_int_member (json_node_get_object (made), "id");
  g_autofree char *body = g_strdup_printf ("{\"tags\":[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]}", hers,
                                           json_array_get_int_element (tags, 0), json_array_get_int_element (tags, 1));
  g_autoptr (JsonNode) tagged G_GNUC_UNUSED = leaf_test_wordpress_request (wordpress, user, "POST", route, NULL, body, 200);
  g_autoptr (LeafOutcome) second = NULL;
  g_autoptr (JsonNode) after = NULL;

  leaf_test_append_text (fixture->library.library, fixture->review, "Again.");
  second = publish (fixture);
  assert_no_warnings (second);
  after = read_post (fixture);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_node_get_object (after), "tags")), ==, 3);
}

/* Draft, then scheduled, then now: one post all the way, and nothing goes out early. */
static void
test_states (Fixture *fixture, gconstpointer user)
{
  gint64 at = g_get_real_time () / G_USEC_PER_SEC + 7 * 24 * 60 * 60;
  g_autoptr (LeafOutcome) draft = NULL;
  g_autoptr (LeafOutcome) scheduled = NULL;
  g_autoptr (LeafOutcome) published = NULL;
  g_autoptr (LeafOutcome) still = NULL;
  g_autoptr (GError) error = NULL;

  draft = leaf_outbox_publish (fixture->outbox, fixture->review, fixture->blog_id, LEAF_PUBLICATION_DRAFT, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (draft->state, ==, LEAF_PUBLICATION_DRAFT);

  g_assert_null (leaf_outbox_publish (fixture->outbox, fixture->review, fixture->blog_id, LEAF_PUBLICATION_SCHEDULED,
                                      g_get_real_time () / G_USEC_PER_SEC + 30, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED);
  g_clear_error (&error);

  scheduled = leaf_outbox_publish (fixture->outbox, fixture->review, fixture->blog_id, LEAF_PUBLICATION_SCHEDULED, at, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (scheduled->state, ==, LEAF_PUBLICATION_SCHEDULED);

  published = publish (fixture);
  g_assert_cmpint (published->state, ==, LEAF_PUBLICATION_PUBLISHED);
  check_stored (fixture);

  leaf_test_append_text (fixture->library.library, fixture->review, "More.");
  still = leaf_outbox_publish (fixture->outbox, fixture->review, fixture->blog_id, LEAF_PUBLICATION_DRAFT, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (still->state, ==, LEAF_PUBLICATION_PUBLISHED);
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "posts"), ==, fixture->posts + 1);
}

/* A password that was revoked: refused, not tried again, and good again with a new one. */
static void
test_failed_login (Fixture *fixture, gconstpointer user)
{
  g_autofree char *password = leaf_test_wordpress_dup_password (wordpress, user);
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome = NULL;

  leaf_test_set_password ("this is not the one");
  g_assert_null (leaf_outbox_publish (fixture->outbox, fixture->review, fixture->blog_id, LEAF_PUBLICATION_PUBLISHED, 0, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN);
  g_assert_null (strstr (error->message, "this is not the one"));
  g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, NULL), ==, 0);
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 1);
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "posts"), ==, fixture->posts);

  leaf_test_set_password (password);
  outcome = publish (fixture);
  g_assert_true (outcome->created);
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 0);
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "posts"), ==, fixture->posts + 1);
}

static void
test_discovery (void)
{
  g_autofree char *admin = leaf_test_wordpress_dup_password (wordpress, "admin");
  g_autofree char *author = leaf_test_wordpress_dup_password (wordpress, "author");
  g_autofree char *subscriber = leaf_test_wordpress_dup_password (wordpress, "subscriber");
  g_autofree char *contributor = leaf_test_wordpress_dup_password (wordpress, "contributor");
  g_autofree char *bare = g_strndup (wordpress->address + strlen ("http://"), strlen (wordpress->address) - strlen ("http://") - 1);
  g_autofree char *deep = g_strconcat (bare, "/wp-admin/edit.php", NULL);
  g_autoptr (LeafBlog) blog = leaf_discover_blog (NULL, bare, "admin", admin, NULL, NULL);
  g_autoptr (LeafBlog) by_page = leaf_discover_blog (NULL, deep, " author ", author, NULL, NULL);
  g_autoptr (LeafBlog) by_contributor = leaf_discover_blog (NULL, bare, "contributor", contributor, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (blog);
  g_assert_cmpstr (leaf_blog_get_name (blog), ==, "Test & Blog");
  g_assert_cmpstr (leaf_blog_get_address (blog), ==, wordpress->address);
  g_assert_cmpstr (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_API_ROOT), ==, wordpress->root);
  g_assert_cmpstr (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_ROLE), ==, "administrator");
  g_assert_cmpstr (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_TIME_ZONE), ==, "Europe/Berlin");
  g_assert_true (leaf_blog_get_flag (blog, LEAF_BLOG_SETTING_UNFILTERED_HTML));
  g_assert_false (leaf_blog_get_flag (blog, LEAF_BLOG_SETTING_DETAILS_BLOCK)); /* 6.1 does not know it */

  g_assert_nonnull (by_page);
  g_assert_cmpstr (leaf_blog_get_address (by_page), ==, wordpress->address);
  g_assert_cmpstr (leaf_blog_get_setting (by_page, LEAF_BLOG_SETTING_ROLE), ==, "author");
  g_assert_false (leaf_blog_get_flag (by_page, LEAF_BLOG_SETTING_UNFILTERED_HTML));
  g_assert_nonnull (by_contributor);
  g_assert_false (leaf_blog_get_flag (by_contributor, LEAF_BLOG_SETTING_MAY_PUBLISH));

  g_assert_null (leaf_discover_blog (NULL, bare, "admin", "wrong", NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN);
  g_clear_error (&error);
  g_assert_null (leaf_discover_blog (NULL, bare, "subscriber", subscriber, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FORBIDDEN);
}

/* A host that drops the header: told from a wrong password, because the same log-in is good in a body. */
static void
test_dropped_header (void)
{
  g_autofree char *password = leaf_test_wordpress_dup_password (wordpress, "author");
  g_autofree char *file = g_build_filename (wordpress->dir, "wp", "drop-authorization", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_assert_null (leaf_discover_blog (NULL, wordpress->address, "author", password, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN);
  assert_has (error->message, "drops the log-in");
  g_clear_error (&error);
  g_assert_null (leaf_discover_blog (NULL, wordpress->address, "author", "wrong", NULL, &error));
  assert_has (error->message, "does not know this name");
  g_assert_cmpint (g_unlink (file), ==, 0);
}

/* Neither pictures nor posts for a Contributor: said, and nothing of it is on the blog. */
static void
test_contributor (Fixture *fixture, gconstpointer user)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (leaf_outbox_publish (fixture->outbox, fixture->review, fixture->blog_id, LEAF_PUBLICATION_PUBLISHED, 0, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FORBIDDEN);
  assert_has (error->message, "may not upload pictures");
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "posts"), ==, fixture->posts);
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "media"), ==, fixture->media);
}

typedef struct {
  gint64 blog;
  const char *genre;
  GPtrArray *terms;
  GPtrArray *known; /* LeafTerm */
} Choice;

static gboolean
known_func (LeafDb *db, gpointer data, GError **error)
{
  Choice *choice = data;

  return (choice->known = leaf_blog_terms_list (db, choice->blog, error)) != NULL;
}

static gboolean
choose_func (LeafDb *db, gpointer data, GError **error)
{
  Choice *choice = data;

  return leaf_blog_genres_set (db, choice->blog, choice->genre, choice->terms, error);
}

/* Lets a genre become the term of that path, or nothing. */
static void
choose (Fixture *fixture, const char *genre, const char *path)
{
  g_autoptr (GPtrArray) terms = leaf_genre_terms_new ();
  Choice choice = { fixture->blog_id, genre, terms, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (leaf_term_fetch (fixture->library.library, fixture->blog, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (leaf_library_run (fixture->library.library, LEAF_LIBRARY_READ, known_func, &choice, &error));
  if (path == NULL)
    g_ptr_array_add (terms, leaf_genre_term_new (genre, "", "", ""));
  for (unsigned int i = 0; path != NULL && i < choice.known->len; i++)
    {
      const LeafTerm *term = choice.known->pdata[i];
      g_autofree char *own = leaf_term_dup_path (term, choice.known);

      if (g_str_equal (own, path))
        g_ptr_array_add (terms, leaf_genre_term_new (genre, term->taxonomy, term->remote_id, own));
    }
  g_assert_cmpuint (terms->len, ==, 1);
  g_assert_true (leaf_library_run (fixture->library.library, LEAF_LIBRARY_WRITE, choose_func, &choice, &error));
  g_ptr_array_unref (choice.known);
}

static gint64
make_category (const char *name, gint64 parent)
{
  g_autofree char *body = g_strdup_printf ("{\"name\":\"%s\",\"parent\":%" G_GINT64_FORMAT "}", name, parent);
  g_autoptr (JsonNode) made = leaf_test_wordpress_request (wordpress, "admin", "POST", "wp/v2/categories", NULL, body, 201);

  return json_object_get_int_member (json_node_get_object (made), "id");
}

static void
assert_filed (Fixture *fixture, gint64 category, unsigned int n_tags)
{
  g_autoptr (JsonNode) node = read_post (fixture);
  JsonArray *categories = json_object_get_array_member (json_node_get_object (node), "categories");

  g_assert_cmpuint (json_array_get_length (categories), ==, 1);
  g_assert_cmpint (json_array_get_int_element (categories, 0), ==, category);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_node_get_object (node), "tags")), ==, n_tags);
}

/* A genre becomes a category that hangs below another one, the other genre a tag of its name; then each is chosen anew.
 * Also for an Author, who may not make the category but may use it. */
static void
test_chosen_terms (Fixture *fixture, gconstpointer user)
{
  gint64 above = make_category ("Made & Up", 0);
  gint64 below = make_category ("Crime", above);
  gint64 other = make_category ("Other", 0);
  g_autofree char *route = g_strdup_printf ("wp/v2/categories/%" G_GINT64_FORMAT, other);
  g_autofree char *route_below = g_strdup_printf ("wp/v2/categories/%" G_GINT64_FORMAT, below);
  g_autofree char *route_above = g_strdup_printf ("wp/v2/categories/%" G_GINT64_FORMAT, above);
  g_autoptr (LeafOutcome) first = NULL;
  g_autoptr (LeafOutcome) second = NULL;
  g_autoptr (LeafOutcome) third = NULL;
  g_autoptr (JsonNode) gone = NULL;
  g_autoptr (JsonNode) gone_below = NULL;
  g_autoptr (JsonNode) gone_above = NULL;

  leaf_test_set_slug (fixture->library.library, fixture->review, user);
  choose (fixture, "Mystery", "Made & Up › Crime");
  first = publish (fixture);
  assert_no_warnings (first);
  assert_filed (fixture, below, 1);

  /* Not a word of the post is another one, and yet it is sent again. */
  choose (fixture, "Mystery", "Other");
  choose (fixture, "Classics", NULL);
  second = publish (fixture);
  assert_no_warnings (second);
  assert_filed (fixture, other, 0);

  gone = leaf_test_wordpress_request (wordpress, "admin", "DELETE", route, "force=true", NULL, 200);
  leaf_test_append_text (fixture->library.library, fixture->review, "Once more.");
  third = publish (fixture);
  g_assert_nonnull (third->warnings);
  assert_has (third->warnings[0], "“Other” is no longer on");
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "posts"), ==, fixture->posts + 1);
  gone_below = leaf_test_wordpress_request (wordpress, "admin", "DELETE", route_below, "force=true", NULL, 200);
  gone_above = leaf_test_wordpress_request (wordpress, "admin", "DELETE", route_above, "force=true", NULL, 200);
}

/* Comments, the parts and the featured picture as this blog wants them, and then otherwise. */
static void
test_settings (Fixture *fixture, gconstpointer user)
{
  g_autoptr (LeafOutcome) first = NULL;
  g_autoptr (LeafOutcome) second = NULL;
  g_autoptr (JsonNode) before = NULL;
  g_autoptr (JsonNode) after = NULL;
  g_autofree char *page = NULL;

  leaf_test_set_slug (fixture->library.library, fixture->review, "as-she-set-it");
  leaf_blog_set_setting (fixture->blog, LEAF_BLOG_SETTING_COMMENTS, "closed");
  leaf_test_save_blog (fixture->library.library, fixture->blog);
  first = publish (fixture);
  assert_no_warnings (first);
  before = read_post (fixture);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (before), "comment_status"), ==, "closed");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (before), "featured_media"), >, 0);

  leaf_blog_set_setting (fixture->blog, LEAF_BLOG_SETTING_COMMENTS, "open");
  leaf_blog_set_setting (fixture->blog, LEAF_BLOG_SETTING_FEATURED_IMAGE, "false");
  leaf_blog_set_setting (fixture->blog, LEAF_BLOG_SETTING_PARTS, "links,review,card");
  leaf_blog_set_setting (fixture->blog, LEAF_BLOG_SETTING_COVER_SIZE, "200");
  leaf_test_save_blog (fixture->library.library, fixture->blog);
  second = publish (fixture);
  assert_no_warnings (second);
  after = read_post (fixture);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (after), "comment_status"), ==, "open");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (after), "featured_media"), ==, 0);
  page = leaf_test_wordpress_read_page (wordpress, second->address);
  g_assert_true (strstr (page, "flyleaf-stores") < strstr (page, "flyleaf-card"));
  assert_lacks (page, "flyleaf-author");
  /* Another size is no reason to upload a picture again. */
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "media"), ==, fixture->media + 3);
}

static void
add (const char *name, const char *user, void (*func) (Fixture *fixture, gconstpointer user))
{
  g_autofree char *path = g_strdup_printf ("/wordpress/%s/%s", name, user);

  g_test_add (path, Fixture, user, set_up, func, tear_down);
}

int
main (int argc, char **argv)
{
  const char *permalinks = argc > 1 && g_str_equal (argv[argc - 1], "plain") ? "plain" : "pretty";
  int status;

  g_test_init (&argc, &argv, NULL);
  wordpress = leaf_test_wordpress_start (permalinks);

  g_test_add_func ("/wordpress/discovery", test_discovery);
  g_test_add_func ("/wordpress/dropped-header", test_dropped_header);
  add ("whole-way", "admin", test_whole_way);
  add ("whole-way", "editor", test_whole_way);
  add ("whole-way", "author", test_whole_way);
  add ("failed-login", "admin", test_failed_login);
  add ("contributor", "contributor", test_contributor);
  add ("refused-category", "author", test_refused_category);
  add ("changed-on-blog", "editor", test_changed_on_blog);
  add ("removed-on-blog", "admin", test_removed_on_blog);
  add ("lost-tag-and-cover", "admin", test_lost_tag_and_cover);
  add ("tags-of-hers", "editor", test_tags_of_hers);
  add ("states", "editor", test_states);
  add ("chosen-terms", "admin", test_chosen_terms);
  add ("chosen-terms", "author", test_chosen_terms);
  add ("settings", "editor", test_settings);
  status = g_test_run ();

  leaf_test_wordpress_stop (wordpress);
  return status;
}
