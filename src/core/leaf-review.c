/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-review"

#include "config.h"

#include "leaf-review.h"

#include "leaf-string.h"
#include "leaf-text.h"

#include <string.h>

struct _LeafReview
{
  GObject parent_instance;

  gint64 id;
  char *uuid;
  GArray *books; /* gint64; replaced, never changed, as a GValue may hold it */
  char *title;
  char *slug;
  int rating;
  char *warnings;
  gboolean free_copy;
  char *language;
  LeafDocument *document;
  gint64 created;
  gint64 modified;
};

G_DEFINE_FINAL_TYPE (LeafReview, leaf_review, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_ID,
  PROP_UUID,
  PROP_BOOKS,
  PROP_TITLE,
  PROP_SLUG,
  PROP_RATING,
  PROP_WARNINGS,
  PROP_FREE_COPY,
  PROP_LANGUAGE,
  PROP_DOCUMENT,
  PROP_CREATED,
  PROP_MODIFIED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_books_from_array (LeafReview *self, GArray *ids)
{
  leaf_review_set_books (self, ids != NULL ? (const gint64 *) (gpointer) ids->data : NULL,
                         ids != NULL ? ids->len : 0);
}

static void
leaf_review_finalize (GObject *object)
{
  LeafReview *self = LEAF_REVIEW (object);

  g_clear_pointer (&self->uuid, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->slug, g_free);
  g_clear_pointer (&self->warnings, g_free);
  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->document, leaf_document_unref);
  g_clear_pointer (&self->books, g_array_unref);

  G_OBJECT_CLASS (leaf_review_parent_class)->finalize (object);
}

