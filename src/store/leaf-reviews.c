/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-reviews"

#include "config.h"

#include "leaf-reviews.h"

#include "leaf-books-private.h"
#include "leaf-db-private.h"
#include "leaf-document-html.h"
#include "leaf-search.h"

#include <glib/gi18n.h>

static void
set_not_found (gint64 id,
               GError **error)
{
  g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND,
               _("There is no review %lld in the library."), (long long) id);
}

/* ?1 to ?10 are the same in both. */
static const char insert_sql[] =
  "INSERT INTO reviews (uuid, title, slug, rating, warnings, free_copy, created, modified, language)"
  " VALUES (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

static const char update_sql[] =
  "UPDATE reviews SET uuid = ?2, title = ?3, slug = ?4, rating = ?5, warnings = ?6,"
  "                   free_copy = ?7, created = ?8, modified = ?9, language = ?10"
  " WHERE id = ?1 AND removed_at IS NULL";

static gboolean
save_row (LeafDb *db,
          LeafReview *review,
          gint64 created,
          gint64 modified,
          gint64 *id,
          GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;

  statement = leaf_statement_new (db, *id == 0 ? insert_sql : update_sql, error);
  if (statement == NULL)
    return FALSE;

  if (*id != 0)
    leaf_statement_bind_int (statement, 1, *id);
  leaf_statement_bind_text (statement, 2, leaf_review_get_uuid (review));
  leaf_statement_bind_text (statement, 3, leaf_review_get_title (review));
  leaf_statement_bind_text (statement, 4, leaf_review_get_slug (review));
  leaf_statement_bind_int (statement, 5, leaf_review_get_rating (review));
  leaf_statement_bind_text (statement, 6, leaf_review_get_warnings (review));
  leaf_statement_bind_int (statement, 7, leaf_review_get_free_copy (review));
  leaf_statement_bind_int (statement, 8, created);
  leaf_statement_bind_int (statement, 9, modified);
  leaf_statement_bind_text (statement, 10, leaf_review_get_language (review));
  if (!leaf_statement_run (statement, error))
    return FALSE;

  if (*id == 0) {
    *id = leaf_db_get_last_id (db);
  } else if (leaf_db_get_n_changed (db) == 0) {
    set_not_found (*id, error);
    return FALSE;
  }

  return TRUE;
}

static gboolean
save_text (LeafDb *db,
           gint64 id,
           const char *html,
           const char *plain_text,
           GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;

  statement = leaf_statement_new (db,
                                  "INSERT INTO review_texts (review, html, text) VALUES (?1, ?2, ?3)"
                                  " ON CONFLICT (review) DO UPDATE SET html = ?2, text = ?3"
                                  " WHERE html <> ?2 OR text <> ?3",
                                  error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, id);
  leaf_statement_bind_text (statement, 2, html);
  leaf_statement_bind_text (statement, 3, plain_text);

  return leaf_statement_run (statement, error);
}

/* The text she can read, with nothing in it when there is nothing to read. */
static char *
dup_plain_text (LeafDocument *document)
{
  if (leaf_document_is_empty (document))
    return g_strdup ("");

  return leaf_document_get_text (document, 0, leaf_document_get_length (document));
}

static gboolean
refresh_book (LeafDb *db,
              gint64 book,
              GError **error)
{
  return leaf_search_update_book (db, book, error) && leaf_books_update_state (db, book, error);
}

/* Books that are no longer of this review lose its text and its stars. */
static gboolean
save_books (LeafDb *db,
            gint64 id,
            const gint64 *books,
            unsigned int n_books,
            GError **error)
{
  g_autoptr (LeafStatement) list = NULL;
  g_autoptr (LeafStatement) insert = NULL;
  g_autoptr (GArray) old = g_array_new (FALSE, FALSE, sizeof (gint64));
  int result;

  list = leaf_statement_new (db, "SELECT book FROM review_books WHERE review = ?1 ORDER BY position",
                             error);
  if (list == NULL)
    return FALSE;

  leaf_statement_bind_int (list, 1, id);
  while ((result = leaf_statement_next (list, error)) > 0) {
    gint64 book = leaf_statement_get_int (list, 0);

    g_array_append_val (old, book);
  }
  if (result < 0)
    return FALSE;

  if (old->len == n_books &&
      (n_books == 0 || memcmp (old->data, books, n_books * sizeof (gint64)) == 0))
    return TRUE;

  if (!leaf_db_run_id (db, "DELETE FROM review_books WHERE review = ?1", id, error))
    return FALSE;

  for (unsigned int i = 0; i < n_books; i++) {
    g_clear_pointer (&insert, leaf_statement_release);
    insert = leaf_statement_new (db,
                                 "INSERT INTO review_books (review, position, book) VALUES (?1, ?2, ?3)",
                                 error);
    if (insert == NULL)
      return FALSE;

    leaf_statement_bind_int (insert, 1, id);
    leaf_statement_bind_int (insert, 2, i);
    leaf_statement_bind_int (insert, 3, books[i]);
    if (!leaf_statement_run (insert, error))
      return FALSE;
  }

  for (unsigned int i = 0; i < old->len; i++) {
    if (!refresh_book (db, g_array_index (old, gint64, i), error))
      return FALSE;
  }

  return TRUE;
}

