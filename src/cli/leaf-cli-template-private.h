/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-cli-private.h"
#include "leaf-templates.h"

G_BEGIN_DECLS

LeafTemplate *leaf_cli_find_template (LeafCli *cli, const char *text, GError **error);

G_END_DECLS
