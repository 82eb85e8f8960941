/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What keys do at every edge of every kind of block: the table in leaf-editor-keys.h, cell by cell, each undone by one
 * step. How a document is written in a line is told in leaf-test-editor.h. */

#include "config.h"

#include "leaf-test-editor.h"

#define assert_key leaf_test_editor_assert_key

static void
test_enter (void)
{
  assert_key ("p:|", "Enter", "p: / p:|");
  assert_key ("p:|one", "Enter", "p: / p:|one");
  assert_key ("p:on|e", "Enter", "p:on / p:|e");
  assert_key ("p:one|", "Enter", "p:one / p:|");
  assert_key ("h2:Title|", "Enter", "h2:Title / p:|");
  assert_key ("h3:Ti|tle", "Enter", "h3:Ti / h3:|tle");
  assert_key ("h4:|Title", "Enter", "p: / h4:|Title");
  assert_key ("h2:|", "Enter", "p:|");

  assert_key ("b0:one|", "Enter", "b0:one / b0:|");
  assert_key ("b0:|one", "Enter", "b0: / b0:|one");
  assert_key ("n2:o|ne", "Enter", "n2:o / n2:|ne");
  assert_key ("b0:one / b1:|", "Enter", "b0:one / b0:|");
  assert_key ("b0:one / n2:|", "Enter", "b0:one / n1:|");
  assert_key ("b0:one / b0:| / b0:two", "Enter", "b0:one / p:| / b0:two");

  assert_key ("q:said|", "Enter", "q:said / q:|");
  assert_key ("q:|said", "Enter", "q: / q:|said");
  assert_key ("q:sa|id", "Enter", "q:sa / q:|id");
  assert_key ("q:said / q:|", "Enter", "q:said / p:|");
  assert_key ("q:said / s:p. 1|", "Enter", "q:said / s:p. 1 / p:|");
  assert_key ("q:said / s:p.| 1", "Enter", "q:said / s:p. / p:| 1");
  assert_key ("q:said / s:|p. 1", "Enter", "q:said / q: / s:|p. 1");
  assert_key ("q:said / s:|", "Enter", "q:said / p:|");

  assert_key ("x:hidden|", "Enter", "x:hidden / x:|");
  assert_key ("x:hid|den", "Enter", "x:hid / x:|den");
  assert_key ("x:|hidden", "Enter", "x: / x:|hidden");
  assert_key ("x:hidden / x:|", "Enter", "x:hidden / p:|");
  assert_key ("w:death|", "Enter", "w:death / w:|");
  assert_key ("w:de|ath", "Enter", "w:de / w:|ath");
  assert_key ("w:|death", "Enter", "w: / w:|death");
  assert_key ("w:death / w:|", "Enter", "w:death / p:|");

  assert_key ("r8:Plot|", "Enter", "r8:Plot / r0:|");
  assert_key ("r8:Pl|ot", "Enter", "r8:Pl / r0:|ot");
  assert_key ("r8:|Plot", "Enter", "r0: / r8:|Plot");
  assert_key ("r8:Plot / r0:|", "Enter", "r8:Plot / p:|");
  assert_key ("r8:|", "Enter", "r8: / r0:|");

  assert_key ("d:|*", "Enter", "p: / d:|*");
  assert_key ("d:*|", "Enter", "d:* / p:|");
  assert_key ("f:|*cap", "Enter", "p: / f:|*cap");
  assert_key ("f:*|cap", "Enter", "f:* / p:|cap");
  assert_key ("f:*cap|", "Enter", "f:*cap / p:|");
  assert_key ("f:*ca|p", "Enter", "f:*ca / p:|p");
  assert_key ("f:*|", "Enter", "f:* / p:|");
}