/**
 * leaf_reviews_save:
 * @db: the writing connection
 * @review: a review that no other thread uses meanwhile
 * @error: return location for an error
 *
 * Writes everything about the review. One with id 0 is added: it gets its id, and the time as
 * `created` and `modified` where these are 0. Otherwise `modified` becomes the time.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_reviews_save (LeafDb *db,
                   LeafReview *review,
                   GError **error)
{
  g_autofree char *html = NULL;
  g_autofree char *text = NULL;
  const gint64 *books;
  unsigned int n_books;
  gint64 id, created, modified;

  g_return_val_if_fail (LEAF_IS_REVIEW (review), FALSE);

  id = leaf_review_get_id (review);
  created = leaf_review_get_created (review);
  modified = leaf_review_get_modified (review);
  if (created == 0)
    created = leaf_db_now ();
  if (modified == 0 || id != 0)
    modified = leaf_db_now ();

  html = leaf_document_to_html (leaf_review_get_document (review));
  text = dup_plain_text (leaf_review_get_document (review));
  books = leaf_review_get_books (review, &n_books);

  if (!save_row (db, review, created, modified, &id, error) ||
      !save_text (db, id, html, text, error) ||
      !save_books (db, id, books, n_books, error) ||
      !leaf_search_update_review (db, id, error) ||
      !leaf_books_update_states (db, id, error))
    return FALSE;

  leaf_review_set_id (review, id);
  leaf_review_set_created (review, created);
  leaf_review_set_modified (review, modified);
  leaf_db_note_change (db, LEAF_CHANGE_REVIEW, id);

  return TRUE;
}

/**
 * leaf_reviews_save_document:
 * @db: the writing connection
 * @id: the review's id
 * @html: its text, as leaf_document_to_html() writes it
 * @plain_text: the same without marks; "" when there is nothing to read
 * @error: return location for an error
 *
 * Writes the text alone, as it is typed. A text that is stored already is not written again.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_reviews_save_document (LeafDb *db,
                            gint64 id,
                            const char *html,
                            const char *plain_text,
                            GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;

  g_return_val_if_fail (html != NULL && plain_text != NULL, FALSE);

  statement = leaf_statement_new (db,
                                  "UPDATE reviews SET modified = ?2 WHERE id = ?1 AND removed_at IS NULL",
                                  error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, id);
  leaf_statement_bind_int (statement, 2, leaf_db_now ());
  if (!leaf_statement_run (statement, error))
    return FALSE;
  if (leaf_db_get_n_changed (db) == 0) {
    set_not_found (id, error);
    return FALSE;
  }

  if (!save_text (db, id, html, plain_text, error))
    return FALSE;
  if (leaf_db_get_n_changed (db) == 0)
    return TRUE;

  leaf_db_note_change (db, LEAF_CHANGE_REVIEW, id);

  return leaf_search_update_review (db, id, error) && leaf_books_update_states (db, id, error);
}

static gboolean
load_books (LeafDb *db,
            LeafReview *review,
            GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  g_autoptr (GArray) books = g_array_new (FALSE, FALSE, sizeof (gint64));
  int result;

  statement = leaf_statement_new (db,
                                  "SELECT rb.book FROM review_books AS rb"
                                  " WHERE rb.review = ?1 ORDER BY rb.position",
                                  error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, leaf_review_get_id (review));
  while ((result = leaf_statement_next (statement, error)) > 0) {
    gint64 book = leaf_statement_get_int (statement, 0);

    g_array_append_val (books, book);
  }

  leaf_review_set_books (review, (const gint64 *) (gpointer) books->data, books->len);

  return result == 0;
}

/**
 * leaf_reviews_load:
 * @db: a connection
 * @id: the review's id
 * @error: return location for an error
 *
 * Returns: (transfer full): the review, or %NULL with a %LEAF_STORE_ERROR;
 *   %LEAF_STORE_ERROR_NOT_FOUND also for one in the trash
 */
