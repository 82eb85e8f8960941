/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A book's cover in a box of 2 to 3; a drawn one until it is loaded, and where there is none. */
#define LEAF_TYPE_THUMBNAIL (leaf_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (LeafThumbnail, leaf_thumbnail, LEAF, THUMBNAIL, GtkWidget)

GtkWidget *leaf_thumbnail_new         (int width);
void       leaf_thumbnail_set_width   (LeafThumbnail *self, int width); /* property "width", pixels; the height is 3/2 of it */
void       leaf_thumbnail_set_library (LeafThumbnail *self, LeafLibrary *library);
void       leaf_thumbnail_set_text    (LeafThumbnail *self, const char *title, const char *authors); /* for the drawn one */
void       leaf_thumbnail_set_cover   (LeafThumbnail *self, const char *sha256); /* NULL: drawn */
gboolean   leaf_thumbnail_is_loaded   (LeafThumbnail *self); /* a real cover is shown */

/* The drawn one, for other places that show a cover. */
void       leaf_thumbnail_snapshot_drawn (GtkSnapshot *snapshot, PangoContext *context, const char *title, const char *authors, float width, float height);

G_END_DECLS
