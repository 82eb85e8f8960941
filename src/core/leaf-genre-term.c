/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-genre-term"

#include "config.h"

#include "leaf-genre-term.h"

/**
 * leaf_genre_term_new:
 * @genre: a genre of books
 * @taxonomy: %LEAF_TAXONOMY_CATEGORIES or %LEAF_TAXONOMY_TAGS
 * @remote_id: (nullable): the blog's id of the term; %NULL when it goes by its name, empty when the
 *   genre is left out
 * @name: the name of the term
 *
 * Returns: (transfer full): what the genre becomes
 */
LeafGenreTerm *
leaf_genre_term_new (const char *genre, const char *taxonomy, const char *remote_id, const char *name)
{
  LeafGenreTerm *self;

  g_return_val_if_fail (genre != NULL && taxonomy != NULL && name != NULL, NULL);

  self = g_new0 (LeafGenreTerm, 1);
  self->genre = g_strdup (genre);
  self->taxonomy = g_strdup (taxonomy);
  self->remote_id = g_strdup (remote_id);
  self->name = g_strdup (name);

  return self;
}

/**
 * leaf_genre_term_copy:
 * @self: what a genre becomes
 *
 * Returns: (transfer full): a copy
 */
LeafGenreTerm *
leaf_genre_term_copy (const LeafGenreTerm *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return leaf_genre_term_new (self->genre, self->taxonomy, self->remote_id, self->name);
}

/**
 * leaf_genre_term_free:
 * @self: (transfer full) (nullable): what a genre becomes
 *
 * Frees @self.
 */
void
leaf_genre_term_free (LeafGenreTerm *self)
{
  if (self == NULL)
    return;

  g_free (self->genre);
  g_free (self->taxonomy);
  g_free (self->remote_id);
  g_free (self->name);
  g_free (self);
}

/**
 * leaf_genre_terms_new:
 *
 * Returns: (transfer full) (element-type LeafGenreTerm): an empty array that frees what is in it
 */
GPtrArray *
leaf_genre_terms_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_genre_term_free);
}
