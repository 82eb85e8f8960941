/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox-private.h"

#include "leaf-login.h"

#include <glib/gi18n.h>

#define FIRST_WAIT 30                /* seconds */
#define LONGEST_WAIT (6 * 60 * 60)
#define MAX_ATTEMPTS 12
/* A log-in that is wrong stays so until she mends it; trying it often gets accounts locked. */
#define LOGIN_PAUSE (15 * 60)

/* Twice as long after each attempt, give or take a quarter, so that many Flyleafs do not knock together; the
 * server's own wish counts when it is longer. */
static gint64
get_wait (int attempts, const GError *error)
{
  int doublings = CLAMP (attempts - 1, 0, 20);
  double wait = MIN ((double) FIRST_WAIT * (1 << doublings), LONGEST_WAIT) * g_random_double_range (0.75, 1.25);

  return MAX ((gint64) wait, leaf_publish_error_get_retry_after (error));
}

static gboolean
is_publish_error (const GError *error, int code)
{
  return g_error_matches (error, LEAF_PUBLISH_ERROR, code);
}

/* May the request have been carried out? Only a blog's own no is a no; an error on our side, such as a full disk
 * when the answer was to be noted, says nothing about the blog. */
static gboolean
may_be_there (const LeafOutboxWork *work, const GError *failure)
{
  gboolean refused = failure->domain == LEAF_PUBLISH_ERROR && failure->code != LEAF_PUBLISH_ERROR_UNCLEAR &&
                     failure->code != LEAF_PUBLISH_ERROR_FAILED && !leaf_publish_error_is_doubtful (failure);

  return work->uncertain || (work->sending && !refused);
}

/**
 * leaf_outbox_note_failure:
 * @self: an outbox
 * @work: a job that failed
 * @withdrawn: whether she wants it no more
 * @failure: why
 *
 * Commits how a try failed: when to try again, or that she has to look at it.
 */
void
leaf_outbox_note_failure (LeafOutbox *self, LeafOutboxWork *work, gboolean withdrawn, const GError *failure)
{
  LeafJob *job = work->job;
  g_autoptr (GError) error = NULL;
  gboolean there = may_be_there (work, failure);
  gboolean cancelled = withdrawn || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  gboolean offline = leaf_publish_error_is_offline (failure);
  gboolean later = is_publish_error (failure, LEAF_PUBLISH_ERROR_UNCLEAR) || is_publish_error (failure, LEAF_PUBLISH_ERROR_TEMPORARY) ||
                   (failure->domain == LEAF_STORE_ERROR && work->sending);

  /* A text that cannot become a post leaves nothing to do, unless something may be under way already. */
  if (!there && (withdrawn || failure->domain == LEAF_POST_ERROR))
    {
      if (!leaf_outbox_remove_job (self->library, job->id, &error) &&
          !g_error_matches (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND))
        g_message ("%s", error->message);
      return;
    }

  g_free (job->last_error);
  job->last_error = cancelled ? NULL : g_strdup (failure->message);
  job->problem = leaf_publish_error_get_problem (failure);
  if (withdrawn)
    job->wanted = LEAF_PUBLICATION_NONE;
  if (!there)
    g_clear_pointer (&job->content_hash, g_free);
  /* Without a network nothing was tried: it is when there is one. */
  if (offline)
    job->attempts--;
  if (cancelled || offline || (later && job->attempts < MAX_ATTEMPTS))
    {
      job->state = there ? LEAF_JOB_SENDING : LEAF_JOB_WAITING;
      job->next_try = cancelled || offline ? 0 : leaf_outbox_get_now () + get_wait (job->attempts, failure);
    }
  else
    job->state = LEAF_JOB_FAILED;

  if (!leaf_outbox_save_failed (self->library, work, &error))
    g_message ("%s", error->message);
}

/**
 * leaf_outbox_get_pause:
 * @failure: why a job failed
 *
 * Tells a failure that concerns the blog, so that its next job would fail likewise, from one of the job.
 *
 * Returns: for how many seconds the blog is to be left alone; 0 when only the job failed, -1 when there
 *   is no network
 */
gint64
leaf_outbox_get_pause (const GError *failure)
{
  if (failure->domain != LEAF_PUBLISH_ERROR)
    return 0;
  if (leaf_publish_error_is_offline (failure))
    return -1;

  switch ((LeafPublishError) failure->code)
    {
    case LEAF_PUBLISH_ERROR_TEMPORARY:
      return get_wait (1, failure);
    case LEAF_PUBLISH_ERROR_LOGIN:
    case LEAF_PUBLISH_ERROR_NO_PASSWORD:
    case LEAF_PUBLISH_ERROR_INSECURE:
    case LEAF_PUBLISH_ERROR_ADDRESS:
    case LEAF_PUBLISH_ERROR_NOT_A_BLOG:
    case LEAF_PUBLISH_ERROR_FOLDER:
      return LOGIN_PAUSE;
    case LEAF_PUBLISH_ERROR_FAILED:
    case LEAF_PUBLISH_ERROR_FORBIDDEN:
    case LEAF_PUBLISH_ERROR_REFUSED:
    case LEAF_PUBLISH_ERROR_UNCLEAR:
    case LEAF_PUBLISH_ERROR_CHANGED:
    case LEAF_PUBLISH_ERROR_EMBARGO:
    default:
      return 0;
    }
}

/* The account may have lost its role, or the password may be revoked: what is known of it is made true again, and a
 * sentence that knows why takes the place of one that does not. */
static void
check_account (LeafOutboxLane *lane, GCancellable *cancellable, GError **failure)
{
  g_autoptr (GError) why = NULL;

  if (leaf_login_check_with (lane->outbox->library, lane->connected, lane->publisher, cancellable, &why))
    return;

  if (leaf_outbox_get_pause (why) == LOGIN_PAUSE || is_publish_error (why, LEAF_PUBLISH_ERROR_FORBIDDEN))
    {
      leaf_publish_error_set_doubtful (why, leaf_publish_error_is_doubtful (*failure));
      g_clear_error (failure);
      *failure = g_steal_pointer (&why);
    }
}

/**
 * leaf_outbox_explain_failure:
 * @lane: the lane in which it happened
 * @cancellable: (nullable): a cancellable
 * @failure: (inout): why a job failed
 *
 * Looks whether more can be said of a failure: after a refusal the account is checked again, and the
 * blog's settings are brought up to date by what it may do now.
 */
void
leaf_outbox_explain_failure (LeafOutboxLane *lane, GCancellable *cancellable, GError **failure)
{
  if (lane->publisher != NULL &&
      (is_publish_error (*failure, LEAF_PUBLISH_ERROR_LOGIN) || is_publish_error (*failure, LEAF_PUBLISH_ERROR_FORBIDDEN)))
    check_account (lane, cancellable, failure);
}
