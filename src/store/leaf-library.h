/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-db.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The library: one SQLite file, its pictures beside it, one thread that writes and one that reads.
 *
 * Work is a function that runs in one of the two threads with that thread's connection. A write
 * function runs inside a transaction: TRUE commits it, FALSE rolls everything back. */
#define LEAF_TYPE_LIBRARY (leaf_library_get_type ())
G_DECLARE_FINAL_TYPE (LeafLibrary, leaf_library, LEAF, LIBRARY, GObject)

/* What is written without waiting for the disk is there for everybody at once and survives the end of the
 * program; only a failure of the power may take it back. The next LEAF_LIBRARY_WRITE that changes anything takes
 * it along to the disk. For what a later run finds out again by itself. */
typedef enum {
  LEAF_LIBRARY_READ,
  LEAF_LIBRARY_WRITE,
  LEAF_LIBRARY_WRITE_WITHOUT_WAITING,
} LeafLibraryMode;

/* `data` carries the input and takes the result. FALSE + error: rolled back. */
typedef gboolean (*LeafLibraryFunc) (LeafDb *db, gpointer data, GError **error);

char        *leaf_library_default_path (void); /* $XDG_DATA_HOME/flyleaf/library.db */
LeafLibrary *leaf_library_open         (const char *path, GError **error); /* blocks: verbs and tests */
void         leaf_library_open_async   (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
LeafLibrary *leaf_library_open_finish  (GAsyncResult *result, GError **error);
void         leaf_library_close        (LeafLibrary *self); /* waits until everything queued is written */

const char  *leaf_library_get_path         (LeafLibrary *self);
const char  *leaf_library_get_pictures_dir (LeafLibrary *self);

/* Blocks the caller: for verbs, tests and the publishing thread; never for the main loop of the window. */
gboolean leaf_library_run        (LeafLibrary *self, LeafLibraryMode mode, LeafLibraryFunc func, gpointer data, GError **error);
/* `data` is freed with `free_data` on the main thread after the callback ran; get it in the callback with leaf_library_run_data(). */
void     leaf_library_run_async  (LeafLibrary *self, LeafLibraryMode mode, LeafLibraryFunc func, gpointer data, GDestroyNotify free_data,
                                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gpointer leaf_library_run_data   (GAsyncResult *result);
gboolean leaf_library_run_finish (LeafLibrary *self, GAsyncResult *result, GError **error);

/* Signal "changed" (LeafChange what, gint64 id), on the main thread, after the commit. id 0: any of them. */

/* Emits it for what other programs write, too: each kind with id 0. For the window. */
void     leaf_library_watch (LeafLibrary *self);

/* Is the library sound? integrity_check, foreign_key_check, FTS5 integrity, pictures present and whole. Each problem one sentence. */
GStrv    leaf_library_check (LeafLibrary *self, GError **error);

G_END_DECLS
