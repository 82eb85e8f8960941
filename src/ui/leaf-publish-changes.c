/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-publish-changes"

#include "config.h"

#include "leaf-publish-changes.h"

#include "leaf-dialogs.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

struct _LeafPublishChanges
{
  AdwWindow parent_instance;

  GtkWidget *open_button;
  AdwPreferencesGroup *group;

  char *address;
};

G_DEFINE_FINAL_TYPE (LeafPublishChanges, leaf_publish_changes, ADW_TYPE_WINDOW)

static void
leaf_publish_changes_open_cb (LeafPublishChanges *self)
{
  leaf_dialogs_open_address_async (gtk_window_get_transient_for (GTK_WINDOW (self)), self->address, NULL, NULL, NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static void
leaf_publish_changes_finalize (GObject *object)
{
  g_free (LEAF_PUBLISH_CHANGES (object)->address);

  G_OBJECT_CLASS (leaf_publish_changes_parent_class)->finalize (object);
}

static void
leaf_publish_changes_class_init (LeafPublishChangesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  leaf_ui_ensure ();
  G_OBJECT_CLASS (klass)->finalize = leaf_publish_changes_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-publish-changes.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafPublishChanges, open_button);
  gtk_widget_class_bind_template_child (widget_class, LeafPublishChanges, group);
  gtk_widget_class_bind_template_callback (widget_class, leaf_publish_changes_open_cb);
}

static void
leaf_publish_changes_init (LeafPublishChanges *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  leaf_ui_end_with_parent (GTK_WINDOW (self));
}

static void
add_difference (LeafPublishChanges *self, const char *sentence)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *markup = g_markup_escape_text (sentence, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), markup);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (self->group, row);
}

/**
 * leaf_publish_changes_present:
 * @parent: (nullable): the window it belongs to
 * @blog: how the blog is called
 * @differences: (array zero-terminated=1): sentences
 * @address: (nullable): where the post is
 *
 * Shows what a blog made another of than was sent to it.
 */
void
leaf_publish_changes_present (GtkWindow *parent, const char *blog, const char *const *differences, const char *address)
{
  LeafPublishChanges *self;
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  g_return_if_fail (differences != NULL);

  self = g_object_new (LEAF_TYPE_PUBLISH_CHANGES, "transient-for", parent, NULL);
  self->address = g_strdup (address);
  gtk_widget_set_visible (self->open_button, address != NULL);
  /* Translators: %s is the name of a blog. */
  text = g_strdup_printf (_("The post is on “%s”, but the blog changed this"), blog);
  markup = g_markup_escape_text (text, -1);
  /* Not as its title, which does not wrap. */
  adw_preferences_group_set_description (self->group, markup);
  for (unsigned int i = 0; differences[i] != NULL; i++)
    add_difference (self, differences[i]);

  gtk_window_present (GTK_WINDOW (self));
}
