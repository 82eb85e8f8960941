/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-private.h"

#include "leaf-outbox.h"
#include "leaf-publications.h"

#include <glib/gi18n.h>

typedef struct {
  gboolean all;
  GPtrArray *entries; /* LeafOutboxEntry */
} List;

static void
list_clear (List *list)
{
  g_clear_pointer (&list->entries, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (List, list_clear)

static const char *
job_state_name (LeafJobState state)
{
  switch (state)
    {
    case LEAF_JOB_WAITING:
      return "waiting";
    case LEAF_JOB_SENDING:
      return "sending";
    case LEAF_JOB_DONE:
      return "done";
    case LEAF_JOB_FAILED:
    default:
      return "failed";
    }
}

static const char *
action_name (LeafJobAction action)
{
  switch (action)
    {
    case LEAF_JOB_TAKE_DOWN:
      return "take-down";
    case LEAF_JOB_PUT_BACK:
      return "put-back";
    case LEAF_JOB_DELETE:
      return "delete";
    case LEAF_JOB_PUBLISH:
    default:
      return "publish";
    }
}

/* As everywhere else: its number, and its title. */
static char *
describe_review (const LeafOutboxEntry *entry)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " “%s”", entry->publication->review, entry->review);
}

static gboolean
list_cb (LeafDb *db, gpointer data, GError **error)
{
  List *list = data;

  list->entries = leaf_outbox_list_entries (db, !list->all, error);
  return list->entries != NULL;
}

static void
add_json (JsonBuilder *builder, const LeafOutboxEntry *entry)
{
  const LeafJob *job = entry->job;

  json_builder_begin_object (builder);
  leaf_cli_json_int (builder, "id", job->id);
  leaf_cli_json_string (builder, "state", job_state_name (job->state));
  leaf_cli_json_string (builder, "action", action_name (job->action));
  leaf_cli_json_string (builder, "wanted", leaf_cli_state_name (job->wanted));
  leaf_cli_json_int (builder, "review", entry->publication->review);
  leaf_cli_json_int (builder, "blog", entry->publication->blog);
  leaf_cli_json_string (builder, "marker", entry->publication->uuid);
  leaf_cli_json_int (builder, "attempts", job->attempts);
  leaf_cli_json_time (builder, "at", job->at);
  leaf_cli_json_time (builder, "next_try", job->next_try);
  leaf_cli_json_time (builder, "created", job->created);
  leaf_cli_json_string (builder, "error", job->last_error);
  json_builder_end_object (builder);
}

static void
print_entries_json (GPtrArray *entries)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (unsigned int i = 0; i < entries->len; i++)
    add_json (builder, g_ptr_array_index (entries, i));
  json_builder_end_array (builder);
  leaf_cli_print_json (builder);
}

static gboolean
run_list (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_auto (List) list = { 0 };
  const GOptionEntry options[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &list.all, N_("What is done as well"), NULL },
    { NULL }
  };

  if (!leaf_cli_parse (cli, options, NULL, argc, argv, 0, 0, error) || !leaf_cli_read (cli, list_cb, &list, error))
    return FALSE;

  if (cli->json)
    {
      print_entries_json (list.entries);
      return TRUE;
    }

  for (unsigned int i = 0; i < list.entries->len; i++)
    {
      const LeafOutboxEntry *entry = g_ptr_array_index (list.entries, i);
      g_autofree char *review = describe_review (entry);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, entry->job->id);
      const char *reason = entry->job->last_error;

      leaf_cli_print_row (id, job_state_name (entry->job->state), review, entry->blog,
                          reason != NULL ? reason : "", action_name (entry->job->action), NULL);
    }
  return TRUE;
}

/* What to run, and how much of it was done. */
typedef struct {
  LeafOutbox *outbox;
  gint64 job; /* 0: all that are due */
  int n_done;
} Run;

