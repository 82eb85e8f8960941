/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog.h"
#include "leaf-library.h"

#include <gio/gio.h>

G_BEGIN_DECLS

void      leaf_blog_setup_async  (LeafLibrary          *library,
                                  LeafBlog             *blog,
                                  const char           *address,
                                  const char           *user,
                                  const char           *password,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
LeafBlog *leaf_blog_setup_finish (GAsyncResult         *result,
                                  GError              **error);

G_END_DECLS
