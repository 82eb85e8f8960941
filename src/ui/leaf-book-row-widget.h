/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-book-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One book in the sidebar: cover, title, authors, a state and the stars. */
#define LEAF_TYPE_BOOK_ROW_WIDGET (leaf_book_row_widget_get_type ())
G_DECLARE_FINAL_TYPE (LeafBookRowWidget, leaf_book_row_widget, LEAF, BOOK_ROW_WIDGET, GtkWidget)

GtkWidget   *leaf_book_row_widget_new     (LeafLibrary *library);
LeafBookRow *leaf_book_row_widget_get_row (LeafBookRowWidget *self);
void         leaf_book_row_widget_set_row (LeafBookRowWidget *self, LeafBookRow *row);

/* "Emma by Jane Austen, Published, 4.5 of 5 stars": the row in words, for assistive technology. */
char        *leaf_book_row_widget_describe (LeafBookRow *row);

G_END_DECLS
