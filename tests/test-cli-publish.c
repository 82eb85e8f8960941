/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-blogs.h"
#include "leaf-test-cli.h"
#include "leaf-test-library.h"
#include "leaf-test-publish.h"

#include <glib/gstdio.h>
#include <string.h>

/* A library with a book that has a cover, its review, and a folder that is a blog. */
static void
set_up_blog (LeafTestCli *cli)
{
  g_autofree char *cover = leaf_test_cli_picture (cli, "cover.png");
  g_autofree char *text = leaf_test_cli_write (cli, "review.md", "I *loved* it, page & print.\n\n> Reader, I did.\n");
  g_autofree char *site = g_build_filename (cli->dir, "site", NULL);

  leaf_test_cli_run (cli, "profile", "set", "--name", "Ann Reader", NULL);
  leaf_test_cli_assert_done (cli);
  leaf_test_cli_run (cli, "book", "add", "--title", "Jane Eyre", "--author", "Charlotte Brontë", "--genre", "Classics",
                     "--published", "2006-08-31", "--cover", cover, NULL);
  leaf_test_cli_assert_done (cli);
  leaf_test_cli_run (cli, "review", "add", "1", "--from", text, "--rating", "4.5", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_cmpint (g_mkdir (site, 0700), ==, 0);
  leaf_test_cli_run (cli, "blog", "add", "./site", NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  g_assert_cmpstr (cli->err, ==, "");
}

/* One that is never asked. */
static void
add_wordpress (LeafTestCli *cli, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafLibrary) library = leaf_library_open (cli->library, &error);
  g_autoptr (LeafBlog) blog = leaf_blog_new ();

  g_assert_no_error (error);
  leaf_blog_set_system (blog, LEAF_BLOG_SYSTEM_WORDPRESS);
  leaf_blog_set_name (blog, name);
  leaf_blog_set_address (blog, "https://blog.example/");
  leaf_blog_set_user (blog, "ann");
  leaf_test_save_blog (library, blog);
  leaf_library_close (library);
}

static gboolean
set_on_folder_func (LeafDb *db, gpointer data, GError **error)
{
  const char *const *setting = data;
  g_autoptr (LeafBlog) blog = leaf_blogs_load (db, 1, error);

  leaf_blog_set_setting (blog, setting[0], setting[1]);
  return leaf_blogs_save (db, blog, error);
}

/* As an earlier Flyleaf let her. */
static void
set_on_folder (LeafTestCli *cli, const char *key, const char *value)
{
  g_autoptr (LeafLibrary) library = leaf_library_open (cli->library, NULL);
  const char *setting[] = { key, value };

  leaf_test_run (library, LEAF_LIBRARY_WRITE, set_on_folder_func, setting);
  leaf_library_close (library);
}

/* The address that was printed, read from the disk. */
static char *
read_page (LeafTestCli *cli, char **address)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;
  char *page;

  leaf_test_cli_assert_done (cli);
  g_assert_true (g_str_has_suffix (cli->out, "\n"));
  *address = g_strndup (cli->out, strlen (cli->out) - 1);
  g_assert_null (strchr (*address, '\n'));
  file = g_file_new_for_uri (*address);
  g_file_load_contents (file, NULL, &page, NULL, NULL, &error);
  g_assert_no_error (error);
  return page;
}

/* Folders of the site that hold a page. */
static unsigned int
count_pages (LeafTestCli *cli)
{
  g_autofree char *site = g_build_filename (cli->dir, "site", NULL);
  g_autoptr (GDir) dir = g_dir_open (site, 0, NULL);
  const char *name;
  unsigned int n_pages = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *page = g_build_filename (site, name, "index.html", NULL);

      n_pages += g_file_test (page, G_FILE_TEST_IS_REGULAR);
    }

  return n_pages;
}

