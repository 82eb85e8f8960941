/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-db-private.h"
#include "leaf-reviews.h"
#include "leaf-test-outbox.h"
#include "leaf-test-publish.h"

static LeafOutcome *
publish (LeafTestOutbox *fixture, LeafPublicationState wanted, gint64 at)
{
  g_autoptr (GError) error = NULL;
  LeafOutcome *outcome = leaf_outbox_publish (fixture->outbox, fixture->review, fixture->blog, wanted, at, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (outcome);
  return outcome;
}

static void
change (LeafTestOutbox *fixture, LeafJobAction action, LeafPublicationState state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome = leaf_outbox_change (fixture->outbox, fixture->review, fixture->blog, action, NULL, &error);
  g_autoptr (LeafPublication) publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog);

  g_assert_no_error (error);
  g_assert_cmpint (outcome->action, ==, action);
  g_assert_cmpint (outcome->state, ==, state);
  g_assert_cmpint (publication->state, ==, state);
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 0);
}

static unsigned int
count (LeafTestOutbox *fixture, const char *what)
{
  return leaf_test_blog_count_calls (fixture->remote, what);
}

/* Down, back, away, back, each with one request and none to look; then again what is done already. */
static void
test_good (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafOutcome) outcome = publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0);
  g_autoptr (LeafPublication) before = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog);
  g_autoptr (LeafPublication) after = NULL;

  g_assert_nonnull (outcome);
  change (fixture, LEAF_JOB_TAKE_DOWN, LEAF_PUBLICATION_DRAFT);
  change (fixture, LEAF_JOB_TAKE_DOWN, LEAF_PUBLICATION_DRAFT);
  change (fixture, LEAF_JOB_PUT_BACK, LEAF_PUBLICATION_PUBLISHED);
  change (fixture, LEAF_JOB_DELETE, LEAF_PUBLICATION_REMOVED);
  change (fixture, LEAF_JOB_DELETE, LEAF_PUBLICATION_REMOVED);
  change (fixture, LEAF_JOB_PUT_BACK, LEAF_PUBLICATION_PUBLISHED);
  g_assert_cmpuint (count (fixture, "change"), ==, 6);
  g_assert_cmpuint (count (fixture, "fetch"), ==, 0);
  g_assert_cmpuint (count (fixture, "find"), ==, 0);

  /* The text is as it was, and so is what is known of it. */
  after = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog);
  g_assert_cmpstr (after->remote_hash, ==, before->remote_hash);
  g_assert_cmpstr (after->content_hash, ==, before->content_hash);
  g_assert_cmpint (after->published, ==, before->published);
  leaf_test_outbox_assert_once (fixture);
}

/* Taken down and then published: the same post, whether its text has changed or not. */
static void
test_publish_again (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafOutcome) first = publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0);
  g_autoptr (LeafOutcome) second = NULL;

  g_assert_nonnull (first);
  change (fixture, LEAF_JOB_TAKE_DOWN, LEAF_PUBLICATION_DRAFT);
  second = publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0);
  g_assert_false (second->unchanged);
  g_assert_false (second->created);
  g_assert_false (first->was_down);
  g_assert_true (second->was_down);
  g_assert_cmpint (leaf_test_blog_get_state (fixture->remote), ==, LEAF_PUBLICATION_PUBLISHED);
  leaf_test_outbox_assert_once (fixture);
}

/* Gone for good behind our back: what is to go is gone, what is to come back is said to be gone, and publishing makes it anew. */
static void
test_gone (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafOutcome) first = publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0);
  g_autoptr (LeafOutcome) second = NULL;
  g_autoptr (LeafPublication) publication = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (first);
  leaf_test_blog_set_state (fixture->remote, LEAF_PUBLICATION_NONE);
  g_assert_null (leaf_outbox_change (fixture->outbox, fixture->review, fixture->blog, LEAF_JOB_PUT_BACK, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED);
  g_clear_error (&error);

  change (fixture, LEAF_JOB_DELETE, LEAF_PUBLICATION_REMOVED);
  publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog);
  g_assert_null (publication->remote_id);
  change (fixture, LEAF_JOB_TAKE_DOWN, LEAF_PUBLICATION_REMOVED);
  g_assert_null (leaf_outbox_change (fixture->outbox, fixture->review, fixture->blog, LEAF_JOB_PUT_BACK, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED);

  second = publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0);
  g_assert_true (second->created);
  leaf_test_outbox_assert_once (fixture);
}

