/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-book-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One book in the cover grid: its cover, and its title and authors below. */
#define LEAF_TYPE_BOOK_TILE (leaf_book_tile_get_type ())
G_DECLARE_FINAL_TYPE (LeafBookTile, leaf_book_tile, LEAF, BOOK_TILE, GtkWidget)

GtkWidget   *leaf_book_tile_new     (LeafLibrary *library);
void         leaf_book_tile_set_row (LeafBookTile *self, LeafBookRow *row);

G_END_DECLS
