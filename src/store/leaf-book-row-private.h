/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-book-list.h"

G_BEGIN_DECLS

LeafBookRow *leaf_book_row_new    (gint64 id);
void         leaf_book_row_update (LeafBookRow *self, const LeafBookSummary *summary);

G_END_DECLS
