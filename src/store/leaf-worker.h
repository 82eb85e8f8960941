/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Work in threads whose tasks end, and are freed, in the main context they came from. With GTask's
 * own threads the last reference may be dropped in one of them, and with it the library. */
typedef enum {
  LEAF_WORKER_OPEN,
  LEAF_WORKER_PICTURE,
  LEAF_WORKER_THUMBNAIL,
} LeafWorker;

/* Returns what the task returns, or NULL with an error. */
typedef gpointer (*LeafWorkerFunc) (gpointer source_object, gpointer task_data, GCancellable *cancellable, GError **error);

void leaf_worker_run (LeafWorker worker, GTask *task, LeafWorkerFunc func, GDestroyNotify free_result);

G_END_DECLS
