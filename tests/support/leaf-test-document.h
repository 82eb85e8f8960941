/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-document.h"

G_BEGIN_DECLS

LeafDocument *leaf_test_random_document      (GRand *rand, unsigned int size);
void          leaf_test_random_block_style   (GRand *rand, LeafBlockStyle *style);
void          leaf_test_random_text_style    (GRand *rand, LeafTextStyle *style);
char         *leaf_test_random_text          (GRand *rand, unsigned int n_chars);
guint32       leaf_test_seed                 (void);
unsigned int  leaf_test_rounds               (unsigned int n_rounds);
void          leaf_test_assert_same_document (LeafDocument *actual, LeafDocument *expected);
void          leaf_test_assert_consistent    (LeafDocument *document);

G_END_DECLS
