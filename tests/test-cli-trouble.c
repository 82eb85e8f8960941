/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-test-cli.h"
#include "leaf-test-library.h"
#include "leaf-test-picture.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

/* Everything that is wrong gives one clear sentence, and nothing is lost or changed. */

#define BOOKS "1\tJane Eyre\tCharlotte Brontë\tto-review\t-\n"

static void
add_book (LeafTestCli *cli)
{
  leaf_test_cli_run (cli, "book", "add", "--title", "Jane Eyre", "--author", "Charlotte Brontë", NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
}

/* One line on standard error, one sentence or two, nothing else. */
static void
assert_one_line (LeafTestCli *cli, const char *message)
{
  leaf_test_cli_assert_failed (cli, message);
  g_assert_true (strchr (cli->err, '\n') == cli->err + strlen (cli->err) - 1);
  g_assert_true (g_str_has_suffix (cli->err, ".\n"));
}

static char *
checksum (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  g_file_get_contents (path, &bytes, &length, &error);
  g_assert_no_error (error);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length);
}

static void
patch (const char *path, gsize offset, const char *bytes, gsize n_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (offset + n_bytes, <=, length);
  memcpy (contents + offset, bytes, n_bytes);
  g_file_set_contents (path, contents, (gssize) length, &error);
  g_assert_no_error (error);
}

/* user_version is the big-endian number at byte 60 of the file (SQLite's file format, 1.3). */
static void
test_trouble_newer (LeafTestCli *cli, gconstpointer unused)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  add_book (cli);
  patch (cli->library, 60, "\0\0\x7f\xff", 4);
  before = checksum (cli->library);

  leaf_test_cli_run (cli, "book", "list", NULL);
  assert_one_line (cli, "was written by a newer version of Flyleaf");
  leaf_test_cli_run (cli, "book", "add", "--title", "Another", NULL);
  assert_one_line (cli, "newer version");
  leaf_test_cli_run (cli, "check", NULL);
  assert_one_line (cli, "newer version");

  after = checksum (cli->library);
  g_assert_cmpstr (after, ==, before);
}

