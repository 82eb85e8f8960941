/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-outbox-item.h"

G_BEGIN_DECLS

/* What is in the outbox, as a list that follows it: what runs, waits and needs her. No widget.
 *
 * Properties, notify: "n-failed", "n-under-way" (run or wait). Signal: "changed" (of any item, too). */
#define LEAF_TYPE_OUTBOX_LIST (leaf_outbox_list_get_type ())
G_DECLARE_FINAL_TYPE (LeafOutboxList, leaf_outbox_list, LEAF, OUTBOX_LIST, GObject)

LeafOutboxList *leaf_outbox_list_get               (LeafLibrary *library, LeafOutbox *outbox); /* (transfer none): the one of @outbox */
LeafOutbox     *leaf_outbox_list_get_outbox        (LeafOutboxList *self); /* NULL: it has gone */
LeafLibrary    *leaf_outbox_list_get_library       (LeafOutboxList *self);
LeafOutboxItem *leaf_outbox_list_find_failed       (LeafOutboxList *self, gint64 review); /* (transfer none): NULL: nothing of it failed */
unsigned int    leaf_outbox_list_get_n_failed      (LeafOutboxList *self);
unsigned int    leaf_outbox_list_get_n_under_way   (LeafOutboxList *self);
gboolean        leaf_outbox_list_is_loaded         (LeafOutboxList *self);

G_END_DECLS
