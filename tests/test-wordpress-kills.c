/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The real program is killed at a random moment while it works for a real WordPress, and then run again: in the end
 * everything is there exactly once, as if nothing had happened, and the library is sound. */

#include "config.h"

#include "leaf-discovery.h"

#include "leaf-test-arrival.h"
#include "leaf-test-cli.h"
#include "leaf-test-document.h"
#include "leaf-test-library.h"
#include "leaf-test-post.h"
#include "leaf-test-publish.h"
#include "leaf-test-wordpress.h"

#include <signal.h>

/* In an ordinary run; and never more. */
#define N_KILLS 8
#define MAX_KILLS 500
/* Most of the time is spent in waiting whether a request that was cut off arrives after all: side by side. */
#define N_LANES 6

static LeafTestWordpress *wordpress;
static char *password;
static guint32 seed;

/* What is done when the program is killed, and what was done before. */
static const struct {
  const char *verb;
  const char *before[2];
  gboolean longer; /* the text has grown since */
} verbs[] = {
  { "publish", { NULL }, FALSE },
  { "publish", { "publish", NULL }, TRUE },
  { "take-down", { "publish", NULL }, FALSE },
  { "put-back", { "publish", "take-down" }, FALSE },
  { "delete-post", { "publish", NULL }, FALSE },
};

#define N_VERBS G_N_ELEMENTS (verbs)

typedef struct {
  unsigned int number;
  unsigned int n_trials;
  LeafTestLibrary library;
  LeafTestCli cli;
  gint64 blog;
  GRand *random;
  char *expected[N_VERBS];
  gint64 usual[N_VERBS]; /* microseconds */
  unsigned int n_reviews;
  unsigned int n_killed;
} Lane;

typedef struct {
  unsigned int verb;
  gint64 review;
  char *id;
} Trial;

static void
run (Lane *lane, const char *verb, const char *word)
{
  leaf_test_cli_run (&lane->cli, verb, word, NULL);
}

/* Up to where the verb is called that is killed. */
static void
begin (Lane *lane, Trial *trial)
{
  trial->review = leaf_test_save_numbered_review (lane->library.library, lane->number * 1000 + ++lane->n_reviews);
  trial->id = g_strdup_printf ("%" G_GINT64_FORMAT, trial->review);
  for (unsigned int i = 0; i < 2 && verbs[trial->verb].before[i] != NULL; i++)
    {
      run (lane, verbs[trial->verb].before[i], trial->id);
      leaf_test_cli_assert_done (&lane->cli);
    }
  if (verbs[trial->verb].longer)
    leaf_test_append_text (lane->library.library, trial->review, "One more thing: the roses &amp; the policeman.");
}

/* How long it takes, and how it ends, when nobody is killed. */
static void
learn (Lane *lane, unsigned int verb)
{
  Trial trial = { .verb = verb };
  gint64 start;

  begin (lane, &trial);
  start = g_get_monotonic_time ();
  run (lane, verbs[verb].verb, trial.id);
  lane->usual[verb] = g_get_monotonic_time () - start;
  leaf_test_cli_assert_done (&lane->cli);
  lane->expected[verb] = leaf_test_describe_arrival (wordpress, lane->library.library, trial.review, lane->blog);
  g_free (trial.id);
}

static void
ended_cb (GObject *process, GAsyncResult *result, gpointer over)
{
  *(gboolean *) over = TRUE;
}

static gboolean
time_cb (gpointer over)
{
  *(gboolean *) over = TRUE;
  return G_SOURCE_REMOVE;
}

/* Until the moment has come, or the program has ended before. */
static void
wait_for_moment (GSubprocess *process, gint64 microseconds)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GSource) clock = g_timeout_source_new (microseconds / 1000);
  gboolean ended = FALSE, come = FALSE;

  g_main_context_push_thread_default (context);
  g_subprocess_wait_async (process, cancellable, ended_cb, &ended);
  g_source_set_callback (clock, time_cb, &come, NULL);
  g_source_attach (clock, context);
  while (!ended && !come)
    g_main_context_iteration (context, TRUE);

  g_source_destroy (clock);
  g_cancellable_cancel (cancellable);
  while (!ended)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);
}

static gboolean
run_and_kill (Lane *lane, Trial *trial)
{
  g_autoptr (GSubprocess) process = leaf_test_cli_spawn (&lane->cli, -1, verbs[trial->verb].verb, trial->id, NULL);
  g_autoptr (GError) error = NULL;

  wait_for_moment (process, g_rand_int_range (lane->random, 0, lane->usual[trial->verb]));
  g_subprocess_send_signal (process, SIGKILL);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);

  return g_subprocess_get_if_signaled (process);
}

