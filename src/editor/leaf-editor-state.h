/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor.h"

G_BEGIN_DECLS

/* Where she is in a text. Offsets in characters; too large ones mean the end. */
typedef struct {
  unsigned int cursor;
  unsigned int bound; /* the other end of the selection */
  unsigned int top;   /* the first character of the first line in sight */
} LeafEditorPlace;

/* A text out of the editor, with all that is needed to go on with it: its journal and the place. */
typedef struct _LeafEditorState LeafEditorState;

LeafEditorState *leaf_editor_take_state         (LeafEditor *self); /* leaves an empty document behind */
void             leaf_editor_put_state          (LeafEditor *self, LeafEditorState *state);
void             leaf_editor_state_free         (LeafEditorState *self);
LeafDocument    *leaf_editor_state_get_document (LeafEditorState *self); /* (transfer none) */
gsize            leaf_editor_state_get_size     (LeafEditorState *self); /* bytes, about */

void leaf_editor_get_place        (LeafEditor *self, LeafEditorPlace *place);
void leaf_editor_set_place        (LeafEditor *self, const LeafEditorPlace *place);
void leaf_editor_replace_document (LeafEditor *self, const LeafDocument *document); /* one step of undo */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafEditorState, leaf_editor_state_free)

G_END_DECLS
