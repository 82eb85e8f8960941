/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What there is to mend before publishing, and embargoes, on the command line. */

#include "config.h"

#include "leaf-test-cli.h"

#include <glib/gstdio.h>
#include <string.h>

static void
set_up_review (LeafTestCli *cli, const char *html)
{
  g_autofree char *text = leaf_test_cli_write (cli, "review.html", html);
  g_autofree char *synopsis = leaf_test_cli_write (cli, "synopsis.md", "A governess and a house.\n");

  leaf_test_cli_run (cli, "profile", "set", "--name", "Ann Reader", NULL);
  leaf_test_cli_run (cli, "book", "add", "--title", "Jane Eyre", "--author", "Charlotte Brontë", "--isbn", "0-14-144114-3",
                     "--synopsis-file", synopsis, NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  leaf_test_cli_run (cli, "review", "add", "1", "--from", text, NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
}

/* Exit 1, with what was found on standard output. */
static void
assert_found (LeafTestCli *cli, const char *message)
{
  g_assert_cmpint (cli->status, ==, 1);
  g_assert_nonnull (strstr (cli->err, message));
}

static void
add_site (LeafTestCli *cli)
{
  g_autofree char *site = g_build_filename (cli->dir, "site", NULL);

  g_assert_cmpint (g_mkdir (site, 0700), ==, 0);
  leaf_test_cli_run (cli, "blog", "add", "./site", NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
}

/* Warnings are no failure; without a blog it works as well. */
static void
test_cli_check_list (LeafTestCli *cli, gconstpointer unused)
{
  set_up_review (cli, "<p>See <a href=\"http://nas/x\">my photos</a>.</p>");
  leaf_test_cli_run (cli, "review", "check", "1", NULL);
  leaf_test_cli_assert_prints (cli, "warns\tno-cover\t“Jane Eyre” has no cover, so the post has no picture to be shared with.\n"
                                    "warns\tlocal-link\tThe link “my photos” leads only to something on your own computer or network.\n");

  add_site (cli);
  leaf_test_cli_run (cli, "review", "check", "jane", "--links", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "local-link"));
  leaf_test_cli_run (cli, "review", "check", "1", "--blog", "nowhere", NULL);
  leaf_test_cli_assert_failed (cli, "nowhere");
}

static void
test_cli_check_json (LeafTestCli *cli, gconstpointer unused)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object, *problem;

  set_up_review (cli, "<p>See <a href=\"http://nas/x\">my photos</a>.</p>");
  leaf_test_cli_run (cli, "review", "check", "1", "--json", NULL);
  node = leaf_test_cli_json (cli);
  object = json_node_get_object (node);
  g_assert_false (json_object_get_boolean_member (object, "stops"));
  problem = json_array_get_object_element (json_object_get_array_member (object, "problems"), 1);
  g_assert_cmpstr (json_object_get_string_member (problem, "kind"), ==, "local-link");
  g_assert_cmpstr (json_object_get_string_member (problem, "severity"), ==, "warns");
  g_assert_cmpstr (json_object_get_string_member (problem, "address"), ==, "http://nas/x");
  g_assert_cmpint (json_object_get_int_member (problem, "offset"), ==, 4);
  g_assert_cmpint (json_object_get_int_member (problem, "length"), ==, 9);
}

/* Nothing before the day: not now, not by the blog itself, and a dry run says so, too. */
static void
test_cli_check_embargo (LeafTestCli *cli, gconstpointer unused)
{
  g_autofree char *page = g_build_filename (cli->dir, "site", "jane-eyre-charlotte-bronte-book-review", NULL);

  set_up_review (cli, "<p>I loved it.</p>");
  add_site (cli);
  leaf_test_cli_run (cli, "book", "edit", "1", "--embargo", "2126-10-06", NULL);
  leaf_test_cli_assert_done (cli);

  leaf_test_cli_run (cli, "review", "check", "1", NULL);
  assert_found (cli, "“Jane Eyre” is under embargo: publish nothing about it before October 6, 2126.");
  g_assert_true (g_str_has_prefix (cli->out, "stops\tembargo\t"));
  leaf_test_cli_run (cli, "publish", "1", "--dry-run", NULL);
  assert_found (cli, "under embargo");
  g_assert_nonnull (strstr (cli->out, "Title: Jane Eyre"));
  g_assert_nonnull (strstr (cli->out, "stops\tembargo\t"));
  leaf_test_cli_run (cli, "publish", "1", NULL);
  leaf_test_cli_assert_failed (cli, "under embargo");
  g_assert_false (g_file_test (page, G_FILE_TEST_EXISTS));
  leaf_test_cli_run (cli, "outbox", NULL);
  leaf_test_cli_assert_prints (cli, "");

  leaf_test_cli_run (cli, "book", "edit", "1", "--embargo", "2006-08-31", NULL);
  leaf_test_cli_assert_done (cli);
  leaf_test_cli_run (cli, "publish", "1", "--dry-run", NULL);
  leaf_test_cli_assert_done (cli);
  leaf_test_cli_run (cli, "publish", "1", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_true (g_file_test (page, G_FILE_TEST_EXISTS));
}

/* The page with other words: what somebody did to it on the blog. */
static void
change_page (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "index.html", NULL);
  g_autofree char *page = NULL;
  g_autoptr (GString) changed = NULL;

  g_assert_true (g_file_get_contents (path, &page, NULL, NULL));
  changed = g_string_new (page);
  g_assert_cmpuint (g_string_replace (changed, "I loved it.", "I did not love it.", 0), >, 0);
  g_assert_true (g_file_set_contents (path, changed->str, -1, NULL));
}

/* "Keep mine" belongs to the order: where that is refused, nothing was said, and the next one asks again. */
static void
test_cli_check_keep_mine (LeafTestCli *cli, gconstpointer unused)
{
  g_autofree char *page = g_build_filename (cli->dir, "site", "jane-eyre-charlotte-bronte-book-review", NULL);
  g_autofree char *text = leaf_test_cli_write (cli, "twice.md", "I loved it twice.");

  set_up_review (cli, "<p>I loved it.</p>");
  add_site (cli);
  leaf_test_cli_run (cli, "publish", "1", NULL);
  leaf_test_cli_assert_done (cli);
  change_page (page);

  leaf_test_cli_run (cli, "book", "edit", "1", "--embargo", "2126-10-06", NULL);
  leaf_test_cli_assert_done (cli);
  leaf_test_cli_run (cli, "publish", "1", "--keep-mine", NULL);
  leaf_test_cli_assert_failed (cli, "under embargo");

  leaf_test_cli_run (cli, "book", "edit", "1", "--embargo", "", NULL);
  leaf_test_cli_assert_done (cli);
  leaf_test_cli_run (cli, "review", "edit", "1", "--from", text, NULL);
  leaf_test_cli_assert_done (cli);
  leaf_test_cli_run (cli, "publish", "1", NULL);
  leaf_test_cli_assert_failed (cli, "--keep-mine");
  leaf_test_cli_run (cli, "publish", "1", "--keep-mine", NULL);
  leaf_test_cli_assert_done (cli);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  leaf_test_add_cli ("/cli/check/list", test_cli_check_list);
  leaf_test_add_cli ("/cli/check/json", test_cli_check_json);
  leaf_test_add_cli ("/cli/check/embargo", test_cli_check_embargo);
  leaf_test_add_cli ("/cli/check/keep-mine", test_cli_check_keep_mine);

  return g_test_run ();
}
