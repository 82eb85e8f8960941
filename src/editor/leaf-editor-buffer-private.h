/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor-buffer.h"
#include "leaf-editor-figure.h"

G_BEGIN_DECLS

struct _LeafEditorBuffer
{
  GtkTextBuffer parent_instance;

  LeafDocument *document;
  LeafEditorJournal *journal;
  LeafEditorTags tags;
  LeafTextStyle active;
  GHashTable *figures;     /* SHA-256 → LeafEditorFigure */
  int figure_width;        /* of the column they stand in, 0: not known */
  unsigned int rendering;  /* above 0: what GTK is told to do comes from the document */
  unsigned int depth;      /* of user actions */
  gboolean edited;         /* in this user action */
  gboolean stale;          /* the tags of these blocks do not follow the document yet */
  unsigned int stale_first;
  unsigned int stale_last;
  gboolean shorthand;      /* Enter after "---" draws a line */
  gboolean keep_active;    /* the user action itself says how to go on typing */
};

static inline gboolean
leaf_block_kind_is_object (LeafBlockKind kind)
{
  return kind == LEAF_BLOCK_FIGURE || kind == LEAF_BLOCK_DIVIDER;
}

static inline gboolean
leaf_block_kind_is_list (LeafBlockKind kind)
{
  return kind == LEAF_BLOCK_BULLET || kind == LEAF_BLOCK_NUMBERED;
}

/* leaf-editor-render.c: the view follows the document. */
void leaf_editor_render_all     (LeafEditorBuffer *self);
void leaf_editor_render_replace (LeafEditorBuffer *self, unsigned int start, unsigned int end, const LeafDocument *fragment);
void leaf_editor_render_blocks  (LeafEditorBuffer *self, unsigned int first, unsigned int last);
void leaf_editor_render_later   (LeafEditorBuffer *self, unsigned int first, unsigned int last);
void leaf_editor_render_now     (LeafEditorBuffer *self);
void leaf_editor_render_spans   (LeafEditorBuffer *self, unsigned int start, GArray *before, GArray *after); /* leaf-editor-render-spans.c */
void leaf_editor_render_object  (LeafEditorBuffer *self, unsigned int index);
void leaf_editor_render_typed   (LeafEditorBuffer *self, unsigned int index, const GtkTextIter *start, const GtkTextIter *end, const LeafTextStyle *style);

/* leaf-editor-figures.c: the pictures in the text. */
LeafEditorFigure *leaf_editor_buffer_get_figure (LeafEditorBuffer *self, const char *picture);

/* leaf-editor-input.c: what GTK's own insertions and deletions mean. */
void leaf_editor_buffer_insert_text  (GtkTextBuffer *buffer, GtkTextIter *iter, const char *text, int length);
void leaf_editor_buffer_delete_range (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end);

/* leaf-editor-buffer.c, for the two above. */
void leaf_editor_buffer_begin_edit     (LeafEditorBuffer *self);
void leaf_editor_buffer_end_edit       (LeafEditorBuffer *self);
void leaf_editor_buffer_update_model   (LeafEditorBuffer *self, unsigned int start, unsigned int end, const LeafDocument *fragment);
void leaf_editor_buffer_update_active  (LeafEditorBuffer *self);
void leaf_editor_buffer_get_typing_style (LeafEditorBuffer *self, unsigned int offset, LeafTextStyle *style);

static inline GtkTextBufferClass *
leaf_editor_buffer_parent_class_get (LeafEditorBuffer *self)
{
  return GTK_TEXT_BUFFER_CLASS (g_type_class_peek (GTK_TYPE_TEXT_BUFFER));
}

G_END_DECLS
