/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-outbox-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What the buttons beside a job of the outbox do. `widget` is where they stand; what needs a dialog gets it there. */
void leaf_outbox_remedy_apply (LeafOutboxList *list, LeafOutboxItem *item, GtkWidget *widget); /* the one thing to do */
void leaf_outbox_remedy_drop  (LeafOutboxList *list, LeafOutboxItem *item); /* stops it, or takes it out of the outbox */

G_END_DECLS
