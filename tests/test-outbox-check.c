/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-outbox-check.h"

#include "leaf-books.h"
#include "leaf-pictures.h"
#include "leaf-reviews.h"
#include "leaf-test-outbox.h"
#include "leaf-test-publish.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  gint64 review;
  int days;
} Embargo;

static gboolean
set_embargo_func (LeafDb *db, gpointer data, GError **error)
{
  const Embargo *embargo = data;
  g_autoptr (LeafReview) review = leaf_reviews_load (db, embargo->review, error);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) day = g_date_time_add_days (now, embargo->days);
  g_autoptr (LeafBook) book = NULL;
  LeafDate date = { 0 };
  unsigned int n_books;

  if (embargo->days != 0)
    g_date_time_get_ymd (day, &date.year, &date.month, &date.day);
  book = leaf_books_load (db, leaf_review_get_books (review, &n_books)[0], error);
  leaf_book_set_embargo (book, &date);

  return leaf_books_save (db, book, error);
}

/* 0: none any more. */
static void
set_embargo (LeafTestOutbox *fixture, int days)
{
  Embargo embargo = { fixture->review, days };

  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, set_embargo_func, &embargo);
}

static LeafOutcome *
publish (LeafTestOutbox *fixture, LeafPublicationState wanted, int days, GError **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  return leaf_outbox_publish (fixture->outbox, fixture->review, fixture->blog, wanted,
                              wanted == LEAF_PUBLICATION_SCHEDULED ? now + days * 24 * 60 * 60 : 0, NULL, error);
}

static void
assert_refused (LeafTestOutbox *fixture, LeafPublicationState wanted, int days, unsigned int n_sent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome = publish (fixture, wanted, days, &error);

  g_assert_null (outcome);
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_EMBARGO);
  g_assert_nonnull (strstr (error->message, "The Moonstone"));
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 0);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "send"), ==, n_sent);
}

/* Not now, not the day before; on the day itself. Nothing leaves, not even a picture, and no job stays behind. */
static void
test_embargo (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome = NULL;

  set_embargo (fixture, 10);
  assert_refused (fixture, LEAF_PUBLICATION_PUBLISHED, 0, 0);
  assert_refused (fixture, LEAF_PUBLICATION_SCHEDULED, 9, 0);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "upload"), ==, 0);

  outcome = publish (fixture, LEAF_PUBLICATION_SCHEDULED, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpint (outcome->state, ==, LEAF_PUBLICATION_SCHEDULED);
}

static void
set_text_cb (LeafBook *book, gpointer data)
{
  leaf_book_set_embargo_text (book, data);
}

/* Nobody knows when it ends, so it has not. */
static void
test_unreadable (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome = NULL;

  leaf_test_change_book (fixture->library.library, fixture->review, set_text_cb, (gpointer) "2026-13-01");
  assert_refused (fixture, LEAF_PUBLICATION_PUBLISHED, 0, 0);
  assert_refused (fixture, LEAF_PUBLICATION_SCHEDULED, 3650, 0);
  outcome = publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0, &error);
  g_assert_nonnull (strstr (error->message, "“2026-13-01” is not a day"));
}

/* A draft is hers alone. */
static void
test_draft (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome = NULL;

  set_embargo (fixture, 10);
  outcome = publish (fixture, LEAF_PUBLICATION_DRAFT, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (outcome->state, ==, LEAF_PUBLICATION_DRAFT);
  assert_refused (fixture, LEAF_PUBLICATION_PUBLISHED, 0, 1);
}

/* Over, or none: published; what readers have is not changed under an embargo that is set later, also not as a "draft". */
static void
test_public (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome = NULL;

  set_embargo (fixture, -1);
  outcome = publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0, &error);
  g_assert_no_error (error);
  leaf_test_append_text (fixture->library.library, fixture->review, "More.");
  set_embargo (fixture, 2);
  assert_refused (fixture, LEAF_PUBLICATION_PUBLISHED, 0, 1);
  assert_refused (fixture, LEAF_PUBLICATION_DRAFT, 0, 1);
  assert_refused (fixture, LEAF_PUBLICATION_SCHEDULED, 5, 1);
}

