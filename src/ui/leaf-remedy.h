/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-publisher.h"

G_BEGIN_DECLS

/* The one thing to do about something that did not go through. */
typedef enum {
  LEAF_REMEDY_NONE,       /* it went through, or she stopped it herself */
  LEAF_REMEDY_TRY_AGAIN,
  LEAF_REMEDY_LOG_IN,     /* the blog's password, or its address */
  LEAF_REMEDY_COMPARE,    /* her text and the blog's */
  LEAF_REMEDY_RESCHEDULE,
} LeafRemedy;

LeafRemedy  leaf_remedy_find      (const GError *error);
LeafRemedy  leaf_remedy_find_problem (LeafJobProblem problem);
const char *leaf_remedy_get_label (LeafRemedy remedy); /* with its mnemonic; never NULL */

G_END_DECLS
