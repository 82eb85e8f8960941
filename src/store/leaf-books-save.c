/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-books"

#include "config.h"

#include "leaf-books-private.h"

#include "leaf-db-private.h"
#include "leaf-document-html.h"
#include "leaf-isbn.h"
#include "leaf-search.h"

/* A table that keeps each name once, and the one that links it to books. */
typedef struct {
  const char *add;   /* ?1 the name; people: ?2 what it is sorted by */
  const char *find;  /* ?1 the name */
  const char *clear; /* ?1 the book */
  const char *link;  /* ?1 the book, ?2 the position, ?3 the id; people: ?4 the role */
} NameTable;

static const NameTable people_table = {
  "INSERT OR IGNORE INTO people (name, name_sort) VALUES (?1, ?2)",
  "SELECT id FROM people WHERE name = ?1",
  "DELETE FROM book_people WHERE book = ?1",
  "INSERT INTO book_people (book, position, person, role) VALUES (?1, ?2, ?3, ?4)",
};

static const NameTable genres_table = {
  "INSERT OR IGNORE INTO genres (name) VALUES (?1)",
  "SELECT id FROM genres WHERE name = ?1",
  "DELETE FROM book_genres WHERE book = ?1",
  "INSERT INTO book_genres (book, position, genre) VALUES (?1, ?2, ?3)",
};

static const NameTable shelves_table = {
  "INSERT OR IGNORE INTO shelves (name) VALUES (?1)",
  "SELECT id FROM shelves WHERE name = ?1",
  "DELETE FROM book_shelves WHERE book = ?1",
  "INSERT INTO book_shelves (book, position, shelf) VALUES (?1, ?2, ?3)",
};

static const NameTable series_table = {
  "INSERT OR IGNORE INTO series (name) VALUES (?1)",
  "SELECT id FROM series WHERE name = ?1",
  NULL,
  NULL,
};

/* The id of a name, kept from now on; 0 with an error. */
static gint64
ensure_name (LeafDb *db,
             const NameTable *table,
             const char *name,
             GError **error)
{
  g_autoptr (LeafStatement) find = NULL;
  g_autoptr (LeafStatement) add = NULL;
  int result;

  find = leaf_statement_new (db, table->find, error);
  if (find == NULL)
    return 0;

  leaf_statement_bind_text (find, 1, name);
  result = leaf_statement_next (find, error);
  if (result != 0)
    return result > 0 ? leaf_statement_get_int (find, 0) : 0;

  add = leaf_statement_new (db, table->add, error);
  if (add == NULL)
    return 0;

  leaf_statement_bind_text (add, 1, name);
  if (table == &people_table) {
    g_autofree char *sort = leaf_search_sort_name (name);

    leaf_statement_bind_text (add, 2, sort);
  }

  return leaf_statement_run (add, error) ? leaf_db_get_last_id (db) : 0;
}

