/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-document.h"
#include "leaf-html-token.h"

G_BEGIN_DECLS

/* How deep elements may nest behind the guard; deeper ones are unwrapped. */
#define LEAF_HTML_MAX_DEPTH 200

/* Classes of other programs that tell something: those of Word and LibreOffice, and of the engine of Safari and Chromium. */
#define LEAF_HTML_FOREIGN_CLASSES \
  "MsoTitle", "MsoQuote", "MsoQuoteCxSpFirst", "MsoQuoteCxSpMiddle", "MsoQuoteCxSpLast", "MsoIntenseQuote", "MsoFootnoteReference", \
  "MsoEndnoteReference", "sdfootnotesym", "sdendnotesym", "Apple-converted-space"

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
  unsigned int list_level;  /* Word's list paragraphs: 1 and up, 0 for none */
  gboolean loose_space;     /* no-break spaces in it only stand for a wide space */
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

char       *leaf_html_clean      (const char *html, gsize length, gsize *new_length);
GString    *leaf_html_guard      (const char *html, gsize length, GError **error);
void        leaf_html_style_read (const char *css, LeafHtmlStyle *style);
gboolean    leaf_html_is_highlight (const char *color);

/* What our own HTML begins with on the clipboard. */
#define LEAF_HTML_CLIPBOARD_HEAD "<meta http-equiv=\"content-type\" content=\"text/html; charset=utf-8\"><meta name=\"generator\" content=\"Flyleaf\">"

/* leaf-html-foreign.c: what other programs put on the clipboard. */
char       *leaf_html_take_fragment (const char *html, gsize length, const char *context, gsize *new_length);
char       *leaf_html_tighten_spaces (const char *text, gboolean loose);
LeafMarks   leaf_html_class_marks   (const char *class_name);
LeafBlockKind leaf_html_class_kind  (const char *class_name, unsigned int *level);

G_END_DECLS
