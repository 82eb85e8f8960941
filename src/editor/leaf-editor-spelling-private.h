/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor-spelling.h"

G_BEGIN_DECLS

/* How much is asked at once, in bytes: an urgent question waits for no more than this. */
#define LEAF_SPELLING_MAX_BATCH 16384

struct _LeafEditorSpelling
{
  GObject parent_instance;

  LeafEditor *editor;       /* NULL: gone */
  LeafSpeller *speller;
  GCancellable *cancellable; /* of what is asked for the editor, whatever text it shows */
  gboolean enabled;
  char *language;
  gboolean no_dictionary;

  GHashTable *blocks;       /* address of a block → what is known of it */
  GArray *marks;            /* what get_marks() returned */
  unsigned int generation;  /* what was asked before may be wrong by now */
  unsigned int check_source;
  gboolean checking;
  int checked_y;            /* what was on the screen when it was checked last */

  gboolean typing;          /* the word at the cursor is not finished */
  unsigned int cursor;
  unsigned int n_edits;

  gboolean searching;
  unsigned int search_edits;  /* n_edits when it began */
  unsigned int search_block;  /* where it began */
  unsigned int search_column;
  unsigned int search_done;   /* blocks that were looked at */
};

gboolean leaf_editor_spelling_is_code (const LeafBlock *block, unsigned int place);
void     leaf_editor_spelling_found   (LeafEditorSpelling *self, LeafSpellingOutcome outcome, LeafSpellingRange range);

G_END_DECLS
