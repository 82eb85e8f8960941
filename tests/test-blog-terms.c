/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-blogs.h"
#include "leaf-test-library.h"
#include "leaf-test-post.h"
#include "leaf-test-publish.h"
#include "leaf-test-server.h"
#include "leaf-wordpress.h"

#include <string.h>

#define LOGIN "abcd EFGH"

static void
add_term (GPtrArray *terms, const char *genre, const char *taxonomy, const char *id, const char *name)
{
  g_ptr_array_add (terms, leaf_genre_term_new (genre, taxonomy, id, name));
}

static char *
join_filed (const LeafPost *post)
{
  GString *text = g_string_new (NULL);

  for (unsigned int i = 0; i < post->filed->len; i++)
    {
      const LeafGenreTerm *term = g_ptr_array_index (post->filed, i);

      g_string_append_printf (text, "%s%s/%s/%s", i > 0 ? " " : "", term->taxonomy, term->remote_id != NULL ? term->remote_id : "-",
                              term->name);
    }

  return g_string_free (text, FALSE);
}

static void
assert_filed (const LeafPostSource *source, const char *expected, gboolean plain)
{
  g_autoptr (LeafPostSource) other = leaf_test_post_source ();
  g_autoptr (GHashTable) media = leaf_test_post_media (source, "https://blog.example/");
  g_autoptr (LeafPost) unmapped = leaf_post_compose (other, LEAF_MARKUP_HTML, 0, media, NULL);
  g_autoptr (LeafPost) post = leaf_post_compose (source, LEAF_MARKUP_HTML, 0, media, NULL);
  g_autofree char *filed = join_filed (post);

  g_assert_cmpstr (filed, ==, expected);
  g_assert_cmpstr (post->content, ==, unmapped->content);
  g_assert_cmpint (g_str_equal (post->hash, unmapped->hash), ==, plain);
}

/* The review is about Mystery and Classics. Every choice makes another post of it. */
static void
test_file (void)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();

  assert_filed (source, "tags/-/Mystery tags/-/Classics", TRUE);
  source->genres = leaf_genre_terms_new ();
  assert_filed (source, "tags/-/Mystery tags/-/Classics", TRUE);
  add_term (source->genres, "Romance", "categories", "9", "Romance");
  assert_filed (source, "tags/-/Mystery tags/-/Classics", TRUE);

  add_term (source->genres, "MYSTERY", "categories", "12", "Fiction › Crime");
  add_term (source->genres, "mystery", "tags", "5", "whodunit");
  assert_filed (source, "categories/12/Fiction › Crime tags/5/whodunit tags/-/Classics", FALSE);
  add_term (source->genres, "Classics", "categories", "12", "Fiction › Crime");
  assert_filed (source, "categories/12/Fiction › Crime tags/5/whodunit", FALSE);

  g_ptr_array_set_size (source->genres, 0);
  add_term (source->genres, "Classics", "", "", "");
  assert_filed (source, "tags/-/Mystery", FALSE);
  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_GENRES_AS, "categories");
  assert_filed (source, "categories/-/Mystery", FALSE);
}

typedef struct {
  gint64 blog;
  const char *genre;
  GPtrArray *terms;
  GPtrArray *listed;
} Job;

static gboolean
set_func (LeafDb *db, gpointer data, GError **error)
{
  Job *job = data;

  return leaf_blog_genres_set (db, job->blog, job->genre, job->terms, error);
}

static gboolean
list_func (LeafDb *db, gpointer data, GError **error)
{
  Job *job = data;

  g_clear_pointer (&job->listed, g_ptr_array_unref);
  return (job->listed = leaf_blog_genres_list (db, job->blog, error)) != NULL;
}

static gboolean
move_func (LeafDb *db, gpointer data, GError **error)
{
  Job *job = data;

  return leaf_blog_genres_move (db, job->blog, "categories", "12", "21", error);
}

static void
run (LeafTestLibrary *fixture, LeafLibraryMode access, LeafLibraryFunc func, Job *job)
{
  g_autoptr (GError) error = NULL;

  leaf_library_run (fixture->library, access, func, job, &error);
  g_assert_no_error (error);
}

static void
assert_listed (LeafTestLibrary *fixture, Job *job, unsigned int index, const char *genre, const char *id, const char *name)
{
  const LeafGenreTerm *term;

  run (fixture, LEAF_LIBRARY_READ, list_func, job);
  g_assert_cmpuint (job->listed->len, >, index);
  term = job->listed->pdata[index];
  g_assert_cmpstr (term->genre, ==, genre);
  g_assert_cmpstr (term->remote_id, ==, id);
  g_assert_cmpstr (term->name, ==, name);
}

static void
test_store (LeafTestLibrary *fixture, gconstpointer unused)
{
  g_autoptr (LeafBlog) blog = leaf_blog_new ();
  g_autoptr (GPtrArray) terms = leaf_genre_terms_new ();
  Job job = { leaf_test_save_blog (fixture->library, blog), "Mystery", terms, NULL };

  add_term (terms, "Mystery", "categories", "12", "Fiction › Crime");
  add_term (terms, "Mystery", "tags", "5", "whodunit");
  run (fixture, LEAF_LIBRARY_WRITE, set_func, &job);
  assert_listed (fixture, &job, 0, "Mystery", "12", "Fiction › Crime");
  assert_listed (fixture, &job, 1, "Mystery", "5", "whodunit");

  run (fixture, LEAF_LIBRARY_WRITE, move_func, &job);
  assert_listed (fixture, &job, 0, "Mystery", "21", "Fiction › Crime");

  g_ptr_array_set_size (terms, 0);
  add_term (terms, "Mystery", "", "", "");
  run (fixture, LEAF_LIBRARY_WRITE, set_func, &job);
  assert_listed (fixture, &job, 0, "Mystery", "", "");
  g_assert_cmpuint (job.listed->len, ==, 1);

  g_ptr_array_set_size (terms, 0);
  run (fixture, LEAF_LIBRARY_WRITE, set_func, &job);
  run (fixture, LEAF_LIBRARY_READ, list_func, &job);
  g_assert_cmpuint (job.listed->len, ==, 0);
  g_ptr_array_unref (job.listed);
}

