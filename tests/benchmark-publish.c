/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Publishing a new review with a new cover to a real WordPress, and beside it the bare minimum: the
 * same two requests, byte for byte but for the number in the title, sent by curl. Then the same by the
 * program, whose start counts, and many posts to several blogs, one after another and side by side. */

#include "config.h"

#include "leaf-discovery.h"
#include "leaf-outbox-private.h"

#include "leaf-test-library.h"
#include "leaf-test-proxy.h"
#include "leaf-test-publish.h"
#include "leaf-test-wordpress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define N_ROUNDS 25
#define MEDIA "POST /wp-json/wp/v2/media"
#define POST "POST /wp-json/wp/v2/posts"
#define RECORDED_ROUND 1
#define CURL_ROUNDS 50000
#define PROGRAM_ROUNDS 60000
#define N_STARTS 9
#define N_BLOGS 3
#define N_POSTS 50

typedef struct {
  LeafTestLibrary library;
  LeafTestWordpress *wordpress;
  LeafTestProxy *proxy;
  LeafBlog *blog;
  LeafOutbox *outbox;
  GBytes *media; /* what Flyleaf sends, as it went through the proxy */
  GBytes *post;
  char *passwords[N_BLOGS]; /* in the order of the blogs' ids */
} Bench;

/* FLYLEAF_PASSWORD is one for all blogs; here each has its own. */
static LeafPublisher *
connect (LeafBlog *blog, LeafLibrary *library, gpointer data, GCancellable *cancellable, GError **error)
{
  Bench *bench = data;

  return leaf_publisher_new (blog, library, bench->passwords[leaf_blog_get_id (blog) - 1], error);
}

/* Returns: milliseconds of processor time that this process had, all threads together */
static double
get_own_time (void)
{
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_SELF, &usage), ==, 0);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000.0 + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000.0;
}

/* Returns: milliseconds */
static double
publish (Bench *bench, unsigned int round, double *own)
{
  gint64 review = leaf_test_save_numbered_review (bench->library.library, round);
  double own_start = get_own_time ();
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome = leaf_outbox_publish (bench->outbox, review, leaf_blog_get_id (bench->blog),
                                                         LEAF_PUBLICATION_PUBLISHED, 0, NULL, &error);
  gint64 end = g_get_monotonic_time ();

  *own = get_own_time () - own_start;
  g_assert_no_error (error);
  g_assert_true (outcome->created);
  g_assert_null (outcome->warnings != NULL ? outcome->warnings[0] : NULL);

  return (end - start) / 1000.0;
}

/* Which interface the next posts go to: the proxy's, which writes down what it sees, or the blog's own. */
static void
set_root (Bench *bench, const char *address)
{
  g_autofree char *root = g_strconcat (address, "wp-json/", NULL);

  leaf_blog_set_setting (bench->blog, LEAF_BLOG_SETTING_API_ROOT, root);
  leaf_test_save_blog (bench->library.library, bench->blog);
}

static unsigned int
count_requests (char **log, const char *start)
{
  unsigned int n = 0;

  for (unsigned int i = 0; log[i] != NULL; i++)
    n += g_str_has_prefix (log[i], start);

  return n;
}

/* One look, so that nothing is overwritten unseen, and one write. */
static void
record_update (Bench *bench)
{
  gint64 review = leaf_test_save_numbered_review (bench->library.library, RECORDED_ROUND + CURL_ROUNDS);
  g_autoptr (LeafOutcome) first = NULL;
  g_autoptr (LeafOutcome) same = NULL;
  g_autoptr (LeafOutcome) longer = NULL;
  g_auto (GStrv) ignored = NULL;
  g_auto (GStrv) nothing = NULL;
  g_auto (GStrv) update = NULL;

  first = leaf_outbox_publish (bench->outbox, review, leaf_blog_get_id (bench->blog), LEAF_PUBLICATION_PUBLISHED, 0, NULL, NULL);
  ignored = leaf_test_proxy_take_log (bench->proxy);
  same = leaf_outbox_publish (bench->outbox, review, leaf_blog_get_id (bench->blog), LEAF_PUBLICATION_PUBLISHED, 0, NULL, NULL);
  nothing = leaf_test_proxy_take_log (bench->proxy);
  leaf_test_append_text (bench->library.library, review, "One more thing.");
  longer = leaf_outbox_publish (bench->outbox, review, leaf_blog_get_id (bench->blog), LEAF_PUBLICATION_PUBLISHED, 0, NULL, NULL);
  update = leaf_test_proxy_take_log (bench->proxy);
  g_assert_true (first != NULL && same != NULL && longer != NULL);

  g_print ("# requests of publishing again what has not changed: %u; of an update: %u (look %u, write %u)\n", g_strv_length (nothing),
           g_strv_length (update), count_requests (update, "GET /wp-json/wp/v2/posts/"), count_requests (update, POST));
  g_assert_cmpuint (g_strv_length (nothing), ==, 0);
  g_assert_cmpuint (g_strv_length (update), ==, 2);
}

