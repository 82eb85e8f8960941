/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-comparison.h"
#include "leaf-outbox-remote.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A part of what leaf_document_merge() made of two texts, or their titles, ready to be shown. */
typedef struct {
  LeafMergeKind kind;
  gboolean title;          /* of the post */
  unsigned int n_blocks;   /* SAME: how many stand here */
  gboolean has_base;
  LeafDocument *base;      /* each NULL for nothing */
  LeafDocument *mine;
  LeafDocument *theirs;
  GPtrArray *my_changes;   /* LeafCompareBlock, from base (or nothing) to mine */
  GPtrArray *their_changes;
} LeafRemotePart;

GPtrArray *leaf_remote_part_list (const LeafRemoteChange *change); /* LeafRemotePart; compares, so not on the main loop */
char      *leaf_remote_part_describe (const LeafRemotePart *self);

G_END_DECLS
