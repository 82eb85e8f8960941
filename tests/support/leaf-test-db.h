/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-book.h"
#include "leaf-db.h"
#include "leaf-review.h"

G_BEGIN_DECLS

/* A library's file without its threads: the tables are called from the test itself. After the test
 * the library has to be sound. */
typedef struct {
  char *dir;
  char *path;
  LeafDb *db;
} LeafTestDb;

typedef void (*LeafTestDbFunc) (LeafTestDb *fixture, gconstpointer unused);

void        leaf_test_add_db        (const char *name, LeafTestDbFunc func);
LeafDb     *leaf_test_db_open       (const char *path);

/* Saved already. */
LeafBook   *leaf_test_db_add_book   (LeafTestDb *fixture, const char *title, const char *author);
LeafReview *leaf_test_db_add_review (LeafTestDb *fixture, LeafBook *book, const char *text, int rating);
gint64      leaf_test_db_add_blog   (LeafTestDb *fixture, const char *name);

/* A document of paragraphs, one a line. */
LeafDocument *leaf_test_document_of (const char *text);

G_END_DECLS
