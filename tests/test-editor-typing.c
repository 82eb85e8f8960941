/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is made of characters as they are typed: shorthand and typography, each taken back by one step that leaves
 * exactly what was typed. How a document is written in a line is told in leaf-test-editor.h. */

#include "config.h"

#include "leaf-editor-typing.h"
#include "leaf-test-editor.h"

#define EN_DASH      "–"
#define EM_DASH      "—"
#define NARROW_SPACE "\xe2\x80\xaf"

/* `typed` is what stands there after one step of undo. */
static void
assert_typing (const char *before,
               const char *keys,
               const char *after,
               const char *typed)
{
  LeafEditor *editor = leaf_test_editor_new (before);

  g_object_set (editor, "smart-punctuation", FALSE, NULL);
  g_test_message ("type %s in %s", keys, before);
  leaf_test_editor_type (editor, keys);
  leaf_test_editor_assert (editor, after);
  if (typed != NULL)
    {
      leaf_editor_undo (editor);
      leaf_test_editor_assert (editor, typed);
      leaf_editor_redo (editor);
      leaf_test_editor_assert (editor, after);
      leaf_editor_undo (editor);
      leaf_test_editor_type (editor, "x");
      leaf_editor_undo (editor);
      leaf_test_editor_assert (editor, typed);
    }
  g_assert_finalize_object (editor);
}

static void
test_blocks (void)
{
  assert_typing ("p:|", "# ", "h2:|", "p:# |");
  assert_typing ("p:|", "## ", "h2:|", "p:## |");
  assert_typing ("p:|", "### ", "h3:|", "p:### |");
  assert_typing ("p:|", "#### ", "h4:|", "p:#### |");
  assert_typing ("p:|", "##### ", "p:##### |", NULL);
  assert_typing ("p:|", "> ", "q:|", "p:> |");
  assert_typing ("p:|", "- ", "b0:|", "p:- |");
  assert_typing ("p:|", "* ", "b0:|", "p:* |");
  assert_typing ("p:|", "+ ", "b0:|", "p:+ |");
  assert_typing ("p:|", "1. ", "n0:|", "p:1. |");
  assert_typing ("p:|", "1) ", "n0:|", "p:1) |");
  assert_typing ("p:|", "2. ", "p:2. |", NULL);
  assert_typing ("p:one / p:|two", "## ", "p:one / h2:|two", "p:one / p:## |two");

  /* In a paragraph, at its beginning. */
  assert_typing ("p:one|", "## ", "p:one## |", NULL);
  assert_typing ("q:|", "- ", "q:- |", NULL);
  assert_typing ("b0:|", "## ", "b0:## |", NULL);
  assert_typing ("h2:|", "> ", "h2:> |", NULL);
  assert_typing ("f:*|", "> ", "f:*> |", NULL);

  assert_typing ("p:|", "--- ", "d:* / p:|", "p:--- |");
  assert_typing ("p:|", "*** ", "d:* / p:|", "p:*** |");
  assert_typing ("p:|two", "--- ", "d:* / p:|two", "p:--- |two");
  assert_typing ("p:|", "---\n", "d:* / p:|", "p:--- / p:|");
  assert_typing ("p:one / p:| / p:two", "___\n", "p:one / d:* / p:| / p:two", "p:one / p:___ / p:| / p:two");
  assert_typing ("p:|two", "---\n", "p:--- / p:|two", NULL);
  assert_typing ("q:|", "---\n", "q:--- / q:|", NULL);
  assert_typing ("p:|", "----\n", "p:---- / p:|", NULL);
}

static void
assert_mark (const char   *before,
             const char   *keys,
             const char   *after,
             const char   *typed,
             unsigned int  start,
             unsigned int  end,
             LeafMarks     marks)
{
  LeafEditor *editor = leaf_test_editor_new (before);
  LeafDocument *document = leaf_editor_get_document (editor);

  assert_typing (before, keys, after, typed);
  leaf_test_editor_type (editor, keys);
  for (unsigned int i = 0; i < leaf_document_get_length (document); i++)
    g_assert_cmpuint (leaf_document_get_style_at (document, i).marks, ==, i >= start && i < end ? marks : 0);

  /* What is typed next is ordinary again. */
  g_assert_cmpuint (leaf_editor_get_active_marks (editor), ==, LEAF_MARK_NONE);
  g_assert_finalize_object (editor);
}

