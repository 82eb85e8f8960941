/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-post.h"

G_BEGIN_DECLS

/* Text with placeholders: {title}, {authors}, {author}, {series}, {number}, {publisher}, {published},
 * {year}, {genres}, {genre}, {format}, {pages}, {isbn}, {isbn10}, {rating}, {reviewer}, {blog}. */

/* The value of a placeholder: "" when there is none, NULL when the name means nothing. */
typedef char *(*LeafPatternFunc) (const char *name, gpointer user_data);

/* What leaf_pattern_expand() knows, in the order above. */
const char *const *leaf_pattern_list_names (void);
char *leaf_pattern_find_unknown (const char *pattern); /* the first placeholder that means nothing, or NULL */

char *leaf_pattern_expand      (const char *pattern, const LeafPostSource *source, LeafBook *book);
char *leaf_pattern_expand_slug (const char *pattern, const LeafPostSource *source);
char *leaf_pattern_expand_with (const char *pattern, LeafPatternFunc func, gpointer user_data);
char *leaf_pattern_replace     (const char *pattern, LeafPatternFunc func, gpointer user_data);

G_END_DECLS
