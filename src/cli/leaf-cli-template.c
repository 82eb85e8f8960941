/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-private.h"

#include "leaf-cli-template-private.h"
#include "leaf-document-html.h"

#include <glib/gi18n.h>

typedef struct {
  char *from;
  char *format;
  char *review;
  char *blog;
  char *name;

  LeafTemplate *template;
} Fields;

static void
fields_clear (Fields *fields)
{
  g_free (fields->from);
  g_free (fields->format);
  g_free (fields->review);
  g_free (fields->blog);
  g_free (fields->name);
  leaf_template_free (fields->template);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fields, fields_clear)

static gboolean
parse_fields (LeafCli *cli, Fields *fields, int argc, char **argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "from", 'f', 0, G_OPTION_ARG_FILENAME, &fields->from,
      N_("The text, from a file of type .html, .md or .txt; - is standard input"), N_("FILE") },
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &fields->format, N_("What the text is: html, markdown or text"),
      N_("FORMAT") },
    { "review", 0, 0, G_OPTION_ARG_FILENAME, &fields->review, N_("The text, from a review"), N_("REVIEW") },
    { "blog", 'b', 0, G_OPTION_ARG_FILENAME, &fields->blog, N_("For this blog alone"), N_("BLOG") },
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &fields->name, N_("Another name"), N_("NAME") },
    { NULL }
  };

  return leaf_cli_parse (cli, entries, NULL, argc, argv, 1, 1, error);
}

/* The text that the options name, as HTML; NULL without error when they name none. */
static char *
read_html (LeafCli *cli, const Fields *fields, GError **error)
{
  g_autoptr (LeafDocument) document = NULL;

  if (fields->from != NULL && fields->review != NULL)
    {
      g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
                           _("The text comes from a file or from a review, not from both."));
      return NULL;
    }
  if (fields->from != NULL)
    document = leaf_cli_read_document (fields->from, fields->format, error);
  else if (fields->review != NULL)
    {
      g_autoptr (LeafReview) review = leaf_cli_find_review (cli, fields->review, error);

      if (review != NULL)
        document = leaf_document_ref (leaf_review_get_document (review));
    }

  return document != NULL ? leaf_document_to_html (document) : NULL;
}

static gboolean
list_cb (LeafDb *db, gpointer data, GError **error)
{
  GPtrArray **templates = data;

  return (*templates = leaf_templates_list (db, 0, error)) != NULL;
}

/* By its name, or by its number where several have the name. */
LeafTemplate *
leaf_cli_find_template (LeafCli *cli, const char *text, GError **error)
{
  g_autoptr (GPtrArray) templates = NULL;
  g_autofree char *folded = g_utf8_casefold (text, -1);
  gint64 id = 0;
  int found = -1;

  if (!leaf_cli_read (cli, list_cb, &templates, error))
    return NULL;

  leaf_cli_parse_id (text, &id);
  for (unsigned int i = 0; i < templates->len; i++)
    {
      const LeafTemplate *template = g_ptr_array_index (templates, i);
      g_autofree char *name = g_utf8_casefold (template->name, -1);

      if (template->id != id && !g_str_equal (name, folded))
        continue;
      if (found >= 0 && template->id != id)
        {
          g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_FAILED,
                       _("“%s” is the name of several templates; give the number of one of them."), text);
          return NULL;
        }
      found = (int) i;
    }
  if (found < 0)
    {
      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_FAILED, _("There is no template “%s”; “flyleaf template list” lists them."),
                   text);
      return NULL;
    }

  return g_ptr_array_steal_index (templates, (unsigned int) found);
}

static gboolean
save_cb (LeafDb *db, gpointer data, GError **error)
{
  return leaf_templates_save (db, data, error);
}

/* The blog that an option names goes into the template. */
static gboolean
take_blog (LeafCli *cli, const Fields *fields, LeafTemplate *template, GError **error)
{
  g_autoptr (LeafBlog) blog = NULL;

  if (fields->blog == NULL)
    return TRUE;
  if (*fields->blog == '\0')
    {
      template->blog = 0;
      return TRUE;
    }

  blog = leaf_cli_find_blog (cli, fields->blog, error);
  if (blog != NULL)
    template->blog = leaf_blog_get_id (blog);

  return blog != NULL;
}

static gboolean
save (LeafCli *cli, LeafTemplate *template, GError **error)
{
  if (*template->name == '\0')
    {
      g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("A template needs a name."));
      return FALSE;
    }
  if (!leaf_cli_write (cli, save_cb, template, error))
    return FALSE;

  leaf_cli_print ("%" G_GINT64_FORMAT "\n", template->id);
  return TRUE;
}

