/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-db"

#include "config.h"

#include "leaf-db-private.h"

#include <errno.h>
#include <glib/gi18n.h>

/* How long another Flyleaf on the same library may hold the file before we give up. */
#define BUSY_TIMEOUT_MS 10000

/* How many steps of SQLite's machine run between two looks at the cancellable. */
#define PROGRESS_STEPS 2000

struct _LeafDb {
  sqlite3 *handle;
  GThread *owner;
  char *path;
  GHashTable *statements; /* SQL -> LeafStatement */
  GArray *changes;        /* LeafDbChange */
  GCancellable *cancellable;
  gboolean wait_for_disk;
};

static gboolean
is_no_space (int system_errno)
{
  return system_errno == ENOSPC || system_errno == EDQUOT || system_errno == EFBIG;
}

/* Called by SQLite between its steps; anything but 0 interrupts the statement. */
static int
progress_cb (gpointer user_data)
{
  LeafDb *db = user_data;

  return g_cancellable_is_cancelled (db->cancellable);
}

static gboolean
configure (LeafDb *db,
           GError **error)
{
  sqlite3_extended_result_codes (db->handle, 1);
  sqlite3_busy_timeout (db->handle, BUSY_TIMEOUT_MS);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);

  /* FULL: in WAL mode anything less may lose the last commits when the power fails, and what the
   * outbox has committed before sending must still be there afterwards. */
  return leaf_db_run (db, "PRAGMA foreign_keys = ON", error) &&
         leaf_db_set_wait_for_disk (db, TRUE, error) &&
         leaf_db_run (db, "PRAGMA temp_store = MEMORY", error) &&
         leaf_db_run (db, "PRAGMA cache_size = -16384", error);
}

/**
 * leaf_db_open:
 * @path: the library file
 * @mode: whether it may be created
 * @error: return location for an error
 *
 * Opens a connection that belongs to the calling thread. Nothing is read yet: whether the file is a
 * library is for leaf_migrations_run() to find out.
 *
 * Returns: (transfer full): the connection, or %NULL with a %LEAF_STORE_ERROR
 */
LeafDb *
leaf_db_open (const char *path,
              LeafDbMode mode,
              GError **error)
{
  g_autoptr (LeafDb) db = NULL;
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
  int code;

  g_return_val_if_fail (path != NULL, NULL);

  flags |= mode == LEAF_DB_CREATE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;

  db = g_new0 (LeafDb, 1);
  db->owner = g_thread_self ();
  db->path = g_strdup (path);
  db->changes = g_array_new (FALSE, FALSE, sizeof (LeafDbChange));
  db->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                          (GDestroyNotify) leaf_statement_free);

  code = sqlite3_open_v2 (path, &db->handle, flags, NULL);
  if (code != SQLITE_OK) {
    leaf_db_set_error (db, code, error);
    return NULL;
  }

  if (!configure (db, error))
    return NULL;

  return g_steal_pointer (&db);
}

/**
 * leaf_db_close:
 * @db: a connection
 *
 * Closes the connection and frees it with its statements.
 */
void
leaf_db_close (LeafDb *db)
{
  int code;

  leaf_db_assert_owner (db);

  g_clear_pointer (&db->statements, g_hash_table_unref);
  code = sqlite3_close (db->handle);
  g_assert (code == SQLITE_OK);

  g_clear_object (&db->cancellable);
  g_clear_pointer (&db->changes, g_array_unref);
  g_free (db->path);
  g_free (db);
}

/**
 * leaf_db_assert_owner:
 * @db: a connection
 *
 * Aborts when called from a thread other than the one that opened @db.
 */
void
leaf_db_assert_owner (LeafDb *db)
{
  g_assert (db != NULL);
  g_assert (db->owner == g_thread_self ());
}

/**
 * leaf_db_get_path:
 * @db: a connection
 *
 * Returns: the library file
 */
const char *
leaf_db_get_path (LeafDb *db)
{
  leaf_db_assert_owner (db);

  return db->path;
}

