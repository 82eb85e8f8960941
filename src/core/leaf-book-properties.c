/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-book"

#include "config.h"

#include "leaf-book-private.h"

#include "leaf-string.h"

/**
 * leaf_book_get_title:
 * @self: a book
 *
 * Returns: (transfer none): the title; empty when it is not known yet
 */
const char *
leaf_book_get_title (LeafBook *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK (self), NULL);

  return self->title;
}

/**
 * leaf_book_set_title:
 * @self: a book
 * @title: (nullable): the title, without the series
 *
 * Sets the title.
 */
void
leaf_book_set_title (LeafBook *self, const char *title)
{
  g_return_if_fail (LEAF_IS_BOOK (self));

  if (leaf_string_set (&self->title, title != NULL ? title : ""))
    g_object_notify_by_pspec (G_OBJECT (self), leaf_book_properties[LEAF_BOOK_PROP_TITLE]);
}

/**
 * leaf_book_get_genres:
 * @self: a book
 *
 * Returns: (transfer none) (array zero-terminated=1): the genres, the most telling first
 */
const char *const *
leaf_book_get_genres (LeafBook *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK (self), NULL);

  return (const char *const *) self->genres;
}

/**
 * leaf_book_set_genres:
 * @self: a book
 * @genres: (nullable): the genres
 *
 * Sets the genres.
 */
void
leaf_book_set_genres (LeafBook *self, const char *const *genres)
{
  g_return_if_fail (LEAF_IS_BOOK (self));

  if (leaf_strv_set (&self->genres, genres))
    g_object_notify_by_pspec (G_OBJECT (self), leaf_book_properties[LEAF_BOOK_PROP_GENRES]);
}

/**
 * leaf_book_get_shelves:
 * @self: a book
 *
 * Returns: (transfer none) (array zero-terminated=1): the shelves the book stands on
 */
const char *const *
leaf_book_get_shelves (LeafBook *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK (self), NULL);

  return (const char *const *) self->shelves;
}

/**
 * leaf_book_set_shelves:
 * @self: a book
 * @shelves: (nullable): names of shelves
 *
 * Sets the shelves.
 */
void
leaf_book_set_shelves (LeafBook *self, const char *const *shelves)
{
  g_return_if_fail (LEAF_IS_BOOK (self));

  if (leaf_strv_set (&self->shelves, shelves))
    g_object_notify_by_pspec (G_OBJECT (self), leaf_book_properties[LEAF_BOOK_PROP_SHELVES]);
}

/**
 * leaf_book_get_publisher:
 * @self: a book
 *
 * Returns: (transfer none) (nullable): the publisher
 */
const char *
leaf_book_get_publisher (LeafBook *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK (self), NULL);

  return self->publisher;
}

/**
 * leaf_book_set_publisher:
 * @self: a book
 * @publisher: (nullable): the publisher
 *
 * Sets the publisher.
 */
void
leaf_book_set_publisher (LeafBook *self, const char *publisher)
{
  g_return_if_fail (LEAF_IS_BOOK (self));

  if (leaf_string_set_optional (&self->publisher, publisher))
    g_object_notify_by_pspec (G_OBJECT (self), leaf_book_properties[LEAF_BOOK_PROP_PUBLISHER]);
}

/**
 * leaf_book_get_published:
 * @self: a book
 *
 * Returns: (transfer none): when the book was published, at the precision known
 */
const LeafDate *
leaf_book_get_published (LeafBook *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK (self), NULL);

  return &self->published;
}

/**
 * leaf_book_set_published:
 * @self: a book
 * @published: a valid date, maybe of year 0
 *
 * Sets when the book was published.
 */
void
leaf_book_set_published (LeafBook *self, const LeafDate *published)
{
  g_return_if_fail (LEAF_IS_BOOK (self));
  g_return_if_fail (published != NULL && leaf_date_is_valid (published));

  if (leaf_date_compare (&self->published, published) == 0)
    return;

  self->published = *published;
  g_object_notify_by_pspec (G_OBJECT (self), leaf_book_properties[LEAF_BOOK_PROP_PUBLISHED]);
}

