/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-blog-settings"

#include "config.h"

#include "leaf-blog-settings.h"

#include <string.h>
#include <unicode/uloc.h>

static const char *const yes_no[] = { "true", "false", NULL };
static const char *const known_stores[] = { "bookshop", "amazon", "barnesandnoble", "librofm", "goodreads", NULL };
static const char *const places[] = { "above", "end", NULL };
static const char *const taxonomies[] = { "tags", "categories", NULL };
static const char *const statuses[] = { "publish", "draft", NULL };
static const char *const comments[] = { "blog", "open", "closed", NULL };

/* In the order of LeafDateStyle. */
static const char *const date_styles[] = { "long", "iso", "day-month-year", "month-day-year", NULL };

/* In the order of LeafBlogPart. */
static const char *const part_names[] = { "card", "synopsis", "warnings", "rating", "review", "links", "author", NULL };

G_STATIC_ASSERT (G_N_ELEMENTS (part_names) == LEAF_BLOG_N_PARTS + 1);

static const LeafBlogSetting settings[] = {
  { LEAF_BLOG_SETTING_TITLE, LEAF_SETTING_PATTERN, NULL },
  { LEAF_BLOG_SETTING_SLUG, LEAF_SETTING_PATTERN, NULL },
  { LEAF_BLOG_SETTING_FEATURED_ALT, LEAF_SETTING_PATTERN, NULL },
  { LEAF_BLOG_SETTING_COVER_ALT, LEAF_SETTING_PATTERN, NULL },
  { LEAF_BLOG_SETTING_LANGUAGE, LEAF_SETTING_LANGUAGE, NULL },
  { LEAF_BLOG_SETTING_DATE_FORMAT, LEAF_SETTING_CHOICE, date_styles },
  { LEAF_BLOG_SETTING_PARTS, LEAF_SETTING_LIST, part_names },
  { LEAF_BLOG_SETTING_SYNOPSIS_HEADING, LEAF_SETTING_PATTERN, NULL },
  { LEAF_BLOG_SETTING_REVIEW_HEADING, LEAF_SETTING_PATTERN, NULL },
  { LEAF_BLOG_SETTING_LINKS_LABEL, LEAF_SETTING_PATTERN, NULL },
  { LEAF_BLOG_SETTING_STORES, LEAF_SETTING_STORES, known_stores },
  { LEAF_BLOG_SETTING_AFFILIATE_PREFIX "bookshop", LEAF_SETTING_TEXT, NULL },
  { LEAF_BLOG_SETTING_AFFILIATE_PREFIX "amazon", LEAF_SETTING_TEXT, NULL },
  { LEAF_BLOG_SETTING_AFFILIATE_PREFIX "barnesandnoble", LEAF_SETTING_TEXT, NULL },
  { LEAF_BLOG_SETTING_AFFILIATE_PREFIX "librofm", LEAF_SETTING_TEXT, NULL },
  { LEAF_BLOG_SETTING_AFFILIATE_PREFIX "goodreads", LEAF_SETTING_TEXT, NULL },
  { LEAF_BLOG_SETTING_AMAZON_DOMAIN, LEAF_SETTING_TEXT, NULL },
  { LEAF_BLOG_SETTING_DISCLOSURE, LEAF_SETTING_CHOICE, places },
  { LEAF_BLOG_SETTING_DISCLOSURE_AFFILIATE, LEAF_SETTING_PATTERN, NULL },
  { LEAF_BLOG_SETTING_DISCLOSURE_AMAZON, LEAF_SETTING_PATTERN, NULL },
  { LEAF_BLOG_SETTING_DISCLOSURE_FREE_COPY, LEAF_SETTING_PATTERN, NULL },
  { LEAF_BLOG_SETTING_GENRES_AS, LEAF_SETTING_CHOICE, taxonomies },
  { LEAF_BLOG_SETTING_AUTHOR_BOX, LEAF_SETTING_CHOICE, yes_no },
  { LEAF_BLOG_SETTING_FEATURED_IMAGE, LEAF_SETTING_CHOICE, yes_no },
  { LEAF_BLOG_SETTING_COVER_SIZE, LEAF_SETTING_PIXELS, NULL },
  { LEAF_BLOG_SETTING_PICTURE_SIZE, LEAF_SETTING_PIXELS, NULL },
  { LEAF_BLOG_SETTING_COMMENTS, LEAF_SETTING_CHOICE, comments },
  { LEAF_BLOG_SETTING_STATUS, LEAF_SETTING_CHOICE, statuses },
  { LEAF_BLOG_SETTING_TEMPLATE, LEAF_SETTING_TEMPLATE, NULL },
  { LEAF_BLOG_SETTING_PUBLIC_ADDRESS, LEAF_SETTING_ADDRESS, NULL },
};