LeafReview *
leaf_reviews_load (LeafDb *db,
                   gint64 id,
                   GError **error)
{
  g_autoptr (LeafStatement) row = NULL;
  g_autoptr (LeafReview) review = NULL;
  g_autoptr (LeafDocument) document = NULL;
  int result;

  row = leaf_statement_new (db,
                            "SELECT r.uuid, r.title, r.slug, r.rating, r.warnings, r.free_copy,"
                            "       r.created, r.modified, r.language, t.html"
                            "  FROM reviews AS r JOIN review_texts AS t ON t.review = r.id"
                            " WHERE r.id = ?1 AND r.removed_at IS NULL",
                            error);
  if (row == NULL)
    return NULL;

  leaf_statement_bind_int (row, 1, id);
  result = leaf_statement_next (row, error);
  if (result < 0)
    return NULL;
  if (result == 0) {
    set_not_found (id, error);
    return NULL;
  }

  document = leaf_document_new_from_html (leaf_statement_get_text (row, 9), -1, error);
  if (document == NULL)
    return NULL;

  review = leaf_review_new ();
  leaf_review_set_id (review, id);
  leaf_review_set_uuid (review, leaf_statement_get_text (row, 0));
  leaf_review_set_title (review, leaf_statement_get_text (row, 1));
  leaf_review_set_slug (review, leaf_statement_get_text (row, 2));
  leaf_review_set_rating (review, leaf_statement_get_int (row, 3));
  leaf_review_set_warnings (review, leaf_statement_get_text (row, 4));
  leaf_review_set_free_copy (review, leaf_statement_get_int (row, 5) != 0);
  leaf_review_set_created (review, leaf_statement_get_int (row, 6));
  leaf_review_set_modified (review, leaf_statement_get_int (row, 7));
  leaf_review_set_language (review, leaf_statement_get_text (row, 8));
  leaf_review_set_document (review, document);
  if (!load_books (db, review, error))
    return NULL;

  return g_steal_pointer (&review);
}

/**
 * leaf_reviews_load_html:
 * @db: a connection
 * @id: the review's id
 * @error: return location for an error
 *
 * Gets the text byte by byte as it is stored, to see whether somebody else has written it.
 *
 * Returns: (transfer full): the text, or %NULL with a %LEAF_STORE_ERROR
 */
char *
leaf_reviews_load_html (LeafDb *db,
                        gint64 id,
                        GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  int result;

  statement = leaf_statement_new (db, "SELECT html FROM review_texts WHERE review = ?1", error);
  if (statement == NULL)
    return NULL;

  leaf_statement_bind_int (statement, 1, id);
  result = leaf_statement_next (statement, error);
  if (result == 0)
    set_not_found (id, error);

  return result > 0 ? leaf_statement_dup_text (statement, 0) : NULL;
}

/**
 * leaf_reviews_ensure_for_book:
 * @db: the writing connection
 * @book: id of a book
 * @error: return location for an error
 *
 * Finds the review of a book as leaf_reviews_find_for_book() does, and begins an empty one when there
 * is none.
 *
 * Returns: its id, or 0 with an error
 */
gint64
leaf_reviews_ensure_for_book (LeafDb *db,
                              gint64 book,
                              GError **error)
{
  g_autoptr (LeafReview) review = NULL;
  gint64 id = leaf_reviews_find_for_book (db, book, error);

  if (id != 0)
    return MAX (id, 0);

  review = leaf_review_new ();
  leaf_review_set_books (review, &book, 1);
  if (!leaf_reviews_save (db, review, error))
    return 0;

  return leaf_review_get_id (review);
}

/**
 * leaf_reviews_find_uuid:
 * @db: a connection
 * @uuid: a UUID in its text form, in any case
 * @error: return location for an error
 *
 * Returns: the id of the review with that UUID, 0 when there is none, -1 with a %LEAF_STORE_ERROR
 */
