/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-books.h"
#include "leaf-library.h"

G_BEGIN_DECLS

/* One row of a lazy list: created on demand with its id alone, filled in a moment later (notify). */
#define LEAF_TYPE_BOOK_ROW (leaf_book_row_get_type ())
G_DECLARE_FINAL_TYPE (LeafBookRow, leaf_book_row, LEAF, BOOK_ROW, GObject)
/* properties, read only: id, loaded, title, authors, cover, rating, state */
gint64      leaf_book_row_get_id      (LeafBookRow *self);
gboolean    leaf_book_row_get_loaded  (LeafBookRow *self);
const char *leaf_book_row_get_title   (LeafBookRow *self);
const char *leaf_book_row_get_authors (LeafBookRow *self);
const char *leaf_book_row_get_cover   (LeafBookRow *self);
int         leaf_book_row_get_rating  (LeafBookRow *self);
LeafPlace   leaf_book_row_get_state   (LeafBookRow *self);

/* GListModel of LeafBookRow over ids; follows the library's changes. */
#define LEAF_TYPE_BOOK_LIST (leaf_book_list_get_type ())
G_DECLARE_FINAL_TYPE (LeafBookList, leaf_book_list, LEAF, BOOK_LIST, GObject)

LeafBookList *leaf_book_list_new       (LeafLibrary *library);
void          leaf_book_list_set_query (LeafBookList *self, const LeafBookQuery *query); /* runs in the reading thread; a later query wins */
gboolean      leaf_book_list_get_loading (LeafBookList *self); /* property "loading" */
gint64        leaf_book_list_get_id    (LeafBookList *self, unsigned int position); /* 0 behind the end; loads nothing */
unsigned int  leaf_book_list_find      (LeafBookList *self, gint64 id); /* position or GTK_INVALID_LIST_POSITION (G_MAXUINT) */

G_END_DECLS