/**
 * leaf_blog_setting_list:
 * @n_settings: (out): how many there are
 *
 * Lists the settings that are hers to change; what a check finds out is not among them.
 *
 * Returns: (transfer none) (array length=n_settings): the settings
 */
const LeafBlogSetting *
leaf_blog_setting_list (unsigned int *n_settings)
{
  g_return_val_if_fail (n_settings != NULL, NULL);

  *n_settings = G_N_ELEMENTS (settings);
  return settings;
}

/**
 * leaf_blog_setting_find:
 * @key: a key
 *
 * Returns: (transfer none) (nullable): the setting, or %NULL when there is none that is hers to change
 */
const LeafBlogSetting *
leaf_blog_setting_find (const char *key)
{
  g_return_val_if_fail (key != NULL, NULL);

  for (unsigned int i = 0; i < G_N_ELEMENTS (settings); i++)
    if (g_str_equal (settings[i].key, key))
      return &settings[i];

  return NULL;
}

/* The place of a word among the values, -1 when it is none of them. */
static int
find_value (const char *const *values, const char *word)
{
  for (int i = 0; values[i] != NULL; i++)
    if (g_str_equal (values[i], word))
      return i;

  return -1;
}

static gboolean
accepts_word (const LeafBlogSetting *setting, const char *word)
{
  const char *address = setting->kind == LEAF_SETTING_STORES ? strchr (word, '=') : NULL;

  if (address != NULL)
    return address > word && (g_str_has_prefix (address + 1, "https://") || g_str_has_prefix (address + 1, "http://"));

  return find_value (setting->values, word) >= 0;
}

/* BCP 47: "en", "pt-BR", "sr-Latn-RS"; or as POSIX writes them: "pt_BR". ICU takes any word of up to eight letters for a
 * language; languages have two or three, and a longer one is the name of a language or a slip. NULL: it is none. */
static char *
dup_language (const char *value)
{
  g_autofree char *tag = g_strdelimit (g_strdup (value), "_", '-');
  char locale[ULOC_FULLNAME_CAPACITY], normal[ULOC_FULLNAME_CAPACITY];
  size_t letters = strcspn (tag, "-");
  UErrorCode status = U_ZERO_ERROR;
  int32_t parsed = 0;

  if (letters < 2 || letters > 3 || strspn (tag, G_CSET_A_2_Z G_CSET_a_2_z) != letters)
    return NULL;

  uloc_forLanguageTag (tag, locale, sizeof locale, &parsed, &status);
  if (U_FAILURE (status) || parsed != (int32_t) strlen (tag))
    return NULL;

  /* Its letters as they are usually written: "en_gb" is "en-GB". ICU may know a newer tag for it, which she did not write. */
  uloc_toLanguageTag (locale, normal, sizeof normal, TRUE, &status);
  if (U_SUCCESS (status) && status != U_STRING_NOT_TERMINATED_WARNING && g_ascii_strcasecmp (normal, tag) == 0)
    return g_strdup (normal);
  return g_steal_pointer (&tag);
}

static gboolean
accepts_language (const char *value)
{
  g_autofree char *language = dup_language (value);

  return language != NULL;
}

