/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The right pane: cover view, rating, details, synopsis, links and quotes of one book. */
#define LEAF_TYPE_BOOK_PAGE (leaf_book_page_get_type ())
G_DECLARE_FINAL_TYPE (LeafBookPage, leaf_book_page, LEAF, BOOK_PAGE, AdwBin)

/* Property: "library". */
void leaf_book_page_set_book (LeafBookPage *self, gint64 book); /* 0: none */
void leaf_book_page_flush    (LeafBookPage *self);

G_END_DECLS
