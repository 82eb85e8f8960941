/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-bulk-plan"

#include "config.h"

#include "leaf-bulk-plan.h"

#include "leaf-books.h"
#include "leaf-reviews.h"

#include <glib/gi18n.h>

static const char *const nicks[] = {
  [LEAF_BULK_PUBLISH] = "publish",
  [LEAF_BULK_DRAFT] = "draft",
  [LEAF_BULK_SCHEDULE] = "schedule",
  [LEAF_BULK_TAKE_DOWN] = "take-down",
};

/**
 * leaf_bulk_task_from_nick:
 * @nick: the name of a task
 * @task: (out): the task
 *
 * Returns: whether there is a task of that name
 */
gboolean
leaf_bulk_task_from_nick (const char *nick, LeafBulkTask *task)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (g_str_equal (nick, nicks[i]))
      {
        *task = (LeafBulkTask) i;
        return TRUE;
      }

  return FALSE;
}

static void
entry_free (LeafBulkEntry *entry)
{
  g_free (entry->title);
  g_free (entry->reason);
  g_clear_pointer (&entry->targets, g_ptr_array_unref);
  g_clear_pointer (&entry->findings, leaf_checklist_findings_free);
  g_free (entry);
}

static gboolean
can_do (const LeafPublishTarget *target, LeafBulkTask task)
{
  LeafPublishAbilities abilities = leaf_publish_target_get_abilities (target);

  switch (task)
    {
    case LEAF_BULK_DRAFT:
      return (abilities & LEAF_PUBLISH_CAN_SAVE_DRAFT) != 0;
    case LEAF_BULK_SCHEDULE:
      return (abilities & LEAF_PUBLISH_CAN_SCHEDULE) != 0;
    case LEAF_BULK_TAKE_DOWN:
      return (abilities & LEAF_PUBLISH_CAN_TAKE_DOWN) != 0;
    case LEAF_BULK_PUBLISH:
    default:
      return TRUE;
    }
}

static gboolean
is_folder (const LeafPublishTarget *target)
{
  return (target->flags & LEAF_PUBLISHER_OWN_SITE) != 0;
}

/* What the system cannot do comes first: it is so of each review, whatever became of it there. */
static const char *
explain_no_draft (const LeafPublishTarget *target)
{
  if ((target->flags & LEAF_PUBLISHER_DRAFTS) == 0)
    return is_folder (target) ? _("A folder has no drafts") : _("Its blog has no drafts");

  switch (leaf_publish_target_get_state (target))
    {
    case LEAF_PUBLICATION_SCHEDULED:
      return _("Scheduled already");
    case LEAF_PUBLICATION_REMOVED:
      return _("In the trash of its blog");
    case LEAF_PUBLICATION_PUBLISHED:
    case LEAF_PUBLICATION_DRAFT:
    case LEAF_PUBLICATION_NONE:
    default:
      return _("Published already");
    }
}

static const char *
explain_no_schedule (const LeafPublishTarget *target)
{
  if ((target->flags & LEAF_PUBLISHER_SCHEDULES) == 0)
    return is_folder (target) ? _("A folder cannot schedule") : _("Its blog cannot schedule");
  if (leaf_publish_target_get_state (target) == LEAF_PUBLICATION_PUBLISHED)
    return _("Published already");

  return _("You may only save drafts on its blog");
}

static const char *
explain (const LeafPublishTarget *target, LeafBulkTask task)
{
  switch (task)
    {
    case LEAF_BULK_DRAFT:
      return explain_no_draft (target);
    case LEAF_BULK_SCHEDULE:
      return explain_no_schedule (target);
    case LEAF_BULK_TAKE_DOWN:
    case LEAF_BULK_PUBLISH:
    default:
      return _("Not published where it could be taken down");
    }
}

/* Two blogs that cannot do the same are one cause. */
static void
add_cause (GPtrArray *causes, const char *cause)
{
  if (!g_ptr_array_find_with_equal_func (causes, cause, g_str_equal, NULL))
    g_ptr_array_insert (causes, 0, (gpointer) cause);
}

