/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-publish-run.h"
#include "leaf-publish-target.h"

G_BEGIN_DECLS

/* What is done with several reviews at once. */
typedef enum {
  LEAF_BULK_PUBLISH, /* what the Publish button of each would do */
  LEAF_BULK_DRAFT,
  LEAF_BULK_SCHEDULE,
  LEAF_BULK_TAKE_DOWN,
} LeafBulkTask;

/* A book that was selected. */
typedef struct {
  gint64 book;
  gint64 review;
  char *title;
  GPtrArray *targets; /* LeafPublishTarget: where it is done; empty: nowhere */
  char *reason;       /* why it cannot be done, a few words; NULL: it can */
} LeafBulkEntry;

gboolean leaf_bulk_task_from_nick (const char *nick, LeafBulkTask *task);

/* Which of the selected books can be served, and where. A thread of the library does the reading. */
void       leaf_bulk_plan_load_async  (LeafLibrary *library, LeafBulkTask task, gint64 at, const gint64 *books, unsigned int n_books,
                                       GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *leaf_bulk_plan_load_finish (LeafLibrary *library, GAsyncResult *result, GError **error); /* LeafBulkEntry */

unsigned int leaf_bulk_plan_count    (GPtrArray *plan, gboolean possible); /* those that can be served, or cannot */
void         leaf_bulk_plan_add_items (GPtrArray *plan, LeafBulkTask task, gint64 at, LeafPublishRun *run);

G_END_DECLS
