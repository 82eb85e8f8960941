/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-cli-private.h"
#include "leaf-outbox.h"

G_BEGIN_DECLS

/* One review on one blog: what is to be done there, and what came of it. */
typedef struct {
  LeafReview *review;
  LeafBlog *blog;
  LeafJobAction action;
  LeafPublicationState wanted; /* for LEAF_JOB_PUBLISH */
  gint64 at;
  gboolean keep_mine;
  gint64 job;
  LeafOutcome *outcome;
  GError *error;
} LeafCliOrder;

/* Every review of the words on each of the blogs. Without `blogs` the only one there is, or with `all_blogs` each. */
GPtrArray *leaf_cli_list_orders     (LeafCli *cli, char **blogs, gboolean all_blogs, LeafJobAction action, GError **error);
/* Commits all of them, then runs them, blogs side by side, and says how each ended. */
gboolean   leaf_cli_carry_out       (LeafCli *cli, LeafOutbox *outbox, GPtrArray *orders, GError **error);
/* leaf-cli-post-state.c */
gboolean   leaf_cli_run_take_down   (LeafCli *cli, int argc, char **argv, GError **error);
gboolean   leaf_cli_run_put_back    (LeafCli *cli, int argc, char **argv, GError **error);
gboolean   leaf_cli_run_delete_post (LeafCli *cli, int argc, char **argv, GError **error);

G_END_DECLS
