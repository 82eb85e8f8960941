/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The menus above the text: kinds of paragraphs, and what has no button or no room for it. */

#define G_LOG_DOMAIN "leaf-review-page"

#include "config.h"

#include "leaf-review-page-private.h"

#include <glib/gi18n.h>

static gboolean
focus_editor_cb (gpointer user_data)
{
  LeafReviewPage *self = LEAF_REVIEW_PAGE (user_data);

  if (gtk_widget_get_mapped (GTK_WIDGET (self->editor)) &&
      !gtk_widget_get_visible (GTK_WIDGET (self->link_popover)) &&
      !gtk_widget_get_visible (GTK_WIDGET (self->quote_popover)) &&
      !leaf_writing_tools_has_popup (self->tools_for_writing))
    gtk_widget_grab_focus (GTK_WIDGET (self->editor));

  return G_SOURCE_REMOVE;
}

/* Who chose how to write goes on writing. In an idle: the menu gives the focus to its button first. */
static void
closed_cb (LeafReviewPage *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_editor_cb, g_object_ref (self), g_object_unref);
}

/* One by one: GTK draws no line between the sections of a section. */
static void
append_sections (GMenu      *menu,
                 GMenuModel *sections)
{
  for (int i = 0; i < g_menu_model_get_n_items (sections); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (sections, i, G_MENU_LINK_SECTION);

      g_menu_append_section (menu, NULL, section);
    }
}

/* What there was no room for in the toolbar comes first. Only undo and redo are in the menu itself, which has
 * to fit into a small window. */
static void
fill_cb (GtkMenuButton *button,
         gpointer       data)
{
  LeafReviewPage *self = data;
  g_autoptr (GMenu) menu = g_menu_new ();
  const struct
  {
    GtkWidget *tools;
    GMenuModel *section;
    GMenu *menu;
  } groups[] = {
    { self->marks_tools, self->marks_menu, self->format_menu },
    { self->lines_tools, self->lines_menu, self->format_menu },
    { self->lists_tools, self->lists_menu, self->format_menu },
    { self->link_tools, self->link_menu, self->insert_menu },
    { self->undo_tools, self->undo_menu, menu },
  };

  leaf_review_page_update_templates (self);
  g_menu_remove_all (self->format_menu);
  g_menu_remove_all (self->insert_menu);
  for (unsigned int i = 0; i < G_N_ELEMENTS (groups); i++)
    if (!leaf_overflow_box_shows (self->tools, groups[i].tools))
      g_menu_append_section (groups[i].menu, NULL, groups[i].section);
  append_sections (self->format_menu, self->format_rest_menu);
  append_sections (self->insert_menu, self->insert_rest_menu);
  append_sections (menu, self->rest_menu);

  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
  g_signal_connect_object (gtk_menu_button_get_popover (button), "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
}

void
leaf_review_page_class_init_menu (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, marks_menu);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, lines_menu);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, link_menu);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, lists_menu);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, undo_menu);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, format_menu);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, format_rest_menu);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, insert_menu);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, insert_rest_menu);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, rest_menu);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, submenus);
  gtk_widget_class_bind_template_child (widget_class, LeafReviewPage, templates_menu);
}

void
leaf_review_page_init_menu (LeafReviewPage *self)
{
  g_menu_append_submenu (self->submenus, _("Spe_lling"), leaf_editor_get_spelling_menu (self->editor));
  gtk_menu_button_set_create_popup_func (self->more_button, fill_cb, self, NULL);
  g_signal_connect_object (gtk_menu_button_get_popover (self->block_button), "closed", G_CALLBACK (closed_cb), self,
                           G_CONNECT_SWAPPED);
}
