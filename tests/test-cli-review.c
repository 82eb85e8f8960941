/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-reviews.h"
#include "leaf-test-cli.h"
#include "leaf-test-library.h"

#include <string.h>

static void
add_books (LeafTestCli *cli)
{
  leaf_test_cli_run (cli, "book", "add", "--title", "Jane Eyre", "--author", "Charlotte Brontë", "--isbn",
                     "9780141441146", NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  leaf_test_cli_run (cli, "book", "add", "--title", "Agnes Grey", "--author", "Anne Brontë", NULL);
  leaf_test_cli_assert_prints (cli, "2\n");
}

static void
add_review (LeafTestCli *cli)
{
  g_autofree char *file = leaf_test_cli_write (cli, "review.md", "## Yes\n\nI *loved* it.\n");

  add_books (cli);
  leaf_test_cli_run (cli, "review", "add", "Jane Eyre", "--from", file, "--rating", "4.5", "--warnings",
                     "Fire", "--slug", "jane-eyre", "--title", "Jane", "--language", "en_GB", "--free-copy", NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  g_assert_cmpstr (cli->err, ==, "");
}

static void
test_cli_review_add (LeafTestCli *cli, gconstpointer unused)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *review;
  JsonArray *books;

  add_review (cli);
  leaf_test_cli_run (cli, "review", "show", "1", "--json", NULL);
  node = leaf_test_cli_json (cli);
  review = json_node_get_object (node);
  books = json_object_get_array_member (review, "books");

  g_assert_cmpuint (json_array_get_length (books), ==, 1);
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (books, 0), "id"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (review, "title"), ==, "Jane");
  g_assert_cmpstr (json_object_get_string_member (review, "slug"), ==, "jane-eyre");
  g_assert_cmpfloat (json_object_get_double_member (review, "rating"), ==, 4.5);
  g_assert_cmpstr (json_object_get_string_member (review, "warnings"), ==, "Fire");
  g_assert_cmpstr (json_object_get_string_member (review, "language"), ==, "en_GB");
  g_assert_true (json_object_get_boolean_member (review, "free_copy"));
  g_assert_cmpint (json_object_get_int_member (review, "words"), ==, 4);
  g_assert_cmpstr (json_object_get_string_member (review, "state"), ==, "none");
  g_assert_cmpstr (json_object_get_string_member (review, "html"), ==,
                   "<h2>Yes</h2>\n<p>I <em>loved</em> it.</p>\n");
}

static void
test_cli_review_show (LeafTestCli *cli, gconstpointer unused)
{
  add_review (cli);

  leaf_test_cli_run (cli, "review", "show", "jane", "--html", NULL);
  leaf_test_cli_assert_prints (cli, "<h2>Yes</h2>\n<p>I <em>loved</em> it.</p>\n");
  leaf_test_cli_run (cli, "review", "show", "9780141441146", "--markdown", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_true (g_str_has_prefix (cli->out, "## Yes\n\nI _loved_ it."));
  leaf_test_cli_run (cli, "review", "show", "1", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "Books: Jane Eyre\n"));
  g_assert_nonnull (strstr (cli->out, "Rating: 4.5\n"));
  g_assert_nonnull (strstr (cli->out, "I loved it."));

  leaf_test_cli_run (cli, "review", "show", "1", "--html", "--json", NULL);
  leaf_test_cli_assert_usage (cli, "do not go together");
  leaf_test_cli_run (cli, "review", "show", "Agnes", NULL);
  leaf_test_cli_assert_failed (cli, "There is no review of “Agnes” in the library.");

  leaf_test_cli_run (cli, "review", "list", NULL);
  leaf_test_cli_assert_prints (cli, "1\tJane Eyre\tnone\t4.5\t4\n");
  leaf_test_cli_run (cli, "book", "list", "--place", "draft", NULL);
  leaf_test_cli_assert_prints (cli, "1\tJane Eyre\tCharlotte Brontë\tdraft\t4.5\n");
}

