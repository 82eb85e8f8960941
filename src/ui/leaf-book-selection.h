/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-browse.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the lists of books share when several are selected. */
GArray     *leaf_book_selection_dup_ids  (GtkSelectionModel *selection, LeafBrowse *browse); /* gint64, in the order of the list */
char       *leaf_book_selection_describe (unsigned int n_books); /* "5 selected" */
GMenuModel *leaf_book_selection_make_menu (const char *action);  /* what is published; the target is the nick of a LeafBulkTask */

/* Through the actions of the window. */
void leaf_book_selection_publish (GtkWidget *widget, const GArray *ids, const char *task);
void leaf_book_selection_remove  (GtkWidget *widget, const GArray *ids);

G_END_DECLS
