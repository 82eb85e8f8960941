/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* A publication p at the time ?1: scheduled, its time is past, and it was not looked at since, or not in the last
 * quarter of an hour: blogs publish late when nobody visits them. */
#define LEAF_PUBLICATION_IS_OVERDUE \
  "p.state = 2 AND p.published > 0 AND p.published <= ?1 AND (p.modified < p.published OR p.modified <= ?1 - 900)"
