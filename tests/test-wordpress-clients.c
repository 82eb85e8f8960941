/* SPDX-License-Identifier: GPL-3.0-or-later */

/* More than one hand on the same post: two libraries, somebody on the blog itself, and what happens behind Flyleaf's
 * back. Nothing is overwritten without a word, and nothing is there twice. */

#include "config.h"

#include "leaf-blogs.h"
#include "leaf-discovery.h"
#include "leaf-document-html.h"
#include "leaf-outbox-remote.h"

#include "leaf-test-library.h"
#include "leaf-test-proxy.h"
#include "leaf-test-publish.h"
#include "leaf-test-wordpress.h"

#include <glib/gstdio.h>
#include <string.h>

#define WORLD "/wp-json/wp/v2/"

static LeafTestWordpress *wordpress;
static LeafTestProxy *proxy;
static unsigned int n_reviews;

typedef struct {
  LeafTestLibrary library;
  LeafOutbox *outbox;
  gint64 blog;
  gint64 review;
  unsigned int posts; /* on the blog before the test */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user)
{
  g_autofree char *root = g_strconcat (leaf_test_proxy_get_address (proxy), "wp-json/", NULL);
  g_autofree char *password = leaf_test_wordpress_dup_password (wordpress, user);
  g_autoptr (LeafBlog) blog = NULL;
  g_autoptr (GError) error = NULL;

  leaf_test_library_set_up (&fixture->library, NULL);
  blog = leaf_discover_blog (fixture->library.library, wordpress->address, user, password, NULL, &error);
  g_assert_no_error (error);
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_API_ROOT, root);
  fixture->blog = leaf_test_save_blog (fixture->library.library, blog);
  fixture->review = leaf_test_save_numbered_review (fixture->library.library, ++n_reviews);
  leaf_test_set_password (password);
  fixture->outbox = leaf_outbox_new (fixture->library.library);
  fixture->posts = leaf_test_wordpress_count (wordpress, "posts");
}

static void
tear_down (Fixture *fixture, gconstpointer user)
{
  leaf_test_release_outbox (&fixture->outbox);
  leaf_test_library_tear_down (&fixture->library, NULL);
}

static LeafOutcome *
publish (Fixture *fixture, GError **error)
{
  return leaf_outbox_publish (fixture->outbox, fixture->review, fixture->blog, LEAF_PUBLICATION_PUBLISHED, 0, NULL, error);
}

static void
publish_well (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome = publish (fixture, &error);

  g_assert_no_error (error);
  g_assert_cmpint (outcome->state, ==, LEAF_PUBLICATION_PUBLISHED);
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "posts"), ==, fixture->posts + 1);
}

static void
publish_in_vain (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (publish (fixture, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_CHANGED);
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "posts"), ==, fixture->posts + 1);
}

static JsonObject *
ask_post (Fixture *fixture, const char *method, const char *below, const char *body, JsonNode **node)
{
  g_autoptr (LeafPublication) publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog);
  g_autofree char *route = g_strconcat ("wp/v2/posts/", publication->remote_id, below, NULL);

  *node = leaf_test_wordpress_request (wordpress, "editor", method, route, "context=edit", body, 200);
  return JSON_NODE_HOLDS_OBJECT (*node) ? json_node_get_object (*node) : NULL;
}

static gboolean
shows (Fixture *fixture, const char *words)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *post = ask_post (fixture, "GET", "", NULL, &node);

  return strstr (json_object_get_string_member (json_object_get_object_member (post, "content"), "raw"), words) != NULL;
}

/* A second computer with a copy of the library, as a backup brings it. */
static void
copy_library (Fixture *fixture, Fixture *other)
{
  g_autofree char *from = g_strconcat (fixture->library.dir, "/.", NULL);
  g_autoptr (GSubprocess) copy = NULL;
  g_autoptr (GError) error = NULL;

  leaf_test_library_set_up (&other->library, NULL);
  leaf_library_close (other->library.library);
  g_clear_object (&other->library.library);
  leaf_test_release_outbox (&fixture->outbox);
  leaf_library_close (fixture->library.library);
  g_clear_object (&fixture->library.library);
  copy = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "cp", "-r", from, other->library.dir, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (copy, NULL, &error);
  g_assert_no_error (error);

  fixture->library.library = leaf_library_open (fixture->library.path, &error);
  g_assert_no_error (error);
  fixture->outbox = leaf_outbox_new (fixture->library.library);
  other->library.library = leaf_library_open (other->library.path, &error);
  g_assert_no_error (error);
  other->outbox = leaf_outbox_new (other->library.library);
  other->blog = fixture->blog;
  other->review = fixture->review;
  other->posts = fixture->posts;
}

