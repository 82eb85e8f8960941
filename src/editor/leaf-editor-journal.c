/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-journal.h"

#include <unicode/uchar.h>

/* Words end where a space is; scripts without spaces would make one step of a whole page. */
#define MAX_WORD 80

/* What one user action did. */
typedef struct {
  GPtrArray *edits; /* LeafEdit, in the order they were made */
  LeafCursor before;
  LeafCursor after;
  gboolean automatic; /* the editor put right what was typed; see leaf_editor_journal_set_automatic() */
  gboolean apart;     /* see leaf_editor_journal_set_apart() */
} Group;

struct _LeafEditorJournal
{
  GPtrArray *groups;  /* Group; those from `n_done` on are undone */
  unsigned int n_done;
  Group *open;
  unsigned int depth;
  gboolean split;     /* the next typing starts a group of its own */
};

static void
edit_side_clear (LeafEditSide *side)
{
  g_clear_pointer (&side->fragment, leaf_document_unref);
  g_clear_pointer (&side->spans, g_array_unref);
  leaf_block_style_clear (&side->style);
}

static void
edit_free (LeafEdit *edit)
{
  edit_side_clear (&edit->before);
  edit_side_clear (&edit->after);
  g_free (edit);
}

static Group *
group_new (LeafCursor cursor)
{
  Group *group = g_new0 (Group, 1);

  group->edits = g_ptr_array_new_with_free_func ((GDestroyNotify) edit_free);
  group->before = cursor;
  group->after = cursor;
  return group;
}

static void
group_free (Group *group)
{
  g_ptr_array_unref (group->edits);
  g_free (group);
}

/* The only edit of a group if it is typing, that inserts or deletes inside one block, else NULL. */
static LeafEdit *
group_get_typing (Group *group)
{
  LeafEdit *edit;

  if (group->apart || group->edits->len != 1)
    return NULL;

  edit = g_ptr_array_index (group->edits, 0);
  if (edit->kind != LEAF_EDIT_REPLACE ||
      leaf_document_get_n_blocks (edit->before.fragment) != 1 ||
      leaf_document_get_n_blocks (edit->after.fragment) != 1)
    return NULL;
  if ((leaf_document_get_length (edit->before.fragment) == 0) ==
      (leaf_document_get_length (edit->after.fragment) == 0))
    return NULL;
  return edit;
}

static const char *
fragment_text (LeafDocument *fragment)
{
  return leaf_block_get_text (leaf_document_get_block (fragment, 0));
}

static gboolean
begins_with_space (LeafDocument *fragment)
{
  return g_unichar_isspace (g_utf8_get_char (fragment_text (fragment)));
}

static gboolean
ends_with_space (LeafDocument *fragment)
{
  const char *text = fragment_text (fragment);
  const char *last = g_utf8_find_prev_char (text, text + strlen (text));

  return last != NULL && g_unichar_isspace (g_utf8_get_char (last));
}

/* A picture is no part of a word, nor is an emoji: each comes and goes in a step of its own. U+FE0F
 * makes an emoji of what else is a sign. */
static gboolean
is_plain (LeafDocument *fragment)
{
  for (const char *p = fragment_text (fragment); *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == LEAF_OBJECT_CHARACTER || c == 0xfe0f ||
          (c >= 0x2000 && u_hasBinaryProperty ((UChar32) c, UCHAR_EMOJI_PRESENTATION)))
        return FALSE;
    }
  return TRUE;
}

/* A new word begins where a space is followed by something else. */
static gboolean
is_same_word (LeafDocument *first,
              LeafDocument *second)
{
  return is_plain (first) && is_plain (second) &&
         !(ends_with_space (first) && !begins_with_space (second));
}

static void
append_fragment (LeafDocument *target,
                 LeafDocument *fragment)
{
  unsigned int end = leaf_document_get_length (target);

  leaf_document_replace (target, end, end, fragment);
}

