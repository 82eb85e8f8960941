/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-publications.h"
#include "leaf-test-outbox.h"
#include "leaf-test-publish.h"

/* How a job that was cancelled has ended. */
typedef struct {
  gboolean done;
  gboolean cancelled;
  LeafOutcome *outcome;
} End;

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  End *end = data;
  g_autoptr (GError) error = NULL;

  end->outcome = leaf_outbox_run_job_finish (LEAF_OUTBOX (source), result, &error);
  end->cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  end->done = TRUE;
}

static void
wait_for (End *end)
{
  while (!end->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
finished_cb (LeafOutbox *outbox, gint64 job, gpointer data)
{
  gint64 *finished = data;

  *finished = job;
}

static gint64
order (LeafTestOutbox *fixture)
{
  return leaf_test_order (fixture->outbox, fixture->review, fixture->blog, LEAF_JOB_PUBLISH);
}

static unsigned int
count_jobs (LeafTestOutbox *fixture)
{
  return leaf_test_count_open_jobs (fixture->library.library);
}

/* It only waits: it is gone, and told so. */
static void
test_waiting (LeafTestOutbox *fixture, gconstpointer unused)
{
  gint64 id = order (fixture);
  gint64 finished = 0;
  g_autoptr (GError) error = NULL;

  g_signal_connect (fixture->outbox, "finished", G_CALLBACK (finished_cb), &finished);
  leaf_outbox_cancel_job (fixture->outbox, id);
  while (finished == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (finished, ==, id);
  g_assert_cmpuint (count_jobs (fixture), ==, 0);

  id = order (fixture);
  g_assert_true (leaf_outbox_cancel_job_sync (fixture->outbox, id, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_jobs (fixture), ==, 0);
  g_assert_false (leaf_outbox_cancel_job_sync (fixture->outbox, id, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, NULL), ==, 0);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "connect"), ==, 0);
}

/* She cancels while the blog is being reached: nothing was sent. */
static LeafPublisher *
cancel_and_connect (LeafBlog *blog, LeafLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  LeafTestOutbox *fixture = data;

  leaf_outbox_cancel_job (fixture->outbox, 1);
  return leaf_test_blog_connect (blog, library, fixture->remote, cancellable, error);
}

static void
test_before_sending (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  leaf_outbox_set_connect (fixture->outbox, cancel_and_connect, fixture);
  g_assert_cmpint (order (fixture), ==, 1);
  g_assert_null (leaf_outbox_run_job (fixture->outbox, 1, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_jobs (fixture), ==, 0);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "send"), ==, 0);
  g_assert_cmpuint (leaf_test_blog_count_posts (fixture->remote), ==, 0);
}

/* It waits for its blog, which another one has. */
static void
test_in_line (LeafTestOutbox *fixture, gconstpointer unused)
{
  int lock = leaf_outbox_lock (fixture->library.library, fixture->blog, NULL, NULL);
  gint64 id = order (fixture);
  End end = { FALSE };

  leaf_outbox_run_job_async (fixture->outbox, id, NULL, ended_cb, &end);
  while (!end.done)
    {
      leaf_outbox_cancel_job (fixture->outbox, id);
      g_main_context_iteration (NULL, FALSE);
      g_thread_yield ();
    }
  leaf_outbox_unlock (lock);
  /* Either the thread was stopped, or the job was gone before it began. */
  g_assert_null (end.outcome);
  g_assert_cmpuint (count_jobs (fixture), ==, 0);
}

static void
cancel_while_sending (LeafTestOutbox *fixture, LeafJob **job)
{
  gint64 id = order (fixture);
  End end = { FALSE };

  leaf_test_blog_hold (fixture->remote);
  leaf_outbox_run_job_async (fixture->outbox, id, NULL, ended_cb, &end);
  leaf_test_blog_wait_for_send (fixture->remote);
  leaf_outbox_cancel_job (fixture->outbox, id);
  wait_for (&end);
  g_assert_true (end.cancelled);
  *job = leaf_test_load_job (fixture->library.library, id);
}

/* The request was under way, and it arrived: found, and nothing is sent again. */
static void
test_arrived (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafJob) job = NULL;
  g_autoptr (LeafPublication) publication = NULL;

  cancel_while_sending (fixture, &job);
  g_assert_cmpint (job->state, ==, LEAF_JOB_SENDING);
  g_assert_cmpint (job->wanted, ==, LEAF_PUBLICATION_NONE);
  g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, NULL), ==, 1);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "send"), ==, 1);
  publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog);
  g_assert_cmpint (publication->state, ==, LEAF_PUBLICATION_PUBLISHED);
  g_assert_nonnull (publication->content_hash);
  leaf_test_outbox_assert_once (fixture);
}

/* It did not arrive: looked for, and then it is gone; it is never sent again unless she wants it. */
static void
test_not_arrived (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafJob) job = NULL;
  g_autoptr (LeafOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  leaf_outbox_set_patience (fixture->outbox, 0);
  cancel_while_sending (fixture, &job);
  leaf_test_blog_set_state (fixture->remote, LEAF_PUBLICATION_NONE);
  g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, NULL), ==, 0);
  g_assert_cmpuint (count_jobs (fixture), ==, 0);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "find"), ==, 1);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "send"), ==, 1);

  outcome = leaf_outbox_publish (fixture->outbox, fixture->review, fixture->blog, LEAF_PUBLICATION_PUBLISHED, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (outcome->created);
  leaf_test_outbox_assert_once (fixture);
}