/**
 * leaf_book_get_embargo:
 * @self: a book
 *
 * Returns: (transfer none): the first day on which the publisher allows anything about the book to be
 *   published, or no date
 */
const LeafDate *
leaf_book_get_embargo (LeafBook *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK (self), NULL);

  return &self->embargo;
}

/**
 * leaf_book_set_embargo:
 * @self: a book
 * @embargo: a day of the calendar, or no date
 *
 * Sets the first day on which something about the book may be published.
 */
void
leaf_book_set_embargo (LeafBook *self, const LeafDate *embargo)
{
  g_return_if_fail (LEAF_IS_BOOK (self));
  g_return_if_fail (embargo != NULL && leaf_date_is_valid (embargo));
  g_return_if_fail (embargo->year == 0 || embargo->day != 0);

  if (leaf_date_compare (&self->embargo, embargo) == 0 && self->embargo_text == NULL)
    return;

  g_clear_pointer (&self->embargo_text, g_free);
  self->embargo = *embargo;
  g_object_notify_by_pspec (G_OBJECT (self), leaf_book_properties[LEAF_BOOK_PROP_EMBARGO]);
}

/**
 * leaf_book_get_embargo_text:
 * @self: a book
 *
 * Returns: (transfer none) (nullable): what stands where the day of the embargo should, when that is no day
 */
const char *
leaf_book_get_embargo_text (LeafBook *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK (self), NULL);

  return self->embargo_text;
}

/**
 * leaf_book_set_embargo_text:
 * @self: a book
 * @text: something that is no day
 *
 * Notes that there is an embargo whose day cannot be read. It counts as one that is not reached, until
 * leaf_book_set_embargo() says another.
 */
void
leaf_book_set_embargo_text (LeafBook *self, const char *text)
{
  g_return_if_fail (LEAF_IS_BOOK (self));
  g_return_if_fail (text != NULL);

  if (g_strcmp0 (self->embargo_text, text) == 0)
    return;

  g_free (self->embargo_text);
  self->embargo_text = g_strdup (text);
  self->embargo = (LeafDate) { 0 };
  g_object_notify_by_pspec (G_OBJECT (self), leaf_book_properties[LEAF_BOOK_PROP_EMBARGO]);
}

/**
 * leaf_book_dup_embargo:
 * @self: a book
 *
 * Writes the embargo down, also one that cannot be read.
 *
 * Returns: (transfer full) (nullable): a day such as 2010-08-31, or whatever stands there; %NULL without an embargo
 */
char *
leaf_book_dup_embargo (LeafBook *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK (self), NULL);

  return self->embargo_text != NULL ? g_strdup (self->embargo_text) : leaf_date_to_string (&self->embargo);
}

/**
 * leaf_book_get_embargo_end:
 * @self: a book
 *
 * Says when the embargo ends: at the beginning of its day where the user is. Publishers name a day
 * and no time zone, and the day of her calendar is the one that she promised.
 *
 * Returns: the first second, since 1970, at which the book may be written about; 0 without an embargo,
 *   %G_MAXINT64 when its day cannot be read
 */
gint64
leaf_book_get_embargo_end (LeafBook *self)
{
  g_autoptr (GDateTime) day = NULL;

  g_return_val_if_fail (LEAF_IS_BOOK (self), 0);

  if (self->embargo_text != NULL)
    return G_MAXINT64;
  if (self->embargo.year == 0)
    return 0;

  day = g_date_time_new_local (self->embargo.year, self->embargo.month, self->embargo.day, 0, 0, 0);

  return g_date_time_to_unix (day);
}

