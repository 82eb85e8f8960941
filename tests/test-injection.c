/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each known way to get a script into a page, tests/data/injections.txt, through every way in and every way out. What comes out is parsed
 * as a browser would, and each element, attribute and address of it must be one of those we write. */

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-document-markdown.h"
#include "leaf-site-pages.h"
#include "leaf-test-document.h"
#include "leaf-test-post.h"

#include <gumbo.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define PICTURE "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* A form as bytes, for readers, and as text, for fields. */
typedef struct {
  GBytes *bytes;
  char *text;
} Form;

typedef enum {
  PLACE_STORED,
  PLACE_POST,
  PLACE_PAGE,
} Place;

static const char *const stored_elements[] = {
  "html", "head", "body", "p", "h2", "h3", "h4", "blockquote", "cite", "ul", "ol", "li", "figure", "img", "figcaption", "hr", "br", "details", "summary",
  "table", "tbody", "tr", "td", "a", "span", "strong", "em", "u", "s", "code", "mark", "sup", NULL,
};

static const char *const stored_attributes[] = { "href", "class", "style", "alt", "data-picture", "data-rating", NULL };

/* More of them in a post. */
static const char *const post_elements[] = {
  "abbr", "article", "aside", "b", "data", "dd", "div", "dl", "dt", "footer", "h1", "header", "i", "main", "nav", "section", "small", "th", "thead", "tfoot", "time", "script", NULL,
};

static const char *const post_attributes[] = {
  "id", "src", "rel", "title", "width", "height", "datetime", "value", "lang", "dir", "role", "aria-label", "aria-hidden", "scope", "loading", "type",
  "decoding", "sizes", "srcset", "itemprop", "hidden", "target", NULL,
};

/* And in the head of a page. */
static const char *const page_elements[] = { "title", "meta", "link", NULL };
static const char *const page_attributes[] = { "charset", "name", "content", "property", "media", NULL };

static void
form_free (Form *form)
{
  g_bytes_unref (form->bytes);
  g_free (form->text);
  g_free (form);
}

static Form *
form_new (const char *line)
{
  GByteArray *bytes = g_byte_array_new ();
  Form *form = g_new0 (Form, 1);
  gsize length;

  for (const char *p = line; *p != '\0'; p++)
    {
      static const char names[] = "nrt0\\", values[] = "\n\r\t\0\\";
      guint8 byte = (guint8) *p;

      if (*p == '\\' && p[1] == 'x' && g_ascii_isxdigit (p[2]) && g_ascii_isxdigit (p[3]))
        {
          byte = (guint8) (16 * g_ascii_xdigit_value (p[2]) + g_ascii_xdigit_value (p[3]));
          p += 3;
        }
      else if (*p == '\\' && p[1] != '\0' && strchr (names, p[1]) != NULL)
        byte = (guint8) values[strchr (names, *++p) - names];
      g_byte_array_append (bytes, &byte, 1);
    }
  form->bytes = g_byte_array_free_to_bytes (bytes);
  form->text = g_strndup (g_bytes_get_data (form->bytes, &length), g_bytes_get_size (form->bytes));
  g_assert_true (g_utf8_validate (form->text, -1, NULL));
  return form;
}

static GPtrArray *
read_forms (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "injections.txt", NULL);
  GPtrArray *forms = g_ptr_array_new_with_free_func ((GDestroyNotify) form_free);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (contents, "\n", -1);
  for (unsigned int i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0' && lines[i][0] != '#')
      g_ptr_array_add (forms, form_new (lines[i]));
  g_assert_cmpuint (forms->len, >=, 200);
  return forms;
}

static gboolean
is_known (const char *name, Place place, const char *const *stored, const char *const *post, const char *const *page)
{
  return g_strv_contains (stored, name) || (place >= PLACE_POST && g_strv_contains (post, name)) || (place >= PLACE_PAGE && g_strv_contains (page, name));
}

/* Absolute and of the web, or, on a page of ours, relative. */
static gboolean
is_safe_address (const char *address, Place place)
{
  gsize length = strcspn (address, ":/?#");

  if (leaf_link_is_safe (address))
    return TRUE;
  return place == PLACE_PAGE && address[length] != ':' && strncmp (address, "//", 2) != 0 && strpbrk (address, "\t\n\r") == NULL;
}

static void
assert_json (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  g_assert_null (strpbrk (text, "<>&"));
}

