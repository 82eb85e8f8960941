/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What other programs put on the clipboard: tests/data/clipboard/README says what is there. */

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-document-markdown.h"
#include "leaf-test-document.h"
#include "leaf-text.h"

#include <string.h>

static char *
read_data (const char *name, const char *suffix)
{
  g_autofree char *file = g_strconcat (name, suffix, NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "clipboard", file, NULL);
  char *contents = NULL;

  g_file_get_contents (path, &contents, NULL, NULL);
  return contents;
}

static LeafDocument *
read_clipboard (const char *html, const char *context)
{
  g_autoptr (GError) error = NULL;
  LeafDocument *document = leaf_document_new_from_clipboard (html, -1, context, &error);

  g_assert_no_error (error);
  leaf_test_assert_consistent (document);
  g_assert_true (leaf_document_is_well_formed (document));
  return document;
}

static void
assert_stored (LeafDocument *document, const char *expected)
{
  g_autofree char *stored = leaf_document_to_html (document);
  g_autoptr (LeafDocument) again = leaf_document_new_from_html (stored, -1, NULL);

  g_assert_cmpstr (stored, ==, expected);
  leaf_test_assert_same_document (again, document);
}

static void
test_sample (gconstpointer data)
{
  const char *name = data;
  g_autofree char *html = read_data (name, ".html");
  g_autofree char *context = read_data (name, ".context.html");
  g_autofree char *expected = read_data (name, ".expected.html");
  g_autoptr (LeafDocument) document = read_clipboard (html, context);

  g_assert_nonnull (expected);
  assert_stored (document, expected);
}

/* Programs differ in small things; each of these was seen in one of them. */
static void
test_habits (void)
{
  static const struct {
    const char *html;
    const char *expected;
  } cases[] = {
    { "Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000000200\r\n<html><body><!--StartFragment-->a<!--EndFragment-->b</body></html>", "<p>a</p>\n" },
    { "<ul><!--StartFragment--><li>a</li><!--EndFragment--><li>b</li></ul>", "<ul>\n<li>a</li>\n</ul>\n" },
    { "<!--StartFragment-->a", "<p>a</p>\n" },
    { "a<!--EndFragment-->b", "<p>ab</p>\n" },
    /* No-break spaces. */
    { "a&nbsp;b", "<p>a&nbsp;b</p>\n" },
    { "a&nbsp; b &nbsp;c&nbsp;&nbsp;d", "<p>a b c d</p>\n" },
    { "<p>&nbsp;a&nbsp;</p>&nbsp; <b>&nbsp;b</b>", "<p>a</p>\n<p><strong>b</strong></p>\n" },
    { "a&nbsp;<b> b</b> <i>&nbsp;c</i>", "<p>a<strong> b</strong> <em>c</em></p>\n" },
    { "<p>\302\253&nbsp;Oui&nbsp;!&nbsp;\302\273</p>", "<p>\302\253&nbsp;Oui&nbsp;!&nbsp;\302\273</p>\n" },
    { "<pre>a&nbsp; b</pre>", "<p><code>a&nbsp; b</code></p>\n" },
    { "<p>&nbsp;</p>", "<p><br></p>\n" },
    /* Markers, and what is none. */
    { "<span style='background-color:#fce5cd'>a</span>", "<p><mark>a</mark></p>\n" },
    { "<span style='background-color:RGB(255 255 0 / 80%)'>a</span>", "<p><mark>a</mark></p>\n" },
    { "<span style='background:none repeat scroll 0% 0% rgb(255, 255, 0)'>a</span>", "<p><mark>a</mark></p>\n" },
    { "<font style='background-color: LIME'>a</font>", "<p>a</p>\n" },
    { "<span style='background: white'>a</span><span style='background-color:#fafbfc'>b</span><span style='background:url(#ff0)'>c</span>", "<p>abc</p>\n" },
    { "<span style='background-color: rgba(255, 255, 0, 0)'>a</span><span style='background-color:rgb(1,2'>b</span><span style='background-color:rgb()'>c</span>", "<p>abc</p>\n" },
    { "<span style='background-color: rgb(255, 255, 0, )'>a</span><span style='background-color: rgb(1e99,nan,-1)'>b</span>", "<p><mark>a</mark>b</p>\n" },
    { "<p style='background:yellow'>a</p><code style='background:yellow'>b</code>", "<p>a</p>\n<p><code>b</code></p>\n" },
    /* Lists of Word's. */
    { "<p style='mso-list:l0 level9 lfo1'><span style='mso-list:Ignore'>(iv) </span>a</p>", "<ol>\n<ol>\n<ol>\n<ol>\n<ol>\n<ol>\n<li>a</li>\n</ol>\n</ol>\n</ol>\n</ol>\n</ol>\n</ol>\n" },
    { "<p style='mso-list:l0 level1 lfo1'>1. a</p>", "<ul>\n<li>1. a</li>\n</ul>\n" },
    { "<p style='mso-list:none'>a</p><p style='mso-list:l0 level0 lfo1'>b</p>", "<p>a</p>\n<p>b</p>\n" },
    { "<h2 style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.</span>a</h2>", "<h2>a</h2>\n" },
    { "<ol><li aria-level='99'>a</li><li aria-level=x>b</li></ol>", "<ol>\n<ol>\n<ol>\n<ol>\n<ol>\n<ol>\n<li>a</li>\n</ol>\n</ol>\n</ol>\n</ol>\n</ol>\n<li>b</li>\n</ol>\n" },
    /* Tables: ours, data, and places on a page. */
    { "<table class='ratings'><tr data-rating='9'><td>Plot</td><td>4.5</td></tr></table>",
      "<table class=\"ratings\">\n<tr data-rating=\"9\"><td>Plot</td>\n<td>4.5</td></tr>\n</table>\n" },
    { "<table><tr><td>a<td><table><tr><td>b<td>c</table></table>", "<p>a</p>\n<p>b | c</p>\n" },
    { "<table><tr><td>&nbsp;<td>a</table>", "<p>a</p>\n" },
    { "<table><tr><td><td>a<tr><td>b<td>c</table>", "<p>a</p>\n<p>b | c</p>\n" },
    { "<TABLE ROLE=Presentation><tr><td>a<td>b</table>", "<p>a</p>\n<p>b</p>\n" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LeafDocument) document = read_clipboard (cases[i].html, NULL);

      g_test_message ("%s", cases[i].html);
      assert_stored (document, cases[i].expected);
    }
}

