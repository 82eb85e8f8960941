/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-document.h"

G_BEGIN_DECLS

/* What has become of a document: block by block, and word by word inside those that were changed. */

typedef enum {
  LEAF_COMPARE_SAME,
  LEAF_COMPARE_ADDED,   /* in `b` alone */
  LEAF_COMPARE_REMOVED, /* in `a` alone */
  LEAF_COMPARE_CHANGED, /* a block: it is in both, but not alike; a span: the same characters look different */
} LeafCompareKind;

/* A piece of a block that is in both documents. ADDED has no characters in `a`, REMOVED none in `b`. */
typedef struct {
  LeafCompareKind kind;
  unsigned int a_start; /* column in the block of `a` */
  unsigned int a_chars;
  unsigned int b_start;
  unsigned int b_chars;
} LeafCompareSpan;

/* All blocks of `a` are named once, in order, and so are those of `b`. For ADDED `a` is the number of the block
 * of `a` in front of which it stands; for REMOVED `b` likewise. */
typedef struct {
  LeafCompareKind kind;
  unsigned int a;
  unsigned int b;
  gboolean style_changed; /* CHANGED: another kind, level, picture or alternative text */
  GArray *spans;          /* CHANGED: LeafCompareSpan, covering both blocks; else NULL */
} LeafCompareBlock;

GPtrArray *leaf_document_compare          (const LeafDocument *a, const LeafDocument *b); /* LeafCompareBlock */
gboolean   leaf_document_get_changed_range (const LeafDocument *a, const LeafDocument *b, unsigned int *first, unsigned int *n_a, unsigned int *n_b);

G_END_DECLS
