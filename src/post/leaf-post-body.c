/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-post-body"

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-post-labels.h"
#include "leaf-post-links.h"
#include "leaf-post-runs-private.h"
#include "leaf-post-writer-private.h"

#define SPOILER_CLASS "flyleaf-spoiler"
#define WARNING_CLASS "flyleaf-warning"

static LeafBlockKind
get_kind (const LeafDocument *document,
          unsigned int index)
{
  return leaf_block_get_style (leaf_document_get_block (document, index))->kind;
}

static gboolean
is_kind (const LeafDocument *document,
         unsigned int index,
         LeafBlockKind kind)
{
  return index < leaf_document_get_n_blocks (document) && get_kind (document, index) == kind;
}

static gboolean
is_item (const LeafDocument *document,
         unsigned int index)
{
  return is_kind (document, index, LEAF_BLOCK_BULLET) || is_kind (document, index, LEAF_BLOCK_NUMBERED);
}

static unsigned int
get_level (const LeafDocument *document,
           unsigned int index)
{
  return leaf_block_get_style (leaf_document_get_block (document, index))->level;
}

/* Spoilers inside a line cannot be folded there, and a style that hides them is gone in feeds and
 * e-mails, or where the theme is another one. So the line says that there is one, and the words
 * themselves are folded right below. */
static void
write_pending_spoilers (LeafPostWriter *self)
{
  for (unsigned int i = 0; i < self->spoilers->len; i++)
    {
      const LeafPostSpoiler *spoiler = &g_array_index (self->spoilers, LeafPostSpoiler, i);
      g_autofree char *summary = g_strdup_printf ("%s %u", leaf_post_label (self->language, LEAF_LABEL_SPOILER), spoiler->number);

      leaf_post_begin_details (self, SPOILER_CLASS, summary);
      leaf_post_begin_paragraph (self, NULL);
      leaf_post_write_range (self, spoiler->block, spoiler->start, spoiler->end);
      leaf_post_end_paragraph (self);
      leaf_post_end_details (self);
    }
  g_array_set_size (self->spoilers, 0);
}

/* One spoiler or content warning, or several in a row; a paragraph that is nothing but a spoiler is one, too. */
static unsigned int
write_folded (LeafPostWriter *self,
              const LeafDocument *document,
              unsigned int index)
{
  gboolean warning = is_kind (document, index, LEAF_BLOCK_WARNING);

  leaf_post_begin_details (self, warning ? WARNING_CLASS : SPOILER_CLASS,
                           leaf_post_label (self->language, warning ? LEAF_LABEL_CONTENT_WARNING : LEAF_LABEL_SPOILER));
  do
    {
      const LeafBlock *block = leaf_document_get_block (document, index++);

      if (leaf_post_block_is_blank (block))
        continue;
      leaf_post_begin_paragraph (self, NULL);
      leaf_post_write_range (self, block, 0, leaf_block_get_length (block));
      leaf_post_end_paragraph (self);
    }
  while (is_kind (document, index, warning ? LEAF_BLOCK_WARNING : LEAF_BLOCK_SPOILER));
  leaf_post_end_details (self);

  return index;
}

static unsigned int
write_paragraph (LeafPostWriter *self,
                 const LeafDocument *document,
                 unsigned int index)
{
  const LeafBlock *block = leaf_document_get_block (document, index);

  leaf_post_begin_paragraph (self, NULL);
  leaf_post_write_runs (self, block, 0);
  leaf_post_end_paragraph (self);

  return index + 1;
}

static unsigned int
write_heading (LeafPostWriter *self,
               const LeafDocument *document,
               unsigned int index)
{
  leaf_post_begin_heading (self, get_level (document, index));
  leaf_post_write_runs (self, leaf_document_get_block (document, index), 0);
  leaf_post_end_heading (self);

  return index + 1;
}

