/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way through the browser: the page is opened, the dialog waits, and the application hands over what comes back. */

#define G_LOG_DOMAIN "leaf-blog-dialog"

#include "config.h"

#include "leaf-blog-dialog-private.h"

#include "leaf-dialogs.h"
#include "leaf-http.h"

#include <glib/gi18n.h>

static void
forget_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  leaf_authorization_forget (data);
  g_task_return_boolean (task, TRUE);
}

/**
 * leaf_blog_dialog_give_up:
 * @self: the dialog
 *
 * Waits for the browser no more: an answer that comes all the same is refused.
 */
void
leaf_blog_dialog_give_up (LeafBlogDialog *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->authorization == NULL)
    return;

  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_task_data (task, g_steal_pointer (&self->authorization), (GDestroyNotify) leaf_authorization_free);
  g_task_run_in_thread (task, forget_thread);
}

static void
fail_at_found (LeafBlogDialog *self, const char *problem)
{
  leaf_blog_dialog_give_up (self);
  leaf_blog_dialog_go (self, "found");
  leaf_blog_dialog_set_problem (self, problem);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafBlogDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (leaf_dialogs_open_address_finish (result, &error) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      !leaf_blog_dialog_is_at (self, "waiting"))
    return;

  g_debug ("Browser: %s", error->message);
  fail_at_found (self, _("No browser could be opened. Use an application password instead."));
}

static void
save_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (leaf_authorization_save (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Only now: the answer may come to a program that knows nothing but the file. */
static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LeafBlogDialog *self = LEAF_BLOG_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        fail_at_found (self, error->message);
      return;
    }
  if (self->authorization == NULL)
    return;

  address = leaf_authorization_dup_address (self->authorization);
  leaf_dialogs_open_address_async (GTK_WINDOW (self), address, self->cancellable, opened_cb, g_object_ref (self));
}

/**
 * leaf_blog_dialog_open_browser:
 * @self: the dialog, which has found a blog
 *
 * Opens the page where the blog hands out a password, and waits.
 */
void
leaf_blog_dialog_open_browser (LeafBlogDialog *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, saved_cb, NULL);
  g_autofree char *text = NULL;

  leaf_blog_dialog_set_problem (self, NULL);
  /* Opened again it is the same log-in: either page may come back. */
  if (self->authorization == NULL)
    {
      self->authorization = leaf_authorization_new (self->found->blog, self->found->authorize);
      self->authorization->library = g_strdup (leaf_library_get_path (self->library));
      self->authorization->blog = g_strdup (self->uuid);
    }

  gtk_label_set_label (self->waiting_title, _("Waiting for Your Browser"));
  /* Translators: the name of a blog */
  text = g_strdup_printf (_("Log in to “%s” there and let Flyleaf in. It then comes back here by itself."),
                          leaf_blog_get_name (self->found->blog));
  gtk_label_set_label (self->waiting_text, text);
  if (!leaf_blog_dialog_is_at (self, "waiting"))
    leaf_blog_dialog_go (self, "waiting");

  g_task_set_task_data (task, leaf_authorization_copy (self->authorization), (GDestroyNotify) leaf_authorization_free);
  g_task_run_in_thread (task, save_thread);
}

/**
 * leaf_blog_dialog_find_waiting:
 * @authorization: the log-in that an answer belongs to
 *
 * Finds the dialog that waits for it.
 *
 * Returns: (transfer none) (nullable): the dialog; %NULL: it was closed, or belonged to a program that has ended
 */
LeafBlogDialog *
leaf_blog_dialog_find_waiting (LeafAuthorization *authorization)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (unsigned int i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      LeafBlogDialog *dialog = LEAF_IS_BLOG_DIALOG (window) ? LEAF_BLOG_DIALOG (window) : NULL;

      if (dialog != NULL && dialog->authorization != NULL && g_str_equal (dialog->authorization->state, authorization->state))
        return dialog;
    }

  return NULL;
}

/**
 * leaf_blog_dialog_take:
 * @self: the dialog
 * @grant: the name and the password that the browser came back with
 *
 * Logs in with them.
 */
void
leaf_blog_dialog_take (LeafBlogDialog *self, const LeafGrant *grant)
{
  g_return_if_fail (LEAF_IS_BLOG_DIALOG (self));

  g_clear_pointer (&self->authorization, leaf_authorization_free);
  leaf_blog_dialog_log_in (self, grant, TRUE);
}

/**
 * leaf_blog_dialog_fail:
 * @self: the dialog
 * @error: why the browser came back without a password
 *
 * Says so, where it can be tried again.
 */
void
leaf_blog_dialog_fail (LeafBlogDialog *self, const GError *error)
{
  g_return_if_fail (LEAF_IS_BLOG_DIALOG (self));

  fail_at_found (self, error->message);
}

/**
 * leaf_blog_dialog_new_returned:
 * @library: the library
 * @authorization: the log-in that came back
 *
 * Makes a dialog in the place of one that ended with its program.
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
leaf_blog_dialog_new_returned (LeafLibrary *library, LeafAuthorization *authorization)
{
  LeafBlogDialog *self = LEAF_BLOG_DIALOG (leaf_blog_dialog_new (library, NULL));
  LeafFound *found = g_new0 (LeafFound, 1);
  g_autofree char *host = leaf_http_dup_host (authorization->address);

  found->blog = leaf_blog_new ();
  leaf_blog_set_system (found->blog, LEAF_BLOG_SYSTEM_WORDPRESS);
  leaf_blog_set_name (found->blog, host);
  leaf_blog_set_address (found->blog, authorization->address);
  leaf_blog_set_setting (found->blog, LEAF_BLOG_SETTING_API_ROOT, authorization->root);
  found->authorize = g_strdup (authorization->page);
  self->found = found;
  self->uuid = g_strdup (authorization->blog);
  self->looked = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->address_row), authorization->address);
  gtk_label_set_label (self->found_name, host);
  gtk_label_set_label (self->found_note, authorization->address);
  adw_avatar_set_text (self->avatar, host);
  adw_avatar_set_text (self->done_avatar, host);

  return GTK_WIDGET (self);
}
