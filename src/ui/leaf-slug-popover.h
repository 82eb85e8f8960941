/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Changes the last part of a post's address, for a review. */
#define LEAF_TYPE_SLUG_POPOVER (leaf_slug_popover_get_type ())
G_DECLARE_FINAL_TYPE (LeafSlugPopover, leaf_slug_popover, LEAF, SLUG_POPOVER, GtkPopover)

GtkWidget *leaf_slug_popover_new (LeafLibrary *library, gint64 review, const char *slug);

G_END_DECLS