static void
test_leave_below (void)
{
  assert_key ("p:o|ne / p:two", "Ctrl+Shift+Enter", "p:one / p:| / p:two");
  assert_key ("h2:o|ne / p:two", "Ctrl+Shift+Enter", "h2:one / p:| / p:two");
  assert_key ("q:o|ne / q:two / s:p. 1 / p:three", "Ctrl+Shift+Enter", "q:one / q:two / s:p. 1 / p:| / p:three");
  assert_key ("q:one / s:p. |1 / q:two", "Ctrl+Shift+Enter", "q:one / s:p. 1 / p:| / q:two");
  assert_key ("b0:o|ne / n1:two / b0:three", "Ctrl+Shift+Enter", "b0:one / n1:two / b0:three / p:|");
  assert_key ("x:o|ne / x:two / w:three", "Ctrl+Shift+Enter", "x:one / x:two / p:| / w:three");
  assert_key ("w:o|ne / w:two / x:three", "Ctrl+Shift+Enter", "w:one / w:two / p:| / x:three");
  assert_key ("r8:|Plot / r6:Pace / p:three", "Ctrl+Shift+Enter", "r8:Plot / r6:Pace / p:| / p:three");
  assert_key ("f:*c|ap / f:*", "Ctrl+Shift+Enter", "f:*cap / p:| / f:*");
  assert_key ("d:|* / d:*", "Ctrl+Shift+Enter", "d:* / p:| / d:*");
  assert_key ("q:o|ne / p:", "Ctrl+Shift+Enter", "q:one / p:|");
}

static void
test_backspace (void)
{
  /* First out of the kind, then into the line before. */
  assert_key ("p:one|", "Backspace", "p:on|");
  assert_key ("p:|one", "Backspace", "p:|one");
  assert_key ("p:one / p:|two", "Backspace", "p:one|two");
  assert_key ("p: / p:|two", "Backspace", "p:|two");
  assert_key ("p:one / h2:|two", "Backspace", "p:one / p:|two");
  assert_key ("p:one / q:|two", "Backspace", "p:one / p:|two");
  assert_key ("p:one / x:|two", "Backspace", "p:one / p:|two");
  assert_key ("p:one / w:|two", "Backspace", "p:one / p:|two");
  assert_key ("q:one / s:|two", "Backspace", "q:one / p:|two");
  assert_key ("b0:one / b1:|two", "Backspace", "b0:one / b0:|two");
  assert_key ("b0:one / b0:|two", "Backspace", "b0:one / p:|two");
  assert_key ("n0:|", "Backspace", "p:|");
  assert_key ("p:one / r8:|Plot", "Backspace", "p:one / r0:|Plot");
  assert_key ("p:one / r0:|Plot", "Backspace", "p:one / p:|Plot");
  assert_key ("r8:|", "Backspace", "r0:|");

  assert_key ("b0:one / p:|two", "Backspace", "b0:one|two");
  assert_key ("h2:one / p:|two", "Backspace", "h2:one|two");
  assert_key ("q:one / p:|two", "Backspace", "q:one|two");
  assert_key ("q:one / s:p. / p:|1", "Backspace", "q:one / s:p.|1");
  assert_key ("x:one / p:|two", "Backspace", "x:one|two");
  assert_key ("w:one / p:|two", "Backspace", "w:one|two");
  assert_key ("b0: / p:|two", "Backspace", "b0:|two");
  assert_key ("h2: / p:|two", "Backspace", "p:|two");
  assert_key ("h2:one / p:|", "Backspace", "h2:one|");

  /* A table takes no text in. */
  assert_key ("r8:Plot / p:|two", "Backspace", "r8:Plot| / p:two");
  assert_key ("r8:Plot / p:|", "Backspace", "r8:Plot|");
  assert_key ("r8: / p:|two", "Backspace", "r8:| / p:two");
  assert_key ("r0: / p:|two", "Backspace", "p:|two");

  /* What is no text goes in one piece, and takes none along. */
  assert_key ("p:one / d:* / p:|two", "Backspace", "p:one / p:|two");
  assert_key ("p:one / d:* / p:|", "Backspace", "p:one / p:|");
  assert_key ("d:* / h2:|two", "Backspace", "d:* / p:|two");
  assert_key ("f:* / p:|two", "Backspace", "p:|two");
  assert_key ("f:*cap / p:|two", "Backspace", "f:*cap| / p:two");
  assert_key ("f:*cap / p:|", "Backspace", "f:*cap|");
  assert_key ("f:* / p:|", "Backspace", "f:*|");
  assert_key ("p:one / d:|*", "Backspace", "p:one| / d:*");
  assert_key ("p:one / f:|*cap", "Backspace", "p:one| / f:*cap");
  assert_key ("p: / d:|*", "Backspace", "d:|*");
  assert_key ("h2: / f:|*cap", "Backspace", "f:|*cap");
  assert_key ("r8: / d:|*", "Backspace", "r8:| / d:*");
  assert_key ("d:* / d:|*", "Backspace", "d:|*");
  assert_key ("f:*cap / d:|*", "Backspace", "f:*cap| / d:*");
  assert_key ("p:one / d:*|", "Backspace", "p:one / p:|");
  assert_key ("p:one / f:*|cap", "Backspace", "p:one / p:|cap");
  assert_key ("p:one / f:*|", "Backspace", "p:one / p:|");
}

