/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-blogs.h"
#include "leaf-books.h"
#include "leaf-db-private.h"
#include "leaf-publications.h"

#include "leaf-test-db.h"

/* A review with text, and a blog. */
typedef struct {
  LeafBook *book;
  gint64 review;
  gint64 blog;
  LeafPublication *publication;
} Pair;

static void
pair_init (Pair *pair,
           LeafTestDb *fixture)
{
  g_autoptr (LeafReview) review = NULL;
  g_autoptr (GError) error = NULL;

  pair->book = leaf_test_db_add_book (fixture, "One", "Ada Baker");
  review = leaf_test_db_add_review (fixture, pair->book, "Fine.", 6);
  pair->review = leaf_review_get_id (review);
  pair->blog = leaf_test_db_add_blog (fixture, "Pages");
  pair->publication = leaf_publications_ensure (fixture->db, pair->review, pair->blog, &error);
  g_assert_no_error (error);
}

static void
pair_clear (Pair *pair)
{
  g_clear_object (&pair->book);
  g_clear_pointer (&pair->publication, leaf_publication_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

static void
assert_state (LeafTestDb *fixture,
              LeafBook *book,
              LeafPlace expected)
{
  gint64 id = leaf_book_get_id (book);
  LeafBookQuery query = { .place = expected };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) summaries = leaf_books_summaries (fixture->db, &id, 1, &error);
  g_autoptr (GArray) ids = leaf_books_query (fixture->db, &query, &error);

  g_assert_no_error (error);
  g_assert_cmpint (((LeafBookSummary *) g_ptr_array_index (summaries, 0))->state, ==, expected);
  g_assert_cmpuint (ids->len, ==, 1);
}

static void
save_job (LeafTestDb *fixture,
          LeafJob *job)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (leaf_jobs_save (fixture->db, job, &error));
  g_assert_no_error (error);
}

static void
save_publication (LeafTestDb *fixture,
                  const LeafPublication *publication)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (leaf_publications_save (fixture->db, publication, &error));
  g_assert_no_error (error);
}

static LeafJob *
new_job (const Pair *pair)
{
  LeafJob *job = leaf_job_new ();

  job->publication = pair->publication->id;
  job->wanted = LEAF_PUBLICATION_PUBLISHED;

  return job;
}

