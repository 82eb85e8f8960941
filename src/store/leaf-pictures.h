/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"

G_BEGIN_DECLS

/* Pictures: originals in files beside the library, addressed by SHA-256, written atomically, never
 * twice; thumbnails are a cache that can be deleted. Blocking functions are for worker threads and verbs. */
#define LEAF_PICTURE_MAX_BYTES  (50 * 1024 * 1024)
#define LEAF_PICTURE_MAX_PIXELS (100 * 1000 * 1000)

typedef struct {
  char *sha256;
  char *mime_type; /* image/jpeg, image/png, image/webp, image/gif */
  int width;
  int height;
} LeafPicture;

void         leaf_picture_free (LeafPicture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafPicture, leaf_picture_free)

LeafPicture *leaf_pictures_add         (LeafLibrary *library, GBytes *bytes, GError **error); /* checked by decoding it; LEAF_STORE_ERROR_PICTURE with one sentence */
LeafPicture *leaf_pictures_add_file    (LeafLibrary *library, GFile *file, GCancellable *cancellable, GError **error);
void         leaf_pictures_add_async   (LeafLibrary *library, GBytes *bytes, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
void         leaf_pictures_add_file_async (LeafLibrary *library, GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
LeafPicture *leaf_pictures_add_finish  (LeafLibrary *library, GAsyncResult *result, GError **error);
LeafPicture *leaf_pictures_find        (LeafLibrary *library, const char *sha256, GError **error); /* what is known of one */
char        *leaf_pictures_get_path    (LeafLibrary *library, const char *sha256); /* of the original; no disk access */
GBytes      *leaf_pictures_load        (LeafLibrary *library, const char *sha256, GError **error); /* verified against its address */
/* PNG of the picture scaled to fit size x size pixels, from the cache or made; in a worker thread. */
void         leaf_pictures_load_thumbnail_async  (LeafLibrary *library, const char *sha256, int size, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GBytes      *leaf_pictures_load_thumbnail_finish (LeafLibrary *library, GAsyncResult *result, GError **error);

G_END_DECLS