static void
test_delete (void)
{
  assert_key ("p:o|ne", "Delete", "p:o|e");
  assert_key ("p:one|", "Delete", "p:one|");
  assert_key ("p:one| / p:two", "Delete", "p:one|two");
  assert_key ("p:one| / h2:two", "Delete", "p:one|two");
  assert_key ("h2:one| / p:two", "Delete", "h2:one|two");
  assert_key ("p:| / h2:two", "Delete", "h2:|two");
  assert_key ("h2:| / p:two", "Delete", "p:|two");
  assert_key ("h2:one| / p:", "Delete", "h2:one|");
  assert_key ("b0:one| / b1:two", "Delete", "b0:one|two");
  assert_key ("b0:| / p:two", "Delete", "p:|two");
  assert_key ("p:one| / q:two", "Delete", "p:one|two");
  assert_key ("q:one| / s:p. 1", "Delete", "q:one|p. 1");
  assert_key ("x:one| / w:two", "Delete", "x:one|two");
  assert_key ("w:| / x:two", "Delete", "x:|two");

  assert_key ("p:one| / r8:Plot", "Delete", "p:one / r8:|Plot");
  assert_key ("p:one| / r0:Plot", "Delete", "p:one / r0:|Plot");
  assert_key ("p:| / r8:Plot", "Delete", "r8:|Plot");
  assert_key ("p:one| / r8:", "Delete", "p:one / r8:|");
  assert_key ("p:one| / r0:", "Delete", "p:one|");
  assert_key ("r8:Plot| / r6:Pace", "Delete", "r8:Plot / r6:|Pace");
  assert_key ("r8:Plot| / r0:Pace", "Delete", "r8:Plot|Pace");
  assert_key ("r8:Plot| / p:two", "Delete", "r8:Plot / p:|two");
  assert_key ("r8:Plot| / p:", "Delete", "r8:Plot|");
  assert_key ("r8:| / p:two", "Delete", "r8: / p:|two");
  assert_key ("r0:| / r8:Pace", "Delete", "r8:|Pace");

  assert_key ("p:one| / d:*", "Delete", "p:one|");
  assert_key ("p:one| / d:* / p:two", "Delete", "p:one| / p:two");
  assert_key ("p:| / d:*", "Delete", "d:|*");
  assert_key ("p:one| / f:*", "Delete", "p:one|");
  assert_key ("p:one| / f:*cap", "Delete", "p:one| / p:cap");
  assert_key ("p:| / f:*cap", "Delete", "f:|*cap");
  assert_key ("r8:| / d:*", "Delete", "r8:|");
  assert_key ("b0:one| / f:*", "Delete", "b0:one|");
  assert_key ("d:*| / p:two", "Delete", "d:* / p:|two");
  assert_key ("d:*| / p:", "Delete", "d:*|");
  assert_key ("d:*| / d:*", "Delete", "d:* / d:|*");
  assert_key ("d:*| / r8:", "Delete", "d:* / r8:|");
  assert_key ("f:*cap| / p:two", "Delete", "f:*cap / p:|two");
  assert_key ("f:*cap| / f:*", "Delete", "f:*cap / f:|*");
  assert_key ("d:|* / p:two", "Delete", "p:| / p:two");
  assert_key ("f:|*cap / p:two", "Delete", "p:|cap / p:two");
}

