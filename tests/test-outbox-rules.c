/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-outbox-rules.h"
#include "leaf-test-outbox.h"
#include "leaf-test-publish.h"

/* One pair of the table: something is open, something else is ordered. */
typedef struct {
  LeafJobAction open;
  LeafJobAction ordered;
  enum {
    WAITING,       /* certainly nothing was sent */
    NOT_ARRIVED,   /* the answer is missing, and so was the request */
    ARRIVED,       /* only the answer is missing */
  } how;
} Pair;

static const LeafPublicationState states[] = {
  [LEAF_JOB_PUBLISH] = LEAF_PUBLICATION_PUBLISHED,
  [LEAF_JOB_TAKE_DOWN] = LEAF_PUBLICATION_DRAFT,
  [LEAF_JOB_PUT_BACK] = LEAF_PUBLICATION_PUBLISHED,
  [LEAF_JOB_DELETE] = LEAF_PUBLICATION_REMOVED,
};

static void
test_table (void)
{
  for (LeafJobAction open = LEAF_JOB_PUBLISH; open <= LEAF_JOB_DELETE; open++)
    for (LeafJobAction ordered = LEAF_JOB_PUBLISH; ordered <= LEAF_JOB_DELETE; ordered++)
      {
        gboolean both = open == LEAF_JOB_PUBLISH && ordered == LEAF_JOB_PUT_BACK;

        g_assert_cmpint (leaf_outbox_combine (open, ordered), ==, both ? LEAF_JOB_PUBLISH : ordered);
      }
}

static gint64
order (LeafTestOutbox *fixture, LeafJobAction action)
{
  return leaf_test_order (fixture->outbox, fixture->review, fixture->blog, action);
}

/* A request gets no answer, and the blog cannot be asked right after it either. */
static void
run_into_silence (LeafTestOutbox *fixture, LeafJobAction action, gint64 id, gboolean arrived)
{
  g_autoptr (LeafJob) job = NULL;

  leaf_test_blog_fail (fixture->remote, action == LEAF_JOB_PUBLISH ? "send" : "change", 1, LEAF_PUBLISH_ERROR_UNCLEAR, 0, arrived);
  leaf_test_blog_fail (fixture->remote, action == LEAF_JOB_PUBLISH ? "find" : "fetch", 1, LEAF_PUBLISH_ERROR_TEMPORARY, 0, FALSE);
  g_assert_null (leaf_outbox_run_job (fixture->outbox, id, NULL, NULL));
  job = leaf_test_load_job (fixture->library.library, id);
  g_assert_cmpint (job->state, ==, LEAF_JOB_SENDING);
}

static void
publish_first (LeafTestOutbox *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome = leaf_outbox_publish (fixture->outbox, fixture->review, fixture->blog, LEAF_PUBLICATION_PUBLISHED, 0, NULL, &error);

  g_assert_nonnull (outcome);
  g_assert_no_error (error);
  leaf_outbox_set_patience (fixture->outbox, 0);
}

/* Whatever was open and however it stood: in the end the post is what she said last, and there is one. */
static void
test_pair (LeafTestOutbox *fixture, gconstpointer data)
{
  const Pair *pair = data;
  LeafJobAction combined = leaf_outbox_combine (pair->open, pair->ordered);
  g_autoptr (LeafPublication) publication = NULL;
  g_autoptr (GError) error = NULL;
  unsigned int n_sent;
  unsigned int n_changed;
  gint64 id;

  publish_first (fixture);
  if (pair->open == LEAF_JOB_PUT_BACK)
    {
      g_autoptr (LeafOutcome) down = leaf_outbox_change (fixture->outbox, fixture->review, fixture->blog, LEAF_JOB_TAKE_DOWN, NULL, &error);

      g_assert_nonnull (down);
      g_assert_no_error (error);
    }
  leaf_test_append_text (fixture->library.library, fixture->review, "Newer words.");
  id = order (fixture, pair->open);
  if (pair->how != WAITING)
    run_into_silence (fixture, pair->open, id, pair->how == ARRIVED);

  g_assert_cmpint (order (fixture, pair->ordered), ==, id);
  n_sent = leaf_test_blog_count_calls (fixture->remote, "send");
  n_changed = leaf_test_blog_count_calls (fixture->remote, "change");
  g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, &error), ==, 1);
  g_assert_no_error (error);

  leaf_test_outbox_assert_once (fixture);
  g_assert_cmpint (leaf_test_blog_get_state (fixture->remote), ==, states[combined]);
  publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog);
  g_assert_cmpint (publication->state, ==, states[combined]);
  g_assert_nonnull (publication->remote_id);
  if (combined == LEAF_JOB_PUBLISH)
    g_assert_true (leaf_test_blog_shows (fixture->remote, "Newer words."));
  /* What was given up is not sent after all. */
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "send") - n_sent, <=, combined == LEAF_JOB_PUBLISH);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "change") - n_changed, <=, combined != LEAF_JOB_PUBLISH);
  /* Without anything lost, there is nothing to look for. */
  if (pair->how == WAITING)
    {
      g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "find"), ==, 0);
      g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "fetch"), ==, 0);
    }
}

