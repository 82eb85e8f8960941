/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-publisher.h"

G_BEGIN_DECLS

/* WordPress by its REST interface and application passwords, measured on 6.1. */
#define LEAF_TYPE_WORDPRESS (leaf_wordpress_get_type ())
G_DECLARE_FINAL_TYPE (LeafWordpress, leaf_wordpress, LEAF, WORDPRESS, GObject)

LeafPublisher *leaf_wordpress_new         (LeafBlog *blog, LeafLibrary *library, const char *password);

G_END_DECLS
