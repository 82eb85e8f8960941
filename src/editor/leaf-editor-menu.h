/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor-spelling.h"

G_BEGIN_DECLS

/* The context menu of an editor: what may have been meant by a misspelled word, and what GTK's own menu of
 * a text has. */
#define LEAF_TYPE_EDITOR_MENU (leaf_editor_menu_get_type ())
G_DECLARE_FINAL_TYPE (LeafEditorMenu, leaf_editor_menu, LEAF, EDITOR_MENU, GObject)

LeafEditorMenu *leaf_editor_menu_new        (LeafEditor *editor);
void            leaf_editor_menu_close      (LeafEditorMenu *self); /* the editor goes */
void            leaf_editor_menu_present    (LeafEditorMenu *self); /* the editor was given another place */
void            leaf_editor_menu_popup      (LeafEditorMenu *self); /* at the cursor */
void            leaf_editor_menu_popup_word (LeafEditorMenu *self, const LeafSpellingRange *range);

G_END_DECLS
