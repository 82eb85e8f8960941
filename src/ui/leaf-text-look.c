/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-text-look"

#include "config.h"

#include "leaf-text-look.h"

#define STEP 10 /* percent of the size */

/* What style.css gives the editor; the size she wants is a part of this. */
#define USUAL_SIZE 1.15

struct _LeafTextLook
{
  GObject parent_instance;

  LeafEditor *editor;  /* weak */
  GPtrArray *columns;  /* GtkWidget */
  GSettings *settings;
  GtkCssProvider *provider;
  GdkDisplay *display;
};

G_DEFINE_FINAL_TYPE (LeafTextLook, leaf_text_look, G_TYPE_OBJECT)

/* The width is meant for the usual size: larger letters get a wider column, so that a line holds as
 * many words. */
static void
update_columns (LeafTextLook *self)
{
  int size = g_settings_get_int (self->settings, "text-size");
  int width = g_settings_get_int (self->settings, "text-width") * size / 100;

  for (unsigned int i = 0; i < self->columns->len; i++)
    g_object_set (g_ptr_array_index (self->columns, i),
                  "maximum-size", width,
                  "tightening-threshold", width,
                  NULL);
}

static void
update_size (LeafTextLook *self)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  double size = USUAL_SIZE * g_settings_get_int (self->settings, "text-size") / 100;
  g_autofree char *css = NULL;

  g_ascii_formatd (number, sizeof number, "%.3f", size);
  css = g_strdup_printf ("textview.leaf-review-text { font-size: %sem; }", number);
  gtk_css_provider_load_from_data (self->provider, css, -1);
  update_columns (self);
}

static void
update_line_height (LeafTextLook *self)
{
  if (self->editor != NULL)
    leaf_editor_set_line_height (self->editor, g_settings_get_int (self->settings, "line-height"));
}

static void
leaf_text_look_dispose (GObject *object)
{
  LeafTextLook *self = LEAF_TEXT_LOOK (object);

  if (self->provider != NULL)
    gtk_style_context_remove_provider_for_display (self->display, GTK_STYLE_PROVIDER (self->provider));
  g_clear_object (&self->provider);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_weak_pointer (&self->editor);

  G_OBJECT_CLASS (leaf_text_look_parent_class)->dispose (object);
}

static void
leaf_text_look_class_init (LeafTextLookClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leaf_text_look_dispose;
}

static void
leaf_text_look_init (LeafTextLook *self)
{
  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  self->settings = g_settings_new (APPLICATION_ID);
  self->provider = gtk_css_provider_new ();
}

/**
 * leaf_text_look_new:
 * @editor: (transfer none): whose text
 *
 * Lets the text of an editor look as the settings say, now and when they change.
 *
 * Returns: (transfer full): what does so, as long as it lives
 */
LeafTextLook *
leaf_text_look_new (LeafEditor *editor)
{
  LeafTextLook *self;

  g_return_val_if_fail (LEAF_IS_EDITOR (editor), NULL);

  self = g_object_new (LEAF_TYPE_TEXT_LOOK, NULL);
  g_set_weak_pointer (&self->editor, editor);
  self->display = gtk_widget_get_display (GTK_WIDGET (editor));
  gtk_widget_add_css_class (GTK_WIDGET (editor), "leaf-review-text");
  /* Above the rules of the application. */
  gtk_style_context_add_provider_for_display (self->display, GTK_STYLE_PROVIDER (self->provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  g_signal_connect_object (self->settings, "changed::text-size", G_CALLBACK (update_size), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::text-width", G_CALLBACK (update_columns), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::line-height", G_CALLBACK (update_line_height), self,
                           G_CONNECT_SWAPPED);
  update_size (self);
  update_line_height (self);
  return self;
}

/**
 * leaf_text_look_add_column:
 * @self: a text look
 * @column: (transfer none): an #AdwClamp or #AdwClampScrollable
 *
 * Gives a column the width of the text.
 */
void
leaf_text_look_add_column (LeafTextLook *self,
                           GtkWidget    *column)
{
  g_return_if_fail (LEAF_IS_TEXT_LOOK (self));
  g_return_if_fail (GTK_IS_WIDGET (column));

  g_ptr_array_add (self->columns, g_object_ref (column));
  update_columns (self);
}

/**
 * leaf_text_look_change_size:
 * @self: a text look
 * @by: how many steps larger; below 0 smaller, 0 for the size it had at first
 *
 * Makes the text larger or smaller, within the bounds of the setting.
 */
void
leaf_text_look_change_size (LeafTextLook *self,
                            int           by)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsSchemaKey) key = NULL;
  g_autoptr (GVariant) range = NULL;
  g_autoptr (GVariant) bounds = NULL;
  int least, most;

  g_return_if_fail (LEAF_IS_TEXT_LOOK (self));

  if (by == 0)
    {
      g_settings_reset (self->settings, "text-size");
      return;
    }

  g_object_get (self->settings, "settings-schema", &schema, NULL);
  key = g_settings_schema_get_key (schema, "text-size");
  range = g_settings_schema_key_get_range (key);
  g_variant_get (range, "(sv)", NULL, &bounds);
  g_variant_get (bounds, "(ii)", &least, &most);
  g_settings_set_int (self->settings, "text-size",
                      CLAMP (g_settings_get_int (self->settings, "text-size") + by * STEP, least, most));
}

/**
 * leaf_text_look_reset:
 * @self: a text look
 *
 * Gives size, width and the height of lines back what they had at first.
 */
void
leaf_text_look_reset (LeafTextLook *self)
{
  g_return_if_fail (LEAF_IS_TEXT_LOOK (self));

  g_settings_reset (self->settings, "text-size");
  g_settings_reset (self->settings, "text-width");
  g_settings_reset (self->settings, "line-height");
}