static void
test_marks (void)
{
  assert_mark ("p:|", "a **bold**", "p:a bold|", "p:a **bold**|", 2, 6, LEAF_MARK_BOLD);
  assert_mark ("p:|", "a __bold__", "p:a bold|", "p:a __bold__|", 2, 6, LEAF_MARK_BOLD);
  assert_mark ("p:|", "*it*", "p:it|", "p:*it*|", 0, 2, LEAF_MARK_ITALIC);
  assert_mark ("p:|", "(_it_", "p:(it|", "p:(_it_|", 1, 3, LEAF_MARK_ITALIC);
  assert_mark ("p:|", "***x***", "p:x|", "p:***x***|", 0, 1, LEAF_MARK_BOLD | LEAF_MARK_ITALIC);
  assert_mark ("p:|", "`code`", "p:code|", "p:`code`|", 0, 4, LEAF_MARK_CODE);
  assert_mark ("p:|", "~~gone~~", "p:gone|", "p:~~gone~~|", 0, 4, LEAF_MARK_STRIKETHROUGH);
  assert_mark ("p:|", "==see==", "p:see|", "p:==see==|", 0, 3, LEAF_MARK_HIGHLIGHT);
  assert_mark ("b1:|", "**two words**", "b1:two words|", "b1:**two words**|", 0, 9, LEAF_MARK_BOLD);
  assert_mark ("f:*|", "*x*", "f:*x|", "f:**x*|", 1, 2, LEAF_MARK_ITALIC);
  assert_mark ("p:|", "東京*日本*", "p:東京日本|", "p:東京*日本*|", 2, 4, LEAF_MARK_ITALIC);

  /* Left alone. */
  assert_typing ("p:|", "words_with_underscores_", "p:words_with_underscores_|", NULL);
  assert_typing ("p:|", "2*3*4", "p:2*3*4|", NULL);
  assert_typing ("p:|", "2 * 3 * 4", "p:2 * 3 * 4|", NULL);
  assert_typing ("p:|", "a** b **", "p:a** b **|", NULL);
  assert_typing ("p:|", "**** ", "p:**** |", NULL);
  assert_typing ("p:|", "____", "p:____|", NULL);
  assert_typing ("p:|", "\\*x*", "p:\\*x*|", NULL);
  assert_typing ("p:|", "a == b ==", "p:a == b ==|", NULL);
  assert_typing ("p:|", "http://e.org/_x_", "p:http://e.org/_x_|", NULL);
  assert_typing ("p:|", "[x](http://e.org/_x_", "p:[x](http://e.org/_x_|", NULL);
  assert_typing ("p:|", "`a *b* c", "p:`a *b* c|", NULL);
  assert_typing ("p:__x / p:|", "y__", "p:__x / p:y__|", NULL);
}

/* Signs are only signs to whoever types them. */
static void
test_typed_only (void)
{
  LeafEditor *editor = leaf_test_editor_new ("p:|");
  g_autoptr (LeafDocument) fragment = leaf_document_new ();

  leaf_document_append_text (fragment, "**bold** \"x\"", -1, NULL);
  leaf_editor_insert (editor, fragment);
  leaf_test_editor_assert (editor, "p:**bold** \"x\"|");
  leaf_editor_undo (editor);
  leaf_editor_redo (editor);
  leaf_test_editor_assert (editor, "p:**bold** \"x\"|");
  leaf_editor_undo (editor);

  /* Dropped or pasted by GTK itself. */
  leaf_test_editor_press (editor, "*x*");
  leaf_test_editor_assert (editor, "p:*x*|");
  leaf_editor_undo (editor);

  /* In code they mean themselves. */
  leaf_test_editor_press (editor, "editor.code");
  leaf_test_editor_type (editor, "## *x* \"it's\" -- ...");
  leaf_test_editor_assert (editor, "p:## *x* \"it's\" -- ...|");
  g_assert_finalize_object (editor);

  /* Switched off. */
  editor = leaf_test_editor_new ("p:|");
  g_object_set (editor, "shorthand", FALSE, "smart-punctuation", FALSE, NULL);
  leaf_test_editor_type (editor, "## *x* \"it's\" -- ...\n---\n");
  leaf_test_editor_assert (editor, "p:## *x* \"it's\" -- ... / p:--- / p:|");
  g_assert_finalize_object (editor);
}

static void
assert_link (const char *keys,
             const char *after,
             const char *typed,
             const char *address)
{
  LeafEditor *editor = leaf_test_editor_new ("p:|");
  g_autofree char *link = NULL;

  assert_typing ("p:|", keys, after, typed);
  leaf_test_editor_type (editor, keys);
  link = leaf_editor_dup_active_link (editor);
  g_assert_cmpstr (link, ==, address);
  if (address != NULL)
    {
      leaf_test_editor_type (editor, "x");
      g_assert_null (leaf_document_get_style_at (leaf_editor_get_document (editor),
                                                 leaf_editor_get_cursor (editor) - 1).link);
    }
  g_assert_finalize_object (editor);
}