/* The first post to a blog also files its genres; from the second on it is one request a picture and one for the post. */
static void
record (Bench *bench)
{
  g_auto (GStrv) first = NULL;
  g_auto (GStrv) second = NULL;
  double own;

  set_root (bench, leaf_test_proxy_get_address (bench->proxy));
  publish (bench, 0, &own);
  first = leaf_test_proxy_take_log (bench->proxy);
  publish (bench, RECORDED_ROUND, &own);
  bench->media = leaf_test_proxy_dup_request (bench->proxy, MEDIA);
  bench->post = leaf_test_proxy_dup_request (bench->proxy, POST);
  second = leaf_test_proxy_take_log (bench->proxy);

  g_print ("# requests of the first post to a blog: %u (picture %u, post %u, genres %u)\n", g_strv_length (first),
           count_requests (first, MEDIA), count_requests (first, POST), count_requests (first, "POST /wp-json/wp/v2/tags"));
  g_print ("# requests of the second: %u (picture %u, post %u)\n", g_strv_length (second), count_requests (second, MEDIA),
           count_requests (second, POST));
  g_assert_cmpuint (count_requests (second, MEDIA), ==, 1);
  g_assert_cmpuint (count_requests (second, POST), ==, 1);
  g_assert_cmpuint (g_strv_length (second), ==, 2);
  record_update (bench);
  set_root (bench, bench->wordpress->address);
}

static void
append_option (GString *config, const char *name, const char *value)
{
  g_autofree char *escaped = g_strescape (value, NULL);

  g_string_append_printf (config, "%s = \"%s\"\n", name, escaped);
}

/* One transfer of curl's configuration file: the recorded request with another number, its body from `file`. */
static void
append_transfer (Bench *bench, GString *config, GBytes *request, unsigned int round, const char *file)
{
  gsize length;
  const char *data = g_bytes_get_data (request, &length);
  const char *end = g_strstr_len (data, length, "\r\n\r\n");
  g_autofree char *old = g_strdup_printf ("qx%05u", RECORDED_ROUND);
  g_autofree char *new = g_strdup_printf ("qx%05u", round);
  g_autofree char *body = g_strconcat ("@", file, NULL);
  g_autofree char *url = NULL;
  g_autoptr (GString) head = g_string_new_len (data, end - data);
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) words = NULL;

  g_assert_cmpuint (g_string_replace (head, old, new, 0) + g_str_has_prefix (data, POST), >, 0);
  lines = g_strsplit (head->str, "\r\n", -1);
  words = g_strsplit (lines[0], " ", 3);
  url = g_strconcat (bench->wordpress->address, words[1] + 1, NULL);
  append_option (config, "url", url);
  for (unsigned int i = 1; lines[i] != NULL; i++)
    if (g_ascii_strncasecmp (lines[i], "host:", 5) != 0 && g_ascii_strncasecmp (lines[i], "content-length:", 15) != 0 &&
        g_ascii_strncasecmp (lines[i], "connection:", 11) != 0)
      append_option (config, "header", lines[i]);
  append_option (config, "data-binary", body);
  append_option (config, "write-out", "%{http_code} %{time_total}\\n");
  g_string_append (config, "silent\noutput = \"/dev/null\"\n");
}

static void
write_post (Bench *bench, unsigned int round, const char *file)
{
  gsize length;
  const char *data = g_bytes_get_data (bench->post, &length);
  const char *body = g_strstr_len (data, length, "\r\n\r\n") + 4;
  g_autofree char *old = g_strdup_printf ("qx%05u", RECORDED_ROUND);
  g_autofree char *new = g_strdup_printf ("qx%05u", round);
  g_autoptr (GString) text = g_string_new_len (body, data + length - body);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_string_replace (text, old, new, 0), >, 0);
  g_file_set_contents (file, text->str, text->len, &error);
  g_assert_no_error (error);
}

