/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Rows with a switch each, in an order of hers: moved by pointer, by buttons or by keys. Signal "changed": by her. */
#define LEAF_TYPE_ORDER_LIST (leaf_order_list_get_type ())
G_DECLARE_FINAL_TYPE (LeafOrderList, leaf_order_list, LEAF, ORDER_LIST, AdwBin)

GtkWidget *leaf_order_list_new        (void);
void       leaf_order_list_add        (LeafOrderList *self, const char *id, const char *title, const char *subtitle, gboolean fixed);
void       leaf_order_list_keep       (LeafOrderList *self, const char *const *ids); /* removes the rows of all others */
void       leaf_order_list_set_active (LeafOrderList *self, const char *id, gboolean active);
gboolean   leaf_order_list_get_active (LeafOrderList *self, const char *id);
void       leaf_order_list_arrange    (LeafOrderList *self, const char *const *ids); /* those that are on, from top to bottom */
char     **leaf_order_list_dup_order  (LeafOrderList *self); /* all of them */

G_END_DECLS
