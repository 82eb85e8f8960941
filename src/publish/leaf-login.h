/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog.h"
#include "leaf-library.h"
#include "leaf-publisher.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A blog of the library and its log-in, after the set-up. All block: call them in a worker thread. */

/* With the password of the keyring. */
LeafPublisher *leaf_login_connect (LeafLibrary *library, LeafBlog *blog, GCancellable *cancellable, GError **error);

/* Is the log-in still good? What was found out goes into the library, also why it is not (LEAF_BLOG_SETTING_PROBLEM):
 * call it when an answer says 401 or 403. */
gboolean leaf_login_check  (LeafLibrary *library, LeafBlog *blog, GCancellable *cancellable, GError **error);
gboolean leaf_login_check_with (LeafLibrary *library, LeafBlog *blog, LeafPublisher *publisher, GCancellable *cancellable, GError **error);
/* All went well, so nothing is wrong with the log-in. */
void     leaf_login_forget_problem (LeafLibrary *library, LeafBlog *blog);
/* The blog forgets the password, and so does the keyring. */
gboolean leaf_login_revoke (LeafLibrary *library, LeafBlog *blog, gboolean ours_only, GCancellable *cancellable, GError **error);

void     leaf_login_revoke_async  (LeafLibrary *library, LeafBlog *blog, gboolean ours_only, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
gboolean leaf_login_revoke_finish (GAsyncResult *result, GError **error);

G_END_DECLS
