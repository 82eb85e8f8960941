/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-private.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>

typedef struct {
  LeafCli *cli;
  LeafCliThreadFunc func;
  gpointer data;
  GMainLoop *loop;
  GAsyncResult *result;
  GCancellable *cancellable;
} Run;

static void
thread_func (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  Run *run = task_data;
  gpointer result;

  result = run->func (run->cli, run->data, cancellable, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, NULL);
}

static void
done_cb (GObject *source_object, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;

  run->result = g_object_ref (result);
  g_main_loop_quit (run->loop);
}

/* The first Ctrl+C asks politely; the next one ends the program. */
static gboolean
interrupt_cb (gpointer user_data)
{
  Run *run = user_data;

  g_cancellable_cancel (run->cancellable);
  signal (SIGINT, SIG_DFL);
  return G_SOURCE_CONTINUE;
}

/* Runs `func`, which may talk to a blog, beside the main loop, so that Ctrl+C cancels it and signals
 * arrive. `func` gives NULL with an error, or any pointer. */
gpointer
leaf_cli_run_in_thread (LeafCli *cli, LeafCliThreadFunc func, gpointer data, GError **error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GTask) task = NULL;
  Run run = { .cli = cli, .func = func, .data = data, .loop = loop, .cancellable = cancellable };
  unsigned int source;
  gpointer result;

  source = g_unix_signal_add (SIGINT, interrupt_cb, &run);
  task = g_task_new (NULL, cancellable, done_cb, &run);
  g_task_set_source_tag (task, leaf_cli_run_in_thread);
  /* What the function says counts: a post may have been sent before the cancelling arrived. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, &run, NULL);
  g_task_run_in_thread (task, thread_func);
  g_main_loop_run (loop);

  result = g_task_propagate_pointer (G_TASK (run.result), &local_error);
  g_object_unref (run.result);
  g_source_remove (source);

  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_CANCELLED, _("Cancelled."));
  else if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return result;
}
