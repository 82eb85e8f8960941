/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-profile-page"

#include "config.h"

#include "leaf-profile-page.h"

#include "leaf-cover-cache.h"
#include "leaf-dialogs.h"
#include "leaf-pictures.h"
#include "leaf-profiles.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

#define SAVE_DELAY_MS 600
#define PICTURE_SIZE  192

struct _LeafProfilePage
{
  AdwPreferencesPage parent_instance;

  LeafLibrary *library;
  LeafProfile *profile; /* NULL until it is loaded */
  GCancellable *cancellable;
  unsigned int save_source;
  gboolean filling;

  AdwAvatar *avatar;
  GtkEditable *name_row;
  GtkEditable *role_row;
  GtkEditable *bio_row;
};

G_DEFINE_FINAL_TYPE (LeafProfilePage, leaf_profile_page, ADW_TYPE_PREFERENCES_PAGE)

static gboolean
load_func (LeafDb *db, gpointer data, GError **error)
{
  LeafProfile **profile = data;

  return (*profile = leaf_profiles_load (db, error)) != NULL;
}

static gboolean
save_func (LeafDb *db, gpointer data, GError **error)
{
  return leaf_profiles_save (db, data, error);
}

static void
show_error (LeafProfilePage *self, const GError *error)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (ADW_IS_PREFERENCES_WINDOW (root) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (root), leaf_ui_toast_new (error->message));
}

static void
picture_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafProfilePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture =
      leaf_cover_cache_load_finish (LEAF_COVER_CACHE (source), result, &error);

  if (texture != NULL)
    adw_avatar_set_custom_image (self->avatar, GDK_PAINTABLE (texture));
  else
    show_error (self, error);
}

static void
show_picture (LeafProfilePage *self)
{
  const char *picture = leaf_profile_get_picture (self->profile);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "profile.remove-picture", picture != NULL);
  if (picture == NULL)
    adw_avatar_set_custom_image (self->avatar, NULL);
  else
    leaf_cover_cache_load_async (leaf_cover_cache_get (self->library), picture, PICTURE_SIZE,
                                 self->cancellable, picture_loaded_cb, g_object_ref (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafProfilePage) self = user_data;
  g_autoptr (GError) error = NULL;
  LeafProfile *saved = leaf_library_run_data (result);

  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    show_error (self, error);
  else if (self->profile != NULL)
    leaf_profile_set_id (self->profile, leaf_profile_get_id (saved));
}

static void
save (LeafProfilePage *self)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  if (self->profile == NULL)
    return;

  leaf_library_run_async (self->library, LEAF_LIBRARY_WRITE, save_func,
                          leaf_profile_copy (self->profile), g_object_unref, NULL, saved_cb,
                          g_object_ref (self));
}

static gboolean
save_delay_cb (gpointer user_data)
{
  LeafProfilePage *self = user_data;

  self->save_source = 0;
  save (self);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (LeafProfilePage *self)
{
  if (self->profile == NULL || self->filling)
    return;

  leaf_profile_set_name (self->profile, gtk_editable_get_text (self->name_row));
  leaf_profile_set_role (self->profile, gtk_editable_get_text (self->role_row));
  leaf_profile_set_bio (self->profile, gtk_editable_get_text (self->bio_row));

  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add (SAVE_DELAY_MS, save_delay_cb, self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafProfilePage) self = user_data;
  g_autoptr (GError) error = NULL;
  LeafProfile **profile = leaf_library_run_data (result);

  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    {
      show_error (self, error);
      return;
    }
  if (self->library == NULL)
    return;

  self->profile = g_object_ref (*profile);
  self->filling = TRUE;
  gtk_editable_set_text (self->name_row, leaf_profile_get_name (self->profile));
  if (leaf_profile_get_role (self->profile) != NULL)
    gtk_editable_set_text (self->role_row, leaf_profile_get_role (self->profile));
  if (leaf_profile_get_bio (self->profile) != NULL)
    gtk_editable_set_text (self->bio_row, leaf_profile_get_bio (self->profile));
  self->filling = FALSE;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "profile.choose-picture", TRUE);
  show_picture (self);
}

