/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-book-list.h"
#include "leaf-db-private.h"
#include "leaf-id-diff.h"
#include "leaf-reviews.h"

#include "leaf-test-library.h"

/* The ids as somebody knows them who only listens to items-changed. */
typedef struct {
  GArray *ids;
  unsigned int n_signals;
  unsigned int n_touched;
} Mirror;

static void
items_changed_cb (GListModel *model,
                  unsigned int position,
                  unsigned int removed,
                  unsigned int added,
                  Mirror *mirror)
{
  g_assert_cmpuint (position + removed, <=, mirror->ids->len);
  if (removed > 0)
    g_array_remove_range (mirror->ids, position, removed);
  for (unsigned int i = 0; i < added; i++) {
    g_autoptr (LeafBookRow) row = g_list_model_get_item (model, position + i);
    gint64 id = leaf_book_row_get_id (row);

    g_array_insert_val (mirror->ids, position + i, id);
  }
  g_assert_cmpuint (mirror->ids->len, ==, g_list_model_get_n_items (model));

  mirror->n_signals++;
  mirror->n_touched += removed + added;
}

static void
assert_mirrors (GListModel *model,
                const Mirror *mirror)
{
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, mirror->ids->len);
  for (unsigned int i = 0; i < mirror->ids->len; i++) {
    g_autoptr (LeafBookRow) row = g_list_model_get_item (model, i);

    g_assert_cmpint (leaf_book_row_get_id (row), ==, g_array_index (mirror->ids, gint64, i));
  }
}

static void
wait_until_loaded (LeafBookList *list)
{
  while (leaf_book_list_get_loading (list))
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
do_nothing (LeafDb *db,
            gpointer data,
            GError **error)
{
  return TRUE;
}

/* Until everything that a change has set off is over: what was asked of the reading thread is
 * answered, and the answers have set off nothing more. */
static void
settle (LeafTestLibrary *fixture,
        LeafBookList *list)
{
  int n_turns;

  do {
    n_turns = 0;
    leaf_test_run (fixture->library, LEAF_LIBRARY_READ, do_nothing, NULL);
    while (g_main_context_iteration (NULL, FALSE))
      n_turns++;
  } while (n_turns > 0 || (list != NULL && leaf_book_list_get_loading (list)));
}

static LeafBookList *
new_list (LeafTestLibrary *fixture,
          LeafSort sort)
{
  LeafBookList *list = leaf_book_list_new (fixture->library);
  LeafBookQuery query = { .place = LEAF_PLACE_ALL, .sort = sort };

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  leaf_book_list_set_query (list, &query);
  g_assert_true (leaf_book_list_get_loading (list));
  wait_until_loaded (list);

  return list;
}

static void
wait_for_row (LeafBookRow *row)
{
  while (!leaf_book_row_get_loaded (row))
    g_main_context_iteration (NULL, TRUE);
}

/* A hundred thousand books by one statement: only their number matters here. */
static gboolean
fill_quickly (LeafDb *db,
              gpointer data,
              GError **error)
{
  return leaf_db_run (db,
                      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"
                      " INSERT INTO books (uuid, title, title_sort, authors_sort, synopsis, synopsis_text,"
                      "                    added, modified)"
                      " SELECT printf ('%036d', i), printf ('Book %06d', i), printf ('book %06d', i), '',"
                      "        '<p></p>', '', i, i FROM n",
                      error) &&
         leaf_db_run (db,
                      "INSERT INTO search (rowid, title, authors, series, genres, isbn, synopsis, review)"
                      " SELECT * FROM search_texts",
                      error);
}

static void
row_gone_cb (gpointer n_alive,
             GObject *where_the_row_was)
{
  (*(int *) n_alive)--;
}

static void
test_lazy (LeafTestLibrary *fixture,
           gconstpointer unused)
{
  g_autoptr (LeafBookList) list = NULL;
  int n_alive = 0;

  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, fill_quickly, NULL);
  list = new_list (fixture, LEAF_SORT_TITLE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 100000);

  /* A screen somewhere in the middle. */
  for (unsigned int i = 50000; i < 50030; i++) {
    g_autoptr (LeafBookRow) row = g_list_model_get_item (G_LIST_MODEL (list), i);
    g_autofree char *title = g_strdup_printf ("Book %06u", i + 1);

    g_assert_cmpstr (leaf_book_row_get_title (row), ==, "");
    wait_for_row (row);
    g_assert_cmpstr (leaf_book_row_get_title (row), ==, title);
  }

  /* Scrolling on for a long time keeps a few hundred rows, no more. */
  for (unsigned int i = 60000; i < 65000; i++) {
    LeafBookRow *row = g_list_model_get_item (G_LIST_MODEL (list), i);

    n_alive++;
    g_object_weak_ref (G_OBJECT (row), row_gone_cb, &n_alive);
    g_object_unref (row);
    g_assert_cmpint (n_alive, <, 1000);
  }
  settle (fixture, list);

  g_assert_finalize_object (g_steal_pointer (&list));
  g_assert_cmpint (n_alive, ==, 0);
}

