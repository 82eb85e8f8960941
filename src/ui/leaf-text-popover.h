/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-text-look.h"

G_BEGIN_DECLS

/* Size of the text, width of its column, height of its lines. */
#define LEAF_TYPE_TEXT_POPOVER (leaf_text_popover_get_type ())
G_DECLARE_FINAL_TYPE (LeafTextPopover, leaf_text_popover, LEAF, TEXT_POPOVER, GtkPopover)

GtkWidget *leaf_text_popover_new  (LeafTextLook *look);
void       leaf_text_popover_open (LeafTextPopover *self);

G_END_DECLS
