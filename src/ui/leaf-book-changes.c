/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-book-changes"

#include "config.h"

#include "leaf-book-changes.h"

#include "leaf-books.h"
#include "leaf-reviews.h"

static gboolean
changes_book (LeafBookChanges *self)
{
  for (unsigned int i = 0; i < LEAF_BOOK_N_FIELDS; i++)
    if (self->fields[i] != NULL)
      return TRUE;

  return self->synopsis != NULL || self->cover_changed;
}

static gboolean
changes_review (LeafBookChanges *self)
{
  return self->rating_changed || self->free_copy_changed || self->warnings_changed;
}

static gboolean
save_book (LeafDb *db, LeafBookChanges *self, GError **error)
{
  g_autoptr (LeafBook) book = leaf_books_load (db, self->book, error);

  if (book == NULL)
    return FALSE;

  for (unsigned int i = 0; i < LEAF_BOOK_N_FIELDS; i++)
    if (self->fields[i] != NULL)
      leaf_book_field_set (book, i, self->fields[i]);
  if (self->synopsis != NULL)
    leaf_book_set_synopsis (book, self->synopsis);
  if (self->cover_changed)
    leaf_book_set_cover (book, self->cover);

  return leaf_books_save (db, book, error);
}

static gboolean
save_review (LeafDb *db, LeafBookChanges *self, GError **error)
{
  gint64 id = leaf_reviews_ensure_for_book (db, self->book, error);
  g_autoptr (LeafReview) review = id > 0 ? leaf_reviews_load (db, id, error) : NULL;

  if (review == NULL)
    return FALSE;

  if (self->rating_changed)
    leaf_review_set_rating (review, self->rating);
  if (self->free_copy_changed)
    leaf_review_set_free_copy (review, self->free_copy);
  if (self->warnings_changed)
    leaf_review_set_warnings (review, self->warnings);

  return leaf_reviews_save (db, review, error);
}

/**
 * leaf_book_changes_new: (skip)
 * @book: id of the book
 *
 * Returns: (transfer full): no changes yet
 */
LeafBookChanges *
leaf_book_changes_new (gint64 book)
{
  LeafBookChanges *self = g_new0 (LeafBookChanges, 1);

  self->book = book;

  return self;
}

/**
 * leaf_book_changes_free: (skip)
 * @self: the changes
 */
void
leaf_book_changes_free (LeafBookChanges *self)
{
  for (unsigned int i = 0; i < LEAF_BOOK_N_FIELDS; i++)
    g_free (self->fields[i]);
  g_clear_pointer (&self->synopsis, leaf_document_unref);
  g_free (self->cover);
  g_free (self->warnings);
  g_free (self);
}

/**
 * leaf_book_changes_is_empty: (skip)
 * @self: the changes
 *
 * Returns: %TRUE when there is nothing to save
 */
gboolean
leaf_book_changes_is_empty (LeafBookChanges *self)
{
  return !changes_book (self) && !changes_review (self);
}

/**
 * leaf_book_changes_forget: (skip)
 * @self: changes that could not be saved
 * @newer: changes that were made after them
 *
 * Drops what @newer changes again in the same book: trying @self again must not bring older words back.
 */
void
leaf_book_changes_forget (LeafBookChanges *self, const LeafBookChanges *newer)
{
  if (self->book != newer->book)
    return;

  for (unsigned int i = 0; i < LEAF_BOOK_N_FIELDS; i++)
    if (newer->fields[i] != NULL)
      g_clear_pointer (&self->fields[i], g_free);
  if (newer->synopsis != NULL)
    g_clear_pointer (&self->synopsis, leaf_document_unref);
  self->cover_changed = self->cover_changed && !newer->cover_changed;
  self->rating_changed = self->rating_changed && !newer->rating_changed;
  self->free_copy_changed = self->free_copy_changed && !newer->free_copy_changed;
  self->warnings_changed = self->warnings_changed && !newer->warnings_changed;
}

/**
 * leaf_book_changes_save: (skip)
 * @db: the writing connection
 * @data: the #LeafBookChanges
 * @error: return location for an error
 *
 * A #LeafLibraryFunc: lays the changes over the book and its review as they are in the library.
 *
 * Returns: %TRUE when all of it is saved
 */
gboolean
leaf_book_changes_save (LeafDb *db, gpointer data, GError **error)
{
  LeafBookChanges *self = data;

  return (!changes_book (self) || save_book (db, self, error)) &&
         (!changes_review (self) || save_review (db, self, error));
}
