/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-discovery.h"
#include "leaf-outbox-private.h"
#include "leaf-test-library.h"
#include "leaf-test-proxy.h"
#include "leaf-test-publish.h"
#include "leaf-test-wordpress.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#define POST "POST /wp-json/wp/v2/posts"
#define MEDIA "POST /wp-json/wp/v2/media"
#define LOOK_UP "GET /wp-json/wp/v2/posts?search="

/* A real blog, and a proxy before it that loses answers after the blog has committed. */
static LeafTestWordpress *wordpress;
static LeafTestProxy *proxy;

typedef struct {
  LeafTestLibrary library;
  LeafOutbox *outbox;
  LeafBlog *known;
  gint64 blog;
  gint64 review;
  char *password;
  unsigned int posts;
  unsigned int media;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafBlog) blog = NULL;
  g_autofree char *root = g_strconcat (leaf_test_proxy_get_address (proxy), "wp-json/", NULL);
  g_auto (GStrv) log = NULL;

  fixture->password = leaf_test_wordpress_dup_password (wordpress, user);
  leaf_test_library_set_up (&fixture->library, NULL);
  blog = leaf_discover_blog (fixture->library.library, wordpress->address, user, fixture->password, NULL, &error);
  g_assert_no_error (error);
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_API_ROOT, root);
  fixture->blog = leaf_test_save_blog (fixture->library.library, blog);
  fixture->known = g_steal_pointer (&blog);
  fixture->review = leaf_test_save_review (fixture->library.library);
  leaf_test_set_password (fixture->password);
  fixture->outbox = leaf_outbox_new (fixture->library.library);
  fixture->posts = leaf_test_wordpress_count (wordpress, "posts");
  fixture->media = leaf_test_wordpress_count (wordpress, "media");
  log = leaf_test_proxy_take_log (proxy);
}

static void
tear_down (Fixture *fixture, gconstpointer user)
{
  g_assert_true (leaf_test_proxy_is_calm (proxy));
  leaf_test_release_outbox (&fixture->outbox);
  g_clear_object (&fixture->known);
  leaf_test_library_tear_down (&fixture->library, NULL);
  g_free (fixture->password);
}

static LeafOutcome *
publish (Fixture *fixture, GError **error)
{
  return leaf_outbox_publish (fixture->outbox, fixture->review, fixture->blog, LEAF_PUBLICATION_PUBLISHED, 0, NULL, error);
}

/* The time of the next try has come. */
static void
make_due (Fixture *fixture, gint64 id)
{
  g_autoptr (LeafJob) job = leaf_test_load_job (fixture->library.library, id);

  job->next_try = 0;
  leaf_test_save_job (fixture->library.library, job);
}

static void
assert_exactly_once (Fixture *fixture)
{
  g_autoptr (LeafPublication) publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog);

  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "posts"), ==, fixture->posts + 1);
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "media"), ==, fixture->media + 3);
  g_assert_cmpint (publication->state, ==, LEAF_PUBLICATION_PUBLISHED);
  g_assert_nonnull (publication->remote_id);
  g_assert_cmpuint (leaf_test_count_open_jobs (fixture->library.library), ==, 0);
}

static void
assert_requests (unsigned int n)
{
  g_auto (GStrv) log = leaf_test_proxy_take_log (proxy);

  for (unsigned int i = 0; g_strv_length (log) != n && log[i] != NULL; i++)
    g_test_message ("%s", log[i]);
  g_assert_cmpuint (g_strv_length (log), ==, n);
}

/* WordPress ignores it today; one that does not will not let anything be overwritten. */
static void
assert_unmodified_since (Fixture *fixture, const char *modified)
{
  g_autoptr (GBytes) request = leaf_test_proxy_dup_request (proxy, POST);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (modified, utc);
  g_autofree char *field = g_date_time_format (date, "\r\nIf-Unmodified-Since: %a, %d %b %Y %H:%M:%S GMT\r\n");

  g_assert_nonnull (request);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (request, NULL), g_bytes_get_size (request), field));
}

/* No request too many: 3 pictures, 2 tags, 1 post; then nothing; then a look and an update; with known tags and
 * pictures a new post is 1. */
