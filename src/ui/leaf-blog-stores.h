/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog-edit.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Which stores the posts of a blog link to, and the number or tag she earns with. */
#define LEAF_TYPE_BLOG_STORES (leaf_blog_stores_get_type ())
G_DECLARE_FINAL_TYPE (LeafBlogStores, leaf_blog_stores, LEAF, BLOG_STORES, AdwPreferencesGroup)

GtkWidget *leaf_blog_stores_new (LeafBlogEdit *edit);

G_END_DECLS
