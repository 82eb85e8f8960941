/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-pane"

#include "config.h"

#include "leaf-pane.h"

/* The folding containers decide by natural widths. Those of our panes would follow the longest
 * title or the longest word in view, and the window would fold and unfold while she types; so a
 * pane answers with the width it was made for, and never with more. */
struct _LeafPane
{
  GtkWidget parent_instance;

  GtkWidget *child;
  int preferred_width;
};

G_DEFINE_FINAL_TYPE (LeafPane, leaf_pane, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
leaf_pane_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
leaf_pane_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  LeafPane *self = LEAF_PANE (widget);

  *minimum = *natural = 0;
  if (self->child != NULL && gtk_widget_should_layout (self->child))
    gtk_widget_measure (self->child, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*minimum, self->preferred_width);
}

static void
leaf_pane_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LeafPane *self = LEAF_PANE (widget);

  if (self->child != NULL && gtk_widget_should_layout (self->child))
    gtk_widget_size_allocate (self->child, &(GtkAllocation) { 0, 0, width, height }, baseline);
}

static void
leaf_pane_dispose (GObject *object)
{
  LeafPane *self = LEAF_PANE (object);

  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (leaf_pane_parent_class)->dispose (object);
}

static void
leaf_pane_class_init (LeafPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = leaf_pane_dispose;

  widget_class->get_request_mode = leaf_pane_get_request_mode;
  widget_class->measure = leaf_pane_measure;
  widget_class->size_allocate = leaf_pane_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "leafpane");
}

static void
leaf_pane_init (LeafPane *self)
{
  /* Whether a pane grows is decided by LeafPanes, not by what happens to be inside it. */
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}

/**
 * leaf_pane_new:
 * @preferred_width: the width it asks for, in pixels; the least is its child's
 *
 * Returns: (transfer floating): a new pane
 */
GtkWidget *
leaf_pane_new (int preferred_width)
{
  LeafPane *self = g_object_new (LEAF_TYPE_PANE, NULL);

  self->preferred_width = preferred_width;
  return GTK_WIDGET (self);
}

/**
 * leaf_pane_set_child:
 * @self: a pane
 * @child: (nullable): what it shows
 */
void
leaf_pane_set_child (LeafPane *self, GtkWidget *child)
{
  g_return_if_fail (LEAF_IS_PANE (self));
  g_return_if_fail (child == NULL || GTK_IS_WIDGET (child));

  if (self->child == child)
    return;

  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
