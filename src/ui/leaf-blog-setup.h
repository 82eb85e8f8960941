/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-authorization.h"
#include "leaf-blog.h"
#include "leaf-library.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a blog is added by, or logged in to again. */
typedef struct
{
  const char *uuid;       /* of the blog of the library to log in to again; NULL: a new one */
  const char *address;    /* an address or a folder */
  const LeafGrant *grant; /* NULL for a folder */
  gboolean granted;       /* the blog itself has just handed it out */
} LeafBlogLogin;

/* Adds a blog to the library, or logs in to one again. */
void      leaf_blog_setup_async  (LeafLibrary         *library,
                                  const LeafBlogLogin *login,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data);
LeafBlog *leaf_blog_setup_finish (GAsyncResult        *result,
                                  GError             **error);

G_END_DECLS
