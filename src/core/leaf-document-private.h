/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-document.h"

G_BEGIN_DECLS

#define LEAF_MARKS_ALL ((LeafMarks) ((1 << LEAF_N_MARKS) - 1))

/* How the stored form writes a mark. */
typedef struct {
  LeafMarks mark;
  const char *start;
  const char *end;
} LeafMarkElement;

extern const LeafMarkElement leaf_mark_elements[LEAF_N_MARKS]; /* from the outside in */

/* `spans` cover exactly the characters of `text`; none is empty, no two neighbours are equal. */
struct _LeafBlock {
  LeafBlockStyle style;
  GString *text;
  unsigned int n_chars;
  GArray *spans;
  int n_words; /* -1: not counted since the text changed; nor are the two below, then */
  unsigned int n_spaces;
  unsigned int n_sentences;
};

/* `hint_index` and `hint_start` name one block and its offset, the last place that was asked for:
 * edits and questions come in bunches, and walking on from there is short. */
struct _LeafDocument {
  GPtrArray *blocks; /* LeafBlock, freed by hand */
  unsigned int length;
  unsigned int hint_index;
  unsigned int hint_start;
  gboolean untouched; /* nothing was put in since leaf_document_new() */
};

typedef enum {
  LEAF_CHARACTER_KEEP,
  LEAF_CHARACTER_DROP,
  LEAF_CHARACTER_SPLIT,
  LEAF_CHARACTER_OBJECT,
} LeafCharacter;

/* Zeroed before the first block. */
typedef struct {
  unsigned int numbers[LEAF_BLOCK_MAX_DEPTH + 1];
} LeafListCounter;

#define LEAF_HTML_KEEP_SPACE " style=\"white-space: pre-wrap\""

typedef void (*LeafRestyleFunc) (LeafTextStyle *style, gpointer data);

LeafCharacter leaf_character_classify (gunichar c);

GArray *leaf_spans_new  (void);
void    leaf_spans_push (GArray *spans, unsigned int n_chars, const LeafTextStyle *style);

LeafBlock   *leaf_block_new            (const LeafBlockStyle *style);
LeafBlock   *leaf_block_copy           (const LeafBlock *self);
void         leaf_block_free           (LeafBlock *self);
gboolean     leaf_block_equal          (const LeafBlock *a, const LeafBlock *b);
void         leaf_block_set_style      (LeafBlock *self, const LeafBlockStyle *style);
void         leaf_block_append         (LeafBlock *self, const char *text, gsize n_bytes, const LeafTextStyle *style);
void         leaf_block_truncate       (LeafBlock *self, unsigned int n_chars);
LeafBlock   *leaf_block_slice          (const LeafBlock *self, unsigned int start, unsigned int end);
void         leaf_block_splice         (LeafBlock *self, unsigned int start, unsigned int end, const LeafBlock *other);
void         leaf_block_copy_spans     (const LeafBlock *self, unsigned int start, unsigned int end, GArray *target);
void         leaf_block_restyle        (LeafBlock *self, unsigned int start, unsigned int end, LeafRestyleFunc func, gpointer data);
unsigned int leaf_block_count_words    (const LeafBlock *self);
void         leaf_block_add_counts     (const LeafBlock *self, LeafTextCounts *counts);
gboolean     leaf_block_is_well_formed (const LeafBlock *self);

LeafBlock *leaf_document_get_last    (LeafDocument *self);
gboolean   leaf_document_check_input (const char *text, gssize length, GError **error);

unsigned int leaf_list_counter_next     (LeafListCounter *self, const LeafBlockStyle *style);
gboolean     leaf_html_needs_space_kept (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafBlock, leaf_block_free)

G_END_DECLS
