/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-blog-settings.h"
#include "leaf-pattern.h"
#include "leaf-test-post.h"

static void
assert_parts (LeafBlog *blog, const char *value, const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);
  LeafBlogPart parts[LEAF_BLOG_N_PARTS];
  unsigned int n_parts;

  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_PARTS, value);
  n_parts = leaf_blog_get_parts (blog, parts);
  for (unsigned int i = 0; i < n_parts; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "," : "", leaf_blog_part_get_name (parts[i]));
  g_assert_cmpstr (names->str, ==, expected);
}

/* The review is in every post, wherever a list leaves it out. */
static void
test_parts (void)
{
  g_autoptr (LeafBlog) blog = leaf_blog_new ();

  assert_parts (blog, NULL, "card,synopsis,warnings,rating,review,links,author");
  assert_parts (blog, "review,card", "review,card");
  assert_parts (blog, " links , review ,review,links,weather", "links,review");
  assert_parts (blog, "", "review");
  assert_parts (blog, "author,card", "review,author,card");
  assert_parts (blog, "card,links", "card,review,links");
  assert_parts (blog, "synopsis,card", "synopsis,card,review");
  assert_parts (blog, "card,synopsis,warnings,rating,links,author", "card,synopsis,warnings,rating,review,links,author");

  g_assert_true (leaf_blog_shows_part (blog, LEAF_BLOG_PART_REVIEW));
  g_assert_true (leaf_blog_shows_part (blog, LEAF_BLOG_PART_AUTHOR));
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_AUTHOR_BOX, "false");
  g_assert_false (leaf_blog_shows_part (blog, LEAF_BLOG_PART_AUTHOR));
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_PARTS, "links");
  g_assert_false (leaf_blog_shows_part (blog, LEAF_BLOG_PART_CARD));
}

/* A value that means nothing is kept, and reads as the default. */
static void
test_fall_back (void)
{
  g_autoptr (LeafBlog) blog = leaf_blog_new ();

  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_COMMENTS, "moderated");
  g_assert_cmpstr (leaf_blog_get_choice (blog, LEAF_BLOG_SETTING_COMMENTS), ==, "blog");
  g_assert_cmpstr (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_COMMENTS), ==, "moderated");
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_COMMENTS, "closed");
  g_assert_cmpstr (leaf_blog_get_choice (blog, LEAF_BLOG_SETTING_COMMENTS), ==, "closed");

  g_assert_cmpint (leaf_blog_get_date_style (blog), ==, LEAF_DATE_STYLE_LONG);
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_DATE_FORMAT, "stardate");
  g_assert_cmpint (leaf_blog_get_date_style (blog), ==, LEAF_DATE_STYLE_LONG);
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_DATE_FORMAT, "month-day-year");
  g_assert_cmpint (leaf_blog_get_date_style (blog), ==, LEAF_DATE_STYLE_MONTH_DAY_YEAR);

  g_assert_cmpint (leaf_blog_get_pixels (blog, LEAF_BLOG_SETTING_PICTURE_SIZE), ==, 1600);
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_PICTURE_SIZE, "800");
  g_assert_cmpint (leaf_blog_get_pixels (blog, LEAF_BLOG_SETTING_PICTURE_SIZE), ==, 800);
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_PICTURE_SIZE, "9999999999999");
  g_assert_cmpint (leaf_blog_get_pixels (blog, LEAF_BLOG_SETTING_PICTURE_SIZE), ==, 1600);
}

