/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-document.h"

G_BEGIN_DECLS

/* How deep elements may nest behind the guard; deeper ones are unwrapped. */
#define LEAF_HTML_MAX_DEPTH 200

typedef enum {
  LEAF_WHITE_SPACE_INHERIT,
  LEAF_WHITE_SPACE_COLLAPSE,
  LEAF_WHITE_SPACE_KEEP,
} LeafWhiteSpace;

/* What a style attribute says that a document can hold. */
typedef struct {
  LeafMarks add;
  LeafMarks remove;
  LeafWhiteSpace white_space;
  gboolean hidden;
} LeafHtmlStyle;

/* The elements that come through the guard. */
typedef enum {
  LEAF_TAG_NONE,
  LEAF_TAG_A,
  LEAF_TAG_B,
  LEAF_TAG_I,
  LEAF_TAG_U,
  LEAF_TAG_S,
  LEAF_TAG_CODE,
  LEAF_TAG_SMALL, /* <spoiler>: of the elements that HTML carries over block borders, one we have no other use for */
  LEAF_TAG_SPAN,
  LEAF_TAG_MARK,
  LEAF_TAG_SUP,
  LEAF_TAG_CITE,
  LEAF_TAG_BR,
  LEAF_TAG_HR,
  LEAF_TAG_IMG,
  LEAF_TAG_P,
  LEAF_TAG_DIV,
  LEAF_TAG_FOOTER,
  LEAF_TAG_H1,
  LEAF_TAG_H2,
  LEAF_TAG_H3,
  LEAF_TAG_H4,
  LEAF_TAG_PRE,
  LEAF_TAG_BLOCKQUOTE,
  LEAF_TAG_FIGURE,
  LEAF_TAG_FIGCAPTION,
  LEAF_TAG_DETAILS,
  LEAF_TAG_SUMMARY,
  LEAF_TAG_UL,
  LEAF_TAG_OL,
  LEAF_TAG_LI,
  LEAF_TAG_DD,
  LEAF_TAG_DT,
  LEAF_TAG_TABLE,
  LEAF_TAG_CAPTION,
  LEAF_TAG_TBODY,
  LEAF_TAG_TR,
  LEAF_TAG_TD,
  LEAF_TAG_Q,
  LEAF_TAG_SKIP, /* goes with all that is in it */
  LEAF_N_TAGS,
} LeafTag;

typedef struct {
  const char *data;
  gsize length;
} LeafHtmlSlice;

/* A start or end tag; the values of attributes are as written, with their character references. */
typedef struct {
  gboolean end;
  LeafHtmlSlice name;
  LeafHtmlSlice href;
  LeafHtmlSlice style;
  LeafHtmlSlice class_name;
  LeafHtmlSlice alt;
  LeafHtmlSlice data_picture;
  LeafHtmlSlice data_rating;
  gboolean hidden;
} LeafHtmlToken;

const char *leaf_html_token_read (LeafHtmlToken *token, const char *p, const char *end);
char       *leaf_html_clean      (const char *html, gsize length, gsize *new_length);
GString    *leaf_html_guard      (const char *html, gsize length, GError **error);
void        leaf_html_style_read (const char *css, LeafHtmlStyle *style);

G_END_DECLS