static void
assert_attribute (const GumboAttribute *attribute, Place place)
{
  if (!is_known (attribute->name, place, stored_attributes, post_attributes, page_attributes))
    g_error ("An attribute that we do not write: %s=\"%s\"", attribute->name, attribute->value);
  if ((strcmp (attribute->name, "href") == 0 || strcmp (attribute->name, "src") == 0) && !is_safe_address (attribute->value, place))
    g_error ("An address that is not of the web: %s", attribute->value);
  if (strcmp (attribute->name, "style") == 0)
    g_assert_null (strpbrk (attribute->value, "(\\@/"));
}

static void
assert_element (const GumboElement *element, Place place)
{
  const char *name = gumbo_normalized_tagname (element->tag);

  if (element->tag == GUMBO_TAG_UNKNOWN || element->tag_namespace != GUMBO_NAMESPACE_HTML ||
      !is_known (name, place, stored_elements, post_elements, page_elements))
    g_error ("An element that we do not write: %.*s", (int) element->original_tag.length, element->original_tag.data);
  for (unsigned int i = 0; i < element->attributes.length; i++)
    assert_attribute (element->attributes.data[i], place);
  if (element->tag == GUMBO_TAG_SCRIPT)
    {
      const GumboAttribute *type = gumbo_get_attribute (&element->attributes, "type");
      const GumboNode *data = element->children.length == 1 ? element->children.data[0] : NULL;

      g_assert_nonnull (type);
      g_assert_cmpstr (type->value, ==, "application/ld+json");
      g_assert_nonnull (data);
      assert_json (data->v.text.text);
    }
  if (element->tag == GUMBO_TAG_META)
    g_assert_null (gumbo_get_attribute (&element->attributes, "http-equiv"));
}

static void
assert_tree (const GumboNode *node, Place place)
{
  if (node->type == GUMBO_NODE_TEMPLATE)
    g_error ("A template");
  if (node->type != GUMBO_NODE_ELEMENT)
    return;
  assert_element (&node->v.element, place);
  for (unsigned int i = 0; i < node->v.element.children.length; i++)
    assert_tree (node->v.element.children.data[i], place);
}

static void
assert_harmless (const char *html, Place place)
{
  GumboOutput *output = gumbo_parse (html);

  assert_tree (output->root, place);
  gumbo_destroy_output (&kGumboDefaultOptions, output);
}

/* Ways out of a document. */
static void
assert_document (LeafDocument *document)
{
  g_autofree char *stored = NULL;
  g_autofree char *copied = NULL;
  g_autofree char *markdown = NULL;
  g_autofree char *rewritten = NULL;
  g_autoptr (LeafDocument) again = NULL;

  g_assert_nonnull (document);
  leaf_test_assert_consistent (document);
  stored = leaf_document_to_html (document);
  assert_harmless (stored, PLACE_STORED);
  copied = leaf_document_to_clipboard (document);
  assert_harmless (strstr (copied, "Flyleaf\">") + strlen ("Flyleaf\">"), PLACE_STORED);
  markdown = leaf_document_to_markdown (document);
  again = leaf_document_new_from_markdown (markdown, -1, NULL);
  rewritten = leaf_document_to_html (again);
  g_assert_cmpstr (rewritten, ==, stored);
}

typedef LeafDocument *(*ReadFunc) (const char *text, gssize length, GError **error);

static LeafDocument *
read_from_firefox (const char *text, gssize length, GError **error)
{
  g_autofree char *context = g_strndup (text, length);

  return leaf_document_new_from_clipboard (text, length, context, error);
}

static LeafDocument *
read_from_clipboard (const char *text, gssize length, GError **error)
{
  return leaf_document_new_from_clipboard (text, length, NULL, error);
}

static const ReadFunc readers[] = {
  leaf_document_new_from_html, leaf_document_new_from_markdown, leaf_document_new_from_text, read_from_clipboard, read_from_firefox,
};

/* Where in a text a form is put: in the open, in elements, attributes, comments and what is skipped. */
static const char *const places[] = {
  "%s", "<p>a%sb</p>", "<ul><li>%s</ul>", "<table><tr><td>%s<td>x</table>", "<table>%s</table>", "<pre>%s</pre>", "<blockquote><cite>%s</cite></blockquote>",
  "<a href=\"%s\">x</a>", "<a href='%s'>x</a>", "<p title=\"%s\">x</p>", "<p style='%s'>x", "<!-- %s -->", "<svg>%s</svg>", "<style>%s</style>", "<b><i><u>%s",
  "<figure data-picture=" PICTURE "><img alt=\"%s\"><figcaption>%s</figure>", "<details class=spoiler><summary>%s</summary>%s", "<select><option>%s</select>",
  "<table class=ratings><tr data-rating=9><td>%s<td>%s</table>", "[x](%s)", "[x]: %s\n\n[x]", "**%s**", "- %s\n- x", "> %s", "`%s`", "![%s](%s)", "[%s](https://example.org/ \"%s\")",
};

