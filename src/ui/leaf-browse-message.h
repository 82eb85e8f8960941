/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-browse.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Shows the books when there are some, else why there are none and what to do about it. Property:
 * "books", the widget with the books. */
#define LEAF_TYPE_BROWSE_MESSAGE (leaf_browse_message_get_type ())
G_DECLARE_FINAL_TYPE (LeafBrowseMessage, leaf_browse_message, LEAF, BROWSE_MESSAGE, AdwBin)

void leaf_browse_message_set_browse (LeafBrowseMessage *self, LeafBrowse *browse);
/* FALSE where another pane offers to add the first book already. */
void leaf_browse_message_set_offer_first_book (LeafBrowseMessage *self, gboolean offer);

G_END_DECLS
