/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-outbox-remote.h"

#include "leaf-blogs.h"
#include "leaf-document-html.h"
#include "leaf-reviews.h"
#include "leaf-test-document.h"
#include "leaf-test-outbox.h"
#include "leaf-test-publish.h"
#include "leaf-test-server.h"

#include <string.h>

#define LEAF_TEST_TITLE "The Moonstone, Wilkie Collins: Book Review"

typedef struct {
  gint64 review;
  const char *html;
  LeafReview *loaded;
  GPtrArray *revisions;
} Text;

static gboolean
save_text_func (LeafDb *db, gpointer data, GError **error)
{
  Text *text = data;

  return leaf_reviews_save_document (db, text->review, text->html, text->html, error);
}

static gboolean
load_text_func (LeafDb *db, gpointer data, GError **error)
{
  Text *text = data;

  text->loaded = leaf_reviews_load (db, text->review, error);
  text->revisions = leaf_revisions_list (db, text->review, error);
  return text->loaded != NULL && text->revisions != NULL;
}

static void
write_text (LeafTestOutbox *fixture, const char *html)
{
  Text text = { .review = fixture->review, .html = html };

  g_assert_true (leaf_library_run (fixture->library.library, LEAF_LIBRARY_WRITE, save_text_func, &text, NULL));
}

static void
assert_text (LeafTestOutbox *fixture, const char *html)
{
  Text text = { .review = fixture->review };
  g_autoptr (LeafDocument) expected = leaf_document_new_from_html (html, -1, NULL);

  g_assert_true (leaf_library_run (fixture->library.library, LEAF_LIBRARY_READ, load_text_func, &text, NULL));
  leaf_test_assert_same_document (leaf_review_get_document (text.loaded), expected);
  g_object_unref (text.loaded);
  g_ptr_array_unref (text.revisions);
}

/* The text as it was is among the versions that were kept. */
static void
assert_kept (LeafTestOutbox *fixture, const char *words)
{
  Text text = { .review = fixture->review };
  gboolean found = FALSE;

  g_assert_true (leaf_library_run (fixture->library.library, LEAF_LIBRARY_READ, load_text_func, &text, NULL));
  for (unsigned int i = 0; i < text.revisions->len; i++)
    found |= strstr (((LeafRevision *) g_ptr_array_index (text.revisions, i))->html, words) != NULL;
  g_assert_true (found);
  g_object_unref (text.loaded);
  g_ptr_array_unref (text.revisions);
}

static void
publish (LeafTestOutbox *fixture, int expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome =
    leaf_outbox_publish (fixture->outbox, fixture->review, fixture->blog, LEAF_PUBLICATION_PUBLISHED, 0, NULL, &error);

  g_assert_true ((outcome != NULL) == (expected < 0));
  if (expected < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, LEAF_PUBLISH_ERROR, expected);
  g_assert_cmpuint (leaf_test_blog_count_posts (fixture->remote), ==, 1);
}

static void
set_up (LeafTestOutbox *fixture, gconstpointer unused)
{
  leaf_test_outbox_set_up (fixture, NULL);
  write_text (fixture, "<p>The first line.</p><p><br></p><p>The second line.</p><p>The <span class=\"spoiler\">third</span> line.</p>");
  publish (fixture, -1);
}

static LeafRemoteChange *
look (LeafTestOutbox *fixture, LeafRemoteState state, unsigned int n_clashes)
{
  g_autoptr (GError) error = NULL;
  LeafRemoteChange *change = leaf_outbox_look_remote (fixture->outbox, fixture->review, fixture->blog, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (change->state, ==, state);
  g_assert_cmpuint (leaf_remote_change_count_clashes (change), ==, n_clashes);
  return change;
}

static void
answer (LeafTestOutbox *fixture, const LeafRemoteChange *change, LeafRemoteAnswer what, const LeafDocument *document, const char *title)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (leaf_outbox_answer_remote (fixture->outbox, change, what, document, title, NULL, &error));
  g_assert_no_error (error);
}

static void
test_unchanged (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafRemoteChange) change = look (fixture, LEAF_REMOTE_UNCHANGED, 0);

  g_assert_true (change->has_base);
  leaf_test_assert_same_document (change->theirs, change->base);
  leaf_test_assert_same_document (change->mine, change->base);
}

