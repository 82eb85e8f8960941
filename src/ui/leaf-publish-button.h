/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-outbox.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The one Publish button: publishes or updates the review, shows how far it is and how it ended.
 *
 * Properties: "library", "outbox", "review" (id, 0 for none). Activates `win.save` before it
 * publishes, so that what is being typed goes along. */
#define LEAF_TYPE_PUBLISH_BUTTON (leaf_publish_button_get_type ())
G_DECLARE_FINAL_TYPE (LeafPublishButton, leaf_publish_button, LEAF, PUBLISH_BUTTON, AdwBin)

GtkWidget *leaf_publish_button_new        (void);
void       leaf_publish_button_set_review (LeafPublishButton *self,
                                           gint64             review);

G_END_DECLS