static gpointer
run_jobs (LeafCli *cli, gpointer data, GCancellable *cancellable, GError **error)
{
  Run *run = data;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (LeafOutcome) outcome = NULL;

  if (run->job != 0)
    {
      outcome = leaf_outbox_run_job (run->outbox, run->job, cancellable, &local_error);
      run->n_done = outcome != NULL;
    }
  else
    run->n_done = leaf_outbox_run_due (run->outbox, cancellable, &local_error);

  if (local_error == NULL)
    return run;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gboolean
parse_job (const char *text, gint64 *id, GError **error)
{
  if (leaf_cli_parse_id (text, id))
    return TRUE;

  g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
               _("“%s” is no number of a job; “flyleaf outbox list” shows them."), text);
  return FALSE;
}

/* What could not be done and waits for another try, or for her. */
static unsigned int
report_left (GPtrArray *entries)
{
  unsigned int n_failed = 0;

  for (unsigned int i = 0; i < entries->len; i++)
    {
      const LeafOutboxEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *review = describe_review (entry);

      if (entry->job->last_error == NULL)
        continue;
      leaf_cli_message ("%s, %s: %s", review, entry->blog, entry->job->last_error);
      n_failed += entry->job->state == LEAF_JOB_FAILED;
    }

  return n_failed;
}

static gboolean
run_run (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (LeafOutbox) outbox = NULL;
  g_auto (List) list = { 0 };
  Run run = { NULL };

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 0, 1, error) ||
      (cli->n_words > 0 && !parse_job (cli->words[0], &run.job, error)) || !leaf_cli_open (cli, error))
    return FALSE;

  outbox = leaf_outbox_new (cli->library);
  run.outbox = outbox;
  if (leaf_cli_run_in_thread (cli, run_jobs, &run, error) == NULL || !leaf_cli_read (cli, list_cb, &list, error))
    return FALSE;

  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      leaf_cli_json_int (builder, "done", run.n_done);
      leaf_cli_json_int (builder, "left", list.entries->len);
      json_builder_end_object (builder);
      leaf_cli_print_json (builder);
    }
  else
    leaf_cli_print (g_dngettext (GETTEXT_PACKAGE, "%d post is done.\n", "%d posts are done.\n", run.n_done), run.n_done);

  if (report_left (list.entries) == 0)
    return TRUE;
  g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_FAILED,
                       _("Not everything could be published; “flyleaf outbox list” shows what is left."));
  return FALSE;
}

static gboolean
drop_cb (LeafDb *db, gpointer data, GError **error)
{
  gint64 id = *(gint64 *) data;
  g_autoptr (LeafJob) job = leaf_jobs_load (db, id, error);

  return job != NULL && leaf_jobs_remove (db, id, error);
}

static gboolean
run_drop (LeafCli *cli, int argc, char **argv, GError **error)
{
  gint64 id;

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 1, 1, error))
    return FALSE;
  if (!parse_job (cli->words[0], &id, error))
    return FALSE;

  return leaf_cli_write (cli, drop_cb, &id, error);
}

/* Gentler than dropping: what may be under way is looked up still. */
static gboolean
run_cancel (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (LeafOutbox) outbox = NULL;
  gint64 id;

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 1, 1, error) || !parse_job (cli->words[0], &id, error) ||
      !leaf_cli_open (cli, error))
    return FALSE;

  outbox = leaf_outbox_new (cli->library);
  return leaf_outbox_cancel_job_sync (outbox, id, error);
}

const LeafCliVerb leaf_cli_outbox_verbs[] = {
  { "outbox", NULL, "", N_("List what is to be published still"), LEAF_CLI_JSON, run_list },
  { "outbox", "list", "", N_("The same"), LEAF_CLI_JSON, run_list },
  { "outbox", "run", N_("[NUMBER]"), N_("Publish what is due, or one job now"), LEAF_CLI_JSON, run_run },
  { "outbox", "cancel", N_("NUMBER"), N_("Send nothing more for a job; what may have arrived is looked up"), LEAF_CLI_PLAIN, run_cancel },
  { "outbox", "drop", N_("NUMBER"), N_("Give a job up"), LEAF_CLI_PLAIN, run_drop },
  { NULL }
};
