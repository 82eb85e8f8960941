/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The text of a review or a synopsis: a sequence of blocks, each one line of runs.
 *
 * Offsets count Unicode characters; between two blocks stands one character (the line feed), so that
 * an offset here is an offset in the GtkTextBuffer that shows the document. A figure begins with, and
 * a divider is, one U+FFFC: the place of the picture or the line. Consecutive quotation blocks (and
 * their source, which ends the quotation), list items, spoilers, content warnings and the rows of a table of
 * ratings belong together. */

#define LEAF_OBJECT_CHARACTER 0xFFFC
#define LEAF_OBJECT_STRING    "\xef\xbf\xbc"

typedef enum {
  LEAF_BLOCK_PARAGRAPH,
  LEAF_BLOCK_HEADING,      /* level 2 to 4 */
  LEAF_BLOCK_QUOTE,
  LEAF_BLOCK_QUOTE_SOURCE, /* "p. 12", "Chapter 3": the <cite> of the quotation above it */
  LEAF_BLOCK_BULLET,       /* level 0 to LEAF_BLOCK_MAX_DEPTH */
  LEAF_BLOCK_NUMBERED,     /* level 0 to LEAF_BLOCK_MAX_DEPTH */
  LEAF_BLOCK_FIGURE,       /* picture, alternative text; the text after U+FFFC is the caption */
  LEAF_BLOCK_DIVIDER,
  LEAF_BLOCK_SPOILER,
  LEAF_BLOCK_WARNING,      /* what a reader may want to be warned of; folded like a spoiler */
  LEAF_BLOCK_RATING,       /* a row of a table of ratings: the text is the category, the level the rating, 0 to LEAF_RATING_MAX */
} LeafBlockKind;

#define LEAF_N_BLOCK_KINDS (LEAF_BLOCK_RATING + 1)
#define LEAF_BLOCK_MAX_DEPTH 5
#define LEAF_RATING_MAX 10 /* halves of a star: 1 is 0.5, 10 is 5; 0 is unrated */

typedef enum {
  LEAF_MARK_NONE          = 0,
  LEAF_MARK_BOLD          = 1 << 0,
  LEAF_MARK_ITALIC        = 1 << 1,
  LEAF_MARK_UNDERLINE     = 1 << 2,
  LEAF_MARK_STRIKETHROUGH = 1 << 3,
  LEAF_MARK_CODE          = 1 << 4,
  LEAF_MARK_SPOILER       = 1 << 5,
  LEAF_MARK_HIGHLIGHT     = 1 << 6,
  LEAF_MARK_SUPERSCRIPT   = 1 << 7,
} LeafMarks;

#define LEAF_N_MARKS 8

/* What a block is. Strings are owned by whoever holds the struct; see leaf_block_style_copy(). */
typedef struct {
  LeafBlockKind kind;
  unsigned int level;
  char *picture; /* figures: lower-case SHA-256 of the picture in the library */
  char *alt;     /* figures: alternative text, may be NULL */
} LeafBlockStyle;

/* How a run of characters looks. `link` is an absolute http, https or mailto address, or NULL. */
typedef struct {
  LeafMarks marks;
  GRefString *link;
} LeafTextStyle;

typedef struct {
  unsigned int n_chars;
  LeafTextStyle style;
} LeafSpan;

/* Pictures and dividers are no characters. A paragraph is a block with a word in it. */
typedef struct {
  unsigned int n_words;
  unsigned int n_characters; /* spaces included, line feeds not */
  unsigned int n_spaces;
  unsigned int n_sentences;
  unsigned int n_paragraphs;
} LeafTextCounts;

typedef struct _LeafBlock LeafBlock; /* read-only view into a document; valid until it changes */
typedef struct _LeafDocument LeafDocument;

#define LEAF_TYPE_DOCUMENT (leaf_document_get_type ())

typedef enum {
  LEAF_DOCUMENT_ERROR_TOO_LARGE,
  LEAF_DOCUMENT_ERROR_NOT_TEXT,
} LeafDocumentError;

#define LEAF_DOCUMENT_ERROR (leaf_document_error_quark ())
GQuark leaf_document_error_quark (void);

