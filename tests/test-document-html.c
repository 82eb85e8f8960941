/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-test-document.h"

#include <string.h>

#define PICTURE "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static LeafDocument *
load (const char *html)
{
  g_autoptr (GError) error = NULL;
  LeafDocument *document = leaf_document_new_from_html (html, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (document);
  leaf_test_assert_consistent (document);
  g_assert_true (leaf_document_is_well_formed (document));
  return document;
}

/* Every tag must be one of the stored form, letter by letter; whatever else has a "<" in it is
 * not what the writer writes. */
static void
assert_stored_form (const char *html)
{
  static GRegex *regex = NULL;
  g_autofree char *rest = NULL;

  if (regex == NULL)
    regex = g_regex_new ("</?(?:blockquote|ul|ol|figure|details|table|tr|td|a|span|strong|em|u|s|code|mark|sup|summary|p|h[234]|cite|li|figcaption)>|<(?:br|hr|img)>"
                         "|<(?:p|h[234]|cite|figcaption|span|td) style=\"white-space: pre-wrap\">"
                         "|<table class=\"ratings\">|<tr data-rating=\"(?:[0-9]|10)\">"
                         "|<details class=\"(?:spoiler|content-warning)\">|<span class=\"spoiler\">|<figure data-picture=\"[0-9a-f]{64}\">"
                         "|<img alt=\"[^\"<>]*\">|<a href=\"(?i:https?://|mailto:)[^\"<>\\s\\x00-\\x1f]+\">",
                         G_REGEX_OPTIMIZE, 0, NULL);
  rest = g_regex_replace_literal (regex, html, -1, 0, "", 0, NULL);
  g_assert_nonnull (rest);
  if (strpbrk (rest, "<>") != NULL)
    g_error ("more than the stored form in: %s", html);
}

static void
assert_reads (const char *html, const char *expected)
{
  g_autoptr (LeafDocument) document = load (html);
  g_autofree char *written = leaf_document_to_html (document);
  g_autoptr (LeafDocument) again = load (written);
  g_autofree char *printable = g_strescape (html, NULL);

  g_test_message ("%s", printable);
  g_assert_cmpstr (written, ==, expected);
  leaf_test_assert_same_document (again, document);
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
      g_autofree char *html = leaf_document_to_html (document);
      g_autofree char *html_again = NULL;
      g_autoptr (LeafDocument) again = load (html);

      assert_stored_form (html);
      leaf_test_assert_same_document (again, document);
      html_again = leaf_document_to_html (again);
      g_assert_cmpstr (html_again, ==, html);
    }
}

/* What editing can leave behind for a moment is mended when it is written; no letter is lost. */
static void
test_ill_formed (void)
{
  g_autoptr (LeafDocument) document = leaf_document_new ();
  const LeafBlockStyle figure = { LEAF_BLOCK_FIGURE, 0, (char *) "../../etc/passwd", NULL };
  const LeafBlockStyle divider = { LEAF_BLOCK_DIVIDER, 0, NULL, NULL };
  const LeafBlockStyle paragraph = { LEAF_BLOCK_PARAGRAPH, 0, NULL, NULL };
  g_autofree char *html = NULL;

  leaf_document_append_block (document, &figure);
  leaf_document_append_text (document, LEAF_OBJECT_STRING "caption", -1, NULL);
  leaf_document_append_block (document, &divider);
  leaf_document_append_text (document, LEAF_OBJECT_STRING "behind", -1, NULL);
  leaf_document_append_block (document, &divider);
  leaf_document_append_block (document, &divider);
  leaf_document_append_text (document, LEAF_OBJECT_STRING "was one", -1, NULL);
  leaf_document_set_block_style (document, 3, &paragraph);
  html = leaf_document_to_html (document);
  g_assert_cmpstr (html, ==, "<p>caption</p>\n<hr>\n<p>behind</p>\n<hr>\n<p>was one</p>\n");
}

