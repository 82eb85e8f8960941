/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-document.h"

G_BEGIN_DECLS

/* leaf-document-merge-words.c */
LeafBlock *leaf_merge_words (const LeafBlock *base, const LeafBlock *mine, const LeafBlock *theirs);

G_END_DECLS
