/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox-private.h"

#include "leaf-content.h"
#include "leaf-string.h"
#include "leaf-wait.h"

#include <glib/gi18n.h>

/**
 * leaf_outbox_find_patiently:
 * @work: a job
 * @publisher: its blog
 * @slug: (nullable): the slug it was sent with
 * @end: until when, in seconds since 1970
 * @cancellable: (nullable): a cancellable
 * @error: set when the blog could not be asked
 *
 * Looks for the marker again and again: what was cut off a moment ago the blog may still be writing down,
 * and a second request beside it would make a second post.
 *
 * Returns: (transfer full) (nullable): the post; %NULL without @error when there is none
 */
LeafRemotePost *
leaf_outbox_find_patiently (LeafOutboxWork *work,
                            LeafPublisher *publisher,
                            const char *slug,
                            gint64 end,
                            GCancellable *cancellable,
                            GError **error)
{
  for (int pause = 250;; pause = MIN (pause * 2, 4000))
    {
      g_autoptr (GError) failure = NULL;
      LeafRemotePost *found = leaf_publisher_find (publisher, work->publication->uuid, work->publication->remote_id, slug,
                                                   cancellable, &failure);

      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      else if (found == NULL && leaf_outbox_get_now () < end && !g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          leaf_wait (pause, cancellable);
          continue;
        }
      return found;
    }
}

/**
 * leaf_outbox_wait_for_earlier:
 * @self: an outbox
 * @work: a job
 * @cancellable: (nullable): a cancellable
 * @error: set when cancelled
 *
 * Waits until a request whose answer is missing can no longer be carried out: of two that contradict
 * each other the later one has to arrive last.
 *
 * Returns: whether it is so
 */
gboolean
leaf_outbox_wait_for_earlier (LeafOutbox *self, LeafOutboxWork *work, GCancellable *cancellable, GError **error)
{
  gint64 end = work->publication->modified + leaf_outbox_get_patience (self);

  for (gint64 left = end - leaf_outbox_get_now (); left > 0; left = end - leaf_outbox_get_now ())
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      leaf_wait ((int) MIN (left, leaf_outbox_get_patience (self)) * 1000, cancellable);
    }

  return TRUE;
}

/* When readers have it, or will have it: what the blog says counts only where ours cannot be true. */
static gint64
choose_time (const LeafPublication *publication, const LeafRemotePost *remote)
{
  gint64 now = leaf_outbox_get_now ();

  if (remote->state == LEAF_PUBLICATION_SCHEDULED && remote->published > 0)
    return remote->published;
  if (publication->published <= now)
    return publication->published;
  if (remote->state == LEAF_PUBLICATION_PUBLISHED)
    return remote->published > 0 && remote->published <= now ? remote->published : now;

  return 0;
}

/**
 * leaf_outbox_note_remote:
 * @publication: a publication
 * @remote: (nullable): how the post is; %NULL or one without an id when it is gone for good
 *
 * Takes over what the blog says of the state of a post. What is known of its text stays, so that
 * a change somebody made there is still seen before it is overwritten.
 */
void
leaf_outbox_note_remote (LeafPublication *publication, const LeafRemotePost *remote)
{
  if (remote == NULL || remote->id == NULL)
    {
      publication->state = LEAF_PUBLICATION_REMOVED;
      g_clear_pointer (&publication->remote_id, g_free);
      g_clear_pointer (&publication->remote_modified, g_free);
      g_clear_pointer (&publication->remote_hash, g_free);
      g_clear_pointer (&publication->content_hash, g_free);
      return;
    }

  if (publication->remote_id == NULL)
    {
      g_free (publication->remote_hash);
      publication->remote_hash = leaf_remote_post_hash (remote);
      leaf_string_set (&publication->remote_modified, remote->modified);
    }
  leaf_string_set (&publication->remote_id, remote->id);
  if (remote->address != NULL)
    leaf_string_set (&publication->remote_address, remote->address);
  publication->published = choose_time (publication, remote);
  publication->state = remote->state;
}

/* The post as it was sent, as far as that can be told without sending anything. */
static LeafPost *
compose_known (LeafOutbox *self, LeafOutboxWork *work, LeafPublisher *publisher)
{
  g_autoptr (GHashTable) media = work->source != NULL ? leaf_outbox_known_media (self, work) : NULL;

  return media != NULL ? leaf_outbox_compose (work, publisher, media, NULL) : NULL;
}

static gboolean
is_text (const LeafRemotePost *remote, const LeafPost *post)
{
  return remote != NULL && post != NULL && remote->content != NULL && leaf_content_same_text (remote->content, post->content);
}

/* She wants it no more and certainly nothing is under way. */
static void
drop (LeafOutbox *self, LeafOutboxWork *work, GError **error)
{
  if (leaf_outbox_remove_job (self->library, work->job->id, error))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled."));
}

/**
 * leaf_outbox_settle:
 * @self: an outbox
 * @work: a job that was withdrawn
 * @publisher: its blog
 * @cancellable: (nullable): a cancellable
 * @error: set when the blog could not be asked, and %G_IO_ERROR_CANCELLED when nothing had arrived
 *
 * Looks what became of a job that was cancelled while a request was under way, and sends nothing.
 *
 * Returns: (transfer full): how the post is, or %NULL
 */
LeafOutcome *
leaf_outbox_settle (LeafOutbox *self, LeafOutboxWork *work, LeafPublisher *publisher, GCancellable *cancellable, GError **error)
{
  gint64 end = work->publication->modified + leaf_outbox_get_patience (self);
  g_autoptr (LeafPost) post = compose_known (self, work, publisher);
  g_autoptr (LeafRemotePost) found = NULL;
  g_autoptr (GError) failure = NULL;

  leaf_outbox_progress (self, work->job->id, _("Looking whether the post arrived"), 0.75);
  if (!work->uncertain)
    {
      drop (self, work, error);
      return NULL;
    }

  if (work->publication->remote_id == NULL)
    found = leaf_outbox_find_patiently (work, publisher, NULL, end, cancellable, &failure);
  else
    {
      found = leaf_publisher_fetch (publisher, work->publication, cancellable, &failure);
      if (failure == NULL && !is_text (found, post))
        {
          g_clear_pointer (&found, leaf_remote_post_free);
          if (leaf_outbox_wait_for_earlier (self, work, cancellable, &failure))
            found = leaf_publisher_fetch (publisher, work->publication, cancellable, &failure);
        }
    }

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (is_text (found, post))
    return leaf_outbox_finish_found (self, work, publisher, post, found, cancellable, error);
  else if (found != NULL || work->publication->remote_id != NULL)
    return leaf_outbox_finish_change (self, work, found, error);
  else
    drop (self, work, error);

  return NULL;
}
