/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Questions are answered once, by a button, by closing, or by cancelling. */

#include "leaf-dialogs.h"
#include "leaf-test-widget.h"

#include <adwaita.h>

static GtkWindow *parent;

typedef struct {
  char *answer;
  GFile *file;
  GError *error;
  gboolean done;
} Outcome;

static const LeafAnswer answers[] = {
  { "theirs", "Keep _Theirs", LEAF_ANSWER_PLAIN },
  { "mine", "Keep _Mine", LEAF_ANSWER_SUGGESTED },
};

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  g_assert_false (outcome->done);
  outcome->answer = leaf_dialogs_ask_finish (result, &outcome->error);
  outcome->done = TRUE;
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  g_assert_false (outcome->done);
  outcome->file = leaf_dialogs_choose_picture_finish (result, &outcome->error);
  outcome->done = TRUE;
}

static void
wait_for (Outcome *outcome)
{
  while (!outcome->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_ask_button (void)
{
  Outcome outcome = { 0 };
  GtkWindow *dialog;

  leaf_dialogs_ask_async (parent, "Whose text?", "It changed on the blog.", answers, 2, NULL, asked_cb,
                          &outcome);
  dialog = leaf_test_wait_for_window (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_cmpstr (adw_message_dialog_get_default_response (ADW_MESSAGE_DIALOG (dialog)), ==, "mine");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "mine");
  wait_for (&outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpstr (outcome.answer, ==, "mine");
  g_free (outcome.answer);
}

static void
test_ask_close (void)
{
  Outcome outcome = { 0 };

  leaf_dialogs_ask_async (parent, "Whose text?", NULL, answers, 2, NULL, asked_cb, &outcome);
  gtk_window_close (leaf_test_wait_for_window (ADW_TYPE_MESSAGE_DIALOG));
  wait_for (&outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpstr (outcome.answer, ==, "theirs");
  g_free (outcome.answer);
}

static void
test_ask_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Outcome outcome = { 0 };

  leaf_dialogs_ask_async (parent, "Whose text?", NULL, answers, 2, cancellable, asked_cb, &outcome);
  leaf_test_wait_for_window (ADW_TYPE_MESSAGE_DIALOG);
  g_cancellable_cancel (cancellable);
  wait_for (&outcome);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (outcome.answer);
  g_clear_error (&outcome.error);
}

static void
test_choose_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Outcome outcome = { 0 };

  leaf_dialogs_choose_picture_async (parent, "Choose a Cover", cancellable, chosen_cb, &outcome);
  g_cancellable_cancel (cancellable);
  wait_for (&outcome);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (outcome.file);
  g_clear_error (&outcome.error);
}

/* Who asked does not wait for ever. */
static void
test_ask_gone (void)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  Outcome outcome = { 0 };

  gtk_window_present (window);
  leaf_dialogs_ask_async (window, "Whose text?", NULL, answers, 2, NULL, asked_cb, &outcome);
  leaf_test_wait_for_window (ADW_TYPE_MESSAGE_DIALOG);
  gtk_window_destroy (window);
  wait_for (&outcome);
  g_assert_no_error (outcome.error);
  g_assert_cmpstr (outcome.answer, ==, "theirs");
  g_free (outcome.answer);

  /* Nor is anybody answered twice. */
  outcome = (Outcome) { 0 };
  window = GTK_WINDOW (gtk_window_new ());
  gtk_window_present (window);
  leaf_dialogs_ask_async (window, "Whose text?", NULL, answers, 2, NULL, asked_cb, &outcome);
  adw_message_dialog_response (leaf_test_wait_for_window (ADW_TYPE_MESSAGE_DIALOG), "mine");
  wait_for (&outcome);
  g_assert_cmpstr (outcome.answer, ==, "mine");
  g_free (outcome.answer);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  parent = GTK_WINDOW (adw_window_new ());
  gtk_window_present (parent);

  g_test_add_func ("/dialogs/ask/button", test_ask_button);
  g_test_add_func ("/dialogs/ask/close", test_ask_close);
  g_test_add_func ("/dialogs/ask/cancel", test_ask_cancel);
  g_test_add_func ("/dialogs/ask/gone", test_ask_gone);
  g_test_add_func ("/dialogs/choose/cancel", test_choose_cancel);

  return g_test_run ();
}
