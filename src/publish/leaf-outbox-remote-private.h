/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-outbox.h"
#include "leaf-post-reader.h"

G_BEGIN_DECLS

/* leaf-outbox-remote-pictures.c: the text of a post, with the pictures that are new there. */
LeafPostText *leaf_outbox_read_remote (LeafOutbox *self, const LeafPostSource *source, LeafMarkup markup, const char *content, unsigned int *n_links,
                                       GCancellable *cancellable, GError **error);

G_END_DECLS
