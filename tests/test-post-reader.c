/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-post-reader.h"
#include "leaf-test-document.h"
#include "leaf-test-post.h"
#include "leaf-test-shown.h"

#include <string.h>

#define PREFIX "https://blog.example/wp-content/uploads/2024/11/"

static GHashTable *
list_addresses (GHashTable *media)
{
  GHashTable *addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer sha256, where;

  g_hash_table_iter_init (&iter, media);
  while (g_hash_table_iter_next (&iter, &sha256, &where))
    g_hash_table_insert (addresses, g_strdup (((LeafPostMedia *) where)->address), g_strdup (sha256));
  return addresses;
}

static GHashTable *
make_pictures (void)
{
  GHashTable *pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_hash_table_insert (pictures, g_strdup (PREFIX "map.jpg"), g_strdup (LEAF_TEST_FIGURE));
  return pictures;
}

/* Reads what stands between the tags of the review. */
static LeafPostText *
read_review (const char *inner)
{
  g_autoptr (GHashTable) pictures = make_pictures ();
  g_autofree char *content =
    g_strconcat ("<!-- wp:group {\"className\":\"flyleaf-post h-review\"} -->\n<div id=\"flyleaf-" LEAF_TEST_MARKER "\" "
                 "class=\"wp-block-group flyleaf-post h-review\"><!-- wp:group {\"className\":\"flyleaf-review e-content\"} -->\n"
                 "<div class=\"wp-block-group flyleaf-review e-content\">", inner,
                 "</div>\n<!-- /wp:group --></div>\n<!-- /wp:group -->", NULL);
  g_autoptr (GError) error = NULL;
  LeafPostText *text = leaf_post_read (content, LEAF_MARKUP_WORDPRESS, LEAF_TEST_MARKER, pictures, &error);

  g_assert_no_error (error);
  g_assert_true (leaf_document_is_well_formed (text->document));
  return text;
}

static void
assert_html (LeafPostText *text, const char *expected)
{
  g_autoptr (LeafDocument) document = leaf_document_new_from_html (expected, -1, NULL);

  leaf_test_assert_same_document (text->document, document);
}

static void
assert_reads (const char *inner, const char *expected)
{
  g_autoptr (LeafPostText) text = read_review (inner);

  assert_html (text, expected);
  g_assert_cmpint (text->flags, ==, 0);
}

static void
assert_comes_back (LeafPostSource *source, LeafMarkup markup, LeafPostFlags flags)
{
  LeafDocument *document = leaf_review_get_document (source->review);
  g_autoptr (LeafDocument) shown = leaf_test_shown_document (document, source);
  g_autoptr (GHashTable) media = leaf_test_post_media (source, PREFIX);
  g_autoptr (GHashTable) addresses = list_addresses (media);
  g_autoptr (LeafPost) post = leaf_post_compose (source, markup, flags, media, NULL);
  g_autoptr (LeafPostText) text = NULL;
  g_autoptr (GError) error = NULL;

  if (post == NULL)
    return;
  text = leaf_post_read (post->content, markup, LEAF_TEST_MARKER, addresses, &error);
  g_assert_no_error (error);
  leaf_test_assert_same_document (text->document, shown);
  g_assert_cmpint (text->flags, ==, 0);
  g_assert_cmpuint (text->unknown->len, ==, 0);
}

static void
assert_comes_back_anyhow (LeafPostSource *source)
{
  assert_comes_back (source, LEAF_MARKUP_HTML, LEAF_POST_JSON_LD);
  assert_comes_back (source, LEAF_MARKUP_WORDPRESS, 0);
  assert_comes_back (source, LEAF_MARKUP_WORDPRESS, LEAF_POST_DETAILS_BLOCK);
  assert_comes_back (source, LEAF_MARKUP_WORDPRESS, LEAF_POST_DETAILS_BLOCK | LEAF_POST_JSON_LD);
}

/* The way there and back, of a review with everything in it. */
static void
test_round_trip (void)
{
  static const char *const languages[] = { "en", "de", "fr", "es" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (LeafPostSource) source = leaf_test_post_source ();

      leaf_blog_set_setting (source->blog, "language", languages[i]);
      assert_comes_back_anyhow (source);
    }
}

