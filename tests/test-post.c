/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-test-document.h"
#include "leaf-test-post.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define ADDRESS "https://blog.example/wp-content/uploads/"
#define ADMINISTRATOR (LEAF_POST_JSON_LD | LEAF_POST_DETAILS_BLOCK)

static LeafPost *
compose (const LeafPostSource *source,
         LeafMarkup markup,
         LeafPostFlags flags)
{
  g_autoptr (GHashTable) media = leaf_test_post_media (source, ADDRESS);
  g_autoptr (GError) error = NULL;
  LeafPost *post = leaf_post_compose (source, markup, flags, media, &error);

  g_assert_no_error (error);
  g_assert_nonnull (post);

  return post;
}

static LeafBook *
get_book (const LeafPostSource *source)
{
  return g_ptr_array_index (source->books, 0);
}

/* What was kept as right, after a look at it; what differs is left where it can be looked at. */
static void
assert_golden (const char *name,
               const char *actual)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  g_autofree char *expected = NULL;

  if (g_file_get_contents (path, &expected, NULL, NULL) && g_str_equal (expected, actual))
    return;

  {
    g_autofree char *folder = g_dir_make_tmp ("flyleaf-post-XXXXXX", NULL);
    g_autofree char *kept = g_build_filename (folder, name, NULL);

    g_assert_true (g_file_set_contents (kept, actual, -1, NULL));
    g_test_message ("tests/data/%s is another one than %s", name, kept);
    g_test_fail ();
  }
}

static void
test_golden (void)
{
  static const struct
  {
    const char *name;
    LeafMarkup markup;
    LeafPostFlags flags;
    const char *language;
  } posts[] = {
    { "post-wordpress-administrator.html", LEAF_MARKUP_WORDPRESS, ADMINISTRATOR, "en" },
    { "post-wordpress-author.html", LEAF_MARKUP_WORDPRESS, 0, "en" },
    { "post-site.html", LEAF_MARKUP_HTML, LEAF_POST_JSON_LD, "de" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (posts); i++)
    {
      g_autoptr (LeafPostSource) source = leaf_test_post_source ();
      g_autoptr (LeafPost) post = NULL;

      leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_LANGUAGE, posts[i].language);
      post = compose (source, posts[i].markup, posts[i].flags);
      assert_golden (posts[i].name, post->content);
    }
}

/* Two books, no pictures, nothing but what must be. */
static void
test_golden_several (void)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafPost) post = NULL;
  LeafBook *second = leaf_test_book ();

  leaf_book_set_cover (get_book (source), NULL);
  leaf_book_set_cover (second, NULL);
  leaf_book_set_title (second, "The Woman in White");
  leaf_profile_set_picture (source->profile, NULL);
  g_ptr_array_add (source->books, second);
  post = compose (source, LEAF_MARKUP_WORDPRESS, LEAF_POST_JSON_LD);
  assert_golden ("post-wordpress-several.html", post->content);
  g_assert_null (post->featured);
}

static void
test_fields (void)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafPost) post = compose (source, LEAF_MARKUP_WORDPRESS, ADMINISTRATOR);

  g_assert_cmpstr (post->title, ==, "The Moonstone, Wilkie Collins: Book Review");
  g_assert_cmpstr (post->slug, ==, "the-moonstone-wilkie-collins-book-review");
  g_assert_cmpstr (post->language, ==, "en");
  g_assert_cmpstr (post->featured, ==, LEAF_TEST_COVER);
  g_assert_cmpstr (post->featured_alt, ==, "The Moonstone Wilkie Collins book review");
  g_assert_cmpuint (g_strv_length (post->terms), ==, 2);
  g_assert_cmpstr (post->terms[0], ==, "Mystery");
  g_assert_cmpstr (post->terms[1], ==, "Classics");
  g_assert_true (g_str_has_prefix (post->excerpt, "I had put off The Moonstone for years"));
  g_assert_true (g_str_has_suffix (post->excerpt, " …"));
  g_assert_cmpuint (strlen (post->hash), ==, 64);
}

