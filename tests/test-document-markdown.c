/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-document-markdown.h"
#include "leaf-test-document.h"

#include <string.h>

#define PICTURE "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static LeafDocument *
load (const char *markdown)
{
  g_autoptr (GError) error = NULL;
  LeafDocument *document = leaf_document_new_from_markdown (markdown, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (document);
  leaf_test_assert_consistent (document);
  return document;
}

static void
test_round_trip (void)
{
  guint32 seed = leaf_test_seed ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  unsigned int n_rounds = leaf_test_rounds (2000);

  g_test_message ("LEAF_TEST_SEED=%u", seed);
  for (unsigned int i = 0; i < n_rounds; i++)
    {
      g_autoptr (LeafDocument) document = leaf_test_random_document (rand, g_rand_int_range (rand, 0, 15));
      g_autofree char *markdown = leaf_document_to_markdown (document);
      g_autoptr (LeafDocument) again = load (markdown);

      if (!leaf_document_equal (again, document))
        g_printerr ("%s\n", markdown);
      leaf_test_assert_same_document (again, document);
    }
}

static void
test_read (void)
{
  static const struct {
    const char *markdown;
    const char *html;
  } cases[] = {
    { "", "<p><br></p>\n" },
    { "# A *title*\n\nText with\na soft break and **bold**.\n", "<h2>A <em>title</em></h2>\n<p>Text with a soft break and <strong>bold</strong>.</p>\n" },
    { "a\\\nb", "<p>a</p>\n<p>b</p>\n" },
    { "> To be\n>\n> <footer>p. 3</footer>\n", "<blockquote>\n<p>To be</p>\n<cite>p. 3</cite>\n</blockquote>\n" },
    { "1. a\n2. b\n   - c\n", "<ol>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ol>\n" },
    { "    x = 1\n    y = 2\n", "<p><code>x = 1</code></p>\n<p><code>y = 2</code></p>\n" },
    { "[x](https://example.org/ \"title\") [y](javascript:alert(1)) <https://a.example/>",
      "<p><a href=\"https://example.org/\">x</a> y <a href=\"https://a.example/\">https://a.example/</a></p>\n" },
    { "a <script>alert(1)</script> <img src=x onerror=alert(1)> ![alt](x.png) b", "<p>a b</p>\n" },
    { "<div onclick=alert(1)>\n\n*x*\n\n</div>\n", "<p><em>x</em></p>\n" },
    { "---\n", "<hr>\n" },
    { "\"quoted\" -- it's...", "<p>\"quoted\" -- it's...</p>\n" },
    { "~~gone~~, \\~~not\\~~, ~not~, ~~~not~~~, ~~ not ~~ so, a~~b~~c, ~~**b** and _i_~~",
      "<p><s>gone</s>, ~~not~~, ~not~, ~~~not~~~, ~~ not ~~ so, a<s>b</s>c, <strong><s>b</s></strong><s> and </s><em><s>i</s></em></p>\n" },
    { "==bright==, a==b and c==d, \\==not==, === not ===, x = y, ==a *b* c==, (==d==)",
      "<p><mark>bright</mark>, a==b and c==d, ==not==, === not ===, x = y, <mark>a <em>b</em> c</mark>, (<mark>d</mark>)</p>\n" },
    { "`~~a~~ \\~ \\=` *~~a* b~~ ~~open\n\nclosed~~ <b title=\"~~\">~~</b>", "<p><code>~~a~~ \\~ \\=</code> <em>~~a</em> b~~ ~~open</p>\n<p>closed~~ <strong>~~</strong></p>\n" },
    { "```\n~~a~~ \\~\n```", "<p><code>~~a~~ \\~</code></p>\n" },
    { "[x](https://example.org/\\~a==b==)", "<p><a href=\"https://example.org/~a==b==\">x</a></p>\n" },
    { "\001a\002", "<p>a</p>\n" },
    { "Title\n\\=\\=", "<p>Title ==</p>\n" },
    { "<u>under</u> <span class=\"spoiler\">dies</span>", "<p><u>under</u> <span class=\"spoiler\">dies</span></p>\n" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LeafDocument) document = load (cases[i].markdown);
      g_autofree char *html = leaf_document_to_html (document);

      g_test_message ("%s", cases[i].markdown);
      g_assert_cmpstr (html, ==, cases[i].html);
    }
}

/* Text that is pasted is taken for Markdown only where nothing else would look like that. */
static void
test_detect (void)
{
  static const char *const markdown[] = {
    "## Plot\nx", "# Title\n\ntext", "# One\n# Two", "a **bold** word", "see [this](https://example.org/)", "![map](http://example.org/a.png)", "```\nx\n```\n",
    "~~~\nx\n~~~", "- one\n- two", "* one\r\n* two", "1. one\n2. two", "> one\n> two", "*one* and _two_", "> quote\n\n*yes*", "~~no~~ *yes*", "  - one\n  - two",
    "\302\253\302\240**Oui**\302\240!\302\240\302\273", "**\303\211mile** Zola", "_one_\n\n==two==", "(**one**)", "**\"So,\"** she said", "x\n- **one**: two",
  };
  static const char *const plain[] = {
    "", "one", "one\n\ntwo", "#1 bestseller\n#2 also", "# Title", "# Title\ntext", "#", "##", "## ", "####### x", "- Oui, dit-il.\nElle sortit.", "-- \nAda", "1984. A novel",
    "3. Mai\n5. Juni", "5 * 3 * 2 and 2**3**4", "snake_case_name and other_snake_case", "* a footnote", "> quoted once", "a * b\n* c", "[1] a [2](b)", "f[i](x)", ":-) ;_; >_< ^_^ *_*",
    "a == b and c == d == e", "**", "****", "** a **", "*a *b", "```", "```\nx", "~~", "a~~b~~c", "http://example.org/a_b_c_d", "-5\n-6", "+ 1\n", "$5*, $6*", "\\**not\\**", "***\n---\n___",
    "\303\251**a**\303\251",
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (markdown); i++)
    {
      g_test_message ("%s", markdown[i]);
      g_assert_true (leaf_text_is_markdown (markdown[i]));
    }
  for (unsigned int i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      g_test_message ("%s", plain[i]);
      g_assert_false (leaf_text_is_markdown (plain[i]));
    }
}

static void
test_write (void)
{
  static const char html[] =
    "<h2>Moby # Dick</h2><p>1. Call <strong>me</strong> <em>Ish</em>mael, <em>he</em> said*; <u>really</u> <code>x</code> &amp;amp; "
    "<a href=\"https://example.org/?a=1&amp;b=2\">a [link]</a>!</p><p>- no item</p><blockquote><p>One</p><p>Two</p><cite>p. 12</cite></blockquote>"
    "<ul><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ul><ol><li>e</li></ol><p><br></p><hr><details class=spoiler><p>x</p></details>";
  static const char expected[] =
    "## Moby \\# Dick\n\n1\\. Call **me** <em>Ish</em>mael, _he_ said\\*; <u>really</u> `x` \\&amp; [a \\[link\\]](https://example.org/?a=1\\&b=2)\\!\n\n"
    "\\- no item\n\n> One\n>\n> Two\n>\n> <footer>p. 12</footer>\n\n- a\n  1. b\n  2. c\n- d\n1. e\n\n<p><br></p>\n\n---\n\n"
    "<details class=\"spoiler\"><summary>Spoiler</summary>\n<p>x</p>\n</details>\n";
  g_autoptr (LeafDocument) document = leaf_document_new_from_html (html, -1, NULL);
  g_autofree char *markdown = leaf_document_to_markdown (document);

  g_assert_cmpstr (markdown, ==, expected);
}

static void
test_plain_text (void)
{
  static const char html[] =
    "<h2>Title</h2><ul><li>a<ol><li>b</li><li>c<ul><li>d</ul></li><li>e</li></ol></li></ul><ol><li>f</ol><p>x</p><ol><li>g</ol><hr>"
    "<figure data-picture=" PICTURE "><img alt='A map'></figure><figure data-picture=" PICTURE "><img alt='A map'><figcaption>The island</figcaption></figure>";
  g_autoptr (LeafDocument) document = leaf_document_new_from_html (html, -1, NULL);
  g_autofree char *text = leaf_document_to_plain_text (document);

  g_assert_cmpstr (text, ==, "Title\n\342\200\242 a\n  1. b\n  2. c\n    \342\200\242 d\n  3. e\n1. f\nx\n1. g\n* * *\nA map\nThe island");
}

static void
test_from_text (void)
{
  static const struct {
    const char *text;
    const char *html;
  } cases[] = {
    { "", "<p><br></p>\n" },
    { "  one line ", "<p style=\"white-space: pre-wrap\">  one line </p>\n" },
    { "\357\273\277a <b>\r\n\r\n \t\nb\n", "<p>a &lt;b&gt;</p>\n<p>b</p>\n" },
    { "\n\na", "<p>a</p>\n" },
  };
  g_autoptr (GError) error = NULL;

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LeafDocument) document = leaf_document_new_from_text (cases[i].text, -1, NULL);
      g_autofree char *html = leaf_document_to_html (document);

      g_assert_cmpstr (html, ==, cases[i].html);
    }

  g_assert_null (leaf_document_new_from_text ("\377\376a", -1, &error));
  g_assert_error (error, LEAF_DOCUMENT_ERROR, LEAF_DOCUMENT_ERROR_NOT_TEXT);
}

