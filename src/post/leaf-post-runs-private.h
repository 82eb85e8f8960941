/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-post-writer-private.h"

G_BEGIN_DECLS

/* The runs inside a block: marks and links. Positions count characters. */
void     leaf_post_write_runs       (LeafPostWriter *self, const LeafBlock *block, unsigned int start);
void     leaf_post_write_range      (LeafPostWriter *self, const LeafBlock *block, unsigned int start, unsigned int end);
gboolean leaf_post_text_is_blank    (const char *text);
gboolean leaf_post_block_is_blank   (const LeafBlock *block);
gboolean leaf_post_block_is_spoiler (const LeafBlock *block);
char    *leaf_post_block_dup_open_text (const LeafBlock *block);

G_END_DECLS
