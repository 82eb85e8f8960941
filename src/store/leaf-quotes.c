/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-quotes"

#include "config.h"

#include "leaf-quotes.h"

#include "leaf-db-private.h"

#include <glib/gi18n.h>

static void
set_not_found (gint64 id,
               GError **error)
{
  g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND,
               _("There is no quotation %lld in the library."), (long long) id);
}

/**
 * leaf_quote_free:
 * @self: (transfer full): a quotation
 */
void
leaf_quote_free (LeafQuote *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->text);
  g_free (self->source);
  g_free (self->note);
  g_free (self);
}

/**
 * leaf_quotes_save:
 * @db: the writing connection
 * @quote: a quotation; with id 0 it is added and gets its id
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_quotes_save (LeafDb *db,
                  LeafQuote *quote,
                  GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;

  g_return_val_if_fail (quote != NULL, FALSE);

  if (quote->id == 0)
    statement = leaf_statement_new (db,
                                    "INSERT INTO quotes (book, text, source, added, note)"
                                    " VALUES (?1, ?2, ?3, ?4, ?5)",
                                    error);
  else
    statement = leaf_statement_new (db,
                                    "UPDATE quotes SET book = ?1, text = ?2, source = ?3, note = ?5"
                                    " WHERE id = ?4 AND removed_at IS NULL",
                                    error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, quote->book);
  leaf_statement_bind_text (statement, 2, quote->text != NULL ? quote->text : "");
  leaf_statement_bind_text (statement, 3, quote->source);
  leaf_statement_bind_int (statement, 4, quote->id != 0 ? quote->id : leaf_db_now ());
  leaf_statement_bind_text (statement, 5, quote->note);
  if (!leaf_statement_run (statement, error))
    return FALSE;

  if (quote->id == 0) {
    quote->id = leaf_db_get_last_id (db);
  } else if (leaf_db_get_n_changed (db) == 0) {
    set_not_found (quote->id, error);
    return FALSE;
  }

  leaf_db_note_change (db, LEAF_CHANGE_BOOK, quote->book);

  return TRUE;
}

/* Columns: id, book, text, source, note. */
static LeafQuote *
read_quote (LeafStatement *statement)
{
  LeafQuote *quote = g_new0 (LeafQuote, 1);

  quote->id = leaf_statement_get_int (statement, 0);
  quote->book = leaf_statement_get_int (statement, 1);
  quote->text = leaf_statement_dup_text (statement, 2);
  quote->source = leaf_statement_dup_text (statement, 3);
  quote->note = leaf_statement_dup_text (statement, 4);

  return quote;
}

/**
 * leaf_quotes_load:
 * @db: a connection
 * @id: the quotation's id
 * @error: return location for an error
 *
 * Returns: (transfer full): the quotation, or %NULL with a %LEAF_STORE_ERROR
 */
LeafQuote *
leaf_quotes_load (LeafDb *db,
                  gint64 id,
                  GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  int result;

  statement = leaf_statement_new (db,
                                  "SELECT id, book, text, source, note FROM quotes"
                                  " WHERE id = ?1 AND removed_at IS NULL",
                                  error);
  if (statement == NULL)
    return NULL;

  leaf_statement_bind_int (statement, 1, id);
  result = leaf_statement_next (statement, error);
  if (result == 0)
    set_not_found (id, error);

  return result > 0 ? read_quote (statement) : NULL;
}

/**
 * leaf_quotes_list:
 * @db: a connection
 * @book: a book's id
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LeafQuote): the quotations in the order they were marked,
 *   or %NULL with a %LEAF_STORE_ERROR
 */
GPtrArray *
leaf_quotes_list (LeafDb *db,
                  gint64 book,
                  GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  g_autoptr (GPtrArray) quotes = NULL;
  int result;

  statement = leaf_statement_new (db,
                                  "SELECT id, book, text, source, note FROM quotes"
                                  " WHERE book = ?1 AND removed_at IS NULL ORDER BY id",
                                  error);
  if (statement == NULL)
    return NULL;

  quotes = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_quote_free);
  leaf_statement_bind_int (statement, 1, book);
  while ((result = leaf_statement_next (statement, error)) > 0)
    g_ptr_array_add (quotes, read_quote (statement));

  return result == 0 ? g_steal_pointer (&quotes) : NULL;
}

static gboolean
set_removed (LeafDb *db,
             gint64 id,
             gboolean removed,
             GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  gint64 book = 0;
  int result;

  statement = leaf_statement_new (db,
                                  "UPDATE quotes SET removed_at = ?2"
                                  " WHERE id = ?1 AND (removed_at IS NULL) = (?2 IS NOT NULL)"
                                  " RETURNING book",
                                  error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, id);
  if (removed)
    leaf_statement_bind_int (statement, 2, leaf_db_now ());
  while ((result = leaf_statement_next (statement, error)) > 0)
    book = leaf_statement_get_int (statement, 0);
  if (result < 0)
    return FALSE;

  if (book == 0) {
    set_not_found (id, error);
    return FALSE;
  }

  leaf_db_note_change (db, LEAF_CHANGE_BOOK, book);

  return TRUE;
}

/**
 * leaf_quotes_remove:
 * @db: the writing connection
 * @id: the quotation's id
 * @error: return location for an error
 *
 * Puts the quotation into the trash.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_quotes_remove (LeafDb *db,
                    gint64 id,
                    GError **error)
{
  return set_removed (db, id, TRUE, error);
}

/**
 * leaf_quotes_restore:
 * @db: the writing connection
 * @id: the quotation's id
 * @error: return location for an error
 *
 * Takes the quotation out of the trash again.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_quotes_restore (LeafDb *db,
                     gint64 id,
                     GError **error)
{
  return set_removed (db, id, FALSE, error);
}