static void
test_own_title_and_slug (void)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafPost) post = NULL;

  leaf_review_set_title (source->review, "Who took the stone?");
  leaf_review_set_slug (source->review, "Wer hat’s genommen?");
  post = compose (source, LEAF_MARKUP_WORDPRESS, 0);
  g_assert_cmpstr (post->title, ==, "Who took the stone?");
  g_assert_cmpstr (post->slug, ==, "wer-hats-genommen");
}

static void
test_terms_once (void)
{
  const char *const genres[] = { "Mystery", " mystery ", "", "Crime", "MYSTERY", NULL };
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafPost) post = NULL;

  leaf_book_set_genres (get_book (source), genres);
  post = compose (source, LEAF_MARKUP_WORDPRESS, 0);
  g_assert_cmpuint (g_strv_length (post->terms), ==, 2);
  g_assert_cmpstr (post->terms[1], ==, "Crime");
}

/* Each row of the anatomy of a post: there when the record has it, and gone when it has not. */
typedef struct
{
  const char *what;
  const char *needle;
  void (*remove) (LeafPostSource *source);
} Row;

#define REMOVE(name, statement) \
  static void \
  remove_##name (LeafPostSource *source) \
  { \
    statement; \
  }

static const LeafDate no_date = { 0, 0, 0 };
static const char *const nothing[] = { NULL };

REMOVE (cover, leaf_book_set_cover (get_book (source), NULL))
REMOVE (authors, leaf_book_set_authors (get_book (source), nothing))
REMOVE (genres, leaf_book_set_genres (get_book (source), nothing))
REMOVE (publisher, leaf_book_set_publisher (get_book (source), NULL))
REMOVE (published, leaf_book_set_published (get_book (source), &no_date))
REMOVE (series, leaf_book_set_series (get_book (source), NULL))
REMOVE (format, leaf_book_set_format (get_book (source), NULL))
REMOVE (pages, leaf_book_set_pages (get_book (source), 0))
REMOVE (isbn, leaf_book_set_isbn (get_book (source), NULL))
REMOVE (warnings, leaf_review_set_warnings (source->review, NULL))
REMOVE (rating, leaf_review_set_rating (source->review, 0))
REMOVE (stores, leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_STORES, ""))
REMOVE (author_box, leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_AUTHOR_BOX, "false"))
REMOVE (role, leaf_profile_set_role (source->profile, NULL))
REMOVE (bio, leaf_profile_set_bio (source->profile, NULL))
REMOVE (picture, leaf_profile_set_picture (source->profile, NULL))

static void
remove_synopsis (LeafPostSource *source)
{
  g_autoptr (LeafDocument) empty = leaf_document_new ();

  leaf_book_set_synopsis (get_book (source), empty);
}

static void
remove_disclosure (LeafPostSource *source)
{
  leaf_review_set_free_copy (source->review, FALSE);
  leaf_blog_set_setting (source->blog, "affiliate-amazon", NULL);
  leaf_blog_set_setting (source->blog, "affiliate-bookshop", NULL);
}

