/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-outbox-remote.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* "Changed on the Blog": her text and the blog's side by side, and what becomes of them.
 *
 * Signal: "resolved" (gboolean publish): she has decided, and it is noted; `publish`: what is here now is to go to the blog. */
#define LEAF_TYPE_REMOTE_WINDOW (leaf_remote_window_get_type ())
G_DECLARE_FINAL_TYPE (LeafRemoteWindow, leaf_remote_window, LEAF, REMOTE_WINDOW, AdwWindow)

GtkWindow *leaf_remote_window_present (GtkWindow *parent, LeafLibrary *library, LeafOutbox *outbox, gint64 review, gint64 blog);

G_END_DECLS
