/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "flyleaf"

#include "config.h"

#include "leaf-application.h"
#include "leaf-authorization.h"
#include "leaf-cli.h"
#include "leaf-credentials.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#define EXIT_USAGE 2

static void
init_locale (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static void
remove_words (int *argc, char **argv, int first, int n_words)
{
  for (int i = first; i + n_words <= *argc; i++)
    argv[i] = argv[i + n_words]; /* the final NULL as well */
  *argc -= n_words;
}

/* Takes --library PATH off the line, wherever it stands, so that neither GTK nor the verbs meet it. The
 * last one wins. An absolute path, as the window may live in a process with another folder. */
static gboolean
take_library (int *argc, char **argv, char **path)
{
  int i = 1;

  while (i < *argc && strcmp (argv[i], "--") != 0)
    {
      const char *value;
      int n_words;

      if (g_str_has_prefix (argv[i], "--library="))
        {
          value = argv[i] + strlen ("--library=");
          n_words = 1;
        }
      else if (strcmp (argv[i], "--library") == 0)
        {
          value = argv[i + 1];
          n_words = 2;
        }
      else
        {
          i++;
          continue;
        }

      if (value == NULL || *value == '\0')
        return FALSE;
      g_free (*path);
      *path = g_canonicalize_filename (value, NULL);
      remove_words (argc, argv, i, n_words);
    }

  return TRUE;
}

/* An answer of a browser holds a password, and anybody on this machine can read a command line (/proc/PID/cmdline). It is
 * wiped there as the first thing this program does; measured, that is some 20 ms after it was started, which is what the
 * dynamic linker takes. Started by D-Bus, as the desktop does it, there is no command line. */
static void
hide_answers (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    if (leaf_authorization_is_answer (argv[i]))
      {
        char *copy = g_strdup (argv[i]);

        explicit_bzero (argv[i], strlen (argv[i]));
        argv[i] = copy; /* as long as the program */
      }
}

static int
print_help (void)
{
  g_autofree char *verbs = leaf_cli_dup_help ();

  fprintf (stdout, "%s\n  flyleaf [%s] [%s]\n\n%s\n%s\n", _("Usage:"), _("OPTION…"), _("FILE…"),
           _("Without a verb the window opens. The verbs work without a display:"), verbs);
  fprintf (stdout,
           "%s\n"
           "  --library PATH  %s\n"
           "  --version       %s\n"
           "  --help          %s\n\n"
           "%s\n",
           _("Options:"), _("Use this library file, with the window and with every verb"),
           _("Show the version"), _("Show this help"),
           _("“flyleaf VERB --help” tells more about a verb. BOOK and REVIEW are a number, a UUID, an ISBN or "
             "words of the title."));
  return fflush (stdout) == 0 ? 0 : 1;
}

/* What GApplication itself understands; the desktop starts the service so. */
static gboolean
is_unknown_option (const char *word)
{
  return *word == '-' && strcmp (word, "--") != 0 && strcmp (word, "--gapplication-service") != 0;
}

/* A word that is nothing but a word, and no file that is there, is a verb spelt wrong. */
static gboolean
is_unknown_verb (const char *word)
{
  return *word != '-' && strpbrk (word, "/.:") == NULL && !g_file_test (word, G_FILE_TEST_EXISTS);
}

static int
fail_usage (const char *message)
{
  g_printerr ("flyleaf: %s\n%s\n", message, _("Try “flyleaf --help”."));
  return EXIT_USAGE;
}

int
main (int argc, char **argv)
{
  g_autofree char *library_path = NULL;
  g_autoptr (LeafApplication) application = NULL;

  /* Before anything can start a thread or another program. */
  hide_answers (argc, argv);
  leaf_credentials_take_environment ();
  init_locale ();

  if (!take_library (&argc, argv, &library_path))
    return fail_usage (_("--library needs the path of a library."));

  if (argc > 1 && leaf_cli_is_verb (argv[1]))
    return leaf_cli_run (library_path, argc - 1, argv + 1);
  if (argc > 1 && (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 || strcmp (argv[1], "help") == 0))
    return print_help ();
  if (argc > 1 && strcmp (argv[1], "--version") == 0)
    {
      puts ("flyleaf " PACKAGE_VERSION);
      return 0;
    }
  if (argc > 1 && is_unknown_option (argv[1]))
    {
      g_autofree char *message = g_strdup_printf (_("There is no option “%s”, or it has to stand behind the verb."), argv[1]);

      return fail_usage (message);
    }
  if (argc > 1 && is_unknown_verb (argv[1]))
    {
      g_autofree char *message = g_strdup_printf (_("“%s” is neither a verb nor a file."), argv[1]);

      return fail_usage (message);
    }

  application = leaf_application_new (library_path);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
