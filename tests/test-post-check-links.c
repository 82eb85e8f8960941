/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-test-check.h"
#include "leaf-test-post.h"

#include <string.h>

static void
test_reach (void)
{
  static const char *const public[] = {
    "https://example.com/", "http://a.co", "https://www.example.co.uk:8443/x?y#z", "https://bücher.example.net/", "https://8.8.8.8/",
    "https://[2001:4860:4860::8888]/", "mailto:ann@example.com?subject=Hello", "HTTPS://EXAMPLE.COM", "https://example.com./",
    "https://my_host.example.com/", "https://100.128.0.1/", "https://172.32.0.1/", "https://example.com/a b", "https://home.pl/",
  };
  static const char *const local[] = {
    "http://localhost/", "http://localhost:8080/a", "https://127.0.0.1/", "http://[::1]/", "https://192.168.1.20/", "https://10.0.0.1",
    "https://172.16.4.1/", "https://169.254.1.1/", "https://[fe80::1]/", "https://[fd00::1]/", "https://100.64.0.1/", "http://nas/",
    "https://x.home/y.html", "http://nas.local/", "https://intranet.lan/x", "https://box.home.arpa/", "https://0.0.0.0/", "file:///home/ann/x.html", "https://a.example/",
    "https://x.test/",
  };
  static const char *const malformed[] = {
    "", "example.com", "/about", "../x", "https://", "https:///x", "https://https://example.com/", "http://http//example.com", "https://a..b.com/",
    "https://-x.com/", "https://exa mple.com/", "https://example.c/", "https://1.2.3/", "https://www/", "javascript:alert(1)",
    "mailto:", "mailto:ann", "mailto:@example.com", "mailto:ann@", "https://ex!ample.com/",
  };
  static const char *const private[] = {
    "https://blog.example.com/wp-admin/post.php?post=3&action=edit", "https://blog.example.com/?p=3&preview=true",
    "https://blog.example.com/wp-login.php",
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (public); i++)
    if (leaf_address_get_reach (public[i]) != LEAF_ADDRESS_PUBLIC)
      g_error ("%s is public", public[i]);
  for (unsigned int i = 0; i < G_N_ELEMENTS (local); i++)
    if (leaf_address_get_reach (local[i]) != LEAF_ADDRESS_LOCAL)
      g_error ("%s is local", local[i]);
  for (unsigned int i = 0; i < G_N_ELEMENTS (malformed); i++)
    if (leaf_address_get_reach (malformed[i]) != LEAF_ADDRESS_MALFORMED)
      g_error ("%s is malformed", malformed[i]);
  for (unsigned int i = 0; i < G_N_ELEMENTS (private); i++)
    if (leaf_address_get_reach (private[i]) != LEAF_ADDRESS_PRIVATE)
      g_error ("%s is private", private[i]);
}

static void
test_links (LeafTestCheck *check, gconstpointer unused)
{
  leaf_test_check_write_words (check, "See <http://192.168.1.20/x my photos>, ok?");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_LOCAL_LINK, LEAF_SEVERITY_WARNS, LEAF_FIX_REMOVE_LINK, "“my photos”");
  leaf_test_check_assert_place (check, LEAF_PROBLEM_LOCAL_LINK, "my photos");
  leaf_test_check_write_words (check, "See <https://a.example.com/wp-admin/edit.php my post>");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_LOCAL_LINK, LEAF_SEVERITY_WARNS, LEAF_FIX_EDIT_LINK, "authors");
  leaf_test_check_write_words (check, "See <https://https://a.com *my* post>");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_MALFORMED_LINK, LEAF_SEVERITY_WARNS, LEAF_FIX_EDIT_LINK, "“my post”");
  leaf_test_check_assert_place (check, LEAF_PROBLEM_MALFORMED_LINK, "my post");
  leaf_test_check_write_words (check, "See <https://example.com/ my post>");
  leaf_test_check_assert_none (check, LEAF_PROBLEM_LOCAL_LINK);
  leaf_test_check_assert_none (check, LEAF_PROBLEM_MALFORMED_LINK);

  leaf_test_append (leaf_book_get_synopsis (check->book), LEAF_BLOCK_PARAGRAPH, 0, "<http://nas/ here>");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_LOCAL_LINK, LEAF_SEVERITY_WARNS, LEAF_FIX_BOOK, "“here”");
}