static void
leaf_review_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LeafReview *self = LEAF_REVIEW (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_UUID:
      g_value_set_string (value, self->uuid);
      break;
    case PROP_BOOKS:
      g_value_set_boxed (value, self->books);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SLUG:
      g_value_set_string (value, self->slug);
      break;
    case PROP_RATING:
      g_value_set_int (value, self->rating);
      break;
    case PROP_WARNINGS:
      g_value_set_string (value, self->warnings);
      break;
    case PROP_FREE_COPY:
      g_value_set_boolean (value, self->free_copy);
      break;
    case PROP_LANGUAGE:
      g_value_set_string (value, self->language);
      break;
    case PROP_DOCUMENT:
      g_value_set_boxed (value, self->document);
      break;
    case PROP_CREATED:
      g_value_set_int64 (value, self->created);
      break;
    case PROP_MODIFIED:
      g_value_set_int64 (value, self->modified);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_review_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LeafReview *self = LEAF_REVIEW (object);

  switch (prop_id)
    {
    case PROP_ID:
      leaf_review_set_id (self, g_value_get_int64 (value));
      break;
    case PROP_UUID:
      leaf_review_set_uuid (self, g_value_get_string (value));
      break;
    case PROP_BOOKS:
      set_books_from_array (self, g_value_get_boxed (value));
      break;
    case PROP_TITLE:
      leaf_review_set_title (self, g_value_get_string (value));
      break;
    case PROP_SLUG:
      leaf_review_set_slug (self, g_value_get_string (value));
      break;
    case PROP_RATING:
      leaf_review_set_rating (self, g_value_get_int (value));
      break;
    case PROP_WARNINGS:
      leaf_review_set_warnings (self, g_value_get_string (value));
      break;
    case PROP_FREE_COPY:
      leaf_review_set_free_copy (self, g_value_get_boolean (value));
      break;
    case PROP_LANGUAGE:
      leaf_review_set_language (self, g_value_get_string (value));
      break;
    case PROP_DOCUMENT:
      leaf_review_set_document (self, g_value_get_boxed (value));
      break;
    case PROP_CREATED:
      leaf_review_set_created (self, g_value_get_int64 (value));
      break;
    case PROP_MODIFIED:
      leaf_review_set_modified (self, g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_review_class_init (LeafReviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = leaf_review_finalize;
  object_class->get_property = leaf_review_get_property;
  object_class->set_property = leaf_review_set_property;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_UUID] = g_param_spec_string ("uuid", NULL, NULL, "", flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SLUG] = g_param_spec_string ("slug", NULL, NULL, NULL, flags);
  properties[PROP_RATING] = g_param_spec_int ("rating", NULL, NULL, 0, LEAF_RATING_MAX, 0, flags);
  properties[PROP_WARNINGS] = g_param_spec_string ("warnings", NULL, NULL, NULL, flags);
  properties[PROP_FREE_COPY] = g_param_spec_boolean ("free-copy", NULL, NULL, FALSE, flags);
  properties[PROP_LANGUAGE] = g_param_spec_string ("language", NULL, NULL, NULL, flags);
  properties[PROP_DOCUMENT] = g_param_spec_boxed ("document", NULL, NULL, LEAF_TYPE_DOCUMENT, flags);
  properties[PROP_CREATED] = g_param_spec_int64 ("created", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_MODIFIED] = g_param_spec_int64 ("modified", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_BOOKS] = g_param_spec_boxed ("books", NULL, NULL, G_TYPE_ARRAY, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
leaf_review_init (LeafReview *self)
{
  self->uuid = leaf_text_uuid ();
  self->books = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->document = leaf_document_new ();
}

/**
 * leaf_review_new:
 *
 * Makes an empty review with a UUID of its own, of no book and not in a library yet.
 *
 * Returns: (transfer full): a new review
 */
LeafReview *
leaf_review_new (void)
{
  return g_object_new (LEAF_TYPE_REVIEW, NULL);
}

/**
 * leaf_review_copy:
 * @self: a review
 *
 * Makes a copy, with the same id and UUID, that shares nothing with @self, for another thread.
 *
 * Returns: (transfer full): the copy
 */
LeafReview *
leaf_review_copy (LeafReview *self)
{
  g_autoptr (LeafDocument) document = NULL;
  LeafReview *copy;

  g_return_val_if_fail (LEAF_IS_REVIEW (self), NULL);

  copy = leaf_review_new ();
  document = leaf_document_copy (self->document);
  leaf_review_set_id (copy, self->id);
  leaf_review_set_uuid (copy, self->uuid);
  set_books_from_array (copy, self->books);
  leaf_review_set_title (copy, self->title);
  leaf_review_set_slug (copy, self->slug);
  leaf_review_set_rating (copy, self->rating);
  leaf_review_set_warnings (copy, self->warnings);
  leaf_review_set_free_copy (copy, self->free_copy);
  leaf_review_set_language (copy, self->language);
  leaf_review_set_document (copy, document);
  leaf_review_set_created (copy, self->created);
  leaf_review_set_modified (copy, self->modified);

  return copy;
}

/**
 * leaf_review_get_books:
 * @self: a review
 * @n_books: (out): how many books the review covers
 *
 * Returns: (transfer none) (array length=n_books): the ids of the books, in order
 */
const gint64 *
leaf_review_get_books (LeafReview *self, unsigned int *n_books)
{
  g_return_val_if_fail (LEAF_IS_REVIEW (self), NULL);
  g_return_val_if_fail (n_books != NULL, NULL);

  *n_books = self->books->len;
  return (const gint64 *) (gpointer) self->books->data;
}

/**
 * leaf_review_set_books:
 * @self: a review
 * @ids: (nullable) (array length=n_books): ids of books, in order
 * @n_books: how many
 *
 * Sets the books that the review covers.
 */
void
leaf_review_set_books (LeafReview *self, const gint64 *ids, unsigned int n_books)
{
  GArray *books;

  g_return_if_fail (LEAF_IS_REVIEW (self));
  g_return_if_fail (ids != NULL || n_books == 0);

  if (self->books->len == n_books &&
      (n_books == 0 || memcmp (self->books->data, ids, n_books * sizeof (gint64)) == 0))
    return;

  books = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_books);
  if (n_books > 0)
    g_array_append_vals (books, ids, n_books);
  g_array_unref (self->books);
  self->books = books;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BOOKS]);
}

/**
 * leaf_review_get_id:
 * @self: a review
 *
 * Returns: the number of the review in its library, 0 when it is in none
 */
gint64
leaf_review_get_id (LeafReview *self)
{
  g_return_val_if_fail (LEAF_IS_REVIEW (self), 0);

  return self->id;
}

/**
 * leaf_review_set_id:
 * @self: a review
 * @id: the number of the review in its library
 *
 * Set by the store alone.
 */
void
leaf_review_set_id (LeafReview *self, gint64 id)
{
  g_return_if_fail (LEAF_IS_REVIEW (self));

  if (self->id == id)
    return;

  self->id = id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ID]);
}

