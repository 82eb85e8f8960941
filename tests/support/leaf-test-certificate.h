/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* An authority of the test's own, made by openssl in a temporary folder. */
typedef struct {
  char *dir;
} LeafTestAuthority;

LeafTestAuthority *leaf_test_authority_new   (void);
void               leaf_test_authority_free  (LeafTestAuthority *self);
/* From now on this process knows the authority, and no other. */
void               leaf_test_authority_trust (LeafTestAuthority *self);

/* For `name` ("IP:127.0.0.1", "DNS:…"); days from now. */
GTlsCertificate   *leaf_test_authority_issue (LeafTestAuthority *self, const char *name, int from, int to);
/* Nobody vouches for it. */
GTlsCertificate   *leaf_test_authority_self_signed (LeafTestAuthority *self, const char *name);

G_END_DECLS
