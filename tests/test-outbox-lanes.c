/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-test-outbox.h"
#include "leaf-test-publish.h"

#define N_BLOGS 3

/* Each blog of the library is another one in memory. */
typedef struct {
  LeafTestBlog *remotes[N_BLOGS];
  gint64 blogs[N_BLOGS];
} Blogs;

static LeafPublisher *
connect_by_blog (LeafBlog *blog, LeafLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  Blogs *blogs = data;

  for (unsigned int i = 0; i < N_BLOGS; i++)
    if (blogs->blogs[i] == leaf_blog_get_id (blog))
      return leaf_test_blog_connect (blog, library, blogs->remotes[i], cancellable, error);

  g_assert_not_reached ();
}

static void
set_up_blogs (LeafTestOutbox *fixture, Blogs *blogs)
{
  for (unsigned int i = 0; i < N_BLOGS; i++)
    {
      blogs->remotes[i] = leaf_test_blog_new ();
      blogs->blogs[i] = i == 0 ? fixture->blog : leaf_test_outbox_add_blog (fixture, "Another Blog");
    }
  leaf_outbox_set_connect (fixture->outbox, connect_by_blog, blogs);
}

static void
tear_down_blogs (Blogs *blogs)
{
  for (unsigned int i = 0; i < N_BLOGS; i++)
    leaf_test_blog_free (blogs->remotes[i]);
}

static gint64
order (LeafTestOutbox *fixture, gint64 review, gint64 blog)
{
  return leaf_test_order (fixture->outbox, review, blog, LEAF_JOB_PUBLISH);
}

static LeafJob *
load (LeafTestOutbox *fixture, gint64 id)
{
  return leaf_test_load_job (fixture->library.library, id);
}

static void
served_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  int *n = data;
  g_autoptr (GError) error = NULL;

  *n = leaf_outbox_run_due_finish (LEAF_OUTBOX (source), result, &error);
  g_assert_no_error (error);
}

static void
finished_cb (LeafOutbox *outbox, gint64 job, gpointer data)
{
  GArray *finished = data;

  g_array_append_val (finished, job);
}

/* A blog that is slow keeps no other one waiting. */
static void
test_side_by_side (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GArray) finished = g_array_new (FALSE, FALSE, sizeof (gint64));
  Blogs blogs;
  int n = -1;

  set_up_blogs (fixture, &blogs);
  for (unsigned int i = 0; i < N_BLOGS; i++)
    order (fixture, fixture->review, blogs.blogs[i]);
  g_signal_connect (fixture->outbox, "finished", G_CALLBACK (finished_cb), finished);
  leaf_test_blog_hold (blogs.remotes[0]);
  leaf_outbox_run_due_async (fixture->outbox, NULL, served_cb, &n);
  leaf_test_blog_wait_for_send (blogs.remotes[0]);
  while (finished->len < N_BLOGS - 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (n, ==, -1);
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 1);

  leaf_test_blog_go_on (blogs.remotes[0]);
  while (n < 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (n, ==, N_BLOGS);
  for (unsigned int i = 0; i < N_BLOGS; i++)
    g_assert_cmpuint (leaf_test_blog_count_posts (blogs.remotes[i]), ==, 1);
  leaf_test_release_outbox (&fixture->outbox);
  tear_down_blogs (&blogs);
}

/* One connection for all jobs of a blog, and one picture is there once. */
static void
test_one_connection (LeafTestOutbox *fixture, gconstpointer unused)
{
  gint64 reviews[3];

  for (unsigned int i = 0; i < G_N_ELEMENTS (reviews); i++)
    {
      reviews[i] = i == 0 ? fixture->review : leaf_test_save_review (fixture->library.library);
      order (fixture, reviews[i], fixture->blog);
    }
  g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, NULL), ==, 3);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "connect"), ==, 1);
  g_assert_cmpuint (leaf_test_blog_count_posts (fixture->remote), ==, 3);
  g_assert_cmpuint (leaf_test_blog_count_pictures (fixture->remote), ==, 3);
}

