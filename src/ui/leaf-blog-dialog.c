/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-blog-dialog"

#include "config.h"

#include "leaf-blog-dialog-private.h"

#include "leaf-dialogs.h"
#include "leaf-picture-decode.h"
#include "leaf-row-problem.h"
#include "leaf-site-folder.h"

#include <glib/gi18n.h>

#define AVATAR_SIZE 128 /* for screens of twice the density */

G_DEFINE_FINAL_TYPE (LeafBlogDialog, leaf_blog_dialog, ADW_TYPE_WINDOW)

static const char *
get_text (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static gboolean
is_complete (LeafBlogDialog *self)
{
  if (leaf_blog_dialog_is_at (self, "address"))
    return *get_text (self->address_row) != '\0';
  if (leaf_blog_dialog_is_at (self, "password"))
    return *get_text (self->user_row) != '\0' && *get_text (self->password_row) != '\0';

  return leaf_blog_dialog_is_at (self, "done");
}

static const char *
get_next_label (LeafBlogDialog *self)
{
  if (leaf_blog_dialog_is_at (self, "address"))
    return leaf_site_folder_is_typed (get_text (self->address_row)) ? _("_Add") : _("_Next");

  return leaf_blog_dialog_is_at (self, "done") ? _("_Done") : _("_Log In");
}

/* Where each page begins for the keyboard. */
static void
focus_page (LeafBlogDialog *self)
{
  if (leaf_blog_dialog_is_at (self, "address"))
    gtk_widget_grab_focus (self->address_row);
  else if (leaf_blog_dialog_is_at (self, "found"))
    gtk_widget_grab_focus (self->browser_button);
  else if (leaf_blog_dialog_is_at (self, "password"))
    gtk_widget_grab_focus (*get_text (self->user_row) == '\0' ? self->user_row : self->password_row);
  else if (leaf_blog_dialog_is_at (self, "waiting") && !self->busy)
    gtk_widget_grab_focus (self->paste_button);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->next_button));
}

static void
show_avatar (LeafBlogDialog *self, GdkTexture *texture)
{
  adw_avatar_set_custom_image (self->avatar, GDK_PAINTABLE (texture));
  adw_avatar_set_custom_image (self->done_avatar, GDK_PAINTABLE (texture));
}

static void
decode_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = leaf_picture_decode (data, NULL, AVATAR_SIZE, &error);

  if (pixbuf != NULL)
    g_task_return_pointer (task, gdk_texture_new_for_pixbuf (pixbuf), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LeafBlogDialog *self = LEAF_BLOG_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  if (texture != NULL)
    show_avatar (self, texture);
  else
    g_debug ("Picture of the blog: %s", error->message);
}

static char *
describe_found (LeafBlogDialog *self)
{
  g_autoptr (GString) note = g_string_new (leaf_blog_get_address (self->found->blog));

  if (self->found->came_from != NULL)
    {
      g_string_append_c (note, '\n');
      /* Translators: the host that was typed */
      g_string_append_printf (note, _("%s leads here."), self->found->came_from);
    }
  if (self->found->closed)
    {
      g_string_append_c (note, '\n');
      g_string_append (note, _("It shows its REST interface only to those who are logged in."));
    }

  return g_string_free (g_steal_pointer (&note), FALSE);
}

static void
show_found (LeafBlogDialog *self)
{
  const char *name = leaf_blog_get_name (self->found->blog);
  g_autofree char *note = describe_found (self);
  g_autofree char *description = g_markup_escape_text (leaf_blog_get_address (self->found->blog), -1);

  gtk_label_set_label (self->found_name, name);
  gtk_label_set_label (self->found_note, note);
  adw_preferences_group_set_description (self->password_group, description);
  adw_avatar_set_text (self->avatar, name);
  adw_avatar_set_text (self->done_avatar, name);
  show_avatar (self, NULL);
  if (self->found->icon != NULL)
    {
      g_autoptr (GTask) task = g_task_new (self, self->cancellable, decoded_cb, NULL);

      g_task_set_task_data (task, g_bytes_ref (self->found->icon), (GDestroyNotify) g_bytes_unref);
      g_task_run_in_thread (task, decode_thread);
    }
  leaf_blog_dialog_go (self, "found");
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafBlogDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  LeafFound *found = leaf_discover_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->busy = FALSE;
  leaf_blog_dialog_update (self);
  if (found != NULL && found->authorize == NULL)
    {
      /* A folder that cannot be told from an address by its looks. */
      leaf_blog_dialog_add_folder (self, leaf_blog_get_address (found->blog));
      leaf_found_free (found);
    }
  else if (found != NULL)
    {
      g_clear_pointer (&self->found, leaf_found_free);
      self->found = found;
      show_found (self);
    }
  else
    {
      leaf_blog_dialog_set_problem (self, error->message);
      leaf_blog_dialog_go (self, "address");
    }
}