/* Once, again as it is, and again after an edit: one page, the same address. */
static void
test_cli_publish_twice (LeafTestCli *cli, gconstpointer unused)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autofree char *page = NULL;
  g_autofree char *same_page = NULL;
  g_autofree char *new_page = NULL;
  g_autofree char *text = NULL;

  set_up_blog (cli);
  leaf_test_cli_run (cli, "publish", "Jane Eyre", NULL);
  page = read_page (cli, &first);
  g_assert_cmpstr (cli->err, ==, "flyleaf: Published.\n");
  g_assert_nonnull (strstr (page, "I <em>loved</em> it, page &amp; print."));
  g_assert_nonnull (strstr (page, "Jane Eyre, Charlotte Brontë: Book Review"));
  g_assert_nonnull (strstr (page, "August 31, 2006"));
  g_assert_nonnull (strstr (page, "alt=\"Jane Eyre Book Cover\""));
  g_assert_nonnull (strstr (page, "Ann Reader"));
  g_assert_null (strstr (page, "file:"));
  g_assert_cmpuint (count_pages (cli), ==, 1);

  leaf_test_cli_run (cli, "publish", "1", NULL);
  same_page = read_page (cli, &second);
  g_assert_cmpstr (cli->err, ==, "flyleaf: Nothing has changed since it was published.\n");
  g_assert_cmpstr (second, ==, first);
  g_assert_cmpstr (same_page, ==, page);

  text = leaf_test_cli_write (cli, "review.md", "I loved it *twice*.");
  leaf_test_cli_run (cli, "review", "edit", "1", "--from", text, NULL);
  leaf_test_cli_assert_done (cli);
  leaf_test_cli_run (cli, "publish", "1", NULL);
  new_page = read_page (cli, &third);
  g_assert_cmpstr (cli->err, ==, "flyleaf: The post is updated.\n");
  g_assert_cmpstr (third, ==, first);
  g_assert_nonnull (strstr (new_page, "I loved it <em>twice</em>."));
  g_assert_null (strstr (new_page, "page &amp; print"));
  g_assert_cmpuint (count_pages (cli), ==, 1);

  leaf_test_cli_run (cli, "outbox", "list", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "book", "list", "--place", "published", NULL);
  leaf_test_cli_assert_prints (cli, "1\tJane Eyre\tCharlotte Brontë\tpublished\t4.5\n");
  leaf_test_cli_run (cli, "check", NULL);
  leaf_test_cli_assert_prints (cli, "sound\n");
}

static void
test_cli_publish_json (LeafTestCli *cli, gconstpointer unused)
{
  g_autoptr (JsonNode) plan_node = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) list = NULL;
  JsonObject *plan, *outcome;

  set_up_blog (cli);
  leaf_test_cli_run (cli, "publish", "1", "--dry-run", "--json", NULL);
  plan_node = leaf_test_cli_json (cli);
  plan = json_node_get_object (plan_node);
  g_assert_cmpstr (json_object_get_string_member (plan, "state"), ==, "published");
  g_assert_cmpstr (json_object_get_string_member (plan, "slug"), ==, "jane-eyre-charlotte-bronte-book-review");
  g_assert_true (json_object_get_boolean_member (plan, "created"));
  g_assert_cmpuint (count_pages (cli), ==, 0);
  leaf_test_cli_run (cli, "outbox", NULL);
  leaf_test_cli_assert_prints (cli, "");

  leaf_test_cli_run (cli, "publish", "1", "--json", NULL);
  node = leaf_test_cli_json (cli);
  outcome = json_node_get_object (node);
  g_assert_cmpstr (json_object_get_string_member (outcome, "state"), ==, "published");
  g_assert_true (json_object_get_boolean_member (outcome, "created"));
  g_assert_false (json_object_get_boolean_member (outcome, "unchanged"));
  g_assert_true (g_str_has_prefix (json_object_get_string_member (outcome, "address"), "file:///"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (outcome, "warnings")), ==, 0);

  leaf_test_cli_run (cli, "outbox", "list", "--all", "--json", NULL);
  list = leaf_test_cli_json (cli);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (list)), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (json_node_get_array (list), 0), "state"),
                   ==, "done");
}

