/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-date"

#include "config.h"

#include "leaf-date.h"

#include "leaf-boxed-private.h"

#include <string.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uloc.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>

#define PATTERN_SIZE 64 /* UChars, with the 0 at the end */
/* A library writes dates in the languages of its blogs and of the desktop. */
#define MAX_KNOWN_PATTERNS 64

static LeafDate *
leaf_date_box_copy (LeafDate *self)
{
  return g_memdup2 (self, sizeof *self);
}

LEAF_DEFINE_BOXED_TYPE (LeafDate, leaf_date, leaf_date_box_copy, g_free)

/* Reads exactly `n_digits` digits and moves on. */
static gboolean
read_number (const char **text, int n_digits, int *value)
{
  *value = 0;
  for (int i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit ((*text)[i]))
        return FALSE;
      *value = *value * 10 + ((*text)[i] - '0');
    }

  *text += n_digits;
  return TRUE;
}

/* ICU takes data of the system's language for one that it does not know, so ask first. Dates of books
 * are Gregorian everywhere, also where the language's own calendar is another. */
static void
find_locale (const char *language, char *locale, int size)
{
  g_autofree char *tag = NULL;
  UErrorCode status = U_ZERO_ERROR;
  UResourceBundle *bundle;
  int parsed = 0;

  tag = g_strdup (language != NULL ? language : "en");
  g_strdelimit (tag, "_", '-');
  uloc_forLanguageTag (tag, locale, size, &parsed, &status);
  if (U_FAILURE (status) || status == U_STRING_NOT_TERMINATED_WARNING || parsed == 0 ||
      (size_t) parsed != strlen (tag))
    g_strlcpy (locale, "en", size);

  status = U_ZERO_ERROR;
  bundle = ures_open (NULL, locale, &status);
  if (U_FAILURE (status) || status == U_USING_DEFAULT_WARNING)
    g_strlcpy (locale, "en", size);
  if (bundle != NULL)
    ures_close (bundle);

  status = U_ZERO_ERROR;
  uloc_setKeywordValue ("calendar", "gregorian", locale, size, &status);
}

/* Empty when ICU has no data. */
static void
ask_for_pattern (const char *locale, const char *skeleton, UChar pattern[PATTERN_SIZE])
{
  UErrorCode status = U_ZERO_ERROR;
  UDateTimePatternGenerator *generator = udatpg_open (locale, &status);
  UChar wide_skeleton[8];

  u_uastrcpy (wide_skeleton, skeleton);
  udatpg_getBestPattern (generator, wide_skeleton, -1, pattern, PATTERN_SIZE, &status);
  if (U_FAILURE (status) || status == U_STRING_NOT_TERMINATED_WARNING)
    pattern[0] = 0;
  if (generator != NULL)
    udatpg_close (generator);
}

/* The order and the words of the language for the parts that are known; 0 when ICU has no data. To ask ICU takes longer
 * than all else in a post together, so the answers are kept. */
static int
find_pattern (const LeafDate *date, const char *locale, UChar pattern[PATTERN_SIZE])
{
  static GMutex mutex;
  static GHashTable *known; /* locale and skeleton -> UChar[PATTERN_SIZE] */
  const char *skeleton = date->month == 0 ? "y" : date->day == 0 ? "yMMMM" : "yMMMMd";
  g_autofree char *key = g_strconcat (locale, " ", skeleton, NULL);
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&mutex);
  const UChar *kept;

  if (known == NULL)
    known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  kept = g_hash_table_lookup (known, key);
  if (kept != NULL)
    {
      u_strcpy (pattern, kept);
      return u_strlen (pattern);
    }

  ask_for_pattern (locale, skeleton, pattern);
  if (g_hash_table_size (known) >= MAX_KNOWN_PATTERNS)
    g_hash_table_remove_all (known);
  g_hash_table_insert (known, g_steal_pointer (&key), g_memdup2 (pattern, PATTERN_SIZE * sizeof *pattern));

  return u_strlen (pattern);
}

/* "d. MMMM y" has its day first, then the month, then the year; what is quoted are words of the language. */
static gboolean
has_order (const UChar *pattern, int length, const char *order)
{
  gboolean quoted = FALSE;

  for (int i = 0; i < length && *order != '\0'; i++)
    {
      if (pattern[i] == '\'')
        quoted = !quoted;
      else if (!quoted && pattern[i] == (UChar) *order)
        order++;
      else if (!quoted && pattern[i] > 0 && pattern[i] < 128 && strchr (order + 1, pattern[i]) != NULL)
        return FALSE;
    }

  return *order == '\0';
}

/* The language's own way where that has the order asked for. */
static int
find_pattern_as (const LeafDate *date, const char *locale, LeafDateStyle style, UChar pattern[PATTERN_SIZE])
{
  int length = find_pattern (date, locale, pattern);
  gboolean day_first = style == LEAF_DATE_STYLE_DAY_MONTH_YEAR;
  const char *plain = day_first ? "d MMMM y" : "MMMM d, y";

  if (date->day == 0 || style == LEAF_DATE_STYLE_LONG || has_order (pattern, length, day_first ? "dMy" : "Mdy"))
    return length;

  u_uastrcpy (pattern, plain);
  return (int) strlen (plain);
}

