/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-test-cli.h"
#include "leaf-test-wordpress.h"

#include <string.h>

/* The whole way with nothing but the verbs, on a real blog. */
static LeafTestWordpress *wordpress;

static void
set_up_library (LeafTestCli *cli)
{
  g_autofree char *cover = leaf_test_cli_picture (cli, "cover.png");
  g_autofree char *me = leaf_test_cli_picture (cli, "me.png");
  g_autofree char *synopsis = leaf_test_cli_write (cli, "synopsis.md", "A *governess* and a house.\n");
  g_autofree char *slug = g_uuid_string_random (); /* the blog is shared, and an address is taken only once */
  g_autofree char *text =
    leaf_test_cli_write (cli, "review.md", "## Why\n\nI **loved** it.\n\n> Reader, I did.\n\n- one\n- two\n");

  leaf_test_cli_run (cli, "profile", "set", "--name", "Ann Reader", "--role", "Editor", "--bio", "Reads on trains.",
                     "--picture", me, NULL);
  leaf_test_cli_assert_done (cli);
  leaf_test_cli_run (cli, "book", "add", "--title", "Jane Eyre", "--author", "Charlotte Brontë", "--genre", "Classics",
                     "--genre", "Gothic & Dark", "--publisher", "Penguin", "--published", "2006-08-31", "--isbn",
                     "9780141441146", "--pages", "624", "--cover", cover, "--synopsis-file", synopsis, NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  leaf_test_cli_run (cli, "review", "add", "9780141441146", "--from", text, "--rating", "4.5", "--warnings", "Fire",
                     "--free-copy", "--slug", slug, NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
}

static void
add_blog (LeafTestCli *cli, const char *user)
{
  g_autofree char *password = leaf_test_wordpress_dup_password (wordpress, user);
  g_autofree char *line = g_strconcat (password, "\n", NULL);

  leaf_test_cli_run_input (cli, line, "blog", "add", wordpress->address, "--user", user, NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  leaf_test_cli_run (cli, "blog", "set", "1", "affiliate-bookshop", "4711", NULL);
  leaf_test_cli_assert_prints (cli, "");

  cli->password = g_steal_pointer (&password);
  leaf_test_cli_run (cli, "blog", "check", NULL);
  leaf_test_cli_assert_done (cli);
}

static char *
publish (LeafTestCli *cli, const char *message)
{
  leaf_test_cli_run (cli, "publish", "Jane Eyre", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_cmpstr (cli->err, ==, message);
  return g_strndup (cli->out, strlen (cli->out) - 1);
}

/* Every row of a post's anatomy that the verbs can fill. */
static void
assert_whole (const char *page)
{
  const char *const parts[] = {
    "Jane Eyre, Charlotte Brontë: Book Review", "alt=\"Jane Eyre Book Cover\"", "August 31, 2006", "Penguin",
    "9780141441146", "A <em>governess</em> and a house.", "Fire", "4.5", "I <strong>loved</strong> it.",
    "Reader, I did.", "https://bookshop.org/a/4711/9780141441146", "rel=\"sponsored nofollow noopener\"",
    "free copy", "Ann Reader", "Reads on trains.", "h-review",
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (page, parts[i]) == NULL)
      g_error ("“%s” is not on the page", parts[i]);
  g_assert_null (strstr (page, "file:"));
}

static void
test_cli_wordpress (LeafTestCli *cli, gconstpointer user)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autofree char *page = NULL;
  g_autofree char *new_page = NULL;
  g_autofree char *text = NULL;
  unsigned int n_posts = leaf_test_wordpress_count (wordpress, "posts");
  unsigned int n_media = leaf_test_wordpress_count (wordpress, "media");

  set_up_library (cli);
  add_blog (cli, user);

  first = publish (cli, "flyleaf: Published.\n");
  page = leaf_test_wordpress_read_page (wordpress, first);
  assert_whole (page);
  second = publish (cli, "flyleaf: Nothing has changed since it was published.\n");
  g_assert_cmpstr (second, ==, first);

  text = leaf_test_cli_write (cli, "review.md", "I loved it *twice*.");
  leaf_test_cli_run (cli, "review", "edit", "1", "--from", text, NULL);
  leaf_test_cli_assert_done (cli);
  third = publish (cli, "flyleaf: The post is updated.\n");
  g_assert_cmpstr (third, ==, first);
  new_page = leaf_test_wordpress_read_page (wordpress, first);
  g_assert_nonnull (strstr (new_page, "I loved it <em>twice</em>."));

  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "posts"), ==, n_posts + 1);
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "media"), ==, n_media + 1); /* one picture, shown twice */
  leaf_test_cli_run (cli, "outbox", "list", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "book", "list", "--place", "published", NULL);
  leaf_test_cli_assert_prints (cli, "1\tJane Eyre\tCharlotte Brontë\tpublished\t4.5\n");
  leaf_test_cli_run (cli, "check", NULL);
  leaf_test_cli_assert_prints (cli, "sound\n");
}

