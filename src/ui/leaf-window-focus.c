/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Nothing but the text, and the whole screen for it. */

#define G_LOG_DOMAIN "leaf-window"

#include "config.h"

#include "leaf-window-private.h"

#include "leaf-review-page.h"

#include <glib/gi18n.h>

/**
 * leaf_window_update_focus:
 * @self: the window
 *
 * Lets the header of the review follow: in focus mode it has no title, and wherever the window is not
 * as usual there is a button that brings it back, for those without a keyboard.
 */
void
leaf_window_update_focus (LeafWindow *self)
{
  gboolean alone = leaf_panes_get_alone (self->panes);
  gboolean fullscreen = gtk_window_is_fullscreen (GTK_WINDOW (self));
  const char *name = alone ? _("Leave Focus Mode") : _("Leave Full Screen");

  gtk_widget_set_visible (self->leave_button, alone || fullscreen);
  gtk_widget_set_tooltip_text (self->leave_button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->leave_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->review_title), !alone);
  gtk_widget_set_visible (self->review_back, !alone && leaf_panes_get_folded (self->panes));
  gtk_widget_set_visible (self->book_toggle, !alone && leaf_panes_get_has_book (self->panes));
  if (alone)
    gtk_widget_add_css_class (GTK_WIDGET (self->review_header), "flat");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->review_header), "flat");
  if (self->review_page != NULL)
    leaf_review_page_set_focus_mode (LEAF_REVIEW_PAGE (self->review_page), alone);
}

/**
 * leaf_window_set_focus_mode:
 * @self: the window
 * @focus_mode: whether to show only the text of the review
 *
 * What was shown beside the text comes back afterwards. Without a review there is nothing to focus on.
 */
void
leaf_window_set_focus_mode (LeafWindow *self, gboolean focus_mode)
{
  focus_mode = focus_mode && self->book != 0 && !self->covers_wanted;
  if (leaf_panes_get_alone (self->panes) == focus_mode)
    return;

  if (focus_mode)
    leaf_panes_show_pane (self->panes, LEAF_PANE_REVIEW);
  leaf_panes_set_alone (self->panes, focus_mode);
  if (focus_mode && self->review_page != NULL)
    leaf_review_page_focus_text (LEAF_REVIEW_PAGE (self->review_page));
}

/* Escape means other things elsewhere. */
static gboolean
leaf_window_escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  LeafWindow *self = LEAF_WINDOW (widget);

  if (!leaf_panes_get_alone (self->panes))
    return GDK_EVENT_PROPAGATE;

  leaf_window_set_focus_mode (self, FALSE);
  return GDK_EVENT_STOP;
}

static void
leaf_window_leave_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  LeafWindow *self = LEAF_WINDOW (widget);

  if (leaf_panes_get_alone (self->panes))
    leaf_window_set_focus_mode (self, FALSE);
  else
    gtk_window_unfullscreen (GTK_WINDOW (self));
}

/**
 * leaf_window_class_init_focus:
 * @widget_class: the class of the window
 *
 * The actions of focus mode and full screen, and their keys.
 */
void
leaf_window_class_init_focus (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_property_action (widget_class, "win.focus-mode", "focus-mode");
  gtk_widget_class_install_property_action (widget_class, "win.fullscreen", "fullscreened");
  gtk_widget_class_install_action (widget_class, "win.leave", NULL, leaf_window_leave_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F11, 0, "win.fullscreen", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F11, GDK_CONTROL_MASK, "win.focus-mode", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, leaf_window_escape_cb, NULL);
}
