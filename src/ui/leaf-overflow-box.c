/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-overflow-box"

#include "config.h"

#include "leaf-overflow-box.h"

#define SPACING 6

struct _LeafOverflowBox
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (LeafOverflowBox, leaf_overflow_box, GTK_TYPE_WIDGET)

static int
natural_width (GtkWidget *child)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static void
leaf_overflow_box_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *last = gtk_widget_get_last_child (widget);

  *minimum = *natural = 0;
  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      if (orientation == GTK_ORIENTATION_VERTICAL)
        {
          *minimum = MAX (*minimum, child_minimum);
          *natural = MAX (*natural, child_natural);
        }
      else
        {
          *natural += child_natural + (child == first ? 0 : SPACING);
          if (child == first || child == last)
            *minimum += child_minimum + (child == first ? 0 : SPACING);
        }
    }
}

static void
place (GtkWidget *widget,
       GtkWidget *child,
       int        x,
       int        child_width,
       int        width,
       int        height,
       int        baseline)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  gtk_widget_size_allocate (child,
                            &(GtkAllocation) { rtl ? width - x - child_width : x, 0, child_width, height },
                            baseline);
}

static void
leaf_overflow_box_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  GtkWidget *last = gtk_widget_get_last_child (widget);
  gboolean full = FALSE;
  int room, x = 0;

  if (first == NULL)
    return;

  room = width - natural_width (last) - SPACING;
  for (GtkWidget *child = first; child != last; child = gtk_widget_get_next_sibling (child))
    {
      int child_width;

      if (!gtk_widget_should_layout (child))
        continue;

      /* Those after the first that does not fit stay out, too, so that the order means something. */
      child_width = natural_width (child);
      if (child == first)
        child_width = MIN (child_width, MAX (room, 0));
      full |= x + child_width > room;
      gtk_widget_set_child_visible (child, !full);
      if (!full)
        {
          place (widget, child, x, child_width, width, height, baseline);
          x += child_width + SPACING;
        }
    }
  place (widget, last, x, natural_width (last), width, height, baseline);
}

static void
leaf_overflow_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (leaf_overflow_box_parent_class)->dispose (object);
}

static void
leaf_overflow_box_class_init (LeafOverflowBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leaf_overflow_box_dispose;

  widget_class->measure = leaf_overflow_box_measure;
  widget_class->size_allocate = leaf_overflow_box_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "leafoverflowbox");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
leaf_overflow_box_init (LeafOverflowBox *self)
{
}

/**
 * leaf_overflow_box_shows:
 * @self: a box
 * @child: one of its children
 *
 * Returns: whether there is room for it
 */
gboolean
leaf_overflow_box_shows (LeafOverflowBox *self,
                         GtkWidget       *child)
{
  g_return_val_if_fail (LEAF_IS_OVERFLOW_BOX (self), FALSE);
  g_return_val_if_fail (gtk_widget_get_parent (child) == GTK_WIDGET (self), FALSE);

  return gtk_widget_get_child_visible (child);
}
