/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-disclosure.h"
#include "leaf-post-links.h"
#include "leaf-test-post.h"

#include <string.h>

/* No free copy, no affiliate ids: nothing to disclose. */
static LeafPostSource *
make_source (void)
{
  LeafPostSource *source = leaf_test_post_source ();

  leaf_review_set_free_copy (source->review, FALSE);
  leaf_blog_set_setting (source->blog, "affiliate-bookshop", NULL);
  leaf_blog_set_setting (source->blog, "affiliate-amazon", NULL);

  return source;
}

static void
add_link (LeafDocument *document,
          const char *address)
{
  g_autofree char *text = g_strdup_printf ("<%s a link>", address);

  leaf_test_append (document, LEAF_BLOCK_PARAGRAPH, 0, text);
}

static LeafDisclosurePlace
compute (const LeafPostSource *source,
         char **text)
{
  return leaf_disclosure_compute (source, text);
}

static void
test_nothing (void)
{
  g_autoptr (LeafPostSource) source = make_source ();
  g_autofree char *text = NULL;

  g_assert_cmpint (compute (source, &text), ==, LEAF_DISCLOSURE_NOT_NEEDED);
  g_assert_null (text);
}

static void
test_affiliate_links (void)
{
  g_autoptr (LeafPostSource) source = make_source ();
  g_autofree char *text = NULL;

  leaf_blog_set_setting (source->blog, "affiliate-bookshop", "4711");
  g_assert_cmpint (compute (source, &text), ==, LEAF_DISCLOSURE_ABOVE_LINKS);
  g_assert_nonnull (strstr (text, "affiliate links"));
  g_assert_null (strstr (text, "Amazon"));
  g_assert_null (strstr (text, "free copy"));
}

/* An id alone is no link: the store is off, or the book cannot be found there. */
static void
test_id_without_link (void)
{
  g_autoptr (LeafPostSource) source = make_source ();

  leaf_blog_set_setting (source->blog, "affiliate-bookshop", "4711");
  leaf_blog_set_setting (source->blog, "affiliate-librofm", "99");
  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_STORES, "goodreads,librofm");
  g_assert_cmpint (compute (source, NULL), ==, LEAF_DISCLOSURE_NOT_NEEDED);

  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_STORES, NULL);
  leaf_book_set_isbn (g_ptr_array_index (source->books, 0), NULL);
  g_assert_cmpint (compute (source, NULL), ==, LEAF_DISCLOSURE_NOT_NEEDED);
}

static void
test_amazon (void)
{
  g_autoptr (LeafPostSource) source = make_source ();
  g_autofree char *text = NULL;

  leaf_blog_set_setting (source->blog, "affiliate-amazon", "windowseat-20");
  g_assert_cmpint (compute (source, &text), ==, LEAF_DISCLOSURE_ABOVE_LINKS);
  g_assert_true (g_str_has_suffix (text, "As an Amazon Associate I earn from qualifying purchases."));
}

static void
test_free_copy (void)
{
  g_autoptr (LeafPostSource) source = make_source ();
  g_autofree char *text = NULL;

  leaf_review_set_free_copy (source->review, TRUE);
  g_assert_cmpint (compute (source, &text), ==, LEAF_DISCLOSURE_ABOVE_REVIEW);
  g_assert_cmpstr (text, ==, "I received a free copy of this book from Example & Sons; my opinion is my own.");
  g_clear_pointer (&text, g_free);

  leaf_book_set_publisher (g_ptr_array_index (source->books, 0), NULL);
  g_assert_cmpint (compute (source, &text), ==, LEAF_DISCLOSURE_ABOVE_REVIEW);
  g_assert_cmpstr (text, ==, "I received a free copy of this book; my opinion is my own.");
}

