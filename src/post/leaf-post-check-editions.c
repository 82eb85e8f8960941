/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-post-check"

#include "config.h"

#include "leaf-isbn.h"
#include "leaf-post-check-private.h"
#include "leaf-post-links.h"

#include <glib/gi18n.h>
#include <string.h>

/* Where a shop has the ISBN in its addresses: thirteen digits anywhere, ten in Amazon's and after "isbn=" or "ean=". */
#define ISBN_13 "(?<![0-9])97[89](-?[0-9]){10}(?![0-9])"
#define AMAZON_10 "/(?:dp|gp/product|gp/aw/d|exec/obidos/ASIN|o/ASIN|d)/([0-9]{9}[0-9X])(?![0-9A-Z])"
#define QUERY_10 "[?&](?:isbn|isbn10|ean|vid=isbn)[=:]?([0-9]{9}[0-9X])(?![0-9A-Z])"

/* "ISBN-13: 978-0-14-144114-6" */
#define WRITTEN "\\bISBN(?:[-‐‑ ]?1[03])?\\b[:\\s]{0,3}([0-9](?:[0-9 \\-‐‑–]{7,16})[0-9X])"

/* "p. 12", "pp. 12–14", "Seite 7", "12": the last number counts. */
#define PAGE "^\\s*([0-9]{1,5})\\s*$|\\b(?:pp?|pgs?|pages?|S|Seiten?|págs?|páginas?|pag|pagina)\\b\\.?\\s{0,2}([0-9]{1,5})(?:\\s?[-–—]\\s?([0-9]{1,5}))?"

/* Words that say that a link is the place to get this very book. */
#define SHOP_WORDS "\\b(amazon|bookshop|kindle|kobo|barnes|goodreads|libro|audible|waterstones|thalia|hugendubel|hardcover|paperback|e-?book|audiobook|buy|order|preorder|pre-order|get (it|the book)|here|store|shop)\\b"

static gboolean
matches (const char *text,
         const char *pattern)
{
  g_autoptr (GRegex) regex = leaf_post_check_regex (pattern, G_REGEX_CASELESS);

  return g_regex_match (regex, text, 0, NULL);
}

/* Group 1, or all of it when the pattern has none. */
static char *
find_isbn (const char *text,
           const char *pattern)
{
  g_autoptr (GRegex) regex = leaf_post_check_regex (pattern, G_REGEX_CASELESS);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *found = g_match_info_fetch (match, g_str_equal (pattern, ISBN_13) ? 0 : 1);
      char *isbn = leaf_isbn_normalize (found, NULL);

      if (isbn != NULL)
        return isbn;
    }

  return NULL;
}

static char *
find_link_isbn (const char *address)
{
  const char *rest = strstr (address, "://");
  char *isbn;

  if (rest == NULL || (rest = strpbrk (rest + 3, "/?")) == NULL)
    return NULL;

  isbn = leaf_link_is_amazon (address) ? find_isbn (rest, AMAZON_10) : NULL;
  if (isbn == NULL)
    isbn = find_isbn (rest, ISBN_13);
  if (isbn == NULL)
    isbn = find_isbn (rest, QUERY_10);

  return isbn;
}

/* All that is written as an ISBN in a block. */
static void
add_written (GPtrArray *isbns,
             const char *text)
{
  g_autoptr (GRegex) regex = leaf_post_check_regex (WRITTEN, G_REGEX_CASELESS);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *found = g_match_info_fetch (match, 1);
      g_autoptr (GString) plain = g_string_new (NULL);
      char *isbn;

      for (const char *p = found; *p != '\0'; p++)
        {
          if (g_ascii_isalnum (*p))
            g_string_append_c (plain, *p);
        }
      isbn = leaf_isbn_normalize (plain->str, NULL);
      if (isbn != NULL)
        g_ptr_array_add (isbns, isbn);
    }
}

/* NULL when one of the books has no ISBN: then it may be meant. */
static LeafBook *
get_only_known (LeafPostChecker *self,
                const char *isbn)
{
  LeafBook *first = NULL;

  for (unsigned int i = 0; i < self->source->books->len; i++)
    {
      LeafBook *book = g_ptr_array_index (self->source->books, i);

      if (leaf_book_get_isbn (book) == NULL || g_str_equal (leaf_book_get_isbn (book), isbn))
        return NULL;
      if (first == NULL)
        first = book;
    }
  if (self->facts->other_isbns != NULL && g_hash_table_contains (self->facts->other_isbns, isbn))
    return NULL;

  return first;
}

/* A link to another book is no mistake; one that says it is this book is. */
static LeafSeverity
judge_link (LeafPostChecker *self,
            const char *text)
{
  g_autofree char *simple = leaf_post_check_simplify (text);

  for (unsigned int i = 0; i < self->source->books->len; i++)
    {
      g_autofree char *title = leaf_post_check_simplify (leaf_book_get_title (g_ptr_array_index (self->source->books, i)));

      if (*title != '\0' && strstr (simple, title) != NULL)
        return LEAF_SEVERITY_WARNS;
    }

  return matches (text, SHOP_WORDS) ? LEAF_SEVERITY_WARNS : LEAF_SEVERITY_HINTS;
}

