/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-reviews.h"
#include "leaf-test-outbox.h"
#include "leaf-test-publish.h"
#include "leaf-test-wait.h"

#include <string.h>

static LeafOutcome *
publish (LeafTestOutbox *fixture, GError **error)
{
  return leaf_outbox_publish (fixture->outbox, fixture->review, fixture->blog, LEAF_PUBLICATION_PUBLISHED, 0, NULL, error);
}

static gboolean
count_revisions_func (LeafDb *db, gpointer data, GError **error)
{
  gint64 *review = data;
  g_autoptr (GPtrArray) revisions = leaf_revisions_list (db, *review, error);

  *review = revisions->len;
  return TRUE;
}

/* What is committed of a good end: the ids, the hashes, the date, the text as it was published. */
static void
test_good (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome = publish (fixture, &error);
  g_autoptr (LeafPublication) publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog);
  g_autoptr (LeafJob) job = leaf_test_load_job (fixture->library.library, outcome->job);
  g_autoptr (LeafOutcome) same = NULL;
  gint64 revisions = fixture->review;

  g_assert_no_error (error);
  g_assert_true (outcome->created);
  g_assert_cmpstr (outcome->address, ==, publication->remote_address);
  g_assert_cmpint (publication->state, ==, LEAF_PUBLICATION_PUBLISHED);
  g_assert_nonnull (publication->remote_id);
  g_assert_nonnull (publication->content_hash);
  g_assert_nonnull (publication->remote_hash);
  g_assert_cmpint (publication->published, >, 0);
  g_assert_cmpint (job->state, ==, LEAF_JOB_DONE);
  g_assert_cmpint (job->attempts, ==, 1);
  g_assert_null (job->last_error);
  leaf_test_run (fixture->library.library, LEAF_LIBRARY_READ, count_revisions_func, &revisions);
  g_assert_cmpint (revisions, ==, 1);
  leaf_test_outbox_assert_once (fixture);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "find"), ==, 0);

  same = publish (fixture, &error);
  g_assert_true (same->unchanged);
  g_assert_cmpstr (same->address, ==, outcome->address);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "send"), ==, 1);
}

/* What a blog can never do does not even wait. */
static void
test_unable (LeafTestOutbox *fixture, gconstpointer unused)
{
  LeafOutboxOrder order = {
    .review = fixture->review, .action = LEAF_JOB_PUBLISH, .wanted = LEAF_PUBLICATION_SCHEDULED,
    .at = g_get_real_time () / G_USEC_PER_SEC + 3600,
  };
  g_autoptr (LeafBlog) folder = leaf_blog_new ();
  g_autoptr (GError) draft_error = NULL;
  g_autoptr (GError) schedule_error = NULL;
  gint64 blog;

  leaf_blog_set_system (folder, LEAF_BLOG_SYSTEM_SITE);
  leaf_blog_set_name (folder, "Shelf");
  leaf_blog_set_address (folder, fixture->library.dir);
  blog = leaf_test_save_blog (fixture->library.library, folder);

  g_assert_null (leaf_outbox_publish (fixture->outbox, fixture->review, blog, LEAF_PUBLICATION_DRAFT, 0, NULL, &draft_error));
  g_assert_error (draft_error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED);
  order.blog = blog;
  g_assert_cmpint (leaf_outbox_add (fixture->outbox, &order, &schedule_error), ==, 0);
  g_assert_error (schedule_error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED);
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 0);
}

/* Each of the faults after the commit: one look-up, one post. */
static void
test_unclear (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome = NULL;

  leaf_test_blog_fail (fixture->remote, "send", 1, LEAF_PUBLISH_ERROR_UNCLEAR, 0, TRUE);
  outcome = publish (fixture, &error);
  g_assert_no_error (error);
  g_assert_true (outcome->created);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "find"), ==, 1);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "send"), ==, 1);
  leaf_test_outbox_assert_once (fixture);
}

