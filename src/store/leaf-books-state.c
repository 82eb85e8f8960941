/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-books"

#include "config.h"

#include "leaf-books-private.h"
#include "leaf-db-private.h"

#define UPDATE_WHERE(condition)                                               \
  "UPDATE books SET state = now.state, rating = now.rating"                   \
  "  FROM book_states AS now"                                                 \
  " WHERE now.id = books.id AND books.id IN (" condition ")"                  \
  "   AND (now.state <> books.state OR now.rating <> books.rating)"           \
  " RETURNING books.id"

static gboolean
update (LeafDb *db,
        const char *sql,
        gint64 id,
        GError **error)
{
  g_autoptr (LeafStatement) statement = leaf_statement_new (db, sql, error);
  int result;

  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, id);
  while ((result = leaf_statement_next (statement, error)) > 0)
    leaf_db_note_change (db, LEAF_CHANGE_BOOK, leaf_statement_get_int (statement, 0));

  return result == 0;
}

/**
 * leaf_books_update_state:
 * @db: the writing connection
 * @book: a book's id
 * @error: return location for an error
 *
 * Brings the stored state and rating of the book in step with its reviews, their publications and
 * the outbox.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_books_update_state (LeafDb *db,
                         gint64 book,
                         GError **error)
{
  return update (db, UPDATE_WHERE ("?1"), book, error);
}

/**
 * leaf_books_update_states:
 * @db: the writing connection
 * @review: a review's id
 * @error: return location for an error
 *
 * Does it for the books of a review.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_books_update_states (LeafDb *db,
                          gint64 review,
                          GError **error)
{
  return update (db, UPDATE_WHERE ("SELECT book FROM review_books WHERE review = ?1"), review, error);
}

/**
 * leaf_books_update_states_on_blog:
 * @db: the writing connection
 * @blog: a blog's id
 * @error: return location for an error
 *
 * Does it for the books whose reviews have to do with a blog.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_books_update_states_on_blog (LeafDb *db,
                                  gint64 blog,
                                  GError **error)
{
  return update (db,
                 UPDATE_WHERE ("SELECT rb.book FROM review_books AS rb"
                               "  JOIN publications AS p ON p.review = rb.review WHERE p.blog = ?1"),
                 blog, error);
}
