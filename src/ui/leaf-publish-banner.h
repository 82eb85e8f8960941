/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-publish-model.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Above a review that could not be published: why, and the one thing to do about it. */
#define LEAF_TYPE_PUBLISH_BANNER (leaf_publish_banner_get_type ())
G_DECLARE_FINAL_TYPE (LeafPublishBanner, leaf_publish_banner, LEAF, PUBLISH_BANNER, AdwBin)

void leaf_publish_banner_set_model (LeafPublishBanner *self, LeafPublishModel *model);

G_END_DECLS
