/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-store-error.h"

G_BEGIN_DECLS

/* Files that are there whole, and stay there when the power fails, or are not there. */
char    *leaf_files_stem      (const char *path); /* without ".db" */
gboolean leaf_files_make_dir  (const char *path, GError **error);
gboolean leaf_files_write     (const char *path, GBytes *bytes, GError **error);
gboolean leaf_files_commit    (const char *temporary, const char *path, GError **error);
int      leaf_files_replace   (const char *path, const char *data, gsize size, int mode); /* 0 or errno */
void     leaf_files_set_error (const char *path, int system_errno, GError **error);
LeafStoreError leaf_files_get_code (int system_errno);

G_END_DECLS
