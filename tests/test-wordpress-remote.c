/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-http.h"
#include "leaf-test-cli.h"
#include "leaf-test-picture.h"
#include "leaf-test-wordpress.h"

#include <string.h>

/* Somebody else edits the post on a real WordPress, as its own editor writes. */
static LeafTestWordpress *wordpress;

static void
run_done (LeafTestCli *cli, const char *group, const char *verb, const char *option)
{
  leaf_test_cli_run (cli, group, verb, option, NULL);
  leaf_test_cli_assert_done (cli);
}

/* A review on the blog; its number there. */
static char *
set_up_post (LeafTestCli *cli, const char *user)
{
  g_autofree char *cover = leaf_test_cli_picture (cli, "cover.png");
  g_autofree char *slug = g_uuid_string_random ();
  g_autofree char *password = leaf_test_wordpress_dup_password (wordpress, user);
  g_autofree char *line = g_strconcat (password, "\n", NULL);
  g_autofree char *query = g_strconcat ("context=edit&status=any&slug=", slug, NULL);
  g_autofree char *text =
    leaf_test_cli_write (cli, "review.md", "## Why\n\nI **loved** it from the first page on.\n\n> Reader, I did.\n\n- one\n- two\n\nThe end is too long.\n");
  g_autoptr (JsonNode) posts = NULL;
  JsonObject *post;

  leaf_test_cli_run (cli, "book", "add", "--title", "Jane Eyre", "--author", "Charlotte Brontë", "--cover", cover, NULL);
  leaf_test_cli_assert_done (cli);
  leaf_test_cli_run (cli, "review", "add", "1", "--from", text, "--slug", slug, NULL);
  leaf_test_cli_assert_done (cli);
  leaf_test_cli_run_input (cli, line, "blog", "add", wordpress->address, "--user", user, NULL);
  leaf_test_cli_assert_done (cli);
  cli->password = g_steal_pointer (&password);
  run_done (cli, "blog", "check", NULL);
  run_done (cli, "publish", "1", NULL);

  posts = leaf_test_wordpress_request (wordpress, "admin", "GET", "wp/v2/posts", query, NULL, 200);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (posts)), ==, 1);
  post = json_array_get_object_element (json_node_get_array (posts), 0);
  return g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (post, "id"));
}

static char *
read_content (const char *id)
{
  g_autofree char *route = g_strconcat ("wp/v2/posts/", id, NULL);
  g_autoptr (JsonNode) post = leaf_test_wordpress_request (wordpress, "admin", "GET", route, "context=edit", NULL, 200);
  JsonObject *content = json_object_get_object_member (json_node_get_object (post), "content");

  return g_strdup (json_object_get_string_member (content, "raw"));
}

static void
write_content (const char *id, const char *content)
{
  g_autofree char *route = g_strconcat ("wp/v2/posts/", id, NULL);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *body = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "content");
  json_builder_add_string_value (builder, content);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  body = json_to_string (node, FALSE);
  json_node_unref (leaf_test_wordpress_request (wordpress, "editor", "POST", route, NULL, body, 200));
}

static void
replace (GString *content, const char *from, const char *to)
{
  g_assert_cmpuint (g_string_replace (content, from, to, 0), >, 0);
}

/* The block editor of today writes blocks anew with classes that were not sent. */
static void
edit (const char *id, const char *from, const char *to)
{
  g_autofree char *before = read_content (id);
  g_autoptr (GString) content = g_string_new (before);

  replace (content, from, to);
  g_string_replace (content, "<h2>", "<h2 class=\"wp-block-heading\">", 0);
  g_string_replace (content, "<ul>", "<ul class=\"wp-block-list\">", 0);
  write_content (id, content->str);
}

static void
write_here (LeafTestCli *cli, const char *markdown)
{
  g_autofree char *text = leaf_test_cli_write (cli, "review.md", markdown);

  leaf_test_cli_run (cli, "review", "edit", "1", "--from", text, NULL);
  leaf_test_cli_assert_done (cli);
}

static void
assert_stopped (LeafTestCli *cli)
{
  leaf_test_cli_run (cli, "publish", "1", NULL);
  leaf_test_cli_assert_failed (cli, "flyleaf review remote");
}

