/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"
#include "leaf-test-wordpress.h"

G_BEGIN_DECLS

/* What readers and their blog have of a review of leaf_test_save_numbered_review(): how many posts and pictures, and
 * the whole post, in a text that is the same for every such review that went the same way, whatever its number. */
char *leaf_test_describe_arrival (LeafTestWordpress *wordpress, LeafLibrary *library, gint64 review, gint64 blog);

G_END_DECLS
