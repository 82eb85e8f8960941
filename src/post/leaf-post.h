/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog.h"
#include "leaf-book.h"
#include "leaf-genre-term.h"
#include "leaf-profile.h"
#include "leaf-review.h"

G_BEGIN_DECLS

typedef enum {
  LEAF_POST_ERROR_INCOMPLETE, /* nothing to publish yet: no text, no book, no title */
  LEAF_POST_ERROR_PICTURE,    /* a picture is not there */
} LeafPostError;

#define LEAF_POST_ERROR (leaf_post_error_quark ())
GQuark leaf_post_error_quark (void);

/* Everything a post is made of. Owned copies, so that a worker thread can hold it. */
typedef struct {
  LeafReview *review;
  GPtrArray *books; /* LeafBook, in the review's order */
  LeafProfile *profile;
  LeafBlog *blog;
  GPtrArray *genres; /* LeafGenreTerm: what genres become on the blog where she chose it; NULL: nowhere */
  char *marker; /* UUID of the publication; the post's anchor is flyleaf-UUID */
  gint64 published; /* seconds since 1970, UTC; 0: not known, the post shows the day the review was begun */
} LeafPostSource;

LeafPostSource *leaf_post_source_new  (LeafReview *review, GPtrArray *books, LeafProfile *profile, LeafBlog *blog, const char *marker);
void            leaf_post_source_free (LeafPostSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafPostSource, leaf_post_source_free)

/* A picture the post shows; it must have an address on the blog before the post can be written. */
typedef struct {
  char *sha256;
  char *alt;
  char *name;      /* ASCII file name without extension, from the slug */
  gboolean featured;
  int max_width;   /* the room it has on the blog, in pixels; 0 is no bound */
  int max_height;
} LeafPostPicture;

void leaf_post_picture_free (LeafPostPicture *self);

/* Where a picture went. */
typedef struct {
  char *remote_id; /* NULL where pictures have none */
  char *address;
  int width;       /* 0 unknown */
  int height;
} LeafPostMedia;

LeafPostMedia *leaf_post_media_new  (const char *remote_id, const char *address, int width, int height);
void           leaf_post_media_free (LeafPostMedia *self);

/* How the content is written down, by what the blog keeps. */
typedef enum {
  LEAF_MARKUP_HTML,       /* plain HTML: the site folder, the preview */
  LEAF_MARKUP_WORDPRESS,  /* the same inside block comments */
} LeafMarkup;

typedef enum {
  LEAF_POST_JSON_LD       = 1 << 0, /* scripts survive: WordPress unfiltered_html, our own site */
  LEAF_POST_DETAILS_BLOCK = 1 << 1, /* WordPress knows wp:details */
} LeafPostFlags;

typedef struct {
  char *title;
  char *slug;
  char *excerpt;
  char *content;
  char *json_ld;           /* NULL when not allowed; already inside content for WordPress, apart for LEAF_MARKUP_HTML */
  char *language;
  char **terms;            /* genres, in order, no repeats */
  GPtrArray *filed;        /* LeafGenreTerm: what becomes of them on a blog that has categories and tags */
  char *featured;          /* SHA-256 of the featured picture or NULL */
  char *featured_alt;
  char *comments;          /* "open" or "closed"; NULL: as the blog has it */
  char *hash;              /* SHA-256 over all of the above: what will be sent */
} LeafPost;

char      *leaf_post_dup_title     (const LeafPostSource *source); /* the review's own, else by the blog's pattern */
char      *leaf_post_dup_slug      (const LeafPostSource *source); /* the same; never empty */
GPtrArray *leaf_post_list_pictures (const LeafPostSource *source); /* LeafPostPicture, featured first, each once */
/* `media`: SHA-256 → LeafPostMedia. A picture missing in it is an error: nothing is published half. */
LeafPost  *leaf_post_compose       (const LeafPostSource *source, LeafMarkup markup, LeafPostFlags flags, GHashTable *media, GError **error);
void       leaf_post_free          (LeafPost *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafPost, leaf_post_free)

G_END_DECLS