static void
test_cli_publish_at (LeafTestCli *cli, gconstpointer unused)
{
  static const struct {
    const char *at;
    const char *utc;
  } times[] = {
    { "2999-02-02T20:20Z", "2999-02-02T20:20:00Z" },
    { "2999-02-02T20:20:30Z", "2999-02-02T20:20:30Z" },
    { "2999-02-02 20:20+01:00", "2999-02-02T19:20:00Z" },
    { "2999-02-02T20:20-0230", "2999-02-02T22:50:00Z" },
  };

  set_up_blog (cli);
  add_wordpress (cli, "Words");
  for (unsigned int i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autoptr (JsonNode) node = NULL;
      JsonObject *plan;

      leaf_test_cli_run (cli, "publish", "1", "--blog", "Words", "--dry-run", "--json", "--at", times[i].at, NULL);
      node = leaf_test_cli_json (cli);
      plan = json_node_get_object (node);
      g_assert_cmpstr (json_object_get_string_member (plan, "state"), ==, "scheduled");
      g_assert_cmpstr (json_object_get_string_member (plan, "at"), ==, times[i].utc);
    }
}

/* A page that stands alone, with pictures where they are on this computer; nothing is written. */
static void
test_cli_preview (LeafTestCli *cli, gconstpointer unused)
{
  set_up_blog (cli);
  leaf_test_cli_run (cli, "preview", "jane", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_true (g_str_has_prefix (cli->out, "<!DOCTYPE html>\n<html lang=\"en\">"));
  g_assert_nonnull (strstr (cli->out, "<h1>Jane Eyre, Charlotte Brontë: Book Review</h1>"));
  g_assert_nonnull (strstr (cli->out, "src=\"file:///"));
  g_assert_nonnull (strstr (cli->out, "https://schema.org"));
  g_assert_cmpuint (count_pages (cli), ==, 0);

  leaf_test_cli_run (cli, "preview", "jane", "--blog", "nowhere", NULL);
  leaf_test_cli_assert_failed (cli, "There is no blog “nowhere”");
}

static void
test_cli_publish_refused (LeafTestCli *cli, gconstpointer unused)
{
  g_autofree char *second = g_build_filename (cli->dir, "second", NULL);

  set_up_blog (cli);

  leaf_test_cli_run (cli, "publish", NULL);
  leaf_test_cli_assert_usage (cli, "Something is missing: REVIEW….");
  leaf_test_cli_run (cli, "publish", "Villette", NULL);
  leaf_test_cli_assert_failed (cli, "There is no review of “Villette” in the library.");
  leaf_test_cli_run (cli, "publish", "1", "--blog", "https://blog.example/", NULL);
  leaf_test_cli_assert_failed (cli, "There is no blog “https://blog.example/”");
  leaf_test_cli_run (cli, "publish", "1", "--at", "tomorrow", NULL);
  leaf_test_cli_assert_usage (cli, "“tomorrow” is no time");
  leaf_test_cli_run (cli, "publish", "1", "--at", "2020-02-02T20:20", NULL);
  leaf_test_cli_assert_usage (cli, "“2020-02-02T20:20” is too soon");
  leaf_test_cli_run (cli, "publish", "1", "--at", "2999-02-02T20:20", "--draft", NULL);
  leaf_test_cli_assert_usage (cli, "do not go together");

  leaf_test_cli_run (cli, "book", "add", "--title", "Villette", NULL);
  leaf_test_cli_assert_done (cli);
  leaf_test_cli_run (cli, "review", "add", "Villette", NULL);
  leaf_test_cli_assert_prints (cli, "2\n");
  leaf_test_cli_run (cli, "publish", "Villette", NULL);
  leaf_test_cli_assert_failed (cli, "");
  leaf_test_cli_run (cli, "outbox", "list", NULL);
  leaf_test_cli_assert_prints (cli, "");

  g_assert_cmpint (g_mkdir (second, 0700), ==, 0);
  leaf_test_cli_run (cli, "blog", "add", second, "--name", "Second", NULL);
  leaf_test_cli_assert_prints (cli, "2\n");
  leaf_test_cli_run (cli, "publish", "1", NULL);
  leaf_test_cli_assert_usage (cli, "Say with --blog which one");
  g_assert_cmpuint (count_pages (cli), ==, 0);
}

/* The folder is gone: the job stays, is shown, and is done when the folder is back. */
static void
test_cli_outbox (LeafTestCli *cli, gconstpointer unused)
{
  g_autofree char *site = g_build_filename (cli->dir, "site", NULL);
  g_autofree char *page = NULL;
  g_autofree char *address = NULL;
  g_autofree char *in_the_way = NULL;

  set_up_blog (cli);
  leaf_test_remove_tree (site);
  in_the_way = leaf_test_cli_write (cli, "site", "A file where the folder was.");
  leaf_test_cli_run (cli, "publish", "1", NULL);
  leaf_test_cli_assert_failed (cli, "site");

  leaf_test_cli_run (cli, "outbox", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_true (g_str_has_prefix (cli->out, "1\tfailed\t1 “Jane Eyre”\t"));
  leaf_test_cli_run (cli, "book", "list", "--place", "attention", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "Jane Eyre"));
  leaf_test_cli_run (cli, "outbox", "run", "1", NULL);
  g_assert_cmpint (cli->status, ==, 1);

  g_assert_cmpint (g_remove (in_the_way), ==, 0);
  g_assert_cmpint (g_mkdir (site, 0700), ==, 0);
  leaf_test_cli_run (cli, "outbox", "run", "1", NULL);
  leaf_test_cli_assert_prints (cli, "1 post is done.\n");
  leaf_test_cli_run (cli, "outbox", NULL);
  leaf_test_cli_assert_prints (cli, "");
  g_assert_cmpuint (count_pages (cli), ==, 1);
  leaf_test_cli_run (cli, "publish", "1", NULL);
  page = read_page (cli, &address);
  g_assert_cmpuint (count_pages (cli), ==, 1);

  leaf_test_cli_run (cli, "outbox", "run", NULL);
  leaf_test_cli_assert_prints (cli, "0 posts are done.\n");
  leaf_test_cli_run (cli, "outbox", "drop", "x", NULL);
  leaf_test_cli_assert_usage (cli, "“x” is no number of a job");
  leaf_test_cli_run (cli, "outbox", "drop", "99", NULL);
  leaf_test_cli_assert_failed (cli, "");
}

static void
test_cli_outbox_drop (LeafTestCli *cli, gconstpointer unused)
{
  g_autofree char *site = g_build_filename (cli->dir, "site", NULL);
  g_autofree char *in_the_way = NULL;

  set_up_blog (cli);
  leaf_test_remove_tree (site);
  in_the_way = leaf_test_cli_write (cli, "site", "A file where the folder was.");
  leaf_test_cli_run (cli, "publish", "1", NULL);
  leaf_test_cli_assert_failed (cli, "site");
  leaf_test_cli_run (cli, "outbox", "drop", "1", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "outbox", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "check", NULL);
  leaf_test_cli_assert_prints (cli, "sound\n");
}

/* Hidden, shown again, deleted; what is so already is no fault. */
static void
test_cli_post_state (LeafTestCli *cli, gconstpointer unused)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *address = NULL;
  g_autofree char *page = NULL;
  g_autofree char *again = NULL;

  set_up_blog (cli);
  leaf_test_cli_run (cli, "take-down", "1", NULL);
  leaf_test_cli_assert_failed (cli, "This review is not on the blog. Publish it first.");
  leaf_test_cli_run (cli, "publish", "1", NULL);
  page = read_page (cli, &address);

  for (int i = 0; i < 2; i++)
    {
      leaf_test_cli_run (cli, "take-down", "1", NULL);
      leaf_test_cli_assert_prints (cli, "");
      g_assert_cmpstr (cli->err, ==, i == 0 ? "flyleaf: Taken down.\n" : "flyleaf: It is down already.\n");
      g_assert_cmpuint (count_pages (cli), ==, 0);
    }
  leaf_test_cli_run (cli, "publish", "1", NULL);
  g_assert_cmpstr (cli->err, ==, "flyleaf: Published again.\n");
  g_assert_cmpuint (count_pages (cli), ==, 1);
  leaf_test_cli_run (cli, "take-down", "1", NULL);
  g_assert_cmpstr (cli->err, ==, "flyleaf: Taken down.\n");
  leaf_test_cli_run (cli, "put-back", "Jane Eyre", "--json", NULL);
  node = leaf_test_cli_json (cli);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "state"), ==, "published");
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "address"), ==, address);
  g_assert_cmpuint (count_pages (cli), ==, 1);

  leaf_test_cli_run (cli, "delete-post", "1", "--all-blogs", NULL);
  leaf_test_cli_assert_prints (cli, "");
  g_assert_cmpstr (cli->err, ==, "flyleaf: Deleted.\n");
  g_assert_cmpuint (count_pages (cli), ==, 0);
  leaf_test_cli_run (cli, "delete-post", "1", NULL);
  g_assert_cmpstr (cli->err, ==, "flyleaf: There is no post to delete.\n");
  leaf_test_cli_run (cli, "delete-post", "1", "--all-blogs", NULL);
  leaf_test_cli_assert_failed (cli, "There is no post of it on any blog.");
  leaf_test_cli_run (cli, "put-back", "1", NULL);
  leaf_test_cli_assert_failed (cli, "Publish the review again to make it anew.");
  leaf_test_cli_run (cli, "publish", "1", NULL);
  g_free (page);
  page = read_page (cli, &again);
  g_assert_cmpstr (again, ==, address);
  g_assert_cmpuint (count_pages (cli), ==, 1);
  leaf_test_cli_run (cli, "check", NULL);
  leaf_test_cli_assert_prints (cli, "sound\n");
}

