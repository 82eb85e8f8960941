/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog.h"
#include "leaf-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Adds a blog, or logs in to one again: the address and the log-in are checked before anything is kept. */
#define LEAF_TYPE_BLOG_DIALOG (leaf_blog_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LeafBlogDialog, leaf_blog_dialog, LEAF, BLOG_DIALOG, AdwWindow)

GtkWidget *leaf_blog_dialog_new (LeafLibrary *library,
                                 LeafBlog    *blog);

G_END_DECLS
