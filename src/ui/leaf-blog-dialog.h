/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-authorization.h"
#include "leaf-blog.h"
#include "leaf-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Adds a blog by its address alone, or logs in to one again: by the browser, or by an application password. What is found
 * out is shown before anything is kept. */
#define LEAF_TYPE_BLOG_DIALOG (leaf_blog_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LeafBlogDialog, leaf_blog_dialog, LEAF, BLOG_DIALOG, AdwWindow)

GtkWidget *leaf_blog_dialog_new           (LeafLibrary       *library,
                                           LeafBlog          *blog);
/* One that was begun by a program that is gone: `authorization` says which blog. */
GtkWidget *leaf_blog_dialog_new_returned  (LeafLibrary       *library,
                                           LeafAuthorization *authorization);

/* What the browser came back with. */
LeafBlogDialog *leaf_blog_dialog_find_waiting (LeafAuthorization *authorization);
void            leaf_blog_dialog_take         (LeafBlogDialog    *self,
                                               const LeafGrant   *grant);
void            leaf_blog_dialog_fail         (LeafBlogDialog    *self,
                                               const GError      *error);

G_END_DECLS