/* The blog is away for long: waits double, the marker is looked up before each try, and in the end it is one post. */
static void
test_long_outage (LeafTestOutbox *fixture, gconstpointer unused)
{
  gint64 last_wait = 0;
  gint64 id = 0;

  leaf_test_blog_fail (fixture->remote, "send", 1, LEAF_PUBLISH_ERROR_UNCLEAR, 0, TRUE);
  leaf_test_blog_fail (fixture->remote, "find", 6, LEAF_PUBLISH_ERROR_TEMPORARY, 0, FALSE);
  for (int i = 0; i < 6; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LeafJob) job = NULL;
      gint64 now = g_get_real_time () / G_USEC_PER_SEC;
      gint64 wait;

      if (i == 0)
        {
          g_assert_null (publish (fixture, &error));
          g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_UNCLEAR);
          id = 1;
        }
      else
        {
          leaf_test_outbox_make_due (fixture, id);
          g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, &error), ==, 0);
          g_assert_no_error (error);
        }
      job = leaf_test_load_job (fixture->library.library, id);
      g_assert_cmpint (job->state, ==, LEAF_JOB_SENDING);
      g_assert_cmpint (job->attempts, ==, i + 1);
      wait = job->next_try - now;
      /* Twice as long, give or take a quarter on both sides. */
      g_assert_cmpint (wait, >=, 30 * 3 / 4);
      if (i > 0)
        g_assert_cmpint (wait, >, last_wait);
      last_wait = wait;
    }

  leaf_test_outbox_make_due (fixture, id);
  g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, NULL), ==, 1);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "send"), ==, 1);
  leaf_test_outbox_assert_once (fixture);
}

/* Busy: nothing was done, the server says how long to wait. */
static void
test_retry_after (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafJob) job = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  leaf_test_blog_fail (fixture->remote, "send", 1, LEAF_PUBLISH_ERROR_TEMPORARY, 7200, FALSE);
  g_assert_null (publish (fixture, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY);
  job = leaf_test_load_job (fixture->library.library, 1);
  g_assert_cmpint (job->state, ==, LEAF_JOB_WAITING);
  g_assert_cmpint (job->next_try, >=, now + 7200);
  g_assert_cmpstr (job->last_error, ==, error->message);
  g_assert_cmpint (job->problem, ==, leaf_publish_error_get_problem (error));
  g_assert_cmpint (job->problem, !=, LEAF_JOB_PROBLEM_NONE);
  g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, NULL), ==, 0);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "send"), ==, 1);
  leaf_test_outbox_make_due (fixture, 1);
  g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, NULL), ==, 1);
  leaf_test_outbox_assert_once (fixture);
}

/* A final answer waits for her, and her second press goes on with the same job. */
static void
test_final (LeafTestOutbox *fixture, gconstpointer unused)
{
  static const int codes[] = {
    LEAF_PUBLISH_ERROR_LOGIN, LEAF_PUBLISH_ERROR_FORBIDDEN, LEAF_PUBLISH_ERROR_REFUSED, LEAF_PUBLISH_ERROR_INSECURE, LEAF_PUBLISH_ERROR_CHANGED,
  };
  g_autoptr (LeafOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  for (unsigned int i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (LeafJob) job = NULL;

      leaf_test_blog_fail (fixture->remote, "send", 1, codes[i], 0, FALSE);
      g_assert_null (publish (fixture, &error));
      g_assert_error (error, LEAF_PUBLISH_ERROR, codes[i]);
      g_clear_error (&error);
      job = leaf_test_load_job (fixture->library.library, 1);
      g_assert_cmpint (job->state, ==, LEAF_JOB_FAILED);
      g_assert_nonnull (job->last_error);
      g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, NULL), ==, 0);
      g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 1);
    }

  outcome = publish (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (outcome->job, ==, 1);
  leaf_test_outbox_assert_once (fixture);
}

/* The blog did it, and a firewall that reads answers said no, to the look at the account as well: she is told, and her
 * second press finds the post. */
static void
test_firewall (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafOutcome) outcome = NULL;
  g_autoptr (LeafJob) job = NULL;
  g_autoptr (GError) error = NULL;

  leaf_test_blog_fail (fixture->remote, "send", 1, LEAF_PUBLISH_ERROR_FORBIDDEN, 0, TRUE);
  leaf_test_blog_fail (fixture->remote, "check", 1, LEAF_PUBLISH_ERROR_FORBIDDEN, 0, FALSE);
  g_assert_null (publish (fixture, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FORBIDDEN);
  g_clear_error (&error);
  job = leaf_test_load_job (fixture->library.library, 1);
  g_assert_cmpint (job->state, ==, LEAF_JOB_FAILED);

  outcome = publish (fixture, &error);
  g_assert_no_error (error);
  leaf_test_outbox_assert_once (fixture);
}