static void
check_links (LeafPostChecker *self)
{
  g_autoptr (GArray) links = leaf_post_document_list_links (self->review);

  for (unsigned int i = 0; i < links->len; i++)
    {
      const LeafPostLink *link = &g_array_index (links, LeafPostLink, i);
      g_autofree char *isbn = find_link_isbn (link->address);
      LeafBook *book = isbn != NULL ? get_only_known (self, isbn) : NULL;
      g_autofree char *text = NULL;
      g_autofree char *quoted = NULL;

      if (book == NULL)
        continue;
      text = leaf_post_link_dup_text (self->review, link);
      quoted = leaf_post_check_quote (text);
      leaf_post_checker_add_at (self, LEAF_PROBLEM_EDITION, judge_link (self, text), LEAF_FIX_EDIT_LINK,
                                /* Translators: the words of a link, then two ISBNs */
                                g_strdup_printf (_("The link “%s” leads to the ISBN %s, but the book has %s."), quoted, isbn,
                                                 leaf_book_get_isbn (book)),
                                link->block, link->start, link->length)->address = g_strdup (link->address);
    }
}

static void
check_written (LeafPostChecker *self)
{
  unsigned int n_blocks = leaf_document_get_n_blocks (self->review);

  for (unsigned int i = 0; i < n_blocks; i++)
    {
      const LeafBlock *block = leaf_document_get_block (self->review, i);
      g_autoptr (GPtrArray) isbns = g_ptr_array_new_with_free_func (g_free);

      add_written (isbns, leaf_block_get_text (block));
      for (unsigned int j = 0; j < isbns->len; j++)
        {
          const char *isbn = g_ptr_array_index (isbns, j);
          LeafBook *book = get_only_known (self, isbn);

          if (book == NULL)
            continue;
          leaf_post_checker_add_at (self, LEAF_PROBLEM_EDITION, LEAF_SEVERITY_WARNS, LEAF_FIX_SHOW,
                                    g_strdup_printf (_("Your text gives the ISBN %s, but the book has %s."), isbn,
                                                     leaf_book_get_isbn (book)),
                                    i, 0, leaf_block_get_length (block));
          break;
        }
    }
}

/* The most pages that one of the books has; 0 when that is not known of all. */
static unsigned int
get_pages (LeafPostChecker *self)
{
  unsigned int most = 0;

  for (unsigned int i = 0; i < self->source->books->len; i++)
    {
      unsigned int pages = leaf_book_get_pages (g_ptr_array_index (self->source->books, i));

      if (pages == 0)
        return 0;
      most = MAX (most, pages);
    }

  return most;
}

static unsigned int
find_page (GRegex *regex,
           const char *text)
{
  g_autoptr (GMatchInfo) match = NULL;
  unsigned int page = 0;

  if (!g_regex_match (regex, text, 0, &match))
    return 0;

  for (int i = 1; i <= 3; i++)
    {
      g_autofree char *number = g_match_info_fetch (match, i);

      if (number != NULL && *number != '\0')
        page = MAX (page, (unsigned int) g_ascii_strtoull (number, NULL, 10));
    }

  return page;
}

static void
check_pages (LeafPostChecker *self)
{
  g_autoptr (GRegex) regex = leaf_post_check_regex (PAGE, 0);
  unsigned int n_blocks = leaf_document_get_n_blocks (self->review), pages = get_pages (self);

  for (unsigned int i = 0; pages > 0 && i < n_blocks; i++)
    {
      const LeafBlock *block = leaf_document_get_block (self->review, i);
      unsigned int page;

      if (leaf_block_get_style (block)->kind != LEAF_BLOCK_QUOTE_SOURCE)
        continue;
      page = find_page (regex, leaf_block_get_text (block));
      if (page > pages)
        leaf_post_checker_add_at (self, LEAF_PROBLEM_PAGE, LEAF_SEVERITY_WARNS, LEAF_FIX_SHOW,
                                  g_strdup_printf (_("A quotation is from page %u, but the book has %u pages."), page, pages), i, 0,
                                  leaf_block_get_length (block));
    }
}

/**
 * leaf_post_list_isbns:
 * @source: the review and what belongs to it
 *
 * Lists the ISBNs that the review speaks of, in its words and behind its links.
 *
 * Returns: (transfer full) (array zero-terminated=1): thirteen digits, each once
 */
char **
leaf_post_list_isbns (const LeafPostSource *source)
{
  const LeafDocument *review;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) links = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  unsigned int n_blocks;

  g_return_val_if_fail (source != NULL, NULL);

  review = leaf_review_get_document (source->review);
  links = leaf_post_document_list_links (review);
  n_blocks = leaf_document_get_n_blocks (review);
  for (unsigned int i = 0; i < links->len; i++)
    {
      char *isbn = find_link_isbn (g_array_index (links, LeafPostLink, i).address);

      if (isbn != NULL)
        g_ptr_array_add (found, isbn);
    }
  for (unsigned int i = 0; i < n_blocks; i++)
    add_written (found, leaf_block_get_text (leaf_document_get_block (review, i)));

  for (unsigned int i = 0; i < found->len; i++)
    {
      unsigned int first;

      if (g_ptr_array_find_with_equal_func (found, g_ptr_array_index (found, i), g_str_equal, &first) && first == i)
        g_strv_builder_add (builder, g_ptr_array_index (found, i));
    }

  return g_strv_builder_end (builder);
}

/* What belongs to another edition than the one that the book is. */
void
leaf_post_check_editions (LeafPostChecker *self)
{
  check_links (self);
  check_written (self);
  check_pages (self);
}
