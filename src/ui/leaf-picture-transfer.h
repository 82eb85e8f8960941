/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-pictures.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GdkContentFormats *leaf_picture_transfer_get_formats    (void);
void               leaf_picture_transfer_drop_async     (LeafLibrary          *library,
                                                         GdkDrop              *drop,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
void               leaf_picture_transfer_paste_async    (LeafLibrary          *library,
                                                         GdkClipboard         *clipboard,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
void               leaf_picture_transfer_drop_several_async  (LeafLibrary          *library,
                                                              GdkDrop              *drop,
                                                              GCancellable         *cancellable,
                                                              GAsyncReadyCallback   callback,
                                                              gpointer              user_data);
void               leaf_picture_transfer_paste_several_async (LeafLibrary          *library,
                                                              GdkClipboard         *clipboard,
                                                              GCancellable         *cancellable,
                                                              GAsyncReadyCallback   callback,
                                                              gpointer              user_data);
void               leaf_picture_transfer_files_async         (LeafLibrary          *library,
                                                              GPtrArray            *files,
                                                              GCancellable         *cancellable,
                                                              GAsyncReadyCallback   callback,
                                                              gpointer              user_data);
GPtrArray         *leaf_picture_transfer_finish_several      (GAsyncResult         *result,
                                                              GError              **error);
LeafPicture       *leaf_picture_transfer_finish         (GAsyncResult         *result,
                                                         GError              **error);

G_END_DECLS
