/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The rich-text widget: a GtkTextView subclass whose buffer is a view of a LeafDocument, with its own journal for undo. */
#define LEAF_TYPE_EDITOR (leaf_editor_get_type ())
G_DECLARE_FINAL_TYPE (LeafEditor, leaf_editor, LEAF, EDITOR, GtkTextView)

GtkWidget    *leaf_editor_new          (void);
void          leaf_editor_set_document (LeafEditor *self, LeafDocument *document); /* copied; empties the journal */
LeafDocument *leaf_editor_get_document (LeafEditor *self); /* (transfer none): the truth, changes as she types */

void          leaf_editor_set_picture  (LeafEditor *self, const char *picture, GdkPaintable *paintable); /* answers signal "picture-needed" (SHA-256) */
unsigned int  leaf_editor_get_cursor   (LeafEditor *self);
void          leaf_editor_set_cursor   (LeafEditor *self, unsigned int offset);
GActionGroup *leaf_editor_get_actions  (LeafEditor *self); /* (transfer none): for toolbars, to be inserted as "editor" */

/* Formatting at the selection or the cursor; each one undo step. Also actions "editor.bold" and so on (see the .c). */
void          leaf_editor_toggle_mark  (LeafEditor *self, LeafMarks mark);
void          leaf_editor_set_block    (LeafEditor *self, LeafBlockKind kind, unsigned int level);
void          leaf_editor_indent       (LeafEditor *self, int by);
void          leaf_editor_set_link     (LeafEditor *self, const char *address); /* NULL removes */
void          leaf_editor_insert       (LeafEditor *self, LeafDocument *fragment); /* at the cursor, over the selection */
void          leaf_editor_insert_blocks (LeafEditor *self, LeafDocument *blocks); /* the same, on lines of their own */
void          leaf_editor_undo         (LeafEditor *self);
void          leaf_editor_redo         (LeafEditor *self);

/* Of the view, not of the document. */
gboolean      leaf_editor_get_range       (LeafEditor *self, unsigned int *start, unsigned int *end);
void          leaf_editor_show_place      (LeafEditor *self, unsigned int offset);
void          leaf_editor_set_dimmed      (LeafEditor *self, gboolean dimmed);
void          leaf_editor_set_line_height (LeafEditor *self, int percent);

/* Properties, read only, notify: "active-marks" (LeafMarks), "active-block" (LeafBlockKind), "active-level", "can-undo", "can-redo", "n-words"; also "placeholder-text" (writable). Signal "changed" after any edit. */
LeafMarks     leaf_editor_get_active_marks (LeafEditor *self);
LeafBlockKind leaf_editor_get_active_block (LeafEditor *self, unsigned int *level);
char         *leaf_editor_dup_active_link  (LeafEditor *self);
gboolean      leaf_editor_get_can_undo     (LeafEditor *self);
gboolean      leaf_editor_get_can_redo     (LeafEditor *self);

/* Spelling; off until it is switched on. Properties "check-spelling" and "language" (see LeafReview), both
 * writable; signal "spelling-message" (a sentence). */
void          leaf_editor_set_check_spelling (LeafEditor *self, gboolean check);
gboolean      leaf_editor_get_check_spelling (LeafEditor *self);
void          leaf_editor_set_language       (LeafEditor *self, const char *language);
const char   *leaf_editor_get_language       (LeafEditor *self);
GMenuModel   *leaf_editor_get_spelling_menu  (LeafEditor *self);

G_END_DECLS
