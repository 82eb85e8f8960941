/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-sort-button"

#include "config.h"

#include "leaf-sort-button.h"

#include "leaf-ui.h"

#include <glib/gi18n.h>

struct _LeafSortButton
{
  AdwBin parent_instance;

  GtkMenuButton *button;
};

G_DEFINE_FINAL_TYPE (LeafSortButton, leaf_sort_button, ADW_TYPE_BIN)

static void
leaf_sort_button_class_init (LeafSortButtonClass *klass)
{
  leaf_ui_ensure ();

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               LEAF_UI_RESOURCE ("leaf-sort-button.ui"));
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), LeafSortButton, button);
}

static void
leaf_sort_button_init (LeafSortButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  leaf_ui_name_menu_button (self->button, _("Sort books"));
}