static void
assert_shows (LeafTestCli *cli, const char *id, unsigned int n_posts, const char *words, const char *no_words)
{
  g_autofree char *content = NULL;

  leaf_test_cli_run (cli, "publish", "1", NULL);
  leaf_test_cli_assert_done (cli);
  content = read_content (id);
  g_assert_nonnull (strstr (content, words));
  g_assert_null (strstr (content, no_words));
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "posts"), ==, n_posts);
}

static void
keep (LeafTestCli *cli, const char *whose)
{
  leaf_test_cli_run (cli, "review", "remote", "1", "--keep", whose, NULL);
  leaf_test_cli_assert_done (cli);
}

static void
assert_markdown (LeafTestCli *cli, const char *expected)
{
  leaf_test_cli_run (cli, "review", "show", "1", "--markdown", NULL);
  leaf_test_cli_assert_done (cli);
  if (strstr (cli->out, expected) == NULL)
    g_error ("“%s” is not in\n%s", expected, cli->out);
}

/* Nothing was changed: however the blog keeps it, nothing differs. */
static void
test_unchanged (LeafTestCli *cli, gconstpointer user)
{
  g_autofree char *id = set_up_post (cli, user);

  leaf_test_cli_run (cli, "review", "remote", "1", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_true (g_str_has_prefix (cli->out, "state: unchanged\n"));
  g_assert_null (strchr (cli->out, '@'));

  /* Saved there without a change of words. */
  edit (id, "<h2>Why</h2>", "<h2 class=\"wp-block-heading\">Why</h2>");
  leaf_test_cli_run (cli, "review", "remote", "1", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_true (g_str_has_prefix (cli->out, "state: changed\nmodified: "));
  g_assert_null (strchr (cli->out, '@'));
}

static void
test_merge (LeafTestCli *cli, gconstpointer user)
{
  g_autofree char *id = set_up_post (cli, user);
  unsigned int n_posts = leaf_test_wordpress_count (wordpress, "posts");

  edit (id, "I <strong>loved</strong> it from the first page on.", "I <strong>loved</strong> it from the <em>second</em> page on.");
  write_here (cli, "## Why\n\nI **loved** it from the first page on.\n\n> Reader, I did.\n\n- one\n- two\n- three\n\nThe end is too long.\n");
  assert_stopped (cli);
  leaf_test_cli_run (cli, "review", "remote", "1", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "@ theirs\n- I **loved** it from the first page on.\n> I **loved** it from the _second_ page on.\n"));
  g_assert_nonnull (strstr (cli->out, "@ mine\n"));

  keep (cli, "merge");
  assert_markdown (cli, "from the _second_ page on");
  assert_markdown (cli, "- three");
  assert_shows (cli, id, n_posts, "the <em>second</em> page", "first page");
}

static void
test_clash (LeafTestCli *cli, gconstpointer user)
{
  g_autofree char *id = set_up_post (cli, user);
  unsigned int n_posts = leaf_test_wordpress_count (wordpress, "posts");

  edit (id, "The end is too long.", "The end is too short.");
  write_here (cli, "## Why\n\nI **loved** it from the first page on.\n\n> Reader, I did.\n\n- one\n- two\n\nThe end is too sad.\n");
  leaf_test_cli_run (cli, "review", "remote", "1", "--keep", "merge", NULL);
  leaf_test_cli_assert_failed (cli, "< The end is too sad.");
  assert_markdown (cli, "The end is too sad.");
  assert_stopped (cli);

  keep (cli, "mine");
  assert_shows (cli, id, n_posts, "The end is too sad.", "The end is too short.");
}

/* A picture as somebody uploads it in the blog's own editor; its number and address. */
static char *
upload (const char *user, char **address)
{
  g_autofree char *password = leaf_test_wordpress_dup_password (wordpress, user);
  g_autofree char *route = g_strconcat (wordpress->root, "wp/v2/media", NULL);
  g_autoptr (GBytes) bytes = leaf_test_picture_new ("png", 640, 480, 7);
  const LeafHttpRequest request = { .method = "POST", .address = route, .content_type = "image/png", .body = bytes,
                                    .disposition = "attachment; filename=\"cat.png\"" };
  g_autoptr (LeafHttp) http = leaf_http_new ();
  g_autoptr (LeafHttpAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *body = NULL;
  JsonObject *media;

  leaf_http_set_login (http, wordpress->address, user, password);
  answer = leaf_http_send (http, &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->status, ==, 201);
  body = g_strndup (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body));
  node = json_from_string (body, &error);
  g_assert_no_error (error);
  media = json_node_get_object (node);
  *address = g_strdup (json_object_get_string_member (media, "source_url"));
  return g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (media, "id"));
}

