/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-find-bar.h"
#include "leaf-text-look.h"

G_BEGIN_DECLS

/* What helps her write but is no formatting, around one editor: finding, the outline, the look of the text.
 * Actions "write.find" and so on (see the .c), with their keys, on the page that holds the editor. */
#define LEAF_TYPE_WRITING_TOOLS (leaf_writing_tools_get_type ())
G_DECLARE_FINAL_TYPE (LeafWritingTools, leaf_writing_tools, LEAF, WRITING_TOOLS, GObject)

LeafWritingTools *leaf_writing_tools_new        (GtkWidget *page, LeafEditor *editor, LeafFindBar *find_bar, GtkWidget *anchor);
LeafTextLook     *leaf_writing_tools_get_look   (LeafWritingTools *self);
void              leaf_writing_tools_set_active (LeafWritingTools *self, gboolean active); /* FALSE: there is nothing to write in */
gboolean          leaf_writing_tools_has_popup  (LeafWritingTools *self);
void              leaf_writing_tools_unparent   (LeafWritingTools *self); /* before the page goes */

G_END_DECLS
