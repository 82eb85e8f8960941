/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor.h"
#include "leaf-speller.h"

G_BEGIN_DECLS

/* Which words of an editor are misspelled. What is known of a block is kept beside the document, never in
 * it: marks are drawn, and neither the buffer nor the journal hears of them.
 *
 * Signal: "searched", when leaf_editor_spelling_search() has come to an end. */
#define LEAF_TYPE_EDITOR_SPELLING (leaf_editor_spelling_get_type ())
G_DECLARE_FINAL_TYPE (LeafEditorSpelling, leaf_editor_spelling, LEAF, EDITOR_SPELLING, GObject)

typedef enum {
  LEAF_SPELLING_FOUND,
  LEAF_SPELLING_NOTHING,
  LEAF_SPELLING_NO_DICTIONARY,
} LeafSpellingOutcome;

LeafEditorSpelling *leaf_editor_spelling_new          (LeafEditor *editor);
void                leaf_editor_spelling_close        (LeafEditorSpelling *self); /* the editor goes */
gboolean            leaf_editor_spelling_get_enabled  (LeafEditorSpelling *self);
void                leaf_editor_spelling_set_enabled  (LeafEditorSpelling *self, gboolean enabled);
const char         *leaf_editor_spelling_get_language (LeafEditorSpelling *self);
void                leaf_editor_spelling_set_language (LeafEditorSpelling *self, const char *language);
gboolean            leaf_editor_spelling_is_active    (LeafEditorSpelling *self); /* on, and not for LEAF_LANGUAGE_NONE */

/* What happens in the editor. */
void leaf_editor_spelling_edited (LeafEditorSpelling *self);
void leaf_editor_spelling_moved  (LeafEditorSpelling *self);
void leaf_editor_spelling_settle (LeafEditorSpelling *self); /* that was no typing */
void leaf_editor_spelling_reset  (LeafEditorSpelling *self); /* another document */
void leaf_editor_spelling_shown  (LeafEditorSpelling *self, const GdkRectangle *visible);

GArray  *leaf_editor_spelling_get_marks (LeafEditorSpelling *self, unsigned int index); /* LeafSpellingRange, places in the block */
gboolean leaf_editor_spelling_find      (LeafEditorSpelling *self, unsigned int offset, LeafSpellingRange *range);
void     leaf_editor_spelling_search    (LeafEditorSpelling *self);

G_END_DECLS
