/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog-settings.h"
#include "leaf-post-check.h"

G_BEGIN_DECLS

/* What the checks share. */
typedef struct {
  const LeafPostSource *source;
  const LeafPostFacts *facts;
  const LeafDocument *review;
  GPtrArray *problems; /* LeafPostProblem */
} LeafPostChecker;

LeafPostProblem *leaf_post_checker_add (LeafPostChecker *self, LeafProblemKind kind, LeafSeverity severity, LeafFix fix, char *sentence);
LeafPostProblem *leaf_post_checker_add_at (LeafPostChecker *self, LeafProblemKind kind, LeafSeverity severity, LeafFix fix, char *sentence,
                                           unsigned int block, unsigned int start, unsigned int length);

gboolean leaf_post_checker_shows (LeafPostChecker *self, LeafBlogPart part); /* do posts of the blog have it? */

/* A link in a text: runs of one address one after another are one. */
typedef struct {
  unsigned int block;
  unsigned int start; /* characters in the block */
  unsigned int length;
  const char *address;
} LeafPostLink;

GArray *leaf_post_document_list_links (const LeafDocument *document); /* LeafPostLink, borrowed addresses */
char   *leaf_post_link_dup_text       (const LeafDocument *document, const LeafPostLink *link);

char    *leaf_post_check_quote    (const char *text); /* as a sentence can quote it: one line, not too long */
char    *leaf_post_check_simplify (const char *text); /* to compare words: without case, signs and spaces around */
GRegex  *leaf_post_check_regex    (const char *pattern, GRegexCompileFlags flags);

/* By topic, a file each. */
void leaf_post_check_pictures   (LeafPostChecker *self);
void leaf_post_check_links      (LeafPostChecker *self);
void leaf_post_check_editions   (LeafPostChecker *self);
void leaf_post_check_words      (LeafPostChecker *self);
void leaf_post_check_parts      (LeafPostChecker *self);

G_END_DECLS
