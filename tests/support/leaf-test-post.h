/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-post.h"

G_BEGIN_DECLS

#define LEAF_TEST_COVER   "c0ffee0000000000000000000000000000000000000000000000000000000001"
#define LEAF_TEST_FIGURE  "f19e000000000000000000000000000000000000000000000000000000000002"
#define LEAF_TEST_PICTURE "face000000000000000000000000000000000000000000000000000000000003"
#define LEAF_TEST_MARKER  "0b6f7a52-6a1c-4f1e-9d53-3f0c1a2b4c5d"

void            leaf_test_append       (LeafDocument *document, LeafBlockKind kind, unsigned int level, const char *text);
LeafBook       *leaf_test_book         (void);
LeafPostSource *leaf_test_post_source  (void);
GHashTable     *leaf_test_post_media   (const LeafPostSource *source, const char *prefix);

G_END_DECLS
