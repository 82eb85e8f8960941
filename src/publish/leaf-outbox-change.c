/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox-private.h"

#include <glib/gi18n.h>

static gboolean
is_reached (const LeafRemotePost *remote, LeafJobAction action)
{
  switch (action)
    {
    case LEAF_JOB_TAKE_DOWN: /* what is in the trash comes out of it: there it would be gone some day */
      return remote == NULL || remote->state == LEAF_PUBLICATION_DRAFT;
    case LEAF_JOB_DELETE:
      return remote == NULL || remote->state == LEAF_PUBLICATION_REMOVED;
    case LEAF_JOB_PUT_BACK:
      return remote != NULL && remote->state == LEAF_PUBLICATION_PUBLISHED;
    case LEAF_JOB_PUBLISH:
    default:
      g_assert_not_reached ();
    }
}

static const char *
describe (LeafJobAction action)
{
  switch (action)
    {
    case LEAF_JOB_TAKE_DOWN:
      return _("Taking the post down");
    case LEAF_JOB_DELETE:
      return _("Deleting the post");
    case LEAF_JOB_PUT_BACK:
      return _("Putting the post back");
    case LEAF_JOB_PUBLISH:
    default:
      g_assert_not_reached ();
    }
}

/* There is no post: nothing to take down or to delete, and nothing to put back. */
static LeafOutcome *
finish_without_post (LeafOutbox *self, LeafOutboxWork *work, GError **error)
{
  LeafOutcome *outcome;

  if (work->job->action == LEAF_JOB_PUT_BACK)
    {
      g_set_error_literal (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED,
                           _("This post is no longer on the blog. Publish the review again to make it anew."));
      return NULL;
    }

  work->job->state = LEAF_JOB_DONE;
  g_clear_pointer (&work->job->content_hash, g_free);
  g_clear_pointer (&work->job->last_error, g_free);
  if (!leaf_outbox_save_done (self->library, work, error))
    return NULL;

  outcome = leaf_outbox_make_outcome (work);
  outcome->unchanged = TRUE;
  return outcome;
}

/* An earlier request may have been carried out, or still be under way. Outcome: it is as wanted; NULL without error: go on. */
static LeafOutcome *
look_before (LeafOutbox *self, LeafOutboxWork *work, LeafPublisher *publisher, GCancellable *cancellable, GError **error)
{
  gint64 end = work->publication->modified + leaf_outbox_get_patience (self);
  gboolean first = work->publication->remote_id == NULL;
  /* Set back by leaf_outbox_open_job(): what is under way may be another action, which must not come after this one. */
  gboolean reordered = work->begun->attempts == 1;
  g_autoptr (GError) failure = NULL;
  g_autoptr (LeafRemotePost) found = NULL;

  leaf_outbox_progress (self, work->job->id, _("Looking at the post"), 0.2);
  if (first)
    found = leaf_outbox_find_patiently (work, publisher, NULL, end, cancellable, &failure);
  else if (!reordered || leaf_outbox_wait_for_earlier (self, work, cancellable, &failure))
    found = leaf_publisher_fetch (publisher, work->publication, cancellable, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  work->uncertain = FALSE;
  if (found != NULL || !first)
    leaf_outbox_note_remote (work->publication, found);
  return found != NULL && is_reached (found, work->job->action) ? leaf_outbox_finish_change (self, work, found, error) : NULL;
}

static gboolean
mark_sending (LeafOutbox *self, LeafOutboxWork *work, GCancellable *cancellable, GError **error)
{
  if (!leaf_outbox_may_send (work, cancellable, error))
    return FALSE;

  work->job->state = LEAF_JOB_SENDING;
  work->job->next_try = 0;
  g_clear_pointer (&work->job->content_hash, g_free);
  if (!leaf_outbox_save_sending (self->library, work, error))
    return FALSE;

  work->sending = TRUE;
  return TRUE;
}

/* The answer got lost: one look now spares her a "try again later". */
static LeafOutcome *
look_after (LeafOutbox *self, LeafOutboxWork *work, LeafPublisher *publisher, GCancellable *cancellable, GError **failure)
{
  g_autoptr (GError) unknown = NULL;
  g_autoptr (LeafRemotePost) found = leaf_publisher_fetch (publisher, work->publication, cancellable, &unknown);

  if (leaf_publish_error_get_retry_after (unknown) > leaf_publish_error_get_retry_after (*failure))
    leaf_publish_error_set_retry_after (*failure, leaf_publish_error_get_retry_after (unknown));
  if (unknown != NULL || !is_reached (found, work->job->action))
    return NULL;

  g_clear_error (failure);
  return leaf_outbox_finish_change (self, work, found, failure);
}

/**
 * leaf_outbox_run_change:
 * @self: an outbox
 * @work: a job that takes down, puts back or deletes
 * @publisher: its blog
 * @cancellable: (nullable): a cancellable
 * @error: set on failure
 *
 * Changes where a post is, and not what is in it: one request, and a look before it only when an
 * earlier one may have been carried out.
 *
 * Returns: (transfer full): how it ended, or %NULL
 */
LeafOutcome *
leaf_outbox_run_change (LeafOutbox *self, LeafOutboxWork *work, LeafPublisher *publisher, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (LeafRemotePost) remote = NULL;
  LeafOutcome *outcome = NULL;

  if (work->uncertain)
    {
      outcome = look_before (self, work, publisher, cancellable, &failure);
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      if (outcome != NULL || work->uncertain)
        return outcome;
    }
  if (work->publication->remote_id == NULL)
    return finish_without_post (self, work, error);

  if (!mark_sending (self, work, cancellable, error))
    return NULL;
  leaf_outbox_progress (self, work->job->id, describe (work->job->action), 0.5);
  remote = leaf_publisher_change_state (publisher, work->publication, work->job, cancellable, &failure);
  if (remote != NULL)
    return leaf_outbox_finish_change (self, work, remote, error);

  if (g_error_matches (failure, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_UNCLEAR))
    outcome = look_after (self, work, publisher, cancellable, &failure);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return outcome;
}