/**
 * leaf_book_is_embargoed:
 * @self: a book
 * @at: seconds since 1970: now, or when a post is to appear
 *
 * May nothing about the book be public at @at? On the day of the embargo itself it may: see
 * leaf_book_get_embargo_end().
 *
 * Returns: whether @at is before the day of the embargo
 */
gboolean
leaf_book_is_embargoed (LeafBook *self, gint64 at)
{
  g_return_val_if_fail (LEAF_IS_BOOK (self), FALSE);

  return at < leaf_book_get_embargo_end (self) && (self->embargo.year != 0 || self->embargo_text != NULL);
}

/**
 * leaf_book_get_isbn:
 * @self: a book
 *
 * Returns: (transfer none) (nullable): the ISBN as leaf_isbn_normalize() gives it
 */
const char *
leaf_book_get_isbn (LeafBook *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK (self), NULL);

  return self->isbn;
}

/**
 * leaf_book_set_isbn:
 * @self: a book
 * @isbn13: (nullable): an ISBN as leaf_isbn_normalize() gives it
 *
 * Sets the ISBN. It is not checked here.
 */
void
leaf_book_set_isbn (LeafBook *self, const char *isbn13)
{
  g_return_if_fail (LEAF_IS_BOOK (self));

  if (leaf_string_set_optional (&self->isbn, isbn13))
    g_object_notify_by_pspec (G_OBJECT (self), leaf_book_properties[LEAF_BOOK_PROP_ISBN]);
}

/**
 * leaf_book_get_series:
 * @self: a book
 *
 * Returns: (transfer none) (nullable): the name of the series
 */
const char *
leaf_book_get_series (LeafBook *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK (self), NULL);

  return self->series;
}

/**
 * leaf_book_set_series:
 * @self: a book
 * @series: (nullable): the name of a series
 *
 * Sets the series.
 */
void
leaf_book_set_series (LeafBook *self, const char *series)
{
  g_return_if_fail (LEAF_IS_BOOK (self));

  if (leaf_string_set_optional (&self->series, series))
    g_object_notify_by_pspec (G_OBJECT (self), leaf_book_properties[LEAF_BOOK_PROP_SERIES]);
}

/**
 * leaf_book_get_series_number:
 * @self: a book
 *
 * Returns: (transfer none) (nullable): the number in the series: "1", "1.5", "1-3"
 */
const char *
leaf_book_get_series_number (LeafBook *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK (self), NULL);

  return self->series_number;
}

/**
 * leaf_book_set_series_number:
 * @self: a book
 * @number: (nullable): a number, as text
 *
 * Sets the number in the series.
 */
void
leaf_book_set_series_number (LeafBook *self, const char *number)
{
  g_return_if_fail (LEAF_IS_BOOK (self));

  if (leaf_string_set_optional (&self->series_number, number))
    g_object_notify_by_pspec (G_OBJECT (self), leaf_book_properties[LEAF_BOOK_PROP_SERIES_NUMBER]);
}

/**
 * leaf_book_get_pages:
 * @self: a book
 *
 * Returns: the number of pages, 0 when unknown
 */
unsigned int
leaf_book_get_pages (LeafBook *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK (self), 0);

  return self->pages;
}

/**
 * leaf_book_set_pages:
 * @self: a book
 * @pages: the number of pages, 0 when unknown
 *
 * Sets the number of pages.
 */
void
leaf_book_set_pages (LeafBook *self, unsigned int pages)
{
  g_return_if_fail (LEAF_IS_BOOK (self));

  if (self->pages == pages)
    return;

  self->pages = pages;
  g_object_notify_by_pspec (G_OBJECT (self), leaf_book_properties[LEAF_BOOK_PROP_PAGES]);
}

/**
 * leaf_book_get_format:
 * @self: a book
 *
 * Returns: (transfer none) (nullable): the format: "Paperback", "E-book"
 */
const char *
leaf_book_get_format (LeafBook *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK (self), NULL);

  return self->format;
}