/* Takes the blogs away on which it is not done. */
static void
keep_able (LeafBulkEntry *entry, LeafBulkTask task)
{
  /* What is taken down is so everywhere: she wants it gone, not gone from where new texts go. */
  gboolean everywhere = task == LEAF_BULK_TAKE_DOWN;
  g_autoptr (GPtrArray) causes = g_ptr_array_new ();

  if (entry->targets->len == 0)
    g_ptr_array_add (causes, (gpointer) _("No blog is set up"));
  for (unsigned int i = entry->targets->len; i > 0; i--)
    {
      const LeafPublishTarget *target = g_ptr_array_index (entry->targets, i - 1);

      if ((target->chosen || everywhere) && can_do (target, task))
        continue;
      if (target->chosen || everywhere)
        add_cause (causes, explain (target, task));
      g_ptr_array_remove_index (entry->targets, i - 1);
    }
  g_ptr_array_add (causes, NULL);
  if (entry->targets->len == 0)
    entry->reason = g_strjoinv (" · ", (char **) causes->pdata);
}

typedef struct
{
  LeafBulkTask task;
  GArray *books; /* gint64 */
  GPtrArray *plan;
} Load;

static void
load_free (Load *load)
{
  g_array_unref (load->books);
  g_clear_pointer (&load->plan, g_ptr_array_unref);
  g_free (load);
}

static gboolean
load_entry (LeafDb *db, Load *load, LeafBulkEntry *entry, const LeafBookSummary *summary, GError **error)
{
  g_autoptr (LeafBook) book = leaf_books_load (db, entry->book, error);

  if (book == NULL)
    return FALSE;
  entry->title = g_strdup (leaf_book_get_title (book));
  entry->review = leaf_reviews_find_for_book (db, entry->book, error);
  if (entry->review < 0)
    return FALSE;

  if (entry->review == 0 || summary->state == LEAF_PLACE_TO_REVIEW)
    entry->reason = g_strdup (_("Nothing is written yet"));
  if (entry->reason != NULL)
    return TRUE;

  entry->targets = leaf_publish_targets_load (db, entry->review, error);
  if (entry->targets == NULL)
    return FALSE;
  keep_able (entry, load->task);
  return TRUE;
}

static gboolean
load_func (LeafDb *db, gpointer data, GError **error)
{
  Load *load = data;
  g_autoptr (GPtrArray) summaries =
    leaf_books_summaries (db, (const gint64 *) (gpointer) load->books->data, load->books->len, error);

  if (summaries == NULL)
    return FALSE;

  load->plan = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  for (unsigned int i = 0; i < summaries->len; i++)
    {
      LeafBulkEntry *entry;

      /* It was removed meanwhile. */
      if (g_ptr_array_index (summaries, i) == NULL)
        continue;
      entry = g_new0 (LeafBulkEntry, 1);
      entry->book = g_array_index (load->books, gint64, i);
      g_ptr_array_add (load->plan, entry);
      if (!load_entry (db, load, entry, g_ptr_array_index (summaries, i), error))
        return FALSE;
    }

  return TRUE;
}

/**
 * leaf_bulk_plan_load_async:
 * @library: the library
 * @task: what is to be done
 * @books: (array length=n_books): which were selected
 * @n_books: how many
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Finds out which of the books can be served.
 */
void
leaf_bulk_plan_load_async (LeafLibrary *library, LeafBulkTask task, const gint64 *books, unsigned int n_books,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  Load *load = g_new0 (Load, 1);

  load->task = task;
  load->books = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (load->books, books, n_books);
  leaf_library_run_async (library, LEAF_LIBRARY_READ, load_func, load, (GDestroyNotify) load_free, NULL, callback, user_data);
}

/**
 * leaf_bulk_plan_load_finish:
 * @library: the library
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LeafBulkEntry): one a book, or %NULL
 */
GPtrArray *
leaf_bulk_plan_load_finish (LeafLibrary *library, GAsyncResult *result, GError **error)
{
  Load *load = leaf_library_run_data (result);

  return leaf_library_run_finish (library, result, error) ? g_steal_pointer (&load->plan) : NULL;
}

/**
 * leaf_bulk_plan_count:
 * @plan: (element-type LeafBulkEntry): a plan
 * @possible: whether to count those that can be served
 *
 * Returns: how many there are
 */
unsigned int
leaf_bulk_plan_count (GPtrArray *plan, gboolean possible)
{
  unsigned int n = 0;

  for (unsigned int i = 0; i < plan->len; i++)
    n += (((LeafBulkEntry *) g_ptr_array_index (plan, i))->reason == NULL) == !!possible;

  return n;
}

