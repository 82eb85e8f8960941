/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-writing-page"

#include "config.h"

#include "leaf-writing-page.h"

struct _LeafWritingPage
{
  AdwPreferencesPage parent_instance;

  GtkWidget *punctuation_switch;
  GtkWidget *shorthand_switch;
};

G_DEFINE_FINAL_TYPE (LeafWritingPage, leaf_writing_page, ADW_TYPE_PREFERENCES_PAGE)

static void
leaf_writing_page_class_init (LeafWritingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/flyleaf_app/Flyleaf/leaf-writing-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LeafWritingPage, punctuation_switch);
  gtk_widget_class_bind_template_child (widget_class, LeafWritingPage, shorthand_switch);
}

static void
leaf_writing_page_init (LeafWritingPage *self)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);

  gtk_widget_init_template (GTK_WIDGET (self));

  /* The bindings keep the settings for as long as the switches live. */
  g_settings_bind (settings, "smart-punctuation", self->punctuation_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "shorthand", self->shorthand_switch, "active", G_SETTINGS_BIND_DEFAULT);
}

/**
 * leaf_writing_page_bind_editor:
 * @editor: an editor
 *
 * Lets an editor behave as she chose on this page, now and when she changes it.
 */
void
leaf_writing_page_bind_editor (LeafEditor *editor)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);

  g_return_if_fail (LEAF_IS_EDITOR (editor));

  g_settings_bind (settings, "smart-punctuation", editor, "smart-punctuation", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "shorthand", editor, "shorthand", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "check-spelling", editor, "check-spelling", G_SETTINGS_BIND_DEFAULT);
}
