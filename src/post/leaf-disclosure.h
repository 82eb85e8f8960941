/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-post.h"

G_BEGIN_DECLS

/* Where the disclosure stands: above the first thing that needs it, or where the blog wants it. */
typedef enum {
  LEAF_DISCLOSURE_NOT_NEEDED,
  LEAF_DISCLOSURE_ABOVE_SYNOPSIS,
  LEAF_DISCLOSURE_ABOVE_REVIEW,
  LEAF_DISCLOSURE_ABOVE_LINKS,
  LEAF_DISCLOSURE_AT_END,
} LeafDisclosurePlace;

LeafDisclosurePlace leaf_disclosure_compute (const LeafPostSource *source, char **text);

G_END_DECLS
