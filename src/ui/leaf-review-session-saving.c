/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When a review session saves, and what becomes of it. */

#define G_LOG_DOMAIN "leaf-review-session"

#include "config.h"

#include "leaf-review-session-private.h"

#include "leaf-saves.h"
#include "leaf-store-error.h"

/* Text is saved PAUSE after she stops typing, and every PAUSE while she goes on: what she loses when the
 * program is killed is less than the last second. A very long text takes its time to be written; then
 * saves while she types are SPARE times as far apart as one takes, but never further than LONGEST, so
 * that the disk is not busy with nothing else. All in microseconds. */
#define PAUSE    (500 * G_TIME_SPAN_MILLISECOND)
#define LONGEST  (4 * G_TIME_SPAN_SECOND)
#define SPARE    4
#define TICK     100  /* milliseconds; a change is given to the writing thread 600 ms after it, at most */
#define RETRY    5    /* seconds */

static gboolean
is_changed (LeafReviewSession *self)
{
  return leaf_review_session_is_changed (self);
}

static gboolean
retry_cb (gpointer data)
{
  LeafReviewSession *self = data;

  self->retry_source = 0;
  leaf_review_session_retry (self);
  return G_SOURCE_REMOVE;
}

/* The session lives on until its text is stored, even if nobody shows it any more. */
void
leaf_review_session_fail (LeafReviewSession *self,
                          const GError      *error)
{
  leaf_review_session_set_state (self, LEAF_SESSION_FAILED, error->message);
  if (self->retry_source == 0 && !g_error_matches (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_CLOSED))
    self->retry_source = g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, RETRY, retry_cb,
                                                     g_object_ref (self), g_object_unref);
}

static void save_now (LeafReviewSession *self, const char *reason);

/* A choice of language that was made before there was a review to keep it with. */
static void
save_waiting (LeafReviewSession *self)
{
  if (self->language_changed && self->n_saving == 0 && self->tick_source == 0)
    save_now (self, NULL);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (LeafReviewSession) self = data;
  g_autoptr (GError) error = NULL;
  LeafReviewSave *work = leaf_library_run_data (result);
  gboolean saved = leaf_library_run_finish (LEAF_LIBRARY (source), result, &error);

  self->n_saving--;
  if (saved)
    {
      self->write_time = g_get_monotonic_time () - work->begun;
      leaf_review_session_set_review (self, work->review);
      if (work->other_kept)
        g_signal_emit_by_name (self, "other-kept");
      save_waiting (self);
      if (self->n_saving == 0)
        leaf_review_session_set_state (self, is_changed (self) ? LEAF_SESSION_UNSAVED : LEAF_SESSION_SAVED, NULL);
      return;
    }

  if (work->written != NULL)
    leaf_known_text_undo (self->known, work->written, work->known_before);
  self->ever_changed |= work->reason != NULL;
  self->text_changed |= work->document != NULL;
  self->title_changed |= work->title_changed;
  self->language_changed |= work->language_changed;
  if (self->closed && g_error_matches (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND))
    leaf_review_session_set_state (self, LEAF_SESSION_SAVED, NULL); /* removed, with what was in it */
  else
    leaf_review_session_fail (self, error);
}

static void
save_now (LeafReviewSession *self,
          const char        *reason)
{
  LeafReviewSave *work = g_new0 (LeafReviewSave, 1);

  self->fresh = FALSE;
  work->book = self->book_id;
  work->review = self->review;
  work->reason = reason;
  work->begun = g_get_monotonic_time ();
  work->known = leaf_known_text_ref (self->known);
  if (self->text_changed)
    work->document = leaf_document_copy (self->document);
  work->title_changed = self->title_changed;
  work->title = g_strdup (self->title);
  work->language_changed = self->language_changed;
  work->language = g_strdup (self->language);

  self->text_changed = FALSE;
  self->title_changed = FALSE;
  self->language_changed = FALSE;
  self->n_saving++;
  g_clear_handle_id (&self->retry_source, g_source_remove);
  leaf_review_session_set_state (self, LEAF_SESSION_SAVING, NULL);
  leaf_library_run_async (self->library, LEAF_LIBRARY_WRITE, leaf_review_save_run,
                          work, (GDestroyNotify) leaf_review_save_free,
                          NULL, saved_cb, g_object_ref (self));
}

static gboolean
tick_cb (gpointer data)
{
  LeafReviewSession *self = data;
  gint64 now = g_get_monotonic_time ();
  gint64 longest = CLAMP (SPARE * self->write_time, PAUSE, LONGEST);

  if (is_changed (self))
    {
      if (self->n_saving > 0 || (now - self->last_change < PAUSE && now - self->first_change < longest))
        return G_SOURCE_CONTINUE;
      if (self->state == LEAF_SESSION_FAILED)
        return G_SOURCE_CONTINUE;
      save_now (self, NULL);
    }

  self->tick_source = 0;
  return G_SOURCE_REMOVE;
}

/* A session of work is over, too, when she has not typed for a long time. */
static gboolean
rest_cb (gpointer data)
{
  LeafReviewSession *self = data;
  gint64 rest = (g_get_monotonic_time () - self->last_change) / G_TIME_SPAN_MILLISECOND;

  if (rest < self->rest_time)
    {
      self->rest_source = g_timeout_add (self->rest_time - (unsigned int) rest, rest_cb, self);
      return G_SOURCE_REMOVE;
    }

  self->rest_source = 0;
  if (self->ever_changed)
    {
      self->ever_changed = FALSE;
      save_now (self, LEAF_REVISION_SESSION);
    }
  return G_SOURCE_REMOVE;
}

