/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-test-cli.h"

#include "leaf-test-library.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <stdarg.h>
#include <string.h>

void
leaf_test_cli_set_up (LeafTestCli *cli, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  cli->dir = g_dir_make_tmp ("flyleaf-test-XXXXXX", &error);
  g_assert_no_error (error);
  cli->library = g_build_filename (cli->dir, "library.db", NULL);
}

void
leaf_test_cli_tear_down (LeafTestCli *cli, gconstpointer unused)
{
  leaf_test_remove_tree (cli->dir);
  g_clear_pointer (&cli->dir, g_free);
  g_clear_pointer (&cli->library, g_free);
  g_clear_pointer (&cli->password, g_free);
  g_clear_pointer (&cli->out, g_free);
  g_clear_pointer (&cli->err, g_free);
}

void
leaf_test_add_cli (const char *name, LeafTestCliFunc func)
{
  g_test_add (name, LeafTestCli, NULL, leaf_test_cli_set_up, func, leaf_test_cli_tear_down);
}

static GSubprocess *
spawn (LeafTestCli *cli, int input, const char *first, va_list words)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  const char *program = g_getenv ("FLYLEAF_PROGRAM");
  GSubprocessFlags flags = G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE;
  GSubprocess *process;

  g_assert_nonnull (program);
  for (unsigned int i = 0; cli->prefix != NULL && cli->prefix[i] != NULL; i++)
    g_ptr_array_add (argv, (char *) cli->prefix[i]);
  g_ptr_array_add (argv, (char *) program);
  for (const char *word = first; word != NULL; word = va_arg (words, const char *))
    g_ptr_array_add (argv, (char *) word);
  g_ptr_array_add (argv, (char *) "--library");
  g_ptr_array_add (argv, cli->library);
  g_ptr_array_add (argv, NULL);

  launcher = g_subprocess_launcher_new (input < 0 ? flags | G_SUBPROCESS_FLAGS_STDIN_PIPE : flags);
  if (input >= 0)
    g_subprocess_launcher_take_stdin_fd (launcher, input);
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "FLYLEAF_PASSWORD");
  g_subprocess_launcher_setenv (launcher, "HOME", cli->dir, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", cli->dir, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", cli->dir, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", cli->dir, TRUE);
  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_subprocess_launcher_set_cwd (launcher, cli->dir);
  if (cli->password != NULL)
    g_subprocess_launcher_setenv (launcher, "FLYLEAF_PASSWORD", cli->password, TRUE);

  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  return process;
}

GSubprocess *
leaf_test_cli_spawn (LeafTestCli *cli, int input, const char *first, ...)
{
  GSubprocess *process;
  va_list words;

  va_start (words, first);
  process = spawn (cli, input, first, words);
  va_end (words);
  return process;
}

void
leaf_test_cli_finish (LeafTestCli *cli, GSubprocess *process, const char *input)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&cli->out, g_free);
  g_clear_pointer (&cli->err, g_free);
  g_subprocess_communicate_utf8 (process, input, NULL, &cli->out, &cli->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  cli->status = g_subprocess_get_exit_status (process);
}

static void
run (LeafTestCli *cli, const char *input, const char *first, va_list words)
{
  g_autoptr (GSubprocess) process = spawn (cli, -1, first, words);

  leaf_test_cli_finish (cli, process, input != NULL ? input : "");
}

void
leaf_test_cli_run (LeafTestCli *cli, const char *first, ...)
{
  va_list words;

  va_start (words, first);
  run (cli, NULL, first, words);
  va_end (words);
}

void
leaf_test_cli_run_input (LeafTestCli *cli, const char *input, const char *first, ...)
{
  va_list words;

  va_start (words, first);
  run (cli, input, first, words);
  va_end (words);
}

static void
assert_status (LeafTestCli *cli, int status)
{
  if (cli->status != status)
    g_test_message ("out: %s\nerr: %s", cli->out, cli->err);
  g_assert_cmpint (cli->status, ==, status);
}

static void
assert_message (LeafTestCli *cli, const char *message)
{
  g_assert_cmpstr (cli->out, ==, "");
  g_assert_true (g_str_has_prefix (cli->err, "flyleaf: "));
  if (strstr (cli->err, message) == NULL)
    g_error ("“%s” is not in: %s", message, cli->err);
}

void
leaf_test_cli_assert_done (LeafTestCli *cli)
{
  assert_status (cli, 0);
}

void
leaf_test_cli_assert_prints (LeafTestCli *cli, const char *out)
{
  assert_status (cli, 0);
  g_assert_cmpstr (cli->out, ==, out);
}

void
leaf_test_cli_assert_failed (LeafTestCli *cli, const char *message)
{
  assert_status (cli, 1);
  assert_message (cli, message);
}

void
leaf_test_cli_assert_usage (LeafTestCli *cli, const char *message)
{
  assert_status (cli, 2);
  assert_message (cli, message);
}

JsonNode *
leaf_test_cli_json (LeafTestCli *cli)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  assert_status (cli, 0);
  node = json_from_string (cli->out, &error);
  g_assert_no_error (error);
  g_assert_nonnull (node);
  return node;
}

char *
leaf_test_cli_write (LeafTestCli *cli, const char *name, const char *text)
{
  char *path = g_build_filename (cli->dir, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

char *
leaf_test_cli_picture (LeafTestCli *cli, const char *name)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 60, 90);
  char *path = g_build_filename (cli->dir, name, NULL);
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  gdk_pixbuf_save (pixbuf, path, "png", &error, NULL);
  g_assert_no_error (error);
  return path;
}
