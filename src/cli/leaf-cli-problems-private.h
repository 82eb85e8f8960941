/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-cli-private.h"
#include "leaf-outbox-check.h"

G_BEGIN_DECLS

GPtrArray *leaf_cli_find_problems  (LeafCli *cli, gint64 review, gint64 blog, LeafPublicationState wanted, gint64 at,
                                    LeafCheckFlags flags, GError **error);
void       leaf_cli_json_problems  (JsonBuilder *builder, GPtrArray *problems);
void       leaf_cli_print_problems (GPtrArray *problems);
gboolean   leaf_cli_judge_problems (GPtrArray *problems, GError **error);

G_END_DECLS
