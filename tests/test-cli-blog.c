/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-test-cli.h"

#include <glib-unix.h>
#include <libsoup/soup.h>
#include <pty.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define USER     "ann"
#define PASSWORD "abcd EFGH 1234 ijkl"

/* As much of a WordPress as its log-in, on loopback, in a thread of its own. */
typedef struct {
  LeafTestCli cli;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  SoupServer *server;
  char *address;
  GMutex lock;
  GCond asked;
  unsigned int n_logins; /* that were good */
  gboolean is_waiting;   /* a request is there that is never answered */
} Fixture;

static gboolean
is_let_in (SoupServerMessage *message)
{
  const char *header = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization");
  g_autofree char *login = g_base64_encode ((const guchar *) USER ":" PASSWORD, strlen (USER ":" PASSWORD));
  g_autofree char *expected = g_strconcat ("Basic ", login, NULL);

  return g_strcmp0 (header, expected) == 0;
}

static void
answer (SoupServerMessage *message, unsigned int status, const char *type, const char *text)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, text, strlen (text));
}

static void
request_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  Fixture *fixture = user_data;

  if (g_str_has_prefix (path, "/silent"))
    {
      soup_server_message_pause (message);
      g_mutex_lock (&fixture->lock);
      fixture->is_waiting = TRUE;
      g_cond_signal (&fixture->asked);
      g_mutex_unlock (&fixture->lock);
    }
  else if (g_str_equal (path, "/"))
    {
      g_autofree char *link = g_strdup_printf ("<%swp-json/>; rel=\"https://api.w.org/\"", fixture->address);

      soup_message_headers_append (soup_server_message_get_response_headers (message), "Link", link);
      answer (message, 200, "text/html", "<html><title>A Blog</title></html>");
    }
  else if (g_str_equal (path, "/wp-json/"))
    answer (message, 200, "application/json",
            "{\"name\":\"Ann &amp; Books\",\"home\":\"\",\"gmt_offset\":\"1\",\"namespaces\":[\"wp/v2\"],"
            "\"authentication\":{\"application-passwords\":{\"endpoints\":{}}}}");
  else if (!is_let_in (message))
    answer (message, 401, "application/json",
            "{\"code\":\"rest_not_logged_in\",\"message\":\"No.\",\"data\":{\"status\":401}}");
  else if (g_str_has_suffix (path, "/users/me"))
    {
      g_mutex_lock (&fixture->lock);
      fixture->n_logins++;
      g_mutex_unlock (&fixture->lock);
      answer (message, 200, "application/json",
              "{\"id\":1,\"roles\":[\"editor\"],"
              "\"capabilities\":{\"edit_posts\":true,\"publish_posts\":true,\"unfiltered_html\":true}}");
    }
  else if (g_str_has_suffix (path, "/categories"))
    answer (message, 200, "application/json",
            "[{\"id\":11,\"name\":\"Fiction\",\"parent\":0},{\"id\":12,\"name\":\"Fantasy\",\"parent\":11}]");
  else if (g_str_has_suffix (path, "/tags"))
    answer (message, 200, "application/json", "[{\"id\":5,\"name\":\"Fantasy\"}]");
  else
    answer (message, 404, "application/json",
            "{\"code\":\"rest_no_route\",\"message\":\"No.\",\"data\":{\"status\":404}}");
}

