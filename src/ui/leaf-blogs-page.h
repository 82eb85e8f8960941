/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Where she publishes. */
#define LEAF_TYPE_BLOGS_PAGE (leaf_blogs_page_get_type ())
G_DECLARE_FINAL_TYPE (LeafBlogsPage, leaf_blogs_page, LEAF, BLOGS_PAGE, AdwPreferencesPage)

void leaf_blogs_page_set_library (LeafBlogsPage *self,
                                  LeafLibrary   *library);
void leaf_blogs_page_focus_add   (LeafBlogsPage *self);

G_END_DECLS