/* Theirs come into the document; what no post shows stays. */
static void
test_take_theirs (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafRemoteChange) change = NULL;

  leaf_test_blog_edit (fixture->remote, "The second line.", "The <em>best</em> line.");
  publish (fixture, -1); /* nothing new here: nothing is sent, and nothing overwritten */
  change = look (fixture, LEAF_REMOTE_CHANGED, 0);
  answer (fixture, change, LEAF_REMOTE_TAKE_THEIRS, change->theirs, change->theirs_title);

  assert_text (fixture, "<p>The first line.</p><p><br></p><p>The <em>best</em> line.</p><p>The <span class=\"spoiler\">third</span> line.</p>");
  assert_kept (fixture, "The second line.");
  publish (fixture, -1);
  g_assert_true (leaf_test_blog_shows (fixture->remote, "The <em>best</em> line."));
}

/* She wanted to publish and was stopped: with theirs taken nothing is left to do. */
static void
test_give_way (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafRemoteChange) change = NULL;

  leaf_test_blog_edit (fixture->remote, "The second line.", "Their line.");
  write_text (fixture, "<p>My line.</p>");
  publish (fixture, LEAF_PUBLISH_ERROR_CHANGED);
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 1);
  change = look (fixture, LEAF_REMOTE_CHANGED, 1);
  answer (fixture, change, LEAF_REMOTE_TAKE_THEIRS, change->theirs, change->theirs_title);
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 0);
  assert_kept (fixture, "My line.");
  publish (fixture, -1);
  g_assert_true (leaf_test_blog_shows (fixture->remote, "Their line."));
}

static void
test_keep_mine (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafRemoteChange) change = NULL;
  g_autoptr (LeafRemoteChange) again = NULL;

  leaf_test_blog_edit (fixture->remote, "The second line.", "Their line.");
  write_text (fixture, "<p>My line.</p>");
  publish (fixture, LEAF_PUBLISH_ERROR_CHANGED);
  change = look (fixture, LEAF_REMOTE_CHANGED, 1);
  answer (fixture, change, LEAF_REMOTE_KEEP_MINE, NULL, NULL);

  /* Somebody writes there once more: that was not seen. */
  leaf_test_blog_edit (fixture->remote, "Their line.", "Their other line.");
  publish (fixture, LEAF_PUBLISH_ERROR_CHANGED);
  again = look (fixture, LEAF_REMOTE_CHANGED, 1);
  answer (fixture, again, LEAF_REMOTE_KEEP_MINE, NULL, NULL);
  publish (fixture, -1);
  g_assert_true (leaf_test_blog_shows (fixture->remote, "My line."));
  g_assert_false (leaf_test_blog_shows (fixture->remote, "Their other line."));
}

static void
test_merge (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafRemoteChange) change = NULL;
  g_autoptr (LeafDocument) merged = NULL;

  leaf_test_blog_edit (fixture->remote, "The second line.", "Their line.");
  write_text (fixture, "<p>My first line.</p><p><br></p><p>The second line.</p><p>The <span class=\"spoiler\">third</span> line.</p>");
  publish (fixture, LEAF_PUBLISH_ERROR_CHANGED);
  change = look (fixture, LEAF_REMOTE_CHANGED, 0);
  merged = leaf_merge_make_document (change->merge, NULL);
  answer (fixture, change, LEAF_REMOTE_TAKE_MERGED, merged, leaf_remote_change_get_title (change));

  assert_text (fixture, "<p>My first line.</p><p><br></p><p>Their line.</p><p>The <span class=\"spoiler\">third</span> line.</p>");
  assert_kept (fixture, "The second line.");
  publish (fixture, -1);
  g_assert_true (leaf_test_blog_shows (fixture->remote, "My first line."));
  g_assert_true (leaf_test_blog_shows (fixture->remote, "Their line."));
}