static const Row rows[] = {
  { "cover", "alt=\"The Moonstone Book Cover\"", remove_cover },
  { "cover as u-photo", "<a class=\"u-photo\" href=\"" ADDRESS, remove_cover },
  { "authors", "<strong>Author:</strong> <span class=\"p-author\">Wilkie Collins</span>", remove_authors },
  { "genres", "<strong>Genres:</strong> Mystery, Classics", remove_genres },
  { "publisher", "<strong>Publisher:</strong> Example &amp; Sons", remove_publisher },
  { "date", "<strong>Published:</strong> December 1, 1998", remove_published },
  { "series", "<strong>Series:</strong> Sergeant Cuff #1", remove_series },
  { "format", "<strong>Format:</strong> Paperback", remove_format },
  { "pages", "<strong>Pages:</strong> 528", remove_pages },
  { "ISBN", "<abbr class=\"u-uid\" title=\"urn:isbn:9780140434088\" style=\"text-decoration:none\">9780140434088</abbr>", remove_isbn },
  { "synopsis", "<blockquote class=\"wp-block-quote flyleaf-synopsis\">", remove_synopsis },
  { "whose synopsis", "<cite>From the publisher, Example &amp; Sons</cite>", remove_synopsis },
  { "content warnings", "flyleaf-warnings\"><summary>Content warnings</summary>", remove_warnings },
  { "rating", "<span class=\"p-rating\">4.5</span> out of <span class=\"p-best\">5</span>", remove_rating },
  { "stars", "<strong>Rating:</strong> <span class=\"flyleaf-stars\" aria-hidden=\"true\">★★★★½</span>", remove_rating },
  { "store links", "<strong>Get the book:</strong> <a ", remove_stores },
  { "store links by ISBN", "goodreads.com/search?q=9780140434088", remove_isbn },
  { "affiliate link", "tag=windowseat-20\" rel=\"sponsored nofollow noopener\">Amazon</a>", remove_disclosure },
  { "disclosure", "<p class=\"flyleaf-disclosure\">", remove_disclosure },
  { "author box", "flyleaf-author p-author h-card", remove_author_box },
  { "role", ">Editor</span>", remove_role },
  { "bio", "Reads by the window", remove_bio },
  { "picture", "class=\"wp-image-24\"", remove_picture },
};

static void
test_anatomy (void)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (LeafPostSource) source = leaf_test_post_source ();
      g_autoptr (LeafPost) with = compose (source, LEAF_MARKUP_WORDPRESS, ADMINISTRATOR);
      g_autoptr (LeafPost) without = NULL;

      rows[i].remove (source);
      without = compose (source, LEAF_MARKUP_WORDPRESS, ADMINISTRATOR);
      if (strstr (with->content, rows[i].needle) == NULL)
        g_test_fail_printf ("%s is not in the post", rows[i].what);
      if (strstr (without->content, rows[i].needle) != NULL)
        g_test_fail_printf ("%s is in the post, but not in the record", rows[i].what);
    }
}

static void
test_order (void)
{
  static const char *const parts[] = {
    "id=\"flyleaf-" LEAF_TEST_MARKER "\"", "flyleaf-card", "flyleaf-synopsis", "flyleaf-warnings", "flyleaf-rating",
    "flyleaf-disclosure", "flyleaf-review", "flyleaf-stores", "flyleaf-author", "flyleaf-byline", "application/ld+json",
  };
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafPost) post = compose (source, LEAF_MARKUP_WORDPRESS, ADMINISTRATOR);
  const char *p = post->content;

  for (unsigned int i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      p = strstr (p, parts[i]);
      if (p == NULL)
        g_error ("%s is missing or in another place", parts[i]);
    }
}

static void
test_disclosure_place (void)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafPost) above = NULL;
  g_autoptr (LeafPost) end = NULL;

  leaf_review_set_free_copy (source->review, FALSE);
  above = compose (source, LEAF_MARKUP_HTML, 0);
  g_assert_nonnull (strstr (above->content, "</em></p>\n<p class=\"flyleaf-stores\">"));

  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_DISCLOSURE, "end");
  end = compose (source, LEAF_MARKUP_HTML, 0);
  g_assert_nonnull (strstr (strstr (end->content, "flyleaf-stores"), "flyleaf-disclosure"));
  g_assert_cmpstr (end->hash, !=, above->hash);
}

