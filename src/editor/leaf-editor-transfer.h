/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Text that comes from, and goes to, other programs. */

/* What is read has a look of its own, or takes that of the place it comes to. */
typedef enum {
  LEAF_TRANSFER_FORMATTED,
  LEAF_TRANSFER_PLAIN,
} LeafTransferLook;

gboolean      leaf_transfer_has_text    (GdkContentFormats *formats);
gboolean      leaf_transfer_has_files   (GdkContentFormats *formats);
gboolean      leaf_transfer_is_text_file (GFile *file);

void          leaf_transfer_read_async  (GObject             *source, /* a GdkClipboard, a GdkDrop or a GFile */
                                         LeafTransferLook     look,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
LeafDocument *leaf_transfer_read_finish (GAsyncResult        *result,
                                         LeafTransferLook    *look,
                                         GError             **error);

void          leaf_transfer_read_files_async  (const GSList        *files,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
LeafDocument *leaf_transfer_read_files_finish (GAsyncResult        *result,
                                               GError             **error);

GdkContentProvider *leaf_transfer_make_content         (const LeafDocument *document);
void                leaf_transfer_register_serializers (void);

G_END_DECLS