static void
test_requests (Fixture *fixture, gconstpointer user)
{
  g_autoptr (LeafOutcome) first = NULL;
  g_autoptr (LeafOutcome) same = NULL;
  g_autoptr (LeafOutcome) second = NULL;
  g_autoptr (LeafOutcome) other = NULL;
  g_autoptr (LeafPublication) before = NULL;

  leaf_test_set_slug (fixture->library.library, fixture->review, "a-first-review");
  first = publish (fixture, NULL);
  g_assert_nonnull (first);
  assert_requests (6);
  same = publish (fixture, NULL);
  g_assert_true (same->unchanged);
  assert_requests (0);
  leaf_test_append_text (fixture->library.library, fixture->review, "More.");
  before = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog);
  second = publish (fixture, NULL);
  g_assert_nonnull (second);
  assert_unmodified_since (fixture, before->remote_modified);
  assert_requests (2);

  fixture->review = leaf_test_save_review (fixture->library.library);
  leaf_test_set_slug (fixture->library.library, fixture->review, "another-review");
  other = publish (fixture, NULL);
  g_assert_nonnull (other);
  assert_requests (1);
}

/* The answer is lost in every way there is; the look-up right after it finds the post. */
static void
test_post (Fixture *fixture, gconstpointer user)
{
  static const LeafTestFault faults[] = {
    LEAF_TEST_FAULT_CLOSE, LEAF_TEST_FAULT_RESET, LEAF_TEST_FAULT_HALF, LEAF_TEST_FAULT_PAGE, LEAF_TEST_FAULT_GATEWAY,
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LeafOutcome) outcome = NULL;
      g_autofree char *text = g_strdup_printf ("This is the change of number %u.", i);

      /* The first round makes the post, the others change it. */
      leaf_test_append_text (fixture->library.library, fixture->review, text);
      leaf_test_proxy_add_fault (proxy, POST, faults[i]);
      outcome = publish (fixture, &error);
      g_assert_no_error (error);
      g_assert_cmpint (outcome->created, ==, i == 0);
      assert_exactly_once (fixture);
    }
}

/* The look-up fails as well, and the next try finds the marker, later and after a restart. */
static void
test_post_next_try (Fixture *fixture, gconstpointer user)
{
  for (int round = 0; round < 2; round++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LeafJob) job = NULL;
      g_autoptr (LeafOutcome) outcome = NULL;

      leaf_test_append_text (fixture->library.library, fixture->review, round == 0 ? "The first." : "The second.");
      leaf_test_proxy_add_fault (proxy, POST, LEAF_TEST_FAULT_CLOSE);
      leaf_test_proxy_add_fault (proxy, LOOK_UP, LEAF_TEST_FAULT_GATEWAY);
      outcome = publish (fixture, &error);
      g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_UNCLEAR);
      g_assert_null (outcome);

      job = leaf_test_load_job (fixture->library.library, round + 1);
      g_assert_cmpint (job->state, ==, LEAF_JOB_SENDING);
      g_assert_cmpint (job->next_try, >, g_get_real_time () / G_USEC_PER_SEC);
      g_assert_nonnull (job->last_error);
      g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, NULL), ==, 0);

      leaf_test_release_outbox (&fixture->outbox);
      leaf_test_library_reopen (&fixture->library);
      fixture->outbox = leaf_outbox_new (fixture->library.library);
      make_due (fixture, job->id);
      g_assert_cmpint (leaf_outbox_run_due (fixture->outbox, NULL, &error), ==, 1);
      assert_exactly_once (fixture);
    }
}

/* The blog is still at it when we look: looked again, not sent again. The same for a picture. */
static void
test_late (Fixture *fixture, gconstpointer user)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome = NULL;

  leaf_test_proxy_add_fault (proxy, MEDIA, LEAF_TEST_FAULT_LATE);
  g_assert_null (publish (fixture, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_UNCLEAR);
  g_clear_error (&error);
  leaf_test_proxy_add_fault (proxy, POST, LEAF_TEST_FAULT_LATE);
  outcome = publish (fixture, &error);
  g_assert_no_error (error);
  assert_exactly_once (fixture);
}

/* It never reached the blog at all: then it is sent again, once. */
static void
test_post_never_arrived (Fixture *fixture, gconstpointer user)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome = NULL;
  g_autoptr (LeafOutcome) again = NULL;

  leaf_outbox_set_patience (fixture->outbox, 1);
  leaf_test_proxy_add_fault (proxy, POST, LEAF_TEST_FAULT_REFUSE);
  outcome = publish (fixture, &error);
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_UNCLEAR);
  g_clear_error (&error);
  again = publish (fixture, &error);
  g_assert_no_error (error);
  assert_exactly_once (fixture);
}