static gpointer
serve (gpointer data)
{
  Fixture *fixture = data;

  g_main_context_push_thread_default (fixture->context);
  g_main_loop_run (fixture->loop);
  g_main_context_pop_thread_default (fixture->context);
  return NULL;
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  leaf_test_cli_set_up (&fixture->cli, NULL);
  g_mutex_init (&fixture->lock);
  g_cond_init (&fixture->asked);
  fixture->context = g_main_context_new ();
  fixture->loop = g_main_loop_new (fixture->context, FALSE);

  g_main_context_push_thread_default (fixture->context);
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, request_cb, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_main_context_pop_thread_default (fixture->context);
  g_assert_no_error (error);

  uris = soup_server_get_uris (fixture->server);
  fixture->address = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  fixture->thread = g_thread_new ("server", serve, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  g_main_loop_quit (fixture->loop);
  g_thread_join (fixture->thread);
  g_clear_object (&fixture->server);
  g_main_loop_unref (fixture->loop);
  g_main_context_unref (fixture->context);
  g_mutex_clear (&fixture->lock);
  g_cond_clear (&fixture->asked);
  g_free (fixture->address);
  leaf_test_cli_tear_down (&fixture->cli, NULL);
}

static void
assert_no_blogs (LeafTestCli *cli)
{
  leaf_test_cli_run (cli, "blog", "list", NULL);
  leaf_test_cli_assert_prints (cli, "");
}

/* The password comes over standard input; there is no Secret Service to keep it, which is said. */
static void
test_cli_blog_add (Fixture *fixture, gconstpointer unused)
{
  LeafTestCli *cli = &fixture->cli;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *line = NULL;
  JsonObject *blog;

  leaf_test_cli_run_input (cli, PASSWORD "\n", "blog", "add", fixture->address, "--user", USER, "--json", NULL);
  node = leaf_test_cli_json (cli);
  blog = json_node_get_object (node);
  g_assert_nonnull (strstr (cli->err, "FLYLEAF_PASSWORD each time"));
  g_assert_null (strstr (cli->err, PASSWORD));
  g_assert_cmpstr (json_object_get_string_member (blog, "system"), ==, "wordpress");
  g_assert_cmpstr (json_object_get_string_member (blog, "name"), ==, "Ann & Books");
  g_assert_cmpstr (json_object_get_string_member (blog, "address"), ==, fixture->address);
  g_assert_cmpstr (json_object_get_string_member (blog, "user"), ==, USER);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (blog, "settings"), "role"), ==,
                   "editor");

  leaf_test_cli_run (cli, "blog", "list", NULL);
  line = g_strdup_printf ("1\tAnn & Books\twordpress\t%s\t" USER "\n", fixture->address);
  leaf_test_cli_assert_prints (cli, line);
}

