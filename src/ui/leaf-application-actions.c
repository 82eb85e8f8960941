/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-application-actions"

#include "config.h"

#include "leaf-application-private.h"

#include "leaf-dialogs.h"
#include "leaf-preferences.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

static void
leaf_application_quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  leaf_application_leave (user_data);
}

static void
leaf_application_open_library_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  leaf_application_open_library (user_data);
}

static void
leaf_application_preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  leaf_application_show_preferences (user_data, LEAF_PREFERENCES_START);
}

static void
leaf_application_name_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  leaf_application_show_preferences (user_data, LEAF_PREFERENCES_NAME);
}

static void
leaf_application_about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const char *const developers[] = { "The Flyleaf developers", NULL };
  GtkWidget *about = adw_about_window_new ();
  AdwAboutWindow *window = ADW_ABOUT_WINDOW (about);

  adw_about_window_set_application_name (window, _("Flyleaf"));
  adw_about_window_set_application_icon (window, APPLICATION_ID);
  adw_about_window_set_version (window, PACKAGE_VERSION);
  adw_about_window_set_comments (window, _("Write book reviews and put them on your blog."));
  adw_about_window_set_developer_name (window, _("The Flyleaf developers"));
  adw_about_window_set_developers (window, (const char **) developers);
  adw_about_window_set_copyright (window, _("© 2026 The Flyleaf developers"));
  adw_about_window_set_license_type (window, GTK_LICENSE_GPL_3_0);
  /* Translators: put your names here, one a line. */
  adw_about_window_set_translator_credits (window, _("translator-credits"));

  gtk_window_set_transient_for (GTK_WINDOW (about),
                                gtk_application_get_active_window (user_data));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (about), TRUE);
  gtk_window_present (GTK_WINDOW (about));
}

static void
leaf_application_help_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  LeafWindow *window = leaf_application_get_window (self);

  if (!leaf_dialogs_open_address_finish (result, &error) && window != NULL)
    {
      g_debug ("Help: %s", error->message);
      leaf_window_tell (window, _("No help viewer is installed. Install Yelp to read the help."));
    }
}

static void
leaf_application_help_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  leaf_dialogs_open_address_async (gtk_application_get_active_window (user_data), "help:flyleaf",
                                   NULL, leaf_application_help_opened_cb, g_object_ref (user_data));
}

static void
leaf_application_shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource (LEAF_UI_RESOURCE ("leaf-shortcuts.ui"));
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  /* Only once its sections are there. */
  g_object_set (shortcuts, "section-name", "window", NULL);
  gtk_window_set_transient_for (shortcuts, gtk_application_get_active_window (user_data));
  gtk_window_present (shortcuts);
}

/**
 * leaf_application_show_preferences:
 * @self: the application
 * @place: where to begin
 *
 * Shows the preferences.
 */
void
leaf_application_show_preferences (LeafApplication *self, LeafPreferencesPlace place)
{
  GtkWidget *preferences;

  if (self->library == NULL)
    return;

  preferences = leaf_preferences_new (self->library);
  if (place == LEAF_PREFERENCES_NAME)
    leaf_preferences_show_name (LEAF_PREFERENCES (preferences));
  else if (place != LEAF_PREFERENCES_START)
    leaf_preferences_show_blogs (LEAF_PREFERENCES (preferences), place == LEAF_PREFERENCES_FIRST_BLOG);
  gtk_window_set_transient_for (GTK_WINDOW (preferences),
                                gtk_application_get_active_window (GTK_APPLICATION (self)));
  gtk_window_set_modal (GTK_WINDOW (preferences), TRUE);
  gtk_window_present (GTK_WINDOW (preferences));
}

/**
 * leaf_application_add_actions:
 * @self: the application
 *
 * The actions of the application and their keys.
 */
void
leaf_application_add_actions (LeafApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "quit", .activate = leaf_application_quit_cb },
    { .name = "open-library", .activate = leaf_application_open_library_cb },
    { .name = "preferences", .activate = leaf_application_preferences_cb },
    { .name = "set-name", .activate = leaf_application_name_cb },
    { .name = "about", .activate = leaf_application_about_cb },
    { .name = "help", .activate = leaf_application_help_cb },
    { .name = "shortcuts", .activate = leaf_application_shortcuts_cb },
  };
  static const struct
  {
    const char *action;
    const char *accels[3];
  } keys[] = {
    { "app.quit", { "<Primary>q" } },
    { "app.preferences", { "<Primary>comma" } },
    { "app.help", { "F1" } },
    { "app.shortcuts", { "<Primary>question", "<Primary>F1" } },
    { "window.close", { "<Primary>w" } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (size_t i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), keys[i].action,
                                           (const char *const *) keys[i].accels);
}
