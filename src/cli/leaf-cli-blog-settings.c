/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-private.h"

#include "leaf-abilities.h"
#include "leaf-blog-settings.h"
#include "leaf-blogs.h"
#include "leaf-cli-blog-private.h"
#include "leaf-cli-template-private.h"
#include "leaf-pattern.h"

#include <glib/gi18n.h>

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

static char *
list_keys (void)
{
  GString *keys = g_string_new ("name");
  unsigned int n_settings;
  const LeafBlogSetting *settings = leaf_blog_setting_list (&n_settings);

  for (unsigned int i = 0; i < n_settings; i++)
    g_string_append_printf (keys, ", %s", settings[i].key);

  return g_string_free (keys, FALSE);
}

static void
set_wrong_word (const LeafBlogSetting *setting, const char *value, GError **error)
{
  g_autofree char *word = leaf_blog_setting_find_wrong (setting, value);
  g_autofree char *known = g_strjoinv (", ", (char **) setting->values);

  if (g_strv_contains (setting->values, word))
    g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("“%s” is there twice."), word);
  else if (setting->kind == LEAF_SETTING_STORES)
    g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
                 _("“%s” is no store; these are: %s. One of your own is NAME=https://… with {isbn} in it."), word, known);
  else
    g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("“%s” is no part of a post; these are: %s."), word,
                 known);
}

/* A placeholder that means nothing would stand in every post. */
static gboolean
check_pattern (const char *value, GError **error)
{
  g_autofree char *unknown = leaf_pattern_find_unknown (value);
  g_autofree char *known = NULL;

  if (unknown == NULL)
    return TRUE;

  known = g_strjoinv (", ", (char **) leaf_pattern_list_names ());
  g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("“%s” stands for nothing; what may be in braces: %s."),
               unknown, known);
  return FALSE;
}

static gboolean
check_value (const LeafBlogSetting *setting, const char *value, GError **error)
{
  g_autofree char *values = setting->values != NULL ? g_strjoinv (", ", (char **) setting->values) : NULL;

  if (setting->kind == LEAF_SETTING_PATTERN)
    return check_pattern (value, error);
  if (leaf_blog_setting_accepts (setting, value))
    return TRUE;

  switch (setting->kind)
    {
    case LEAF_SETTING_LIST:
    case LEAF_SETTING_STORES:
      set_wrong_word (setting, value, error);
      break;
    case LEAF_SETTING_CHOICE:
      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("“%s” is one of: %s."), setting->key, values);
      break;
    case LEAF_SETTING_PIXELS:
      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("“%s” is a number of pixels from %d to %d."),
                   setting->key, LEAF_SETTING_MIN_PIXELS, LEAF_SETTING_MAX_PIXELS);
      break;
    case LEAF_SETTING_LANGUAGE:
      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("“%s” is no language; write it as in: en, de, pt-BR."),
                   value);
      break;
    case LEAF_SETTING_ADDRESS:
      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
                   _("“%s” is not where readers find a site; write the whole address, as in: https://example.com/books/."), value);
      break;
    case LEAF_SETTING_TEXT:
    case LEAF_SETTING_PATTERN:
    case LEAF_SETTING_TEMPLATE: /* was found by its name, and is a number */
    default:
      g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("The value is not UTF-8."));
    }
  return FALSE;
}

static gboolean
check_setting (const char *key, const char *value, GError **error)
{
  const LeafBlogSetting *setting = leaf_blog_setting_find (key);

  if (g_str_equal (key, "name"))
    {
      if (value != NULL && *value != '\0')
        return TRUE;
      g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("A blog needs a name."));
      return FALSE;
    }
  if (setting == NULL)
    {
      g_autofree char *keys = list_keys ();

      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("“%s” is no setting; these are: %s."), key, keys);
      return FALSE;
    }

  return value == NULL || check_value (setting, value, error);
}

/* One that does nothing there would be a promise that is not kept. */
static gboolean
check_effect (LeafBlog *blog, const char *key, GError **error)
{
  if (leaf_abilities_use_setting (leaf_publisher_find_flags (blog), key))
    return TRUE;

  g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
               _("“%s” has no effect on “%s”; “flyleaf blog show” lists the settings that have one there."), key,
               leaf_blog_get_name (blog));
  return FALSE;
}

/* Of a template, which she calls by its name or number, the number is kept. */
static char *
find_template (LeafCli *cli, LeafBlog *blog, const char *text, GError **error)
{
  g_autoptr (LeafTemplate) template = leaf_cli_find_template (cli, text, error);

  if (template == NULL)
    return NULL;
  if (template->blog != 0 && template->blog != leaf_blog_get_id (blog))
    {
      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("“%s” is a template of “%s”, which is another blog."), template->name,
                   template->blog_name);
      return NULL;
    }

  return g_strdup_printf ("%" G_GINT64_FORMAT, template->id);
}

gboolean
leaf_cli_blog_is_setting (const char *key)
{
  return leaf_blog_setting_find (key) != NULL;
}

/* All that can be set there, with what holds. */
void
leaf_cli_blog_print_settings (LeafBlog *blog)
{
  LeafPublisherFlags flags = leaf_publisher_find_flags (blog);
  unsigned int n_settings;
  const LeafBlogSetting *settings = leaf_blog_setting_list (&n_settings);

  for (unsigned int i = 0; i < n_settings; i++)
    if (leaf_abilities_use_setting (flags, settings[i].key))
      leaf_cli_print_field (settings[i].key, leaf_blog_get_setting (blog, settings[i].key));
}

gboolean
leaf_cli_blog_run_set (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (LeafBlog) blog = NULL;
  g_autofree char *template = NULL;
  gboolean is_template;
  Change change = { 0 };

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 2, 3, error))
    return FALSE;

  change.key = cli->words[1];
  change.value = cli->words[2];
  is_template = g_str_equal (change.key, LEAF_BLOG_SETTING_TEMPLATE) && change.value != NULL;
  if (!is_template && !check_setting (change.key, change.value, error))
    return FALSE;

  blog = leaf_cli_find_blog (cli, cli->words[0], error);
  if (blog == NULL || (change.value != NULL && !check_effect (blog, change.key, error)))
    return FALSE;

  if (is_template)
    change.value = template = find_template (cli, blog, change.value, error);
  if (is_template && template == NULL)
    return FALSE;

  change.blog = leaf_blog_get_id (blog);
  return leaf_cli_write (cli, set_cb, &change, error);
}