/* Nobody learns the end by accident: not in the text, not in the excerpt, not in a search engine. */
static void
test_spoilers (void)
{
  static const char *const secrets[] = {
    "Franklin himself", "opium experiment", "had it coming", "A suicide", "opium, taken and given",
  };

  for (int flags = 0; flags <= ADMINISTRATOR; flags++)
    {
      g_autoptr (LeafPostSource) source = leaf_test_post_source ();
      g_autoptr (LeafPost) post = compose (source, LEAF_MARKUP_WORDPRESS, flags);

      for (unsigned int i = 0; i < G_N_ELEMENTS (secrets); i++)
        {
          const char *secret = strstr (post->content, secrets[i]);
          const char *open = g_strrstr_len (post->content, secret - post->content, "<details");
          const char *closed = g_strrstr_len (post->content, secret - post->content, "</details");

          g_assert_nonnull (secret);
          g_assert_null (strstr (secret + 1, secrets[i]));
          g_assert_nonnull (open);
          g_assert_true (closed == NULL || closed < open);
          g_assert_null (strstr (post->excerpt, secrets[i]));
        }
      g_assert_nonnull (strstr (post->content, "in the end <span class=\"flyleaf-spoiler-mark\">&#091;Spoiler 1]</span>. I did"));
    }
}

static void
test_spoiler_excerpt (void)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafDocument) document = leaf_document_new ();
  g_autoptr (LeafPost) post = NULL;

  leaf_test_append (document, LEAF_BLOCK_HEADING, 2, "A heading");
  leaf_test_append (document, LEAF_BLOCK_PARAGRAPH, 0, "|All of this is secret.|");
  leaf_test_append (document, LEAF_BLOCK_PARAGRAPH, 0, "The *butler* did |it, with a spoon|, perhaps.");
  leaf_review_set_document (source->review, document);
  post = compose (source, LEAF_MARKUP_HTML, LEAF_POST_JSON_LD);
  g_assert_cmpstr (post->excerpt, ==, "The butler did , perhaps.");
  g_assert_null (strstr (post->json_ld, "spoon"));
  g_assert_nonnull (strstr (post->content, "<summary>Spoiler</summary><p>All of this is secret.</p></details>"));
  g_assert_nonnull (strstr (post->content, "<p>it, with a spoon</p>"));
}

static void
append_ratings (LeafDocument *document)
{
  leaf_test_append (document, LEAF_BLOCK_RATING, 0, "Cover");
  leaf_test_append (document, LEAF_BLOCK_RATING, 10, "Plot");
  leaf_test_append (document, LEAF_BLOCK_RATING, 5, "");
}

/* Where the review has no rating of its own, the table has one; a category that is not rated is not there. */
static void
test_ratings (void)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafDocument) document = leaf_document_new ();
  g_autoptr (LeafDocument) synopsis = leaf_document_new ();
  g_autoptr (LeafPost) rated = NULL;
  g_autoptr (LeafPost) computed = NULL;

  leaf_test_append (document, LEAF_BLOCK_PARAGRAPH, 0, "Short and good.");
  append_ratings (document);
  leaf_review_set_document (source->review, document);
  append_ratings (synopsis);
  leaf_book_set_synopsis (get_book (source), synopsis);

  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_LANGUAGE, "de");
  rated = compose (source, LEAF_MARKUP_HTML, 0);
  g_assert_null (strstr (rated->content, "Cover<"));
  g_assert_nonnull (strstr (rated->content, "<th scope=\"row\">Plot</th>"));
  g_assert_nonnull (strstr (rated->content, "<tr><th scope=\"row\">Bewertung</th><td>"));
  g_assert_nonnull (strstr (rated->content, "★★½☆☆</span> 2,5 von 5</td></tr></tbody>"));
  g_assert_nonnull (strstr (strstr (rated->content, "e-content"),
                            "<tfoot><tr><th scope=\"row\">Gesamt</th><td><span class=\"flyleaf-stars\" aria-hidden=\"true\">★★★★½"));
  g_assert_nonnull (strstr (rated->content, "★★★★☆</span> 4 von 5</td></tr></tfoot></table></figure><cite>"));
  g_assert_cmpstr (rated->excerpt, ==, "Short and good.");

  leaf_review_set_rating (source->review, 0);
  computed = compose (source, LEAF_MARKUP_HTML, 0);
  g_assert_nonnull (strstr (strstr (computed->content, "e-content"), "4 von 5</td></tr></tfoot>"));
}

