/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox-row"

#include "config.h"

#include "leaf-outbox-row.h"

#include "leaf-outbox-remedy.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

struct _LeafOutboxRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *title;
  GtkLabel *task;
  GtkLabel *state;
  GtkProgressBar *progress;
  GtkButton *remedy_button;
  GtkButton *drop_button;

  LeafOutboxList *list;
  LeafOutboxItem *item;
};

G_DEFINE_FINAL_TYPE (LeafOutboxRow, leaf_outbox_row, GTK_TYPE_LIST_BOX_ROW)

static void
leaf_outbox_row_remedy_cb (LeafOutboxRow *self)
{
  leaf_outbox_remedy_apply (self->list, self->item, GTK_WIDGET (self));
}

static void
leaf_outbox_row_drop_cb (LeafOutboxRow *self)
{
  leaf_outbox_remedy_drop (self->list, self->item);
}

static void
update_remedy (LeafOutboxRow *self, gint64 now, const char *title)
{
  LeafRemedy remedy = leaf_outbox_item_get_remedy (self->item, now);
  gboolean failed = leaf_outbox_item_get_state (self->item) == LEAF_OUTBOX_ITEM_FAILED;
  const char *drop = failed ? _("Remove from Outbox") : _("Stop");
  g_autofree char *name = NULL;

  gtk_button_set_label (self->remedy_button, leaf_remedy_get_label (remedy));
  gtk_widget_set_visible (GTK_WIDGET (self->remedy_button), remedy != LEAF_REMEDY_NONE);
  if (failed)
    gtk_widget_add_css_class (GTK_WIDGET (self->remedy_button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->remedy_button), "suggested-action");

  gtk_button_set_icon_name (self->drop_button, failed ? "user-trash-symbolic" : "process-stop-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->drop_button), drop);
  /* Translators: what a button does, such as "Stop"; and which review it is about */
  name = g_strdup_printf (_("%s: %s"), drop, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * leaf_outbox_row_update:
 * @self: a row
 *
 * Shows how the job is now.
 */
void
leaf_outbox_row_update (LeafOutboxRow *self)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gboolean online = g_network_monitor_get_network_available (g_network_monitor_get_default ());
  LeafOutboxItemState state = leaf_outbox_item_get_state (self->item);
  const char *title = leaf_outbox_item_get_title (self->item);
  g_autofree char *task = leaf_outbox_item_describe_task (self->item, now);
  g_autofree char *text = leaf_outbox_item_describe_state (self->item, now, online);
  g_autofree char *name = g_strjoin (". ", title, task, text, NULL);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->task, task);
  gtk_label_set_label (self->state, text);
  if (state == LEAF_OUTBOX_ITEM_FAILED)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->progress), state == LEAF_OUTBOX_ITEM_RUNNING);
  gtk_progress_bar_set_fraction (self->progress, leaf_outbox_item_get_fraction (self->item));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  update_remedy (self, now, title);
}

static void
leaf_outbox_row_dispose (GObject *object)
{
  LeafOutboxRow *self = LEAF_OUTBOX_ROW (object);

  g_clear_object (&self->list);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (leaf_outbox_row_parent_class)->dispose (object);
}

static void
leaf_outbox_row_class_init (LeafOutboxRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  leaf_ui_ensure ();
  G_OBJECT_CLASS (klass)->dispose = leaf_outbox_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-outbox-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafOutboxRow, title);
  gtk_widget_class_bind_template_child (widget_class, LeafOutboxRow, task);
  gtk_widget_class_bind_template_child (widget_class, LeafOutboxRow, state);
  gtk_widget_class_bind_template_child (widget_class, LeafOutboxRow, progress);
  gtk_widget_class_bind_template_child (widget_class, LeafOutboxRow, remedy_button);
  gtk_widget_class_bind_template_child (widget_class, LeafOutboxRow, drop_button);
  gtk_widget_class_bind_template_callback (widget_class, leaf_outbox_row_drop_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_outbox_row_remedy_cb);
}

static void
leaf_outbox_row_init (LeafOutboxRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * leaf_outbox_row_new:
 * @list: the outbox
 * @item: a job in it
 *
 * Returns: (transfer floating): a row that follows @item
 */
GtkWidget *
leaf_outbox_row_new (LeafOutboxList *list, LeafOutboxItem *item)
{
  LeafOutboxRow *self = g_object_new (LEAF_TYPE_OUTBOX_ROW, NULL);

  self->list = g_object_ref (list);
  self->item = g_object_ref (item);
  g_signal_connect_object (item, "changed", G_CALLBACK (leaf_outbox_row_update), self, G_CONNECT_SWAPPED);
  leaf_outbox_row_update (self);
  return GTK_WIDGET (self);
}

/**
 * leaf_outbox_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none): the job it shows
 */
LeafOutboxItem *
leaf_outbox_row_get_item (LeafOutboxRow *self)
{
  g_return_val_if_fail (LEAF_IS_OUTBOX_ROW (self), NULL);

  return self->item;
}
