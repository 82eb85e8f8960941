/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor-state.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where she was last, so that the program opens there however it ended. */
typedef struct {
  gint64 book;           /* 0: unknown */
  LeafEditorPlace place;
  gboolean writing;      /* the editor had the focus */
} LeafLastPlace;

void          leaf_last_place_save_async  (const char *library, const LeafLastPlace *place, GAsyncReadyCallback callback, gpointer user_data);
void          leaf_last_place_save_finish (GAsyncResult *result);
void          leaf_last_place_load_async  (const char *library, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
LeafLastPlace leaf_last_place_load_finish (GAsyncResult *result);

G_END_DECLS
