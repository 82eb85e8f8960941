/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-outbox-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Everything that is on its way to the blogs. A row leads to its review by the action "app.open-review". */
#define LEAF_TYPE_OUTBOX_WINDOW (leaf_outbox_window_get_type ())
G_DECLARE_FINAL_TYPE (LeafOutboxWindow, leaf_outbox_window, LEAF, OUTBOX_WINDOW, AdwWindow)

GtkWindow *leaf_outbox_window_new (LeafOutboxList *list);

G_END_DECLS
