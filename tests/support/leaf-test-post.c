/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-test"

#include "config.h"

#include "leaf-test-post.h"

#include <string.h>

/* Marks as a reader of this file would write them: *bold*, /italic/, ~struck~, `code`, |spoiler|,
 * =highlighted=, ^raised^, and <address words> for a link. */
static void
append_marked (LeafDocument *document,
               const char *text)
{
  static const char signs[] = "*/_~`|=^";
  LeafTextStyle style = { LEAF_MARK_NONE, NULL };

  while (*text != '\0')
    {
      size_t length = strcspn (text, "*/_~`|=^<>");

      leaf_document_append_text (document, text, length, &style);
      text += length;
      if (*text == '<')
        {
          size_t address = strcspn (++text, " ");
          g_autofree char *link = g_strndup (text, address);

          style.link = g_ref_string_new (link);
          text += address + 1;
        }
      else if (*text == '>')
        {
          g_clear_pointer (&style.link, g_ref_string_release);
          text++;
        }
      else if (*text != '\0')
        style.marks ^= 1 << (strchr (signs, *text++) - signs);
    }
}

/**
 * leaf_test_append:
 * @text: with marks
 *
 * Adds a block to a document.
 */
void
leaf_test_append (LeafDocument *document,
                  LeafBlockKind kind,
                  unsigned int level,
                  const char *text)
{
  LeafBlockStyle style = { .kind = kind, .level = level };
  char picture[] = LEAF_TEST_FIGURE, alt[] = "A map of the Shivering Sand";

  if (kind == LEAF_BLOCK_FIGURE)
    {
      style.picture = picture;
      style.alt = alt;
    }
  leaf_document_append_block (document, &style);
  append_marked (document, text);
}

static LeafDocument *
make_synopsis (void)
{
  LeafDocument *document = leaf_document_new ();

  leaf_test_append (document, LEAF_BLOCK_PARAGRAPH, 0,
                    "A yellow diamond is taken from a shrine in India and left to a girl in Yorkshire on her eighteenth birthday. "
                    "By the next morning it is gone, and everybody in the house has something to hide.");
  leaf_test_append (document, LEAF_BLOCK_PARAGRAPH, 0,
                    "Told in turn by a steward, a pious cousin, a lawyer and a doctor’s assistant, _The Moonstone_ is the "
                    "/first/ and still one of the *best* of all English detective novels.");

  return document;
}

static LeafDocument *
make_review (void)
{
  LeafDocument *document = leaf_document_new ();

  leaf_test_append (document, LEAF_BLOCK_PARAGRAPH, 0,
                    "I had put off /The Moonstone/ for years, because I thought that I knew it: a jewel, a curse, a policeman "
                    "who grows roses. What nobody had told me is how *funny* it is.");
  leaf_test_append (document, LEAF_BLOCK_HEADING, 2, "Who is speaking?");
  leaf_test_append (document, LEAF_BLOCK_PARAGRAPH, 0,
                    "Collins hands the story from one witness to the next, and none of them can be trusted with it. The old "
                    "steward Betteredge, who opens <https://en.wikipedia.org/wiki/Robinson_Crusoe Robinson Crusoe> whenever "
                    "life becomes difficult, is worth the price of the book alone:");
  leaf_test_append (document, LEAF_BLOCK_QUOTE, 0,
                    "Nothing upset me the whole day; for I had, by good luck, my pipe and my book within reach.");
  leaf_test_append (document, LEAF_BLOCK_QUOTE_SOURCE, 0, "Betteredge, as I remember him, p. 12");
  leaf_test_append (document, LEAF_BLOCK_FIGURE, 0, LEAF_OBJECT_STRING "The Shivering Sand, as /I/ imagine it");
  leaf_test_append (document, LEAF_BLOCK_HEADING, 3, "What works");
  leaf_test_append (document, LEAF_BLOCK_BULLET, 0, "The voices: five narrators, and you would know each of them by one line.");
  leaf_test_append (document, LEAF_BLOCK_BULLET, 1, "Miss Clack, with her tracts,");
  leaf_test_append (document, LEAF_BLOCK_BULLET, 1, "and Ezra Jennings, who broke my heart.");
  leaf_test_append (document, LEAF_BLOCK_NUMBERED, 2, "Twice.");
  leaf_test_append (document, LEAF_BLOCK_BULLET, 0, "The _fairness_ of the puzzle.");
  leaf_test_append (document, LEAF_BLOCK_HEADING, 4, "What does not");
  leaf_test_append (document, LEAF_BLOCK_NUMBERED, 0, "The middle is ~endless~ long.");
  leaf_test_append (document, LEAF_BLOCK_NUMBERED, 0, "The three travellers from India are `props`, not people.");
  leaf_test_append (document, LEAF_BLOCK_WARNING, 0, "A suicide, seen through the eyes of someone who does not =understand= it,");
  leaf_test_append (document, LEAF_BLOCK_WARNING, 0, "and opium, taken and given.");
  leaf_test_append (document, LEAF_BLOCK_DIVIDER, 0, LEAF_OBJECT_STRING);
  leaf_test_append (document, LEAF_BLOCK_PARAGRAPH, 0,
                    "I guessed wrong three times, and in the end |it was Franklin himself, asleep, who took the stone|. I did "
                    "not feel cheated for a moment.");
  leaf_test_append (document, LEAF_BLOCK_SPOILER, 0, "The opium experiment is the best chapter of the book.");
  leaf_test_append (document, LEAF_BLOCK_SPOILER, 0, "And Godfrey had it coming.");
  leaf_test_append (document, LEAF_BLOCK_PARAGRAPH, 0, "Read it by a fire, with nothing else to do. [sic] & \"so\" on \xe2\x86\x92");
  leaf_test_append (document, LEAF_BLOCK_PARAGRAPH, 0, "It is =the *one* classic= of its 19^th^ century that I =lend= to everybody.");
  leaf_test_append (document, LEAF_BLOCK_RATING, 9, "Characters");
  leaf_test_append (document, LEAF_BLOCK_RATING, 10, "Plot & *puzzle*");
  leaf_test_append (document, LEAF_BLOCK_RATING, 7, "Pacing");
  leaf_test_append (document, LEAF_BLOCK_RATING, 0, "Cover");

  return document;
}