static void
test_broken_links (LeafTestCheck *check, gconstpointer unused)
{
  static const struct
  {
    LeafLinkState state;
    LeafSeverity severity;
    const char *words;
  } cases[] = {
    { LEAF_LINK_GONE, LEAF_SEVERITY_WARNS, "page that does not exist" },
    { LEAF_LINK_NO_HOST, LEAF_SEVERITY_WARNS, "site that does not exist" },
    { LEAF_LINK_SILENT, LEAF_SEVERITY_HINTS, "does not answer" },
    { LEAF_LINK_INSECURE, LEAF_SEVERITY_WARNS, "certificate" },
  };
  g_auto (GStrv) addresses = NULL;

  leaf_test_check_write_words (check, "<https://a.com/1 one> <https://a.com/2 two> <https://a.com/1 again> <http://nas/ home> <mailto:a@b.com me>");
  addresses = leaf_post_list_addresses (check->source);
  g_assert_cmpuint (g_strv_length (addresses), ==, 2);
  g_assert_cmpstr (addresses[1], ==, "https://a.com/2");

  check->facts->links = g_hash_table_new (g_str_hash, g_str_equal);
  leaf_test_check_assert_none (check, LEAF_PROBLEM_BROKEN_LINK);
  g_hash_table_insert (check->facts->links, addresses[0], GINT_TO_POINTER (LEAF_LINK_WORKS));
  leaf_test_check_assert_none (check, LEAF_PROBLEM_BROKEN_LINK);
  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_hash_table_insert (check->facts->links, addresses[1], GINT_TO_POINTER (cases[i].state));
      leaf_test_check_assert_found (check, LEAF_PROBLEM_BROKEN_LINK, cases[i].severity, LEAF_FIX_EDIT_LINK, cases[i].words);
      leaf_test_check_assert_place (check, LEAF_PROBLEM_BROKEN_LINK, "two");
    }
}

static void
test_edition_links (LeafTestCheck *check, gconstpointer unused)
{
  static const char *const other[] = {
    "https://www.amazon.com/dp/0141441143", "https://www.amazon.de/Jane-Eyre/dp/0141441143/ref=sr_1_1?x=y",
    "https://www.amazon.co.uk/gp/product/0141441143?tag=me-20", "https://bookshop.org/a/4711/9780141441146",
    "https://bookshop.org/p/books/jane-eyre/123?ean=9780141441146", "https://shop.example.com/978-0-14-144114-6.html",
    "https://www.goodreads.com/search?q=9780141441146", "https://books.example.com/?isbn=0141441143",
  };
  static const char *const same[] = {
    "https://www.amazon.com/dp/0140434089", "https://bookshop.org/a/4711/9780140434088", "https://www.amazon.com/dp/B00A1B2C3D",
    "https://example.com/2026/10/9780141441145", "https://example.com/97801414411460", "https://example.com/p/0141441143",
    "https://www.amazon.com/s?k=moonstone",
  };
  g_auto (GStrv) isbns = NULL;

  for (unsigned int i = 0; i < G_N_ELEMENTS (other); i++)
    {
      g_autofree char *text = g_strdup_printf ("Buy it on <%s Amazon>", other[i]);

      leaf_test_check_write_words (check, text);
      leaf_test_check_assert_found (check, LEAF_PROBLEM_EDITION, LEAF_SEVERITY_WARNS, LEAF_FIX_EDIT_LINK, "9780141441146");
      leaf_test_check_assert_place (check, LEAF_PROBLEM_EDITION, "Amazon");
    }
  for (unsigned int i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *text = g_strdup_printf ("Buy it on <%s Amazon>", same[i]);

      leaf_test_check_write_words (check, text);
      leaf_test_check_assert_none (check, LEAF_PROBLEM_EDITION);
    }

  /* Another book, which she also recommends. */
  leaf_test_check_write_words (check, "Read <https://bookshop.org/a/4711/9780141441146 Jane Eyre>, too.");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_EDITION, LEAF_SEVERITY_HINTS, LEAF_FIX_EDIT_LINK, "“Jane Eyre”");
  isbns = leaf_post_list_isbns (check->source);
  g_assert_cmpuint (g_strv_length (isbns), ==, 1);
  g_assert_cmpstr (isbns[0], ==, "9780141441146");
  check->facts->other_isbns = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_add (check->facts->other_isbns, isbns[0]);
  leaf_test_check_assert_none (check, LEAF_PROBLEM_EDITION);
  g_clear_pointer (&check->facts->other_isbns, g_hash_table_unref);

  leaf_test_check_write_words (check, "Read <https://bookshop.org/a/4711/9780141441146 The Moonstone>, too.");
  leaf_test_check_assert_found (check, LEAF_PROBLEM_EDITION, LEAF_SEVERITY_WARNS, LEAF_FIX_EDIT_LINK, "“The Moonstone”");
  leaf_book_set_isbn (check->book, NULL);
  leaf_test_check_assert_none (check, LEAF_PROBLEM_EDITION);
}

