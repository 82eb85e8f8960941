/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-content.h"
#include "leaf-outbox-private.h"

#include <glib/gi18n.h>

/* Right after an answer got lost, while she waits before the window. */
#define SHORT_PATIENCE 4 /* seconds */

/* Is what the blog has already what is wanted? A post that readers have is never made a draft again. */
static gboolean
is_state_reached (LeafPublicationState state, const LeafPublication *publication, const LeafJob *job)
{
  if (state == LEAF_PUBLICATION_PUBLISHED)
    return job->wanted != LEAF_PUBLICATION_SCHEDULED || job->at == publication->published;
  if (state == LEAF_PUBLICATION_SCHEDULED)
    return job->wanted == LEAF_PUBLICATION_SCHEDULED && job->at == publication->published;

  return state == job->wanted;
}

/**
 * leaf_outbox_compose:
 * @work: a job that publishes
 * @publisher: its blog
 * @media: (element-type utf8 LeafPostMedia): where its pictures are, by SHA-256
 * @error: set when it cannot be a post yet
 *
 * Writes the post down as the blog wants it.
 *
 * Returns: (transfer full): the post, or %NULL
 */
LeafPost *
leaf_outbox_compose (LeafOutboxWork *work, LeafPublisher *publisher, GHashTable *media, GError **error)
{
  LeafPostFlags flags = 0;
  GHashTableIter iter;
  gpointer sha256;
  gpointer where;

  work->markup = leaf_publisher_get_markup (publisher, &flags);
  g_clear_pointer (&work->pictures, g_hash_table_unref);
  work->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_iter_init (&iter, media);
  while (g_hash_table_iter_next (&iter, &sha256, &where))
    g_hash_table_insert (work->pictures, g_strdup (((LeafPostMedia *) where)->address), g_strdup (sha256));
  g_clear_pointer (&work->media, g_hash_table_unref);
  work->media = g_hash_table_ref (media);

  return leaf_post_compose (work->source, work->markup, flags, media, error);
}

static LeafOutcome *
finish_unchanged (LeafOutbox *self, LeafOutboxWork *work, GError **error)
{
  LeafOutcome *outcome;

  work->job->state = LEAF_JOB_DONE;
  g_clear_pointer (&work->job->last_error, g_free);
  if (!leaf_outbox_save_failed (self->library, work, error))
    return NULL;

  outcome = leaf_outbox_make_outcome (work);
  outcome->unchanged = TRUE;
  return outcome;
}

/* Of an account that may not write everything, WordPress shows what is for machines. */
static gboolean
is_ours (const LeafRemotePost *found, const LeafPost *post)
{
  return found->content != NULL &&
         (leaf_content_same_text (found->content, post->content) || leaf_content_is_bared (found->content, post->content));
}

/* The request whose answer is missing was carried out, and as it would be now: nothing is left to send. */
static gboolean
is_arrived (const LeafOutboxWork *work, const LeafPost *post, const char *hash, const LeafRemotePost *found)
{
  return g_strcmp0 (hash, post->hash) == 0 && is_ours (found, post) &&
         (found->state == work->job->wanted || found->state == LEAF_PUBLICATION_PUBLISHED);
}

/* What a look-up found becomes what is known of the post, as far as it is ours: then the update that follows does
 * not take our own lost request for a change somebody made on the blog. */
static void
adopt (LeafOutboxWork *work, const LeafPost *post, const LeafRemotePost *found)
{
  LeafPublication *publication = work->publication;
  g_autofree char *hash = leaf_remote_post_hash (found);
  gboolean first = publication->remote_id == NULL;
  gboolean ours = is_ours (found, post);

  if (first)
    {
      publication->remote_id = g_strdup (found->id);
      g_free (publication->remote_address);
      publication->remote_address = g_strdup (found->address);
    }
  /* Of two posts of one review, either may be the one that another library made. */
  if (found->state == LEAF_PUBLICATION_REMOVED || (!ours && (!first || found->twin != NULL)))
    return;

  g_free (publication->remote_modified);
  publication->remote_modified = g_strdup (found->modified);
  g_free (publication->remote_hash);
  publication->remote_hash = g_steal_pointer (&hash);
}

