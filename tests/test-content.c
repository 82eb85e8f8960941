/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-content.h"
#include "leaf-wordpress-private.h"

#include <string.h>

static void
test_text (void)
{
  static const struct {
    const char *html;
    const char *text;
  } cases[] = {
    { "<p>One  two\n three</p><p>four</p>", "One two three four" },
    { "<!-- wp:paragraph {\"a\":\"<b>\"} --><p>x</p><!-- /wp:paragraph -->", "x" },
    { "<script>var a = \"<p>no</p>\";</script>yes<style>p{}</style>", "yes" },
    { "a &amp; b &lt;c&gt; &#039;d&#039; &nbsp;", "a & b <c> 'd' &nbsp;" },
    { "1 < 2 and <a title=\"x > y\">link</a>", "1 < 2 and link" },
    { "<p", "" },
    { "<!-- for ever", "" },
    { "", "" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = leaf_content_dup_text (cases[i].html);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
  g_assert_true (leaf_content_same_text ("<p>a <time>b</time></p>", "<p>a b</p>"));
  g_assert_false (leaf_content_same_text ("<p>a b</p>", "<p>a c</p>"));
}

/* What Authors lose (measured) is named; what nobody lost is not. */
static void
test_compare (void)
{
  static const struct {
    const char *sent;
    const char *stored;
    unsigned int n;
    const char *part;
  } cases[] = {
    { "<p>a</p>", "<p>a</p>", 0, NULL },
    { "<p><time datetime=\"2020\" class=\"x\">a</time></p>", "<p>a</p>", 1, "<time>, class=, datetime=" },
    { "<p itemprop=\"name\">a</p>", "<p>a</p>", 1, "itemprop=" },
    { "<p>a bare < b</p>", "<p>a bare </p>", 1, "“a bare < b” became “a bare”" },
    { "<script>x</script><p>a</p>", "x<p>a</p>", 2, "<script>" },
    { "<p>a\xff</p>", "<p>b</p>", 0, NULL },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);

      leaf_content_compare (cases[i].sent, cases[i].stored, warnings);
      g_assert_cmpuint (warnings->len, ==, cases[i].n);
      if (cases[i].part != NULL)
        g_assert_nonnull (strstr (g_ptr_array_index (warnings, 0), cases[i].part));
    }
}

static gboolean
parses (const char *text, gssize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);
  g_autoptr (JsonNode) node = leaf_wordpress_parse (bytes);

  return node != NULL;
}

