/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outline-popover"

#include "config.h"

#include "leaf-outline-popover.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

#define INDENT 18 /* pixels a level */

#define PLACE "leaf-place" /* of a row: the offset of its heading */

struct _LeafOutlinePopover
{
  GtkPopover parent_instance;

  GtkStack *stack;
  GtkListBox *list;
  LeafEditor *editor; /* while it is open */
};

G_DEFINE_FINAL_TYPE (LeafOutlinePopover, leaf_outline_popover, GTK_TYPE_POPOVER)

static const char *
name_level (unsigned int level)
{
  return level == 2 ? _("Heading") : level == 3 ? _("Subheading") : _("Small heading");
}

static GtkWidget *
make_row (const LeafBlock *block,
          unsigned int     place)
{
  unsigned int level = leaf_block_get_style (block)->level;
  const char *text = leaf_block_get_text (block);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (*text != '\0' ? text : _("Without words"));
  g_autofree char *name = NULL;

  /* Translators: the words of a heading and which kind it is, for people who cannot see how far it is indented */
  name = g_strdup_printf (_("%s, %s"), gtk_label_get_label (GTK_LABEL (label)), name_level (level));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_start (label, (int) (level - 2) * INDENT);
  if (level == 2)
    gtk_widget_add_css_class (label, "heading");
  if (*text == '\0')
    gtk_widget_add_css_class (label, "dim-label");

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (row), PLACE, GUINT_TO_POINTER (place));
  return row;
}

/* Returns the row of the part she is in. */
static GtkWidget *
fill (LeafOutlinePopover *self)
{
  LeafDocument *document = leaf_editor_get_document (self->editor);
  unsigned int cursor = leaf_editor_get_cursor (self->editor);
  unsigned int n_blocks = leaf_document_get_n_blocks (document);
  GtkWidget *here = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);

  for (unsigned int i = 0; i < n_blocks; i++)
    {
      const LeafBlock *block = leaf_document_get_block (document, i);
      unsigned int place;
      GtkWidget *row;

      if (leaf_block_get_style (block)->kind != LEAF_BLOCK_HEADING)
        continue;

      place = leaf_document_get_block_start (document, i);
      row = make_row (block, place);
      gtk_list_box_append (self->list, row);
      if (here == NULL || place <= cursor)
        here = row;
    }
  return here;
}

static void
row_activated_cb (LeafOutlinePopover *self,
                  GtkListBoxRow      *row)
{
  if (self->editor != NULL)
    leaf_editor_show_place (self->editor, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), PLACE)));
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
closed_cb (LeafOutlinePopover *self)
{
  if (self->editor != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  g_clear_object (&self->editor);
}

static void
leaf_outline_popover_dispose (GObject *object)
{
  g_clear_object (&LEAF_OUTLINE_POPOVER (object)->editor);

  G_OBJECT_CLASS (leaf_outline_popover_parent_class)->dispose (object);
}

static void
leaf_outline_popover_class_init (LeafOutlinePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leaf_outline_popover_dispose;

  leaf_ui_ensure ();
  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-outline-popover.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafOutlinePopover, stack);
  gtk_widget_class_bind_template_child (widget_class, LeafOutlinePopover, list);
}

static void
leaf_outline_popover_init (LeafOutlinePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

/**
 * leaf_outline_popover_new:
 *
 * Returns: (transfer floating): a popover; give it a parent
 */
GtkWidget *
leaf_outline_popover_new (void)
{
  return g_object_new (LEAF_TYPE_OUTLINE_POPOVER, NULL);
}

/* A list scrolls to the row that has the focus, but not before the row has its place. */
static gboolean
show_row_cb (GtkWidget     *row,
             GdkFrameClock *clock,
             gpointer       data)
{
  GtkWidget *list = gtk_widget_get_parent (row);
  GtkWidget *scroller = gtk_widget_get_ancestor (row, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  graphene_rect_t bounds;

  if (gtk_widget_get_height (row) == 0 || !gtk_widget_compute_bounds (row, list, &bounds))
    return G_SOURCE_CONTINUE;

  gtk_adjustment_set_value (adjustment, (double) (bounds.origin.y + bounds.size.height / 2) -
                                        gtk_adjustment_get_page_size (adjustment) / 2);
  return G_SOURCE_REMOVE;
}

/**
 * leaf_outline_popover_open:
 * @self: a popover with a parent
 * @editor: (transfer none): whose headings
 *
 * Opens with the headings that there are now, at the one she is below.
 */
void
leaf_outline_popover_open (LeafOutlinePopover *self,
                           LeafEditor         *editor)
{
  GtkWidget *here;

  g_return_if_fail (LEAF_IS_OUTLINE_POPOVER (self));
  g_return_if_fail (LEAF_IS_EDITOR (editor));

  g_set_object (&self->editor, editor);
  here = fill (self);
  gtk_stack_set_visible_child_name (self->stack, here != NULL ? "headings" : "empty");
  gtk_popover_popup (GTK_POPOVER (self));
  if (here != NULL)
    {
      gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (here));
      gtk_widget_grab_focus (here);
      gtk_widget_add_tick_callback (here, show_row_cb, NULL, NULL);
    }
}
