/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-test-db.h"

#include "leaf-blogs.h"
#include "leaf-books.h"
#include "leaf-db-private.h"
#include "leaf-migrations.h"
#include "leaf-reviews.h"
#include "leaf-test-library.h"

static void
set_up (LeafTestDb *fixture,
        gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  fixture->dir = g_dir_make_tmp ("flyleaf-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->dir, "library.db", NULL);
  fixture->db = leaf_test_db_open (fixture->path);
}

static void
tear_down (LeafTestDb *fixture,
           gconstpointer unused)
{
  g_autoptr (LeafLibrary) library = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->db, leaf_db_close);

  library = leaf_library_open (fixture->path, &error);
  g_assert_no_error (error);
  leaf_test_assert_sound (library);
  leaf_library_close (library);

  leaf_test_remove_tree (fixture->dir);
  g_clear_pointer (&fixture->dir, g_free);
  g_clear_pointer (&fixture->path, g_free);
}

/**
 * leaf_test_add_db:
 * @name: the test's path
 * @func: the test
 *
 * Adds a test that gets an empty library.
 */
void
leaf_test_add_db (const char *name,
                  LeafTestDbFunc func)
{
  g_test_add (name, LeafTestDb, NULL, set_up, func, tear_down);
}

/**
 * leaf_test_db_open:
 * @path: a library file
 *
 * Opens the file, of the newest version afterwards, for the calling thread.
 *
 * Returns: (transfer full): the connection
 */
LeafDb *
leaf_test_db_open (const char *path)
{
  g_auto (GStrv) scripts = leaf_migrations_list ();
  g_autoptr (GError) error = NULL;
  LeafDb *db;

  leaf_migrations_probe (path, &error);
  g_assert_no_error (error);
  db = leaf_db_open (path, LEAF_DB_CREATE, &error);
  g_assert_no_error (error);
  leaf_migrations_run (db, (const char *const *) scripts, &error);
  g_assert_no_error (error);

  return db;
}

/**
 * leaf_test_db_add_book:
 * @fixture: a fixture
 * @title: its title
 * @author: (nullable): its author
 *
 * Returns: (transfer full): a book in the library
 */
LeafBook *
leaf_test_db_add_book (LeafTestDb *fixture,
                       const char *title,
                       const char *author)
{
  g_autoptr (GError) error = NULL;
  LeafBook *book = leaf_book_new ();

  leaf_book_set_title (book, title);
  if (author != NULL)
    leaf_book_set_authors (book, (const char *[]) { author, NULL });
  leaf_books_save (fixture->db, book, &error);
  g_assert_no_error (error);

  return book;
}

/**
 * leaf_test_document_of:
 * @text: paragraphs, one a line
 *
 * Returns: (transfer full): a document
 */
LeafDocument *
leaf_test_document_of (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  LeafDocument *document = leaf_document_new ();
  LeafBlockStyle block = { .kind = LEAF_BLOCK_PARAGRAPH };
  LeafTextStyle plain = { 0 };

  for (int i = 0; lines[i] != NULL; i++) {
    leaf_document_append_block (document, &block);
    leaf_document_append_text (document, lines[i], -1, &plain);
  }

  return document;
}

/**
 * leaf_test_db_add_review:
 * @fixture: a fixture
 * @book: what is reviewed
 * @text: paragraphs, one a line
 * @rating: halves of a star
 *
 * Returns: (transfer full): a review in the library
 */
LeafReview *
leaf_test_db_add_review (LeafTestDb *fixture,
                         LeafBook *book,
                         const char *text,
                         int rating)
{
  g_autoptr (LeafDocument) document = leaf_test_document_of (text);
  g_autoptr (GError) error = NULL;
  LeafReview *review = leaf_review_new ();
  gint64 id = leaf_book_get_id (book);

  leaf_review_set_books (review, &id, 1);
  leaf_review_set_document (review, document);
  leaf_review_set_rating (review, rating);
  leaf_reviews_save (fixture->db, review, &error);
  g_assert_no_error (error);

  return review;
}

/**
 * leaf_test_db_add_blog:
 * @fixture: a fixture
 * @name: its name
 *
 * Returns: the id of a blog in the library
 */
gint64
leaf_test_db_add_blog (LeafTestDb *fixture,
                       const char *name)
{
  g_autoptr (LeafBlog) blog = leaf_blog_new ();
  g_autoptr (GError) error = NULL;

  leaf_blog_set_system (blog, LEAF_BLOG_SYSTEM_WORDPRESS);
  leaf_blog_set_name (blog, name);
  leaf_blog_set_address (blog, "https://blog.example/");
  leaf_blogs_save (fixture->db, blog, &error);
  g_assert_no_error (error);

  return leaf_blog_get_id (blog);
}
