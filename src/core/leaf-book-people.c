/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-book"

#include "config.h"

#include "leaf-book-private.h"

#include "leaf-text.h"

#define ROLE_AUTHOR "author"

static gboolean
contributors_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (unsigned int i = 0; i < a->len; i++)
    {
      const LeafContributor *one = g_ptr_array_index (a, i);
      const LeafContributor *other = g_ptr_array_index (b, i);

      if (g_strcmp0 (one->name, other->name) != 0 || g_strcmp0 (one->role, other->role) != 0)
        return FALSE;
    }

  return TRUE;
}

static void
add_names (GPtrArray *contributors, const char *role, const char *const *names)
{
  for (unsigned int i = 0; names != NULL && names[i] != NULL; i++)
    g_ptr_array_add (contributors, leaf_contributor_new (names[i], role));
}

/**
 * leaf_book_get_contributors:
 * @self: a book
 *
 * Gives everybody who made the book, in the order of the title page.
 *
 * Returns: (transfer none) (element-type LeafContributor): the people; not to be changed
 */
GPtrArray *
leaf_book_get_contributors (LeafBook *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK (self), NULL);

  return self->contributors;
}

/**
 * leaf_book_set_contributors:
 * @self: a book
 * @contributors: (nullable) (element-type LeafContributor): the people, which are copied
 *
 * Sets everybody who made the book.
 */
void
leaf_book_set_contributors (LeafBook *self, GPtrArray *contributors)
{
  GPtrArray *copy;

  g_return_if_fail (LEAF_IS_BOOK (self));

  copy = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_contributor_free);
  for (unsigned int i = 0; contributors != NULL && i < contributors->len; i++)
    g_ptr_array_add (copy, leaf_contributor_copy (g_ptr_array_index (contributors, i)));

  if (contributors_equal (self->contributors, copy))
    {
      g_ptr_array_unref (copy);
      return;
    }

  g_ptr_array_unref (self->contributors);
  self->contributors = copy;
  leaf_book_notify_contributors (self);
}

/**
 * leaf_book_set_authors:
 * @self: a book
 * @names: (nullable) (array zero-terminated=1): names of authors
 *
 * Replaces the authors; translators and the like are kept and follow them.
 */
void
leaf_book_set_authors (LeafBook *self, const char *const *names)
{
  leaf_book_set_names (self, ROLE_AUTHOR, names);
}

/**
 * leaf_book_set_names:
 * @self: a book
 * @role: "author", "translator", "editor", "illustrator", "narrator" or another word
 * @names: (nullable) (array zero-terminated=1): names of people
 *
 * Replaces those who had this role. Authors come before the others, anybody else after them; when
 * the names are the same, the order of the title page stays.
 */
void
leaf_book_set_names (LeafBook *self, const char *role, const char *const *names)
{
  g_autoptr (GPtrArray) contributors = NULL;
  g_auto (GStrv) before = NULL;
  gboolean in_front = g_strcmp0 (role, ROLE_AUTHOR) == 0;

  g_return_if_fail (LEAF_IS_BOOK (self));
  g_return_if_fail (role != NULL);

  before = leaf_book_dup_names (self, role);
  if (!in_front && (names != NULL ? g_strv_equal ((const char *const *) before, names) : before[0] == NULL))
    return;

  contributors = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_contributor_free);
  if (in_front)
    add_names (contributors, role, names);
  for (unsigned int i = 0; i < self->contributors->len; i++)
    {
      const LeafContributor *contributor = g_ptr_array_index (self->contributors, i);

      if (!g_str_equal (contributor->role, role))
        g_ptr_array_add (contributors, leaf_contributor_copy (contributor));
    }
  if (!in_front)
    add_names (contributors, role, names);

  leaf_book_set_contributors (self, contributors);
}

/**
 * leaf_book_dup_authors:
 * @self: a book
 *
 * Gives the names of the authors alone.
 *
 * Returns: (transfer full) (array zero-terminated=1): the names; maybe none
 */
char **
leaf_book_dup_authors (LeafBook *self)
{
  return leaf_book_dup_names (self, ROLE_AUTHOR);
}

/**
 * leaf_book_dup_names:
 * @self: a book
 * @role: "author", "translator", "editor", "illustrator", "narrator" or another word
 *
 * Gives the names of those who have this role.
 *
 * Returns: (transfer full) (array zero-terminated=1): the names; maybe none
 */
char **
leaf_book_dup_names (LeafBook *self, const char *role)
{
  g_autoptr (GStrvBuilder) builder = NULL;

  g_return_val_if_fail (LEAF_IS_BOOK (self), NULL);
  g_return_val_if_fail (role != NULL, NULL);

  builder = g_strv_builder_new ();
  for (unsigned int i = 0; i < self->contributors->len; i++)
    {
      const LeafContributor *contributor = g_ptr_array_index (self->contributors, i);

      if (g_str_equal (contributor->role, role))
        g_strv_builder_add (builder, contributor->name);
    }

  return g_strv_builder_end (builder);
}

/**
 * leaf_book_dup_authors_text:
 * @self: a book
 *
 * Gives the authors as they stand in a sentence of the user's language: "A, B and C".
 *
 * Returns: (transfer full): the text; empty when no author is known
 */
char *
leaf_book_dup_authors_text (LeafBook *self)
{
  g_auto (GStrv) names = leaf_book_dup_authors (self);

  return leaf_text_join_names ((const char *const *) names);
}
