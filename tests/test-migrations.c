/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-books.h"
#include "leaf-db-private.h"
#include "leaf-migrations.h"
#include "leaf-reviews.h"

#include "leaf-test-db.h"
#include "leaf-test-faults.h"
#include "leaf-test-library.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* A folder, and the path of a library in it that does not exist yet. */
typedef struct {
  char *dir;
  char *path;
} Folder;

static void
set_up (Folder *folder,
        gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  folder->dir = g_dir_make_tmp ("flyleaf-test-XXXXXX", &error);
  g_assert_no_error (error);
  folder->path = g_build_filename (folder->dir, "library.db", NULL);
}

static void
tear_down (Folder *folder,
           gconstpointer unused)
{
  leaf_test_remove_tree (folder->dir);
  g_clear_pointer (&folder->dir, g_free);
  g_clear_pointer (&folder->path, g_free);
}

static gint64
get_int (LeafDb *db,
         const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value;

  leaf_db_get_int (db, sql, &value, &error);
  g_assert_no_error (error);

  return value;
}

static void
run (LeafDb *db,
     const char *sql)
{
  int code = sqlite3_exec (leaf_db_get_handle (db), sql, NULL, NULL, NULL);

  if (code != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (leaf_db_get_handle (db)));
}

/* The migrations, and after them `more`. */
static GStrv
list_scripts (const char *more)
{
  g_auto (GStrv) scripts = leaf_migrations_list ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_addv (builder, (const char **) scripts);
  if (more != NULL)
    g_strv_builder_add (builder, more);

  return g_strv_builder_end (builder);
}

static gboolean
migrate (const Folder *folder,
         const char *more,
         GError **error)
{
  g_auto (GStrv) scripts = list_scripts (more);
  g_autoptr (LeafDb) db = leaf_db_open (folder->path, LEAF_DB_CREATE, error);

  return db != NULL && leaf_migrations_run (db, (const char *const *) scripts, error);
}

/* One book, found by a word of its review. */
static void
make_library (const Folder *folder)
{
  LeafTestDb library = { folder->dir, folder->path, leaf_test_db_open (folder->path) };
  g_autoptr (LeafBook) book = leaf_test_db_add_book (&library, "Kept", "Ada Baker");

  g_object_unref (leaf_test_db_add_review (&library, book, "Unforgettable.", 8));
  leaf_db_close (library.db);
}

static void
assert_library (const Folder *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafLibrary) library = leaf_library_open (folder->path, &error);
  LeafDb *db;

  g_assert_no_error (error);
  leaf_test_assert_sound (library);
  leaf_library_close (library);

  db = leaf_test_db_open (folder->path);
  g_assert_cmpint (get_int (db, "SELECT count (*) FROM books WHERE title = 'Kept'"), ==, 1);
  g_assert_cmpint (get_int (db, "SELECT count (*) FROM search WHERE search MATCH 'unforgettable'"), ==, 1);
  leaf_db_close (db);
}

/* One sentence, and not a byte of the folder is another. */
static void
assert_refused (const Folder *folder,
                LeafStoreError code)
{
  g_autofree char *before = leaf_test_describe_tree (folder->dir);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (leaf_library_open (folder->path, &error));
  g_assert_error (error, LEAF_STORE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, folder->path));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_true (g_str_has_suffix (error->message, "."));

  after = leaf_test_describe_tree (folder->dir);
  g_assert_cmpstr (before, ==, after);
}

