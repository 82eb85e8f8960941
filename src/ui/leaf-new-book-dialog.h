/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Title, authors and ISBN: enough to begin with, the book pane has the rest. Signal: "added"
 * (gint64), the id of the new book or of the one with that ISBN she already had. */
#define LEAF_TYPE_NEW_BOOK_DIALOG (leaf_new_book_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LeafNewBookDialog, leaf_new_book_dialog, LEAF, NEW_BOOK_DIALOG, AdwWindow)

GtkWindow *leaf_new_book_dialog_new (GtkWindow *parent, LeafLibrary *library);

/* "A; B" or "A, B" or "A & B": the names in what she typed. */

G_END_DECLS
