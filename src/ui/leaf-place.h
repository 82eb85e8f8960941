/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-books.h"

G_BEGIN_DECLS

/* How the places of the library, the states of its books and its orders are called. */
#define LEAF_N_FIXED_PLACES (LEAF_PLACE_ATTENTION + 1) /* the ones that every library has */
#define LEAF_N_SORTS (LEAF_SORT_PUBLISHED + 1)

const char *leaf_place_get_label       (LeafPlace place);  /* "Drafts"; of the fixed ones */
const char *leaf_place_get_icon        (LeafPlace place);
const char *leaf_place_get_empty_label (LeafPlace place);  /* "No drafts" */
const char *leaf_place_get_empty_hint  (LeafPlace place);  /* what to do about it */
const char *leaf_place_get_state_label (LeafPlace state);  /* "Draft": of one book */
const char *leaf_place_get_state_class (LeafPlace state);  /* CSS class of its pill */

const char *leaf_place_to_nick         (LeafPlace place);
LeafPlace   leaf_place_from_nick       (const char *nick); /* unknown: all books */
const char *leaf_sort_to_nick          (LeafSort sort);
LeafSort    leaf_sort_from_nick        (const char *nick); /* unknown: newest first */

G_END_DECLS
