/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-browse.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Says where she looks, and lets her choose another place. Property: "browse". */
#define LEAF_TYPE_PLACE_BUTTON (leaf_place_button_get_type ())
G_DECLARE_FINAL_TYPE (LeafPlaceButton, leaf_place_button, LEAF, PLACE_BUTTON, AdwBin)

void leaf_place_button_set_browse (LeafPlaceButton *self, LeafBrowse *browse);

G_END_DECLS