/* Two reviews to two blogs: each said, each there, and one that fails keeps no other. */
static void
test_cli_publish_several (LeafTestCli *cli, gconstpointer unused)
{
  g_autofree char *second = g_build_filename (cli->dir, "second", NULL);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonArray *array;

  set_up_blog (cli);
  text = leaf_test_cli_write (cli, "villette.md", "Also *good*.");
  leaf_test_cli_run (cli, "book", "add", "--title", "Villette", "--author", "Charlotte Brontë", NULL);
  leaf_test_cli_run (cli, "review", "add", "Villette", "--from", text, NULL);
  leaf_test_cli_assert_prints (cli, "2\n");
  g_assert_cmpint (g_mkdir (second, 0700), ==, 0);
  leaf_test_cli_run (cli, "blog", "add", second, "--name", "Second", NULL);
  leaf_test_cli_assert_prints (cli, "2\n");

  leaf_test_cli_run (cli, "publish", "1", "2", "--all-blogs", "--json", NULL);
  node = leaf_test_cli_json (cli);
  array = json_node_get_array (node);
  g_assert_cmpuint (json_array_get_length (array), ==, 4);
  for (unsigned int i = 0; i < 4; i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);

      g_assert_cmpint (json_object_get_int_member (object, "review"), ==, i / 2 + 1);
      g_assert_cmpint (json_object_get_int_member (object, "blog"), ==, i % 2 + 1);
      g_assert_true (json_object_get_boolean_member (object, "created"));
    }
  g_assert_cmpuint (count_pages (cli), ==, 2);

  leaf_test_cli_run (cli, "take-down", "1", "2", "--blog", "1", "--blog", "Second", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_nonnull (strstr (cli->err, "Second: Taken down.\n"));
  g_assert_cmpuint (count_pages (cli), ==, 0);

  leaf_test_cli_run (cli, "delete-post", "1", "2", "--all-blogs", NULL);
  leaf_test_cli_assert_done (cli);
  leaf_test_cli_run (cli, "publish", "1", "--blog", "1", "--all-blogs", NULL);
  leaf_test_cli_assert_usage (cli, "--blog and --all-blogs do not go together.");
}

