/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The same review with everything in it, published by each role on a real WordPress and read back: nothing of her
 * text is lost, no reader sees what is for machines, and WordPress's own editor opens every block of what is stored.
 * The argument is the folder in which validate-posts keeps the packages of that editor. */

#include "config.h"

#include "leaf-blogs.h"
#include "leaf-discovery.h"
#include "leaf-outbox-private.h"
#include "leaf-post-reader.h"

#include "leaf-test-document.h"
#include "leaf-test-library.h"
#include "leaf-test-publish.h"
#include "leaf-test-wordpress.h"

#include <string.h>

static LeafTestWordpress *wordpress;
static const char *npm;

/* What is stored, for the editor of 6.1 and for that of today, which has a block for what is folded. */
static GString *stored[2];

typedef struct {
  LeafTestLibrary library;
  LeafOutbox *outbox;
  LeafBlog *blog;
  gint64 blog_id;
  gint64 review;
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
  fixture->blog_id = leaf_test_save_blog (fixture->library.library, fixture->blog);
  fixture->review = leaf_test_save_review (fixture->library.library);
  leaf_test_set_password (password);
  fixture->outbox = leaf_outbox_new (fixture->library.library);
}

static void
tear_down (Fixture *fixture, gconstpointer user)
{
  leaf_test_release_outbox (&fixture->outbox);
  g_clear_object (&fixture->blog);
  leaf_test_library_tear_down (&fixture->library, NULL);
}

static void
set_setting (Fixture *fixture, const char *name, const char *value)
{
  leaf_blog_set_setting (fixture->blog, name, value);
  leaf_test_save_blog (fixture->library.library, fixture->blog);
}

static LeafOutcome *
publish (Fixture *fixture, LeafPublicationState wanted, GError **error)
{
  return leaf_outbox_publish (fixture->outbox, fixture->review, fixture->blog_id, wanted, 0, NULL, error);
}

static JsonNode *
read_post (Fixture *fixture)
{
  g_autoptr (LeafPublication) publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog_id);
  g_autofree char *route = g_strconcat ("wp/v2/posts/", publication->remote_id, NULL);

  return leaf_test_wordpress_request (wordpress, "admin", "GET", route, "context=edit", NULL, 200);
}

static const char *
get_content (JsonNode *post, const char *form)
{
  return json_object_get_string_member (json_object_get_object_member (json_node_get_object (post), "content"), form);
}

static gboolean
list_media_func (LeafDb *db, gpointer data, GError **error)
{
  GHashTable **media = data;

  *media = leaf_blog_media_list (db, 1, error);
  return *media != NULL;
}

/* Every word and every mark of hers is in what WordPress has stored. */
static void
check_text (Fixture *fixture, const char *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafPublication) publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog_id);
  g_autoptr (LeafPostSource) source = leaf_outbox_load_source (fixture->library.library, fixture->review, fixture->blog_id, &error);
  LeafDocument *document = leaf_review_get_document (source->review);
  g_autoptr (LeafDocument) shown = leaf_post_show (source, document);
  g_autoptr (GHashTable) pictures = NULL;
  g_autoptr (LeafPostText) text = NULL;

  g_assert_no_error (error);
  leaf_test_run (fixture->library.library, LEAF_LIBRARY_READ, list_media_func, &pictures);
  text = leaf_post_read (content, LEAF_MARKUP_WORDPRESS, publication->uuid, pictures, &error);
  g_assert_no_error (error);
  g_assert_cmpint (text->flags, ==, 0);
  g_assert_cmpuint (text->unknown->len, ==, 0);
  leaf_test_assert_same_document (text->document, shown);
}

/* The document of the test has to have a block of each kind, or this says nothing. */
static void
test_every_kind (Fixture *fixture, gconstpointer user)
{
  g_autoptr (LeafPostSource) source = leaf_outbox_load_source (fixture->library.library, fixture->review, fixture->blog_id, NULL);
  LeafDocument *document = leaf_review_get_document (source->review);
  unsigned int kinds = 0;
  unsigned int marks = 0;

  for (unsigned int i = 0; i < leaf_document_get_n_blocks (document); i++)
    {
      const LeafBlock *block = leaf_document_get_block (document, i);

      const LeafSpan *spans;
      unsigned int n_spans;

      kinds |= 1u << leaf_block_get_style (block)->kind;
      spans = leaf_block_get_spans (block, &n_spans);
      for (unsigned int j = 0; j < n_spans; j++)
        marks |= spans[j].style.marks;
    }
  g_assert_cmphex (kinds, ==, (1u << LEAF_N_BLOCK_KINDS) - 1);
  g_assert_cmphex (marks, ==, (1u << LEAF_N_MARKS) - 1);
}

static void
assert_nothing_for_machines (const char *page)
{
  static const char *const words[] = { "@context", "schema.org", "reviewRating", "{\"" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (page, words[i]) != NULL)
      g_error ("“%s” is to be seen: %.300s", words[i], strstr (page, words[i]));
}

