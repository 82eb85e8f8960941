/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-http.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A real WordPress on loopback, by tests/wordpress/start; ends with the test, however that ends. */
typedef struct {
  char *dir;
  GSubprocess *process;
  GKeyFile *keys;
  char *address; /* http://127.0.0.1:PORT/ */
  char *root;    /* of its REST interface */
} LeafTestWordpress;

LeafTestWordpress *leaf_test_wordpress_start (const char *permalinks); /* "pretty" or "plain" */
void               leaf_test_wordpress_stop  (LeafTestWordpress *self);

char     *leaf_test_wordpress_dup_password (LeafTestWordpress *self, const char *user);
/* A REST request as `user` (NULL: as nobody); `body` NULL: GET. The answer's status is asserted. */
JsonNode *leaf_test_wordpress_request      (LeafTestWordpress *self, const char *user, const char *method, const char *route, const char *query,
                                            const char *body, unsigned int status);
/* A page as every reader gets it. */
char     *leaf_test_wordpress_read_page    (LeafTestWordpress *self, const char *address);
/* How many of them there are on the blog, drafts and trash too. */
unsigned int leaf_test_wordpress_count     (LeafTestWordpress *self, const char *kind);

G_END_DECLS
