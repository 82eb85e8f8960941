/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-isbn"

#include "config.h"

#include "leaf-isbn.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_QUARK (leaf-isbn-error-quark, leaf_isbn_error)

/* The check digit of the first nine digits, ISO 2108: Σ i·dᵢ (i = 1..9) mod 11, 10 is written X. */
static char
check_digit_10 (const char *digits)
{
  int sum = 0;

  for (int i = 0; i < 9; i++)
    sum += (i + 1) * (digits[i] - '0');

  return sum % 11 == 10 ? 'X' : (char) ('0' + sum % 11);
}

/* The check digit of the first twelve digits: weights 1 and 3, (10 − Σ mod 10) mod 10. */
static char
check_digit_13 (const char *digits)
{
  int sum = 0;

  for (int i = 0; i < 12; i++)
    sum += (i % 2 == 0 ? 1 : 3) * (digits[i] - '0');

  return (char) ('0' + (10 - sum % 10) % 10);
}

/* "ISBN", "ISBN-13:", "isbn 10: " in front of the number, as copied from a web page. */
static const char *
skip_label (const char *text)
{
  const char *rest;

  while (g_ascii_isspace (*text))
    text++;
  if (g_ascii_strncasecmp (text, "isbn", 4) != 0)
    return text;

  text += 4;
  rest = text;
  if (*rest == '-' || *rest == ' ')
    rest++;
  if ((g_str_has_prefix (rest, "10") || g_str_has_prefix (rest, "13")) &&
      (rest[2] == ':' || rest[2] == ' '))
    text = rest + 2;
  if (*text == ':')
    text++;

  return text;
}

static gboolean
is_separator (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION || c == 0x2212 ||
         c == 0x00ad;
}

/* Digits alone, and a final X, into `digits`; the number of them, or -1 with an error. */
static int
collect_digits (const char *text, char digits[14], GError **error)
{
  int n_digits = 0;

  for (const char *p = skip_label (text); *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_separator (c))
        continue;

      if (c < '0' || c > '9')
        {
          if ((c != 'X' && c != 'x') || n_digits != 9)
            {
              g_set_error (error, LEAF_ISBN_ERROR, LEAF_ISBN_ERROR_CHARACTER,
                           _("“%s” is not an ISBN: it may hold digits and hyphens only."), text);
              return -1;
            }
          c = 'X';
        }

      if (n_digits < 14)
        digits[n_digits++] = (char) c;
    }

  return n_digits;
}

static gboolean
check_number (const char *text, const char *digits, int n_digits, GError **error)
{
  char check;

  if (n_digits != 10 && n_digits != 13)
    {
      g_set_error (error, LEAF_ISBN_ERROR, LEAF_ISBN_ERROR_LENGTH,
                   _("“%s” is not an ISBN: one has 10 or 13 digits."), text);
      return FALSE;
    }

  if (n_digits == 13 && !g_str_has_prefix (digits, "978") && !g_str_has_prefix (digits, "979"))
    {
      g_set_error (error, LEAF_ISBN_ERROR, LEAF_ISBN_ERROR_PREFIX,
                   _("“%s” is not an ISBN: with 13 digits one begins with 978 or 979."), text);
      return FALSE;
    }

  check = n_digits == 10 ? check_digit_10 (digits) : check_digit_13 (digits);
  if (digits[n_digits - 1] != check)
    {
      g_set_error (error, LEAF_ISBN_ERROR, LEAF_ISBN_ERROR_CHECK_DIGIT,
                   _("“%s” is not an ISBN: a digit is wrong, or two are swapped."), text);
      return FALSE;
    }

  return TRUE;
}

/* 0000000000 and its like pass the sum, but are what people type to fill a form; so does their 978 form. */
static gboolean
is_filler (const char *isbn13)
{
  char digit = isbn13[3];

  for (int i = 4; i < 12; i++)
    if (isbn13[i] != digit)
      return FALSE;

  return check_digit_10 (isbn13 + 3) == digit;
}

/**
 * leaf_isbn_normalize:
 * @text: (nullable): an ISBN as people write it, valid UTF-8
 * @error: return location for a #GError of %LEAF_ISBN_ERROR
 *
 * Checks an ISBN of 10 or 13 digits and brings it into the form that Flyleaf stores: thirteen
 * digits without hyphens. Hyphens, dashes, spaces and a leading "ISBN" are ignored. A number whose
 * digits are all alike is refused, although its check digit is right.
 *
 * The sums are those of ISO 2108.
 *
 * Returns: (transfer full) (nullable): thirteen digits, or %NULL with @error set
 */
char *
leaf_isbn_normalize (const char *text, GError **error)
{
  char digits[15] = "";
  char isbn13[14] = "978";
  int n_digits;

  if (text == NULL)
    text = "";
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, LEAF_ISBN_ERROR, LEAF_ISBN_ERROR_CHARACTER,
                           _("This is not an ISBN: it may hold digits and hyphens only."));
      return NULL;
    }

  n_digits = collect_digits (text, digits, error);
  if (n_digits < 0 || !check_number (text, digits, n_digits, error))
    return NULL;

  if (n_digits == 13)
    memcpy (isbn13, digits, 13);
  else
    {
      memcpy (isbn13 + 3, digits, 9);
      isbn13[12] = check_digit_13 (isbn13);
    }

  if (is_filler (isbn13))
    {
      g_set_error (error, LEAF_ISBN_ERROR, LEAF_ISBN_ERROR_FILLER,
                   _("“%s” is not the ISBN of a book: all its digits are alike."), text);
      return NULL;
    }

  return g_strdup (isbn13);
}

/**
 * leaf_isbn_to_10:
 * @isbn13: an ISBN as leaf_isbn_normalize() gives it
 *
 * Gives the ISBN-10 of a book, which Amazon still uses in addresses.
 *
 * Returns: (transfer full) (nullable): nine digits and a check digit (which may be X), or %NULL
 *   for a number that begins with 979, as those have none
 */
char *
leaf_isbn_to_10 (const char *isbn13)
{
  char isbn10[11] = "";

  g_return_val_if_fail (isbn13 != NULL, NULL);

  if (strlen (isbn13) != 13 || strspn (isbn13, "0123456789") != 13 || !g_str_has_prefix (isbn13, "978"))
    return NULL;

  memcpy (isbn10, isbn13 + 3, 9);
  isbn10[9] = check_digit_10 (isbn10);
  return g_strdup (isbn10);
}