/* A table that she has not begun to fill is nothing to publish. */
static void
test_unrated (void)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafDocument) document = leaf_document_new ();
  g_autoptr (GHashTable) media = leaf_test_post_media (source, ADDRESS);
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafPost) post = NULL;

  leaf_test_append (document, LEAF_BLOCK_RATING, 0, "Plot");
  leaf_review_set_document (source->review, document);
  g_assert_null (leaf_post_compose (source, LEAF_MARKUP_WORDPRESS, 0, media, &error));
  g_assert_error (error, LEAF_POST_ERROR, LEAF_POST_ERROR_INCOMPLETE);

  leaf_test_append (document, LEAF_BLOCK_PARAGRAPH, 0, "Words.");
  leaf_review_set_document (source->review, document);
  post = compose (source, LEAF_MARKUP_WORDPRESS, 0);
  g_assert_null (strstr (post->content, "table"));
}

static void
test_hash (void)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafPostSource) again = leaf_test_post_source ();
  g_autoptr (LeafPost) a = compose (source, LEAF_MARKUP_WORDPRESS, ADMINISTRATOR);
  g_autoptr (LeafPost) b = compose (again, LEAF_MARKUP_WORDPRESS, ADMINISTRATOR);
  g_autoptr (LeafPost) c = NULL;

  g_assert_cmpstr (a->hash, ==, b->hash);
  g_assert_cmpstr (a->content, ==, b->content);

  leaf_test_append (leaf_review_get_document (again->review), LEAF_BLOCK_PARAGRAPH, 0, "One more thing.");
  c = compose (again, LEAF_MARKUP_WORDPRESS, ADMINISTRATOR);
  g_assert_cmpstr (a->hash, !=, c->hash);
}

static void
test_incomplete (void)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (GHashTable) media = leaf_test_post_media (source, ADDRESS);
  g_autoptr (LeafDocument) blank = leaf_document_new ();
  g_autoptr (GError) error = NULL;

  leaf_test_append (blank, LEAF_BLOCK_PARAGRAPH, 0, "  \u00a0");
  leaf_review_set_document (source->review, blank);
  g_assert_null (leaf_post_compose (source, LEAF_MARKUP_HTML, 0, media, &error));
  g_assert_error (error, LEAF_POST_ERROR, LEAF_POST_ERROR_INCOMPLETE);
  g_clear_error (&error);

  leaf_book_set_title (get_book (source), "");
  g_assert_null (leaf_post_compose (source, LEAF_MARKUP_HTML, 0, media, &error));
  g_assert_error (error, LEAF_POST_ERROR, LEAF_POST_ERROR_INCOMPLETE);
  g_clear_error (&error);

  g_ptr_array_set_size (source->books, 0);
  g_assert_null (leaf_post_compose (source, LEAF_MARKUP_HTML, 0, media, &error));
  g_assert_error (error, LEAF_POST_ERROR, LEAF_POST_ERROR_INCOMPLETE);
}

static void
test_pictures (void)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (GPtrArray) pictures = leaf_post_list_pictures (source);
  const char *const expected[] = { LEAF_TEST_COVER, LEAF_TEST_FIGURE, LEAF_TEST_PICTURE };

  g_assert_cmpuint (pictures->len, ==, G_N_ELEMENTS (expected));
  for (unsigned int i = 0; i < pictures->len; i++)
    {
      const LeafPostPicture *picture = g_ptr_array_index (pictures, i);
      g_autoptr (GHashTable) media = leaf_test_post_media (source, ADDRESS);
      g_autoptr (GError) error = NULL;

      g_assert_cmpstr (picture->sha256, ==, expected[i]);
      g_assert_cmpint (picture->featured, ==, i == 0);
      g_assert_true (g_str_is_ascii (picture->name));
      g_assert_cmpstr (picture->name, !=, "");

      g_hash_table_remove (media, picture->sha256);
      g_assert_null (leaf_post_compose (source, LEAF_MARKUP_WORDPRESS, 0, media, &error));
      g_assert_error (error, LEAF_POST_ERROR, LEAF_POST_ERROR_PICTURE);
    }
}