static void
test_random (void)
{
  guint32 seed = leaf_test_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("LEAF_TEST_SEED=%u", seed);
  for (unsigned int i = 0; i < leaf_test_rounds (300); i++)
    {
      g_autoptr (LeafPostSource) source = leaf_test_post_source ();
      g_autoptr (LeafDocument) document = leaf_test_random_document (rand, g_rand_int_range (rand, 1, 14));

      leaf_review_set_document (source->review, document);
      assert_comes_back_anyhow (source);
    }
}

/* Several books: their titles stand as headings above each synopsis. */
static void
test_several_books (void)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  LeafBook *second = leaf_test_book ();

  leaf_book_set_title (second, "No Name");
  g_ptr_array_add (source->books, second);
  assert_comes_back_anyhow (source);
}

/* What was read is shown as it is: reading it again changes nothing. */
static void
test_stable (void)
{
  guint32 seed = leaf_test_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("LEAF_TEST_SEED=%u", seed);
  for (unsigned int i = 0; i < leaf_test_rounds (100); i++)
    {
      g_autoptr (LeafPostSource) source = leaf_test_post_source ();
      g_autoptr (LeafDocument) document = leaf_test_random_document (rand, 8);
      g_autoptr (LeafDocument) shown = leaf_test_shown_document (document, source);
      g_autoptr (LeafDocument) again = leaf_test_shown_document (shown, source);
      g_autoptr (LeafDocument) ours = leaf_post_show (source, document);

      leaf_test_assert_same_document (again, shown);
      leaf_test_assert_same_document (ours, shown);
    }
}

static void
test_inline_spoilers (void)
{
  static const char sign[] = "<p>It was <span class=\"flyleaf-spoiler-mark\">&#091;Spoiler 3]</span>, who else.</p>";
  g_autofree char *told = g_strconcat (sign, "<details class=\"flyleaf-spoiler\"><summary>Spoiler 3</summary><p>the <em>butler</em></p></details>", NULL);
  g_autofree char *two = g_strconcat (sign, "<details class=\"flyleaf-spoiler\"><summary>Spoiler 3</summary>\n<p>the butler</p>\n\n<p>and his dog</p>\n</details>", NULL);
  g_autofree char *retold = g_strconcat (sign, "<p>Indeed.</p><details class=\"flyleaf-spoiler\"><summary>Spoiler 3 &amp; more</summary><p>the butler</p></details>", NULL);

  assert_reads (told, "<p>It was <span class=\"spoiler\">the <em>butler</em></span>, who else.</p>");
  assert_reads (two, "<p>It was <span class=\"spoiler\">the butler and his dog</span>, who else.</p>");

  /* Nobody knows where its words are: all stays readable. */
  assert_reads (sign, "<p>It was [Spoiler 3], who else.</p>");
  assert_reads (retold, "<p>It was [Spoiler 3], who else.</p>\n<p>Indeed.</p>\n"
                        "<details class=\"spoiler\"><summary>Spoiler</summary><p>Spoiler 3 &amp; more</p><p>the butler</p></details>");

  /* The sign was taken away, and the fold left. */
  assert_reads ("<details class=\"wp-block-details flyleaf-spoiler\"><summary>Spoiler 7</summary><p>the butler</p></details>",
                "<details class=\"spoiler\"><summary>Spoiler</summary><p>the butler</p></details>");
}

/* As WordPress's block editor of today writes after somebody has changed something in it. */
static void
test_block_editor (void)
{
  assert_reads ("<!-- wp:heading -->\n<h2 class=\"wp-block-heading\">Who</h2>\n<!-- /wp:heading -->\n\n"
                "<!-- wp:paragraph {\"align\":\"center\"} -->\n<p class=\"has-text-align-center\">One<br>two <strong>three</strong></p>\n<!-- /wp:paragraph -->\n\n"
                "<!-- wp:list -->\n<ul class=\"wp-block-list\"><!-- wp:list-item -->\n<li>a<!-- wp:list -->\n<ul class=\"wp-block-list\">"
                "<!-- wp:list-item -->\n<li>b</li>\n<!-- /wp:list-item --></ul>\n<!-- /wp:list --></li>\n<!-- /wp:list-item --></ul>\n<!-- /wp:list -->\n\n"
                "<!-- wp:paragraph -->\n<p></p>\n<!-- /wp:paragraph -->\n\n"
                "<!-- wp:pullquote -->\n<figure class=\"wp-block-pullquote\"><blockquote><p>Reader, I</p><cite>Jane</cite></blockquote></figure>\n<!-- /wp:pullquote -->\n\n"
                "<!-- wp:paragraph -->\n<p><mark style=\"background-color:rgba(0, 0, 0, 0)\" class=\"has-inline-color has-red-color\">red</mark> <mark>lit</mark></p>\n<!-- /wp:paragraph -->",
                "<h2>Who</h2>\n<p>One</p>\n<p>two <strong>three</strong></p>\n<ul><li>a<ul><li>b</li></ul></li></ul>\n"
                "<blockquote><p>Reader, I</p><cite>Jane</cite></blockquote>\n<p>red <mark>lit</mark></p>");
}

