/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Covers as textures, the ones used last kept in memory. One cache a library. */
#define LEAF_TYPE_COVER_CACHE (leaf_cover_cache_get_type ())
G_DECLARE_FINAL_TYPE (LeafCoverCache, leaf_cover_cache, LEAF, COVER_CACHE, GObject)

LeafCoverCache *leaf_cover_cache_get         (LeafLibrary *library); /* (transfer none) */
void            leaf_cover_cache_set_limit   (LeafCoverCache *self, size_t bytes);
size_t          leaf_cover_cache_get_bytes   (LeafCoverCache *self);

GdkTexture     *leaf_cover_cache_lookup      (LeafCoverCache *self, const char *sha256, int size); /* (transfer none), NULL when not at hand */
void            leaf_cover_cache_load_async  (LeafCoverCache *self, const char *sha256, int size, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
GdkTexture     *leaf_cover_cache_load_finish (LeafCoverCache *self, GAsyncResult *result, GError **error);

G_END_DECLS
