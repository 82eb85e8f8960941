/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* By which blogs know that a password was made for Flyleaf. Never to be changed. */
#define LEAF_AUTHORIZATION_APP_ID "3cab058e-1069-4b20-af6a-3b26c532133b"
#define LEAF_AUTHORIZATION_SCHEME "flyleaf"

/* A log-in that was begun in the browser and has not come back. Holds no secret but the one that tells its own
 * answer from a forged one. */
typedef struct {
  char *state;     /* unguessable; comes back with the answer */
  char *address;   /* of the blog */
  char *root;      /* of its interface */
  char *page;      /* that hands out passwords */
  char *library;   /* path of the library the blog goes into, or NULL */
  char *blog;      /* UUID of the blog to log in to again, or NULL: a new one */
  gint64 begun;    /* seconds since 1970 */
} LeafAuthorization;

/* What came back. */
typedef struct {
  char *user;
  char *password;
} LeafGrant;

char              *leaf_authorization_make_state  (void);
LeafAuthorization *leaf_authorization_new         (LeafBlog *found, const char *page);
LeafAuthorization *leaf_authorization_copy        (LeafAuthorization *self);
void               leaf_authorization_free        (LeafAuthorization *self);
char              *leaf_authorization_dup_address (LeafAuthorization *self); /* for the browser */
gboolean           leaf_authorization_save        (LeafAuthorization *self, GError **error);
LeafAuthorization *leaf_authorization_load        (GError **error); /* the last one that was saved */
void               leaf_authorization_forget      (LeafAuthorization *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafAuthorization, leaf_authorization_free)

gboolean   leaf_authorization_is_answer (const char *address);
LeafGrant *leaf_authorization_redeem    (LeafAuthorization *self, const char *answer, GError **error);
LeafGrant *leaf_authorization_take      (const char *answer, LeafAuthorization **authorization, GError **error);
LeafGrant *leaf_grant_new               (const char *user, const char *password);
LeafGrant *leaf_grant_copy              (const LeafGrant *self); /* of NULL: NULL */
void       leaf_grant_free              (LeafGrant *self); /* wipes it */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafGrant, leaf_grant_free)

G_END_DECLS
