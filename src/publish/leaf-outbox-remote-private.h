/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-outbox.h"
#include "leaf-post-reader.h"

G_BEGIN_DECLS

/* leaf-outbox-remote-pictures.c: the text of a post, with the pictures that are new there. */
LeafPostText *leaf_outbox_read_remote (LeafOutbox *self, const LeafPostSource *source, LeafMarkup markup, const char *content, unsigned int *n_links,
                                       GCancellable *cancellable, GError **error);

/* leaf-outbox-remote.c: what is known of a post, which changes whenever it is written from here. */
char         *leaf_outbox_dup_known   (const LeafPublication *publication);

G_END_DECLS