/* Joins what was just typed or deleted to the group before it when both belong to one word. */
static gboolean
merge_typing (Group *previous,
              Group *group)
{
  LeafEdit *old = group_get_typing (previous);
  LeafEdit *new = group_get_typing (group);
  unsigned int old_inserted, old_deleted, new_inserted, new_deleted;

  if (old == NULL || new == NULL ||
      previous->after.insert != group->before.insert || previous->after.bound != group->before.bound)
    return FALSE;

  old_inserted = leaf_document_get_length (old->after.fragment);
  old_deleted = leaf_document_get_length (old->before.fragment);
  new_inserted = leaf_document_get_length (new->after.fragment);
  new_deleted = leaf_document_get_length (new->before.fragment);

  if (old_inserted + old_deleted + new_inserted + new_deleted > MAX_WORD)
    return FALSE;

  if (old_inserted > 0 && new_inserted > 0 && new->place == old->place + old_inserted &&
      is_same_word (old->after.fragment, new->after.fragment))
    append_fragment (old->after.fragment, new->after.fragment);
  else if (old_deleted > 0 && new_deleted > 0 && new->place == old->place &&
           is_same_word (old->before.fragment, new->before.fragment))
    append_fragment (old->before.fragment, new->before.fragment);
  else if (old_deleted > 0 && new_deleted > 0 && new->place + new_deleted == old->place &&
           is_same_word (new->before.fragment, old->before.fragment))
    {
      append_fragment (new->before.fragment, old->before.fragment);
      leaf_document_unref (old->before.fragment);
      old->before.fragment = leaf_document_ref (new->before.fragment);
      old->place = new->place;
    }
  else
    return FALSE;

  previous->after = group->after;
  return TRUE;
}

/* Whether a step only put right what the step before it typed. */
static gboolean
is_correction_of (Group *group,
                  Group *previous)
{
  LeafEdit *typing = group_get_typing (previous);
  LeafEdit *edit;
  unsigned int length;

  if (!group->automatic || group->edits->len != 1 || typing == NULL ||
      previous->after.insert != group->before.insert || previous->after.bound != group->before.bound)
    return FALSE;

  edit = g_ptr_array_index (group->edits, 0);
  if (edit->kind != LEAF_EDIT_REPLACE ||
      leaf_document_get_n_blocks (edit->before.fragment) != 1 ||
      leaf_document_get_n_blocks (edit->after.fragment) != 1)
    return FALSE;

  length = leaf_document_get_length (typing->after.fragment);
  return length > 0 && edit->place >= typing->place &&
         edit->place + leaf_document_get_length (edit->before.fragment) <= typing->place + length;
}

/* Makes a correction a part of what was typed. */
static void
fold_correction (LeafEditorJournal *self)
{
  Group *group, *previous;
  LeafEdit *edit, *typing;
  unsigned int start;

  if (self->n_done < 2)
    return;
  group = g_ptr_array_index (self->groups, self->n_done - 1);
  previous = g_ptr_array_index (self->groups, self->n_done - 2);
  if (!is_correction_of (group, previous))
    return;

  edit = g_ptr_array_index (group->edits, 0);
  typing = g_ptr_array_index (previous->edits, 0);
  start = edit->place - typing->place;
  leaf_document_replace (typing->after.fragment,
                         start, start + leaf_document_get_length (edit->before.fragment),
                         edit->after.fragment);
  previous->after = group->after;
  g_ptr_array_set_size (self->groups, (int) --self->n_done);
}

/* Who types on in a word accepts what was put right in it: the word is one step again. */
static void
accept_correction (LeafEditorJournal *self,
                   Group             *group)
{
  Group *last = g_ptr_array_index (self->groups, self->n_done - 1);
  LeafEdit *typing = group_get_typing (group);

  if (last->automatic && typing != NULL && leaf_document_get_length (typing->after.fragment) > 0 &&
      last->after.insert == group->before.insert && last->after.bound == group->before.bound)
    fold_correction (self);
}

/* What was done since the last step becomes one, unless it is nothing. */
static void
close_group (LeafEditorJournal *self,
             LeafCursor         cursor)
{
  Group *group = g_steal_pointer (&self->open);

  group->after = cursor;
  if (group->edits->len == 0)
    {
      group_free (group);
      return;
    }

  if (!self->split && self->n_done > 0)
    {
      accept_correction (self, group);
      if (merge_typing (g_ptr_array_index (self->groups, self->n_done - 1), group))
        {
          group_free (group);
          return;
        }
    }

  self->split = FALSE;
  g_ptr_array_add (self->groups, group);
  self->n_done = self->groups->len;
}

static void
record (LeafEditorJournal *self,
        LeafEdit          *edit)
{
  g_assert (self->open != NULL);

  g_ptr_array_set_size (self->groups, (int) self->n_done);
  g_ptr_array_add (self->open->edits, edit);
}

/**
 * leaf_editor_journal_new: (skip)
 *
 * Returns: (transfer full): an empty journal
 */
LeafEditorJournal *
leaf_editor_journal_new (void)
{
  LeafEditorJournal *self = g_new0 (LeafEditorJournal, 1);

  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  return self;
}

/**
 * leaf_editor_journal_free: (skip)
 * @self: (transfer full): a journal
 */
