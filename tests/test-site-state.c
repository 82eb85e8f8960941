/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-test-post.h"
#include "leaf-test-site.h"

#include <glib/gstdio.h>
#include <string.h>

#define SLUG "the-moonstone-wilkie-collins-book-review"
#define OTHER_MARKER "6d2c1c70-3f6e-4b7e-8b58-1e0a4c9f3d21"

static LeafPublication *
make_publication (const char *uuid)
{
  LeafPublication *publication = leaf_publication_new ();

  g_free (publication->uuid);
  publication->uuid = g_strdup (uuid);
  publication->remote_id = g_strdup (uuid);

  return publication;
}

static LeafRemotePost *
try_change (LeafTestSite *fixture, LeafJobAction action, GError **error)
{
  g_autoptr (LeafPublication) publication = make_publication (LEAF_TEST_MARKER);
  const LeafJob job = { .action = action };

  return leaf_publisher_change_state (fixture->site, publication, &job, NULL, error);
}

static LeafRemotePost *
change (LeafTestSite *fixture, LeafJobAction action, LeafPublicationState state)
{
  g_autoptr (GError) error = NULL;
  LeafRemotePost *remote = try_change (fixture, action, &error);

  g_assert_no_error (error);
  g_assert_nonnull (remote);
  g_assert_cmpint (remote->state, ==, state);
  return remote;
}

static LeafRemotePost *
fetch (LeafTestSite *fixture)
{
  g_autoptr (LeafPublication) publication = make_publication (LEAF_TEST_MARKER);
  g_autoptr (GError) error = NULL;
  LeafRemotePost *remote = leaf_publisher_fetch (fixture->site, publication, NULL, &error);

  g_assert_no_error (error);
  return remote;
}

/* Two reviews, the first of which has moved once, so that a redirect leads to it. */
static void
publish_two (LeafTestSite *fixture)
{
  g_autoptr (LeafPostSource) other = leaf_test_post_source ();
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafRemotePost) first = NULL;
  g_autoptr (LeafRemotePost) second = NULL;
  g_autoptr (LeafRemotePost) moved = NULL;
  g_autoptr (LeafPublication) known = NULL;

  g_free (other->marker);
  other->marker = g_strdup (OTHER_MARKER);
  leaf_book_set_title (g_ptr_array_index (other->books, 0), "Villette");
  first = leaf_test_site_publish (fixture, source, NULL);
  second = leaf_test_site_publish (fixture, other, NULL);
  known = make_publication (LEAF_TEST_MARKER);
  known->remote_modified = g_strdup (first->modified);
  leaf_review_set_slug (source->review, "moved");
  moved = leaf_test_site_publish (fixture, source, known);
  g_assert_cmpstr (moved->slug, ==, "moved");
}

static void
assert_hidden (LeafTestSite *fixture)
{
  static const char *const names[] = { "index.html", "feed.xml", "sitemap.xml" };

  g_assert_false (leaf_test_site_has (fixture, "moved"));
  g_assert_false (leaf_test_site_has (fixture, SLUG));
  for (unsigned int i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = leaf_test_site_read (fixture, names[i]);

      g_assert_null (strstr (text, "moved"));
      g_assert_nonnull (strstr (text, "villette"));
    }
  leaf_test_assert_whole_site (fixture);
}

