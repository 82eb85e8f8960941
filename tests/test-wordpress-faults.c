/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every request of every thing that is done on a blog, and every way in which it can go wrong, against a real
 * WordPress: at the end there is exactly one post and one picture, as if nothing had happened, or one sentence that
 * says what is wrong, and then the next run makes it so. FLYLEAF_TEST_ROUNDS large enough: all of them. */

#include "config.h"

#include "leaf-discovery.h"
#include "leaf-outbox-private.h"
#include "leaf-wordpress-private.h"

#include "leaf-test-arrival.h"
#include "leaf-test-document.h"
#include "leaf-test-library.h"
#include "leaf-test-picture.h"
#include "leaf-test-proxy.h"
#include "leaf-test-publish.h"
#include "leaf-test-wordpress.h"

#include "leaf-pictures.h"

#include <string.h>

/* Of all cells, in an ordinary run; they are of few requests, as each costs a way without a fault. */
#define N_SAMPLE 16
#define CELLS_A_REQUEST 3
#define WORLD "/wp-json/wp/v2/"
/* Runs that may be needed after a fault: a look-up, the request, what it asks for. */
#define N_HEALING 4

typedef enum {
  EXPECT_ANY,   /* done, or tried again by itself */
  EXPECT_DONE,  /* at once, and without a word */
  EXPECT_TOLD,  /* she is told, and nothing happens before she says so */
} Expectation;

typedef struct {
  const char *name;
  LeafTestFault fault; /* NONE: nothing listens */
  Expectation expectation;
  gboolean hangs; /* only the time-out ends it */
} Stage;

static const Stage stages[] = {
  { "refused", LEAF_TEST_FAULT_NONE, EXPECT_ANY, FALSE },
  { "closed before", LEAF_TEST_FAULT_REFUSE, EXPECT_ANY, FALSE },
  { "reset before", LEAF_TEST_FAULT_RESET_BEFORE, EXPECT_ANY, FALSE },
  { "reset after", LEAF_TEST_FAULT_RESET, EXPECT_ANY, FALSE },
  { "closed after", LEAF_TEST_FAULT_CLOSE, EXPECT_ANY, FALSE },
  { "silent before", LEAF_TEST_FAULT_HOLD, EXPECT_ANY, TRUE },
  { "silent after", LEAF_TEST_FAULT_SILENT, EXPECT_ANY, TRUE },
  { "never ends", LEAF_TEST_FAULT_TRICKLE, EXPECT_ANY, TRUE },
  { "slow", LEAF_TEST_FAULT_SLOW, EXPECT_DONE, FALSE },
  { "half the JSON", LEAF_TEST_FAULT_HALF, EXPECT_ANY, FALSE },
  { "half its length", LEAF_TEST_FAULT_SHORT, EXPECT_ANY, FALSE },
  { "401", LEAF_TEST_FAULT_401, EXPECT_TOLD, FALSE },
  { "403 page", LEAF_TEST_FAULT_403, EXPECT_TOLD, FALSE },
  { "403 page after", LEAF_TEST_FAULT_FILTER, EXPECT_TOLD, FALSE },
  { "404 page", LEAF_TEST_FAULT_404, EXPECT_TOLD, FALSE },
  { "413 page", LEAF_TEST_FAULT_413, EXPECT_TOLD, FALSE },
  { "429, later", LEAF_TEST_FAULT_429, EXPECT_ANY, FALSE },
  { "500 page", LEAF_TEST_FAULT_500, EXPECT_ANY, FALSE },
  { "500 after", LEAF_TEST_FAULT_ERROR, EXPECT_ANY, FALSE },
  { "502 page", LEAF_TEST_FAULT_502, EXPECT_ANY, FALSE },
  { "504 after", LEAF_TEST_FAULT_GATEWAY, EXPECT_ANY, FALSE },
  { "200 page", LEAF_TEST_FAULT_PAGE_BEFORE, EXPECT_ANY, FALSE },
  { "200 page after", LEAF_TEST_FAULT_PAGE, EXPECT_ANY, FALSE },
  { "PHP warning", LEAF_TEST_FAULT_WARNING, EXPECT_DONE, FALSE },
  { "301 elsewhere", LEAF_TEST_FAULT_301, EXPECT_TOLD, FALSE },
  { "307 elsewhere", LEAF_TEST_FAULT_307, EXPECT_TOLD, FALSE },
};