static void
test_pictures (void)
{
  static const char figure[] = "<figure data-picture=\"" LEAF_TEST_FIGURE "\"><img alt=\"Map\"></figure>";
  static const char captioned[] = "<figure data-picture=\"" LEAF_TEST_FIGURE "\"><img alt=\"Map\"><figcaption>The <em>sea</em></figcaption></figure>";

  assert_reads ("<figure class=\"wp-block-image\"><img src=\"" PREFIX "map.jpg\" alt=\"Map\" class=\"wp-image-23\"/></figure>", figure);
  assert_reads ("<figure class=\"wp-block-image size-medium\"><img src=\"" PREFIX "map-300x200.jpg\" alt=\"Map\"></figure>", figure);
  assert_reads ("<figure><img src=\"" PREFIX "map-scaled.jpg?w=10&#038;h=2\" alt=\"Map\"></figure>", figure);
  /* The blog has moved, or another server has its pictures. */
  assert_reads ("<figure><img src=\"https://i0.wp.com/new.example/wp-content/uploads/2024/11/map.jpg?ssl=1\" alt='Map'></figure>", figure);
  /* Linked, with a caption. */
  assert_reads ("<figure class=\"wp-block-image\"><a href=\"" PREFIX "map.jpg\"><img src=\"" PREFIX "map.jpg\" alt=\"Map\"></a>\n"
                "<figcaption class=\"wp-element-caption\">The <em>sea</em></figcaption></figure>", captioned);
  /* The classic editor's way. */
  assert_reads ("[caption id=\"attachment_23\" align=\"alignnone\" width=\"300\"]<a href=\"" PREFIX "map.jpg\">"
                "<img class=\"wp-image-23\" src=\"" PREFIX "map-300x200.jpg\" alt=\"Map\" /></a> The <em>sea</em>[/caption]", captioned);
  /* In a line, with words around it. */
  assert_reads ("<p>Before <img src=\"" PREFIX "map.jpg\" alt=\"Map\"></p><p>after</p>",
                "<p style=\"white-space: pre-wrap\">Before </p>\n<figure data-picture=\"" LEAF_TEST_FIGURE "\"><img alt=\"Map\"></figure>\n<p>after</p>");
}

static void
test_unknown_pictures (void)
{
  g_autoptr (LeafPostText) text =
    read_review ("<figure><img src=\"https://blog.example/wp-content/uploads/cat.jpg?a=1&amp;b=2\" alt=\"A cat &amp; a dog\" class=\"wp-image-44 alignleft\"><figcaption>Mine</figcaption></figure>"
                 "<p><img src=\"https://blog.example/wp-content/uploads/cat.jpg?a=1&#038;b=2\"></p>"
                 "<figure><img src=\"data:image/gif;base64,AAAA\" alt=\"Nothing\"></figure>"
                 "<figure data-picture=\"" LEAF_TEST_FIGURE "\"><img src=\"javascript:alert(1)\"></figure>");
  g_autofree char *full = leaf_post_dup_full_size (PREFIX "cat-300x200.jpg?a=1");
  g_autofree char *dotted = leaf_post_dup_full_size (PREFIX "cat.v2-300x200.jpg?from=a/b.c");
  const LeafPostUnknown *unknown;

  g_assert_cmpstr (full, ==, PREFIX "cat.jpg?a=1");
  g_assert_cmpstr (dotted, ==, PREFIX "cat.v2.jpg?from=a/b.c");
  g_assert_null (leaf_post_dup_full_size (PREFIX "cat.jpg"));
  g_assert_null (leaf_post_dup_full_size ("https://a.example/cat-300x200.jpg"));
  assert_html (text, "<p><a href=\"https://blog.example/wp-content/uploads/cat.jpg?a=1&amp;b=2\">A cat &amp; a dog</a></p>\n<p>Mine</p>\n"
                     "<p><a href=\"https://blog.example/wp-content/uploads/cat.jpg?a=1&amp;b=2\">cat.jpg</a></p>\n<p>Nothing</p>");
  g_assert_cmpuint (text->unknown->len, ==, 1);
  unknown = g_ptr_array_index (text->unknown, 0);
  g_assert_cmpstr (unknown->address, ==, "https://blog.example/wp-content/uploads/cat.jpg?a=1&b=2");
  g_assert_cmpstr (unknown->remote_id, ==, "44");
}

