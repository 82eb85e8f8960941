/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-discovery.h"
#include "leaf-outbox.h"
#include "leaf-publisher.h"
#include "leaf-test-library.h"
#include "leaf-test-proxy.h"
#include "leaf-test-publish.h"
#include "leaf-test-wordpress.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* What a post goes through once it is there, on a real blog; the proxy counts the requests. */
static LeafTestWordpress *wordpress;
static LeafTestProxy *proxy;

typedef struct {
  LeafTestLibrary library;
  LeafOutbox *outbox;
  LeafBlog *blog;
  LeafPublisher *publisher;
  gint64 blog_id;
  gint64 review;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user)
{
  g_autofree char *password = leaf_test_wordpress_dup_password (wordpress, user);
  g_autofree char *slug = g_strdup_printf ("state-%u", g_random_int ());
  g_autofree char *root = g_strconcat (leaf_test_proxy_get_address (proxy), "wp-json/", NULL);
  g_autoptr (GError) error = NULL;

  leaf_test_library_set_up (&fixture->library, NULL);
  fixture->blog = leaf_discover_blog (fixture->library.library, wordpress->address, user, password, NULL, &error);
  g_assert_no_error (error);
  leaf_blog_set_setting (fixture->blog, LEAF_BLOG_SETTING_API_ROOT, root);
  fixture->blog_id = leaf_test_save_blog (fixture->library.library, fixture->blog);
  fixture->publisher = leaf_publisher_new (fixture->blog, fixture->library.library, password, &error);
  g_assert_no_error (error);
  fixture->review = leaf_test_save_review (fixture->library.library);
  leaf_test_set_slug (fixture->library.library, fixture->review, slug);
  leaf_test_set_password (password);
  fixture->outbox = leaf_outbox_new (fixture->library.library);
}

static void
tear_down (Fixture *fixture, gconstpointer user)
{
  leaf_test_release_outbox (&fixture->outbox);
  g_assert_finalize_object (fixture->publisher);
  g_clear_object (&fixture->blog);
  leaf_test_library_tear_down (&fixture->library, NULL);
}

static LeafOutcome *
publish (Fixture *fixture, LeafPublicationState wanted, gint64 at)
{
  g_autoptr (GError) error = NULL;
  LeafOutcome *outcome = leaf_outbox_publish (fixture->outbox, fixture->review, fixture->blog_id, wanted, at, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (outcome);
  return outcome;
}

static LeafPublication *
load (Fixture *fixture)
{
  return leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog_id);
}

/* One request each, unless `n_requests` says otherwise. */
static void
change (Fixture *fixture, LeafJobAction action, LeafPublicationState state, unsigned int n_requests)
{
  g_auto (GStrv) before = leaf_test_proxy_take_log (proxy);
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome = leaf_outbox_change (fixture->outbox, fixture->review, fixture->blog_id, action, NULL, &error);
  g_auto (GStrv) log = leaf_test_proxy_take_log (proxy);

  g_assert_nonnull (before);
  g_assert_no_error (error);
  g_assert_cmpint (outcome->state, ==, state);
  for (unsigned int i = 0; log[i] != NULL; i++)
    g_test_message ("%s", log[i]);
  g_assert_cmpuint (g_strv_length (log), ==, n_requests);
}

static JsonNode *
ask (Fixture *fixture, const char *method, const char *query, const char *body, unsigned int status)
{
  g_autoptr (LeafPublication) publication = load (fixture);
  g_autofree char *route = g_strconcat ("wp/v2/posts/", publication->remote_id, NULL);

  return leaf_test_wordpress_request (wordpress, "admin", method, route, query, body, status);
}

static void
assert_member (Fixture *fixture, const char *member, const char *value)
{
  g_autoptr (JsonNode) node = ask (fixture, NULL, "context=edit", NULL, 200);

  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), member), ==, value);
}

