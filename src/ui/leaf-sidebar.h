/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-browse.h"
#include "leaf-outbox-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The left pane: search, place, order, and the books. Properties: "browse" (construct only),
 * "folded" (the sidebar is all there is to see: a click opens). Signals: "book-selected" (gint64)
 * when she moves to a book, "book-opened" (gint64) when she wants to work on it. */
#define LEAF_TYPE_SIDEBAR (leaf_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (LeafSidebar, leaf_sidebar, LEAF, SIDEBAR, GtkWidget)

GtkWidget *leaf_sidebar_new          (LeafBrowse *browse);
void       leaf_sidebar_set_outbox   (LeafSidebar *self, LeafOutboxList *outbox);
void       leaf_sidebar_set_book     (LeafSidebar *self, gint64 book); /* 0: none; emits nothing */
void       leaf_sidebar_focus_search (LeafSidebar *self);
void       leaf_sidebar_focus_list   (LeafSidebar *self);

G_END_DECLS