/* AddressSanitizer walks the stack at each of gumbo's million allocations. */
#if defined(__SANITIZE_ADDRESS__)
#define SLOWNESS 20
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SLOWNESS 20
#endif
#endif
#ifndef SLOWNESS
#define SLOWNESS 1
#endif

/* Microseconds a byte of well-behaved text takes here: with sanitizers or under valgrind a clock alone says nothing. */
static double
measure_byte (void)
{
  g_autoptr (GString) markdown = g_string_new (NULL);
  gint64 begin;

  for (unsigned int i = 0; i < 5000 / SLOWNESS; i++)
    g_string_append (markdown, "Some **text** and [more](https://example.org/) of it.\n\n");
  begin = g_get_monotonic_time ();
  leaf_document_unref (load (markdown->str));
  return (double) (g_get_monotonic_time () - begin) / markdown->len;
}

static void
test_bounds (void)
{
  static const struct {
    const char *again;
    unsigned int n_times;
  } cases[] = {
    { "[", 50000 }, { "![", 50000 }, { "[a](", 50000 }, { "*a_ ", 50000 }, { "**a ", 50000 }, { "a*", 50000 }, { ">", 50000 }, { "> ", 50000 }, { "+ ", 5000 }, { "> + ", 5000 }, { "[a]: <x> \"", 20000 },
    { "`", 100000 }, { "`a``b", 50000 }, { "<!--", 50000 }, { "<a ", 50000 }, { "<?", 50000 }, { "<![CDATA[", 50000 }, { "\\", 100000 }, { "&#", 50000 },
    { "[a]: x\n", 50000 }, { "[a][", 50000 }, { "![[]()", 50000 }, { "# \n", 50000 }, { "1. a\n", 50000 }, { "<div>\n\n", 20000 }, { "a\n\n", 50000 }, { "_a __b ", 50000 },
  };
  double byte = measure_byte ();

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) markdown = g_string_new (NULL);
      g_autoptr (LeafDocument) document = NULL;
      gint64 begin, time;

      for (unsigned int j = 0; j < cases[i].n_times / SLOWNESS; j++)
        g_string_append (markdown, cases[i].again);
      begin = g_get_monotonic_time ();
      document = load (markdown->str);
      time = g_get_monotonic_time () - begin;
      g_test_message ("%5d ms: %s…", (int) (time / 1000), cases[i].again);
      g_assert_cmpfloat (time, <, G_USEC_PER_SEC + 40 * byte * markdown->len);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document-markdown/read", test_read);
  g_test_add_func ("/document-markdown/write", test_write);
  g_test_add_func ("/document-markdown/detect", test_detect);
  g_test_add_func ("/document-markdown/round-trip", test_round_trip);
  g_test_add_func ("/document-markdown/plain-text", test_plain_text);
  g_test_add_func ("/document-markdown/from-text", test_from_text);
  g_test_add_func ("/document-markdown/bounds", test_bounds);

  return g_test_run ();
}
