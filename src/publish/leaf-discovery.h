/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-publisher.h"

G_BEGIN_DECLS

/* Which system is behind what the user typed (an address, with or without https://, or a folder), and is the log-in good?
 * Blocks; gives a LeafBlog filled in and ready to be saved. The password goes only to the blog's own origin. */
LeafBlog *leaf_discover_blog        (LeafLibrary *library, const char *address, const char *user, const char *password, GCancellable *cancellable, GError **error);
void      leaf_discover_blog_async  (LeafLibrary *library, const char *address, const char *user, const char *password,
                                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
LeafBlog *leaf_discover_blog_finish (GAsyncResult *result, GError **error);

G_END_DECLS
