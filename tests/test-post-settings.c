/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-blog-settings.h"
#include "leaf-test-document.h"
#include "leaf-test-post.h"

#include <string.h>

#define DISCLOSURE "<p class=\"flyleaf-disclosure\">"
#define ADDRESS "https://blog.example/wp-content/uploads/"

static LeafPost *
compose (const LeafPostSource *source)
{
  g_autoptr (GHashTable) media = leaf_test_post_media (source, ADDRESS);
  g_autoptr (GError) error = NULL;
  LeafPost *post = leaf_post_compose (source, LEAF_MARKUP_WORDPRESS, LEAF_POST_JSON_LD | LEAF_POST_DETAILS_BLOCK, media, &error);

  g_assert_no_error (error);
  return post;
}

static LeafPost *
compose_with (const char *key, const char *value)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();

  leaf_blog_set_setting (source->blog, key, value);
  return compose (source);
}

/* The order of everything that @needles names; each is there once at the least. */
static void
assert_order (const char *content, const char *const *needles)
{
  const char *p = content;

  for (unsigned int i = 0; needles[i] != NULL; i++)
    {
      p = strstr (p, needles[i]);
      if (p == NULL)
        g_error ("%s is missing or in another place", needles[i]);
    }
}

/* Whatever she sets that readers see makes another post of it; what is the default changes not a byte. */
static void
test_hash (void)
{
  static const struct
  {
    const char *key;
    const char *same;
    const char *other;
  } settings[] = {
    { LEAF_BLOG_SETTING_PARTS, "card, synopsis, warnings, rating, review, links, author", "review,card" },
    { LEAF_BLOG_SETTING_DATE_FORMAT, "long", "iso" },
    { LEAF_BLOG_SETTING_COMMENTS, "blog", "closed" },
    { LEAF_BLOG_SETTING_COMMENTS, "nonsense", "open" },
    { LEAF_BLOG_SETTING_FEATURED_IMAGE, "true", "false" },
    { LEAF_BLOG_SETTING_SYNOPSIS_HEADING, "", "What it says on the back" },
    { LEAF_BLOG_SETTING_REVIEW_HEADING, "", "What I say" },
    { LEAF_BLOG_SETTING_LINKS_LABEL, "", "Buy {title}" },
    { LEAF_BLOG_SETTING_AUTHOR_BOX, "true", "false" },
    { LEAF_BLOG_SETTING_DISCLOSURE, "above", "end" },
  };
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafPost) plain = compose (source);

  for (unsigned int i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (LeafPost) same = compose_with (settings[i].key, settings[i].same);
      g_autoptr (LeafPost) other = compose_with (settings[i].key, settings[i].other);
      g_autoptr (LeafPost) again = compose_with (settings[i].key, settings[i].other);

      g_assert_cmpstr (same->content, ==, plain->content);
      g_assert_cmpstr (same->hash, ==, plain->hash);
      g_assert_cmpstr (other->content, ==, again->content);
      g_assert_cmpstr (other->hash, ==, again->hash);
      if (g_str_equal (other->hash, plain->hash))
        g_test_fail_printf ("%s=%s is the same post", settings[i].key, settings[i].other);
    }
}

static void
test_order (void)
{
  const char *const reversed[] = {
    "flyleaf-author", "flyleaf-disclosure", "flyleaf-stores", "flyleaf-review", "flyleaf-rating", "flyleaf-warnings",
    "flyleaf-synopsis", "flyleaf-card", "flyleaf-byline", "application/ld+json", NULL,
  };
  g_autoptr (LeafPost) post = compose_with (LEAF_BLOG_SETTING_PARTS, "author,links,review,rating,warnings,synopsis,card");

  assert_order (post->content, reversed);
  /* Nothing of the publisher's stands before her words: no heading has to part them. */
  g_assert_null (strstr (post->content, "My review"));
}