static void
test_blogs_version (LeafTestDb *fixture,
                    gconstpointer unused)
{
  const char *const differences[] = { "The blog changed the title.", "The blog dropped a genre.", NULL };
  g_auto (Pair) pair = { 0 };
  g_autoptr (LeafPublication) loaded = NULL;
  g_autoptr (LeafPublication) cleared = NULL;
  g_autoptr (GError) error = NULL;

  pair_init (&pair, fixture);
  g_assert_null (pair.publication->base);
  g_assert_null (pair.publication->differences);

  pair.publication->base = g_strdup ("<p>As it was stored.</p>");
  pair.publication->base_title = g_strdup ("A title");
  pair.publication->differences = g_strdupv ((char **) differences);
  save_publication (fixture, pair.publication);

  loaded = leaf_publications_load (fixture->db, pair.publication->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (loaded->base, ==, "<p>As it was stored.</p>");
  g_assert_cmpstr (loaded->base_title, ==, "A title");
  g_assert_cmpstrv (loaded->differences, differences);

  g_clear_pointer (&loaded->differences, g_strfreev);
  save_publication (fixture, loaded);
  cleared = leaf_publications_load (fixture->db, pair.publication->id, &error);
  g_assert_null (cleared->differences);
}

static void
test_ensure (LeafTestDb *fixture,
             gconstpointer unused)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (LeafPublication) again = NULL;
  g_autoptr (GError) error = NULL;

  pair_init (&pair, fixture);
  g_assert_cmpint (pair.publication->id, >, 0);
  g_assert_cmpint (pair.publication->state, ==, LEAF_PUBLICATION_NONE);
  g_assert_true (g_uuid_string_is_valid (pair.publication->uuid));
  g_assert_null (pair.publication->remote_id);

  again = leaf_publications_ensure (fixture->db, pair.review, pair.blog, &error);
  g_assert_cmpint (again->id, ==, pair.publication->id);
  g_assert_cmpstr (again->uuid, ==, pair.publication->uuid);

  g_assert_null (leaf_publications_ensure (fixture->db, 4711, pair.blog, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_FAILED);
}

static void
test_save_and_load (LeafTestDb *fixture,
                    gconstpointer unused)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (LeafPublication) loaded = NULL;
  g_autoptr (GPtrArray) of_review = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) of_other = NULL;
  g_autoptr (GError) error = NULL;

  pair_init (&pair, fixture);
  pair.publication->state = LEAF_PUBLICATION_PUBLISHED;
  pair.publication->remote_id = g_strdup ("17");
  pair.publication->remote_address = g_strdup ("https://blog.example/one");
  pair.publication->remote_modified = g_strdup ("2026-01-02T03:04:05");
  pair.publication->content_hash = g_strdup ("aa");
  pair.publication->remote_hash = g_strdup ("bb");
  pair.publication->published = 1234;
  save_publication (fixture, pair.publication);

  loaded = leaf_publications_load (fixture->db, pair.publication->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (loaded->uuid, ==, pair.publication->uuid);
  g_assert_cmpint (loaded->review, ==, pair.review);
  g_assert_cmpint (loaded->blog, ==, pair.blog);
  g_assert_cmpint (loaded->state, ==, LEAF_PUBLICATION_PUBLISHED);
  g_assert_cmpstr (loaded->remote_id, ==, "17");
  g_assert_cmpstr (loaded->remote_address, ==, "https://blog.example/one");
  g_assert_cmpstr (loaded->remote_modified, ==, "2026-01-02T03:04:05");
  g_assert_cmpstr (loaded->content_hash, ==, "aa");
  g_assert_cmpstr (loaded->remote_hash, ==, "bb");
  g_assert_cmpint (loaded->published, ==, 1234);

  of_review = leaf_publications_list (fixture->db, pair.review, &error);
  all = leaf_publications_list (fixture->db, 0, &error);
  of_other = leaf_publications_list (fixture->db, 4711, &error);
  g_assert_cmpuint (of_review->len, ==, 1);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpuint (of_other->len, ==, 0);

  g_assert_null (leaf_publications_load (fixture->db, 4711, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  loaded->id = 4711;
  g_assert_false (leaf_publications_save (fixture->db, loaded, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND);
}

/* Where the book stands in the sidebar follows from the blog and the outbox. */
static void
test_places (LeafTestDb *fixture,
             gconstpointer unused)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (LeafJob) job = NULL;
  g_autoptr (GError) error = NULL;

  pair_init (&pair, fixture);
  assert_state (fixture, pair.book, LEAF_PLACE_DRAFTS);

  pair.publication->state = LEAF_PUBLICATION_DRAFT;
  save_publication (fixture, pair.publication);
  assert_state (fixture, pair.book, LEAF_PLACE_DRAFTS);

  pair.publication->state = LEAF_PUBLICATION_SCHEDULED;
  save_publication (fixture, pair.publication);
  assert_state (fixture, pair.book, LEAF_PLACE_SCHEDULED);

  pair.publication->state = LEAF_PUBLICATION_PUBLISHED;
  save_publication (fixture, pair.publication);
  assert_state (fixture, pair.book, LEAF_PLACE_PUBLISHED);

  job = new_job (&pair);
  job->state = LEAF_JOB_FAILED;
  save_job (fixture, job);
  assert_state (fixture, pair.book, LEAF_PLACE_ATTENTION);

  g_assert_true (leaf_blogs_remove (fixture->db, pair.blog, &error));
  assert_state (fixture, pair.book, LEAF_PLACE_PUBLISHED);
  g_assert_true (leaf_blogs_restore (fixture->db, pair.blog, &error));
  assert_state (fixture, pair.book, LEAF_PLACE_ATTENTION);

  g_assert_true (leaf_jobs_remove (fixture->db, job->id, &error));
  assert_state (fixture, pair.book, LEAF_PLACE_PUBLISHED);

  pair.publication->state = LEAF_PUBLICATION_REMOVED;
  save_publication (fixture, pair.publication);
  assert_state (fixture, pair.book, LEAF_PLACE_DRAFTS);
}

static void
test_jobs (LeafTestDb *fixture,
           gconstpointer unused)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (LeafJob) job = NULL;
  g_autoptr (LeafJob) twice = NULL;
  g_autoptr (LeafJob) loaded = NULL;
  g_autoptr (LeafJob) open = NULL;
  g_autoptr (GError) error = NULL;

  pair_init (&pair, fixture);
  g_assert_null (leaf_jobs_open_for (fixture->db, pair.publication->id, &error));
  g_assert_no_error (error);

  job = new_job (&pair);
  job->at = 5000;
  job->content_hash = g_strdup ("cc");
  job->attempts = 3;
  job->next_try = 6000;
  job->last_error = g_strdup ("The blog did not answer.");
  job->problem = LEAF_JOB_PROBLEM_CHANGED;
  save_job (fixture, job);
  g_assert_cmpint (job->created, >, 0);

  loaded = leaf_jobs_load (fixture->db, job->id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (loaded->publication, ==, pair.publication->id);
  g_assert_cmpint (loaded->action, ==, LEAF_JOB_PUBLISH);
  g_assert_cmpint (loaded->state, ==, LEAF_JOB_WAITING);
  g_assert_cmpint (loaded->wanted, ==, LEAF_PUBLICATION_PUBLISHED);
  g_assert_cmpint (loaded->at, ==, 5000);
  g_assert_cmpstr (loaded->content_hash, ==, "cc");
  g_assert_cmpint (loaded->attempts, ==, 3);
  g_assert_cmpint (loaded->next_try, ==, 6000);
  g_assert_cmpstr (loaded->last_error, ==, "The blog did not answer.");
  g_assert_cmpint (loaded->problem, ==, LEAF_JOB_PROBLEM_CHANGED);
  g_assert_cmpint (loaded->created, ==, job->created);

  /* Pressing Publish twice cannot make two jobs, whatever the window does. */
  twice = new_job (&pair);
  g_assert_false (leaf_jobs_save (fixture->db, twice, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_FAILED);
  g_clear_error (&error);
  open = leaf_jobs_open_for (fixture->db, pair.publication->id, &error);
  g_assert_cmpint (open->id, ==, job->id);

  job->state = LEAF_JOB_DONE;
  save_job (fixture, job);
  g_assert_null (leaf_jobs_open_for (fixture->db, pair.publication->id, &error));
  save_job (fixture, twice);

  g_assert_null (leaf_jobs_load (fixture->db, 4711, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND);
}

static void
assert_due (LeafTestDb *fixture,
            gint64 now,
            unsigned int expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) blogs = leaf_jobs_list_busy_blogs (fixture->db, now, &error);
  unsigned int n = 0;

  g_assert_no_error (error);
  for (unsigned int i = 0; i < blogs->len; i++)
    {
      g_autoptr (GArray) ids = leaf_jobs_due_on (fixture->db, g_array_index (blogs, gint64, i), now, &error);

      g_assert_no_error (error);
      n += ids->len;
    }
  g_assert_cmpuint (n, ==, expected);
}

static void
assert_listed (LeafTestDb *fixture,
               gboolean open_only,
               unsigned int expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) jobs = leaf_jobs_list (fixture->db, open_only, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (jobs->len, ==, expected);
}

static void
test_due (LeafTestDb *fixture,
          gconstpointer unused)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (LeafJob) job = NULL;
  g_autoptr (GError) error = NULL;

  pair_init (&pair, fixture);
  job = new_job (&pair);
  job->next_try = 1000;
  save_job (fixture, job);
  assert_due (fixture, 999, 0);
  assert_due (fixture, 1000, 1);

  /* Left in the middle: by an answer that was not clear, or by a crash. */
  job->state = LEAF_JOB_SENDING;
  save_job (fixture, job);
  assert_due (fixture, 999, 0);
  assert_due (fixture, 1000, 1);

  job->state = LEAF_JOB_FAILED;
  save_job (fixture, job);
  assert_due (fixture, 2000, 0);
  assert_listed (fixture, TRUE, 1);

  job->state = LEAF_JOB_WAITING;
  save_job (fixture, job);
  g_assert_true (leaf_blogs_remove (fixture->db, pair.blog, &error));
  assert_due (fixture, 2000, 0);
  assert_listed (fixture, FALSE, 0);
  g_assert_true (leaf_blogs_restore (fixture->db, pair.blog, &error));
  assert_due (fixture, 2000, 1);

  job->state = LEAF_JOB_DONE;
  save_job (fixture, job);
  assert_due (fixture, 2000, 0);
  assert_listed (fixture, TRUE, 0);
  assert_listed (fixture, FALSE, 1);
}

static void
assert_ids (GArray *ids,
            gint64 first)
{
  g_assert_nonnull (ids);
  g_assert_cmpuint (ids->len, ==, first != 0 ? 1 : 0);
  if (first != 0)
    g_assert_cmpint (g_array_index (ids, gint64, 0), ==, first);
  g_array_unref (ids);
}

/* Blogs are served side by side, and left alone one by one. */
static void
test_due_by_blog (LeafTestDb *fixture,
                  gconstpointer unused)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (LeafJob) job = NULL;
  g_autoptr (GError) error = NULL;

  pair_init (&pair, fixture);
  assert_ids (leaf_jobs_list_busy_blogs (fixture->db, 2000, &error), 0);
  job = new_job (&pair);
  save_job (fixture, job);
  assert_ids (leaf_jobs_due_on (fixture->db, pair.blog, 2000, &error), job->id);
  assert_ids (leaf_jobs_due_on (fixture->db, pair.blog + 1, 2000, &error), 0);
  assert_ids (leaf_jobs_list_busy_blogs (fixture->db, 2000, &error), pair.blog);

  g_assert_true (leaf_jobs_postpone (fixture->db, pair.blog + 1, 3000, &error));
  assert_due (fixture, 2000, 1);
  g_assert_true (leaf_jobs_postpone (fixture->db, pair.blog, 3000, &error));
  assert_due (fixture, 2999, 0);
  assert_due (fixture, 3000, 1);
  g_assert_true (leaf_jobs_postpone (fixture->db, pair.blog, 2000, &error));
  assert_due (fixture, 2999, 0);
}

/* Scheduled, and the time is past: to be looked at, and not again at once. */
static void
test_overdue (LeafTestDb *fixture,
              gconstpointer unused)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 now = leaf_db_now ();

  pair_init (&pair, fixture);
  pair.publication->state = LEAF_PUBLICATION_SCHEDULED;
  pair.publication->published = now + 100;
  save_publication (fixture, pair.publication);
  assert_ids (leaf_publications_list_overdue (fixture->db, pair.blog, now + 99, &error), 0);
  assert_ids (leaf_publications_list_overdue (fixture->db, pair.blog, now + 100, &error), pair.publication->id);
  assert_ids (leaf_jobs_list_busy_blogs (fixture->db, now + 100, &error), pair.blog);

  /* Looked at after its time. */
  pair.publication->published = now - 100;
  save_publication (fixture, pair.publication);
  assert_ids (leaf_publications_list_overdue (fixture->db, pair.blog, now + 60, &error), 0);
  assert_ids (leaf_publications_list_overdue (fixture->db, pair.blog, now + 1000, &error), pair.publication->id);
  pair.publication->state = LEAF_PUBLICATION_PUBLISHED;
  save_publication (fixture, pair.publication);
  assert_ids (leaf_publications_list_overdue (fixture->db, pair.blog, now + 1000, &error), 0);
}

