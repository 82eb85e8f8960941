/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-test-library.h"

#include "leaf-db-private.h"

#include <glib/gstdio.h>

/* What was asked for and not waited for keeps a library alive until the main loop has heard of it. */
static void
close_library (LeafTestLibrary *fixture)
{
  leaf_library_close (fixture->library);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (g_steal_pointer (&fixture->library));
}

/**
 * leaf_test_library_set_up:
 * @fixture: filled
 * @unused: for g_test_add()
 *
 * Makes an empty library.
 */
void
leaf_test_library_set_up (LeafTestLibrary *fixture,
                          gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->dir = g_dir_make_tmp ("flyleaf-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->dir, "library.db", NULL);
  fixture->library = leaf_library_open (fixture->path, &error);
  g_assert_no_error (error);
}

/**
 * leaf_test_library_tear_down:
 * @fixture: what leaf_test_library_set_up() made
 * @unused: for g_test_add()
 *
 * Checks that the library is sound, closes it and removes its folder.
 */
void
leaf_test_library_tear_down (LeafTestLibrary *fixture,
                             gconstpointer unused)
{
  leaf_test_assert_sound (fixture->library);
  close_library (fixture);
  leaf_test_remove_tree (fixture->dir);
  g_clear_pointer (&fixture->dir, g_free);
  g_clear_pointer (&fixture->path, g_free);
}

/**
 * leaf_test_library_reopen:
 * @fixture: a fixture
 *
 * Closes the library and opens it again, as the next start of the program does.
 */
void
leaf_test_library_reopen (LeafTestLibrary *fixture)
{
  g_autoptr (GError) error = NULL;

  close_library (fixture);
  fixture->library = leaf_library_open (fixture->path, &error);
  g_assert_no_error (error);
}

/**
 * leaf_test_add_library:
 * @name: the test's path
 * @func: the test
 *
 * Adds a test that gets a fresh library.
 */
void
leaf_test_add_library (const char *name,
                       LeafTestLibraryFunc func)
{
  g_test_add (name, LeafTestLibrary, NULL, leaf_test_library_set_up, func, leaf_test_library_tear_down);
}

/**
 * leaf_test_run:
 * @library: a library
 * @mode: the thread to run in
 * @func: the work
 * @data: for @func
 *
 * leaf_library_run() that must succeed.
 */
void
leaf_test_run (LeafLibrary *library,
               LeafLibraryMode mode,
               LeafLibraryFunc func,
               gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean succeeded = leaf_library_run (library, mode, func, data, &error);

  g_assert_no_error (error);
  g_assert_true (succeeded);
}

/**
 * leaf_test_read_for_ever:
 * @db: a connection
 * @data: a #LeafTestEndless
 * @error: return location for an error
 *
 * A #LeafLibraryFunc with one statement that has no end.
 *
 * Returns: %FALSE
 */
gboolean
leaf_test_read_for_ever (LeafDb *db,
                         gpointer data,
                         GError **error)
{
  LeafTestEndless *endless = data;
  gint64 value;

  g_atomic_int_set (&endless->running, 1);

  return leaf_db_get_int (db,
                          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                          " SELECT count (*) FROM n",
                          &value, error);
}

/**
 * leaf_test_assert_sound:
 * @library: a library
 *
 * leaf_library_check() that must find nothing.
 */
void
leaf_test_assert_sound (LeafLibrary *library)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) problems = leaf_library_check (library, &error);

  g_assert_no_error (error);
  if (problems[0] != NULL)
    g_error ("The library is not sound: %s", problems[0]);
}

/**
 * leaf_test_remove_tree:
 * @path: a file or folder; one that is not there is fine
 *
 * Deletes it with everything in it, following no links.
 */
void
leaf_test_remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    leaf_test_remove_tree (child);
  }

  g_remove (path);
}