static JsonObject *
find_post (JsonNode *posts, const char *title)
{
  JsonArray *array = json_node_get_array (posts);

  for (unsigned int i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *post = json_array_get_object_element (array, i);
      JsonObject *rendered = json_object_get_object_member (post, "title");

      if (g_str_equal (json_object_get_string_member (rendered, "raw"), title))
        return post;
    }

  g_error ("there is no post “%s”", title);
}

/* A draft, the same post for a later time, and then for all. */
static void
test_cli_wordpress_states (LeafTestCli *cli, gconstpointer user)
{
  const char *const options[] = { "--draft", "--at=2999-02-02T20:20Z", "--public" };
  const char *const states[] = { "draft", "future", "publish" };
  unsigned int n_posts = leaf_test_wordpress_count (wordpress, "posts");

  set_up_library (cli);
  add_blog (cli, user);
  leaf_test_cli_run (cli, "review", "edit", "1", "--title", "In three states", NULL);
  leaf_test_cli_assert_done (cli);

  for (unsigned int i = 0; i < G_N_ELEMENTS (options); i++)
    {
      g_autoptr (JsonNode) posts = NULL;
      JsonObject *post;

      leaf_test_cli_run (cli, "publish", "1", options[i], NULL);
      leaf_test_cli_assert_done (cli);
      posts = leaf_test_wordpress_request (wordpress, "admin", "GET", "wp/v2/posts", "status=any&context=edit&per_page=100",
                                           NULL, 200);
      post = find_post (posts, "In three states");
      g_assert_cmpstr (json_object_get_string_member (post, "status"), ==, states[i]);
      if (i == 1)
        g_assert_cmpstr (json_object_get_string_member (post, "date_gmt"), ==, "2999-02-02T20:20:00");
      g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "posts"), ==, n_posts + 1);
    }
}

static void
test_cli_wordpress_wrong_password (LeafTestCli *cli, gconstpointer user)
{
  unsigned int n_posts = leaf_test_wordpress_count (wordpress, "posts");

  set_up_library (cli);
  add_blog (cli, user);
  g_free (cli->password);
  cli->password = g_strdup ("wrong");
  leaf_test_cli_run (cli, "publish", "1", NULL);
  leaf_test_cli_assert_failed (cli, "");
  leaf_test_cli_run (cli, "outbox", "list", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_true (g_str_has_prefix (cli->out, "1\tfailed\t1 “Jane Eyre”\tTest & Blog\t"));
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "posts"), ==, n_posts);

  g_free (cli->password);
  cli->password = leaf_test_wordpress_dup_password (wordpress, user);
  leaf_test_cli_run (cli, "outbox", "run", "1", NULL);
  leaf_test_cli_assert_prints (cli, "1 post is done.\n");
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "posts"), ==, n_posts + 1);
}

static void
add_test (const char *name, const char *user, LeafTestCliFunc func)
{
  g_autofree char *path = g_strdup_printf ("/cli/wordpress/%s/%s", name, user);

  g_test_add (path, LeafTestCli, user, leaf_test_cli_set_up, func, leaf_test_cli_tear_down);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  wordpress = leaf_test_wordpress_start ("pretty");

  add_test ("whole-way", "admin", test_cli_wordpress);
  add_test ("whole-way", "author", test_cli_wordpress);
  add_test ("states", "editor", test_cli_wordpress_states);
  add_test ("wrong-password", "editor", test_cli_wordpress_wrong_password);
  status = g_test_run ();

  leaf_test_wordpress_stop (wordpress);
  return status;
}
