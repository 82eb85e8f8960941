/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-parked-reviews"

#include "config.h"

#include "leaf-parked-reviews.h"

/* A text of 2,000 words with a journal of writing it takes a few megabytes. */
#define MAX_REVIEWS 16
#define MAX_BYTES   (64 * 1024 * 1024)

typedef struct {
  gint64 book;
  LeafEditorState *state;
  gsize size;
} Parked;

struct _LeafParkedReviews
{
  GQueue texts;       /* Parked, the one left last first */
  gsize size;
  GHashTable *places; /* book id → LeafEditorPlace */
};

static void
parked_free (Parked *parked)
{
  g_clear_pointer (&parked->state, leaf_editor_state_free);
  g_free (parked);
}

static void
drop (LeafParkedReviews *self,
      GList             *link)
{
  Parked *parked = link->data;

  self->size -= parked->size;
  g_queue_delete_link (&self->texts, link);
  parked_free (parked);
}

static GList *
find (LeafParkedReviews *self,
      gint64             book)
{
  for (GList *link = self->texts.head; link != NULL; link = link->next)
    if (((Parked *) link->data)->book == book)
      return link;
  return NULL;
}

/**
 * leaf_parked_reviews_new: (skip)
 *
 * Returns: (transfer full): no reviews yet
 */
LeafParkedReviews *
leaf_parked_reviews_new (void)
{
  LeafParkedReviews *self = g_new0 (LeafParkedReviews, 1);

  self->places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return self;
}

/**
 * leaf_parked_reviews_free: (skip)
 * @self: (transfer full): the parked reviews
 */
void
leaf_parked_reviews_free (LeafParkedReviews *self)
{
  g_queue_clear_full (&self->texts, (GDestroyNotify) parked_free);
  g_hash_table_unref (self->places);
  g_free (self);
}

/**
 * leaf_parked_reviews_put: (skip)
 * @self: the parked reviews
 * @book: whose review it is
 * @state: (transfer full): the text out of the editor
 *
 * Keeps a text. Those left longest ago make room for it.
 */
void
leaf_parked_reviews_put (LeafParkedReviews *self,
                         gint64             book,
                         LeafEditorState   *state)
{
  GList *old = find (self, book);
  Parked *parked = g_new0 (Parked, 1);

  if (old != NULL)
    drop (self, old);

  parked->book = book;
  parked->state = state;
  parked->size = leaf_editor_state_get_size (state);
  self->size += parked->size;
  g_queue_push_head (&self->texts, parked);
  while (self->texts.length > MAX_REVIEWS || self->size > MAX_BYTES)
    drop (self, self->texts.tail);
}

/**
 * leaf_parked_reviews_take: (skip)
 * @self: the parked reviews
 * @book: whose review is to be shown
 * @document: the text it has now
 *
 * Gets a text back. What can be undone in it is forgotten when somebody else has changed the text
 * meanwhile: it would be done to other words.
 *
 * Returns: (transfer full) (nullable): for the editor
 */
LeafEditorState *
leaf_parked_reviews_take (LeafParkedReviews  *self,
                          gint64              book,
                          const LeafDocument *document)
{
  GList *link = find (self, book);
  LeafEditorState *state = NULL;
  Parked *parked;

  if (link == NULL)
    return NULL;

  parked = link->data;
  if (leaf_document_equal (leaf_editor_state_get_document (parked->state), document))
    state = g_steal_pointer (&parked->state);
  drop (self, link);
  return state;
}

/**
 * leaf_parked_reviews_set_place: (skip)
 * @self: the parked reviews
 * @book: whose review it is
 * @place: where she is in it
 */
void
leaf_parked_reviews_set_place (LeafParkedReviews     *self,
                               gint64                 book,
                               const LeafEditorPlace *place)
{
  g_hash_table_replace (self->places, g_memdup2 (&book, sizeof book), g_memdup2 (place, sizeof *place));
}

/**
 * leaf_parked_reviews_get_place: (skip)
 * @self: the parked reviews
 * @book: whose review it is
 * @place: (out caller-allocates): where she was in it
 *
 * Returns: %FALSE when she has not been in it
 */
gboolean
leaf_parked_reviews_get_place (LeafParkedReviews *self,
                               gint64             book,
                               LeafEditorPlace   *place)
{
  const LeafEditorPlace *found = g_hash_table_lookup (self->places, &book);

  if (found != NULL)
    *place = *found;
  return found != NULL;
}