/* The list of a blog's terms as a whole: replaced, in its order, a repeat counted once. */
static void
test_term_lists (LeafTestDb *fixture,
                 gconstpointer unused)
{
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_term_free);
  g_autoptr (GPtrArray) loaded = NULL;
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (GPtrArray) empty = NULL;
  g_autoptr (GError) error = NULL;
  gint64 blog = leaf_test_db_add_blog (fixture, "Pages");
  const LeafTerm *term;

  g_ptr_array_add (terms, leaf_term_new ("tags", "7", "Zebras", NULL));
  g_ptr_array_add (terms, leaf_term_new ("tags", "8", "Apples", NULL));
  g_ptr_array_add (terms, leaf_term_new ("categories", "7", "Books", NULL));
  g_ptr_array_add (terms, leaf_term_new ("categories", "9", "Mystery", "7"));
  g_ptr_array_add (terms, leaf_term_new ("tags", "8", "Apples", NULL));
  for (int i = 0; i < 2; i++)
    g_assert_true (leaf_blog_terms_replace (fixture->db, blog, terms, &error));
  g_assert_no_error (error);
  loaded = leaf_blog_terms_list (fixture->db, blog, &error);
  g_assert_cmpuint (loaded->len, ==, 4);
  term = g_ptr_array_index (loaded, 1);
  g_assert_cmpstr (term->name, ==, "Mystery");
  g_assert_cmpstr (term->parent, ==, "7");
  term = g_ptr_array_index (loaded, 2);
  g_assert_cmpstr (term->name, ==, "Zebras");
  g_assert_null (term->parent);

  g_assert_true (leaf_blog_terms_replace (fixture->db, blog, nothing, &error));
  empty = leaf_blog_terms_list (fixture->db, blog, &error);
  g_assert_cmpuint (empty->len, ==, 0);
}