static void
test_links (void)
{
  assert_link ("see [her page](https://e.org/a)", "p:see her page|", "p:see [her page](https://e.org/a)|",
               "https://e.org/a");
  assert_link ("[x](https://e.org/a_(b))", "p:x|", "p:[x](https://e.org/a_(b))|", "https://e.org/a_(b)");
  assert_link ("[x](e.org/a)", "p:x|", "p:[x](e.org/a)|", "https://e.org/a");
  assert_link ("[x](mailto:a@e.org)", "p:x|", "p:[x](mailto:a@e.org)|", "mailto:a@e.org");
  assert_link ("[a [b] c](https://e.org)", "p:a [b] c|", "p:[a [b] c](https://e.org)|", "https://e.org");
  assert_link ("[x](javascript:alert)", "p:[x](javascript:alert)|", NULL, NULL);
  assert_link ("[x](data:text.html)", "p:[x](data:text.html)|", NULL, NULL);
  assert_link ("[x](see there)", "p:[x](see there)|", NULL, NULL);
  assert_link ("[](https://e.org)", "p:[](https://e.org)|", NULL, NULL);
  assert_link ("![x](https://e.org)", "p:![x](https://e.org)|", NULL, NULL);
  assert_link ("x](https://e.org)", "p:x](https://e.org)|", NULL, NULL);
  assert_link ("f(x) and (y)", "p:f(x) and (y)|", NULL, NULL);
}

static void
assert_typography (const char *language,
                   const char *keys,
                   const char *after,
                   const char *typed)
{
  LeafEditor *editor = leaf_test_editor_new ("p:|");
  g_autofree char *wanted = g_strconcat ("p:", after, "|", NULL);

  g_object_set (editor, "language", language, NULL);
  g_test_message ("type %s in %s", keys, language);
  leaf_test_editor_type (editor, keys);
  leaf_test_editor_assert (editor, wanted);
  if (typed != NULL)
    {
      g_autofree char *undone = g_strconcat ("p:", typed, "|", NULL);

      leaf_editor_undo (editor);
      leaf_test_editor_assert (editor, undone);
      leaf_editor_redo (editor);
      leaf_test_editor_assert (editor, wanted);
    }
  g_assert_finalize_object (editor);
}

