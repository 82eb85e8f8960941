/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor-journal.h"
#include "leaf-editor-tags.h"

G_BEGIN_DECLS

/* A GtkTextBuffer that is a view of a LeafDocument: one block a line, equal offsets. Whatever GTK
 * inserts or deletes goes into the document and the journal first; tags and paintables follow the
 * document and cannot be set from outside.
 *
 * Signals: "edited" after each user action that changed something, undo and redo included;
 * "active-changed" when what is typed next would look different. */
#define LEAF_TYPE_EDITOR_BUFFER (leaf_editor_buffer_get_type ())
G_DECLARE_FINAL_TYPE (LeafEditorBuffer, leaf_editor_buffer, LEAF, EDITOR_BUFFER, GtkTextBuffer)

LeafEditorBuffer *leaf_editor_buffer_new          (void);
void              leaf_editor_buffer_set_document (LeafEditorBuffer *self, LeafDocument *document);
LeafDocument     *leaf_editor_buffer_get_document (LeafEditorBuffer *self);
void              leaf_editor_buffer_set_colors   (LeafEditorBuffer *self, const LeafEditorColors *colors);
void              leaf_editor_buffer_set_step     (LeafEditorBuffer *self, int step);
void              leaf_editor_buffer_set_picture  (LeafEditorBuffer *self, const char *picture, GdkPaintable *paintable);
void              leaf_editor_buffer_set_shorthand (LeafEditorBuffer *self, gboolean shorthand);
void              leaf_editor_buffer_set_figure_width (LeafEditorBuffer *self, int width);
void              leaf_editor_buffer_set_metrics  (LeafEditorBuffer *self, const LeafEditorMetrics *metrics);
gboolean          leaf_editor_buffer_get_line_rtl (LeafEditorBuffer *self, unsigned int index);
gboolean          leaf_editor_buffer_get_line_labelled (LeafEditorBuffer *self, unsigned int index);
LeafLineLook      leaf_editor_buffer_get_line_look (LeafEditorBuffer *self, unsigned int index);

/* The cursor and what is typed there. */
LeafCursor           leaf_editor_buffer_get_cursor    (LeafEditorBuffer *self);
void                 leaf_editor_buffer_set_cursor    (LeafEditorBuffer *self, LeafCursor cursor);
gboolean             leaf_editor_buffer_get_range     (LeafEditorBuffer *self, unsigned int *start, unsigned int *end);
const LeafTextStyle *leaf_editor_buffer_get_active    (LeafEditorBuffer *self);
void                 leaf_editor_buffer_set_active    (LeafEditorBuffer *self, const LeafTextStyle *style);

/* Edits: document, journal and view in one. Group several with gtk_text_buffer_begin_user_action(). */
void leaf_editor_buffer_replace         (LeafEditorBuffer *self, unsigned int start, unsigned int end, const LeafDocument *fragment);
void leaf_editor_buffer_change_marks    (LeafEditorBuffer *self, unsigned int start, unsigned int end, LeafMarks add, LeafMarks remove);
void leaf_editor_buffer_set_link        (LeafEditorBuffer *self, unsigned int start, unsigned int end, const char *link);
void leaf_editor_buffer_set_block_style (LeafEditorBuffer *self, unsigned int index, const LeafBlockStyle *style);

gboolean leaf_editor_buffer_undo_step    (LeafEditorBuffer *self);
gboolean leaf_editor_buffer_redo_step    (LeafEditorBuffer *self);
gboolean leaf_editor_buffer_has_undo     (LeafEditorBuffer *self);
gboolean leaf_editor_buffer_has_redo     (LeafEditorBuffer *self);

G_END_DECLS
