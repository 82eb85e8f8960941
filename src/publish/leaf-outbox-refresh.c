/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox-private.h"

#include "leaf-blogs.h"
#include "leaf-publications.h"

#include <glib/gi18n.h>

typedef struct {
  gint64 review;
  gint64 blog;
  gint64 id; /* of the publication; 0: of the review on the blog */
  LeafPublication *publication;
  LeafBlog *loaded;
  gboolean answered;            /* the blog said how the post is */
  const LeafRemotePost *remote; /* NULL: gone for good */
} Refresh;

static gboolean
find_func (LeafDb *db, gpointer data, GError **error)
{
  Refresh *refresh = data;
  g_autoptr (GError) failure = NULL;
  g_autoptr (LeafPublication) publication = leaf_publications_find (db, refresh->review, refresh->blog, &failure);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (publication == NULL)
    g_set_error_literal (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED, _("This review is not on the blog. Publish it first."));
  else
    refresh->id = publication->id;

  return publication != NULL;
}

static gboolean
load_func (LeafDb *db, gpointer data, GError **error)
{
  Refresh *refresh = data;

  refresh->publication = leaf_publications_load (db, refresh->id, error);
  refresh->loaded = refresh->publication != NULL ? leaf_blogs_load (db, refresh->publication->blog, error) : NULL;
  return refresh->loaded != NULL;
}

/* What she ordered while the blog was asked may have changed the row, by saying that hers counts: it is loaded once more. */
static gboolean
save_func (LeafDb *db, gpointer data, GError **error)
{
  Refresh *refresh = data;
  LeafPublication *current = leaf_publications_load (db, refresh->id, error);

  if (current == NULL)
    return FALSE;

  leaf_publication_free (refresh->publication);
  refresh->publication = current;
  /* One that was never there is not one that is gone. */
  if (refresh->answered && (refresh->remote != NULL || current->remote_id != NULL))
    leaf_outbox_note_remote (current, refresh->remote);

  return leaf_publications_save (db, current, error);
}

/* Whatever is found, that it was looked is saved as well: leaf_publications_list_overdue() waits a while then. */
static LeafOutcome *
look (LeafOutboxLane *lane, Refresh *refresh, GCancellable *cancellable, GError **error)
{
  const LeafPublication *publication;
  g_autoptr (GError) failure = NULL;
  g_autoptr (LeafRemotePost) remote = NULL;
  LeafPublisher *publisher = leaf_outbox_lane_connect (lane, refresh->loaded, cancellable, &failure);
  gboolean waited = refresh->publication->state == LEAF_PUBLICATION_SCHEDULED;
  LeafOutcome *outcome;

  if (publisher != NULL)
    remote = leaf_publisher_fetch (publisher, refresh->publication, cancellable, &failure);
  refresh->answered = failure == NULL;
  refresh->remote = remote;
  if (!leaf_library_run (lane->outbox->library, LEAF_LIBRARY_WRITE, save_func, refresh, failure == NULL ? error : NULL))
    return NULL;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  publication = refresh->publication;
  if (waited && publication->state == LEAF_PUBLICATION_PUBLISHED)
    leaf_outbox_tell_published (lane->outbox, publication->id);

  outcome = g_new0 (LeafOutcome, 1);
  outcome->state = publication->state;
  outcome->address = g_strdup (publication->remote_address);
  outcome->unchanged = TRUE;
  return outcome;
}

/**
 * leaf_outbox_refresh_in_lane:
 * @lane: the lane of the blog
 * @publication: a publication
 * @cancellable: (nullable): a cancellable
 * @error: set when the blog could not be asked
 *
 * Does leaf_outbox_refresh() for a thread that has the lane.
 *
 * Returns: (transfer full): how the post is, or %NULL
 */
LeafOutcome *
leaf_outbox_refresh_in_lane (LeafOutboxLane *lane, gint64 publication, GCancellable *cancellable, GError **error)
{
  Refresh refresh = { .id = publication };
  LeafOutcome *outcome = NULL;

  if (leaf_library_run (lane->outbox->library, LEAF_LIBRARY_READ, load_func, &refresh, error))
    outcome = look (lane, &refresh, cancellable, error);
  g_clear_pointer (&refresh.publication, leaf_publication_free);
  g_clear_object (&refresh.loaded);

  return outcome;
}

/**
 * leaf_outbox_refresh:
 * @self: an outbox
 * @review: a review
 * @blog: a blog
 * @cancellable: (nullable): a cancellable
 * @error: set when the blog could not be asked
 *
 * Asks the blog how the post is now, and saves what it says of its state and its address: it may have
 * been published in time, trashed or deleted there. What is known of its text stays, so that a change is
 * still seen before it is overwritten. Blocks.
 *
 * Returns: (transfer full): how the post is, or %NULL
 */
LeafOutcome *
leaf_outbox_refresh (LeafOutbox *self, gint64 review, gint64 blog, GCancellable *cancellable, GError **error)
{
  Refresh refresh = { .review = review, .blog = blog };
  LeafOutcome *outcome;
  LeafOutboxLane lane;

  g_return_val_if_fail (LEAF_IS_OUTBOX (self), NULL);

  if (!leaf_library_run (self->library, LEAF_LIBRARY_READ, find_func, &refresh, error) ||
      !leaf_outbox_lane_enter (&lane, self, blog, cancellable, error))
    return NULL;

  outcome = leaf_outbox_refresh_in_lane (&lane, refresh.id, cancellable, error);
  leaf_outbox_lane_leave (&lane);
  return outcome;
}
