/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-test-cli.h"

#include <string.h>

static void
test_template (LeafTestCli *cli, gconstpointer unused)
{
  g_autofree char *text = leaf_test_cli_write (cli, "begin.md", "## {title}\n\nBy **{authors}** ({year}). {nonsense}\n");
  g_autofree char *other = leaf_test_cli_write (cli, "other.md", "*{publisher}* sent me this.\n");

  leaf_test_cli_run (cli, "book", "add", "--title", "Cats & <b>Dogs</b>", "--author", "Ann A.", "--published", "1999", NULL);
  leaf_test_cli_run (cli, "template", "add", "Usual", "--from", text, NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  leaf_test_cli_run (cli, "template", "list", NULL);
  leaf_test_cli_assert_prints (cli, "1\tUsual\t-\n");

  /* What the book is called is text, whatever stands in it. */
  leaf_test_cli_run (cli, "review", "add", "1", "--template", "usual", NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  leaf_test_cli_run (cli, "review", "show", "1", "--html", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "<h2>Cats &amp; &lt;b&gt;Dogs&lt;/b&gt;</h2>"));
  g_assert_nonnull (strstr (cli->out, "By <strong>Ann A.</strong> (1999). {nonsense}"));
  leaf_test_cli_run (cli, "review", "check", "1", NULL);
  g_assert_nonnull (strstr (cli->out, "that of the template"));
  leaf_test_cli_run (cli, "review", "edit", "1", "--from", other, NULL);
  leaf_test_cli_run (cli, "review", "check", "1", NULL);
  g_assert_null (strstr (cli->out, "that of the template"));

  leaf_test_cli_run (cli, "template", "edit", "Usual", "--name", "Better", "--from", other, NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  leaf_test_cli_run (cli, "template", "show", "better", NULL);
  leaf_test_cli_assert_done (cli);
  g_assert_nonnull (strstr (cli->out, "<em>{publisher}</em> sent me this."));

  leaf_test_cli_run (cli, "template", "remove", "Better", NULL);
  leaf_test_cli_assert_prints (cli, "");
  g_assert_nonnull (strstr (cli->err, "flyleaf template restore 1"));
  leaf_test_cli_run (cli, "template", "list", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "template", "restore", "1", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "template", "restore", "1", NULL);
  leaf_test_cli_assert_failed (cli, "There is no template 1");
}

/* One for a blog alone, made of a review; of the same name as the one for all. */
static void
test_template_of_blog (LeafTestCli *cli, gconstpointer unused)
{
  g_autofree char *text = leaf_test_cli_write (cli, "text.md", "Read on {blog}.\n");
  g_autofree char *folder = g_build_filename (cli->dir, "site", NULL);

  leaf_test_cli_run (cli, "book", "add", "--title", "Emma", NULL);
  leaf_test_cli_run (cli, "book", "add", "--title", "Persuasion", NULL);
  leaf_test_cli_run (cli, "blog", "add", folder, "--name", "Mine", NULL);
  leaf_test_cli_run (cli, "review", "add", "1", "--from", text, NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  leaf_test_cli_run (cli, "template", "add", "Begin", "--review", "1", "--blog", "Mine", NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  leaf_test_cli_run (cli, "template", "add", "begin", "--from", text, NULL);
  leaf_test_cli_assert_prints (cli, "2\n");
  leaf_test_cli_run (cli, "template", "list", NULL);
  leaf_test_cli_assert_prints (cli, "1\tBegin\t1\n2\tbegin\t-\n");

  leaf_test_cli_run (cli, "review", "add", "2", "--template", "begin", NULL);
  leaf_test_cli_assert_failed (cli, "is the name of several templates");
  leaf_test_cli_run (cli, "review", "add", "2", "--template", "1", NULL);
  leaf_test_cli_assert_prints (cli, "2\n");
  leaf_test_cli_run (cli, "review", "show", "2", "--html", NULL);
  g_assert_nonnull (strstr (cli->out, "Read on Mine."));

  leaf_test_cli_run (cli, "blog", "remove", "Mine", NULL);
  leaf_test_cli_run (cli, "template", "list", NULL);
  leaf_test_cli_assert_prints (cli, "2\tbegin\t-\n");
}

/* A review without a text, as Markdown. */
#define EMPTY "<p><br></p>\n"

static void
assert_begins (LeafTestCli *cli, const char *book, const char *text)
{
  g_autofree char *id = NULL;

  leaf_test_cli_run (cli, "review", "add", book, NULL);
  leaf_test_cli_assert_done (cli);
  id = g_strstrip (g_strdup (cli->out));
  leaf_test_cli_run (cli, "review", "show", id, "--markdown", NULL);
  leaf_test_cli_assert_prints (cli, text);
}

/* What a blog wants is what new reviews for it begin with, unless something else is given. */
static void
test_template_begin (LeafTestCli *cli, gconstpointer unused)
{
  static const char *const titles[] = { "Emma", "Persuasion", "Villette", "Dracula", "Evelina" };
  g_autofree char *text = leaf_test_cli_write (cli, "begin.md", "About *{title}*.\n");
  g_autofree char *folder = g_build_filename (cli->dir, "mine", NULL);
  g_autofree char *second = g_build_filename (cli->dir, "other", NULL);

  for (unsigned int i = 0; i < G_N_ELEMENTS (titles); i++)
    leaf_test_cli_run (cli, "book", "add", "--title", titles[i], NULL);
  leaf_test_cli_run (cli, "blog", "add", folder, "--name", "Mine", NULL);
  leaf_test_cli_run (cli, "blog", "add", second, "--name", "Other", NULL);
  leaf_test_cli_run (cli, "template", "add", "Usual", "--from", text, NULL);
  leaf_test_cli_run (cli, "template", "add", "Theirs", "--from", text, "--blog", "Other", NULL);
  leaf_test_cli_assert_prints (cli, "2\n");
  assert_begins (cli, "Emma", EMPTY);

  leaf_test_cli_run (cli, "blog", "set", "Mine", "template", "Unusual", NULL);
  leaf_test_cli_assert_failed (cli, "There is no template “Unusual”");
  leaf_test_cli_run (cli, "blog", "set", "Mine", "template", "Theirs", NULL);
  leaf_test_cli_assert_usage (cli, "“Theirs” is a template of “Other”, which is another blog.");
  leaf_test_cli_run (cli, "blog", "set", "Other", "template", "Theirs", NULL);
  leaf_test_cli_assert_prints (cli, "");
  assert_begins (cli, "Persuasion", EMPTY);
  leaf_test_cli_run (cli, "blog", "set", "Mine", "template", "usual", NULL);
  leaf_test_cli_assert_prints (cli, "");
  leaf_test_cli_run (cli, "blog", "show", "Mine", NULL);
  g_assert_nonnull (strstr (cli->out, "\ntemplate: 1\n"));
  assert_begins (cli, "Villette", "About _Villette_.\n");
  leaf_test_cli_run (cli, "review", "add", "Dracula", "--template", "", NULL);
  leaf_test_cli_assert_done (cli);
  leaf_test_cli_run (cli, "review", "show", "Dracula", "--markdown", NULL);
  leaf_test_cli_assert_prints (cli, EMPTY);

  /* One that is removed is no reason not to begin. */
  leaf_test_cli_run (cli, "template", "remove", "Usual", NULL);
  assert_begins (cli, "Evelina", EMPTY);
}

static void
test_template_refused (LeafTestCli *cli, gconstpointer unused)
{
  g_autofree char *text = leaf_test_cli_write (cli, "text.md", "Words.\n");

  leaf_test_cli_run (cli, "book", "add", "--title", "Emma", NULL);
  leaf_test_cli_run (cli, "template", "add", "Usual", NULL);
  leaf_test_cli_assert_usage (cli, "Say with --from or --review");
  leaf_test_cli_run (cli, "template", "add", "", "--from", text, NULL);
  leaf_test_cli_assert_usage (cli, "A template needs a name.");
  leaf_test_cli_run (cli, "review", "add", "1", "--template", "Usual", NULL);
  leaf_test_cli_assert_failed (cli, "There is no template “Usual”");
  leaf_test_cli_run (cli, "review", "add", "1", "--template", "Usual", "--from", text, NULL);
  leaf_test_cli_assert_usage (cli, "not from both");
  leaf_test_cli_run (cli, "review", "add", "1", NULL);
  leaf_test_cli_run (cli, "review", "edit", "1", "--template", "Usual", NULL);
  leaf_test_cli_assert_usage (cli, "A template is for new reviews.");
}

static void
add_test (const char *name, void (*func) (LeafTestCli *cli, gconstpointer unused))
{
  g_test_add (name, LeafTestCli, NULL, leaf_test_cli_set_up, func, leaf_test_cli_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_test ("/cli/template/template", test_template);
  add_test ("/cli/template/of-blog", test_template_of_blog);
  add_test ("/cli/template/begin", test_template_begin);
  add_test ("/cli/template/refused", test_template_refused);

  return g_test_run ();
}
