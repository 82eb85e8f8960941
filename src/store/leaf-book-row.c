/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-book-row"

#include "config.h"

#include "leaf-book-row-private.h"

struct _LeafBookRow {
  GObject parent_instance;

  gint64 id;
  char *title;
  char *authors;
  char *cover;
  int rating;
  LeafPlace state;
  gboolean loaded;
};

G_DEFINE_FINAL_TYPE (LeafBookRow, leaf_book_row, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_ID,
  PROP_LOADED,
  PROP_TITLE,
  PROP_AUTHORS,
  PROP_COVER,
  PROP_RATING,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
take_string (LeafBookRow *self,
             char **field,
             const char *value,
             unsigned int property)
{
  if (g_strcmp0 (*field, value) == 0)
    return;

  g_free (*field);
  *field = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
leaf_book_row_finalize (GObject *object)
{
  LeafBookRow *self = LEAF_BOOK_ROW (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->authors, g_free);
  g_clear_pointer (&self->cover, g_free);

  G_OBJECT_CLASS (leaf_book_row_parent_class)->finalize (object);
}

static void
leaf_book_row_get_property (GObject *object,
                            unsigned int prop_id,
                            GValue *value,
                            GParamSpec *pspec)
{
  LeafBookRow *self = LEAF_BOOK_ROW (object);

  switch (prop_id) {
  case PROP_ID:
    g_value_set_int64 (value, self->id);
    break;
  case PROP_LOADED:
    g_value_set_boolean (value, self->loaded);
    break;
  case PROP_TITLE:
    g_value_set_string (value, self->title);
    break;
  case PROP_AUTHORS:
    g_value_set_string (value, self->authors);
    break;
  case PROP_COVER:
    g_value_set_string (value, self->cover);
    break;
  case PROP_RATING:
    g_value_set_int (value, self->rating);
    break;
  case PROP_STATE:
    g_value_set_int (value, self->state);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
leaf_book_row_class_init (LeafBookRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = leaf_book_row_finalize;
  object_class->get_property = leaf_book_row_get_property;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_AUTHORS] = g_param_spec_string ("authors", NULL, NULL, "", flags);
  properties[PROP_COVER] = g_param_spec_string ("cover", NULL, NULL, NULL, flags);
  properties[PROP_RATING] = g_param_spec_int ("rating", NULL, NULL, 0, 10, 0, flags);
  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, LEAF_PLACE_GENRE,
                                             LEAF_PLACE_TO_REVIEW, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
leaf_book_row_init (LeafBookRow *self)
{
  self->title = g_strdup ("");
  self->authors = g_strdup ("");
  self->state = LEAF_PLACE_TO_REVIEW;
}

/**
 * leaf_book_row_new:
 * @id: a book's id
 *
 * Returns: (transfer full): a row that knows nothing but its id
 */
LeafBookRow *
leaf_book_row_new (gint64 id)
{
  LeafBookRow *self = g_object_new (LEAF_TYPE_BOOK_ROW, NULL);

  self->id = id;

  return self;
}

/**
 * leaf_book_row_update:
 * @self: a row
 * @summary: what the library says now
 *
 * Fills the row, and notifies of what changed.
 */
void
leaf_book_row_update (LeafBookRow *self,
                      const LeafBookSummary *summary)
{
  g_return_if_fail (LEAF_IS_BOOK_ROW (self));
  g_return_if_fail (summary != NULL && summary->id == self->id);

  g_object_freeze_notify (G_OBJECT (self));

  take_string (self, &self->title, summary->title, PROP_TITLE);
  take_string (self, &self->authors, summary->authors, PROP_AUTHORS);
  take_string (self, &self->cover, summary->cover, PROP_COVER);
  if (self->rating != summary->rating) {
    self->rating = summary->rating;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATING]);
  }
  if (self->state != summary->state) {
    self->state = summary->state;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  }
  if (!self->loaded) {
    self->loaded = TRUE;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
  }

  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * leaf_book_row_get_id:
 * @self: a row
 *
 * Returns: the book's id
 */
gint64
leaf_book_row_get_id (LeafBookRow *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK_ROW (self), 0);

  return self->id;
}

/**
 * leaf_book_row_get_loaded:
 * @self: a row
 *
 * Returns: whether the row has been filled
 */
gboolean
leaf_book_row_get_loaded (LeafBookRow *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK_ROW (self), FALSE);

  return self->loaded;
}

/**
 * leaf_book_row_get_title:
 * @self: a row
 *
 * Returns: the book's title; "" until the row is filled
 */
const char *
leaf_book_row_get_title (LeafBookRow *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK_ROW (self), NULL);

  return self->title;
}

/**
 * leaf_book_row_get_authors:
 * @self: a row
 *
 * Returns: "A, B and C"; "" until the row is filled
 */
const char *
leaf_book_row_get_authors (LeafBookRow *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK_ROW (self), NULL);

  return self->authors;
}

/**
 * leaf_book_row_get_cover:
 * @self: a row
 *
 * Returns: (nullable): the address of the cover
 */
const char *
leaf_book_row_get_cover (LeafBookRow *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK_ROW (self), NULL);

  return self->cover;
}

/**
 * leaf_book_row_get_rating:
 * @self: a row
 *
 * Returns: halves of a star, 0 for none
 */
int
leaf_book_row_get_rating (LeafBookRow *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK_ROW (self), 0);

  return self->rating;
}

/**
 * leaf_book_row_get_state:
 * @self: a row
 *
 * Returns: %LEAF_PLACE_TO_REVIEW, _DRAFTS, _SCHEDULED, _PUBLISHED or _ATTENTION
 */
LeafPlace
leaf_book_row_get_state (LeafBookRow *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK_ROW (self), LEAF_PLACE_TO_REVIEW);

  return self->state;
}