static void
test_two_libraries (Fixture *fixture, gconstpointer user)
{
  Fixture other = { 0 };

  publish_well (fixture);
  copy_library (fixture, &other);
  leaf_test_append_text (fixture->library.library, fixture->review, "Written at home.");
  publish_well (fixture);

  leaf_test_append_text (other.library.library, other.review, "Written on the train.");
  publish_in_vain (&other);
  g_assert_true (shows (&other, "Written at home."));
  leaf_test_keep_mine (other.outbox, other.review, other.blog);
  publish_well (&other);
  g_assert_true (shows (&other, "Written on the train."));

  leaf_test_append_text (fixture->library.library, fixture->review, "Written at home again.");
  publish_in_vain (fixture);
  g_assert_true (shows (fixture, "Written on the train."));
  tear_down (&other, NULL);
}

static void
edit_cb (gpointer data)
{
  g_autoptr (JsonNode) node = NULL;

  ask_post (data, "POST", "", "{\"content\":\"<p>Written on the blog in that moment.</p>\"}", &node);
}

/* Both libraries are one and have never heard from the blog; each makes the post. No lock of WordPress's keeps them from
 * it, but she is told of the other one, also when the answer is lost. */
static void
make_twin (Fixture *fixture, LeafTestFault fault)
{
  Fixture other = { 0 };
  g_autoptr (LeafOutcome) outcome = NULL;
  g_autoptr (LeafPublication) first = NULL;
  g_autoptr (LeafPublication) second = NULL;
  g_autoptr (GError) error = NULL;

  leaf_test_proxy_shut (proxy, 0);
  g_assert_null (publish (fixture, &error));
  leaf_test_proxy_open (proxy);
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY);
  g_clear_error (&error);
  copy_library (fixture, &other);
  publish_well (&other);
  first = leaf_test_load_publication (other.library.library, other.review, other.blog);

  leaf_test_proxy_add_fault (proxy, "POST " WORLD "posts?", fault);
  outcome = publish (fixture, &error);
  g_assert_no_error (error);
  g_assert_true (leaf_test_proxy_is_calm (proxy));
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "posts"), ==, fixture->posts + 2);
  g_assert_cmpuint (g_strv_length (outcome->warnings), ==, 1);
  g_assert_nonnull (strstr (outcome->warnings[0], "more than once"));
  g_assert_nonnull (strstr (outcome->warnings[0], first->remote_address));
  /* Each goes on with its own. */
  second = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog);
  g_assert_cmpstr (second->remote_id, !=, first->remote_id);
  tear_down (&other, NULL);
}

static void
test_twin (Fixture *fixture, gconstpointer user)
{
  make_twin (fixture, LEAF_TEST_FAULT_NONE);
}

static void
test_twin_lost (Fixture *fixture, gconstpointer user)
{
  make_twin (fixture, LEAF_TEST_FAULT_CLOSE);
}

/* A blog that gives every post another title, and an address that somebody else's post has: told, by the answer or by the
 * look-up after it was lost. */