static void
test_documents (void)
{
  g_autoptr (GPtrArray) forms = read_forms ();

  for (unsigned int i = 0; i < forms->len; i++)
    {
      const Form *form = g_ptr_array_index (forms, i);
      g_autofree char *printable = g_strescape (form->text, NULL);

      g_test_message ("%s", printable);
      for (unsigned int j = 0; j < G_N_ELEMENTS (readers); j++)
        {
          g_autoptr (LeafDocument) document = readers[j] (g_bytes_get_data (form->bytes, NULL), (gssize) g_bytes_get_size (form->bytes), NULL);

          assert_document (document);
        }
      for (unsigned int j = 0; j < G_N_ELEMENTS (places); j++)
        {
          g_auto (GStrv) pieces = g_strsplit (places[j], "%s", -1);
          g_autofree char *text = g_strjoinv (form->text, pieces);

          for (unsigned int k = 0; k < 4; k++)
            {
              g_autoptr (LeafDocument) document = readers[k] (text, (gssize) strlen (text), NULL);

              assert_document (document);
            }
        }
    }
}

static void
append_figure (LeafDocument *document, const Form *form)
{
  const LeafBlockStyle figure = { LEAF_BLOCK_FIGURE, 0, (char *) LEAF_TEST_FIGURE, form->text };
  const LeafBlockStyle rating = { LEAF_BLOCK_RATING, 9, NULL, NULL };
  LeafTextStyle link = { LEAF_MARK_BOLD | LEAF_MARK_HIGHLIGHT, g_ref_string_new (form->text) };

  leaf_document_append_block (document, &figure);
  leaf_document_append_text (document, LEAF_OBJECT_STRING, -1, NULL);
  leaf_document_append_text (document, form->text, -1, NULL);
  leaf_document_append_block (document, &rating);
  leaf_document_append_text (document, form->text, -1, &link);
  g_ref_string_release (link.link);
}

static void
append_document (LeafDocument *target, LeafDocument *source)
{
  unsigned int end = leaf_document_get_length (target);

  leaf_document_replace (target, end, end, source);
  leaf_document_append_block (target, NULL);
}

/* A post in which every field says it. */
static LeafPostSource *
make_source (const Form *form)
{
  LeafPostSource *source = leaf_test_post_source ();
  LeafBook *book = g_ptr_array_index (source->books, 0);
  const char *const names[] = { form->text, "Ada", form->text, NULL };
  g_autoptr (LeafDocument) review = leaf_document_new ();
  g_autoptr (LeafDocument) synopsis = leaf_document_new_from_clipboard (form->text, -1, NULL, NULL);

  for (unsigned int i = 0; i < 4; i++)
    {
      g_autoptr (LeafDocument) part = readers[i] (form->text, (gssize) strlen (form->text), NULL);

      append_document (review, part);
    }
  append_figure (review, form);
  leaf_review_set_document (source->review, review);
  leaf_review_set_title (source->review, form->text);
  leaf_review_set_slug (source->review, form->text);
  leaf_review_set_warnings (source->review, form->text);
  leaf_book_set_title (book, form->text);
  leaf_book_set_authors (book, names);
  leaf_book_set_genres (book, names);
  leaf_book_set_publisher (book, form->text);
  leaf_book_set_series (book, form->text);
  leaf_book_set_series_number (book, form->text);
  leaf_book_set_format (book, form->text);
  leaf_book_set_language (book, form->text);
  leaf_book_set_synopsis (book, synopsis);
  leaf_book_set_cover_alt (book, form->text);
  leaf_profile_set_name (source->profile, form->text);
  leaf_profile_set_role (source->profile, form->text);
  leaf_profile_set_bio (source->profile, form->text);
  return source;
}

/* What a reader of feeds makes HTML of. */
static void
feed_text_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  const char *element = g_markup_parse_context_get_element (context);

  if (strcmp (element, "content") == 0 || strcmp (element, "summary") == 0 || strcmp (element, "title") == 0)
    {
      g_autofree char *piece = g_strndup (text, length);

      if (*(gboolean *) data)
        assert_harmless (piece, PLACE_PAGE);
    }
}

static void
feed_start_cb (GMarkupParseContext *context, const char *element, const char **names, const char **values, gpointer data, GError **error)
{
  gboolean *is_html = data;

  *is_html = FALSE;
  for (unsigned int i = 0; names[i] != NULL; i++)
    {
      if (strcmp (names[i], "type") == 0 && strcmp (values[i], "html") == 0)
        *is_html = TRUE;
      if (strcmp (names[i], "href") == 0)
        g_assert_true (is_safe_address (values[i], PLACE_PAGE));
    }
}