/* The names of pages are put behind it. */
static gboolean
accepts_address (const char *value)
{
  g_autoptr (GUri) uri = g_uri_parse (value, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && strpbrk (value, " \t\r\n\"<>") == NULL &&
         (g_str_has_prefix (value, "https://") || g_str_has_prefix (value, "http://")) && g_uri_get_host (uri) != NULL &&
         *g_uri_get_host (uri) != '\0' && g_uri_get_userinfo (uri) == NULL && g_uri_get_query (uri) == NULL &&
         g_uri_get_fragment (uri) == NULL;
}

/**
 * leaf_blog_setting_dup_normal:
 * @setting: a setting
 * @value: a value for it
 *
 * Returns: (transfer full): @value as it is kept: the tag of a language as in BCP 47, and anything else, or what means
 *   nothing there, as it is
 */
char *
leaf_blog_setting_dup_normal (const LeafBlogSetting *setting, const char *value)
{
  char *language;

  g_return_val_if_fail (setting != NULL && value != NULL, NULL);

  language = setting->kind == LEAF_SETTING_LANGUAGE ? dup_language (value) : NULL;
  return language != NULL ? language : g_strdup (value);
}

/**
 * leaf_blog_setting_accepts:
 * @setting: a setting
 * @value: a value for it
 *
 * Returns: whether @value means something there
 */
gboolean
leaf_blog_setting_accepts (const LeafBlogSetting *setting, const char *value)
{
  g_autofree char *wrong = NULL;
  gint64 number;

  g_return_val_if_fail (setting != NULL && value != NULL, FALSE);

  switch (setting->kind)
    {
    case LEAF_SETTING_CHOICE:
      return find_value (setting->values, value) >= 0;
    case LEAF_SETTING_LIST:
    case LEAF_SETTING_STORES:
      return (wrong = leaf_blog_setting_find_wrong (setting, value)) == NULL;
    case LEAF_SETTING_LANGUAGE:
      return accepts_language (value);
    case LEAF_SETTING_ADDRESS:
      return accepts_address (value);
    case LEAF_SETTING_PIXELS:
      return g_ascii_string_to_signed (value, 10, LEAF_SETTING_MIN_PIXELS, LEAF_SETTING_MAX_PIXELS, &number, NULL);
    case LEAF_SETTING_TEMPLATE:
      return g_ascii_string_to_signed (value, 10, 1, G_MAXINT64, &number, NULL);
    case LEAF_SETTING_TEXT:
    case LEAF_SETTING_PATTERN:
    default:
      return g_utf8_validate (value, -1, NULL);
    }
}

/**
 * leaf_blog_setting_find_wrong:
 * @setting: a list or stores
 * @value: words with commas between them
 *
 * Returns: (transfer full) (nullable): the first word that means nothing there or was there before;
 *   %NULL when all is well
 */
char *
leaf_blog_setting_find_wrong (const LeafBlogSetting *setting, const char *value)
{
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (setting != NULL && value != NULL, NULL);

  if (*value == '\0')
    return NULL;

  words = g_strsplit (value, ",", -1);
  for (unsigned int i = 0; words[i] != NULL; i++)
    {
      gboolean wrong = !accepts_word (setting, g_strstrip (words[i]));

      for (unsigned int j = 0; j < i; j++)
        wrong |= g_str_equal (words[j], words[i]);
      if (wrong)
        return g_strdup (words[i]);
    }

  return NULL;
}

/* The value, or the default when it means nothing. */
static const char *
get_accepted (LeafBlog *blog, const char *key)
{
  const LeafBlogSetting *setting = leaf_blog_setting_find (key);
  const char *value = leaf_blog_get_setting (blog, key);

  g_return_val_if_fail (setting != NULL, value);

  return value != NULL && leaf_blog_setting_accepts (setting, value) ? value : leaf_blog_get_default (key);
}

/**
 * leaf_blog_get_choice:
 * @blog: a blog
 * @key: the key of a choice, such as %LEAF_BLOG_SETTING_COMMENTS
 *
 * Returns: (transfer none): one of the values of the setting
 */
const char *
leaf_blog_get_choice (LeafBlog *blog, const char *key)
{
  g_return_val_if_fail (LEAF_IS_BLOG (blog), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  return get_accepted (blog, key);
}

/**
 * leaf_blog_get_pixels:
 * @blog: a blog
 * @key: the key of a size, such as %LEAF_BLOG_SETTING_PICTURE_SIZE
 *
 * Returns: the size in pixels
 */
int
leaf_blog_get_pixels (LeafBlog *blog, const char *key)
{
  g_return_val_if_fail (LEAF_IS_BLOG (blog), LEAF_SETTING_MAX_PIXELS);
  g_return_val_if_fail (key != NULL, LEAF_SETTING_MAX_PIXELS);

  return (int) g_ascii_strtoll (get_accepted (blog, key), NULL, 10);
}

/**
 * leaf_blog_dup_list:
 * @blog: a blog
 * @key: the key of a list, such as %LEAF_BLOG_SETTING_PARTS
 *
 * Reads a list in its order; words in it that mean nothing are passed over, as are repeated ones.
 *
 * Returns: (transfer full) (array zero-terminated=1): values of the setting
 */
char **
leaf_blog_dup_list (LeafBlog *blog, const char *key)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  const LeafBlogSetting *setting;

  g_return_val_if_fail (LEAF_IS_BLOG (blog), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  setting = leaf_blog_setting_find (key);
  g_return_val_if_fail (setting != NULL && setting->kind == LEAF_SETTING_LIST, NULL);

  words = g_strsplit (leaf_blog_get_setting (blog, key), ",", -1);
  for (unsigned int i = 0; words[i] != NULL; i++)
    {
      gboolean repeated = FALSE;

      g_strstrip (words[i]);
      for (unsigned int j = 0; j < i; j++)
        repeated |= g_str_equal (words[j], words[i]);
      if (!repeated && find_value (setting->values, words[i]) >= 0)
        g_strv_builder_add (builder, words[i]);
    }

  return g_strv_builder_end (builder);
}

/**
 * leaf_blog_get_date_style:
 * @blog: a blog
 *
 * Returns: how dates are written in its posts
 */
LeafDateStyle
leaf_blog_get_date_style (LeafBlog *blog)
{
  g_return_val_if_fail (LEAF_IS_BLOG (blog), LEAF_DATE_STYLE_LONG);

  return (LeafDateStyle) find_value (date_styles, get_accepted (blog, LEAF_BLOG_SETTING_DATE_FORMAT));
}

/* The review stands before what it stands before by default. */
static unsigned int
find_place_of_review (const LeafBlogPart *parts, unsigned int n_parts)
{
  for (unsigned int i = 0; i < n_parts; i++)
    if (parts[i] > LEAF_BLOG_PART_REVIEW)
      return i;

  return n_parts;
}

/**
 * leaf_blog_get_parts:
 * @blog: a blog
 * @parts: (out caller-allocates) (array fixed-size=7): the parts
 *
 * Gets which parts its posts have, from top to bottom. The review is always among them. The author
 * is there even where the box is off (%LEAF_BLOG_SETTING_AUTHOR_BOX).
 *
 * Returns: how many there are
 */
unsigned int
leaf_blog_get_parts (LeafBlog *blog, LeafBlogPart parts[LEAF_BLOG_N_PARTS])
{
  g_auto (GStrv) names = NULL;
  gboolean has_review = FALSE;
  unsigned int n_parts;

  g_return_val_if_fail (LEAF_IS_BLOG (blog), 0);

  names = leaf_blog_dup_list (blog, LEAF_BLOG_SETTING_PARTS);
  for (n_parts = 0; names[n_parts] != NULL; n_parts++)
    {
      parts[n_parts] = (LeafBlogPart) find_value (part_names, names[n_parts]);
      has_review |= parts[n_parts] == LEAF_BLOG_PART_REVIEW;
    }

  if (!has_review)
    {
      unsigned int place = find_place_of_review (parts, n_parts);

      memmove (parts + place + 1, parts + place, (n_parts - place) * sizeof *parts);
      parts[place] = LEAF_BLOG_PART_REVIEW;
      n_parts++;
    }

  return n_parts;
}

/**
 * leaf_blog_shows_part:
 * @blog: a blog
 * @part: a part of a post
 *
 * Returns: whether posts there have it
 */
gboolean
leaf_blog_shows_part (LeafBlog *blog, LeafBlogPart part)
{
  LeafBlogPart parts[LEAF_BLOG_N_PARTS];
  unsigned int n_parts = leaf_blog_get_parts (blog, parts);

  for (unsigned int i = 0; i < n_parts; i++)
    if (parts[i] == part)
      return part != LEAF_BLOG_PART_AUTHOR || leaf_blog_get_flag (blog, LEAF_BLOG_SETTING_AUTHOR_BOX);

  return FALSE;
}

/**
 * leaf_blog_part_get_name:
 * @part: a part of a post
 *
 * Returns: (transfer none): its name in %LEAF_BLOG_SETTING_PARTS
 */
const char *
leaf_blog_part_get_name (LeafBlogPart part)
{
  g_return_val_if_fail (part < LEAF_BLOG_N_PARTS, NULL);

  return part_names[part];
}
