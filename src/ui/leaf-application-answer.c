/* SPDX-License-Identifier: GPL-3.0-or-later */

/* flyleaf://authorized?…: a browser comes back from a log-in with a password in the address.
 *
 * How it travels. The desktop starts us by D-Bus (DBusActivatable in the desktop entry): the address is an argument of
 * org.freedesktop.Application.Open, seen by nobody but the bus. Without D-Bus activation it is a word of the command line of
 * `flyleaf %U`: main() takes it off that at once, before GApplication (which then passes it on to the running program by the
 * same method of D-Bus) makes anything of it. From here on it is in memory only: never in a log, a message, or a file of
 * recent ones. */

#define G_LOG_DOMAIN "leaf-application"

#include "config.h"

#include "leaf-application-private.h"

#include "leaf-blog-dialog.h"
#include "leaf-credentials.h"
#include "leaf-discovery.h"

#include <glib/gi18n.h>

typedef struct
{
  char *address;
  LeafAuthorization *authorization;
  LeafGrant *grant;
} Answer;

static void
answer_free (Answer *answer)
{
  leaf_credentials_free (answer->address);
  leaf_authorization_free (answer->authorization);
  leaf_grant_free (answer->grant);
  g_free (answer);
}

static void
take_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Answer *answer = data;
  GError *error = NULL;

  answer->grant = leaf_authorization_take (answer->address, &answer->authorization, &error);
  g_clear_pointer (&answer->address, leaf_credentials_free);
  if (answer->grant != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
give_back_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Answer *answer = data;
  GError *error = NULL;

  leaf_discover_give_back (NULL, answer->authorization->address, answer->grant, &error);
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * leaf_application_tell_log_in:
 * @self: the application
 * @sentence: what became of a log-in whose dialog is gone
 *
 * Tells it in the window, or beside it when there is none any more.
 */
void
leaf_application_tell_log_in (LeafApplication *self, const char *sentence)
{
  LeafWindow *window = leaf_application_get_window (self);
  g_autoptr (GNotification) notification = NULL;

  if (window != NULL)
    {
      leaf_window_tell (window, sentence);
      return;
    }

  notification = g_notification_new (_("Log-In Came to Nothing"));
  g_notification_set_body (notification, sentence);
  g_application_send_notification (G_APPLICATION (self), "granted", notification);
}

static void
given_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LeafApplication *self = LEAF_APPLICATION (source);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    leaf_application_tell_log_in (self, error->message);
  g_application_release (G_APPLICATION (self));
}

/* There is nobody left to use the password: the blog is to forget it, before the program ends. */
static void
give_back (LeafApplication *self, const Answer *answer)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, given_back_cb, NULL);
  Answer *copy = g_new0 (Answer, 1);

  copy->authorization = leaf_authorization_copy (answer->authorization);
  copy->grant = leaf_grant_copy (answer->grant);
  g_application_hold (G_APPLICATION (self));
  g_task_set_task_data (task, copy, (GDestroyNotify) answer_free);
  g_task_run_in_thread (task, give_back_thread);
}

static GtkWidget *
make_dialog (LeafApplication *self, LeafAuthorization *authorization)
{
  GtkWidget *dialog = leaf_blog_dialog_new_returned (self->library, authorization);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (leaf_application_get_window (self)));
  return dialog;
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LeafApplication *self = LEAF_APPLICATION (source);
  const Answer *answer = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean good = g_task_propagate_boolean (G_TASK (result), &error);
  LeafWindow *window = leaf_application_get_window (self);
  LeafBlogDialog *dialog = NULL;

  if (window == NULL || self->library == NULL)
    {
      if (good)
        give_back (self, answer);
      return;
    }

  if (answer->authorization != NULL)
    {
      dialog = leaf_blog_dialog_find_waiting (answer->authorization);
      if (dialog == NULL && g_strcmp0 (answer->authorization->library, self->library_path) != 0)
        {
          leaf_window_tell (window, _("The log-in was begun with another library. Use an application password there."));
          if (good)
            give_back (self, answer);
          return;
        }
      if (dialog == NULL)
        dialog = LEAF_BLOG_DIALOG (make_dialog (self, answer->authorization));
      gtk_window_present (GTK_WINDOW (dialog));
    }

  if (good)
    leaf_blog_dialog_take (dialog, answer->grant);
  else if (dialog != NULL)
    leaf_blog_dialog_fail (dialog, error);
  else
    leaf_window_tell (window, error->message);
}

/**
 * leaf_application_take_answers:
 * @self: the application
 *
 * Takes up the answers of browsers that have come. Until the library is open they wait.
 */
void
leaf_application_take_answers (LeafApplication *self)
{
  while (self->library != NULL && self->answers != NULL && self->answers->len > 0)
    {
      g_autoptr (GTask) task = g_task_new (self, NULL, taken_cb, NULL);
      Answer *answer = g_new0 (Answer, 1);

      answer->address = g_ptr_array_steal_index (self->answers, 0);
      g_task_set_task_data (task, answer, (GDestroyNotify) answer_free);
      g_task_run_in_thread (task, take_thread);
    }
}

/**
 * leaf_application_add_answer:
 * @self: the application
 * @address: (transfer full): what a browser came back with
 *
 * Notes an answer, which leaf_application_take_answers() takes up.
 */
void
leaf_application_add_answer (LeafApplication *self, char *address)
{
  if (self->answers == NULL)
    self->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_credentials_free);
  g_ptr_array_add (self->answers, address);
}