/* The same picture in the card, in the text and in the author box is one picture. */
static void
test_picture_once (void)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (GPtrArray) pictures = NULL;

  leaf_book_set_cover (get_book (source), LEAF_TEST_FIGURE);
  leaf_profile_set_picture (source->profile, LEAF_TEST_FIGURE);
  pictures = leaf_post_list_pictures (source);
  g_assert_cmpuint (pictures->len, ==, 1);
  g_assert_cmpstr (((LeafPostPicture *) pictures->pdata[0])->name, ==, "the-moonstone-wilkie-collins-book-review");
}

/* What the reader of a post with anything in it has to find: our elements and attributes, and no others. */
typedef struct
{
  GPtrArray *open;
  GPtrArray *blocks;
  GString *text;
  unsigned int n_scripts;
} Reader;

static void
start_element_cb (GMarkupParseContext *context,
                  const char *name,
                  const char **names,
                  const char **values,
                  gpointer user_data,
                  GError **error)
{
  static const char *const elements[] = {
    "post", "div", "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "cite", "figure", "figcaption", "img", "hr", "br",
    "a", "strong", "em", "u", "s", "code", "mark", "sup", "span", "abbr", "details", "summary", "script",
    "table", "tbody", "tfoot", "tr", "th", "td", NULL,
  };
  static const char *const attributes[] = {
    "class", "id", "href", "src", "alt", "rel", "title", "style", "aria-hidden", "width", "height", "type",
    "scope", NULL,
  };
  Reader *reader = user_data;

  g_assert_true (g_strv_contains (elements, name));
  reader->n_scripts += g_str_equal (name, "script");
  for (unsigned int i = 0; names[i] != NULL; i++)
    {
      g_assert_true (g_strv_contains (attributes, names[i]));
      if (g_str_equal (names[i], "href"))
        g_assert_true (g_ascii_strncasecmp (values[i], "http", 4) == 0 || g_ascii_strncasecmp (values[i], "mailto:", 7) == 0);
      if (g_str_equal (names[i], "src"))
        g_assert_true (g_str_has_prefix (values[i], ADDRESS));
      if (g_str_equal (names[i], "style"))
        g_assert_true (g_str_has_prefix (values[i], "flex-basis:") || g_str_equal (values[i], "text-decoration:none"));
    }
}

static void
text_cb (GMarkupParseContext *context,
         const char *text,
         gsize length,
         gpointer user_data,
         GError **error)
{
  Reader *reader = user_data;

  g_string_append_len (reader->text, text, length);
  if (g_str_equal (g_markup_parse_context_get_element (context), "p"))
    g_assert_null (memchr (text, '\n', length));
}

/* Comments: every one is a block's, with JSON in it, and they close in order. */
static void
passthrough_cb (GMarkupParseContext *context,
                const char *text,
                gsize length,
                gpointer user_data,
                GError **error)
{
  static GRegex *opening, *closing;
  Reader *reader = user_data;
  g_autofree char *comment = g_strndup (text, length);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *name = NULL;
  g_autofree char *json = NULL;

  if (opening == NULL)
    {
      opening = g_regex_new ("^<!-- wp:([a-z-]+) (\\{.*\\} )?-->$", 0, 0, NULL);
      closing = g_regex_new ("^<!-- /wp:([a-z-]+) -->$", 0, 0, NULL);
    }
  if (g_regex_match (closing, comment, 0, &match))
    {
      name = g_match_info_fetch (match, 1);
      g_assert_cmpuint (reader->blocks->len, >, 0);
      g_assert_cmpstr (g_ptr_array_index (reader->blocks, reader->blocks->len - 1), ==, name);
      g_ptr_array_set_size (reader->blocks, reader->blocks->len - 1);
      return;
    }
  g_clear_pointer (&match, g_match_info_unref);
  if (!g_regex_match (opening, comment, 0, &match))
    g_error ("no block's comment: %s", comment);
  g_ptr_array_add (reader->blocks, g_match_info_fetch (match, 1));
  json = g_match_info_fetch (match, 2);
  if (json != NULL && *json != '\0')
    {
      g_autoptr (JsonNode) node = json_from_string (json, NULL);

      g_assert_nonnull (node);
    }
}

