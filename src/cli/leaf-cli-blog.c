/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-private.h"

#include "leaf-blogs.h"
#include "leaf-cli-blog-private.h"
#include "leaf-credentials.h"
#include "leaf-login.h"
#include "leaf-publisher.h"
#include "leaf-role.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
list_cb (LeafDb *db, gpointer data, GError **error)
{
  GPtrArray **blogs = data;

  *blogs = leaf_blogs_list (db, error);
  return *blogs != NULL;
}

static gboolean
remove_cb (LeafDb *db, gpointer data, GError **error)
{
  return leaf_blogs_remove (db, leaf_blog_get_id (data), error);
}

static void
add_json (JsonBuilder *builder, LeafBlog *blog)
{
  g_auto (GStrv) keys = leaf_blog_list_settings (blog);

  json_builder_begin_object (builder);
  leaf_cli_json_int (builder, "id", leaf_blog_get_id (blog));
  leaf_cli_json_string (builder, "uuid", leaf_blog_get_uuid (blog));
  leaf_cli_json_string (builder, "system", leaf_blog_get_system (blog));
  leaf_cli_json_string (builder, "name", leaf_blog_get_name (blog));
  leaf_cli_json_string (builder, "address", leaf_blog_get_address (blog));
  leaf_cli_json_string (builder, "user", leaf_blog_get_user (blog));
  json_builder_set_member_name (builder, "settings");
  json_builder_begin_object (builder);
  for (unsigned int i = 0; keys[i] != NULL; i++)
    leaf_cli_json_string (builder, keys[i], leaf_blog_get_setting (blog, keys[i]));
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

void
leaf_cli_blog_print (LeafCli *cli, LeafBlog *blog)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cli->json)
    {
      leaf_cli_print ("%" G_GINT64_FORMAT "\n", leaf_blog_get_id (blog));
      return;
    }

  builder = json_builder_new ();
  add_json (builder, blog);
  leaf_cli_print_json (builder);
}

static void
print_list (GPtrArray *blogs)
{
  for (unsigned int i = 0; i < blogs->len; i++)
    {
      LeafBlog *blog = g_ptr_array_index (blogs, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, leaf_blog_get_id (blog));
      const char *user = leaf_blog_get_user (blog);

      leaf_cli_print_row (id, leaf_blog_get_name (blog), leaf_blog_get_system (blog),
                          leaf_blog_get_address (blog), user != NULL ? user : "-", NULL);
    }
}

static gboolean
run_list (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (GPtrArray) blogs = NULL;
  g_autoptr (JsonBuilder) builder = NULL;

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 0, 0, error) || !leaf_cli_read (cli, list_cb, &blogs, error))
    return FALSE;

  if (!cli->json)
    {
      print_list (blogs);
      return TRUE;
    }

  builder = json_builder_new ();
  json_builder_begin_array (builder);
  for (unsigned int i = 0; i < blogs->len; i++)
    add_json (builder, g_ptr_array_index (blogs, i));
  json_builder_end_array (builder);
  leaf_cli_print_json (builder);
  return TRUE;
}

static gpointer
check_blog (LeafCli *cli, gpointer data, GCancellable *cancellable, GError **error)
{
  return leaf_login_check (cli->library, data, cancellable, error) ? data : NULL;
}

/* On standard error: it is said to a person, and scripts read the number. */
void
leaf_cli_blog_tell_role (LeafBlog *blog)
{
  g_autofree char *role = leaf_role_dup_name (blog);
  g_autofree char *meaning = leaf_role_describe (blog);

  if (meaning != NULL)
    leaf_cli_message ("%s: %s", role != NULL ? role : leaf_blog_get_user (blog), meaning);
}

static gboolean
run_check (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (LeafBlog) blog = NULL;

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 0, 1, error))
    return FALSE;
  blog = leaf_cli_find_blog (cli, cli->words[0], error);
  if (blog == NULL)
    return FALSE;

  if (leaf_cli_run_in_thread (cli, check_blog, blog, error) == NULL)
    return FALSE;

  if (cli->json)
    leaf_cli_blog_print (cli, blog);
  else if (leaf_blog_get_user (blog) != NULL)
    {
      leaf_cli_print (_("“%s” answers, and “%s” may log in.\n"), leaf_blog_get_name (blog), leaf_blog_get_user (blog));
      leaf_cli_blog_tell_role (blog);
    }
  else
    leaf_cli_print (_("“%s” can be written.\n"), leaf_blog_get_name (blog));
  return TRUE;
}