/* The elements around what was copied count only where it is nothing without them. */
static void
test_context (void)
{
  static const struct {
    const char *html;
    const char *context;
    const char *expected;
  } cases[] = {
    { "<li>a</li>", "<html><body><ol></ol></body></html>", "<ol>\n<li>a</li>\n</ol>\n" },
    { "<li>a</li>", NULL, "<ul>\n<li>a</li>\n</ul>\n" },
    { "<meta charset=utf-8>\n<li>a</li>", "<ol>", "<ol>\n<li>a</li>\n</ol>\n" },
    { "word", "<html><body><h2></h2></body></html>", "<p>word</p>\n" },
    { "<link>word", "<ol></ol>", "<p>word</p>\n" },
    { "<td>a</td><td>b</td>", "<table><tbody><tr></tr></tbody></table>", "<p>a | b</p>\n" },
    { "a\n b", "<pre></pre>", "<p><code>a</code></p>\n<p style=\"white-space: pre-wrap\"><code> b</code></p>\n" },
    { "<li>a</li>", "", "<ul>\n<li>a</li>\n</ul>\n" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LeafDocument) document = read_clipboard (cases[i].html, cases[i].context);

      assert_stored (document, cases[i].expected);
    }
}

/* What the store reads is not tightened: it was written as it was meant. */
static void
test_stored_form (void)
{
  static const char stored[] = "<p style=\"white-space: pre-wrap\">a&nbsp; b  c </p>\n";
  g_autoptr (LeafDocument) document = leaf_document_new_from_html (stored, -1, NULL);
  g_autoptr (LeafDocument) pasted = read_clipboard (stored, NULL);

  assert_stored (document, stored);
  assert_stored (pasted, "<p>a b c</p>\n");
}