/* What a folder can never do is said before there is a job, also among blogs that can, and whatever is set. */
static void
test_cli_publish_unable (LeafTestCli *cli, gconstpointer unused)
{
  g_autofree char *address = NULL;
  g_autofree char *page = NULL;

  set_up_blog (cli);
  leaf_test_cli_run (cli, "publish", "1", "--draft", NULL);
  leaf_test_cli_assert_usage (cli, "“site” has no drafts: publish the review there when it is ready.");
  leaf_test_cli_run (cli, "publish", "1", "--at", "2999-02-02T20:20", NULL);
  leaf_test_cli_assert_usage (cli, "“site” cannot wait for a time: publish the review there when its day has come.");
  leaf_test_cli_run (cli, "publish", "1", "--at", "publication-day", "--dry-run", NULL);
  leaf_test_cli_assert_usage (cli, "“site” cannot wait for a time");
  add_wordpress (cli, "Words");
  leaf_test_cli_run (cli, "publish", "1", "--all-blogs", "--draft", NULL);
  leaf_test_cli_assert_usage (cli, "“site” has no drafts");
  leaf_test_cli_run (cli, "outbox", NULL);
  leaf_test_cli_assert_prints (cli, "");
  g_assert_cmpuint (count_pages (cli), ==, 0);

  set_on_folder (cli, LEAF_BLOG_SETTING_STATUS, "draft");
  leaf_test_cli_run (cli, "publish", "1", "--blog", "site", NULL);
  page = read_page (cli, &address);
  g_assert_cmpuint (count_pages (cli), ==, 1);
}