static void
test_accepts (void)
{
  static const struct
  {
    const char *key;
    const char *value;
    gboolean accepted;
  } cases[] = {
    { LEAF_BLOG_SETTING_PARTS, "", TRUE },
    { LEAF_BLOG_SETTING_PARTS, "review, card", TRUE },
    { LEAF_BLOG_SETTING_PARTS, "card,card", FALSE },
    { LEAF_BLOG_SETTING_PARTS, "card,,review", FALSE },
    { LEAF_BLOG_SETTING_PARTS, "Card", FALSE },
    { LEAF_BLOG_SETTING_STORES, "bookshop,Corner Shop=https://shop.example/{isbn}", TRUE },
    { LEAF_BLOG_SETTING_STORES, "Corner Shop=javascript:alert(1)", FALSE },
    { LEAF_BLOG_SETTING_STORES, "=https://shop.example/", FALSE },
    { LEAF_BLOG_SETTING_LANGUAGE, "en", TRUE },
    { LEAF_BLOG_SETTING_LANGUAGE, "es-419", TRUE },
    { LEAF_BLOG_SETTING_LANGUAGE, "sr-Latn-RS", TRUE },
    { LEAF_BLOG_SETTING_LANGUAGE, "gsw", TRUE },
    { LEAF_BLOG_SETTING_LANGUAGE, "de-1996-x-blog", TRUE },
    { LEAF_BLOG_SETTING_LANGUAGE, "", FALSE },
    { LEAF_BLOG_SETTING_LANGUAGE, "d", FALSE },
    { LEAF_BLOG_SETTING_LANGUAGE, "english", FALSE },
    { LEAF_BLOG_SETTING_LANGUAGE, "en-", FALSE },
    { LEAF_BLOG_SETTING_LANGUAGE, "en_GB", TRUE },
    { LEAF_BLOG_SETTING_LANGUAGE, "en_", FALSE },
    { LEAF_BLOG_SETTING_LANGUAGE, "en__GB", FALSE },
    { LEAF_BLOG_SETTING_LANGUAGE, "en-abcdefghi", FALSE },
    { LEAF_BLOG_SETTING_LANGUAGE, "English, please", FALSE },
    { LEAF_BLOG_SETTING_COVER_SIZE, "100", TRUE },
    { LEAF_BLOG_SETTING_COVER_SIZE, "99", FALSE },
    { LEAF_BLOG_SETTING_COVER_SIZE, "2561", FALSE },
    { LEAF_BLOG_SETTING_COVER_SIZE, "300px", FALSE },
    { LEAF_BLOG_SETTING_FEATURED_IMAGE, "false", TRUE },
    { LEAF_BLOG_SETTING_FEATURED_IMAGE, "no", FALSE },
    { LEAF_BLOG_SETTING_PUBLIC_ADDRESS, "https://rosa.example", TRUE },
    { LEAF_BLOG_SETTING_PUBLIC_ADDRESS, "http://127.0.0.1:8000/books/", TRUE },
    { LEAF_BLOG_SETTING_PUBLIC_ADDRESS, "rosa.example", FALSE },
    { LEAF_BLOG_SETTING_PUBLIC_ADDRESS, "https:///books", FALSE },
    { LEAF_BLOG_SETTING_PUBLIC_ADDRESS, "https://rosa.example/?page=1", FALSE },
    { LEAF_BLOG_SETTING_PUBLIC_ADDRESS, "https://rosa.example/#books", FALSE },
    { LEAF_BLOG_SETTING_PUBLIC_ADDRESS, "https://rosa:secret@rosa.example/", FALSE },
    { LEAF_BLOG_SETTING_PUBLIC_ADDRESS, "https://rosa example/", FALSE },
    { LEAF_BLOG_SETTING_PUBLIC_ADDRESS, "file:///home/rosa/site", FALSE },
    { LEAF_BLOG_SETTING_TITLE, "anything {goes}", TRUE },
    { LEAF_BLOG_SETTING_TITLE, "\xff", FALSE },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LeafBlogSetting *setting = leaf_blog_setting_find (cases[i].key);

      g_assert_nonnull (setting);
      if (leaf_blog_setting_accepts (setting, cases[i].value) != cases[i].accepted)
        g_test_fail_printf ("%s: “%s”", cases[i].key, cases[i].value);
    }
  g_assert_null (leaf_blog_setting_find (LEAF_BLOG_SETTING_API_ROOT));
}

/* Kept as in BCP 47, however it was written; what is no language is kept as it is. */
static void
test_language (void)
{
  static const char *const cases[][2] = {
    { "en_GB", "en-GB" },
    { "sr_latn_rs", "sr-Latn-RS" },
    { "PT-br", "pt-BR" },
    { "de-1996-x-blog", "de-1996-x-blog" },
    { "qaa-x-mine", "qaa-x-mine" },
    { "plain_English", "plain_English" },
    { "", "" },
  };
  g_autoptr (LeafBlog) blog = leaf_blog_new ();

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_LANGUAGE, cases[i][0]);
      g_assert_cmpstr (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_LANGUAGE), ==, cases[i][1]);
    }
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_TITLE, "en_GB");
  g_assert_cmpstr (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_TITLE), ==, "en_GB");
}

/* What a blog has that nobody has touched is accepted, too. */
static void
test_defaults (void)
{
  g_autoptr (LeafBlog) blog = leaf_blog_new ();
  unsigned int n_settings;
  const LeafBlogSetting *settings = leaf_blog_setting_list (&n_settings);

  for (unsigned int i = 0; i < n_settings; i++)
    {
      const char *value = leaf_blog_get_setting (blog, settings[i].key);

      if (value != NULL && !leaf_blog_setting_accepts (&settings[i], value))
        g_test_fail_printf ("%s: “%s”", settings[i].key, value);
      if (settings[i].kind != LEAF_SETTING_TEXT && settings[i].kind != LEAF_SETTING_PATTERN && settings[i].kind != LEAF_SETTING_ADDRESS &&
          settings[i].kind != LEAF_SETTING_TEMPLATE)
        g_assert_nonnull (value);
    }
}

static void
test_placeholders (void)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  const char *const *names = leaf_pattern_list_names ();
  g_autofree char *unknown = leaf_pattern_find_unknown ("{title} {} {x{authros}} {isbn}");

  g_assert_cmpstr (unknown, ==, "{authros}");
  g_assert_null (leaf_pattern_find_unknown ("{title}, {authors} { } {"));
  for (unsigned int i = 0; names[i] != NULL; i++)
    {
      g_autofree char *pattern = g_strdup_printf ("{%s}", names[i]);
      g_autofree char *expanded = leaf_pattern_expand (pattern, source, NULL);

      g_assert_null (leaf_pattern_find_unknown (pattern));
      g_assert_cmpstr (expanded, !=, pattern);
      g_assert_cmpstr (expanded, !=, "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/blog-settings/parts", test_parts);
  g_test_add_func ("/blog-settings/fall-back", test_fall_back);
  g_test_add_func ("/blog-settings/accepts", test_accepts);
  g_test_add_func ("/blog-settings/language", test_language);
  g_test_add_func ("/blog-settings/defaults", test_defaults);
  g_test_add_func ("/blog-settings/placeholders", test_placeholders);

  return g_test_run ();
}
