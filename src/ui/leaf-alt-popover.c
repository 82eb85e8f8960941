/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-alt-popover"

#include "config.h"

#include "leaf-alt-popover.h"
#include "leaf-editor-pictures.h"
#include "leaf-ui.h"

struct _LeafAltPopover
{
  GtkPopover parent_instance;

  GtkEditable *entry;
  GtkWidget *apply_button;
  LeafEditor *editor;
  GtkTextMark *place; /* where the figure begins; owned by the text */
};

G_DEFINE_FINAL_TYPE (LeafAltPopover, leaf_alt_popover, GTK_TYPE_POPOVER)

static unsigned int
get_offset (LeafAltPopover *self)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor)), &iter, self->place);
  return (unsigned int) gtk_text_iter_get_offset (&iter);
}

static void
forget_place (LeafAltPopover *self)
{
  if (self->place != NULL)
    gtk_text_buffer_delete_mark (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor)), self->place);
  self->place = NULL;
}

static void
apply_cb (LeafAltPopover *self)
{
  g_autofree char *alt = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  if (self->place != NULL)
    leaf_editor_change_figure (self->editor, get_offset (self), NULL, alt);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
closed_cb (LeafAltPopover *self)
{
  forget_place (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
leaf_alt_popover_dispose (GObject *object)
{
  LeafAltPopover *self = LEAF_ALT_POPOVER (object);

  if (self->editor != NULL)
    forget_place (self);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (leaf_alt_popover_parent_class)->dispose (object);
}

static void
leaf_alt_popover_class_init (LeafAltPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leaf_alt_popover_dispose;

  leaf_ui_ensure ();
  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-alt-popover.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafAltPopover, entry);
  gtk_widget_class_bind_template_child (widget_class, LeafAltPopover, apply_button);
}

static void
leaf_alt_popover_init (LeafAltPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_swapped (self->apply_button, "clicked", G_CALLBACK (apply_cb), self);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

/**
 * leaf_alt_popover_new:
 *
 * Returns: (transfer floating): a popover; give it a parent
 */
GtkWidget *
leaf_alt_popover_new (void)
{
  return g_object_new (LEAF_TYPE_ALT_POPOVER, NULL);
}

/**
 * leaf_alt_popover_edit:
 * @self: a popover with a parent
 * @editor: (transfer none): whose figure it is
 * @offset: where the figure begins
 *
 * Opens below a picture, with the alternative text it has.
 */
void
leaf_alt_popover_edit (LeafAltPopover *self,
                       LeafEditor     *editor,
                       unsigned int    offset)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  const char *alt;
  GdkRectangle area;
  double x, y;

  g_return_if_fail (LEAF_IS_ALT_POPOVER (self));
  g_return_if_fail (LEAF_IS_EDITOR (editor));

  if (!leaf_editor_get_figure (editor, offset, NULL, &alt) || !leaf_editor_get_figure_area (editor, offset, &area))
    return;

  if (self->editor != NULL)
    forget_place (self);
  g_set_object (&self->editor, editor);
  self->place = leaf_editor_create_mark (editor, offset);
  gtk_editable_set_text (self->entry, alt != NULL ? alt : "");

  /* Not below a picture that is half out of sight. */
  area.height = MIN (area.height, MAX (1, gtk_widget_get_height (GTK_WIDGET (editor)) - area.y));
  if (gtk_widget_translate_coordinates (GTK_WIDGET (editor), parent, area.x, area.y, &x, &y))
    gtk_popover_set_pointing_to (GTK_POPOVER (self), &(GdkRectangle) { (int) x, (int) y, area.width, area.height });
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
