/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-cli-private.h"

G_BEGIN_DECLS

gboolean leaf_cli_review_run_list   (LeafCli *cli, int argc, char **argv, GError **error);
gboolean leaf_cli_review_run_show   (LeafCli *cli, int argc, char **argv, GError **error);
gboolean leaf_cli_review_run_history (LeafCli *cli, int argc, char **argv, GError **error);
gboolean leaf_cli_review_run_check  (LeafCli *cli, int argc, char **argv, GError **error);
gboolean leaf_cli_review_bring_back (LeafCli *cli, GError **error);
gboolean leaf_cli_review_run_remote (LeafCli *cli, int argc, char **argv, GError **error);
gboolean leaf_cli_review_run_export (LeafCli *cli, int argc, char **argv, GError **error);
gboolean leaf_cli_review_print_json (LeafCli *cli, gint64 id, GError **error);

G_END_DECLS