static void
test_same_row (LeafTestLibrary *fixture,
               gconstpointer unused)
{
  g_autoptr (LeafBookList) list = NULL;
  g_autoptr (LeafBookRow) first = NULL;
  g_autoptr (LeafBookRow) again = NULL;

  leaf_test_fill_library (fixture->library, 3);
  list = new_list (fixture, LEAF_SORT_TITLE);

  first = g_list_model_get_item (G_LIST_MODEL (list), 1);
  again = g_list_model_get_item (G_LIST_MODEL (list), 1);
  g_assert_true (first == again);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), 3));
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (list)) == LEAF_TYPE_BOOK_ROW);
  g_assert_cmpuint (leaf_book_list_find (list, leaf_book_row_get_id (first)), ==, 1);
  g_assert_cmpuint (leaf_book_list_find (list, 4711), ==, G_MAXUINT);

  settle (fixture, list);
}

/* An edit of one book: what to do with it, and to which. */
typedef struct {
  gint64 id;
  const char *title;
  gboolean remove;
  gboolean restore;
} Edit;

static gboolean
run_edit (LeafDb *db,
          gpointer data,
          GError **error)
{
  const Edit *edit = data;
  g_autoptr (LeafBook) book = NULL;

  if (edit->remove)
    return leaf_books_remove (db, edit->id, error);
  if (edit->restore)
    return leaf_books_restore (db, edit->id, error);

  book = edit->id != 0 ? leaf_books_load (db, edit->id, error) : leaf_book_new ();
  if (book == NULL)
    return FALSE;
  leaf_book_set_title (book, edit->title);

  return leaf_books_save (db, book, error);
}

static void
do_edit (LeafTestLibrary *fixture,
         LeafBookList *list,
         Edit edit)
{
  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, run_edit, &edit);
  settle (fixture, list);
}

static void
mirror_init (Mirror *mirror,
             LeafBookList *list)
{
  mirror->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  items_changed_cb (G_LIST_MODEL (list), 0, 0, g_list_model_get_n_items (G_LIST_MODEL (list)), mirror);
  mirror->n_signals = 0;
  mirror->n_touched = 0;
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), mirror);
}

static void
mirror_clear (Mirror *mirror,
              LeafBookList *list)
{
  g_signal_handlers_disconnect_by_data (list, mirror);
  g_array_unref (mirror->ids);
}

/* Each change touches the book that changed, and no other. */
static void
test_follows (LeafTestLibrary *fixture,
              gconstpointer unused)
{
  g_autoptr (LeafBookList) list = NULL;
  g_autoptr (LeafBookRow) row = NULL;
  Mirror mirror = { 0 };
  gint64 id;

  leaf_test_fill_library (fixture->library, 200);
  list = new_list (fixture, LEAF_SORT_TITLE);
  mirror_init (&mirror, list);
  row = g_list_model_get_item (G_LIST_MODEL (list), 100);
  wait_for_row (row);
  id = leaf_book_row_get_id (row);

  do_edit (fixture, list, (Edit) { .title = "A new one" });
  g_assert_cmpuint (mirror.n_touched, ==, 1);
  g_assert_cmpuint (leaf_book_list_find (list, id), ==, 101);

  do_edit (fixture, list, (Edit) { .id = id, .title = "Zzz, the last" });
  g_assert_cmpuint (mirror.n_touched, ==, 3);
  g_assert_cmpuint (leaf_book_list_find (list, id), ==, 200);
  g_assert_cmpstr (leaf_book_row_get_title (row), ==, "Zzz, the last");

  /* A new title in the same place: the row tells, the list does not. */
  do_edit (fixture, list, (Edit) { .id = id, .title = "Zzz, still the last" });
  g_assert_cmpuint (mirror.n_touched, ==, 3);
  g_assert_cmpstr (leaf_book_row_get_title (row), ==, "Zzz, still the last");

  do_edit (fixture, list, (Edit) { .id = id, .remove = TRUE });
  g_assert_cmpuint (mirror.n_touched, ==, 4);
  g_assert_cmpuint (leaf_book_list_find (list, id), ==, G_MAXUINT);

  do_edit (fixture, list, (Edit) { .id = id, .restore = TRUE });
  g_assert_cmpuint (mirror.n_touched, ==, 5);
  g_assert_cmpuint (leaf_book_list_find (list, id), ==, 200);

  assert_mirrors (G_LIST_MODEL (list), &mirror);
  settle (fixture, list);
  mirror_clear (&mirror, list);
}

