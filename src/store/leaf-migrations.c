/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-migrations"

#include "config.h"

#include "leaf-migrations.h"

#include "leaf-files.h"
#include "leaf-store-resources.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SCHEMA_PATH "/io/github/flyleaf_app/Flyleaf/store/schema/"

/* How long to wait for another program, and how long between two tries, in microseconds. */
#define SWITCH_TIMEOUT (10 * G_USEC_PER_SEC)
#define SWITCH_PAUSE   (G_USEC_PER_SEC / 100)

/* The database header (https://www.sqlite.org/fileformat2.html, section 1.3). */
#define HEADER_SIZE        100
#define HEADER_MAGIC       "SQLite format 3" /* with its NUL: 16 bytes */
#define HEADER_PAGE_SIZE   16
#define HEADER_CHANGES     24
#define HEADER_PAGES       28
#define HEADER_APPLICATION 68
#define HEADER_VALID_FOR   92

/* Section 4.1 of the same page: the header of the log and of each of its frames. */
#define WAL_HEADER_SIZE       32
#define WAL_FRAME_HEADER_SIZE 24

static guint32
read_number (const guint8 *header,
             unsigned int offset)
{
  guint32 number;

  memcpy (&number, header + offset, sizeof number);

  return GUINT32_FROM_BE (number);
}

static guint32
read_page_size (const guint8 *header)
{
  guint32 size = header[HEADER_PAGE_SIZE] << 8 | header[HEADER_PAGE_SIZE + 1];

  return size == 1 ? 65536 : size;
}

/* How many pages the write-ahead log beside @path may hold. After a crash in a checkpoint the
 * pages that the file lacks are there. */
static guint64
count_wal_pages (const char *path,
                 guint32 page_size)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  struct stat info;

  if (stat (wal, &info) != 0 || info.st_size < WAL_HEADER_SIZE)
    return 0;

  return (guint64) (info.st_size - WAL_HEADER_SIZE) / (page_size + WAL_FRAME_HEADER_SIZE);
}

/* After a crash while the library was made, or while a program without a log wrote it, this holds
 * what the file was before; SQLite puts that back. */
static gboolean
has_journal (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  struct stat info;

  return stat (journal, &info) == 0 && info.st_size > 0;
}

static int
probe_header (const char *path,
              const guint8 *header,
              gsize length,
              guint64 file_size)
{
  guint32 page_size, application;
  guint64 pages;

  if (memcmp (header, HEADER_MAGIC, MIN (length, sizeof HEADER_MAGIC)) != 0)
    return SQLITE_NOTADB;
  if (length < HEADER_SIZE)
    return SQLITE_CORRUPT;

  page_size = read_page_size (header);
  if (page_size < 512 || (page_size & (page_size - 1)) != 0)
    return SQLITE_CORRUPT;

  application = read_number (header, HEADER_APPLICATION);
  if (application != LEAF_DB_APPLICATION_ID && application != 0)
    return SQLITE_NOTADB;

  pages = file_size / page_size;
  if (read_number (header, HEADER_CHANGES) == read_number (header, HEADER_VALID_FOR) &&
      pages + count_wal_pages (path, page_size) < read_number (header, HEADER_PAGES))
    return SQLITE_CORRUPT;

  return SQLITE_OK;
}

static int
probe_file (const char *path,
            int *system_errno)
{
  gboolean journal = has_journal (path);
  guint8 header[HEADER_SIZE];
  struct stat info;
  gssize length;
  int fd;

  *system_errno = 0;

  fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0) {
    *system_errno = errno;
    return errno == ENOENT ? SQLITE_OK : SQLITE_CANTOPEN;
  }

  if (fstat (fd, &info) != 0 || (length = read (fd, header, sizeof header)) < 0) {
    *system_errno = errno;
    close (fd);
    return SQLITE_IOERR;
  }
  close (fd);

  /* A crash at the very beginning leaves an empty file: it becomes a new library. */
  if (length == 0)
    return SQLITE_OK;

  /* Also when another program came to its end, or began, while we looked. */
  if (journal || has_journal (path))
    return SQLITE_OK;

  return probe_header (path, header, length, info.st_size);
}

