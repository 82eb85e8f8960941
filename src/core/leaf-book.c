/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-book"

#include "config.h"

#include "leaf-book-private.h"

#include "leaf-string.h"
#include "leaf-text.h"

G_DEFINE_FINAL_TYPE (LeafBook, leaf_book, G_TYPE_OBJECT)

GParamSpec *leaf_book_properties[LEAF_BOOK_N_PROPS];

static void
leaf_book_finalize (GObject *object)
{
  LeafBook *self = LEAF_BOOK (object);

  g_clear_pointer (&self->uuid, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->genres, g_strfreev);
  g_clear_pointer (&self->shelves, g_strfreev);
  g_clear_pointer (&self->publisher, g_free);
  g_clear_pointer (&self->embargo_text, g_free);
  g_clear_pointer (&self->isbn, g_free);
  g_clear_pointer (&self->series, g_free);
  g_clear_pointer (&self->series_number, g_free);
  g_clear_pointer (&self->format, g_free);
  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->synopsis, leaf_document_unref);
  g_clear_pointer (&self->cover, g_free);
  g_clear_pointer (&self->cover_alt, g_free);
  g_clear_pointer (&self->contributors, g_ptr_array_unref);

  G_OBJECT_CLASS (leaf_book_parent_class)->finalize (object);
}