static void
test_titles (LeafTestOutbox *fixture, gconstpointer unused)
{
  Text text = { .review = fixture->review };
  g_autoptr (LeafRemoteChange) change = NULL;

  leaf_test_blog_edit (fixture->remote, LEAF_TEST_TITLE, "A &amp; B");
  change = look (fixture, LEAF_REMOTE_CHANGED, 0);
  g_assert_cmpstr (leaf_remote_change_get_title (change), ==, "A & B");
  answer (fixture, change, LEAF_REMOTE_TAKE_THEIRS, change->theirs, change->theirs_title);

  g_assert_true (leaf_library_run (fixture->library.library, LEAF_LIBRARY_READ, load_text_func, &text, NULL));
  g_assert_cmpstr (leaf_review_get_title (text.loaded), ==, "A & B");
  g_object_unref (text.loaded);
  g_ptr_array_unref (text.revisions);
}

/* She wrote between looking and answering: nothing happens. */
static void
test_written_meanwhile (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafRemoteChange) change = NULL;
  g_autoptr (GError) error = NULL;

  leaf_test_blog_edit (fixture->remote, "The second line.", "Their line.");
  change = look (fixture, LEAF_REMOTE_CHANGED, 0);
  write_text (fixture, "<p>Something new.</p>");
  g_assert_false (leaf_outbox_answer_remote (fixture->outbox, change, LEAF_REMOTE_TAKE_THEIRS, change->theirs, NULL, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_CHANGED);
  assert_text (fixture, "<p>Something new.</p>");
  publish (fixture, LEAF_PUBLISH_ERROR_CHANGED);
}

typedef struct {
  gboolean done;
  gboolean good;
  int code; /* of the error, if there is one */
} Ended;

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LeafOutcome) outcome = leaf_outbox_run_job_finish (LEAF_OUTBOX (source), result, NULL);
  Ended *ended = data;

  ended->good = outcome != NULL;
  ended->done = TRUE;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Ended *ended = data;

  ended->good = leaf_outbox_answer_remote_finish (LEAF_OUTBOX (source), result, &error);
  ended->code = error != NULL && error->domain == LEAF_PUBLISH_ERROR ? error->code : -1;
  ended->done = TRUE;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LeafRemoteChange) change = leaf_outbox_look_remote_finish (LEAF_OUTBOX (source), result, NULL);
  Ended *ended = data;

  ended->good = change != NULL && change->state == LEAF_REMOTE_UNCHANGED;
  ended->done = TRUE;
}

static void
wait_for (const Ended *ended)
{
  while (!ended->done)
    g_main_context_iteration (NULL, TRUE);
}

/* Hers is on its way when she decides about what was there before: neither is what is known of the post then confused with what is
 * there, nor is the decision lost without a word. */
static void
test_sent_meanwhile (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafRemoteChange) change = NULL;
  gint64 job;
  Ended ran = { FALSE };
  Ended answered = { FALSE };
  Ended looked = { FALSE };

  leaf_test_blog_edit (fixture->remote, "The second line.", "Their line.");
  change = look (fixture, LEAF_REMOTE_CHANGED, 0);
  write_text (fixture, "<p>My line.</p>");
  leaf_test_keep_mine (fixture->outbox, fixture->review, fixture->blog);
  job = leaf_test_order (fixture->outbox, fixture->review, fixture->blog, LEAF_JOB_PUBLISH);
  leaf_test_blog_hold (fixture->remote);
  leaf_outbox_run_job_async (fixture->outbox, job, NULL, ran_cb, &ran);
  leaf_test_blog_wait_for_send (fixture->remote);

  leaf_outbox_answer_remote_async (fixture->outbox, change, LEAF_REMOTE_TAKE_THEIRS, NULL, NULL, NULL, answered_cb, &answered);
  leaf_outbox_look_remote_async (fixture->outbox, fixture->review, fixture->blog, NULL, looked_cb, &looked);
  leaf_test_blog_go_on (fixture->remote);
  wait_for (&ran);
  wait_for (&answered);
  wait_for (&looked);
  g_assert_true (ran.good);
  g_assert_false (answered.good);
  g_assert_cmpint (answered.code, ==, LEAF_PUBLISH_ERROR_CHANGED);
  g_assert_true (looked.good);
  assert_text (fixture, "<p>My line.</p>");
  publish (fixture, -1);
  g_assert_true (leaf_test_blog_shows (fixture->remote, "My line."));
}

