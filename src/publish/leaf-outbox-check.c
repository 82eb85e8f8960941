/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox-private.h"

#include "leaf-post-check.h"

/**
 * leaf_outbox_check_embargo:
 * @books: (element-type LeafBook): the books of a review
 * @publication: what is known of the post
 * @job: what is to be done
 * @error: set to %LEAF_PUBLISH_ERROR_EMBARGO
 *
 * Holds back what the publisher of a book does not allow to be public yet. A draft that only she sees on the
 * blog may go there, and whatever takes a post out of sight. Asked when a job is made, and again before it is
 * sent: the day may have been set, or put off, since.
 *
 * Returns: whether the job may be carried out
 */
gboolean
leaf_outbox_check_embargo (GPtrArray *books, const LeafPublication *publication, const LeafJob *job, GError **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gboolean is_public = publication->state == LEAF_PUBLICATION_PUBLISHED;
  g_autofree char *sentence = NULL;

  if (job->action == LEAF_JOB_TAKE_DOWN || job->action == LEAF_JOB_DELETE)
    return TRUE;
  /* What is sent to a post that readers have is public at once, whatever was wished. */
  if (job->action == LEAF_JOB_PUBLISH && job->wanted == LEAF_PUBLICATION_DRAFT && !is_public)
    return TRUE;

  sentence = leaf_post_check_embargo (books, job->action == LEAF_JOB_PUBLISH && job->wanted == LEAF_PUBLICATION_SCHEDULED && !is_public
                                             ? job->at : now);
  if (sentence == NULL)
    return TRUE;

  g_set_error_literal (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_EMBARGO, sentence);
  return FALSE;
}
