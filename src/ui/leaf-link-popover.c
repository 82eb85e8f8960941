/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-link-popover"

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-link-popover.h"
#include "leaf-ui.h"

#include <string.h>

struct _LeafLinkPopover
{
  GtkPopover parent_instance;

  GtkEditable *entry;
  GtkWidget *hint;
  GtkWidget *apply_button;
  GtkWidget *remove_button;
  LeafEditor *editor;
};

G_DEFINE_FINAL_TYPE (LeafLinkPopover, leaf_link_popover, GTK_TYPE_POPOVER)

/* People type "example.org", "localhost:8080" and "me@example.org". */
static char *
complete_address (const char *typed)
{
  g_autofree char *address = g_strstrip (g_strdup (typed));
  g_autofree char *scheme = g_uri_parse_scheme (address);
  gboolean is_host = scheme == NULL || strchr (scheme, '.') != NULL || g_str_equal (scheme, "localhost");

  if (leaf_link_is_safe (address) || *address == '\0' || !is_host)
    return g_steal_pointer (&address);
  if (strchr (address, '@') != NULL && strchr (address, '/') == NULL)
    return g_strconcat ("mailto:", address, NULL);
  return g_strconcat ("https://", address, NULL);
}

static void
apply_cb (LeafLinkPopover *self)
{
  g_autofree char *address = complete_address (gtk_editable_get_text (self->entry));

  if (!leaf_link_is_safe (address))
    {
      gtk_widget_set_visible (self->hint, TRUE);
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }

  leaf_editor_set_link (self->editor, address);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
remove_cb (LeafLinkPopover *self)
{
  leaf_editor_set_link (self->editor, NULL);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
entry_changed_cb (LeafLinkPopover *self)
{
  gtk_widget_set_visible (self->hint, FALSE);
  gtk_widget_set_sensitive (self->apply_button, *gtk_editable_get_text (self->entry) != '\0');
}

static void
closed_cb (LeafLinkPopover *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
leaf_link_popover_dispose (GObject *object)
{
  g_clear_object (&LEAF_LINK_POPOVER (object)->editor);

  G_OBJECT_CLASS (leaf_link_popover_parent_class)->dispose (object);
}

static void
leaf_link_popover_class_init (LeafLinkPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leaf_link_popover_dispose;

  leaf_ui_ensure ();
  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-link-popover.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafLinkPopover, entry);
  gtk_widget_class_bind_template_child (widget_class, LeafLinkPopover, hint);
  gtk_widget_class_bind_template_child (widget_class, LeafLinkPopover, apply_button);
  gtk_widget_class_bind_template_child (widget_class, LeafLinkPopover, remove_button);
}

static void
leaf_link_popover_init (LeafLinkPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_swapped (self->apply_button, "clicked", G_CALLBACK (apply_cb), self);
  g_signal_connect_swapped (self->remove_button, "clicked", G_CALLBACK (remove_cb), self);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (entry_changed_cb), self);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

/**
 * leaf_link_popover_new:
 *
 * Returns: (transfer floating): a popover; give it a parent
 */
GtkWidget *
leaf_link_popover_new (void)
{
  return g_object_new (LEAF_TYPE_LINK_POPOVER, NULL);
}

/**
 * leaf_link_popover_edit:
 * @self: a popover with a parent
 * @editor: (transfer none): whose link it is
 *
 * Opens at the cursor of the editor, with the address of the link there.
 */
void
leaf_link_popover_edit (LeafLinkPopover *self,
                        LeafEditor      *editor)
{
  GtkTextView *view = GTK_TEXT_VIEW (editor);
  g_autofree char *address = NULL;
  GdkRectangle cursor;
  double x, y;

  g_return_if_fail (LEAF_IS_LINK_POPOVER (self));
  g_return_if_fail (LEAF_IS_EDITOR (editor));

  g_set_object (&self->editor, editor);
  address = leaf_editor_dup_active_link (editor);
  gtk_editable_set_text (self->entry, address != NULL ? address : "");
  gtk_widget_set_visible (self->remove_button, address != NULL);
  entry_changed_cb (self);

  gtk_text_view_get_cursor_locations (view, NULL, &cursor, NULL);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, cursor.x, cursor.y, &cursor.x, &cursor.y);
  if (gtk_widget_translate_coordinates (GTK_WIDGET (editor), gtk_widget_get_parent (GTK_WIDGET (self)),
                                        cursor.x, cursor.y, &x, &y))
    gtk_popover_set_pointing_to (GTK_POPOVER (self),
                                 &(GdkRectangle) { (int) x, (int) y, 1, cursor.height });
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