/* Stands for the moment between what is loaded and what the blog says. */
static LeafPublisher *
order_and_connect (LeafBlog *blog, LeafLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  LeafTestOutbox *fixture = data;

  leaf_test_keep_mine (fixture->outbox, fixture->review, fixture->blog);
  return leaf_test_blog_connect (blog, library, fixture->remote, cancellable, error);
}

/* That hers counts is not forgotten because the blog is being asked about the post. */
static void
test_keep_mine_while_asked (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  leaf_test_blog_edit (fixture->remote, "The second line.", "Their line.");
  write_text (fixture, "<p>My line.</p>");
  leaf_outbox_set_connect (fixture->outbox, order_and_connect, fixture);
  outcome = leaf_outbox_refresh (fixture->outbox, fixture->review, fixture->blog, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (outcome->state, ==, LEAF_PUBLICATION_PUBLISHED);

  leaf_outbox_set_connect (fixture->outbox, leaf_test_blog_connect, fixture->remote);
  publish (fixture, -1);
  g_assert_true (leaf_test_blog_shows (fixture->remote, "My line."));
}

/* Nor because the post is being taken down. */
static void
test_keep_mine_while_changed (LeafTestOutbox *fixture, gconstpointer unused)
{
  Ended ran = { FALSE };
  gint64 job;

  leaf_test_blog_edit (fixture->remote, "The second line.", "Their line.");
  write_text (fixture, "<p>My line.</p>");
  job = leaf_test_order (fixture->outbox, fixture->review, fixture->blog, LEAF_JOB_TAKE_DOWN);
  leaf_test_blog_hold (fixture->remote);
  leaf_outbox_run_job_async (fixture->outbox, job, NULL, ran_cb, &ran);
  leaf_test_blog_wait_for_send (fixture->remote);
  leaf_test_keep_mine (fixture->outbox, fixture->review, fixture->blog);
  leaf_test_blog_go_on (fixture->remote);
  wait_for (&ran);
  g_assert_true (ran.good);

  publish (fixture, -1);
  g_assert_true (leaf_test_blog_shows (fixture->remote, "My line."));
}

/* While another Flyleaf works for the blog, the answer can be called off, and nothing of it is noted. */
static void
test_answer_in_line (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafRemoteChange) change = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  int lock;

  leaf_test_blog_edit (fixture->remote, "The second line.", "Their line.");
  change = look (fixture, LEAF_REMOTE_CHANGED, 0);
  lock = leaf_outbox_lock (fixture->library.library, fixture->blog, NULL, NULL);
  g_cancellable_cancel (cancellable);
  g_assert_false (leaf_outbox_answer_remote (fixture->outbox, change, LEAF_REMOTE_KEEP_MINE, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  leaf_outbox_unlock (lock);

  answer (fixture, change, LEAF_REMOTE_KEEP_MINE, NULL, NULL);
}

static void
test_trash (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafRemoteChange) change = NULL;

  leaf_test_blog_set_state (fixture->remote, LEAF_PUBLICATION_REMOVED);
  change = look (fixture, LEAF_REMOTE_TRASHED, 0);
  answer (fixture, change, LEAF_REMOTE_KEEP_MINE, NULL, NULL);
  publish (fixture, -1);
  g_assert_cmpint (leaf_test_blog_get_state (fixture->remote), ==, LEAF_PUBLICATION_PUBLISHED);
}

static void
test_deleted (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafRemoteChange) change = NULL;

  leaf_test_blog_set_state (fixture->remote, LEAF_PUBLICATION_NONE);
  change = look (fixture, LEAF_REMOTE_DELETED, 0);
  leaf_test_assert_same_document (change->theirs, change->base);
}

static void
test_not_there (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafBlog) blog = leaf_blog_new ();
  g_autoptr (GError) error = NULL;
  gint64 id;

  leaf_blog_set_system (blog, LEAF_BLOG_SYSTEM_WORDPRESS);
  leaf_blog_set_address (blog, "https://other.example/");
  id = leaf_test_save_blog (fixture->library.library, blog);
  g_assert_null (leaf_outbox_look_remote (fixture->outbox, fixture->review, id, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED);
}