static void
change_words (Fixture *fixture, const char *slug, LeafTestFault fault)
{
  g_autofree char *plugin = g_build_filename (wordpress->dir, "wp", "site", "wp-content", "mu-plugins", slug, NULL);
  g_autofree char *path = g_strconcat (plugin, ".php", NULL);
  g_autofree char *body = g_strdup_printf ("{\"title\":\"Taken\",\"status\":\"publish\",\"slug\":\"%s\"}", slug);
  g_autoptr (JsonNode) taken G_GNUC_UNUSED = leaf_test_wordpress_request (wordpress, "admin", "POST", "wp/v2/posts", NULL, body, 201);
  g_autoptr (LeafOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  leaf_test_set_slug (fixture->library.library, fixture->review, slug);
  g_file_set_contents (path, "<?php add_filter( 'wp_insert_post_data', function( $d ) { $d['post_title'] .= ' (Ad)'; return $d; } );", -1, &error);
  g_assert_no_error (error);
  leaf_test_proxy_add_fault (proxy, "POST " WORLD "posts?", fault);
  outcome = publish (fixture, &error);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_no_error (error);
  g_assert_true (leaf_test_proxy_is_calm (proxy));
  g_assert_cmpuint (g_strv_length (outcome->warnings), ==, 2);
  g_assert_nonnull (strstr (outcome->warnings[0], "(Ad)”."));
  g_assert_nonnull (strstr (outcome->warnings[1], "because another one has"));
  g_assert_nonnull (strstr (outcome->warnings[1], slug));
}

static void
test_words (Fixture *fixture, gconstpointer user)
{
  change_words (fixture, "taken-before", LEAF_TEST_FAULT_NONE);
}

static void
test_words_lost (Fixture *fixture, gconstpointer user)
{
  change_words (fixture, "taken-as-well", LEAF_TEST_FAULT_CLOSE);
}

/* Somebody only types, in WordPress's own editor, which keeps that beside the post. */
static void
type_cb (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (LeafPublication) publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog);
  g_autofree char *route = g_strconcat ("wp/v2/posts/", publication->remote_id, "/autosaves", NULL);
  g_autoptr (JsonNode) node G_GNUC_UNUSED =
    leaf_test_wordpress_request (wordpress, "admin", "POST", route, NULL, "{\"content\":\"<p>Not saved yet.</p>\"}", 200);
}

/* Between our look and our write is a moment in which WordPress lets nobody say "only if it is still so". What was
 * written there in that moment is told, from the answer's own numbers or after a look-up, and is not lost. */
static LeafRemoteChange *
overwrite (Fixture *fixture, LeafTestFault fault)
{
  g_auto (GStrv) log = NULL;
  g_autoptr (GError) error = NULL;
  LeafRemoteChange *change;
  g_autofree char *theirs = NULL;

  publish_well (fixture);
  leaf_test_append_text (fixture->library.library, fixture->review, "Sent by Flyleaf.");
  leaf_test_proxy_before (proxy, "POST " WORLD "posts/", fault, edit_cb, fixture);
  publish_in_vain (fixture);
  g_assert_true (leaf_test_proxy_is_calm (proxy));
  g_assert_true (shows (fixture, "Sent by Flyleaf."));

  /* Until she has decided nothing leaves any more, and what is compared is here already. */
  log = leaf_test_proxy_take_log (proxy);
  g_clear_pointer (&log, g_strfreev);
  leaf_test_append_text (fixture->library.library, fixture->review, "Not sent yet.");
  publish_in_vain (fixture);
  change = leaf_outbox_look_remote (fixture->outbox, fixture->review, fixture->blog, NULL, &error);
  g_assert_no_error (error);
  log = leaf_test_proxy_take_log (proxy);
  g_assert_cmpuint (g_strv_length (log), ==, 0);
  g_assert_true (change->overwritten && change->has_base);
  theirs = leaf_document_to_html (change->theirs);
  g_assert_nonnull (strstr (theirs, "Written on the blog in that moment."));
  g_assert_null (strstr (theirs, "Sent by Flyleaf."));

  return change;
}

static void
test_between (Fixture *fixture, gconstpointer user)
{
  g_autoptr (LeafRemoteChange) change = overwrite (fixture, LEAF_TEST_FAULT_NONE);
  g_autoptr (GError) error = NULL;

  g_assert_true (leaf_outbox_answer_remote (fixture->outbox, change, LEAF_REMOTE_TAKE_THEIRS, change->theirs, NULL, NULL, &error));
  g_assert_no_error (error);
  publish_well (fixture);
  g_assert_true (shows (fixture, "Written on the blog in that moment."));
  g_assert_false (shows (fixture, "Sent by Flyleaf."));
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 0);
}

