/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-remedy"

#include "config.h"

#include "leaf-remedy.h"

#include <glib/gi18n.h>

/**
 * leaf_remedy_find_problem:
 * @problem: what kind of failure it is
 *
 * Returns: what helps
 */
LeafRemedy
leaf_remedy_find_problem (LeafJobProblem problem)
{
  switch (problem)
    {
    case LEAF_JOB_PROBLEM_BLOG:
      return LEAF_REMEDY_LOG_IN;
    case LEAF_JOB_PROBLEM_CHANGED:
      return LEAF_REMEDY_COMPARE;
    case LEAF_JOB_PROBLEM_TIME:
      return LEAF_REMEDY_RESCHEDULE;
    case LEAF_JOB_PROBLEM_NONE:
    case LEAF_JOB_PROBLEM_OTHER:
    default:
      return LEAF_REMEDY_TRY_AGAIN;
    }
}

/**
 * leaf_remedy_find:
 * @error: (nullable): why something did not go through
 *
 * Returns: what helps
 */
LeafRemedy
leaf_remedy_find (const GError *error)
{
  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return LEAF_REMEDY_NONE;

  return leaf_remedy_find_problem (leaf_publish_error_get_problem (error));
}

/**
 * leaf_remedy_get_label:
 * @remedy: a remedy
 *
 * Returns: (transfer none): what its button says
 */
const char *
leaf_remedy_get_label (LeafRemedy remedy)
{
  switch (remedy)
    {
    case LEAF_REMEDY_TRY_AGAIN:
      return _("_Try Again");
    case LEAF_REMEDY_LOG_IN:
      return _("_Set Up Again…");
    case LEAF_REMEDY_COMPARE:
      return _("_Look at Both…");
    case LEAF_REMEDY_RESCHEDULE:
      return _("Choose Another _Time…");
    case LEAF_REMEDY_NONE:
    default:
      return "";
    }
}
