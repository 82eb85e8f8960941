/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-library-check"

#include "config.h"

#include "leaf-library.h"

#include "leaf-db-private.h"
#include "leaf-picture-decode.h"

#include <glib/gi18n.h>

/* A list of every problem would help nobody. */
#define MAX_PROBLEMS 100

typedef struct {
  GPtrArray *problems;
  GPtrArray *pictures; /* addresses */
} Check;

static void
add_problem (Check *check,
             char *problem)
{
  if (check->problems->len < MAX_PROBLEMS)
    g_ptr_array_add (check->problems, problem);
  else
    g_free (problem);
}

/* The file itself: pages, indexes, constraints. */
static gboolean
check_integrity (LeafDb *db,
                 Check *check,
                 GError **error)
{
  g_autoptr (LeafStatement) row = leaf_statement_new (db, "PRAGMA integrity_check", error);
  int result;

  if (row == NULL)
    return FALSE;

  while ((result = leaf_statement_next (row, error)) > 0) {
    const char *message = leaf_statement_get_text (row, 0);

    /* Of the index for searching, which SQLite 3.44 and later look into here too, check_search() tells. */
    if (!g_str_equal (message, "ok") && strstr (message, "FTS5 table") == NULL)
      add_problem (check, g_strdup_printf (_("The library file is damaged: %s."), message));
  }

  return result == 0;
}

static gboolean
check_references (LeafDb *db,
                  Check *check,
                  GError **error)
{
  g_autoptr (LeafStatement) row = leaf_statement_new (db, "PRAGMA foreign_key_check", error);
  int result;

  if (row == NULL)
    return FALSE;

  while ((result = leaf_statement_next (row, error)) > 0)
    add_problem (check, g_strdup_printf (_("Row %lld of “%s” refers to a row of “%s” that does not exist."),
                                         (long long) leaf_statement_get_int (row, 1), leaf_statement_get_text (row, 0),
                                         leaf_statement_get_text (row, 2)));

  return result == 0;
}

/* What is stored twice for the sake of speed must be the same in both places. */
static gboolean
check_copies (LeafDb *db,
              Check *check,
              GError **error)
{
  gint64 n_states, n_rows;

  if (!leaf_db_get_int (db,
                        "SELECT count (*) FROM books AS b JOIN book_states AS s ON s.id = b.id"
                        " WHERE s.state <> b.state OR s.rating <> b.rating",
                        &n_states, error) ||
      !leaf_db_get_int (db,
                        "SELECT (SELECT count (*) FROM search_texts AS t"
                        "          LEFT JOIN search AS s ON s.rowid = t.id"
                        "         WHERE (t.title, t.authors, t.series, t.genres, t.isbn, t.synopsis, t.review)"
                        "            IS NOT (s.title, s.authors, s.series, s.genres, s.isbn, s.synopsis, s.review))"
                        "     + (SELECT count (*) FROM search WHERE rowid NOT IN (SELECT id FROM books))",
                        &n_rows, error))
    return FALSE;

  if (n_states > 0)
    add_problem (check, g_strdup_printf (ngettext ("%d book is listed under the wrong state.",
                                                   "%d books are listed under the wrong state.",
                                                   n_states),
                                         (int) n_states));
  if (n_rows > 0)
    add_problem (check, g_strdup_printf (ngettext ("%d book cannot be found by everything in it.",
                                                   "%d books cannot be found by everything in them.",
                                                   n_rows),
                                         (int) n_rows));

  return TRUE;
}

/* FTS5 compares its index with its texts; it says "malformed" when they differ. */
static gboolean
check_search (LeafDb *db,
              Check *check,
              GError **error)
{
  GError *local_error = NULL;

  if (leaf_db_run (db, "INSERT INTO search (search) VALUES ('integrity-check')", &local_error))
    return TRUE;

  if (!g_error_matches (local_error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_DAMAGED)) {
    g_propagate_error (error, local_error);
    return FALSE;
  }

  add_problem (check, g_strdup (_("The index for searching is damaged.")));
  g_clear_error (&local_error);

  return TRUE;
}