static char *
format_with_pattern (const LeafDate *date, const char *locale, const UChar *pattern, int length)
{
  static const UChar utc[] = u"UTC";
  UErrorCode status = U_ZERO_ERROR;
  UCalendar *calendar;
  UDateFormat *format;
  UChar wide[128];
  char text[384];

  calendar = ucal_open (utc, -1, locale, UCAL_GREGORIAN, &status);
  format = udat_open (UDAT_PATTERN, UDAT_PATTERN, locale, utc, -1, pattern, length, &status);
  if (U_SUCCESS (status))
    {
      /* Old books: no jump in 1582, what is stored is shown. */
      ucal_setGregorianChange (calendar, -1e17, &status);
      status = U_ZERO_ERROR;
      ucal_clear (calendar);
      ucal_setDate (calendar, date->year, MAX (date->month, 1) - 1, MAX (date->day, 1), &status);
      udat_formatCalendar (format, calendar, wide, G_N_ELEMENTS (wide), NULL, &status);
      u_strToUTF8 (text, sizeof text, NULL, wide, -1, &status);
    }

  if (format != NULL)
    udat_close (format);
  if (calendar != NULL)
    ucal_close (calendar);

  return U_SUCCESS (status) && status != U_STRING_NOT_TERMINATED_WARNING ? g_strdup (text) : NULL;
}

/**
 * leaf_date_parse:
 * @text: (nullable): "2010", "2010-08" or "2010-08-31"; an empty text or %NULL is no date
 * @date: (out caller-allocates): the date
 *
 * Reads a date in the forms of ISO 8601, at the precision it is written in.
 *
 * Returns: %FALSE when @text is none of these forms or no day of the calendar; @date is then no date
 */
gboolean
leaf_date_parse (const char *text, LeafDate *date)
{
  LeafDate result = { 0 };

  g_return_val_if_fail (date != NULL, FALSE);

  *date = result;
  if (text == NULL || *text == '\0')
    return TRUE;

  if (!read_number (&text, 4, &result.year))
    return FALSE;
  if (*text == '-')
    {
      text++;
      if (!read_number (&text, 2, &result.month) || result.month == 0)
        return FALSE;
    }
  if (*text == '-')
    {
      text++;
      if (!read_number (&text, 2, &result.day) || result.day == 0)
        return FALSE;
    }
  if (*text != '\0' || result.year == 0 || !leaf_date_is_valid (&result))
    return FALSE;

  *date = result;
  return TRUE;
}

/**
 * leaf_date_to_string:
 * @date: a date
 *
 * Writes the date in the form that leaf_date_parse() reads, and that is stored and exchanged.
 *
 * Returns: (transfer full) (nullable): the date, or %NULL for no date
 */
char *
leaf_date_to_string (const LeafDate *date)
{
  g_return_val_if_fail (date != NULL, NULL);

  if (date->year == 0)
    return NULL;
  if (date->month == 0)
    return g_strdup_printf ("%04d", date->year);
  if (date->day == 0)
    return g_strdup_printf ("%04d-%02d", date->year, date->month);
  return g_strdup_printf ("%04d-%02d-%02d", date->year, date->month, date->day);
}

/**
 * leaf_date_is_valid:
 * @date: a date
 *
 * Is this a day, month or year of the Gregorian calendar (1 to 9999), or no date at all? A day
 * without its month, or a month without its year, is not valid.
 *
 * Returns: whether @date is valid
 */
gboolean
leaf_date_is_valid (const LeafDate *date)
{
  g_return_val_if_fail (date != NULL, FALSE);

  if (date->year == 0)
    return date->month == 0 && date->day == 0;
  if (date->year < 0 || date->year > 9999)
    return FALSE;
  if (date->month == 0)
    return date->day == 0;
  if (date->month < 0 || date->month > 12 || date->day < 0 || date->day > 31)
    return FALSE;

  return date->day == 0 ||
         g_date_valid_dmy ((GDateDay) date->day, (GDateMonth) date->month, (GDateYear) date->year);
}

/**
 * leaf_date_compare:
 * @a: a date
 * @b: another
 *
 * Orders dates by time; no date comes first, and a year before its months, a month before its days.
 *
 * Returns: less than, equal to or greater than zero, as strcmp() does
 */
int
leaf_date_compare (const LeafDate *a, const LeafDate *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, 0);

  if (a->year != b->year)
    return a->year < b->year ? -1 : 1;
  if (a->month != b->month)
    return a->month < b->month ? -1 : 1;
  if (a->day != b->day)
    return a->day < b->day ? -1 : 1;
  return 0;
}

/**
 * leaf_date_format:
 * @date: a valid date
 * @language: (nullable): a BCP 47 tag; one that is unknown, or %NULL, is taken as "en"
 *
 * Writes the date out as readers of a language expect it, with no more than is known:
 * "August 31, 2010", "August 2010", "2010". The patterns are those of the Unicode CLDR.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL for no date
 */
char *
leaf_date_format (const LeafDate *date, const char *language)
{
  return leaf_date_format_as (date, language, LEAF_DATE_STYLE_LONG);
}

/**
 * leaf_date_format_as:
 * @date: a valid date
 * @language: (nullable): a BCP 47 tag, as for leaf_date_format()
 * @style: how to write it
 *
 * Writes the date out in the order that a style asks for. Where the day is not known there is no such
 * order: then the language's own holds, but for %LEAF_DATE_STYLE_ISO.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL for no date
 */
char *
leaf_date_format_as (const LeafDate *date, const char *language, LeafDateStyle style)
{
  char locale[ULOC_FULLNAME_CAPACITY];
  UChar pattern[PATTERN_SIZE];
  char *text;
  int length;

  g_return_val_if_fail (date != NULL, NULL);
  g_return_val_if_fail (leaf_date_is_valid (date), NULL);

  if (date->year == 0 || style == LEAF_DATE_STYLE_ISO)
    return leaf_date_to_string (date);

  find_locale (language, locale, sizeof locale);
  length = find_pattern_as (date, locale, style, pattern);
  text = length > 0 ? format_with_pattern (date, locale, pattern, length) : NULL;

  return text != NULL ? text : leaf_date_to_string (date);
}