static void
test_between_lost (Fixture *fixture, gconstpointer user)
{
  g_autoptr (LeafRemoteChange) change = overwrite (fixture, LEAF_TEST_FAULT_CLOSE);
  g_autoptr (GError) error = NULL;

  g_assert_true (leaf_outbox_answer_remote (fixture->outbox, change, LEAF_REMOTE_KEEP_MINE, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  publish_well (fixture);
  g_assert_true (shows (fixture, "Not sent yet."));
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 0);
}

/* The blog cannot say at once what was overwritten: asked again. */
static void
test_between_unasked (Fixture *fixture, gconstpointer user)
{
  g_autoptr (LeafRemoteChange) change = NULL;
  g_autoptr (GError) error = NULL;

  leaf_test_proxy_add_fault (proxy, "/revisions?", LEAF_TEST_FAULT_502);
  change = overwrite (fixture, LEAF_TEST_FAULT_NONE);
  g_assert_true (leaf_outbox_answer_remote (fixture->outbox, change, LEAF_REMOTE_TAKE_THEIRS, change->theirs, NULL, NULL, &error));
  g_assert_no_error (error);
  publish_well (fixture);
  g_assert_true (shows (fixture, "Written on the blog in that moment."));
}

/* What nobody has saved was not overwritten. */
static void
test_typing (Fixture *fixture, gconstpointer user)
{
  publish_well (fixture);
  leaf_test_append_text (fixture->library.library, fixture->review, "Sent by Flyleaf.");
  leaf_test_proxy_before (proxy, "POST " WORLD "posts/", LEAF_TEST_FAULT_NONE, type_cb, fixture);
  publish_well (fixture);
  g_assert_true (leaf_test_proxy_is_calm (proxy));
  g_assert_true (shows (fixture, "Sent by Flyleaf."));
}

/* Before our look it is seen. */
static void
test_before (Fixture *fixture, gconstpointer user)
{
  publish_well (fixture);
  leaf_test_append_text (fixture->library.library, fixture->review, "Sent by Flyleaf.");
  leaf_test_proxy_before (proxy, "GET " WORLD "posts/", LEAF_TEST_FAULT_NONE, edit_cb, fixture);
  publish_in_vain (fixture);
  g_assert_true (shows (fixture, "Written on the blog in that moment."));
}

/* An address that somebody changed on the blog stays, and is taken over. */
static void
test_slug (Fixture *fixture, gconstpointer user)
{
  g_autoptr (JsonNode) changed = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (LeafPublication) publication = NULL;

  publish_well (fixture);
  ask_post (fixture, "POST", "", "{\"slug\":\"my-own-address\"}", &changed);
  leaf_test_append_text (fixture->library.library, fixture->review, "One more thing.");
  publish_well (fixture);
  g_assert_cmpstr (json_object_get_string_member (ask_post (fixture, "GET", "", NULL, &node), "slug"), ==, "my-own-address");
  publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog);
  g_assert_nonnull (strstr (publication->remote_address, "/my-own-address/"));
}

/* Somebody deletes all the categories of the post. */
static void
delete_categories (Fixture *fixture)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *categories = json_object_get_array_member (ask_post (fixture, "GET", "", NULL, &node), "categories");

  g_assert_cmpuint (json_array_get_length (categories), ==, 2);
  for (unsigned int i = 0; i < 2; i++)
    {
      g_autofree char *route = g_strdup_printf ("wp/v2/categories/%" G_GINT64_FORMAT, json_array_get_int_element (categories, i));
      g_autoptr (JsonNode) gone G_GNUC_UNUSED = leaf_test_wordpress_request (wordpress, "admin", "DELETE", route, "force=true", NULL, 200);
    }
}

static void
assert_categories (Fixture *fixture)
{
  g_autoptr (LeafPublication) publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog);
  g_autofree char *query = g_strconcat ("orderby=name&post=", publication->remote_id, NULL);
  g_autoptr (JsonNode) node = leaf_test_wordpress_request (wordpress, "admin", "GET", "wp/v2/categories", query, NULL, 200);
  JsonArray *categories = json_node_get_array (node);

  g_assert_cmpuint (json_array_get_length (categories), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (categories, 0), "name"), ==, "Classics");
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (categories, 1), "name"), ==, "Mystery");
}

static void
file_under_categories (Fixture *fixture, const char *user)
{
  g_autofree char *password = leaf_test_wordpress_dup_password (wordpress, user);
  g_autoptr (LeafBlog) blog = leaf_discover_blog (fixture->library.library, wordpress->address, user, password, NULL, NULL);
  g_autofree char *root = g_strconcat (leaf_test_proxy_get_address (proxy), "wp-json/", NULL);

  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_GENRES_AS, "categories");
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_API_ROOT, root);
  fixture->blog = leaf_test_save_blog (fixture->library.library, blog);
  publish_well (fixture);
  assert_categories (fixture);
}

