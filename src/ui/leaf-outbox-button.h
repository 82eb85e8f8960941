/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-outbox-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Leads to the outbox, and is there only while something is in it: how many, and whether any needs her. */
#define LEAF_TYPE_OUTBOX_BUTTON (leaf_outbox_button_get_type ())
G_DECLARE_FINAL_TYPE (LeafOutboxButton, leaf_outbox_button, LEAF, OUTBOX_BUTTON, AdwBin)

void leaf_outbox_button_set_list (LeafOutboxButton *self, LeafOutboxList *list); /* NULL: none yet */

G_END_DECLS
