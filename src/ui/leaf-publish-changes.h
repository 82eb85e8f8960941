/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* "Published, but the blog changed this": what the blog made another of than was sent, a sentence a row. */
#define LEAF_TYPE_PUBLISH_CHANGES (leaf_publish_changes_get_type ())
G_DECLARE_FINAL_TYPE (LeafPublishChanges, leaf_publish_changes, LEAF, PUBLISH_CHANGES, AdwWindow)

void leaf_publish_changes_present (GtkWindow *parent, const char *blog, const char *const *differences, const char *address);

G_END_DECLS
