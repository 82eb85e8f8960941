/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-document.h"

G_BEGIN_DECLS

/* Undo and redo for text with formatting: a list of local edits, grouped by what the user did. */

typedef enum {
  LEAF_EDIT_REPLACE, /* text: fragments before and after */
  LEAF_EDIT_SPANS,   /* marks and links of a range */
  LEAF_EDIT_BLOCK,   /* style of one block */
} LeafEditKind;

/* One side of an edit, before or after it. */
typedef struct {
  LeafDocument *fragment; /* REPLACE */
  GArray *spans;          /* SPANS: LeafSpan */
  LeafBlockStyle style;   /* BLOCK */
} LeafEditSide;

typedef struct {
  LeafEditKind kind;
  unsigned int place; /* offset in characters; BLOCK: index of the block */
  unsigned int end;   /* SPANS: where the range ends, line feeds counted */
  LeafEditSide before;
  LeafEditSide after;
} LeafEdit;

typedef struct {
  unsigned int insert;
  unsigned int bound;
} LeafCursor;

typedef void (*LeafEditFunc) (const LeafEdit *edit, gboolean forward, gpointer data);

typedef struct _LeafEditorJournal LeafEditorJournal;

LeafEditorJournal *leaf_editor_journal_new    (void);
void               leaf_editor_journal_free   (LeafEditorJournal *self);
void               leaf_editor_journal_clear  (LeafEditorJournal *self);

gsize              leaf_editor_journal_get_size (LeafEditorJournal *self); /* bytes, about */
gsize              leaf_editor_fragment_size  (const LeafDocument *fragment);

void     leaf_editor_journal_begin          (LeafEditorJournal *self, LeafCursor cursor);
void     leaf_editor_journal_end            (LeafEditorJournal *self, LeafCursor cursor);
void     leaf_editor_journal_next           (LeafEditorJournal *self, LeafCursor cursor);
void     leaf_editor_journal_set_automatic  (LeafEditorJournal *self);
void     leaf_editor_journal_set_apart      (LeafEditorJournal *self);
void     leaf_editor_journal_fold           (LeafEditorJournal *self);
void     leaf_editor_journal_split          (LeafEditorJournal *self);
void     leaf_editor_journal_record_replace (LeafEditorJournal *self, unsigned int offset, LeafDocument *before, LeafDocument *after);
void     leaf_editor_journal_record_spans   (LeafEditorJournal *self, unsigned int start, unsigned int end, GArray *before, GArray *after);
void     leaf_editor_journal_record_block   (LeafEditorJournal *self, unsigned int index, const LeafBlockStyle *before, const LeafBlockStyle *after);

gboolean leaf_editor_journal_can_undo (LeafEditorJournal *self);
gboolean leaf_editor_journal_can_redo (LeafEditorJournal *self);
gboolean leaf_editor_journal_undo     (LeafEditorJournal *self, LeafEditFunc func, gpointer data, LeafCursor *cursor);
gboolean leaf_editor_journal_redo     (LeafEditorJournal *self, LeafEditFunc func, gpointer data, LeafCursor *cursor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafEditorJournal, leaf_editor_journal_free)

G_END_DECLS