static void
loaded_data_free (gpointer data)
{
  LeafProfile **profile = data;

  g_clear_object (profile);
  g_free (profile);
}

static void
picture_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafProfilePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafPicture) picture =
      leaf_pictures_add_finish (LEAF_LIBRARY (source), result, &error);

  if (picture == NULL)
    show_error (self, error);
  else if (self->profile != NULL)
    {
      leaf_profile_set_picture (self->profile, picture->sha256);
      show_picture (self);
      save (self);
    }
}

static void
picture_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafProfilePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = leaf_dialogs_choose_picture_finish (result, &error);

  if (file == NULL)
    show_error (self, error);
  else if (self->library != NULL)
    leaf_pictures_add_file_async (self->library, file, self->cancellable, picture_added_cb,
                                  g_object_ref (self));
}

static void
choose_picture_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  leaf_dialogs_choose_picture_async (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                     _("Choose a Picture of You"), NULL, picture_chosen_cb,
                                     g_object_ref (widget));
}

static void
remove_picture_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LeafProfilePage *self = LEAF_PROFILE_PAGE (widget);

  leaf_profile_set_picture (self->profile, NULL);
  show_picture (self);
  save (self);
}

static void
leaf_profile_page_dispose (GObject *object)
{
  LeafProfilePage *self = LEAF_PROFILE_PAGE (object);

  if (self->save_source != 0)
    save (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->profile);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (leaf_profile_page_parent_class)->dispose (object);
}

static void
leaf_profile_page_class_init (LeafProfilePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = leaf_profile_page_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/flyleaf_app/Flyleaf/leaf-profile-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LeafProfilePage, avatar);
  gtk_widget_class_bind_template_child (widget_class, LeafProfilePage, name_row);
  gtk_widget_class_bind_template_child (widget_class, LeafProfilePage, role_row);
  gtk_widget_class_bind_template_child (widget_class, LeafProfilePage, bio_row);

  gtk_widget_class_install_action (widget_class, "profile.choose-picture", NULL, choose_picture_action);
  gtk_widget_class_install_action (widget_class, "profile.remove-picture", NULL, remove_picture_action);
}

/* Without a text, libadwaita throws dice for its colour each time. */
static void
update_avatar (LeafProfilePage *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name_row));

  adw_avatar_set_show_initials (self->avatar, *name != '\0');
  adw_avatar_set_text (self->avatar, *name != '\0' ? name : APPLICATION_ID);
}

static void
leaf_profile_page_init (LeafProfilePage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "profile.choose-picture", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "profile.remove-picture", FALSE);
  g_signal_connect_swapped (self->name_row, "changed", G_CALLBACK (update_avatar), self);
  update_avatar (self);
  g_signal_connect_swapped (self->name_row, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->role_row, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->bio_row, "changed", G_CALLBACK (changed_cb), self);
}

/**
 * leaf_profile_page_set_library:
 * @self: the page
 * @library: the library the profile is in
 *
 * Loads the profile and keeps what is typed in the library.
 */
void
leaf_profile_page_set_library (LeafProfilePage *self, LeafLibrary *library)
{
  g_return_if_fail (LEAF_IS_PROFILE_PAGE (self));
  g_return_if_fail (self->library == NULL);

  self->library = g_object_ref (library);
  leaf_library_run_async (library, LEAF_LIBRARY_READ, load_func, g_new0 (LeafProfile *, 1),
                          loaded_data_free, self->cancellable, loaded_cb, g_object_ref (self));
}

/**
 * leaf_profile_page_focus_name:
 * @self: the page
 *
 * Moves the focus to where she types her name.
 */
void
leaf_profile_page_focus_name (LeafProfilePage *self)
{
  g_return_if_fail (LEAF_IS_PROFILE_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}
