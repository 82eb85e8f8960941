/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One change of a list: at `position`, `removed` ids go and `added` ids of the new list come. */
typedef struct {
  unsigned int position;
  unsigned int removed;
  unsigned int added;
} LeafSplice;

GArray *leaf_id_diff (const GArray *old_ids, const GArray *new_ids); /* LeafSplice */

G_END_DECLS
