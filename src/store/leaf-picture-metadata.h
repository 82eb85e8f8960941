/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a file tells beside its pixels, found and taken out without decoding anything. The bytes are not to be
 * trusted; the kinds are those of LeafPictureProbe. */
GBytes  *leaf_picture_metadata_strip       (GBytes *bytes, const char *mime_type);
GBytes  *leaf_picture_metadata_get_profile (GBytes *bytes, const char *mime_type);
gboolean leaf_picture_metadata_is_turned   (GBytes *bytes, const char *mime_type);
gboolean leaf_picture_metadata_is_animated (GBytes *bytes, const char *mime_type);

G_END_DECLS