/* Both requests in one process of curl; its start is not counted. Returns: milliseconds */
static double
run_curl (Bench *bench, unsigned int round)
{
  g_autofree char *media = g_build_filename (bench->library.dir, "media", NULL);
  g_autofree char *post = g_build_filename (bench->library.dir, "post", NULL);
  g_autofree char *output = NULL;
  g_autoptr (GString) config = g_string_new (NULL);
  g_autoptr (GBytes) cover = leaf_test_numbered_cover (round);
  g_autoptr (GSubprocess) curl = NULL;
  g_autoptr (GError) error = NULL;
  double seconds[2];
  int status[2];

  g_file_set_contents (media, g_bytes_get_data (cover, NULL), g_bytes_get_size (cover), &error);
  g_assert_no_error (error);
  write_post (bench, round, post);
  append_transfer (bench, config, bench->media, round, media);
  g_string_append (config, "next\n");
  append_transfer (bench, config, bench->post, round, post);

  curl = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "curl", "--disable",
                           "--config", "-", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (curl, config->str, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (curl));
  g_assert_cmpint (sscanf (output, "%d %lf %d %lf", &status[0], &seconds[0], &status[1], &seconds[1]), ==, 4);
  g_assert_cmpint (status[0], ==, 201);
  g_assert_cmpint (status[1], ==, 201);

  return (seconds[0] + seconds[1]) * 1000;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
get_median (double *times, unsigned int n)
{
  qsort (times, n, sizeof *times, compare_times);
  return times[n / 2];
}

static void
set_up (Bench *bench)
{
  g_autofree char *password = NULL;
  g_autoptr (GError) error = NULL;

  bench->wordpress = leaf_test_wordpress_start ("pretty");
  bench->proxy = leaf_test_proxy_new (bench->wordpress->address);
  leaf_test_library_set_up (&bench->library, NULL);
  password = leaf_test_wordpress_dup_password (bench->wordpress, "admin");
  bench->blog = leaf_discover_blog (bench->library.library, bench->wordpress->address, "admin", password, NULL, &error);
  g_assert_no_error (error);
  leaf_test_set_password (password);
  bench->outbox = leaf_outbox_new (bench->library.library);
}

static void
tear_down (Bench *bench)
{
  leaf_test_release_outbox (&bench->outbox);
  g_clear_object (&bench->blog);
  g_clear_pointer (&bench->media, g_bytes_unref);
  g_clear_pointer (&bench->post, g_bytes_unref);
  leaf_test_library_tear_down (&bench->library, NULL);
  leaf_test_wordpress_stop (bench->wordpress);
}

static void
benchmark_publish (void)
{
  Bench bench = { 0 };
  double flyleaf[N_ROUNDS];
  double curl[N_ROUNDS];
  double ratio[N_ROUNDS];
  double own[N_ROUNDS];
  double ours, theirs;

  set_up (&bench);
  record (&bench);
  for (unsigned int i = 0; i < N_ROUNDS; i++)
    {
      unsigned int round = RECORDED_ROUND + 1 + i;

      /* In turns, so that what the machine does beside hits both. */
      if (i % 2 != 0)
        curl[i] = run_curl (&bench, CURL_ROUNDS + round);
      flyleaf[i] = publish (&bench, round, &own[i]);
      if (i % 2 == 0)
        curl[i] = run_curl (&bench, CURL_ROUNDS + round);
      ratio[i] = flyleaf[i] / curl[i];
      g_test_message ("round %2u: Flyleaf %7.1f ms, curl %7.1f ms, own %5.1f ms", i + 1, flyleaf[i], curl[i], own[i]);
    }
  tear_down (&bench);

  ours = get_median (flyleaf, N_ROUNDS);
  theirs = get_median (curl, N_ROUNDS);
  g_print ("# publish a review with a cover: median %.1f ms, fastest %.1f ms; the same requests by curl: median %.1f ms, "
           "fastest %.1f ms; ratio %.3f (median of the rounds' ratios %.3f); Flyleaf's own processor time: median %.1f ms\n",
           ours, flyleaf[0], theirs, curl[0], ours / theirs, get_median (ratio, N_ROUNDS), get_median (own, N_ROUNDS));
}

/* Returns: milliseconds from its start to its end */
static double
run_program (Bench *bench, const char *verb, const char *word)
{
  g_autoptr (GSubprocess) program = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  program = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, g_getenv ("FLYLEAF_PROGRAM"), verb, word, "--library",
                              bench->library.path, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (program, NULL, &error);
  g_assert_no_error (error);

  return (g_get_monotonic_time () - start) / 1000.0;
}

/* The same by the program: how much of it is its start and the opening of the library. */
static void
benchmark_program (void)
{
  Bench bench = { 0 };
  g_autofree char *password = NULL;
  double start[N_STARTS];
  double inside[N_STARTS];
  double outside[N_STARTS];
  double own;

  set_up (&bench);
  set_root (&bench, bench.wordpress->address);
  password = leaf_test_wordpress_dup_password (bench.wordpress, "admin");
  publish (&bench, 0, &own);
  for (unsigned int i = 0; i < N_STARTS; i++)
    {
      g_autofree char *review = g_strdup_printf ("%" G_GINT64_FORMAT,
                                                 leaf_test_save_numbered_review (bench.library.library, PROGRAM_ROUNDS + i));

      inside[i] = publish (&bench, RECORDED_ROUND + i, &own);
      start[i] = run_program (&bench, "review", "list");
      g_setenv ("FLYLEAF_PASSWORD", password, TRUE);
      outside[i] = run_program (&bench, "publish", review);
      g_unsetenv ("FLYLEAF_PASSWORD");
    }
  tear_down (&bench);

  g_print ("# publish in the running program: median %.1f ms; by the verb: median %.1f ms; a verb that only reads: median %.1f ms\n",
           get_median (inside, N_STARTS), get_median (outside, N_STARTS), get_median (start, N_STARTS));
}

/* The jobs of all blogs are committed; then they are run. Returns: seconds */
static double
publish_many (Bench *bench, const gint64 *blogs, unsigned int first, gboolean side_by_side)
{
  g_autoptr (GArray) jobs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  gint64 start;

  for (unsigned int i = 0; i < N_POSTS; i++)
    {
      gint64 review = leaf_test_save_numbered_review (bench->library.library, first + i);

      for (unsigned int j = 0; j < N_BLOGS; j++)
        {
          gint64 job = leaf_test_order (bench->outbox, review, blogs[j], LEAF_JOB_PUBLISH);

          g_array_append_val (jobs, job);
        }
    }

  start = g_get_monotonic_time ();
  if (side_by_side)
    g_assert_cmpint (leaf_outbox_run_due (bench->outbox, NULL, &error), ==, N_POSTS * N_BLOGS);
  for (unsigned int i = 0; i < jobs->len && !side_by_side; i++)
    {
      g_autoptr (LeafOutcome) outcome G_GNUC_UNUSED = leaf_outbox_run_job (bench->outbox, g_array_index (jobs, gint64, i), NULL, &error);

      g_assert_no_error (error);
    }
  g_assert_no_error (error);
  g_assert_cmpuint (leaf_test_count_open_jobs (bench->library.library), ==, 0);

  return (g_get_monotonic_time () - start) / 1000000.0;
}

/* Each post and each picture once: that is what the time was for. */
static void
assert_all_there (LeafTestWordpress *wordpress, unsigned int n_posts, unsigned int n_media)
{
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "posts"), ==, n_posts + 2 * N_POSTS);
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "media"), ==, n_media + 2 * N_POSTS);
}

