/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog-edit.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Which parts the posts of a blog have, and in what order: switches, moved by pointer or by keys. */
#define LEAF_TYPE_BLOG_PARTS (leaf_blog_parts_get_type ())
G_DECLARE_FINAL_TYPE (LeafBlogParts, leaf_blog_parts, LEAF, BLOG_PARTS, AdwPreferencesGroup)

GtkWidget *leaf_blog_parts_new (LeafBlogEdit *edit);

G_END_DECLS
