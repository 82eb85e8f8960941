/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox-window"

#include "config.h"

#include "leaf-outbox-window.h"

#include "leaf-outbox-remedy.h"
#include "leaf-outbox-row.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

/* How often the rows look at the clock: a time may have come. */
#define CLOCK_SECONDS 10

struct _LeafOutboxWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *window_title;
  GtkWidget *all_button;
  GtkStack *stack;
  GtkListBox *list_box;

  LeafOutboxList *list;
  unsigned int clock_source;
};

G_DEFINE_FINAL_TYPE (LeafOutboxWindow, leaf_outbox_window, ADW_TYPE_WINDOW)

static void
update_rows (LeafOutboxWindow *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list_box, i)) != NULL; i++)
    leaf_outbox_row_update (LEAF_OUTBOX_ROW (row));
}

static gboolean
clock_cb (gpointer user_data)
{
  update_rows (user_data);
  return G_SOURCE_CONTINUE;
}

/* Those that the same again may help. */
static unsigned int
count_repeatable (LeafOutboxWindow *self)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  unsigned int n = 0;

  for (unsigned int i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      g_autoptr (LeafOutboxItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      n += leaf_outbox_item_get_remedy (item, now) == LEAF_REMEDY_TRY_AGAIN;
    }

  return n;
}

/* "1 under way, 2 need attention" */
static char *
describe (LeafOutboxWindow *self)
{
  unsigned int n_under_way = leaf_outbox_list_get_n_under_way (self->list);
  unsigned int n_failed = leaf_outbox_list_get_n_failed (self->list);
  g_autofree char *under_way = g_strdup_printf (ngettext ("%u under way", "%u under way", n_under_way), n_under_way);
  g_autofree char *failed = g_strdup_printf (ngettext ("%u needs attention", "%u need attention", n_failed), n_failed);

  if (n_failed == 0)
    return n_under_way > 0 ? g_steal_pointer (&under_way) : g_strdup ("");
  if (n_under_way == 0)
    return g_steal_pointer (&failed);

  /* Translators: "1 under way", "2 need attention" */
  return g_strdup_printf (_("%s, %s"), under_way, failed);
}

static void
changed_cb (LeafOutboxWindow *self)
{
  gboolean empty = g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0;
  g_autofree char *text = describe (self);

  adw_window_title_set_subtitle (self->window_title, text);
  gtk_widget_set_visible (self->all_button, count_repeatable (self) > 1);
  if (leaf_outbox_list_is_loaded (self->list))
    gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "jobs");
}

static void
leaf_outbox_window_all_cb (LeafOutboxWindow *self)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  for (unsigned int i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      g_autoptr (LeafOutboxItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (leaf_outbox_item_get_remedy (item, now) == LEAF_REMEDY_TRY_AGAIN)
        leaf_outbox_remedy_apply (self->list, item, GTK_WIDGET (self));
    }
}

static void
leaf_outbox_window_activated_cb (LeafOutboxWindow *self, GtkListBoxRow *row)
{
  LeafOutboxItem *item = leaf_outbox_row_get_item (LEAF_OUTBOX_ROW (row));

  gtk_widget_activate_action (GTK_WIDGET (self), "app.open-review", "x", leaf_outbox_item_get_review (item));
}

static GtkWidget *
create_row_cb (gpointer item, gpointer user_data)
{
  return leaf_outbox_row_new (LEAF_OUTBOX_WINDOW (user_data)->list, item);
}

static void
leaf_outbox_window_dispose (GObject *object)
{
  LeafOutboxWindow *self = LEAF_OUTBOX_WINDOW (object);

  g_clear_handle_id (&self->clock_source, g_source_remove);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (leaf_outbox_window_parent_class)->dispose (object);
}

static void
leaf_outbox_window_class_init (LeafOutboxWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  leaf_ui_ensure ();
  G_OBJECT_CLASS (klass)->dispose = leaf_outbox_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-outbox-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafOutboxWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, LeafOutboxWindow, all_button);
  gtk_widget_class_bind_template_child (widget_class, LeafOutboxWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LeafOutboxWindow, list_box);
  gtk_widget_class_bind_template_callback (widget_class, leaf_outbox_window_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_outbox_window_all_cb);
}

static void
leaf_outbox_window_init (LeafOutboxWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  leaf_ui_end_with_parent (GTK_WINDOW (self));
}

/**
 * leaf_outbox_window_new:
 * @list: what is in the outbox
 *
 * Returns: (transfer none): a window, to be presented
 */
GtkWindow *
leaf_outbox_window_new (LeafOutboxList *list)
{
  LeafOutboxWindow *self;

  g_return_val_if_fail (LEAF_IS_OUTBOX_LIST (list), NULL);

  self = g_object_new (LEAF_TYPE_OUTBOX_WINDOW, NULL);
  self->list = g_object_ref (list);
  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (list), create_row_cb, self, NULL);
  g_signal_connect_object (list, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed", G_CALLBACK (update_rows), self,
                           G_CONNECT_SWAPPED);
  self->clock_source = g_timeout_add_seconds (CLOCK_SECONDS, clock_cb, self);
  changed_cb (self);
  return GTK_WINDOW (self);
}
