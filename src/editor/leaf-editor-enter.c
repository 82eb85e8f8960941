/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-keys.h"
#include "leaf-editor-place-private.h"

/* How Enter and Tab go from block to block. leaf-editor-keys.h has the whole table. */

static const LeafBlockStyle paragraph = { .kind = LEAF_BLOCK_PARAGRAPH };

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

/* What Enter at the beginning of a block with text puts above it. */
static LeafBlockStyle
style_above (const LeafBlockStyle *style)
{
  switch (style->kind)
    {
    case LEAF_BLOCK_QUOTE_SOURCE:
      return (LeafBlockStyle) { .kind = LEAF_BLOCK_QUOTE };
    case LEAF_BLOCK_PARAGRAPH:
    case LEAF_BLOCK_HEADING:
    case LEAF_BLOCK_QUOTE:
    case LEAF_BLOCK_BULLET:
    case LEAF_BLOCK_NUMBERED:
    case LEAF_BLOCK_FIGURE:
    case LEAF_BLOCK_DIVIDER:
    case LEAF_BLOCK_SPOILER:
    case LEAF_BLOCK_WARNING:
    case LEAF_BLOCK_RATING:
    default:
      return leaf_editor_next_style (style);
    }
}

/**
 * leaf_editor_leave_kind: (skip)
 * @self: an editor buffer
 * @index: a block of text that is no paragraph
 *
 * An item goes one level out; all else, in the end, becomes a paragraph.
 */
void
leaf_editor_leave_kind (LeafEditorBuffer *self,
                        unsigned int      index)
{
  LeafPlace place = leaf_place_of_block (self, index);
  LeafBlockStyle style = paragraph;

  if (leaf_block_kind_is_list (place.style->kind) && place.style->level > 0)
    {
      style.kind = place.style->kind;
      style.level = place.style->level - 1;
    }
  leaf_editor_buffer_set_block_style (self, index, &style);
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
 * Begins a new block, or leaves an empty item, quotation, spoiler or row.
 *
 * Returns: where the cursor belongs
 */
unsigned int
leaf_editor_break_block (LeafEditorBuffer *self,
                         unsigned int      offset)
{
  LeafPlace place = leaf_place_at (self, offset);
  LeafTextStyle active = { leaf_editor_buffer_get_active (self)->marks, NULL };
  LeafBlockStyle style = { 0 };
  LeafBlockStyle next, above;

  if (!leaf_place_has_content (&place) && place.style->kind != LEAF_BLOCK_PARAGRAPH)
    {
      leaf_editor_leave_kind (self, place.index);
      return offset;
    }

  leaf_block_style_copy (place.style, &style);
  next = leaf_editor_next_style (&style);
  above = style_above (&style);
  if (place.column == 0 && place.length > 0)
    split_at (self, offset, &above, &style);
  else if (style.kind == LEAF_BLOCK_HEADING && place.column < place.length)
    split_at (self, offset, &style, &style);
  else
    split_at (self, offset, &style, &next);
  leaf_block_style_clear (&style);

  /* Bold goes on in the next paragraph, except from a heading. */
  if (next.kind == leaf_place_at (self, offset).style->kind)
    leaf_editor_buffer_set_active (self, &active);
  return offset + 1;
}

/* Whether a block is of one piece with the one below it. */
static gboolean
goes_on (const LeafBlockStyle *style,
         const LeafBlockStyle *below)
{
  if (leaf_block_kind_is_list (style->kind))
    return leaf_block_kind_is_list (below->kind);

  switch (style->kind)
    {
    case LEAF_BLOCK_QUOTE:
      return below->kind == LEAF_BLOCK_QUOTE || below->kind == LEAF_BLOCK_QUOTE_SOURCE;
    case LEAF_BLOCK_SPOILER:
    case LEAF_BLOCK_WARNING:
    case LEAF_BLOCK_RATING:
      return below->kind == style->kind;
    case LEAF_BLOCK_PARAGRAPH:
    case LEAF_BLOCK_HEADING:
    case LEAF_BLOCK_QUOTE_SOURCE:
    case LEAF_BLOCK_BULLET:
    case LEAF_BLOCK_NUMBERED:
    case LEAF_BLOCK_FIGURE:
    case LEAF_BLOCK_DIVIDER:
    default:
      return FALSE;
    }
}

/**
 * leaf_editor_leave_below: (skip)
 * @self: an editor buffer
 *
 * Goes on in a paragraph below the whole quotation, list, spoiler, warning or table of the cursor, wherever in it
 * the cursor is. An empty paragraph that stands there already serves.
 */
void
leaf_editor_leave_below (LeafEditorBuffer *self)
{
  unsigned int n_blocks = leaf_document_get_n_blocks (self->document);
  LeafBlockStyle style = { 0 };
  LeafPlace place, below;
  unsigned int start, end;

  leaf_editor_buffer_get_range (self, &start, &end);
  place = leaf_place_at (self, end);
  while (place.index + 1 < n_blocks)
    {
      below = leaf_place_of_block (self, place.index + 1);
      if (!goes_on (place.style, below.style))
        break;
      place = below;
    }

  if (place.index + 1 < n_blocks)
    {
      below = leaf_place_of_block (self, place.index + 1);
      if (below.style->kind == LEAF_BLOCK_PARAGRAPH && below.length == 0)
        {
          leaf_place_put_cursor (self, below.start);
          return;
        }
    }

  end = place.start + place.length;
  leaf_block_style_copy (place.style, &style);
  gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self));
  split_at (self, end, &style, &paragraph);
  leaf_place_put_cursor (self, end + 1);
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self));
  leaf_block_style_clear (&style);
}

/**
 * leaf_editor_change_row: (skip)
 * @self: an editor buffer
 * @by: 1 the next row, -1 the one before
 *
 * Tab in a table of ratings: goes from row to row, and begins another behind the last one. From the first row
 * backwards, and from an empty last row on, the key leads out of the table.
 *
 * Returns: %FALSE when the key leads out, or the cursor is in no table
 */
gboolean
leaf_editor_change_row (LeafEditorBuffer *self,
                        int               by)
{
  unsigned int n_blocks = leaf_document_get_n_blocks (self->document);
  LeafPlace place = leaf_place_at (self, leaf_editor_buffer_get_cursor (self).insert);
  LeafPlace other = place;

  if (!leaf_place_is_row (&place))
    return FALSE;

  if (by < 0 && place.index > 0)
    other = leaf_place_of_block (self, place.index - 1);
  else if (by > 0 && place.index + 1 < n_blocks)
    other = leaf_place_of_block (self, place.index + 1);

  if (other.index != place.index && leaf_place_is_row (&other))
    {
      leaf_place_put_cursor (self, other.start + other.length);
      return TRUE;
    }
  if (by < 0 || !leaf_place_has_content (&place))
    return FALSE;

  gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self));
  leaf_place_put_cursor (self, leaf_editor_break_block (self, place.start + place.length));
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self));
  return TRUE;
}

/**
 * leaf_editor_press_tab: (skip)
 * @self: an editor buffer
 * @by: 1 for Tab, -1 for Shift+Tab
 *
 * Tab moves list items and goes through a table of ratings.
 *
 * Returns: %FALSE when the key leads to another widget
 */
gboolean
leaf_editor_press_tab (LeafEditorBuffer *self,
                       int               by)
{
  return leaf_editor_change_depth (self, by) || leaf_editor_change_row (self, by);
}
