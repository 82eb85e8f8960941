/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-words"

#include "config.h"

#include "leaf-words.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

#define MAX_SCRIPTS       8

#define SOFT_HYPHEN       0x00AD
#define OBJECT            0xFFFC
#define RIGHT_QUOTE       0x2019
#define LETTER_APOSTROPHE 0x02BC

/* Where the search is: a token is what stands between two spaces. */
typedef struct {
  const char *text;
  gsize token_start;
  gsize token_end;
  gboolean in_address;
  UScriptCode scripts[MAX_SCRIPTS]; /* of the language */
  int n_scripts;                    /* 0: not known */
  gsize counted;       /* bytes whose characters are counted */
  unsigned int n_chars;
} Search;

static gboolean
is_space (gunichar c)
{
  return c == OBJECT || g_unichar_isspace (c);
}

/* Addresses, names of accounts and hashtags are no prose. */
static gboolean
is_address (const char *token,
            gsize       n_bytes)
{
  if (*token == '#' || memchr (token, '@', n_bytes) != NULL)
    return TRUE;
  if (n_bytes > 4 && g_ascii_strncasecmp (token, "www.", 4) == 0)
    return TRUE;
  return g_strstr_len (token, (gssize) n_bytes, "://") != NULL;
}

static gboolean
is_in_address (Search *search,
               gsize   place)
{
  while (search->token_end <= place)
    {
      const char *p = search->text + search->token_end;
      const char *start;

      while (is_space (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      start = p;
      while (*p != '\0' && !is_space (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);

      search->token_start = (gsize) (start - search->text);
      search->token_end = (gsize) (p - search->text);
      search->in_address = is_address (start, (gsize) (p - start));
      if (*p == '\0')
        break;
    }
  return search->in_address;
}

static unsigned int
count_chars (Search *search,
             gsize   place)
{
  search->n_chars += (unsigned int) g_utf8_strlen (search->text + search->counted,
                                                   (gssize) (place - search->counted));
  search->counted = place;
  return search->n_chars;
}

/* Letters alone or names of files, abbreviations in capitals and what has digits in it are not in
 * dictionaries, whether they are right or not. */
static gboolean
is_judged (const char *word,
           gsize       n_bytes,
           unsigned int n_chars)
{
  unsigned int n_letters = 0;
  gboolean capitals = TRUE;

  if (n_chars > LEAF_WORD_MAX_CHARS)
    return FALSE;

  for (const char *p = word; p < word + n_bytes; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '.' || c == '_' || g_unichar_isdigit (c))
        return FALSE;
      if (!g_unichar_isalpha (c))
        continue;
      n_letters++;
      capitals = capitals && g_unichar_isupper (c);
    }
  return n_letters > 1 && !capitals;
}

/* A dictionary knows nothing of words in the letters of another script. */
static gboolean
is_of_script (const Search *search,
              const char   *word)
{
  UErrorCode status = U_ZERO_ERROR;
  UScriptCode script = uscript_getScript ((UChar32) g_utf8_get_char (word), &status);

  if (search->n_scripts == 0 || U_FAILURE (status) || script == USCRIPT_COMMON || script == USCRIPT_INHERITED)
    return TRUE;
  for (int i = 0; i < search->n_scripts; i++)
    if (search->scripts[i] == script)
      return TRUE;
  return FALSE;
}

static void
find_scripts (Search     *search,
              const char *language)
{
  UErrorCode status = U_ZERO_ERROR;

  if (language != NULL)
    search->n_scripts = uscript_getCode (language, search->scripts, MAX_SCRIPTS, &status);
  if (U_FAILURE (status))
    search->n_scripts = 0;
}

static UBreakIterator *
open_iterator (UText      *text,
               const char *language)
{
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open (UBRK_WORD, language != NULL ? language : "", NULL, 0, &status);

  if (U_SUCCESS (status))
    ubrk_setUText (iterator, text, &status);
  if (U_FAILURE (status))
    g_clear_pointer (&iterator, ubrk_close);
  return iterator;
}

/**
 * leaf_words_find:
 * @text: text, UTF-8
 * @language: (nullable): the tag of its language; some divide words in their own way
 *
 * Finds the words that can be looked up in a dictionary, as Unicode divides text (UAX #29):
 * apostrophes inside stay, hyphens part. Left out are addresses, hashtags, words with digits or all in
 * capitals, single letters, scripts that are written without words, and those that the language is not
 * written in.
 *
 * Returns: (transfer full) (element-type LeafWord): the words, which point into @text
 */
GArray *
leaf_words_find (const char *text,
                 const char *language)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (LeafWord));
  UErrorCode status = U_ZERO_ERROR;
  Search search = { .text = text };
  UBreakIterator *iterator;
  UText *utext;
  int32_t start;

  g_return_val_if_fail (text != NULL, words);

  utext = utext_openUTF8 (NULL, text, -1, &status);
  iterator = U_SUCCESS (status) ? open_iterator (utext, language) : NULL;
  if (iterator == NULL)
    {
      g_clear_pointer (&utext, utext_close);
      return words;
    }

  find_scripts (&search, language);
  start = ubrk_first (iterator);
  for (int32_t end = ubrk_next (iterator); end != UBRK_DONE; start = end, end = ubrk_next (iterator))
    {
      int32_t kind = ubrk_getRuleStatus (iterator);
      LeafWord word = { .text = text + start, .n_bytes = (gsize) (end - start) };

      if (kind < UBRK_WORD_LETTER || kind >= UBRK_WORD_LETTER_LIMIT)
        continue;
      word.start = count_chars (&search, (gsize) start);
      word.end = count_chars (&search, (gsize) end);
      if (is_judged (word.text, word.n_bytes, word.end - word.start) && is_of_script (&search, word.text) &&
          !is_in_address (&search, (gsize) start))
        g_array_append_val (words, word);
    }

  ubrk_close (iterator);
  utext_close (utext);
  return words;
}

/**
 * leaf_word_normalize:
 * @word: a word
 *
 * Writes a word as dictionaries do: composed, with the plain apostrophe, without soft hyphens.
 *
 * Returns: (transfer full): the word to look up
 */
char *
leaf_word_normalize (const LeafWord *word)
{
  g_autoptr (GString) plain = NULL;
  char *composed;

  g_return_val_if_fail (word != NULL, NULL);

  plain = g_string_sized_new (word->n_bytes);
  for (const char *p = word->text; p < word->text + word->n_bytes; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == RIGHT_QUOTE || c == LETTER_APOSTROPHE)
        g_string_append_c (plain, '\'');
      else if (c != SOFT_HYPHEN)
        g_string_append_unichar (plain, c);
    }

  composed = g_utf8_normalize (plain->str, (gssize) plain->len, G_NORMALIZE_NFC);
  return composed != NULL ? composed : g_strdup (plain->str);
}
