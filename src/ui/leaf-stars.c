/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-stars"

#include "config.h"

#include "leaf-stars.h"

#include "leaf-review.h"

#include <glib/gi18n.h>

#define N_STARS (LEAF_RATING_MAX / 2)
#define STAR_SIZE 12
#define STAR_GAP 1

struct _LeafStars
{
  GtkWidget parent_instance;

  int rating;
};

G_DEFINE_FINAL_TYPE (LeafStars, leaf_stars, GTK_TYPE_WIDGET)

enum {
  PROP_0,
  PROP_RATING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *
icon_for_star (int rating, int star)
{
  int halves = rating - 2 * star;

  if (halves >= 2)
    return "leaf-star-symbolic";
  return halves == 1 ? "leaf-star-half-symbolic" : "leaf-star-outline-symbolic";
}

static void
leaf_stars_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL
                          ? N_STARS * STAR_SIZE + (N_STARS - 1) * STAR_GAP
                          : STAR_SIZE;
}

static void
leaf_stars_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LeafStars *self = LEAF_STARS (widget);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  GtkTextDirection direction = gtk_widget_get_direction (widget);
  float top = (gtk_widget_get_height (widget) - STAR_SIZE) / 2.0f;
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);

  for (int i = 0; i < N_STARS; i++)
    {
      g_autoptr (GtkIconPaintable) icon =
        gtk_icon_theme_lookup_icon (theme, icon_for_star (self->rating, i), NULL, STAR_SIZE,
                                    gtk_widget_get_scale_factor (widget), direction, 0);
      int place = direction == GTK_TEXT_DIR_RTL ? N_STARS - 1 - i : i;

      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot,
                              &GRAPHENE_POINT_INIT (place * (STAR_SIZE + STAR_GAP), top));
      gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, STAR_SIZE,
                                                STAR_SIZE, &color, 1);
      gtk_snapshot_restore (snapshot);
    }
}

static void
leaf_stars_get_property (GObject *object, unsigned int prop_id, GValue *value, GParamSpec *pspec)
{
  LeafStars *self = LEAF_STARS (object);

  switch (prop_id)
    {
    case PROP_RATING:
      g_value_set_int (value, self->rating);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_stars_set_property (GObject *object,
                         unsigned int prop_id,
                         const GValue *value,
                         GParamSpec *pspec)
{
  LeafStars *self = LEAF_STARS (object);

  switch (prop_id)
    {
    case PROP_RATING:
      leaf_stars_set_rating (self, g_value_get_int (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_stars_class_init (LeafStarsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = leaf_stars_get_property;
  object_class->set_property = leaf_stars_set_property;

  widget_class->measure = leaf_stars_measure;
  widget_class->snapshot = leaf_stars_snapshot;

  properties[PROP_RATING] =
    g_param_spec_int ("rating", NULL, NULL, 0, LEAF_RATING_MAX, 0,
                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "leafstars");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
leaf_stars_init (LeafStars *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * leaf_stars_new:
 *
 * Returns: (transfer floating): stars without a rating, invisible
 */
GtkWidget *
leaf_stars_new (void)
{
  return g_object_new (LEAF_TYPE_STARS, NULL);
}

/**
 * leaf_stars_describe:
 * @rating: in halves of a star
 *
 * Returns: (transfer full): the rating in words, for those who do not see stars
 */
char *
leaf_stars_describe (int rating)
{
  g_autofree char *number = NULL;

  if (rating % 2 == 0)
    number = g_strdup_printf ("%d", rating / 2);
  else
    /* Translators: a number of stars and a half; the decimal separator of the language. */
    number = g_strdup_printf (_("%d.5"), rating / 2);

  /* Translators: a rating; %s is a number such as 4 or 4.5, %d is always 5. */
  return g_strdup_printf (_("%s of %d stars"), number, N_STARS);
}

/**
 * leaf_stars_get_rating:
 * @self: stars
 *
 * Returns: the rating shown, in halves of a star, 0 for none
 */
int
leaf_stars_get_rating (LeafStars *self)
{
  g_return_val_if_fail (LEAF_IS_STARS (self), 0);

  return self->rating;
}

/**
 * leaf_stars_set_rating:
 * @self: stars
 * @rating: in halves of a star, 0 for none
 */
void
leaf_stars_set_rating (LeafStars *self, int rating)
{
  g_autofree char *words = NULL;

  g_return_if_fail (LEAF_IS_STARS (self));

  rating = CLAMP (rating, 0, LEAF_RATING_MAX);
  if (self->rating == rating)
    return;

  self->rating = rating;
  gtk_widget_set_visible (GTK_WIDGET (self), rating > 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));

  words = leaf_stars_describe (rating);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATING]);
}
