/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LEAF_TAXONOMY_CATEGORIES "categories"
#define LEAF_TAXONOMY_TAGS       "tags"
/* Between the names of a term and of those above it. */
#define LEAF_TERM_SEPARATOR " › "

/* What a genre becomes on a blog: one of its terms. */
typedef struct {
  char *genre;
  char *taxonomy;  /* LEAF_TAXONOMY_… */
  char *remote_id; /* NULL: the term of that name, to be made if there is none; "": the genre is left out */
  char *name;      /* with those above it: "Fiction › Fantasy" */
} LeafGenreTerm;

LeafGenreTerm *leaf_genre_term_new  (const char *genre, const char *taxonomy, const char *remote_id, const char *name);
LeafGenreTerm *leaf_genre_term_copy (const LeafGenreTerm *self);
void           leaf_genre_term_free (LeafGenreTerm *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafGenreTerm, leaf_genre_term_free)

/* An array of them, with their free function. */
GPtrArray *leaf_genre_terms_new (void);

G_END_DECLS