/* What we copy comes back to the letter, whatever spaces it has. */
static void
test_own (void)
{
  guint32 seed = leaf_test_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  unsigned int n_rounds = leaf_test_rounds (500);

  g_test_message ("LEAF_TEST_SEED=%u", seed);
  for (unsigned int i = 0; i < n_rounds; i++)
    {
      g_autoptr (LeafDocument) document = leaf_test_random_document (rand, g_rand_int_range (rand, 0, 6));
      g_autofree char *html = leaf_document_to_clipboard (document);
      g_autoptr (LeafDocument) again = read_clipboard (html, NULL);

      leaf_test_assert_same_document (again, document);
    }
}

static void
assert_copied (const char *html, const char *expected)
{
  g_autoptr (LeafDocument) document = leaf_document_new_from_html (html, -1, NULL);
  g_autofree char *copied = leaf_document_to_clipboard (document);

  g_assert_true (g_str_has_suffix (copied, expected));
  g_assert_nonnull (strstr (copied, "charset=utf-8\">"));
}

/* Words alone join a line in other programs; what is more than a paragraph stays what it is. */
static void
test_copied (void)
{
  assert_copied ("<p>a <em>b</em></p>", "\">a <em>b</em>");
  assert_copied ("<p style='white-space:pre-wrap'> a</p>", "\"><span style=\"white-space: pre-wrap\"> a</span>");
  assert_copied ("<h2>a</h2>", "\"><h2>a</h2>\n");
  assert_copied ("<ol><li>a<ul><li>b</ul></ol>", "\"><ol>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ol>\n");
}

static void
test_addresses (void)
{
  static const struct {
    const char *text;
    const char *address;
  } cases[] = {
    { "https://example.org/a?b=c", "https://example.org/a?b=c" },
    { " http://example.org\n", "http://example.org" },
    { "www.example.org/x", "https://www.example.org/x" },
    { "mailto:ada@example.org", "mailto:ada@example.org" },
    { "see https://example.org", NULL },
    { "https://example.org https://example.com", NULL },
    { "www.", NULL },
    { "www. example.org", NULL },
    { "wwwexample", NULL },
    { "example.org", NULL },
    { "javascript:alert(1)", NULL },
    { "", NULL },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *address = leaf_link_from_text (cases[i].text);

      g_assert_cmpstr (address, ==, cases[i].address);
    }
}

static void
assert_decoded (const char *data, gsize length, const char *expected)
{
  gsize new_length;
  g_autofree char *text = leaf_text_decode (data, length, &new_length);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (new_length, >=, strlen (expected));
}

/* UTF-16 as Firefox hands it out, with a mark and without, and what is neither that nor UTF-8. */
static void
test_decode (void)
{
  assert_decoded ("\303\251<p>", 5, "\303\251<p>");
  assert_decoded ("\377\376<\0p\0\351\0", 8, "<p\303\251");
  assert_decoded ("\376\377\0<\0p\0\351", 8, "<p\303\251");
  assert_decoded ("<\0p\0>\0", 6, "<p>");
  assert_decoded ("\0<\0p\0>", 6, "<p>");
  assert_decoded ("<\0p\0>", 5, "<p");
  assert_decoded ("\223Oui\224 caf\351", 10, "\342\200\234Oui\342\200\235 caf\303\251");
  assert_decoded ("a\201b", 3, "a\357\277\275b");
  assert_decoded ("", 0, "");
}

static void
add_samples (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "clipboard", NULL);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *file;
  unsigned int n_samples = 0;

  g_assert_nonnull (directory);
  while ((file = g_dir_read_name (directory)) != NULL)
    {
      const char *dot = strchr (file, '.');
      char *name;
      g_autofree char *path = NULL;

      if (g_strcmp0 (dot, ".html") != 0)
        continue;
      name = g_strndup (file, dot - file);
      path = g_strconcat ("/clipboard/sample/", name, NULL);
      g_test_add_data_func_full (path, name, test_sample, g_free);
      n_samples++;
    }
  g_assert_cmpuint (n_samples, >=, 12);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add_samples ();
  g_test_add_func ("/clipboard/habits", test_habits);
  g_test_add_func ("/clipboard/context", test_context);
  g_test_add_func ("/clipboard/stored-form", test_stored_form);
  g_test_add_func ("/clipboard/own", test_own);
  g_test_add_func ("/clipboard/decode", test_decode);
  g_test_add_func ("/clipboard/copied", test_copied);
  g_test_add_func ("/clipboard/addresses", test_addresses);

  return g_test_run ();
}