static void
test_ratings (void)
{
  g_autoptr (LeafPostText) number =
    read_review ("<figure class=\"wp-block-table flyleaf-ratings\"><table><tbody>"
                 "<tr><th scope=\"row\">Plot</th><td><span class=\"flyleaf-stars\" aria-hidden=\"true\">★★★☆☆</span> 4,5 von 5</td></tr>"
                 "<tr><th scope=\"row\">Pace</th><td>★★½</td></tr><tr><th>Ends</th><td>badly</td></tr></tbody>"
                 "<tfoot><tr><th scope=\"row\">Overall</th><td>5 von 5</td></tr></tfoot></table></figure>");
  const LeafBlock *plot = leaf_document_get_block (number->document, 0);
  const LeafBlock *pace = leaf_document_get_block (number->document, 1);
  const LeafBlock *ends = leaf_document_get_block (number->document, 2);

  g_assert_cmpuint (leaf_document_get_n_blocks (number->document), ==, 3);
  g_assert_cmpstr (leaf_block_get_text (plot), ==, "Plot");
  g_assert_cmpuint (leaf_block_get_style (plot)->level, ==, 9);
  g_assert_cmpuint (leaf_block_get_style (pace)->level, ==, 5);
  g_assert_cmpint (leaf_block_get_style (ends)->kind, ==, LEAF_BLOCK_PARAGRAPH);
  g_assert_cmpstr (leaf_block_get_text (ends), ==, "Ends | badly");
}

/* Without blocks, WordPress makes paragraphs of lines. */
static void
test_classic (void)
{
  g_autoptr (LeafPostText) text =
    leaf_post_read ("<div id=\"flyleaf-" LEAF_TEST_MARKER "\">\n<div class=\"flyleaf-review e-content\">One <em>line</em>\nand another.\n\n"
                    "A second paragraph.\n<h3>Why</h3>\nBecause.\n<ul>\n\t<li>a</li>\n\t<li>b</li>\n</ul>\n</div></div>",
                    LEAF_MARKUP_WORDPRESS, LEAF_TEST_MARKER, NULL, NULL);

  assert_html (text, "<p>One <em>line</em></p>\n<p>and another.</p>\n<p>A second paragraph.</p>\n<h3>Why</h3>\n<p>Because.</p>\n<ul><li>a</li><li>b</li></ul>");
  g_assert_cmpint (text->flags, ==, 0);
}

