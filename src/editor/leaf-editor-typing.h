/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor-buffer.h"

G_BEGIN_DECLS

/* What is made of characters as they are typed, each a step of undo of its own that gives the characters back.
 * TRUE: something was made of them. */

/* leaf-editor-shorthand.c */
gboolean leaf_editor_expand_shorthand (LeafEditorBuffer *buffer, gunichar typed);
gboolean leaf_editor_expand_break     (LeafEditorBuffer *buffer, unsigned int index);

/* leaf-editor-typography.c; `language` is a tag like "de" or "pt-BR" */
gboolean leaf_editor_improve_typing (LeafEditorBuffer *buffer, gunichar typed, const char *language);

/* leaf-editor-typing.c: the line that the cursor is in, up to the cursor. */
typedef struct {
  unsigned int index;    /* of the block */
  unsigned int start;    /* of the block, in characters */
  unsigned int length;   /* of `text` */
  gunichar *text;
  LeafBlockKind kind;
} LeafTypedLine;

gboolean leaf_typed_line_init     (LeafTypedLine *self, LeafEditorBuffer *buffer, gunichar typed);
void     leaf_typed_line_clear    (LeafTypedLine *self);
gboolean leaf_typed_line_is_plain (const LeafTypedLine *self, unsigned int column);

void leaf_editor_substitute (LeafEditorBuffer *buffer, unsigned int start, unsigned int end, const char *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LeafTypedLine, leaf_typed_line_clear)

G_END_DECLS