static void
read_post (const char *content,
           Reader *reader)
{
  static const GMarkupParser parser = { start_element_cb, NULL, text_cb, passthrough_cb, NULL };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, reader, NULL);
  g_autofree char *whole = g_strconcat ("<post>", content, "</post>", NULL);
  g_autoptr (GError) error = NULL;

  reader->blocks = g_ptr_array_new_with_free_func (g_free);
  reader->text = g_string_new (NULL);
  g_assert_true (g_utf8_validate (content, -1, NULL));
  g_markup_parse_context_parse (context, whole, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reader->blocks->len, ==, 0);
}

static void
reader_clear (Reader *reader)
{
  g_ptr_array_unref (reader->blocks);
  g_string_free (reader->text, TRUE);
}

static char *
hostile_text (GRand *rand)
{
  static const char *const pieces[] = {
    "<script>alert(1)</script>", "</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x", "<!-- wp:html -->",
    "<!-- /wp:paragraph -->", "-->", "--", "<!--", "]]>", "</p></div>", "&lt;b&gt;", "&#60;", "&", "\\", "\\\"", "\\u003c",
    "[gallery ids=\"1\"]", "{title}", "\xe2\x80\xa8", "\xe2\x80\xa9", "\x01", "\x7f", "\xc2\x85", "\xef\xbf\xbe", "\xef\xbf\xbc",
    "\n", "\r\n", "\t", "javascript:alert(1)", "\xf0\x9f\x93\x9a", "\xe2\x80\xae", "%3Cscript%3E",
  };
  g_autofree char *other = leaf_test_random_text (rand, 6);
  GString *text = g_string_new (other);

  for (int i = g_rand_int_range (rand, 1, 6); i > 0; i--)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);

  return g_string_free (text, FALSE);
}

static void
make_hostile (GRand *rand,
              LeafPostSource *source)
{
  LeafBook *book = get_book (source);
  g_autofree char *title = hostile_text (rand);
  g_autofree char *name = hostile_text (rand);
  g_autofree char *other = hostile_text (rand);
  g_autofree char *safe_title = g_strconcat ("T", title, NULL);
  const char *const names[] = { name, other, NULL };
  g_autoptr (LeafDocument) review = leaf_test_random_document (rand, 12);
  g_autoptr (LeafDocument) synopsis = leaf_test_random_document (rand, 4);

  leaf_test_append (review, LEAF_BLOCK_PARAGRAPH, 0, "text");
  leaf_review_set_document (source->review, review);
  leaf_review_set_warnings (source->review, other);
  leaf_book_set_synopsis (book, synopsis);
  leaf_book_set_title (book, safe_title);
  leaf_book_set_authors (book, names);
  leaf_book_set_genres (book, names);
  leaf_book_set_publisher (book, name);
  leaf_book_set_series (book, other);
  leaf_book_set_series_number (book, name);
  leaf_book_set_format (book, other);
  leaf_book_set_language (book, name);
  leaf_book_set_cover_alt (book, other);
  leaf_profile_set_name (source->profile, name);
  leaf_profile_set_role (source->profile, other);
  leaf_profile_set_bio (source->profile, title);
  leaf_blog_set_name (source->blog, other);
  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_TITLE, other);
  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_SLUG, name);
  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_COVER_ALT, title);
  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_AMAZON_DOMAIN, name);
  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_DISCLOSURE_AFFILIATE, other);
  leaf_blog_set_setting (source->blog, "affiliate-amazon", name);
}

