/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words, dictionaries and languages. Needs Debian's hunspell-en-us and hunspell-de-de. */

#include "config.h"

#include "leaf-speller.h"
#include "leaf-words.h"

#include "leaf-test-library.h"

#include <string.h>

static void
assert_words (const char *text,
              const char *wanted)
{
  g_autoptr (GArray) words = leaf_words_find (text, NULL);
  g_autoptr (GString) found = g_string_new (NULL);

  for (unsigned int i = 0; i < words->len; i++)
    {
      const LeafWord *word = &g_array_index (words, LeafWord, i);
      const char *start = g_utf8_offset_to_pointer (text, word->start);

      g_assert_true (start == word->text);
      g_assert_true (g_utf8_offset_to_pointer (text, word->end) == start + word->n_bytes);
      g_string_append_printf (found, "%s%.*s", i == 0 ? "" : "|", (int) word->n_bytes, word->text);
    }
  g_assert_cmpstr (found->str, ==, wanted);
}

static void
test_words (void)
{
  assert_words ("", "");
  assert_words ("Call me Ishmael.", "Call|me|Ishmael");
  assert_words ("  well-known,tab\tand—dash…", "well|known|tab|and|dash");
  assert_words ("don't, don’t ‘quoted’ 'here'", "don't|don’t|quoted|here");
  assert_words ("naïve cafe\xcc\x81 stra\xc2\xadsse", "naïve|cafe\xcc\x81|stra\xc2\xadsse");
  assert_words ("Die Größe der Bücher", "Die|Größe|der|Bücher");
  assert_words ("Привет, мир", "Привет|мир");
  assert_words ("שלום עולם", "שלום|עולם");
  assert_words ("مرحبا بالعالم", "مرحبا|بالعالم");
  assert_words ("\xef\xbf\xbc" "A caption", "caption");
  assert_words ("漢字 かな カナ", "");
  assert_words ("\xf0\x9f\x93\x9a book \xf0\x9f\x98\x80", "book");
}

/* What no dictionary can judge. */
static void
test_not_words (void)
{
  assert_words ("I a 12 3rd B2B 50s", "");
  assert_words ("NASA and ARC, but Arc", "and|but|Arc");
  assert_words ("see https://example.org/some/page now", "see|now");
  assert_words ("(https://exampel.org) www.exampel.org exampel.org", "");
  assert_words ("write to ada@exampel.org or @bookworrm #bookstagramm today", "write|to|or|today");
  assert_words ("file_name e.g. and/or", "and|or");
}

static void
test_normalize (void)
{
  static const char *const cases[][2] = {
    { "don’t", "don't" },
    { "donʼt", "don't" },
    { "cafe\xcc\x81", "café" },
    { "stra\xc2\xadsse", "strasse" },
    { "\xc2\xad", "" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LeafWord word = { .text = cases[i][0], .n_bytes = strlen (cases[i][0]) };
      g_autofree char *normal = leaf_word_normalize (&word);

      g_assert_cmpstr (normal, ==, cases[i][1]);
    }
}

/* None of these may take long, and none is a word. */
static void
test_hostile_words (void)
{
  g_autofree char *letters = g_strnfill (1024 * 1024, 'a');
  g_autofree char *dots = g_strnfill (64 * 1024, '.');
  g_autofree char *slashes = g_strnfill (64 * 1024, '/');
  g_autoptr (GString) storm = g_string_new ("e");
  g_autoptr (GString) signs = g_string_new (NULL);
  g_autoptr (GString) mixed = g_string_new (NULL);

  for (int i = 0; i < 10000; i++)
    g_string_append (storm, "\xcc\x81");
  for (gunichar c = 1; c < 0x20; c++)
    g_string_append_unichar (signs, c);
  g_string_append (signs, "\xe2\x80\x8b\xe2\x80\xae\xe2\x81\xa6\xef\xbb\xbf\xef\xbf\xbe\xf4\x8f\xbf\xbf");
  for (int i = 0; i < 2000; i++)
    g_string_append (mixed, "a\xe2\x80\x8d'ب\xcc\x81-");

  assert_words (letters, "");
  assert_words (dots, "");
  assert_words (slashes, "");
  assert_words (storm->str, "");
  assert_words (signs->str, "");
  g_array_unref (leaf_words_find (mixed->str, "de_DE"));
  g_array_unref (leaf_words_find ("word", "no such language at all, and a long one"));

  /* A word as long as words may be, and one letter more. */
  letters[LEAF_WORD_MAX_CHARS] = '\0';
  assert_words (letters, letters);
  letters[LEAF_WORD_MAX_CHARS] = 'a';
  letters[LEAF_WORD_MAX_CHARS + 1] = '\0';
  assert_words (letters, "");
}

static GPtrArray *
make_languages (const char *tags)
{
  g_auto (GStrv) names = g_strsplit (tags, " ", -1);
  GPtrArray *languages = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_language_free);

  for (unsigned int i = 0; names[i] != NULL; i++)
    g_ptr_array_add (languages, leaf_language_new (names[i]));
  return languages;
}