/**
 * leaf_review_get_uuid:
 * @self: a review
 *
 * Returns: (transfer none): the UUID that the review keeps in every library
 */
const char *
leaf_review_get_uuid (LeafReview *self)
{
  g_return_val_if_fail (LEAF_IS_REVIEW (self), NULL);

  return self->uuid;
}

/**
 * leaf_review_set_uuid:
 * @self: a review
 * @uuid: (nullable): a UUID in its text form
 *
 * Sets the UUID, for a review that comes from a library or a file.
 */
void
leaf_review_set_uuid (LeafReview *self, const char *uuid)
{
  g_return_if_fail (LEAF_IS_REVIEW (self));

  if (leaf_string_set (&self->uuid, uuid != NULL ? uuid : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UUID]);
}

/**
 * leaf_review_get_title:
 * @self: a review
 *
 * Returns: (transfer none) (nullable): the title of the post, or %NULL when the blog's pattern
 *   makes it
 */
const char *
leaf_review_get_title (LeafReview *self)
{
  g_return_val_if_fail (LEAF_IS_REVIEW (self), NULL);

  return self->title;
}

/**
 * leaf_review_set_title:
 * @self: a review
 * @title: (nullable): a title
 *
 * Sets the title of the post.
 */
void
leaf_review_set_title (LeafReview *self, const char *title)
{
  g_return_if_fail (LEAF_IS_REVIEW (self));

  if (leaf_string_set_optional (&self->title, title))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * leaf_review_get_slug:
 * @self: a review
 *
 * Returns: (transfer none) (nullable): the last part of the post's address, or %NULL when the
 *   blog's pattern makes it
 */
const char *
leaf_review_get_slug (LeafReview *self)
{
  g_return_val_if_fail (LEAF_IS_REVIEW (self), NULL);

  return self->slug;
}

/**
 * leaf_review_set_slug:
 * @self: a review
 * @slug: (nullable): a slug
 *
 * Sets the slug.
 */
void
leaf_review_set_slug (LeafReview *self, const char *slug)
{
  g_return_if_fail (LEAF_IS_REVIEW (self));

  if (leaf_string_set_optional (&self->slug, slug))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SLUG]);
}

/**
 * leaf_review_get_rating:
 * @self: a review
 *
 * Returns: the rating in halves of a star, 0 (none) to %LEAF_RATING_MAX
 */
int
leaf_review_get_rating (LeafReview *self)
{
  g_return_val_if_fail (LEAF_IS_REVIEW (self), 0);

  return self->rating;
}

/**
 * leaf_review_set_rating:
 * @self: a review
 * @rating: the rating in halves of a star, 0 for none; values outside are brought inside
 *
 * Sets the rating.
 */
void
leaf_review_set_rating (LeafReview *self, int rating)
{
  g_return_if_fail (LEAF_IS_REVIEW (self));

  rating = CLAMP (rating, 0, LEAF_RATING_MAX);
  if (self->rating == rating)
    return;

  self->rating = rating;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATING]);
}

/**
 * leaf_review_get_warnings:
 * @self: a review
 *
 * Returns: (transfer none) (nullable): the content warnings, plain text
 */
const char *
leaf_review_get_warnings (LeafReview *self)
{
  g_return_val_if_fail (LEAF_IS_REVIEW (self), NULL);

  return self->warnings;
}

/**
 * leaf_review_set_warnings:
 * @self: a review
 * @warnings: (nullable): content warnings, plain text
 *
 * Sets the content warnings.
 */