/* The quotations up to the source that ends them. */
static unsigned int
write_quote (LeafPostWriter *self,
             const LeafDocument *document,
             unsigned int index)
{
  leaf_post_begin_quote (self, NULL);
  for (; is_kind (document, index, LEAF_BLOCK_QUOTE); index++)
    {
      const LeafBlock *block = leaf_document_get_block (document, index);

      if (!leaf_post_block_is_blank (block))
        write_paragraph (self, document, index);
    }
  if (is_kind (document, index, LEAF_BLOCK_QUOTE_SOURCE))
    {
      const LeafBlock *block = leaf_document_get_block (document, index++);

      if (!leaf_post_block_is_blank (block))
        {
          leaf_markup_builder_open (self->builder, "cite", NULL);
          leaf_post_write_runs (self, block, 0);
          leaf_markup_builder_close (self->builder);
        }
    }
  leaf_post_end_quote (self);

  return index;
}

/* A list of one kind from @index on: items deeper than its first belong to the item before them. The
 * depth of the recursion is bounded by LEAF_BLOCK_MAX_DEPTH, as the level grows with each call. */
static unsigned int
write_list (LeafPostWriter *self,
            const LeafDocument *document,
            unsigned int index)
{
  LeafBlockKind kind = get_kind (document, index);
  unsigned int level = get_level (document, index);

  leaf_post_begin_list (self, kind == LEAF_BLOCK_NUMBERED);
  while (is_kind (document, index, kind) && get_level (document, index) == level)
    {
      leaf_post_begin_item (self);
      leaf_post_write_runs (self, leaf_document_get_block (document, index++), 0);
      while (is_item (document, index) && get_level (document, index) > level)
        index = write_list (self, document, index);
      leaf_post_end_item (self);
    }
  leaf_post_end_list (self);

  return index;
}

static unsigned int
write_figure (LeafPostWriter *self,
              const LeafDocument *document,
              unsigned int index)
{
  const LeafBlock *block = leaf_document_get_block (document, index);
  const LeafBlockStyle *style = leaf_block_get_style (block);

  if (style->picture == NULL)
    return index + 1;

  leaf_post_begin_image (self, style->picture, style->alt, NULL, NULL);
  if (leaf_block_get_length (block) > 1)
    {
      leaf_markup_builder_open (self->builder, "figcaption", "class",
                                self->markup == LEAF_MARKUP_WORDPRESS ? "wp-element-caption" : NULL, NULL);
      leaf_post_write_runs (self, block, 1);
      leaf_markup_builder_close (self->builder);
    }
  leaf_post_end_image (self);

  return index + 1;
}

static unsigned int
write_block (LeafPostWriter *self,
             const LeafDocument *document,
             unsigned int index)
{
  const LeafBlock *block = leaf_document_get_block (document, index);

  switch (leaf_block_get_style (block)->kind)
    {
    case LEAF_BLOCK_FIGURE:
      return write_figure (self, document, index);
    case LEAF_BLOCK_DIVIDER:
      leaf_post_write_divider (self);
      return index + 1;
    case LEAF_BLOCK_BULLET:
    case LEAF_BLOCK_NUMBERED:
      return write_list (self, document, index);
    case LEAF_BLOCK_QUOTE:
    case LEAF_BLOCK_QUOTE_SOURCE:
      return write_quote (self, document, index);
    case LEAF_BLOCK_SPOILER:
    case LEAF_BLOCK_WARNING:
      return write_folded (self, document, index);
    case LEAF_BLOCK_RATING:
      return leaf_post_write_ratings (self, document, index);
    case LEAF_BLOCK_HEADING:
      return leaf_post_block_is_blank (block) ? index + 1 : write_heading (self, document, index);
    case LEAF_BLOCK_PARAGRAPH:
    default:
      if (leaf_post_block_is_blank (block))
        return index + 1;
      return leaf_post_block_is_spoiler (block) ? write_folded (self, document, index) : write_paragraph (self, document, index);
    }
}

/**
 * leaf_post_write_document:
 *
 * Writes the blocks of a review or a synopsis. Empty lines are left out: the theme sets the distance.
 */
void
leaf_post_write_document (LeafPostWriter *self,
                          const LeafDocument *document)
{
  unsigned int n_blocks = leaf_document_get_n_blocks (document);

  for (unsigned int index = 0; index < n_blocks; )
    {
      index = write_block (self, document, index);
      write_pending_spoilers (self);
    }
}
