/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"

G_BEGIN_DECLS

/* The page that shows a post before it is sent, with a choice of the blogs. Why it cannot be a post yet stands in the
 * place of the post. `pictures` as for leaf_outbox_preview_at(). Blocks. */
char *leaf_preview_page_make (LeafLibrary *library, gint64 review, gint64 blog, const char *pictures, gboolean *found, char **version);

G_END_DECLS
