/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Five stars in halves to set the rating with; LeafStars only shows one. */
#define LEAF_TYPE_RATING (leaf_rating_get_type ())
G_DECLARE_FINAL_TYPE (LeafRating, leaf_rating, LEAF, RATING, GtkWidget)

GtkWidget *leaf_rating_new        (void);
int        leaf_rating_get_rating (LeafRating *self);
void       leaf_rating_set_rating (LeafRating *self,
                                  int        rating);

G_END_DECLS