/* One library for all: each cell has a review of its own. */
static LeafTestWordpress *wordpress;
static LeafTestProxy *proxy;
static LeafTestProxy *stranger;
static LeafTestLibrary library;
static LeafOutbox *outbox;
static LeafBlog *where;
static gint64 blog;
static char *password;
static unsigned int n_reviews;

typedef struct {
  unsigned int number;
  gint64 review;
  char *wish; /* what the blog made of the post, where that asks for another order */
} Cell;

typedef struct {
  const char *name;
  const char *needle;  /* in the request that goes wrong */
  const char *lost;    /* in one whose answer is lost before, so that the other is made at all */
  void (*prepare) (Cell *cell);
  gboolean (*act) (Cell *cell, GError **error);
  unsigned int n_before; /* others that look the same go well */
} Request;

static unsigned int timeout_seconds = 20;

static LeafPublisher *
connect (LeafBlog *to, LeafLibrary *from, gpointer data, GCancellable *cancellable, GError **error)
{
  LeafPublisher *publisher = leaf_publisher_new (to, from, password, error);

  if (publisher != NULL)
    {
      leaf_http_set_timeout (LEAF_WORDPRESS (publisher)->http, timeout_seconds);
      LEAF_WORDPRESS (publisher)->longest_pause = 0;
    }
  return publisher;
}

static gboolean
publish (Cell *cell, GError **error)
{
  g_autoptr (LeafOutcome) outcome = leaf_outbox_publish (outbox, cell->review, blog, LEAF_PUBLICATION_PUBLISHED, 0, NULL, error);

  g_clear_pointer (&cell->wish, g_free);
  for (unsigned int i = 0; outcome != NULL && outcome->warnings != NULL && outcome->warnings[i] != NULL; i++)
    if (strstr (outcome->warnings[i], "Publish once more") != NULL)
      cell->wish = g_strdup (outcome->warnings[i]);

  return outcome != NULL;
}

static void
be_published (Cell *cell)
{
  g_autoptr (GError) error = NULL;

  publish (cell, &error);
  g_assert_no_error (error);
}

static void
be_longer (Cell *cell)
{
  be_published (cell);
  leaf_test_append_text (library.library, cell->review, "One more thing: the roses &amp; the policeman.");
}

static void
rename_cb (LeafBook *book, gpointer data)
{
  Cell *cell = data;
  g_autofree char *title = g_strdup_printf ("The Moonlight qx%05u", cell->number);

  leaf_book_set_title (book, title);
}

/* Changes the featured picture's alternative text, which is the picture's own on the blog. */
static void
be_renamed (Cell *cell)
{
  be_published (cell);
  leaf_test_change_book (library.library, cell->review, rename_cb, cell);
}

static void
new_cover_cb (LeafBook *book, gpointer data)
{
  LeafPicture *cover = data;

  leaf_book_set_cover (book, cover->sha256);
}

static void
be_covered (Cell *cell)
{
  g_autoptr (GBytes) bytes = leaf_test_numbered_cover (50000 + cell->number);
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafPicture) cover = leaf_pictures_add (library.library, bytes, &error);

  g_assert_no_error (error);
  be_published (cell);
  leaf_test_change_book (library.library, cell->review, new_cover_cb, cover);
}

static void
new_genre_cb (LeafBook *book, gpointer data)
{
  Cell *cell = data;
  g_autofree char *genre = g_strdup_printf ("Genre qx%05u", cell->number);

  leaf_book_set_genres (book, (const char *[]) { genre, NULL });
}

static void
be_of_new_genre (Cell *cell)
{
  leaf_test_change_book (library.library, cell->review, new_genre_cb, cell);
}

/* Somebody deletes its tag on the blog; then the text grows. */
static void
be_unfiled (Cell *cell)
{
  g_autofree char *query = g_strdup_printf ("search=qx%05u&_fields=id", cell->number);
  g_autoptr (JsonNode) found = NULL;
  g_autoptr (JsonNode) gone = NULL;
  g_autofree char *route = NULL;

  be_of_new_genre (cell);
  be_published (cell);
  found = leaf_test_wordpress_request (wordpress, "admin", "GET", "wp/v2/tags", query, NULL, 200);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (found)), ==, 1);
  route = g_strdup_printf ("wp/v2/tags/%" G_GINT64_FORMAT,
                           json_object_get_int_member (json_array_get_object_element (json_node_get_array (found), 0), "id"));
  gone = leaf_test_wordpress_request (wordpress, "admin", "DELETE", route, "force=true", NULL, 200);
  leaf_test_append_text (library.library, cell->review, "One more thing: the roses &amp; the policeman.");
}