static void
test_default_language (void)
{
  static const struct
  {
    const char *tags;
    const char *locales;
    const char *wanted;
  } cases[] = {
    { "de_DE en_GB en_US", "en_US.UTF-8 en_US en C", "en_US" },
    { "de_AT de_DE en_US", "de_DE de C", "de_DE" },
    { "de_AT de_DE en_US", "de_CH de C", "de_DE" },
    { "de_DE_frami de_DE", "de_DE de C", "de_DE" },
    { "de_DE en_US", "fr_FR fr C", NULL },
    { "de_DE en_US", "fr_FR fr de_DE de C", "de_DE" },
    { "de_DE en_GB en_US", "C", "en_US" },
    { "de_DE en_GB", "C.UTF-8 C", "en_GB" },
    { "de_DE", "C", NULL },
    { "den_CA", "de C", NULL },
    { "en_US-large", "en_US en C", "en_US-large" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) languages = make_languages (cases[i].tags);
      g_auto (GStrv) locales = g_strsplit (cases[i].locales, " ", -1);

      g_assert_cmpstr (leaf_languages_find_default (languages, (const char *const *) locales), ==, cases[i].wanted);
    }
}

static void
test_language_names (void)
{
  static const char *const cases[][2] = {
    { "en_GB", "English (United Kingdom)" },
    { "de", "German" },
    { "xx_YY_nothing_known", NULL },
    { "", NULL },
    { "%s\xff", NULL },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = leaf_language_dup_name (cases[i][0]);

      g_assert_nonnull (name);
      if (cases[i][1] != NULL)
        g_assert_cmpstr (name, ==, cases[i][1]);
    }
}

static void
test_known (void)
{
  static const struct
  {
    const char *tag;
    gboolean known;
  } cases[] = {
    { "en", TRUE },
    { "en-GB", TRUE },
    { "la", TRUE },
    { "gsw", TRUE },
    { "uni", FALSE },
    { "qaa-x-mine", FALSE },
    { "", FALSE },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    if (leaf_language_is_known (cases[i].tag) != cases[i].known)
      g_test_fail_printf ("“%s”", cases[i].tag);
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

/* The words that are wrong, or what is the matter with the language. */
static char *
check (LeafSpeller *speller,
       const char  *language,
       const char  *text)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GString *wrong = g_string_new (NULL);
  GArray *ranges;

  g_ptr_array_add (texts, (gpointer) text);
  leaf_speller_check_async (speller, language, texts, NULL, result_cb, &result);
  results = leaf_speller_check_finish (speller, wait_for (&result), &error);
  if (results == NULL)
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
      return g_string_free (g_string_assign (wrong, "no dictionary"), FALSE);
    }

  g_assert_cmpuint (results->len, ==, 1);
  ranges = g_ptr_array_index (results, 0);
  for (unsigned int i = 0; i < ranges->len; i++)
    {
      LeafSpellingRange range = g_array_index (ranges, LeafSpellingRange, i);
      g_autofree char *word = g_utf8_substring (text, range.start, range.end);

      g_string_append_printf (wrong, "%s%s", i == 0 ? "" : "|", word);
    }
  return g_string_free (wrong, FALSE);
}

static void
assert_wrong (LeafSpeller *speller,
              const char  *language,
              const char  *text,
              const char  *wanted)
{
  g_autofree char *wrong = check (speller, language, text);

  g_assert_cmpstr (wrong, ==, wanted);
}

static void
test_check (void)
{
  g_autoptr (LeafSpeller) speller = leaf_speller_new ();

  assert_wrong (speller, "en_US", "I don’t beleive that the café is naïve.", "beleive");
  assert_wrong (speller, "en_US", "She did'nt recieve it. Recieve, recieve!", "did'nt|recieve|Recieve|recieve");
  assert_wrong (speller, "de_DE", "Die Größe der Bücher ist erstaunlich, das recieve nicht.", "recieve");
  assert_wrong (speller, "en_US", "Größe", "Größe");
  assert_wrong (speller, "en_US", "שלום, wrld, Привет", "wrld");
  assert_wrong (speller, "xx_YY", "Nothing is wrnog here.", "no dictionary");
  assert_wrong (speller, "../../etc/passwd", "Nothing is wrnog here.", "no dictionary");
  assert_wrong (speller, "", "Nothing is wrnog here.", "no dictionary");
  /* The tests run in the C locale. */
  assert_wrong (speller, NULL, "The default is wrnog.", "wrnog");
}