/**
 * leaf_test_book:
 *
 * Returns: (transfer full): a book of which everything is known
 */
LeafBook *
leaf_test_book (void)
{
  const char *const authors[] = { "Wilkie Collins", NULL };
  const char *const genres[] = { "Mystery", "Classics", NULL };
  const LeafDate published = { 1998, 12, 1 };
  g_autoptr (LeafDocument) synopsis = make_synopsis ();
  LeafBook *book = leaf_book_new ();

  leaf_book_set_title (book, "The Moonstone");
  leaf_book_set_authors (book, authors);
  leaf_book_set_genres (book, genres);
  leaf_book_set_publisher (book, "Example & Sons");
  leaf_book_set_published (book, &published);
  leaf_book_set_isbn (book, "9780140434088");
  leaf_book_set_series (book, "Sergeant Cuff");
  leaf_book_set_series_number (book, "1");
  leaf_book_set_pages (book, 528);
  leaf_book_set_format (book, "Paperback");
  leaf_book_set_language (book, "en");
  leaf_book_set_synopsis (book, synopsis);
  leaf_book_set_cover (book, LEAF_TEST_COVER);

  return book;
}

/**
 * leaf_test_post_source:
 *
 * Returns: (transfer full): a review with every part that a post can have
 */
LeafPostSource *
leaf_test_post_source (void)
{
  g_autoptr (LeafReview) review = leaf_review_new ();
  g_autoptr (LeafProfile) profile = leaf_profile_new ();
  g_autoptr (LeafBlog) blog = leaf_blog_new ();
  g_autoptr (GPtrArray) books = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (LeafDocument) document = make_review ();
  LeafPostSource *source;

  g_ptr_array_add (books, leaf_test_book ());
  leaf_review_set_document (review, document);
  leaf_review_set_rating (review, 9);
  leaf_review_set_warnings (review, "Opium, suicide,\ncolonial attitudes");
  leaf_review_set_free_copy (review, TRUE);
  leaf_review_set_created (review, 1700000000);
  leaf_profile_set_name (profile, "Rosa Quill");
  leaf_profile_set_role (profile, "Editor");
  leaf_profile_set_bio (profile, "Reads by the window, with a cat that does not.");
  leaf_profile_set_picture (profile, LEAF_TEST_PICTURE);
  leaf_blog_set_name (blog, "The Window Seat");
  leaf_blog_set_setting (blog, "affiliate-bookshop", "4711");
  leaf_blog_set_setting (blog, "affiliate-amazon", "windowseat-20");

  source = leaf_post_source_new (review, books, profile, blog, LEAF_TEST_MARKER);
  source->published = 1731240000; /* 2024-11-10 12:00 UTC */

  return source;
}

/**
 * leaf_test_post_media:
 * @prefix: of the addresses
 *
 * Returns: (transfer full) (element-type utf8 LeafPostMedia): every picture of @source, as if it was uploaded
 */
GHashTable *
leaf_test_post_media (const LeafPostSource *source,
                      const char *prefix)
{
  GHashTable *media = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) leaf_post_media_free);
  g_autoptr (GPtrArray) pictures = leaf_post_list_pictures (source);

  for (unsigned int i = 0; i < pictures->len; i++)
    {
      const LeafPostPicture *picture = g_ptr_array_index (pictures, i);
      g_autofree char *id = g_strdup_printf ("%u", 22 + i);
      g_autofree char *address = g_strdup_printf ("%s%s.jpg", prefix, picture->name);

      g_hash_table_insert (media, g_strdup (picture->sha256), leaf_post_media_new (id, address, 400, 600));
    }

  return media;
}