/* Only what has an effect in a folder is shown and taken; the name and where the folder is to be seen have one. */
static void
test_cli_folder_settings (LeafTestCli *cli, gconstpointer unused)
{
  g_autofree char *address = NULL;
  g_autofree char *page = NULL;

  set_up_blog (cli);
  leaf_test_cli_run (cli, "blog", "show", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "\ntitle-pattern: "));
  g_assert_null (strstr (cli->out, "\nstatus: "));
  g_assert_null (strstr (cli->out, "\ncomments: "));
  g_assert_null (strstr (cli->out, "\ngenres-as: "));
  leaf_test_cli_run (cli, "blog", "set", "site", "status", "draft", NULL);
  leaf_test_cli_assert_usage (cli, "“status” has no effect on “site”; “flyleaf blog show” lists the settings that have one there.");
  leaf_test_cli_run (cli, "blog", "set", "site", "status", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "blog", "map", "site", "Classics", NULL);
  leaf_test_cli_assert_usage (cli, "“site” has no categories and tags of its own: the genres stand in the posts as they are.");

  leaf_test_cli_run (cli, "blog", "set", "site", "public-address", "rosa.example", NULL);
  leaf_test_cli_assert_usage (cli, "“rosa.example” is not where readers find a site; write the whole address");
  leaf_test_cli_run (cli, "blog", "set", "site", "public-address", "https://rosa.example/books", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "publish", "1", NULL);
  page = read_page (cli, &address);
  g_assert_nonnull (strstr (page, "<link rel=\"canonical\" href=\"https://rosa.example/books/"));

  /* Nothing in the review has changed, and the page has all the same. */
  leaf_test_cli_run (cli, "blog", "set", "site", "name", "Rosa’s Books", NULL);
  leaf_test_cli_run (cli, "publish", "1", NULL);
  g_free (page);
  g_free (address);
  page = read_page (cli, &address);
  g_assert_cmpstr (cli->err, ==, "flyleaf: The post is updated.\n");
  g_assert_nonnull (strstr (page, "Rosa’s Books"));
  leaf_test_cli_run (cli, "publish", "1", NULL);
  g_assert_cmpstr (cli->err, ==, "flyleaf: Nothing has changed since it was published.\n");

  /* Added again it keeps the name she gave it, unless she gives it another. */
  leaf_test_cli_run (cli, "blog", "add", "./site", NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  leaf_test_cli_run (cli, "blog", "list", NULL);
  g_assert_nonnull (strstr (cli->out, "1\tRosa’s Books\tsite\t"));
  leaf_test_cli_run (cli, "blog", "add", "./site", "--name", "Shelf", NULL);
  leaf_test_cli_run (cli, "blog", "list", NULL);
  g_assert_nonnull (strstr (cli->out, "1\tShelf\tsite\t"));
}

/* Nine in the morning of the day on which the book is published. */
static void
test_cli_publication_day (LeafTestCli *cli, gconstpointer unused)
{
  g_autoptr (JsonNode) node = NULL;

  set_up_blog (cli);
  add_wordpress (cli, "Words");
  leaf_test_cli_run (cli, "publish", "1", "--blog", "Words", "--dry-run", "--at", "publication-day", NULL);
  leaf_test_cli_assert_failed (cli, "“Jane Eyre” is published already");
  leaf_test_cli_run (cli, "book", "edit", "1", "--published", "2999-05", NULL);
  leaf_test_cli_assert_done (cli);
  leaf_test_cli_run (cli, "publish", "1", "--blog", "Words", "--dry-run", "--at", "publication-day", NULL);
  leaf_test_cli_assert_failed (cli, "The day on which “Jane Eyre” is published is not known.");
  leaf_test_cli_run (cli, "book", "edit", "1", "--published", "2999-05-04", NULL);
  leaf_test_cli_run (cli, "publish", "1", "--blog", "Words", "--dry-run", "--json", "--at", "publication-day", NULL);
  node = leaf_test_cli_json (cli);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "state"), ==, "scheduled");
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "at"), ==, "2999-05-04T09:00:00Z");
}