static void
test_role (Fixture *fixture, gconstpointer user)
{
  gboolean machines = !g_str_equal (user, "author");

  for (int details = 0; details < 2; details++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LeafOutcome) outcome = NULL;
      g_autoptr (JsonNode) post = NULL;

      set_setting (fixture, LEAF_BLOG_SETTING_DETAILS_BLOCK, details == 0 ? "false" : "true");
      outcome = publish (fixture, LEAF_PUBLICATION_PUBLISHED, &error);
      g_assert_no_error (error);
      post = read_post (fixture);
      check_text (fixture, get_content (post, "raw"));
      g_string_append_printf (stored[details], "%s\n\n", get_content (post, "raw"));
      if (machines)
        g_assert_nonnull (strstr (get_content (post, "rendered"), "<script type=\"application/ld+json\">"));
      else
        assert_nothing_for_machines (get_content (post, "rendered"));
    }
}

static void
remove_cover_cb (LeafBook *book, gpointer data)
{
  leaf_book_set_cover (book, NULL);
}

/* May write and not publish: said in a sentence; as a draft the text arrives whole. */
static void
test_contributor (Fixture *fixture, gconstpointer user)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome = NULL;
  g_autoptr (JsonNode) post = NULL;
  unsigned int posts = leaf_test_wordpress_count (wordpress, "posts");

  fixture->review = leaf_test_save_numbered_review (fixture->library.library, 1);
  leaf_test_change_book (fixture->library.library, fixture->review, remove_cover_cb, NULL);
  /* It has a picture, too. */
  set_setting (fixture, LEAF_BLOG_SETTING_AUTHOR_BOX, "false");
  g_assert_null (publish (fixture, LEAF_PUBLICATION_PUBLISHED, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FORBIDDEN);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "may not publish"));
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "posts"), ==, posts);
  g_clear_error (&error);

  outcome = publish (fixture, LEAF_PUBLICATION_DRAFT, &error);
  g_assert_no_error (error);
  g_assert_cmpint (outcome->state, ==, LEAF_PUBLICATION_DRAFT);
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "posts"), ==, posts + 1);
  post = read_post (fixture);
  check_text (fixture, get_content (post, "raw"));
  assert_nothing_for_machines (get_content (post, "rendered"));
  g_string_append_printf (stored[0], "%s\n\n", get_content (post, "raw"));
}

/* The account was an Administrator's when the blog was set up: what is known of it is no longer true. */
static void
test_demoted (Fixture *fixture, gconstpointer user)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome = NULL;
  g_autoptr (JsonNode) post = NULL;

  set_setting (fixture, LEAF_BLOG_SETTING_UNFILTERED_HTML, "true");
  outcome = publish (fixture, LEAF_PUBLICATION_PUBLISHED, &error);
  g_assert_no_error (error);
  post = read_post (fixture);
  check_text (fixture, get_content (post, "raw"));
  assert_nothing_for_machines (get_content (post, "rendered"));
}

/* "Reopened without attempting recovery": by WordPress's own parser and validator. */
static void
test_valid (void)
{
  static const char *const names[] = { "old.html", "new.html" };
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "wordpress", "validate-posts", NULL);
  g_autofree char *output = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *paths[G_N_ELEMENTS (names)];

  for (unsigned int i = 0; i < G_N_ELEMENTS (names); i++)
    {
      paths[i] = g_build_filename (wordpress->dir, names[i], NULL);
      g_assert_cmpuint (stored[i]->len, >, 0);
      g_file_set_contents (paths[i], stored[i]->str, stored[i]->len, &error);
      g_assert_no_error (error);
    }
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, script, npm, paths[0], paths[1], NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%s", output);
  g_assert_true (g_subprocess_get_successful (process));
  g_assert_null (strstr (output, "not ok"));
  for (unsigned int i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (paths[i]);
}

static void
add (const char *name, const char *user, void (*func) (Fixture *fixture, gconstpointer user))
{
  g_autofree char *path = g_strdup_printf ("/roles/%s/%s", name, user);

  g_test_add (path, Fixture, user, set_up, func, tear_down);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  npm = argv[1];
  wordpress = leaf_test_wordpress_start ("pretty");
  for (unsigned int i = 0; i < G_N_ELEMENTS (stored); i++)
    stored[i] = g_string_new (NULL);

  add ("every-kind", "admin", test_every_kind);
  add ("whole", "admin", test_role);
  add ("whole", "editor", test_role);
  add ("whole", "author", test_role);
  add ("contributor", "contributor", test_contributor);
  add ("demoted", "author", test_demoted);
  g_test_add_func ("/roles/valid/all", test_valid);
  status = g_test_run ();

  for (unsigned int i = 0; i < G_N_ELEMENTS (stored); i++)
    g_string_free (stored[i], TRUE);
  leaf_test_wordpress_stop (wordpress);
  return status;
}
