/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-document.h"
#include "leaf-post.h"

G_BEGIN_DECLS

/* The way back: the review's text out of a post as a blog stores it, whoever edited it there. */
#define LEAF_POST_READ_MAX_BYTES (8 * 1024 * 1024)

typedef enum {
  LEAF_POST_READ_NO_MARKER = 1 << 0, /* the element with the marker is gone */
  LEAF_POST_READ_NO_REVIEW = 1 << 1, /* the one around the review is gone: what is no other part of the post was read */
  LEAF_POST_READ_STRAY     = 1 << 2, /* somebody wrote outside of the review: that was read, too, where it stands */
} LeafPostReadFlags;

typedef struct {
  LeafDocument *document;
  LeafPostReadFlags flags;
  GStrv unknown; /* addresses of pictures that were not among the known ones, each once; links stand in their place */
} LeafPostText;

void          leaf_post_text_free (LeafPostText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafPostText, leaf_post_text_free)

/* `pictures`: address → SHA-256, as leaf_blog_media_list() gives them. */
LeafPostText *leaf_post_read (const char *content, LeafMarkup markup, const char *marker, GHashTable *pictures, GError **error);

G_END_DECLS
