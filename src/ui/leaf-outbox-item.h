/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-outbox.h"
#include "leaf-remedy.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A job of the outbox as she sees it. No widget. Signal: "changed". */
#define LEAF_TYPE_OUTBOX_ITEM (leaf_outbox_item_get_type ())
G_DECLARE_FINAL_TYPE (LeafOutboxItem, leaf_outbox_item, LEAF, OUTBOX_ITEM, GObject)

typedef enum {
  LEAF_OUTBOX_ITEM_WAITING,
  LEAF_OUTBOX_ITEM_RUNNING,
  LEAF_OUTBOX_ITEM_FAILED, /* needs her */
} LeafOutboxItemState;

LeafOutboxItem      *leaf_outbox_item_new          (LeafOutboxEntry *entry); /* takes over the entry */
void                 leaf_outbox_item_set_entry    (LeafOutboxItem *self, LeafOutboxEntry *entry);
void                 leaf_outbox_item_set_step     (LeafOutboxItem *self, const char *step, double fraction); /* NULL: it does not run */

const LeafJob       *leaf_outbox_item_get_job      (LeafOutboxItem *self);
gint64               leaf_outbox_item_get_review   (LeafOutboxItem *self);
gint64               leaf_outbox_item_get_blog     (LeafOutboxItem *self);
const char          *leaf_outbox_item_get_title    (LeafOutboxItem *self);
const char          *leaf_outbox_item_get_blog_name (LeafOutboxItem *self);
LeafOutboxItemState  leaf_outbox_item_get_state    (LeafOutboxItem *self);
double               leaf_outbox_item_get_fraction (LeafOutboxItem *self);
LeafRemedy           leaf_outbox_item_get_remedy   (LeafOutboxItem *self, gint64 now);
char                *leaf_outbox_item_describe_task  (LeafOutboxItem *self, gint64 now); /* "Publish on Pages & Tea" */
char                *leaf_outbox_item_describe_state (LeafOutboxItem *self, gint64 now, gboolean online); /* one sentence, or a step */

G_END_DECLS
