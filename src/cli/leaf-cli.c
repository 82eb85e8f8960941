/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-private.h"

#include <glib/gi18n.h>
#include <stdio.h>

#define EXIT_DONE   0
#define EXIT_FAILED 1
#define EXIT_USAGE  2

G_DEFINE_QUARK (leaf-cli-error-quark, leaf_cli_error)

static const LeafCliVerb *const groups[] = {
  leaf_cli_book_verbs,
  leaf_cli_quote_verbs,
  leaf_cli_review_verbs,
  leaf_cli_template_verbs,
  leaf_cli_blog_verbs,
  leaf_cli_profile_verbs,
  leaf_cli_publish_verbs,
  leaf_cli_outbox_verbs,
  leaf_cli_check_verbs,
};

static char *
dup_verb_name (const LeafCliVerb *verb)
{
  return g_strjoin (" ", "flyleaf", verb->group, verb->name, NULL);
}

static gboolean
is_help (const char *word)
{
  return g_str_equal (word, "--help") || g_str_equal (word, "-h");
}

static void
append_verb_line (GString *help, const LeafCliVerb *verb)
{
  const char *parameters = *verb->parameters != '\0' ? _(verb->parameters) : NULL;
  g_autofree char *name = verb->name != NULL
                            ? g_strjoin (" ", "flyleaf", verb->group, verb->name, parameters, NULL)
                            : g_strjoin (" ", "flyleaf", verb->group, parameters, NULL);
  int padding = MAX (0, 30 - (int) g_utf8_strlen (name, -1));

  g_string_append_printf (help, "  %s%*s  %s\n", name, padding, "", _(verb->summary));
}

/* All verbs, or those of one group. */
static char *
dup_help (const char *group)
{
  GString *help = g_string_new (NULL);

  for (unsigned int i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const LeafCliVerb *verb = groups[i]; verb->group != NULL; verb++)
      if (group == NULL || g_str_equal (verb->group, group))
        append_verb_line (help, verb);

  return g_string_free (help, FALSE);
}

/* The verb that begins the line, and how many words it takes. */
static const LeafCliVerb *
find_verb (int argc, char **argv, int *n_words)
{
  const LeafCliVerb *own = NULL;

  for (unsigned int i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const LeafCliVerb *verb = groups[i]; verb->group != NULL; verb++)
      {
        if (!g_str_equal (verb->group, argv[0]))
          continue;
        if (verb->name == NULL)
          own = verb;
        else if (argc > 1 && g_str_equal (verb->name, argv[1]))
          {
            *n_words = 2;
            return verb;
          }
      }

  *n_words = 1;
  return own;
}

static int
report_unknown (int argc, char **argv)
{
  g_autofree char *help = dup_help (argv[0]);

  if (argc > 1 && is_help (argv[1]))
    {
      leaf_cli_print ("%s\n%s", _("Usage:"), help);
      return EXIT_DONE;
    }

  if (argc > 1)
    leaf_cli_message (_("There is no “flyleaf %s %s”. These are known:"), argv[0], argv[1]);
  else
    leaf_cli_message (_("“flyleaf %s” needs to know what to do. These are known:"), argv[0]);
  g_printerr ("%s", help);
  return EXIT_USAGE;
}

/* Arguments are bytes; everything inside is UTF-8, in a C locale (cron) too. */
static gboolean
make_utf8 (int argc, char **argv, GPtrArray *words)
{
  for (int i = 0; i < argc; i++)
    {
      char *word = g_utf8_validate (argv[i], -1, NULL) ? g_strdup (argv[i])
                                                        : g_locale_to_utf8 (argv[i], -1, NULL, NULL, NULL);

      if (word == NULL)
        {
          leaf_cli_message (_("An argument is not text that Flyleaf can read; it has to be UTF-8."));
          return FALSE;
        }
      g_ptr_array_add (words, word);
    }

  g_ptr_array_add (words, NULL);
  return TRUE;
}

static int
report_error (LeafCli *cli, const GError *error)
{
  leaf_cli_message ("%s", error->message);
  if (!g_error_matches (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE))
    return EXIT_FAILED;

  {
    g_autofree char *name = dup_verb_name (cli->verb);

    g_printerr (_("Try “%s --help”."), name);
    g_printerr ("\n");
  }
  return EXIT_USAGE;
}

/**
 * leaf_cli_is_verb:
 * @word: the first word of the command line
 *
 * Tells whether the command line is for leaf_cli_run() or for the window.
 *
 * Returns: whether @word is a verb
 */
gboolean
leaf_cli_is_verb (const char *word)
{
  g_return_val_if_fail (word != NULL, FALSE);

  for (unsigned int i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const LeafCliVerb *verb = groups[i]; verb->group != NULL; verb++)
      if (g_str_equal (verb->group, word))
        return TRUE;

  return FALSE;
}

/**
 * leaf_cli_dup_help:
 *
 * Lists the verbs, a line each, for `flyleaf --help`.
 *
 * Returns: (transfer full): the list
 */
char *
leaf_cli_dup_help (void)
{
  return dup_help (NULL);
}