static void
test_written_isbn (LeafTestCheck *check, gconstpointer unused)
{
  static const char *const other[] = { "ISBN: 0-14-144114-3", "ISBN-13 978 0 14 144114 6", "isbn 9780141441146",
                                       "ISBN-10: 0140434089, ISBN-13: 978-0-14-144114-6" };
  static const char *const fine[] = { "ISBN: 0140434089", "ISBN-10: 0140434089, ISBN-13: 978-0-14-043408-8", "9780141441146", "ISBN 123",
                                      "ISBN 9780141441145" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (other); i++)
    {
      leaf_test_check_write_words (check, other[i]);
      leaf_test_check_assert_found (check, LEAF_PROBLEM_EDITION, LEAF_SEVERITY_WARNS, LEAF_FIX_SHOW, "9780141441146");
    }
  for (unsigned int i = 0; i < G_N_ELEMENTS (fine); i++)
    {
      leaf_test_check_write_words (check, fine[i]);
      leaf_test_check_assert_none (check, LEAF_PROBLEM_EDITION);
    }
}

static void
test_page (LeafTestCheck *check, gconstpointer unused)
{
  static const char *const other[] = { "p. 529", "pp. 527–530", "Betteredge, page 600", "S. 1000", "529", "Seite 530" };
  static const char *const fine[] = { "p. 528", "pp. 1-528", "Chapter 600", "Vol. 2, p. 12", "loc. 9000", "Sept. 1868", "xii" };
  LeafDocument *document;

  for (unsigned int i = 0; i < G_N_ELEMENTS (other); i++)
    {
      document = leaf_test_check_write_review (check, LEAF_BLOCK_QUOTE, 0, "Nothing upset me.");
      leaf_test_append (document, LEAF_BLOCK_QUOTE_SOURCE, 0, other[i]);
      leaf_test_check_assert_found (check, LEAF_PROBLEM_PAGE, LEAF_SEVERITY_WARNS, LEAF_FIX_SHOW, "528 pages");
      leaf_test_check_assert_place (check, LEAF_PROBLEM_PAGE, other[i]);
    }
  for (unsigned int i = 0; i < G_N_ELEMENTS (fine); i++)
    {
      document = leaf_test_check_write_review (check, LEAF_BLOCK_QUOTE, 0, "Nothing upset me, p. 900.");
      leaf_test_append (document, LEAF_BLOCK_QUOTE_SOURCE, 0, fine[i]);
      leaf_test_check_assert_none (check, LEAF_PROBLEM_PAGE);
    }

  leaf_test_append (document, LEAF_BLOCK_QUOTE, 0, "Words");
  leaf_test_append (document, LEAF_BLOCK_QUOTE_SOURCE, 0, "p. 900");
  leaf_book_set_pages (check->book, 0);
  leaf_test_check_assert_none (check, LEAF_PROBLEM_PAGE);
}

static void
add (const char *name, void (*func) (LeafTestCheck *check, gconstpointer unused))
{
  g_autofree char *path = g_strconcat ("/post-check-links/", name, NULL);

  g_test_add (path, LeafTestCheck, NULL, leaf_test_check_set_up, func, leaf_test_check_tear_down);
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/post-check-links/reach", test_reach);
  add ("links", test_links);
  add ("broken-links", test_broken_links);
  add ("edition-links", test_edition_links);
  add ("written-isbn", test_written_isbn);
  add ("page", test_page);

  return g_test_run ();
}
