/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-language"

#include "config.h"

#include "leaf-language.h"

#include <string.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#define NAME_MAX_UNITS 200

/* Names stand in a list: "Deutsch", but "français" becomes "Français". */
static ULocaleDisplayNames *
open_names (void)
{
  UDisplayContext contexts[] = { UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU, UDISPCTX_STANDARD_NAMES };
  const char *locale = g_get_language_names ()[0];
  UErrorCode status = U_ZERO_ERROR;
  ULocaleDisplayNames *names;

  if (g_str_equal (locale, "C") || g_str_equal (locale, "POSIX"))
    locale = "en";
  names = uldn_openForContext (locale, contexts, G_N_ELEMENTS (contexts), &status);
  if (U_FAILURE (status))
    g_clear_pointer (&names, uldn_close);
  return names;
}

static char *
dup_name (const ULocaleDisplayNames *names, const char *tag)
{
  UChar wide[NAME_MAX_UNITS];
  char name[NAME_MAX_UNITS * 3 + 1];
  UErrorCode status = U_ZERO_ERROR;
  int32_t length;

  if (names == NULL)
    return g_strdup (tag);

  length = uldn_localeDisplayName (names, tag, wide, NAME_MAX_UNITS, &status);
  if (U_FAILURE (status) || length <= 0 || length >= NAME_MAX_UNITS)
    return g_strdup (tag);

  u_strToUTF8 (name, sizeof name, NULL, wide, length, &status);
  return g_strdup (U_SUCCESS (status) ? name : tag);
}

/**
 * leaf_language_dup_name:
 * @tag: the tag of a language, such as "en_GB"
 *
 * Returns: (transfer full): what the language is called, in the language of the user
 */
char *
leaf_language_dup_name (const char *tag)
{
  ULocaleDisplayNames *names;
  char *name;

  g_return_val_if_fail (tag != NULL, NULL);

  names = open_names ();
  name = dup_name (names, tag);
  g_clear_pointer (&names, uldn_close);

  return name;
}

/**
 * leaf_language_is_known:
 * @tag: the tag of a language, such as "en-GB"
 *
 * Returns: whether the language has a name; there may be others that are written like one
 */
gboolean
leaf_language_is_known (const char *tag)
{
  UChar wide[NAME_MAX_UNITS];
  char name[NAME_MAX_UNITS * 3 + 1], code[ULOC_LANG_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;
  int32_t length;

  g_return_val_if_fail (tag != NULL, FALSE);

  /* ICU calls the language of no tag an unknown one. */
  if (uloc_getLanguage (tag, code, sizeof code, &status) == 0)
    return FALSE;
  length = uloc_getDisplayLanguage (tag, "en", wide, NAME_MAX_UNITS, &status);
  if (U_FAILURE (status) || length <= 0 || length >= NAME_MAX_UNITS)
    return FALSE;

  u_strToUTF8 (name, sizeof name, NULL, wide, length, &status);
  return U_SUCCESS (status) && !g_str_equal (name, code);
}

/**
 * leaf_language_new:
 * @tag: the tag of a dictionary, such as "en_GB"
 *
 * Returns: (transfer full): a language with its name
 */
LeafLanguage *
leaf_language_new (const char *tag)
{
  LeafLanguage *self = g_new0 (LeafLanguage, 1);

  self->tag = g_strdup (tag);
  self->name = leaf_language_dup_name (tag);
  return self;
}

/**
 * leaf_language_free:
 * @self: a language
 */
void
leaf_language_free (LeafLanguage *self)
{
  g_free (self->tag);
  g_free (self->name);
  g_free (self);
}

/**
 * leaf_language_compare:
 * @a: pointer to a pointer to a language
 * @b: pointer to another one
 *
 * Compares by name, as people sort them.
 *
 * Returns: as strcmp() does
 */
int
leaf_language_compare (gconstpointer a,
                       gconstpointer b)
{
  const LeafLanguage *first = *(LeafLanguage *const *) a;
  const LeafLanguage *second = *(LeafLanguage *const *) b;
  int order = g_utf8_collate (first->name, second->name);

  return order != 0 ? order : strcmp (first->tag, second->tag);
}

/**
 * leaf_languages_list:
 *
 * Lists the languages of the world that are known here, and how they are written in which country, with tags as in
 * BCP 47: "pt-BR". There is no dictionary for most of them.
 *
 * Returns: (transfer full) (element-type LeafLanguage): the languages, by name
 */
GPtrArray *
leaf_languages_list (void)
{
  GPtrArray *languages = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_language_free);
  ULocaleDisplayNames *names = open_names ();
  int n = uloc_countAvailable ();

  for (int i = 0; i < n; i++)
    {
      LeafLanguage *language = g_new0 (LeafLanguage, 1);

      language->name = dup_name (names, uloc_getAvailable (i));
      language->tag = g_strdelimit (g_strdup (uloc_getAvailable (i)), "_", '-');
      g_ptr_array_add (languages, language);
    }
  g_clear_pointer (&names, uldn_close);
  g_ptr_array_sort (languages, leaf_language_compare);

  return languages;
}

/* Whether a dictionary serves a locale: "en_GB" that locale, and every "en_…" the plain "en". */
static gboolean
serves (const char *tag,
        const char *locale)
{
  gsize length = strlen (locale);

  if (strncmp (tag, locale, length) != 0)
    return FALSE;
  return tag[length] == '\0' || tag[length] == '_' || tag[length] == '-';
}

/* The shortest tag: variants come after the language itself. */
static const char *
find_for_locale (GPtrArray  *languages,
                 const char *locale)
{
  g_autofree char *own_country = g_ascii_strup (locale, -1);
  g_autofree char *at_home = g_strconcat (locale, "_", own_country, NULL);
  const char *best = NULL;

  for (unsigned int i = 0; i < languages->len; i++)
    {
      const LeafLanguage *language = g_ptr_array_index (languages, i);

      if (g_str_equal (language->tag, at_home))
        return language->tag;
      if (serves (language->tag, locale) && (best == NULL || strlen (language->tag) < strlen (best)))
        best = language->tag;
    }
  return best;
}

/**
 * leaf_languages_find_default:
 * @languages: (element-type LeafLanguage): the languages there are dictionaries for
 * @locales: what the user speaks, see g_get_language_names()
 *
 * Finds the dictionary for who has not chosen one. A text in a language without a dictionary is not
 * judged by that of another one; only where no language is set at all, English is taken, as the
 * program itself speaks it then.
 *
 * Returns: (transfer none) (nullable): its tag
 */
const char *
leaf_languages_find_default (GPtrArray         *languages,
                             const char *const *locales)
{
  g_return_val_if_fail (languages != NULL, NULL);
  g_return_val_if_fail (locales != NULL, NULL);

  for (unsigned int i = 0; locales[i] != NULL; i++)
    {
      gboolean unset = g_str_equal (locales[i], "C") || g_str_equal (locales[i], "POSIX") ||
                       g_str_has_prefix (locales[i], "C.");
      const char *found;

      if (unset && i > 0)
        return NULL;
      found = unset ? find_for_locale (languages, "en_US") : find_for_locale (languages, locales[i]);
      if (found == NULL && unset)
        found = find_for_locale (languages, "en");
      if (found != NULL)
        return found;
    }
  return NULL;
}
