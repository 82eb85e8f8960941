/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-credentials.h"

#include "leaf-publisher.h"
#include "leaf-test-library.h"

#include <string.h>

/* A session bus of its own, with or without a keyring on it. Each test is a process of its own, as the
 * connection to the bus is kept for the life of one. */
typedef struct {
  char *dir;
  GSubprocess *keyring;
} Session;

static LeafBlog *
make_blog (void)
{
  LeafBlog *blog = leaf_blog_new ();

  leaf_blog_set_name (blog, "A Blog");
  leaf_blog_set_address (blog, "https://blog.example/");
  leaf_blog_set_user (blog, "ann");
  return blog;
}

static void
appeared_cb (GDBusConnection *connection, const char *name, const char *owner, gpointer user_data)
{
  g_main_loop_quit (user_data);
}

static void
wait_for_service (void)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  unsigned int watch = g_bus_watch_name (G_BUS_TYPE_SESSION, "org.freedesktop.secrets",
                                         G_BUS_NAME_WATCHER_FLAGS_NONE, appeared_cb, NULL, loop, NULL);

  g_main_loop_run (loop);
  g_bus_unwatch_name (watch);
}

/* Never freed: it would wait for the connection that libsecret keeps. */
static GTestDBus *test_bus;

static void
session_up (Session *session, const char *const *keyring)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GError) error = NULL;

  session->dir = g_dir_make_tmp ("flyleaf-test-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("HOME", session->dir, TRUE);
  g_setenv ("XDG_DATA_HOME", session->dir, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", session->dir, TRUE);
  g_unsetenv ("DISPLAY");
  g_unsetenv ("WAYLAND_DISPLAY");
  test_bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (test_bus);

  if (keyring == NULL)
    return;
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG"); /* the keyring has warnings of its own */
  session->keyring = g_subprocess_launcher_spawnv (launcher, keyring, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_subprocess_get_stdin_pipe (session->keyring), "opens it\n", 9, NULL, NULL, NULL);
  g_output_stream_close (g_subprocess_get_stdin_pipe (session->keyring), NULL, NULL);
  wait_for_service ();
}

/* The process ends here, so the connection that libsecret keeps needs no care. */
static void
session_down (Session *session)
{
  if (session->keyring != NULL)
    {
      g_subprocess_force_exit (session->keyring);
      g_subprocess_wait (session->keyring, NULL, NULL);
      g_clear_object (&session->keyring);
    }
  g_test_dbus_stop (test_bus);
  leaf_test_remove_tree (session->dir);
  g_free (session->dir);
}

static void
assert_no_place (const char *sentence)
{
  g_autoptr (LeafBlog) blog = make_blog ();
  g_autoptr (GError) store_error = NULL;
  g_autoptr (GError) lookup_error = NULL;

  g_assert_false (leaf_credentials_store (blog, "open sesame", NULL, &store_error));
  g_assert_error (store_error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_NO_PASSWORD);
  g_assert_true (g_str_has_prefix (store_error->message, sentence));

  g_assert_null (leaf_credentials_lookup (blog, NULL, &lookup_error));
  g_assert_error (lookup_error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_NO_PASSWORD);
}

static gboolean
run_apart (void)
{
  if (g_test_subprocess ())
    return FALSE;

  g_test_trap_subprocess (NULL, 60 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
  return TRUE;
}

static gboolean
has_keyring (void)
{
  g_autofree char *program = g_find_program_in_path ("gnome-keyring-daemon");

  if (program == NULL)
    g_test_skip ("gnome-keyring-daemon is not installed");
  return program != NULL;
}

static void
test_credentials_no_bus (void)
{
  if (run_apart ())
    return;

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  assert_no_place ("There is no session bus");
}

static void
test_credentials_no_service (void)
{
  Session session = { NULL };

  if (run_apart ())
    return;

  session_up (&session, NULL);
  assert_no_place ("No service for passwords is running");
  session_down (&session);
}

static void
test_credentials_no_keyring (void)
{
  const char *const keyring[] = { "gnome-keyring-daemon", "--foreground", "--components=secrets", NULL };
  Session session = { NULL };

  if (!has_keyring () || run_apart ())
    return;

  session_up (&session, keyring);
  assert_no_place ("There is no keyring to keep passwords in.");
  session_down (&session);
}

static void
test_credentials_round_trip (void)
{
  const char *const keyring[] = { "gnome-keyring-daemon", "--unlock", "--foreground", "--components=secrets", NULL };
  g_autoptr (LeafBlog) blog = make_blog ();
  g_autoptr (LeafBlog) other = make_blog ();
  g_autoptr (GError) error = NULL;
  Session session = { NULL };
  char *password;

  if (!has_keyring () || run_apart ())
    return;

  session_up (&session, keyring);

  leaf_credentials_store (blog, "open sesame", NULL, &error);
  g_assert_no_error (error);
  leaf_credentials_store (blog, "abcd EFGH 1234 ü", NULL, &error);
  g_assert_no_error (error);
  password = leaf_credentials_lookup (blog, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (password, ==, "abcd EFGH 1234 ü");
  leaf_credentials_free (password);

  /* the same address and user, but another blog */
  g_assert_null (leaf_credentials_lookup (other, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_NO_PASSWORD);
  g_assert_nonnull (strstr (error->message, "A Blog"));
  g_clear_error (&error);

  g_assert_true (leaf_credentials_remove (blog, NULL, &error));
  g_assert_true (leaf_credentials_remove (blog, NULL, &error));
  g_assert_no_error (error);
  g_assert_null (leaf_credentials_lookup (blog, NULL, NULL));

  session_down (&session);
}

/* It serves where there is no Secret Service, and no program that is started can read it. */
static void
test_credentials_environment (void)
{
  g_autoptr (LeafBlog) blog = make_blog ();
  g_autoptr (GError) error = NULL;
  g_autofree char *environment = NULL;
  const char *const child[] = { "env", NULL };
  g_autoptr (GSubprocess) process = NULL;
  char *password;

  if (run_apart ())
    return;

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_assert_null (leaf_credentials_get_environment ());
  g_setenv ("FLYLEAF_PASSWORD", "from outside", TRUE);
  leaf_credentials_take_environment ();
  g_assert_null (g_getenv ("FLYLEAF_PASSWORD"));
  g_assert_cmpstr (leaf_credentials_get_environment (), ==, "from outside");
  leaf_credentials_take_environment (); /* nothing there: what was taken stays */
  password = leaf_credentials_lookup (blog, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (password, ==, "from outside");
  leaf_credentials_free (password);

  process = g_subprocess_newv (child, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &environment, NULL, &error));
  g_assert_nonnull (strstr (environment, "DBUS_SESSION_BUS_ADDRESS"));
  g_assert_null (strstr (environment, "from outside"));
}

static void
test_credentials_cancelled (void)
{
  g_autoptr (LeafBlog) blog = make_blog ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  if (run_apart ())
    return;

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_cancellable_cancel (cancellable);
  g_assert_null (leaf_credentials_lookup (blog, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/credentials/no-bus", test_credentials_no_bus);
  g_test_add_func ("/credentials/no-service", test_credentials_no_service);
  g_test_add_func ("/credentials/no-keyring", test_credentials_no_keyring);
  g_test_add_func ("/credentials/round-trip", test_credentials_round_trip);
  g_test_add_func ("/credentials/environment", test_credentials_environment);
  g_test_add_func ("/credentials/cancelled", test_credentials_cancelled);

  return g_test_run ();
}
