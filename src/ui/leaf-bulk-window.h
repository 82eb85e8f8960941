/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-bulk-plan.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Several reviews at once: which can be served and which cannot, and why; then how far it is. Closing it
 * does not stop what has begun: that is in the outbox. */
#define LEAF_TYPE_BULK_WINDOW (leaf_bulk_window_get_type ())
G_DECLARE_FINAL_TYPE (LeafBulkWindow, leaf_bulk_window, LEAF, BULK_WINDOW, AdwWindow)

GtkWindow *leaf_bulk_window_new (GtkWindow *parent, LeafLibrary *library, LeafOutbox *outbox, LeafBulkTask task, gint64 at,
                                 const gint64 *books, unsigned int n_books);
/* Asks when first, for LEAF_BULK_SCHEDULE. */
void       leaf_bulk_window_present (GtkWindow *parent, LeafLibrary *library, LeafOutbox *outbox, LeafBulkTask task,
                                     const gint64 *books, unsigned int n_books);

G_END_DECLS