static gboolean
run_show (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (LeafBlog) blog = NULL;

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 0, 1, error))
    return FALSE;
  blog = leaf_cli_find_blog (cli, cli->words[0], error);
  if (blog == NULL)
    return FALSE;

  if (cli->json)
    leaf_cli_blog_print (cli, blog);
  else
    {
      leaf_cli_print_field (_("Name"), leaf_blog_get_name (blog));
      leaf_cli_print_field (_("System"), leaf_blog_get_system (blog));
      leaf_cli_print_field (_("Address"), leaf_blog_get_address (blog));
      leaf_cli_print_field (_("User"), leaf_blog_get_user (blog));
      leaf_cli_blog_print_settings (blog);
    }
  return TRUE;
}

static gpointer
forget_password (LeafCli *cli, gpointer data, GCancellable *cancellable, GError **error)
{
  return leaf_credentials_remove (data, cancellable, error) ? data : NULL;
}

static gpointer
revoke_password (LeafCli *cli, gpointer data, GCancellable *cancellable, GError **error)
{
  return leaf_login_revoke (cli->library, data, FALSE, cancellable, error) ? data : NULL;
}

static gboolean
run_remove (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (LeafBlog) blog = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean revoke = FALSE;
  const GOptionEntry entries[] = {
    { "revoke", 0, 0, G_OPTION_ARG_NONE, &revoke, N_("Make the blog forget the application password first"), NULL },
    { NULL }
  };

  if (!leaf_cli_parse (cli, entries, NULL, argc, argv, 1, 1, error))
    return FALSE;
  blog = leaf_cli_find_blog (cli, cli->words[0], error);
  if (blog == NULL)
    return FALSE;
  /* While the password is still known; a blog that cannot be told stays. */
  if (revoke && leaf_cli_run_in_thread (cli, revoke_password, blog, error) == NULL)
    return FALSE;
  if (!leaf_cli_write (cli, remove_cb, blog, error))
    return FALSE;

  /* Without a Secret Service there is no password to forget. */
  if (leaf_blog_get_user (blog) != NULL &&
      leaf_cli_run_in_thread (cli, forget_password, blog, &local_error) == NULL &&
      !g_error_matches (local_error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_NO_PASSWORD))
    leaf_cli_message (_("The blog is removed, but its password could not be forgotten: %s"),
                      local_error->message);

  leaf_cli_message (_("“%s” is removed from Flyleaf; nothing on it was changed."), leaf_blog_get_name (blog));
  return TRUE;
}

const LeafCliVerb leaf_cli_blog_verbs[] = {
  { "blog", "add", N_("ADDRESS|FOLDER"), N_("Add a blog, or a folder for the embedded site"), LEAF_CLI_JSON,
    leaf_cli_blog_run_add },
  { "blog", "list", "", N_("List blogs"), LEAF_CLI_JSON, run_list },
  { "blog", "show", N_("[BLOG]"), N_("Show a blog and its settings"), LEAF_CLI_JSON, run_show },
  { "blog", "set", N_("BLOG KEY [VALUE]"), N_("Change a setting; without a value, back to its default"),
    LEAF_CLI_PLAIN, leaf_cli_blog_run_set },
  { "blog", "terms", N_("[BLOG]"), N_("List the categories and tags of a blog"), LEAF_CLI_JSON, leaf_cli_blog_run_terms },
  { "blog", "map", N_("BLOG [GENRE [TERM…]]"), N_("Say what becomes of a genre there; without a term, one of its name"),
    LEAF_CLI_PLAIN, leaf_cli_blog_run_map },
  { "blog", "check", N_("[BLOG]"), N_("Does the blog answer, and is the log-in good?"), LEAF_CLI_JSON, run_check },
  { "blog", "remove", N_("BLOG"), N_("Remove a blog from Flyleaf"), LEAF_CLI_PLAIN, run_remove },
  { NULL }
};
