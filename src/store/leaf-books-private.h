/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-books.h"

G_BEGIN_DECLS

/* Called wherever something is written that a book's state or rating follows from. */
gboolean leaf_books_update_states (LeafDb *db, gint64 review, GError **error);
gboolean leaf_books_update_state  (LeafDb *db, gint64 book, GError **error);
gboolean leaf_books_update_states_on_blog (LeafDb *db, gint64 blog, GError **error);

/* LEAF_STORE_ERROR_NOT_FOUND, for what the user asked for by id. */
void     leaf_books_set_not_found (gint64 id, GError **error);

G_END_DECLS
