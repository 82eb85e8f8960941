/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-blog-dialog"

#include "config.h"

#include "leaf-blog-dialog.h"

#include "leaf-blog-setup.h"
#include "leaf-dialogs.h"

#include <glib/gi18n.h>

struct _LeafBlogDialog
{
  AdwWindow parent_instance;

  LeafLibrary *library;
  LeafBlog *blog; /* to log in to again, or NULL */
  GCancellable *cancellable;
  gboolean busy;
  GtkWidget *last_focus; /* a row */

  GtkButton *add_button;
  GtkSpinner *spinner;
  GtkWidget *fields;
  GtkEditable *address_row;
  GtkWidget *user_row;
  GtkWidget *password_row;
  GtkWidget *hint;
  GtkRevealer *problem_revealer;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (LeafBlogDialog, leaf_blog_dialog, ADW_TYPE_WINDOW)

static gboolean
is_folder (const char *address)
{
  return *address == '/' || *address == '~' || g_str_has_prefix (address, "file:");
}

static const char *
get_text (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static GtkWidget *
get_focused_row (LeafBlogDialog *self)
{
  GtkWidget *rows[] = { self->user_row, self->password_row };

  for (unsigned int i = 0; i < G_N_ELEMENTS (rows); i++)
    if ((gtk_widget_get_state_flags (rows[i]) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
      return rows[i];

  return GTK_WIDGET (self->address_row);
}

static void
update (LeafBlogDialog *self)
{
  const char *address = gtk_editable_get_text (self->address_row);
  gboolean folder = is_folder (address);
  gboolean complete = *address != '\0' &&
                      (folder || (*get_text (self->user_row) != '\0' &&
                                  *get_text (self->password_row) != '\0'));

  gtk_widget_set_visible (self->user_row, !folder);
  gtk_widget_set_visible (self->password_row, !folder);
  gtk_widget_set_visible (self->hint, !folder);
  gtk_widget_set_sensitive (self->fields, !self->busy);
  gtk_spinner_set_spinning (self->spinner, self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "blog.add", complete && !self->busy);
}

static void
show_problem (LeafBlogDialog *self, const char *problem)
{
  if (problem != NULL)
    gtk_label_set_label (self->problem, problem);
  gtk_revealer_set_reveal_child (self->problem_revealer, problem != NULL);
}

static void
set_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafBlogDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafBlog) blog = leaf_blog_setup_finish (result, &error);

  self->busy = FALSE;
  if (blog != NULL)
    gtk_window_close (GTK_WINDOW (self));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      show_problem (self, error->message);
      update (self);
      /* The rows could not be used meanwhile, and lost it. */
      gtk_widget_grab_focus (self->last_focus);
    }
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LeafBlogDialog *self = LEAF_BLOG_DIALOG (widget);
  g_autofree char *address = g_strstrip (g_strdup (gtk_editable_get_text (self->address_row)));
  g_autofree char *user = g_strstrip (g_strdup (get_text (self->user_row)));
  gboolean folder = is_folder (address);

  self->last_focus = get_focused_row (self);
  show_problem (self, NULL);
  self->busy = TRUE;
  update (self);
  leaf_blog_setup_async (self->library, self->blog, address, folder ? NULL : user,
                         folder ? NULL : get_text (self->password_row), self->cancellable,
                         set_up_cb, g_object_ref (self));
}

static void
activated_cb (LeafBlogDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "blog.add", NULL);
}

static void
folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafBlogDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) folder = leaf_dialogs_choose_folder_finish (result, &error);
  g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;

  if (path != NULL)
    gtk_editable_set_text (self->address_row, path);
  else if (folder != NULL)
    show_problem (self, _("Choose a folder on this computer."));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, error->message);
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
  GTK_WIDGET_CLASS (leaf_blog_dialog_parent_class)->map (widget);

  gtk_widget_grab_focus (GTK_WIDGET (LEAF_BLOG_DIALOG (widget)->address_row));
}

static void
leaf_blog_dialog_dispose (GObject *object)
{
  LeafBlogDialog *self = LEAF_BLOG_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library);
  g_clear_object (&self->blog);

  G_OBJECT_CLASS (leaf_blog_dialog_parent_class)->dispose (object);
}

static void
leaf_blog_dialog_class_init (LeafBlogDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = leaf_blog_dialog_dispose;
  widget_class->map = leaf_blog_dialog_map;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/flyleaf_app/Flyleaf/leaf-blog-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, address_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, user_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, password_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, problem_revealer);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogDialog, problem);

  gtk_widget_class_install_action (widget_class, "blog.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "blog.choose-folder", NULL, choose_folder_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
leaf_blog_dialog_init (LeafBlogDialog *self)
{
  GtkWidget *rows[3];

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  rows[0] = GTK_WIDGET (self->address_row);
  rows[1] = self->user_row;
  rows[2] = self->password_row;
  for (unsigned int i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_signal_connect_swapped (rows[i], "changed", G_CALLBACK (update), self);
      g_signal_connect_swapped (rows[i], "entry-activated", G_CALLBACK (activated_cb), self);
    }
  update (self);
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
      g_set_object (&self->blog, blog);
      gtk_window_set_title (GTK_WINDOW (self), _("Log In Again"));
      gtk_button_set_label (self->add_button, _("_Log In"));
      gtk_editable_set_text (self->address_row, leaf_blog_get_address (blog));
      if (leaf_blog_get_user (blog) != NULL)
        gtk_editable_set_text (GTK_EDITABLE (self->user_row), leaf_blog_get_user (blog));
    }

  return GTK_WIDGET (self);
}