/**
 * leaf_cli_run:
 * @library_path: (nullable): the file of the library, or %NULL for the default one
 * @argc: how many words
 * @argv: (array length=argc): the words, beginning with the verb
 *
 * Does what a verb says, without a display. Results are printed on standard output, messages on
 * standard error.
 *
 * Returns: the exit status: 0 done, 1 failed, 2 wrong usage
 */
int
leaf_cli_run (const char *library_path, int argc, char **argv)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  LeafCli cli = { .library_path = library_path };
  gboolean done;
  int n_words;

  g_return_val_if_fail (argc > 0, EXIT_USAGE);

  if (!make_utf8 (argc, argv, words))
    return EXIT_USAGE;

  argv = (char **) words->pdata;
  cli.verb = find_verb (argc, argv, &n_words);
  if (cli.verb == NULL)
    return report_unknown (argc, argv);

  done = cli.verb->run (&cli, argc - n_words, argv + n_words, &error) || cli.helped;
  if (done)
    done = leaf_cli_flush (&error);

  if (cli.library != NULL)
    leaf_library_close (cli.library);
  g_clear_object (&cli.library);
  g_clear_pointer (&cli.words, g_strfreev);

  return done ? EXIT_DONE : report_error (&cli, error);
}

static gboolean
check_words (LeafCli *cli, unsigned int min_words, unsigned int max_words, GError **error)
{
  if (cli->n_words < min_words)
    {
      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("Something is missing: %s."),
                   _(cli->verb->parameters));
      return FALSE;
    }

  if (cli->n_words > max_words)
    {
      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
                   _("“%s” is too much. Put quotes around what has spaces in it."),
                   cli->words[max_words]);
      return FALSE;
    }

  return TRUE;
}

/* Reads the options of a verb and leaves the other words in cli->words. FALSE without an error when
 * --help was asked for and is printed. Strings are to be G_OPTION_ARG_FILENAME: GLib would convert
 * others from the locale, and they are UTF-8 here already. Callbacks get `data`. */
gboolean
leaf_cli_parse (LeafCli *cli, const GOptionEntry *entries, gpointer data, int argc, char **argv,
                unsigned int min_words, unsigned int max_words, GError **error)
{
  g_autofree char *taken = NULL; /* main() has taken it off the line */
  gboolean help = FALSE;
  const char *parameters = *cli->verb->parameters != '\0' ? cli->verb->parameters : NULL;
  const GOptionEntry common[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_("Show this help"), NULL },
    { "library", 0, 0, G_OPTION_ARG_FILENAME, &taken, N_("Use this library"), N_("PATH") },
    { "json", 0, cli->verb->flags & LEAF_CLI_JSON ? 0 : G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &cli->json,
      N_("Print JSON, for other programs"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &cli->words, NULL, parameters },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autofree char *name = dup_verb_name (cli->verb);
  g_auto (GStrv) words = g_new0 (char *, argc + 2);
  g_autoptr (GError) parse_error = NULL;
  GOptionGroup *group;
  gboolean parsed;

  words[0] = g_strdup (name);
  for (int i = 0; i < argc; i++)
    words[i + 1] = g_strdup (argv[i]);

  g_set_prgname (name);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _(cli->verb->summary));
  group = g_option_group_new ("main", NULL, NULL, data, NULL);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  if (entries != NULL)
    g_option_group_add_entries (group, entries);
  g_option_group_add_entries (group, common);
  g_option_context_set_main_group (context, group);
  parsed = g_option_context_parse_strv (context, &words, &parse_error);

  if (help)
    {
      g_autofree char *text = g_option_context_get_help (context, FALSE, NULL);

      leaf_cli_print ("%s", text);
      cli->helped = TRUE;
      return FALSE;
    }

  if (!parsed)
    {
      g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, parse_error->message);
      return FALSE;
    }

  if (cli->words == NULL)
    cli->words = g_new0 (char *, 1);
  cli->n_words = g_strv_length (cli->words);
  if (cli->json && !(cli->verb->flags & LEAF_CLI_JSON))
    {
      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("“%s” has no --json."), name);
      return FALSE;
    }

  return check_words (cli, min_words, max_words, error);
}

gboolean
leaf_cli_open (LeafCli *cli, GError **error)
{
  g_autofree char *path = NULL;

  if (cli->library != NULL)
    return TRUE;

  path = cli->library_path != NULL ? g_strdup (cli->library_path) : leaf_library_default_path ();
  cli->library = leaf_library_open (path, error);
  return cli->library != NULL;
}

gboolean
leaf_cli_read (LeafCli *cli, LeafLibraryFunc func, gpointer data, GError **error)
{
  return leaf_cli_open (cli, error) &&
         leaf_library_run (cli->library, LEAF_LIBRARY_READ, func, data, error);
}

gboolean
leaf_cli_write (LeafCli *cli, LeafLibraryFunc func, gpointer data, GError **error)
{
  return leaf_cli_open (cli, error) &&
         leaf_library_run (cli->library, LEAF_LIBRARY_WRITE, func, data, error);
}
