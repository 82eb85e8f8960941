/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-content.h"
#include "leaf-outbox-private.h"
#include "leaf-wait.h"

#include <glib/gi18n.h>

#define FIRST_WAIT 30                /* seconds */
#define LONGEST_WAIT (6 * 60 * 60)
#define MAX_ATTEMPTS 12
/* Right after an answer got lost, while she waits before the window. */
#define SHORT_PATIENCE 4             /* seconds */

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* Twice as long after each attempt, give or take a quarter, so that many Flyleafs do not knock together; the
 * server's own wish counts when it is longer. */
static gint64
get_next_try (const LeafJob *job, const GError *error)
{
  int doublings = CLAMP (job->attempts - 1, 0, 20);
  double wait = MIN ((double) FIRST_WAIT * (1 << doublings), LONGEST_WAIT) * g_random_double_range (0.75, 1.25);

  return get_now () + MAX ((gint64) wait, leaf_publish_error_get_retry_after (error));
}

/* May the request have been carried out? Only a blog's own no is a no; an error on our side, such as a full disk
 * when the answer was to be noted, says nothing about the blog. */
static gboolean
may_be_there (const LeafOutboxWork *work, const GError *failure)
{
  gboolean refused = failure->domain == LEAF_PUBLISH_ERROR && failure->code != LEAF_PUBLISH_ERROR_UNCLEAR &&
                     failure->code != LEAF_PUBLISH_ERROR_FAILED;

  return work->uncertain || (work->sending && !refused);
}

/* Commits how a try failed: when to try again, or that she has to look at it. */
static void
note_failure (LeafOutbox *self, LeafOutboxWork *work, const GError *failure)
{
  LeafJob *job = work->job;
  g_autoptr (GError) error = NULL;
  gboolean there = may_be_there (work, failure);
  gboolean cancelled = g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  gboolean later = g_error_matches (failure, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_UNCLEAR) ||
                   g_error_matches (failure, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY) ||
                   (failure->domain == LEAF_STORE_ERROR && work->sending);

  /* A text that cannot become a post leaves nothing to do, unless something may be under way already. */
  if (failure->domain == LEAF_POST_ERROR && !there)
    {
      if (!leaf_outbox_remove_job (leaf_outbox_get_library (self), job->id, &error))
        g_message ("%s", error->message);
      return;
    }

  g_free (job->last_error);
  job->last_error = cancelled ? NULL : g_strdup (failure->message);
  if (!there)
    g_clear_pointer (&job->content_hash, g_free);
  if (cancelled || (later && job->attempts < MAX_ATTEMPTS))
    {
      job->state = there ? LEAF_JOB_SENDING : LEAF_JOB_WAITING;
      job->next_try = cancelled ? 0 : get_next_try (job, failure);
    }
  else
    job->state = LEAF_JOB_FAILED;

  if (!leaf_outbox_save_job (leaf_outbox_get_library (self), job, &error))
    g_message ("%s", error->message);
}

static LeafOutcome *
make_outcome (const LeafOutboxWork *work)
{
  LeafOutcome *outcome = g_new0 (LeafOutcome, 1);

  outcome->job = work->job->id;
  outcome->state = work->publication->state;
  outcome->address = g_strdup (work->publication->remote_address);

  return outcome;
}

/* Commits where the post is. */
static LeafOutcome *
finish (LeafOutbox *self, LeafOutboxWork *work, const LeafPost *post, const LeafRemotePost *remote, GError **error)
{
  LeafPublication *publication = work->publication;
  LeafOutcome *outcome;
  gboolean created = g_strcmp0 (publication->remote_id, remote->id) != 0;

  g_free (publication->remote_id);
  publication->remote_id = g_strdup (remote->id);
  g_free (publication->remote_address);
  publication->remote_address = g_strdup (remote->address);
  g_free (publication->remote_modified);
  publication->remote_modified = g_strdup (remote->modified);
  g_free (publication->content_hash);
  publication->content_hash = g_strdup (post->hash);
  g_free (publication->remote_hash);
  publication->remote_hash = leaf_remote_post_hash (remote);
  publication->state = remote->state;
  if (remote->state == LEAF_PUBLICATION_PUBLISHED || remote->state == LEAF_PUBLICATION_SCHEDULED)
    publication->published = work->source->published > 0 ? work->source->published : get_now ();
  publication->modified = get_now ();

  work->job->state = LEAF_JOB_DONE;
  g_clear_pointer (&work->job->last_error, g_free);
  if (!leaf_outbox_save_done (leaf_outbox_get_library (self), work, error))
    return NULL;

  outcome = make_outcome (work);
  outcome->created = created;
  outcome->warnings = g_strdupv (remote->warnings);
  return outcome;
}

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

