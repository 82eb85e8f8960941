/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The reviewer, as the author box shows her. */
#define LEAF_TYPE_PROFILE (leaf_profile_get_type ())
G_DECLARE_FINAL_TYPE (LeafProfile, leaf_profile, LEAF, PROFILE, GObject)

LeafProfile *leaf_profile_new  (void);
LeafProfile *leaf_profile_copy (LeafProfile *self);

gint64      leaf_profile_get_id      (LeafProfile *self);
void        leaf_profile_set_id      (LeafProfile *self, gint64 id);
const char *leaf_profile_get_name    (LeafProfile *self); /* never NULL; "" when not set */
void        leaf_profile_set_name    (LeafProfile *self, const char *name);
const char *leaf_profile_get_role    (LeafProfile *self); /* NULL when none, as below */
void        leaf_profile_set_role    (LeafProfile *self, const char *role);
const char *leaf_profile_get_bio     (LeafProfile *self);
void        leaf_profile_set_bio     (LeafProfile *self, const char *bio);
const char *leaf_profile_get_picture (LeafProfile *self); /* SHA-256 */
void        leaf_profile_set_picture (LeafProfile *self, const char *sha256);

G_END_DECLS