static void
test_picture (Fixture *fixture, gconstpointer user)
{
  static const LeafTestFault faults[] = { LEAF_TEST_FAULT_CLOSE, LEAF_TEST_FAULT_PAGE, LEAF_TEST_FAULT_GATEWAY };
  g_autoptr (LeafOutcome) outcome = NULL;
  g_autoptr (GError) error = NULL;

  /* One picture after the other loses its answer; what was won is kept, and nothing is published half. */
  for (unsigned int i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      leaf_test_proxy_add_fault (proxy, MEDIA, faults[i]);
      g_assert_null (publish (fixture, &error));
      g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_UNCLEAR);
      g_clear_error (&error);
      g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "media"), ==, fixture->media + i + 1);
      g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "posts"), ==, fixture->posts);
    }
  outcome = publish (fixture, &error);
  g_assert_no_error (error);
  assert_exactly_once (fixture);
}

static GSubprocess *
spawn (Fixture *fixture, ...)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GSubprocess *process;
  va_list list;
  const char *word;

  g_ptr_array_add (words, (char *) g_getenv ("FLYLEAF_PROGRAM"));
  g_ptr_array_add (words, (char *) "--library");
  g_ptr_array_add (words, fixture->library.path);
  va_start (list, fixture);
  while ((word = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (words, (char *) word);
  va_end (list);
  g_ptr_array_add (words, NULL);

  g_subprocess_launcher_setenv (launcher, "FLYLEAF_PASSWORD", fixture->password, TRUE);
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words->pdata, &error);
  g_assert_no_error (error);
  return process;
}

static void
run (Fixture *fixture, const char *verb, const char *word)
{
  g_autoptr (GSubprocess) process = spawn (fixture, verb, word, NULL);
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%s: %s", verb, output);
  g_assert_true (g_subprocess_get_successful (process));
}

static void
kill_cb (gpointer process)
{
  kill (atoi (g_subprocess_get_identifier (*(GSubprocess **) process)), SIGKILL);
}

/* The program itself is killed between the commit on the blog and the answer, or `before` the blog hears of it; the next
 * one finds out. */
static void
test_killed (Fixture *fixture, const char *needle, gboolean before)
{
  g_autofree char *review = g_strdup_printf ("%" G_GINT64_FORMAT, fixture->review);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  leaf_test_release_outbox (&fixture->outbox);
  leaf_library_close (fixture->library.library);
  g_assert_finalize_object (g_steal_pointer (&fixture->library.library));

  if (before)
    leaf_test_proxy_before (proxy, needle, LEAF_TEST_FAULT_REFUSE, kill_cb, &process);
  else
    leaf_test_proxy_add_fault (proxy, needle, LEAF_TEST_FAULT_KILL);
  process = spawn (fixture, "publish", review, NULL);
  leaf_test_proxy_set_victim (proxy, atoi (g_subprocess_get_identifier (process)));
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (process));
  g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGKILL);

  run (fixture, "outbox", "run");
  run (fixture, "check", NULL);

  fixture->library.library = leaf_library_open (fixture->library.path, &error);
  g_assert_no_error (error);
  fixture->outbox = leaf_outbox_new (fixture->library.library);
  assert_exactly_once (fixture);
}

static void
test_killed_post (Fixture *fixture, gconstpointer user)
{
  test_killed (fixture, POST, FALSE);
}

static void
test_killed_picture (Fixture *fixture, gconstpointer user)
{
  test_killed (fixture, MEDIA, FALSE);
}

static void
test_killed_update (Fixture *fixture, gconstpointer user)
{
  g_autoptr (LeafOutcome) first = publish (fixture, NULL);

  g_assert_nonnull (first);
  leaf_test_append_text (fixture->library.library, fixture->review, "And one more thing.");
  test_killed (fixture, POST, FALSE);
}

static JsonObject *
read_post (Fixture *fixture, JsonNode **node)
{
  g_autoptr (LeafPublication) publication = leaf_test_load_publication (fixture->library.library, fixture->review, fixture->blog);
  g_autofree char *route = g_strconcat ("wp/v2/posts/", publication->remote_id, NULL);

  *node = leaf_test_wordpress_request (wordpress, "admin", "GET", route, "context=edit", NULL, 200);
  return json_node_get_object (*node);
}

/* Somebody deletes the cover on the blog, and the update that finds out is cut off while it brings it there again: the
 * next run goes on with that, though the text has arrived. */
