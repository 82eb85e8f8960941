/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-picture-address.h"

#include <string.h>

static void
test_html (void)
{
  static const struct
  {
    const char *html;
    const char *address;
  } cases[] = {
    { "<img src=\"https://example.com/a.jpg\">", "https://example.com/a.jpg" },
    { "<a href=\"https://example.com/page\"><img alt=x src='http://example.com/b.png?x=1&amp;y=2'></a>",
      "http://example.com/b.png?x=1&y=2" },
    { "<meta charset=utf-8><p>text<img src=\"data:image/png;base64,AAAA\">", "data:image/png;base64,AAAA" },
    { "<img src=\"javascript:alert(1)\"><img src=\"/relative.png\">", NULL },
    { "<img src=\"file:///etc/passwd\">", NULL },
    { "<p>no picture at all", NULL },
    { "<img", NULL },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *address =
          leaf_picture_address_from_html (cases[i].html, strlen (cases[i].html));

      g_assert_cmpstr (address, ==, cases[i].address);
    }
}

static void
test_html_utf16 (void)
{
  const char *html = "<img src=\"https://example.com/ü.jpg\">";
  gsize length = 0;
  g_autofree char *utf16 = g_convert (html, -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);
  g_autofree char *address = leaf_picture_address_from_html (utf16, length);

  g_assert_cmpstr (address, ==, "https://example.com/ü.jpg");
}

static void
test_html_deep (void)
{
  g_autoptr (GString) html = g_string_new (NULL);
  g_autofree char *address = NULL;

  g_string_append (html, "<p>");
  for (unsigned int i = 0; i < 1000000; i++)
    g_string_append (html, "<i>");

  address = leaf_picture_address_from_html (html->str, html->len);
  g_assert_null (address);

  g_string_insert (html, 3, "<img src=\"https://example.com/first.png\">");
  g_clear_pointer (&address, g_free);
  address = leaf_picture_address_from_html (html->str, html->len);
  g_assert_cmpstr (address, ==, "https://example.com/first.png");
}

static void
test_uri_list (void)
{
  const char *list = "# a comment\r\nmailto:x@example.com\r\nfile:///home/x/cover.jpg\r\nhttps://example.com/b.png\r\n";
  g_auto (GStrv) addresses = leaf_picture_address_list (list, strlen (list));
  g_auto (GStrv) none = leaf_picture_address_list ("#\r\n", 3);

  g_assert_cmpuint (g_strv_length (addresses), ==, 2);
  g_assert_cmpstr (addresses[0], ==, "file:///home/x/cover.jpg");
  g_assert_cmpstr (addresses[1], ==, "https://example.com/b.png");
  g_assert_null (none[0]);
}

static void
test_decode (void)
{
  g_autoptr (GBytes) bytes = leaf_picture_address_decode ("data:image/gif;base64,R0lGODlh", 100);
  g_autoptr (GBytes) large = leaf_picture_address_decode ("data:image/gif;base64,R0lGODlhR0lGODlh", 3);
  g_autoptr (GBytes) other = leaf_picture_address_decode ("data:text/html;base64,R0lGODlh", 100);
  g_autoptr (GBytes) bare = leaf_picture_address_decode ("data:image/", 100);

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "GIF89a", 6);
  g_assert_null (large);
  g_assert_null (other);
  g_assert_null (bare);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/picture-address/html", test_html);
  g_test_add_func ("/picture-address/html-utf16", test_html_utf16);
  g_test_add_func ("/picture-address/html-deep", test_html_deep);
  g_test_add_func ("/picture-address/uri-list", test_uri_list);
  g_test_add_func ("/picture-address/decode", test_decode);

  return g_test_run ();
}
