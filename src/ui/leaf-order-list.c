/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-order-list"

#include "config.h"

#include "leaf-order-list.h"

#include <glib/gi18n.h>

typedef struct {
  char *id;
  GtkWidget *row;
  GtkWidget *up;
  GtkWidget *down;
  GtkWidget *toggle;
} Item;

struct _LeafOrderList
{
  AdwBin parent_instance;

  GtkListBox *list;
  GPtrArray *items; /* Item, in the order they were added */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (LeafOrderList, leaf_order_list, ADW_TYPE_BIN)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS
};

static unsigned int signals[N_SIGNALS];

static void
item_free (Item *item)
{
  g_free (item->id);
  g_free (item);
}

static Item *
find_item (LeafOrderList *self, const char *id)
{
  for (unsigned int i = 0; i < self->items->len; i++)
    {
      Item *item = g_ptr_array_index (self->items, i);

      if (g_str_equal (item->id, id))
        return item;
    }

  return NULL;
}

/* The first row cannot go up, nor the last one down. */
static void
update_ends (LeafOrderList *self)
{
  for (unsigned int i = 0; i < self->items->len; i++)
    {
      const Item *item = g_ptr_array_index (self->items, i);
      int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (item->row));

      gtk_widget_set_sensitive (item->up, index > 0);
      gtk_widget_set_sensitive (item->down, index < (int) self->items->len - 1);
    }
}

/* A row that is in its place stays there, and keeps the focus. */
static void
place (LeafOrderList *self, GtkWidget *row, int to)
{
  if (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) == to)
    return;

  g_object_ref (row);
  gtk_list_box_remove (self->list, row);
  gtk_list_box_insert (self->list, row, to);
  g_object_unref (row);
}

static void
move (LeafOrderList *self, GtkWidget *row, int to)
{
  if (to < 0 || to >= (int) self->items->len)
    return;

  place (self, row, to);
  update_ends (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The focus stays on what moves it; at the end, on what moves it back. */
static void
move_by (LeafOrderList *self, GtkWidget *widget, int by)
{
  GtkWidget *row = GTK_IS_LIST_BOX_ROW (widget) ? widget : gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW);
  const Item *item = g_object_get_data (G_OBJECT (row), "item");

  move (self, row, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) + by);
  if (!gtk_widget_is_sensitive (widget))
    widget = by < 0 ? item->down : item->up;
  gtk_widget_grab_focus (widget);
}

static void
up_cb (GtkWidget *button, LeafOrderList *self)
{
  move_by (self, button, -1);
}

static void
down_cb (GtkWidget *button, LeafOrderList *self)
{
  move_by (self, button, 1);
}

static void
active_cb (LeafOrderList *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
key_cb (GtkEventControllerKey *controller, unsigned int key, unsigned int code, GdkModifierType state, LeafOrderList *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  if ((state & gtk_accelerator_get_default_mod_mask ()) != GDK_ALT_MASK || (key != GDK_KEY_Up && key != GDK_KEY_Down))
    return GDK_EVENT_PROPAGATE;

  move_by (self, row, key == GDK_KEY_Up ? -1 : 1);
  return GDK_EVENT_STOP;
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, gpointer user_data)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));

  return gdk_content_provider_new_typed (ADW_TYPE_ACTION_ROW, row);
}

static void
begin_cb (GtkDragSource *source, GdkDrag *drag, gpointer user_data)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, paintable, 0, 0);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, LeafOrderList *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  GtkWidget *moved = g_value_get_object (value);

  /* A row of another list means nothing here. */
  if (moved == NULL || gtk_widget_get_parent (moved) != GTK_WIDGET (self->list))
    return FALSE;

  move (self, moved, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));
  return TRUE;
}

static GtkWidget *
add_button (LeafOrderList *self, GtkWidget *row, const char *title, gboolean up)
{
  GtkWidget *button = gtk_button_new_from_icon_name (up ? "go-up-symbolic" : "go-down-symbolic");
  /* Translators: %s is a part of a post, such as the rating, or a store. */
  g_autofree char *label = up ? g_strdup_printf (_("Move Up: %s"), title) : g_strdup_printf (_("Move Down: %s"), title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_signal_connect (button, "clicked", up ? G_CALLBACK (up_cb) : G_CALLBACK (down_cb), self);
  return button;
}

static void
make_movable (LeafOrderList *self, GtkWidget *row)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (ADW_TYPE_ACTION_ROW, GDK_ACTION_MOVE);

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (row, keys);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), NULL);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_cb), NULL);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
}

static void
leaf_order_list_finalize (GObject *object)
{
  LeafOrderList *self = LEAF_ORDER_LIST (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);

  G_OBJECT_CLASS (leaf_order_list_parent_class)->finalize (object);
}