static void
assert_feed (const char *feed)
{
  static const GMarkupParser parser = { feed_start_cb, NULL, feed_text_cb, NULL, NULL };
  gboolean is_html = FALSE;
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &is_html, NULL);
  g_autoptr (GError) error = NULL;

  g_markup_parse_context_parse (context, feed, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
}

static void
assert_site (const LeafPost *post, const Form *form)
{
  g_autoptr (LeafSiteManifest) manifest = leaf_site_manifest_new (LEAF_TEST_MARKER);
  LeafSitePost *entry = leaf_site_post_new ();
  g_autofree char *page = NULL;
  g_autofree char *index = NULL;
  g_autofree char *feed = NULL;
  g_autofree char *sitemap = NULL;

  g_free (manifest->title);
  manifest->title = g_strdup (form->text);
  g_free (manifest->language);
  manifest->language = g_strdup ("en");
  entry->uuid = g_strdup (LEAF_TEST_MARKER);
  entry->slug = g_strdup (post->slug);
  entry->title = g_strdup (post->title);
  entry->book = g_strdup (form->text);
  entry->authors = g_strdup (form->text);
  entry->reviewer = g_strdup (form->text);
  entry->language = g_strdup ("en");
  entry->excerpt = g_strdup (post->excerpt);
  entry->terms = g_strdupv (post->terms);
  entry->hash = g_strdup (post->hash);
  entry->published = entry->updated = 1700000000;
  g_ptr_array_add (manifest->posts, entry);

  page = leaf_site_make_page (manifest, post, entry, "https://blog.example/");
  assert_harmless (page, PLACE_PAGE);
  index = leaf_site_make_index (manifest, "https://blog.example/");
  assert_harmless (index, PLACE_PAGE);
  feed = leaf_site_make_feed (manifest, "https://blog.example/");
  assert_feed (feed);
  sitemap = leaf_site_make_sitemap (manifest, "https://blog.example/");
  assert_feed (sitemap);
}

static void
test_posts (void)
{
  static const struct {
    LeafMarkup markup;
    LeafPostFlags flags;
  } kinds[] = {
    { LEAF_MARKUP_WORDPRESS, LEAF_POST_JSON_LD | LEAF_POST_DETAILS_BLOCK }, /* an administrator */
    { LEAF_MARKUP_WORDPRESS, 0 },                                           /* an author */
    { LEAF_MARKUP_HTML, LEAF_POST_JSON_LD },                                /* a site */
  };
  g_autoptr (GPtrArray) forms = read_forms ();

  for (unsigned int i = 0; i < forms->len; i++)
    {
      const Form *form = g_ptr_array_index (forms, i);
      g_autoptr (LeafPostSource) source = make_source (form);
      g_autoptr (GHashTable) media = leaf_test_post_media (source, "https://blog.example/");
      g_autofree char *printable = g_strescape (form->text, NULL);

      g_test_message ("%s", printable);
      for (unsigned int j = 0; j < G_N_ELEMENTS (kinds); j++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (LeafPost) post = leaf_post_compose (source, kinds[j].markup, kinds[j].flags, media, &error);

          g_assert_no_error (error);
          assert_harmless (post->content, PLACE_POST);
          g_assert_cmpuint (strspn (post->slug, "abcdefghijklmnopqrstuvwxyz0123456789-"), ==, strlen (post->slug));
          if (!(kinds[j].flags & LEAF_POST_JSON_LD))
            g_assert_null (strstr (post->content, "<script"));
          if (post->json_ld != NULL)
            assert_json (post->json_ld);
          if (kinds[j].markup == LEAF_MARKUP_HTML)
            assert_site (post, form);
        }
    }
}

/* The watchman watches: each kind of thing it looks for ends the test. */
static void
test_watchman (void)
{
  static const char *const harmful[] = {
    "<script>alert(1)</script>", "<p onclick=alert(1)>x", "<a href=javascript:alert(1)>x", "<svg onload=x>", "<p style='background:url(x)'>x", "<template>x</template>",
    "<img src=x>", "<script type=\"application/ld+json\">{]</script>",
  };

  if (g_test_subprocess ())
    {
      assert_harmless (harmful[g_ascii_strtoull (g_getenv ("LEAF_TEST_HARMFUL"), NULL, 10)], PLACE_POST);
      return;
    }
  for (unsigned int i = 0; i < G_N_ELEMENTS (harmful); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);

      g_setenv ("LEAF_TEST_HARMFUL", number, TRUE);
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_failed ();
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/injection/watchman", test_watchman);
  g_test_add_func ("/injection/documents", test_documents);
  g_test_add_func ("/injection/posts", test_posts);

  return g_test_run ();
}
