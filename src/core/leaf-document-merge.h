/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-document.h"

G_BEGIN_DECLS

/* Two versions of a document that were made of the same one, made one again: block by block, and word by word inside a block
 * that both changed. */

typedef enum {
  LEAF_MERGE_SAME,   /* as it was */
  LEAF_MERGE_MINE,   /* changed by me alone */
  LEAF_MERGE_THEIRS, /* by them alone */
  LEAF_MERGE_BOTH,   /* by both: in the same way, or each other words of a block */
  LEAF_MERGE_CLASH,  /* by both, and somebody has to choose */
} LeafMergeKind;

typedef enum {
  LEAF_MERGE_TAKE_MINE,
  LEAF_MERGE_TAKE_THEIRS,
  LEAF_MERGE_TAKE_BOTH, /* mine, and theirs below */
} LeafMergeChoice;

/* A stretch of blocks. All blocks of the three documents are in one part, in order; any of the three counts may be 0. */
typedef struct {
  LeafMergeKind kind;
  unsigned int base;
  unsigned int n_base;
  unsigned int mine;
  unsigned int n_mine;
  unsigned int theirs;
  unsigned int n_theirs;
  LeafBlock *merged; /* BOTH: one block made of the words of both; else NULL */
} LeafMergePart;

typedef struct _LeafMerge LeafMerge;

LeafMerge           *leaf_document_merge      (const LeafDocument *base, const LeafDocument *mine, const LeafDocument *theirs);
void                 leaf_merge_free          (LeafMerge *self);
unsigned int         leaf_merge_get_n_parts   (const LeafMerge *self);
const LeafMergePart *leaf_merge_get_part      (const LeafMerge *self, unsigned int index);
unsigned int         leaf_merge_get_n_clashes (const LeafMerge *self);
const LeafMergePart *leaf_merge_get_clash     (const LeafMerge *self, unsigned int index);
LeafDocument        *leaf_merge_make_document (const LeafMerge *self, const LeafMergeChoice *choices);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafMerge, leaf_merge_free)

G_END_DECLS
