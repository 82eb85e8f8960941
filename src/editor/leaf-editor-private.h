/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor-buffer.h"
#include "leaf-editor-find.h"
#include "leaf-editor-menu.h"
#include "leaf-editor-spelling.h"
#include "leaf-editor-state.h"
#include "leaf-editor-transfer.h"
#include "leaf-editor.h"

G_BEGIN_DECLS

#define LEAF_EDITOR_LINE_HEIGHT 120 /* percent, until somebody sets another */

struct _LeafEditor
{
  GtkTextView parent_instance;

  LeafEditorBuffer *buffer;       /* owned by the text view */
  GSimpleActionGroup *actions;
  GCancellable *cancellable;      /* of pasting and dropping into the present text */
  char *placeholder;
  char *description;              /* what assistive technology was told of the active block */
  LeafEditorColors colors;
  LeafEditorMetrics metrics;
  LeafBlockStyle active_block;
  LeafEditorSpelling *spelling;
  LeafEditorMenu *menu;
  GPtrArray *languages;           /* LeafLanguage: those with a dictionary; NULL: not listed yet */
  GMenu *spelling_menu;
  GMenu *languages_menu;          /* part of it */
  unsigned int n_words;
  unsigned int count_source;
  char **rating_categories;       /* of the table last edited */
  GSignalGroup *height_signals;   /* of the vertical adjustment */
  double text_height;
  unsigned int relayout_source;
  unsigned int overall_rating;    /* of the review, 0: the tables have one of their own */
  unsigned int table_row;         /* last edited; see leaf_editor_leave_table() */
  gboolean table_edited;
  unsigned int pointed_row;       /* whose stars the pointer is over */
  unsigned int pointed_rating;    /* that a click would give it; 0: it is elsewhere */
  LeafEditorFind *find;           /* not owned: takes itself away */
  int line_height;                /* in percent of what the font asks for */
  int step;                       /* as in LeafEditorTags */
  gboolean dimmed;                /* all paragraphs but the present one */
  int drop_offset;                /* where what is dragged would come to, or -1 */
  gboolean can_undo;
  gboolean can_redo;
  gboolean shorthand;
  gboolean smart_punctuation;
  gboolean drop_shown;            /* pictures are dragged over the text */
  int drop_edge;                  /* where they would go in, in buffer coordinates */
  GtkTextMark *place_mark;        /* where to scroll to when the text is laid out */
  unsigned int place_source;
  gboolean composing;             /* an input method shows text that is not in the buffer yet */
};

/* leaf-editor.c */
void leaf_editor_document_shown   (LeafEditor *self);
void leaf_editor_update_last_line (LeafEditor *self);

/* leaf-editor-pictures-draw.c */
void leaf_editor_snapshot_pictures (LeafEditor *self, GtkSnapshot *snapshot);
void leaf_editor_size_allocate     (GtkWidget *widget, int width, int height, int baseline);

/* leaf-editor-state.c */
void leaf_editor_forget_place     (LeafEditor *self);
void leaf_editor_return_to_cursor (LeafEditor *self, const LeafEditorPlace *before);

/* leaf-editor-layer.c */
void leaf_editor_snapshot_layer (GtkTextView *view, GtkTextViewLayer layer, GtkSnapshot *snapshot);

/* leaf-editor-style.c */
void         leaf_editor_update_style  (LeafEditor *self);
PangoLayout *leaf_editor_create_label  (LeafEditor *self, const char *text);
PangoLayout *leaf_editor_create_number (LeafEditor *self, const char *text, gboolean bold);

/* leaf-editor-ratings.c */
void leaf_editor_class_add_rating_bindings (GtkWidgetClass *widget_class);
void leaf_editor_add_rating_controllers    (LeafEditor *self);
void leaf_editor_put_ratings               (LeafEditor *self);
void leaf_editor_note_table                (LeafEditor *self);
void leaf_editor_leave_table               (LeafEditor *self);

/* leaf-editor-describe.c */
char        *leaf_editor_describe_block  (LeafDocument *document, unsigned int index);
unsigned int leaf_editor_get_item_number (LeafDocument *document, unsigned int index, unsigned int max);

/* leaf-editor-language.c */
void leaf_editor_add_spelling    (LeafEditor *self);
void leaf_editor_remove_spelling (LeafEditor *self);
const char *leaf_editor_get_written_language (LeafEditor *self);

/* leaf-editor-find.c */
void leaf_editor_find_restart (LeafEditorFind *self);

/* leaf-editor-relayout.c */
void leaf_editor_add_relayout    (LeafEditor *self);
void leaf_editor_remove_relayout (LeafEditor *self);

/* leaf-editor-view.c */
void leaf_editor_update_metrics (LeafEditor *self);

/* leaf-editor-clipboard.c */
void leaf_editor_copy_clipboard  (GtkTextView *view);
void leaf_editor_cut_clipboard   (GtkTextView *view);
void leaf_editor_paste_clipboard (GtkTextView *view);
void leaf_editor_paste_plain     (LeafEditor *self);
void leaf_editor_put_transfer    (LeafEditor *self, LeafDocument *document, LeafTransferLook look, LeafTransferLook wanted);

/* leaf-editor-drop.c */
void leaf_editor_add_drop_target (LeafEditor *self);

/* leaf-editor-typing.c */
void leaf_editor_add_typing (LeafEditor *self);

/* leaf-editor-actions.c */
void leaf_editor_class_add_bindings (GtkWidgetClass *widget_class);
void leaf_editor_add_actions        (LeafEditor *self);
void leaf_editor_update_actions     (LeafEditor *self);

G_END_DECLS
