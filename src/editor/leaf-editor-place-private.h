/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor-buffer-private.h"

G_BEGIN_DECLS

/* A block and a place in it; valid until the document changes. */
typedef struct {
  unsigned int index;
  unsigned int start;
  unsigned int column;
  unsigned int length;
  const LeafBlockStyle *style;
} LeafPlace;

static inline LeafPlace
leaf_place_of_block (LeafEditorBuffer *buffer,
                     unsigned int      index)
{
  const LeafBlock *block = leaf_document_get_block (buffer->document, index);

  return (LeafPlace) { index,
                       leaf_document_get_block_start (buffer->document, index),
                       0,
                       leaf_block_get_length (block),
                       leaf_block_get_style (block) };
}

static inline LeafPlace
leaf_place_at (LeafEditorBuffer *buffer,
               unsigned int      offset)
{
  unsigned int column;
  LeafPlace place = leaf_place_of_block (buffer, leaf_document_locate (buffer->document, offset, &column));

  place.column = column;
  return place;
}

static inline gboolean
leaf_place_is_object (const LeafPlace *place)
{
  return leaf_block_kind_is_object (place->style->kind);
}

static inline gboolean
leaf_place_is_row (const LeafPlace *place)
{
  return place->style->kind == LEAF_BLOCK_RATING;
}

/* Whether something is lost with the block: the stars of a row are, even where it has no name yet. */
static inline gboolean
leaf_place_has_content (const LeafPlace *place)
{
  return place->length > 0 || (leaf_place_is_row (place) && place->style->level > 0);
}

static inline void
leaf_place_put_cursor (LeafEditorBuffer *buffer,
                       unsigned int      offset)
{
  leaf_editor_buffer_set_cursor (buffer, (LeafCursor) { offset, offset });
}

G_END_DECLS
