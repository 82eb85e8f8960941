/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-outbox-remote.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Her text, what both were made of and the blog's side by side, part by part; where both changed the same she chooses.
 * Narrow, two columns: the one in the middle is seen in the other two as what was struck out.
 *
 * Properties: "narrow"; "complete" (read only, notify): nothing is left to choose. */
#define LEAF_TYPE_REMOTE_VIEW (leaf_remote_view_get_type ())
G_DECLARE_FINAL_TYPE (LeafRemoteView, leaf_remote_view, LEAF, REMOTE_VIEW, GtkWidget)

void             leaf_remote_view_show         (LeafRemoteView *self, GPtrArray *parts); /* LeafRemotePart */
gboolean         leaf_remote_view_get_complete (LeafRemoteView *self);
LeafMergeChoice *leaf_remote_view_dup_choices  (LeafRemoteView *self); /* of the text, in order */
LeafMergeChoice  leaf_remote_view_get_title_choice (LeafRemoteView *self);

G_END_DECLS
