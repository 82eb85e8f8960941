/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The checks before publishing, for each of several reviews. */

#define G_LOG_DOMAIN "leaf-bulk-plan"

#include "config.h"

#include "leaf-bulk-plan.h"

#include <glib/gi18n.h>

typedef struct
{
  GPtrArray *plan;
  LeafLibrary *library;
  LeafOutbox *outbox;
  LeafBulkTask task;
  gint64 at;
  unsigned int next;
} Checks;

static void
checks_free (Checks *checks)
{
  g_ptr_array_unref (checks->plan);
  g_object_unref (checks->library);
  g_object_unref (checks->outbox);
  g_free (checks);
}

static const LeafPostProblem *
get_problem (const LeafBulkEntry *entry, unsigned int index)
{
  return ((LeafChecklistItem *) g_ptr_array_index (entry->findings->items, index))->problem;
}

/* Hints are in nobody's way. */
static unsigned int
count_problems (const LeafBulkEntry *entry)
{
  unsigned int n = 0;

  while (n < entry->findings->items->len && get_problem (entry, n)->severity != LEAF_SEVERITY_HINTS)
    n++;

  return n;
}

/* Only what becomes public: a draft she alone sees. */
static GArray *
make_public_targets (const LeafBulkEntry *entry, const Checks *checks)
{
  GArray *targets = leaf_bulk_entry_make_targets (entry, checks->task, checks->at);

  for (unsigned int i = targets->len; i > 0; i--)
    if (g_array_index (targets, LeafChecklistTarget, i - 1).wanted == LEAF_PUBLICATION_DRAFT)
      g_array_remove_index (targets, i - 1);

  return targets;
}

static void check_next (GTask *task);

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Checks *checks = g_task_get_task_data (task);
  LeafBulkEntry *entry = g_ptr_array_index (checks->plan, checks->next++);
  GError *error = NULL;

  entry->findings = leaf_checklist_find_finish (result, &error);
  if (entry->findings == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  entry->warned = !leaf_checklist_is_accepted (checks->outbox, entry->review, entry->findings);
  if (leaf_checklist_findings_get_worst (entry->findings) == LEAF_SEVERITY_STOPS)
    entry->reason = g_strdup (get_problem (entry, 0)->sentence);
  check_next (task);
}

static void
check_next (GTask *task)
{
  Checks *checks = g_task_get_task_data (task);

  for (; checks->next < checks->plan->len; checks->next++)
    {
      const LeafBulkEntry *entry = g_ptr_array_index (checks->plan, checks->next);
      g_autoptr (GArray) targets = entry->reason == NULL ? make_public_targets (entry, checks) : NULL;

      if (targets == NULL || targets->len == 0)
        continue;
      leaf_checklist_find_async (checks->library, checks->outbox, entry->review,
                                 (const LeafChecklistTarget *) (gpointer) targets->data, targets->len, LEAF_CHECK_HERE,
                                 g_task_get_cancellable (task), found_cb, g_object_ref (task));
      return;
    }

  g_task_return_boolean (task, TRUE);
}

/**
 * leaf_bulk_plan_check_async:
 * @plan: (element-type LeafBulkEntry): a plan that was not checked
 * @library: the library
 * @outbox: its outbox
 * @task: what is to be done
 * @at: when, for %LEAF_BULK_SCHEDULE
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Looks for what there is to mend in each review that becomes public, as leaf_checklist_ask_async() does for one:
 * no site and no blog is asked.
 */
void
leaf_bulk_plan_check_async (GPtrArray *plan,
                            LeafLibrary *library,
                            LeafOutbox *outbox,
                            LeafBulkTask task,
                            gint64 at,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) result = g_task_new (NULL, cancellable, callback, user_data);
  Checks *checks = g_new0 (Checks, 1);

  checks->plan = g_ptr_array_ref (plan);
  checks->library = g_object_ref (library);
  checks->outbox = g_object_ref (outbox);
  checks->task = task;
  checks->at = at;
  g_task_set_source_tag (result, leaf_bulk_plan_check_async);
  g_task_set_task_data (result, checks, (GDestroyNotify) checks_free);
  check_next (result);
}

/**
 * leaf_bulk_plan_check_finish:
 * @result: what the callback got
 * @error: set when the library cannot be read, or after a cancel
 *
 * Returns: whether all were looked at
 */
gboolean
leaf_bulk_plan_check_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, leaf_bulk_plan_check_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * leaf_bulk_entry_describe_problems:
 * @entry: a book that was selected
 *
 * Returns: (transfer full) (nullable): the worst of what there is to mend, and how much more there is
 */
char *
leaf_bulk_entry_describe_problems (const LeafBulkEntry *entry)
{
  unsigned int n = entry->findings != NULL ? count_problems (entry) : 0;

  if (n == 0)
    return NULL;
  if (n == 1)
    return g_strdup (get_problem (entry, 0)->sentence);

  /* Translators: a sentence about a review, then how many more there are */
  return g_strdup_printf (ngettext ("%s And %u more.", "%s And %u more.", n - 1), get_problem (entry, 0)->sentence, n - 1);
}