/* What a verb does while the window is open. */
static void
test_other_program (LeafTestLibrary *fixture,
                    gconstpointer unused)
{
  g_autoptr (LeafBookList) list = NULL;
  g_autoptr (LeafBookRow) row = NULL;
  g_autoptr (LeafLibrary) other = NULL;
  g_autoptr (GError) error = NULL;
  Edit add = { .title = "From elsewhere" };
  Edit rename = { .id = 1, .title = "Renamed elsewhere" };

  leaf_test_fill_library (fixture->library, 3);
  leaf_library_watch (fixture->library);
  list = new_list (fixture, LEAF_SORT_ADDED);
  row = g_list_model_get_item (G_LIST_MODEL (list), leaf_book_list_find (list, 1));
  wait_for_row (row);
  settle (fixture, list);

  other = leaf_library_open (fixture->path, &error);
  g_assert_no_error (error);
  leaf_test_run (other, LEAF_LIBRARY_WRITE, run_edit, &add);
  while (g_list_model_get_n_items (G_LIST_MODEL (list)) < 4)
    g_main_context_iteration (NULL, TRUE);

  leaf_test_run (other, LEAF_LIBRARY_WRITE, run_edit, &rename);
  while (g_strcmp0 (leaf_book_row_get_title (row), "Renamed elsewhere") != 0)
    g_main_context_iteration (NULL, TRUE);

  leaf_library_close (other);
  settle (fixture, list);
}

static void
set_search (LeafBookList *list,
            const char *search)
{
  LeafBookQuery query = { .place = LEAF_PLACE_ALL, .sort = LEAF_SORT_TITLE, .search = (char *) search };

  leaf_book_list_set_query (list, &query);
}

typedef struct {
  const char *search;
  GArray *ids;
} Search;

static gboolean
run_search (LeafDb *db,
            gpointer data,
            GError **error)
{
  Search *search = data;
  LeafBookQuery query = { .place = LEAF_PLACE_ALL, .sort = LEAF_SORT_TITLE, .search = (char *) search->search };

  search->ids = leaf_books_query (db, &query, error);

  return search->ids != NULL;
}

static void
assert_shows (LeafTestLibrary *fixture,
              const Mirror *mirror,
              const char *words)
{
  Search search = { words, NULL };

  leaf_test_run (fixture->library, LEAF_LIBRARY_READ, run_search, &search);
  g_assert_cmpuint (search.ids->len, >, 0);
  g_assert_cmpmem (mirror->ids->data, mirror->ids->len * sizeof (gint64),
                   search.ids->data, search.ids->len * sizeof (gint64));
  g_array_unref (search.ids);
}

/* Typing: only the last of the searches counts, and the list ends up with its result. */
static void
test_later_query_wins (LeafTestLibrary *fixture,
                       gconstpointer unused)
{
  static const char *const typed[] = { "l", "li", "lig", "ligh", "light", "lightho", "lighthouse" };
  g_autoptr (LeafBookList) list = NULL;
  Mirror mirror = { 0 };

  leaf_test_fill_library (fixture->library, 300);
  list = new_list (fixture, LEAF_SORT_TITLE);
  mirror_init (&mirror, list);

  for (unsigned int i = 0; i < G_N_ELEMENTS (typed); i++)
    set_search (list, typed[i]);
  settle (fixture, list);

  assert_shows (fixture, &mirror, "lighthouse");
  assert_mirrors (G_LIST_MODEL (list), &mirror);

  set_search (list, "nothing has this word xyzzy");
  settle (fixture, list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);

  mirror_clear (&mirror, list);
}

static void
search_again_cb (GListModel *model,
                 unsigned int position,
                 unsigned int removed,
                 unsigned int added,
                 gpointer unused)
{
  set_search (LEAF_BOOK_LIST (model), "winter");
}

/* Another query in the middle of being told of the last one. */
static void
test_query_while_changing (LeafTestLibrary *fixture,
                           gconstpointer unused)
{
  g_autoptr (LeafBookList) list = NULL;
  Mirror mirror = { 0 };

  leaf_test_fill_library (fixture->library, 300);
  list = new_list (fixture, LEAF_SORT_TITLE);
  mirror_init (&mirror, list);
  g_signal_connect (list, "items-changed", G_CALLBACK (search_again_cb), NULL);

  set_search (list, "lighthouse");
  settle (fixture, list);

  assert_shows (fixture, &mirror, "winter");
  assert_mirrors (G_LIST_MODEL (list), &mirror);
  mirror_clear (&mirror, list);
}