static void
assert_json_ld (const LeafPost *post)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (post->json_ld, &error);
  JsonObject *review;

  g_assert_no_error (error);
  g_assert_null (strpbrk (post->json_ld, "<>&\n"));
  g_assert_null (strstr (post->json_ld, "--"));
  g_assert_null (strstr (post->json_ld, "\xe2\x80\xa8"));
  review = json_node_get_object (node);
  g_assert_cmpstr (json_object_get_string_member (review, "@type"), ==, "Review");
  g_assert_cmpstr (json_object_get_string_member_with_default (review, "name", ""), ==, post->title);
}

static void
test_hostile (void)
{
  guint32 seed = leaf_test_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("LEAF_TEST_SEED=%u", seed);
  for (unsigned int i = leaf_test_rounds (200); i > 0; i--)
    {
      g_autoptr (LeafPostSource) source = leaf_test_post_source ();
      LeafPostFlags flags = g_rand_int_range (rand, 0, ADMINISTRATOR + 1);
      LeafMarkup markup = g_rand_boolean (rand) ? LEAF_MARKUP_WORDPRESS : LEAF_MARKUP_HTML;
      gboolean json = (flags & LEAF_POST_JSON_LD) != 0;
      g_autoptr (LeafPost) post = NULL;
      Reader reader = { 0 };

      make_hostile (rand, source);
      post = compose (source, markup, flags);
      read_post (post->content, &reader);
      g_assert_cmpuint (reader.n_scripts, ==, json && markup == LEAF_MARKUP_WORDPRESS ? 1 : 0);
      g_assert_cmpint (post->json_ld != NULL, ==, json);
      if (json)
        assert_json_ld (post);
      if (markup == LEAF_MARKUP_WORDPRESS && !json)
        g_assert_null (strchr (post->content, '[')); /* no shortcode */
      g_assert_cmpstr (post->slug, !=, "");
      g_assert_true (strspn (post->slug, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (post->slug));
      reader_clear (&reader);
    }
}

/* The title of a book is read as it was written, whatever is in it. */
static void
test_text_is_kept (void)
{
  const char *title = "<b>R&D</b> \"&amp;\" [x] --> 5 > 4";
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  g_autoptr (LeafPost) post = NULL;
  g_autoptr (JsonNode) node = NULL;
  Reader reader = { 0 };

  leaf_book_set_title (get_book (source), title);
  post = compose (source, LEAF_MARKUP_WORDPRESS, ADMINISTRATOR);
  read_post (post->content, &reader);
  g_assert_nonnull (strstr (reader.text->str, title));
  node = json_from_string (post->json_ld, NULL);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (json_node_get_object (node), "itemReviewed"), "name"), ==, title);
  reader_clear (&reader);
}

int
main (int argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/post/golden", test_golden);
  g_test_add_func ("/post/golden-several", test_golden_several);
  g_test_add_func ("/post/fields", test_fields);
  g_test_add_func ("/post/own-title-and-slug", test_own_title_and_slug);
  g_test_add_func ("/post/terms-once", test_terms_once);
  g_test_add_func ("/post/anatomy", test_anatomy);
  g_test_add_func ("/post/order", test_order);
  g_test_add_func ("/post/disclosure-place", test_disclosure_place);
  g_test_add_func ("/post/spoilers", test_spoilers);
  g_test_add_func ("/post/spoiler-excerpt", test_spoiler_excerpt);
  g_test_add_func ("/post/ratings", test_ratings);
  g_test_add_func ("/post/unrated", test_unrated);
  g_test_add_func ("/post/hash", test_hash);
  g_test_add_func ("/post/incomplete", test_incomplete);
  g_test_add_func ("/post/pictures", test_pictures);
  g_test_add_func ("/post/picture-once", test_picture_once);
  g_test_add_func ("/post/hostile", test_hostile);
  g_test_add_func ("/post/text-is-kept", test_text_is_kept);

  return g_test_run ();
}
