/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-ui"

#include "config.h"

#include "leaf-ui.h"

#include "leaf-ui-resources.h"

/**
 * leaf_ui_ensure:
 *
 * Makes the resources of this room known. Called by every class that has a template, so that a
 * widget can be made without the application, as tests do; also what keeps the linker from leaving
 * the resources out.
 */
void
leaf_ui_ensure (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      GdkDisplay *display = gdk_display_get_default ();

      g_resources_register (leaf_ui_get_resource ());
      if (display != NULL)
        gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display),
                                          LEAF_UI_RESOURCE ("icons"));
      g_once_init_leave (&once, 1);
    }
}

/**
 * leaf_ui_toast_new:
 * @text: plain text, such as the message of an error or the title of a book
 *
 * Makes a toast. libadwaita reads the title of a toast as markup: a bare "&" or "<" would leave it
 * empty.
 *
 * Returns: (transfer full): a toast
 */
AdwToast *
leaf_ui_toast_new (const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  return adw_toast_new (markup);
}

/**
 * leaf_ui_show_toast:
 * @widget: where it happened
 * @toast: (transfer full): what is said of it
 *
 * Shows a toast in the window that @widget is in; drops it when that has gone.
 */
void
leaf_ui_show_toast (GtkWidget *widget,
                    AdwToast  *toast)
{
  GtkWidget *overlay;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (ADW_IS_TOAST (toast));

  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (toast);
}

/**
 * leaf_ui_name_menu_button:
 * @button: a menu button that shows no words
 * @name: what it is, translated
 *
 * Gives @button a name for assistive technology. The name has to be on the toggle inside, because
 * that is what the focus stops at; GTK passes none on to it.
 */
void
leaf_ui_name_menu_button (GtkMenuButton *button, const char *name)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button));

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (button)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_TOGGLE_BUTTON (child))
      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
}

/**
 * leaf_ui_point_to_cursor:
 * @popover: a popover with a parent
 * @view: a text, below that parent
 *
 * Has a popover point to where the cursor of a text is.
 */
void
leaf_ui_point_to_cursor (GtkPopover  *popover,
                         GtkTextView *view)
{
  GtkWidget *parent;
  GdkRectangle cursor;
  double x, y;

  g_return_if_fail (GTK_IS_POPOVER (popover));
  g_return_if_fail (GTK_IS_TEXT_VIEW (view));

  parent = gtk_widget_get_parent (GTK_WIDGET (popover));
  gtk_text_view_get_cursor_locations (view, NULL, &cursor, NULL);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, cursor.x, cursor.y, &cursor.x, &cursor.y);
  if (gtk_widget_translate_coordinates (GTK_WIDGET (view), parent, cursor.x, cursor.y, &x, &y))
    gtk_popover_set_pointing_to (popover, &(GdkRectangle) { (int) x, (int) y, 1, cursor.height });
}

static void
parent_destroyed_cb (GtkWindow *window, GtkWindow *parent)
{
  GtkWindow *now = gtk_window_get_transient_for (window);

  if (now == NULL || now == parent)
    gtk_window_destroy (window);
}

static void
parent_changed_cb (GtkWindow *window)
{
  GtkWindow *parent = gtk_window_get_transient_for (window);

  if (parent != NULL)
    g_signal_connect_object (parent, "destroy", G_CALLBACK (parent_destroyed_cb), window, G_CONNECT_SWAPPED);
}

/**
 * leaf_ui_end_with_parent:
 * @window: a window that will be transient for another one
 *
 * Has @window destroyed with the window it belongs to. GTK's own "destroy-with-parent" leaves a pointer to the
 * parent behind in a window that somebody still holds, as a thread that looks something up for it does, and follows
 * it when that is let go (GTK 4.8 to 4.18, gtk_window_transient_parent_destroyed()).
 */
void
leaf_ui_end_with_parent (GtkWindow *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  gtk_window_set_destroy_with_parent (window, FALSE);
  g_signal_connect (window, "notify::transient-for", G_CALLBACK (parent_changed_cb), NULL);
  parent_changed_cb (window);
}
