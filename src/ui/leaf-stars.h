/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Five stars that show a rating; invisible while there is none. */
#define LEAF_TYPE_STARS (leaf_stars_get_type ())
G_DECLARE_FINAL_TYPE (LeafStars, leaf_stars, LEAF, STARS, GtkWidget)

GtkWidget *leaf_stars_new        (void);
int        leaf_stars_get_rating (LeafStars *self);
void       leaf_stars_set_rating (LeafStars *self, int rating); /* halves, 0 none; property "rating" */
char      *leaf_stars_describe   (int rating);                  /* "4.5 of 5 stars", translated */

G_END_DECLS