static void
test_cli_outbox_cancel (LeafTestCli *cli, gconstpointer unused)
{
  g_autofree char *site = g_build_filename (cli->dir, "site", NULL);
  g_autofree char *in_the_way = NULL;

  set_up_blog (cli);
  leaf_test_remove_tree (site);
  in_the_way = leaf_test_cli_write (cli, "site", "A file where the folder was.");
  leaf_test_cli_run (cli, "publish", "1", NULL);
  leaf_test_cli_assert_failed (cli, "site");
  leaf_test_cli_run (cli, "outbox", "cancel", "1", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "outbox", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "outbox", "cancel", "1", NULL);
  leaf_test_cli_assert_failed (cli, "There is no job 1");
}

/* She changed the page of her site by hand. */
static void
test_remote (LeafTestCli *cli, gconstpointer unused)
{
  g_autofree char *address = NULL;
  g_autofree char *page = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GString) changed = NULL;

  set_up_blog (cli);
  leaf_test_cli_run (cli, "review", "remote", "1", NULL);
  leaf_test_cli_assert_failed (cli, "This review is not on the blog, as far as Flyleaf knows. Publish it first.");
  leaf_test_cli_run (cli, "review", "remote", "1", "--keep", "both", NULL);
  leaf_test_cli_assert_usage (cli, "“both” is none of “mine”, “theirs” and “merge”.");
  leaf_test_cli_run (cli, "publish", "1", NULL);
  page = read_page (cli, &address);
  leaf_test_cli_run (cli, "review", "remote", "1", NULL);
  leaf_test_cli_assert_prints (cli, "state: unchanged\n");

  file = g_file_new_for_uri (address);
  changed = g_string_new (page);
  g_assert_cmpuint (g_string_replace (changed, "Reader, I did.", "Reader, I married him.", 0), >, 0);
  g_assert_true (g_file_replace_contents (file, changed->str, changed->len, NULL, FALSE, 0, NULL, NULL, NULL));
  leaf_test_cli_run (cli, "review", "remote", "1", NULL);
  leaf_test_cli_assert_prints (cli, "state: changed\n@ theirs\n- > Reader, I did.\n> > Reader, I married him.\n");
  leaf_test_cli_run (cli, "review", "remote", "1", "--keep", "theirs", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "review", "show", "1", "--markdown", NULL);
  leaf_test_cli_assert_prints (cli, "I _loved_ it, page \\& print.\n\n> Reader, I married him.\n");
  leaf_test_cli_run (cli, "publish", "1", NULL);
  leaf_test_cli_assert_done (cli);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  leaf_test_add_cli ("/cli/publish/twice", test_cli_publish_twice);
  leaf_test_add_cli ("/cli/publish/json", test_cli_publish_json);
  leaf_test_add_cli ("/cli/publish/at", test_cli_publish_at);
  leaf_test_add_cli ("/cli/publish/refused", test_cli_publish_refused);
  leaf_test_add_cli ("/cli/preview", test_cli_preview);
  leaf_test_add_cli ("/cli/outbox", test_cli_outbox);
  leaf_test_add_cli ("/cli/outbox/drop", test_cli_outbox_drop);
  leaf_test_add_cli ("/cli/outbox/cancel", test_cli_outbox_cancel);
  leaf_test_add_cli ("/cli/publish/state", test_cli_post_state);
  leaf_test_add_cli ("/cli/publish/several", test_cli_publish_several);
  leaf_test_add_cli ("/cli/publish/unable", test_cli_publish_unable);
  leaf_test_add_cli ("/cli/publish/folder-settings", test_cli_folder_settings);
  leaf_test_add_cli ("/cli/publish/day", test_cli_publication_day);
  leaf_test_add_cli ("/cli/publish/remote", test_remote);

  return g_test_run ();
}
