/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog.h"
#include "leaf-db.h"

G_BEGIN_DECLS

gboolean   leaf_blogs_save   (LeafDb *db, LeafBlog *blog, GError **error); /* settings with it */
LeafBlog  *leaf_blogs_load   (LeafDb *db, gint64 id, GError **error);
GPtrArray *leaf_blogs_list   (LeafDb *db, GError **error); /* LeafBlog, oldest first */
gboolean   leaf_blogs_remove (LeafDb *db, gint64 id, GError **error); /* to the trash */
gboolean   leaf_blogs_restore (LeafDb *db, gint64 id, GError **error);

/* What a blog already has, so that nothing is uploaded or made twice. */
gboolean leaf_blog_media_find  (LeafDb *db, gint64 blog, const char *sha256, char **remote_id, char **address, GError **error); /* TRUE + NULLs when unknown */
gboolean leaf_blog_media_save  (LeafDb *db, gint64 blog, const char *sha256, const char *remote_id, const char *address, GError **error);
gboolean leaf_blog_media_forget (LeafDb *db, gint64 blog, const char *sha256, GError **error);
gboolean leaf_blog_term_find   (LeafDb *db, gint64 blog, const char *taxonomy, const char *name, char **remote_id, GError **error);
gboolean leaf_blog_term_save   (LeafDb *db, gint64 blog, const char *taxonomy, const char *name, const char *remote_id, GError **error);
gboolean leaf_blog_term_forget (LeafDb *db, gint64 blog, const char *taxonomy, const char *name, GError **error);

G_END_DECLS