/* What comes in from outside is brought into the stored subset. */
static void
test_cli_review_input (LeafTestCli *cli, gconstpointer unused)
{
  add_books (cli);

  leaf_test_cli_run_input (cli, "<p onclick=\"x()\">A<script>alert(1)</script> <b>good</b> book.", "review", "add",
                           "1", "--from", "-", "--format", "html", NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  leaf_test_cli_run (cli, "review", "show", "1", "--html", NULL);
  leaf_test_cli_assert_prints (cli, "<p>A <strong>good</strong> book.</p>\n");

  leaf_test_cli_run_input (cli, "One line\nand <another>\n", "review", "add", "2", "--from", "-", "--format", "text",
                           NULL);
  leaf_test_cli_assert_prints (cli, "2\n");
  leaf_test_cli_run (cli, "review", "show", "2", "--html", NULL);
  leaf_test_cli_assert_prints (cli, "<p>One line</p>\n<p>and &lt;another&gt;</p>\n");
}

static char *
read_file (LeafTestCli *cli, const char *name)
{
  g_autofree char *path = g_build_filename (cli->dir, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* The name of the file says what it becomes. */
static void
test_cli_review_export (LeafTestCli *cli, gconstpointer unused)
{
  static const char *const names[] = { "jane.md", "jane.html", "jane.pdf", "jane.odt", "no/jane.md" };
  char *paths[G_N_ELEMENTS (names)];
  g_autofree char *markdown = NULL;
  g_autofree char *html = NULL;
  g_autofree char *pdf = NULL;

  for (unsigned int i = 0; i < G_N_ELEMENTS (names); i++)
    paths[i] = g_build_filename (cli->dir, names[i], NULL);
  add_review (cli);

  for (unsigned int i = 0; i < 3; i++)
    {
      leaf_test_cli_run (cli, "review", "export", "jane", paths[i], NULL);
      leaf_test_cli_assert_prints (cli, "");
    }
  markdown = read_file (cli, "jane.md");
  html = read_file (cli, "jane.html");
  pdf = read_file (cli, "jane.pdf");
  g_assert_true (g_str_has_prefix (markdown, "# Jane\n"));
  g_assert_nonnull (strstr (markdown, "I _loved_ it."));
  g_assert_nonnull (strstr (html, "<em>loved</em>"));
  g_assert_true (g_str_has_prefix (pdf, "%PDF-"));

  leaf_test_cli_run (cli, "review", "export", "jane", paths[3], NULL);
  leaf_test_cli_assert_usage (cli, ".md, .html or .pdf");
  leaf_test_cli_run (cli, "review", "export", "jane", NULL);
  leaf_test_cli_assert_usage (cli, "");
  leaf_test_cli_run (cli, "review", "export", "Agnes", paths[0], NULL);
  leaf_test_cli_assert_failed (cli, "There is no review of “Agnes” in the library.");
  leaf_test_cli_run (cli, "review", "export", "jane", paths[4], NULL);
  leaf_test_cli_assert_failed (cli, "no/jane.md");
  g_assert_false (g_file_test (paths[3], G_FILE_TEST_EXISTS));
  for (unsigned int i = 0; i < G_N_ELEMENTS (names); i++)
    g_clear_pointer (&paths[i], g_free);
}

typedef struct {
  unsigned int n_revisions;
  char *html; /* of the newest */
} Revisions;

static gboolean
list_revisions_cb (LeafDb *db, gpointer data, GError **error)
{
  Revisions *revisions = data;
  g_autoptr (GPtrArray) list = leaf_revisions_list (db, 1, error);

  if (list == NULL)
    return FALSE;

  revisions->n_revisions = list->len;
  if (list->len > 0)
    revisions->html = g_strdup (((LeafRevision *) g_ptr_array_index (list, 0))->html);
  return TRUE;
}

/* The text that was replaced is kept. */
static void
test_cli_review_edit (LeafTestCli *cli, gconstpointer unused)
{
  g_autofree char *file = leaf_test_cli_write (cli, "second.html", "<p>On second thoughts.</p>");
  g_autoptr (LeafLibrary) library = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  Revisions revisions = { 0 };
  JsonObject *review;

  add_review (cli);
  leaf_test_cli_run (cli, "review", "edit", "1", "--from", file, NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  leaf_test_cli_run (cli, "review", "edit", "1", "--rating", "3", "--title", "", "--free-copy=no", "--json", NULL);
  node = leaf_test_cli_json (cli);
  review = json_node_get_object (node);
  g_assert_cmpfloat (json_object_get_double_member (review, "rating"), ==, 3);
  g_assert_true (json_object_get_null_member (review, "title"));
  g_assert_false (json_object_get_boolean_member (review, "free_copy"));
  g_assert_cmpstr (json_object_get_string_member (review, "slug"), ==, "jane-eyre");
  g_assert_cmpstr (json_object_get_string_member (review, "html"), ==, "<p>On second thoughts.</p>\n");

  library = leaf_library_open (cli->library, &error);
  g_assert_no_error (error);
  leaf_test_run (library, LEAF_LIBRARY_READ, list_revisions_cb, &revisions);
  leaf_library_close (library);
  g_assert_cmpuint (revisions.n_revisions, ==, 1);
  g_assert_cmpstr (revisions.html, ==, "<h2>Yes</h2>\n<p>I <em>loved</em> it.</p>\n");
  g_free (revisions.html);
}

/* What was replaced can be seen and brought back, and what it replaces is kept then. */
static void
test_cli_review_history (LeafTestCli *cli, gconstpointer unused)
{
  g_autofree char *second = leaf_test_cli_write (cli, "second.html", "<p>On second thoughts.</p>");
  g_autofree char *third = leaf_test_cli_write (cli, "third.html", "<p>No.</p>");
  g_autoptr (JsonNode) node = NULL;
  JsonObject *newest;

  add_review (cli);
  leaf_test_cli_run (cli, "review", "history", "1", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "review", "edit", "1", "--from", second, NULL);
  leaf_test_cli_run (cli, "review", "edit", "1", "--from", third, NULL);

  leaf_test_cli_run (cli, "review", "history", "1", "--json", NULL);
  node = leaf_test_cli_json (cli);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 2);
  newest = json_array_get_object_element (json_node_get_array (node), 0);
  g_assert_cmpint (json_object_get_int_member (newest, "id"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (newest, "words"), ==, 3);
  g_assert_cmpstr (json_object_get_string_member (newest, "reason"), ==, "replaced");
  g_assert_cmpstr (json_object_get_string_member (newest, "html"), ==, "<p>On second thoughts.</p>\n");
  leaf_test_cli_run (cli, "review", "history", "1", "1", NULL);
  leaf_test_cli_assert_prints (cli, "<h2>Yes</h2>\n<p>I <em>loved</em> it.</p>\n");

  leaf_test_cli_run (cli, "review", "restore", "1", "1", NULL);
  leaf_test_cli_run (cli, "review", "show", "1", "--html", NULL);
  leaf_test_cli_assert_prints (cli, "<h2>Yes</h2>\n<p>I <em>loved</em> it.</p>\n");
  leaf_test_cli_run (cli, "review", "history", "1", "3", NULL);
  leaf_test_cli_assert_prints (cli, "<p>No.</p>\n");

  leaf_test_cli_run (cli, "review", "add", "2", "--from", second, NULL);
  leaf_test_cli_run (cli, "review", "restore", "2", "1", NULL);
  leaf_test_cli_assert_failed (cli, "The review has no version 1.");
  leaf_test_cli_run (cli, "review", "restore", "2", "99", NULL);
  leaf_test_cli_assert_failed (cli, "There is no version 99 in the library.");
}

static void
test_cli_review_several_books (LeafTestCli *cli, gconstpointer unused)
{
  add_review (cli);

  leaf_test_cli_run (cli, "review", "add", "2", "1", "--title", "Two sisters", NULL);
  leaf_test_cli_assert_prints (cli, "2\n");
  leaf_test_cli_run (cli, "review", "list", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "2\tAgnes Grey; Jane Eyre\tnone\t-\t0\n"));
}

static void
test_cli_review_refused (LeafTestCli *cli, gconstpointer unused)
{
  g_autofree char *file = NULL;

  add_review (cli);
  file = leaf_test_cli_write (cli, "again.md", "Again.");

  leaf_test_cli_run (cli, "review", "add", "1", "--from", file, NULL);
  leaf_test_cli_assert_failed (cli, "There is a review already: change it with “flyleaf review edit 1”.");
  leaf_test_cli_run (cli, "review", "add", "Villette", "--from", file, NULL);
  leaf_test_cli_assert_failed (cli, "There is no book “Villette” in the library.");
  leaf_test_cli_run (cli, "review", "add", "2", "--from", "missing.md", NULL);
  leaf_test_cli_assert_failed (cli, "“missing.md” cannot be read");
  leaf_test_cli_run (cli, "review", "add", "2", "--from", "-", NULL);
  leaf_test_cli_assert_usage (cli, "Say with --format");
  leaf_test_cli_run (cli, "review", "add", "2", "--from", file, "--format", "pdf", NULL);
  leaf_test_cli_assert_usage (cli, "“pdf” is no format");
  leaf_test_cli_run (cli, "review", "add", "2", "--from", file, "--rating", "5.5", NULL);
  leaf_test_cli_assert_usage (cli, "“5.5” is no rating");
  leaf_test_cli_run (cli, "review", "add", "2", "--from", file, "--rating", "4.2", NULL);
  leaf_test_cli_assert_usage (cli, "“4.2” is no rating");
  leaf_test_cli_run (cli, "review", "add", "2", "--from", file, "--language", "English", NULL);
  leaf_test_cli_assert_usage (cli, "“English” is not a language");
  leaf_test_cli_run (cli, "review", "add", "2", "--from", file, "--slug", "Agnès & co", NULL);
  leaf_test_cli_assert_usage (cli, "“agnes-co” can");
  leaf_test_cli_run (cli, "review", "add", "2", "--from", file, "--free-copy=perhaps", NULL);
  leaf_test_cli_assert_usage (cli, "--free-copy wants yes or no");
  leaf_test_cli_run (cli, "review", "edit", "7", "--rating", "1", NULL);
  leaf_test_cli_assert_failed (cli, "There is no review of “7” in the library.");

  leaf_test_cli_run (cli, "review", "list", NULL);
  leaf_test_cli_assert_prints (cli, "1\tJane Eyre\tnone\t4.5\t4\n");
}

static void
test_cli_review_remove (LeafTestCli *cli, gconstpointer unused)
{
  add_review (cli);

  leaf_test_cli_run (cli, "review", "remove", "1", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "review", "show", "1", NULL);
  leaf_test_cli_assert_failed (cli, "There is no review of “1” in the library.");
  leaf_test_cli_run (cli, "review", "restore", "1", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "review", "list", NULL);
  leaf_test_cli_assert_prints (cli, "1\tJane Eyre\tnone\t4.5\t4\n");
  leaf_test_cli_run (cli, "check", NULL);
  leaf_test_cli_assert_prints (cli, "sound\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  leaf_test_add_cli ("/cli/review/add", test_cli_review_add);
  leaf_test_add_cli ("/cli/review/show", test_cli_review_show);
  leaf_test_add_cli ("/cli/review/input", test_cli_review_input);
  leaf_test_add_cli ("/cli/review/export", test_cli_review_export);
  leaf_test_add_cli ("/cli/review/edit", test_cli_review_edit);
  leaf_test_add_cli ("/cli/review/history", test_cli_review_history);
  leaf_test_add_cli ("/cli/review/several-books", test_cli_review_several_books);
  leaf_test_add_cli ("/cli/review/refused", test_cli_review_refused);
  leaf_test_add_cli ("/cli/review/remove", test_cli_review_remove);

  return g_test_run ();
}
