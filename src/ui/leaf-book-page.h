/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The right pane: cover view, rating, details, synopsis and what the review says about the copy. */
#define LEAF_TYPE_BOOK_PAGE (leaf_book_page_get_type ())
G_DECLARE_FINAL_TYPE (LeafBookPage, leaf_book_page, LEAF, BOOK_PAGE, AdwBin)

/* Property: "library". */
GtkWidget *leaf_book_page_new      (void);
void       leaf_book_page_set_book (LeafBookPage *self,
                                    gint64        book);
void       leaf_book_page_flush    (LeafBookPage *self);
void       leaf_book_page_choose_cover (LeafBookPage *self);

G_END_DECLS
