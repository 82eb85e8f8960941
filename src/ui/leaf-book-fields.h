/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-book.h"

G_BEGIN_DECLS

/* The details of a book as the lines of a form: text in, text out. */
typedef enum {
  LEAF_BOOK_FIELD_TITLE,
  LEAF_BOOK_FIELD_AUTHORS,
  LEAF_BOOK_FIELD_TRANSLATORS,
  LEAF_BOOK_FIELD_EDITORS,
  LEAF_BOOK_FIELD_ILLUSTRATORS,
  LEAF_BOOK_FIELD_NARRATORS,
  LEAF_BOOK_FIELD_GENRES,
  LEAF_BOOK_FIELD_PUBLISHER,
  LEAF_BOOK_FIELD_PUBLISHED,
  LEAF_BOOK_FIELD_EMBARGO,
  LEAF_BOOK_FIELD_ISBN,
  LEAF_BOOK_FIELD_SERIES,
  LEAF_BOOK_FIELD_SERIES_NUMBER,
  LEAF_BOOK_FIELD_PAGES,
  LEAF_BOOK_FIELD_FORMAT,
  LEAF_BOOK_FIELD_SHELVES,
  LEAF_BOOK_FIELD_COVER_ALT,
  LEAF_BOOK_N_FIELDS
} LeafBookField;

char     *leaf_book_field_get   (LeafBook       *book,
                                 LeafBookField   field);
gboolean  leaf_book_field_check (LeafBookField   field,
                                 const char     *text,
                                 char          **problem);
void      leaf_book_field_set   (LeafBook       *book,
                                 LeafBookField   field,
                                 const char     *text);

G_END_DECLS