void
leaf_review_set_warnings (LeafReview *self, const char *warnings)
{
  g_return_if_fail (LEAF_IS_REVIEW (self));

  if (leaf_string_set_optional (&self->warnings, warnings))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WARNINGS]);
}

/**
 * leaf_review_get_free_copy:
 * @self: a review
 *
 * Returns: whether the publisher or the author gave the book away
 */
gboolean
leaf_review_get_free_copy (LeafReview *self)
{
  g_return_val_if_fail (LEAF_IS_REVIEW (self), FALSE);

  return self->free_copy;
}

/**
 * leaf_review_set_free_copy:
 * @self: a review
 * @free_copy: whether the publisher or the author gave the book away
 *
 * Sets whether the post discloses a free copy.
 */
void
leaf_review_set_free_copy (LeafReview *self, gboolean free_copy)
{
  g_return_if_fail (LEAF_IS_REVIEW (self));

  free_copy = !!free_copy;
  if (self->free_copy == free_copy)
    return;

  self->free_copy = free_copy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FREE_COPY]);
}

/**
 * leaf_review_get_language:
 * @self: a review
 *
 * Returns: (transfer none) (nullable): the tag of the dictionary that its spelling is checked with,
 *   %LEAF_LANGUAGE_NONE when it is not checked, %NULL for the one of the system's language
 */
const char *
leaf_review_get_language (LeafReview *self)
{
  g_return_val_if_fail (LEAF_IS_REVIEW (self), NULL);

  return self->language;
}

/**
 * leaf_review_set_language:
 * @self: a review
 * @language: (nullable): the tag of a dictionary, such as "en_GB", or %LEAF_LANGUAGE_NONE
 *
 * Sets the language the spelling is checked in.
 */
void
leaf_review_set_language (LeafReview *self, const char *language)
{
  g_return_if_fail (LEAF_IS_REVIEW (self));

  if (leaf_string_set_optional (&self->language, language))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LANGUAGE]);
}

/**
 * leaf_review_get_document:
 * @self: a review
 *
 * Returns: (transfer none): the text of the review
 */
LeafDocument *
leaf_review_get_document (LeafReview *self)
{
  g_return_val_if_fail (LEAF_IS_REVIEW (self), NULL);

  return self->document;
}

/**
 * leaf_review_set_document:
 * @self: a review
 * @document: (nullable): a document; %NULL is an empty one
 *
 * Sets the text. The document is shared, not copied.
 */
void
leaf_review_set_document (LeafReview *self, LeafDocument *document)
{
  g_return_if_fail (LEAF_IS_REVIEW (self));

  if (self->document == document && document != NULL)
    return;

  leaf_document_unref (self->document);
  self->document = document != NULL ? leaf_document_ref (document) : leaf_document_new ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}

/**
 * leaf_review_get_created:
 * @self: a review
 *
 * Returns: when the review was begun, in seconds since 1970, UTC
 */
gint64
leaf_review_get_created (LeafReview *self)
{
  g_return_val_if_fail (LEAF_IS_REVIEW (self), 0);

  return self->created;
}

/**
 * leaf_review_set_created:
 * @self: a review
 * @created: seconds since 1970, UTC
 *
 * Sets when the review was begun.
 */
void
leaf_review_set_created (LeafReview *self, gint64 created)
{
  g_return_if_fail (LEAF_IS_REVIEW (self));

  if (self->created == created)
    return;

  self->created = created;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CREATED]);
}

/**
 * leaf_review_get_modified:
 * @self: a review
 *
 * Returns: when the review was last changed, in seconds since 1970, UTC
 */
gint64
leaf_review_get_modified (LeafReview *self)
{
  g_return_val_if_fail (LEAF_IS_REVIEW (self), 0);

  return self->modified;
}

/**
 * leaf_review_set_modified:
 * @self: a review
 * @modified: seconds since 1970, UTC
 *
 * Sets when the review was last changed.
 */
void
leaf_review_set_modified (LeafReview *self, gint64 modified)
{
  g_return_if_fail (LEAF_IS_REVIEW (self));

  if (self->modified == modified)
    return;

  self->modified = modified;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODIFIED]);
}
