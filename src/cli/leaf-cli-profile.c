/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-private.h"

#include "leaf-pictures.h"
#include "leaf-profiles.h"

#include <glib/gi18n.h>

typedef struct {
  char *name;
  char *role;
  char *bio;
  char *picture_file;
  char *picture;
} Fields;

static void
fields_clear (Fields *fields)
{
  g_free (fields->name);
  g_free (fields->role);
  g_free (fields->bio);
  g_free (fields->picture_file);
  g_free (fields->picture);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fields, fields_clear)

static gboolean
set_cb (LeafDb *db, gpointer data, GError **error)
{
  Fields *fields = data;
  g_autoptr (LeafProfile) profile = leaf_profiles_load (db, error);

  if (profile == NULL)
    return FALSE;

  if (fields->name != NULL)
    leaf_profile_set_name (profile, g_strstrip (fields->name));
  if (fields->role != NULL)
    leaf_profile_set_role (profile, g_strstrip (fields->role));
  if (fields->bio != NULL)
    leaf_profile_set_bio (profile, g_strstrip (fields->bio));
  if (fields->picture_file != NULL)
    leaf_profile_set_picture (profile, fields->picture);

  return leaf_profiles_save (db, profile, error);
}

static gboolean
load_cb (LeafDb *db, gpointer data, GError **error)
{
  LeafProfile **profile = data;

  *profile = leaf_profiles_load (db, error);
  return *profile != NULL;
}

static gboolean
run_set (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_auto (Fields) fields = { 0 };
  const GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &fields.name, N_("Your name, as readers see it"), N_("TEXT") },
    { "role", 0, 0, G_OPTION_ARG_FILENAME, &fields.role, N_("What you are on the blog: Editor…"), N_("TEXT") },
    { "bio", 0, 0, G_OPTION_ARG_FILENAME, &fields.bio, N_("One line about you"), N_("TEXT") },
    { "picture", 0, 0, G_OPTION_ARG_FILENAME, &fields.picture_file, N_("Your picture"), N_("FILE") },
    { NULL }
  };

  if (!leaf_cli_parse (cli, entries, NULL, argc, argv, 0, 0, error))
    return FALSE;
  if (fields.name == NULL && fields.role == NULL && fields.bio == NULL && fields.picture_file == NULL)
    {
      g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
                           _("Say what to set: --name, --role, --bio or --picture."));
      return FALSE;
    }

  if (fields.picture_file != NULL && *fields.picture_file != '\0')
    {
      fields.picture = leaf_cli_add_picture (cli, fields.picture_file, error);
      if (fields.picture == NULL)
        return FALSE;
    }

  return leaf_cli_write (cli, set_cb, &fields, error);
}

static gboolean
run_show (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (LeafProfile) profile = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autofree char *picture = NULL;
  const char *sha256;

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 0, 0, error) || !leaf_cli_read (cli, load_cb, &profile, error))
    return FALSE;

  sha256 = leaf_profile_get_picture (profile);
  picture = sha256 != NULL ? leaf_pictures_get_path (cli->library, sha256) : NULL;
  if (!cli->json)
    {
      leaf_cli_print_field (_("Name"), leaf_profile_get_name (profile));
      leaf_cli_print_field (_("Role"), leaf_profile_get_role (profile));
      leaf_cli_print_field (_("Bio"), leaf_profile_get_bio (profile));
      leaf_cli_print_field (_("Picture"), picture);
      return TRUE;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  leaf_cli_json_string (builder, "name", leaf_profile_get_name (profile));
  leaf_cli_json_string (builder, "role", leaf_profile_get_role (profile));
  leaf_cli_json_string (builder, "bio", leaf_profile_get_bio (profile));
  leaf_cli_json_string (builder, "picture", sha256);
  leaf_cli_json_string (builder, "picture_file", picture);
  json_builder_end_object (builder);
  leaf_cli_print_json (builder);
  return TRUE;
}

const LeafCliVerb leaf_cli_profile_verbs[] = {
  { "profile", "set", "", N_("Change your profile, which the author box shows"), LEAF_CLI_PLAIN, run_set },
  { "profile", "show", "", N_("Show your profile"), LEAF_CLI_JSON, run_show },
  { NULL }
};
