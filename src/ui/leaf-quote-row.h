/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-quotes.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One quotation she keeps of a book: folded its first words, unfolded a form.
 *
 * Signals: "changed" (by her), "left" (the focus has gone), "remove". */
#define LEAF_TYPE_QUOTE_ROW (leaf_quote_row_get_type ())
G_DECLARE_FINAL_TYPE (LeafQuoteRow, leaf_quote_row, LEAF, QUOTE_ROW, AdwExpanderRow)

GtkWidget *leaf_quote_row_new       (const LeafQuote *quote);
gint64     leaf_quote_row_get_id    (LeafQuoteRow *self); /* 0: not in the library yet */
void       leaf_quote_row_set_id    (LeafQuoteRow *self, gint64 id);
gint64     leaf_quote_row_get_book  (LeafQuoteRow *self);
LeafQuote *leaf_quote_row_dup_quote (LeafQuoteRow *self);
void       leaf_quote_row_set_quote (LeafQuoteRow *self, const LeafQuote *quote);
gboolean   leaf_quote_row_has_text  (LeafQuoteRow *self);
void       leaf_quote_row_edit      (LeafQuoteRow *self);

G_END_DECLS
