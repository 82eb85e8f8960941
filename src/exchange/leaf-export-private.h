/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-post.h"
#include "leaf-review-export.h"
#include "leaf-web-picture.h"

#include <cairo.h>

G_BEGIN_DECLS

/* A picture of a review. */
typedef struct {
  GBytes *original;
  const char *mime_type;   /* of the original; static */
  LeafWebPicture *scaled;  /* for a page */
  cairo_surface_t *surface; /* its pixels, once they are needed */
} LeafExportPicture;

struct _LeafReviewExport
{
  LeafPostSource *source;
  GHashTable *pictures; /* SHA-256 → LeafExportPicture: those of the post */
};

cairo_surface_t *leaf_export_picture_get_surface (LeafExportPicture *self, GError **error);
void             leaf_export_picture_free        (gpointer data);

char *leaf_export_dup_byline    (LeafReviewExport *self);
char *leaf_export_dup_rating    (LeafReviewExport *self); /* NULL without one */
const char *leaf_export_language (LeafReviewExport *self);

char   *leaf_export_make_html     (LeafReviewExport *self, GError **error);
/* `pictures`: gets file name → GBytes of what is to stand in `folder` beside the text. */
char   *leaf_export_make_markdown (LeafReviewExport *self, const char *folder, GHashTable *pictures);
GBytes *leaf_export_make_pdf      (LeafReviewExport *self, GCancellable *cancellable, GError **error);

G_END_DECLS
