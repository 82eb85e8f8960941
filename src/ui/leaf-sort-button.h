/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Lets her choose the order of the books, through the action "win.sort". */
#define LEAF_TYPE_SORT_BUTTON (leaf_sort_button_get_type ())
G_DECLARE_FINAL_TYPE (LeafSortButton, leaf_sort_button, LEAF, SORT_BUTTON, AdwBin)

G_END_DECLS
