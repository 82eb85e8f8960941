/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-text"

#include "config.h"

#include "leaf-text.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#define SLUG_MAX_BYTES 190   /* WordPress keeps 200 and may add "-2" */
#define SLUG_MAX_INPUT 4096

/* Latin letters without accents for any script; opening it takes milliseconds, so it is kept, and it
 * may not be used by two threads at once. */
static GMutex transliterator_mutex;
static UTransliterator *transliterator;

static UTransliterator *
get_transliterator (void)
{
  static const UChar rules[] = u"Any-Latin; Latin-ASCII; Lower";
  UErrorCode status = U_ZERO_ERROR;

  if (transliterator == NULL)
    transliterator = utrans_openU (rules, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);

  return transliterator;
}

static char *
transliterate (const char *text)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&transliterator_mutex);
  g_autofree UChar *wide = NULL;
  UErrorCode status = U_ZERO_ERROR;
  int length, limit, capacity;
  char *result;

  if (get_transliterator () == NULL)
    return g_str_to_ascii (text, "C");

  capacity = (int) strlen (text) * 8 + 64; /* a single sign may become a word */
  wide = g_new (UChar, capacity);
  u_strFromUTF8 (wide, capacity, &length, text, -1, &status);
  limit = length;
  utrans_transUChars (transliterator, wide, &length, capacity, 0, &limit, &status);
  if (U_FAILURE (status))
    return g_str_to_ascii (text, "C");

  result = g_malloc ((size_t) length * 3 + 1);
  u_strToUTF8 (result, length * 3 + 1, NULL, wide, length, &status);
  if (U_FAILURE (status))
    *result = '\0';

  return result;
}

/* Ends the slug at a word, unless that would leave next to nothing. */
static void
shorten_slug (GString *slug)
{
  const char *hyphen;

  if (slug->len <= SLUG_MAX_BYTES)
    return;

  if (slug->str[SLUG_MAX_BYTES] != '-')
    {
      hyphen = g_strrstr_len (slug->str, SLUG_MAX_BYTES, "-");
      if (hyphen != NULL && hyphen - slug->str > SLUG_MAX_BYTES / 2)
        {
          g_string_truncate (slug, hyphen - slug->str);
          return;
        }
    }

  g_string_truncate (slug, SLUG_MAX_BYTES);
}

/**
 * leaf_text_slugify:
 * @text: any text, valid UTF-8
 *
 * Makes the last part of a post's address out of a title: lower-case ASCII letters and digits, words
 * joined by single hyphens, other scripts and accents transliterated, apostrophes dropped, at most
 * 190 bytes and cut between words.
 *
 * Returns: (transfer full): the slug; empty when @text has neither letters nor digits
 */
char *
leaf_text_slugify (const char *text)
{
  g_autofree char *ascii = NULL;
  g_autofree char *start = NULL;
  GString *slug;

  g_return_val_if_fail (text != NULL, NULL);

  start = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), SLUG_MAX_INPUT));
  ascii = transliterate (start);
  slug = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0'; p++)
    {
      if (g_ascii_isalnum (*p))
        g_string_append_c (slug, g_ascii_tolower (*p));
      else if (*p != '\'' && *p != '`' && slug->len > 0 && slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
    }

  shorten_slug (slug);
  if (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);

  return g_string_free (slug, FALSE);
}

/**
 * leaf_text_escape:
 * @text: (nullable): plain text, valid UTF-8
 *
 * Makes plain text safe inside HTML, between tags as well as in a quoted attribute, and inside XML:
 * control characters that XML forbids are left out.
 *
 * Returns: (transfer full): the escaped text; empty for %NULL
 */
char *
leaf_text_escape (const char *text)
{
  GString *escaped;

  if (text == NULL)
    return g_strdup ("");

  escaped = g_string_sized_new (strlen (text) + 16);
  for (const char *p = text; *p != '\0'; p++)
    {
      switch (*p)
        {
        case '&':
          g_string_append (escaped, "&amp;");
          break;
        case '<':
          g_string_append (escaped, "&lt;");
          break;
        case '>':
          g_string_append (escaped, "&gt;");
          break;
        case '"':
          g_string_append (escaped, "&quot;");
          break;
        case '\'':
          g_string_append (escaped, "&#39;");
          break;
        case '\t':
        case '\n':
        case '\r':
          g_string_append_c (escaped, *p);
          break;
        default:
          if ((unsigned char) *p >= 0x20 && *p != 0x7f)
            g_string_append_c (escaped, *p);
          break;
        }
    }

  return g_string_free (escaped, FALSE);
}

/**
 * leaf_text_join_names:
 * @names: (array zero-terminated=1) (nullable): names
 *
 * Joins names as they stand in a sentence of the user's language: "A", "A and B", "A, B and C".
 *
 * Returns: (transfer full): the text; empty when there are no names
 */
char *
leaf_text_join_names (const char *const *names)
{
  g_autoptr (GString) front = NULL;
  unsigned int n_names = names != NULL ? g_strv_length ((char **) names) : 0;

  if (n_names == 0)
    return g_strdup ("");
  if (n_names == 1)
    return g_strdup (names[0]);

  front = g_string_new (names[0]);
  for (unsigned int i = 1; i + 1 < n_names; i++)
    {
      /* Translators: what stands between the names of a list, but for the last two */
      g_string_append (front, C_("list of names", ", "));
      g_string_append (front, names[i]);
    }

  /* Translators: the end of a list of names: "A and B", or "A, B" and "C" */
  return g_strdup_printf (C_("list of names", "%s and %s"), front->str, names[n_names - 1]);
}

/**
 * leaf_text_uuid:
 *
 * Makes a random UUID (RFC 9562, version 4), as books, reviews, blogs and publications carry it.
 *
 * Returns: (transfer full): the UUID in its lower-case text form
 */
char *
leaf_text_uuid (void)
{
  return g_uuid_string_random ();
}