/* GTK looks for words across lines, and would find some beyond a picture. */
static void
test_words (void)
{
  assert_key ("p:one two|", "Ctrl+Backspace", "p:one |");
  assert_key ("p:one / p:two|", "Ctrl+Backspace", "p:one / p:|");
  assert_key ("p:one / p:— |two", "Ctrl+Backspace", "p:one / p:|two");
  assert_key ("p:one / p:|two", "Ctrl+Backspace", "p:one|two");
  assert_key ("p:one / h2:|two", "Ctrl+Backspace", "p:one / p:|two");
  assert_key ("p:one / f:*|cap", "Ctrl+Backspace", "p:one / p:|cap");
  assert_key ("p:one / f:*cap|", "Ctrl+Backspace", "p:one / f:*|");
  assert_key ("p:one / f:*… |cap", "Ctrl+Backspace", "p:one / f:*|cap");
  assert_key ("p:one / d:*|", "Ctrl+Backspace", "p:one / p:|");
  assert_key ("p:one / d:|*", "Ctrl+Backspace", "p:one| / d:*");
  assert_key ("r8:Plot / p:|two", "Ctrl+Backspace", "r8:Plot| / p:two");
  assert_key ("p:|one", "Ctrl+Backspace", "p:|one");

  assert_key ("p:and it’s|", "Ctrl+Backspace", "p:and |");
  assert_key ("p:|it's so", "Ctrl+Delete", "p:| so");
  assert_key ("p:say ‘so’|", "Ctrl+Backspace", "p:say ‘|");
  assert_key ("p:one| two", "Ctrl+Delete", "p:one|");
  assert_key ("p:one| … / p:two", "Ctrl+Delete", "p:one| / p:two");
  assert_key ("p:one| / p:two", "Ctrl+Delete", "p:one|two");
  assert_key ("p:one| / f:*cap", "Ctrl+Delete", "p:one| / p:cap");
  assert_key ("p:one| / r8:Plot", "Ctrl+Delete", "p:one / r8:|Plot");
  assert_key ("f:|*cap", "Ctrl+Delete", "p:|cap");
  assert_key ("d:|* / p:two", "Ctrl+Delete", "p:| / p:two");
  assert_key ("p:one|", "Ctrl+Delete", "p:one|");

  assert_key ("p:one| / r8:Plot", "Ctrl+Shift+Delete", "p:one / r8:|Plot");
  assert_key ("r8:Plot / p:|two", "Ctrl+Shift+Backspace", "r8:Plot| / p:two");
  assert_key ("p:one two|", "Ctrl+Shift+Backspace", "p:|");
}

static void
test_typing_beside_objects (void)
{
  assert_key ("d:|*", "x", "p:x| / d:*");
  assert_key ("d:*|", "x", "d:* / p:x|");
  assert_key ("f:|*cap", "x", "p:x| / f:*cap");
  assert_key ("f:*|cap", "x", "f:*x|cap");
}

static void
test_tab (void)
{
  assert_key ("b0:one / b0:t|wo", "Tab", "b0:one / b1:t|wo");
  assert_key ("b0:one / b1:t|wo", "Tab", "b0:one / b1:t|wo");
  assert_key ("b0:o|ne", "Tab", "b0:o|ne");
  assert_key ("b0:one / n1:t|wo", "Shift+Tab", "b0:one / n0:t|wo");
  assert_key ("b0:o|ne", "Shift+Tab", "b0:o|ne");
  assert_key ("p:o|ne", "Tab", "p:o|ne");
  assert_key ("q:o|ne", "Tab", "q:o|ne");

  assert_key ("r8:Pl|ot / r6:Pace / p:x", "Tab", "r8:Plot / r6:Pace| / p:x");
  assert_key ("r8:Plot / r6:Pa|ce / p:x", "Tab", "r8:Plot / r6:Pace / r0:| / p:x");
  assert_key ("r8:Plot / r0:| / p:x", "Tab", "r8:Plot / r0:| / p:x");
  assert_key ("r8:Plot / r6:Pa|ce", "Shift+Tab", "r8:Plot| / r6:Pace");
  assert_key ("p:x / r8:Pl|ot", "Shift+Tab", "p:x / r8:Pl|ot");
}

static void
test_kinds (void)
{
  assert_key ("p:o|ne", "editor.bulleted", "b0:o|ne");
  assert_key ("b0:o|ne", "editor.bulleted", "p:o|ne");
  assert_key ("b0:one / b1:t|wo", "editor.numbered", "b0:one / n1:t|wo");
  assert_key ("h2:o|ne", "editor.quote", "q:o|ne");
  assert_key ("d:|*", "editor.quote", "d:|*");
  assert_key ("p:o|ne", "editor.divider", "p:o / d:* / p:|ne");
  assert_key ("p:one|", "editor.divider", "p:one / d:* / p:|");
  assert_key ("p:|", "editor.divider", "d:* / p:|");
}

