/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-reviews.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A version in the list: when it was kept, why, how many words it has once they are counted. */
#define LEAF_TYPE_VERSION_ROW (leaf_version_row_get_type ())
G_DECLARE_FINAL_TYPE (LeafVersionRow, leaf_version_row, LEAF, VERSION_ROW, GtkListBoxRow)

GtkWidget *leaf_version_row_new       (const LeafRevision *revision);
gint64     leaf_version_row_get_id    (LeafVersionRow *self);
void       leaf_version_row_set_words (LeafVersionRow *self, unsigned int n_words);
char      *leaf_version_describe_time (gint64 created);

G_END_DECLS
