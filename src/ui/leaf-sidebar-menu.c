/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with the books of the list: the context menu, and the keys. */

#define G_LOG_DOMAIN "leaf-sidebar"

#include "config.h"

#include "leaf-sidebar-private.h"

#include "leaf-book-row-widget.h"
#include "leaf-book-selection.h"

#include <glib/gi18n.h>

/* What can be done with a row: with all that are selected when it is one of them. */
static GArray *
leaf_sidebar_dup_affected (LeafSidebar *self, gint64 book)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (unsigned int i = 0; leaf_sidebar_has_several (self) && i < self->chosen->len; i++)
    if (g_array_index (self->chosen, gint64, i) == book)
      return g_array_append_vals (ids, self->chosen->data, self->chosen->len);

  return g_array_append_val (ids, book);
}

static void
leaf_sidebar_fill_menu (LeafSidebar *self, GMenu *menu, gint64 book)
{
  g_autoptr (GArray) ids = leaf_sidebar_dup_affected (self, book);
  g_autoptr (GMenu) danger = g_menu_new ();
  g_autoptr (GMenuItem) remove = g_menu_item_new (_("Re_move from Library"), NULL);

  if (ids->len > 1)
    {
      g_autoptr (GMenuModel) publish = leaf_book_selection_make_menu ("sidebar.bulk");

      for (int i = 0; i < g_menu_model_get_n_items (publish); i++)
        {
          g_autoptr (GMenuModel) section = g_menu_model_get_item_link (publish, i, G_MENU_LINK_SECTION);

          g_menu_append_section (menu, NULL, section);
        }
    }
  else
    {
      g_autoptr (GMenuItem) write = g_menu_item_new (_("_Write Review"), NULL);
      g_autoptr (GMenuItem) details = g_menu_item_new (_("_Book Details"), NULL);

      g_menu_item_set_action_and_target (write, "win.open-book", "x", book);
      g_menu_append_item (menu, write);
      g_menu_item_set_action_and_target (details, "win.book-details", "x", book);
      g_menu_append_item (menu, details);
    }
  g_menu_item_set_action_and_target_value (remove, "win.remove-books",
                                           g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids->data, ids->len, sizeof book));
  g_menu_append_item (danger, remove);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (danger));
}

/* The row that was pressed never hears that the button was let go, as the menu did, and would look pressed. */
static void
leaf_sidebar_menu_closed_cb (LeafSidebar *self)
{
  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->list_view)); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    gtk_widget_unset_state_flags (item, GTK_STATE_FLAG_ACTIVE);
}

static void
leaf_sidebar_popup_menu (LeafSidebar *self, gint64 book, const GdkRectangle *at)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  leaf_sidebar_fill_menu (self, menu, book);
  if (self->context_menu == NULL)
    {
      self->context_menu = gtk_popover_menu_new_from_model (NULL);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->context_menu), FALSE);
      gtk_widget_set_halign (self->context_menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->context_menu, GTK_WIDGET (self));
      g_signal_connect_object (self->context_menu, "closed", G_CALLBACK (leaf_sidebar_menu_closed_cb), self, G_CONNECT_SWAPPED);
    }

  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->context_menu), G_MENU_MODEL (menu));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->context_menu), at);
  gtk_popover_popup (GTK_POPOVER (self->context_menu));
}

static void
leaf_sidebar_menu_click_cb (GtkGestureClick *gesture,
                            int n_press,
                            double x,
                            double y,
                            LeafSidebar *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  LeafBookRow *row = leaf_book_row_widget_get_row (LEAF_BOOK_ROW_WIDGET (widget));
  double at_x, at_y;

  if (row == NULL || !gtk_widget_translate_coordinates (widget, GTK_WIDGET (self), x, y, &at_x, &at_y))
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  leaf_sidebar_popup_menu (self, leaf_book_row_get_id (row),
                           &(GdkRectangle) { (int) at_x, (int) at_y, 1, 1 });
}

static gboolean
leaf_sidebar_menu_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  LeafSidebar *self = user_data;
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list_view));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;
  graphene_rect_t bounds;

  if (!LEAF_IS_BOOK_ROW_WIDGET (row) || leaf_book_row_widget_get_row (LEAF_BOOK_ROW_WIDGET (row)) == NULL ||
      !gtk_widget_compute_bounds (focus, GTK_WIDGET (self), &bounds))
    return GDK_EVENT_PROPAGATE;

  leaf_sidebar_popup_menu (self, leaf_book_row_get_id (leaf_book_row_widget_get_row (LEAF_BOOK_ROW_WIDGET (row))),
                           &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                             (int) bounds.size.width, (int) bounds.size.height });
  return GDK_EVENT_STOP;
}

static gboolean
leaf_sidebar_delete_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  LeafSidebar *self = user_data;
  g_autoptr (GArray) ids = leaf_book_selection_dup_ids (GTK_SELECTION_MODEL (self->selection), self->browse);

  if (ids->len == 0)
    return GDK_EVENT_PROPAGATE;

  leaf_book_selection_remove (GTK_WIDGET (self), ids);
  return GDK_EVENT_STOP;
}

static gboolean
leaf_sidebar_escape_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  LeafSidebar *self = user_data;

  if (!leaf_sidebar_has_several (self))
    return GDK_EVENT_PROPAGATE;

  leaf_sidebar_deselect (self);
  return GDK_EVENT_STOP;
}

void
leaf_sidebar_add_menu_click (LeafSidebar *self, GtkWidget *widget)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (leaf_sidebar_menu_click_cb), self, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
}

void
leaf_sidebar_add_list_keys (LeafSidebar *self)
{
  GtkShortcutController *controller = GTK_SHORTCUT_CONTROLLER (gtk_shortcut_controller_new ());

  gtk_shortcut_controller_add_shortcut (
    controller, gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Delete|KP_Delete"),
                                  gtk_callback_action_new (leaf_sidebar_delete_key_cb, self, NULL)));
  gtk_shortcut_controller_add_shortcut (
    controller, gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                                  gtk_callback_action_new (leaf_sidebar_menu_key_cb, self, NULL)));
  gtk_shortcut_controller_add_shortcut (
    controller, gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Escape"),
                                  gtk_callback_action_new (leaf_sidebar_escape_key_cb, self, NULL)));
  /* Ahead of the search, which takes every key of the books that means something in a text. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (controller), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), GTK_EVENT_CONTROLLER (controller));
}