static LeafPublisher *
new_publisher (LeafTestServer *server, LeafBlog *blog)
{
  g_autofree char *root = g_strconcat (leaf_test_server_get_address (server), "wp-json/", NULL);
  LeafPublisher *publisher;

  leaf_blog_set_system (blog, LEAF_BLOG_SYSTEM_WORDPRESS);
  leaf_blog_set_address (blog, leaf_test_server_get_address (server));
  leaf_blog_set_user (blog, "ann");
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_API_ROOT, root);
  publisher = leaf_wordpress_new (blog, NULL, LOGIN);
  g_assert_nonnull (publisher);

  return publisher;
}

static void
test_list (void)
{
  static const struct {
    const char *id;
    const char *path;
  } expected[] = {
    { "7", "Arts & Letters" }, { "12", "Fiction › Fantasy" }, { "13", NULL }, { "11", "Fiction" }, { "14", NULL }, { "15", NULL },
    { "5", "Fantasy" },
  };
  LeafTestServer *server = leaf_test_server_new ("terms-list", NULL);
  g_autoptr (LeafBlog) blog = leaf_blog_new ();
  g_autoptr (LeafPublisher) publisher = new_publisher (server, blog);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) terms = leaf_publisher_list_terms (publisher, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (terms->len, ==, G_N_ELEMENTS (expected));
  for (unsigned int i = 0; i < terms->len; i++)
    {
      const LeafTerm *term = terms->pdata[i];
      g_autofree char *path = leaf_term_dup_path (term, terms);

      g_assert_cmpstr (term->remote_id, ==, expected[i].id);
      /* What hangs below itself comes to an end all the same. */
      if (expected[i].path != NULL)
        g_assert_cmpstr (path, ==, expected[i].path);
      else
        g_assert_cmpuint (strlen (path), <, 500);
    }
  leaf_test_server_finish (server);
}

static LeafRemotePost *
send (const char *name, LeafPostSource *source)
{
  LeafTestServer *server = leaf_test_server_new (name, NULL);
  g_autoptr (LeafPublisher) publisher = new_publisher (server, source->blog);
  g_autoptr (GHashTable) media = leaf_test_post_media (source, leaf_test_server_get_address (server));
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafPost) post = leaf_post_compose (source, LEAF_MARKUP_WORDPRESS, 0, media, &error);
  g_autoptr (LeafPublication) publication = leaf_publication_new ();
  g_autoptr (LeafJob) job = leaf_job_new ();
  LeafRemotePost *remote;

  g_assert_no_error (error);
  job->wanted = LEAF_PUBLICATION_PUBLISHED;
  remote = leaf_publisher_send (publisher, post, source, media, publication, job, NULL, &error);
  g_assert_no_error (error);
  leaf_test_server_finish (server);

  return remote;
}

static void
test_chosen (void)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafRemotePost) remote = NULL;

  source->genres = leaf_genre_terms_new ();
  add_term (source->genres, "Mystery", "categories", "12", "Fiction › Fantasy");
  add_term (source->genres, "Mystery", "categories", "7", "Arts & Letters");
  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_COMMENTS, "closed");
  remote = send ("terms-chosen", source);
  g_assert_cmpuint (g_strv_length (remote->warnings), ==, 0);
}

/* Names are compared whole, and two refusals are one sentence. */
static void
test_refused (void)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafRemotePost) remote = NULL;

  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_GENRES_AS, "categories");
  remote = send ("terms-refused", source);
  g_assert_cmpuint (g_strv_length (remote->warnings), ==, 1);
  g_assert_nonnull (strstr (remote->warnings[0], "may not make the categories “Mystery”, “Classics”"));
}

static void
test_gone (void)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafRemotePost) remote = NULL;

  source->genres = leaf_genre_terms_new ();
  add_term (source->genres, "Mystery", "categories", "12", "Fiction › Fantasy");
  add_term (source->genres, "Classics", "categories", "7", "Arts & Letters");
  remote = send ("terms-gone", source);
  g_assert_cmpuint (g_strv_length (remote->warnings), ==, 1);
  g_assert_nonnull (strstr (remote->warnings[0], "“Arts & Letters” is no longer on"));
  g_assert_nonnull (strstr (remote->warnings[0], "the genre “Classics”"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/blog-terms/file", test_file);
  g_test_add ("/blog-terms/store", LeafTestLibrary, NULL, leaf_test_library_set_up, test_store, leaf_test_library_tear_down);
  g_test_add_func ("/blog-terms/list", test_list);
  g_test_add_func ("/blog-terms/chosen", test_chosen);
  g_test_add_func ("/blog-terms/refused", test_refused);
  g_test_add_func ("/blog-terms/gone", test_gone);

  return g_test_run ();
}
