/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-books.h"
#include "leaf-db-private.h"
#include "leaf-library.h"
#include "leaf-pictures.h"
#include "leaf-reviews.h"

#include "leaf-test-db.h"
#include "leaf-test-faults.h"
#include "leaf-test-library.h"
#include "leaf-test-picture.h"

#include <glib/gstdio.h>
#include <string.h>

static gboolean
run_sql (LeafDb *db,
         gpointer data,
         GError **error)
{
  return leaf_db_run (db, data, error);
}

static void
assert_problem (LeafLibrary *library,
                const char *part)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) problems = leaf_library_check (library, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (problems), >, 0);
  if (strstr (problems[0], part) == NULL)
    g_error ("“%s” does not say “%s”", problems[0], part);
  g_assert_true (g_str_has_suffix (problems[0], "."));
}

/* Does harm, sees it found, undoes it. */
static void
assert_found (LeafTestLibrary *fixture,
              const char *harm,
              const char *part,
              const char *cure)
{
  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, run_sql, (gpointer) harm);
  assert_problem (fixture->library, part);
  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, run_sql, (gpointer) cure);
  leaf_test_assert_sound (fixture->library);
}

static void
test_copies (LeafTestLibrary *fixture,
             gconstpointer unused)
{
  leaf_test_fill_library (fixture->library, 5);
  leaf_test_assert_sound (fixture->library);

  assert_found (fixture, "UPDATE books SET state = 4 WHERE id IN (2, 3)", "2 books are listed under the wrong state",
                "UPDATE books SET state = 1 WHERE id IN (2, 3)");
  assert_found (fixture, "UPDATE books SET rating = rating + 1 WHERE id = 1", "1 book is listed under the wrong state",
                "UPDATE books SET rating = rating - 1 WHERE id = 1");
  assert_found (fixture, "UPDATE books SET title = title || '!' WHERE id = 1", "1 book cannot be found",
                "UPDATE books SET title = rtrim (title, '!') WHERE id = 1");
  assert_found (fixture, "INSERT INTO search (rowid, title) VALUES (99, 'Ghost')", "1 book cannot be found",
                "DELETE FROM search WHERE rowid = 99");
}

/* An index that no longer says what its texts say. */
static void
test_index (LeafTestLibrary *fixture,
            gconstpointer unused)
{
  sqlite3 *handle;

  leaf_test_fill_library (fixture->library, 5);
  leaf_library_close (fixture->library);

  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "UPDATE search_content SET c0 = 'Another' WHERE id = 1;"
                                         "UPDATE books SET title = 'Another' WHERE id = 1", NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  leaf_test_library_reopen (fixture);
  assert_problem (fixture->library, "The index for searching is damaged");

  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, run_sql,
                 (gpointer) "INSERT INTO search (search) VALUES ('rebuild')");
}

static void
test_references (LeafTestLibrary *fixture,
                 gconstpointer unused)
{
  sqlite3 *handle;

  leaf_library_close (fixture->library);
  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "INSERT INTO quotes (book, text, added) VALUES (17, 'Lost', 1)", NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  leaf_test_library_reopen (fixture);
  assert_problem (fixture->library, "Row 1 of “quotes” refers to a row of “books” that does not exist");

  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, run_sql, (gpointer) "DELETE FROM quotes");
}

static void
test_pictures (LeafTestLibrary *fixture,
               gconstpointer unused)
{
  g_autoptr (GBytes) bytes = leaf_test_picture_new ("png", 30, 40, 1);
  g_autoptr (LeafPicture) picture = NULL;
  g_autoptr (LeafPicture) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  picture = leaf_pictures_add (fixture->library, bytes, &error);
  g_assert_no_error (error);
  leaf_test_assert_sound (fixture->library);
  path = leaf_pictures_get_path (fixture->library, picture->sha256);

  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  assert_problem (fixture->library, "is damaged");
  g_unlink (path);
  assert_problem (fixture->library, "There is no picture");

  again = leaf_pictures_add (fixture->library, bytes, &error);
  g_assert_no_error (error);
}

static gboolean
save_figure (LeafDb *db,
             gpointer data,
             GError **error)
{
  g_autofree char *html = g_strdup_printf ("<figure data-picture=\"%s\"><img alt=\"\"></figure>\n", (const char *) data);
  g_autoptr (LeafBook) book = leaf_book_new ();
  gint64 review;

  leaf_book_set_title (book, "Emma");
  if (!leaf_books_save (db, book, error))
    return FALSE;
  review = leaf_reviews_ensure_for_book (db, leaf_book_get_id (book), error);
  return review != 0 && leaf_reviews_save_document (db, review, html, "", error);
}

/* A text that shows what the library does not have. */
static void
test_figure (LeafTestLibrary *fixture,
             gconstpointer unused)
{
  g_autoptr (GBytes) bytes = leaf_test_picture_new ("png", 30, 40, 1);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr (LeafPicture) picture = NULL;

  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, save_figure, sha256);
  assert_problem (fixture->library, "The review of “Emma” shows a picture");
  picture = leaf_pictures_add (fixture->library, bytes, NULL);
  g_assert_nonnull (picture);
  leaf_test_assert_sound (fixture->library);
}

/* A picture for which there is no room: one sentence, no part of it, and the library is sound. */
static void
on_small_disk (void)
{
  const char *dir = g_getenv ("LEAF_TEST_DIR");
  g_autofree char *path = g_build_filename (dir, "library.db", NULL);
  g_autoptr (LeafLibrary) library = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  int n_added = 0;

  leaf_test_small_disk (dir, 2000);
  library = leaf_library_open (path, &error);
  g_assert_no_error (error);

  for (;;) {
    g_autoptr (GBytes) bytes = leaf_test_picture_new ("png", 300, 300, n_added);
    g_autoptr (LeafPicture) picture = leaf_pictures_add (library, bytes, &error);

    if (picture == NULL)
      break;
    n_added++;
  }
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_FULL);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_cmpint (n_added, >, 2);
  g_assert_cmpint (n_added, <, 100);

  leaf_test_assert_sound (library);
  leaf_library_close (library);
  text = leaf_test_describe_tree (dir);
  /* A temporary name has a point in it, a picture's address has none. */
  g_assert_false (g_regex_match_simple ("^[0-9a-f]{64}\\.", text, G_REGEX_MULTILINE, 0));
}

/* Without a library of its own: only a process without threads may have its own users and mounts. */
static void
test_no_room_for_picture (void)
{
  g_autofree char *dir = NULL;

  if (g_test_subprocess ()) {
    on_small_disk ();
    return;
  }

  dir = g_dir_make_tmp ("flyleaf-test-XXXXXX", NULL);
  g_assert_nonnull (dir);
  g_setenv ("LEAF_TEST_DIR", dir, TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
  leaf_test_remove_tree (dir);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  leaf_test_add_library ("/check/copies", test_copies);
  leaf_test_add_library ("/check/index", test_index);
  leaf_test_add_library ("/check/references", test_references);
  leaf_test_add_library ("/check/pictures", test_pictures);
  leaf_test_add_library ("/check/figure", test_figure);
  g_test_add_func ("/check/no-room-for-picture", test_no_room_for_picture);

  return g_test_run ();
}
