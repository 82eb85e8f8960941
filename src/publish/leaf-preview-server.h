/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"

G_BEGIN_DECLS

/* Shows posts to the browser of this computer as the blogs will get them, for as long as it lives. Only who knows
 * the address gets an answer, and nothing but what a post shows. On the main thread. */
#define LEAF_TYPE_PREVIEW_SERVER (leaf_preview_server_get_type ())
G_DECLARE_FINAL_TYPE (LeafPreviewServer, leaf_preview_server, LEAF, PREVIEW_SERVER, GObject)

LeafPreviewServer *leaf_preview_server_new         (LeafLibrary *library, GError **error);
char              *leaf_preview_server_dup_address (LeafPreviewServer *self, gint64 review, gint64 blog); /* 0: no blog */

G_END_DECLS
