/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-document-compare.h"

G_BEGIN_DECLS

/* Numbers for strings: the same string, the same number. */
typedef struct {
  GHashTable *table; /* string → number; strings are owned */
} LeafInterner;

void    leaf_interner_init   (LeafInterner *self);
void    leaf_interner_clear  (LeafInterner *self);
guint32 leaf_interner_number (LeafInterner *self, const char *text, gsize n_bytes);

/* A word, or a character between words. */
typedef struct {
  guint32 number;
  unsigned int n_chars;
  gboolean space;
} LeafWord;

GArray *leaf_compare_split_words (LeafInterner *interner, const LeafBlock *block); /* LeafWord */
GArray *leaf_compare_words       (const LeafBlock *a, const LeafBlock *b, const GArray *a_words, const GArray *b_words); /* LeafCompareSpan */

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LeafInterner, leaf_interner_clear)

G_END_DECLS
