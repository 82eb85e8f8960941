/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-books.h"
#include "leaf-db-private.h"
#include "leaf-reviews.h"

#include "leaf-test-library.h"

#define N_BOOKS 10000
#define N_ROUNDS 5

/* One typed letter after the other, as the sidebar asks. */
static const char *const typed[] = {
  "l", "li", "lig", "ligh", "light", "lighthouse", "lighthouse s", "lighthouse si", "lighthouse silence",
  "d", "dv", "dvo", "dvorak", "dvorak rem", "dvorak remembers",
};

/* What every measurement leaves. */
typedef struct {
  double slowest; /* seconds */
  double total;
  int n;
} Times;

static void
add_time (Times *times,
          double seconds)
{
  times->slowest = MAX (times->slowest, seconds);
  times->total += seconds;
  times->n++;
}

static gboolean
run_searches (LeafDb *db,
              gpointer data,
              GError **error)
{
  Times *times = data;

  for (unsigned int i = 0; i < G_N_ELEMENTS (typed); i++) {
    LeafBookQuery query = { .place = LEAF_PLACE_ALL, .sort = LEAF_SORT_TITLE, .search = (char *) typed[i] };
    g_autoptr (GTimer) timer = g_timer_new ();
    g_autoptr (GArray) ids = leaf_books_query (db, &query, error);

    if (ids == NULL)
      return FALSE;
    add_time (times, g_timer_elapsed (timer, NULL));
    g_test_message ("%-20s %5u books %7.2f ms", typed[i], ids->len, g_timer_elapsed (timer, NULL) * 1000);
  }

  return TRUE;
}

/* Beside it: the same texts looked through from their beginning to their end. */
static gboolean
run_scan (LeafDb *db,
          gpointer data,
          GError **error)
{
  Times *times = data;
  g_autoptr (GTimer) timer = g_timer_new ();
  gint64 count;

  if (!leaf_db_get_int (db,
                        "SELECT count (*) FROM search WHERE title LIKE '%silence%' OR authors LIKE '%silence%'"
                        "   OR series LIKE '%silence%' OR genres LIKE '%silence%' OR synopsis LIKE '%silence%'"
                        "   OR review LIKE '%silence%'",
                        &count, error))
    return FALSE;

  add_time (times, g_timer_elapsed (timer, NULL));

  return count > 0;
}

static void
print_result (const char *what,
              const Times *times,
              const char *beside,
              const Times *other)
{
  double mean = times->total / times->n;
  double other_mean = other->total / other->n;

  g_print ("# %s: mean %.2f ms, slowest %.2f ms; %s: mean %.2f ms; ratio %.3f\n", what, mean * 1000,
           times->slowest * 1000, beside, other_mean * 1000, mean / other_mean);
}

static void
benchmark_search (LeafTestLibrary *fixture,
                  gconstpointer unused)
{
  Times search = { 0 };
  Times scan = { 0 };

  leaf_test_fill_library (fixture->library, N_BOOKS);
  for (int i = 0; i < N_ROUNDS; i++) {
    leaf_test_run (fixture->library, LEAF_LIBRARY_READ, run_searches, &search);
    leaf_test_run (fixture->library, LEAF_LIBRARY_READ, run_scan, &scan);
  }

  print_result ("search as you type over 10,000 books", &search, "LIKE over the same texts", &scan);
}

/* A text as it is saved while it is typed. */
typedef struct {
  gint64 review;
  GString *html;
  GString *text;
  Times *times;
} Autosave;

static gboolean
save_text (LeafDb *db,
           gpointer data,
           GError **error)
{
  Autosave *autosave = data;

  return leaf_reviews_save_document (db, autosave->review, autosave->html->str, autosave->text->str, error);
}

static gboolean
copy_text (LeafDb *db,
           gpointer data,
           GError **error)
{
  Autosave *autosave = data;
  g_autoptr (LeafStatement) statement = leaf_statement_new (db, "UPDATE review_texts SET html = ?2 WHERE review = ?1", error);

  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, autosave->review);
  leaf_statement_bind_text (statement, 2, autosave->html->str);

  return leaf_statement_run (statement, error);
}

static void
measure_saves (LeafTestLibrary *fixture,
               LeafLibraryFunc func,
               Autosave *autosave)
{
  for (int i = 0; i < 20; i++) {
    g_autoptr (GTimer) timer = NULL;

    g_string_append_printf (autosave->html, "<p>More %d</p>", i);
    g_string_append_printf (autosave->text, "\nMore %d", i);
    timer = g_timer_new ();
    leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, func, autosave);
    add_time (autosave->times, g_timer_elapsed (timer, NULL));
  }
}

static void
benchmark_autosave (LeafTestLibrary *fixture,
                    gconstpointer unused)
{
  Times save = { 0 };
  Times copy = { 0 };
  Autosave autosave = { 1, g_string_new ("<p>"), g_string_new (NULL), &save };

  leaf_test_fill_library (fixture->library, 1000);
  for (int i = 0; i < 20000; i++) {
    g_string_append_printf (autosave.html, "word%d ", i % 3000);
    g_string_append_printf (autosave.text, "word%d ", i % 3000);
  }
  g_string_append (autosave.html, "</p>");

  measure_saves (fixture, save_text, &autosave);
  autosave.times = &copy;
  measure_saves (fixture, copy_text, &autosave);
  print_result ("saving a text of 20,000 words", &save, "writing its HTML alone", &copy);

  g_string_free (autosave.html, TRUE);
  g_string_free (autosave.text, TRUE);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  leaf_test_add_library ("/benchmark/search", benchmark_search);
  leaf_test_add_library ("/benchmark/autosave", benchmark_autosave);

  return g_test_run ();
}