/* Never half: a picture that cannot be had stops the post, and what was won is kept. */
static void
test_picture (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome = NULL;

  leaf_test_blog_fail (fixture->remote, "upload", 1, LEAF_PUBLISH_ERROR_UNCLEAR, 0, TRUE);
  g_assert_null (publish (fixture, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_UNCLEAR);
  g_clear_error (&error);
  g_assert_cmpuint (leaf_test_blog_count_posts (fixture->remote), ==, 0);
  g_assert_cmpuint (leaf_test_blog_count_pictures (fixture->remote), ==, 1);

  leaf_test_blog_fail (fixture->remote, "upload", 1, LEAF_PUBLISH_ERROR_REFUSED, 0, FALSE);
  g_assert_null (publish (fixture, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "send"), ==, 0);

  outcome = publish (fixture, &error);
  g_assert_no_error (error);
  leaf_test_outbox_assert_once (fixture);
}

/* Between two publications the blog has lost a picture. The answer to the second may get lost as well. */
static void
publish_without_picture (LeafTestOutbox *fixture, gboolean unseen)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome = NULL;

  leaf_test_publish (fixture->outbox, fixture->review, fixture->blog);
  leaf_test_append_text (fixture->library.library, fixture->review, "More.");
  leaf_test_blog_lose_picture (fixture->remote);
  if (unseen)
    leaf_test_blog_fail (fixture->remote, "send", 1, LEAF_PUBLISH_ERROR_UNCLEAR, 0, TRUE);
  outcome = publish (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "send"), ==, 3);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "upload"), ==, 4);
  leaf_test_outbox_assert_once (fixture);
}

/* It is uploaded again and the post mended, in one go. */
static void
test_lost_picture (LeafTestOutbox *fixture, gconstpointer unused)
{
  publish_without_picture (fixture, FALSE);
}

/* The answer that would have told of it is lost: then the look-up tells. */
static void
test_lost_picture_unseen (LeafTestOutbox *fixture, gconstpointer unused)
{
  publish_without_picture (fixture, TRUE);
}

/* Nothing to publish yet: said, and nothing stays behind. */
static gboolean
empty_func (LeafDb *db, gpointer data, GError **error)
{
  gint64 *id = data;
  g_autoptr (LeafReview) review = leaf_review_new ();

  if (!leaf_reviews_save (db, review, error))
    return FALSE;
  *id = leaf_review_get_id (review);
  return TRUE;
}

static void
test_incomplete (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, empty_func, &id);
  g_assert_null (leaf_outbox_publish (fixture->outbox, id, fixture->blog, LEAF_PUBLICATION_PUBLISHED, 0, NULL, &error));
  g_assert_error (error, LEAF_POST_ERROR, LEAF_POST_ERROR_INCOMPLETE);
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 0);
  g_clear_error (&error);

  g_assert_null (leaf_outbox_publish (fixture->outbox, 4711, fixture->blog, LEAF_PUBLICATION_PUBLISHED, 0, NULL, &error));
  g_assert_nonnull (error);
}

typedef struct {
  int running;
  unsigned int created;
  unsigned int unchanged;
  unsigned int failed;
} Presses;

static void
pressed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Presses *presses = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome = leaf_outbox_publish_finish (LEAF_OUTBOX (source), result, &error);

  presses->running--;
  presses->failed += outcome == NULL;
  presses->created += outcome != NULL && outcome->created;
  presses->unchanged += outcome != NULL && outcome->unchanged;
}

static void
finished_cb (LeafOutbox *outbox, gint64 job, gpointer data)
{
  unsigned int *n = data;

  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  ++*n;
}

static void
progress_cb (LeafOutbox *outbox, gint64 job, const char *step, double fraction, gpointer data)
{
  double *last = data;

  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  g_assert_nonnull (step);
  g_assert_cmpfloat (fraction, >=, 0.0);
  g_assert_cmpfloat (fraction, <=, 1.0);
  *last = fraction;
}

