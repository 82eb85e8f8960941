/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-blog-row"

#include "config.h"

#include "leaf-blog-row.h"

#include "leaf-blog-dialog.h"
#include "leaf-blog-settings-page.h"
#include "leaf-blogs.h"
#include "leaf-login.h"
#include "leaf-publisher.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

struct _LeafBlogRow
{
  AdwExpanderRow parent_instance;

  LeafLibrary *library;
  LeafBlog *blog;

  GtkWidget *problem_row;
  GtkWidget *log_in;
  GtkWidget *settings;
};

G_DEFINE_FINAL_TYPE (LeafBlogRow, leaf_blog_row, ADW_TYPE_EXPANDER_ROW)

static gboolean
remove_func (LeafDb *db, gpointer data, GError **error)
{
  return leaf_blogs_remove (db, *(gint64 *) data, error);
}

static void
log_in_cb (LeafBlogRow *self)
{
  GtkWidget *dialog = leaf_blog_dialog_new (self->library, self->blog);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
restore_func (LeafDb *db, gpointer data, GError **error)
{
  return leaf_blogs_restore (db, *(gint64 *) data, error);
}

/* The blog forgets the password that it made for Flyleaf, and the keyring forgets it as well. One that
 * was pasted may serve other programs. */
static void
revoked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!leaf_login_revoke_finish (result, &error))
    g_debug ("The password of a blog that was removed stays: %s", error->message);
}

static void
give_back_password (LeafLibrary *library, LeafBlog *blog)
{
  if (leaf_blog_get_user (blog) != NULL)
    leaf_login_revoke_async (library, blog, TRUE, NULL, revoked_cb, NULL);
}

/* Not before: undoing the removal must not need another log-in. */
static void
remove_dismissed_cb (AdwToast *toast, LeafLibrary *library)
{
  LeafBlog *blog = g_object_get_data (G_OBJECT (toast), "blog");

  if (blog != NULL)
    give_back_password (library, blog);
}

static void
undo_remove_cb (AdwToast *toast, LeafLibrary *library)
{
  g_autoptr (LeafBlog) blog = g_object_steal_data (G_OBJECT (toast), "blog");
  gint64 id = leaf_blog_get_id (blog);

  leaf_library_run_async (library, LEAF_LIBRARY_WRITE, restore_func, g_memdup2 (&id, sizeof id), g_free, NULL, NULL, NULL);
}

static void
offer_undo (AdwPreferencesWindow *window, LeafLibrary *library, LeafBlog *blog)
{
  g_autofree char *text = g_strdup_printf (_("“%s” removed"), leaf_blog_get_name (blog));
  AdwToast *toast = leaf_ui_toast_new (text);

  adw_toast_set_button_label (toast, _("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "blog", g_object_ref (blog), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_remove_cb), library, 0);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (remove_dismissed_cb), library, 0);
  adw_preferences_window_add_toast (window, toast);
}

/* The row goes when the library says so, maybe before the removal has ended. */
typedef struct
{
  LeafBlog *blog;
  GtkWidget *window; /* weak: where it is undone */
} Removal;

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Removal *removal = user_data;
  g_autoptr (GError) error = NULL;
  gboolean removed = leaf_library_run_finish (LEAF_LIBRARY (source), result, &error);

  if (removed && removal->window != NULL)
    offer_undo (ADW_PREFERENCES_WINDOW (removal->window), LEAF_LIBRARY (source), removal->blog);
  else if (removed)
    give_back_password (LEAF_LIBRARY (source), removal->blog);
  else if (removal->window != NULL)
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (removal->window), leaf_ui_toast_new (error->message));

  g_clear_weak_pointer (&removal->window);
  g_object_unref (removal->blog);
  g_free (removal);
}

/* What is on the blog stays there. */
static void
remove_cb (LeafBlogRow *self)
{
  Removal *removal = g_new0 (Removal, 1);
  gint64 id = leaf_blog_get_id (self->blog);

  removal->blog = leaf_blog_copy (self->blog);
  g_set_weak_pointer (&removal->window, gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_WINDOW));
  leaf_library_run_async (self->library, LEAF_LIBRARY_WRITE, remove_func, g_memdup2 (&id, sizeof id), g_free, NULL, removed_cb,
                          removal);
}

