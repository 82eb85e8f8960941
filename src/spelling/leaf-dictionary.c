/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-dictionary"

#include "config.h"

#include "leaf-dictionary.h"

#include <string.h>

/* A long review has some three thousand different words. */
#define MAX_VERDICTS  20000
#define MAX_TAG_BYTES 64

struct _LeafDictionary
{
  EnchantBroker *broker;
  EnchantDict *dict;
  gboolean is_english;
  GHashTable *verdicts; /* word → GINT_TO_POINTER (whether it is known) */
};

/* Tags come out of libraries, too, and become names of files. */
static gboolean
is_tag (const char *tag)
{
  return *tag != '\0' && strlen (tag) <= MAX_TAG_BYTES &&
         tag[strspn (tag, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "_-")] == '\0';
}

/**
 * leaf_dictionary_new: (skip)
 * @broker: Enchant's broker, which must live longer
 * @tag: the tag of a language, such as "en_GB"
 *
 * Loads a dictionary, which may take a while.
 *
 * Returns: (transfer full) (nullable): the dictionary, %NULL when there is none for this language
 */
LeafDictionary *
leaf_dictionary_new (EnchantBroker *broker,
                     const char    *tag)
{
  EnchantDict *dict = is_tag (tag) ? enchant_broker_request_dict (broker, tag) : NULL;
  LeafDictionary *self;

  if (dict == NULL)
    return NULL;

  self = g_new0 (LeafDictionary, 1);
  self->broker = broker;
  self->dict = dict;
  self->is_english = strncmp (tag, "en", 2) == 0;
  self->verdicts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * leaf_dictionary_free: (skip)
 * @self: a dictionary
 */
void
leaf_dictionary_free (LeafDictionary *self)
{
  enchant_broker_free_dict (self->broker, self->dict);
  g_hash_table_unref (self->verdicts);
  g_free (self);
}

/* A name she taught the dictionary has a genitive, too: "Katniss's". */
static gboolean
is_genitive_of_hers (LeafDictionary *self,
                     const char     *word)
{
  gsize length = strlen (word);

  return length > 2 && g_str_has_suffix (word, "'s") &&
         enchant_dict_is_added (self->dict, word, (gssize) length - 2) != 0;
}

/* English writes its loan words with their accents or without; its dictionaries know them without:
 * "café", "naïve". */
static gboolean
is_loan_word (LeafDictionary *self,
              const char     *word)
{
  g_autofree char *apart = g_utf8_normalize (word, -1, G_NORMALIZE_NFD);
  g_autoptr (GString) bare = g_string_new (NULL);

  if (!self->is_english || g_str_is_ascii (word) || apart == NULL)
    return FALSE;

  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_unichar (bare, g_utf8_get_char (p));
  return g_str_is_ascii (bare->str) && bare->len > 0 &&
         enchant_dict_check (self->dict, bare->str, (gssize) bare->len) == 0;
}

/* An error is no verdict: then the word is not marked. */
static gboolean
ask (LeafDictionary *self,
     const char     *word)
{
  return enchant_dict_check (self->dict, word, (gssize) strlen (word)) <= 0 ||
         is_genitive_of_hers (self, word) || is_loan_word (self, word);
}

/**
 * leaf_dictionary_knows: (skip)
 * @self: a dictionary
 * @word: a word, as leaf_word_normalize() makes it
 *
 * Returns: whether it is spelled right
 */
gboolean
leaf_dictionary_knows (LeafDictionary *self,
                       const char     *word)
{
  gpointer known;

  if (*word == '\0')
    return TRUE;
  if (!g_hash_table_lookup_extended (self->verdicts, word, NULL, &known))
    {
      known = GINT_TO_POINTER (ask (self, word));
      if (g_hash_table_size (self->verdicts) >= MAX_VERDICTS)
        g_hash_table_remove_all (self->verdicts);
      g_hash_table_insert (self->verdicts, g_strdup (word), known);
    }
  return GPOINTER_TO_INT (known);
}

/**
 * leaf_dictionary_suggest: (skip)
 * @self: a dictionary
 * @word: a word it does not know
 * @max: how many suggestions at most
 *
 * Returns: (transfer full): what may have been meant, the likeliest first
 */
GStrv
leaf_dictionary_suggest (LeafDictionary *self,
                         const char     *word,
                         unsigned int    max)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  char **suggestions = NULL;
  size_t n_suggestions = 0;
  unsigned int n_taken = 0;

  if (*word != '\0')
    suggestions = enchant_dict_suggest (self->dict, word, (gssize) strlen (word), &n_suggestions);
  for (size_t i = 0; i < n_suggestions && n_taken < max; i++)
    {
      if (!g_utf8_validate (suggestions[i], -1, NULL) || strpbrk (suggestions[i], "\r\n") != NULL)
        continue;
      g_strv_builder_add (builder, suggestions[i]);
      n_taken++;
    }
  if (suggestions != NULL)
    enchant_dict_free_string_list (self->dict, suggestions);
  return g_strv_builder_end (builder);
}

/**
 * leaf_dictionary_add: (skip)
 * @self: a dictionary
 * @word: a word that is right
 *
 * Writes the word into her own list, which other programs that use Enchant read, too.
 */
void
leaf_dictionary_add (LeafDictionary *self,
                     const char     *word)
{
  if (*word != '\0')
    enchant_dict_add (self->dict, word, (gssize) strlen (word));
  g_hash_table_remove_all (self->verdicts);
}

/**
 * leaf_dictionary_ignore: (skip)
 * @self: a dictionary
 * @word: a word that is right here
 *
 * Takes the word for right while the program runs.
 */
void
leaf_dictionary_ignore (LeafDictionary *self,
                        const char     *word)
{
  if (*word != '\0')
    enchant_dict_add_to_session (self->dict, word, (gssize) strlen (word));
  g_hash_table_remove_all (self->verdicts);
}