static LeafOutcome *
finish_unchanged (LeafOutbox *self, LeafOutboxWork *work, GError **error)
{
  LeafOutcome *outcome;

  work->job->state = LEAF_JOB_DONE;
  g_clear_pointer (&work->job->last_error, g_free);
  if (!leaf_outbox_save_job (leaf_outbox_get_library (self), work->job, error))
    return NULL;

  outcome = make_outcome (work);
  outcome->unchanged = TRUE;
  return outcome;
}

/* The request whose answer is missing was carried out, and as it would be now: nothing is left to send. */
static gboolean
is_arrived (const LeafOutboxWork *work, const LeafPost *post, const char *hash, const LeafRemotePost *found)
{
  return g_strcmp0 (hash, post->hash) == 0 && found->content != NULL && leaf_content_same_text (found->content, post->content) &&
         (found->state == work->job->wanted || found->state == LEAF_PUBLICATION_PUBLISHED);
}

static void
compare_found (LeafRemotePost *found, const LeafPost *post)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);

  leaf_content_compare (post->content, found->content, warnings);
  g_ptr_array_add (warnings, NULL);
  g_strfreev (found->warnings);
  found->warnings = g_strdupv ((char **) warnings->pdata);
}

/* What a look-up found becomes what is known of the post, as far as it is ours: then the update that follows does
 * not take our own lost request for a change somebody made on the blog. */
static void
adopt (LeafOutboxWork *work, const LeafPost *post, const LeafRemotePost *found)
{
  LeafPublication *publication = work->publication;
  g_autofree char *hash = leaf_remote_post_hash (found);
  gboolean first = publication->remote_id == NULL;
  gboolean ours = found->content != NULL && leaf_content_same_text (found->content, post->content);

  if (first)
    {
      publication->remote_id = g_strdup (found->id);
      g_free (publication->remote_address);
      publication->remote_address = g_strdup (found->address);
    }
  if (found->state == LEAF_PUBLICATION_REMOVED || (!first && !ours))
    return;

  g_free (publication->remote_modified);
  publication->remote_modified = g_strdup (found->modified);
  g_free (publication->remote_hash);
  publication->remote_hash = g_steal_pointer (&hash);
}

/* Looks again and again until `end`: what was cut off a moment ago the blog may still be writing down, and a second
 * request beside it would make a second post. */
static LeafRemotePost *
find_patiently (LeafOutboxWork *work, LeafPublisher *publisher, const LeafPost *post, gint64 end, GCancellable *cancellable,
                GError **error)
{
  for (int pause = 250;; pause = MIN (pause * 2, 4000))
    {
      g_autoptr (GError) failure = NULL;
      LeafRemotePost *found = leaf_publisher_find (publisher, work->publication->uuid, post->slug, cancellable, &failure);

      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      else if (found == NULL && get_now () < end && !g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          leaf_wait (pause, cancellable);
          continue;
        }
      return found;
    }
}

