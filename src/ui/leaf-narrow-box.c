/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-narrow-box"

#include "config.h"

#include "leaf-narrow-box.h"

/* Below this width the children stand one below the other. */
#define WIDE_WIDTH   680
#define FIRST_WIDTH  250
#define FIRST_HEIGHT 170

struct _LeafNarrowBox
{
  GtkWidget parent_instance;

  GtkWidget *first;
  GtkWidget *second;
  gboolean narrow;
  unsigned int notify_source;
};

G_DEFINE_FINAL_TYPE (LeafNarrowBox, leaf_narrow_box, GTK_TYPE_WIDGET)

enum {
  PROP_0,
  PROP_FIRST,
  PROP_SECOND,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_child (LeafNarrowBox *self,
           GtkWidget    **place,
           GtkWidget     *child)
{
  g_clear_pointer (place, gtk_widget_unparent);
  *place = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

/* What follows may change sizes, which must not happen while they are given out. */
static gboolean
notify_cb (gpointer data)
{
  LeafNarrowBox *self = data;

  self->notify_source = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
  return G_SOURCE_REMOVE;
}

static void
set_narrow (LeafNarrowBox *self,
            gboolean       narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  if (self->notify_source == 0)
    self->notify_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, notify_cb, self, NULL);
}

static void
leaf_narrow_box_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  LeafNarrowBox *self = LEAF_NARROW_BOX (widget);
  int first_min, first_nat, second_min, second_nat;

  gtk_widget_measure (self->first, orientation, -1, &first_min, &first_nat, NULL, NULL);
  gtk_widget_measure (self->second, orientation, -1, &second_min, &second_nat, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (first_min, second_min);
      *natural = FIRST_WIDTH + second_nat;
    }
  else
    {
      *minimum = MAX (first_min, FIRST_HEIGHT) + second_min;
      *natural = FIRST_HEIGHT + second_nat;
    }
}

static void
leaf_narrow_box_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  LeafNarrowBox *self = LEAF_NARROW_BOX (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation first = { 0, 0, width, FIRST_HEIGHT };
  GtkAllocation second = { 0, FIRST_HEIGHT, width, height - FIRST_HEIGHT };

  set_narrow (self, width < WIDE_WIDTH);
  if (!self->narrow)
    {
      first = (GtkAllocation) { rtl ? width - FIRST_WIDTH : 0, 0, FIRST_WIDTH, height };
      second = (GtkAllocation) { rtl ? 0 : FIRST_WIDTH, 0, width - FIRST_WIDTH, height };
    }
  gtk_widget_size_allocate (self->first, &first, -1);
  gtk_widget_size_allocate (self->second, &second, -1);
}

static void
leaf_narrow_box_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  LeafNarrowBox *self = LEAF_NARROW_BOX (object);

  switch (prop_id)
    {
    case PROP_FIRST:
      g_value_set_object (value, self->first);
      break;
    case PROP_SECOND:
      g_value_set_object (value, self->second);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_narrow_box_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  LeafNarrowBox *self = LEAF_NARROW_BOX (object);

  switch (prop_id)
    {
    case PROP_FIRST:
      set_child (self, &self->first, g_value_get_object (value));
      break;
    case PROP_SECOND:
      set_child (self, &self->second, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_narrow_box_dispose (GObject *object)
{
  LeafNarrowBox *self = LEAF_NARROW_BOX (object);

  g_clear_handle_id (&self->notify_source, g_source_remove);
  g_clear_pointer (&self->first, gtk_widget_unparent);
  g_clear_pointer (&self->second, gtk_widget_unparent);

  G_OBJECT_CLASS (leaf_narrow_box_parent_class)->dispose (object);
}

static void
leaf_narrow_box_class_init (LeafNarrowBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = leaf_narrow_box_dispose;
  object_class->get_property = leaf_narrow_box_get_property;
  object_class->set_property = leaf_narrow_box_set_property;
  widget_class->measure = leaf_narrow_box_measure;
  widget_class->size_allocate = leaf_narrow_box_size_allocate;

  properties[PROP_FIRST] = g_param_spec_object ("first", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | flags);
  properties[PROP_SECOND] = g_param_spec_object ("second", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
leaf_narrow_box_init (LeafNarrowBox *self)
{
}

/**
 * leaf_narrow_box_get_narrow:
 * @self: a box
 *
 * Returns: whether the second child stands below the first
 */
gboolean
leaf_narrow_box_get_narrow (LeafNarrowBox *self)
{
  g_return_val_if_fail (LEAF_IS_NARROW_BOX (self), FALSE);

  return self->narrow;
}