/* An impatient thumb, on two outboxes as if there were two windows: one job, one post. */
static void
test_many_presses (LeafTestOutbox *fixture, gconstpointer unused)
{
  LeafOutbox *second = leaf_test_outbox_make_second (fixture);
  Presses presses = { 0 };
  unsigned int n_finished = 0;
  double fraction = -1;

  g_signal_connect (fixture->outbox, "finished", G_CALLBACK (finished_cb), &n_finished);
  /* Whichever of them comes first to the blog's lane does the work, and tells of it. */
  g_signal_connect (fixture->outbox, "progress", G_CALLBACK (progress_cb), &fraction);
  g_signal_connect (second, "progress", G_CALLBACK (progress_cb), &fraction);
  leaf_test_blog_hold (fixture->remote);
  for (int i = 0; i < 6; i++)
    {
      presses.running++;
      leaf_outbox_publish_async (i % 2 ? second : fixture->outbox, fixture->review, fixture->blog, LEAF_PUBLICATION_PUBLISHED, 0,
                                 NULL, pressed_cb, &presses);
    }
  leaf_test_blog_wait_for_send (fixture->remote);
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 1);
  leaf_test_blog_go_on (fixture->remote);
  while (presses.running > 0)
    g_main_context_iteration (NULL, TRUE);
  leaf_test_drain ();

  g_assert_cmpuint (presses.failed, ==, 0);
  g_assert_cmpuint (presses.created, ==, 1);
  g_assert_cmpuint (presses.unchanged, ==, 5);
  g_assert_cmpuint (n_finished, ==, 3);
  g_assert_cmpfloat (fraction, >=, 0.0);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "send"), ==, 1);
  leaf_test_outbox_assert_once (fixture);
  leaf_test_release_outbox (&second);
}

/* Pressed again with a newer text while the older one is under way, until both have ended. */
static Presses
edit_while_sending (LeafTestOutbox *fixture)
{
  Presses presses = { .running = 2 };

  leaf_test_blog_hold (fixture->remote);
  leaf_outbox_publish_async (fixture->outbox, fixture->review, fixture->blog, LEAF_PUBLICATION_PUBLISHED, 0, NULL, pressed_cb, &presses);
  leaf_test_blog_wait_for_send (fixture->remote);
  leaf_test_append_text (fixture->library.library, fixture->review, "Written meanwhile.");
  leaf_outbox_publish_async (fixture->outbox, fixture->review, fixture->blog, LEAF_PUBLICATION_PUBLISHED, 0, NULL, pressed_cb, &presses);
  leaf_test_blog_go_on (fixture->remote);
  leaf_test_wait_until (presses.running == 0);

  return presses;
}

/* Both arrive, in that order, in one post. */
static void
test_edit_while_sending (LeafTestOutbox *fixture, gconstpointer unused)
{
  Presses presses = edit_while_sending (fixture);

  g_assert_cmpuint (presses.failed, ==, 0);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "send"), ==, 2);
  leaf_test_outbox_assert_once (fixture);
}

/* The same when the older one ends in a way that does not tell whether it arrived: it is looked for before the next. */
static void
test_edit_while_failing (LeafTestOutbox *fixture, gconstpointer unused)
{
  leaf_test_blog_fail (fixture->remote, "send", 1, LEAF_PUBLISH_ERROR_FAILED, 0, TRUE);
  edit_while_sending (fixture);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "find"), ==, 1);
  g_assert_true (leaf_test_blog_shows (fixture->remote, "Written meanwhile."));
  leaf_test_outbox_assert_once (fixture);
}

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  gboolean *done = data;
  g_autoptr (GError) error = NULL;

  g_assert_null (leaf_outbox_publish_finish (LEAF_OUTBOX (source), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *done = TRUE;
}

/* Cancelled while sending: it may have arrived, so the next run looks first. */
static void
test_cancel (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (LeafJob) job = NULL;
  gboolean done = FALSE;

  leaf_test_blog_hold (fixture->remote);
  leaf_outbox_publish_async (fixture->outbox, fixture->review, fixture->blog, LEAF_PUBLICATION_PUBLISHED, 0, cancellable, cancelled_cb, &done);
  leaf_test_blog_wait_for_send (fixture->remote);
  g_cancellable_cancel (cancellable);
  while (!done)
    g_main_context_iteration (NULL, TRUE);

  job = leaf_test_load_job (fixture->library.library, 1);
  g_assert_cmpint (job->state, ==, LEAF_JOB_SENDING);
  g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, NULL), ==, 1);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "send"), ==, 1);
  leaf_test_outbox_assert_once (fixture);
}

