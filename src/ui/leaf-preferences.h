/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The preferences: the reviewer's profile and her blogs. */
#define LEAF_TYPE_PREFERENCES (leaf_preferences_get_type ())
G_DECLARE_FINAL_TYPE (LeafPreferences, leaf_preferences, LEAF, PREFERENCES, AdwPreferencesWindow)

GtkWidget *leaf_preferences_new        (LeafLibrary     *library);
void       leaf_preferences_show_blogs (LeafPreferences *self);

G_END_DECLS
