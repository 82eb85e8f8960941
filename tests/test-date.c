/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-date.h"

#include <locale.h>
#include <string.h>

static void
assert_parsed (const char *text, int year, int month, int day)
{
  g_autofree char *back = NULL;
  LeafDate date;

  g_assert_true (leaf_date_parse (text, &date));
  g_assert_cmpint (date.year, ==, year);
  g_assert_cmpint (date.month, ==, month);
  g_assert_cmpint (date.day, ==, day);
  g_assert_true (leaf_date_is_valid (&date));

  back = leaf_date_to_string (&date);
  g_assert_cmpstr (back, ==, text);
}

static void
assert_not_parsed (const char *text)
{
  LeafDate date = { 1, 2, 3 };

  g_assert_false (leaf_date_parse (text, &date));
  g_assert_cmpint (date.year, ==, 0);
  g_assert_cmpint (date.month, ==, 0);
  g_assert_cmpint (date.day, ==, 0);
}

static void
assert_format (const char *text, const char *language, const char *expected)
{
  g_autofree char *written = NULL;
  LeafDate date;

  g_assert_true (leaf_date_parse (text, &date));
  written = leaf_date_format (&date, language);
  g_assert_cmpstr (written, ==, expected);
}

static void
test_date_parse (void)
{
  assert_parsed ("2010", 2010, 0, 0);
  assert_parsed ("2010-08", 2010, 8, 0);
  assert_parsed ("2010-08-31", 2010, 8, 31);
  assert_parsed ("2000-02-29", 2000, 2, 29);
  assert_parsed ("0813-01", 813, 1, 0);
}

static void
test_date_none (void)
{
  g_autofree char *string = NULL;
  g_autofree char *written = NULL;
  LeafDate date = { 1, 2, 3 };

  g_assert_true (leaf_date_parse ("", &date));
  g_assert_cmpint (date.year, ==, 0);
  g_assert_true (leaf_date_parse (NULL, &date));
  g_assert_true (leaf_date_is_valid (&date));

  string = leaf_date_to_string (&date);
  written = leaf_date_format (&date, "en");
  g_assert_null (string);
  g_assert_null (written);
}

static void
test_date_refused (void)
{
  const char *const texts[] = {
    "201",        "20100",      "2010-",       "2010-8",      "2010-13",    "2010-00",     "2010-08-00",
    "2010-08-32", "2010-02-29", "1900-02-29",  "0000",        "2010-08-31 ", " 2010",      "2010/08/31",
    "31.8.2010",  "August",     "2010-08-31T", "2010-08-311", "-2010",      "2010-08-31-", "+210-01-01",
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_not_parsed (texts[i]);
}

static void
test_date_valid (void)
{
  const LeafDate wrong[] = { { 0, 1, 0 },  { 0, 0, 1 },   { 2010, 0, 1 },   { 2010, 13, 1 },
                             { 2010, -1, 0 }, { -5, 0, 0 }, { 10000, 0, 0 }, { 2010, 4, 31 } };

  for (unsigned int i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (leaf_date_is_valid (&wrong[i]));
}

static void
test_date_compare (void)
{
  const char *const ordered[] = { "", "0813", "2009-12-31", "2010", "2010-08", "2010-08-30", "2010-08-31", "2010-09", "2011" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (ordered); i++)
    for (unsigned int j = 0; j < G_N_ELEMENTS (ordered); j++)
      {
        LeafDate a, b;

        g_assert_true (leaf_date_parse (ordered[i], &a));
        g_assert_true (leaf_date_parse (ordered[j], &b));
        g_assert_cmpint (leaf_date_compare (&a, &b), ==, i < j ? -1 : i > j);
      }
}

static void
test_date_format (void)
{
  assert_format ("2010-08-31", "en", "August 31, 2010");
  assert_format ("2010-08-31", "en-US", "August 31, 2010");
  assert_format ("2010-08-31", "en_US", "August 31, 2010");
  assert_format ("2010-08-31", "en-GB", "31 August 2010");
  assert_format ("2010-08-31", "de", "31. August 2010");
  assert_format ("2010-08-31", "fr-FR", "31 août 2010");
  assert_format ("2010-08-31", "es", "31 de agosto de 2010");
  assert_format ("2010-08-31", "ja", "2010年8月31日");
  assert_format ("2010-08", "en", "August 2010");
  assert_format ("2010-08", "de", "August 2010");
  assert_format ("2010", "en", "2010");
  assert_format ("2010", "de", "2010");
}

/* The year on the title page, whatever calendar the language prefers; no ten days lost in 1582. */
static void
test_date_calendar (void)
{
  g_autofree char *thai = NULL;
  const LeafDate date = { 2010, 8, 31 };

  thai = leaf_date_format (&date, "th");
  g_assert_nonnull (strstr (thai, "2010"));

  assert_format ("1582-10-10", "en", "October 10, 1582");
  assert_format ("1477-11-18", "en", "November 18, 1477");
  assert_format ("0813-01-01", "en", "January 1, 813");
}

static void
test_date_unknown_language (void)
{
  const char *const languages[] = { NULL, "", "xx", "zzz-Qaaa", "not a language", "e", "en-", "\xff", "qqq-ZZ" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (languages); i++)
    assert_format ("2010-08-31", languages[i], "August 31, 2010");
}

static void
test_date_styles (void)
{
  static const struct
  {
    const char *date;
    const char *language;
    LeafDateStyle style;
    const char *expected;
  } cases[] = {
    { "2010-08-31", "en", LEAF_DATE_STYLE_DAY_MONTH_YEAR, "31 August 2010" },
    { "2010-08-31", "en-GB", LEAF_DATE_STYLE_MONTH_DAY_YEAR, "August 31, 2010" },
    { "2010-08-31", "de", LEAF_DATE_STYLE_DAY_MONTH_YEAR, "31. August 2010" },
    { "2010-08-31", "es", LEAF_DATE_STYLE_DAY_MONTH_YEAR, "31 de agosto de 2010" },
    { "2010-08-31", "es", LEAF_DATE_STYLE_MONTH_DAY_YEAR, "agosto 31, 2010" },
    { "2010-08-31", "de", LEAF_DATE_STYLE_ISO, "2010-08-31" },
    { "2010-08", "en", LEAF_DATE_STYLE_DAY_MONTH_YEAR, "August 2010" },
    { "2010-08", "en", LEAF_DATE_STYLE_ISO, "2010-08" },
    { "2010", "en", LEAF_DATE_STYLE_MONTH_DAY_YEAR, "2010" },
    { "2010-08-31", "xx-nonsense", LEAF_DATE_STYLE_DAY_MONTH_YEAR, "31 August 2010" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *written = NULL;
      LeafDate date;

      g_assert_true (leaf_date_parse (cases[i].date, &date));
      written = leaf_date_format_as (&date, cases[i].language, cases[i].style);
      g_assert_cmpstr (written, ==, cases[i].expected);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/date/parse", test_date_parse);
  g_test_add_func ("/date/none", test_date_none);
  g_test_add_func ("/date/refused", test_date_refused);
  g_test_add_func ("/date/valid", test_date_valid);
  g_test_add_func ("/date/compare", test_date_compare);
  g_test_add_func ("/date/format", test_date_format);
  g_test_add_func ("/date/calendar", test_date_calendar);
  g_test_add_func ("/date/unknown-language", test_date_unknown_language);
  g_test_add_func ("/date/styles", test_date_styles);

  return g_test_run ();
}