static void
test_quotes (void)
{
  static const struct
  {
    const char *language;
    const char *quoted; /* what "a 'b' c" becomes, and where the key is for apostrophes only, 'b' alone */
  } languages[] = {
    { "en", "“a ‘b’ c”" }, { "en_US.UTF-8", "“a ‘b’ c”" }, { "C", "“a ‘b’ c”" }, { "de", "„a ‚b‘ c“" },
    { "de-AT", "„a ‚b‘ c“" }, { "de_CH", "«a ‹b› c»" }, { "es", "«a “b” c»" }, { "nl", "“a ‘b’ c”" },
    { "pl", "„a «b» c”" }, { "cs", "„a ‚b‘ c“" }, { "sv", "”a ’b’ c”" }, { "fi", "”a ’b’ c”" },
    { "da", "“a ‘b’ c”" }, { "nb", "«a ‘b’ c»" }, { "pt", "“a ‘b’ c”" }, { "pt_PT", "«a “b” c»" },
    { "pt-BR", "“a ‘b’ c”" }, { "hu", "„a »b« c”" }, { "ru", "«a „b“ c»" }, { "ja", "「a 『b』 c」" },
    { "it", "«a ’b’ c»" }, { "xx", "“a ‘b’ c”" },
    { "fr", "«" NARROW_SPACE "a ’b’ c" NARROW_SPACE "»" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (languages); i++)
    assert_typography (languages[i].language, "\"a 'b' c\"", languages[i].quoted, NULL);

  /* One step gives the plain character back, and the word goes on as one step. */
  assert_typography ("en", "say \"", "say “", "say \"");
  assert_typography ("en", "\"yes\"", "“yes”", "“yes\"");
  assert_typography ("en", "don'", "don’", "don'");
  assert_typography ("en", "oh, don't", "oh, don’t", "oh, ");
  assert_typography ("fr", "\"", "«" NARROW_SPACE, "\"");
  assert_typography ("fr", "\"oui\"", "«" NARROW_SPACE "oui" NARROW_SPACE "»", "«" NARROW_SPACE "oui\"");
  assert_typography ("fr", "\" oui \"", "«" NARROW_SPACE "oui" NARROW_SPACE "»", "«" NARROW_SPACE "oui \"");
  assert_typography ("fr", "l'homme", "l’homme", "");

  assert_typography ("en", "\"'Tis\"", "“‘Tis”", NULL);
  assert_typography ("en", "(\"a\")", "(“a”)", NULL);
  assert_typography ("en", "\"I never--\"", "“I never–”", NULL);
  assert_typography ("en", "he--\"wait\"--said", "he–“wait”–said", NULL);
  assert_typography ("en", "\"\"", "“”", NULL);
  assert_typography ("de", "'das ist Peter's'", "‚das ist Peter’s‘", NULL);
  assert_typography ("de", "wie geht's", "wie geht’s", NULL);

  /* Not in addresses that are still being typed, nor in code. */
  assert_typography ("en", "http://e.org/?q=\"a--b\"", "http://e.org/?q=\"a--b\"", NULL);
  assert_typography ("en", "`it's", "`it's", NULL);
}

static void
test_dashes (void)
{
  assert_typography ("en", "a--", "a" EN_DASH, "a--");
  assert_typography ("en", "a---", "a" EM_DASH, "a---");
  assert_typography ("en", "a----", "a" EM_DASH "-", NULL);
  assert_typography ("en", "well--yes", "well" EN_DASH "yes", "");
  assert_typography ("en", "1-2", "1-2", NULL);
  assert_typography ("en", "wait...", "wait…", "wait...");
  assert_typography ("en", "wait....", "wait….", NULL);
  assert_typography ("en", "a..b", "a..b", NULL);

  /* At the beginning of a paragraph dashes may become something else. */
  assert_typography ("en", "--", "--", NULL);
  assert_typography ("pl", "-- Tak", EN_DASH " Tak", NULL);
  assert_typography ("pl", "-- ", EN_DASH " ", "-- ");
  assert_typography ("en", "---", "---", NULL);
}

/* Steps of undo bring back what was selected, and where the cursor was. */
static void
test_selection_comes_back (void)
{
  LeafEditor *editor = leaf_test_editor_new ("p:one two three / p:four|");
  LeafEditorBuffer *buffer = LEAF_EDITOR_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor)));
  LeafCursor cursor;

  leaf_test_editor_select (editor, 9, 4);
  leaf_test_editor_press (editor, "x");
  leaf_test_editor_assert (editor, "p:one x|hree / p:four");
  leaf_editor_undo (editor);
  cursor = leaf_editor_buffer_get_cursor (buffer);
  g_assert_cmpuint (cursor.insert, ==, 4);
  g_assert_cmpuint (cursor.bound, ==, 9);
  leaf_editor_set_cursor (editor, 0);
  leaf_editor_redo (editor);
  leaf_test_editor_assert (editor, "p:one x|hree / p:four");
  leaf_editor_undo (editor);

  leaf_test_editor_select (editor, 2, 16);
  leaf_test_editor_press (editor, "editor.quote");
  leaf_test_editor_press (editor, "editor.bold");
  leaf_editor_set_cursor (editor, 1);
  leaf_editor_undo (editor);
  leaf_editor_undo (editor);
  cursor = leaf_editor_buffer_get_cursor (buffer);
  g_assert_cmpuint (cursor.insert, ==, 16);
  g_assert_cmpuint (cursor.bound, ==, 2);
  g_assert_finalize_object (editor);
}

/* A script without spaces has no words to make steps of. */
static void
test_steps_are_bounded (void)
{
  LeafEditor *editor = leaf_test_editor_new ("p:|");
  unsigned int length, left;

  for (int i = 0; i < 100; i++)
    leaf_test_editor_type (editor, "日本語");
  length = leaf_document_get_length (leaf_editor_get_document (editor));
  leaf_editor_undo (editor);
  left = leaf_document_get_length (leaf_editor_get_document (editor));
  g_assert_cmpuint (length, ==, 300);
  g_assert_cmpuint (left, >=, 200);
  while (leaf_editor_get_can_undo (editor))
    leaf_editor_undo (editor);
  leaf_test_editor_assert (editor, "p:|");
  g_assert_finalize_object (editor);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/editor-typing/blocks", test_blocks);
  g_test_add_func ("/editor-typing/marks", test_marks);
  g_test_add_func ("/editor-typing/typed-only", test_typed_only);
  g_test_add_func ("/editor-typing/links", test_links);
  g_test_add_func ("/editor-typing/quotes", test_quotes);
  g_test_add_func ("/editor-typing/dashes", test_dashes);
  g_test_add_func ("/editor-typing/selection-comes-back", test_selection_comes_back);
  g_test_add_func ("/editor-typing/steps-are-bounded", test_steps_are_bounded);

  return g_test_run ();
}
