/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog.h"
#include "leaf-library.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Brings the categories and tags of a blog into the library; see leaf_blog_terms_list(). */
gboolean leaf_term_fetch        (LeafLibrary *library, LeafBlog *blog, GCancellable *cancellable, GError **error);
void     leaf_term_fetch_async  (LeafLibrary *library, LeafBlog *blog, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean leaf_term_fetch_finish (LeafLibrary *library, GAsyncResult *result, GError **error);

G_END_DECLS