gboolean leaf_block_style_equal (const LeafBlockStyle *a, const LeafBlockStyle *b);
void     leaf_block_style_copy  (const LeafBlockStyle *source, LeafBlockStyle *target);
void     leaf_block_style_clear (LeafBlockStyle *style);
gboolean leaf_text_style_equal  (const LeafTextStyle *a, const LeafTextStyle *b);

/* Blocks, read only. */
const LeafBlockStyle *leaf_block_get_style   (const LeafBlock *block);
const char           *leaf_block_get_text    (const LeafBlock *block);
unsigned int          leaf_block_get_length  (const LeafBlock *block); /* characters, line feed not counted */
const LeafSpan       *leaf_block_get_spans   (const LeafBlock *block, unsigned int *n_spans);

/* The document. Reference counted, never shared between threads: copy it for another one. */
GType         leaf_document_get_type     (void);
LeafDocument *leaf_document_new          (void); /* one empty paragraph; there is always a block */
LeafDocument *leaf_document_ref          (LeafDocument *self);
void          leaf_document_unref        (LeafDocument *self);
LeafDocument *leaf_document_copy         (const LeafDocument *self);
gboolean      leaf_document_equal        (const LeafDocument *a, const LeafDocument *b);
gboolean      leaf_document_is_empty     (const LeafDocument *self);
gboolean      leaf_document_is_well_formed (const LeafDocument *self); /* U+FFFC where it belongs and only there */

unsigned int     leaf_document_get_n_blocks    (const LeafDocument *self);
const LeafBlock *leaf_document_get_block       (const LeafDocument *self, unsigned int index);
unsigned int     leaf_document_get_length      (const LeafDocument *self); /* line feeds counted */
unsigned int     leaf_document_locate          (const LeafDocument *self, unsigned int offset, unsigned int *column);
unsigned int     leaf_document_get_block_start (const LeafDocument *self, unsigned int index);
LeafTextStyle    leaf_document_get_style_at    (const LeafDocument *self, unsigned int offset); /* borrowed link */
char            *leaf_document_get_text        (const LeafDocument *self, unsigned int start, unsigned int end);
unsigned int     leaf_document_count_words     (const LeafDocument *self);
unsigned int     leaf_document_get_overall     (const LeafDocument *self, unsigned int index); /* of a table of ratings */
void             leaf_document_count           (const LeafDocument *self, unsigned int start, unsigned int end, LeafTextCounts *counts);

/* Building, at the end. The first append_block on a new document replaces its empty paragraph. A line end in
 * the text begins another block; figures and dividers are given their U+FFFC as text. */
void leaf_document_append_block (LeafDocument *self, const LeafBlockStyle *style);
void leaf_document_append_text  (LeafDocument *self, const char *text, gssize length, const LeafTextStyle *style);

/* Editing. A fragment is itself a document, whose first and last blocks are open: on replace the
 * text before `start` goes in front of its first block and the text after `end` behind its last,
 * and the fragment's block styles win. So replace (start, start + length (after), slice (start, end))
 * is always the exact inverse of replace (start, end, after). */
LeafDocument *leaf_document_slice   (const LeafDocument *self, unsigned int start, unsigned int end);
LeafDocument *leaf_document_slice_blocks (const LeafDocument *self, unsigned int index, unsigned int n_blocks); /* whole ones; NULL for none */
void          leaf_document_replace (LeafDocument *self, unsigned int start, unsigned int end, const LeafDocument *fragment);

/* Styles alone, over a range; spans do not cover the line feeds. */
GArray *leaf_document_get_spans       (const LeafDocument *self, unsigned int start, unsigned int end); /* LeafSpan, owned links */
void    leaf_document_set_spans       (LeafDocument *self, unsigned int start, const LeafSpan *spans, unsigned int n_spans);
void    leaf_document_change_marks    (LeafDocument *self, unsigned int start, unsigned int end, LeafMarks add, LeafMarks remove);
void    leaf_document_set_link        (LeafDocument *self, unsigned int start, unsigned int end, const char *link);
void    leaf_document_set_block_style (LeafDocument *self, unsigned int index, const LeafBlockStyle *style);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafDocument, leaf_document_unref)

G_END_DECLS