/* The blog wants to be left alone: none of its jobs is tried before, those of another blog are. */
static void
test_retry_after (LeafTestOutbox *fixture, gconstpointer unused)
{
  gint64 second_review = leaf_test_save_review (fixture->library.library);
  gint64 now = leaf_outbox_get_now ();
  g_autoptr (LeafJob) first = NULL;
  g_autoptr (LeafJob) second = NULL;
  Blogs blogs;

  set_up_blogs (fixture, &blogs);
  g_assert_cmpint (order (fixture, fixture->review, blogs.blogs[0]), ==, 1);
  g_assert_cmpint (order (fixture, second_review, blogs.blogs[0]), ==, 2);
  order (fixture, fixture->review, blogs.blogs[1]);
  leaf_test_blog_fail (blogs.remotes[0], "send", 1, LEAF_PUBLISH_ERROR_TEMPORARY, 7200, FALSE);
  g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, NULL), ==, 1);
  g_assert_cmpuint (leaf_test_blog_count_calls (blogs.remotes[0], "send"), ==, 1);
  first = load (fixture, 1);
  second = load (fixture, 2);
  g_assert_cmpint (first->next_try, >=, now + 7200);
  g_assert_cmpint (second->next_try, >=, now + 7200);
  g_assert_cmpint (second->attempts, ==, 0);
  g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, NULL), ==, 0);

  leaf_test_outbox_make_due (fixture, 1);
  leaf_test_outbox_make_due (fixture, 2);
  g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, NULL), ==, 2);
  leaf_test_release_outbox (&fixture->outbox);
  tear_down_blogs (&blogs);
}

/* One post that a blog refuses does not keep its other ones. */
static void
test_refused (LeafTestOutbox *fixture, gconstpointer unused)
{
  gint64 second_review = leaf_test_save_review (fixture->library.library);
  g_autoptr (LeafJob) first = NULL;

  g_assert_cmpint (order (fixture, fixture->review, fixture->blog), ==, 1);
  order (fixture, second_review, fixture->blog);
  leaf_test_blog_fail (fixture->remote, "send", 1, LEAF_PUBLISH_ERROR_REFUSED, 0, FALSE);
  g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, NULL), ==, 1);
  first = load (fixture, 1);
  g_assert_cmpint (first->state, ==, LEAF_JOB_FAILED);
}

/* She may not do this any more: what the account may is looked at again, and known from then on. */
static void
test_forbidden (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafBlog) blog = NULL;

  leaf_test_blog_fail (fixture->remote, "send", 1, LEAF_PUBLISH_ERROR_FORBIDDEN, 0, FALSE);
  order (fixture, fixture->review, fixture->blog);
  g_assert_null (leaf_outbox_run_job (fixture->outbox, 1, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FORBIDDEN);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "check"), ==, 1);
  blog = leaf_test_load_blog (fixture->library.library, fixture->blog);
  g_assert_cmpstr (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_ROLE), ==, "contributor");
}

/* The log-in is no good, and the check knows more of it than the refusal did; the others are not tried with it. */
static void
test_login (LeafTestOutbox *fixture, gconstpointer unused)
{
  gint64 second_review = leaf_test_save_review (fixture->library.library);
  g_autoptr (LeafJob) first = NULL;
  g_autoptr (LeafJob) second = NULL;

  leaf_test_blog_fail (fixture->remote, "send", 1, LEAF_PUBLISH_ERROR_FORBIDDEN, 0, FALSE);
  leaf_test_blog_fail (fixture->remote, "check", 1, LEAF_PUBLISH_ERROR_LOGIN, 0, FALSE);
  g_assert_cmpint (order (fixture, fixture->review, fixture->blog), ==, 1);
  g_assert_cmpint (order (fixture, second_review, fixture->blog), ==, 2);
  g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, NULL), ==, 0);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "send"), ==, 1);
  first = load (fixture, 1);
  second = load (fixture, 2);
  g_assert_cmpint (first->state, ==, LEAF_JOB_FAILED);
  g_assert_cmpstr (first->last_error, ==, "It was to fail with 4.");
  g_assert_cmpint (LEAF_PUBLISH_ERROR_LOGIN, ==, 4);
  g_assert_cmpint (second->state, ==, LEAF_JOB_WAITING);
  g_assert_cmpint (second->next_try, >, leaf_outbox_get_now ());
}

/* No network: nothing is counted, and as soon as there is one everything is done at once. */
static LeafPublisher *
connect_offline (LeafBlog *blog, LeafLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  GError *offline = g_error_new (LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY, "There is no network.");

  leaf_publish_error_set_offline (offline);
  g_propagate_error (error, offline);
  return NULL;
}

