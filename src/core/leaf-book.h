/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-date.h"
#include "leaf-document.h"

G_BEGIN_DECLS

/* A person and what she did for a book: "author", "translator", "editor", "illustrator", "narrator". */
typedef struct {
  char *name;
  char *role;
} LeafContributor;

#define LEAF_TYPE_CONTRIBUTOR (leaf_contributor_get_type ())
GType            leaf_contributor_get_type (void);
LeafContributor *leaf_contributor_new      (const char *name, const char *role);
LeafContributor *leaf_contributor_copy     (const LeafContributor *self);
void             leaf_contributor_free     (LeafContributor *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafContributor, leaf_contributor_free)

#define LEAF_TYPE_BOOK (leaf_book_get_type ())
G_DECLARE_FINAL_TYPE (LeafBook, leaf_book, LEAF, BOOK, GObject)

/* All properties are readable and writable, explicit notify. id 0 means: not in a library yet. */
LeafBook *leaf_book_new  (void);
LeafBook *leaf_book_copy (LeafBook *self);

gint64             leaf_book_get_id            (LeafBook *self);
void               leaf_book_set_id            (LeafBook *self, gint64 id);
const char        *leaf_book_get_uuid          (LeafBook *self); /* made by leaf_book_new() */
void               leaf_book_set_uuid          (LeafBook *self, const char *uuid);
const char        *leaf_book_get_title         (LeafBook *self); /* never NULL */
void               leaf_book_set_title         (LeafBook *self, const char *title);
GPtrArray         *leaf_book_get_contributors  (LeafBook *self); /* (transfer none) LeafContributor */
void               leaf_book_set_contributors  (LeafBook *self, GPtrArray *contributors); /* copied */
void               leaf_book_set_authors       (LeafBook *self, const char *const *names); /* other roles are kept */
char             **leaf_book_dup_authors       (LeafBook *self); /* names with role author */
void               leaf_book_set_names         (LeafBook *self, const char *role, const char *const *names); /* the same for any role */
char             **leaf_book_dup_names         (LeafBook *self, const char *role);
char              *leaf_book_dup_authors_text  (LeafBook *self); /* "A, B and C" */
const char *const *leaf_book_get_genres        (LeafBook *self); /* never NULL */
void               leaf_book_set_genres        (LeafBook *self, const char *const *genres);
const char *const *leaf_book_get_shelves       (LeafBook *self);
void               leaf_book_set_shelves       (LeafBook *self, const char *const *shelves);
const char        *leaf_book_get_publisher     (LeafBook *self); /* NULL when unknown, as all strings below */
void               leaf_book_set_publisher     (LeafBook *self, const char *publisher);
const LeafDate    *leaf_book_get_published     (LeafBook *self); /* never NULL */
void               leaf_book_set_published     (LeafBook *self, const LeafDate *published);
const LeafDate    *leaf_book_get_embargo       (LeafBook *self); /* never NULL: a day, or year 0 for none */
void               leaf_book_set_embargo       (LeafBook *self, const LeafDate *embargo);
const char        *leaf_book_get_embargo_text  (LeafBook *self); /* what stands there and is no day: it is not reached; else NULL */
void               leaf_book_set_embargo_text  (LeafBook *self, const char *text);
char              *leaf_book_dup_embargo       (LeafBook *self); /* either, as it is written; NULL for none */
gint64             leaf_book_get_embargo_end   (LeafBook *self); /* seconds since 1970: when that day begins here; 0 none, G_MAXINT64 not known */
gboolean           leaf_book_is_embargoed      (LeafBook *self, gint64 at);
const char        *leaf_book_get_isbn          (LeafBook *self); /* canonical 13 digits */
void               leaf_book_set_isbn          (LeafBook *self, const char *isbn13);
const char        *leaf_book_get_series        (LeafBook *self);
void               leaf_book_set_series        (LeafBook *self, const char *series);
const char        *leaf_book_get_series_number (LeafBook *self); /* text: "1", "1.5", "1-3" */
void               leaf_book_set_series_number (LeafBook *self, const char *number);
unsigned int       leaf_book_get_pages         (LeafBook *self); /* 0 unknown */
void               leaf_book_set_pages         (LeafBook *self, unsigned int pages);
const char        *leaf_book_get_format        (LeafBook *self); /* free text: "Paperback", "E-book"… */
void               leaf_book_set_format        (LeafBook *self, const char *format);
const char        *leaf_book_get_language      (LeafBook *self); /* BCP 47 */
void               leaf_book_set_language      (LeafBook *self, const char *language);
LeafDocument      *leaf_book_get_synopsis      (LeafBook *self); /* (transfer none), never NULL */
void               leaf_book_set_synopsis      (LeafBook *self, LeafDocument *synopsis);
const char        *leaf_book_get_cover         (LeafBook *self); /* SHA-256 of a picture in the library */
void               leaf_book_set_cover         (LeafBook *self, const char *sha256);
const char        *leaf_book_get_cover_alt     (LeafBook *self); /* NULL: by pattern */
void               leaf_book_set_cover_alt     (LeafBook *self, const char *alt);

G_END_DECLS
