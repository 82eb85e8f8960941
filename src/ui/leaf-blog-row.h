/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog.h"
#include "leaf-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One blog in the preferences; opened, the settings of its posts. */
#define LEAF_TYPE_BLOG_ROW (leaf_blog_row_get_type ())
G_DECLARE_FINAL_TYPE (LeafBlogRow, leaf_blog_row, LEAF, BLOG_ROW, AdwExpanderRow)

GtkWidget *leaf_blog_row_new      (LeafLibrary *library);
void       leaf_blog_row_set_blog (LeafBlogRow *self,
                                   LeafBlog    *blog);

G_END_DECLS
