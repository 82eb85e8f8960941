/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-private.h"

#include "leaf-blogs.h"
#include "leaf-cli-blog-private.h"
#include "leaf-credentials.h"
#include "leaf-discovery.h"
#include "leaf-publisher.h"
#include "leaf-site-folder.h"

#include <glib/gi18n.h>

typedef struct {
  char *address;
  const char *user;
  const char *password;
  LeafGrant *grant; /* handed out by the blog in this call, or NULL */
  GError *failure;  /* why it is of no use */
} Login;

static char *
get_password (Login *login, gboolean *from_environment, GError **error)
{
  const char *value = leaf_credentials_get_environment ();
  g_autofree char *question = NULL;

  *from_environment = value != NULL;
  if (*from_environment)
    return g_strdup (value);

  question = g_strdup_printf (_("Application password of “%s” at %s:"), login->user, login->address);
  return leaf_cli_read_password (question, error);
}

static gpointer
discover (LeafCli *cli, gpointer data, GCancellable *cancellable, GError **error)
{
  const Login *login = data;

  if (login->grant != NULL)
    return leaf_discover_granted (cli->library, login->address, login->grant, cancellable, error);
  return leaf_discover_blog (cli->library, login->address, login->user, login->password, cancellable, error);
}

typedef struct {
  LeafBlog *blog;
  const char *name; /* that she gave it in this call, or NULL */
} Save;

/* The same blog and user added again is a new log-in: number, password slot and settings stay, and so does the name of a
 * folder, which has none to tell. */
static gboolean
save_cb (LeafDb *db, gpointer data, GError **error)
{
  const Save *wanted = data;
  LeafBlog *blog = wanted->blog;
  g_autoptr (GPtrArray) blogs = leaf_blogs_list (db, error);

  if (blogs == NULL)
    return FALSE;

  for (unsigned int i = 0; i < blogs->len; i++)
    {
      LeafBlog *old = g_ptr_array_index (blogs, i);
      g_auto (GStrv) keys = NULL;

      if (!g_str_equal (leaf_blog_get_address (old), leaf_blog_get_address (blog)) ||
          g_strcmp0 (leaf_blog_get_user (old), leaf_blog_get_user (blog)) != 0)
        continue;

      leaf_blog_set_id (blog, leaf_blog_get_id (old));
      leaf_blog_set_uuid (blog, leaf_blog_get_uuid (old));
      if (wanted->name == NULL && (leaf_publisher_find_flags (blog) & LEAF_PUBLISHER_OWN_SITE) != 0)
        leaf_blog_set_name (blog, leaf_blog_get_name (old));
      keys = leaf_blog_list_settings (old);
      for (unsigned int j = 0; keys[j] != NULL; j++)
        if (leaf_cli_blog_is_setting (keys[j]))
          leaf_blog_set_setting (blog, keys[j], leaf_blog_get_setting (old, keys[j]));
      break;
    }

  return leaf_blogs_save (db, blog, error);
}

typedef struct {
  LeafBlog *blog;
  const char *password;
} Secret;

static gpointer
store_password (LeafCli *cli, gpointer data, GCancellable *cancellable, GError **error)
{
  const Secret *secret = data;

  return leaf_credentials_store (secret->blog, secret->password, cancellable, error) ? data : NULL;
}

/* The blog is good without it: FLYLEAF_PASSWORD does the same, one call at a time. */
static void
keep_password (LeafCli *cli, LeafBlog *blog, const char *password, gboolean from_environment)
{
  g_autoptr (GError) error = NULL;
  Secret secret = { blog, password };

  if (from_environment)
    leaf_cli_message (_("The blog is added. Its password is not kept: give it in FLYLEAF_PASSWORD each time, "
                        "or add the blog again without FLYLEAF_PASSWORD."));
  else if (leaf_cli_run_in_thread (cli, store_password, &secret, &error) == NULL)
    leaf_cli_message (_("The blog is added, but its password is not kept: give it in FLYLEAF_PASSWORD each time. "
                        "This is why: %s"), error->message);
}

/* Nobody will use it; what is left to do is added to what failed. */
static gpointer
give_back (LeafCli *cli, gpointer data, GCancellable *cancellable, GError **error)
{
  Login *login = data;

  leaf_discover_give_back (cli->library, login->address, login->grant, &login->failure);
  return login;
}

static gboolean
save (LeafCli *cli, Login *login, LeafBlog *blog, const char *name, GError **error)
{
  Save data = { blog, name };

  if (leaf_cli_write (cli, save_cb, &data, &login->failure))
    return TRUE;

  if (login->grant != NULL)
    leaf_cli_run_in_thread (cli, give_back, login, NULL);
  g_propagate_error (error, g_steal_pointer (&login->failure));
  return FALSE;
}

static gboolean
add_address (LeafCli *cli, Login *login, const char *name, GError **error)
{
  g_autoptr (LeafBlog) blog = NULL;
  gboolean from_environment = FALSE;
  char *password = NULL;

  if (login->grant != NULL)
    password = g_strdup (login->grant->password);
  else if (login->user != NULL)
    {
      password = get_password (login, &from_environment, error);
      if (password == NULL)
        return FALSE;
      login->password = password;
    }

  blog = leaf_cli_run_in_thread (cli, discover, login, error);
  if (blog != NULL && name != NULL)
    leaf_blog_set_name (blog, name);

  if (blog != NULL && save (cli, login, blog, name, error))
    {
      if (password != NULL)
        keep_password (cli, blog, password, from_environment);
      leaf_cli_blog_print (cli, blog);
      leaf_cli_blog_tell_role (blog);
    }
  else
    g_clear_object (&blog);

  leaf_credentials_free (password);
  return blog != NULL;
}

static gboolean
check_words (const char *typed, gboolean is_folder, const char *user, gboolean authorize, GError **error)
{
  if (!is_folder && user == NULL && !authorize)
    g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
                         _("Say with --user who logs in, with an application password, or log in with a browser by --authorize."));
  else if (is_folder && (user != NULL || authorize))
    g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("“%s” is a folder: nobody logs in there."), typed);
  else
    return TRUE;

  return FALSE;
}

gboolean
leaf_cli_blog_run_add (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *user = NULL;
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;
  gboolean authorize = FALSE;
  const GOptionEntry entries[] = {
    { "user", 'u', 0, G_OPTION_ARG_FILENAME, &user, N_("Who logs in"), N_("NAME") },
    { "authorize", 0, 0, G_OPTION_ARG_NONE, &authorize, N_("Show the address where the blog hands out a password"), NULL },
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &name, N_("How the blog is called; by default as it says itself"),
      N_("TEXT") },
    { NULL }
  };
  Login login = { NULL };
  gboolean added = FALSE;

  if (!leaf_cli_parse (cli, entries, NULL, argc, argv, 1, 1, error))
    return FALSE;

  folder = leaf_site_folder_dup_typed (cli->words[0]);
  if (!check_words (cli->words[0], folder != NULL, user, authorize, error) || !leaf_cli_open (cli, error))
    return FALSE;

  login.address = g_strdup (folder != NULL ? folder : cli->words[0]);
  login.user = user;
  if (authorize)
    login.grant = leaf_cli_blog_authorize (cli, &login.address, user, error);
  if (!authorize || login.grant != NULL)
    added = add_address (cli, &login, name, error);
  leaf_grant_free (login.grant);
  g_free (login.address);

  return added;
}