static void
test_trouble_truncated (LeafTestCli *cli, gconstpointer unused)
{
  g_autofree char *contents = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length;

  add_book (cli);
  g_assert_true (g_file_get_contents (cli->library, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (cli->library, contents, (gssize) (length / 2), NULL));
  before = checksum (cli->library);

  leaf_test_cli_run (cli, "check", NULL);
  g_assert_cmpint (cli->status, ==, 1);
  g_assert_true (strstr (cli->out, "damaged") != NULL || strstr (cli->err, "is damaged") != NULL);
  leaf_test_cli_run (cli, "book", "add", "--title", "Another", NULL);
  assert_one_line (cli, "is damaged");

  after = checksum (cli->library);
  g_assert_cmpstr (after, ==, before);
}

static void
test_trouble_foreign (LeafTestCli *cli, gconstpointer unused)
{
  const char *letter = "Dear aunt, this is a letter and no library, although it is as long as one may be.";
  g_autofree char *file = leaf_test_cli_write (cli, "letter.txt", letter);
  g_autofree char *contents = NULL;

  g_free (cli->library);
  cli->library = g_strdup (cli->dir);
  leaf_test_cli_run (cli, "book", "list", NULL);
  assert_one_line (cli, "is a folder, not a Flyleaf library");

  g_free (cli->library);
  cli->library = g_steal_pointer (&file);
  leaf_test_cli_run (cli, "book", "add", "--title", "Another", NULL);
  assert_one_line (cli, "is not a Flyleaf library");
  g_assert_true (g_file_get_contents (cli->library, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, letter);
}

/* The name of a file is told as it is, but must not drive the terminal. */
static void
test_trouble_escapes (LeafTestCli *cli, gconstpointer unused)
{
  add_book (cli);
  leaf_test_cli_run (cli, "book", "edit", "1", "--cover", "/nowhere/\033[2Jcover.jpg", NULL);
  assert_one_line (cli, "[2Jcover.jpg");
  g_assert_null (strchr (cli->err, '\033'));
}

static void
test_trouble_covers (LeafTestCli *cli, gconstpointer unused)
{
  g_autofree char *empty = leaf_test_cli_write (cli, "empty.jpg", "");
  g_autofree char *text = leaf_test_cli_write (cli, "text.jpg", "This is a text that says it is a picture.");
  g_autofree char *huge = g_build_filename (cli->dir, "huge.png", NULL);
  g_autoptr (GBytes) bytes = leaf_test_picture_new_huge_png (30000, 30000);

  g_assert_true (g_file_set_contents (huge, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  add_book (cli);

  leaf_test_cli_run (cli, "book", "edit", "1", "--title", "Changed", "--cover", empty, NULL);
  assert_one_line (cli, "is empty");
  leaf_test_cli_run (cli, "book", "edit", "1", "--title", "Changed", "--cover", text, NULL);
  assert_one_line (cli, "is not a JPEG, PNG, WebP or GIF picture");
  leaf_test_cli_run (cli, "book", "edit", "1", "--title", "Changed", "--cover", huge, NULL);
  assert_one_line (cli, "has 30000 × 30000 pixels");
  leaf_test_cli_run (cli, "book", "edit", "1", "--title", "Changed", "--cover", "/nonexistent.png", NULL);
  assert_one_line (cli, "nonexistent.png");

  leaf_test_cli_run (cli, "book", "list", NULL);
  leaf_test_cli_assert_prints (cli, BOOKS);
  leaf_test_cli_run (cli, "check", NULL);
  leaf_test_cli_assert_prints (cli, "sound\n");
}

/* A mount of its own for the call: needs the right to make one, which some build machines do not give. */
static gboolean
can_mount (LeafTestCli *cli)
{
  const char *const argv[] = { "unshare", "--mount", "--map-root-user", "sh", "-ec",
                               "mount -t tmpfs -o size=64k tmpfs \"$1\"", "sh", cli->dir, NULL };
  g_autofree char *program = g_find_program_in_path ("unshare");
  g_autoptr (GSubprocess) process = NULL;

  if (program != NULL)
    process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
  if (process != NULL && g_subprocess_wait_check (process, NULL, NULL))
    return TRUE;

  g_test_skip ("a file system cannot be mounted here (unshare --mount)");
  return FALSE;
}

static void
test_trouble_read_only (LeafTestCli *cli, gconstpointer unused)
{
  const char *const prefix[] = { "unshare", "--mount", "--map-root-user", "sh", "-ec",
                                 "mount --bind . . && mount -o remount,bind,ro . && cd \"$PWD\" && exec \"$@\"", "sh",
                                 NULL };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  if (!can_mount (cli))
    return;

  add_book (cli);
  before = checksum (cli->library);
  cli->prefix = prefix;
  leaf_test_cli_run (cli, "book", "add", "--title", "Another", NULL);
  assert_one_line (cli, "writable");

  cli->prefix = NULL;
  after = checksum (cli->library);
  g_assert_cmpstr (after, ==, before);
  leaf_test_cli_run (cli, "book", "list", NULL);
  leaf_test_cli_assert_prints (cli, BOOKS);
}

/* The disk is full from before the program starts, and while it writes. */
static void
test_trouble_full_disk (LeafTestCli *cli, gconstpointer unused)
{
  /* $0 the bytes left free, $1 the program, and what it is to do on a small disk with a copy of the library. */
  const char *const script =
    "mkdir -p full; mount -t tmpfs -o size=2m tmpfs full; cp library.db full/\n"
    "head -c 4m /dev/zero >full/filler 2>/dev/null || true\n"
    "[ \"$0\" = 0 ] || truncate -s \"-$0\" full/filler\n"
    "status=0; \"$@\" >/dev/null || status=$?\n"
    "rm full/filler\n"
    "\"$1\" book list --library full/library.db; \"$1\" check --library full/library.db\n"
    "exit $status";
  const char *const rooms[] = { "0", "40960", "102400" };
  g_autofree char *paragraph = g_strnfill (1000, 'w');
  g_autoptr (GString) synopsis = g_string_new (NULL);
  g_autofree char *file = NULL;

  if (!can_mount (cli))
    return;

  for (int i = 0; i < 1500; i++)
    g_string_append_printf (synopsis, "%s %d\n", paragraph, i);
  file = leaf_test_cli_write (cli, "synopsis.txt", synopsis->str);
  add_book (cli);
  g_free (cli->library);
  cli->library = g_strdup ("full/library.db");

  for (unsigned int i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      const char *const prefix[] = { "unshare", "--mount", "--map-root-user", "sh", "-ec", script, rooms[i], NULL };

      cli->prefix = prefix;
      leaf_test_cli_run (cli, "book", "edit", "1", "--title", "Changed", "--synopsis-file", file, NULL);
      g_assert_cmpint (cli->status, ==, 1);
      g_assert_cmpstr (cli->out, ==, BOOKS "sound\n");
      g_assert_nonnull (strstr (cli->err, "There is no space left"));
      g_assert_true (strchr (cli->err, '\n') == cli->err + strlen (cli->err) - 1);
    }
  cli->prefix = NULL;
}

/* A server that has no blog on it, or a certificate that is years over. */
typedef struct {
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  SoupServer *server;
  char *address;
} Server;

static void
request_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "text/html", SOUP_MEMORY_STATIC, "<h1>A shop</h1>", 15);
}

static gpointer
serve (gpointer data)
{
  Server *server = data;

  g_main_context_push_thread_default (server->context);
  g_main_loop_run (server->loop);
  g_main_context_pop_thread_default (server->context);
  return NULL;
}

static void
server_start (Server *server, const char *certificate_file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  SoupServerListenOptions options = SOUP_SERVER_LISTEN_IPV4_ONLY;
  GSList *uris;

  server->context = g_main_context_new ();
  server->loop = g_main_loop_new (server->context, FALSE);
  g_main_context_push_thread_default (server->context);
  server->server = soup_server_new (NULL, NULL);
  if (certificate_file != NULL)
    {
      certificate = g_tls_certificate_new_from_file (certificate_file, &error);
      g_assert_no_error (error);
      soup_server_set_tls_certificate (server->server, certificate);
      options |= SOUP_SERVER_LISTEN_HTTPS;
    }
  soup_server_add_handler (server->server, NULL, request_cb, NULL, NULL);
  soup_server_listen_local (server->server, 0, options, &error);
  g_main_context_pop_thread_default (server->context);
  g_assert_no_error (error);

  uris = soup_server_get_uris (server->server);
  server->address = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  server->thread = g_thread_new ("server", serve, server);
}

static void
server_stop (Server *server)
{
  g_main_loop_quit (server->loop);
  g_thread_join (server->thread);
  g_clear_object (&server->server);
  g_main_loop_unref (server->loop);
  g_main_context_unref (server->context);
  g_free (server->address);
}

static void
assert_blog_refused (LeafTestCli *cli, const char *address, const char *message)
{
  leaf_test_cli_run_input (cli, "abcd EFGH\n", "blog", "add", address, "--user", "ann", NULL);
  assert_one_line (cli, message);
  g_assert_null (strstr (cli->err, "abcd EFGH"));
  leaf_test_cli_run (cli, "blog", "list", NULL);
  leaf_test_cli_assert_prints (cli, "");
}

static void
test_trouble_addresses (LeafTestCli *cli, gconstpointer unused)
{
  Server server = { NULL };

  server_start (&server, NULL);
  assert_blog_refused (cli, server.address, "127.0.0.1");
  server_stop (&server);

  assert_blog_refused (cli, "http://127.0.0.1:1/", "127.0.0.1");
  assert_blog_refused (cli, "no address at all", "no address at all");
  assert_blog_refused (cli, "ftp://127.0.0.1/", "ftp://127.0.0.1/");
}

static void
test_trouble_expired_certificate (LeafTestCli *cli, gconstpointer unused)
{
  g_autofree char *certificate = g_test_build_filename (G_TEST_DIST, "data", "expired.pem", NULL);
  Server server = { NULL };

  if (!g_tls_backend_supports_tls (g_tls_backend_get_default ()))
    {
      g_test_skip ("there is no TLS here (glib-networking)");
      return;
    }

  server_start (&server, certificate);
  g_assert_true (g_str_has_prefix (server.address, "https://"));
  assert_blog_refused (cli, server.address, "has expired");
  server_stop (&server);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  leaf_test_add_cli ("/cli/trouble/newer", test_trouble_newer);
  leaf_test_add_cli ("/cli/trouble/truncated", test_trouble_truncated);
  leaf_test_add_cli ("/cli/trouble/foreign", test_trouble_foreign);
  leaf_test_add_cli ("/cli/trouble/covers", test_trouble_covers);
  leaf_test_add_cli ("/cli/trouble/escapes", test_trouble_escapes);
  leaf_test_add_cli ("/cli/trouble/read-only", test_trouble_read_only);
  leaf_test_add_cli ("/cli/trouble/full-disk", test_trouble_full_disk);
  leaf_test_add_cli ("/cli/trouble/addresses", test_trouble_addresses);
  leaf_test_add_cli ("/cli/trouble/expired-certificate", test_trouble_expired_certificate);

  return g_test_run ();
}
