/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-books"

#include "config.h"

#include "leaf-books-private.h"

#include "leaf-db-private.h"
#include "leaf-document-html.h"
#include "leaf-text.h"

#include <glib/gi18n.h>

/**
 * leaf_books_set_not_found:
 * @id: what was asked for
 * @error: return location for an error
 *
 * Sets @error to %LEAF_STORE_ERROR_NOT_FOUND.
 */
void
leaf_books_set_not_found (gint64 id,
                          GError **error)
{
  g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND,
               _("There is no book %lld in the library."), (long long) id);
}

static gboolean
load_contributors (LeafDb *db,
                   LeafBook *book,
                   GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  g_autoptr (GPtrArray) contributors = NULL;
  int result;

  statement = leaf_statement_new (db,
                                  "SELECT p.name, bp.role"
                                  "  FROM book_people AS bp JOIN people AS p ON p.id = bp.person"
                                  " WHERE bp.book = ?1 ORDER BY bp.position",
                                  error);
  if (statement == NULL)
    return FALSE;

  contributors = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_contributor_free);
  leaf_statement_bind_int (statement, 1, leaf_book_get_id (book));
  while ((result = leaf_statement_next (statement, error)) > 0)
    g_ptr_array_add (contributors, leaf_contributor_new (leaf_statement_get_text (statement, 0),
                                                         leaf_statement_get_text (statement, 1)));

  leaf_book_set_contributors (book, contributors);

  return result == 0;
}

