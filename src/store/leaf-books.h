/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-book.h"
#include "leaf-db.h"

G_BEGIN_DECLS

/* Where in the library to look. */
typedef enum {
  LEAF_PLACE_ALL,
  LEAF_PLACE_TO_REVIEW, /* no review, or an empty one */
  LEAF_PLACE_DRAFTS,    /* review with text, published nowhere */
  LEAF_PLACE_SCHEDULED,
  LEAF_PLACE_PUBLISHED,
  LEAF_PLACE_ATTENTION, /* a job failed */
  LEAF_PLACE_SHELF,     /* name in the query */
  LEAF_PLACE_GENRE,     /* name in the query */
} LeafPlace;

typedef enum {
  LEAF_SORT_ADDED, /* newest first */
  LEAF_SORT_TITLE,
  LEAF_SORT_AUTHOR,
  LEAF_SORT_RATING,
  LEAF_SORT_PUBLISHED,
} LeafSort;

typedef struct {
  LeafPlace place;
  char *name;   /* of the shelf or genre */
  char *search; /* words, each a prefix; anything the user typed, "" or NULL for all */
  LeafSort sort;
} LeafBookQuery;

#define LEAF_TYPE_BOOK_QUERY (leaf_book_query_get_type ())
GType          leaf_book_query_get_type (void);
LeafBookQuery *leaf_book_query_copy     (const LeafBookQuery *self);
void           leaf_book_query_free     (LeafBookQuery *self);
gboolean       leaf_book_query_equal    (const LeafBookQuery *a, const LeafBookQuery *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafBookQuery, leaf_book_query_free)

/* What a row or a tile shows. */
typedef struct {
  gint64 id;
  char *title;
  char *authors;
  char *cover;      /* SHA-256 or NULL */
  int rating;       /* halves, 0 none */
  LeafPlace state;  /* TO_REVIEW, DRAFTS, SCHEDULED, PUBLISHED or ATTENTION */
} LeafBookSummary;

void leaf_book_summary_free (LeafBookSummary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafBookSummary, leaf_book_summary_free)

gboolean   leaf_books_save      (LeafDb *db, LeafBook *book, GError **error); /* inserts (sets id) or updates, FTS with it */
LeafBook  *leaf_books_load      (LeafDb *db, gint64 id, GError **error);      /* NOT_FOUND */
gint64     leaf_books_find_isbn (LeafDb *db, const char *isbn13, GError **error); /* 0 none, -1 error */
gint64     leaf_books_find_uuid (LeafDb *db, const char *uuid, GError **error); /* the same */
gboolean   leaf_books_remove    (LeafDb *db, gint64 id, GError **error);      /* to the trash: nothing is lost */
gboolean   leaf_books_restore   (LeafDb *db, gint64 id, GError **error);
GArray    *leaf_books_query     (LeafDb *db, const LeafBookQuery *query, GError **error); /* gint64 ids */
GPtrArray *leaf_books_summaries (LeafDb *db, const gint64 *ids, unsigned int n_ids, GError **error); /* LeafBookSummary, in the order of ids */
char     **leaf_books_list_genres  (LeafDb *db, GError **error); /* in use, by name */
char     **leaf_books_list_shelves (LeafDb *db, GError **error);
gint64     leaf_books_count     (LeafDb *db, GError **error);

G_END_DECLS
