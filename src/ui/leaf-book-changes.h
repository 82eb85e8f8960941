/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-book-fields.h"
#include "leaf-library.h"
#include "leaf-review.h"

G_BEGIN_DECLS

/* What the user changed in the book pane and nothing else: it is laid over what the library holds, so
 * that a change made elsewhere at the same time is not undone. */
typedef struct {
  gint64 book;
  char *fields[LEAF_BOOK_N_FIELDS]; /* NULL: not changed */
  LeafDocument *synopsis;           /* NULL: not changed */
  gboolean cover_changed;
  char *cover;
  gboolean rating_changed;
  int rating;
  gboolean free_copy_changed;
  gboolean free_copy;
  gboolean warnings_changed;
  char *warnings;
} LeafBookChanges;

LeafBookChanges *leaf_book_changes_new      (gint64           book);
void             leaf_book_changes_free     (LeafBookChanges *self);
gboolean         leaf_book_changes_is_empty (LeafBookChanges *self);
void             leaf_book_changes_forget   (LeafBookChanges       *self,
                                             const LeafBookChanges *newer);
gboolean         leaf_book_changes_save     (LeafDb          *db,
                                             gpointer         data,
                                             GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafBookChanges, leaf_book_changes_free)

G_END_DECLS
