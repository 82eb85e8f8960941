/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-private.h"

#include <glib/gi18n.h>

/* A library that is not there would be made by opening it, and called sound. */
static gboolean
check_exists (LeafCli *cli, GError **error)
{
  g_autofree char *path = cli->library_path != NULL ? g_strdup (cli->library_path) : leaf_library_default_path ();

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_FAILED, _("There is no library at “%s”."), path);
  return FALSE;
}

static gboolean
run_check (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_auto (GStrv) problems = NULL;
  unsigned int n_problems;

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 0, 0, error) || !check_exists (cli, error) ||
      !leaf_cli_open (cli, error))
    return FALSE;

  problems = leaf_library_check (cli->library, error);
  if (problems == NULL)
    return FALSE;

  n_problems = g_strv_length (problems);
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      leaf_cli_json_bool (builder, "sound", n_problems == 0);
      leaf_cli_json_strv (builder, "problems", (const char *const *) problems);
      json_builder_end_object (builder);
      leaf_cli_print_json (builder);
    }
  else if (n_problems == 0)
    leaf_cli_print ("%s\n", _("sound"));
  else
    for (unsigned int i = 0; i < n_problems; i++)
      leaf_cli_print_row (problems[i], NULL);

  if (n_problems == 0)
    return TRUE;

  g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_FAILED,
               g_dngettext (GETTEXT_PACKAGE, "The library has %u problem.", "The library has %u problems.",
                            n_problems), n_problems);
  return FALSE;
}

const LeafCliVerb leaf_cli_check_verbs[] = {
  { "check", NULL, "", N_("Is the library sound?"), LEAF_CLI_JSON, run_check },
  { NULL }
};
