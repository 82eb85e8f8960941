/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  LEAF_LOOKUP_ERROR_ADDRESS,
  LEAF_LOOKUP_ERROR_NETWORK,
  LEAF_LOOKUP_ERROR_ANSWER,
  LEAF_LOOKUP_ERROR_TOO_LARGE,
} LeafLookupError;

#define LEAF_LOOKUP_ERROR (leaf_lookup_error_quark ())
GQuark leaf_lookup_error_quark (void);

GBytes *leaf_download        (const char           *address,
                              gsize                 max_bytes,
                              GCancellable         *cancellable,
                              GError              **error);
void    leaf_download_async  (const char           *address,
                              gsize                 max_bytes,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data);
GBytes *leaf_download_finish (GAsyncResult         *result,
                              GError              **error);

G_END_DECLS
