/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-post-parts"

#include "config.h"

#include "leaf-post-labels.h"
#include "leaf-post-links.h"
#include "leaf-post-writer-private.h"

#include <string.h>

#define STARS (LEAF_RATING_MAX / 2)

/**
 * leaf_post_write_synopsis:
 *
 * Writes a book's synopsis as a quotation: it is the publisher's text, not the reviewer's.
 */
void
leaf_post_write_synopsis (LeafPostWriter *self,
                          LeafBook *book)
{
  const LeafDocument *synopsis = leaf_book_get_synopsis (book);
  const char *publisher = leaf_book_get_publisher (book);

  if (!leaf_post_document_has_content (synopsis))
    return;

  leaf_post_begin_quote (self, "flyleaf-synopsis");
  leaf_post_write_document (self, synopsis);
  leaf_markup_builder_open (self->builder, "cite", NULL);
  leaf_markup_builder_text (self->builder, leaf_post_label (self->language, LEAF_LABEL_FROM_THE_PUBLISHER));
  if (publisher != NULL && *publisher != '\0')
    {
      leaf_markup_builder_text (self->builder, ", ");
      leaf_markup_builder_text (self->builder, publisher);
    }
  leaf_markup_builder_close (self->builder);
  leaf_post_end_quote (self);
}

/**
 * leaf_post_write_warnings:
 *
 * Writes the content warnings, folded: they can themselves tell too much. Each line is a paragraph.
 */
void
leaf_post_write_warnings (LeafPostWriter *self)
{
  const char *warnings = leaf_review_get_warnings (self->source->review);
  g_auto (GStrv) lines = g_strsplit_set (warnings != NULL ? warnings : "", "\r\n", -1);
  gboolean any = FALSE;

  for (unsigned int i = 0; lines[i] != NULL; i++)
    {
      if (*g_strstrip (lines[i]) == '\0')
        continue;
      if (!any)
        leaf_post_begin_details (self, "flyleaf-warnings", leaf_post_label (self->language, LEAF_LABEL_CONTENT_WARNINGS));
      any = TRUE;
      leaf_post_begin_paragraph (self, NULL);
      leaf_markup_builder_text (self->builder, lines[i]);
      leaf_post_end_paragraph (self);
    }
  if (any)
    leaf_post_end_details (self);
}

/* Machines want a point where some languages write a comma. */
static void
write_rating_number (LeafPostWriter *self,
                     int rating)
{
  g_autofree char *text = leaf_post_rating_text (self->language, rating);
  g_autofree char *number = leaf_post_rating_text (NULL, rating);

  if (g_str_equal (text, number))
    leaf_post_write_span (self, "p-rating", number);
  else
    leaf_post_write_value (self, "p-rating", number, text);
}

/**
 * leaf_post_write_rating:
 *
 * Writes the rating as words that are read aloud, with stars for the eye that are not.
 */
void
leaf_post_write_rating (LeafPostWriter *self)
{
  int rating = leaf_review_get_rating (self->source->review);
  g_autofree char *best = g_strdup_printf ("%d", STARS);

  if (rating <= 0 || rating > LEAF_RATING_MAX)
    return;

  leaf_post_begin_paragraph (self, "flyleaf-rating");
  leaf_post_write_label (self, leaf_post_label (self->language, LEAF_LABEL_RATING));
  leaf_post_write_stars (self, rating);
  leaf_markup_builder_text (self->builder, " ");
  write_rating_number (self, rating);
  leaf_markup_builder_text (self->builder, " ");
  leaf_markup_builder_text (self->builder, leaf_post_label (self->language, LEAF_LABEL_OUT_OF));
  leaf_markup_builder_text (self->builder, " ");
  leaf_post_write_span (self, "p-best", best);
  leaf_post_end_paragraph (self);
}

/* The name of the book where there are several, else what the links are for. */
static void
write_book_links (LeafPostWriter *self,
                  LeafBook *book,
                  GPtrArray *links)
{
  g_autofree char *what = leaf_post_dup_words (self->source, LEAF_BLOG_SETTING_LINKS_LABEL,
                                               leaf_post_label (self->language, LEAF_LABEL_GET_THE_BOOK));

  leaf_post_begin_paragraph (self, "flyleaf-stores");
  leaf_post_write_label (self, self->source->books->len > 1 ? leaf_book_get_title (book) : what);
  for (unsigned int i = 0; i < links->len; i++)
    {
      const LeafStoreLink *link = g_ptr_array_index (links, i);

      if (i > 0)
        leaf_markup_builder_text (self->builder, " · ");
      leaf_markup_builder_open (self->builder, "a", "href", link->address,
                                "rel", link->affiliate ? LEAF_POST_AFFILIATE_REL : "noopener", NULL);
      leaf_markup_builder_text (self->builder, link->label);
      leaf_markup_builder_close (self->builder);
    }
  leaf_post_end_paragraph (self);
}

/**
 * leaf_post_write_links:
 *
 * Writes where each book can be had.
 */
void
leaf_post_write_links (LeafPostWriter *self)
{
  for (unsigned int i = 0; i < self->source->books->len; i++)
    {
      LeafBook *book = g_ptr_array_index (self->source->books, i);
      g_autoptr (GPtrArray) links = leaf_post_list_links (self->source, book);

      if (links->len > 0)
        write_book_links (self, book, links);
    }
}

void
leaf_post_write_disclosure (LeafPostWriter *self,
                            const char *text)
{
  leaf_post_begin_paragraph (self, "flyleaf-disclosure");
  leaf_markup_builder_open (self->builder, "em", NULL);
  leaf_markup_builder_text (self->builder, text);
  leaf_markup_builder_close (self->builder);
  leaf_post_end_paragraph (self);
}
