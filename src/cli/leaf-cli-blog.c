/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-private.h"

#include "leaf-blogs.h"
#include "leaf-cli-blog-private.h"
#include "leaf-credentials.h"
#include "leaf-publisher.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
list_cb (LeafDb *db, gpointer data, GError **error)
{
  GPtrArray **blogs = data;

  *blogs = leaf_blogs_list (db, error);
  return *blogs != NULL;
}

/* What a check found out; the rest of the blog may have been changed in the window meanwhile. */
typedef struct {
  LeafBlog *before;
  LeafBlog *after;
} Found;

static gboolean
save_found_cb (LeafDb *db, gpointer data, GError **error)
{
  Found *found = data;
  g_autoptr (LeafBlog) blog = leaf_blogs_load (db, leaf_blog_get_id (found->after), error);
  g_auto (GStrv) keys = leaf_blog_list_settings (found->after);

  if (blog == NULL)
    return FALSE;

  if (!g_str_equal (leaf_blog_get_name (found->before), leaf_blog_get_name (found->after)))
    leaf_blog_set_name (blog, leaf_blog_get_name (found->after));
  for (unsigned int i = 0; keys[i] != NULL; i++)
    {
      const char *value = leaf_blog_get_setting (found->after, keys[i]);

      if (g_strcmp0 (value, leaf_blog_get_setting (found->before, keys[i])) != 0)
        leaf_blog_set_setting (blog, keys[i], value);
    }

  return leaf_blogs_save (db, blog, error);
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

/* The password as it is kept, or as FLYLEAF_PASSWORD has it; folders have none. */
static gpointer
check_blog (LeafCli *cli, gpointer data, GCancellable *cancellable, GError **error)
{
  LeafBlog *blog = data;
  g_autoptr (LeafPublisher) publisher = NULL;
  char *password = NULL;
  gboolean good;

  if (leaf_blog_get_user (blog) != NULL)
    {
      password = leaf_credentials_lookup (blog, cancellable, error);
      if (password == NULL)
        return NULL;
    }

  publisher = leaf_publisher_new (blog, cli->library, password, error);
  good = publisher != NULL && leaf_publisher_check (publisher, cancellable, error);
  leaf_credentials_free (password);
  return good ? blog : NULL;
}

static gboolean
run_check (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (LeafBlog) blog = NULL;
  g_autoptr (LeafBlog) before = NULL;
  Found found;

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 0, 1, error))
    return FALSE;
  blog = leaf_cli_find_blog (cli, cli->words[0], error);
  if (blog == NULL)
    return FALSE;

  before = leaf_blog_copy (blog);
  found = (Found){ before, blog };
  if (leaf_cli_run_in_thread (cli, check_blog, blog, error) == NULL ||
      !leaf_cli_write (cli, save_found_cb, &found, error))
    return FALSE;

  if (cli->json)
    leaf_cli_blog_print (cli, blog);
  else if (leaf_blog_get_user (blog) != NULL)
    leaf_cli_print (_("“%s” answers, and “%s” may log in.\n"), leaf_blog_get_name (blog), leaf_blog_get_user (blog));
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

static gboolean
run_remove (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (LeafBlog) blog = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 1, 1, error))
    return FALSE;
  blog = leaf_cli_find_blog (cli, cli->words[0], error);
  if (blog == NULL || !leaf_cli_write (cli, remove_cb, blog, error))
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
  { "blog", "check", N_("[BLOG]"), N_("Does the blog answer, and is the log-in good?"), LEAF_CLI_JSON, run_check },
  { "blog", "remove", N_("BLOG"), N_("Remove a blog from Flyleaf"), LEAF_CLI_PLAIN, run_remove },
  { NULL }
};
