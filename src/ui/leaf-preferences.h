/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"
#include "leaf-templates.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The preferences: the reviewer's profile, her blogs, her templates, and how she writes. */
#define LEAF_TYPE_PREFERENCES (leaf_preferences_get_type ())
G_DECLARE_FINAL_TYPE (LeafPreferences, leaf_preferences, LEAF, PREFERENCES, AdwPreferencesWindow)

GtkWidget *leaf_preferences_new            (LeafLibrary     *library);
void       leaf_preferences_show_name      (LeafPreferences *self);
void       leaf_preferences_show_blogs     (LeafPreferences *self, gboolean first);
void       leaf_preferences_show_templates (LeafPreferences *self, const LeafTemplate *template);

G_END_DECLS
