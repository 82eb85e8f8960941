/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog.h"

G_BEGIN_DECLS

/* Who she is on a blog, and what that means for her posts, in words. By what the last check found out. */
char *leaf_role_dup_name (LeafBlog *blog); /* "Author"; NULL when it is not known */
char *leaf_role_describe (LeafBlog *blog); /* a sentence or two; NULL for a folder */

G_END_DECLS