/**
 * leaf_db_get_handle:
 * @db: a connection
 *
 * For the few calls that no statement makes.
 *
 * Returns: SQLite's own handle
 */
sqlite3 *
leaf_db_get_handle (LeafDb *db)
{
  leaf_db_assert_owner (db);

  return db->handle;
}

/**
 * leaf_db_set_cancellable:
 * @db: a connection
 * @cancellable: (nullable): what stops the statements run from now on
 *
 * A statement that is stopped fails with %G_IO_ERROR_CANCELLED.
 */
void
leaf_db_set_cancellable (LeafDb *db,
                         GCancellable *cancellable)
{
  leaf_db_assert_owner (db);

  g_set_object (&db->cancellable, cancellable);
  if (cancellable != NULL)
    sqlite3_progress_handler (db->handle, PROGRESS_STEPS, progress_cb, db);
  else
    sqlite3_progress_handler (db->handle, 0, NULL, NULL);
}

/**
 * leaf_db_note_change:
 * @db: a connection
 * @what: what kind of row
 * @id: its id
 *
 * Tells that a row was written. The library emits its signal after the commit, once for each row
 * however often it was noted; a transaction that is rolled back tells nothing.
 */
void
leaf_db_note_change (LeafDb *db,
                     LeafChange what,
                     gint64 id)
{
  LeafDbChange change = { what, id };

  leaf_db_assert_owner (db);

  for (unsigned int i = db->changes->len; i > 0 && i + 16 > db->changes->len; i--) {
    const LeafDbChange *other = &g_array_index (db->changes, LeafDbChange, i - 1);

    if (other->what == what && other->id == id)
      return;
  }

  g_array_append_val (db->changes, change);
}

/**
 * leaf_db_take_changes:
 * @db: a connection
 *
 * Returns: (transfer full) (element-type LeafDbChange): what was noted since the last call
 */
GArray *
leaf_db_take_changes (LeafDb *db)
{
  GArray *changes;

  leaf_db_assert_owner (db);

  changes = db->changes;
  db->changes = g_array_new (FALSE, FALSE, sizeof (LeafDbChange));

  return changes;
}

/**
 * leaf_db_now:
 *
 * Returns: the time, as every table keeps it
 */
gint64
leaf_db_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/**
 * leaf_db_get_last_id:
 * @db: a connection
 *
 * Returns: the id of the row inserted last
 */
gint64
leaf_db_get_last_id (LeafDb *db)
{
  leaf_db_assert_owner (db);

  return sqlite3_last_insert_rowid (db->handle);
}

/**
 * leaf_db_get_n_changed:
 * @db: a connection
 *
 * Returns: how many rows the last statement wrote
 */
int
leaf_db_get_n_changed (LeafDb *db)
{
  leaf_db_assert_owner (db);

  return sqlite3_changes (db->handle);
}

static void
set_io_error (const char *name,
              int system_errno,
              GError **error)
{
  if (is_no_space (system_errno))
    g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_FULL,
                 _("There is no space left for the library “%s”. Free some space and try again."),
                 name);
  else if (system_errno == EROFS)
    g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_READ_ONLY,
                 _("The library “%s” is read-only. Make its folder writable and try again."), name);
  else
    g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_FAILED,
                 _("The library “%s” could not be read or written: %s."), name,
                 g_strerror (system_errno != 0 ? system_errno : EIO));
}

/**
 * leaf_db_error:
 * @path: the library file
 * @code: a result code of SQLite
 * @system_errno: what the system said, 0 when nothing
 * @message: (nullable): what SQLite said
 * @error: return location for an error
 *
 * Sets @error to the sentence a person can act on.
 */
