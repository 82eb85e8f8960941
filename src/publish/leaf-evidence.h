/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-http.h"

G_BEGIN_DECLS

/* Who answered, when it was not the interface of a blog: read from the status, the header fields and the page. */
const char *leaf_evidence_find_firewall (const LeafHttpAnswer *answer); /* "Cloudflare", …; NULL: none that says its name */
const char *leaf_evidence_find_system   (const LeafHttpAnswer *answer); /* "Ghost", …; NULL: none that is known */
gboolean    leaf_evidence_is_wordpress  (const LeafHttpAnswer *answer); /* the page was made by one */
/* What stands before the blog, as a sentence: a firewall, maintenance, a password of the server, a fault.
 * FALSE without an error when there is nothing of the kind. */
gboolean    leaf_evidence_explain       (const LeafHttpAnswer *answer, const char *host, GError **error);

G_END_DECLS
