/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-rating"

#include "config.h"

#include "leaf-rating.h"

#include "leaf-review.h"
#include "leaf-stars.h"

#include <glib/gi18n.h>

#define N_STARS (LEAF_RATING_MAX / 2)

struct _LeafRating
{
  GtkWidget parent_instance;

  int rating;
  GtkImage *images[N_STARS];
};

G_DEFINE_FINAL_TYPE (LeafRating, leaf_rating, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_RATING,
  N_PROPS
};

enum
{
  RATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static unsigned int signals[N_SIGNALS];

static void
update (LeafRating *self)
{
  g_autofree char *text =
      self->rating > 0 ? leaf_stars_describe (self->rating) : g_strdup (_("Not rated"));

  for (int i = 0; i < N_STARS; i++)
    {
      const char *icon = "leaf-star-outline-symbolic";

      if (self->rating >= 2 * i + 2)
        icon = "leaf-star-symbolic";
      else if (self->rating == 2 * i + 1)
        icon = "leaf-star-half-symbolic";

      gtk_image_set_from_icon_name (self->images[i], icon);
    }

  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, LEAF_RATING_MAX / 2.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, self->rating / 2.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  -1);
}

/* Sets the rating as the user's doing. */
static void
rate (LeafRating *self, int rating)
{
  rating = CLAMP (rating, 0, LEAF_RATING_MAX);
  if (rating == self->rating)
    return;

  leaf_rating_set_rating (self, rating);
  g_signal_emit (self, signals[RATED], 0, rating);
}

static void
pressed_cb (LeafRating *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  int rating;

  if (width <= 0)
    return;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = width - x;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  rating = CLAMP ((int) (x / width * LEAF_RATING_MAX) + 1, 1, LEAF_RATING_MAX);
  rate (self, rating == self->rating ? 0 : rating);
}

static gboolean
step_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  LeafRating *self = LEAF_RATING (widget);
  int by = g_variant_get_int32 (args);

  rate (self, self->rating + by);

  return TRUE;
}

static gboolean
step_sideways_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  LeafRating *self = LEAF_RATING (widget);
  int by = g_variant_get_int32 (args);

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    by = -by;
  rate (self, self->rating + by);

  return TRUE;
}

static gboolean
set_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  rate (LEAF_RATING (widget), g_variant_get_int32 (args));

  return TRUE;
}

static void
leaf_rating_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_RATING:
      g_value_set_int (value, leaf_rating_get_rating (LEAF_RATING (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_rating_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_RATING:
      leaf_rating_set_rating (LEAF_RATING (object), g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_rating_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (leaf_rating_parent_class)->dispose (object);
}

static void
leaf_rating_class_init (LeafRatingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = leaf_rating_get_property;
  object_class->set_property = leaf_rating_set_property;
  object_class->dispose = leaf_rating_dispose;

  properties[PROP_RATING] =
      g_param_spec_int ("rating", NULL, NULL, 0, LEAF_RATING_MAX, 0,
                        G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LeafRating::rated:
   * @rating: halves of a star, 0 for none
   *
   * The user gave another rating.
   */
  signals[RATED] = g_signal_new ("rated", LEAF_TYPE_RATING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "rating");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, step_sideways_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, step_sideways_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_plus, 0, step_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_minus, 0, step_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, set_cb, "i", 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, set_cb, "i", LEAF_RATING_MAX);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, set_cb, "i", 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_BackSpace, 0, set_cb, "i", 0);
  for (int i = 0; i <= N_STARS; i++)
    {
      gtk_widget_class_add_binding (widget_class, GDK_KEY_0 + i, 0, set_cb, "i", 2 * i);
      gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_0 + i, 0, set_cb, "i", 2 * i);
    }
}

static void
leaf_rating_init (LeafRating *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  for (int i = 0; i < N_STARS; i++)
    {
      self->images[i] = GTK_IMAGE (g_object_new (GTK_TYPE_IMAGE,
                                                 "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                                 "pixel-size", 24,
                                                 NULL));
      gtk_widget_set_parent (GTK_WIDGET (self->images[i]), GTK_WIDGET (self));
    }

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Rating"), -1);
  update (self);
}

/**
 * leaf_rating_new:
 *
 * Makes a row of five stars, none of them lit.
 *
 * Returns: (transfer none): the widget
 */
GtkWidget *
leaf_rating_new (void)
{
  return g_object_new (LEAF_TYPE_RATING, NULL);
}

/**
 * leaf_rating_get_rating:
 * @self: the stars
 *
 * Returns: halves of a star, 0 when there is no rating
 */
int
leaf_rating_get_rating (LeafRating *self)
{
  g_return_val_if_fail (LEAF_IS_RATING (self), 0);

  return self->rating;
}

/**
 * leaf_rating_set_rating:
 * @self: the stars
 * @rating: halves of a star, from 0 to %LEAF_RATING_MAX
 *
 * Shows a rating; [signal@Rating::rated] is not emitted.
 */
void
leaf_rating_set_rating (LeafRating *self, int rating)
{
  g_return_if_fail (LEAF_IS_RATING (self));
  g_return_if_fail (rating >= 0 && rating <= LEAF_RATING_MAX);

  if (rating == self->rating)
    return;

  self->rating = rating;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATING]);
}
