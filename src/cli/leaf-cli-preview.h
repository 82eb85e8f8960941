/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-cli-private.h"

G_BEGIN_DECLS

gboolean leaf_cli_run_preview (LeafCli *cli, int argc, char **argv, GError **error);

G_END_DECLS
