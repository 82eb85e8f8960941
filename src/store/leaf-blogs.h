/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog.h"
#include "leaf-db.h"
#include "leaf-genre-term.h"

G_BEGIN_DECLS

gboolean   leaf_blogs_save   (LeafDb *db, LeafBlog *blog, GError **error); /* settings with it */
LeafBlog  *leaf_blogs_load   (LeafDb *db, gint64 id, GError **error);
GPtrArray *leaf_blogs_list   (LeafDb *db, GError **error); /* LeafBlog, oldest first */
gboolean   leaf_blogs_remove (LeafDb *db, gint64 id, GError **error); /* to the trash */
gboolean   leaf_blogs_restore (LeafDb *db, gint64 id, GError **error);

/* What a blog already has, so that nothing is uploaded or made twice. */
typedef struct {
  gboolean begun;  /* an upload was begun; whether it arrived is known when there is an address */
  char *remote_id; /* NULL where pictures have none */
  char *address;   /* NULL: not there, as far as is known */
  int width;
  int height;
  char *alt;       /* the alternative text it was sent with */
} LeafBlogMedia;

void           leaf_blog_media_free   (LeafBlogMedia *self);
LeafBlogMedia *leaf_blog_media_load   (LeafDb *db, gint64 blog, const char *sha256, GError **error); /* never NULL without error */
gboolean       leaf_blog_media_begin  (LeafDb *db, gint64 blog, const char *sha256, GError **error);
gboolean       leaf_blog_media_save   (LeafDb *db, gint64 blog, const char *sha256, const LeafBlogMedia *media, GError **error);
gboolean       leaf_blog_media_known  (LeafDb *db, gint64 blog, const char *remote_id, gboolean *known, GError **error);
gboolean       leaf_blog_media_forget (LeafDb *db, gint64 blog, const char *sha256, GError **error);
GHashTable    *leaf_blog_media_list   (LeafDb *db, gint64 blog, GError **error); /* address → SHA-256 */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafBlogMedia, leaf_blog_media_free)

/* A category or a tag of a blog, as it was when the list was last fetched. */
typedef struct {
  char *taxonomy;  /* "categories" or "tags" */
  char *remote_id;
  char *name;
  char *parent;    /* the remote_id of the one above; NULL: none */
} LeafTerm;

LeafTerm  *leaf_term_new           (const char *taxonomy, const char *remote_id, const char *name, const char *parent);
void       leaf_term_free          (LeafTerm *self);
GPtrArray *leaf_blog_terms_list    (LeafDb *db, gint64 blog, GError **error); /* LeafTerm: categories, then tags, in the blog's order */
gboolean   leaf_blog_terms_replace (LeafDb *db, gint64 blog, GPtrArray *terms, GError **error);

/* "Fiction › Fantasy". */
char      *leaf_term_dup_path      (const LeafTerm *self, GPtrArray *terms);

/* What genres become on a blog where it is not a term of their name: LeafGenreTerm. */
GPtrArray *leaf_blog_genres_list (LeafDb *db, gint64 blog, GError **error);
gboolean   leaf_blog_genres_set  (LeafDb *db, gint64 blog, const char *genre, GPtrArray *terms, GError **error);
gboolean   leaf_blog_genres_move (LeafDb *db, gint64 blog, const char *taxonomy, const char *remote_id, const char *new_id, GError **error);

/* Terms that Flyleaf used, so that it need not ask for their ids again. */
gboolean leaf_blog_term_find   (LeafDb *db, gint64 blog, const char *taxonomy, const char *name, char **remote_id, GError **error);
gboolean leaf_blog_term_save   (LeafDb *db, gint64 blog, const char *taxonomy, const char *name, const char *remote_id, GError **error);
gboolean leaf_blog_term_known  (LeafDb *db, gint64 blog, const char *taxonomy, const char *remote_id, gboolean *known, GError **error);
gboolean leaf_blog_term_forget (LeafDb *db, gint64 blog, const char *taxonomy, const char *name, GError **error);

G_END_DECLS