static void
look (LeafBlogDialog *self)
{
  g_autofree char *address = g_strstrip (g_strdup (get_text (self->address_row)));

  leaf_blog_dialog_set_problem (self, NULL);
  if (leaf_site_folder_is_typed (address))
    {
      leaf_blog_dialog_add_folder (self, address);
      return;
    }

  self->busy = TRUE;
  leaf_blog_dialog_update (self);
  leaf_discover_async (self->library, address, self->cancellable, looked_cb, g_object_ref (self));
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LeafBlogDialog *self = LEAF_BLOG_DIALOG (widget);

  if (leaf_blog_dialog_is_at (self, "address"))
    look (self);
  else if (leaf_blog_dialog_is_at (self, "password"))
    {
      g_autofree char *user = g_strstrip (g_strdup (get_text (self->user_row)));
      g_autoptr (LeafGrant) grant = leaf_grant_new (user, get_text (self->password_row));

      leaf_blog_dialog_log_in (self, grant, FALSE);
    }
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LeafBlogDialog *self = LEAF_BLOG_DIALOG (widget);

  leaf_blog_dialog_give_up (self);
  leaf_blog_dialog_set_problem (self, NULL);
  leaf_blog_dialog_go (self, leaf_blog_dialog_is_at (self, "found") ? "address" : "found");
}

static void
browser_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  leaf_blog_dialog_open_browser (LEAF_BLOG_DIALOG (widget));
}

static void
password_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LeafBlogDialog *self = LEAF_BLOG_DIALOG (widget);

  leaf_blog_dialog_set_problem (self, NULL);
  leaf_blog_dialog_give_up (self);
  leaf_blog_dialog_go (self, "password");
}

static void
activated_cb (LeafBlogDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "blog.next", NULL);
}

static void
changed_cb (LeafBlogDialog *self)
{
  leaf_blog_dialog_set_problem (self, NULL);
  leaf_blog_dialog_update (self);
}

static void
folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafBlogDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) folder = leaf_dialogs_choose_folder_finish (result, &error);
  g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;

  if (path != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->address_row), path);
  else if (folder != NULL)
    leaf_blog_dialog_set_problem (self, _("Choose a folder on this computer."));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    leaf_blog_dialog_set_problem (self, error->message);
}

static void
choose_folder_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  leaf_dialogs_choose_folder_async (GTK_WINDOW (widget), _("Choose a Folder for the Site"), NULL,
                                    LEAF_BLOG_DIALOG (widget)->cancellable, folder_chosen_cb,
                                    g_object_ref (widget));
}

/* Not in init: a focus given before the window is there leaves it without its accessible role. */
static void
leaf_blog_dialog_map (GtkWidget *widget)
{
  LeafBlogDialog *self = LEAF_BLOG_DIALOG (widget);

  GTK_WIDGET_CLASS (leaf_blog_dialog_parent_class)->map (widget);

  focus_page (self);
  if (self->uuid != NULL && leaf_blog_dialog_is_at (self, "address") && !self->looked)
    {
      self->looked = TRUE;
      look (self);
    }
}

/* Closed by her; when the whole program ends, the answer of the browser starts it again. */
static gboolean
leaf_blog_dialog_close_request (GtkWindow *window)
{
  leaf_blog_dialog_give_up (LEAF_BLOG_DIALOG (window));

  return GTK_WINDOW_CLASS (leaf_blog_dialog_parent_class)->close_request (window);
}

/* It is closed: a thread that it waits for may hold it for a while yet. */
static void
leaf_blog_dialog_unrealize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (leaf_blog_dialog_parent_class)->unrealize (widget);

  g_cancellable_cancel (LEAF_BLOG_DIALOG (widget)->cancellable);
}

static void
leaf_blog_dialog_dispose (GObject *object)
{
  LeafBlogDialog *self = LEAF_BLOG_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  g_clear_pointer (&self->found, leaf_found_free);
  g_clear_pointer (&self->authorization, leaf_authorization_free);
  g_clear_pointer (&self->uuid, g_free);

  G_OBJECT_CLASS (leaf_blog_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, back_button);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, next_button);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, address_group);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, address_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, folder_button);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, avatar);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, found_name);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, found_note);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, found_problem);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, browser_button);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, password_group);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, user_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, password_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, waiting_spinner);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, waiting_title);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, waiting_text);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, again_button);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, paste_button);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, done_avatar);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, done_title);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, done_role);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, done_meaning);
}

static void
leaf_blog_dialog_class_init (LeafBlogDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = leaf_blog_dialog_dispose;
  widget_class->map = leaf_blog_dialog_map;
  widget_class->unrealize = leaf_blog_dialog_unrealize;
  GTK_WINDOW_CLASS (klass)->close_request = leaf_blog_dialog_close_request;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/flyleaf_app/Flyleaf/leaf-blog-dialog.ui");
  bind_children (widget_class);

  gtk_widget_class_install_action (widget_class, "blog.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "blog.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "blog.browser", NULL, browser_action);
  gtk_widget_class_install_action (widget_class, "blog.password", NULL, password_action);
  gtk_widget_class_install_action (widget_class, "blog.choose-folder", NULL, choose_folder_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "blog.back", NULL);
}

