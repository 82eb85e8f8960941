/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-posts-private.h"

#include <glib/gi18n.h>

/* The three verbs differ in the action alone. */
static gboolean
run_change (LeafCli *cli, LeafJobAction action, int argc, char **argv, GError **error)
{
  g_auto (GStrv) blogs = NULL;
  gboolean all_blogs = FALSE;
  const GOptionEntry entries[] = {
    { "blog", 'b', 0, G_OPTION_ARG_FILENAME_ARRAY, &blogs, N_("Where, when there are several blogs; again for each"), N_("BLOG") },
    { "all-blogs", 0, 0, G_OPTION_ARG_NONE, &all_blogs, N_("On every blog"), NULL },
    { NULL }
  };
  g_autoptr (GPtrArray) orders = NULL;
  g_autoptr (LeafOutbox) outbox = NULL;

  if (!leaf_cli_parse (cli, entries, NULL, argc, argv, 1, G_MAXUINT, error))
    return FALSE;
  orders = leaf_cli_list_orders (cli, blogs, all_blogs, action, error);
  if (orders == NULL)
    return FALSE;

  outbox = leaf_outbox_new (cli->library);
  return leaf_cli_carry_out (cli, outbox, orders, error);
}

gboolean
leaf_cli_run_take_down (LeafCli *cli, int argc, char **argv, GError **error)
{
  return run_change (cli, LEAF_JOB_TAKE_DOWN, argc, argv, error);
}

gboolean
leaf_cli_run_put_back (LeafCli *cli, int argc, char **argv, GError **error)
{
  return run_change (cli, LEAF_JOB_PUT_BACK, argc, argv, error);
}

gboolean
leaf_cli_run_delete_post (LeafCli *cli, int argc, char **argv, GError **error)
{
  return run_change (cli, LEAF_JOB_DELETE, argc, argv, error);
}
