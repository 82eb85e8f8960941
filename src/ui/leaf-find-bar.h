/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Finds and replaces in the text of an editor; opens above it. */
#define LEAF_TYPE_FIND_BAR (leaf_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (LeafFindBar, leaf_find_bar, LEAF, FIND_BAR, AdwBin)

void     leaf_find_bar_set_editor (LeafFindBar *self, LeafEditor *editor);
void     leaf_find_bar_open       (LeafFindBar *self, gboolean replace);
void     leaf_find_bar_close      (LeafFindBar *self);
gboolean leaf_find_bar_is_open    (LeafFindBar *self);
void     leaf_find_bar_go         (LeafFindBar *self, gboolean forward); /* the next match or the previous one; opens when nothing is looked for */

G_END_DECLS
