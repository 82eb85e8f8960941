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

/* A picture of the post that was not among the known ones; a link stands in its place. */
typedef struct {
  char *address;
  char *remote_id; /* WordPress's number for it, or NULL */
} LeafPostUnknown;

typedef struct {
  LeafDocument *document;
  LeafPostReadFlags flags;
  GPtrArray *unknown; /* LeafPostUnknown, each once */
} LeafPostText;

void          leaf_post_text_free (LeafPostText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafPostText, leaf_post_text_free)

/* `pictures`: address → SHA-256, as leaf_blog_media_list() gives them. */
LeafPostText *leaf_post_read (const char *content, LeafMarkup markup, const char *marker, GHashTable *pictures, GError **error);
LeafDocument *leaf_post_show (const LeafPostSource *source, const LeafDocument *document);
char         *leaf_post_dup_full_size (const char *address);

G_END_DECLS
