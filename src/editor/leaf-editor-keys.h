/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor-buffer.h"

G_BEGIN_DECLS

/* What keys and buttons mean, worked out on the document: no widget is needed. */

/* Keys at the edges of blocks. "Row" is one of a table of ratings; it is empty without a name and stars.
 *
 *   Enter      in an empty item: one level out; in any other empty block: a paragraph
 *              at the beginning of text: an empty block above, of the same kind, but a paragraph above a heading,
 *              picture or divider, a line of quotation above its source, an unrated row above a row
 *              in the middle: two of the kind; what follows a source or a caption is a paragraph
 *              at the end: another of the kind; a paragraph after a heading, source, picture or divider
 *              with Ctrl+Shift, anywhere: a paragraph below the whole quotation, list, spoiler, warning or table
 *   Backspace  at the beginning of an item: one level out; of a rated row: unrated; of any other kind: a paragraph
 *              at the beginning of a paragraph after text: joins it
 *              after a picture or divider: takes that away, but never a caption: the cursor moves into it
 *              after a row: the cursor moves to it; an empty paragraph goes
 *              before a picture or divider: the cursor moves to the text before it; an empty line before it goes
 *   Delete     at the end of text before text: joins it
 *              before a picture or divider: takes that away; its caption stays as a paragraph
 *              after a picture or divider, and where only one side is a row, or the next row has stars: the cursor
 *              moves on
 *              an empty block on either side goes, and the other one stays what it is
 *   with Ctrl  the same at an edge; else to the edge of a word and never into another block
 *   Tab        moves items in and out; goes from row to row, and begins one after the last; else leads out
 *
 * A selection over several blocks is replaced by one line: of the first block's kind when some of its text stays,
 * else of the last one's; a paragraph when it was everything. Pictures and dividers that are only touched stay. */

/* TRUE: done, GTK has nothing to do any more. */
unsigned int leaf_editor_break_block    (LeafEditorBuffer *buffer, unsigned int offset); /* Enter; returns where the cursor belongs */
void         leaf_editor_leave_below    (LeafEditorBuffer *buffer);
void         leaf_editor_leave_kind     (LeafEditorBuffer *buffer, unsigned int index);
gboolean     leaf_editor_backspace      (LeafEditorBuffer *buffer);
gboolean     leaf_editor_delete_forward (LeafEditorBuffer *buffer);
void         leaf_editor_delete_word    (LeafEditorBuffer *buffer, gboolean forward);
gboolean     leaf_editor_change_depth   (LeafEditorBuffer *buffer, int by);
gboolean     leaf_editor_change_row     (LeafEditorBuffer *buffer, int by);
gboolean     leaf_editor_press_tab      (LeafEditorBuffer *buffer, int by);

/* Formatting at the selection or the cursor, each one step of undo. */
void  leaf_editor_toggle_marks  (LeafEditorBuffer *buffer, LeafMarks mark);
void  leaf_editor_change_kind   (LeafEditorBuffer *buffer, LeafBlockKind kind, unsigned int level);
void  leaf_editor_change_link   (LeafEditorBuffer *buffer, const char *address);
char *leaf_editor_find_link     (LeafEditorBuffer *buffer);
void  leaf_editor_put_fragment  (LeafEditorBuffer *buffer, LeafDocument *fragment);
void  leaf_editor_put_blocks    (LeafEditorBuffer *buffer, LeafDocument *blocks);
void  leaf_editor_put_divider   (LeafEditorBuffer *buffer);
void  leaf_editor_replace_word  (LeafEditorBuffer *buffer, unsigned int start, unsigned int end, const char *word);

/* Building fragments. */
LeafBlockStyle leaf_editor_next_style      (const LeafBlockStyle *style); /* what Enter begins; owns nothing */
void           leaf_editor_fragment_append (LeafDocument *target, const LeafDocument *source);

G_END_DECLS
