/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A web server of one's own in a thread, that follows a script: tests/data/http/NAME.case holds the requests
 * expected, in order, and the answer to each. See tests/data/http/README. */
typedef struct _LeafTestServer LeafTestServer;

LeafTestServer *leaf_test_server_new         (const char *name, GTlsCertificate *certificate);
const char     *leaf_test_server_get_address (LeafTestServer *self); /* http(s)://127.0.0.1:PORT/ */
/* Where {{other}} in the script points to; before the first request. */
void            leaf_test_server_set_other   (LeafTestServer *self, const char *address);
/* Until so many requests have come. */
void            leaf_test_server_wait        (LeafTestServer *self, unsigned int n);
unsigned int    leaf_test_server_count       (LeafTestServer *self); /* requests that have come so far */
/* Stops it and checks that every request came, and no other. */
void            leaf_test_server_finish      (LeafTestServer *self);

G_END_DECLS