gint64
leaf_reviews_find_uuid (LeafDb *db,
                        const char *uuid,
                        GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  g_autofree char *lower = g_ascii_strdown (uuid, -1);
  int result;

  statement = leaf_statement_new (db,
                                  "SELECT id FROM reviews WHERE uuid = ?1 AND removed_at IS NULL",
                                  error);
  if (statement == NULL)
    return -1;

  leaf_statement_bind_text (statement, 1, lower);
  result = leaf_statement_next (statement, error);
  if (result < 0)
    return -1;

  return result > 0 ? leaf_statement_get_int (statement, 0) : 0;
}

/**
 * leaf_reviews_find_for_book:
 * @db: a connection
 * @book: a book's id
 * @error: return location for an error
 *
 * A review of this book alone goes before one of several.
 *
 * Returns: the id of the newest review of the book, 0 when there is none, -1 with a %LEAF_STORE_ERROR
 */
gint64
leaf_reviews_find_for_book (LeafDb *db,
                            gint64 book,
                            GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  int result;

  statement = leaf_statement_new (db,
                                  "SELECT r.id FROM review_books AS rb"
                                  "  JOIN reviews AS r ON r.id = rb.review AND r.removed_at IS NULL"
                                  " WHERE rb.book = ?1"
                                  " ORDER BY (SELECT count (*) FROM review_books AS all_books"
                                  "            WHERE all_books.review = r.id) > 1, r.id DESC"
                                  " LIMIT 1",
                                  error);
  if (statement == NULL)
    return -1;

  leaf_statement_bind_int (statement, 1, book);
  result = leaf_statement_next (statement, error);
  if (result < 0)
    return -1;

  return result > 0 ? leaf_statement_get_int (statement, 0) : 0;
}

/**
 * leaf_reviews_list:
 * @db: a connection
 * @error: return location for an error
 *
 * Leaves out reviews all of whose books are in the trash.
 *
 * Returns: (transfer full) (element-type gint64): the ids, the one changed last first, or %NULL with
 *   a %LEAF_STORE_ERROR
 */
GArray *
leaf_reviews_list (LeafDb *db,
                   GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  int result;

  statement = leaf_statement_new (db,
                                  "SELECT r.id FROM reviews AS r WHERE r.removed_at IS NULL"
                                  "   AND (EXISTS (SELECT 1 FROM review_books AS rb"
                                  "                  JOIN books AS b ON b.id = rb.book"
                                  "                 WHERE rb.review = r.id AND b.removed_at IS NULL)"
                                  "     OR NOT EXISTS (SELECT 1 FROM review_books AS rb"
                                  "                     WHERE rb.review = r.id))"
                                  " ORDER BY r.modified DESC, r.id DESC",
                                  error);
  if (statement == NULL)
    return NULL;

  while ((result = leaf_statement_next (statement, error)) > 0) {
    gint64 id = leaf_statement_get_int (statement, 0);

    g_array_append_val (ids, id);
  }

  return result == 0 ? g_steal_pointer (&ids) : NULL;
}

static gboolean
set_removed (LeafDb *db,
             gint64 id,
             gboolean removed,
             GError **error)
{
  if (!leaf_db_set_removed (db,
                            "UPDATE reviews SET removed_at = ?2"
                            " WHERE id = ?1 AND (removed_at IS NULL) = (?2 IS NOT NULL)",
                            id, removed, error))
    return FALSE;

  if (leaf_db_get_n_changed (db) == 0) {
    set_not_found (id, error);
    return FALSE;
  }

  leaf_db_note_change (db, LEAF_CHANGE_REVIEW, id);

  return leaf_search_update_review (db, id, error) && leaf_books_update_states (db, id, error);
}

/**
 * leaf_reviews_remove:
 * @db: the writing connection
 * @id: the review's id
 * @error: return location for an error
 *
 * Puts the review into the trash.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_reviews_remove (LeafDb *db,
                     gint64 id,
                     GError **error)
{
  return set_removed (db, id, TRUE, error);
}

/**
 * leaf_reviews_restore:
 * @db: the writing connection
 * @id: the review's id
 * @error: return location for an error
 *
 * Takes the review out of the trash again.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_reviews_restore (LeafDb *db,
                      gint64 id,
                      GError **error)
{
  return set_removed (db, id, FALSE, error);
}
