/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  LEAF_STORE_ERROR_FAILED,
  LEAF_STORE_ERROR_NEWER,       /* written by a newer Flyleaf */
  LEAF_STORE_ERROR_DAMAGED,
  LEAF_STORE_ERROR_NOT_LIBRARY, /* some other file */
  LEAF_STORE_ERROR_READ_ONLY,
  LEAF_STORE_ERROR_FULL,        /* no space left */
  LEAF_STORE_ERROR_BUSY,
  LEAF_STORE_ERROR_NOT_FOUND,
  LEAF_STORE_ERROR_PICTURE,     /* not a picture Flyleaf can use */
  LEAF_STORE_ERROR_CLOSED,
} LeafStoreError;

#define LEAF_STORE_ERROR (leaf_store_error_quark ())
GQuark leaf_store_error_quark (void);

G_END_DECLS