static void
test_json (void)
{
  static const char *const good[] = {
    "{}", "[]", " \n{\"a\":1}\n", "\xef\xbb\xbf{\"a\":1}",
    "<br />\n<b>Notice</b>: Undefined array key {3} in [x] <br />\n{\"a\":[1]}",
    "Deprecated: f() is deprecated in /srv/a.php on line 3\n[{\"id\":1}]",
  };
  static const char *const bad[] = {
    "", " ", "true", "\"a\"", "<html>{}</html>", "{", "{\"a\":}", "{\"a\":1} <!-- cached -->", "{\"a\":\"\xff\"}", "}{",
  };
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *deep_end = g_strnfill (100000, ']');
  g_autofree char *closed = g_strconcat (deep, deep_end, NULL);
  g_autofree char *starts = g_strnfill (1000000, ' ');

  for (unsigned int i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (parses (good[i], -1));
  for (unsigned int i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (parses (bad[i], -1));
  g_assert_false (parses ("{}\0", 3));

  /* Neither the depth nor the number of beginnings wears it out. */
  g_assert_false (parses (deep, -1));
  g_assert_false (parses (closed, -1));
  for (gsize i = 1; i < 1000000; i += 2)
    starts[i] = '{';
  starts[999999] = '}';
  g_assert_false (parses (starts, -1));
}

static void
test_decode (void)
{
  static const struct {
    const char *text;
    const char *plain;
  } cases[] = {
    { "Test &amp; Blog", "Test & Blog" },
    { "It&#8217;s &#x201C;fine&#x201d;&hellip;", "It’s “fine”…" },
    { "<strong>Error:</strong> no", "Error: no" },
    { "a < b, a<b", "a < b, a<b" },
    { "&#0; &#xd800; &#99999999; &nothing;", "&#0; &#xd800; &#99999999; &nothing;" },
    { NULL, "" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *plain = leaf_wordpress_decode_text (cases[i].text);

      g_assert_cmpstr (plain, ==, cases[i].plain);
    }
}

/* Members of the wrong type are as if they were not there. */
static void
test_members (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{\"a\":1,\"b\":\"2\",\"c\":[1,\"x\",null],\"d\":{\"raw\":\"r\"},\"e\":null,\"f\":true}",
                                                 strlen ("{\"a\":1,\"b\":\"2\",\"c\":[1,\"x\",null],\"d\":{\"raw\":\"r\"},\"e\":null,\"f\":true}"));
  g_autoptr (JsonNode) node = leaf_wordpress_parse (bytes);
  JsonObject *object = json_node_get_object (node);

  g_assert_cmpint (leaf_wordpress_get_number (object, "a"), ==, 1);
  g_assert_cmpint (leaf_wordpress_get_number (object, "b"), ==, 2);
  g_assert_cmpint (leaf_wordpress_get_number (object, "c"), ==, 0);
  g_assert_cmpint (leaf_wordpress_get_number (object, "z"), ==, 0);
  g_assert_cmpint (leaf_wordpress_get_number (NULL, "a"), ==, 0);
  g_assert_null (leaf_wordpress_get_text (object, "a"));
  g_assert_null (leaf_wordpress_get_text (object, "e"));
  g_assert_null (leaf_wordpress_get_text (NULL, "b"));
  g_assert_cmpstr (leaf_wordpress_get_raw (object, "d"), ==, "r");
  g_assert_null (leaf_wordpress_get_raw (object, "c"));
  g_assert_true (leaf_wordpress_has_number (object, "c", 1));
  g_assert_false (leaf_wordpress_has_number (object, "c", 2));
  g_assert_false (leaf_wordpress_has_number (object, "d", 1));
}

/* What each status means to the outbox: tried again or not, looked up before or not. Of a page nobody knows whether the
 * blog was asked before it was written. */
static void
test_statuses (void)
{
  static const struct {
    unsigned int status;
    int reading;
    int writing;
    int page; /* reading, or a page instead of JSON */
  } cases[] = {
    { 400, LEAF_PUBLISH_ERROR_REFUSED, LEAF_PUBLISH_ERROR_REFUSED, LEAF_PUBLISH_ERROR_REFUSED },
    { 401, LEAF_PUBLISH_ERROR_LOGIN, LEAF_PUBLISH_ERROR_LOGIN, LEAF_PUBLISH_ERROR_FORBIDDEN },
    { 403, LEAF_PUBLISH_ERROR_FORBIDDEN, LEAF_PUBLISH_ERROR_FORBIDDEN, LEAF_PUBLISH_ERROR_FORBIDDEN },
    { 404, LEAF_PUBLISH_ERROR_REFUSED, LEAF_PUBLISH_ERROR_REFUSED, LEAF_PUBLISH_ERROR_REFUSED },
    { 408, LEAF_PUBLISH_ERROR_TEMPORARY, LEAF_PUBLISH_ERROR_TEMPORARY, LEAF_PUBLISH_ERROR_TEMPORARY },
    { 409, LEAF_PUBLISH_ERROR_REFUSED, LEAF_PUBLISH_ERROR_REFUSED, LEAF_PUBLISH_ERROR_REFUSED },
    { 412, LEAF_PUBLISH_ERROR_REFUSED, LEAF_PUBLISH_ERROR_REFUSED, LEAF_PUBLISH_ERROR_REFUSED },
    { 413, LEAF_PUBLISH_ERROR_REFUSED, LEAF_PUBLISH_ERROR_REFUSED, LEAF_PUBLISH_ERROR_REFUSED },
    { 425, LEAF_PUBLISH_ERROR_TEMPORARY, LEAF_PUBLISH_ERROR_TEMPORARY, LEAF_PUBLISH_ERROR_TEMPORARY },
    { 429, LEAF_PUBLISH_ERROR_TEMPORARY, LEAF_PUBLISH_ERROR_TEMPORARY, LEAF_PUBLISH_ERROR_TEMPORARY },
    { 500, LEAF_PUBLISH_ERROR_TEMPORARY, LEAF_PUBLISH_ERROR_UNCLEAR, LEAF_PUBLISH_ERROR_TEMPORARY },
    { 502, LEAF_PUBLISH_ERROR_TEMPORARY, LEAF_PUBLISH_ERROR_UNCLEAR, LEAF_PUBLISH_ERROR_TEMPORARY },
    { 503, LEAF_PUBLISH_ERROR_TEMPORARY, LEAF_PUBLISH_ERROR_UNCLEAR, LEAF_PUBLISH_ERROR_TEMPORARY },
    { 504, LEAF_PUBLISH_ERROR_TEMPORARY, LEAF_PUBLISH_ERROR_UNCLEAR, LEAF_PUBLISH_ERROR_TEMPORARY },
    { 200, -1, -1, LEAF_PUBLISH_ERROR_TEMPORARY },
  };
  static const char json[] = "{\"code\":\"some_reason\",\"message\":\"No.\"}";
  static const char html[] = "<!DOCTYPE html><html>No.</html>";

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int form = 0; form < 4; form++)
      {
        gboolean page = form >= 2;
        gboolean writing = form % 2;
        int expected = writing ? cases[i].writing : cases[i].reading;
        g_autoptr (GBytes) body = g_bytes_new_static (page ? html : json, strlen (page ? html : json));
        char nothing[] = "";
        const LeafHttpAnswer answer = { .status = cases[i].status, .address = nothing, .content_type = nothing, .fields = nothing,
                                        .body = body, .retry_after = 77 };
        g_autoptr (GError) error = NULL;
        g_autoptr (JsonNode) node = leaf_wordpress_judge (&answer, "blog.example", writing, &error);

        if (page)
          expected = writing && cases[i].page == LEAF_PUBLISH_ERROR_TEMPORARY && expected != LEAF_PUBLISH_ERROR_TEMPORARY
                       ? LEAF_PUBLISH_ERROR_UNCLEAR : cases[i].page;
        if (expected < 0)
          {
            g_assert_no_error (error);
            continue;
          }
        g_test_message ("%u, form %d: %s", cases[i].status, form, error->message);
        g_assert_null (node);
        g_assert_error (error, LEAF_PUBLISH_ERROR, expected);
        g_assert_nonnull (strstr (error->message, "blog.example"));
        if (cases[i].status == 200)
          continue;
        g_assert_cmpint (leaf_publish_error_is_doubtful (error), ==, page && writing);
        g_assert_cmpint (leaf_publish_error_get_retry_after (error), ==, 77);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/content/text", test_text);
  g_test_add_func ("/content/compare", test_compare);
  g_test_add_func ("/wordpress-json/parse", test_json);
  g_test_add_func ("/wordpress-json/decode", test_decode);
  g_test_add_func ("/wordpress-json/members", test_members);
  g_test_add_func ("/wordpress-json/statuses", test_statuses);

  return g_test_run ();
}
