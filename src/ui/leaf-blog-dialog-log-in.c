/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-blog-dialog"

#include "config.h"

#include "leaf-blog-dialog-private.h"

#include "leaf-application-private.h"
#include "leaf-blog-setup.h"
#include "leaf-role.h"

#include <glib/gi18n.h>

/* Who she is there, and what that means for her posts. */
static void
show_done (LeafBlogDialog *self, LeafBlog *blog)
{
  g_autofree char *role = leaf_role_dup_name (blog);
  g_autofree char *meaning = leaf_role_describe (blog);
  g_autofree char *who = NULL;

  if (role != NULL)
    /* Translators: a log-in name, and a role such as Author */
    who = g_strdup_printf (_("Logged in as %s, %s"), leaf_blog_get_user (blog), role);
  else
    who = g_strdup_printf (_("Logged in as %s"), leaf_blog_get_user (blog));

  adw_avatar_set_text (self->done_avatar, leaf_blog_get_name (blog));
  gtk_label_set_label (self->done_title, leaf_blog_get_name (blog));
  gtk_label_set_label (self->done_role, who);
  gtk_label_set_label (self->done_meaning, meaning);
  gtk_editable_set_text (GTK_EDITABLE (self->password_row), "");
  leaf_blog_dialog_go (self, "done");
}

static void
set_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafBlogDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafBlog) blog = leaf_blog_setup_finish (result, &error);
  g_autoptr (GApplication) application = g_steal_pointer (&self->application);
  gboolean closed = g_cancellable_is_cancelled (self->cancellable);

  if (closed && error != NULL && application != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    leaf_application_tell_log_in (LEAF_APPLICATION (application), error->message);
  if (application != NULL)
    g_application_release (application);
  if (closed)
    return;

  self->busy = FALSE;
  leaf_blog_dialog_update (self);
  if (blog != NULL && leaf_blog_get_user (blog) != NULL)
    show_done (self, blog);
  else if (blog != NULL)
    gtk_window_close (GTK_WINDOW (self));
  else
    {
      leaf_blog_dialog_go (self, self->granted ? "found" : gtk_stack_get_visible_child_name (self->stack));
      leaf_blog_dialog_set_problem (self, error->message);
    }
}

/* The program does not end in the middle of it: a password that comes to nothing is still given back. */
static void
set_up (LeafBlogDialog *self, const LeafBlogLogin *login)
{
  GApplication *application = g_application_get_default ();

  if (LEAF_IS_APPLICATION (application) && g_set_object (&self->application, application))
    g_application_hold (application);
  leaf_blog_setup_async (self->library, login, self->cancellable, set_up_cb, g_object_ref (self));
}

/**
 * leaf_blog_dialog_log_in:
 * @self: the dialog, which has found a blog
 * @grant: who logs in
 * @granted: whether the blog itself has just handed it out
 *
 * Logs in to the blog that was found, at its own address, and keeps it.
 */
void
leaf_blog_dialog_log_in (LeafBlogDialog *self, const LeafGrant *grant, gboolean granted)
{
  const LeafBlogLogin login = {
    .uuid = self->uuid,
    .address = leaf_blog_get_address (self->found->blog),
    .grant = grant,
    .granted = granted,
  };

  leaf_blog_dialog_set_problem (self, NULL);
  self->busy = TRUE;
  self->granted = granted;
  if (granted)
    {
      gtk_label_set_label (self->waiting_title, _("Logging In…"));
      gtk_label_set_label (self->waiting_text, leaf_blog_get_address (self->found->blog));
      leaf_blog_dialog_go (self, "waiting");
    }
  leaf_blog_dialog_update (self);
  set_up (self, &login);
}

/**
 * leaf_blog_dialog_add_folder:
 * @self: the dialog
 * @folder: a folder
 *
 * Adds a site of its own in a folder, where nobody logs in.
 */
void
leaf_blog_dialog_add_folder (LeafBlogDialog *self, const char *folder)
{
  const LeafBlogLogin login = { .uuid = self->uuid, .address = folder };

  self->busy = TRUE;
  self->granted = FALSE;
  leaf_blog_dialog_update (self);
  set_up (self, &login);
}
