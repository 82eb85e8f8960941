/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-store-error.h"

G_DEFINE_QUARK (leaf-store-error-quark, leaf_store_error)