/* Down and up again: file by file what it was, whatever is done twice. */
static void
test_down_and_back (LeafTestSite *fixture, gconstpointer unused)
{
  g_autoptr (GHashTable) before = NULL;
  g_autoptr (GHashTable) after = NULL;
  g_autoptr (LeafRemotePost) sent = NULL;

  publish_two (fixture);
  before = leaf_test_site_snapshot (fixture);
  sent = fetch (fixture);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (LeafRemotePost) down = change (fixture, LEAF_JOB_TAKE_DOWN, LEAF_PUBLICATION_DRAFT);
      g_autoptr (LeafRemotePost) now = fetch (fixture);

      assert_hidden (fixture);
      g_assert_cmpstr (down->content, ==, sent->content);
      g_assert_cmpint (now->state, ==, LEAF_PUBLICATION_DRAFT);
      g_assert_cmpstr (now->content, ==, sent->content);
      g_assert_cmpstr (now->modified, ==, sent->modified);
    }
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (LeafRemotePost) back = change (fixture, LEAF_JOB_PUT_BACK, LEAF_PUBLICATION_PUBLISHED);

      g_assert_cmpstr (back->modified, ==, sent->modified);
      g_assert_cmpstr (back->address, ==, sent->address);
    }
  after = leaf_test_site_snapshot (fixture);
  leaf_test_assert_same_site (after, before);
}

/* Its page and its addresses are gone, its pictures stay, and it can be published anew where it was. */
static void
test_delete (LeafTestSite *fixture, gconstpointer unused)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafRemotePost) again = NULL;

  publish_two (fixture);
  leaf_remote_post_free (change (fixture, LEAF_JOB_TAKE_DOWN, LEAF_PUBLICATION_DRAFT));
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (LeafRemotePost) gone = change (fixture, LEAF_JOB_DELETE, LEAF_PUBLICATION_REMOVED);

      g_assert_null (gone->id);
      g_assert_null (fetch (fixture));
      assert_hidden (fixture);
      g_assert_false (leaf_test_site_has (fixture, ".flyleaf/taken-down/" LEAF_TEST_MARKER ".page"));
    }
  leaf_remote_post_free (change (fixture, LEAF_JOB_TAKE_DOWN, LEAF_PUBLICATION_REMOVED));
  g_assert_null (try_change (fixture, LEAF_JOB_PUT_BACK, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED);

  again = leaf_test_site_publish (fixture, source, NULL);
  g_assert_cmpstr (again->slug, ==, SLUG);
  leaf_test_assert_whole_site (fixture);
}

/* Published while it is down: the new text, and the old one does not wait any more. */
static void
test_publish_down (LeafTestSite *fixture, gconstpointer unused)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafRemotePost) down = NULL;
  g_autoptr (LeafRemotePost) again = NULL;

  publish_two (fixture);
  down = change (fixture, LEAF_JOB_TAKE_DOWN, LEAF_PUBLICATION_DRAFT);
  leaf_review_set_slug (source->review, "moved");
  again = leaf_test_site_publish (fixture, source, NULL);
  g_assert_cmpint (again->state, ==, LEAF_PUBLICATION_PUBLISHED);
  g_assert_cmpstr (again->slug, ==, "moved");
  g_assert_false (leaf_test_site_has (fixture, ".flyleaf/taken-down"));
  leaf_test_assert_whole_site (fixture);
}

/* Cut off after the manifest knew, before the page was gone: readers still find it, and the next try ends it. */
static void
test_cut_off (LeafTestSite *fixture, gconstpointer unused)
{
  g_autofree char *page = NULL;
  g_autoptr (LeafRemotePost) first = NULL;
  g_autoptr (LeafRemotePost) between = NULL;
  g_autoptr (LeafRemotePost) last = NULL;

  publish_two (fixture);
  page = leaf_test_site_read (fixture, "moved/index.html");
  first = change (fixture, LEAF_JOB_TAKE_DOWN, LEAF_PUBLICATION_DRAFT);
  leaf_test_site_write (fixture, "moved/index.html", page);
  between = fetch (fixture);
  g_assert_cmpint (between->state, ==, LEAF_PUBLICATION_PUBLISHED);
  last = change (fixture, LEAF_JOB_TAKE_DOWN, LEAF_PUBLICATION_DRAFT);
  assert_hidden (fixture);
}

