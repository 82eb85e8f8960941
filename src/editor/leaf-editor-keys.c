/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-buffer-private.h"
#include "leaf-editor-keys.h"

static const LeafBlockStyle paragraph = { .kind = LEAF_BLOCK_PARAGRAPH };

/* A block and a place in it. */
typedef struct {
  unsigned int index;
  unsigned int start;
  unsigned int column;
  unsigned int length;
  const LeafBlockStyle *style;
} Place;

static Place
place_of_block (LeafEditorBuffer *self,
                unsigned int      index)
{
  const LeafBlock *block = leaf_document_get_block (self->document, index);

  return (Place) { index,
                   leaf_document_get_block_start (self->document, index),
                   0,
                   leaf_block_get_length (block),
                   leaf_block_get_style (block) };
}

static Place
place_at (LeafEditorBuffer *self,
          unsigned int      offset)
{
  unsigned int column;
  Place place = place_of_block (self, leaf_document_locate (self->document, offset, &column));

  place.column = column;
  return place;
}

static gboolean
is_object (const Place *place)
{
  return leaf_block_kind_is_object (place->style->kind);
}

static void
put_cursor (LeafEditorBuffer *self,
            unsigned int      offset)
{
  leaf_editor_buffer_set_cursor (self, (LeafCursor) { offset, offset });
}

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

static void
split_at (LeafEditorBuffer     *self,
          unsigned int          offset,
          const LeafBlockStyle *first,
          const LeafBlockStyle *second)
{
  g_autoptr (LeafDocument) fragment = leaf_document_new ();

  leaf_document_append_block (fragment, first);
  leaf_document_append_block (fragment, second);
  leaf_editor_buffer_replace (self, offset, offset, fragment);
}

/* An empty item or quotation is left by Enter: one level out, in the end to a paragraph. */
static void
leave_block (LeafEditorBuffer *self,
             const Place      *place)
{
  LeafBlockStyle style = paragraph;

  if (leaf_block_kind_is_list (place->style->kind) && place->style->level > 0)
    {
      style.kind = place->style->kind;
      style.level = place->style->level - 1;
    }
  leaf_editor_buffer_set_block_style (self, place->index, &style);
}

/**
 * leaf_editor_next_style: (skip)
 * @style: what a block is
 *
 * What kind of block Enter begins at the end of it.
 *
 * Returns: a style that owns no strings
 */
LeafBlockStyle
leaf_editor_next_style (const LeafBlockStyle *style)
{
  switch (style->kind)
    {
    case LEAF_BLOCK_QUOTE:
    case LEAF_BLOCK_BULLET:
    case LEAF_BLOCK_NUMBERED:
    case LEAF_BLOCK_SPOILER:
    case LEAF_BLOCK_WARNING:
      return (LeafBlockStyle) { .kind = style->kind, .level = style->level };
    case LEAF_BLOCK_RATING:
      return (LeafBlockStyle) { .kind = style->kind };
    case LEAF_BLOCK_PARAGRAPH:
    case LEAF_BLOCK_HEADING:
    case LEAF_BLOCK_QUOTE_SOURCE:
    case LEAF_BLOCK_FIGURE:
    case LEAF_BLOCK_DIVIDER:
    default:
      return paragraph;
    }
}

/**
 * leaf_editor_break_block: (skip)
 * @self: an editor buffer
 * @offset: where Enter was pressed
 *
 * Begins a new block, or leaves an empty item, quotation or spoiler.
 *
 * Returns: where the cursor belongs
 */
unsigned int
leaf_editor_break_block (LeafEditorBuffer *self,
                         unsigned int      offset)
{
  Place place = place_at (self, offset);
  LeafTextStyle active = { leaf_editor_buffer_get_active (self)->marks, NULL };
  LeafBlockStyle style = { 0 };
  LeafBlockStyle next;

  if (place.length == 0 && place.style->kind != LEAF_BLOCK_PARAGRAPH)
    {
      leave_block (self, &place);
      return offset;
    }

  leaf_block_style_copy (place.style, &style);
  next = leaf_editor_next_style (&style);
  if (place.column == 0 && (is_object (&place) || style.kind == LEAF_BLOCK_HEADING))
    split_at (self, offset, &paragraph, &style);
  else if (style.kind == LEAF_BLOCK_HEADING && place.column < place.length)
    split_at (self, offset, &style, &style);
  else
    split_at (self, offset, &style, &next);
  leaf_block_style_clear (&style);

  /* Bold goes on in the next paragraph, except from a heading. */
  if (next.kind == place_at (self, offset).style->kind)
    leaf_editor_buffer_set_active (self, &active);
  return offset + 1;
}

