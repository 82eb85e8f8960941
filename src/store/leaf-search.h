/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-db.h"

G_BEGIN_DECLS

/* What the user typed, as FTS5 understands it. */
typedef struct {
  char *match;   /* an expression that is never a syntax error; NULL when there is nothing to match */
  char *literal; /* only signs, no letter or digit: looked for in titles as it is; else NULL */
} LeafSearch;

void     leaf_search_parse (const char *text, LeafSearch *search);
void     leaf_search_clear (LeafSearch *search);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LeafSearch, leaf_search_clear)

/* Brings the index in step with the tables, in the same transaction. */
gboolean leaf_search_update_book   (LeafDb *db, gint64 book, GError **error);
gboolean leaf_search_update_review (LeafDb *db, gint64 review, GError **error);

/* A title or name as it is sorted: folded, without accents and leading signs. */
char    *leaf_search_sort_key  (const char *text);
char    *leaf_search_sort_name (const char *name); /* the last word first */

G_END_DECLS
