/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-preferences"

#include "config.h"

#include "leaf-preferences.h"

#include "leaf-blogs-page.h"
#include "leaf-profile-page.h"
#include "leaf-templates-page.h"
#include "leaf-ui.h"
#include "leaf-writing-page.h"

#include <glib/gi18n.h>

struct _LeafPreferences
{
  AdwPreferencesWindow parent_instance;

  LeafProfilePage *profile_page;
  LeafBlogsPage *blogs_page;
  LeafTemplatesPage *templates_page;
};

G_DEFINE_FINAL_TYPE (LeafPreferences, leaf_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
leaf_preferences_class_init (LeafPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (LEAF_TYPE_PROFILE_PAGE);
  g_type_ensure (LEAF_TYPE_BLOGS_PAGE);
  g_type_ensure (LEAF_TYPE_TEMPLATES_PAGE);
  g_type_ensure (LEAF_TYPE_WRITING_PAGE);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/flyleaf_app/Flyleaf/leaf-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, LeafPreferences, profile_page);
  gtk_widget_class_bind_template_child (widget_class, LeafPreferences, blogs_page);
  gtk_widget_class_bind_template_child (widget_class, LeafPreferences, templates_page);
}

static void
leaf_preferences_init (LeafPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  leaf_ui_end_with_parent (GTK_WINDOW (self));
}

/**
 * leaf_preferences_new:
 * @library: the library
 *
 * Makes the preferences window.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
leaf_preferences_new (LeafLibrary *library)
{
  LeafPreferences *self;

  g_return_val_if_fail (LEAF_IS_LIBRARY (library), NULL);

  self = g_object_new (LEAF_TYPE_PREFERENCES, NULL);
  leaf_profile_page_set_library (self->profile_page, library);
  leaf_blogs_page_set_library (self->blogs_page, library);
  leaf_templates_page_set_library (self->templates_page, library);

  return GTK_WIDGET (self);
}

/**
 * leaf_preferences_show_name:
 * @self: the preferences
 *
 * Turns to the page of the profile, where she can type her name at once.
 */
void
leaf_preferences_show_name (LeafPreferences *self)
{
  g_return_if_fail (LEAF_IS_PREFERENCES (self));

  adw_preferences_window_set_visible_page (ADW_PREFERENCES_WINDOW (self),
                                           ADW_PREFERENCES_PAGE (self->profile_page));
  leaf_profile_page_focus_name (self->profile_page);
}

/**
 * leaf_preferences_show_blogs:
 * @self: the preferences
 * @first: whether they came up because there is no blog to publish to, and say so
 *
 * Turns to the page of the blogs, where she can add one at once.
 */
void
leaf_preferences_show_blogs (LeafPreferences *self, gboolean first)
{
  g_return_if_fail (LEAF_IS_PREFERENCES (self));

  adw_preferences_window_set_visible_page (ADW_PREFERENCES_WINDOW (self),
                                           ADW_PREFERENCES_PAGE (self->blogs_page));
  leaf_blogs_page_focus_add (self->blogs_page);
  if (first)
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), leaf_ui_toast_new (_("Add the blog to publish to.")));
}

/**
 * leaf_preferences_show_templates:
 * @self: the preferences
 * @template: (nullable): a template to go on to
 *
 * Turns to the page of the templates.
 */
void
leaf_preferences_show_templates (LeafPreferences *self, const LeafTemplate *template)
{
  g_return_if_fail (LEAF_IS_PREFERENCES (self));

  adw_preferences_window_set_visible_page (ADW_PREFERENCES_WINDOW (self),
                                           ADW_PREFERENCES_PAGE (self->templates_page));
  if (template != NULL)
    leaf_templates_page_edit (self->templates_page, template);
}
