/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Passwords live in the Secret Service and nowhere else. Where none runs, FLYLEAF_PASSWORD serves one call. Blocking. */
gboolean leaf_credentials_store  (LeafBlog *blog, const char *password, GCancellable *cancellable, GError **error);
char    *leaf_credentials_lookup (LeafBlog *blog, GCancellable *cancellable, GError **error); /* free with leaf_credentials_free() */
gboolean leaf_credentials_remove (LeafBlog *blog, GCancellable *cancellable, GError **error);
void     leaf_credentials_free   (char *password); /* wipes it */

/* First thing in main(): takes FLYLEAF_PASSWORD out of the environment, so that no child process inherits it. */
void     leaf_credentials_take_environment (void);
const char *leaf_credentials_get_environment (void); /* what it took, or NULL */

G_END_DECLS
