/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The program is killed while she types: never is more lost than the last second, and the library is always
 * sound. A child types into a session as the window does, without a window, and says which word it typed when. */

#include "config.h"

#include "leaf-books.h"
#include "leaf-review-session.h"
#include "leaf-reviews.h"
#include "leaf-test-db.h"
#include "leaf-test-document.h"
#include "leaf-test-library.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Nearly all the time is spent waiting for the next key, so they type beside each other. */
#define N_WRITERS 3
#define N_ROUNDS 5 /* of each */
#define PROMISE  G_TIME_SPAN_SECOND

typedef struct {
  LeafReviewSession *session;
  GRand *rand;
  unsigned int next;  /* the number of the next word */
  gint64 due;         /* when it should be typed */
} Typist;

/* What the parent heard, all in microseconds of the clock that both have. */
typedef struct {
  GArray *typed;      /* gint64: when each word was typed */
  unsigned int first; /* the number of the first of them */
  gint64 begun;       /* the save that has not ended, 0 for none */
  gint64 late;        /* how late the main loop was with a key, at most */
  gint64 writing;     /* how long it took to write, at most */
} Story;

static void
tell (const char *what, gint64 time, gint64 late)
{
  char line[64];
  int length = g_snprintf (line, sizeof line, "%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", what, time, late);

  g_assert_cmpint (write (STDOUT_FILENO, line, length), ==, length);
}

static void
state_cb (LeafReviewSession *session)
{
  LeafSessionState state = leaf_review_session_get_state (session);

  g_assert_cmpint (state, !=, LEAF_SESSION_FAILED);
  tell (state == LEAF_SESSION_SAVING ? "begin" : "end", g_get_monotonic_time (), 0);
}

static gboolean
type_cb (gpointer data)
{
  Typist *self = data;
  LeafDocument *document = leaf_review_session_get_document (self->session);
  g_autoptr (LeafDocument) fragment = leaf_document_new ();
  g_autofree char *word = g_strdup_printf ("%u%s", self->next, g_rand_int_range (self->rand, 0, 8) == 0 ? "\n" : " ");
  unsigned int end = leaf_document_get_length (document);
  gint64 now = g_get_monotonic_time ();
  unsigned int pause = g_rand_int_range (self->rand, 0, 20) == 0
                         ? (unsigned int) g_rand_int_range (self->rand, 300, 1500)
                         : (unsigned int) g_rand_int_range (self->rand, 1, 60);

  leaf_document_append_text (fragment, word, -1, NULL);
  leaf_document_replace (document, end, end, fragment);
  leaf_review_session_touch (self->session);
  tell ("word", now, now - self->due);

  self->next++;
  self->due = g_get_monotonic_time () + pause * G_TIME_SPAN_MILLISECOND;
  g_timeout_add (pause, type_cb, self);
  return G_SOURCE_REMOVE;
}

static void
loaded_cb (LeafReviewSession *session, Typist *self)
{
  self->due = g_get_monotonic_time ();
  g_timeout_add (0, type_cb, self);
}

/* The child: types until it is killed. */
G_NORETURN static void
type_for_ever (const char *path, gint64 book, unsigned int next)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafLibrary) library = leaf_library_open (path, &error);
  Typist typist = { NULL, g_rand_new (), next, 0 };

  g_assert_no_error (error);
  typist.session = leaf_review_session_new (library, book);
  g_signal_connect (typist.session, "notify::state", G_CALLBACK (state_cb), NULL);
  g_signal_connect (typist.session, "loaded", G_CALLBACK (loaded_cb), &typist);
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}

static void
hear (Story *story, const char *line)
{
  long long time, late;
  char what[8];

  g_assert_cmpint (sscanf (line, "%7s %lld %lld", what, &time, &late), ==, 3);
  if (g_str_equal (what, "word"))
    {
      gint64 typed = time;

      g_array_append_val (story->typed, typed);
      story->late = MAX (story->late, late);
    }
  else if (g_str_equal (what, "begin"))
    story->begun = time;
  else if (story->begun != 0)
    {
      story->writing = MAX (story->writing, time - story->begun);
      story->begun = 0;
    }
}

/* Lets the child type for a while and kills it; returns when. */
static gint64
run_and_kill (const char *path, gint64 book, Story *story)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GDataInputStream) stream = NULL;
  g_autofree char *next = g_strdup_printf ("%u", story->first);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, book);
  gint64 patience = g_test_rand_int_range (0, 2500) * G_TIME_SPAN_MILLISECOND;
  gint64 killed = 0;
  char *line;

  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/proc/self/exe", "--type", path, id, next, NULL);
  g_assert_no_error (error);
  stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));

  /* Killed at a key, or some time into the pause after it. */
  while ((line = g_data_input_stream_read_line (stream, NULL, NULL, &error)) != NULL)
    {
      hear (story, line);
      g_free (line);
      if (killed != 0 || story->typed->len == 0 ||
          g_get_monotonic_time () - g_array_index (story->typed, gint64, 0) < patience)
        continue;
      for (volatile int i = g_test_rand_int_range (0, 20000000); i > 0; i--)
        continue;
      killed = g_get_monotonic_time ();
      g_subprocess_send_signal (child, SIGKILL);
    }
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (child, NULL, &error));
  g_assert_true (g_subprocess_get_if_signaled (child));
  g_assert_cmpint (g_subprocess_get_term_sig (child), ==, SIGKILL);
  g_assert_cmpint (killed, !=, 0);
  return killed;
}

