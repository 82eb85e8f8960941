/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The quotations she keeps of a book, each with its page and a note: added, changed and removed here,
 * and saved as she types. Property: "library". */
#define LEAF_TYPE_QUOTES_LIST (leaf_quotes_list_get_type ())
G_DECLARE_FINAL_TYPE (LeafQuotesList, leaf_quotes_list, LEAF, QUOTES_LIST, AdwPreferencesGroup)

void leaf_quotes_list_set_book (LeafQuotesList *self, gint64 book); /* 0: none */
void leaf_quotes_list_flush    (LeafQuotesList *self);              /* saves what is typed now */

G_END_DECLS
