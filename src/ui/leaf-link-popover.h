/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor.h"
#include "leaf-library.h"

G_BEGIN_DECLS

/* Where a link leads: an entry beside the cursor, which offers the links of earlier reviews. */
#define LEAF_TYPE_LINK_POPOVER (leaf_link_popover_get_type ())
G_DECLARE_FINAL_TYPE (LeafLinkPopover, leaf_link_popover, LEAF, LINK_POPOVER, GtkPopover)

GtkWidget *leaf_link_popover_new         (void);
void       leaf_link_popover_set_library (LeafLinkPopover *self, LeafLibrary *library);
void       leaf_link_popover_edit        (LeafLinkPopover *self, LeafEditor *editor);

G_END_DECLS
