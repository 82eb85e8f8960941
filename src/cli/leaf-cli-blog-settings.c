/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-private.h"

#include "leaf-blogs.h"
#include "leaf-cli-blog-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define STORES "bookshop", "amazon", "barnesandnoble", "librofm", "goodreads"

/* Settings that are hers to change; those that a check finds out are not among them. */
static const struct {
  const char *key;
  const char *const values[6]; /* empty: any text */
} settings[] = {
  { LEAF_BLOG_SETTING_TITLE, { NULL } },
  { LEAF_BLOG_SETTING_SLUG, { NULL } },
  { LEAF_BLOG_SETTING_FEATURED_ALT, { NULL } },
  { LEAF_BLOG_SETTING_COVER_ALT, { NULL } },
  { LEAF_BLOG_SETTING_LANGUAGE, { NULL } },
  { LEAF_BLOG_SETTING_STORES, { NULL } },
  { LEAF_BLOG_SETTING_AFFILIATE_PREFIX "bookshop", { NULL } },
  { LEAF_BLOG_SETTING_AFFILIATE_PREFIX "amazon", { NULL } },
  { LEAF_BLOG_SETTING_AFFILIATE_PREFIX "barnesandnoble", { NULL } },
  { LEAF_BLOG_SETTING_AFFILIATE_PREFIX "librofm", { NULL } },
  { LEAF_BLOG_SETTING_AFFILIATE_PREFIX "goodreads", { NULL } },
  { LEAF_BLOG_SETTING_AMAZON_DOMAIN, { NULL } },
  { LEAF_BLOG_SETTING_DISCLOSURE, { "above", "end" } },
  { LEAF_BLOG_SETTING_DISCLOSURE_AFFILIATE, { NULL } },
  { LEAF_BLOG_SETTING_DISCLOSURE_AMAZON, { NULL } },
  { LEAF_BLOG_SETTING_DISCLOSURE_FREE_COPY, { NULL } },
  { LEAF_BLOG_SETTING_GENRES_AS, { "tags", "categories" } },
  { LEAF_BLOG_SETTING_AUTHOR_BOX, { "true", "false" } },
  { LEAF_BLOG_SETTING_STATUS, { "publish", "draft" } },
  { LEAF_BLOG_SETTING_PUBLIC_ADDRESS, { NULL } },
};

typedef struct {
  gint64 blog;
  const char *key;
  const char *value;
} Change;

static gboolean
set_cb (LeafDb *db, gpointer data, GError **error)
{
  const Change *change = data;
  g_autoptr (LeafBlog) blog = leaf_blogs_load (db, change->blog, error);

  if (blog == NULL)
    return FALSE;

  if (g_str_equal (change->key, "name"))
    leaf_blog_set_name (blog, change->value);
  else
    leaf_blog_set_setting (blog, change->key, change->value);
  return leaf_blogs_save (db, blog, error);
}

static int
find_setting (const char *key)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (settings); i++)
    if (g_str_equal (settings[i].key, key))
      return (int) i;

  return -1;
}

static char *
list_keys (void)
{
  GString *keys = g_string_new ("name");

  for (unsigned int i = 0; i < G_N_ELEMENTS (settings); i++)
    g_string_append_printf (keys, ", %s", settings[i].key);

  return g_string_free (keys, FALSE);
}

static gboolean
check_stores (const char *value, GError **error)
{
  static const char *const stores[] = { STORES, NULL };
  g_auto (GStrv) names = g_strsplit (value, ",", -1);

  for (unsigned int i = 0; *value != '\0' && names[i] != NULL; i++)
    if (!g_strv_contains (stores, g_strstrip (names[i])))
      {
        g_autofree char *known = g_strjoinv (", ", (char **) stores);

        g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("“%s” is no store; these are: %s."), names[i],
                     known);
        return FALSE;
      }

  return TRUE;
}

static gboolean
check_setting (const char *key, const char *value, GError **error)
{
  int index = find_setting (key);

  if (g_str_equal (key, "name"))
    {
      if (value != NULL && *value != '\0')
        return TRUE;
      g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("A blog needs a name."));
      return FALSE;
    }
  if (index < 0)
    {
      g_autofree char *keys = list_keys ();

      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("“%s” is no setting; these are: %s."), key, keys);
      return FALSE;
    }

  if (value == NULL)
    return TRUE;
  if (g_str_equal (key, LEAF_BLOG_SETTING_STORES))
    return check_stores (value, error);
  if (settings[index].values[0] == NULL || g_strv_contains (settings[index].values, value))
    return TRUE;

  {
    g_autofree char *values = g_strjoinv (", ", (char **) settings[index].values);

    g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("“%s” is one of: %s."), key, values);
  }
  return FALSE;
}

gboolean
leaf_cli_blog_is_setting (const char *key)
{
  return find_setting (key) >= 0;
}

/* All that can be set, with what holds. */
void
leaf_cli_blog_print_settings (LeafBlog *blog)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (settings); i++)
    leaf_cli_print_field (settings[i].key, leaf_blog_get_setting (blog, settings[i].key));
}

gboolean
leaf_cli_blog_run_set (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (LeafBlog) blog = NULL;
  Change change = { 0 };

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 2, 3, error))
    return FALSE;

  change.key = cli->words[1];
  change.value = cli->words[2];
  if (!check_setting (change.key, change.value, error))
    return FALSE;

  blog = leaf_cli_find_blog (cli, cli->words[0], error);
  if (blog == NULL)
    return FALSE;

  change.blog = leaf_blog_get_id (blog);
  return leaf_cli_write (cli, set_cb, &change, error);
}