/**
 * leaf_migrations_probe:
 * @path: a library file, which need not exist
 * @error: return location for an error
 *
 * Looks at the first bytes of the file and at the folder, before SQLite is let near them: some other
 * file, a truncated one and a folder that cannot be written are told by one sentence, and nothing
 * is changed.
 *
 * Returns: %TRUE when @path may be opened, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_migrations_probe (const char *path,
                       GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_filename_display_name (path);
  int system_errno;
  int code;

  g_return_val_if_fail (path != NULL, FALSE);

  if (g_file_test (path, G_FILE_TEST_IS_DIR)) {
    g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_LIBRARY,
                 _("“%s” is a folder, not a Flyleaf library. Choose another file."), name);
    return FALSE;
  }

  code = probe_file (path, &system_errno);
  if (code != SQLITE_OK) {
    leaf_db_error (path, code, system_errno, NULL, error);
    return FALSE;
  }

  /* The log and the copies before migrations are written beside the file. */
  if (g_access (folder, W_OK | X_OK) != 0 ||
      (g_access (path, W_OK) != 0 && errno != ENOENT)) {
    g_autofree char *folder_name = g_filename_display_name (folder);

    g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_READ_ONLY,
                 _("The library “%s” cannot be written. Make the folder “%s” writable, or choose "
                   "another one."), name, folder_name);
    return FALSE;
  }

  return TRUE;
}

/**
 * leaf_migrations_list:
 *
 * Returns: (transfer full): the text of every migration, the first one first
 */
GStrv
leaf_migrations_list (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (int number = 1;; number++) {
    g_autofree char *path = g_strdup_printf (SCHEMA_PATH "%04d.sql", number);
    g_autoptr (GBytes) bytes = NULL;
    g_autofree char *text = NULL;

    bytes = g_resource_lookup_data (leaf_store_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    if (bytes == NULL)
      break;

    text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    g_strv_builder_add (builder, text);
  }

  return g_strv_builder_end (builder);
}

/* Is this ours, how old is it? An empty database is version 0. */
static gboolean
read_version (LeafDb *db,
              int newest,
              int *version,
              GError **error)
{
  gint64 application, stored, tables;
  g_autofree char *name = NULL;

  if (!leaf_db_get_int (db, "PRAGMA application_id", &application, error) ||
      !leaf_db_get_int (db, "PRAGMA user_version", &stored, error) ||
      !leaf_db_get_int (db, "SELECT count (*) FROM sqlite_schema", &tables, error))
    return FALSE;

  if (application == 0 && stored == 0 && tables == 0) {
    *version = 0;
    return TRUE;
  }

  if (application != LEAF_DB_APPLICATION_ID || stored < 1) {
    leaf_db_set_error (db, SQLITE_NOTADB, error);
    return FALSE;
  }

  if (stored > newest) {
    name = g_filename_display_name (leaf_db_get_path (db));
    g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NEWER,
                 _("The library “%s” was written by a newer version of Flyleaf. Update Flyleaf to "
                   "open it."), name);
    return FALSE;
  }

  *version = stored;

  return TRUE;
}

/* Outside a transaction: what is read has to be of one moment, as another program may be making the
 * library right now. */
static gboolean
look_at_version (LeafDb *db,
                 int newest,
                 int *version,
                 GError **error)
{
  gboolean succeeded;

  if (!leaf_db_begin (db, FALSE, error))
    return FALSE;

  succeeded = read_version (db, newest, version, error);
  leaf_db_rollback (db);

  return succeeded;
}