static void
assert_uncertain (LeafTestDb *fixture,
                  const Pair *pair,
                  gboolean expected)
{
  g_autoptr (GError) error = NULL;
  gboolean uncertain;

  g_assert_true (leaf_publications_is_uncertain (fixture->db, pair->publication->id, &uncertain, &error));
  g_assert_no_error (error);
  g_assert_cmpint (uncertain, ==, expected);
}

/* A post may be there that nobody has told us of: also after its job was dropped. */
static void
test_uncertain (LeafTestDb *fixture,
                gconstpointer unused)
{
  g_auto (Pair) pair = { 0 };
  g_autoptr (LeafJob) job = NULL;
  g_autoptr (LeafJob) next = NULL;
  g_autoptr (GError) error = NULL;

  pair_init (&pair, fixture);
  assert_uncertain (fixture, &pair, FALSE);
  job = new_job (&pair);
  save_job (fixture, job);
  assert_uncertain (fixture, &pair, FALSE);

  job->state = LEAF_JOB_SENDING;
  save_job (fixture, job);
  assert_uncertain (fixture, &pair, TRUE);
  g_assert_true (leaf_jobs_remove (fixture->db, job->id, &error));
  assert_listed (fixture, FALSE, 0);
  assert_uncertain (fixture, &pair, TRUE);

  next = new_job (&pair);
  save_job (fixture, next);
  assert_uncertain (fixture, &pair, TRUE);
  pair.publication->remote_id = g_strdup ("17");
  save_publication (fixture, pair.publication);
  assert_uncertain (fixture, &pair, FALSE);

  g_assert_false (leaf_jobs_remove (fixture->db, job->id, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND);
}

static void
test_blogs (LeafTestDb *fixture,
            gconstpointer unused)
{
  gint64 id = leaf_test_db_add_blog (fixture, "Pages");
  g_autoptr (LeafBlog) blog = NULL;
  g_autoptr (LeafBlog) again = NULL;
  g_autoptr (GPtrArray) blogs = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;

  blog = leaf_blogs_load (fixture->db, id, &error);
  g_assert_no_error (error);
  leaf_blog_set_user (blog, "ada");
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_LANGUAGE, "de");
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_AFFILIATE_PREFIX "amazon", "ada-20");
  g_assert_true (leaf_blogs_save (fixture->db, blog, &error));
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_LANGUAGE, NULL);
  g_assert_true (leaf_blogs_save (fixture->db, blog, &error));

  again = leaf_blogs_load (fixture->db, id, &error);
  g_assert_cmpstr (leaf_blog_get_uuid (again), ==, leaf_blog_get_uuid (blog));
  g_assert_cmpstr (leaf_blog_get_system (again), ==, LEAF_BLOG_SYSTEM_WORDPRESS);
  g_assert_cmpstr (leaf_blog_get_name (again), ==, "Pages");
  g_assert_cmpstr (leaf_blog_get_address (again), ==, "https://blog.example/");
  g_assert_cmpstr (leaf_blog_get_user (again), ==, "ada");
  g_assert_cmpstr (leaf_blog_get_setting (again, LEAF_BLOG_SETTING_AFFILIATE_PREFIX "amazon"), ==, "ada-20");
  g_assert_cmpstr (leaf_blog_get_setting (again, LEAF_BLOG_SETTING_LANGUAGE), ==, "en");

  blogs = leaf_blogs_list (fixture->db, &error);
  g_assert_cmpuint (blogs->len, ==, 1);
  g_assert_true (leaf_blogs_remove (fixture->db, id, &error));
  none = leaf_blogs_list (fixture->db, &error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_null (leaf_blogs_load (fixture->db, id, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (leaf_blogs_save (fixture->db, blog, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND);
}

static void
test_terms (LeafTestDb *fixture,
            gconstpointer unused)
{
  gint64 blog = leaf_test_db_add_blog (fixture, "Pages");
  g_autoptr (GError) error = NULL;
  g_autofree char *none = NULL;
  g_autofree char *found = NULL;
  g_autofree char *other = NULL;
  g_autofree char *gone = NULL;

  g_assert_true (leaf_blog_term_find (fixture->db, blog, "tags", "Fantasy", &none, &error));
  g_assert_null (none);
  g_assert_true (leaf_blog_term_save (fixture->db, blog, "tags", "Fantasy", "3", &error));
  g_assert_true (leaf_blog_term_save (fixture->db, blog, "tags", "Fantasy", "4", &error));
  g_assert_true (leaf_blog_term_find (fixture->db, blog, "tags", "Fantasy", &found, &error));
  g_assert_cmpstr (found, ==, "4");
  g_assert_true (leaf_blog_term_find (fixture->db, blog, "categories", "Fantasy", &other, &error));
  g_assert_null (other);
  g_assert_true (leaf_blog_term_forget (fixture->db, blog, "tags", "Fantasy", &error));
  g_assert_true (leaf_blog_term_find (fixture->db, blog, "tags", "Fantasy", &gone, &error));
  g_assert_null (gone);
  g_assert_no_error (error);
}

static void
test_media (LeafTestDb *fixture,
            gconstpointer unused)
{
  g_autofree char *map = g_strnfill (64, 'a');
  g_autofree char *begun = g_strnfill (64, 'b');
  gint64 blog = leaf_test_db_add_blog (fixture, "Pages");
  gint64 other = leaf_test_db_add_blog (fixture, "Leaves");
  LeafBlogMedia media = { .address = (char *) "https://a.example/map.jpg", .remote_id = (char *) "7" };
  g_autoptr (GHashTable) found = NULL;
  g_autoptr (GHashTable) none = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (leaf_blog_media_save (fixture->db, blog, map, &media, &error));
  g_assert_true (leaf_blog_media_begin (fixture->db, blog, begun, &error));
  found = leaf_blog_media_list (fixture->db, blog, &error);
  none = leaf_blog_media_list (fixture->db, other, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (found), ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (found, "https://a.example/map.jpg"), ==, map);
  g_assert_cmpuint (g_hash_table_size (none), ==, 0);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  leaf_test_add_db ("/publications/ensure", test_ensure);
  leaf_test_add_db ("/publications/blogs-version", test_blogs_version);
  leaf_test_add_db ("/publications/save-and-load", test_save_and_load);
  leaf_test_add_db ("/publications/places", test_places);
  leaf_test_add_db ("/publications/jobs", test_jobs);
  leaf_test_add_db ("/publications/due", test_due);
  leaf_test_add_db ("/publications/due-by-blog", test_due_by_blog);
  leaf_test_add_db ("/publications/overdue", test_overdue);
  leaf_test_add_db ("/publications/term-lists", test_term_lists);
  leaf_test_add_db ("/publications/uncertain", test_uncertain);
  leaf_test_add_db ("/publications/blogs", test_blogs);
  leaf_test_add_db ("/publications/terms", test_terms);
  leaf_test_add_db ("/publications/media", test_media);

  return g_test_run ();
}