static void
test_stored_form (void)
{
  static const char stored[] =
    "<h2>A <em>title</em></h2>\n"
    "<p>Some <strong>bold, <em>both</em></strong> and <a href=\"https://example.org/?a=1&amp;b=2\">a <s>link</s></a>.</p>\n"
    "<p><br></p>\n"
    "<p style=\"white-space: pre-wrap\">  two  spaces </p>\n"
    "<blockquote>\n<p>First</p>\n<p>Second</p>\n<cite>p. 12</cite>\n</blockquote>\n"
    "<blockquote>\n<p>Another</p>\n</blockquote>\n"
    "<ul>\n<li>one\n<ol>\n<li>deeper</li>\n</ol>\n</li>\n<li></li>\n</ul>\n"
    "<ol>\n<li>other kind</li>\n</ol>\n"
    "<figure data-picture=\"" PICTURE "\"><img alt=\"A &quot;map&quot;\"><figcaption>The map</figcaption></figure>\n"
    "<hr>\n"
    "<details class=\"spoiler\"><summary>Spoiler</summary>\n<p>He <span class=\"spoiler\">dies</span>.</p>\n</details>\n"
    "<details class=\"content-warning\"><summary>Content warning</summary>\n<p>Death of a dog.</p>\n</details>\n"
    "<table class=\"ratings\">\n<tr data-rating=\"9\"><td>Plot, the <em>first</em> half</td>\n<td>4.5</td></tr>\n"
    "<tr data-rating=\"0\"><td><br></td>\n<td></td></tr>\n</table>\n"
    "<p><mark>Bright</mark> 1<sup>st</sup></p>\n";

  assert_reads (stored, stored);
}

