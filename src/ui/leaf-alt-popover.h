/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor.h"

G_BEGIN_DECLS

/* Writes the alternative text of a figure. */
#define LEAF_TYPE_ALT_POPOVER (leaf_alt_popover_get_type ())
G_DECLARE_FINAL_TYPE (LeafAltPopover, leaf_alt_popover, LEAF, ALT_POPOVER, GtkPopover)

GtkWidget *leaf_alt_popover_new  (void);
void       leaf_alt_popover_edit (LeafAltPopover *self, LeafEditor *editor, unsigned int offset);

G_END_DECLS
