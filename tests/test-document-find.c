/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding and replacing in a document. What is found is written with brackets: "a [match] b". */

#include "config.h"

#include "leaf-document-find.h"
#include "leaf-document-html.h"
#include "leaf-test-document.h"

#include <string.h>

static LeafDocument *
document_of (const char *lines)
{
  LeafDocument *document = leaf_document_new ();
  g_auto (GStrv) blocks = g_strsplit (lines, "\n", -1);

  for (unsigned int i = 0; blocks[i] != NULL; i++)
    {
      leaf_document_append_block (document, NULL);
      leaf_document_append_text (document, blocks[i], -1, NULL);
    }
  return document;
}

static GArray *
find_all (LeafFind *find, const LeafDocument *document)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (LeafFindMatch));

  for (unsigned int i = 0; i < leaf_document_get_n_blocks (document); i++)
    leaf_find_add_matches (find, document, i, matches);
  return matches;
}

/* Offsets are right exactly when the brackets stand where they belong. */
static void
assert_found (const char *text, LeafFindFlags flags, const char *expected)
{
  g_autofree char *plain = g_strdelimit (g_strdup (expected), "[]", '\001');
  g_autoptr (LeafDocument) document = document_of (plain);
  g_autoptr (LeafFind) find = leaf_find_new (text, flags);
  g_autoptr (GArray) matches = find_all (find, document);
  g_autoptr (GString) found = g_string_new (NULL);
  unsigned int here = 0;

  for (unsigned int i = 0; i < matches->len; i++)
    {
      const LeafFindMatch *match = &g_array_index (matches, LeafFindMatch, i);
      g_autofree char *before = leaf_document_get_text (document, here, match->start);
      g_autofree char *inside = leaf_document_get_text (document, match->start, match->end);

      g_string_append_printf (found, "%s[%s]", before, inside);
      here = match->end;
    }
  {
    g_autofree char *rest = leaf_document_get_text (document, here, G_MAXUINT);

    g_string_append (found, rest);
  }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_plain (void)
{
  assert_found ("an", LEAF_FIND_DEFAULT, "b[an][an]a [An]n");
  assert_found ("aa", LEAF_FIND_DEFAULT, "[aa][aa]a");
  assert_found ("aab", LEAF_FIND_DEFAULT, "a[aab] aa[aab]");
  assert_found ("An", LEAF_FIND_MATCH_CASE, "banana [An]n");
  assert_found ("two three", LEAF_FIND_DEFAULT, "one two\nthree two\n[two three]");
  assert_found ("don't", LEAF_FIND_DEFAULT, "I [don’t] and [don't]");
  assert_found ("don't", LEAF_FIND_MATCH_CASE, "I don’t and [don't]");
  assert_found ("10 %", LEAF_FIND_DEFAULT, "[10\302\240%]");
  assert_found (" ", LEAF_FIND_DEFAULT, "a[ ]b[ ][ ]c");
}

static void
test_nothing_to_find (void)
{
  g_assert_null (leaf_find_new ("", LEAF_FIND_DEFAULT));
  g_assert_null (leaf_find_new (LEAF_OBJECT_STRING, LEAF_FIND_DEFAULT));
  g_assert_null (leaf_find_new ("a\xff", LEAF_FIND_DEFAULT));
  assert_found ("a\nb", LEAF_FIND_DEFAULT, "a\nb");
}

/* A letter that becomes two, or one of another length, must not move what comes behind it. */
static void
test_folding (void)
{
  assert_found ("strasse", LEAF_FIND_DEFAULT, "ß [Straße] ẞ [STRASSE] x");
  assert_found ("ß", LEAF_FIND_DEFAULT, "ma[ss] und Ma[ß] und MA[ẞ]");
  assert_found ("s", LEAF_FIND_DEFAULT, "ß [s] ß");
  assert_found ("es", LEAF_FIND_DEFAULT, "eß [es] ß");
  assert_found ("Straße", LEAF_FIND_MATCH_CASE, "[Straße] Strasse straße");
  assert_found ("İstanbul", LEAF_FIND_DEFAULT, "İİ [İstanbul] [i̇stanbul] istanbul");
  assert_found ("istanbul", LEAF_FIND_DEFAULT, "İİ İstanbul [istanbul] [ISTANBUL]");
  assert_found ("ΣΟΦΟΣ", LEAF_FIND_DEFAULT, "ο [σοφος] σοφός");
  assert_found ("ПРИВЕТ", LEAF_FIND_DEFAULT, "ё [привет], [Привет]!");
  assert_found ("fi", LEAF_FIND_DEFAULT, "[fi]n [ﬁ]n");
}

static void
test_marks (void)
{
  /* Whole as typed in one or in two, in whichever order; never a letter without its mark. */
  assert_found ("é", LEAF_FIND_DEFAULT, "caf[é] caf[e\314\201] [É] cafe");
  assert_found ("e\314\201", LEAF_FIND_MATCH_CASE, "caf[é] É caf[e\314\201]");
  assert_found ("e", LEAF_FIND_DEFAULT, "é e\314\201 [e] x");
  assert_found ("q\314\243\314\207", LEAF_FIND_DEFAULT, "x [q\314\207\314\243] q\314\207 [q\314\243\314\207]");
  assert_found ("cafe", LEAF_FIND_DEFAULT, "cafe\314\201 [cafe]s");
  assert_found ("👩", LEAF_FIND_DEFAULT, "[👩] 👩‍🚀 [👩]");
  assert_found ("🚀", LEAF_FIND_DEFAULT, "👩‍🚀 [🚀]");
  assert_found ("क", LEAF_FIND_DEFAULT, "का [क]");
  assert_found ("한", LEAF_FIND_DEFAULT, "[한]국 [\341\204\222\341\205\241\341\206\253]");
}

static void
test_whole_word (void)
{
  assert_found ("her", LEAF_FIND_WHOLE_WORD, "[her] here other [Her]. “[her]”");
  assert_found ("don", LEAF_FIND_WHOLE_WORD, "don’t don't [Don]");
  assert_found ("well", LEAF_FIND_WHOLE_WORD, "[well]-read swell");
  assert_found ("the end", LEAF_FIND_WHOLE_WORD, "[the end] the ending");
  assert_found ("ein", LEAF_FIND_WHOLE_WORD, "[ein] eß fein ß [Ein]");
  assert_found ("bücher", LEAF_FIND_WHOLE_WORD | LEAF_FIND_MATCH_CASE, "[bücher] Bücher bücherei");
  assert_found ("a", LEAF_FIND_WHOLE_WORD, "[a]\n[a]\nba");
}

static void
test_next (void)
{
  g_autoptr (LeafDocument) document = document_of ("one two\nnothing\ntwo one");
  g_autoptr (LeafFind) find = leaf_find_new ("one", LEAF_FIND_DEFAULT);
  g_autoptr (LeafFind) missing = leaf_find_new ("three", LEAF_FIND_DEFAULT);
  LeafFindMatch match;

  g_assert_true (leaf_find_get_next (find, document, 0, &match));
  g_assert_cmpuint (match.start, ==, 0);
  g_assert_cmpuint (match.end, ==, 3);
  g_assert_true (leaf_find_get_next (find, document, 1, &match));
  g_assert_cmpuint (match.start, ==, 20);
  g_assert_true (leaf_find_get_next (find, document, 21, &match));
  g_assert_cmpuint (match.start, ==, 0);
  g_assert_true (leaf_find_get_previous (find, document, 23, &match));
  g_assert_cmpuint (match.start, ==, 20);
  g_assert_true (leaf_find_get_previous (find, document, 20, &match));
  g_assert_cmpuint (match.start, ==, 0);
  g_assert_true (leaf_find_get_previous (find, document, 2, &match));
  g_assert_cmpuint (match.start, ==, 20);
  g_assert_false (leaf_find_get_next (missing, document, 5, &match));
  g_assert_false (leaf_find_get_previous (missing, document, 5, &match));
}

/* What comes in looks like what it replaces, and nothing beside it changes. */
static void
test_replace (void)
{
  static const char before[] = "<blockquote>\n<p>a <strong>cat</strong>, <em>two c</em>ats</p>\n</blockquote>\n";
  static const char after[] = "<blockquote>\n<p>a <strong>hound &amp; co</strong>, <em>two hound &amp; co</em>s</p>\n</blockquote>\n";
  g_autoptr (LeafDocument) document = leaf_document_new_from_html (before, -1, NULL);
  g_autoptr (LeafFind) find = leaf_find_new ("Cat", LEAF_FIND_DEFAULT);
  g_autoptr (GArray) matches = find_all (find, document);
  g_autoptr (LeafDocument) fragment = NULL;
  g_autofree char *html = NULL;
  const LeafFindMatch *found = (const LeafFindMatch *) (gpointer) matches->data;

  g_assert_cmpuint (matches->len, ==, 2);
  fragment = leaf_find_replace (document, found, 2, "hound & co");
  leaf_document_replace (document, found[0].start, found[1].end, fragment);
  html = leaf_document_to_html (document);
  g_assert_cmpstr (html, ==, after);
  leaf_test_assert_consistent (document);
}

/* GLib's own folding agrees with every match, and none begins before the last one ended. */
static void
test_random (void)
{
  static const char *const pieces[] = { "a", "A", "ß", "ss", "S", "é", "e\314\201", "İ", "i", "\314\207", " ", "x" };
  guint32 seed = leaf_test_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  unsigned int n_rounds = leaf_test_rounds (2000);

  g_test_message ("seed %u", seed);
  for (unsigned int round = 0; round < n_rounds; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GString) needle = g_string_new (NULL);
      g_autoptr (LeafDocument) document = NULL;
      g_autoptr (LeafFind) find = NULL;
      g_autoptr (GArray) matches = NULL;
      g_autofree char *wanted = NULL;
      g_autofree char *wanted_folded = NULL;
      unsigned int end = 0;

      for (int i = g_rand_int_range (rand, 0, 30); i > 0; i--)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      for (int i = g_rand_int_range (rand, 1, 4); i > 0; i--)
        g_string_append (needle, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      document = document_of (text->str);
      find = leaf_find_new (needle->str, LEAF_FIND_DEFAULT);
      matches = find_all (find, document);
      wanted = g_utf8_casefold (needle->str, -1);
      wanted_folded = g_utf8_normalize (wanted, -1, G_NORMALIZE_DEFAULT);
      for (unsigned int i = 0; i < matches->len; i++)
        {
          const LeafFindMatch *match = &g_array_index (matches, LeafFindMatch, i);
          g_autofree char *inside = leaf_document_get_text (document, match->start, match->end);
          g_autofree char *folded = g_utf8_casefold (inside, -1);
          g_autofree char *normal = g_utf8_normalize (folded, -1, G_NORMALIZE_DEFAULT);

          g_assert_cmpuint (match->start, >=, end);
          g_assert_cmpstr (normal, ==, wanted_folded);
          end = match->end;
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document-find/plain", test_plain);
  g_test_add_func ("/document-find/nothing-to-find", test_nothing_to_find);
  g_test_add_func ("/document-find/folding", test_folding);
  g_test_add_func ("/document-find/marks", test_marks);
  g_test_add_func ("/document-find/whole-word", test_whole_word);
  g_test_add_func ("/document-find/next", test_next);
  g_test_add_func ("/document-find/replace", test_replace);
  g_test_add_func ("/document-find/random", test_random);

  return g_test_run ();
}
