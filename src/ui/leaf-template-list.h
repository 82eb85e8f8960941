/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"
#include "leaf-templates.h"

G_BEGIN_DECLS

/* All templates of a library, for the windows. */
void       leaf_template_list_async  (LeafLibrary *library, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *leaf_template_list_finish (LeafLibrary *library, GAsyncResult *result, GError **error);

G_END_DECLS
