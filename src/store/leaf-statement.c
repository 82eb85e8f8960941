/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-statement"

#include "config.h"

#include "leaf-db-private.h"

struct _LeafStatement {
  LeafDb *db;
  sqlite3_stmt *handle;
};

/**
 * leaf_statement_new:
 * @db: a connection
 * @sql: a constant: one statement
 * @error: return location for an error
 *
 * Takes the statement from the cache, or prepares it. It belongs to the caller until it is
 * released; the same SQL cannot be in use twice at a time.
 *
 * Returns: (transfer none): the statement, or %NULL with a %LEAF_STORE_ERROR
 */
LeafStatement *
leaf_statement_new (LeafDb *db,
                    const char *sql,
                    GError **error)
{
  LeafStatement *self;
  int code;

  self = leaf_db_lookup_statement (db, sql);
  if (self == NULL) {
    sqlite3_stmt *handle = NULL;

    code = sqlite3_prepare_v3 (leaf_db_get_handle (db), sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
    if (code != SQLITE_OK) {
      leaf_db_set_error (db, code, error);
      return NULL;
    }

    self = g_new0 (LeafStatement, 1);
    self->db = db;
    self->handle = handle;
    leaf_db_keep_statement (db, sqlite3_sql (handle), self);
  }

  g_assert (!sqlite3_stmt_busy (self->handle));

  return self;
}

/**
 * leaf_statement_release:
 * @self: a statement
 *
 * Gives it back to the cache, its parameters forgotten.
 */
void
leaf_statement_release (LeafStatement *self)
{
  leaf_db_assert_owner (self->db);

  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
}

/**
 * leaf_statement_free:
 * @self: a statement
 *
 * Used by the cache when the connection closes.
 */
void
leaf_statement_free (LeafStatement *self)
{
  sqlite3_finalize (self->handle);
  g_free (self);
}

/**
 * leaf_statement_bind_int:
 * @self: a statement
 * @index: the parameter, from 1
 * @value: its value
 */
void
leaf_statement_bind_int (LeafStatement *self,
                         int index,
                         gint64 value)
{
  int code = sqlite3_bind_int64 (self->handle, index, value);

  g_assert (code == SQLITE_OK);
}

/**
 * leaf_statement_bind_text:
 * @self: a statement
 * @index: the parameter, from 1
 * @text: (nullable): its value, copied
 */
void
leaf_statement_bind_text (LeafStatement *self,
                          int index,
                          const char *text)
{
  int code;

  if (text != NULL)
    code = sqlite3_bind_text (self->handle, index, text, -1, SQLITE_TRANSIENT);
  else
    code = sqlite3_bind_null (self->handle, index);

  g_assert (code == SQLITE_OK);
}

/**
 * leaf_statement_next:
 * @self: a statement
 * @error: return location for an error
 *
 * Goes to the next row.
 *
 * Returns: 1 when there is one, 0 at the end, -1 with a %LEAF_STORE_ERROR
 */
int
leaf_statement_next (LeafStatement *self,
                     GError **error)
{
  int code;

  leaf_db_assert_owner (self->db);

  code = sqlite3_step (self->handle);
  if (code == SQLITE_ROW)
    return 1;
  if (code == SQLITE_DONE)
    return 0;

  leaf_db_set_error (self->db, code, error);

  return -1;
}

/**
 * leaf_statement_run:
 * @self: a statement
 * @error: return location for an error
 *
 * Runs it to its end, whatever rows it has.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_statement_run (LeafStatement *self,
                    GError **error)
{
  int result;

  do {
    result = leaf_statement_next (self, error);
  } while (result > 0);

  return result == 0;
}

/**
 * leaf_statement_get_int:
 * @self: a statement at a row
 * @column: from 0
 *
 * Returns: the number, 0 when there is none
 */
gint64
leaf_statement_get_int (LeafStatement *self,
                        int column)
{
  return sqlite3_column_int64 (self->handle, column);
}

/**
 * leaf_statement_get_text:
 * @self: a statement at a row
 * @column: from 0
 *
 * Returns: (nullable): the text, valid until the next step
 */
const char *
leaf_statement_get_text (LeafStatement *self,
                         int column)
{
  return (const char *) sqlite3_column_text (self->handle, column);
}

/**
 * leaf_statement_dup_text:
 * @self: a statement at a row
 * @column: from 0
 *
 * Returns: (nullable) (transfer full): the text
 */
char *
leaf_statement_dup_text (LeafStatement *self,
                         int column)
{
  return g_strdup (leaf_statement_get_text (self, column));
}
