/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-browse.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The whole library as covers, several of which can be selected. Signal: "book-opened" (gint64). */
#define LEAF_TYPE_COVER_GRID (leaf_cover_grid_get_type ())
G_DECLARE_FINAL_TYPE (LeafCoverGrid, leaf_cover_grid, LEAF, COVER_GRID, GtkWidget)

GtkWidget *leaf_cover_grid_new          (LeafBrowse *browse);
void       leaf_cover_grid_focus        (LeafCoverGrid *self);
void       leaf_cover_grid_focus_search (LeafCoverGrid *self);

G_END_DECLS
