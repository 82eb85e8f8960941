/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-outbox-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One job of the outbox: what, how far, and what she can do about it. */
#define LEAF_TYPE_OUTBOX_ROW (leaf_outbox_row_get_type ())
G_DECLARE_FINAL_TYPE (LeafOutboxRow, leaf_outbox_row, LEAF, OUTBOX_ROW, GtkListBoxRow)

GtkWidget      *leaf_outbox_row_new      (LeafOutboxList *list, LeafOutboxItem *item);
LeafOutboxItem *leaf_outbox_row_get_item (LeafOutboxRow *self);
void            leaf_outbox_row_update   (LeafOutboxRow *self); /* time has gone by */

G_END_DECLS