/* What does not show leaves nothing behind: no picture to upload, no rating for machines alone. */
static void
test_nothing_but_review (void)
{
  static const char *const gone[] = {
    "flyleaf-author", "flyleaf-stores", "flyleaf-rating\"", "flyleaf-warnings", "flyleaf-synopsis", "flyleaf-card",
    "reviewRating", "About the book", "My review", "affiliate links",
  };
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (GPtrArray) pictures = NULL;
  g_autoptr (LeafPost) post = NULL;

  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_PARTS, "");
  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_FEATURED_IMAGE, "false");
  post = compose (source);
  for (unsigned int i = 0; i < G_N_ELEMENTS (gone); i++)
    if (strstr (post->content, gone[i]) != NULL)
      g_test_fail_printf ("%s is in the post", gone[i]);
  g_assert_nonnull (strstr (post->content, "Reviewed by <span class=\"p-author h-card\">Rosa Quill</span>"));
  g_assert_null (post->featured);

  pictures = leaf_post_list_pictures (source);
  g_assert_cmpuint (pictures->len, ==, 1);
  g_assert_cmpstr (((LeafPostPicture *) pictures->pdata[0])->sha256, ==, LEAF_TEST_FIGURE);
}

/* In whatever order: above the first link that earns, and above the opinion when the book was free. */
static void
test_disclosure (void)
{
  static const struct
  {
    const char *parts;
    const char *place;
    gboolean free_copy;
    const char *order[3];
  } cases[] = {
    { "links,review,author", "above", FALSE, { "flyleaf-disclosure", "flyleaf-stores" } },
    { "links,review,author", "above", TRUE, { "flyleaf-disclosure", "flyleaf-stores" } },
    { "author,review,links", "above", FALSE, { "flyleaf-review", "flyleaf-disclosure", "flyleaf-stores" } },
    { "review,links", "above", TRUE, { "flyleaf-disclosure", "flyleaf-review", "flyleaf-stores" } },
    { "review,author,links", "end", TRUE, { "flyleaf-stores", "flyleaf-disclosure", "flyleaf-byline" } },
    { "links,review,author", "end", TRUE, { "flyleaf-review", "flyleaf-disclosure", "flyleaf-author" } },
    { "links,review,author", "somewhere", FALSE, { "flyleaf-disclosure", "flyleaf-stores" } },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const order[] = { cases[i].order[0], cases[i].order[1], cases[i].order[2], NULL };
      g_autoptr (LeafPostSource) source = leaf_test_post_source ();
      g_autoptr (LeafPost) post = NULL;

      leaf_review_set_free_copy (source->review, cases[i].free_copy);
      leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_PARTS, cases[i].parts);
      leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_DISCLOSURE, cases[i].place);
      post = compose (source);
      assert_order (post->content, order);
      g_assert_null (strstr (strstr (post->content, DISCLOSURE) + 1, DISCLOSURE));
    }
}

/* A link that no part shows earns nothing. */
static void
test_disclosure_of_hidden (void)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafPost) post = NULL;

  leaf_test_append (leaf_book_get_synopsis (source->books->pdata[0]), LEAF_BLOCK_PARAGRAPH, 0,
                    "<https://bookshop.org/a/4711/9780140434088 a link>");
  leaf_review_set_free_copy (source->review, FALSE);
  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_PARTS, "card,review");
  post = compose (source);
  g_assert_null (strstr (post->content, "flyleaf-disclosure"));
}

static void
test_dates (void)
{
  static const struct
  {
    const char *language;
    const char *format;
    const char *expected;
  } cases[] = {
    { "en", "long", "<strong>Published:</strong> December 1, 1998" },
    { "en", "day-month-year", "<strong>Published:</strong> 1 December 1998" },
    { "en-GB", "month-day-year", "<strong>Published:</strong> December 1, 1998" },
    { "en", "iso", "<strong>Published:</strong> 1998-12-01" },
    { "de", "iso", "<strong>Erschienen:</strong> 1998-12-01" },
    { "de", "day-month-year", "<strong>Erschienen:</strong> 1. Dezember 1998" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LeafPostSource) source = leaf_test_post_source ();
      g_autoptr (LeafPost) post = NULL;
      g_autofree char *title = NULL;

      leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_LANGUAGE, cases[i].language);
      leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_DATE_FORMAT, cases[i].format);
      leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_TITLE, "{title} ({published})");
      post = compose (source);
      if (strstr (post->content, cases[i].expected) == NULL)
        g_test_fail_printf ("%s is not in the post", cases[i].expected);
      /* Machines are told in their own way. */
      g_assert_nonnull (strstr (post->content, "\"datePublished\":\"1998-12-01\""));
      title = g_strdup_printf ("The Moonstone (%s)", strstr (cases[i].expected, "> ") + 2);
      g_assert_cmpstr (post->title, ==, title);
    }
}