/* Nothing is there to take down: said at once, and nothing stays behind. */
static void
test_never_published (LeafTestOutbox *fixture, gconstpointer unused)
{
  for (LeafJobAction action = LEAF_JOB_TAKE_DOWN; action <= LEAF_JOB_DELETE; action++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (leaf_outbox_change (fixture->outbox, fixture->review, fixture->blog, action, NULL, &error));
      g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED);
    }
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 0);
  g_assert_cmpuint (count (fixture, "connect"), ==, 0);
}

/* The answer is lost and the look after it works: no "try again later". */
static void
test_lost_answer (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafOutcome) first = publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0);

  g_assert_nonnull (first);
  for (LeafJobAction action = LEAF_JOB_TAKE_DOWN; action <= LEAF_JOB_DELETE; action++)
    {
      static const LeafPublicationState states[] = {
        LEAF_PUBLICATION_NONE, LEAF_PUBLICATION_DRAFT, LEAF_PUBLICATION_PUBLISHED, LEAF_PUBLICATION_REMOVED,
      };

      leaf_test_blog_fail (fixture->remote, "change", 1, LEAF_PUBLISH_ERROR_UNCLEAR, 0, TRUE);
      change (fixture, action, states[action]);
    }
  g_assert_cmpuint (count (fixture, "change"), ==, 3);
  g_assert_cmpuint (count (fixture, "fetch"), ==, 3);
}

/* The whole request is lost: looked at, tried again later, and then it is done. */
static void
test_lost_request (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafOutcome) first = publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafJob) job = NULL;

  g_assert_nonnull (first);
  leaf_outbox_set_patience (fixture->outbox, 0);
  leaf_test_blog_fail (fixture->remote, "change", 1, LEAF_PUBLISH_ERROR_UNCLEAR, 0, FALSE);
  g_assert_null (leaf_outbox_change (fixture->outbox, fixture->review, fixture->blog, LEAF_JOB_DELETE, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_UNCLEAR);
  job = leaf_test_load_job (fixture->library.library, 2);
  g_assert_cmpint (job->state, ==, LEAF_JOB_SENDING);
  leaf_test_outbox_make_due (fixture, 2);
  g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, NULL), ==, 1);
  g_assert_cmpint (leaf_test_blog_get_state (fixture->remote), ==, LEAF_PUBLICATION_REMOVED);
}

/* Two windows, one thumb: every press is answered, and the post is down. */
static void
changed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  int *running = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome = leaf_outbox_run_job_finish (LEAF_OUTBOX (source), result, &error);

  g_assert_no_error (error);
  g_assert_cmpint (outcome->state, ==, LEAF_PUBLICATION_DRAFT);
  --*running;
}

static void
test_many_presses (LeafTestOutbox *fixture, gconstpointer unused)
{
  LeafOutbox *second = leaf_test_outbox_make_second (fixture);
  g_autoptr (LeafOutcome) first = publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0);
  int running = 0;

  g_assert_nonnull (first);
  for (int i = 0; i < 6; i++)
    {
      LeafOutbox *outbox = i % 2 ? second : fixture->outbox;

      running++;
      leaf_outbox_run_job_async (outbox, leaf_test_order (outbox, fixture->review, fixture->blog, LEAF_JOB_TAKE_DOWN), NULL, changed_cb, &running);
    }
  while (running > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (leaf_test_blog_get_state (fixture->remote), ==, LEAF_PUBLICATION_DRAFT);
  leaf_test_outbox_assert_once (fixture);
  leaf_test_release_outbox (&second);
}

static gboolean
remove_review_func (LeafDb *db, gpointer data, GError **error)
{
  gint64 *review = data;

  return leaf_reviews_remove (db, *review, error);
}

/* The review is in the trash of the library: its post can still be taken off the blog. */
static void
test_removed_review (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafOutcome) first = publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0);
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_assert_nonnull (first);
  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, remove_review_func, &fixture->review);
  change (fixture, LEAF_JOB_DELETE, LEAF_PUBLICATION_REMOVED);

  /* What cannot be published any more is said once, and not tried for ever. */
  id = leaf_outbox_add (fixture->outbox,
                        &(LeafOutboxOrder) { .review = fixture->review, .blog = fixture->blog, .action = LEAF_JOB_PUBLISH, .wanted = LEAF_PUBLICATION_DRAFT },
                        &error);
  if (id != 0)
    {
      g_autoptr (LeafJob) job = NULL;

      g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, NULL), ==, 0);
      job = leaf_test_load_job (fixture->library.library, id);
      g_assert_cmpint (job->state, ==, LEAF_JOB_FAILED);
      g_assert_nonnull (job->last_error);
    }
}