/* There was no post yet: the first publishing waits, or its end is unknown, when she wants it gone. */
static void
test_first (LeafTestOutbox *fixture, gconstpointer data)
{
  const Pair *pair = data;
  g_autoptr (LeafPublication) publication = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = order (fixture, LEAF_JOB_PUBLISH);

  leaf_outbox_set_patience (fixture->outbox, 0);
  if (pair->how != WAITING)
    run_into_silence (fixture, LEAF_JOB_PUBLISH, id, pair->how == ARRIVED);
  g_assert_cmpint (order (fixture, pair->ordered), ==, id);
  g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, &error), ==, 1);
  g_assert_no_error (error);

  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 0);
  publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog);
  if (pair->how == ARRIVED)
    {
      g_assert_cmpint (leaf_test_blog_get_state (fixture->remote), ==, states[pair->ordered]);
      g_assert_cmpint (publication->state, ==, states[pair->ordered]);
      return;
    }

  g_assert_cmpuint (leaf_test_blog_count_posts (fixture->remote), ==, 0);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "change"), ==, 0);
  g_assert_cmpint (publication->state, ==, LEAF_PUBLICATION_NONE);
  /* And nothing keeps her from publishing it after all. */
  publish_first (fixture);
  leaf_test_outbox_assert_once (fixture);
}

static gpointer
run_thread (gpointer outbox)
{
  leaf_outbox_run_due (outbox, NULL, NULL);

  return NULL;
}

/* Ordered while the other is under way: it is done next. */
static void
test_while_sending (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  GThread *thread;

  leaf_test_blog_hold (fixture->remote);
  order (fixture, LEAF_JOB_PUBLISH);
  thread = g_thread_new ("run", run_thread, fixture->outbox);
  leaf_test_blog_wait_for_send (fixture->remote);
  order (fixture, LEAF_JOB_DELETE);
  leaf_test_blog_go_on (fixture->remote);
  g_thread_join (thread);

  /* Whether the same run found it or not. */
  leaf_outbox_run_due (fixture->outbox, NULL, &error);
  g_assert_no_error (error);
  leaf_test_outbox_assert_once (fixture);
  g_assert_cmpint (leaf_test_blog_get_state (fixture->remote), ==, LEAF_PUBLICATION_REMOVED);
}

/* Where the publisher is made, the job is loaded already: what she orders now must still be in time. */
static LeafPublisher *
order_and_connect (LeafBlog *blog, LeafLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  LeafTestOutbox *fixture = data;

  order (fixture, LEAF_JOB_DELETE);
  leaf_outbox_set_connect (fixture->outbox, leaf_test_blog_connect, fixture->remote);
  return leaf_test_blog_connect (blog, library, fixture->remote, cancellable, error);
}

static void
test_before_sending (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome = NULL;
  gint64 id = order (fixture, LEAF_JOB_PUBLISH);

  leaf_outbox_set_connect (fixture->outbox, order_and_connect, fixture);
  outcome = leaf_outbox_run_job (fixture->outbox, id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (outcome->action, ==, LEAF_JOB_DELETE);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "send"), ==, 0);
  g_assert_cmpuint (leaf_test_blog_count_posts (fixture->remote), ==, 0);
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 0);
}

static const char *const names[] = { "publish", "take-down", "put-back", "delete" };
static const char *const hows[] = { "waiting", "not-arrived", "arrived" };

static void
add_pairs (GPtrArray *pairs)
{
  for (LeafJobAction open = LEAF_JOB_PUBLISH; open <= LEAF_JOB_DELETE; open++)
    for (LeafJobAction ordered = LEAF_JOB_PUBLISH; ordered <= LEAF_JOB_DELETE; ordered++)
      for (int how = WAITING; how <= ARRIVED; how++)
        {
          g_autofree char *name = g_strdup_printf ("/outbox-rules/%s-then-%s/%s", names[open], names[ordered], hows[how]);
          Pair *pair = g_new0 (Pair, 1);

          pair->open = open;
          pair->ordered = ordered;
          pair->how = how;
          g_ptr_array_add (pairs, pair);
          leaf_test_add_outbox (name, pair, test_pair);
          if (open != LEAF_JOB_PUBLISH || (ordered != LEAF_JOB_TAKE_DOWN && ordered != LEAF_JOB_DELETE))
            continue;
          g_free (name);
          name = g_strdup_printf ("/outbox-rules/first-publish-then-%s/%s", names[ordered], hows[how]);
          leaf_test_add_outbox (name, pair, test_first);
        }
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/outbox-rules/table", test_table);
  add_pairs (pairs);
  leaf_test_add_outbox ("/outbox-rules/while-sending", NULL, test_while_sending);
  leaf_test_add_outbox ("/outbox-rules/before-sending", NULL, test_before_sending);

  return g_test_run ();
}