/* Links she set herself, in her text or in the synopsis. */
static void
test_own_links (void)
{
  g_autoptr (LeafPostSource) source = make_source ();
  g_autofree char *text = NULL;

  add_link (leaf_review_get_document (source->review), "https://www.amazon.co.uk/dp/0140434089?ref=x&tag=rosa-21");
  g_assert_cmpint (compute (source, &text), ==, LEAF_DISCLOSURE_ABOVE_REVIEW);
  g_assert_nonnull (strstr (text, "Amazon Associate"));
  g_clear_pointer (&text, g_free);

  add_link (leaf_book_get_synopsis (g_ptr_array_index (source->books, 0)), "https://bookshop.org/a/4711/9780140434088");
  g_assert_cmpint (compute (source, &text), ==, LEAF_DISCLOSURE_ABOVE_SYNOPSIS);
}

static void
test_at_end (void)
{
  g_autoptr (LeafPostSource) source = make_source ();

  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_DISCLOSURE, "end");
  g_assert_cmpint (compute (source, NULL), ==, LEAF_DISCLOSURE_NOT_NEEDED);
  leaf_review_set_free_copy (source->review, TRUE);
  g_assert_cmpint (compute (source, NULL), ==, LEAF_DISCLOSURE_AT_END);
}

static void
test_own_words (void)
{
  g_autoptr (LeafPostSource) source = make_source ();
  g_autofree char *text = NULL;

  leaf_review_set_free_copy (source->review, TRUE);
  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_DISCLOSURE_FREE_COPY, "{publisher} sent me {title}.");
  compute (source, &text);
  g_assert_cmpstr (text, ==, "Example & Sons sent me The Moonstone.");
  g_clear_pointer (&text, g_free);

  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_DISCLOSURE_FREE_COPY, "");
  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_LANGUAGE, "de");
  compute (source, &text);
  g_assert_cmpstr (text, ==, "Example & Sons hat mir dieses Buch kostenlos überlassen; meine Meinung ist meine eigene.");
}

static void
test_recognised (void)
{
  static const struct
  {
    const char *address;
    gboolean affiliate;
    gboolean amazon;
  } links[] = {
    { "https://www.amazon.com/dp/0140434089?tag=a-20", TRUE, TRUE },
    { "https://amazon.de/dp/0140434089/?x=1&tag=a-21", TRUE, TRUE },
    { "https://AMZN.to/3abcdef", TRUE, TRUE },
    { "https://www.amazon.com/dp/0140434089", FALSE, TRUE },
    { "https://www.amazon.com/dp/0140434089?stage=1", FALSE, TRUE },
    { "https://amazon.example.org/?tag=a-20", FALSE, FALSE },
    { "https://notamazon.com/?tag=a-20", FALSE, FALSE },
    { "https://bookshop.org/a/4711/9780140434088", TRUE, FALSE },
    { "https://bookshop.org/book/9780140434088", FALSE, FALSE },
    { "https://notbookshop.org/a/4711/9780140434088", FALSE, FALSE },
    { "https://www.awin1.com/cread.php?x", TRUE, FALSE },
    { "https://example.org/?tag=mystery", FALSE, FALSE },
    { "https://example.org/book?aff_id=me", TRUE, FALSE },
    { "https://example.org/book?x=1&AffID=me", TRUE, FALSE },
    { "https://example.org/book?aff_id=", FALSE, FALSE },
    { "https://example.org/book?paid=1&affair=2", FALSE, FALSE },
    { "https://shop.pxf.io/abc", TRUE, FALSE },
    { "https://notgeni.us/abc", FALSE, FALSE },
    { "mailto:rosa@example.org", FALSE, FALSE },
    { "not an address", FALSE, FALSE },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_test_message ("%s", links[i].address);
      g_assert_cmpint (leaf_link_is_affiliate (links[i].address), ==, links[i].affiliate);
      g_assert_cmpint (leaf_link_is_amazon (links[i].address), ==, links[i].amazon);
    }
}

static void
assert_link (GPtrArray *links,
             unsigned int index,
             const char *label,
             const char *address,
             gboolean affiliate)
{
  const LeafStoreLink *link;

  g_assert_cmpuint (index, <, links->len);
  link = g_ptr_array_index (links, index);
  g_assert_cmpstr (link->label, ==, label);
  g_assert_cmpstr (link->address, ==, address);
  g_assert_cmpint (link->affiliate, ==, affiliate);
}