static void
try_once (Lane *lane)
{
  Trial trial = { .verb = g_rand_int_range (lane->random, 0, N_VERBS) };
  g_autofree char *arrived = NULL;

  begin (lane, &trial);
  lane->n_killed += run_and_kill (lane, &trial);

  /* What was begun is gone on with; what was not even noted is asked for again. */
  run (lane, "outbox", "run");
  leaf_test_cli_assert_done (&lane->cli);
  run (lane, verbs[trial.verb].verb, trial.id);
  leaf_test_cli_assert_done (&lane->cli);
  run (lane, "check", NULL);
  leaf_test_cli_assert_done (&lane->cli);
  g_assert_cmpuint (leaf_test_count_open_jobs (lane->library.library), ==, 0);
  arrived = leaf_test_describe_arrival (wordpress, lane->library.library, trial.review, lane->blog);
  if (!g_str_equal (arrived, lane->expected[trial.verb]))
    g_error ("%s of review %s of lane %u, seed %u: %s\n\nought to be\n\n%s", verbs[trial.verb].verb, trial.id, lane->number, seed,
             arrived, lane->expected[trial.verb]);
  g_free (trial.id);
}

static gpointer
lane_thread (gpointer data)
{
  Lane *lane = data;

  for (unsigned int i = 0; i < N_VERBS; i++)
    learn (lane, i);
  for (unsigned int i = 0; i < lane->n_trials; i++)
    try_once (lane);

  return NULL;
}

static void
set_up (Lane *lane)
{
  g_autoptr (LeafBlog) blog = NULL;
  g_autoptr (GError) error = NULL;

  leaf_test_library_set_up (&lane->library, NULL);
  lane->cli.dir = lane->library.dir;
  lane->cli.library = lane->library.path;
  lane->cli.password = password;
  blog = leaf_discover_blog (lane->library.library, wordpress->address, "admin", password, NULL, &error);
  g_assert_no_error (error);
  lane->blog = leaf_test_save_blog (lane->library.library, blog);
  lane->random = g_rand_new_with_seed (seed + lane->number);
}

static void
tear_down (Lane *lane)
{
  g_free (lane->cli.out);
  g_free (lane->cli.err);
  for (unsigned int i = 0; i < N_VERBS; i++)
    g_free (lane->expected[i]);
  g_rand_free (lane->random);
  leaf_test_library_tear_down (&lane->library, NULL);
}

static void
test_kills (void)
{
  unsigned int n = MIN (leaf_test_rounds (N_KILLS), MAX_KILLS);
  unsigned int n_killed = 0;
  GThread *threads[N_LANES];
  Lane lanes[N_LANES] = { 0 };

  seed = leaf_test_seed ();
  g_test_message ("LEAF_TEST_SEED=%u", seed);
  for (unsigned int i = 0; i < N_LANES; i++)
    {
      lanes[i].number = i + 1;
      lanes[i].n_trials = (n + i) / N_LANES;
      set_up (&lanes[i]);
    }
  for (unsigned int i = 0; i < N_LANES; i++)
    threads[i] = g_thread_new ("lane", lane_thread, &lanes[i]);
  for (unsigned int i = 0; i < N_LANES; i++)
    {
      g_thread_join (threads[i]);
      n_killed += lanes[i].n_killed;
      tear_down (&lanes[i]);
    }

  g_print ("# %u times run, %u times killed before it had ended\n", n, n_killed);
}

/* WordPress has a fault when two make a term of one name at the same moment, as the lanes would. */
static void
make_genres (void)
{
  g_autoptr (LeafBook) book = leaf_test_book ();
  const char *const *genres = leaf_book_get_genres (book);

  for (unsigned int i = 0; genres[i] != NULL; i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"name\":\"%s\"}", genres[i]);
      g_autoptr (JsonNode) tag G_GNUC_UNUSED = leaf_test_wordpress_request (wordpress, "admin", "POST", "wp/v2/tags", NULL, body, 201);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  wordpress = leaf_test_wordpress_start ("pretty");
  password = leaf_test_wordpress_dup_password (wordpress, "admin");
  make_genres ();
  g_test_add_func ("/wordpress/kills", test_kills);
  status = g_test_run ();

  g_free (password);
  leaf_test_wordpress_stop (wordpress);
  return status;
}