static void
settings_cb (LeafBlogRow *self)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_WINDOW);

  if (window != NULL)
    adw_preferences_window_present_subpage (ADW_PREFERENCES_WINDOW (window),
                                            leaf_blog_settings_page_new (self->library, self->blog));
}

static void
add_settings (LeafBlogRow *self)
{
  GtkWidget *row = self->settings = adw_action_row_new ();

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("_Settings of This Blog"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_signal_connect_swapped (row, "activated", G_CALLBACK (settings_cb), self);
}

/* First of all, where there is one. */
static void
add_problem (LeafBlogRow *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("Log _In Again…"));

  self->problem_row = adw_action_row_new ();
  gtk_widget_set_visible (self->problem_row, FALSE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "suggested-action");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->problem_row), button);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self->problem_row), 0);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->problem_row);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (log_in_cb), self);
}

static void
add_buttons (LeafBlogRow *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *remove = gtk_button_new_with_mnemonic (_("Re_move"));

  self->log_in = gtk_button_new_with_mnemonic (_("Log _In Again…"));
  gtk_widget_set_valign (self->log_in, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "destructive-action");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->log_in);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);

  g_signal_connect_swapped (self->log_in, "clicked", G_CALLBACK (log_in_cb), self);
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (remove_cb), self);
}

static void
leaf_blog_row_dispose (GObject *object)
{
  LeafBlogRow *self = LEAF_BLOG_ROW (object);

  g_clear_object (&self->blog);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (leaf_blog_row_parent_class)->dispose (object);
}

static void
leaf_blog_row_class_init (LeafBlogRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leaf_blog_row_dispose;
}

static void
leaf_blog_row_init (LeafBlogRow *self)
{
  add_problem (self);
  add_settings (self);
  add_buttons (self);
}

/**
 * leaf_blog_row_new:
 * @library: the library the blog is in
 *
 * Returns: (transfer none): a row without a blog yet
 */
GtkWidget *
leaf_blog_row_new (LeafLibrary *library)
{
  LeafBlogRow *self;

  g_return_val_if_fail (LEAF_IS_LIBRARY (library), NULL);

  self = g_object_new (LEAF_TYPE_BLOG_ROW, NULL);
  self->library = g_object_ref (library);

  return GTK_WIDGET (self);
}

/* Why the last check failed. A row reads its title as markup. */
static void
show_problem (LeafBlogRow *self, const char *address)
{
  const char *problem = leaf_blog_get_setting (self->blog, LEAF_BLOG_SETTING_PROBLEM);
  g_autofree char *markup = g_markup_escape_text (problem != NULL ? problem : "", -1);

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), problem != NULL ? _("Flyleaf cannot publish here just now") : address);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->problem_row), markup);
  if (problem != NULL && !gtk_widget_get_visible (self->problem_row))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_widget_set_visible (self->problem_row, problem != NULL);
}

/* Those that a blog of this kind has. */
static const char *
describe_settings (LeafBlog *blog)
{
  LeafPublisherFlags flags = leaf_publisher_find_flags (blog);

  if ((flags & LEAF_PUBLISHER_OWN_SITE) != 0)
    return _("Name, public address, patterns, parts, language, stores, disclosure, pictures");
  if ((flags & LEAF_PUBLISHER_CATEGORIES) != 0)
    return _("Patterns, parts, language, categories, stores, disclosure, pictures");

  return _("Patterns, parts, language, stores, disclosure, pictures");
}

/**
 * leaf_blog_row_set_blog:
 * @self: the row
 * @blog: a blog of the library
 *
 * Shows a blog.
 */
void
leaf_blog_row_set_blog (LeafBlogRow *self, LeafBlog *blog)
{
  g_autofree char *name = NULL;
  g_autofree char *address = NULL;

  g_return_if_fail (LEAF_IS_BLOG_ROW (self));
  g_return_if_fail (LEAF_IS_BLOG (blog));

  g_set_object (&self->blog, blog);
  name = g_markup_escape_text (leaf_blog_get_name (blog) != NULL ? leaf_blog_get_name (blog) : "", -1);
  address = g_markup_escape_text (leaf_blog_get_address (blog), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), *name != '\0' ? name : address);
  show_problem (self, address);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->settings), describe_settings (blog));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  leaf_blog_get_name (blog) != NULL ? leaf_blog_get_name (blog)
                                                                    : leaf_blog_get_address (blog),
                                  -1);
  gtk_widget_set_visible (self->log_in, leaf_blog_get_user (blog) != NULL);
}
