/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-publish-model.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* In the state line: where the review is on each blog, or what is being done with it (property "step"), and a
 * way to what a blog made another of. */
#define LEAF_TYPE_PUBLISH_STATUS (leaf_publish_status_get_type ())
G_DECLARE_FINAL_TYPE (LeafPublishStatus, leaf_publish_status, LEAF, PUBLISH_STATUS, AdwBin)

void leaf_publish_status_set_model (LeafPublishStatus *self, LeafPublishModel *model);

G_END_DECLS
