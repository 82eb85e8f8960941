/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-document.h"
#include "leaf-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The versions that were kept of a review: what is different, and bringing one back.
 *
 * Signal: "bring-back" (LeafDocument), before the window closes. */
#define LEAF_TYPE_HISTORY_WINDOW (leaf_history_window_get_type ())
G_DECLARE_FINAL_TYPE (LeafHistoryWindow, leaf_history_window, LEAF, HISTORY_WINDOW, AdwWindow)

GtkWindow *leaf_history_window_new (GtkWindow *parent, LeafLibrary *library, gint64 review, LeafDocument *present, const char *title);

G_END_DECLS
