/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"

G_BEGIN_DECLS

/* Whether everything typed in the windows is in the library. Who has something to save says so here;
 * who needs it stored, as publishing does, waits here. No widget.
 *
 * Property, notify: "state". Signal: "flush" (give what is typed to the library now). */
typedef enum {
  LEAF_SAVES_DONE,
  LEAF_SAVES_PENDING,
  LEAF_SAVES_FAILED, /* see leaf_saves_get_message(); it is tried again */
} LeafSavesState;

#define LEAF_TYPE_SAVES (leaf_saves_get_type ())
G_DECLARE_FINAL_TYPE (LeafSaves, leaf_saves, LEAF, SAVES, GObject)

LeafSaves      *leaf_saves_get         (LeafLibrary *library);
void            leaf_saves_note        (LeafSaves *self, gconstpointer owner, LeafSavesState state, const char *message);
LeafSavesState  leaf_saves_get_state   (LeafSaves *self);
const char     *leaf_saves_get_message (LeafSaves *self); /* one sentence, when FAILED */

/* Ends when everything is stored, however long that takes, or with a cancel. */
void     leaf_saves_flush_async  (LeafSaves *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean leaf_saves_flush_finish (LeafSaves *self, GAsyncResult *result, GError **error);

G_END_DECLS
