/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* More links than a review has; the rest is not asked. */
#define LEAF_LINK_CHECK_MAX 100

GHashTable *leaf_link_check (const char *const *addresses, unsigned int seconds, GCancellable *cancellable, GError **error);

G_END_DECLS
