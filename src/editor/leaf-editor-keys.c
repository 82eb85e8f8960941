/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-keys.h"
#include "leaf-editor-place-private.h"

static const LeafBlockStyle paragraph = { .kind = LEAF_BLOCK_PARAGRAPH };

/* Replaces a range by nothing; what is left of its first and last block is one of this style. */
static void
join_range (LeafEditorBuffer     *self,
            unsigned int          start,
            unsigned int          end,
            const LeafBlockStyle *style)
{
  g_autoptr (LeafDocument) fragment = leaf_document_new ();

  leaf_document_append_block (fragment, style);
  leaf_editor_buffer_replace (self, start, end, fragment);
}

static gboolean
backspace_after_object (LeafEditorBuffer *self,
                        const LeafPlace  *place,
                        const LeafPlace  *previous)
{
  if (previous->style->kind == LEAF_BLOCK_FIGURE && place->length == 0 && !leaf_place_is_object (place))
    {
      LeafBlockStyle style = { 0 };

      leaf_block_style_copy (previous->style, &style);
      join_range (self, place->start - 1, place->start, &style);
      leaf_block_style_clear (&style);
    }
  else if (previous->length > 1)
    leaf_place_put_cursor (self, place->start - 1);
  else
    {
      LeafBlockStyle style = { 0 };

      leaf_block_style_copy (place->style, &style);
      join_range (self, previous->start, place->start, &style);
      leaf_block_style_clear (&style);
    }
  return TRUE;
}

/* An empty line goes; the cursor moves to where the line before ends, and nothing is joined. */
static gboolean
step_back (LeafEditorBuffer *self,
           const LeafPlace  *place,
           const LeafPlace  *previous)
{
  unsigned int end = previous->start + previous->length;
  LeafBlockStyle style = { 0 };

  if (leaf_place_has_content (place))
    leaf_place_put_cursor (self, end);
  else
    {
      leaf_block_style_copy (previous->style, &style);
      join_range (self, end, place->start, &style);
      leaf_block_style_clear (&style);
    }
  return TRUE;
}

static gboolean
join_with_previous (LeafEditorBuffer *self,
                    const LeafPlace  *place)
{
  LeafPlace previous = leaf_place_of_block (self, place->index - 1);
  gboolean stays_above;
  LeafBlockStyle style = { 0 };

  if (leaf_place_is_object (&previous))
    return backspace_after_object (self, place, &previous);

  if (leaf_place_is_object (place) && leaf_place_has_content (&previous))
    {
      leaf_place_put_cursor (self, place->start - 1);
      return TRUE;
    }

  if (leaf_place_is_row (&previous) && leaf_place_has_content (&previous))
    return step_back (self, place, &previous);

  /* An empty list or quotation takes the text in, an empty heading or row is but an empty line. */
  stays_above = !leaf_place_is_object (place) && !leaf_place_is_row (&previous) &&
                (previous.length > 0 || previous.style->kind != LEAF_BLOCK_HEADING);
  leaf_block_style_copy (stays_above ? previous.style : place->style, &style);
  join_range (self, place->start - 1, place->start, &style);
  leaf_block_style_clear (&style);
  return TRUE;
}

/**
 * leaf_editor_backspace: (skip)
 * @self: an editor buffer
 *
 * Backspace at the start of a block: an item goes one level out, the stars of a row go first, other kinds become a
 * paragraph, and a paragraph joins the block before it. A divider or picture before it goes as a whole.
 *
 * Returns: %FALSE when it is an ordinary backspace
 */
gboolean
leaf_editor_backspace (LeafEditorBuffer *self)
{
  static const LeafBlockStyle unrated = { .kind = LEAF_BLOCK_RATING };
  unsigned int start, end;
  gboolean done = TRUE;
  LeafPlace place;

  if (leaf_editor_buffer_get_range (self, &start, &end))
    return FALSE;
  place = leaf_place_at (self, start);
  if (place.column > 0)
    return FALSE;

  gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self));
  if (leaf_place_is_row (&place) && place.style->level > 0)
    leaf_editor_buffer_set_block_style (self, place.index, &unrated);
  else if (!leaf_place_is_object (&place) && place.style->kind != LEAF_BLOCK_PARAGRAPH)
    leaf_editor_leave_kind (self, place.index);
  else if (place.index > 0)
    done = join_with_previous (self, &place);
  else
    done = FALSE;
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self));
  return done;
}

