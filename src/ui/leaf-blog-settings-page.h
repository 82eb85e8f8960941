/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog.h"
#include "leaf-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* How posts look on one blog; a page of the preferences below that of the blogs. */
#define LEAF_TYPE_BLOG_SETTINGS_PAGE (leaf_blog_settings_page_get_type ())
G_DECLARE_FINAL_TYPE (LeafBlogSettingsPage, leaf_blog_settings_page, LEAF, BLOG_SETTINGS_PAGE, AdwBin)

GtkWidget *leaf_blog_settings_page_new (LeafLibrary *library, LeafBlog *blog);

G_END_DECLS