static gboolean
load_html_func (LeafDb *db, gpointer data, GError **error)
{
  gpointer *pair = data;

  pair[1] = leaf_reviews_load_html (db, *(gint64 *) pair[0], error);
  return pair[1] != NULL;
}

/* What hers and the blog's are compared with: her text, unless the blog stored another one. */
static void
test_base (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafOutcome) outcome = publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0);
  g_autoptr (LeafPublication) publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog);
  gpointer pair[] = { &fixture->review, NULL };
  g_autofree char *html = NULL;

  g_assert_nonnull (outcome);
  leaf_test_run (fixture->library.library, LEAF_LIBRARY_READ, load_html_func, pair);
  html = pair[1];
  g_assert_cmpstr (publication->base, ==, html);
  g_assert_nonnull (publication->base_title);
  g_assert_null (publication->differences);
}

static void
test_base_changed (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafOutcome) outcome = NULL;
  g_autoptr (LeafPublication) publication = NULL;

  leaf_test_blog_make_stubborn (fixture->remote, "Who is speaking?", "Who speaks?");
  outcome = publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0);
  publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog);
  g_assert_nonnull (strstr (publication->base, "<h2>Who speaks?</h2>"));
  g_assert_null (strstr (publication->base, "Who is speaking?"));
  g_assert_nonnull (strstr (publication->base, "data-picture="));
  g_assert_cmpuint (g_strv_length (publication->differences), ==, 1);
  g_assert_cmpstr (publication->differences[0], ==, outcome->warnings[0]);
}

/* Scheduled, put off, made a draft again. */
static void
test_schedule (LeafTestOutbox *fixture, gconstpointer unused)
{
  gint64 later = leaf_outbox_get_now () + 7200;
  g_autoptr (LeafOutcome) first = publish (fixture, LEAF_PUBLICATION_SCHEDULED, later);
  g_autoptr (LeafOutcome) same = publish (fixture, LEAF_PUBLICATION_SCHEDULED, later);
  g_autoptr (LeafOutcome) second = publish (fixture, LEAF_PUBLICATION_SCHEDULED, later + 3600);
  g_autoptr (LeafPublication) publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog);

  g_assert_nonnull (first);
  g_assert_true (same->unchanged);
  g_assert_false (second->unchanged);
  g_assert_cmpint (publication->published, ==, later + 3600);
  change (fixture, LEAF_JOB_TAKE_DOWN, LEAF_PUBLICATION_DRAFT);
  leaf_publication_free (publication);
  publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog);
  g_assert_cmpint (publication->published, ==, 0);
  leaf_test_outbox_assert_once (fixture);
}

static gboolean
let_time_pass_func (LeafDb *db, gpointer data, GError **error)
{
  return leaf_db_run (db, "UPDATE publications SET published = published - 7800, modified = modified - 7800", error);
}

/* The time of a scheduled post is past: the blog is asked once, and the library knows that it is published. */
static void
test_overdue (LeafTestOutbox *fixture, gconstpointer unused)
{
  gint64 at = leaf_outbox_get_now () + 7200;
  g_autoptr (LeafOutcome) outcome = publish (fixture, LEAF_PUBLICATION_SCHEDULED, at);
  g_autoptr (LeafPublication) publication = NULL;

  g_assert_nonnull (outcome);
  g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, NULL), ==, 0);
  g_assert_cmpuint (count (fixture, "fetch"), ==, 0);

  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, let_time_pass_func, NULL);
  leaf_test_blog_set_state (fixture->remote, LEAF_PUBLICATION_PUBLISHED);
  leaf_outbox_run_due (fixture->outbox, NULL, NULL);
  g_assert_cmpuint (count (fixture, "fetch"), ==, 1);
  publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog);
  g_assert_cmpint (publication->state, ==, LEAF_PUBLICATION_PUBLISHED);
  g_assert_cmpint (publication->published, ==, at - 7800);
  leaf_outbox_run_due (fixture->outbox, NULL, NULL);
  g_assert_cmpuint (count (fixture, "fetch"), ==, 1);
}

/* The blog cannot be asked: it is not asked again every minute. */
static void
test_overdue_away (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafOutcome) outcome = publish (fixture, LEAF_PUBLICATION_SCHEDULED, leaf_outbox_get_now () + 7200);

  g_assert_nonnull (outcome);
  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, let_time_pass_func, NULL);
  leaf_test_blog_fail (fixture->remote, "fetch", 1, LEAF_PUBLISH_ERROR_TEMPORARY, 0, FALSE);
  leaf_outbox_run_due (fixture->outbox, NULL, NULL);
  leaf_outbox_run_due (fixture->outbox, NULL, NULL);
  g_assert_cmpuint (count (fixture, "fetch"), ==, 1);
}

