/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox-rules.h"

/**
 * leaf_outbox_combine:
 * @open: the action of a job that is not done
 * @ordered: what she orders now
 *
 * Says what the job becomes, by the table in leaf-outbox-rules.h.
 *
 * Returns: the action
 */
LeafJobAction
leaf_outbox_combine (LeafJobAction open, LeafJobAction ordered)
{
  if (open == LEAF_JOB_PUBLISH && ordered == LEAF_JOB_PUT_BACK)
    return LEAF_JOB_PUBLISH;

  return ordered;
}