/* The same blog again is a new log-in, and keeps what she has set. */
static void
test_cli_blog_add_again (Fixture *fixture, gconstpointer unused)
{
  LeafTestCli *cli = &fixture->cli;

  leaf_test_cli_run_input (cli, PASSWORD, "blog", "add", fixture->address, "--user", USER, NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  leaf_test_cli_run (cli, "blog", "set", "1", "language", "de", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run_input (cli, PASSWORD, "blog", "add", fixture->address, "--user", USER, NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  leaf_test_cli_run (cli, "blog", "show", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "language: de\n"));
}

static void
test_cli_blog_check (Fixture *fixture, gconstpointer unused)
{
  LeafTestCli *cli = &fixture->cli;

  cli->password = g_strdup (PASSWORD);
  leaf_test_cli_run (cli, "blog", "add", fixture->address, "--user", USER, NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  g_assert_nonnull (strstr (cli->err, "FLYLEAF_PASSWORD"));

  leaf_test_cli_run (cli, "blog", "check", NULL);
  leaf_test_cli_assert_prints (cli, "“Ann & Books” answers, and “" USER "” may log in.\n");
  g_assert_cmpuint (fixture->n_logins, ==, 2);

  g_clear_pointer (&cli->password, g_free);
  leaf_test_cli_run (cli, "blog", "check", NULL);
  leaf_test_cli_assert_failed (cli, "no session bus");
  g_assert_cmpuint (fixture->n_logins, ==, 2);
}

static void
test_cli_blog_refused (Fixture *fixture, gconstpointer unused)
{
  LeafTestCli *cli = &fixture->cli;
  g_autofree char *file = leaf_test_cli_write (cli, "file", "not a folder");

  leaf_test_cli_run_input (cli, "wrong\n", "blog", "add", fixture->address, "--user", USER, NULL);
  leaf_test_cli_assert_failed (cli, "does not know this name with this password");
  leaf_test_cli_run_input (cli, "", "blog", "add", fixture->address, "--user", USER, NULL);
  leaf_test_cli_assert_failed (cli, "No password was given.");
  leaf_test_cli_run (cli, "blog", "add", fixture->address, NULL);
  leaf_test_cli_assert_usage (cli, "Say with --user who logs in, with an application password, or log in with a browser by --authorize.");
  leaf_test_cli_run (cli, "blog", "add", cli->dir, "--user", USER, NULL);
  leaf_test_cli_assert_usage (cli, "nobody logs in there");
  leaf_test_cli_run (cli, "blog", "add", "~/site", "--authorize", NULL);
  leaf_test_cli_assert_usage (cli, "“~/site” is a folder: nobody logs in there.");
  leaf_test_cli_run_input (cli, PASSWORD, "blog", "add", "http://127.0.0.1:1/", "--user", USER, NULL);
  leaf_test_cli_assert_failed (cli, "127.0.0.1");
  leaf_test_cli_run_input (cli, PASSWORD, "blog", "add", "not an address", "--user", USER, NULL);
  leaf_test_cli_assert_failed (cli, "");
  leaf_test_cli_run (cli, "blog", "add", file, NULL);
  leaf_test_cli_assert_failed (cli, "");
  assert_no_blogs (cli);

  leaf_test_cli_run (cli, "blog", "check", NULL);
  leaf_test_cli_assert_failed (cli, "There is no blog yet");
}

static void
test_cli_blog_settings (Fixture *fixture, gconstpointer unused)
{
  LeafTestCli *cli = &fixture->cli;

  cli->password = g_strdup (PASSWORD);
  leaf_test_cli_run (cli, "blog", "add", fixture->address, "--user", USER, "--name", "Mine", NULL);
  leaf_test_cli_assert_prints (cli, "1\n");

  leaf_test_cli_run (cli, "blog", "set", "Mine", "affiliate-bookshop", "123", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "blog", "set", fixture->address, "stores", "bookshop, goodreads", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "blog", "set", "1", "name", "Yours", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "blog", "show", "yours", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "affiliate-bookshop: 123\n"));
  g_assert_nonnull (strstr (cli->out, "title-pattern: {title}, {authors}: Book Review\n"));

  leaf_test_cli_run (cli, "blog", "set", "1", "affiliate-bookshop", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "blog", "show", "1", NULL);
  g_assert_null (strstr (cli->out, "affiliate-bookshop"));

  leaf_test_cli_run (cli, "blog", "set", "1", "colour", "red", NULL);
  leaf_test_cli_assert_usage (cli, "“colour” is no setting; these are: name, ");
  leaf_test_cli_run (cli, "blog", "set", "1", "api-root", "http://127.0.0.1/", NULL);
  leaf_test_cli_assert_usage (cli, "“api-root” is no setting");
  leaf_test_cli_run (cli, "blog", "set", "1", "status", "secret", NULL);
  leaf_test_cli_assert_usage (cli, "“status” is one of: publish, draft.");
  leaf_test_cli_run (cli, "blog", "set", "1", "stores", "bookshop,corner", NULL);
  leaf_test_cli_assert_usage (cli, "“corner” is no store");
  leaf_test_cli_run (cli, "blog", "set", "1", "stores", "bookshop,Corner=https://shop.example/{isbn}", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "blog", "set", "1", "parts", "review,weather", NULL);
  leaf_test_cli_assert_usage (cli, "“weather” is no part of a post; these are: card, synopsis, ");
  leaf_test_cli_run (cli, "blog", "set", "1", "parts", "review,card,review", NULL);
  leaf_test_cli_assert_usage (cli, "“review” is there twice.");
  leaf_test_cli_run (cli, "blog", "set", "1", "cover-size", "huge", NULL);
  leaf_test_cli_assert_usage (cli, "“cover-size” is a number of pixels from 100 to 2560.");
  leaf_test_cli_run (cli, "blog", "set", "1", "language", "plain English", NULL);
  leaf_test_cli_assert_usage (cli, "“plain English” is no language");
  leaf_test_cli_run (cli, "blog", "set", "1", "language", "en_GB", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "blog", "set", "1", "title-pattern", "{titel}: Review", NULL);
  leaf_test_cli_assert_usage (cli, "“{titel}” stands for nothing");
  leaf_test_cli_run (cli, "blog", "set", "1", "comments", "closed", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "blog", "show", "1", NULL);
  g_assert_nonnull (strstr (cli->out, "parts: card,synopsis,warnings,rating,review,links,author\n"));
  g_assert_nonnull (strstr (cli->out, "comments: closed\n"));
  g_assert_nonnull (strstr (cli->out, "language: en-GB\n"));
  leaf_test_cli_run (cli, "blog", "set", "Ours", "language", "en", NULL);
  leaf_test_cli_assert_failed (cli, "There is no blog “Ours”; these are known: 1 “Yours”");
}

/* The categories and tags that the blog has, and what becomes of a genre there. */
static void
test_cli_blog_terms (Fixture *fixture, gconstpointer unused)
{
  LeafTestCli *cli = &fixture->cli;

  cli->password = g_strdup (PASSWORD);
  leaf_test_cli_run (cli, "blog", "add", fixture->address, "--user", USER, NULL);
  leaf_test_cli_run (cli, "book", "add", "--title", "Emma", "--genre", "Classics", "--genre", "Romance", NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  leaf_test_cli_run (cli, "blog", "terms", "1", NULL);
  leaf_test_cli_assert_prints (cli, "");
  g_assert_nonnull (strstr (cli->err, "--fetch asks for them"));
  leaf_test_cli_run (cli, "blog", "terms", "1", "--fetch", NULL);
  leaf_test_cli_assert_prints (cli, "category\t11\tFiction\ncategory\t12\tFiction › Fantasy\ntag\t5\tFantasy\n");

  leaf_test_cli_run (cli, "blog", "map", "1", "Classics", "fiction › fantasy", "tag:Fantasy", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "blog", "map", "1", "Elves", "Fiction", NULL);
  leaf_test_cli_run (cli, "blog", "map", "1", NULL);
  leaf_test_cli_assert_prints (cli, "Classics\tcategory:Fiction › Fantasy, tag:Fantasy\nRomance\ttag:Romance\nElves\tcategory:Fiction\n");
  leaf_test_cli_run (cli, "blog", "map", "1", "Classics", "--leave-out", NULL);
  leaf_test_cli_run (cli, "blog", "map", "1", "Elves", NULL);
  leaf_test_cli_run (cli, "blog", "map", "1", NULL);
  leaf_test_cli_assert_prints (cli, "Classics\t-\nRomance\ttag:Romance\n");

  leaf_test_cli_run (cli, "blog", "map", "1", "Romance", "Fantasy", NULL);
  leaf_test_cli_assert_failed (cli, "“Fantasy” is more than one on the blog; say which, as “category:Fiction › Fantasy” or “tag:Fantasy”.");
  leaf_test_cli_run (cli, "blog", "map", "1", "Romance", "Fant", NULL);
  leaf_test_cli_assert_failed (cli, "There is no category or tag “Fant” on the blog");
  leaf_test_cli_run (cli, "blog", "map", "1", "--leave-out", NULL);
  leaf_test_cli_assert_usage (cli, "Say which genre to leave out");
}

static void
test_cli_blog_remove (Fixture *fixture, gconstpointer unused)
{
  LeafTestCli *cli = &fixture->cli;

  cli->password = g_strdup (PASSWORD);
  leaf_test_cli_run (cli, "blog", "add", fixture->address, "--user", USER, NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  leaf_test_cli_run (cli, "blog", "remove", "1", NULL);
  leaf_test_cli_assert_prints (cli, "");
  g_assert_nonnull (strstr (cli->err, "nothing on it was changed"));
  assert_no_blogs (cli);
}

/* Ctrl+C while the blog is silent: the program says so and ends by itself. */
static void
test_cli_blog_cancel (Fixture *fixture, gconstpointer unused)
{
  LeafTestCli *cli = &fixture->cli;
  g_autofree char *address = g_strconcat (fixture->address, "silent/", NULL);
  g_autoptr (GSubprocess) process = NULL;

  cli->password = g_strdup (PASSWORD);
  process = leaf_test_cli_spawn (cli, -1, "blog", "add", address, "--user", USER, NULL);
  g_mutex_lock (&fixture->lock);
  while (!fixture->is_waiting)
    g_cond_wait (&fixture->asked, &fixture->lock);
  g_mutex_unlock (&fixture->lock);

  g_subprocess_send_signal (process, SIGINT);
  leaf_test_cli_finish (cli, process, "");
  leaf_test_cli_assert_failed (cli, "Cancelled.");
  assert_no_blogs (cli);
}

/* Reads the question off standard error, so that the terminal is ready before a key is pressed. */
static void
wait_for_question (GSubprocess *process)
{
  GInputStream *stream = g_subprocess_get_stderr_pipe (process);
  g_autoptr (GString) text = g_string_new (NULL);
  char c;

  while (!g_str_has_suffix (text->str, ": "))
    {
      g_assert_cmpint (g_input_stream_read (stream, &c, 1, NULL, NULL), ==, 1);
      g_string_append_c (text, c);
    }
  g_assert_nonnull (strstr (text->str, "Application password of “" USER "”"));
}

/* What a terminal showed, and whether it shows again what is typed. */
static void
assert_nothing_shown (int terminal, int other_end)
{
  struct termios state;
  char shown[256];
  ssize_t n_shown;

  g_assert_cmpint (tcgetattr (other_end, &state), ==, 0);
  g_assert_true (state.c_lflag & ECHO);
  g_assert_true (state.c_lflag & ICANON);

  g_unix_set_fd_nonblocking (terminal, TRUE, NULL);
  n_shown = read (terminal, shown, sizeof shown);
  g_assert_cmpint (n_shown, <=, 0);
}

/* At a terminal the password is asked for and never shown; Ctrl+C ends the question, and the terminal
 * is as it was. */
static void
test_cli_blog_terminal (Fixture *fixture, gconstpointer unused)
{
  LeafTestCli *cli = &fixture->cli;
  const char *const keys[] = { "abcx\177d EFGH 1234 ijkl\n", "abc\003" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GSubprocess) process = NULL;
      int terminal, other_end;

      g_assert_cmpint (openpty (&terminal, &other_end, NULL, NULL, NULL), ==, 0);
      process = leaf_test_cli_spawn (cli, dup (other_end), "blog", "add", fixture->address, "--user", USER, NULL);
      wait_for_question (process);
      g_assert_cmpint (write (terminal, keys[i], strlen (keys[i])), ==, (int) strlen (keys[i]));
      leaf_test_cli_finish (cli, process, NULL);

      g_assert_cmpint (cli->status, ==, i);
      assert_nothing_shown (terminal, other_end);
      close (terminal);
      close (other_end);
    }

  g_assert_nonnull (strstr (cli->err, "flyleaf: Cancelled."));
  g_assert_cmpuint (fixture->n_logins, ==, 1);
}

static void
add_test (const char *name, void (*func) (Fixture *fixture, gconstpointer unused))
{
  g_test_add (name, Fixture, NULL, set_up, func, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/cli/blog/add", test_cli_blog_add);
  add_test ("/cli/blog/add-again", test_cli_blog_add_again);
  add_test ("/cli/blog/check", test_cli_blog_check);
  add_test ("/cli/blog/refused", test_cli_blog_refused);
  add_test ("/cli/blog/settings", test_cli_blog_settings);
  add_test ("/cli/blog/terms", test_cli_blog_terms);
  add_test ("/cli/blog/remove", test_cli_blog_remove);
  add_test ("/cli/blog/cancel", test_cli_blog_cancel);
  add_test ("/cli/blog/terminal", test_cli_blog_terminal);

  return g_test_run ();
}
