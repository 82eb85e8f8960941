/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-db.h"

G_BEGIN_DECLS

/* A quotation she marked in a book. */
typedef struct {
  gint64 id;
  gint64 book;
  char *text;
  char *source; /* "p. 12"; may be NULL */
  char *note;   /* for herself, never published; may be NULL */
} LeafQuote;

void       leaf_quote_free     (LeafQuote *self);
gboolean   leaf_quotes_save    (LeafDb *db, LeafQuote *quote, GError **error);
GPtrArray *leaf_quotes_list    (LeafDb *db, gint64 book, GError **error);
LeafQuote *leaf_quotes_load    (LeafDb *db, gint64 id, GError **error);
gboolean   leaf_quotes_remove  (LeafDb *db, gint64 id, GError **error);
gboolean   leaf_quotes_restore (LeafDb *db, gint64 id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafQuote, leaf_quote_free)

G_END_DECLS
