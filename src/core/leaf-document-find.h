/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-document.h"

G_BEGIN_DECLS

/* What is looked for in documents, made ready once for many blocks. A match lies within one block and
 * begins and ends between characters as a reader sees them: never inside "é" written as two. */

typedef enum {
  LEAF_FIND_DEFAULT    = 0,
  LEAF_FIND_MATCH_CASE = 1 << 0,
  LEAF_FIND_WHOLE_WORD = 1 << 1,
} LeafFindFlags;

/* Offsets in the document, in characters. */
typedef struct {
  unsigned int start;
  unsigned int end;
} LeafFindMatch;

typedef struct _LeafFind LeafFind;

LeafFind *leaf_find_new          (const char *text, LeafFindFlags flags); /* NULL: nothing to look for */
void      leaf_find_free         (LeafFind *self);
void      leaf_find_add_matches  (LeafFind *self, const LeafDocument *document, unsigned int index, GArray *matches); /* LeafFindMatch, of one block */
gboolean  leaf_find_get_next     (LeafFind *self, const LeafDocument *document, unsigned int offset, LeafFindMatch *match);
gboolean  leaf_find_get_previous (LeafFind *self, const LeafDocument *document, unsigned int offset, LeafFindMatch *match);

/* What is between the first match and the last, with other words in the place of them. */
LeafDocument *leaf_find_replace (const LeafDocument *document, const LeafFindMatch *matches, unsigned int n_matches, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafFind, leaf_find_free)

G_END_DECLS