static gboolean
add_stars (LeafDb *db,
           gpointer data,
           GError **error)
{
  g_autoptr (LeafReview) review = leaf_review_new ();

  leaf_review_set_books (review, data, 1);
  leaf_review_set_rating (review, 9);

  return leaf_reviews_save (db, review, error);
}

static void
count_notify_cb (GObject *row,
                 GParamSpec *pspec,
                 int *n_notified)
{
  (*n_notified)++;
}

/* Stars come from the review; the row of the book hears of them. */
static void
test_row_notifies (LeafTestLibrary *fixture,
                   gconstpointer unused)
{
  g_autoptr (LeafBookList) list = NULL;
  g_autoptr (LeafBookRow) row = NULL;
  int n_rating = 0;
  int n_title = 0;
  gint64 id = 2;

  leaf_test_fill_library (fixture->library, 2);
  list = new_list (fixture, LEAF_SORT_ADDED);
  row = g_list_model_get_item (G_LIST_MODEL (list), leaf_book_list_find (list, id));
  wait_for_row (row);
  g_assert_cmpint (leaf_book_row_get_rating (row), ==, 0);
  g_assert_cmpint (leaf_book_row_get_state (row), ==, LEAF_PLACE_TO_REVIEW);

  g_signal_connect (row, "notify::rating", G_CALLBACK (count_notify_cb), &n_rating);
  g_signal_connect (row, "notify::title", G_CALLBACK (count_notify_cb), &n_title);
  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, add_stars, &id);
  while (n_rating == 0)
    g_main_context_iteration (NULL, TRUE);
  settle (fixture, list);

  g_assert_cmpint (leaf_book_row_get_rating (row), ==, 9);
  g_assert_cmpint (n_rating, ==, 1);
  g_assert_cmpint (n_title, ==, 0);
}

/* A list is gone while its query and its rows are under way, and then the library. */
static void
test_gone_early (LeafTestLibrary *fixture,
                 gconstpointer unused)
{
  g_autoptr (LeafBookRow) row = NULL;
  LeafBookList *list;

  leaf_test_fill_library (fixture->library, 20);
  list = new_list (fixture, LEAF_SORT_TITLE);
  row = g_list_model_get_item (G_LIST_MODEL (list), 0);
  set_search (list, "winter");
  g_object_unref (list);
  settle (fixture, NULL);

  leaf_test_library_reopen (fixture);
}

static GArray *
shuffle (const GArray *ids,
         int n_moves)
{
  GArray *result = g_array_copy ((GArray *) ids);
  static gint64 next = 1000000;

  for (int i = 0; i < n_moves; i++) {
    unsigned int from = result->len > 0 ? g_test_rand_int_range (0, result->len) : 0;
    gint64 id = next++;

    /* Moved, gone, or new. */
    if (g_test_rand_int_range (0, 3) > 0 && result->len > 0) {
      if (g_test_rand_bit ())
        id = g_array_index (result, gint64, from);
      g_array_remove_index (result, from);
    }
    g_array_insert_val (result, g_test_rand_int_range (0, result->len + 1), id);
  }

  return result;
}

/* The splices make the new list of the old one, whatever the two are. */
static void
test_diff (void)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (int i = 0; i < 500; i++) {
    g_autoptr (GArray) next = shuffle (ids, g_test_rand_int_range (0, i % 50 == 0 ? 200 : 6));
    g_autoptr (GArray) splices = leaf_id_diff (ids, next);

    for (unsigned int j = 0; j < splices->len; j++) {
      const LeafSplice *splice = &g_array_index (splices, LeafSplice, j);

      if (splice->removed > 0)
        g_array_remove_range (ids, splice->position, splice->removed);
      if (splice->added > 0)
        g_array_insert_vals (ids, splice->position, &g_array_index (next, gint64, splice->position), splice->added);
    }

    g_assert_cmpmem (ids->data, ids->len * sizeof (gint64), next->data, next->len * sizeof (gint64));
  }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  leaf_test_add_library ("/book-list/lazy", test_lazy);
  leaf_test_add_library ("/book-list/same-row", test_same_row);
  leaf_test_add_library ("/book-list/follows", test_follows);
  leaf_test_add_library ("/book-list/later-query-wins", test_later_query_wins);
  leaf_test_add_library ("/book-list/query-while-changing", test_query_while_changing);
  leaf_test_add_library ("/book-list/other-program", test_other_program);
  leaf_test_add_library ("/book-list/row-notifies", test_row_notifies);
  leaf_test_add_library ("/book-list/gone-early", test_gone_early);
  g_test_add_func ("/book-list/diff", test_diff);

  return g_test_run ();
}