void
leaf_editor_journal_free (LeafEditorJournal *self)
{
  g_clear_pointer (&self->open, group_free);
  g_ptr_array_unref (self->groups);
  g_free (self);
}

/**
 * leaf_editor_journal_clear: (skip)
 * @self: a journal
 *
 * Forgets everything, for another document.
 */
void
leaf_editor_journal_clear (LeafEditorJournal *self)
{
  g_ptr_array_set_size (self->groups, 0);
  self->n_done = 0;
  self->split = FALSE;
}

/**
 * leaf_editor_fragment_size: (skip)
 * @fragment: a document
 *
 * Returns: how much memory it takes, in bytes, about: blocks and spans, and the text in UTF-8
 */
gsize
leaf_editor_fragment_size (const LeafDocument *fragment)
{
  const gsize block_size = 192;
  gsize size = 64;

  for (unsigned int i = 0; i < leaf_document_get_n_blocks (fragment); i++)
    {
      const LeafBlock *block = leaf_document_get_block (fragment, i);
      unsigned int n_spans;

      leaf_block_get_spans (block, &n_spans);
      size += block_size + strlen (leaf_block_get_text (block)) + n_spans * sizeof (LeafSpan);
    }
  return size;
}

static gsize
edit_side_size (const LeafEditSide *side)
{
  return (side->fragment != NULL ? leaf_editor_fragment_size (side->fragment) : 0) +
         (side->spans != NULL ? side->spans->len * sizeof (LeafSpan) : 0);
}

/**
 * leaf_editor_journal_get_size: (skip)
 * @self: a journal
 *
 * Returns: how much memory it takes, in bytes, about
 */
gsize
leaf_editor_journal_get_size (LeafEditorJournal *self)
{
  gsize size = 0;

  for (unsigned int i = 0; i < self->groups->len; i++)
    {
      const Group *group = g_ptr_array_index (self->groups, i);

      size += sizeof (Group) + sizeof (GPtrArray);
      for (unsigned int j = 0; j < group->edits->len; j++)
        {
          const LeafEdit *edit = g_ptr_array_index (group->edits, j);

          size += sizeof (LeafEdit) + edit_side_size (&edit->before) + edit_side_size (&edit->after);
        }
    }
  return size;
}

/**
 * leaf_editor_journal_begin: (skip)
 * @self: a journal
 * @cursor: where the cursor is
 *
 * A user action begins; may be nested, then the outermost counts.
 */
void
leaf_editor_journal_begin (LeafEditorJournal *self,
                           LeafCursor         cursor)
{
  if (self->depth++ == 0)
    self->open = group_new (cursor);
}

/**
 * leaf_editor_journal_end: (skip)
 * @self: a journal
 * @cursor: where the cursor is
 *
 * The user action is over. What it did becomes one step of undo; typing that goes on with a word
 * joins the step before.
 */
void
leaf_editor_journal_end (LeafEditorJournal *self,
                         LeafCursor         cursor)
{
  g_assert (self->depth > 0);

  if (--self->depth == 0)
    close_group (self, cursor);
}

/**
 * leaf_editor_journal_next: (skip)
 * @self: a journal with an open action
 * @cursor: where the cursor is
 *
 * What follows is a step of its own, although the user action goes on.
 */
void
leaf_editor_journal_next (LeafEditorJournal *self,
                          LeafCursor         cursor)
{
  g_assert (self->depth > 0);

  close_group (self, cursor);
  self->open = group_new (cursor);
}

/**
 * leaf_editor_journal_set_automatic: (skip)
 * @self: a journal with an open action
 *
 * The step puts right what was just typed. It can be taken back by itself until the typing goes on, which makes it a
 * part of the word.
 */
void
leaf_editor_journal_set_automatic (LeafEditorJournal *self)
{
  g_assert (self->open != NULL);

  self->open->automatic = TRUE;
}

/**
 * leaf_editor_journal_set_apart: (skip)
 * @self: a journal with an open action
 *
 * The step is no typing, even where it could pass for some: it is taken back by itself, as is what is typed before
 * and behind it.
 */
void
leaf_editor_journal_set_apart (LeafEditorJournal *self)
{
  g_assert (self->open != NULL);

  self->open->apart = TRUE;
}

/**
 * leaf_editor_journal_fold: (skip)
 * @self: a journal
 *
 * Makes the last step, if it put right what was typed, a part of the typing.
 */
void
leaf_editor_journal_fold (LeafEditorJournal *self)
{
  fold_correction (self);
}

/**
 * leaf_editor_journal_split: (skip)
 * @self: a journal
 *
 * The cursor was moved: what is typed next is a step of its own.
 */
