/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog-edit.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The row that says in what language the posts of a blog are, by its name, and lets her choose another. */
#define LEAF_TYPE_BLOG_LANGUAGE (leaf_blog_language_get_type ())
G_DECLARE_FINAL_TYPE (LeafBlogLanguage, leaf_blog_language, LEAF, BLOG_LANGUAGE, AdwActionRow)

GtkWidget *leaf_blog_language_new (LeafBlogEdit *edit);

G_END_DECLS