/* What the blog says of the state is saved; what it says of the text is not taken for hers. */
static void
test_refresh (LeafTestOutbox *fixture, gconstpointer unused)
{
  static const LeafPublicationState states[] = {
    LEAF_PUBLICATION_REMOVED, LEAF_PUBLICATION_DRAFT, LEAF_PUBLICATION_PUBLISHED, LEAF_PUBLICATION_NONE,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) first = NULL;
  g_autoptr (LeafPublication) before = NULL;

  g_assert_null (leaf_outbox_refresh (fixture->outbox, fixture->review, fixture->blog, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED);
  g_clear_error (&error);

  first = publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0);
  before = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog);
  for (unsigned int i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (LeafOutcome) outcome = NULL;
      g_autoptr (LeafPublication) publication = NULL;
      gboolean gone = states[i] == LEAF_PUBLICATION_NONE;

      leaf_test_blog_set_state (fixture->remote, states[i]);
      outcome = leaf_outbox_refresh (fixture->outbox, fixture->review, fixture->blog, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (outcome->state, ==, gone ? LEAF_PUBLICATION_REMOVED : states[i]);
      publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog);
      g_assert_cmpint (publication->state, ==, outcome->state);
      g_assert_cmpstr (publication->remote_hash, ==, gone ? NULL : before->remote_hash);
      g_assert_cmpstr (publication->remote_id, ==, gone ? NULL : before->remote_id);
    }

  leaf_test_blog_fail (fixture->remote, "fetch", 1, LEAF_PUBLISH_ERROR_TEMPORARY, 0, FALSE);
  g_assert_null (leaf_outbox_refresh (fixture->outbox, fixture->review, fixture->blog, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY);
}

static gboolean
list_func (LeafDb *db, gpointer data, GError **error)
{
  GPtrArray **entries = data;

  *entries = leaf_outbox_list_entries (db, FALSE, error);
  return *entries != NULL;
}

/* The names of what a job is about, for lists. */
static void
test_entries (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafOutcome) first = publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0);
  g_autoptr (GPtrArray) entries = NULL;
  const LeafOutboxEntry *entry;

  g_assert_nonnull (first);
  change (fixture, LEAF_JOB_DELETE, LEAF_PUBLICATION_REMOVED);
  leaf_test_run (fixture->library.library, LEAF_LIBRARY_READ, list_func, &entries);
  g_assert_cmpuint (entries->len, ==, 2);
  entry = g_ptr_array_index (entries, 1);
  g_assert_cmpint (entry->job->action, ==, LEAF_JOB_DELETE);
  g_assert_cmpint (entry->publication->review, ==, fixture->review);
  g_assert_cmpstr (entry->blog, ==, "Pages & Tea <3");
  g_assert_cmpstr (entry->review, ==, "The Moonstone");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  leaf_test_add_outbox ("/outbox-change/good", NULL, test_good);
  leaf_test_add_outbox ("/outbox-change/publish-again", NULL, test_publish_again);
  leaf_test_add_outbox ("/outbox-change/gone", NULL, test_gone);
  leaf_test_add_outbox ("/outbox-change/never-published", NULL, test_never_published);
  leaf_test_add_outbox ("/outbox-change/lost-answer", NULL, test_lost_answer);
  leaf_test_add_outbox ("/outbox-change/lost-request", NULL, test_lost_request);
  leaf_test_add_outbox ("/outbox-change/many-presses", NULL, test_many_presses);
  leaf_test_add_outbox ("/outbox-change/removed-review", NULL, test_removed_review);
  leaf_test_add_outbox ("/outbox-change/base", NULL, test_base);
  leaf_test_add_outbox ("/outbox-change/base-changed", NULL, test_base_changed);
  leaf_test_add_outbox ("/outbox-change/schedule", NULL, test_schedule);
  leaf_test_add_outbox ("/outbox-change/overdue", NULL, test_overdue);
  leaf_test_add_outbox ("/outbox-change/overdue-away", NULL, test_overdue_away);
  leaf_test_add_outbox ("/outbox-change/refresh", NULL, test_refresh);
  leaf_test_add_outbox ("/outbox-change/entries", NULL, test_entries);

  return g_test_run ();
}
