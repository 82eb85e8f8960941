/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-db-private.h"

G_BEGIN_DECLS

/* The numbered SQL files, in order: the first makes version 1 of an empty file. NULL-terminated. */
GStrv    leaf_migrations_list  (void);

gboolean leaf_migrations_probe (const char *path, GError **error);
gboolean leaf_migrations_run   (LeafDb *db, const char *const *scripts, GError **error);

G_END_DECLS