static void
test_foreign (void)
{
  static const struct {
    const char *html;
    const char *expected;
  } cases[] = {
    { "", "<p><br></p>\n" },
    { "plain &amp; simple", "<p>plain &amp; simple</p>\n" },
    { "a <b and b> c < d", "<p>a <strong>c &lt; d</strong></p>\n" },
    { "I <3 this, a <b and no more", "<p>I &lt;3 this, a &lt;b and no more</p>\n" },
    { "<p> white \n\t space </p>  <p>x</p>", "<p>white space</p>\n<p>x</p>\n" },
    { "<p>one<br>two<br><br>three</p><p></p>", "<p>one</p>\n<p>two</p>\n<p>three</p>\n" },
    { "<p>&nbsp;</p><div><br></div>x", "<p><br></p>\n<p><br></p>\n<p>x</p>\n" },
    { "<h1>A</h1><h5>B<br>C</h5><h6>D</h6>", "<h2>A</h2>\n<h4>B C</h4>\n<h4>D</h4>\n" },
    { "<div>a<section>b</section>c</div>", "<p>a</p>\n<p>b</p>\n<p>c</p>\n" },
    /* Google Docs. */
    { "<meta charset='utf-8'><b style=\"font-weight:normal;\" id=\"docs-internal-guid-1\"><p dir=\"ltr\"><span style=\"font-weight:700;font-style:italic;"
      "white-space:pre-wrap\">Bold</span><span style=\"white-space:pre-wrap;text-decoration:none\"> plain</span></p><ul><li style=\"list-style-type:disc\">"
      "<p>item</p></li></ul></b>",
      "<p><strong><em>Bold</em></strong> plain</p>\n<ul>\n<li>item</li>\n</ul>\n" },
    { "<a href='https://example.org'><span style='text-decoration:underline'>x</span></a>", "<p><a href=\"https://example.org\">x</a></p>\n" },
    { "<h2><span style='font-weight:400'>x</span></h2><h3 style='font-weight:bold'>y</h3>", "<h2>x</h2>\n<h3>y</h3>\n" },
    /* Word. */
    { "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--><p class=MsoNormal>a<o:p></o:p></p><![if !supportLists]>b<![endif]>",
      "<p>a</p>\n<p>b</p>\n" },
    /* Goodreads. */
    { "Great.<br /><br /><spoiler>He <b>dies</b>.<p>Really.</p></spoiler> End", "<p>Great.</p>\n<p><span class=\"spoiler\">He <strong>dies</strong>.</span></p>\n"
      "<p><span class=\"spoiler\">Really.</span></p>\n<p>End</p>\n" },
    { "<details><summary>Who did it</summary>The <i>butler</i></details>",
      "<details class=\"spoiler\"><summary>Spoiler</summary>\n<p>Who did it</p>\n<p>The <em>butler</em></p>\n</details>\n" },
    { "<div class='box Spoiler'>x<ul><li>y</ul></div>", "<details class=\"spoiler\"><summary>Spoiler</summary>\n<p>x</p>\n<p>y</p>\n</details>\n" },
    { "<blockquote>To be<cite>p. 3</cite></blockquote>", "<blockquote>\n<p>To be</p>\n<cite>p. 3</cite>\n</blockquote>\n" },
    { "<blockquote><p>As <cite>Emma</cite> says</p><footer>\342\200\224 <cite>Me</cite></footer></blockquote>",
      "<blockquote>\n<p>As <em>Emma</em> says</p>\n<cite>\342\200\224 <em>Me</em></cite>\n</blockquote>\n" },
    { "<ul><li>a<br>b<li>c<ol><li>d</ol></ul>", "<ul>\n<li>a</li>\n<li>b</li>\n<li>c\n<ol>\n<li>d</li>\n</ol>\n</li>\n</ul>\n" },
    { "<ul><ul><li>deep</ul><li>top</ul>", "<ul>\n<ul>\n<li>deep</li>\n</ul>\n<li>top</li>\n</ul>\n" },
    { "<table><tr><th>Title<th>Year<tr><td><p>Emma</p><td>18<br>15</table>", "<p>Title | Year</p>\n<p>Emma | 18 15</p>\n" },
    { "<table><tr><td><p>a</p><p>b</p></td></tr></table>", "<p>a</p>\n<p>b</p>\n" },
    { "<p>x<table><tr><td>a</td><td></td><td>c</td></table>", "<p>x</p>\n<p>a | | c</p>\n" },
    { "<pre>\nif (x)\n  y &lt; z;\n</pre>", "<p><code>if (x)</code></p>\n<p style=\"white-space: pre-wrap\"><code>  y &lt; z;</code></p>\n" },
    { "<p>a<hr>b", "<p>a</p>\n<hr>\n<p>b</p>\n" },
    { "<img src=x alt=gone><figure><img src=y><figcaption>kept</figcaption></figure>", "<p>kept</p>\n" },
    { "<figure data-picture=" PICTURE "><img src=\"file:///x\" alt='m'><figcaption><p>cap<p>more</figcaption></figure>",
      "<figure data-picture=\"" PICTURE "\"><img alt=\"m\"><figcaption>cap</figcaption></figure>\n<p>more</p>\n" },
    { "<p>a<span style='display:none'>hidden</span><i hidden>x</i>b</p>", "<p>ab</p>\n" },
    { "<del>a</del><ins>b</ins><kbd>c</kbd><q>d</q><strike>e</strike>", "<p><s>a</s><u>b</u><code>c</code>\342\200\234d\342\200\235<s>e</s></p>\n" },
    { "<svg><title>t</title><text>no</text></svg><template>no</template><math>no</math>yes", "<p>yes</p>\n" },
    { "<head><title>no</title><style>p{}</style></head><body>yes</body>", "<p>yes</p>\n" },
    { "&#0;&#1;&#xFFFC;&#x2028;a&#xFDD0;\001\177b&NewLine;c&Tab;&#13;d", "<p>\357\277\275</p>\n<p>ab c d</p>\n" },
    /* Overflows in gumbo 0.10. */
    { "a&#xFFFCeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee;b", "<p>a\357\277\275b</p>\n" },
    { "<b><i>a</b>b</i>", "<p><strong><em>a</em></strong><em>b</em></p>\n" },
    { "<p><b>one<p>two</b>three", "<p><strong>one</strong></p>\n<p><strong>two</strong>three</p>\n" },
    { "<a href=\" https://ex.org/a b\n \">x</a>", "<p><a href=\"https://ex.org/a%20b\">x</a></p>\n" },
    { "<figure data-picture=" PICTURE "><figcaption><table></figcaption></figure><hr>After",
      "<figure data-picture=\"" PICTURE "\"><img></figure>\n<hr>\n<p>After</p>\n" },
    { "<a href=\"https://ex.org/&#xFDEE;\">x</a>", "<p>x</p>\n" },
    { "<a href=\"/relative\">x</a><a href=\"//host/\">y</a><a name=z>z</a>", "<p>xyz</p>\n" },
    { "<ul><li><p><br></p></li><li>  </li></ul>", "<ul>\n<li></li>\n<li></li>\n</ul>\n" },
    { "<table class=ratings><tr data-rating=11><td>a<td>b<tr data-rating=3><td>c</td><td>1.5<table><tr><td>x<td>y</table></td></tr><tr><td>Overall<td>2</table>z",
      "<p>a | b</p>\n<table class=\"ratings\">\n<tr data-rating=\"3\"><td>c</td>\n<td>1.5</td></tr>\n</table>\n<p>Overall | 2</p>\n<p>z</p>\n" },
    { "<table class=ratings><tr data-rating=4><td><ul><li>a<h2>b</h2></ul></table>",
      "<table class=\"ratings\">\n<tr data-rating=\"4\"><td>a</td>\n<td>2</td></tr>\n<tr data-rating=\"4\"><td>b</td>\n<td>2</td></tr>\n</table>\n" },
    { "<table><tr data-rating=4><td>a</table><p data-rating=4 class=ratings>b</p>", "<p>a</p>\n<p>b</p>\n" },
    { "<details class=\"x content-warning\"><summary>CW</summary><h2>War</h2><ul><li>Death</ul></details>",
      "<details class=\"content-warning\"><summary>Content warning</summary>\n<p>War</p>\n<p>Death</p>\n</details>\n" },
    { "<mark>a<p>b</mark>c<sup>d<sup>e", "<p><mark>a</mark></p>\n<p><mark>b</mark></p>\n<p>c<sup>de</sup></p>\n" },
    { "<span class=\"spoilers x\">a</span><span class=\"a spoiler b\">b</span>", "<p>a<span class=\"spoiler\">b</span></p>\n" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_reads (cases[i].html, cases[i].expected);
}

/* Each way to write a script, in each place. What comes out is checked tag by tag. */
static void
test_injection (void)
{
  static const char *const scripts[] = {
    "<script>alert(1)</script>", "<ScRiPt src=//evil/x.js></sCrIpT>", "<script>alert(1)", "<script/x>alert(1)</script>", "<<script>alert(1)//<</script>",
    "<script><!--<script></script>--></script><img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>", "<img/src=x/onerror=alert(1)>",
    "<img src=\"x\" onerror=\"alert(1)\" alt=\"\"><p onclick=alert(1)>", "<svg onload=alert(1)>", "<svg/onload=alert(1)//", "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>", "<svg><p><style><img src=x onerror=alert(1)></style>", "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<math href=javascript:alert(1)>x</math>", "<iframe src=javascript:alert(1)></iframe>", "<iframe srcdoc='<script>alert(1)</script>'>", "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>", "<a href=javascript:alert(1)>x</a>", "<a href=\"JaVaScRiPt:alert(1)\">x</a>", "<a href=\" javascript:alert(1)\">x</a>",
    "<a href=\"java\nscript:alert(1)\">x</a>", "<a href=\"java&#10;script:alert(1)\">x</a>", "<a href=\"&#106;avascript:alert(1)\">x</a>", "<a href=\"&#x6A&#x61vascript&colon;alert(1)\">x</a>",
    "<a href=\"\001javascript:alert(1)\">x</a>", "<a href=\"vbscript:x\">x</a>", "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>", "<a href=\"https:javascript:alert(1)\">x</a>",
    "<a href='https://x/\"onmouseover=\"alert(1)'>x</a>", "<a href=\"https://x/&quot; onmouseover=&quot;alert(1)\">x</a>", "<a href=`https://x`onclick=alert(1)>x</a>", "<a href=https://x target=_blank ping=//e>x</a>",
    "<form action=javascript:alert(1)><input type=submit formaction=javascript:x><button>x</button></form>", "<meta http-equiv=refresh content=0;url=javascript:alert(1)>",
    "<base href=javascript://>", "<link rel=stylesheet href=javascript:x>", "<style>@import 'javascript:x'</style>", "<p style=\"background:url(javascript:x)\">x</p>",
    "<p style=\"white-space: pre-wrap;behavior:url(x)\">x</p>", "<details open ontoggle=alert(1)>x</details>", "<video><source onerror=alert(1)></video>", "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>", "<body onload=alert(1)>", "<html onclick=alert(1)>", "<template><script>alert(1)</script></template>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<title><img src=x onerror=alert(1)></title>", "<textarea><img src=x onerror=alert(1)></textarea>", "<xmp><img src=x onerror=alert(1)></xmp>", "<plaintext><img src=x onerror=alert(1)>",
    "<!--><img src=x onerror=alert(1)>-->", "<!--a--!><img src=x onerror=alert(1)>", "<![CDATA[<img src=x onerror=alert(1)>]]>", "<?xml-stylesheet href=javascript:x?>", "</p onclick=alert(1)>", "<//script>alert(1)</script>",
    "<figure data-picture=\"../../x\" onclick=alert(1)><img src=x onerror=alert(1)></figure>", "<figure data-picture=\"" PICTURE "\" onclick=x><img alt='\"><script>alert(1)</script>'></figure>",
    "<span class=\"spoiler\" onclick=alert(1)>x</span>", "&lt;script&gt;alert(1)&lt;/script&gt;", "&amp;lt;script&amp;gt;", "<b<x>script>alert(1)</b<x>/script>", "<scr<script></script>ipt>alert(1)</script>", "\357\274\234script\357\274\236alert(1)",
  };
  static const char *const places[] = {
    "%s", "<p>a%sb</p>", "<ul><li>%s</ul>", "<table><tr><td>%s<td>x</table>", "<table>%s</table>", "<pre>%s</pre>", "<blockquote><cite>%s</cite></blockquote>",
    "<a href=\"%s\">x</a>", "<a href='%s'>x</a>", "<p title=\"%s\">x</p>", "<p style='%s'>x", "<!-- %s -->", "<figure data-picture=" PICTURE "><img alt=\"%s\"><figcaption>%s</figure>",
    "<select><option>%s</select>", "<svg>%s</svg>", "<style>%s</style>", "<details class=spoiler><summary>%s</summary>%s", "<b><i><u>%s",
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (scripts); i++)
    for (unsigned int j = 0; j < G_N_ELEMENTS (places); j++)
      {
        g_auto (GStrv) pieces = g_strsplit (places[j], "%s", -1);
        g_autofree char *html = g_strjoinv (scripts[i], pieces);
        g_autoptr (LeafDocument) document = load (html);
        g_autofree char *written = leaf_document_to_html (document);
        g_autoptr (LeafDocument) again = load (written);

        assert_stored_form (written);
        leaf_test_assert_same_document (again, document);
      }
}

static void
test_links (void)
{
  static const char *const safe[] = { "https://example.org", "HTTP://example.org/\303\251", "mailto:a@b.c", "https://[::1]/", "https://user@host/" };
  static const char *const unsafe[] = {
    "", "example.org", "/path", "//host", "#a", "http:", "http://", "https:///x", "https:/x", "https:x", "http://?", "javascript:alert(1)", "java\tscript:x",
    " https://x", "https://x ", "https://x y", "https://x\n", "https://x\302\240y", "https://x\342\200\256y", "https://x\342\201\246", "data:text/html,x", "file:///etc/passwd",
    "ftp://x/", "mailto:", "https://x\177", "https://\377", "https://x\357\277\274", "https://x\342\200\250",
  };

  g_assert_false (leaf_link_is_safe (NULL));
  for (unsigned int i = 0; i < G_N_ELEMENTS (safe); i++)
    g_assert_true (leaf_link_is_safe (safe[i]));
  for (unsigned int i = 0; i < G_N_ELEMENTS (unsafe); i++)
    {
      g_autofree char *printable = g_strescape (unsafe[i], NULL);

      g_test_message ("%s", printable);
      g_assert_false (leaf_link_is_safe (unsafe[i]));
    }
}

static void
test_errors (void)
{
  g_autofree char *large = g_malloc (LEAF_DOCUMENT_MAX_BYTES + 1);
  g_autoptr (LeafDocument) with_nul = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_null (leaf_document_new_from_html ("a\377b", -1, &error));
  g_assert_error (error, LEAF_DOCUMENT_ERROR, LEAF_DOCUMENT_ERROR_NOT_TEXT);
  g_clear_error (&error);

  memset (large, 'x', LEAF_DOCUMENT_MAX_BYTES + 1);
  g_assert_null (leaf_document_new_from_html (large, LEAF_DOCUMENT_MAX_BYTES + 1, &error));
  g_assert_error (error, LEAF_DOCUMENT_ERROR, LEAF_DOCUMENT_ERROR_TOO_LARGE);
  g_clear_error (&error);

  with_nul = leaf_document_new_from_html ("\357\273\277a\0b", 6, &error);
  g_assert_no_error (error);
  text = leaf_document_get_text (with_nul, 0, G_MAXUINT);
  g_assert_cmpstr (text, ==, "ab");
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
  g_autoptr (GString) html = g_string_new (NULL);
  gint64 begin;

  for (unsigned int i = 0; i < 5000 / SLOWNESS; i++)
    g_string_append (html, "<p>Some <b>text</b> and <a href=\"https://example.org/\">more</a> of it.</p>\n");
  begin = g_get_monotonic_time ();
  leaf_document_unref (load (html->str));
  return (double) (g_get_monotonic_time () - begin) / html->len;
}

/* Inputs of a megabyte or so that cost a careless reader minutes, gigabytes or the stack. */
static void
test_bounds (void)
{
  static const struct {
    const char *before;
    const char *again;
    unsigned int n_times;
    const char *after;
  } cases[] = {
    { "", "<div>", 100000, "x" },
    { "", "<b>", 100000, "x" },
    { "", "<ul>", 100000, "x" },
    { "", "<ul><li>", 100000, "x" },
    { "", "<blockquote>", 100000, "x" },
    { "", "<table><tr><td>", 100000, "x" },
    { "", "<table>", 100000, "x" },
    { "", "<span>", 100000, "x" },
    { "", "<h1><b></h1>", 50000, "x" },
    { "", "<h1><b><h1></b>", 50000, "x" },
    { "", "<p><b class=spoiler><i style='font-weight:bold'><u><s><code>", 20000, "x" },
    { "", "<p>x", 200000, "" },
    { "", "<br>", 200000, "x" },
    { "", "<a href=https://x/>", 100000, "x" },
    { "", "<a href=\"", 100000, "" },
    { "", "<a <", 100000, "" },
    { "", "<", 500000, "" },
    { "", "</div>", 100000, "x" },
    { "<div>", "</p>", 100000, "x" },
    { "", "<!--", 100000, "" },
    { "", "<script>", 100000, "" },
    { "", "<svg>", 100000, "x" },
    { "", "<template>", 100000, "x" },
    { "<p style=\"", "font-weight:bold;", 100000, "\">x" },
    { "<p ", "a=b ", 300000, ">x" },
    { "<p class=\"", "a ", 300000, "\">x" },
    { "<a href=\"https://x/", "aaaaaaaa", 300000, "\">x" },
    { "<a href=\"https://x/", " ", 300000, "\">x" },
    { "<a href=\"https://x/y\">", "<p>x", 100000, "" },
    { "<p>", "&amp", 200000, "" },
    { "<p>", "&nbsp;", 200000, "" },
    { "<p>", "&#x41;", 200000, "" },
    { "<pre>", "\n", 500000, "" },
    { "<p>", " \t", 500000, "" },
    { "<table>", "x<br>", 100000, "" },
    { "<table>", "<div>x", 100000, "" },
    { "<table><tr>", "<td>x", 100000, "" },
    { "<table><tr><td>a<td>", "<table><tr><td>a<td>", 30000, "x" },
    { "<blockquote>", "<cite>x</cite> ", 100000, "" },
    { "<b><div>", "<p>x</p>", 50000, "</b></b></b>" },
    { "", "<dl><dt>", 100000, "x" },
    { "", "<b><p>x</b>", 50000, "" },
    { "", "<details><summary>", 50000, "x" },
    { "", "\303\251", 500000, "" },
    { "<p>", "<b>x</b>y", 50000, "" },
    { "<figure data-picture=" PICTURE "><img alt=\"", "x", 500000, "\">" },
  };
  double byte = measure_byte ();

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) html = g_string_new (cases[i].before);
      g_autoptr (LeafDocument) document = NULL;
      g_autoptr (LeafDocument) again = NULL;
      g_autofree char *written = NULL;
      gint64 begin, time;

      for (unsigned int j = 0; j < cases[i].n_times / SLOWNESS; j++)
        g_string_append (html, cases[i].again);
      g_string_append (html, cases[i].after);

      begin = g_get_monotonic_time ();
      document = load (html->str);
      written = leaf_document_to_html (document);
      time = g_get_monotonic_time () - begin;
      g_test_message ("%5d ms: %s%s…", (int) (time / 1000), cases[i].before, cases[i].again);
      g_assert_cmpfloat (time, <, G_USEC_PER_SEC + 40 * byte * html->len);
      again = load (written);
      leaf_test_assert_same_document (again, document);
    }
}

/* A long link that is open is written into each block behind it: a bomb, and refused as one. */
static void
test_bomb (void)
{
  g_autoptr (GString) html = g_string_new ("<a href=\"https://x/");
  g_autoptr (GError) error = NULL;

  for (unsigned int i = 0; i < 8000; i++)
    g_string_append_c (html, 'x');
  g_string_append (html, "\">");
  for (unsigned int i = 0; i < 200000; i++)
    g_string_append (html, "<p>x");
  g_assert_null (leaf_document_new_from_html (html->str, html->len, &error));
  g_assert_error (error, LEAF_DOCUMENT_ERROR, LEAF_DOCUMENT_ERROR_TOO_LARGE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document-html/stored-form", test_stored_form);
  g_test_add_func ("/document-html/foreign", test_foreign);
  g_test_add_func ("/document-html/round-trip", test_round_trip);
  g_test_add_func ("/document-html/ill-formed", test_ill_formed);
  g_test_add_func ("/document-html/injection", test_injection);
  g_test_add_func ("/document-html/links", test_links);
  g_test_add_func ("/document-html/errors", test_errors);
  g_test_add_func ("/document-html/bounds", test_bounds);
  g_test_add_func ("/document-html/bomb", test_bomb);

  return g_test_run ();
}