/* The addresses in one text that no picture has. The stored form writes them in one way only. */
static void
check_text (Check *check,
            GHashTable *known,
            const char *html,
            const char *title)
{
  static const char attribute[] = "data-picture=\"";

  for (const char *p = strstr (html, attribute); p != NULL; p = strstr (p, attribute)) {
    g_autofree char *sha256 = NULL;

    p += strlen (attribute);
    sha256 = g_strndup (p, 64);
    if (leaf_picture_is_address (sha256) && !g_hash_table_contains (known, sha256))
      add_problem (check, g_strdup_printf (_("The review of “%s” shows a picture that is not in the library. Choose it again."),
                                           title));
  }
}

/* A text names its pictures itself: the file cannot refuse one that it does not have. */
static gboolean
check_texts (LeafDb *db,
             Check *check,
             GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (LeafStatement) row = NULL;
  int result;

  for (unsigned int i = 0; i < check->pictures->len; i++)
    g_hash_table_add (known, g_ptr_array_index (check->pictures, i));

  row = leaf_statement_new (db,
                            "SELECT t.html, (SELECT b.title FROM review_books AS rb JOIN books AS b ON b.id = rb.book"
                            "                 WHERE rb.review = t.review ORDER BY rb.position LIMIT 1)"
                            "  FROM review_texts AS t JOIN reviews AS r ON r.id = t.review"
                            " WHERE r.removed_at IS NULL AND t.html LIKE '%data-picture=%'",
                            error);
  if (row == NULL)
    return FALSE;

  while ((result = leaf_statement_next (row, error)) > 0) {
    const char *title = leaf_statement_get_text (row, 1);

    check_text (check, known, leaf_statement_get_text (row, 0), title != NULL ? title : "");
  }

  return result == 0;
}

static gboolean
list_pictures (LeafDb *db,
               Check *check,
               GError **error)
{
  g_autoptr (LeafStatement) row = leaf_statement_new (db, "SELECT sha256 FROM pictures", error);
  int result;

  if (row == NULL)
    return FALSE;

  while ((result = leaf_statement_next (row, error)) > 0)
    g_ptr_array_add (check->pictures, leaf_statement_dup_text (row, 0));

  return result == 0;
}

/* In the writing thread, because the check of the index counts as writing. */
static gboolean
check_db (LeafDb *db,
          gpointer data,
          GError **error)
{
  Check *check = data;

  return check_integrity (db, check, error) &&
         check_references (db, check, error) &&
         check_copies (db, check, error) &&
         check_search (db, check, error) &&
         list_pictures (db, check, error) &&
         check_texts (db, check, error);
}

static void
check_picture (LeafLibrary *library,
               const char *sha256,
               Check *check)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  bytes = leaf_pictures_load (library, sha256, &error);
  if (bytes == NULL)
    add_problem (check, g_strdup (error->message));
}

/**
 * leaf_library_check:
 * @self: a library
 * @error: return location for an error
 *
 * Looks at everything: the file, what refers to what, the index for searching, and whether every
 * picture is there and is what it was. Blocks, for seconds in a large library; for verbs and worker
 * threads.
 *
 * Returns: (transfer full): one sentence for each problem, none when the library is sound, or %NULL
 *   with a %LEAF_STORE_ERROR when it could not be looked at
 */
GStrv
leaf_library_check (LeafLibrary *self,
                    GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) pictures = g_ptr_array_new_with_free_func (g_free);
  Check check = { problems, pictures };

  g_return_val_if_fail (LEAF_IS_LIBRARY (self), NULL);

  if (!leaf_library_run (self, LEAF_LIBRARY_WRITE, check_db, &check, error))
    return NULL;

  for (unsigned int i = 0; i < pictures->len; i++)
    check_picture (self, g_ptr_array_index (pictures, i), &check);

  g_ptr_array_add (problems, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&problems), FALSE);
}
