/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog-edit.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What each genre of the library becomes on a blog. */
#define LEAF_TYPE_BLOG_GENRES (leaf_blog_genres_get_type ())
G_DECLARE_FINAL_TYPE (LeafBlogGenres, leaf_blog_genres, LEAF, BLOG_GENRES, AdwPreferencesGroup)

GtkWidget *leaf_blog_genres_new (LeafBlogEdit *edit);

G_END_DECLS
