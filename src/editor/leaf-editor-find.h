/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-document-find.h"
#include "leaf-editor.h"

G_BEGIN_DECLS

typedef enum {
  LEAF_EDITOR_FIND_HERE, /* at the selection or behind it */
  LEAF_EDITOR_FIND_NEXT,
  LEAF_EDITOR_FIND_PREVIOUS,
} LeafEditorFindWhere;

/* Finds and replaces in an editor, which shows the matches on the screen while this has a text. They are
 * counted in small portions while nothing else is to do, and counted again after each edit.
 *
 * Signal: "updated" when one of the numbers changed. */
#define LEAF_TYPE_EDITOR_FIND (leaf_editor_find_get_type ())
G_DECLARE_FINAL_TYPE (LeafEditorFind, leaf_editor_find, LEAF, EDITOR_FIND, GObject)

LeafEditorFind *leaf_editor_find_new           (LeafEditor *editor);
void            leaf_editor_find_set_text      (LeafEditorFind *self, const char *text, LeafFindFlags flags);
gboolean        leaf_editor_find_select        (LeafEditorFind *self, LeafEditorFindWhere where);
gboolean        leaf_editor_find_replace       (LeafEditorFind *self, const char *text);
unsigned int    leaf_editor_find_replace_all   (LeafEditorFind *self, const char *text);
void            leaf_editor_find_leave         (LeafEditorFind *self);
unsigned int    leaf_editor_find_get_n_matches (LeafEditorFind *self);
unsigned int    leaf_editor_find_get_position  (LeafEditorFind *self);
gboolean        leaf_editor_find_is_counted    (LeafEditorFind *self);

G_END_DECLS
