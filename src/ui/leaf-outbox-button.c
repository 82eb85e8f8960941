/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox-button"

#include "config.h"

#include "leaf-outbox-button.h"

#include "leaf-ui.h"

#include <glib/gi18n.h>

struct _LeafOutboxButton
{
  AdwBin parent_instance;

  GtkButton *button;
  GtkImage *icon;
  GtkLabel *number;

  GSignalGroup *list_signals;
};

G_DEFINE_FINAL_TYPE (LeafOutboxButton, leaf_outbox_button, ADW_TYPE_BIN)

static void
changed_cb (LeafOutboxButton *self)
{
  g_autoptr (LeafOutboxList) list = g_signal_group_dup_target (self->list_signals);
  unsigned int n_failed = list != NULL ? leaf_outbox_list_get_n_failed (list) : 0;
  unsigned int n = list != NULL ? n_failed + leaf_outbox_list_get_n_under_way (list) : 0;
  unsigned int shown = n_failed > 0 ? n_failed : n;
  g_autofree char *number = g_strdup_printf ("%u", shown);
  g_autofree char *text = NULL;

  if (n_failed > 0)
    text = g_strdup_printf (ngettext ("Outbox: %u needs attention", "Outbox: %u need attention", n_failed), n_failed);
  else
    text = g_strdup_printf (ngettext ("Outbox: %u under way", "Outbox: %u under way", n), n);

  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  gtk_label_set_label (self->number, number);
  gtk_image_set_from_icon_name (self->icon, n_failed > 0 ? "dialog-warning-symbolic" : "leaf-outbox-symbolic");
  if (n_failed > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
leaf_outbox_button_finalize (GObject *object)
{
  g_object_unref (LEAF_OUTBOX_BUTTON (object)->list_signals);

  G_OBJECT_CLASS (leaf_outbox_button_parent_class)->finalize (object);
}

static void
leaf_outbox_button_class_init (LeafOutboxButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  leaf_ui_ensure ();
  G_OBJECT_CLASS (klass)->finalize = leaf_outbox_button_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-outbox-button.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafOutboxButton, button);
  gtk_widget_class_bind_template_child (widget_class, LeafOutboxButton, icon);
  gtk_widget_class_bind_template_child (widget_class, LeafOutboxButton, number);
}

static void
leaf_outbox_button_init (LeafOutboxButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->list_signals = g_signal_group_new (LEAF_TYPE_OUTBOX_LIST);
  g_signal_group_connect_swapped (self->list_signals, "changed", G_CALLBACK (changed_cb), self);
}

/**
 * leaf_outbox_button_set_list:
 * @self: the button
 * @list: (nullable): the outbox
 *
 * Sets what it tells of.
 */
void
leaf_outbox_button_set_list (LeafOutboxButton *self, LeafOutboxList *list)
{
  g_return_if_fail (LEAF_IS_OUTBOX_BUTTON (self));

  g_signal_group_set_target (self->list_signals, list);
  changed_cb (self);
}