static GStrv
load_names (LeafDb *db,
            const char *sql,
            const gint64 *id,
            GError **error)
{
  g_autoptr (LeafStatement) statement = leaf_statement_new (db, sql, error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  int result;

  if (statement == NULL)
    return NULL;

  if (id != NULL)
    leaf_statement_bind_int (statement, 1, *id);
  while ((result = leaf_statement_next (statement, error)) > 0)
    g_strv_builder_add (builder, leaf_statement_get_text (statement, 0));

  return result == 0 ? g_strv_builder_end (builder) : NULL;
}

static gboolean
load_genres_and_shelves (LeafDb *db,
                         LeafBook *book,
                         GError **error)
{
  gint64 id = leaf_book_get_id (book);
  g_auto (GStrv) genres = NULL;
  g_auto (GStrv) shelves = NULL;

  genres = load_names (db,
                       "SELECT g.name FROM book_genres AS bg JOIN genres AS g ON g.id = bg.genre"
                       " WHERE bg.book = ?1 ORDER BY bg.position",
                       &id, error);
  if (genres == NULL)
    return FALSE;

  shelves = load_names (db,
                        "SELECT s.name FROM book_shelves AS bs JOIN shelves AS s ON s.id = bs.shelf"
                        " WHERE bs.book = ?1 ORDER BY bs.position",
                        &id, error);
  if (shelves == NULL)
    return FALSE;

  leaf_book_set_genres (book, (const char *const *) genres);
  leaf_book_set_shelves (book, (const char *const *) shelves);

  return TRUE;
}

static gboolean
fill (LeafBook *book,
      LeafStatement *row,
      GError **error)
{
  g_autoptr (LeafDocument) synopsis = NULL;
  LeafDate published = { 0 };
  LeafDate embargo = { 0 };
  const char *written = leaf_statement_get_text (row, 14);

  synopsis = leaf_document_new_from_html (leaf_statement_get_text (row, 11), -1, error);
  if (synopsis == NULL)
    return FALSE;

  if (!leaf_date_parse (leaf_statement_get_text (row, 4), &published))
    g_warning ("Book %" G_GINT64_FORMAT " has a date that is none", leaf_statement_get_int (row, 0));

  leaf_book_set_id (book, leaf_statement_get_int (row, 0));
  leaf_book_set_uuid (book, leaf_statement_get_text (row, 1));
  leaf_book_set_title (book, leaf_statement_get_text (row, 2));
  leaf_book_set_publisher (book, leaf_statement_get_text (row, 3));
  leaf_book_set_published (book, &published);
  /* Whatever is wrong with a date, the embargo has to hold; what stands there is kept, too. */
  if (leaf_date_parse (written, &embargo) && (embargo.year == 0 || embargo.day != 0))
    leaf_book_set_embargo (book, &embargo);
  else
    leaf_book_set_embargo_text (book, written);
  leaf_book_set_isbn (book, leaf_statement_get_text (row, 5));
  leaf_book_set_series (book, leaf_statement_get_text (row, 6));
  leaf_book_set_series_number (book, leaf_statement_get_text (row, 7));
  leaf_book_set_pages (book, leaf_statement_get_int (row, 8));
  leaf_book_set_format (book, leaf_statement_get_text (row, 9));
  leaf_book_set_language (book, leaf_statement_get_text (row, 10));
  leaf_book_set_synopsis (book, synopsis);
  leaf_book_set_cover (book, leaf_statement_get_text (row, 12));
  leaf_book_set_cover_alt (book, leaf_statement_get_text (row, 13));

  return TRUE;
}

/**
 * leaf_books_load:
 * @db: a connection
 * @id: the book's id
 * @error: return location for an error
 *
 * Returns: (transfer full): the book, or %NULL with a %LEAF_STORE_ERROR;
 *   %LEAF_STORE_ERROR_NOT_FOUND also for one in the trash
 */
LeafBook *
leaf_books_load (LeafDb *db,
                 gint64 id,
                 GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  g_autoptr (LeafBook) book = NULL;
  int result;

  statement = leaf_statement_new (db,
                                  "SELECT b.id, b.uuid, b.title, b.publisher, b.published, b.isbn,"
                                  "       s.name, b.series_number, b.pages, b.format, b.language,"
                                  "       b.synopsis, b.cover, b.cover_alt, b.embargo"
                                  "  FROM books AS b LEFT JOIN series AS s ON s.id = b.series"
                                  " WHERE b.id = ?1 AND b.removed_at IS NULL",
                                  error);
  if (statement == NULL)
    return NULL;

  leaf_statement_bind_int (statement, 1, id);
  result = leaf_statement_next (statement, error);
  if (result < 0)
    return NULL;
  if (result == 0) {
    leaf_books_set_not_found (id, error);
    return NULL;
  }

  book = leaf_book_new ();
  if (!fill (book, statement, error) ||
      !load_contributors (db, book, error) ||
      !load_genres_and_shelves (db, book, error))
    return NULL;

  return g_steal_pointer (&book);
}

/**
 * leaf_books_find_isbn:
 * @db: a connection
 * @isbn13: thirteen digits
 * @error: return location for an error
 *
 * Returns: the id of the oldest book with that ISBN, 0 when there is none, -1 with a %LEAF_STORE_ERROR
 */
gint64
leaf_books_find_isbn (LeafDb *db,
                      const char *isbn13,
                      GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  int result;

  statement = leaf_statement_new (db,
                                  "SELECT id FROM books WHERE isbn = ?1 AND removed_at IS NULL"
                                  " ORDER BY id LIMIT 1",
                                  error);
  if (statement == NULL)
    return -1;

  leaf_statement_bind_text (statement, 1, isbn13);
  result = leaf_statement_next (statement, error);
  if (result < 0)
    return -1;

  return result > 0 ? leaf_statement_get_int (statement, 0) : 0;
}

/**
 * leaf_books_find_uuid:
 * @db: a connection
 * @uuid: a UUID in its text form, in any case
 * @error: return location for an error
 *
 * Returns: the id of the book with that UUID, 0 when there is none, -1 with a %LEAF_STORE_ERROR
 */
gint64
leaf_books_find_uuid (LeafDb *db,
                      const char *uuid,
                      GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  g_autofree char *lower = g_ascii_strdown (uuid, -1);
  int result;

  statement = leaf_statement_new (db,
                                  "SELECT id FROM books WHERE uuid = ?1 AND removed_at IS NULL",
                                  error);
  if (statement == NULL)
    return -1;

  leaf_statement_bind_text (statement, 1, lower);
  result = leaf_statement_next (statement, error);
  if (result < 0)
    return -1;

  return result > 0 ? leaf_statement_get_int (statement, 0) : 0;
}

static gboolean
set_removed (LeafDb *db,
             gint64 id,
             gboolean removed,
             GError **error)
{
  if (!leaf_db_set_removed (db,
                            "UPDATE books SET removed_at = ?2"
                            " WHERE id = ?1 AND (removed_at IS NULL) = (?2 IS NOT NULL)",
                            id, removed, error))
    return FALSE;

  if (leaf_db_get_n_changed (db) == 0) {
    leaf_books_set_not_found (id, error);
    return FALSE;
  }

  leaf_db_note_change (db, LEAF_CHANGE_BOOK, id);

  return TRUE;
}

/**
 * leaf_books_remove:
 * @db: the writing connection
 * @id: the book's id
 * @error: return location for an error
 *
 * Puts the book into the trash. Its reviews stay, and are seen again when it comes back.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_books_remove (LeafDb *db,
                   gint64 id,
                   GError **error)
{
  return set_removed (db, id, TRUE, error);
}

/**
 * leaf_books_restore:
 * @db: the writing connection
 * @id: the book's id
 * @error: return location for an error
 *
 * Takes the book out of the trash again.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_books_restore (LeafDb *db,
                    gint64 id,
                    GError **error)
{
  return set_removed (db, id, FALSE, error);
}

/**
 * leaf_books_list_genres:
 * @db: a connection
 * @error: return location for an error
 *
 * Returns: (transfer full): the genres in use, by name, or %NULL with a %LEAF_STORE_ERROR
 */
char **
leaf_books_list_genres (LeafDb *db,
                        GError **error)
{
  return load_names (db,
                     "SELECT g.name FROM genres AS g"
                     " WHERE EXISTS"
                     "   (SELECT 1 FROM book_genres AS bg JOIN books AS b ON b.id = bg.book"
                     "     WHERE bg.genre = g.id AND b.removed_at IS NULL)"
                     " ORDER BY g.name COLLATE NOCASE, g.name",
                     NULL, error);
}

/**
 * leaf_books_list_shelves:
 * @db: a connection
 * @error: return location for an error
 *
 * Returns: (transfer full): the shelves in use, by name, or %NULL with a %LEAF_STORE_ERROR
 */
char **
leaf_books_list_shelves (LeafDb *db,
                         GError **error)
{
  return load_names (db,
                     "SELECT s.name FROM shelves AS s"
                     " WHERE EXISTS"
                     "   (SELECT 1 FROM book_shelves AS bs JOIN books AS b ON b.id = bs.book"
                     "     WHERE bs.shelf = s.id AND b.removed_at IS NULL)"
                     " ORDER BY s.name COLLATE NOCASE, s.name",
                     NULL, error);
}

/**
 * leaf_books_count:
 * @db: a connection
 * @error: return location for an error
 *
 * Returns: how many books the library has, or -1 with a %LEAF_STORE_ERROR
 */
gint64
leaf_books_count (LeafDb *db,
                  GError **error)
{
  gint64 count;

  if (!leaf_db_get_int (db, "SELECT count (*) FROM books WHERE removed_at IS NULL", &count, error))
    return -1;

  return count;
}