/* Before another try: is it there? NULL without error: it has to be sent. */
static LeafOutcome *
look_up (LeafOutbox *self, LeafOutboxWork *work, LeafPublisher *publisher, const LeafPost *post, GCancellable *cancellable,
         GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (LeafRemotePost) found = NULL;

  leaf_outbox_progress (self, work->job->id, _("Looking whether the post arrived"), 0.75);
  found = find_patiently (work, publisher, post, work->publication->modified + leaf_outbox_get_patience (self), cancellable, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (found == NULL)
    return NULL;
  if (is_arrived (work, post, work->job->content_hash, found))
    {
      compare_found (found, post);
      return finish (self, work, post, found, error);
    }

  adopt (work, post, found);
  return NULL;
}

static gboolean
mark_sending (LeafOutbox *self, LeafOutboxWork *work, const LeafPost *post, GError **error)
{
  LeafJob *job = work->job;

  job->state = LEAF_JOB_SENDING;
  job->next_try = 0;
  g_free (job->content_hash);
  job->content_hash = g_strdup (post->hash);
  if (!leaf_outbox_save_sending (leaf_outbox_get_library (self), work, error))
    return FALSE;

  work->sending = TRUE;
  return TRUE;
}

/* An answer got lost; most often the post is there. One look now spares her a "try again later". */
static LeafOutcome *
look_after (LeafOutbox *self, LeafOutboxWork *work, LeafPublisher *publisher, const LeafPost *post, GCancellable *cancellable,
            GError **failure)
{
  gint64 end = get_now () + MIN (leaf_outbox_get_patience (self), SHORT_PATIENCE);
  g_autoptr (LeafRemotePost) found = find_patiently (work, publisher, post, end, cancellable, NULL);

  if (found == NULL || !is_arrived (work, post, post->hash, found))
    return NULL;

  g_clear_error (failure);
  compare_found (found, post);
  return finish (self, work, post, found, failure);
}

/* One way through; `lost` gets pictures that the blog no longer has, which asks for another. */
static LeafOutcome *
try_once (LeafOutbox *self, LeafOutboxWork *work, LeafPublisher *publisher, GStrv *lost, GCancellable *cancellable, GError **error)
{
  LeafPostFlags flags = 0;
  LeafMarkup markup = leaf_publisher_get_markup (publisher, &flags);
  g_autoptr (GHashTable) media = leaf_outbox_gather_media (self, work, publisher, cancellable, error);
  g_autoptr (LeafPost) post = NULL;
  g_autoptr (LeafRemotePost) remote = NULL;
  g_autoptr (GError) failure = NULL;
  LeafOutcome *outcome;

  if (media == NULL)
    return NULL;
  post = leaf_post_compose (work->source, markup, flags, media, error);
  if (post == NULL)
    return NULL;

  if (!work->uncertain && work->publication->remote_id != NULL &&
      g_strcmp0 (work->publication->content_hash, post->hash) == 0 &&
      is_state_reached (work->publication->state, work->publication, work->job))
    return finish_unchanged (self, work, error);

  if (work->uncertain)
    {
      outcome = look_up (self, work, publisher, post, cancellable, &failure);
      if (outcome != NULL || failure != NULL)
        {
          if (failure != NULL)
            g_propagate_error (error, g_steal_pointer (&failure));
          return outcome;
        }
      work->uncertain = FALSE;
    }

  if (!leaf_outbox_check_embargo (work->source->books, work->publication, work->job, error) ||
      !mark_sending (self, work, post, error))
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

  *lost = g_steal_pointer (&remote->lost);
  return finish (self, work, post, remote, error);
}

static LeafOutcome *
run_work (LeafOutbox *self, LeafOutboxWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (LeafPublisher) publisher = NULL;
  g_auto (GStrv) lost = NULL;
  LeafOutcome *outcome;
  LeafOutcome *second;
  g_auto (GStrv) again = NULL;

  work->job->attempts++;
  /* No picture either. When something may be there already, that is looked up first. */
  if (!work->uncertain && !leaf_outbox_check_embargo (work->source->books, work->publication, work->job, error))
    return NULL;
  leaf_outbox_progress (self, work->job->id, _("Preparing"), 0.0);
  publisher = leaf_outbox_connect (self, work->source->blog, cancellable, error);
  if (publisher == NULL)
    return NULL;

  outcome = try_once (self, work, publisher, &lost, cancellable, error);
  if (outcome == NULL || lost == NULL)
    return outcome;

  /* Somebody deleted the picture on the blog: the post went out without it. Upload it again and mend the post. */
  if (!leaf_outbox_forget_media (leaf_outbox_get_library (self), work->publication->blog, (const char *const *) lost, error))
    {
      leaf_outcome_free (outcome);
      return NULL;
    }
  g_clear_pointer (&work->publication->content_hash, g_free);
  second = try_once (self, work, publisher, &again, cancellable, error);
  if (second != NULL)
    second->created = outcome->created;
  leaf_outcome_free (outcome);

  return second;
}

/**
 * leaf_outbox_run:
 * @self: an outbox
 * @job: a job
 * @cancellable: (nullable): a cancellable
 * @error: set to one sentence; what becomes of the job is committed
 *
 * Runs one job now, under the lock of the library's outbox: pictures, the text, the marker when an
 * earlier request may have arrived, the request, and what came of it.
 *
 * Returns: (transfer full): how it ended, or %NULL
 */
LeafOutcome *
leaf_outbox_run (LeafOutbox *self, gint64 job, GCancellable *cancellable, GError **error)
{
  g_autoptr (LeafOutboxWork) work = leaf_outbox_load_work (leaf_outbox_get_library (self), job, error);
  g_autoptr (GError) failure = NULL;
  LeafOutcome *outcome;

  if (work == NULL)
    return NULL;
  if (work->job->state == LEAF_JOB_DONE)
    {
      outcome = make_outcome (work);
      outcome->unchanged = TRUE;
      return outcome;
    }

  outcome = run_work (self, work, cancellable, &failure);
  if (outcome == NULL)
    {
      note_failure (self, work, failure);
      g_propagate_error (error, g_steal_pointer (&failure));
    }

  return outcome;
}