/* Its category is gone: the next update makes it again and files the post in it. */
static void
test_category (Fixture *fixture, gconstpointer user)
{
  file_under_categories (fixture, user);
  delete_categories (fixture);
  leaf_test_append_text (fixture->library.library, fixture->review, "One more thing.");
  publish_well (fixture);
  assert_categories (fixture);
}

/* The same when the answer that would tell of it is lost, which is mended at once, or when what mends it fails: that is
 * told, and the next order mends it. */
static void
test_category_lost (Fixture *fixture, gconstpointer user)
{
  static const struct {
    const char *needle;
    unsigned int n_before;
    LeafTestFault fault;
  } cases[] = {
    { "POST " WORLD "posts/", 0, LEAF_TEST_FAULT_CLOSE },
    { "POST " WORLD "posts/", 1, LEAF_TEST_FAULT_502 },
    { "POST " WORLD "categories", 0, LEAF_TEST_FAULT_403 },
  };

  file_under_categories (fixture, user);
  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LeafOutcome) outcome = NULL;
      g_autoptr (GError) error = NULL;

      delete_categories (fixture);
      leaf_test_append_text (fixture->library.library, fixture->review, "One more thing.");
      for (unsigned int j = 0; j < cases[i].n_before; j++)
        leaf_test_proxy_add_fault (proxy, cases[i].needle, LEAF_TEST_FAULT_NONE);
      leaf_test_proxy_add_fault (proxy, cases[i].needle, cases[i].fault);
      outcome = publish (fixture, &error);
      g_assert_no_error (error);
      g_assert_true (leaf_test_proxy_is_calm (proxy));
      g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 0);
      g_assert_cmpuint (g_strv_length (outcome->warnings), ==, cases[i].fault == LEAF_TEST_FAULT_CLOSE ? 0 : 1);
      if (cases[i].fault != LEAF_TEST_FAULT_CLOSE)
        {
          g_assert_nonnull (strstr (outcome->warnings[0], "Publish once more"));
          publish_well (fixture);
        }
      assert_categories (fixture);
    }
}

static gboolean
forget_terms_func (LeafDb *db, gpointer data, GError **error)
{
  const gint64 *blog = data;

  return leaf_blog_term_forget (db, *blog, LEAF_TAXONOMY_CATEGORIES, "Classics", error) &&
         leaf_blog_term_forget (db, *blog, LEAF_TAXONOMY_CATEGORIES, "Mystery", error);
}

/* As a kill leaves it right after the ids that the blog dropped were forgotten: the post is found, and is still to be filed. */
static void
test_category_killed (Fixture *fixture, gconstpointer user)
{
  g_autoptr (GError) error = NULL;

  file_under_categories (fixture, user);
  delete_categories (fixture);
  leaf_test_append_text (fixture->library.library, fixture->review, "One more thing.");
  leaf_test_proxy_add_fault (proxy, "POST " WORLD "posts/", LEAF_TEST_FAULT_CLOSE);
  leaf_test_proxy_add_fault (proxy, "GET " WORLD "posts?search=", LEAF_TEST_FAULT_502);
  g_assert_null (publish (fixture, &error));
  g_assert_nonnull (error);
  g_assert_true (leaf_test_proxy_is_calm (proxy));
  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, forget_terms_func, &fixture->blog);
  publish_well (fixture);
  assert_categories (fixture);
}

static void
add (const char *name, void (*func) (Fixture *fixture, gconstpointer user))
{
  g_autofree char *path = g_strconcat ("/clients/", name, NULL);

  g_test_add (path, Fixture, "editor", set_up, func, tear_down);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  wordpress = leaf_test_wordpress_start ("pretty");
  proxy = leaf_test_proxy_new (wordpress->address);

  add ("two-libraries", test_two_libraries);
  add ("before", test_before);
  add ("between", test_between);
  add ("between-lost", test_between_lost);
  add ("between-unasked", test_between_unasked);
  add ("twin", test_twin);
  add ("twin-lost", test_twin_lost);
  add ("words", test_words);
  add ("words-lost", test_words_lost);
  add ("typing", test_typing);
  add ("slug", test_slug);
  add ("category", test_category);
  add ("category-lost", test_category_lost);
  add ("category-killed", test_category_killed);
  status = g_test_run ();

  leaf_test_wordpress_stop (wordpress);
  return status;
}
