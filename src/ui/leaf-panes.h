/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum {
  LEAF_PANE_SIDEBAR,
  LEAF_PANE_REVIEW,
  LEAF_PANE_BOOK,
} LeafPaneId;

/* The three panes of the window, and how they fold. No other file names AdwLeaflet or AdwFlap. */
#define LEAF_TYPE_PANES (leaf_panes_get_type ())
G_DECLARE_FINAL_TYPE (LeafPanes, leaf_panes, LEAF, PANES, GtkWidget)

GtkWidget *leaf_panes_new          (void);
void       leaf_panes_set_child    (LeafPanes *self, LeafPaneId pane, GtkWidget *child);

/* Brings a pane into view; gives TRUE from back() when there was somewhere to go back to. */
void       leaf_panes_show_pane    (LeafPanes *self, LeafPaneId pane);
LeafPaneId leaf_panes_get_pane     (LeafPanes *self);
gboolean   leaf_panes_back         (LeafPanes *self);

/* Properties, notify: "pane", "folded" (one pane at a time), "book-folded" (the book lies over the
 * review instead of beside it), "show-book" (writable), "book-wanted" (writable: whether the book
 * is to stand beside the review where there is room; outlives narrow times), "has-book" (writable:
 * whether there is a book to show at all), "alone" (writable: only the review, until something else
 * is brought into view). */
gboolean   leaf_panes_get_folded      (LeafPanes *self);
gboolean   leaf_panes_get_book_folded (LeafPanes *self);
gboolean   leaf_panes_get_show_book   (LeafPanes *self);
void       leaf_panes_set_show_book   (LeafPanes *self, gboolean show_book);
gboolean   leaf_panes_get_book_wanted (LeafPanes *self);
void       leaf_panes_set_book_wanted (LeafPanes *self, gboolean book_wanted);
gboolean   leaf_panes_get_has_book    (LeafPanes *self);
void       leaf_panes_set_has_book    (LeafPanes *self, gboolean has_book);
gboolean   leaf_panes_get_alone       (LeafPanes *self);
void       leaf_panes_set_alone       (LeafPanes *self, gboolean alone);

G_END_DECLS
