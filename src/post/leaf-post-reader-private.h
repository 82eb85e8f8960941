/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-html-token.h"
#include "leaf-post-reader.h"

G_BEGIN_DECLS

/* What was written last, or comes next: white space means another thing beside each. */
typedef enum {
  LEAF_EDGE_BLOCK, /* a border of blocks */
  LEAF_EDGE_LEAF,  /* the beginning of an element that holds words */
  LEAF_EDGE_TEXT,
} LeafEdge;

/* A spoiler inside a line: its sign stands there, its words are folded somewhere below. */
typedef struct {
  GString *place; /* where the words go */
  GString *sign;  /* what stands in the line, when there are none */
} LeafReaderSpoiler;

/* An element of the post that is followed to its end. */
typedef struct {
  LeafHtmlSlice name; /* no length: none */
  unsigned int depth;
  const char *behind; /* its start tag */
} LeafReaderElement;

typedef struct {
  const char *end;
  LeafMarkup markup;
  gboolean classic;        /* a post without blocks: WordPress makes its lines paragraphs */
  char *anchor;
  LeafPostReadFlags flags; /* what was not found yet, and what was */
  GHashTable *exact;       /* address → SHA-256, both borrowed */
  GHashTable *pictures;    /* address without size and host → SHA-256, borrowed */
  GPtrArray *unknown;
  GHashTable *seen;        /* of the unknown ones; borrowed */

  GPtrArray *pieces;       /* GString: what is written, in the order of the document */
  GString *out;
  GString *spaces;         /* read, but not written yet */
  gboolean lines;          /* with a line end among them */
  LeafEdge edge;
  unsigned int n_leaves;   /* open elements that hold words */
  unsigned int verbatim;   /* <pre> around this */

  LeafReaderElement part;   /* another part of the post, left out */
  LeafReaderElement review;
  unsigned int n_rewound;
  unsigned int n_unended;
  gboolean in_heading;      /* outside of the review */
  GString *heading;         /* the words of it */
  GString *held;            /* its piece, while what comes decides whether it is hers */

  GHashTable *spoilers;     /* sign without brackets → LeafReaderSpoiler: those without words so far */
  GPtrArray *all_spoilers;
  LeafReaderSpoiler *sign;  /* the sign that is being read */
  unsigned int details;     /* depth of folded text of ours, 0 outside */
  gboolean warning;         /* it is a content warning */
  gboolean undecided;       /* its summary has not been read */
  gboolean in_summary;
  GString *summary;
  gboolean inlined;         /* its words go back into their line */
  gboolean gap;             /* a border of blocks among these words */

  unsigned int figures;     /* depth */
  gboolean in_caption;
  gboolean picture_link;    /* in a link around a picture */
  gboolean open_figure;     /* one that we have written */
  gboolean shortcode;       /* in [caption] */

  gboolean ratings_frame;   /* the figure around a table of ratings */
  gboolean ratings;
  gboolean foot;            /* the overall rating, which is computed */
  GString *row;             /* where its start tag goes */
  unsigned int n_cells;
  GString *rating;
} LeafPostReader;

/* leaf-post-reader-tags.c */
void     leaf_post_reader_tag            (LeafPostReader *self, const LeafHtmlToken *token, const char *start, const char *behind);
void     leaf_post_reader_settle_heading (LeafPostReader *self, gboolean own);

/* leaf-post-reader-write.c */
GString *leaf_post_reader_new_piece   (LeafPostReader *self);
void     leaf_post_reader_space       (LeafPostReader *self, const char *text, gsize length);
void     leaf_post_reader_flush_space (LeafPostReader *self, LeafEdge next);
void     leaf_post_reader_words       (LeafPostReader *self, const char *text, gsize length);
void     leaf_post_reader_copy_inline (LeafPostReader *self, const char *start, const char *behind);
void     leaf_post_reader_copy_block  (LeafPostReader *self, const char *start, const char *behind);
void     leaf_post_reader_block       (LeafPostReader *self, const char *markup);
void     leaf_post_reader_open_leaf   (LeafPostReader *self, LeafHtmlSlice name, const LeafHtmlToken *token);
void     leaf_post_reader_close_leaf  (LeafPostReader *self, LeafHtmlSlice name);

void     leaf_post_reader_append_attribute (GString *out, const char *name, LeafHtmlSlice value, const char *more);

/* leaf-post-reader-picture.c */
void     leaf_post_reader_learn_pictures (LeafPostReader *self, GHashTable *pictures);
void     leaf_post_reader_image          (LeafPostReader *self, const LeafHtmlToken *token);
void     leaf_post_reader_close_figure   (LeafPostReader *self);
void     leaf_post_reader_caption        (LeafPostReader *self, gboolean end);
gsize    leaf_post_reader_shortcode      (LeafPostReader *self, const char *text, gsize length);

/* leaf-post-reader-fold.c: what is folded, and tables of ratings. */
void     leaf_post_reader_sign        (LeafPostReader *self, gboolean end);
void     leaf_post_reader_fold        (LeafPostReader *self, gboolean warning);
void     leaf_post_reader_unfold      (LeafPostReader *self);
void     leaf_post_reader_summary     (LeafPostReader *self, gboolean end);
void     leaf_post_reader_decide      (LeafPostReader *self);
void     leaf_post_reader_return_signs (LeafPostReader *self);
void     leaf_post_reader_row         (LeafPostReader *self, gboolean end);
void     leaf_post_reader_cell        (LeafPostReader *self, const LeafHtmlToken *token);

G_END_DECLS
