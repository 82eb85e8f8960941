/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-test-cli.h"

#include <string.h>

static void
add_jane_eyre (LeafTestCli *cli)
{
  leaf_test_cli_run (cli, "book", "add", "--title", "Jane Eyre", "--author", "Charlotte Brontë", "--genre",
                     "Classics", "--genre", "Romance", "--publisher", "Penguin", "--published", "2006-08",
                     "--isbn", "0-14-144114-3", "--pages", "624", "--format", "Paperback", "--series", "Classics",
                     "--number", "12", "--shelf", "Favourites", NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  g_assert_cmpstr (cli->err, ==, "");
}

static void
assert_string (JsonObject *object, const char *name, const char *value)
{
  g_assert_true (json_object_has_member (object, name));
  g_assert_cmpstr (json_object_get_string_member_with_default (object, name, NULL), ==, value);
}

static void
test_cli_book_add (LeafTestCli *cli, gconstpointer unused)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *book;

  add_jane_eyre (cli);
  leaf_test_cli_run (cli, "book", "show", "1", "--json", NULL);
  node = leaf_test_cli_json (cli);
  book = json_node_get_object (node);

  g_assert_cmpint (json_object_get_int_member (book, "id"), ==, 1);
  assert_string (book, "title", "Jane Eyre");
  assert_string (book, "publisher", "Penguin");
  assert_string (book, "published", "2006-08");
  assert_string (book, "isbn", "9780141441146");
  assert_string (book, "series", "Classics");
  assert_string (book, "number", "12");
  assert_string (book, "format", "Paperback");
  assert_string (book, "cover", NULL);
  g_assert_cmpint (json_object_get_int_member (book, "pages"), ==, 624);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (book, "genres")), ==, 2);
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (book, "authors"), 0), ==,
                   "Charlotte Brontë");
  g_assert_true (json_object_get_null_member (book, "review"));
}

static void
test_cli_book_edit (LeafTestCli *cli, gconstpointer unused)
{
  g_autofree char *synopsis = leaf_test_cli_write (cli, "synopsis.md", "A *governess* and a house.\n");
  g_autofree char *cover = leaf_test_cli_picture (cli, "cover.png");
  g_autoptr (JsonNode) node = NULL;
  JsonObject *book;

  add_jane_eyre (cli);
  leaf_test_cli_run (cli, "book", "edit", "jane", "--publisher", "", "--genre", "Gothic", "--contributor",
                     "editor:Stevie Davies", "--synopsis-file", synopsis, "--cover", cover, "--cover-alt",
                     "A blue cover", "--json", NULL);
  node = leaf_test_cli_json (cli);
  book = json_node_get_object (node);

  assert_string (book, "title", "Jane Eyre");
  assert_string (book, "publisher", NULL);
  assert_string (book, "cover_alt", "A blue cover");
  assert_string (book, "synopsis", "<p>A <em>governess</em> and a house.</p>\n");
  g_assert_cmpuint (strlen (json_object_get_string_member (book, "cover")), ==, 64);
  g_assert_true (g_file_test (json_object_get_string_member (book, "cover_file"), G_FILE_TEST_IS_REGULAR));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (book, "genres")), ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (book, "contributors")), ==, 2);

  leaf_test_cli_run (cli, "book", "show", "Jane Eyre", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "ISBN-10: 0141441143\n"));
  g_assert_nonnull (strstr (cli->out, "With: Stevie Davies (editor)\n"));
  g_assert_nonnull (strstr (cli->out, "\n\nA governess and a house.\n"));
}