static gboolean
add_book_cb (LeafDb *db, gpointer data, GError **error)
{
  g_autoptr (LeafBook) book = leaf_book_new ();

  leaf_book_set_title (book, "Middlemarch");
  if (!leaf_books_save (db, book, error))
    return FALSE;
  *(gint64 *) data = leaf_book_get_id (book);
  return TRUE;
}

typedef struct {
  gint64 book;
  unsigned int last;
} Stored;

/* The words are there from the first to some last one, none missing, none twice. */
static gboolean
read_cb (LeafDb *db, gpointer data, GError **error)
{
  Stored *stored = data;
  gint64 id = leaf_reviews_find_for_book (db, stored->book, error);
  g_autoptr (LeafReview) review = NULL;
  g_auto (GStrv) words = NULL;
  g_autofree char *text = NULL;
  LeafDocument *document;

  stored->last = 0;
  if (id <= 0)
    return id == 0;
  review = leaf_reviews_load (db, id, error);
  if (review == NULL)
    return FALSE;

  document = leaf_review_get_document (review);
  text = leaf_document_get_text (document, 0, leaf_document_get_length (document));
  words = g_strsplit_set (text, " \n", -1);
  for (unsigned int i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_assert_cmpuint ((unsigned int) atoi (words[i]), ==, ++stored->last);
  return TRUE;
}

/* Opens the library as the next start of the program would. */
static unsigned int
read_last (const char *path, gint64 book)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafLibrary) library = leaf_library_open (path, &error);
  Stored stored = { book, 0 };

  g_assert_no_error (error);
  leaf_test_assert_sound (library);
  leaf_test_run (library, LEAF_LIBRARY_READ, read_cb, &stored);
  leaf_library_close (library);
  return stored.last;
}

static void
test_typing (LeafTestDb *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafLibrary) library = leaf_library_open (fixture->path, &error);
  unsigned int n_rounds = leaf_test_rounds (N_ROUNDS);
  unsigned int last = 0;
  gint64 worst = 0, worst_late = 0;
  gint64 book;

  g_assert_no_error (error);
  leaf_test_run (library, LEAF_LIBRARY_WRITE, add_book_cb, &book);
  leaf_library_close (library);

  for (unsigned int i = 0; i < n_rounds; i++)
    {
      g_autoptr (GArray) typed = g_array_new (FALSE, FALSE, sizeof (gint64));
      Story story = { typed, last + 1, 0, 0, 0 };
      gint64 killed = run_and_kill (fixture->path, book, &story);
      gint64 loss = 0;
      unsigned int n_stored;

      if (story.begun != 0)
        story.writing = MAX (story.writing, killed - story.begun);
      last = read_last (fixture->path, book);
      g_assert_cmpuint (last, >=, story.first - 1);
      n_stored = last - (story.first - 1);
      g_assert_cmpuint (n_stored, <=, typed->len);
      if (n_stored < typed->len)
        loss = killed - g_array_index (typed, gint64, n_stored);

      /* A machine that is busy with other things is late, with keys and with writing; that is told, and not held
       * against the program. */
      worst = MAX (worst, loss);
      worst_late = MAX (worst_late, story.late + story.writing);
      g_assert_cmpint (loss, <=, PROMISE + story.late + story.writing);
    }
  g_test_message ("%u words were typed, %u times the writer was killed; at most %d ms were lost, "
                  "and the machine was at most %d ms late",
                  last, n_rounds, (int) (worst / G_TIME_SPAN_MILLISECOND), (int) (worst_late / G_TIME_SPAN_MILLISECOND));
}

/* The figures of one are messages of ours. */
static void
hear_figures (const char *output)
{
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    if (strstr (*line, "words were typed") != NULL)
      g_test_message ("%s", *line + strspn (*line, "# "));
}

/* Each in a process and a library of its own. */
static void
test_all (void)
{
  GSubprocess *writers[N_WRITERS];
  g_autoptr (GError) error = NULL;

  for (unsigned int i = 0; i < N_WRITERS; i++)
    {
      writers[i] = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                     "/proc/self/exe", "-p", "/kill-typing/subprocess/writer", NULL);
      g_assert_no_error (error);
    }

  for (unsigned int i = 0; i < N_WRITERS; i++)
    {
      g_autofree char *output = NULL;

      g_subprocess_communicate_utf8 (writers[i], NULL, NULL, &output, NULL, &error);
      g_assert_no_error (error);
      hear_figures (output);
      if (!g_subprocess_get_successful (writers[i]))
        g_error ("A writer failed: %s", output);
      g_object_unref (writers[i]);
    }
}

int
main (int argc, char **argv)
{
  if (argc == 5 && g_str_equal (argv[1], "--type"))
    type_for_ever (argv[2], atoi (argv[3]), (unsigned int) atoi (argv[4]));

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/kill-typing/all", test_all);
  leaf_test_add_db ("/kill-typing/subprocess/writer", test_typing);

  return g_test_run ();
}