static void
leaf_book_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LeafBook *self = LEAF_BOOK (object);

  switch (prop_id)
    {
    case LEAF_BOOK_PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case LEAF_BOOK_PROP_UUID:
      g_value_set_string (value, self->uuid);
      break;
    case LEAF_BOOK_PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case LEAF_BOOK_PROP_CONTRIBUTORS:
      g_value_set_boxed (value, self->contributors);
      break;
    case LEAF_BOOK_PROP_AUTHORS:
      g_value_take_string (value, leaf_book_dup_authors_text (self));
      break;
    case LEAF_BOOK_PROP_GENRES:
      g_value_set_boxed (value, self->genres);
      break;
    case LEAF_BOOK_PROP_SHELVES:
      g_value_set_boxed (value, self->shelves);
      break;
    case LEAF_BOOK_PROP_PUBLISHER:
      g_value_set_string (value, self->publisher);
      break;
    case LEAF_BOOK_PROP_PUBLISHED:
      g_value_set_boxed (value, &self->published);
      break;
    case LEAF_BOOK_PROP_EMBARGO:
      g_value_set_boxed (value, &self->embargo);
      break;
    case LEAF_BOOK_PROP_ISBN:
      g_value_set_string (value, self->isbn);
      break;
    case LEAF_BOOK_PROP_SERIES:
      g_value_set_string (value, self->series);
      break;
    case LEAF_BOOK_PROP_SERIES_NUMBER:
      g_value_set_string (value, self->series_number);
      break;
    case LEAF_BOOK_PROP_PAGES:
      g_value_set_uint (value, self->pages);
      break;
    case LEAF_BOOK_PROP_FORMAT:
      g_value_set_string (value, self->format);
      break;
    case LEAF_BOOK_PROP_LANGUAGE:
      g_value_set_string (value, self->language);
      break;
    case LEAF_BOOK_PROP_SYNOPSIS:
      g_value_set_boxed (value, self->synopsis);
      break;
    case LEAF_BOOK_PROP_COVER:
      g_value_set_string (value, self->cover);
      break;
    case LEAF_BOOK_PROP_COVER_ALT:
      g_value_set_string (value, self->cover_alt);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_book_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LeafBook *self = LEAF_BOOK (object);

  switch (prop_id)
    {
    case LEAF_BOOK_PROP_ID:
      leaf_book_set_id (self, g_value_get_int64 (value));
      break;
    case LEAF_BOOK_PROP_UUID:
      leaf_book_set_uuid (self, g_value_get_string (value));
      break;
    case LEAF_BOOK_PROP_TITLE:
      leaf_book_set_title (self, g_value_get_string (value));
      break;
    case LEAF_BOOK_PROP_CONTRIBUTORS:
      leaf_book_set_contributors (self, g_value_get_boxed (value));
      break;
    case LEAF_BOOK_PROP_GENRES:
      leaf_book_set_genres (self, g_value_get_boxed (value));
      break;
    case LEAF_BOOK_PROP_SHELVES:
      leaf_book_set_shelves (self, g_value_get_boxed (value));
      break;
    case LEAF_BOOK_PROP_PUBLISHER:
      leaf_book_set_publisher (self, g_value_get_string (value));
      break;
    case LEAF_BOOK_PROP_PUBLISHED:
      leaf_book_set_published (self, g_value_get_boxed (value));
      break;
    case LEAF_BOOK_PROP_EMBARGO:
      leaf_book_set_embargo (self, g_value_get_boxed (value));
      break;
    case LEAF_BOOK_PROP_ISBN:
      leaf_book_set_isbn (self, g_value_get_string (value));
      break;
    case LEAF_BOOK_PROP_SERIES:
      leaf_book_set_series (self, g_value_get_string (value));
      break;
    case LEAF_BOOK_PROP_SERIES_NUMBER:
      leaf_book_set_series_number (self, g_value_get_string (value));
      break;
    case LEAF_BOOK_PROP_PAGES:
      leaf_book_set_pages (self, g_value_get_uint (value));
      break;
    case LEAF_BOOK_PROP_FORMAT:
      leaf_book_set_format (self, g_value_get_string (value));
      break;
    case LEAF_BOOK_PROP_LANGUAGE:
      leaf_book_set_language (self, g_value_get_string (value));
      break;
    case LEAF_BOOK_PROP_SYNOPSIS:
      leaf_book_set_synopsis (self, g_value_get_boxed (value));
      break;
    case LEAF_BOOK_PROP_COVER:
      leaf_book_set_cover (self, g_value_get_string (value));
      break;
    case LEAF_BOOK_PROP_COVER_ALT:
      leaf_book_set_cover_alt (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_book_class_init (LeafBookClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamSpec **properties = leaf_book_properties;
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = leaf_book_finalize;
  object_class->get_property = leaf_book_get_property;
  object_class->set_property = leaf_book_set_property;

  properties[LEAF_BOOK_PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[LEAF_BOOK_PROP_UUID] = g_param_spec_string ("uuid", NULL, NULL, "", flags);
  properties[LEAF_BOOK_PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[LEAF_BOOK_PROP_GENRES] = g_param_spec_boxed ("genres", NULL, NULL, G_TYPE_STRV, flags);
  properties[LEAF_BOOK_PROP_SHELVES] = g_param_spec_boxed ("shelves", NULL, NULL, G_TYPE_STRV, flags);
  properties[LEAF_BOOK_PROP_PUBLISHER] = g_param_spec_string ("publisher", NULL, NULL, NULL, flags);
  properties[LEAF_BOOK_PROP_PUBLISHED] = g_param_spec_boxed ("published", NULL, NULL, LEAF_TYPE_DATE, flags);
  properties[LEAF_BOOK_PROP_EMBARGO] = g_param_spec_boxed ("embargo", NULL, NULL, LEAF_TYPE_DATE, flags);
  properties[LEAF_BOOK_PROP_ISBN] = g_param_spec_string ("isbn", NULL, NULL, NULL, flags);
  properties[LEAF_BOOK_PROP_SERIES] = g_param_spec_string ("series", NULL, NULL, NULL, flags);
  properties[LEAF_BOOK_PROP_SERIES_NUMBER] = g_param_spec_string ("series-number", NULL, NULL, NULL, flags);
  properties[LEAF_BOOK_PROP_PAGES] = g_param_spec_uint ("pages", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[LEAF_BOOK_PROP_FORMAT] = g_param_spec_string ("format", NULL, NULL, NULL, flags);
  properties[LEAF_BOOK_PROP_LANGUAGE] = g_param_spec_string ("language", NULL, NULL, NULL, flags);
  properties[LEAF_BOOK_PROP_SYNOPSIS] = g_param_spec_boxed ("synopsis", NULL, NULL, LEAF_TYPE_DOCUMENT, flags);
  properties[LEAF_BOOK_PROP_COVER] = g_param_spec_string ("cover", NULL, NULL, NULL, flags);
  properties[LEAF_BOOK_PROP_COVER_ALT] = g_param_spec_string ("cover-alt", NULL, NULL, NULL, flags);
  properties[LEAF_BOOK_PROP_CONTRIBUTORS] = g_param_spec_boxed ("contributors", NULL, NULL, G_TYPE_PTR_ARRAY, flags);
  properties[LEAF_BOOK_PROP_AUTHORS] =
    g_param_spec_string ("authors", NULL, NULL, "", G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, LEAF_BOOK_N_PROPS, properties);
}

static void
leaf_book_init (LeafBook *self)
{
  self->uuid = leaf_text_uuid ();
  self->title = g_strdup ("");
  self->contributors = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_contributor_free);
  self->genres = g_new0 (char *, 1);
  self->shelves = g_new0 (char *, 1);
  self->synopsis = leaf_document_new ();
}

/* For the functions about people, which are in a file of their own. */
void
leaf_book_notify_contributors (LeafBook *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), leaf_book_properties[LEAF_BOOK_PROP_CONTRIBUTORS]);
  g_object_notify_by_pspec (G_OBJECT (self), leaf_book_properties[LEAF_BOOK_PROP_AUTHORS]);
}

/**
 * leaf_book_new:
 *
 * Makes an empty book with a UUID of its own that is not in a library yet.
 *
 * Returns: (transfer full): a new book
 */
LeafBook *
leaf_book_new (void)
{
  return g_object_new (LEAF_TYPE_BOOK, NULL);
}

/**
 * leaf_book_copy:
 * @self: a book
 *
 * Makes a copy, with the same id and UUID, that shares nothing with @self, for another thread.
 *
 * Returns: (transfer full): the copy
 */
LeafBook *
leaf_book_copy (LeafBook *self)
{
  g_autoptr (LeafDocument) synopsis = NULL;
  LeafBook *copy;

  g_return_val_if_fail (LEAF_IS_BOOK (self), NULL);

  copy = leaf_book_new ();
  synopsis = leaf_document_copy (self->synopsis);
  leaf_book_set_id (copy, self->id);
  leaf_book_set_uuid (copy, self->uuid);
  leaf_book_set_title (copy, self->title);
  leaf_book_set_contributors (copy, self->contributors);
  leaf_book_set_genres (copy, (const char *const *) self->genres);
  leaf_book_set_shelves (copy, (const char *const *) self->shelves);
  leaf_book_set_publisher (copy, self->publisher);
  leaf_book_set_published (copy, &self->published);
  leaf_book_set_embargo (copy, &self->embargo);
  if (self->embargo_text != NULL)
    leaf_book_set_embargo_text (copy, self->embargo_text);
  leaf_book_set_isbn (copy, self->isbn);
  leaf_book_set_series (copy, self->series);
  leaf_book_set_series_number (copy, self->series_number);
  leaf_book_set_pages (copy, self->pages);
  leaf_book_set_format (copy, self->format);
  leaf_book_set_language (copy, self->language);
  leaf_book_set_synopsis (copy, synopsis);
  leaf_book_set_cover (copy, self->cover);
  leaf_book_set_cover_alt (copy, self->cover_alt);

  return copy;
}

/**
 * leaf_book_get_id:
 * @self: a book
 *
 * Returns: the number of the book in its library, 0 when it is in none
 */
gint64
leaf_book_get_id (LeafBook *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK (self), 0);

  return self->id;
}

/**
 * leaf_book_set_id:
 * @self: a book
 * @id: the number of the book in its library
 *
 * Set by the store alone.
 */
void
leaf_book_set_id (LeafBook *self, gint64 id)
{
  g_return_if_fail (LEAF_IS_BOOK (self));

  if (self->id == id)
    return;

  self->id = id;
  g_object_notify_by_pspec (G_OBJECT (self), leaf_book_properties[LEAF_BOOK_PROP_ID]);
}

/**
 * leaf_book_get_uuid:
 * @self: a book
 *
 * Returns: (transfer none): the UUID that the book keeps in every library
 */
const char *
leaf_book_get_uuid (LeafBook *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK (self), NULL);

  return self->uuid;
}

/**
 * leaf_book_set_uuid:
 * @self: a book
 * @uuid: (nullable): a UUID in its text form
 *
 * Sets the UUID, for a book that comes from a library or a file.
 */
void
leaf_book_set_uuid (LeafBook *self, const char *uuid)
{
  g_return_if_fail (LEAF_IS_BOOK (self));

  if (leaf_string_set (&self->uuid, uuid != NULL ? uuid : ""))
    g_object_notify_by_pspec (G_OBJECT (self), leaf_book_properties[LEAF_BOOK_PROP_UUID]);
}