void
leaf_db_error (const char *path,
               int code,
               int system_errno,
               const char *message,
               GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  switch (code & 0xff) {
  case SQLITE_FULL:
    set_io_error (name, ENOSPC, error);
    break;
  case SQLITE_READONLY:
  case SQLITE_PERM:
    set_io_error (name, EROFS, error);
    break;
  case SQLITE_IOERR:
    /* The shared memory of the log could not grow: SQLite forgets what the system said to that. */
    set_io_error (name, code == SQLITE_IOERR_SHMSIZE ? ENOSPC : system_errno, error);
    break;
  case SQLITE_CORRUPT:
    g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_DAMAGED,
                 _("The library “%s” is damaged. Nothing was changed; restore it from a backup."),
                 name);
    break;
  case SQLITE_NOTADB:
    g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_LIBRARY,
                 _("“%s” is not a Flyleaf library. Choose another file."), name);
    break;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_BUSY,
                 _("Another program is using the library “%s”. Try again in a moment."), name);
    break;
  case SQLITE_CANTOPEN:
    g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_FAILED,
                 _("The library “%s” cannot be opened: %s."), name,
                 system_errno != 0 ? g_strerror (system_errno) : message);
    break;
  case SQLITE_INTERRUPT:
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled"));
    break;
  default:
    g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_FAILED,
                 _("The library “%s” could not do this: %s."), name, message);
  }
}

/**
 * leaf_db_set_error:
 * @db: a connection
 * @code: the result code of its last call
 * @error: return location for an error
 *
 * Sets @error to what went wrong in the last call on @db.
 */
void
leaf_db_set_error (LeafDb *db,
                   int code,
                   GError **error)
{
  leaf_db_assert_owner (db);

  g_debug ("%s: %s", db->path, sqlite3_errmsg (db->handle));
  leaf_db_error (db->path, code, sqlite3_system_errno (db->handle), sqlite3_errmsg (db->handle), error);
}

/**
 * leaf_db_lookup_statement:
 * @db: a connection
 * @sql: a statement's text
 *
 * Returns: (nullable) (transfer none): the statement kept for @sql
 */
LeafStatement *
leaf_db_lookup_statement (LeafDb *db,
                          const char *sql)
{
  leaf_db_assert_owner (db);

  return g_hash_table_lookup (db->statements, sql);
}

/**
 * leaf_db_keep_statement:
 * @db: a connection
 * @sql: the statement's text; lives as long as the statement
 * @statement: (transfer full): a statement
 *
 * Keeps @statement until the connection closes.
 */
void
leaf_db_keep_statement (LeafDb *db,
                        const char *sql,
                        LeafStatement *statement)
{
  leaf_db_assert_owner (db);

  g_hash_table_insert (db->statements, (char *) sql, statement);
}

/**
 * leaf_db_set_wait_for_disk:
 * @db: a connection that is in no transaction
 * @wait: whether what is committed from now on has to survive a failure of the power
 * @error: return location for an error
 *
 * With @wait, which is how a connection begins, leaf_db_commit() returns when the log is on the disk, with
 * all that was committed before. Without, the log is only handed over to the system.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_db_set_wait_for_disk (LeafDb *db,
                           gboolean wait,
                           GError **error)
{
  int code;

  leaf_db_assert_owner (db);
  if (db->wait_for_disk == wait)
    return TRUE;

  /* SQLite does this when it compiles the statement: one out of the cache would do nothing. */
  code = sqlite3_exec (db->handle, wait ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL", NULL, NULL, NULL);
  if (code != SQLITE_OK) {
    leaf_db_set_error (db, code, error);
    return FALSE;
  }

  db->wait_for_disk = wait;
  return TRUE;
}

/**
 * leaf_db_begin:
 * @db: a connection
 * @write: whether anything will be written
 * @error: return location for an error
 *
 * Begins a transaction. One that writes takes the lock at once, so that it never fails half-way
 * because another program came first; one that reads sees one state of the library throughout.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_db_begin (LeafDb *db,
               gboolean write,
               GError **error)
{
  g_array_set_size (db->changes, 0);

  return leaf_db_run (db, write ? "BEGIN IMMEDIATE" : "BEGIN", error);
}

/**
 * leaf_db_commit:
 * @db: a connection
 * @error: return location for an error
 *
 * Ends the transaction. When it returns, what was written survives a power failure; see
 * leaf_db_set_wait_for_disk() for the exception.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR and everything rolled back
 */