static void
test_offline (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GArray) finished = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (LeafJob) job = NULL;

  order (fixture, fixture->review, fixture->blog);
  g_signal_connect (fixture->outbox, "finished", G_CALLBACK (finished_cb), finished);
  leaf_outbox_set_connect (fixture->outbox, connect_offline, NULL);
  leaf_outbox_start (fixture->outbox);
  while (finished->len < 1)
    g_main_context_iteration (NULL, TRUE);
  job = load (fixture, 1);
  g_assert_cmpint (job->state, ==, LEAF_JOB_WAITING);
  g_assert_cmpint (job->attempts, ==, 0);
  g_assert_cmpint (job->next_try, ==, 0);
  g_assert_nonnull (job->last_error);

  /* While what is running finds none, it comes back: looked at again at once. */
  leaf_outbox_set_connect (fixture->outbox, leaf_test_blog_connect, fixture->remote);
  leaf_outbox_network_changed (fixture->outbox, FALSE);
  leaf_outbox_network_changed (fixture->outbox, TRUE);
  while (leaf_test_count_open_jobs (fixture->library.library) > 0)
    g_main_context_iteration (NULL, FALSE);
  leaf_test_outbox_assert_once (fixture);
  leaf_test_release_outbox (&fixture->outbox);
}

/* Stopped in the middle: what is left is left. */
static void
test_cancelled (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  order (fixture, fixture->review, fixture->blog);
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, cancellable, &error), ==, 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 1);
  g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, NULL), ==, 1);
}

/* Several orders of hers at once: an answer for each, in their order; what concerns one blog concerns no other. */
static void
test_run_jobs (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GArray) jobs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) results = NULL;
  gint64 second_review = leaf_test_save_review (fixture->library.library);
  gint64 unknown = 4711;
  Blogs blogs;

  set_up_blogs (fixture, &blogs);
  for (unsigned int i = 0; i < N_BLOGS; i++)
    {
      gint64 first = order (fixture, fixture->review, blogs.blogs[i]);
      gint64 second = order (fixture, second_review, blogs.blogs[i]);

      g_array_append_val (jobs, first);
      g_array_append_val (jobs, second);
    }
  g_array_append_val (jobs, unknown);
  leaf_test_blog_fail (blogs.remotes[1], "send", 1, LEAF_PUBLISH_ERROR_TEMPORARY, 0, FALSE);
  leaf_test_blog_fail (blogs.remotes[2], "send", 1, LEAF_PUBLISH_ERROR_REFUSED, 0, FALSE);
  results = leaf_outbox_run_jobs (fixture->outbox, jobs, NULL);
  g_assert_cmpuint (results->len, ==, jobs->len);
  for (unsigned int i = 0; i < results->len; i++)
    {
      static const gboolean good[] = { TRUE, TRUE, FALSE, FALSE, FALSE, TRUE, FALSE };
      const LeafOutboxResult *result = g_ptr_array_index (results, i);

      g_assert_cmpint (result->job, ==, g_array_index (jobs, gint64, i));
      g_assert_cmpint (result->outcome != NULL, ==, good[i]);
      g_assert_cmpint (result->error == NULL, ==, good[i]);
    }
  /* The second one to the blog that was away was not tried, and stays. */
  g_assert_cmpuint (leaf_test_blog_count_calls (blogs.remotes[1], "send"), ==, 1);
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 3);
  leaf_test_release_outbox (&fixture->outbox);
  tear_down_blogs (&blogs);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  leaf_test_add_outbox ("/outbox-lanes/side-by-side", NULL, test_side_by_side);
  leaf_test_add_outbox ("/outbox-lanes/one-connection", NULL, test_one_connection);
  leaf_test_add_outbox ("/outbox-lanes/retry-after", NULL, test_retry_after);
  leaf_test_add_outbox ("/outbox-lanes/refused", NULL, test_refused);
  leaf_test_add_outbox ("/outbox-lanes/forbidden", NULL, test_forbidden);
  leaf_test_add_outbox ("/outbox-lanes/login", NULL, test_login);
  leaf_test_add_outbox ("/outbox-lanes/offline", NULL, test_offline);
  leaf_test_add_outbox ("/outbox-lanes/run-jobs", NULL, test_run_jobs);
  leaf_test_add_outbox ("/outbox-lanes/cancelled", NULL, test_cancelled);

  return g_test_run ();
}
