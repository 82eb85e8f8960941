/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-place.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The state of a book in a word and a colour: to review, draft, scheduled, published, needs attention. */
#define LEAF_TYPE_STATE_PILL (leaf_state_pill_get_type ())
G_DECLARE_FINAL_TYPE (LeafStatePill, leaf_state_pill, LEAF, STATE_PILL, AdwBin)

void leaf_state_pill_set_state (LeafStatePill *self, LeafPlace state);

G_END_DECLS