/* A picture at another address than the blog's stays a link: a post may name any. */
static void
test_foreign_picture (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafRemoteChange) change = NULL;
  g_autofree char *html = NULL;

  leaf_test_blog_edit (fixture->remote, "The second line.", "See <img src=\"http://127.0.0.1:1/cat.png\" alt=\"a cat\">");
  change = look (fixture, LEAF_REMOTE_CHANGED, 0);
  g_assert_cmpuint (change->n_links, ==, 1);
  html = leaf_document_to_html (change->theirs);
  g_assert_nonnull (strstr (html, "<a href=\"http://127.0.0.1:1/cat.png\">a cat</a>"));
}

static gboolean
set_address_func (LeafDb *db, gpointer data, GError **error)
{
  gpointer *values = data;
  g_autoptr (LeafBlog) blog = leaf_blogs_load (db, *(gint64 *) values[0], error);

  if (blog == NULL)
    return FALSE;
  leaf_blog_set_address (blog, values[1]);
  return leaf_blogs_save (db, blog, error);
}

/* Nor does the blog lead to another host by a picture of its own: that is asked, and nobody else. */
static void
test_picture_elsewhere (LeafTestOutbox *fixture, gconstpointer unused)
{
  LeafTestServer *other = leaf_test_server_new ("silent", NULL);
  LeafTestServer *server = leaf_test_server_new ("picture-elsewhere", NULL);
  g_autofree char *line = g_strdup_printf ("See <img src=\"%scat.png\" alt=\"a cat\">", leaf_test_server_get_address (server));
  g_autoptr (LeafRemoteChange) change = NULL;
  gpointer values[] = { &fixture->blog, (gpointer) leaf_test_server_get_address (server) };

  leaf_test_server_set_other (server, leaf_test_server_get_address (other));
  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, set_address_func, values);
  leaf_test_blog_edit (fixture->remote, "The second line.", line);
  change = look (fixture, LEAF_REMOTE_CHANGED, 0);
  g_assert_cmpuint (change->n_links, ==, 1);
  leaf_test_server_finish (server);
  leaf_test_server_finish (other);
}

/* Somebody writes in the very moment: hers is on the blog, and theirs waits for her. */
static LeafRemoteChange *
overwrite (LeafTestOutbox *fixture, const char *mine, unsigned int n_clashes)
{
  LeafRemoteChange *change;
  g_autoptr (LeafJob) job = NULL;

  leaf_test_blog_intrude (fixture->remote, "The second line.", "Their line.");
  write_text (fixture, mine);
  publish (fixture, LEAF_PUBLISH_ERROR_CHANGED);
  g_assert_false (leaf_test_blog_shows (fixture->remote, "Their line."));
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 1);
  job = leaf_test_load_job (fixture->library.library, 2);
  g_assert_cmpint (job->state, ==, LEAF_JOB_FAILED);
  g_assert_cmpint (job->problem, ==, LEAF_JOB_PROBLEM_CHANGED);

  /* Nothing more is sent, not even when she insists. */
  publish (fixture, LEAF_PUBLISH_ERROR_CHANGED);
  change = look (fixture, LEAF_REMOTE_CHANGED, n_clashes);
  g_assert_true (change->overwritten && change->has_base);

  return change;
}

static void
test_overwritten_merge (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafRemoteChange) change =
    overwrite (fixture, "<p>My first line.</p><p><br></p><p>The second line.</p><p>The <span class=\"spoiler\">third</span> line.</p>", 0);
  g_autoptr (LeafRemoteChange) after = NULL;
  g_autoptr (LeafDocument) merged = leaf_merge_make_document (change->merge, NULL);

  answer (fixture, change, LEAF_REMOTE_TAKE_MERGED, merged, leaf_remote_change_get_title (change));
  assert_text (fixture, "<p>My first line.</p><p><br></p><p>Their line.</p><p>The <span class=\"spoiler\">third</span> line.</p>");
  publish (fixture, -1);
  g_assert_true (leaf_test_blog_shows (fixture->remote, "My first line."));
  g_assert_true (leaf_test_blog_shows (fixture->remote, "Their line."));
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 0);
  after = look (fixture, LEAF_REMOTE_UNCHANGED, 0);
  g_assert_false (after->overwritten);
}