/* Whether the text of two blocks may become one line. A table takes no text in and gives none away, and no row
 * loses its stars by being joined to another. */
static gboolean
may_join (const LeafPlace *place,
          const LeafPlace *next)
{
  if (leaf_place_is_row (place) != leaf_place_is_row (next))
    return FALSE;
  return !leaf_place_is_row (next) || next->style->level == 0;
}

static void
delete_before_object (LeafEditorBuffer *self,
                      const LeafPlace  *place,
                      const LeafPlace  *next)
{
  LeafBlockStyle style = { 0 };

  if (!leaf_place_has_content (place))
    {
      leaf_block_style_copy (next->style, &style);
      join_range (self, place->start, next->start, &style);
    }
  else if (next->length > 1)
    {
      /* Her caption stays, as a paragraph. */
      join_range (self, next->start, next->start + 1, &paragraph);
    }
  else
    {
      leaf_block_style_copy (place->style, &style);
      join_range (self, place->start + place->length, next->start + next->length, &style);
    }
  leaf_block_style_clear (&style);
}

/**
 * leaf_editor_delete_forward: (skip)
 * @self: an editor buffer
 *
 * Delete at the end of a block: the next one joins it; a divider or a picture goes as a whole. Where the two
 * should not be joined, the cursor moves on and nothing is lost.
 *
 * Returns: %FALSE when it is an ordinary deletion
 */
gboolean
leaf_editor_delete_forward (LeafEditorBuffer *self)
{
  LeafBlockStyle style = { 0 };
  unsigned int start, end;
  LeafPlace place, next;
  gboolean keeps_place, keeps_next;

  if (leaf_editor_buffer_get_range (self, &start, &end))
    return FALSE;
  place = leaf_place_at (self, start);
  if (place.column < place.length || place.index + 1 == leaf_document_get_n_blocks (self->document))
    return FALSE;
  next = leaf_place_of_block (self, place.index + 1);

  if (leaf_place_is_object (&next) && !leaf_place_is_object (&place))
    {
      delete_before_object (self, &place, &next);
      return TRUE;
    }

  keeps_place = leaf_place_has_content (&place);
  keeps_next = leaf_place_has_content (&next);
  if (keeps_place && keeps_next && (leaf_place_is_object (&place) || !may_join (&place, &next)))
    leaf_place_put_cursor (self, next.start);
  else
    {
      leaf_block_style_copy (keeps_place ? place.style : next.style, &style);
      join_range (self, start, next.start, &style);
      leaf_block_style_clear (&style);
    }
  return TRUE;
}

/* An apostrophe between letters is no edge, as "it’s" is one word to whoever deletes it. */
static gboolean
is_inside_word (const GtkTextIter *iter,
                gboolean           forward)
{
  GtkTextIter other = *iter;
  gunichar mark, letter;

  if (!forward && !gtk_text_iter_backward_char (&other))
    return FALSE;
  mark = gtk_text_iter_get_char (&other);
  if (!(forward ? gtk_text_iter_forward_char (&other) : gtk_text_iter_backward_char (&other)))
    return FALSE;
  letter = gtk_text_iter_get_char (&other);
  return (mark == '\'' || mark == 0x2019) && g_unichar_isalpha (letter);
}

static gboolean
find_word (GtkTextIter *iter,
           gboolean     forward)
{
  gboolean found;

  do
    found = forward ? gtk_text_iter_forward_word_end (iter) : gtk_text_iter_backward_word_start (iter);
  while (found && is_inside_word (iter, forward));
  return found;
}

/* Where a deleted word ends: never in another block, and a picture is a word by itself. */
static unsigned int
find_word_edge (LeafEditorBuffer *self,
                const LeafPlace  *place,
                gboolean          forward)
{
  unsigned int offset = place->start + place->column;
  unsigned int edge = place->start + (forward ? place->length : 0);
  GtkTextIter iter;
  unsigned int found;

  if (leaf_place_is_object (place) && place->column == (forward ? 0 : 1))
    return forward ? offset + 1 : offset - 1;
  if (leaf_place_is_object (place) && !forward)
    edge++;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self), &iter, (int) offset);
  if (!find_word (&iter, forward))
    return edge;
  found = (unsigned int) gtk_text_iter_get_offset (&iter);
  return forward ? MIN (found, edge) : MAX (found, edge);
}

/**
 * leaf_editor_delete_word: (skip)
 * @self: an editor buffer
 * @forward: to the end of a word, else to the start of one
 *
 * Ctrl+Delete and Ctrl+Backspace. A selection goes as a whole; at the edge of a block they do what the plain keys
 * do, and they never reach into another block.
 */