/* Ordered again before it was looked up: then it is wanted after all, and the post is there once. */
static void
test_ordered_again (LeafTestOutbox *fixture, gconstpointer arrived)
{
  g_autoptr (LeafJob) job = NULL;
  g_autoptr (LeafOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  leaf_outbox_set_patience (fixture->outbox, 0);
  cancel_while_sending (fixture, &job);
  if (arrived == NULL)
    leaf_test_blog_set_state (fixture->remote, LEAF_PUBLICATION_NONE);
  outcome = leaf_outbox_publish (fixture->outbox, fixture->review, fixture->blog, LEAF_PUBLICATION_PUBLISHED, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "send"), ==, arrived != NULL ? 1 : 2);
  leaf_test_outbox_assert_once (fixture);
}

/* An update is cancelled under way, and a taking down: the state is looked up, nothing is sent. */
static void
test_of_existing (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafOutcome) outcome = leaf_outbox_publish (fixture->outbox, fixture->review, fixture->blog, LEAF_PUBLICATION_PUBLISHED, 0, NULL, NULL);
  g_autoptr (LeafPublication) publication = NULL;
  g_autoptr (LeafJob) job = NULL;
  End end = { FALSE };
  gint64 id;

  g_assert_nonnull (outcome);
  leaf_outbox_set_patience (fixture->outbox, 0);
  leaf_test_append_text (fixture->library.library, fixture->review, "Newer words.");
  cancel_while_sending (fixture, &job);
  g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, NULL), ==, 1);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "send"), ==, 2);
  leaf_test_outbox_assert_once (fixture);

  id = leaf_test_order (fixture->outbox, fixture->review, fixture->blog, LEAF_JOB_TAKE_DOWN);
  leaf_test_blog_hold (fixture->remote);
  leaf_outbox_run_job_async (fixture->outbox, id, NULL, ended_cb, &end);
  leaf_test_blog_wait_for_send (fixture->remote);
  leaf_outbox_cancel_job (fixture->outbox, id);
  wait_for (&end);
  g_assert_true (end.cancelled);
  g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, NULL), ==, 1);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "change"), ==, 1);
  publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog);
  g_assert_cmpint (publication->state, ==, LEAF_PUBLICATION_DRAFT);
  leaf_test_outbox_assert_once (fixture);
}

/* Another program withdraws what this one is about to send, or sends. */
static LeafPublisher *
withdraw_and_connect (LeafBlog *blog, LeafLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  LeafTestOutbox *fixture = data;

  g_assert_true (leaf_outbox_withdraw_job (library, 1, NULL));
  return leaf_test_blog_connect (blog, library, fixture->remote, cancellable, error);
}

static void
test_elsewhere (LeafTestOutbox *fixture, gconstpointer unused)
{
  End end = { FALSE };
  gint64 id;

  leaf_outbox_set_connect (fixture->outbox, withdraw_and_connect, fixture);
  g_assert_cmpint (order (fixture), ==, 1);
  g_assert_null (leaf_outbox_run_job (fixture->outbox, 1, NULL, NULL));
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "send"), ==, 0);
  g_assert_cmpuint (count_jobs (fixture), ==, 0);

  leaf_outbox_set_connect (fixture->outbox, leaf_test_blog_connect, fixture->remote);
  id = order (fixture);
  leaf_test_blog_hold (fixture->remote);
  leaf_outbox_run_job_async (fixture->outbox, id, NULL, ended_cb, &end);
  leaf_test_blog_wait_for_send (fixture->remote);
  g_assert_true (leaf_outbox_withdraw_job (fixture->library.library, id, NULL));
  leaf_test_blog_go_on (fixture->remote);
  wait_for (&end);
  g_assert_nonnull (end.outcome);
  leaf_outcome_free (end.outcome);
  /* It was too late; there is nothing more to do for it. */
  leaf_outbox_run_due (fixture->outbox, NULL, NULL);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "send"), ==, 1);
  leaf_test_outbox_assert_once (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  leaf_test_add_outbox ("/outbox-cancel/waiting", NULL, test_waiting);
  leaf_test_add_outbox ("/outbox-cancel/before-sending", NULL, test_before_sending);
  leaf_test_add_outbox ("/outbox-cancel/in-line", NULL, test_in_line);
  leaf_test_add_outbox ("/outbox-cancel/arrived", NULL, test_arrived);
  leaf_test_add_outbox ("/outbox-cancel/not-arrived", NULL, test_not_arrived);
  leaf_test_add_outbox ("/outbox-cancel/ordered-again/arrived", "arrived", test_ordered_again);
  leaf_test_add_outbox ("/outbox-cancel/ordered-again/not-arrived", NULL, test_ordered_again);
  leaf_test_add_outbox ("/outbox-cancel/of-existing", NULL, test_of_existing);
  leaf_test_add_outbox ("/outbox-cancel/elsewhere", NULL, test_elsewhere);

  return g_test_run ();
}