/* Writes a copy of the whole library; complete, or not there. */
static gboolean
copy_library (LeafDb *db,
              const char *path,
              GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;

  g_unlink (path);

  statement = leaf_statement_new (db, "VACUUM INTO ?1", error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_text (statement, 1, path);
  if (leaf_statement_run (statement, error))
    return TRUE;

  g_unlink (path);

  return FALSE;
}

static gboolean
check_references (LeafDb *db,
                  GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  int result;

  statement = leaf_statement_new (db, "PRAGMA foreign_key_check", error);
  if (statement == NULL)
    return FALSE;

  result = leaf_statement_next (statement, error);
  if (result > 0)
    leaf_db_set_error (db, SQLITE_CORRUPT, error);

  return result == 0;
}

/* One step, and the number that says so, in one transaction. */
static gboolean
apply (LeafDb *db,
       const char *script,
       int number,
       GError **error)
{
  g_autofree char *stamp = NULL;
  int code;

  /* A pragma takes no parameters. */
  stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;",
                           LEAF_DB_APPLICATION_ID, number);

  code = sqlite3_exec (leaf_db_get_handle (db), script, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = sqlite3_exec (leaf_db_get_handle (db), stamp, NULL, NULL, NULL);
  if (code != SQLITE_OK) {
    leaf_db_set_error (db, code, error);
    return FALSE;
  }

  return check_references (db, error);
}

/* Inside the transaction: keeps the copy, then takes the step. */
static gboolean
migrate_locked (LeafDb *db,
                const char *script,
                int from,
                int newest,
                const char *copy,
                GError **error)
{
  g_autofree char *stem = leaf_files_stem (leaf_db_get_path (db));
  g_autofree char *kept = g_strdup_printf ("%s-before-%d.db", stem, from + 1);
  int version;

  if (!read_version (db, newest, &version, error))
    return FALSE;

  /* Another Flyleaf was quicker, and kept a copy of its own. */
  if (version != from)
    return TRUE;

  if (!leaf_files_commit (copy, kept, error))
    return FALSE;

  return apply (db, script, from + 1, error);
}

static gboolean
migrate_one (LeafDb *db,
             const char *script,
             int from,
             int newest,
             GError **error)
{
  g_autofree char *copy = g_strconcat (leaf_db_get_path (db), ".part", NULL);
  gboolean done = FALSE;

  if (!copy_library (db, copy, error))
    return FALSE;

  if (leaf_db_begin (db, TRUE, error)) {
    if (migrate_locked (db, script, from, newest, copy, error))
      done = leaf_db_commit (db, error);
    else
      leaf_db_rollback (db);
  }

  g_unlink (copy);

  return done;
}

/* All steps at once: where there is no room for the last one, nothing is left behind. */
static gboolean
make_new_locked (LeafDb *db,
                 const char *const *scripts,
                 int newest,
                 GError **error)
{
  int version;

  if (!read_version (db, newest, &version, error))
    return FALSE;

  /* Another Flyleaf was quicker. */
  if (version != 0)
    return TRUE;

  for (int number = 1; number <= newest; number++) {
    if (!apply (db, scripts[number - 1], number, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
make_new (LeafDb *db,
          const char *const *scripts,
          int newest,
          GError **error)
{
  if (!leaf_db_begin (db, TRUE, error))
    return FALSE;

  if (make_new_locked (db, scripts, newest, error))
    return leaf_db_commit (db, error);
  leaf_db_rollback (db);

  return FALSE;
}

/* SQLite waits for other programs everywhere but here: while one that opens the same new library at
 * the same time looks at it, the switch fails at once. */
static gboolean
switch_to_log (LeafDb *db,
               GError **error)
{
  gint64 deadline = g_get_monotonic_time () + SWITCH_TIMEOUT;
  GError *local_error = NULL;

  while (!leaf_db_run (db, "PRAGMA journal_mode = WAL", &local_error)) {
    if (!g_error_matches (local_error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_BUSY) ||
        g_get_monotonic_time () > deadline) {
      g_propagate_error (error, local_error);
      return FALSE;
    }
    g_clear_error (&local_error);
    g_usleep (SWITCH_PAUSE);
  }

  return TRUE;
}

/**
 * leaf_migrations_run:
 * @db: a connection that may write
 * @scripts: the migrations, see leaf_migrations_list()
 * @error: return location for an error
 *
 * Brings the library to the newest version, one transaction a step, a new one in one; before each
 * step of a library that is there, a copy is kept beside it. A file that is newer, damaged or not a
 * library is refused and not changed. Afterwards the library is in WAL mode.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_migrations_run (LeafDb *db,
                     const char *const *scripts,
                     GError **error)
{
  int newest = g_strv_length ((char **) scripts);
  gboolean migrated;
  int version;

  if (!look_at_version (db, newest, &version, error))
    return FALSE;

  if (sqlite3_db_readonly (leaf_db_get_handle (db), "main") != 0) {
    leaf_db_set_error (db, SQLITE_READONLY, error);
    return FALSE;
  }

  while (version < newest) {
    /* Tables are rebuilt in migrations, and the switch has no effect inside a transaction. */
    if (!leaf_db_run (db, "PRAGMA foreign_keys = OFF", error))
      return FALSE;
    migrated = version == 0 ? make_new (db, scripts, newest, error)
                            : migrate_one (db, scripts[version], version, newest, error);
    if (!leaf_db_run (db, "PRAGMA foreign_keys = ON", migrated ? error : NULL) || !migrated)
      return FALSE;

    if (!look_at_version (db, newest, &version, error))
      return FALSE;
  }

  /* Only now: a new file has its version and its tables before there is a log beside it. */
  return switch_to_log (db, error);
}
