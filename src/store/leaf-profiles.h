/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-db.h"
#include "leaf-profile.h"

G_BEGIN_DECLS

LeafProfile *leaf_profiles_load (LeafDb *db, GError **error); /* the user's; an empty one (id 0) when none is set */
gboolean     leaf_profiles_save (LeafDb *db, LeafProfile *profile, GError **error);

G_END_DECLS
