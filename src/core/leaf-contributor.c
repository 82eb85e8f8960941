/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-contributor"

#include "config.h"

#include "leaf-book.h"

#include "leaf-boxed-private.h"

LEAF_DEFINE_BOXED_TYPE (LeafContributor, leaf_contributor, leaf_contributor_copy, leaf_contributor_free)

/**
 * leaf_contributor_new:
 * @name: the person's name, as it stands on the cover
 * @role: (nullable): "author", "translator", "editor", "illustrator", "narrator" or another word;
 *   %NULL is "author"
 *
 * Makes a contributor.
 *
 * Returns: (transfer full): a new contributor
 */
LeafContributor *
leaf_contributor_new (const char *name, const char *role)
{
  LeafContributor *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_new0 (LeafContributor, 1);
  self->name = g_strdup (name);
  self->role = g_strdup (role != NULL && *role != '\0' ? role : "author");
  return self;
}

/**
 * leaf_contributor_copy:
 * @self: a contributor
 *
 * Copies a contributor.
 *
 * Returns: (transfer full): the copy
 */
LeafContributor *
leaf_contributor_copy (const LeafContributor *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return leaf_contributor_new (self->name, self->role);
}

/**
 * leaf_contributor_free:
 * @self: (nullable): a contributor
 *
 * Frees a contributor.
 */
void
leaf_contributor_free (LeafContributor *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self->role);
  g_free (self);
}
