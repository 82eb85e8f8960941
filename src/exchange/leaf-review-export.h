/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  LEAF_EXPORT_MARKDOWN, /* with its pictures in a folder beside it */
  LEAF_EXPORT_HTML,     /* one file that needs no other */
  LEAF_EXPORT_PDF,
} LeafExportFormat;

/* A review with all that is needed to write or print it, read from the library at once. */
typedef struct _LeafReviewExport LeafReviewExport;

gboolean          leaf_export_format_from_name (const char *name, LeafExportFormat *format);

LeafReviewExport *leaf_review_export_load  (LeafLibrary *library, gint64 review, GCancellable *cancellable, GError **error);
void              leaf_review_export_free  (LeafReviewExport *self);
char             *leaf_review_export_dup_title (LeafReviewExport *self);
gboolean          leaf_review_export_write (LeafReviewExport *self, const char *path, LeafExportFormat format, GCancellable *cancellable, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafReviewExport, leaf_review_export_free)

/* In a thread: reads, and writes too when there is a path. */
void              leaf_review_export_async  (LeafLibrary *library, gint64 review, const char *path, LeafExportFormat format, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
LeafReviewExport *leaf_review_export_finish (LeafLibrary *library, GAsyncResult *result, GError **error);

G_END_DECLS