static void
note_change (LeafReviewSession *self,
             gboolean           first)
{
  self->fresh = FALSE;
  self->last_change = g_get_monotonic_time ();
  if (first)
    self->first_change = self->last_change;
  self->ever_changed = TRUE;
  if (self->tick_source == 0)
    self->tick_source = g_timeout_add (TICK, tick_cb, self);
  if (self->rest_source == 0)
    self->rest_source = g_timeout_add (self->rest_time, rest_cb, self);
  if (self->state == LEAF_SESSION_SAVED)
    leaf_review_session_set_state (self, LEAF_SESSION_UNSAVED, NULL);
}

/**
 * leaf_review_session_touch:
 * @self: a session
 *
 * The document was changed: it is saved within a second; a very long one within a second after the
 * last change, and at least every five while they go on.
 */
void
leaf_review_session_touch (LeafReviewSession *self)
{
  gboolean first;

  g_return_if_fail (LEAF_IS_REVIEW_SESSION (self));

  first = !is_changed (self);
  self->text_changed = TRUE;
  self->offers = FALSE;
  note_change (self, first);
}

/**
 * leaf_review_session_set_title:
 * @self: a session
 * @title: (nullable): her title; %NULL or "" for the one by pattern
 */
void
leaf_review_session_set_title (LeafReviewSession *self,
                               const char        *title)
{
  gboolean first;

  g_return_if_fail (LEAF_IS_REVIEW_SESSION (self));

  if (title != NULL && *title == '\0')
    title = NULL;
  if (g_strcmp0 (self->title, title) == 0)
    return;

  first = !is_changed (self);
  g_free (self->title);
  self->title = g_strdup (title);
  self->title_changed = TRUE;
  note_change (self, first);
  /* A review that is begun has the text that she sees. */
  if (self->offers)
    leaf_review_session_touch (self);
}

/**
 * leaf_review_session_set_language:
 * @self: a session
 * @language: (nullable): see leaf_review_set_language()
 *
 * Says whose spelling is checked. That is no change of the text: no revision is kept for it, and a review
 * that is not begun gets it with its first words.
 */
void
leaf_review_session_set_language (LeafReviewSession *self,
                                  const char        *language)
{
  gboolean ever_changed, first;

  g_return_if_fail (LEAF_IS_REVIEW_SESSION (self));

  if (g_strcmp0 (self->language, language) == 0)
    return;

  ever_changed = self->ever_changed;
  first = !is_changed (self);
  g_free (self->language);
  self->language = g_strdup (language);
  self->language_changed = TRUE;
  if (is_changed (self))
    note_change (self, first);
  self->ever_changed = ever_changed;
}

/**
 * leaf_review_session_flush:
 * @self: a session
 *
 * Gives what is not saved to the writing thread at once; leaf_library_close() waits for it.
 */
void
leaf_review_session_flush (LeafReviewSession *self)
{
  g_return_if_fail (LEAF_IS_REVIEW_SESSION (self));

  if (is_changed (self))
    save_now (self, self->closed ? LEAF_REVISION_SESSION : NULL);
}

/**
 * leaf_review_session_close:
 * @self: a session
 *
 * She leaves the review: what is not saved is saved, and if she changed something since she came, a
 * revision is kept. If that fails the session goes on trying.
 */
void
leaf_review_session_close (LeafReviewSession *self)
{
  g_return_if_fail (LEAF_IS_REVIEW_SESSION (self));

  self->closed = TRUE;
  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  if (self->ever_changed)
    save_now (self, LEAF_REVISION_SESSION);
  else if (is_changed (self))
    save_now (self, NULL);
  else
    g_clear_handle_id (&self->retry_source, g_source_remove);
}

/**
 * leaf_review_session_reopen:
 * @self: a session that was closed, but is not saved yet
 *
 * She came back: the session goes on with its text, because what is stored is older.
 */
void
leaf_review_session_reopen (LeafReviewSession *self)
{
  g_return_if_fail (LEAF_IS_REVIEW_SESSION (self));

  self->closed = FALSE;
  self->ever_changed = is_changed (self);
  leaf_review_session_refresh (self);
}

/**
 * leaf_review_session_retry:
 * @self: a session that failed
 *
 * Tries again at once.
 */
void
leaf_review_session_retry (LeafReviewSession *self)
{
  g_return_if_fail (LEAF_IS_REVIEW_SESSION (self));

  /* A later save that went well leaves the state, but not what this one had. */
  if (self->state != LEAF_SESSION_FAILED && !is_changed (self))
    return;

  g_clear_handle_id (&self->retry_source, g_source_remove);
  if (!leaf_review_session_is_loaded (self))
    leaf_review_session_load (self);
  else
    save_now (self, self->closed ? LEAF_REVISION_SESSION : NULL);
}

/**
 * leaf_review_session_keep_version:
 * @self: a session
 *
 * Keeps a revision of the text as it is now: something else is about to come in its place.
 */
void
leaf_review_session_keep_version (LeafReviewSession *self)
{
  g_return_if_fail (LEAF_IS_REVIEW_SESSION (self));

  if (self->review != 0 || is_changed (self))
    save_now (self, LEAF_REVISION_REPLACED);
}

/* For tests, which do not wait half an hour. Milliseconds. */
void
leaf_review_session_set_rest_time (LeafReviewSession *self,
                                   unsigned int       rest_time)
{
  self->rest_time = rest_time;
}
