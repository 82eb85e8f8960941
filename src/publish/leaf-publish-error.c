/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-publisher"

#include "config.h"

#include "leaf-publisher.h"

typedef struct {
  int retry_after;
  gboolean offline;
  gboolean doubtful;
} LeafPublishErrorPrivate;

static void
leaf_publish_error_private_init (LeafPublishErrorPrivate *private)
{
  private->retry_after = 0;
  private->offline = FALSE;
  private->doubtful = FALSE;
}

static void
leaf_publish_error_private_copy (const LeafPublishErrorPrivate *source, LeafPublishErrorPrivate *target)
{
  *target = *source;
}

static void
leaf_publish_error_private_clear (LeafPublishErrorPrivate *private)
{
}

/* GLib's macro finds the private part by counting bytes; it is aligned, but the compiler sees bytes. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-align"
G_DEFINE_EXTENDED_ERROR (LeafPublishError, leaf_publish_error)
#pragma GCC diagnostic pop

/**
 * leaf_publish_error_set_retry_after:
 * @error: an error of the domain %LEAF_PUBLISH_ERROR
 * @seconds: how long the server wants to be left alone (Retry-After, RFC 9110, 10.2.3)
 *
 * Notes on @error when another try is welcome.
 */
void
leaf_publish_error_set_retry_after (GError *error, int seconds)
{
  g_return_if_fail (error != NULL && error->domain == LEAF_PUBLISH_ERROR);

  leaf_publish_error_get_private (error)->retry_after = seconds;
}

/**
 * leaf_publish_error_get_retry_after:
 * @error: any error
 *
 * Gets when another try is welcome.
 *
 * Returns: seconds from when the error was made; 0 when the server said nothing
 */
int
leaf_publish_error_get_retry_after (const GError *error)
{
  if (error == NULL || error->domain != LEAF_PUBLISH_ERROR)
    return 0;

  return leaf_publish_error_get_private (error)->retry_after;
}

/**
 * leaf_publish_error_set_offline:
 * @error: an error of the domain %LEAF_PUBLISH_ERROR
 *
 * Notes on @error that nothing was tried, because there is no network.
 */
void
leaf_publish_error_set_offline (GError *error)
{
  g_return_if_fail (error != NULL && error->domain == LEAF_PUBLISH_ERROR);

  leaf_publish_error_get_private (error)->offline = TRUE;
}

/**
 * leaf_publish_error_is_offline:
 * @error: any error
 *
 * Tells whether another try is worth it as soon as there is a network.
 *
 * Returns: whether there was none
 */
gboolean
leaf_publish_error_is_offline (const GError *error)
{
  if (error == NULL || error->domain != LEAF_PUBLISH_ERROR)
    return FALSE;

  return leaf_publish_error_get_private (error)->offline;
}

/**
 * leaf_publish_error_set_doubtful:
 * @error: an error of the domain %LEAF_PUBLISH_ERROR
 * @doubtful: whether somebody else than the blog said no
 *
 * Notes on @error whether it may have been done all the same: a firewall that reads answers, too, puts
 * its own page in the place of the blog's "created".
 */
void
leaf_publish_error_set_doubtful (GError *error, gboolean doubtful)
{
  g_return_if_fail (error != NULL && error->domain == LEAF_PUBLISH_ERROR);

  leaf_publish_error_get_private (error)->doubtful = doubtful;
}

/**
 * leaf_publish_error_is_doubtful:
 * @error: any error
 *
 * Tells whether it may have been done all the same, although the answer was a clear no.
 *
 * Returns: whether somebody else than the blog said no
 */
gboolean
leaf_publish_error_is_doubtful (const GError *error)
{
  return error != NULL && error->domain == LEAF_PUBLISH_ERROR && leaf_publish_error_get_private (error)->doubtful;
}

/**
 * leaf_publish_error_get_problem:
 * @error: (nullable): any error
 *
 * Gets what kind of failure it is, which says what she can do about it.
 *
 * Returns: the kind
 */
LeafJobProblem
leaf_publish_error_get_problem (const GError *error)
{
  if (error == NULL)
    return LEAF_JOB_PROBLEM_NONE;
  if (error->domain != LEAF_PUBLISH_ERROR)
    return LEAF_JOB_PROBLEM_OTHER;

  switch ((LeafPublishError) error->code)
    {
    case LEAF_PUBLISH_ERROR_ADDRESS:
    case LEAF_PUBLISH_ERROR_NOT_A_BLOG:
    case LEAF_PUBLISH_ERROR_INSECURE:
    case LEAF_PUBLISH_ERROR_LOGIN:
    case LEAF_PUBLISH_ERROR_NO_PASSWORD:
    case LEAF_PUBLISH_ERROR_FOLDER:
      return LEAF_JOB_PROBLEM_BLOG;
    case LEAF_PUBLISH_ERROR_CHANGED:
      return LEAF_JOB_PROBLEM_CHANGED;
    case LEAF_PUBLISH_ERROR_EMBARGO:
      return LEAF_JOB_PROBLEM_TIME;
    case LEAF_PUBLISH_ERROR_FAILED:
    case LEAF_PUBLISH_ERROR_FORBIDDEN:
    case LEAF_PUBLISH_ERROR_REFUSED:
    case LEAF_PUBLISH_ERROR_TEMPORARY:
    case LEAF_PUBLISH_ERROR_UNCLEAR:
    default:
      return LEAF_JOB_PROBLEM_OTHER;
    }
}
