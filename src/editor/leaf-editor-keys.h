/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor-buffer.h"

G_BEGIN_DECLS

/* What keys and buttons mean, worked out on the document: no widget is needed. */

/* Keys. TRUE: done, GTK has nothing to do any more. */
unsigned int leaf_editor_break_block    (LeafEditorBuffer *buffer, unsigned int offset); /* Enter; returns where the cursor belongs */
gboolean     leaf_editor_backspace      (LeafEditorBuffer *buffer);
gboolean     leaf_editor_delete_forward (LeafEditorBuffer *buffer);
gboolean     leaf_editor_change_depth   (LeafEditorBuffer *buffer, int by);

/* Formatting at the selection or the cursor, each one step of undo. */
void  leaf_editor_toggle_marks  (LeafEditorBuffer *buffer, LeafMarks mark);
void  leaf_editor_change_kind   (LeafEditorBuffer *buffer, LeafBlockKind kind, unsigned int level);
void  leaf_editor_change_link   (LeafEditorBuffer *buffer, const char *address);
char *leaf_editor_find_link     (LeafEditorBuffer *buffer);
void  leaf_editor_put_fragment  (LeafEditorBuffer *buffer, LeafDocument *fragment);
void  leaf_editor_put_divider   (LeafEditorBuffer *buffer);

/* Building fragments. */
LeafBlockStyle leaf_editor_next_style      (const LeafBlockStyle *style); /* what Enter begins; owns nothing */
void           leaf_editor_fragment_append (LeafDocument *target, const LeafDocument *source);

G_END_DECLS