static void
test_stores (void)
{
  g_autoptr (LeafPostSource) source = make_source ();
  LeafBook *book = g_ptr_array_index (source->books, 0);
  g_autoptr (GPtrArray) links = leaf_post_list_links (source, book);

  g_assert_cmpuint (links->len, ==, 5);
  assert_link (links, 0, "Bookshop.org", "https://bookshop.org/book/9780140434088", FALSE);
  assert_link (links, 1, "Amazon", "https://www.amazon.com/dp/0140434089", FALSE);
  assert_link (links, 2, "Barnes & Noble", "https://www.barnesandnoble.com/s/9780140434088", FALSE);
  assert_link (links, 3, "Libro.fm", "https://libro.fm/search?q=9780140434088", FALSE);
  assert_link (links, 4, "Goodreads", "https://www.goodreads.com/search?q=9780140434088", FALSE);
  g_clear_pointer (&links, g_ptr_array_unref);

  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_STORES, " amazon , nowhere,, bookshop");
  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_AMAZON_DOMAIN, "co.uk");
  leaf_blog_set_setting (source->blog, "affiliate-amazon", "a b&c-20");
  leaf_blog_set_setting (source->blog, "affiliate-bookshop", "../x?");
  links = leaf_post_list_links (source, book);
  g_assert_cmpuint (links->len, ==, 2);
  assert_link (links, 0, "Amazon", "https://www.amazon.co.uk/dp/0140434089?tag=a%20b%26c-20", TRUE);
  assert_link (links, 1, "Bookshop.org", "https://bookshop.org/a/..%2Fx%3F/9780140434088", TRUE);
  g_clear_pointer (&links, g_ptr_array_unref);

  leaf_book_set_isbn (book, "9791032302569"); /* no ISBN-10 */
  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_AMAZON_DOMAIN, "com@evil.example/");
  links = leaf_post_list_links (source, book);
  assert_link (links, 0, "Amazon", "https://www.amazon.com/s?k=9791032302569&tag=a%20b%26c-20", TRUE);
}

static void
test_own_store (void)
{
  g_autoptr (LeafPostSource) source = make_source ();
  LeafBook *book = g_ptr_array_index (source->books, 0);
  g_autoptr (GPtrArray) links = NULL;

  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_STORES,
                         "Corner Shop=https://shop.example/{isbn13}?by={authors}&p={affiliate},"
                         "Bad=javascript:alert({isbn}),Library=https://library.example/?t={title}");
  leaf_blog_set_setting (source->blog, "affiliate-Corner Shop", "r&q");
  links = leaf_post_list_links (source, book);
  g_assert_cmpuint (links->len, ==, 2);
  assert_link (links, 0, "Corner Shop", "https://shop.example/9780140434088?by=Wilkie%20Collins&p=r%26q", TRUE);
  assert_link (links, 1, "Library", "https://library.example/?t=The%20Moonstone", FALSE);
  g_clear_pointer (&links, g_ptr_array_unref);

  leaf_book_set_isbn (book, NULL);
  links = leaf_post_list_links (source, book);
  g_assert_cmpuint (links->len, ==, 1);
  assert_link (links, 0, "Library", "https://library.example/?t=The%20Moonstone", FALSE);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/disclosure/nothing", test_nothing);
  g_test_add_func ("/disclosure/affiliate-links", test_affiliate_links);
  g_test_add_func ("/disclosure/id-without-link", test_id_without_link);
  g_test_add_func ("/disclosure/amazon", test_amazon);
  g_test_add_func ("/disclosure/free-copy", test_free_copy);
  g_test_add_func ("/disclosure/own-links", test_own_links);
  g_test_add_func ("/disclosure/at-end", test_at_end);
  g_test_add_func ("/disclosure/own-words", test_own_words);
  g_test_add_func ("/links/recognised", test_recognised);
  g_test_add_func ("/links/stores", test_stores);
  g_test_add_func ("/links/own-store", test_own_store);

  return g_test_run ();
}
