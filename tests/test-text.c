/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-text.h"

#include <string.h>

static void
assert_slug (const char *text, const char *expected)
{
  g_autofree char *slug = leaf_text_slugify (text);

  g_assert_cmpstr (slug, ==, expected);
}

static void
test_text_slugify (void)
{
  assert_slug ("The Girl Who Circumnavigated Fairyland", "the-girl-who-circumnavigated-fairyland");
  assert_slug ("  Jane Eyre -- Charlotte Brontë!  ", "jane-eyre-charlotte-bronte");
  assert_slug ("Howl's Moving Castle", "howls-moving-castle");
  assert_slug ("Howl’s Moving Castle", "howls-moving-castle");
  assert_slug ("Straße & Ærø", "strasse-aero");
  assert_slug ("★★★ Łódź ★", "lodz");
  assert_slug ("Война и мир", "vojna-i-mir");
  assert_slug ("Οδύσσεια", "odysseia");
  assert_slug ("1984", "1984");
  assert_slug ("a/b\\c.d_e", "a-b-c-d-e");
  assert_slug ("", "");
  assert_slug ("★ — …", "");
}

static void
test_text_slugify_length (void)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GString) long_word = g_string_new (NULL);
  g_autofree char *slug = NULL;
  g_autofree char *cut = NULL;
  g_autofree char *chinese = NULL;

  for (int i = 0; i < 2000; i++)
    {
      g_string_append (words, "abcdefg ");
      g_string_append (long_word, "x");
    }

  slug = leaf_text_slugify (words->str);
  g_assert_cmpuint (strlen (slug), ==, 23 * 8 - 1);
  g_assert_true (g_str_has_suffix (slug, "-abcdefg"));

  cut = leaf_text_slugify (long_word->str);
  g_assert_cmpuint (strlen (cut), ==, 190);

  g_string_truncate (words, 0);
  for (int i = 0; i < 6000; i++)
    g_string_append (words, "红");
  chinese = leaf_text_slugify (words->str);
  g_assert_cmpuint (strlen (chinese), <=, 190);
  g_assert_true (g_str_has_prefix (chinese, "hong"));
}

/* Whatever comes in, what goes out fits into an address; and a slug is its own slug. */
static void
test_text_slugify_random (void)
{
  for (int i = 0; i < 500; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *slug = NULL;

      for (int length = g_test_rand_int_range (0, 60); length > 0; length--)
        {
          gunichar c = (gunichar) g_test_rand_int_range (1, length % 3 == 0 ? 0x11000 : 0x250);

          if (g_unichar_validate (c))
            g_string_append_unichar (text, c);
        }

      slug = leaf_text_slugify (text->str);
      g_assert_cmpuint (strspn (slug, "abcdefghijklmnopqrstuvwxyz0123456789-"), ==, strlen (slug));
      g_assert_false (g_str_has_prefix (slug, "-"));
      g_assert_false (g_str_has_suffix (slug, "-"));
      g_assert_null (strstr (slug, "--"));
      assert_slug (slug, slug);
    }
}

static void
test_text_escape (void)
{
  g_autofree char *escaped = leaf_text_escape ("<a href=\"x\">Tom & 'Ann'</a>\x01\x7f\t\n★");
  g_autofree char *none = leaf_text_escape (NULL);

  g_assert_cmpstr (escaped, ==,
                   "&lt;a href=&quot;x&quot;&gt;Tom &amp; &#39;Ann&#39;&lt;/a&gt;\t\n★");
  g_assert_cmpstr (none, ==, "");
}

static void
test_text_join_names (void)
{
  const char *const names[] = { "Ann", "Bob", "Cy", "Dee", NULL };
  const char *const expected[] = { "Ann, Bob, Cy and Dee", "Bob, Cy and Dee", "Cy and Dee", "Dee", "" };
  g_autofree char *null = leaf_text_join_names (NULL);

  for (unsigned int i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *joined = leaf_text_join_names (names + i);

      g_assert_cmpstr (joined, ==, expected[i]);
    }

  g_assert_cmpstr (null, ==, "");
}

static void
test_text_uuid (void)
{
  g_autofree char *one = leaf_text_uuid ();
  g_autofree char *other = leaf_text_uuid ();

  g_assert_true (g_uuid_string_is_valid (one));
  g_assert_cmpstr (one, !=, other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/slugify", test_text_slugify);
  g_test_add_func ("/text/slugify/length", test_text_slugify_length);
  g_test_add_func ("/text/slugify/random", test_text_slugify_random);
  g_test_add_func ("/text/escape", test_text_escape);
  g_test_add_func ("/text/join-names", test_text_join_names);
  g_test_add_func ("/text/uuid", test_text_uuid);

  return g_test_run ();
}