static gboolean
link_name (LeafDb *db,
           const NameTable *table,
           gint64 book,
           int position,
           const char *name,
           const char *role,
           GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  gint64 id;

  id = ensure_name (db, table, name, error);
  if (id == 0)
    return FALSE;

  statement = leaf_statement_new (db, table->link, error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_int (statement, 1, book);
  leaf_statement_bind_int (statement, 2, position);
  leaf_statement_bind_int (statement, 3, id);
  if (role != NULL)
    leaf_statement_bind_text (statement, 4, role);

  return leaf_statement_run (statement, error);
}

static gboolean
save_names (LeafDb *db,
            const NameTable *table,
            gint64 book,
            const char *const *names,
            GError **error)
{
  if (!leaf_db_run_id (db, table->clear, book, error))
    return FALSE;

  for (int i = 0; names[i] != NULL; i++) {
    if (!link_name (db, table, book, i, names[i], NULL, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
save_contributors (LeafDb *db,
                   gint64 book,
                   GPtrArray *contributors,
                   GError **error)
{
  if (!leaf_db_run_id (db, people_table.clear, book, error))
    return FALSE;

  for (unsigned int i = 0; i < contributors->len; i++) {
    const LeafContributor *contributor = g_ptr_array_index (contributors, i);

    if (!link_name (db, &people_table, book, i, contributor->name, contributor->role, error))
      return FALSE;
  }

  return TRUE;
}

static void
bind_sort_keys (LeafStatement *statement,
                int title_index,
                int authors_index,
                LeafBook *book)
{
  g_autofree char *title = leaf_search_sort_key (leaf_book_get_title (book));
  g_auto (GStrv) authors = leaf_book_dup_authors (book);
  g_autoptr (GString) sort = g_string_new (NULL);

  for (int i = 0; authors[i] != NULL; i++) {
    g_autofree char *author = leaf_search_sort_name (authors[i]);

    if (i > 0)
      g_string_append (sort, "; ");
    g_string_append (sort, author);
  }

  leaf_statement_bind_text (statement, title_index, title);
  leaf_statement_bind_text (statement, authors_index, sort->str);
}

static void
bind_synopsis (LeafStatement *statement,
               int html_index,
               int text_index,
               LeafDocument *synopsis)
{
  g_autofree char *html = leaf_document_to_html (synopsis);
  g_autofree char *text = leaf_document_get_text (synopsis, 0, leaf_document_get_length (synopsis));

  leaf_statement_bind_text (statement, html_index, html);
  leaf_statement_bind_text (statement, text_index, text);
}

/* ?1 to ?20 are the same in both. */
static const char insert_sql[] =
  "INSERT INTO books (uuid, title, title_sort, authors_sort, publisher, published, isbn, isbn10,"
  "                   series, series_number, pages, format, language, synopsis, synopsis_text,"
  "                   cover, cover_alt, modified, embargo, added)"
  " VALUES (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,"
  "         coalesce (?1, ?19))";

static const char update_sql[] =
  "UPDATE books SET uuid = ?2, title = ?3, title_sort = ?4, authors_sort = ?5, publisher = ?6,"
  "                 published = ?7, isbn = ?8, isbn10 = ?9, series = ?10, series_number = ?11,"
  "                 pages = ?12, format = ?13, language = ?14, synopsis = ?15,"
  "                 synopsis_text = ?16, cover = ?17, cover_alt = ?18, modified = ?19,"
  "                 embargo = ?20"
  " WHERE id = ?1 AND removed_at IS NULL";

static gboolean
save_row (LeafDb *db,
          LeafBook *book,
          gint64 *id,
          GError **error)
{
  g_autofree char *published = leaf_date_to_string (leaf_book_get_published (book));
  g_autofree char *embargo = leaf_book_dup_embargo (book);
  const char *isbn = leaf_book_get_isbn (book);
  g_autofree char *isbn10 = isbn != NULL ? leaf_isbn_to_10 (isbn) : NULL;
  g_autoptr (LeafStatement) statement = NULL;
  gint64 series = 0;

  if (leaf_book_get_series (book) != NULL) {
    series = ensure_name (db, &series_table, leaf_book_get_series (book), error);
    if (series == 0)
      return FALSE;
  }

  statement = leaf_statement_new (db, *id == 0 ? insert_sql : update_sql, error);
  if (statement == NULL)
    return FALSE;

  if (*id != 0)
    leaf_statement_bind_int (statement, 1, *id);
  leaf_statement_bind_text (statement, 2, leaf_book_get_uuid (book));
  leaf_statement_bind_text (statement, 3, leaf_book_get_title (book));
  bind_sort_keys (statement, 4, 5, book);
  leaf_statement_bind_text (statement, 6, leaf_book_get_publisher (book));
  leaf_statement_bind_text (statement, 7, published);
  leaf_statement_bind_text (statement, 8, isbn);
  leaf_statement_bind_text (statement, 9, isbn10);
  if (series != 0)
    leaf_statement_bind_int (statement, 10, series);
  leaf_statement_bind_text (statement, 11, leaf_book_get_series_number (book));
  leaf_statement_bind_int (statement, 12, leaf_book_get_pages (book));
  leaf_statement_bind_text (statement, 13, leaf_book_get_format (book));
  leaf_statement_bind_text (statement, 14, leaf_book_get_language (book));
  bind_synopsis (statement, 15, 16, leaf_book_get_synopsis (book));
  leaf_statement_bind_text (statement, 17, leaf_book_get_cover (book));
  leaf_statement_bind_text (statement, 18, leaf_book_get_cover_alt (book));
  leaf_statement_bind_int (statement, 19, leaf_db_now ());
  leaf_statement_bind_text (statement, 20, embargo);
  if (!leaf_statement_run (statement, error))
    return FALSE;

  if (*id == 0) {
    *id = leaf_db_get_last_id (db);
  } else if (leaf_db_get_n_changed (db) == 0) {
    leaf_books_set_not_found (*id, error);
    return FALSE;
  }

  return TRUE;
}

/**
 * leaf_books_save:
 * @db: the writing connection
 * @book: a book that no other thread uses meanwhile; its cover must be in the library
 * @error: return location for an error
 *
 * Writes everything about the book, and what it is found by. A book with id 0 is added, and gets
 * its id. Its state is not of its own: it follows from its reviews.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_books_save (LeafDb *db,
                 LeafBook *book,
                 GError **error)
{
  gint64 id;

  g_return_val_if_fail (LEAF_IS_BOOK (book), FALSE);

  id = leaf_book_get_id (book);
  if (!save_row (db, book, &id, error) ||
      !save_contributors (db, id, leaf_book_get_contributors (book), error) ||
      !save_names (db, &genres_table, id, leaf_book_get_genres (book), error) ||
      !save_names (db, &shelves_table, id, leaf_book_get_shelves (book), error) ||
      !leaf_search_update_book (db, id, error))
    return FALSE;

  leaf_book_set_id (book, id);
  leaf_db_note_change (db, LEAF_CHANGE_BOOK, id);

  return TRUE;
}