/* Before another try: is it there? NULL without error: it has to be sent. */
static LeafOutcome *
look_up (LeafOutbox *self, LeafOutboxWork *work, LeafPublisher *publisher, const LeafPost *post, GCancellable *cancellable,
         GError **error)
{
  gint64 end = work->publication->modified + leaf_outbox_get_patience (self);
  g_autoptr (GError) failure = NULL;
  g_autoptr (LeafRemotePost) found = NULL;

  leaf_outbox_progress (self, work->job->id, _("Looking whether the post arrived"), 0.75);
  found = leaf_outbox_find_patiently (work, publisher, post->slug, end, cancellable, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (found == NULL)
    return NULL;
  if (is_arrived (work, post, work->job->content_hash, found))
    return leaf_outbox_finish_found (self, work, publisher, post, found, cancellable, error);

  adopt (work, post, found);
  return NULL;
}

/* It was being taken down, put back or deleted, and the answer got lost: however it is now, it is our own doing. */
static gboolean
look_at_change (LeafOutbox *self, LeafOutboxWork *work, LeafPublisher *publisher, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (LeafRemotePost) remote = NULL;

  leaf_outbox_progress (self, work->job->id, _("Looking whether the post arrived"), 0.75);
  if (!leaf_outbox_wait_for_earlier (self, work, cancellable, error))
    return FALSE;
  remote = leaf_publisher_fetch (publisher, work->publication, cancellable, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  leaf_outbox_note_remote (work->publication, remote);
  return TRUE;
}

static gboolean
mark_sending (LeafOutbox *self, LeafOutboxWork *work, const LeafPost *post, GCancellable *cancellable, GError **error)
{
  LeafJob *job = work->job;

  if (!leaf_outbox_may_send (work, cancellable, error))
    return FALSE;

  job->state = LEAF_JOB_SENDING;
  job->next_try = 0;
  g_free (job->content_hash);
  job->content_hash = g_strdup (post->hash);
  if (!leaf_outbox_save_sending (self->library, work, error))
    return FALSE;

  work->sending = TRUE;
  return TRUE;
}

/* An answer got lost; most often the post is there. One look now spares her a "try again later". */
static LeafOutcome *
look_after (LeafOutbox *self, LeafOutboxWork *work, LeafPublisher *publisher, const LeafPost *post, GCancellable *cancellable,
            GError **failure)
{
  gint64 end = leaf_outbox_get_now () + MIN (leaf_outbox_get_patience (self), SHORT_PATIENCE);
  g_autoptr (GError) busy = NULL;
  g_autoptr (GError) why = NULL;
  LeafOutcome *outcome;
  g_autoptr (LeafRemotePost) found = leaf_outbox_find_patiently (work, publisher, post->slug, end, cancellable, &busy);

  if (leaf_publish_error_get_retry_after (busy) > leaf_publish_error_get_retry_after (*failure))
    leaf_publish_error_set_retry_after (*failure, leaf_publish_error_get_retry_after (busy));
  if (found == NULL || !is_arrived (work, post, post->hash, found))
    return NULL;

  outcome = leaf_outbox_finish_found (self, work, publisher, post, found, cancellable, &why);
  g_clear_error (failure);
  if (why != NULL)
    g_propagate_error (failure, g_steal_pointer (&why));
  return outcome;
}

/* What an earlier request may have done. NULL without error: the post has to be sent. */
static LeafOutcome *
look_before (LeafOutbox *self, LeafOutboxWork *work, LeafPublisher *publisher, const LeafPost *post, GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GError) failure = NULL;
  LeafOutcome *outcome = NULL;

  if (!work->uncertain)
    return NULL;

  /* A post that is sent has a hash. */
  if (work->job->content_hash == NULL && work->publication->remote_id != NULL)
    look_at_change (self, work, publisher, cancellable, &failure);
  else
    outcome = look_up (self, work, publisher, post, cancellable, &failure);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    work->uncertain = FALSE;
  return outcome;
}

/* One way through; when work->mend is set afterwards, it takes another. */
static LeafOutcome *
try_once (LeafOutbox *self, LeafOutboxWork *work, LeafPublisher *publisher, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) media = leaf_outbox_gather_media (self, work, publisher, cancellable, error);
  g_autoptr (LeafPost) post = NULL;
  g_autoptr (LeafRemotePost) remote = NULL;
  g_autoptr (GError) failure = NULL;
  LeafOutcome *outcome;

  if (media == NULL)
    return NULL;
  post = leaf_outbox_compose (work, publisher, media, error);
  if (post == NULL)
    return NULL;

  if (!work->uncertain && work->publication->remote_id != NULL &&
      g_strcmp0 (work->publication->content_hash, post->hash) == 0 &&
      is_state_reached (work->publication->state, work->publication, work->job) &&
      leaf_publisher_is_current (publisher, post, work->source))
    return finish_unchanged (self, work, error);

  outcome = look_before (self, work, publisher, post, cancellable, &failure);
  if (outcome != NULL || failure != NULL)
    {
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      return outcome;
    }

  if (!mark_sending (self, work, post, cancellable, error))
    return NULL;
  leaf_outbox_progress (self, work->job->id, _("Publishing"), 0.8);
  remote = leaf_publisher_send (publisher, post, work->source, media, work->publication, work->job, cancellable, &failure);
  if (remote == NULL)
    {
      outcome = g_error_matches (failure, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_UNCLEAR)
                  ? look_after (self, work, publisher, post, cancellable, &failure) : NULL;
      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      return outcome;
    }

  return leaf_outbox_finish_publish (self, work, post, remote, error);
}

/**
 * leaf_outbox_run_publish:
 * @self: an outbox
 * @work: a job that publishes
 * @publisher: its blog
 * @cancellable: (nullable): a cancellable
 * @error: set on failure
 *
 * Publishes: pictures, the text, the marker when an earlier request may have arrived, the request, and
 * what came of it.
 *
 * Returns: (transfer full): how it ended, or %NULL
 */
LeafOutcome *
leaf_outbox_run_publish (LeafOutbox *self, LeafOutboxWork *work, LeafPublisher *publisher, GCancellable *cancellable, GError **error)
{
  LeafOutcome *outcome;
  LeafOutcome *second;

  if (work->source == NULL || (work->refusal != NULL && !work->uncertain))
    {
      g_propagate_error (error, g_error_copy (work->refusal));
      return NULL;
    }

  outcome = try_once (self, work, publisher, cancellable, error);
  if (outcome == NULL || !work->mend)
    return outcome;

  /* Somebody deleted the picture on the blog, and the post went out without it, or the blog keeps less than was known:
   * upload it again and mend the post. The job is open until that is done, whatever happens to this program. */
  work->mended = TRUE;
  second = try_once (self, work, publisher, cancellable, error);
  if (second != NULL)
    second->created = outcome->created;
  leaf_outcome_free (outcome);

  return second;
}
