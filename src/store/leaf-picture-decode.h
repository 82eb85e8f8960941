/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-pictures.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/* Bytes that are not to be trusted, as pixels. `name` is the file's, for the sentence; or NULL. */
GdkPixbuf *leaf_picture_decode (GBytes *bytes, const char *name, int max_size, GError **error);
gboolean   leaf_picture_check  (GBytes *bytes, const char *name, LeafPicture *picture, GError **error);
void       leaf_picture_set_too_large (const char *name, GError **error);
gboolean   leaf_picture_is_address    (const char *sha256);

G_END_DECLS
