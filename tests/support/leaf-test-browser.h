/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-test-wordpress.h"

G_BEGIN_DECLS

/* Logs in to the blog's own pages, opens `page` (the one that hands out passwords) and says yes or no, as she would.
 * Where the browser is sent then: flyleaf://authorized?…, (transfer full). */
char *leaf_test_browse_authorize (LeafTestWordpress *wordpress, const char *user, const char *page, gboolean approve);

G_END_DECLS
