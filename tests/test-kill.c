/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-books.h"
#include "leaf-db-private.h"
#include "leaf-pictures.h"
#include "leaf-publications.h"
#include "leaf-reviews.h"

#include "leaf-test-db.h"
#include "leaf-test-document.h"
#include "leaf-test-library.h"
#include "leaf-test-picture.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define N_KILLS 30

/* One round of the writer: everything in it has the same number. */
typedef struct {
  int number;
  const char *cover;
} Round;

static gboolean
add_book (LeafDb *db,
          gpointer data,
          GError **error)
{
  const Round *round = data;
  g_autoptr (LeafBook) book = leaf_book_new ();
  g_autoptr (LeafReview) review = leaf_review_new ();
  g_autofree char *title = g_strdup_printf ("Book %d", round->number);
  gint64 id;

  leaf_book_set_title (book, title);
  leaf_book_set_authors (book, (const char *[]) { "Ada Baker", NULL });
  leaf_book_set_genres (book, (const char *[]) { "Mystery", NULL });
  leaf_book_set_cover (book, round->cover);
  if (!leaf_books_save (db, book, error))
    return FALSE;

  id = leaf_book_get_id (book);
  leaf_review_set_books (review, &id, 1);

  return leaf_reviews_save (db, review, error);
}

/* As the editor saves, and as Publish is pressed. */
static gboolean
add_text (LeafDb *db,
          gpointer data,
          GError **error)
{
  const Round *round = data;
  g_autofree char *text = g_strdup_printf ("Words %d of a review. %0*d", round->number, round->number % 5000, 0);
  g_autofree char *html = g_strdup_printf ("<p>%s</p>", text);
  g_autoptr (LeafPublication) publication = NULL;
  g_autoptr (LeafJob) job = leaf_job_new ();
  gint64 review;

  if (!leaf_db_get_int (db, "SELECT max (id) FROM reviews", &review, error) ||
      !leaf_reviews_save_document (db, review, html, text, error))
    return FALSE;

  publication = leaf_publications_ensure (db, review, 1, error);
  if (publication == NULL)
    return FALSE;

  job->publication = publication->id;
  job->state = LEAF_JOB_SENDING;
  job->wanted = LEAF_PUBLICATION_PUBLISHED;

  return leaf_jobs_save (db, job, error);
}

static void
acknowledge (int number)
{
  char line[16];
  int length = g_snprintf (line, sizeof line, "%d\n", number);

  g_assert_cmpint (write (STDOUT_FILENO, line, length), ==, length);
}

/* The child: writes, and says so after each write, until it is killed. */
G_NORETURN static void
write_for_ever (const char *path,
                int number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafLibrary) library = leaf_library_open (path, &error);

  g_assert_no_error (error);
  for (;; number++) {
    g_autoptr (GBytes) bytes = leaf_test_picture_new ("png", 40, 60, number);
    g_autoptr (LeafPicture) picture = leaf_pictures_add (library, bytes, &error);
    Round round = { number, NULL };

    g_assert_no_error (error);
    round.cover = picture->sha256;
    leaf_test_run (library, LEAF_LIBRARY_WRITE, add_book, &round);
    leaf_test_run (library, LEAF_LIBRARY_WRITE, add_text, &round);
    acknowledge (number);
  }
}

/* Lets the child write a while and kills it; returns the last number it has said. */
static int
run_and_kill (const char *path,
              int next)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GDataInputStream) stream = NULL;
  g_autofree char *number = g_strdup_printf ("%d", next);
  int patience = g_test_rand_int_range (0, 12);
  int n_spins = g_test_rand_int_range (0, 200000);
  int last = next - 1;
  char *line;

  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/proc/self/exe", "--write", path, number, NULL);
  g_assert_no_error (error);
  stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));

  while ((line = g_data_input_stream_read_line (stream, NULL, NULL, &error)) != NULL) {
    last = atoi (line);
    g_free (line);
    if (patience-- == 0) {
      /* Not always at the same step of the next round. */
      for (volatile int i = 0; i < n_spins; i++)
        continue;
      g_subprocess_send_signal (child, SIGKILL);
    }
  }
  g_assert_no_error (error);

  g_assert_true (g_subprocess_wait (child, NULL, &error));
  g_assert_true (g_subprocess_get_if_signaled (child));
  g_assert_cmpint (g_subprocess_get_term_sig (child), ==, SIGKILL);

  return last;
}

static gint64
count (LeafDb *db,
       const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value;

  leaf_db_get_int (db, sql, &value, &error);
  g_assert_no_error (error);

  return value;
}

/* All rounds up to `last` are there, whole; of the one after it perhaps the first part, or all. So it
 * was after each kill before: `n_halves` books have no text for good. */
