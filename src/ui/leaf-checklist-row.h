/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-post-check.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One thing to mend: how bad it is, what it is, and a button that mends it. Signal: "mend". */
#define LEAF_TYPE_CHECKLIST_ROW (leaf_checklist_row_get_type ())
G_DECLARE_FINAL_TYPE (LeafChecklistRow, leaf_checklist_row, LEAF, CHECKLIST_ROW, GtkListBoxRow)

GtkWidget *leaf_checklist_row_new        (const LeafPostProblem *problem);
GtkWidget *leaf_checklist_row_get_button (LeafChecklistRow *self);

G_END_DECLS