void
leaf_editor_delete_word (LeafEditorBuffer *self,
                         gboolean          forward)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  unsigned int start, end;
  GtkTextIter from, to;

  if (!leaf_editor_buffer_get_range (self, &start, &end))
    {
      LeafPlace place = leaf_place_at (self, start);

      if (forward ? leaf_editor_delete_forward (self) : leaf_editor_backspace (self))
        return;
      end = find_word_edge (self, &place, forward);
    }

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_iter_at_offset (buffer, &from, (int) start);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, (int) end);
  gtk_text_buffer_delete (buffer, &from, &to);
  gtk_text_buffer_end_user_action (buffer);
}

/* The blocks that a selection touches; one it only reaches the start of does not count. */
static void
get_blocks (LeafEditorBuffer *self,
            unsigned int     *first,
            unsigned int     *last)
{
  unsigned int start, end, column;

  leaf_editor_buffer_get_range (self, &start, &end);
  *first = leaf_document_locate (self->document, start, NULL);
  *last = leaf_document_locate (self->document, end, &column);
  if (*last > *first && column == 0)
    --*last;
}

static gboolean
may_go_deeper (LeafEditorBuffer *self,
               const LeafPlace  *place)
{
  LeafPlace previous;

  if (place->index == 0 || place->style->level >= LEAF_BLOCK_MAX_DEPTH)
    return FALSE;
  previous = leaf_place_of_block (self, place->index - 1);
  return leaf_block_kind_is_list (previous.style->kind) && previous.style->level >= place->style->level;
}

/**
 * leaf_editor_change_depth: (skip)
 * @self: an editor buffer
 * @by: 1 deeper, -1 less deep
 *
 * Moves the list items of the selection in or out. An item is at most one level deeper than the one
 * before it.
 *
 * Returns: whether there are list items
 */
gboolean
leaf_editor_change_depth (LeafEditorBuffer *self,
                          int               by)
{
  unsigned int first, last;
  gboolean found = FALSE;

  get_blocks (self, &first, &last);
  gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self));
  for (unsigned int i = first; i <= last; i++)
    {
      LeafPlace place = leaf_place_of_block (self, i);
      LeafBlockStyle style = { .kind = place.style->kind, .level = place.style->level };

      if (!leaf_block_kind_is_list (style.kind))
        continue;

      found = TRUE;
      if (by > 0 && may_go_deeper (self, &place))
        style.level++;
      else if (by < 0 && style.level > 0)
        style.level--;
      leaf_editor_buffer_set_block_style (self, i, &style);
    }
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self));
  return found;
}

static gboolean
all_blocks_are (LeafEditorBuffer *self,
                unsigned int      first,
                unsigned int      last,
                LeafBlockKind     kind,
                unsigned int      level)
{
  for (unsigned int i = first; i <= last; i++)
    {
      LeafPlace place = leaf_place_of_block (self, i);

      if (!leaf_place_is_object (&place) &&
          (place.style->kind != kind || (kind == LEAF_BLOCK_HEADING && place.style->level != level)))
        return FALSE;
    }
  return TRUE;
}

/**
 * leaf_editor_change_kind: (skip)
 * @self: an editor buffer
 * @kind: a kind of text block
 * @level: of a heading, 2 to 4
 *
 * Makes the blocks of the selection this kind, or paragraphs when all are this kind already. List
 * items keep their depth.
 */
void
leaf_editor_change_kind (LeafEditorBuffer *self,
                         LeafBlockKind     kind,
                         unsigned int      level)
{
  unsigned int first, last;

  g_return_if_fail (!leaf_block_kind_is_object (kind));

  get_blocks (self, &first, &last);
  if (all_blocks_are (self, first, last, kind, level))
    kind = LEAF_BLOCK_PARAGRAPH;

  gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self));
  for (unsigned int i = first; i <= last; i++)
    {
      LeafPlace place = leaf_place_of_block (self, i);
      LeafBlockStyle style = { .kind = kind };

      if (leaf_place_is_object (&place))
        continue;
      if (kind == LEAF_BLOCK_HEADING)
        style.level = level;
      else if (leaf_block_kind_is_list (kind) && leaf_block_kind_is_list (place.style->kind))
        style.level = place.style->level;
      leaf_editor_buffer_set_block_style (self, i, &style);
    }
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self));
}
