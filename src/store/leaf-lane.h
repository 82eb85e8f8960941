/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"

G_BEGIN_DECLS

/* One thread with its connection, working through a queue. */
typedef struct _LeafLane LeafLane;
typedef struct _LeafLaneJob LeafLaneJob;

/* Runs in the lane's thread when the job is over; owns it from then on. */
typedef void (*LeafLaneFinished) (LeafLaneJob *job);

struct _LeafLaneJob {
  LeafLibraryFunc func;
  gpointer data;
  GCancellable *cancellable; /* borrowed */
  gboolean wait_for_disk;
  LeafLaneFinished finished;
  gboolean succeeded;
  GError *error;
};

/* After a commit, in the lane's thread: what was changed. */
typedef void (*LeafLaneChanged) (const GArray *changes, gpointer user_data);

LeafLane *leaf_lane_new   (const char *path, LeafLibraryMode mode, LeafLaneChanged changed, gpointer user_data, GError **error);
void      leaf_lane_push  (LeafLane *self, LeafLaneJob *job);
gboolean  leaf_lane_is_current (LeafLane *self);
void      leaf_lane_close (LeafLane *self);

G_END_DECLS
