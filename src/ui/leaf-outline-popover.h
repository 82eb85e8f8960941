/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor.h"

G_BEGIN_DECLS

/* The headings of a review, to jump by. */
#define LEAF_TYPE_OUTLINE_POPOVER (leaf_outline_popover_get_type ())
G_DECLARE_FINAL_TYPE (LeafOutlinePopover, leaf_outline_popover, LEAF, OUTLINE_POPOVER, GtkPopover)

GtkWidget *leaf_outline_popover_new  (void);
void       leaf_outline_popover_open (LeafOutlinePopover *self, LeafEditor *editor);

G_END_DECLS
