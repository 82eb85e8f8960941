/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A book's cover, large, and every way to give it one. */
#define LEAF_TYPE_COVER_VIEW (leaf_cover_view_get_type ())
G_DECLARE_FINAL_TYPE (LeafCoverView, leaf_cover_view, LEAF, COVER_VIEW, AdwBin)

/* Properties: "library", "cover" (SHA-256 or NULL), "title" (of the book, for names).
 * Signal: "cover-chosen" (const char *sha256 or NULL), when the user gave or took away a cover. */
void leaf_cover_view_set_cover (LeafCoverView *self,
                                const char    *sha256);
void leaf_cover_view_set_title (LeafCoverView *self,
                                const char    *title);

G_END_DECLS