static void
test_words (void)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafPost) post = NULL;

  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_SYNOPSIS_HEADING, "{publisher} says <so>");
  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_REVIEW_HEADING, "{reviewer} says");
  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_LINKS_LABEL, "Where to buy {title}");
  post = compose (source);
  g_assert_nonnull (strstr (post->content, ">Example &amp; Sons says &lt;so&gt;</h2>"));
  g_assert_nonnull (strstr (post->content, ">Rosa Quill says</h2>"));
  g_assert_nonnull (strstr (post->content, "<strong>Where to buy The Moonstone:</strong>"));
}

static void
test_comments (void)
{
  g_autoptr (LeafPost) as_the_blog = compose_with (LEAF_BLOG_SETTING_COMMENTS, NULL);
  g_autoptr (LeafPost) closed = compose_with (LEAF_BLOG_SETTING_COMMENTS, "closed");

  g_assert_null (as_the_blog->comments);
  g_assert_cmpstr (closed->comments, ==, "closed");
  g_assert_cmpstr (closed->content, ==, as_the_blog->content);
}

/* A theme that shows the featured picture itself would show the cover twice. */
static void
test_featured (void)
{
  g_autoptr (LeafPost) post = compose_with (LEAF_BLOG_SETTING_FEATURED_IMAGE, "false");
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (GPtrArray) pictures = NULL;
  const LeafPostPicture *cover;

  g_assert_null (post->featured);
  g_assert_null (post->featured_alt);
  g_assert_nonnull (strstr (post->content, "alt=\"The Moonstone Book Cover\""));

  /* Featured alone, without a card. */
  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_PARTS, "review");
  pictures = leaf_post_list_pictures (source);
  cover = pictures->pdata[0];
  g_assert_cmpstr (cover->sha256, ==, LEAF_TEST_COVER);
  g_assert_true (cover->featured);
  g_assert_cmpstr (cover->alt, ==, "The Moonstone Wilkie Collins book review");
}

static void
test_picture_sizes (void)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafPost) before = compose (source);
  g_autoptr (LeafPost) after = NULL;
  g_autoptr (GPtrArray) pictures = leaf_post_list_pictures (source);
  const LeafPostPicture *cover = pictures->pdata[0];
  const LeafPostPicture *figure = pictures->pdata[1];

  g_assert_cmpint (cover->max_width, ==, 1600);
  g_assert_cmpint (cover->max_height, ==, 1200);
  g_assert_cmpint (figure->max_width, ==, 1600);
  g_assert_cmpint (figure->max_height, ==, 0);

  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_COVER_SIZE, "600");
  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_PICTURE_SIZE, "900");
  g_clear_pointer (&pictures, g_ptr_array_unref);
  pictures = leaf_post_list_pictures (source);
  cover = pictures->pdata[0];
  figure = pictures->pdata[1];
  g_assert_cmpint (cover->max_width, ==, 800);
  g_assert_cmpint (cover->max_height, ==, 600);
  g_assert_cmpint (figure->max_width, ==, 900);

  /* Pictures that are on the blog stay there as they are, and so does the post. */
  after = compose (source);
  g_assert_cmpstr (after->hash, ==, before->hash);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/post-settings/hash", test_hash);
  g_test_add_func ("/post-settings/order", test_order);
  g_test_add_func ("/post-settings/nothing-but-review", test_nothing_but_review);
  g_test_add_func ("/post-settings/disclosure", test_disclosure);
  g_test_add_func ("/post-settings/disclosure-of-hidden", test_disclosure_of_hidden);
  g_test_add_func ("/post-settings/dates", test_dates);
  g_test_add_func ("/post-settings/words", test_words);
  g_test_add_func ("/post-settings/comments", test_comments);
  g_test_add_func ("/post-settings/featured", test_featured);
  g_test_add_func ("/post-settings/picture-sizes", test_picture_sizes);

  return g_test_run ();
}