/* Cancelled before it began: it stays in the outbox. */
static void
test_cancel_early (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafJob) job = NULL;
  int lock = leaf_outbox_lock (fixture->library.library, fixture->blog, NULL, &error);

  g_assert_cmpint (lock, >=, 0);
  g_cancellable_cancel (cancellable);
  g_assert_null (leaf_outbox_publish (fixture->outbox, fixture->review, fixture->blog, LEAF_PUBLICATION_PUBLISHED, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  leaf_outbox_unlock (lock);
  job = leaf_test_load_job (fixture->library.library, 1);
  g_assert_cmpint (job->state, ==, LEAF_JOB_WAITING);
  g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, NULL), ==, 1);
  leaf_test_outbox_assert_once (fixture);
}

/* What was left behind is done when the window starts. */
static void
test_start (LeafTestOutbox *fixture, gconstpointer unused)
{
  unsigned int n_finished = 0;

  g_assert_cmpint (leaf_test_order (fixture->outbox, fixture->review, fixture->blog, LEAF_JOB_PUBLISH), ==, 1);
  g_signal_connect (fixture->outbox, "finished", G_CALLBACK (finished_cb), &n_finished);
  leaf_outbox_start (fixture->outbox);
  leaf_outbox_start (fixture->outbox);
  while (n_finished == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_finished, ==, 1);
  leaf_test_outbox_assert_once (fixture);
}

/* A preview needs no blog that answers, and leaves nothing behind. */
static void
test_preview (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  LeafMarkup markup;
  g_autoptr (LeafPost) plain = leaf_outbox_preview (fixture->library.library, fixture->review, 0, &markup, &error);
  g_autoptr (LeafPost) blocks = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (markup, ==, LEAF_MARKUP_HTML);
  g_assert_nonnull (strstr (plain->content, "file://"));
  blocks = leaf_outbox_preview (fixture->library.library, fixture->review, fixture->blog, &markup, &error);
  g_assert_no_error (error);
  g_assert_cmpint (markup, ==, LEAF_MARKUP_WORDPRESS);
  g_assert_nonnull (strstr (blocks->content, "<!-- wp:paragraph"));
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  leaf_test_add_outbox ("/outbox/good", NULL, test_good);
  leaf_test_add_outbox ("/outbox/unable", NULL, test_unable);
  leaf_test_add_outbox ("/outbox/unclear", NULL, test_unclear);
  leaf_test_add_outbox ("/outbox/long-outage", NULL, test_long_outage);
  leaf_test_add_outbox ("/outbox/retry-after", NULL, test_retry_after);
  leaf_test_add_outbox ("/outbox/final", NULL, test_final);
  leaf_test_add_outbox ("/outbox/firewall", NULL, test_firewall);
  leaf_test_add_outbox ("/outbox/picture", NULL, test_picture);
  leaf_test_add_outbox ("/outbox/lost-picture", NULL, test_lost_picture);
  leaf_test_add_outbox ("/outbox/lost-picture-unseen", NULL, test_lost_picture_unseen);
  leaf_test_add_outbox ("/outbox/incomplete", NULL, test_incomplete);
  leaf_test_add_outbox ("/outbox/many-presses", NULL, test_many_presses);
  leaf_test_add_outbox ("/outbox/edit-while-sending", NULL, test_edit_while_sending);
  leaf_test_add_outbox ("/outbox/edit-while-failing", NULL, test_edit_while_failing);
  leaf_test_add_outbox ("/outbox/cancel", NULL, test_cancel);
  leaf_test_add_outbox ("/outbox/cancel-early", NULL, test_cancel_early);
  leaf_test_add_outbox ("/outbox/start", NULL, test_start);
  leaf_test_add_outbox ("/outbox/preview", NULL, test_preview);

  return g_test_run ();
}