/* With a paragraph below the last block, a spoiler opened, and a picture that is new. */
static void
test_take_theirs (LeafTestCli *cli, gconstpointer user)
{
  g_autofree char *id = set_up_post (cli, user);
  unsigned int n_posts = leaf_test_wordpress_count (wordpress, "posts");
  unsigned int n_media;
  g_autofree char *address = NULL;
  g_autofree char *media = upload ("editor", &address);
  g_autofree char *before = read_content (id);
  g_autoptr (GString) content = g_string_new (before);
  g_autofree char *picture = NULL;
  g_autofree char *small = g_strndup (address, strlen (address) - strlen (".png"));

  n_media = leaf_test_wordpress_count (wordpress, "media");
  picture = g_strdup_printf ("\n\n<!-- wp:image {\"id\":%s,\"sizeSlug\":\"medium\",\"linkDestination\":\"none\"} -->\n"
                             "<figure class=\"wp-block-image size-medium\"><img src=\"%s-300x225.png\" alt=\"My cat\" class=\"wp-image-%s\"/>"
                             "<figcaption class=\"wp-element-caption\">She agrees</figcaption></figure>\n<!-- /wp:image -->\n\n"
                             "<!-- wp:paragraph -->\n<p>Edit: there is a sequel.</p>\n<!-- /wp:paragraph -->", media, small, media);
  replace (content, "The end is too long.", "The end is just right.");
  g_string_append (content, picture);
  write_content (id, content->str);

  keep (cli, "theirs");
  assert_markdown (cli, "The end is just right.");
  assert_markdown (cli, "Edit: there is a sequel.");
  leaf_test_cli_run (cli, "review", "show", "1", "--html", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "<figure data-picture="));
  g_assert_nonnull (strstr (cli->out, "<figcaption>She agrees</figcaption>"));

  /* It is on the blog already, and stays the one picture that it is. */
  assert_shows (cli, id, n_posts, "Edit: there is a sequel.", "The end is too long.");
  g_assert_cmpuint (leaf_test_wordpress_count (wordpress, "media"), ==, n_media);
  leaf_test_cli_run (cli, "check", NULL);
  leaf_test_cli_assert_prints (cli, "sound\n");
}

static void
test_trash (LeafTestCli *cli, gconstpointer user)
{
  g_autofree char *id = set_up_post (cli, user);
  unsigned int n_posts = leaf_test_wordpress_count (wordpress, "posts");
  g_autofree char *route = g_strconcat ("wp/v2/posts/", id, NULL);

  json_node_unref (leaf_test_wordpress_request (wordpress, "admin", "DELETE", route, NULL, "", 200));
  leaf_test_cli_run (cli, "review", "remote", "1", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_true (g_str_has_prefix (cli->out, "state: trashed\n"));
  keep (cli, "mine");
  assert_shows (cli, id, n_posts, "The end is too long.", "The end is too sad.");
}

static void
add_test (const char *name, const char *user, LeafTestCliFunc func)
{
  g_autofree char *path = g_strdup_printf ("/wordpress-remote/%s/%s", name, user);

  g_test_add (path, LeafTestCli, user, leaf_test_cli_set_up, func, leaf_test_cli_tear_down);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  wordpress = leaf_test_wordpress_start ("pretty");

  add_test ("unchanged", "admin", test_unchanged);
  add_test ("unchanged", "author", test_unchanged);
  add_test ("merge", "admin", test_merge);
  add_test ("merge", "author", test_merge);
  add_test ("clash", "editor", test_clash);
  add_test ("take-theirs", "editor", test_take_theirs);
  add_test ("take-theirs", "author", test_take_theirs);
  add_test ("trash", "editor", test_trash);
  status = g_test_run ();

  leaf_test_wordpress_stop (wordpress);
  return status;
}
