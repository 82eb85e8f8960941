/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-outbox-list.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Tells her on the desktop, while she looks elsewhere, that reviews are published or that something needs
 * her; takes it back when it is settled or she has come to see. It names reviews and blogs, never their text.
 *
 * Two notifications at most: LEAF_NOTIFICATION_DONE and LEAF_NOTIFICATION_ATTENTION. They lead to the actions
 * "app.open-review" and "app.outbox". */
#define LEAF_TYPE_NOTIFIER (leaf_notifier_get_type ())
G_DECLARE_FINAL_TYPE (LeafNotifier, leaf_notifier, LEAF, NOTIFIER, GObject)

#define LEAF_NOTIFICATION_DONE      "published"
#define LEAF_NOTIFICATION_ATTENTION "attention"

LeafNotifier *leaf_notifier_new         (GApplication *application, LeafOutboxList *list);
void          leaf_notifier_set_looking (LeafNotifier *self, gboolean looking); /* whether she sees a window */

G_END_DECLS
