/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-isbn.h"

#include <string.h>

static void
assert_normal (const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *isbn = leaf_isbn_normalize (text, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (isbn, ==, expected);
}

static void
assert_refused (const char *text, LeafIsbnError code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *isbn = leaf_isbn_normalize (text, &error);

  g_assert_error (error, LEAF_ISBN_ERROR, (int) code);
  g_assert_null (isbn);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static void
test_isbn_normalize (void)
{
  assert_normal ("0307740994", "9780307740991");
  assert_normal ("9780307740991", "9780307740991");
  assert_normal ("978-0-307-74099-1", "9780307740991");
  assert_normal ("978-1-4000-7877-6", "9781400078776");
  assert_normal ("979-10-323-0256-9", "9791032302569");
  assert_normal ("207042779X", "9782070427796");
  assert_normal ("2-07-042779-x", "9782070427796");
  assert_normal ("  0 307 74099 4\n", "9780307740991");
  assert_normal ("978\xe2\x80\x91"
                 "0\xe2\x80\x93"
                 "307\xc2\xa0"
                 "74099\xe2\x88\x92"
                 "1",
                 "9780307740991"); /* non-breaking hyphen, en dash, no-break space, minus */
}

static void
test_isbn_label (void)
{
  assert_normal ("ISBN 0307740994", "9780307740991");
  assert_normal ("ISBN: 978-0-307-74099-1", "9780307740991");
  assert_normal ("ISBN-13: 978-0-307-74099-1", "9780307740991");
  assert_normal ("isbn-10 0-307-74099-4", "9780307740991");
  assert_normal ("ISBN 13: 9780307740991", "9780307740991");
}

static void
test_isbn_refused (void)
{
  assert_refused (NULL, LEAF_ISBN_ERROR_LENGTH);
  assert_refused ("", LEAF_ISBN_ERROR_LENGTH);
  assert_refused ("ISBN", LEAF_ISBN_ERROR_LENGTH);
  assert_refused ("030774099", LEAF_ISBN_ERROR_LENGTH);
  assert_refused ("97803077409911", LEAF_ISBN_ERROR_LENGTH);
  assert_refused ("978030774099", LEAF_ISBN_ERROR_LENGTH);
  assert_refused ("12345678901234567890123456789012345678901234567890", LEAF_ISBN_ERROR_LENGTH);
  assert_refused ("0307740995", LEAF_ISBN_ERROR_CHECK_DIGIT);
  assert_refused ("030774099X", LEAF_ISBN_ERROR_CHECK_DIGIT);
  assert_refused ("9780307740992", LEAF_ISBN_ERROR_CHECK_DIGIT);
  assert_refused ("9780307704991", LEAF_ISBN_ERROR_CHECK_DIGIT);
  assert_refused ("X307740994", LEAF_ISBN_ERROR_CHARACTER);
  assert_refused ("97803077409X1", LEAF_ISBN_ERROR_CHARACTER);
  assert_refused ("B00JCDK5ME", LEAF_ISBN_ERROR_CHARACTER);
  assert_refused ("0307740994\xe2\x98\x85", LEAF_ISBN_ERROR_CHARACTER);
  assert_refused ("\xff\xfe", LEAF_ISBN_ERROR_CHARACTER);
  assert_refused ("4006381333931", LEAF_ISBN_ERROR_PREFIX); /* a pencil */
}

/* They pass the sum of ISBN-10, so the check digit alone does not catch them. */
static void
test_isbn_all_alike (void)
{
  for (char digit = '0'; digit <= '9'; digit++)
    {
      char isbn10[11] = "";

      memset (isbn10, digit, 10);
      assert_refused (isbn10, LEAF_ISBN_ERROR_FILLER);
    }

  assert_refused ("978-0-00-000000-2", LEAF_ISBN_ERROR_FILLER);
}

/* Ten digits in, thirteen kept, the same ten out; and no other final digit is right. */
static void
test_isbn_round_trip (void)
{
  for (int i = 0; i < 2000; i++)
    {
      char isbn10[11] = "";
      int n_right = 0;

      g_snprintf (isbn10, sizeof isbn10, "%09d", g_test_rand_int_range (0, 1000000000));
      if (strspn (isbn10, (char[]) { isbn10[0], '\0' }) == 9)
        continue;

      for (int digit = 0; digit <= 10; digit++)
        {
          g_autofree char *isbn13 = NULL;
          g_autofree char *back = NULL;
          g_autofree char *again = NULL;

          isbn10[9] = digit == 10 ? 'X' : (char) ('0' + digit);
          isbn13 = leaf_isbn_normalize (isbn10, NULL);
          if (isbn13 == NULL)
            continue;

          n_right++;
          back = leaf_isbn_to_10 (isbn13);
          again = leaf_isbn_normalize (isbn13, NULL);
          g_assert_cmpstr (back, ==, isbn10);
          g_assert_cmpstr (again, ==, isbn13);
        }

      g_assert_cmpint (n_right, ==, 1);
    }
}

static void
test_isbn_to_10 (void)
{
  g_autofree char *digit = leaf_isbn_to_10 ("9780307740991");
  g_autofree char *x = leaf_isbn_to_10 ("9782070427796");
  g_autofree char *none = leaf_isbn_to_10 ("9791032302569");
  g_autofree char *wrong = leaf_isbn_to_10 ("978030774099");

  g_assert_cmpstr (digit, ==, "0307740994");
  g_assert_cmpstr (x, ==, "207042779X");
  g_assert_null (none);
  g_assert_null (wrong);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/isbn/normalize", test_isbn_normalize);
  g_test_add_func ("/isbn/label", test_isbn_label);
  g_test_add_func ("/isbn/refused", test_isbn_refused);
  g_test_add_func ("/isbn/all-alike", test_isbn_all_alike);
  g_test_add_func ("/isbn/round-trip", test_isbn_round_trip);
  g_test_add_func ("/isbn/to-10", test_isbn_to_10);

  return g_test_run ();
}
