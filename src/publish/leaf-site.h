/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-publisher.h"

G_BEGIN_DECLS

/* A static site in a folder, complete without any server:
 *
 *   index.html  feed.xml  sitemap.xml  style.css
 *   <slug>/index.html      one page a review
 *   pictures/<sha>.<ext>
 *   .flyleaf/site.json     what is ours in the folder
 */
#define LEAF_TYPE_SITE (leaf_site_get_type ())
G_DECLARE_FINAL_TYPE (LeafSite, leaf_site, LEAF, SITE, GObject)

LeafPublisher *leaf_site_new (LeafBlog *blog, LeafLibrary *library);

G_END_DECLS
