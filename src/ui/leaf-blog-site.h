/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog-edit.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What is hers to say of a site that Flyleaf writes into a folder: its name, and where readers find it. */
#define LEAF_TYPE_BLOG_SITE (leaf_blog_site_get_type ())
G_DECLARE_FINAL_TYPE (LeafBlogSite, leaf_blog_site, LEAF, BLOG_SITE, AdwPreferencesGroup)

GtkWidget *leaf_blog_site_new (LeafBlogEdit *edit);

G_END_DECLS