/* Down, back, to the trash, back from the trash with its own address; each with one request, and what is so already, too. */
static void
test_good (Fixture *fixture, gconstpointer user)
{
  g_autoptr (LeafOutcome) first = publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0);
  g_autoptr (LeafPublication) before = load (fixture);
  g_autoptr (LeafPublication) after = NULL;
  g_autoptr (LeafOutcome) same = NULL;
  g_autoptr (LeafRemotePost) remote = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *slug = NULL;

  g_assert_nonnull (first);
  remote = leaf_publisher_fetch (fixture->publisher, before, NULL, &error);
  g_assert_no_error (error);
  slug = g_strdup (remote->slug);

  change (fixture, LEAF_JOB_TAKE_DOWN, LEAF_PUBLICATION_DRAFT, 1);
  assert_member (fixture, "status", "draft");
  change (fixture, LEAF_JOB_TAKE_DOWN, LEAF_PUBLICATION_DRAFT, 1);
  change (fixture, LEAF_JOB_PUT_BACK, LEAF_PUBLICATION_PUBLISHED, 1);
  assert_member (fixture, "status", "publish");
  assert_member (fixture, "slug", slug);

  change (fixture, LEAF_JOB_DELETE, LEAF_PUBLICATION_REMOVED, 1);
  assert_member (fixture, "status", "trash");
  change (fixture, LEAF_JOB_DELETE, LEAF_PUBLICATION_REMOVED, 1);
  leaf_remote_post_free (remote);
  remote = leaf_publisher_fetch (fixture->publisher, before, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (remote->state, ==, LEAF_PUBLICATION_REMOVED);
  change (fixture, LEAF_JOB_PUT_BACK, LEAF_PUBLICATION_PUBLISHED, 1);
  assert_member (fixture, "slug", slug);

  /* It is known to be as it was: nothing to send. */
  after = load (fixture);
  g_assert_cmpstr (after->remote_address, ==, before->remote_address);
  g_assert_cmpint (after->published, ==, before->published);
  same = publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0);
  g_assert_true (same->unchanged);
}

/* What she deleted from here comes back when she publishes, without a question; what is gone for good is made anew. */
static void
test_publish_deleted (Fixture *fixture, gconstpointer user)
{
  unsigned int posts = leaf_test_wordpress_count (wordpress, "posts");
  g_autoptr (LeafOutcome) first = publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0);
  g_autoptr (LeafOutcome) second = NULL;
  g_autoptr (LeafOutcome) third = NULL;
  g_autoptr (JsonNode) gone = NULL;
  g_autoptr (GError) error = NULL;

  change (fixture, LEAF_JOB_DELETE, LEAF_PUBLICATION_REMOVED, 1);
  leaf_test_append_text (fixture->library.library, fixture->review, "Not the end.");
  second = publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0);
  g_assert_false (second->created);
  g_assert_cmpstr (second->address, ==, first->address);

  gone = ask (fixture, "DELETE", "force=true", NULL, 200);
  g_assert_null (leaf_outbox_change (fixture->outbox, fixture->review, fixture->blog_id, LEAF_JOB_PUT_BACK, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "anew"));
  change (fixture, LEAF_JOB_DELETE, LEAF_PUBLICATION_REMOVED, 1);
  change (fixture, LEAF_JOB_TAKE_DOWN, LEAF_PUBLICATION_REMOVED, 0);
  third = publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0);
  g_assert_true (third->created);
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "posts"), ==, posts + 1);
}

/* Scheduled, put off, a draft again, and then published at once: the old date does not put it off. */
static void
test_schedule (Fixture *fixture, gconstpointer user)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (LeafOutcome) first = publish (fixture, LEAF_PUBLICATION_SCHEDULED, now + 7200);
  g_autoptr (LeafOutcome) later = NULL;
  g_autoptr (LeafOutcome) last = NULL;
  g_autoptr (LeafRemotePost) remote = NULL;
  g_autoptr (LeafPublication) publication = NULL;

  g_assert_cmpint (first->state, ==, LEAF_PUBLICATION_SCHEDULED);
  later = publish (fixture, LEAF_PUBLICATION_SCHEDULED, now + 10800);
  publication = load (fixture);
  remote = leaf_publisher_fetch (fixture->publisher, publication, NULL, NULL);
  g_assert_cmpint (remote->state, ==, LEAF_PUBLICATION_SCHEDULED);
  g_assert_cmpint (remote->published, ==, now + 10800);

  change (fixture, LEAF_JOB_TAKE_DOWN, LEAF_PUBLICATION_DRAFT, 1);
  change (fixture, LEAF_JOB_PUT_BACK, LEAF_PUBLICATION_PUBLISHED, 1);
  change (fixture, LEAF_JOB_TAKE_DOWN, LEAF_PUBLICATION_DRAFT, 1);
  last = publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0);
  g_assert_cmpint (last->state, ==, LEAF_PUBLICATION_PUBLISHED);
}

