/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-text-popover"

#include "config.h"

#include "leaf-text-popover.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

struct _LeafTextPopover
{
  GtkPopover parent_instance;

  GtkScale *size_scale;
  GtkScale *width_scale;
  GtkScale *line_scale;
  GtkWidget *reset_button;

  GSettings *settings;
  LeafTextLook *look;
};

G_DEFINE_FINAL_TYPE (LeafTextPopover, leaf_text_popover, GTK_TYPE_POPOVER)

static char *
format_percent_cb (GtkScale *scale,
                   double    value,
                   gpointer  data)
{
  /* Translators: a part of a hundred; some languages want a space in front of the sign */
  return g_strdup_printf (_("%d%%"), (int) value);
}

static char *
format_times_cb (GtkScale *scale,
                 double    value,
                 gpointer  data)
{
  return g_strdup_printf ("%.1f", value / 100);
}

static void
reset_cb (LeafTextPopover *self)
{
  leaf_text_look_reset (self->look);
}

static void
leaf_text_popover_dispose (GObject *object)
{
  LeafTextPopover *self = LEAF_TEXT_POPOVER (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->look);

  G_OBJECT_CLASS (leaf_text_popover_parent_class)->dispose (object);
}

static void
leaf_text_popover_class_init (LeafTextPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leaf_text_popover_dispose;

  leaf_ui_ensure ();
  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-text-popover.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafTextPopover, size_scale);
  gtk_widget_class_bind_template_child (widget_class, LeafTextPopover, width_scale);
  gtk_widget_class_bind_template_child (widget_class, LeafTextPopover, line_scale);
  gtk_widget_class_bind_template_child (widget_class, LeafTextPopover, reset_button);
}

static void
leaf_text_popover_init (LeafTextPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->settings = g_settings_new (APPLICATION_ID);
  g_settings_bind (self->settings, "text-size", gtk_range_get_adjustment (GTK_RANGE (self->size_scale)), "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "text-width", gtk_range_get_adjustment (GTK_RANGE (self->width_scale)), "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "line-height", gtk_range_get_adjustment (GTK_RANGE (self->line_scale)), "value",
                   G_SETTINGS_BIND_DEFAULT);
  gtk_scale_set_format_value_func (self->size_scale, format_percent_cb, NULL, NULL);
  gtk_scale_set_format_value_func (self->line_scale, format_times_cb, NULL, NULL);
  g_signal_connect_swapped (self->reset_button, "clicked", G_CALLBACK (reset_cb), self);
}

/**
 * leaf_text_popover_new:
 * @look: what brings the settings to the text
 *
 * Returns: (transfer floating): a popover; give it a parent
 */
GtkWidget *
leaf_text_popover_new (LeafTextLook *look)
{
  LeafTextPopover *self;

  g_return_val_if_fail (LEAF_IS_TEXT_LOOK (look), NULL);

  self = g_object_new (LEAF_TYPE_TEXT_POPOVER, NULL);
  self->look = g_object_ref (look);
  return GTK_WIDGET (self);
}

/**
 * leaf_text_popover_open:
 * @self: a popover with a parent
 *
 * Opens with the keyboard at the size.
 */
void
leaf_text_popover_open (LeafTextPopover *self)
{
  g_return_if_fail (LEAF_IS_TEXT_POPOVER (self));

  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->size_scale));
}
