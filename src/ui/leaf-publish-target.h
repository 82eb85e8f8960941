/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-publisher.h"

G_BEGIN_DECLS

/* A blog that a review is on, or may go to. No widget. */
typedef struct {
  LeafBlog *blog;
  LeafPublication *publication; /* NULL: it was never there */
  LeafJob *job;                 /* what is under way, waits or failed; NULL: nothing */
  LeafPublisherFlags flags;     /* what the system can do */
  gboolean chosen;              /* the Publish button means this blog, too */
} LeafPublishTarget;

/* What pressing Publish does there. */
typedef enum {
  LEAF_PUBLISH_NEW,
  LEAF_PUBLISH_AGAIN,      /* it was there, and readers cannot see it now */
  LEAF_PUBLISH_UPDATE,     /* readers see it, or will at its time */
  LEAF_PUBLISH_SAVE_DRAFT, /* as she wants of that blog, or as her role there allows no more */
} LeafPublishVerb;

/* What else can be done there now. */
typedef enum {
  LEAF_PUBLISH_CAN_SAVE_DRAFT = 1 << 0,
  LEAF_PUBLISH_CAN_SCHEDULE   = 1 << 1,
  LEAF_PUBLISH_CAN_TAKE_DOWN  = 1 << 2,
  LEAF_PUBLISH_CAN_PUT_BACK   = 1 << 3,
  LEAF_PUBLISH_CAN_DELETE     = 1 << 4,
  LEAF_PUBLISH_CAN_OPEN       = 1 << 5,
  LEAF_PUBLISH_CAN_PUBLISH    = 1 << 6, /* at once, whatever pressing Publish would do */
  LEAF_PUBLISH_CAN_COMPARE    = 1 << 7,
} LeafPublishAbilities;

GPtrArray *leaf_publish_targets_load (LeafDb *db, gint64 review, GError **error); /* in a thread of the library */
void       leaf_publish_target_free  (LeafPublishTarget *self);

LeafPublicationState leaf_publish_target_get_state     (const LeafPublishTarget *self);
const char          *leaf_publish_target_get_name      (const LeafPublishTarget *self); /* of the blog; never NULL */
LeafPublishVerb      leaf_publish_target_get_verb      (const LeafPublishTarget *self);
LeafPublicationState leaf_publish_target_get_wanted    (const LeafPublishTarget *self, gint64 *at); /* what the verb asks for */
LeafPublishAbilities leaf_publish_target_get_abilities (const LeafPublishTarget *self);
char                *leaf_publish_target_describe      (const LeafPublishTarget *self, gint64 now); /* "Published on A", or NULL */

G_END_DECLS
