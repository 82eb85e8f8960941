/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-publish-model.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The one Publish button: does what is most likely wanted of the review on the blogs she has chosen, stops it,
 * and shows how it ended. Its menu has everything else.
 *
 * Properties: "library", "outbox", "review" (id, 0 for none); notify, "waiting": what she typed is to
 * be stored first, so that it goes along, and that is not done yet; "step": what is being done, in words,
 * NULL while nothing is. */
#define LEAF_TYPE_PUBLISH_BUTTON (leaf_publish_button_get_type ())
G_DECLARE_FINAL_TYPE (LeafPublishButton, leaf_publish_button, LEAF, PUBLISH_BUTTON, AdwBin)

GtkWidget        *leaf_publish_button_new        (void);
void              leaf_publish_button_set_review (LeafPublishButton *self, gint64 review);
LeafPublishModel *leaf_publish_button_get_model  (LeafPublishButton *self); /* for what stands beside it */

G_END_DECLS
