/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog-edit.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The group that says which template new reviews for a blog begin with. */
#define LEAF_TYPE_BLOG_TEMPLATE (leaf_blog_template_get_type ())
G_DECLARE_FINAL_TYPE (LeafBlogTemplate, leaf_blog_template, LEAF, BLOG_TEMPLATE, AdwPreferencesGroup)

GtkWidget *leaf_blog_template_new (LeafBlogEdit *edit);

G_END_DECLS
