/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-post-card"

#include "config.h"

#include "leaf-pattern.h"
#include "leaf-post-labels.h"
#include "leaf-post-writer-private.h"

/* The lines of one card. */
typedef struct
{
  LeafPostWriter *writer;
  gboolean any;
} Lines;

static void
begin_line (Lines *lines,
            LeafLabel label)
{
  LeafPostWriter *writer = lines->writer;

  if (lines->any)
    leaf_markup_builder_empty (writer->builder, "br", NULL);
  lines->any = TRUE;
  leaf_markup_builder_open (writer->builder, "span", "class", "flyleaf-fact", NULL);
  leaf_post_write_label (writer, leaf_post_label (writer->language, label));
}

static void
end_line (Lines *lines)
{
  leaf_markup_builder_close (lines->writer->builder);
}

static void
write_line (Lines *lines,
            LeafLabel label,
            const char *value)
{
  if (value == NULL || *value == '\0')
    return;

  begin_line (lines, label);
  leaf_markup_builder_text (lines->writer->builder, value);
  end_line (lines);
}

static void
write_title (Lines *lines,
             LeafBook *book)
{
  begin_line (lines, LEAF_LABEL_TITLE);
  leaf_markup_builder_open (lines->writer->builder, "cite", "class", "p-name", NULL);
  leaf_markup_builder_text (lines->writer->builder, leaf_book_get_title (book));
  leaf_markup_builder_close (lines->writer->builder);
  end_line (lines);
}

static void
write_authors (Lines *lines,
               LeafBook *book)
{
  g_auto (GStrv) authors = leaf_book_dup_authors (book);

  if (authors[0] == NULL)
    return;

  begin_line (lines, authors[1] == NULL ? LEAF_LABEL_AUTHOR : LEAF_LABEL_AUTHORS);
  for (unsigned int i = 0; authors[i] != NULL; i++)
    {
      if (i > 0)
        leaf_markup_builder_text (lines->writer->builder, ", ");
      leaf_post_write_span (lines->writer, "p-author", authors[i]);
    }
  end_line (lines);
}

static void
write_contributors (Lines *lines,
                    LeafBook *book)
{
  static const struct
  {
    const char *role;
    LeafLabel label;
  } roles[] = {
    { "translator", LEAF_LABEL_TRANSLATOR },
    { "editor", LEAF_LABEL_EDITOR },
    { "illustrator", LEAF_LABEL_ILLUSTRATOR },
    { "narrator", LEAF_LABEL_NARRATOR },
  };
  GPtrArray *contributors = leaf_book_get_contributors (book);

  for (unsigned int i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new ();
      g_autofree char *text = NULL;

      for (unsigned int j = 0; j < contributors->len; j++)
        {
          const LeafContributor *contributor = g_ptr_array_index (contributors, j);

          if (g_strcmp0 (contributor->role, roles[i].role) == 0)
            g_ptr_array_add (names, contributor->name);
        }
      g_ptr_array_add (names, NULL);
      text = g_strjoinv (", ", (char **) names->pdata);
      write_line (lines, roles[i].label, text);
    }
}

static void
write_series (Lines *lines,
              LeafBook *book)
{
  const char *series = leaf_book_get_series (book);
  const char *number = leaf_book_get_series_number (book);
  g_autofree char *text = NULL;

  if (series == NULL)
    return;

  text = number != NULL && *number != '\0' ? g_strdup_printf ("%s #%s", series, number) : g_strdup (series);
  write_line (lines, LEAF_LABEL_SERIES, text);
}

static void
write_genres (Lines *lines,
              LeafBook *book)
{
  const char *const *genres = leaf_book_get_genres (book);
  g_autofree char *text = g_strjoinv (", ", (char **) genres);

  write_line (lines, genres[0] != NULL && genres[1] == NULL ? LEAF_LABEL_GENRE : LEAF_LABEL_GENRES, text);
}

/* The number itself is what machines take as the book's identity. */
static void
write_isbn (Lines *lines,
            LeafBook *book)
{
  const char *isbn = leaf_book_get_isbn (book);
  g_autofree char *urn = NULL;

  if (isbn == NULL || *isbn == '\0')
    return;

  urn = g_strconcat ("urn:isbn:", isbn, NULL);
  if (lines->any)
    leaf_markup_builder_empty (lines->writer->builder, "br", NULL);
  leaf_markup_builder_open (lines->writer->builder, "span", "class", "flyleaf-fact", NULL);
  leaf_post_write_label (lines->writer, "ISBN");
  leaf_post_write_value (lines->writer, "u-uid", urn, isbn);
  leaf_markup_builder_close (lines->writer->builder);
}

/* Only what is known gets a line. */
static void
write_facts (LeafPostWriter *self,
             LeafBook *book)
{
  Lines lines = { self, FALSE };
  const LeafDate *published = leaf_book_get_published (book);
  g_autofree char *date = leaf_post_format_date (self->source, published);
  g_autofree char *pages = leaf_book_get_pages (book) > 0 ? g_strdup_printf ("%u", leaf_book_get_pages (book)) : NULL;

  leaf_post_begin_paragraph (self, "flyleaf-facts");
  write_title (&lines, book);
  write_authors (&lines, book);
  write_contributors (&lines, book);
  write_series (&lines, book);
  write_genres (&lines, book);
  write_line (&lines, LEAF_LABEL_PUBLISHER, leaf_book_get_publisher (book));
  write_line (&lines, LEAF_LABEL_PUBLISHED, date);
  write_line (&lines, LEAF_LABEL_FORMAT, leaf_book_get_format (book));
  write_line (&lines, LEAF_LABEL_PAGES, pages);
  write_isbn (&lines, book);
  leaf_post_end_paragraph (self);
}

/**
 * leaf_post_dup_cover_alt:
 *
 * Returns: (transfer full): the alternative text of a cover: the book's own, else by the blog's pattern
 */
char *
leaf_post_dup_cover_alt (const LeafPostSource *source,
                         LeafBook *book)
{
  const char *own = leaf_book_get_cover_alt (book);

  if (own != NULL && *own != '\0')
    return g_strdup (own);

  return leaf_pattern_expand (leaf_blog_get_setting (source->blog, LEAF_BLOG_SETTING_COVER_ALT), source, book);
}

/**
 * leaf_post_write_card:
 *
 * Writes the card of one book: its cover and, beside it, the facts.
 */
void
leaf_post_write_card (LeafPostWriter *self,
                      LeafBook *book)
{
  const char *cover = leaf_book_get_cover (book);
  g_autofree char *alt = NULL;

  if (cover == NULL)
    {
      leaf_post_begin_group (self, "flyleaf-card p-item h-cite", NULL);
      write_facts (self, book);
      leaf_post_end_group (self);
      return;
    }

  alt = leaf_post_dup_cover_alt (self->source, book);
  leaf_post_begin_columns (self, "flyleaf-card p-item h-cite");
  leaf_post_begin_column (self, 33);
  leaf_post_begin_image (self, cover, alt, "flyleaf-cover", "u-photo");
  leaf_post_end_image (self);
  leaf_post_end_column (self);
  leaf_post_begin_column (self, 67);
  write_facts (self, book);
  leaf_post_end_column (self);
  leaf_post_end_columns (self);
}