/* Scheduled and made a draft behind our back: its date lies ahead, and it is published now all the same. */
static void
test_floating_date (Fixture *fixture, gconstpointer user)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (LeafOutcome) first = publish (fixture, LEAF_PUBLICATION_SCHEDULED, now + 7200);
  g_autoptr (LeafOutcome) looked = NULL;
  g_autoptr (JsonNode) edited = ask (fixture, "POST", NULL, "{\"status\":\"draft\"}", 200);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (first);
  g_assert_nonnull (edited);
  looked = leaf_outbox_refresh (fixture->outbox, fixture->review, fixture->blog_id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (looked->state, ==, LEAF_PUBLICATION_DRAFT);
  change (fixture, LEAF_JOB_PUT_BACK, LEAF_PUBLICATION_PUBLISHED, 2);
}

/* The state is asked for; a change of the text is still seen before it is overwritten. */
static void
test_refresh (Fixture *fixture, gconstpointer user)
{
  g_autoptr (LeafOutcome) first = publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0);
  g_autoptr (JsonNode) edited = ask (fixture, "POST", NULL, "{\"status\":\"draft\",\"content\":\"<p>theirs</p>\"}", 200);
  g_autoptr (LeafOutcome) looked = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (first);
  g_assert_nonnull (edited);
  looked = leaf_outbox_refresh (fixture->outbox, fixture->review, fixture->blog_id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (looked->state, ==, LEAF_PUBLICATION_DRAFT);
  g_assert_null (leaf_outbox_publish (fixture->outbox, fixture->review, fixture->blog_id, LEAF_PUBLICATION_PUBLISHED, 0, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_CHANGED);
}

/* The blog does it and its answer is lost: looked at, and done once. */
static void
test_lost_answer (Fixture *fixture, gconstpointer user)
{
  static const LeafTestFault faults[] = { LEAF_TEST_FAULT_CLOSE, LEAF_TEST_FAULT_RESET, LEAF_TEST_FAULT_HALF, LEAF_TEST_FAULT_PAGE, LEAF_TEST_FAULT_GATEWAY };
  g_autoptr (LeafOutcome) first = publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0);

  g_assert_nonnull (first);
  for (unsigned int i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      leaf_test_proxy_add_fault (proxy, "DELETE /", faults[i]);
      change (fixture, LEAF_JOB_DELETE, LEAF_PUBLICATION_REMOVED, 2);
      leaf_test_proxy_add_fault (proxy, "POST /", faults[i]);
      change (fixture, LEAF_JOB_PUT_BACK, LEAF_PUBLICATION_PUBLISHED, 2);
      leaf_test_proxy_add_fault (proxy, "POST /", faults[i]);
      change (fixture, LEAF_JOB_TAKE_DOWN, LEAF_PUBLICATION_DRAFT, 2);
      g_assert_true (leaf_test_proxy_is_calm (proxy));
    }
}

static gboolean
is_free (Fixture *fixture, const char *slug, const LeafPublication *publication)
{
  g_autoptr (GError) error = NULL;
  gboolean free;

  g_assert_true (leaf_publisher_find_slug (fixture->publisher, slug, publication, &free, NULL, &error));
  g_assert_no_error (error);
  return free;
}

/* Whatever state the post is in that has it; the post itself may have it. */
static void
test_slug (Fixture *fixture, gconstpointer user)
{
  g_autoptr (LeafOutcome) outcome = publish (fixture, LEAF_PUBLICATION_DRAFT, 0);
  g_autoptr (LeafPublication) own = load (fixture);
  g_autoptr (LeafRemotePost) remote = leaf_publisher_fetch (fixture->publisher, own, NULL, NULL);
  g_autoptr (LeafOutcome) published = NULL;

  g_assert_nonnull (outcome);
  g_assert_false (is_free (fixture, remote->slug, NULL));
  g_assert_true (is_free (fixture, remote->slug, own));
  g_assert_true (is_free (fixture, "no-such-post", NULL));
  published = publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0);
  g_assert_false (is_free (fixture, remote->slug, NULL));
  change (fixture, LEAF_JOB_DELETE, LEAF_PUBLICATION_REMOVED, 1);
  g_assert_false (is_free (fixture, remote->slug, NULL));
  g_assert_true (is_free (fixture, remote->slug, own));
}

