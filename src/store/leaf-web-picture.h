/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A picture as it leaves the computer; the original stays as it is in the library. */
typedef struct {
  GBytes *bytes;
  const char *mime_type; /* static */
  int width;
  int height;
} LeafWebPicture;

/* The room it has, in pixels as it is seen; 0 is no bound. */
LeafWebPicture *leaf_web_picture_new  (GBytes *original, int max_width, int max_height, GError **error);
void            leaf_web_picture_free (LeafWebPicture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafWebPicture, leaf_web_picture_free)

G_END_DECLS