static void
test_killed_mending_picture (Fixture *fixture, gconstpointer user)
{
  g_autoptr (LeafOutcome) first = publish (fixture, NULL);
  g_autoptr (JsonNode) before = NULL;
  g_autoptr (JsonNode) after = NULL;
  g_autoptr (JsonNode) gone = NULL;
  g_autofree char *route = NULL;

  g_assert_nonnull (first);
  route = g_strdup_printf ("wp/v2/media/%" G_GINT64_FORMAT,
                           json_object_get_int_member (read_post (fixture, &before), "featured_media"));
  gone = leaf_test_wordpress_request (wordpress, "admin", "DELETE", route, "force=true", NULL, 200);
  leaf_test_append_text (fixture->library.library, fixture->review, "And one more thing.");
  test_killed (fixture, MEDIA, FALSE);
  g_assert_cmpint (json_object_get_int_member (read_post (fixture, &after), "featured_media"), >, 0);
}

/* The account has lost its role, so that readers see what is for machines. The program is cut off before it has the answer
 * that tells so, or, `n_before` requests later, just before it mends the post. */
static void
kill_mending_role (Fixture *fixture, unsigned int n_before)
{
  g_autoptr (LeafOutcome) first = publish (fixture, NULL);
  g_autoptr (JsonNode) after = NULL;
  JsonObject *content;

  g_assert_nonnull (first);
  leaf_blog_set_setting (fixture->known, LEAF_BLOG_SETTING_UNFILTERED_HTML, "true");
  leaf_test_save_blog (fixture->library.library, fixture->known);
  leaf_test_append_text (fixture->library.library, fixture->review, "And one more thing.");
  for (unsigned int i = 0; i < n_before; i++)
    leaf_test_proxy_add_fault (proxy, POST, LEAF_TEST_FAULT_NONE);
  test_killed (fixture, POST, n_before > 0);

  content = json_object_get_object_member (read_post (fixture, &after), "content");
  g_assert_nonnull (strstr (json_object_get_string_member (content, "raw"), "And one more thing."));
  g_assert_null (strstr (json_object_get_string_member (content, "raw"), "schema.org"));
}

static void
test_killed_unknowing (Fixture *fixture, gconstpointer user)
{
  kill_mending_role (fixture, 0);
}

static void
test_killed_mending_role (Fixture *fixture, gconstpointer user)
{
  kill_mending_role (fixture, 1);
}

/* Several Flyleafs at once on one library: they take turns, and the later ones find nothing to do. */
static void
test_processes (Fixture *fixture, gconstpointer user)
{
  g_autofree char *review = g_strdup_printf ("%" G_GINT64_FORMAT, fixture->review);
  g_autoptr (GPtrArray) processes = g_ptr_array_new_with_free_func (g_object_unref);

  leaf_test_set_slug (fixture->library.library, fixture->review, "several-at-once");
  for (int i = 0; i < 4; i++)
    g_ptr_array_add (processes, spawn (fixture, "publish", review, NULL));
  for (unsigned int i = 0; i < processes->len; i++)
    {
      g_autofree char *output = NULL;
      g_autoptr (GError) error = NULL;

      g_subprocess_communicate_utf8 (g_ptr_array_index (processes, i), NULL, NULL, &output, NULL, &error);
      g_assert_no_error (error);
      g_test_message ("%s", output);
      g_assert_true (g_subprocess_get_successful (g_ptr_array_index (processes, i)));
    }
  assert_exactly_once (fixture);
  assert_requests (6);
}

static void
add (const char *name, const char *user, void (*func) (Fixture *fixture, gconstpointer user))
{
  g_autofree char *path = g_strdup_printf ("/lost-answer/%s/%s", name, user);

  g_test_add (path, Fixture, user, set_up, func, tear_down);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  wordpress = leaf_test_wordpress_start ("pretty");
  proxy = leaf_test_proxy_new (wordpress->address);

  add ("requests", "admin", test_requests);
  add ("post", "admin", test_post);
  add ("post", "author", test_post);
  add ("post-next-try", "editor", test_post_next_try);
  add ("late", "admin", test_late);
  add ("post-never-arrived", "admin", test_post_never_arrived);
  add ("picture", "admin", test_picture);
  add ("processes", "admin", test_processes);
  add ("killed-post", "admin", test_killed_post);
  add ("killed-update", "author", test_killed_update);
  add ("killed-picture", "admin", test_killed_picture);
  add ("killed-mending-picture", "admin", test_killed_mending_picture);
  add ("killed-mending-role", "author", test_killed_mending_role);
  add ("killed-unknowing", "author", test_killed_unknowing);
  status = g_test_run ();

  leaf_test_wordpress_stop (wordpress);
  return status;
}