static int
assert_everything (const char *path,
                   int last,
                   int *n_halves)
{
  LeafDb *db = leaf_test_db_open (path);
  gint64 n_books = count (db, "SELECT count (*) FROM books");
  gint64 n_texts = count (db, "SELECT count (*) FROM review_texts WHERE text <> ''");

  g_assert_cmpint (n_books, >=, last);
  g_assert_cmpint (n_books, <=, last + 1);
  g_assert_cmpint (n_texts, >=, last - *n_halves);
  g_assert_cmpint (n_texts, <=, n_books - *n_halves);
  g_assert_cmpint (count (db, "SELECT count (*) FROM jobs"), ==, n_texts);
  g_assert_cmpint (count (db, "SELECT count (*) FROM search WHERE search MATCH 'words'"), ==, n_texts);
  g_assert_cmpint (count (db, "SELECT count (*) FROM books AS b JOIN review_books AS rb ON rb.book = b.id"
                              "  JOIN review_texts AS t ON t.review = rb.review"
                              " WHERE t.text <> '' AND instr (t.text, replace (b.title, 'Book', 'Words') || ' ') = 0"),
                   ==, 0);
  g_assert_cmpint (count (db, "SELECT count (*) FROM books WHERE cover IS NULL"), ==, 0);
  leaf_db_close (db);

  *n_halves = (int) (n_books - n_texts);
  return n_books;
}

static void
assert_sound (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafLibrary) library = leaf_library_open (path, &error);

  g_assert_no_error (error);
  leaf_test_assert_sound (library);
  leaf_library_close (library);
}

/* The power of what was written is that it stays. */
static void
test_kill (LeafTestDb *fixture,
           gconstpointer unused)
{
  const int n_kills = (int) leaf_test_rounds (N_KILLS);
  int n_books = 0;
  int n_halves = 0;

  leaf_test_db_add_blog (fixture, "Pages");
  for (int i = 0; i < n_kills; i++) {
    int last = run_and_kill (fixture->path, n_books + 1);

    g_assert_cmpint (last, >, n_books);
    n_books = assert_everything (fixture->path, last, &n_halves);
    assert_sound (fixture->path);
  }
  g_test_message ("%d books were written, %d times the writer was killed", n_books, n_kills);
}

/* Killed while the library is made: what is there is nothing, or a library. */
static void
test_kill_at_creation (LeafTestDb *fixture,
                       gconstpointer unused)
{
  for (unsigned int i = 0; i < leaf_test_rounds (N_KILLS); i++) {
    g_autofree char *path = g_strdup_printf ("%s/new-%u.db", fixture->dir, i);
    g_autoptr (GSubprocess) child = NULL;
    g_autoptr (GError) error = NULL;
    int n_spins = g_test_rand_int_range (0, 40000000);

    child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                              "/proc/self/exe", "--create", path, NULL);
    g_assert_no_error (error);
    for (volatile int spin = 0; spin < n_spins; spin++)
      continue;
    g_subprocess_force_exit (child);
    g_assert_true (g_subprocess_wait (child, NULL, &error));
    assert_sound (path);
  }
}

/* Several programs make the same library at the same time. */
static void
test_made_at_once (LeafTestDb *fixture,
                   gconstpointer unused)
{
  for (int i = 0; i < 10; i++) {
    g_autofree char *path = g_strdup_printf ("%s/new-%u.db", fixture->dir, i);
    g_autoptr (GError) error = NULL;
    GSubprocess *children[5];

    for (unsigned int j = 0; j < G_N_ELEMENTS (children); j++) {
      children[j] = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "/proc/self/exe", "--create", path, NULL);
      g_assert_no_error (error);
    }
    for (unsigned int j = 0; j < G_N_ELEMENTS (children); j++) {
      g_assert_true (g_subprocess_wait_check (children[j], NULL, &error));
      g_assert_no_error (error);
      g_object_unref (children[j]);
    }
    assert_sound (path);
  }
}

static int
create (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafLibrary) library = leaf_library_open (path, &error);

  g_assert_no_error (error);
  leaf_library_close (library);

  return 0;
}

int
main (int argc,
      char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--write"))
    write_for_ever (argv[2], atoi (argv[3]));
  if (argc == 3 && g_str_equal (argv[1], "--create"))
    return create (argv[2]);

  g_test_init (&argc, &argv, NULL);

  leaf_test_add_db ("/kill/writing", test_kill);
  leaf_test_add_db ("/kill/creating", test_kill_at_creation);
  leaf_test_add_db ("/kill/made-at-once", test_made_at_once);

  return g_test_run ();
}
