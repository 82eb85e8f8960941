/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-post-check.h"

G_BEGIN_DECLS

#define LEAF_TEST_OTHER_PICTURE "0dd0000000000000000000000000000000000000000000000000000000000004"

/* The sample review and what is known of it, with which nothing is wrong. */
typedef struct {
  LeafPostSource *source;
  LeafPostFacts *facts;
  LeafBook *book;
} LeafTestCheck;

void leaf_test_check_set_up    (LeafTestCheck *check, gconstpointer unused);
void leaf_test_check_tear_down (LeafTestCheck *check, gconstpointer unused);
void leaf_test_check_add_size  (GHashTable *pictures, const char *sha256, int width, int height);

/* A review of one block, or of those that follow; borrowed. */
LeafDocument *leaf_test_check_write_review  (LeafTestCheck *check, LeafBlockKind kind, unsigned int level, const char *text);
LeafDocument *leaf_test_check_write_words   (LeafTestCheck *check, const char *text);
void          leaf_test_check_append_figure (LeafDocument *document, const char *picture, const char *alt, const char *caption);

/* The first problem of a kind: it is there, as it has to be, at these words of the review; or it is not. */
LeafPostProblem *leaf_test_check_find         (LeafTestCheck *check, LeafProblemKind kind);
void             leaf_test_check_assert_found (LeafTestCheck *check, LeafProblemKind kind, LeafSeverity severity, LeafFix fix,
                                               const char *words);
void             leaf_test_check_assert_none  (LeafTestCheck *check, LeafProblemKind kind);
void             leaf_test_check_assert_place (LeafTestCheck *check, LeafProblemKind kind, const char *words);

G_END_DECLS