static void
assert_delete_range (const char   *before,
                     unsigned int  start,
                     unsigned int  end,
                     const char   *after)
{
  LeafEditor *editor = leaf_test_editor_new (before);
  g_autofree char *result = NULL;

  g_test_message ("delete %u to %u of %s", start, end, before);
  leaf_test_editor_select (editor, start, end);
  g_signal_emit_by_name (editor, "backspace");
  result = leaf_test_editor_print (editor);
  g_assert_cmpstr (result, ==, after);
  g_assert_finalize_object (editor);
}

static void
assert_type_over (const char   *before,
                  unsigned int  start,
                  unsigned int  end,
                  const char   *key,
                  const char   *after)
{
  LeafEditor *editor = leaf_test_editor_new (before);

  g_test_message ("%s over %u to %u of %s", key, start, end, before);
  leaf_test_editor_select (editor, start, end);
  leaf_test_editor_press (editor, key);
  leaf_test_editor_assert (editor, after);
  leaf_editor_undo (editor);
  g_assert_false (leaf_editor_get_can_undo (editor));
  g_assert_finalize_object (editor);
}

/* A picture or a divider never comes to stand in a line of text. */
static void
test_delete_range (void)
{
  assert_delete_range ("p:one / h2:two", 1, 5, "p:o|wo");
  assert_delete_range ("h2:one / p:two", 0, 5, "p:|wo");
  assert_delete_range ("h2:one / p:two", 0, 7, "p:|");
  assert_delete_range ("p:one / d:* / p:two", 1, 4, "p:o| / d:* / p:two");
  assert_delete_range ("p:one / d:* / p:two", 1, 7, "p:o|wo");
  assert_delete_range ("p:one / d:* / p:two", 5, 7, "p:one / d:*| / p:wo");
  assert_delete_range ("p:one / d:* / p:two", 0, 4, "d:|* / p:two");
  assert_delete_range ("f:*caption / p:two", 3, 10, "f:*ca| / p:wo");
  assert_delete_range ("p:one / f:*caption", 1, 7, "p:o|ption");
  assert_delete_range ("d:* / d:*", 0, 3, "p:|");

  /* The first line says what is left is; one that is gone altogether says nothing. */
  assert_delete_range ("h2:one / q:two / p:three", 1, 9, "h2:o|hree");
  assert_delete_range ("h2:one / q:two / p:three", 0, 4, "q:|two / p:three");
  assert_delete_range ("b0:one / b1:two / p:three", 4, 7, "b0:one / b1:| / p:three");
  assert_delete_range ("p:one / r8:Plot", 1, 6, "p:o|ot");
  assert_delete_range ("r8:Plot / r6:Pace / p:x", 0, 9, "r0:| / p:x");
  assert_delete_range ("r8:Plot / r6:Pace / p:x", 0, 5, "r6:|Pace / p:x");
  assert_delete_range ("r8:Plot / p:x", 0, 4, "r8:| / p:x");
  assert_delete_range ("x:one / w:two", 2, 5, "x:on|wo");

  /* Everything gone is a fresh start. */
  assert_delete_range ("q:one / s:p. 1", 0, 8, "p:|");
  assert_delete_range ("r8:Plot / r6:Pace", 0, 9, "p:|");
  assert_delete_range ("b2:one / p:two", 0, 7, "p:|");
  assert_delete_range ("f:*cap / p:two", 0, 8, "p:|");

  assert_type_over ("h2:one / b0:two / d:*", 0, 9, "x", "p:x|");
  assert_type_over ("p:one / r8:Plot", 1, 6, "x", "p:ox|ot");
  assert_type_over ("b0:one / b0:two", 1, 5, "Enter", "b0:o / b0:|wo");
  assert_type_over ("p:one two", 1, 6, "Ctrl+Backspace", "p:o|o");
  assert_type_over ("p:one / f:*cap", 1, 5, "Ctrl+Delete", "p:o|cap");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/editor-edges/enter", test_enter);
  g_test_add_func ("/editor-edges/leave-below", test_leave_below);
  g_test_add_func ("/editor-edges/backspace", test_backspace);
  g_test_add_func ("/editor-edges/delete", test_delete);
  g_test_add_func ("/editor-edges/words", test_words);
  g_test_add_func ("/editor-edges/typing-beside-objects", test_typing_beside_objects);
  g_test_add_func ("/editor-edges/tab", test_tab);
  g_test_add_func ("/editor-edges/kinds", test_kinds);
  g_test_add_func ("/editor-edges/delete-range", test_delete_range);

  return g_test_run ();
}