/* Neither the answer came nor could be looked whether the post is there. */
static void
be_unclear (Cell *cell)
{
  g_autoptr (GError) error = NULL;

  leaf_test_proxy_add_fault (proxy, "POST " WORLD "posts?", LEAF_TEST_FAULT_CLOSE);
  leaf_test_proxy_add_fault (proxy, "GET " WORLD "posts?search=", LEAF_TEST_FAULT_GATEWAY);
  g_assert_false (publish (cell, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_UNCLEAR);
}

static void
be_half_uploaded (Cell *cell)
{
  g_autoptr (GError) error = NULL;

  leaf_test_proxy_add_fault (proxy, "POST " WORLD "media?", LEAF_TEST_FAULT_CLOSE);
  g_assert_false (publish (cell, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_UNCLEAR);
}

static gboolean
change (Cell *cell, LeafJobAction action, GError **error)
{
  g_autoptr (LeafOutcome) outcome = leaf_outbox_change (outbox, cell->review, blog, action, NULL, error);

  return outcome != NULL;
}

static gboolean
take_down (Cell *cell, GError **error)
{
  return change (cell, LEAF_JOB_TAKE_DOWN, error);
}

static gboolean
put_back (Cell *cell, GError **error)
{
  return change (cell, LEAF_JOB_PUT_BACK, error);
}

static gboolean
delete (Cell *cell, GError **error)
{
  return change (cell, LEAF_JOB_DELETE, error);
}

static void
be_taken_down (Cell *cell)
{
  g_autoptr (GError) error = NULL;

  be_published (cell);
  take_down (cell, &error);
  g_assert_no_error (error);
}

static void
be_deleted (Cell *cell)
{
  g_autoptr (GError) error = NULL;

  be_published (cell);
  delete (cell, &error);
  g_assert_no_error (error);
}

/* Whether it was taken down is not known, and could not be looked. */
static void
be_half_down (Cell *cell)
{
  g_autoptr (GError) error = NULL;

  be_published (cell);
  leaf_test_proxy_add_fault (proxy, "POST " WORLD "posts/", LEAF_TEST_FAULT_CLOSE);
  leaf_test_proxy_add_fault (proxy, "GET " WORLD "posts/", LEAF_TEST_FAULT_GATEWAY);
  g_assert_false (take_down (cell, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_UNCLEAR);
}

static const Request requests[] = {
  { "publish, picture", "POST " WORLD "media?", NULL, NULL, publish },
  { "publish, genre", "POST " WORLD "tags", NULL, be_of_new_genre, publish },
  { "publish, post", "POST " WORLD "posts?", NULL, NULL, publish },
  { "publish, look for post", "GET " WORLD "posts?search=", "POST " WORLD "posts?", NULL, publish },
  { "again, look for post", "GET " WORLD "posts?search=", NULL, be_unclear, publish },
  { "again, look for picture", "GET " WORLD "media?", NULL, be_half_uploaded, publish },
  { "update, look", "GET " WORLD "posts/", NULL, be_longer, publish },
  { "update, post", "POST " WORLD "posts/", NULL, be_longer, publish },
  { "update, look for post", "GET " WORLD "posts?search=", "POST " WORLD "posts/", be_longer, publish },
  { "update, alternative text", "POST " WORLD "media/", NULL, be_renamed, publish },
  { "update, picture", "POST " WORLD "media?", NULL, be_covered, publish },
  { "update, make genre again", "POST " WORLD "tags", NULL, be_unfiled, publish },
  { "update, file again", "POST " WORLD "posts/", NULL, be_unfiled, publish, 1 },
  { "update, look whether filed", "GET " WORLD "posts?search=", "POST " WORLD "posts/", be_unfiled, publish },
  { "take down", "POST " WORLD "posts/", NULL, be_published, take_down },
  { "take down, look", "GET " WORLD "posts/", "POST " WORLD "posts/", be_published, take_down },
  { "again, look whether down", "GET " WORLD "posts/", NULL, be_half_down, take_down },
  { "put back", "POST " WORLD "posts/", NULL, be_taken_down, put_back },
  { "put back from the trash", "POST " WORLD "posts/", NULL, be_deleted, put_back },
  { "delete", "DELETE " WORLD "posts/", NULL, be_published, delete },
  { "delete, look", "GET " WORLD "posts/", "DELETE " WORLD "posts/", be_published, delete },
  { "publish what is down", "POST " WORLD "posts/", NULL, be_taken_down, publish },
  { "publish what is deleted", "POST " WORLD "posts/", NULL, be_deleted, publish },
};

#define N_CELLS (G_N_ELEMENTS (requests) * G_N_ELEMENTS (stages))

static gboolean chosen[N_CELLS];
static const char *results[N_CELLS];
static char *expected[G_N_ELEMENTS (requests)];
static unsigned int position[G_N_ELEMENTS (requests)]; /* of the request among those of its act */

static void G_GNUC_PRINTF (2, 3)
fail (unsigned int n, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list list;

  va_start (list, format);
  text = g_strdup_vprintf (format, list);
  va_end (list);
  g_test_message ("%s × %s: %s", requests[n / G_N_ELEMENTS (stages)].name, stages[n % G_N_ELEMENTS (stages)].name, text);
  g_test_fail ();
  results[n] = "BAD";
}

/* The lines that are in one text only. */
static void
append_lines (GString *text, const char *sign, const char *in, const char *not_in)
{
  g_auto (GStrv) lines = g_strsplit (in, "\n", -1);
  g_auto (GStrv) others = g_strsplit (not_in, "\n", -1);

  for (unsigned int i = 0; lines[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) others, lines[i]))
      g_string_append_printf (text, "\n%s %.200s", sign, lines[i]);
}

/* After a refusal the account is checked, which finds the way that does not lead through the proxy. */
static void
go_by_proxy (void)
{
  g_autofree char *root = g_strconcat (leaf_test_proxy_get_address (proxy), "wp-json/", NULL);

  leaf_blog_set_setting (where, LEAF_BLOG_SETTING_API_ROOT, root);
  blog = leaf_test_save_blog (library.library, where);
}

static void
begin (Cell *cell, const Request *request)
{
  go_by_proxy ();
  cell->number = ++n_reviews;
  cell->review = leaf_test_save_numbered_review (library.library, cell->number);
  if (request->prepare != NULL)
    request->prepare (cell);
}

static unsigned int
find_request (char **log, const char *needle, unsigned int n_before)
{
  for (unsigned int i = 0; log[i] != NULL; i++)
    if (strstr (log[i], needle) != NULL && n_before-- == 0)
      return i;

  g_assert_not_reached ();
}

/* How it is when nothing goes wrong, and which of the requests is the one meant. */
static void
learn (unsigned int r)
{
  const Request *request = &requests[r];
  g_auto (GStrv) before = NULL;
  g_auto (GStrv) log = NULL;
  g_autoptr (GError) error = NULL;
  Cell cell = { 0 };

  if (expected[r] != NULL)
    return;

  begin (&cell, request);
  before = leaf_test_proxy_take_log (proxy);
  if (request->lost != NULL)
    leaf_test_proxy_add_fault (proxy, request->lost, LEAF_TEST_FAULT_CLOSE);
  request->act (&cell, &error);
  g_assert_no_error (error);
  log = leaf_test_proxy_take_log (proxy);
  position[r] = find_request (log, request->needle, request->n_before);
  expected[r] = leaf_test_describe_arrival (wordpress, library.library, cell.review, blog);
}

/* One sentence or two for a person, without the words of a program in them. */
static void
check_sentence (unsigned int n, const char *sentence)
{
  static const char *const strange[] = { "GError", "g_", "JSON", "rest_", "(null)", "127.0.0.1: ", "  ", "“”", ": .", "html" };

  if (sentence == NULL || strlen (sentence) < 20 || !g_str_has_suffix (sentence, "."))
    fail (n, "no sentence: %s", sentence);
  for (unsigned int i = 0; sentence != NULL && i < G_N_ELEMENTS (strange); i++)
    if (strstr (sentence, strange[i]) != NULL)
      fail (n, "a strange sentence: %s", sentence);
  if (sentence != NULL && strstr (sentence, password) != NULL)
    fail (n, "the password is in the sentence");
}

static LeafJob *
dup_open_job (Cell *cell)
{
  g_autoptr (GPtrArray) jobs = leaf_test_list_open_jobs (library.library);
  g_autoptr (LeafPublication) publication = leaf_test_load_publication (library.library, cell->review, blog);

  for (unsigned int i = 0; i < jobs->len; i++)
    if (((LeafJob *) g_ptr_array_index (jobs, i))->publication == publication->id)
      return leaf_job_copy (g_ptr_array_index (jobs, i));

  return NULL;
}

/* What she told, or is told, and when it goes on. */
static void
check_failure (unsigned int n, Cell *cell, const GError *error)
{
  const Stage *stage = &stages[n % G_N_ELEMENTS (stages)];
  g_autoptr (LeafJob) job = dup_open_job (cell);

  check_sentence (n, error->message);
  if (job == NULL)
    {
      fail (n, "failed without leaving anything to do: %s", error->message);
      return;
    }
  if (g_strcmp0 (job->last_error, error->message) != 0)
    fail (n, "told “%s”, and kept “%s”", error->message, job->last_error);
  if (stage->expectation == EXPECT_DONE)
    fail (n, "this is no failure: %s", error->message);
  /* While an answer is missing and she waits, a look-up that fails is no reason to give up. */
  if (stage->expectation == EXPECT_TOLD && job->state != LEAF_JOB_FAILED && requests[n / G_N_ELEMENTS (stages)].lost == NULL)
    fail (n, "she is not told: %s", error->message);
  if (stage->expectation == EXPECT_ANY && job->state == LEAF_JOB_FAILED)
    fail (n, "given up: %s", error->message);
  if (stage->fault == LEAF_TEST_FAULT_429 && job->next_try < g_get_real_time () / G_USEC_PER_SEC + 85)
    fail (n, "in a greater hurry than the blog wishes");
  results[n] = job->state == LEAF_JOB_FAILED ? "told" : "later";
}

static void
check_stranger (unsigned int n)
{
  g_autoptr (GBytes) request = leaf_test_proxy_dup_request (stranger, "/");
  g_auto (GStrv) log G_GNUC_UNUSED = leaf_test_proxy_take_log (stranger);

  if (request != NULL)
    fail (n, "this went to another origin: %.*s", (int) g_bytes_get_size (request), (char *) g_bytes_get_data (request, NULL));
}

static void
heal (unsigned int n, Cell *cell)
{
  const char *last = NULL;
  g_autoptr (LeafJob) job = NULL;

  for (int i = 0; i < N_HEALING; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LeafOutcome) outcome = NULL;

      g_clear_pointer (&job, leaf_job_free);
      job = dup_open_job (cell);
      if (job == NULL)
        return;
      outcome = leaf_outbox_run_job (outbox, job->id, NULL, &error);
      last = error != NULL ? g_intern_string (error->message) : NULL;
    }

  job = dup_open_job (cell);
  if (job != NULL)
    fail (n, "no later run mends it: %s", last);
}

/* It is there, and she was told what to do: she does that. */
static void
fulfil (unsigned int n, Cell *cell)
{
  g_autoptr (GError) error = NULL;

  if (cell->wish == NULL)
    return;

  check_sentence (n, cell->wish);
  results[n] = "told";
  if (!publish (cell, &error))
    fail (n, "cannot be published once more: %s", error->message);
  else if (cell->wish != NULL)
    fail (n, "publishing once more does not mend it: %s", cell->wish);
  g_clear_pointer (&cell->wish, g_free);
}

static void
run_cell (unsigned int n)
{
  const Request *request = &requests[n / G_N_ELEMENTS (stages)];
  const Stage *stage = &stages[n % G_N_ELEMENTS (stages)];
  const char *wanted = expected[n / G_N_ELEMENTS (stages)];
  g_autofree char *arrived = NULL;
  g_autoptr (GError) error = NULL;
  Cell cell = { 0 };

  begin (&cell, request);
  results[n] = "done";
  if (request->lost != NULL)
    leaf_test_proxy_add_fault (proxy, request->lost, LEAF_TEST_FAULT_CLOSE);
  for (unsigned int i = 0; stage->fault != LEAF_TEST_FAULT_NONE && i < request->n_before; i++)
    leaf_test_proxy_add_fault (proxy, request->needle, LEAF_TEST_FAULT_NONE);
  if (stage->fault != LEAF_TEST_FAULT_NONE)
    leaf_test_proxy_add_fault (proxy, request->needle, stage->fault);
  else
    leaf_test_proxy_shut (proxy, position[n / G_N_ELEMENTS (stages)]);
  timeout_seconds = stage->hangs ? 1 : 20;
  if (!request->act (&cell, &error))
    check_failure (n, &cell, error);
  timeout_seconds = 20;
  leaf_test_proxy_open (proxy);
  if (!leaf_test_proxy_is_calm (proxy))
    fail (n, "the request was not made");
  check_stranger (n);

  heal (n, &cell);
  fulfil (n, &cell);
  arrived = leaf_test_describe_arrival (wordpress, library.library, cell.review, blog);
  if (!g_str_equal (arrived, wanted))
    {
      g_autoptr (GString) difference = g_string_new ("not what it ought to be:");

      append_lines (difference, "-", wanted, arrived);
      append_lines (difference, "+", arrived, wanted);
      fail (n, "%s", difference->str);
    }
}

static void
test_request (gconstpointer data)
{
  unsigned int r = GPOINTER_TO_UINT (data);

  for (unsigned int i = r * G_N_ELEMENTS (stages); i < (r + 1) * G_N_ELEMENTS (stages); i++)
    if (chosen[i])
      {
        learn (r);
        run_cell (i);
      }
}

static void
choose (void)
{
  unsigned int n = MIN (leaf_test_rounds (N_SAMPLE), N_CELLS);
  unsigned int n_requests = MIN (n / CELLS_A_REQUEST + 1, G_N_ELEMENTS (requests));
  gboolean meant[G_N_ELEMENTS (requests)] = { FALSE };
  guint32 seed = leaf_test_seed ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  g_test_message ("LEAF_TEST_SEED=%u chooses %u of %u", seed, n, (unsigned int) N_CELLS);
  while (n_requests > 0)
    {
      unsigned int r = g_rand_int_range (random, 0, G_N_ELEMENTS (requests));

      n_requests -= !meant[r];
      meant[r] = TRUE;
    }
  while (n > 0)
    {
      unsigned int i = g_rand_int_range (random, 0, N_CELLS);

      if (!meant[i / G_N_ELEMENTS (stages)])
        continue;
      n -= !chosen[i];
      chosen[i] = TRUE;
    }
}

static void
print_table (void)
{
  g_print ("# %-18s", "");
  for (unsigned int r = 0; r < G_N_ELEMENTS (requests); r++)
    g_print (" %c    ", 'A' + (char) r);
  g_print ("\n");
  for (unsigned int s = 0; s < G_N_ELEMENTS (stages); s++)
    {
      g_print ("# %-18s", stages[s].name);
      for (unsigned int r = 0; r < G_N_ELEMENTS (requests); r++)
        {
          const char *result = results[r * G_N_ELEMENTS (stages) + s];

          g_print (" %-5s", result != NULL ? result : "");
        }
      g_print ("\n");
    }
  for (unsigned int r = 0; r < G_N_ELEMENTS (requests); r++)
    g_print ("# %c: %s\n", 'A' + (char) r, requests[r].name);
}

static void
set_up (void)
{
  g_autoptr (GError) error = NULL;

  wordpress = leaf_test_wordpress_start ("pretty");
  proxy = leaf_test_proxy_new (wordpress->address);
  stranger = leaf_test_proxy_new (NULL);
  leaf_test_proxy_set_other (proxy, stranger);
  password = leaf_test_wordpress_dup_password (wordpress, "admin");
  leaf_test_library_set_up (&library, NULL);
  where = leaf_discover_blog (library.library, wordpress->address, "admin", password, NULL, &error);
  g_assert_no_error (error);
  outbox = leaf_outbox_new (library.library);
  /* The proxy waits for the blog: what is to be there is there. */
  leaf_outbox_set_patience (outbox, 0);
  leaf_outbox_set_connect (outbox, connect, NULL);
}

static void
tear_down (void)
{
  leaf_test_release_outbox (&outbox);
  g_clear_object (&where);
  leaf_test_assert_sound (library.library);
  leaf_test_library_tear_down (&library, NULL);
  leaf_test_wordpress_stop (wordpress);
  g_free (password);
  for (unsigned int r = 0; r < G_N_ELEMENTS (requests); r++)
    g_free (expected[r]);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  choose ();
  set_up ();
  for (unsigned int r = 0; r < G_N_ELEMENTS (requests); r++)
    {
      g_autofree char *name = g_strdelimit (g_strdup (requests[r].name), " ,", '-');
      g_autofree char *path = g_strconcat ("/faults/", name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (r), test_request);
    }
  status = g_test_run ();
  print_table ();
  tear_down ();

  return status;
}