gboolean
leaf_db_commit (LeafDb *db,
                GError **error)
{
  if (leaf_db_run (db, "COMMIT", error))
    return TRUE;

  leaf_db_rollback (db);

  return FALSE;
}

/**
 * leaf_db_rollback:
 * @db: a connection
 *
 * Undoes everything since leaf_db_begin(). SQLite does so itself after some errors; then this
 * does nothing.
 */
void
leaf_db_rollback (LeafDb *db)
{
  g_autoptr (GError) error = NULL;

  leaf_db_assert_owner (db);

  g_array_set_size (db->changes, 0);
  leaf_db_set_cancellable (db, NULL);
  if (!sqlite3_get_autocommit (db->handle) && !leaf_db_run (db, "ROLLBACK", &error))
    g_warning ("Cannot roll back: %s", error->message);
}

/**
 * leaf_db_run:
 * @db: a connection
 * @sql: a constant: one statement without parameters
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_db_run (LeafDb *db,
             const char *sql,
             GError **error)
{
  g_autoptr (LeafStatement) statement = leaf_statement_new (db, sql, error);

  return statement != NULL && leaf_statement_run (statement, error);
}

/**
 * leaf_db_run_id:
 * @db: a connection
 * @sql: a constant: one statement with one parameter
 * @id: its value
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_db_run_id (LeafDb *db,
                const char *sql,
                gint64 id,
                GError **error)
{
  g_autoptr (LeafStatement) statement = leaf_statement_new (db, sql, error);

  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, id);

  return leaf_statement_run (statement, error);
}

/**
 * leaf_db_set_removed:
 * @db: the writing connection
 * @sql: a constant: one statement with the parameters `?1`, an id, and `?2`, what is to be in `removed_at`
 * @id: what to remove
 * @removed: %TRUE to put it into the trash, %FALSE to take it out
 * @error: return location for an error
 *
 * Runs @sql, which has to change nothing where it is so already: leaf_db_get_n_changed() tells.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_db_set_removed (LeafDb *db,
                     const char *sql,
                     gint64 id,
                     gboolean removed,
                     GError **error)
{
  g_autoptr (LeafStatement) statement = leaf_statement_new (db, sql, error);

  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, id);
  if (removed)
    leaf_statement_bind_int (statement, 2, leaf_db_now ());

  return leaf_statement_run (statement, error);
}

/**
 * leaf_db_get_int:
 * @db: a connection
 * @sql: a constant: one statement without parameters
 * @value: (out): the first column of its first row, 0 when it has none
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_db_get_int (LeafDb *db,
                 const char *sql,
                 gint64 *value,
                 GError **error)
{
  g_autoptr (LeafStatement) statement = leaf_statement_new (db, sql, error);
  int result;

  if (statement == NULL)
    return FALSE;

  result = leaf_statement_next (statement, error);
  *value = result > 0 ? leaf_statement_get_int (statement, 0) : 0;

  return result >= 0;
}

/**
 * leaf_db_list_ids:
 * @db: a connection
 * @sql: a constant: one statement with the parameter ?1, and perhaps ?2
 * @first: ?1
 * @second: ?2, or 0 when there is none
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type gint64): the first column of all rows, or %NULL with a
 *   %LEAF_STORE_ERROR
 */
GArray *
leaf_db_list_ids (LeafDb *db,
                  const char *sql,
                  gint64 first,
                  gint64 second,
                  GError **error)
{
  g_autoptr (LeafStatement) row = leaf_statement_new (db, sql, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  int result;

  if (row == NULL)
    return NULL;

  leaf_statement_bind_int (row, 1, first);
  if (second != 0)
    leaf_statement_bind_int (row, 2, second);
  while ((result = leaf_statement_next (row, error)) > 0) {
    gint64 id = leaf_statement_get_int (row, 0);

    g_array_append_val (ids, id);
  }

  return result == 0 ? g_steal_pointer (&ids) : NULL;
}
