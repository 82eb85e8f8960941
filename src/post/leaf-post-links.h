/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-post.h"

G_BEGIN_DECLS

#define LEAF_POST_AFFILIATE_REL "sponsored nofollow noopener"

/* A place where the book can be had. */
typedef struct {
  char *label;
  char *address;
  gboolean affiliate; /* the reviewer earns from it */
} LeafStoreLink;

void       leaf_store_link_free      (LeafStoreLink *self);

GPtrArray *leaf_post_list_links      (const LeafPostSource *source, LeafBook *book);
gboolean   leaf_link_is_affiliate    (const char *address);
gboolean   leaf_link_is_amazon       (const char *address);

G_END_DECLS
