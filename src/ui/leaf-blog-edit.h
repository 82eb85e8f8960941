/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog.h"
#include "leaf-library.h"

G_BEGIN_DECLS

/* What the blog is called, as a key beside those of its settings. */
#define LEAF_BLOG_EDIT_NAME "name"

/* The settings of one blog while she changes them: each is saved by itself, laid over what the library holds by then.
 * No widget. Signals: "changed" (another setting, or another book to show patterns with), "followed" (the key of a setting
 * that was changed elsewhere, and not by her here), "failed" (a sentence). */
#define LEAF_TYPE_BLOG_EDIT (leaf_blog_edit_get_type ())
G_DECLARE_FINAL_TYPE (LeafBlogEdit, leaf_blog_edit, LEAF, BLOG_EDIT, GObject)

LeafBlogEdit *leaf_blog_edit_new         (LeafLibrary *library, LeafBlog *blog);
LeafLibrary  *leaf_blog_edit_get_library (LeafBlogEdit *self);
LeafBlog     *leaf_blog_edit_get_blog    (LeafBlogEdit *self); /* as she has it now */
void          leaf_blog_edit_set         (LeafBlogEdit *self, const char *key, const char *value);
void          leaf_blog_edit_type        (LeafBlogEdit *self, const char *key, const char *value); /* saved when she pauses */
void          leaf_blog_edit_revert      (LeafBlogEdit *self, const char *key); /* to what is saved */
void          leaf_blog_edit_flush       (LeafBlogEdit *self);
void          leaf_blog_edit_fail        (LeafBlogEdit *self, const char *message);

/* What a pattern makes of a book of hers. */
char         *leaf_blog_edit_expand      (LeafBlogEdit *self, const char *pattern);
char         *leaf_blog_edit_expand_slug (LeafBlogEdit *self, const char *pattern);

G_END_DECLS