static gboolean
replace_func (LeafDb *db, gpointer data, GError **error)
{
  gpointer *parts = data;

  return leaf_blog_terms_replace (db, *(gint64 *) parts[0], parts[1], error);
}

/* More than one page of them, a category below another, and a name with an entity. */
static void
test_terms (Fixture *fixture, gconstpointer user)
{
  g_autoptr (JsonNode) parent = leaf_test_wordpress_request (wordpress, "admin", "POST", "wp/v2/categories", NULL, "{\"name\":\"Fiction & Co\"}", 201);
  gint64 parent_id = json_object_get_int_member (json_node_get_object (parent), "id");
  g_autofree char *body = g_strdup_printf ("{\"name\":\"Below\",\"parent\":%" G_GINT64_FORMAT "}", parent_id);
  g_autofree char *parent_text = g_strdup_printf ("%" G_GINT64_FORMAT, parent_id);
  g_autoptr (JsonNode) child = leaf_test_wordpress_request (wordpress, "admin", "POST", "wp/v2/categories", NULL, body, 201);
  g_autoptr (GPtrArray) terms = NULL;
  g_autoptr (GError) error = NULL;
  unsigned int n_tags = 0;
  unsigned int n_found = 0;
  gpointer parts[2] = { &fixture->blog_id, NULL };

  g_assert_nonnull (child);
  for (int i = 0; i < 120; i++)
    {
      g_autofree char *tag = g_strdup_printf ("{\"name\":\"tag %03d\"}", i);
      g_autoptr (JsonNode) made = leaf_test_wordpress_request (wordpress, "admin", "POST", "wp/v2/tags", NULL, tag, 201);

      g_assert_nonnull (made);
    }

  terms = leaf_publisher_list_terms (fixture->publisher, NULL, &error);
  g_assert_no_error (error);
  for (unsigned int i = 0; i < terms->len; i++)
    {
      const LeafTerm *term = g_ptr_array_index (terms, i);

      n_tags += g_str_equal (term->taxonomy, "tags") && g_str_has_prefix (term->name, "tag ");
      n_found += g_str_equal (term->name, "Fiction & Co") && term->parent == NULL;
      n_found += g_str_equal (term->name, "Below") && g_strcmp0 (term->parent, parent_text) == 0;
    }
  g_assert_cmpuint (n_tags, ==, 120);
  g_assert_cmpuint (n_found, ==, 2);
  parts[1] = terms;
  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, replace_func, parts);
}

/* A Contributor may not publish, and so not put back. */
static void
test_contributor (Fixture *fixture, gconstpointer user)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafPublication) publication = leaf_publication_new ();
  g_autoptr (LeafRemotePost) remote = NULL;
  const LeafJob job = { .action = LEAF_JOB_PUT_BACK };
  g_autoptr (JsonNode) made = leaf_test_wordpress_request (wordpress, user, "POST", "wp/v2/posts", NULL, "{\"title\":\"Mine\",\"content\":\"Words.\"}", 201);

  publication->remote_id = g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (json_node_get_object (made), "id"));
  remote = leaf_publisher_change_state (fixture->publisher, publication, &job, NULL, &error);
  g_assert_null (remote);
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FORBIDDEN);
}

static void
add (const char *name, const char *user, void (*func) (Fixture *fixture, gconstpointer user))
{
  g_autofree char *path = g_strdup_printf ("/wordpress-state/%s/%s", name, user);

  g_test_add (path, Fixture, user, set_up, func, tear_down);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  wordpress = leaf_test_wordpress_start ("pretty");
  proxy = leaf_test_proxy_new (wordpress->address);

  add ("good", "admin", test_good);
  add ("good", "author", test_good);
  add ("publish-deleted", "editor", test_publish_deleted);
  add ("schedule", "editor", test_schedule);
  add ("floating-date", "editor", test_floating_date);
  add ("refresh", "editor", test_refresh);
  add ("lost-answer", "editor", test_lost_answer);
  add ("slug", "editor", test_slug);
  add ("terms", "editor", test_terms);
  add ("contributor", "contributor", test_contributor);
  status = g_test_run ();

  leaf_test_wordpress_stop (wordpress);
  return status;
}
