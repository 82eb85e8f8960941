/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Chooses the categories and tags that a genre becomes, with a search. Signal "changed". */
#define LEAF_TYPE_TERM_POPOVER (leaf_term_popover_get_type ())
G_DECLARE_FINAL_TYPE (LeafTermPopover, leaf_term_popover, LEAF, TERM_POPOVER, GtkPopover)

GtkWidget *leaf_term_popover_new        (const char *genre, GPtrArray *terms, GPtrArray *chosen); /* LeafTerm; LeafGenreTerm */
GPtrArray *leaf_term_popover_get_chosen (LeafTermPopover *self); /* LeafGenreTerm of the genre; none: by its name */

G_END_DECLS