void
leaf_editor_journal_split (LeafEditorJournal *self)
{
  self->split = TRUE;
}

/**
 * leaf_editor_journal_record_replace: (skip)
 * @self: a journal with an open action
 * @offset: where the text begins, in characters
 * @before: (transfer full): what stood there
 * @after: (transfer full): what stands there now
 *
 * Text was replaced.
 */
void
leaf_editor_journal_record_replace (LeafEditorJournal *self,
                                    unsigned int       offset,
                                    LeafDocument      *before,
                                    LeafDocument      *after)
{
  LeafEdit *edit = g_new0 (LeafEdit, 1);

  edit->kind = LEAF_EDIT_REPLACE;
  edit->place = offset;
  edit->before.fragment = before;
  edit->after.fragment = after;
  record (self, edit);
}

/**
 * leaf_editor_journal_record_spans: (skip)
 * @self: a journal with an open action
 * @start: where the range begins, in characters
 * @end: where it ends
 * @before: (transfer full) (element-type LeafSpan): its runs before
 * @after: (transfer full) (element-type LeafSpan): its runs now
 *
 * The look of a range was changed.
 */
void
leaf_editor_journal_record_spans (LeafEditorJournal *self,
                                  unsigned int       start,
                                  unsigned int       end,
                                  GArray            *before,
                                  GArray            *after)
{
  LeafEdit *edit = g_new0 (LeafEdit, 1);

  edit->kind = LEAF_EDIT_SPANS;
  edit->place = start;
  edit->end = end;
  edit->before.spans = before;
  edit->after.spans = after;
  record (self, edit);
}

/**
 * leaf_editor_journal_record_block: (skip)
 * @self: a journal with an open action
 * @index: which block
 * @before: its style before
 * @after: its style now
 *
 * The style of a block was changed.
 */
void
leaf_editor_journal_record_block (LeafEditorJournal    *self,
                                  unsigned int          index,
                                  const LeafBlockStyle *before,
                                  const LeafBlockStyle *after)
{
  LeafEdit *edit = g_new0 (LeafEdit, 1);

  edit->kind = LEAF_EDIT_BLOCK;
  edit->place = index;
  leaf_block_style_copy (before, &edit->before.style);
  leaf_block_style_copy (after, &edit->after.style);
  record (self, edit);
}

/**
 * leaf_editor_journal_can_undo: (skip)
 * @self: a journal
 *
 * Returns: whether there is a step to take back
 */
gboolean
leaf_editor_journal_can_undo (LeafEditorJournal *self)
{
  return self->n_done > 0;
}

/**
 * leaf_editor_journal_can_redo: (skip)
 * @self: a journal
 *
 * Returns: whether there is a step to do again
 */
gboolean
leaf_editor_journal_can_redo (LeafEditorJournal *self)
{
  return self->n_done < self->groups->len;
}

/**
 * leaf_editor_journal_undo: (skip)
 * @self: a journal
 * @func: (scope call): takes back one edit
 * @data: for @func
 * @cursor: (out): where the cursor was before the step
 *
 * Takes back the last step, its edits in reverse order.
 *
 * Returns: %FALSE when there is none
 */
gboolean
leaf_editor_journal_undo (LeafEditorJournal *self,
                          LeafEditFunc       func,
                          gpointer           data,
                          LeafCursor        *cursor)
{
  Group *group;

  if (!leaf_editor_journal_can_undo (self))
    return FALSE;

  group = g_ptr_array_index (self->groups, --self->n_done);
  for (unsigned int i = group->edits->len; i > 0; i--)
    func (g_ptr_array_index (group->edits, i - 1), FALSE, data);

  *cursor = group->before;
  self->split = TRUE;
  return TRUE;
}

/**
 * leaf_editor_journal_redo: (skip)
 * @self: a journal
 * @func: (scope call): does one edit again
 * @data: for @func
 * @cursor: (out): where the cursor was after the step
 *
 * Does the step again that was taken back last.
 *
 * Returns: %FALSE when there is none
 */
gboolean
leaf_editor_journal_redo (LeafEditorJournal *self,
                          LeafEditFunc       func,
                          gpointer           data,
                          LeafCursor        *cursor)
{
  Group *group;

  if (!leaf_editor_journal_can_redo (self))
    return FALSE;

  group = g_ptr_array_index (self->groups, self->n_done++);
  for (unsigned int i = 0; i < group->edits->len; i++)
    func (g_ptr_array_index (group->edits, i), TRUE, data);

  *cursor = group->after;
  self->split = TRUE;
  return TRUE;
}