static void
test_suggest (void)
{
  g_autoptr (LeafSpeller) speller = leaf_speller_new ();
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_auto (GStrv) suggestions = NULL;
  g_autoptr (GError) error = NULL;

  leaf_speller_suggest_async (speller, "en_US", "recieve", 6, NULL, result_cb, &first);
  suggestions = leaf_speller_suggest_finish (speller, wait_for (&first), &error);
  g_assert_no_error (error);
  g_assert_true (g_strv_contains ((const char *const *) suggestions, "receive"));
  g_assert_cmpuint (g_strv_length (suggestions), <=, 6);

  leaf_speller_suggest_async (speller, "xx_YY", "recieve", 6, NULL, result_cb, &second);
  g_assert_null (leaf_speller_suggest_finish (speller, wait_for (&second), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
changed_cb (unsigned int *n_changes)
{
  ++*n_changes;
}

static void
test_ignore (void)
{
  g_autoptr (LeafSpeller) speller = leaf_speller_new ();
  g_autoptr (LeafSpeller) other = leaf_speller_new ();
  unsigned int n_changes = 0;

  g_signal_connect_swapped (speller, "words-changed", G_CALLBACK (changed_cb), &n_changes);
  assert_wrong (speller, "en_US", "Ishmaell and Queequegg’s coffin", "Ishmaell|Queequegg’s");
  leaf_speller_ignore (speller, "en_US", "Queequegg");
  while (n_changes == 0)
    g_main_context_iteration (NULL, TRUE);

  /* Its genitive with it; other languages and other sessions are not touched. */
  assert_wrong (speller, "en_US", "Ishmaell and Queequegg’s coffin, Queequegg", "Ishmaell");
  assert_wrong (speller, "de_DE", "Queequegg", "Queequegg");
  assert_wrong (other, "en_US", "Queequegg", "Queequegg");
}

static void
test_add (void)
{
  g_autoptr (LeafSpeller) speller = leaf_speller_new ();
  unsigned int n_changes = 0;

  g_signal_connect_swapped (speller, "words-changed", G_CALLBACK (changed_cb), &n_changes);
  assert_wrong (speller, "en_US", "Frankenstien", "Frankenstien");
  leaf_speller_add (speller, "en_US", "Frankenstien");
  leaf_speller_add (speller, "xx_YY", "Frankenstien");
  while (n_changes == 0)
    g_main_context_iteration (NULL, TRUE);
  assert_wrong (speller, "en_US", "Frankenstien", "");

  /* The next program knows it. */
  {
    g_autoptr (LeafSpeller) next = leaf_speller_new ();
    g_autofree char *list = g_build_filename (g_getenv ("ENCHANT_CONFIG_DIR"), "en_US.dic", NULL);
    g_autofree char *content = NULL;

    assert_wrong (next, "en_US", "Frankenstien", "");
    g_assert_true (g_file_get_contents (list, &content, NULL, NULL));
    g_assert_nonnull (strstr (content, "Frankenstien"));
  }
}

static void
test_list (void)
{
  g_autoptr (LeafSpeller) speller = leaf_speller_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) languages = NULL;
  g_autoptr (GError) error = NULL;
  const LeafLanguage *english = NULL;

  leaf_speller_list_async (speller, NULL, result_cb, &result);
  languages = leaf_speller_list_finish (speller, wait_for (&result), &error);
  g_assert_no_error (error);
  for (unsigned int i = 0; i < languages->len; i++)
    {
      const LeafLanguage *language = g_ptr_array_index (languages, i);

      if (g_str_equal (language->tag, "en_US"))
        english = language;
      if (i > 0)
        g_assert_cmpint (leaf_language_compare (&g_ptr_array_index (languages, i - 1),
                                                &g_ptr_array_index (languages, i)), <, 0);
    }
  g_assert_nonnull (english);
  g_assert_cmpstr (english->name, ==, "English (United States)");
}

/* Who goes on to another review does not wait for the answers about this one. */
static void
test_cancel (void)
{
  LeafSpeller *speller = leaf_speller_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (texts, (gpointer) "wrnog");
  g_cancellable_cancel (cancellable);
  leaf_speller_check_async (speller, "en_US", texts, cancellable, result_cb, &result);
  g_assert_null (leaf_speller_check_finish (speller, wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_object_unref (speller);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *dir = g_dir_make_tmp ("flyleaf-test-XXXXXX", NULL);
  int status;

  g_test_init (&argc, &argv, NULL);
  g_setenv ("ENCHANT_CONFIG_DIR", dir, TRUE);

  g_test_add_func ("/spelling/words", test_words);
  g_test_add_func ("/spelling/not-words", test_not_words);
  g_test_add_func ("/spelling/normalize", test_normalize);
  g_test_add_func ("/spelling/hostile-words", test_hostile_words);
  g_test_add_func ("/spelling/default-language", test_default_language);
  g_test_add_func ("/spelling/language-names", test_language_names);
  g_test_add_func ("/spelling/known-language", test_known);
  g_test_add_func ("/spelling/check", test_check);
  g_test_add_func ("/spelling/suggest", test_suggest);
  g_test_add_func ("/spelling/ignore", test_ignore);
  g_test_add_func ("/spelling/add", test_add);
  g_test_add_func ("/spelling/list", test_list);
  g_test_add_func ("/spelling/cancel", test_cancel);
  status = g_test_run ();

  leaf_test_remove_tree (dir);
  return status;
}