static void
benchmark_many (void)
{
  Bench bench = { 0 };
  LeafTestWordpress *others[N_BLOGS - 1];
  gint64 blogs[N_BLOGS];
  double one_after_another, side_by_side;
  unsigned int n_posts, n_media;

  set_up (&bench);
  n_posts = leaf_test_wordpress_count (bench.wordpress, "posts");
  n_media = leaf_test_wordpress_count (bench.wordpress, "media");
  set_root (&bench, bench.wordpress->address);
  blogs[0] = leaf_blog_get_id (bench.blog);
  for (unsigned int i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *password = NULL;
      g_autoptr (LeafBlog) blog = NULL;

      others[i] = leaf_test_wordpress_start ("pretty");
      password = leaf_test_wordpress_dup_password (others[i], "admin");
      blog = leaf_discover_blog (bench.library.library, others[i]->address, "admin", password, NULL, NULL);
      blogs[i + 1] = leaf_test_save_blog (bench.library.library, blog);
      bench.passwords[i + 1] = g_steal_pointer (&password);
    }
  bench.passwords[0] = leaf_test_wordpress_dup_password (bench.wordpress, "admin");
  leaf_outbox_set_connect (bench.outbox, connect, &bench);
  one_after_another = publish_many (&bench, blogs, 1, FALSE);
  side_by_side = publish_many (&bench, blogs, 1 + N_POSTS, TRUE);
  assert_all_there (bench.wordpress, n_posts, n_media);
  for (unsigned int i = 0; i < G_N_ELEMENTS (others); i++)
    assert_all_there (others[i], n_posts, n_media);
  for (unsigned int i = 0; i < G_N_ELEMENTS (others); i++)
    leaf_test_wordpress_stop (others[i]);
  for (unsigned int i = 0; i < N_BLOGS; i++)
    g_free (bench.passwords[i]);
  tear_down (&bench);

  g_print ("# %d posts with a picture each to %d blogs: one after another %.1f s, side by side %.1f s, ratio %.2f\n", N_POSTS, N_BLOGS,
           one_after_another, side_by_side, side_by_side / one_after_another);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/benchmark/publish", benchmark_publish);
  g_test_add_func ("/benchmark/publish-by-program", benchmark_program);
  g_test_add_func ("/benchmark/publish-many", benchmark_many);

  return g_test_run ();
}