/* They write once more before she has decided: that is another question. */
static void
test_overwritten_twice (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafRemoteChange) change = overwrite (fixture, "<p>My line.</p>", 1);
  g_autoptr (LeafRemoteChange) again = NULL;

  leaf_test_blog_edit (fixture->remote, "My line.", "Their other line.");
  answer (fixture, change, LEAF_REMOTE_TAKE_THEIRS, change->theirs, change->theirs_title);
  assert_kept (fixture, "My line.");
  publish (fixture, LEAF_PUBLISH_ERROR_CHANGED);
  again = look (fixture, LEAF_REMOTE_CHANGED, 1);
  g_assert_false (again->overwritten);
  answer (fixture, again, LEAF_REMOTE_KEEP_MINE, NULL, NULL);
  publish (fixture, -1);
  g_assert_true (leaf_test_blog_shows (fixture->remote, "Their line."));
}

/* Hers is there already: with that nothing is left to do. */
static void
test_overwritten_keep (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafRemoteChange) change = overwrite (fixture, "<p>My line.</p>", 1);
  unsigned int n_sent = leaf_test_blog_count_calls (fixture->remote, "send");

  answer (fixture, change, LEAF_REMOTE_KEEP_MINE, NULL, NULL);
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 0);
  publish (fixture, -1);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "send"), ==, n_sent);
  g_assert_true (leaf_test_blog_shows (fixture->remote, "My line."));
}

/* Neither does "hers counts" leave the question open. */
static void
test_overwritten_accept (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafRemoteChange) change = overwrite (fixture, "<p>My line.</p>", 1);

  g_assert_nonnull (change);
  leaf_test_keep_mine (fixture->outbox, fixture->review, fixture->blog);
  publish (fixture, -1);
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 0);
}

/* The answer is lost, and then that to the question what it would have told: it is asked until it is known. */
static void
test_overwritten_unseen (LeafTestOutbox *fixture, gconstpointer unused)
{
  g_autoptr (LeafRemoteChange) change = NULL;

  leaf_test_blog_intrude (fixture->remote, "The second line.", "Their line.");
  write_text (fixture, "<p>My line.</p>");
  leaf_test_blog_fail (fixture->remote, "send", 1, LEAF_PUBLISH_ERROR_UNCLEAR, 0, TRUE);
  leaf_test_blog_fail (fixture->remote, "examine", 1, LEAF_PUBLISH_ERROR_TEMPORARY, 0, FALSE);
  publish (fixture, LEAF_PUBLISH_ERROR_TEMPORARY);
  publish (fixture, LEAF_PUBLISH_ERROR_CHANGED);
  change = look (fixture, LEAF_REMOTE_CHANGED, 1);
  g_assert_true (change->overwritten);
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->remote, "send"), ==, 2);
}

#define add(name, func) g_test_add ("/outbox-remote/" name, LeafTestOutbox, NULL, set_up, func, leaf_test_outbox_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("unchanged", test_unchanged);
  add ("take-theirs", test_take_theirs);
  add ("give-way", test_give_way);
  add ("keep-mine", test_keep_mine);
  add ("merge", test_merge);
  add ("titles", test_titles);
  add ("written-meanwhile", test_written_meanwhile);
  add ("sent-meanwhile", test_sent_meanwhile);
  add ("keep-mine-while-asked", test_keep_mine_while_asked);
  add ("keep-mine-while-changed", test_keep_mine_while_changed);
  add ("answer-in-line", test_answer_in_line);
  add ("trash", test_trash);
  add ("deleted", test_deleted);
  add ("not-there", test_not_there);
  add ("foreign-picture", test_foreign_picture);
  add ("picture-elsewhere", test_picture_elsewhere);
  add ("overwritten/merge", test_overwritten_merge);
  add ("overwritten/twice", test_overwritten_twice);
  add ("overwritten/keep", test_overwritten_keep);
  add ("overwritten/accept", test_overwritten_accept);
  add ("overwritten/unseen", test_overwritten_unseen);

  return g_test_run ();
}