/**
 * leaf_book_set_format:
 * @self: a book
 * @format: (nullable): any word
 *
 * Sets the format.
 */
void
leaf_book_set_format (LeafBook *self, const char *format)
{
  g_return_if_fail (LEAF_IS_BOOK (self));

  if (leaf_string_set_optional (&self->format, format))
    g_object_notify_by_pspec (G_OBJECT (self), leaf_book_properties[LEAF_BOOK_PROP_FORMAT]);
}

/**
 * leaf_book_get_language:
 * @self: a book
 *
 * Returns: (transfer none) (nullable): the BCP 47 tag of the language that the book is in
 */
const char *
leaf_book_get_language (LeafBook *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK (self), NULL);

  return self->language;
}

/**
 * leaf_book_set_language:
 * @self: a book
 * @language: (nullable): a BCP 47 tag
 *
 * Sets the language.
 */
void
leaf_book_set_language (LeafBook *self, const char *language)
{
  g_return_if_fail (LEAF_IS_BOOK (self));

  if (leaf_string_set_optional (&self->language, language))
    g_object_notify_by_pspec (G_OBJECT (self), leaf_book_properties[LEAF_BOOK_PROP_LANGUAGE]);
}

/**
 * leaf_book_get_synopsis:
 * @self: a book
 *
 * Returns: (transfer none): the publisher's text about the book
 */
LeafDocument *
leaf_book_get_synopsis (LeafBook *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK (self), NULL);

  return self->synopsis;
}

/**
 * leaf_book_set_synopsis:
 * @self: a book
 * @synopsis: (nullable): a document; %NULL is an empty one
 *
 * Sets the synopsis. The document is shared, not copied.
 */
void
leaf_book_set_synopsis (LeafBook *self, LeafDocument *synopsis)
{
  g_return_if_fail (LEAF_IS_BOOK (self));

  if (self->synopsis == synopsis && synopsis != NULL)
    return;

  leaf_document_unref (self->synopsis);
  self->synopsis = synopsis != NULL ? leaf_document_ref (synopsis) : leaf_document_new ();
  g_object_notify_by_pspec (G_OBJECT (self), leaf_book_properties[LEAF_BOOK_PROP_SYNOPSIS]);
}

/**
 * leaf_book_get_cover:
 * @self: a book
 *
 * Returns: (transfer none) (nullable): the SHA-256 of a picture in the library
 */
const char *
leaf_book_get_cover (LeafBook *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK (self), NULL);

  return self->cover;
}

/**
 * leaf_book_set_cover:
 * @self: a book
 * @sha256: (nullable): the SHA-256 of a picture in the library
 *
 * Sets the cover.
 */
void
leaf_book_set_cover (LeafBook *self, const char *sha256)
{
  g_return_if_fail (LEAF_IS_BOOK (self));

  if (leaf_string_set_optional (&self->cover, sha256))
    g_object_notify_by_pspec (G_OBJECT (self), leaf_book_properties[LEAF_BOOK_PROP_COVER]);
}

/**
 * leaf_book_get_cover_alt:
 * @self: a book
 *
 * Returns: (transfer none) (nullable): the alternative text of the cover, or %NULL when it is
 *   made by the pattern of the blog
 */
const char *
leaf_book_get_cover_alt (LeafBook *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK (self), NULL);

  return self->cover_alt;
}

/**
 * leaf_book_set_cover_alt:
 * @self: a book
 * @alt: (nullable): an alternative text
 *
 * Sets the alternative text of the cover.
 */
void
leaf_book_set_cover_alt (LeafBook *self, const char *alt)
{
  g_return_if_fail (LEAF_IS_BOOK (self));

  if (leaf_string_set_optional (&self->cover_alt, alt))
    g_object_notify_by_pspec (G_OBJECT (self), leaf_book_properties[LEAF_BOOK_PROP_COVER_ALT]);
}