static void
leaf_blog_dialog_init (LeafBlogDialog *self)
{
  GtkWidget *rows[3];

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  rows[0] = self->address_row;
  rows[1] = self->user_row;
  rows[2] = self->password_row;
  for (unsigned int i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_signal_connect_swapped (rows[i], "changed", G_CALLBACK (changed_cb), self);
      g_signal_connect_swapped (rows[i], "entry-activated", G_CALLBACK (activated_cb), self);
    }
  leaf_blog_dialog_update (self);
}

/**
 * leaf_blog_dialog_is_at:
 * @self: the dialog
 * @page: the name of a page
 *
 * Returns: whether this page is shown
 */
gboolean
leaf_blog_dialog_is_at (LeafBlogDialog *self, const char *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), page) == 0;
}

/**
 * leaf_blog_dialog_go:
 * @self: the dialog
 * @page: the name of a page
 *
 * Shows a page, and takes the keyboard there.
 */
void
leaf_blog_dialog_go (LeafBlogDialog *self, const char *page)
{
  gtk_stack_set_visible_child_name (self->stack, page);
  leaf_blog_dialog_update (self);
  focus_page (self);
}

/**
 * leaf_blog_dialog_update:
 * @self: the dialog
 *
 * Shows and allows what can be done on this page now.
 */
void
leaf_blog_dialog_update (LeafBlogDialog *self)
{
  gboolean first = leaf_blog_dialog_is_at (self, "address") || (self->uuid != NULL && leaf_blog_dialog_is_at (self, "found"));
  gboolean done = leaf_blog_dialog_is_at (self, "done");
  gboolean waiting = leaf_blog_dialog_is_at (self, "waiting");

  gtk_widget_set_visible (self->back_button, !first && !done && !waiting);
  gtk_widget_set_visible (self->cancel_button, first || waiting);
  /* A row that cannot be used any more must not be left with the blinking cursor. */
  if (self->busy && !waiting)
    gtk_widget_grab_focus (first ? self->cancel_button : self->back_button);
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), is_complete (self) || leaf_blog_dialog_is_at (self, "address") ||
                                                            leaf_blog_dialog_is_at (self, "password"));
  gtk_button_set_label (self->next_button, get_next_label (self));
  gtk_widget_set_sensitive (self->address_group, !self->busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->password_group), !self->busy);
  gtk_spinner_set_spinning (self->spinner, self->busy && !waiting);
  gtk_spinner_set_spinning (self->waiting_spinner, waiting);
  gtk_widget_set_visible (self->again_button, !self->busy && self->found != NULL);
  gtk_widget_set_visible (self->paste_button, !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "blog.next", is_complete (self) && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "blog.back", !first && !done && !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "blog.browser", !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "blog.password", !self->busy);
}

/**
 * leaf_blog_dialog_set_problem:
 * @self: the dialog
 * @problem: (nullable): a sentence, or %NULL for none
 *
 * Says what is wrong, beside what it is about on the page that is shown.
 */
void
leaf_blog_dialog_set_problem (LeafBlogDialog *self, const char *problem)
{
  gboolean at_address = leaf_blog_dialog_is_at (self, "address");
  gboolean at_password = leaf_blog_dialog_is_at (self, "password");

  leaf_row_problem_set (self->address_row, at_address ? problem : NULL);
  leaf_row_problem_set (self->password_row, at_password ? problem : NULL);
  gtk_label_set_label (self->found_problem, !at_address && !at_password && problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->found_problem), !at_address && !at_password && problem != NULL);
}

/**
 * leaf_blog_dialog_new:
 * @library: the library
 * @blog: (nullable): a blog to log in to again, or %NULL to add one
 *
 * Makes the dialog. The blog is saved by the dialog; the library tells that it changed.
 *
 * Returns: (transfer none): the dialog
 */
GtkWidget *
leaf_blog_dialog_new (LeafLibrary *library, LeafBlog *blog)
{
  LeafBlogDialog *self;

  g_return_val_if_fail (LEAF_IS_LIBRARY (library), NULL);

  self = g_object_new (LEAF_TYPE_BLOG_DIALOG, NULL);
  self->library = g_object_ref (library);
  if (blog != NULL)
    {
      self->uuid = g_strdup (leaf_blog_get_uuid (blog));
      gtk_window_set_title (GTK_WINDOW (self), _("Log In Again"));
      gtk_editable_set_text (GTK_EDITABLE (self->address_row), leaf_blog_get_address (blog));
      gtk_editable_set_editable (GTK_EDITABLE (self->address_row), FALSE);
      gtk_widget_set_visible (self->folder_button, FALSE);
      if (leaf_blog_get_user (blog) != NULL)
        gtk_editable_set_text (GTK_EDITABLE (self->user_row), leaf_blog_get_user (blog));
    }
  leaf_blog_dialog_update (self);

  return GTK_WIDGET (self);
}
