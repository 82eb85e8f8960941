/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the first bytes of a picture say, found without decoding anything. */
typedef struct {
  const char *mime_type; /* static; NULL: none of the four */
  guint32 width;
  guint32 height;
  gboolean whole;        /* the file has everything it announces */
  gsize first_frame;     /* GIF: where its first picture ends; else 0 */
} LeafPictureProbe;

void leaf_picture_probe (GBytes *bytes, LeafPictureProbe *probe);

G_END_DECLS
