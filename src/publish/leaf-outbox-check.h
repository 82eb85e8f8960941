/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-outbox.h"
#include "leaf-post-check.h"

G_BEGIN_DECLS

/* What is asked beyond this computer; without any of them a check costs no request. */
typedef enum {
  LEAF_CHECK_HERE  = 0,
  LEAF_CHECK_SLUG  = 1 << 0, /* the blog, whether the address is free */
  LEAF_CHECK_LINKS = 1 << 1, /* the sites that the review links to */
} LeafCheckFlags;

/* LeafPostProblem, worst first; `blog` 0: as a blog with every default would get it. `wanted` and `at` as in leaf_outbox_publish(). */
GPtrArray *leaf_outbox_check (LeafOutbox *self, gint64 review, gint64 blog, LeafPublicationState wanted, gint64 at,
                              LeafCheckFlags flags, GCancellable *cancellable, GError **error);

G_END_DECLS
