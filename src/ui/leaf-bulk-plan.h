/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-checklist-private.h"
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
  LeafChecklistFindings *findings; /* what there is to mend; NULL: not looked for */
  gboolean warned;    /* some of it she has not decided to leave */
} LeafBulkEntry;

gboolean leaf_bulk_task_from_nick (const char *nick, LeafBulkTask *task);

/* Which of the selected books can be served, and where. A thread of the library does the reading. */
void       leaf_bulk_plan_load_async  (LeafLibrary *library, LeafBulkTask task, const gint64 *books, unsigned int n_books,
                                       GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *leaf_bulk_plan_load_finish (LeafLibrary *library, GAsyncResult *result, GError **error); /* LeafBulkEntry */

/* Looks for what there is to mend in each review before it is public; what must be mended becomes the reason. */
void     leaf_bulk_plan_check_async  (GPtrArray *plan, LeafLibrary *library, LeafOutbox *outbox, LeafBulkTask task, gint64 at,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean leaf_bulk_plan_check_finish (GAsyncResult *result, GError **error);

/* LeafChecklistTarget: what is done where. */
GArray      *leaf_bulk_entry_make_targets (const LeafBulkEntry *entry, LeafBulkTask task, gint64 at);
/* What must be mended, or might be, in one sentence; NULL: nothing. */
char        *leaf_bulk_entry_describe_problems (const LeafBulkEntry *entry);

unsigned int leaf_bulk_plan_count        (GPtrArray *plan, gboolean possible); /* those that can be served, or cannot */
unsigned int leaf_bulk_plan_count_warned (GPtrArray *plan); /* of those that can: with something to mend */
char        *leaf_bulk_plan_dup_key      (GPtrArray *plan); /* the same for two plans that do the same */
/* With `anyway`: also those that have something to mend. */
void         leaf_bulk_plan_add_items    (GPtrArray *plan, LeafBulkTask task, gint64 at, gboolean anyway, LeafPublishRun *run);

G_END_DECLS
