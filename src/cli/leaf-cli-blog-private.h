/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-authorization.h"
#include "leaf-cli-private.h"

G_BEGIN_DECLS

gboolean leaf_cli_blog_run_add        (LeafCli *cli, int argc, char **argv, GError **error);
LeafGrant *leaf_cli_blog_authorize    (LeafCli *cli, char **address, const char *user, GError **error);
void     leaf_cli_blog_tell_role      (LeafBlog *blog);
gboolean leaf_cli_blog_run_set        (LeafCli *cli, int argc, char **argv, GError **error);
gboolean leaf_cli_blog_run_terms      (LeafCli *cli, int argc, char **argv, GError **error);
gboolean leaf_cli_blog_run_map        (LeafCli *cli, int argc, char **argv, GError **error);
gboolean leaf_cli_blog_is_setting     (const char *key);
void     leaf_cli_blog_print          (LeafCli *cli, LeafBlog *blog);
void     leaf_cli_blog_print_settings (LeafBlog *blog);

G_END_DECLS