static gboolean
run_add (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_auto (Fields) fields = { 0 };
  g_autofree char *html = NULL;
  g_autoptr (GError) failure = NULL;

  if (!parse_fields (cli, &fields, argc, argv, error))
    return FALSE;
  html = read_html (cli, &fields, &failure);
  if (html == NULL)
    {
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      else
        g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
                             _("Say with --from or --review where the text comes from."));
      return FALSE;
    }

  fields.template = leaf_template_new (cli->words[0], html, 0);
  return take_blog (cli, &fields, fields.template, error) && save (cli, fields.template, error);
}

static gboolean
run_edit (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_auto (Fields) fields = { 0 };
  g_autofree char *html = NULL;
  g_autoptr (GError) failure = NULL;

  if (!parse_fields (cli, &fields, argc, argv, error) ||
      (fields.template = leaf_cli_find_template (cli, cli->words[0], error)) == NULL)
    return FALSE;
  html = read_html (cli, &fields, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  if (html != NULL)
    {
      g_free (fields.template->html);
      fields.template->html = g_steal_pointer (&html);
    }
  if (fields.name != NULL)
    {
      g_free (fields.template->name);
      fields.template->name = g_strdup (fields.name);
    }
  return take_blog (cli, &fields, fields.template, error) && save (cli, fields.template, error);
}

static gboolean
run_list (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (GPtrArray) templates = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 0, 0, error) || !leaf_cli_read (cli, list_cb, &templates, error))
    return FALSE;

  json_builder_begin_array (builder);
  for (unsigned int i = 0; i < templates->len; i++)
    {
      const LeafTemplate *template = g_ptr_array_index (templates, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, template->id);
      g_autofree char *blog = template->blog != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, template->blog) : g_strdup ("-");

      if (!cli->json)
        {
          leaf_cli_print_row (id, template->name, blog, NULL);
          continue;
        }
      json_builder_begin_object (builder);
      leaf_cli_json_int (builder, "id", template->id);
      leaf_cli_json_string (builder, "name", template->name);
      leaf_cli_json_int (builder, "blog", template->blog);
      leaf_cli_json_string (builder, "html", template->html);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  if (cli->json)
    leaf_cli_print_json (builder);
  return TRUE;
}

static gboolean
run_show (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (LeafTemplate) template = NULL;

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 1, 1, error) ||
      (template = leaf_cli_find_template (cli, cli->words[0], error)) == NULL)
    return FALSE;

  leaf_cli_print_text (template->html);
  return TRUE;
}

static gboolean
remove_cb (LeafDb *db, gpointer data, GError **error)
{
  const LeafTemplate *template = data;

  return leaf_templates_remove (db, template->id, error);
}

static gboolean
run_remove (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (LeafTemplate) template = NULL;

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 1, 1, error) ||
      (template = leaf_cli_find_template (cli, cli->words[0], error)) == NULL ||
      !leaf_cli_write (cli, remove_cb, template, error))
    return FALSE;

  leaf_cli_message (_("The template is removed; “flyleaf template restore %lld” brings it back."), (long long) template->id);
  return TRUE;
}

static gboolean
restore_cb (LeafDb *db, gpointer data, GError **error)
{
  return leaf_templates_restore (db, *(gint64 *) data, error);
}

static gboolean
run_restore (LeafCli *cli, int argc, char **argv, GError **error)
{
  gint64 id;

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 1, 1, error))
    return FALSE;
  if (!leaf_cli_parse_id (cli->words[0], &id))
    {
      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("“%s” is no number of a template."), cli->words[0]);
      return FALSE;
    }

  return leaf_cli_write (cli, restore_cb, &id, error);
}

const LeafCliVerb leaf_cli_template_verbs[] = {
  { "template", "add", N_("NAME"), N_("Keep a text that new reviews may begin with"), LEAF_CLI_PLAIN, run_add },
  { "template", "edit", N_("TEMPLATE"), N_("Change the text, the name or the blog of a template"), LEAF_CLI_PLAIN, run_edit },
  { "template", "list", "", N_("List templates"), LEAF_CLI_JSON, run_list },
  { "template", "show", N_("TEMPLATE"), N_("Show the text of a template"), LEAF_CLI_PLAIN, run_show },
  { "template", "remove", N_("TEMPLATE"), N_("Remove a template"), LEAF_CLI_PLAIN, run_remove },
  { "template", "restore", N_("NUMBER"), N_("Bring a removed template back"), LEAF_CLI_PLAIN, run_restore },
  { NULL }
};