static void
test_cli_book_list (LeafTestCli *cli, gconstpointer unused)
{
  g_autoptr (JsonNode) node = NULL;

  leaf_test_cli_run (cli, "book", "list", NULL);
  leaf_test_cli_assert_prints (cli, "");

  add_jane_eyre (cli);
  leaf_test_cli_run (cli, "book", "add", "--title", "Agnes\nGrey\x1b[31m", "--author", "Anne Brontë", NULL);
  leaf_test_cli_assert_prints (cli, "2\n");

  leaf_test_cli_run (cli, "book", "list", NULL);
  leaf_test_cli_assert_prints (cli, "2\tAgnes Grey [31m\tAnne Brontë\tto-review\t-\n"
                                    "1\tJane Eyre\tCharlotte Brontë\tto-review\t-\n");
  leaf_test_cli_run (cli, "book", "list", "bronte", "agn", NULL);
  leaf_test_cli_assert_prints (cli, "2\tAgnes Grey [31m\tAnne Brontë\tto-review\t-\n");
  leaf_test_cli_run (cli, "book", "list", "--genre", "Romance", NULL);
  leaf_test_cli_assert_prints (cli, "1\tJane Eyre\tCharlotte Brontë\tto-review\t-\n");
  leaf_test_cli_run (cli, "book", "list", "--place", "published", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "book", "list", "--sort", "added", "--json", NULL);
  node = leaf_test_cli_json (cli);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 2);

  leaf_test_cli_run (cli, "book", "list", "--place", "nowhere", NULL);
  leaf_test_cli_assert_usage (cli, "“nowhere” is no place");
  leaf_test_cli_run (cli, "book", "list", "--shelf", "a", "--genre", "b", NULL);
  leaf_test_cli_assert_usage (cli, "do not go together");
}

static void
test_cli_book_embargo (LeafTestCli *cli, gconstpointer unused)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) without = NULL;

  leaf_test_cli_run (cli, "book", "add", "--title", "Soon", "--embargo", "2126-10-06", NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  leaf_test_cli_run (cli, "book", "show", "1", NULL);
  g_assert_nonnull (strstr (cli->out, "Embargo until: 2126-10-06\n"));

  leaf_test_cli_run (cli, "book", "edit", "1", "--embargo", "2126-10", NULL);
  leaf_test_cli_assert_usage (cli, "“2126-10” is no day");
  leaf_test_cli_run (cli, "book", "show", "1", "--json", NULL);
  node = leaf_test_cli_json (cli);
  assert_string (json_node_get_object (node), "embargo", "2126-10-06");

  leaf_test_cli_run (cli, "book", "edit", "1", "--embargo", "", "--json", NULL);
  without = leaf_test_cli_json (cli);
  assert_string (json_node_get_object (without), "embargo", NULL);
}

