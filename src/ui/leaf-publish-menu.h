/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-publish-model.h"

G_BEGIN_DECLS

/* The menu beside the Publish button. Its actions are those of LeafPublishButton, with the id of a blog, or
 * 0 for those that are chosen; the check marks of blogs are "blog.b" and the id. No widget. */
GMenu *leaf_publish_menu_new         (LeafPublishModel *model);
char  *leaf_publish_menu_blog_action (gint64 blog, gboolean prefixed); /* "b12", "blog.b12" */

/* What pressing Publish does on the blogs of `targets`. */
const char *leaf_publish_menu_get_label (GPtrArray *targets); /* with its mnemonic */
char       *leaf_publish_menu_describe  (GPtrArray *targets); /* a sentence that names the blogs */

G_END_DECLS