/* What was taken down is not shown again before the day; it may be taken down, deleted and kept as a draft. */
static void
test_put_back (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) published = publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0, &error);
  g_autoptr (LeafOutcome) down = NULL;
  g_autoptr (LeafOutcome) back = NULL;

  g_assert_no_error (error);
  g_assert_true (published->created);
  set_embargo (fixture, 3);
  down = leaf_outbox_change (fixture->outbox, fixture->review, fixture->blog, LEAF_JOB_TAKE_DOWN, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (down->state, ==, LEAF_PUBLICATION_DRAFT);

  back = leaf_outbox_change (fixture->outbox, fixture->review, fixture->blog, LEAF_JOB_PUT_BACK, NULL, &error);
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_EMBARGO);
  g_assert_null (back);
  g_clear_error (&error);
  assert_refused (fixture, LEAF_PUBLICATION_PUBLISHED, 0, 1);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "change"), ==, 1);
  g_assert_cmpint (leaf_test_blog_get_state (fixture->remote), ==, LEAF_PUBLICATION_DRAFT);

  set_embargo (fixture, 0);
  back = leaf_outbox_change (fixture->outbox, fixture->review, fixture->blog, LEAF_JOB_PUT_BACK, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (back->state, ==, LEAF_PUBLICATION_PUBLISHED);
}

/* A job that waits finds the embargo when its time comes, and needs her attention; without the embargo it runs. */
static void
test_waiting (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafJob) job = NULL;
  g_autoptr (LeafOutcome) outcome = NULL;
  gint64 id = leaf_test_order (fixture->outbox, fixture->review, fixture->blog, LEAF_JOB_PUBLISH);

  set_embargo (fixture, 3);
  g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, &error), ==, 0);
  g_assert_no_error (error);
  job = leaf_test_load_job (fixture->library.library, id);
  g_assert_cmpint (job->state, ==, LEAF_JOB_FAILED);
  g_assert_nonnull (strstr (job->last_error, "under embargo"));
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "upload"), ==, 0);
  g_assert_cmpuint (leaf_test_blog_count_posts (fixture->remote), ==, 0);

  set_embargo (fixture, 0);
  outcome = leaf_outbox_run_job (fixture->outbox, id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (leaf_test_blog_count_posts (fixture->remote), ==, 1);
}

/* Its answer was lost before the embargo was set: looked up, and found out that it is there; sent again it is not. */
static void
test_uncertain (LeafTestOutbox *fixture, gconstpointer committed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome = NULL;
  gint64 id;

  leaf_outbox_set_patience (fixture->outbox, 0);
  leaf_test_blog_fail (fixture->remote, "send", 1, LEAF_PUBLISH_ERROR_UNCLEAR, 0, committed != NULL);
  leaf_test_blog_fail (fixture->remote, "find", 1, LEAF_PUBLISH_ERROR_TEMPORARY, 0, FALSE);
  g_assert_null (publish (fixture, LEAF_PUBLICATION_PUBLISHED, 0, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_UNCLEAR);
  g_clear_error (&error);

  id = 1;
  set_embargo (fixture, 3);
  outcome = leaf_outbox_run_job (fixture->outbox, id, NULL, &error);
  if (committed != NULL)
    {
      g_assert_no_error (error);
      g_assert_cmpint (outcome->state, ==, LEAF_PUBLICATION_PUBLISHED);
    }
  else
    g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_EMBARGO);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "send"), ==, 1);
  g_assert_cmpuint (leaf_test_blog_count_posts (fixture->remote), ==, committed != NULL ? 1 : 0);
}

static GPtrArray *
check (LeafTestOutbox *fixture, LeafCheckFlags flags)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *problems = leaf_outbox_check (fixture->outbox, fixture->review, fixture->blog, LEAF_PUBLICATION_PUBLISHED, 0, flags, NULL,
                                           &error);

  g_assert_no_error (error);

  return problems;
}

static gboolean
has (GPtrArray *problems, LeafProblemKind kind)
{
  for (unsigned int i = 0; i < problems->len; i++)
    if (((LeafPostProblem *) g_ptr_array_index (problems, i))->kind == kind)
      return TRUE;

  return FALSE;
}

/* The sample is all right but for a category without stars; and no request is made. */
static void
test_good (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) problems = check (fixture, LEAF_CHECK_HERE);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_true (has (problems, LEAF_PROBLEM_UNRATED));
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "connect"), ==, 0);

  g_assert_null (leaf_outbox_check (fixture->outbox, 4711, fixture->blog, LEAF_PUBLICATION_PUBLISHED, 0, LEAF_CHECK_HERE, NULL, &error));
  g_assert_nonnull (error);
}

