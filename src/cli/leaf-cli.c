/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli.h"

gboolean
leaf_cli_is_verb (const char *word)
{
  return FALSE;
}

int
leaf_cli_run (const char *library_path, int argc, char **argv)
{
  return 2;
}
