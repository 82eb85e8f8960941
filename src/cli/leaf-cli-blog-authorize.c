/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-private.h"

#include "leaf-cli-blog-private.h"
#include "leaf-credentials.h"
#include "leaf-discovery.h"

#include <glib/gi18n.h>

static gpointer
look (LeafCli *cli, gpointer data, GCancellable *cancellable, GError **error)
{
  return leaf_discover (cli->library, data, cancellable, error);
}

/* What she pasted: the address that the browser came back with, or the password that WordPress showed. */
static LeafGrant *
read_grant (LeafAuthorization *authorization, const char *user, GError **error)
{
  g_autoptr (LeafGrant) grant = NULL;
  char *line = leaf_cli_read_password (_("The address it came back with, or the password it shows:"), error);

  if (line == NULL)
    return NULL;

  if (leaf_authorization_is_answer (g_strstrip (line)))
    grant = leaf_authorization_redeem (authorization, line, error);
  else if (user == NULL)
    g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("Say with --user whose password this is."));
  else
    grant = leaf_grant_new (user, line);
  leaf_credentials_free (line);

  return g_steal_pointer (&grant);
}

/* Shows the page that hands out passwords and reads what comes of it. Nothing is opened: the browser may be on
 * another machine. `address` becomes that of the blog which was found. */
LeafGrant *
leaf_cli_blog_authorize (LeafCli *cli, char **address, const char *user, GError **error)
{
  g_autoptr (LeafFound) found = leaf_cli_run_in_thread (cli, look, *address, error);
  g_autoptr (LeafAuthorization) authorization = NULL;
  g_autofree char *page = NULL;

  if (found == NULL)
    return NULL;
  if (found->authorize == NULL)
    {
      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("“%s” is a folder: nobody logs in there."), *address);
      return NULL;
    }

  if (found->came_from != NULL)
    leaf_cli_message (_("%s leads to %s."), found->came_from, leaf_blog_get_address (found->blog));
  authorization = leaf_authorization_new (found->blog, found->authorize);
  page = leaf_authorization_dup_address (authorization);
  leaf_cli_message (_("Open this address in a browser, let Flyleaf in, and paste what comes of it here: the address that the "
                      "browser then cannot open (flyleaf://…), or the password that WordPress shows.\n%s"),
                    page);

  g_free (*address);
  *address = g_strdup (leaf_blog_get_address (found->blog));
  return read_grant (authorization, user, error);
}