static void
test_check_embargo (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) problems = NULL;

  set_embargo (fixture, 2);
  problems = check (fixture, LEAF_CHECK_HERE);
  g_assert_true (leaf_post_check_stops (problems));
  g_assert_true (has (problems, LEAF_PROBLEM_EMBARGO));
}

static gboolean
get_cover_func (LeafDb *db, gpointer data, GError **error)
{
  char **cover = data;
  g_autoptr (LeafBook) book = leaf_books_load (db, 1, error);

  *cover = g_strdup (leaf_book_get_cover (book));
  return TRUE;
}

/* The row is there, the file is not. */
static void
test_lost_picture (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autofree char *cover = NULL;
  g_autofree char *path = NULL;
  g_autofree char *hidden = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  leaf_test_run (fixture->library.library, LEAF_LIBRARY_READ, get_cover_func, &cover);
  path = leaf_pictures_get_path (fixture->library.library, cover);
  hidden = g_strconcat (path, ".hidden", NULL);
  g_assert_cmpint (g_rename (path, hidden), ==, 0);
  problems = check (fixture, LEAF_CHECK_HERE);
  g_assert_cmpint (g_rename (hidden, path), ==, 0);
  g_assert_true (has (problems, LEAF_PROBLEM_NO_PICTURE));
  g_assert_true (leaf_post_check_stops (problems));
}

static gboolean
add_other_func (LeafDb *db, gpointer data, GError **error)
{
  g_autoptr (LeafBook) book = leaf_book_new ();

  leaf_book_set_title (book, "Jane Eyre");
  leaf_book_set_isbn (book, "9780141441146");

  return leaf_books_save (db, book, error);
}

/* A book of the library is no other edition of this one. */
static void
test_other_book (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  leaf_test_append_text (fixture->library.library, fixture->review, "<a href=\"https://bookshop.org/a/1/9780141441146\">Jane Eyre</a>");
  before = check (fixture, LEAF_CHECK_HERE);
  g_assert_true (has (before, LEAF_PROBLEM_EDITION));
  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, add_other_func, NULL);
  after = check (fixture, LEAF_CHECK_HERE);
  g_assert_false (has (after, LEAF_PROBLEM_EDITION));
}

/* The address of another post; our own post does not take it from itself, and a blog that is away says nothing. */
static void
test_slug (LeafTestOutbox *fixture, gconstpointer unused)
{
  gint64 other = leaf_test_save_review (fixture->library.library);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) here = NULL;
  g_autoptr (GPtrArray) away = NULL;
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (GPtrArray) again = NULL;
  unsigned int n_asked;

  leaf_test_publish (fixture->outbox, other, fixture->blog);
  leaf_test_blog_fail (fixture->remote, "connect", 1, LEAF_PUBLISH_ERROR_TEMPORARY, 0, FALSE);
  away = check (fixture, LEAF_CHECK_SLUG);
  g_assert_false (has (away, LEAF_PROBLEM_SLUG));

  n_asked = leaf_test_blog_count_calls (fixture->remote, "connect");
  problems = check (fixture, LEAF_CHECK_SLUG);
  g_assert_true (has (problems, LEAF_PROBLEM_SLUG));
  again = check (fixture, LEAF_CHECK_SLUG);
  g_assert_true (has (again, LEAF_PROBLEM_SLUG));
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "connect"), ==, n_asked + 1);
  here = check (fixture, LEAF_CHECK_HERE);
  g_assert_false (has (here, LEAF_PROBLEM_SLUG));

  fixture->review = other;
  own = check (fixture, LEAF_CHECK_SLUG);
  g_assert_false (has (own, LEAF_PROBLEM_SLUG));
}

static void
add (const char *name, gconstpointer data, void (*func) (LeafTestOutbox *fixture, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/outbox-check/", name, NULL);

  leaf_test_add_outbox (path, data, func);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("embargo", NULL, test_embargo);
  add ("embargo-unreadable", NULL, test_unreadable);
  add ("embargo-draft", NULL, test_draft);
  add ("embargo-public", NULL, test_public);
  add ("embargo-put-back", NULL, test_put_back);
  add ("embargo-waiting", NULL, test_waiting);
  add ("embargo-lost-answer", "arrived", test_uncertain);
  add ("embargo-lost-request", NULL, test_uncertain);

  add ("good", NULL, test_good);
  add ("check-embargo", NULL, test_check_embargo);
  add ("lost-picture", NULL, test_lost_picture);
  add ("other-book", NULL, test_other_book);
  add ("slug", NULL, test_slug);

  return g_test_run ();
}
