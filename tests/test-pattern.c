/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-pattern.h"
#include "leaf-post-labels.h"
#include "leaf-test-post.h"

static void
assert_expands (const LeafPostSource *source,
                const char *pattern,
                const char *expected)
{
  g_autofree char *expanded = leaf_pattern_expand (pattern, source, NULL);

  g_assert_cmpstr (expanded, ==, expected);
}

static LeafBook *
get_book (const LeafPostSource *source)
{
  return g_ptr_array_index (source->books, 0);
}

static void
test_values (void)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();

  assert_expands (source, "{title}, {authors}: Book Review", "The Moonstone, Wilkie Collins: Book Review");
  assert_expands (source, "{title} ({series} #{number})", "The Moonstone (Sergeant Cuff #1)");
  assert_expands (source, "{publisher} {year} {published}", "Example & Sons 1998 December 1, 1998");
  assert_expands (source, "{genre} | {genres}", "Mystery | Mystery, Classics");
  assert_expands (source, "{isbn} {isbn10}", "9780140434088 0140434089");
  assert_expands (source, "{format}, {pages} p.", "Paperback, 528 p.");
  assert_expands (source, "{rating}/5 by {reviewer} on {blog}", "4.5/5 by Rosa Quill on The Window Seat");
}

static void
test_unknown_stays (void)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();

  assert_expands (source, "{title} {tilte}", "The Moonstone {tilte}");
  assert_expands (source, "{ {} {TITLE} {title", "{ {} {TITLE} {title");
  leaf_book_set_title (get_book (source), "{authors} } {");
  assert_expands (source, "{title}", "{authors} } {");
}

static void
test_missing_values (void)
{
  const char *const none[] = { NULL };
  const LeafDate no_date = { 0, 0, 0 };
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  LeafBook *book = get_book (source);

  leaf_book_set_authors (book, none);
  leaf_book_set_series (book, NULL);
  leaf_book_set_series_number (book, NULL);
  leaf_book_set_published (book, &no_date);
  leaf_review_set_rating (source->review, 0);

  assert_expands (source, "{title}, {authors}: Book Review", "The Moonstone: Book Review");
  assert_expands (source, "{authors}: {title}", "The Moonstone");
  assert_expands (source, "{title} ({series} #{number})", "The Moonstone");
  assert_expands (source, "{title} ({series} #{number}) – {year}", "The Moonstone");
  assert_expands (source, "{title} (signed)", "The Moonstone (signed)");
  assert_expands (source, "{title} ({nonsense})", "The Moonstone ({nonsense})");
  assert_expands (source, "{title} ({series}", "The Moonstone (");
  assert_expands (source, "{rating}{year}", "");

  leaf_book_set_title (book, "Who? -");
  assert_expands (source, "{title}, {authors}", "Who? -");
}

static void
test_one_line (void)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();

  leaf_book_set_title (get_book (source), "  A\r\nB \t C\x01 ");
  assert_expands (source, " {title}\n!", "A B C !");
}

static void
test_several_books (void)
{
  const char *const authors[] = { "Ann Radcliffe", "Wilkie Collins", NULL };
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();
  LeafBook *second = leaf_book_new ();

  leaf_book_set_title (second, "Udolpho");
  leaf_book_set_authors (second, authors);
  g_ptr_array_add (source->books, second);

  assert_expands (source, "{title} / {authors}", "The Moonstone and Udolpho / Wilkie Collins and Ann Radcliffe");
  leaf_blog_set_setting (source->blog, LEAF_BLOG_SETTING_LANGUAGE, "de-AT");
  assert_expands (source, "{title} {rating}", "The Moonstone und Udolpho 4,5");
}

static void
assert_slug (const LeafPostSource *source,
             const char *pattern,
             const char *expected)
{
  g_autofree char *slug = leaf_pattern_expand_slug (pattern, source);

  g_assert_cmpstr (slug, ==, expected);
}

static void
test_slug (void)
{
  g_autoptr (LeafPostSource) source = leaf_test_post_source ();

  assert_slug (source, "{title}-{authors}-book-review", "the-moonstone-wilkie-collins-book-review");
  leaf_book_set_title (get_book (source), "Ödön & die ★ „Straße“");
  assert_slug (source, "{title}", "odon-die-strasse");
  leaf_book_set_title (get_book (source), "★");
  assert_slug (source, "{title}", "review-0b6f7a52");
}

/* A language with a hole in its table would show "(null)" to her readers. */
static void
test_labels (void)
{
  const char *const languages[] = { "en", "de", "fr", "es" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      for (LeafLabel label = 0; label < LEAF_N_LABELS; label++)
        {
          const char *text = leaf_post_label (languages[i], label);

          g_assert_nonnull (text);
          g_assert_cmpstr (text, !=, "");
          g_assert_true (g_utf8_validate (text, -1, NULL));
        }
    }

  g_assert_cmpstr (leaf_post_label ("de-CH", LEAF_LABEL_PUBLISHER), ==, "Verlag");
  g_assert_cmpstr (leaf_post_label ("FR_ca", LEAF_LABEL_PUBLISHER), ==, "Éditeur");
  g_assert_cmpstr (leaf_post_label ("es-419", LEAF_LABEL_PUBLISHER), ==, "Editorial");
  g_assert_cmpstr (leaf_post_label ("eo", LEAF_LABEL_PUBLISHER), ==, "Publisher");
  g_assert_cmpstr (leaf_post_label ("", LEAF_LABEL_PUBLISHER), ==, "Publisher");
  g_assert_cmpstr (leaf_post_label (NULL, LEAF_LABEL_PUBLISHER), ==, "Publisher");
  g_assert_cmpstr (leaf_post_label ("den", LEAF_LABEL_PUBLISHER), ==, "Publisher");
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pattern/values", test_values);
  g_test_add_func ("/pattern/unknown-stays", test_unknown_stays);
  g_test_add_func ("/pattern/missing-values", test_missing_values);
  g_test_add_func ("/pattern/one-line", test_one_line);
  g_test_add_func ("/pattern/several-books", test_several_books);
  g_test_add_func ("/pattern/slug", test_slug);
  g_test_add_func ("/pattern/labels", test_labels);

  return g_test_run ();
}
