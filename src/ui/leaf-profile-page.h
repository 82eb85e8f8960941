/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Who writes: what the author box below each post shows. */
#define LEAF_TYPE_PROFILE_PAGE (leaf_profile_page_get_type ())
G_DECLARE_FINAL_TYPE (LeafProfilePage, leaf_profile_page, LEAF, PROFILE_PAGE, AdwPreferencesPage)

void leaf_profile_page_set_library (LeafProfilePage *self,
                                    LeafLibrary     *library);
void leaf_profile_page_focus_name  (LeafProfilePage *self);

G_END_DECLS