static void
test_new (Folder *folder,
          gconstpointer unused)
{
  g_auto (GStrv) scripts = leaf_migrations_list ();
  g_autofree char *copy_path = g_build_filename (folder->dir, "library-before-2.db", NULL);
  LeafDb *db = leaf_test_db_open (folder->path);
  g_autoptr (LeafStatement) mode = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (get_int (db, "PRAGMA user_version"), ==, g_strv_length (scripts));
  g_assert_cmpint (get_int (db, "PRAGMA application_id"), ==, LEAF_DB_APPLICATION_ID);
  g_assert_cmpint (get_int (db, "PRAGMA foreign_keys"), ==, 1);
  g_assert_false (g_file_test (copy_path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (get_int (db, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (get_int (db, "SELECT count (*) FROM pragma_table_list"
                                " WHERE schema = 'main' AND type = 'table' AND NOT strict"
                                "   AND name NOT LIKE 'sqlite_%'"), ==, 0);

  mode = leaf_statement_new (db, "PRAGMA journal_mode", &error);
  g_assert_cmpint (leaf_statement_next (mode, &error), ==, 1);
  g_assert_cmpstr (leaf_statement_get_text (mode, 0), ==, "wal");
  g_clear_pointer (&mode, leaf_statement_release);
  leaf_db_close (db);
}

/* A crash at the very beginning. */
static void
test_empty_file (Folder *folder,
                 gconstpointer unused)
{
  g_assert_true (g_file_set_contents (folder->path, "", 0, NULL));
  make_library (folder);
  assert_library (folder);
}

/* Every migration leaves what a new library has from the start. */
static char *
dup_schema (LeafDb *db)
{
  g_autoptr (LeafStatement) row = NULL;
  g_autoptr (GString) schema = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  row = leaf_statement_new (db, "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name", &error);
  g_assert_no_error (error);
  while (leaf_statement_next (row, &error) > 0)
    g_string_append_printf (schema, "%s %s: %s\n", leaf_statement_get_text (row, 0), leaf_statement_get_text (row, 1),
                            leaf_statement_get_text (row, 2));
  g_assert_no_error (error);

  return g_string_free (g_steal_pointer (&schema), FALSE);
}

static void
load_dump (const char *path,
           const char *name)
{
  g_autofree char *dump = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *handle;

  g_file_get_contents (dump, &sql, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  if (sqlite3_exec (handle, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", name, sqlite3_errmsg (handle));
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

/* A library as the first version wrote it, with something in every table. */
static void
test_first_version (Folder *folder,
                    gconstpointer unused)
{
  g_autofree char *new_path = g_build_filename (folder->dir, "new.db", NULL);
  g_autofree char *schema = NULL;
  g_autofree char *new_schema = NULL;
  g_autoptr (LeafBook) book = NULL;
  g_autoptr (LeafReview) review = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) problems = NULL;
  LeafLibrary *library;
  LeafDb *db;

  load_dump (folder->path, "library-v1.sql");
  library = leaf_library_open (folder->path, &error);
  g_assert_no_error (error);
  problems = leaf_library_check (library, &error);
  g_assert_no_error (error);
  /* The dump has no pictures beside it. */
  g_assert_cmpuint (g_strv_length (problems), ==, 1);
  g_assert_nonnull (strstr (problems[0], "There is no picture"));
  leaf_library_close (library);
  g_object_unref (library);

  db = leaf_test_db_open (folder->path);
  schema = dup_schema (db);
  book = leaf_books_load (db, 1, &error);
  g_assert_no_error (error);
  review = leaf_reviews_load (db, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (leaf_book_get_title (book), ==, "The Quiet Lighthouse");
  g_assert_cmpint (leaf_review_get_rating (review), ==, 9);
  g_assert_null (leaf_review_get_language (review));
  leaf_db_close (db);

  db = leaf_test_db_open (new_path);
  new_schema = dup_schema (db);
  leaf_db_close (db);
  if (g_strcmp0 (schema, new_schema) != 0)
    g_error ("A library of the first version does not become what a new one is: was a numbered schema file "
             "changed instead of adding the next one?\n--- migrated\n%s\n--- new\n%s", schema, new_schema);
}

static void
test_migration (Folder *folder,
                gconstpointer unused)
{
  g_autofree char *copy_path = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_auto (GStrv) scripts = leaf_migrations_list ();
  Folder copy = { folder->dir, NULL };
  int newest = g_strv_length (scripts);
  LeafDb *db;

  make_library (folder);
  g_assert_true (migrate (folder, "ALTER TABLE books ADD COLUMN mood TEXT; UPDATE books SET mood = 'blue';", &error));
  g_assert_no_error (error);

  db = leaf_db_open (folder->path, LEAF_DB_CREATE, &error);
  g_assert_cmpint (get_int (db, "PRAGMA user_version"), ==, newest + 1);
  g_assert_cmpint (get_int (db, "SELECT count (*) FROM books WHERE mood = 'blue'"), ==, 1);
  g_assert_cmpint (get_int (db, "SELECT count (*) FROM search WHERE search MATCH 'unforgettable'"), ==, 1);
  leaf_db_close (db);

  /* The copy is a library of the version before, and made once. */
  copy_path = g_strdup_printf ("%s/library-before-%d.db", folder->dir, newest + 1);
  first = leaf_test_describe_tree (folder->dir);
  g_assert_true (migrate (folder, "ALTER TABLE books ADD COLUMN mood TEXT;", &error));
  second = leaf_test_describe_tree (folder->dir);
  g_assert_cmpstr (first, ==, second);
  copy.path = copy_path;
  assert_library (&copy);
}

/* What is lost half-way in a migration comes back. */
static void
test_failing_migration (Folder *folder,
                        gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  make_library (folder);
  g_assert_false (migrate (folder, "DROP TABLE quotes; DELETE FROM search; SELECT nonsense;", &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_FAILED);
  g_clear_error (&error);
  assert_library (folder);

  /* Nor may it leave rows that refer to nothing. */
  g_assert_false (migrate (folder, "DELETE FROM books;", &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  assert_library (folder);

  g_assert_true (migrate (folder, "ALTER TABLE books ADD COLUMN mood TEXT;", &error));
  g_assert_no_error (error);
}

static void
test_newer (Folder *folder,
            gconstpointer unused)
{
  g_auto (GStrv) scripts = leaf_migrations_list ();
  g_autofree char *newest = g_strdup_printf ("PRAGMA user_version = %u", g_strv_length (scripts));
  LeafDb *db;

  make_library (folder);
  db = leaf_test_db_open (folder->path);
  run (db, "PRAGMA user_version = 4711");
  leaf_db_close (db);
  assert_refused (folder, LEAF_STORE_ERROR_NEWER);

  db = leaf_db_open (folder->path, LEAF_DB_CREATE, NULL);
  run (db, newest);
  leaf_db_close (db);
  assert_library (folder);
}

static void
test_not_a_library (Folder *folder,
                    gconstpointer unused)
{
  static const char *const contents[] = { "Dear diary,\n", "x", "\x89PNG\r\n\x1a\n", "SQLite format 2" };
  sqlite3 *handle;

  for (unsigned int i = 0; i < G_N_ELEMENTS (contents); i++) {
    g_assert_true (g_file_set_contents (folder->path, contents[i], -1, NULL));
    assert_refused (folder, LEAF_STORE_ERROR_NOT_LIBRARY);
  }

  g_unlink (folder->path);
  g_assert_cmpint (g_mkdir (folder->path, 0700), ==, 0);
  assert_refused (folder, LEAF_STORE_ERROR_NOT_LIBRARY);
  g_rmdir (folder->path);

  /* Databases of other programs, with their mark and without one. */
  g_assert_cmpint (sqlite3_open (folder->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "CREATE TABLE books (id)", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  assert_refused (folder, LEAF_STORE_ERROR_NOT_LIBRARY);
  g_assert_cmpint (sqlite3_open (folder->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "PRAGMA application_id = 17", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  assert_refused (folder, LEAF_STORE_ERROR_NOT_LIBRARY);
}

static void
test_truncated (Folder *folder,
                gconstpointer unused)
{
  g_autofree char *content = NULL;
  gsize size;

  make_library (folder);
  g_assert_true (g_file_get_contents (folder->path, &content, &size, NULL));
  g_assert_cmpuint (size, >, 100000);

  for (gsize length = 1; length < size; length = length < 300 ? length * 3 : length + size / 13) {
    g_assert_true (g_file_set_contents (folder->path, content, length, NULL));
    assert_refused (folder, LEAF_STORE_ERROR_DAMAGED);
  }
  g_assert_true (g_file_set_contents (folder->path, content, size - 1, NULL));
  assert_refused (folder, LEAF_STORE_ERROR_DAMAGED);

  g_assert_true (g_file_set_contents (folder->path, content, size, NULL));
  assert_library (folder);
}

/* Damage in the middle is seen at the latest by the check. */
static void
test_garbled (Folder *folder,
              gconstpointer unused)
{
  g_autofree char *content = NULL;
  gsize size;

  make_library (folder);
  g_assert_true (g_file_get_contents (folder->path, &content, &size, NULL));

  for (gsize page = 1; page < size / 4096; page += 5) {
    g_autofree char *garbled = g_memdup2 (content, size);
    g_autoptr (LeafLibrary) library = NULL;
    g_autoptr (GError) error = NULL;
    g_auto (GStrv) problems = NULL;

    memset (garbled + page * 4096, 0xa5, 4096);
    g_assert_true (g_file_set_contents (folder->path, garbled, size, NULL));
    library = leaf_library_open (folder->path, &error);
    if (library != NULL)
      problems = leaf_library_check (library, &error);
    if (error != NULL)
      g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_DAMAGED);
    else
      g_assert_cmpuint (g_strv_length (problems), >, 0);
  }
}

/* As the power going off in the middle of a checkpoint leaves it: the file shorter than it says, the
 * rest in the log. */
static void
test_log_has_the_rest (Folder *folder,
                       gconstpointer unused)
{
  g_autofree char *other = g_build_filename (folder->dir, "other.db", NULL);
  g_autofree char *wal = g_strconcat (folder->path, "-wal", NULL);
  g_autofree char *other_wal = g_strconcat (other, "-wal", NULL);
  g_autofree char *content = NULL;
  g_autofree char *log = NULL;
  gsize size, log_size;
  LeafDb *db;
  Folder half = { folder->dir, other };

  make_library (folder);
  db = leaf_test_db_open (folder->path);
  run (db, "PRAGMA wal_autocheckpoint = 0");
  run (db, "INSERT INTO series (name) SELECT hex (randomblob (500)) FROM books, pragma_function_list LIMIT 500");
  g_assert_true (g_file_get_contents (wal, &log, &log_size, NULL));
  run (db, "PRAGMA wal_checkpoint (FULL)");
  g_assert_true (g_file_get_contents (folder->path, &content, &size, NULL));
  leaf_db_close (db);

  g_assert_true (g_file_set_contents (other, content, size - 40 * 4096, NULL));
  assert_refused (&half, LEAF_STORE_ERROR_DAMAGED);
  g_assert_true (g_file_set_contents (other_wal, log, log_size, NULL));
  assert_library (&half);
}

static void
copy_file (const char *from,
           const char *to,
           gsize cut)
{
  g_autofree char *content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &content, &size, NULL));
  g_assert_cmpuint (size, >, cut);
  g_assert_true (g_file_set_contents (to, content, size - cut, NULL));
}

/* As a crash leaves a file that another program was writing without a log. The journal puts back
 * what was there. */
static void
test_journal (Folder *folder,
              gconstpointer unused)
{
  g_autofree char *other = g_build_filename (folder->dir, "other.db", NULL);
  g_autofree char *journal = g_strconcat (folder->path, "-journal", NULL);
  g_autofree char *other_journal = g_strconcat (other, "-journal", NULL);
  Folder half = { folder->dir, other };
  LeafDb *db;

  make_library (folder);
  db = leaf_test_db_open (folder->path);
  run (db, "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN IMMEDIATE;"
           "INSERT INTO series (name) SELECT hex (randomblob (500)) FROM books, pragma_function_list LIMIT 500;"
           "DELETE FROM review_books; DELETE FROM search; UPDATE books SET title = 'Lost'");
  copy_file (journal, other_journal, 0);
  copy_file (folder->path, other, 0);
  assert_library (&half);

  run (db, "ROLLBACK");
  leaf_db_close (db);
}

/* The same at the very beginning: the first pages of a library are written, and the journal says that
 * there were none (https://www.sqlite.org/fileformat2.html, section 3). */
static void
test_journal_of_nothing (Folder *folder,
                         gconstpointer unused)
{
  static const guint8 magic[] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7 };
  static const guint8 sizes[] = { 0, 0, 2, 0, 0, 0, 0x10, 0 };
  g_autofree char *journal = g_strconcat (folder->path, "-journal", NULL);
  g_autofree char *whole = g_build_filename (folder->dir, "whole.db", NULL);
  Folder other = { folder->dir, whole };
  char header[512] = { 0 };
  LeafDb *db;

  make_library (&other);
  copy_file (whole, folder->path, 50 * 4096);
  assert_refused (folder, LEAF_STORE_ERROR_DAMAGED);

  memcpy (header, magic, sizeof magic);
  memcpy (header + 20, sizes, sizeof sizes);
  g_assert_true (g_file_set_contents (journal, header, sizeof header, NULL));
  db = leaf_test_db_open (folder->path);
  g_assert_cmpint (get_int (db, "SELECT count (*) FROM books"), ==, 0);
  leaf_db_close (db);
}

static void
in_read_only_folder (void)
{
  g_autofree char *dir = g_strdup (g_getenv ("LEAF_TEST_DIR"));
  g_autofree char *path = g_build_filename (dir, "library.db", NULL);
  Folder folder = { dir, path };

  leaf_test_become_nobody (dir);
  g_assert_cmpint (chmod (dir, 0555), ==, 0);
  assert_refused (&folder, LEAF_STORE_ERROR_READ_ONLY);

  g_assert_cmpint (chmod (dir, 0755), ==, 0);
  make_library (&folder);
  g_assert_cmpint (chmod (dir, 0555), ==, 0);
  assert_refused (&folder, LEAF_STORE_ERROR_READ_ONLY);

  g_assert_cmpint (chmod (dir, 0755), ==, 0);
  g_assert_cmpint (chmod (path, 0444), ==, 0);
  assert_refused (&folder, LEAF_STORE_ERROR_READ_ONLY);

  g_assert_cmpint (chmod (path, 0644), ==, 0);
  assert_library (&folder);
}

static void
test_read_only (Folder *folder,
                gconstpointer unused)
{
  if (g_test_subprocess ()) {
    in_read_only_folder ();
    return;
  }

  g_setenv ("LEAF_TEST_DIR", folder->dir, TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

typedef struct {
  int n_saved;
  char *text;
} Filler;

static gboolean
save_more (LeafDb *db,
           gpointer data,
           GError **error)
{
  Filler *filler = data;
  g_autoptr (LeafBook) book = leaf_book_new ();
  g_autoptr (LeafDocument) synopsis = leaf_test_document_of (filler->text);
  g_autofree char *title = g_strdup_printf ("Book %d", filler->n_saved);

  leaf_book_set_title (book, title);
  leaf_book_set_synopsis (book, synopsis);

  return leaf_books_save (db, book, error);
}

static gboolean
count_books (LeafDb *db,
             gpointer data,
             GError **error)
{
  *(gint64 *) data = leaf_books_count (db, error);

  return *(gint64 *) data >= 0;
}

static void
on_small_disk (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("LEAF_TEST_DIR"), "library.db", NULL);
  g_autofree char *ballast = g_build_filename (g_getenv ("LEAF_TEST_DIR"), "ballast", NULL);
  g_autofree char *filling = g_strnfill (300 * 1024, 'x');
  g_autofree char *text = g_strnfill (8000, 'y');
  g_autoptr (LeafLibrary) library = NULL;
  g_autoptr (GError) error = NULL;
  Filler filler = { 0, text };
  gint64 count;

  leaf_test_small_disk (g_getenv ("LEAF_TEST_DIR"), 1200);
  library = leaf_library_open (path, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (ballast, filling, 300 * 1024, NULL));

  while (leaf_library_run (library, LEAF_LIBRARY_WRITE, save_more, &filler, &error))
    filler.n_saved++;
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_FULL);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_cmpint (filler.n_saved, >, 3);
  g_clear_error (&error);

  /* Nothing that was saved is lost, and reading goes on. */
  leaf_test_run (library, LEAF_LIBRARY_READ, count_books, &count);
  g_assert_cmpint (count, ==, filler.n_saved);

  /* With some space again, writing goes on too. */
  g_unlink (ballast);
  if (leaf_library_run (library, LEAF_LIBRARY_WRITE, save_more, &filler, &error))
    filler.n_saved++;
  else
    g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_FULL);

  leaf_library_close (library);
  g_clear_object (&library);
  g_clear_error (&error);
  library = leaf_library_open (path, &error);
  g_assert_no_error (error);
  leaf_test_run (library, LEAF_LIBRARY_READ, count_books, &count);
  g_assert_cmpint (count, ==, filler.n_saved);
  leaf_test_assert_sound (library);
  leaf_library_close (library);
}

static void
test_full_disk (Folder *folder,
                gconstpointer unused)
{
  if (g_test_subprocess ()) {
    on_small_disk ();
    return;
  }

  g_setenv ("LEAF_TEST_DIR", folder->dir, TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

/* Not even room for the first page, or for the tables. */
static void
on_full_disk (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("LEAF_TEST_DIR"), "library.db", NULL);
  g_autofree char *ballast = g_build_filename (g_getenv ("LEAF_TEST_DIR"), "ballast", NULL);

  leaf_test_small_disk (g_getenv ("LEAF_TEST_DIR"), 400);
  for (int n_kb = 392; n_kb >= 0; n_kb -= 40) {
    g_autofree char *filling = g_strnfill (n_kb * 1024, 'x');
    g_autoptr (GError) error = NULL;
    g_autoptr (LeafLibrary) library = NULL;

    g_unlink (ballast);
    g_assert_true (g_file_set_contents (ballast, filling, n_kb * 1024, NULL));
    library = leaf_library_open (path, &error);
    if (library == NULL)
      g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_FULL);
    else
      leaf_test_assert_sound (library);
    if (n_kb < 40)
      g_assert_nonnull (library);
  }
}

static void
test_no_room_at_all (Folder *folder,
                     gconstpointer unused)
{
  if (g_test_subprocess ()) {
    on_full_disk ();
    return;
  }

  g_setenv ("LEAF_TEST_DIR", folder->dir, TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
add (const char *name,
     void (*func) (Folder *folder, gconstpointer unused))
{
  g_test_add (name, Folder, NULL, set_up, func, tear_down);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/migrations/new", test_new);
  add ("/migrations/empty-file", test_empty_file);
  add ("/migrations/first-version", test_first_version);
  add ("/migrations/migration", test_migration);
  add ("/migrations/failing-migration", test_failing_migration);
  add ("/migrations/newer", test_newer);
  add ("/migrations/not-a-library", test_not_a_library);
  add ("/migrations/truncated", test_truncated);
  add ("/migrations/garbled", test_garbled);
  add ("/migrations/log-has-the-rest", test_log_has_the_rest);
  add ("/migrations/journal", test_journal);
  add ("/migrations/journal-of-nothing", test_journal_of_nothing);
  add ("/migrations/read-only", test_read_only);
  add ("/migrations/full-disk", test_full_disk);
  add ("/migrations/no-room-at-all", test_no_room_at_all);

  return g_test_run ();
}