/* She deleted the page herself: nothing to take down, and nothing to put back. */
static void
test_deleted_by_hand (LeafTestSite *fixture, gconstpointer unused)
{
  g_autofree char *page = leaf_test_site_path (fixture, "moved/index.html");
  g_autoptr (GError) error = NULL;

  publish_two (fixture);
  g_assert_cmpint (g_unlink (page), ==, 0);
  leaf_remote_post_free (change (fixture, LEAF_JOB_TAKE_DOWN, LEAF_PUBLICATION_REMOVED));
  g_assert_null (try_change (fixture, LEAF_JOB_PUT_BACK, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED);
}

/* A Flyleaf that knows of no pages taken down must not list them: it sees that it is too old. */
static void
test_format (LeafTestSite *fixture, gconstpointer unused)
{
  g_autofree char *usual = NULL;
  g_autofree char *down = NULL;
  g_autofree char *back = NULL;

  publish_two (fixture);
  usual = leaf_test_site_read (fixture, ".flyleaf/site.json");
  leaf_remote_post_free (change (fixture, LEAF_JOB_TAKE_DOWN, LEAF_PUBLICATION_DRAFT));
  down = leaf_test_site_read (fixture, ".flyleaf/site.json");
  leaf_remote_post_free (change (fixture, LEAF_JOB_PUT_BACK, LEAF_PUBLICATION_PUBLISHED));
  back = leaf_test_site_read (fixture, ".flyleaf/site.json");
  g_assert_nonnull (strstr (usual, "\"flyleaf-site\" : 1,"));
  g_assert_nonnull (strstr (down, "\"flyleaf-site\" : 2,"));
  g_assert_cmpstr (back, ==, usual);
}

static gboolean
is_free (LeafTestSite *fixture, const char *slug, const LeafPublication *publication)
{
  g_autoptr (GError) error = NULL;
  gboolean free;

  g_assert_true (leaf_publisher_find_slug (fixture->site, slug, publication, &free, NULL, &error));
  g_assert_no_error (error);
  return free;
}

static void
test_slug (LeafTestSite *fixture, gconstpointer unused)
{
  g_autoptr (LeafPublication) own = make_publication (LEAF_TEST_MARKER);

  publish_two (fixture);
  leaf_test_site_write (fixture, "hers/index.html", "Her own page.");
  g_assert_false (is_free (fixture, "moved", NULL));
  g_assert_true (is_free (fixture, "moved", own));
  g_assert_false (is_free (fixture, SLUG, NULL));
  g_assert_true (is_free (fixture, SLUG, own));
  g_assert_false (is_free (fixture, "hers", own));
  g_assert_false (is_free (fixture, "pictures", own));
  g_assert_true (is_free (fixture, "nobody-has-this", NULL));
  leaf_remote_post_free (change (fixture, LEAF_JOB_TAKE_DOWN, LEAF_PUBLICATION_DRAFT));
  g_assert_false (is_free (fixture, "moved", NULL));
}

static void
test_terms (LeafTestSite *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = leaf_publisher_list_terms (fixture->site, NULL, &error);
  g_autoptr (GPtrArray) terms = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  publish_two (fixture);
  terms = leaf_publisher_list_terms (fixture->site, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (terms->len, ==, 2);
  for (unsigned int i = 0; i < terms->len; i++)
    {
      const LeafTerm *term = g_ptr_array_index (terms, i);

      g_assert_cmpstr (term->name, ==, i == 0 ? "Classics" : "Mystery");
      g_assert_cmpstr (term->taxonomy, ==, "tags");
      g_assert_null (term->parent);
    }
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  leaf_test_add_site ("/site-state/down-and-back", test_down_and_back);
  leaf_test_add_site ("/site-state/delete", test_delete);
  leaf_test_add_site ("/site-state/publish-down", test_publish_down);
  leaf_test_add_site ("/site-state/cut-off", test_cut_off);
  leaf_test_add_site ("/site-state/deleted-by-hand", test_deleted_by_hand);
  leaf_test_add_site ("/site-state/format", test_format);
  leaf_test_add_site ("/site-state/slug", test_slug);
  leaf_test_add_site ("/site-state/terms", test_terms);

  return g_test_run ();
}