static gboolean
backspace_after_object (LeafEditorBuffer *self,
                        const Place      *place,
                        const Place      *previous)
{
  if (previous->style->kind == LEAF_BLOCK_FIGURE && place->length == 0 && !is_object (place))
    {
      LeafBlockStyle style = { 0 };

      leaf_block_style_copy (previous->style, &style);
      join_range (self, place->start - 1, place->start, &style);
      leaf_block_style_clear (&style);
    }
  else if (previous->length > 1)
    put_cursor (self, place->start - 1);
  else
    {
      LeafBlockStyle style = { 0 };

      leaf_block_style_copy (place->style, &style);
      join_range (self, previous->start, place->start, &style);
      leaf_block_style_clear (&style);
    }
  return TRUE;
}

static gboolean
join_with_previous (LeafEditorBuffer *self,
                    const Place      *place)
{
  Place previous = place_of_block (self, place->index - 1);
  LeafBlockStyle style = { 0 };

  if (is_object (&previous))
    return backspace_after_object (self, place, &previous);

  if (is_object (place) && previous.length > 0)
    {
      put_cursor (self, place->start - 1);
      return TRUE;
    }

  leaf_block_style_copy (is_object (place) ? place->style : previous.style, &style);
  join_range (self, place->start - 1, place->start, &style);
  leaf_block_style_clear (&style);
  return TRUE;
}

/**
 * leaf_editor_backspace: (skip)
 * @self: an editor buffer
 *
 * Backspace at the start of a block: an item goes one level out, other kinds become a paragraph
 * first, and a paragraph joins the block before it. A divider before it goes as a whole.
 *
 * Returns: %FALSE when it is an ordinary backspace
 */
gboolean
leaf_editor_backspace (LeafEditorBuffer *self)
{
  unsigned int start, end;
  gboolean done = TRUE;
  Place place;

  if (leaf_editor_buffer_get_range (self, &start, &end))
    return FALSE;
  place = place_at (self, start);
  if (place.column > 0)
    return FALSE;

  gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self));
  if (!is_object (&place) && place.style->kind != LEAF_BLOCK_PARAGRAPH)
    leave_block (self, &place);
  else if (place.index > 0)
    done = join_with_previous (self, &place);
  else
    done = FALSE;
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self));
  return done;
}

/**
 * leaf_editor_delete_forward: (skip)
 * @self: an editor buffer
 *
 * Delete at the end of a block: the next one joins it; a divider or a picture goes as a whole.
 *
 * Returns: %FALSE when it is an ordinary deletion
 */
gboolean
leaf_editor_delete_forward (LeafEditorBuffer *self)
{
  LeafBlockStyle style = { 0 };
  unsigned int start, end;
  Place place, next;

  if (leaf_editor_buffer_get_range (self, &start, &end))
    return FALSE;
  place = place_at (self, start);
  if (place.column < place.length || place.index + 1 == leaf_document_get_n_blocks (self->document))
    return FALSE;
  next = place_of_block (self, place.index + 1);

  if (is_object (&place))
    {
      if (is_object (&next) || next.length > 0)
        {
          put_cursor (self, next.start);
          return TRUE;
        }
      leaf_block_style_copy (place.style, &style);
      join_range (self, start, next.start, &style);
    }
  else if (is_object (&next) && place.length > 0 && next.length > 1)
    {
      /* Her caption stays, as a paragraph. */
      join_range (self, next.start, next.start + 1, &paragraph);
    }
  else if (is_object (&next) && place.length > 0)
    {
      leaf_block_style_copy (place.style, &style);
      join_range (self, start, next.start + next.length, &style);
    }
  else
    {
      leaf_block_style_copy (place.length == 0 ? next.style : place.style, &style);
      join_range (self, start, next.start, &style);
    }
  leaf_block_style_clear (&style);
  return TRUE;
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
               const Place      *place)
{
  Place previous;

  if (place->index == 0 || place->style->level >= LEAF_BLOCK_MAX_DEPTH)
    return FALSE;
  previous = place_of_block (self, place->index - 1);
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
      Place place = place_of_block (self, i);
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
      Place place = place_of_block (self, i);

      if (!is_object (&place) &&
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
      Place place = place_of_block (self, i);
      LeafBlockStyle style = { .kind = kind };

      if (is_object (&place))
        continue;
      if (kind == LEAF_BLOCK_HEADING)
        style.level = level;
      else if (leaf_block_kind_is_list (kind) && leaf_block_kind_is_list (place.style->kind))
        style.level = place.style->level;
      leaf_editor_buffer_set_block_style (self, i, &style);
    }
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self));
}