static void
leaf_order_list_class_init (LeafOrderListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = leaf_order_list_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", LEAF_TYPE_ORDER_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
leaf_order_list_init (LeafOrderList *self)
{
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
}

/**
 * leaf_order_list_new:
 *
 * Returns: (transfer none): a list without rows
 */
GtkWidget *
leaf_order_list_new (void)
{
  return g_object_new (LEAF_TYPE_ORDER_LIST, NULL);
}

/**
 * leaf_order_list_add:
 * @self: a list
 * @id: what the row is known by
 * @title: its title
 * @subtitle: (nullable): a line below it
 * @fixed: whether it cannot be switched off
 *
 * Adds a row at the end, unless there is one of that @id.
 */
void
leaf_order_list_add (LeafOrderList *self, const char *id, const char *title, const char *subtitle, gboolean fixed)
{
  g_autofree char *title_markup = g_markup_escape_text (title, -1);
  g_autofree char *subtitle_markup = subtitle != NULL ? g_markup_escape_text (subtitle, -1) : NULL;
  Item *item;

  g_return_if_fail (LEAF_IS_ORDER_LIST (self));
  g_return_if_fail (id != NULL);

  if (find_item (self, id) != NULL)
    return;

  item = g_new0 (Item, 1);
  item->id = g_strdup (id);
  item->row = adw_action_row_new ();
  item->toggle = gtk_switch_new ();
  g_ptr_array_add (self->items, item);
  g_object_set_data (G_OBJECT (item->row), "item", item);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (item->row), title_markup);
  if (subtitle_markup != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (item->row), subtitle_markup);
  item->up = add_button (self, item->row, title, TRUE);
  item->down = add_button (self, item->row, title, FALSE);
  gtk_widget_set_valign (item->toggle, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (item->toggle, !fixed);
  gtk_switch_set_active (GTK_SWITCH (item->toggle), fixed);
  gtk_accessible_update_property (GTK_ACCESSIBLE (item->toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (item->row), item->toggle);
  make_movable (self, item->row);
  g_signal_connect_swapped (item->toggle, "notify::active", G_CALLBACK (active_cb), self);
  gtk_list_box_append (self->list, item->row);
  update_ends (self);
}

/**
 * leaf_order_list_keep:
 * @self: a list
 * @ids: (array zero-terminated=1): some of its rows
 *
 * Removes all other rows.
 */
void
leaf_order_list_keep (LeafOrderList *self, const char *const *ids)
{
  g_return_if_fail (LEAF_IS_ORDER_LIST (self));

  for (unsigned int i = self->items->len; i-- > 0;)
    {
      const Item *item = g_ptr_array_index (self->items, i);

      if (g_strv_contains (ids, item->id))
        continue;
      gtk_list_box_remove (self->list, item->row);
      g_ptr_array_remove_index (self->items, i);
    }
  update_ends (self);
}

/**
 * leaf_order_list_set_active:
 * @self: a list
 * @id: one of its rows
 * @active: whether it is switched on
 *
 * Switches a row without saying that anything changed.
 */
void
leaf_order_list_set_active (LeafOrderList *self, const char *id, gboolean active)
{
  const Item *item;

  g_return_if_fail (LEAF_IS_ORDER_LIST (self));

  item = find_item (self, id);
  g_return_if_fail (item != NULL);

  self->filling = TRUE;
  gtk_switch_set_active (GTK_SWITCH (item->toggle), active);
  self->filling = FALSE;
}

/**
 * leaf_order_list_get_active:
 * @self: a list
 * @id: one of its rows
 *
 * Returns: whether it is switched on
 */
gboolean
leaf_order_list_get_active (LeafOrderList *self, const char *id)
{
  const Item *item;

  g_return_val_if_fail (LEAF_IS_ORDER_LIST (self), FALSE);

  item = find_item (self, id);
  return item != NULL && gtk_switch_get_active (GTK_SWITCH (item->toggle));
}

/**
 * leaf_order_list_arrange:
 * @self: a list
 * @ids: (array zero-terminated=1): the rows that are on, from top to bottom
 *
 * Switches and sorts the rows without saying that anything changed. Those that are off stand below what they stood
 * below when they were added.
 */
void
leaf_order_list_arrange (LeafOrderList *self, const char *const *ids)
{
  int n = 0;

  g_return_if_fail (LEAF_IS_ORDER_LIST (self));

  for (unsigned int i = 0; ids[i] != NULL; i++)
    {
      const Item *item = find_item (self, ids[i]);

      if (item != NULL)
        place (self, item->row, n++);
    }

  for (unsigned int i = 0; i < self->items->len; i++)
    {
      const Item *item = g_ptr_array_index (self->items, i);
      const Item *above = i > 0 ? g_ptr_array_index (self->items, i - 1) : NULL;
      gboolean active = g_strv_contains (ids, item->id);
      int to;

      leaf_order_list_set_active (self, item->id, active);
      if (active)
        continue;
      to = above != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (above->row)) + 1 : 0;
      if (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (item->row)) < to)
        to--;
      place (self, item->row, to);
    }
  update_ends (self);
}

/**
 * leaf_order_list_dup_order:
 * @self: a list
 *
 * Returns: (transfer full) (array zero-terminated=1): all its rows, from top to bottom
 */
char **
leaf_order_list_dup_order (LeafOrderList *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GtkListBoxRow *row;

  g_return_val_if_fail (LEAF_IS_ORDER_LIST (self), NULL);

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      const Item *item = g_object_get_data (G_OBJECT (row), "item");

      g_strv_builder_add (builder, item->id);
    }

  return g_strv_builder_end (builder);
}