/* By number, UUID, ISBN in any form, or words; several that fit are named. */
static void
test_cli_book_find (LeafTestCli *cli, gconstpointer unused)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *uuid = NULL;

  add_jane_eyre (cli);
  leaf_test_cli_run (cli, "book", "add", "--title", "Jane", "--author", "Nobody", NULL);
  leaf_test_cli_run (cli, "book", "add", "--title", "Plain Jane", "--author", "Somebody", NULL);

  leaf_test_cli_run (cli, "book", "show", "1", "--json", NULL);
  node = leaf_test_cli_json (cli);
  uuid = g_strdup (json_object_get_string_member (json_node_get_object (node), "uuid"));

  leaf_test_cli_run (cli, "book", "edit", uuid, NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  leaf_test_cli_run (cli, "book", "edit", "978-0-14-144114-6", NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  leaf_test_cli_run (cli, "book", "edit", "jane", NULL);
  leaf_test_cli_assert_prints (cli, "2\n");
  leaf_test_cli_run (cli, "book", "edit", "somebody", NULL);
  leaf_test_cli_assert_prints (cli, "3\n");

  leaf_test_cli_run (cli, "book", "show", "jan", NULL);
  leaf_test_cli_assert_failed (cli, "“jan” may be one of 3");
  g_assert_nonnull (strstr (cli->err, "1 “Jane Eyre”, Charlotte Brontë"));
  g_assert_nonnull (strstr (cli->err, "3 “Plain Jane”, Somebody"));

  leaf_test_cli_run (cli, "book", "show", "Wuthering", NULL);
  leaf_test_cli_assert_failed (cli, "There is no book “Wuthering” in the library.");
  leaf_test_cli_run (cli, "book", "show", "99", NULL);
  leaf_test_cli_assert_failed (cli, "There is no book “99” in the library.");
  leaf_test_cli_run (cli, "book", "show", "00000000-0000-4000-8000-000000000000", NULL);
  leaf_test_cli_assert_failed (cli, "There is no book");
}

static void
test_cli_book_remove (LeafTestCli *cli, gconstpointer unused)
{
  add_jane_eyre (cli);
  leaf_test_cli_run (cli, "book", "remove", "1", NULL);
  leaf_test_cli_assert_prints (cli, "");
  g_assert_nonnull (strstr (cli->err, "flyleaf book restore 1"));
  leaf_test_cli_run (cli, "book", "list", NULL);
  leaf_test_cli_assert_prints (cli, "");

  leaf_test_cli_run (cli, "book", "restore", "1", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "book", "edit", "1", NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  leaf_test_cli_run (cli, "book", "restore", "one", NULL);
  leaf_test_cli_assert_usage (cli, "“one” is no number of a book.");
}

/* What is wrong is said, and nothing is stored. */
static void
test_cli_book_refused (LeafTestCli *cli, gconstpointer unused)
{
  g_autofree char *empty = leaf_test_cli_write (cli, "empty.jpg", "");
  g_autofree char *text = leaf_test_cli_write (cli, "text.jpg", "This is no picture.");
  g_autofree char *binary = leaf_test_cli_write (cli, "binary.txt", "\xff\xfe\x80");
  g_autofree char *unknown = leaf_test_cli_write (cli, "synopsis.doc", "?");

  leaf_test_cli_run (cli, "book", "add", NULL);
  leaf_test_cli_assert_usage (cli, "A book needs a --title.");
  leaf_test_cli_run (cli, "book", "add", "--title", "  ", NULL);
  leaf_test_cli_assert_usage (cli, "A book needs a title.");
  leaf_test_cli_run (cli, "book", "add", "--title", "A", "--isbn", "9780141441147", NULL);
  leaf_test_cli_assert_failed (cli, "“9780141441147” is not an ISBN");
  leaf_test_cli_run (cli, "book", "add", "--title", "A", "--published", "last year", NULL);
  leaf_test_cli_assert_usage (cli, "“last year” is no date");
  leaf_test_cli_run (cli, "book", "add", "--title", "A", "--pages", "many", NULL);
  leaf_test_cli_assert_usage (cli, "“many” is no number of pages.");
  leaf_test_cli_run (cli, "book", "add", "--title", "A", "--contributor", "Ann", NULL);
  leaf_test_cli_assert_usage (cli, "“Ann” is no contributor");
  leaf_test_cli_run (cli, "book", "add", "--title", "A", "--cover", "missing.png", NULL);
  leaf_test_cli_assert_failed (cli, "missing.png");
  leaf_test_cli_run (cli, "book", "add", "--title", "A", "--cover", empty, NULL);
  leaf_test_cli_assert_failed (cli, "");
  leaf_test_cli_run (cli, "book", "add", "--title", "A", "--cover", text, NULL);
  leaf_test_cli_assert_failed (cli, "");
  leaf_test_cli_run (cli, "book", "add", "--title", "A", "--synopsis-file", "missing.md", NULL);
  leaf_test_cli_assert_failed (cli, "“missing.md” cannot be read");
  leaf_test_cli_run (cli, "book", "add", "--title", "A", "--synopsis-file", binary, NULL);
  leaf_test_cli_assert_failed (cli, "binary.txt” cannot be used");
  leaf_test_cli_run (cli, "book", "add", "--title", "A", "--synopsis-file", unknown, NULL);
  leaf_test_cli_assert_usage (cli, "does not tell what is in it");

  leaf_test_cli_run (cli, "book", "list", NULL);
  leaf_test_cli_assert_prints (cli, "");

  add_jane_eyre (cli);
  leaf_test_cli_run (cli, "book", "add", "--title", "Another", "--isbn", "9780141441146", NULL);
  leaf_test_cli_assert_failed (cli, "is that of book 1 “Jane Eyre”, Charlotte Brontë already.");
  leaf_test_cli_run (cli, "book", "edit", "1", "--isbn", "9780141441146", NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
}

static void
test_cli_usage (LeafTestCli *cli, gconstpointer unused)
{
  leaf_test_cli_run (cli, "book", NULL);
  leaf_test_cli_assert_usage (cli, "“flyleaf book” needs to know what to do.");
  leaf_test_cli_run (cli, "book", "burn", NULL);
  leaf_test_cli_assert_usage (cli, "There is no “flyleaf book burn”.");
  leaf_test_cli_run (cli, "bok", NULL);
  leaf_test_cli_assert_usage (cli, "“bok” is neither a verb nor a file.");
  leaf_test_cli_run (cli, "--json", "book", "list", NULL);
  leaf_test_cli_assert_usage (cli, "“--json”");
  leaf_test_cli_run (cli, "book", "show", NULL);
  leaf_test_cli_assert_usage (cli, "Something is missing: BOOK.");
  leaf_test_cli_run (cli, "book", "show", "Jane", "Eyre", NULL);
  leaf_test_cli_assert_usage (cli, "“Eyre” is too much.");
  leaf_test_cli_run (cli, "book", "show", "--colour", NULL);
  leaf_test_cli_assert_usage (cli, "--colour");
  g_assert_nonnull (strstr (cli->err, "Try “flyleaf book show --help”."));
  leaf_test_cli_run (cli, "book", "remove", "1", "--json", NULL);
  leaf_test_cli_assert_usage (cli, "has no --json");
  leaf_test_cli_run (cli, "--library=", "book", "list", NULL);
  leaf_test_cli_assert_usage (cli, "--library needs the path of a library.");
  leaf_test_cli_run (cli, "--library=/nonexistent/library.db", "book", "list", NULL);
  leaf_test_cli_assert_prints (cli, ""); /* the last one wins */
}

static void
test_cli_help (LeafTestCli *cli, gconstpointer unused)
{
  const char *const verbs[] = { "book add",    "review edit", "blog set",   "profile set",
                                "publish",     "preview",     "outbox run", "check" };

  leaf_test_cli_run (cli, "--help", NULL);
  leaf_test_cli_assert_done (cli);
  for (unsigned int i = 0; i < G_N_ELEMENTS (verbs); i++)
    g_assert_nonnull (strstr (cli->out, verbs[i]));

  leaf_test_cli_run (cli, "book", "add", "--help", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "flyleaf book add [OPTION…]"));
  g_assert_nonnull (strstr (cli->out, "--synopsis-file=FILE"));
  g_assert_cmpstr (cli->err, ==, "");

  leaf_test_cli_run (cli, "book", "--help", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "flyleaf book remove BOOK"));

  leaf_test_cli_run (cli, "--version", NULL);
  leaf_test_cli_assert_prints (cli, "flyleaf " PACKAGE_VERSION "\n");
}

static void
test_cli_profile (LeafTestCli *cli, gconstpointer unused)
{
  g_autofree char *picture = leaf_test_cli_picture (cli, "me.png");
  g_autoptr (JsonNode) node = NULL;

  leaf_test_cli_run (cli, "profile", "show", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "profile", "set", NULL);
  leaf_test_cli_assert_usage (cli, "Say what to set");

  leaf_test_cli_run (cli, "profile", "set", "--name", " Ann Reader ", "--role", "Editor", "--bio", "Reads.",
                     "--picture", picture, NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "profile", "set", "--role", "", NULL);
  leaf_test_cli_run (cli, "profile", "show", "--json", NULL);
  node = leaf_test_cli_json (cli);
  assert_string (json_node_get_object (node), "name", "Ann Reader");
  assert_string (json_node_get_object (node), "role", NULL);
  assert_string (json_node_get_object (node), "bio", "Reads.");
  g_assert_cmpuint (strlen (json_object_get_string_member (json_node_get_object (node), "picture")), ==, 64);
}

static void
test_cli_quotes (LeafTestCli *cli, gconstpointer unused)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *quote;

  add_jane_eyre (cli);
  leaf_test_cli_run (cli, "quote", "add", "Jane", "--text", "Reader, I married him.", "--source", "p. 517", NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  leaf_test_cli_run (cli, "quote", "add", "Jane", "--text", "I am no bird.", NULL);
  leaf_test_cli_assert_prints (cli, "2\n");
  leaf_test_cli_run (cli, "quote", "edit", "1", "--source", "", "--note", "The end", NULL);
  leaf_test_cli_assert_prints (cli, "1\n");

  leaf_test_cli_run (cli, "quote", "list", "Jane", "--json", NULL);
  node = leaf_test_cli_json (cli);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 2);
  quote = json_array_get_object_element (json_node_get_array (node), 0);
  assert_string (quote, "text", "Reader, I married him.");
  assert_string (quote, "source", NULL);
  assert_string (quote, "note", "The end");

  leaf_test_cli_run (cli, "quote", "remove", "2", NULL);
  leaf_test_cli_assert_done (cli);
  leaf_test_cli_run (cli, "quote", "list", "Jane", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_null (strstr (cli->out, "no bird"));
  leaf_test_cli_run (cli, "quote", "restore", "2", NULL);
  leaf_test_cli_run (cli, "quote", "list", "Jane", NULL);
  g_assert_nonnull (strstr (cli->out, "I am no bird."));

  leaf_test_cli_run (cli, "quote", "add", "Jane", "--text", "  ", NULL);
  leaf_test_cli_assert_usage (cli, "A quotation needs some words.");
  leaf_test_cli_run (cli, "quote", "edit", "9", "--note", "None", NULL);
  leaf_test_cli_assert_failed (cli, "There is no quotation 9");
}

static void
test_cli_check (LeafTestCli *cli, gconstpointer unused)
{
  g_autofree char *garbage = leaf_test_cli_write (cli, "garbage.db", "This is a letter to my aunt, no library.");

  leaf_test_cli_run (cli, "check", NULL);
  leaf_test_cli_assert_failed (cli, "There is no library at");
  g_assert_false (g_file_test (cli->library, G_FILE_TEST_EXISTS));

  add_jane_eyre (cli);
  leaf_test_cli_run (cli, "check", NULL);
  leaf_test_cli_assert_prints (cli, "sound\n");

  g_free (cli->library);
  cli->library = g_steal_pointer (&garbage);
  leaf_test_cli_run (cli, "check", NULL);
  leaf_test_cli_assert_failed (cli, "garbage.db");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  leaf_test_add_cli ("/cli/book/add", test_cli_book_add);
  leaf_test_add_cli ("/cli/book/edit", test_cli_book_edit);
  leaf_test_add_cli ("/cli/book/embargo", test_cli_book_embargo);
  leaf_test_add_cli ("/cli/book/list", test_cli_book_list);
  leaf_test_add_cli ("/cli/book/find", test_cli_book_find);
  leaf_test_add_cli ("/cli/book/remove", test_cli_book_remove);
  leaf_test_add_cli ("/cli/book/refused", test_cli_book_refused);
  leaf_test_add_cli ("/cli/book/quotes", test_cli_quotes);
  leaf_test_add_cli ("/cli/usage", test_cli_usage);
  leaf_test_add_cli ("/cli/help", test_cli_help);
  leaf_test_add_cli ("/cli/profile", test_cli_profile);
  leaf_test_add_cli ("/cli/check", test_cli_check);

  return g_test_run ();
}