/**
 * leaf_bulk_plan_count_warned:
 * @plan: (element-type LeafBulkEntry): a plan
 *
 * Returns: how many of those that can be served have something to mend
 */
unsigned int
leaf_bulk_plan_count_warned (GPtrArray *plan)
{
  unsigned int n = 0;

  for (unsigned int i = 0; i < plan->len; i++)
    {
      const LeafBulkEntry *entry = g_ptr_array_index (plan, i);

      n += entry->reason == NULL && entry->warned;
    }

  return n;
}

/**
 * leaf_bulk_plan_dup_key:
 * @plan: (element-type LeafBulkEntry): a plan
 *
 * Writes down what would be done, so that what she has agreed to can be told from something else.
 *
 * Returns: (transfer full): the reviews that can be served, with what is to be mended, where, and what is done there
 */
char *
leaf_bulk_plan_dup_key (GPtrArray *plan)
{
  GString *key = g_string_new (NULL);

  for (unsigned int i = 0; i < plan->len; i++)
    {
      const LeafBulkEntry *entry = g_ptr_array_index (plan, i);

      if (entry->reason != NULL)
        continue;
      g_string_append_printf (key, "%" G_GINT64_FORMAT "%s", entry->review, entry->warned ? "!" : "");
      for (unsigned int j = 0; j < entry->targets->len; j++)
        {
          const LeafPublishTarget *target = g_ptr_array_index (entry->targets, j);

          g_string_append_printf (key, " %" G_GINT64_FORMAT ":%d", leaf_blog_get_id (target->blog), leaf_publish_target_get_verb (target));
        }
      g_string_append_c (key, '\n');
    }

  return g_string_free (key, FALSE);
}

static LeafPublicationState
get_wanted (const LeafPublishTarget *target, LeafBulkTask task, gint64 *at)
{
  switch (task)
    {
    case LEAF_BULK_DRAFT:
    case LEAF_BULK_TAKE_DOWN:
      return LEAF_PUBLICATION_DRAFT;
    case LEAF_BULK_SCHEDULE:
      return LEAF_PUBLICATION_SCHEDULED;
    case LEAF_BULK_PUBLISH:
    default:
      return leaf_publish_target_get_wanted (target, at);
    }
}

/**
 * leaf_bulk_entry_make_targets:
 * @entry: a book that was selected
 * @task: what is to be done
 * @at: when, for %LEAF_BULK_SCHEDULE
 *
 * Returns: (transfer full) (element-type LeafChecklistTarget): what the checklist has to know
 */
GArray *
leaf_bulk_entry_make_targets (const LeafBulkEntry *entry, LeafBulkTask task, gint64 at)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (LeafChecklistTarget));

  for (unsigned int i = 0; entry->targets != NULL && i < entry->targets->len; i++)
    {
      const LeafPublishTarget *target = g_ptr_array_index (entry->targets, i);
      LeafChecklistTarget wanted = { .blog = leaf_blog_get_id (target->blog), .at = task == LEAF_BULK_SCHEDULE ? at : 0 };

      wanted.wanted = get_wanted (target, task, &wanted.at);
      g_array_append_val (targets, wanted);
    }

  return targets;
}

/**
 * leaf_bulk_plan_add_items:
 * @plan: (element-type LeafBulkEntry): a plan
 * @task: what is to be done
 * @at: when, for %LEAF_BULK_SCHEDULE
 * @anyway: whether also with those that have something to mend
 * @run: what does it
 *
 * Adds everything that can be done.
 */
void
leaf_bulk_plan_add_items (GPtrArray *plan, LeafBulkTask task, gint64 at, gboolean anyway, LeafPublishRun *run)
{
  for (unsigned int i = 0; i < plan->len; i++)
    {
      const LeafBulkEntry *entry = g_ptr_array_index (plan, i);

      for (unsigned int k = 0; entry->reason == NULL && (anyway || !entry->warned) && k < entry->targets->len; k++)
        {
          const LeafPublishTarget *target = g_ptr_array_index (entry->targets, k);
          LeafPublishItem *item = leaf_publish_run_add (run, entry->review, entry->title, leaf_blog_get_id (target->blog),
                                                        leaf_publish_target_get_name (target));

          if (task == LEAF_BULK_TAKE_DOWN)
            item->action = LEAF_JOB_TAKE_DOWN;
          if (task == LEAF_BULK_SCHEDULE)
            item->at = at;
          item->wanted = get_wanted (target, task, &item->at);
        }
    }
}
