/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor.h"
#include "leaf-library.h"

G_BEGIN_DECLS

/* The quotations kept of a book, to be put into its review. */
#define LEAF_TYPE_QUOTE_POPOVER (leaf_quote_popover_get_type ())
G_DECLARE_FINAL_TYPE (LeafQuotePopover, leaf_quote_popover, LEAF, QUOTE_POPOVER, GtkPopover)

GtkWidget *leaf_quote_popover_new    (void);
void       leaf_quote_popover_choose (LeafQuotePopover *self, LeafEditor *editor, LeafLibrary *library, gint64 book);

G_END_DECLS