/* The groups are gone; somebody wrote below the author box; a script lost its element. */
static void
test_taken_apart (void)
{
  static const char card[] = "<div class=\"wp-block-columns flyleaf-card\"><div><p>Title</p></div></div><h2>About the book</h2>"
                             "<blockquote class=\"flyleaf-synopsis\"><p>Blurb</p></blockquote><h2>My review</h2>";
  static const char end[] = "<p class=\"flyleaf-stores\">Stores</p><div class=\"flyleaf-author\"><p>Rosa</p></div>"
                            "<!-- wp:html -->\n{\"@context\":\"https://schema.org\"}\n<!-- /wp:html -->";
  g_autofree char *bare = g_strconcat (card, "<p>Hers.</p>", end, NULL);
  g_autofree char *below = g_strconcat ("<div id=\"flyleaf-", LEAF_TEST_MARKER, "\">", card, "<div class=\"flyleaf-review\"><p>Hers.</p></div>",
                                        end, "</div><!-- wp:paragraph --><p>Edit: a sequel is out!</p><!-- /wp:paragraph -->", NULL);
  g_autofree char *open = g_strconcat ("<!-- wp:x --><div class=\"flyleaf-review\"><p>Hers.</p></div><div class=\"flyleaf-author\"><p>Rosa</p>", NULL);
  g_autofree char *unended = g_strconcat ("<!-- wp:x --><p class=\"flyleaf-stores\">Stores<h2>Hers</h2><p>words", NULL);
  g_autoptr (LeafPostText) text = leaf_post_read (bare, LEAF_MARKUP_WORDPRESS, LEAF_TEST_MARKER, NULL, NULL);
  g_autoptr (LeafPostText) stray = leaf_post_read (below, LEAF_MARKUP_WORDPRESS, LEAF_TEST_MARKER, NULL, NULL);
  g_autoptr (LeafPostText) unbalanced = leaf_post_read (open, LEAF_MARKUP_WORDPRESS, NULL, NULL, NULL);
  g_autoptr (LeafPostText) paragraph = leaf_post_read (unended, LEAF_MARKUP_WORDPRESS, NULL, NULL, NULL);

  assert_html (text, "<p>Hers.</p>");
  g_assert_cmpint (text->flags, ==, LEAF_POST_READ_NO_MARKER | LEAF_POST_READ_NO_REVIEW);
  assert_html (stray, "<p>Hers.</p>\n<p>Edit: a sequel is out!</p>");
  g_assert_cmpint (stray->flags, ==, LEAF_POST_READ_STRAY);
  /* Rather the author once more than her words lost. */
  assert_html (unbalanced, "<p>Hers.</p>\n<p>Rosa</p>");
  assert_html (paragraph, "<h2>Hers</h2>\n<p>words</p>");
}

static void
test_hostile (void)
{
  static const char *const pieces[] = {
    "<details class=\"flyleaf-spoiler\">", "<summary>Spoiler 1", "<span class=\"flyleaf-spoiler-mark\">[Spoiler 1]", "<figure class=\"flyleaf-ratings\">",
    "<table><tr><td>", "<img src=\"" PREFIX "map.jpg\">", "[caption ", "<div class=\"flyleaf-card\">", "<p class=\"flyleaf-rating\">", "<figcaption>",
    "<h2>", "<a href=\"x", "<!--", "<tfoot>", "<script>", "&", "<strong>",
  };
  g_autoptr (GHashTable) pictures = make_pictures ();

  for (unsigned int i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) content = g_string_new (NULL);
      g_autoptr (LeafPostText) text = NULL;

      while (content->len < 2 * 1024 * 1024)
        g_string_append (content, pieces[i]);
      text = leaf_post_read (content->str, LEAF_MARKUP_WORDPRESS, LEAF_TEST_MARKER, pictures, NULL);
      if (text != NULL)
        g_assert_true (leaf_document_is_well_formed (text->document));
    }
}

static void
test_too_large (void)
{
  g_autofree char *content = g_strnfill (LEAF_POST_READ_MAX_BYTES + 1, 'a');
  g_autoptr (GError) error = NULL;

  g_assert_null (leaf_post_read (content, LEAF_MARKUP_HTML, NULL, NULL, &error));
  g_assert_error (error, LEAF_DOCUMENT_ERROR, LEAF_DOCUMENT_ERROR_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/post-reader/round-trip", test_round_trip);
  g_test_add_func ("/post-reader/stable", test_stable);
  g_test_add_func ("/post-reader/random", test_random);
  g_test_add_func ("/post-reader/several-books", test_several_books);
  g_test_add_func ("/post-reader/inline-spoilers", test_inline_spoilers);
  g_test_add_func ("/post-reader/block-editor", test_block_editor);
  g_test_add_func ("/post-reader/pictures", test_pictures);
  g_test_add_func ("/post-reader/unknown-pictures", test_unknown_pictures);
  g_test_add_func ("/post-reader/ratings", test_ratings);
  g_test_add_func ("/post-reader/classic", test_classic);
  g_test_add_func ("/post-reader/taken-apart", test_taken_apart);
  g_test_add_func ("/post-reader/hostile", test_hostile);
  g_test_add_func ("/post-reader/too-large", test_too_large);

  return g_test_run ();
}
