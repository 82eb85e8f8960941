/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-post-terms"

#include "config.h"

#include "leaf-blog-settings.h"
#include "leaf-post-writer-private.h"

/**
 * leaf_post_make_genres:
 *
 * Returns: (transfer full) (array zero-terminated=1): the genres of all books, in order, each once
 *   however it is spelt
 */
char **
leaf_post_make_genres (const LeafPostSource *source)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *terms = g_ptr_array_new ();

  for (unsigned int i = 0; i < source->books->len; i++)
    {
      const char *const *genres = leaf_book_get_genres (g_ptr_array_index (source->books, i));

      for (unsigned int j = 0; genres[j] != NULL; j++)
        {
          g_autofree char *term = g_utf8_make_valid (genres[j], -1);

          g_strstrip (term);
          if (*term != '\0' && g_hash_table_add (seen, g_utf8_casefold (term, -1)))
            g_ptr_array_add (terms, g_steal_pointer (&term));
        }
    }
  g_ptr_array_add (terms, NULL);

  return (char **) g_ptr_array_free (terms, FALSE);
}

/* Two genres may become the same term; one without an id is known by its name. */
static gboolean
is_there (GPtrArray *filed,
          const LeafGenreTerm *term)
{
  for (unsigned int i = 0; i < filed->len; i++)
    {
      const LeafGenreTerm *other = g_ptr_array_index (filed, i);

      if (g_str_equal (other->taxonomy, term->taxonomy) && g_strcmp0 (other->remote_id, term->remote_id) == 0 &&
          (term->remote_id != NULL || g_str_equal (other->name, term->name)))
        return TRUE;
    }

  return FALSE;
}

/* Adds what she wants of a genre on this blog; FALSE when she has not said. */
static gboolean
add_chosen (GPtrArray *filed,
            const LeafPostSource *source,
            const char *genre)
{
  g_autofree char *folded = g_utf8_casefold (genre, -1);
  gboolean any = FALSE;

  for (unsigned int i = 0; source->genres != NULL && i < source->genres->len; i++)
    {
      const LeafGenreTerm *term = g_ptr_array_index (source->genres, i);
      g_autofree char *other = g_utf8_casefold (term->genre, -1);

      if (!g_str_equal (folded, other))
        continue;
      any = TRUE;
      if (g_strcmp0 (term->remote_id, "") != 0 && !is_there (filed, term))
        g_ptr_array_add (filed, leaf_genre_term_copy (term));
    }

  return any;
}

/**
 * leaf_post_file:
 * @genres: (array zero-terminated=1): the genres of the post
 *
 * Says what each genre becomes on the blog: the terms she chose for it, or nothing if she leaves it
 * out, else the category or tag of the same name.
 *
 * Returns: (transfer full) (element-type LeafGenreTerm): the terms, each once
 */
GPtrArray *
leaf_post_file (const LeafPostSource *source,
                const char *const *genres)
{
  const char *taxonomy = leaf_blog_get_choice (source->blog, LEAF_BLOG_SETTING_GENRES_AS);
  GPtrArray *filed = leaf_genre_terms_new ();

  for (unsigned int i = 0; genres[i] != NULL; i++)
    {
      g_autoptr (LeafGenreTerm) term = NULL;

      if (add_chosen (filed, source, genres[i]))
        continue;
      term = leaf_genre_term_new (genres[i], taxonomy, NULL, genres[i]);
      if (!is_there (filed, term))
        g_ptr_array_add (filed, g_steal_pointer (&term));
    }

  return filed;
}

/**
 * leaf_post_is_filed_plainly:
 *
 * Returns: whether each genre becomes a tag of its own name, as where she has chosen nothing
 */
gboolean
leaf_post_is_filed_plainly (const LeafPost *post)
{
  if (g_strv_length (post->terms) != post->filed->len)
    return FALSE;

  for (unsigned int i = 0; i < post->filed->len; i++)
    {
      const LeafGenreTerm *term = g_ptr_array_index (post->filed, i);

      if (term->remote_id != NULL || !g_str_equal (term->taxonomy, LEAF_TAXONOMY_TAGS))
        return FALSE;
    }

  return TRUE;
}
