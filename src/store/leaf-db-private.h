/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-db.h"

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* "Flyf" in the header of the file: `PRAGMA application_id`. */
#define LEAF_DB_APPLICATION_ID 0x466c7966

typedef enum {
  LEAF_DB_READ,   /* the file exists and is a library; nothing is ever written */
  LEAF_DB_CREATE, /* made when missing */
} LeafDbMode;

typedef struct {
  LeafChange what;
  gint64 id;
} LeafDbChange;

LeafDb     *leaf_db_open            (const char *path, LeafDbMode mode, GError **error);
void        leaf_db_close           (LeafDb *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafDb, leaf_db_close)

const char *leaf_db_get_path        (LeafDb *db);
sqlite3    *leaf_db_get_handle      (LeafDb *db);
void        leaf_db_assert_owner    (LeafDb *db);
void        leaf_db_set_cancellable (LeafDb *db, GCancellable *cancellable);
GArray     *leaf_db_take_changes    (LeafDb *db); /* LeafDbChange */
gint64      leaf_db_now             (void); /* seconds since 1970, UTC */
gint64      leaf_db_get_last_id     (LeafDb *db);
int         leaf_db_get_n_changed   (LeafDb *db);

/* An error of SQLite as one of ours. */
void        leaf_db_set_error       (LeafDb *db, int code, GError **error);
void        leaf_db_error           (const char *path, int code, int system_errno, const char *message, GError **error);

gboolean    leaf_db_set_wait_for_disk (LeafDb *db, gboolean wait, GError **error);
gboolean    leaf_db_begin           (LeafDb *db, gboolean write, GError **error);
gboolean    leaf_db_commit          (LeafDb *db, GError **error);
void        leaf_db_rollback        (LeafDb *db);

/* A prepared statement out of the cache; released, never freed. Columns and parameters are
 * numbered as in SQLite: parameters from 1, columns from 0. */
typedef struct _LeafStatement LeafStatement;

LeafStatement *leaf_db_lookup_statement  (LeafDb *db, const char *sql);
void           leaf_db_keep_statement    (LeafDb *db, const char *sql, LeafStatement *statement);
LeafStatement *leaf_statement_new        (LeafDb *db, const char *sql, GError **error);
void           leaf_statement_release    (LeafStatement *self);
void           leaf_statement_free       (LeafStatement *self); /* the cache alone */
void           leaf_statement_bind_int   (LeafStatement *self, int index, gint64 value);
void           leaf_statement_bind_text  (LeafStatement *self, int index, const char *text);
int            leaf_statement_next       (LeafStatement *self, GError **error); /* 1 a row, 0 the end, -1 error */
gboolean       leaf_statement_run        (LeafStatement *self, GError **error);
gint64         leaf_statement_get_int    (LeafStatement *self, int column);
const char    *leaf_statement_get_text   (LeafStatement *self, int column); /* until the next step */
char          *leaf_statement_dup_text   (LeafStatement *self, int column);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafStatement, leaf_statement_release)

/* In one line: statements without a result, with no or one parameter. */
gboolean    leaf_db_run     (LeafDb *db, const char *sql, GError **error);
gboolean    leaf_db_run_id  (LeafDb *db, const char *sql, gint64 id, GError **error);
gboolean    leaf_db_set_removed (LeafDb *db, const char *sql, gint64 id, gboolean removed, GError **error);
GArray     *leaf_db_list_ids (LeafDb *db, const char *sql, gint64 first, gint64 second, GError **error); /* first column; second 0: no ?2 */
gboolean    leaf_db_get_int (LeafDb *db, const char *sql, gint64 *value, GError **error); /* first column of the first row, 0 when none */

G_END_DECLS
