/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-buffer-private.h"
#include "leaf-editor-private.h"

#include <glib/gi18n.h>

/* A long list is not counted at each key: behind this the number is left out. */
#define MAX_COUNTED 2000

static const LeafBlockStyle *
style_at (LeafDocument *document,
          unsigned int  index)
{
  return leaf_block_get_style (leaf_document_get_block (document, index));
}

/**
 * leaf_editor_get_item_number: (skip)
 * @document: a document
 * @index: an item of a numbered list
 * @max: how many blocks before it are looked at
 *
 * Counts an item among its siblings; deeper items in between do not break the count.
 *
 * Returns: the number in front of it, 0 when the first item is too far away
 */
unsigned int
leaf_editor_get_item_number (LeafDocument *document,
                             unsigned int  index,
                             unsigned int  max)
{
  unsigned int level = style_at (document, index)->level;
  unsigned int number = 1;

  for (unsigned int i = index; i > 0; i--)
    {
      const LeafBlockStyle *before = style_at (document, i - 1);

      if (index - i >= max)
        return 0;
      if (!leaf_block_kind_is_list (before->kind) || before->level < level ||
          (before->level == level && before->kind != LEAF_BLOCK_NUMBERED))
        break;
      if (before->level == level)
        number++;
    }
  return number;
}

static char *
describe_item (LeafDocument *document,
               unsigned int  index)
{
  const LeafBlockStyle *style = style_at (document, index);
  unsigned int number = style->kind == LEAF_BLOCK_NUMBERED ? leaf_editor_get_item_number (document, index, MAX_COUNTED) : 0;
  g_autofree char *item = number > 0 ? g_strdup_printf (_("Numbered list, item %u"), number)
                                     : g_strdup (style->kind == LEAF_BLOCK_NUMBERED ? _("Numbered list") : _("Bulleted list"));

  if (style->level == 0)
    return g_steal_pointer (&item);
  /* TRANSLATORS: "Numbered list, item 3", and how deep it is moved in. */
  return g_strdup_printf (_("%s, level %u"), item, style->level + 1);
}

static char *
describe_rating (const LeafBlock *block)
{
  unsigned int rating = leaf_block_get_style (block)->level;
  g_autofree char *stars = g_strdup_printf ("%.*f", rating % 2, rating / 2.0);

  if (rating == 0)
    return g_strdup_printf (_("Rating, %s: not rated"), leaf_block_get_text (block));
  /* TRANSLATORS: A category and its stars: "Rating, Plot: 4.5 of 5". */
  return g_strdup_printf (_("Rating, %s: %s of 5"), leaf_block_get_text (block), stars);
}

/**
 * leaf_editor_describe_block: (skip)
 * @document: a document
 * @index: a block of it
 *
 * Says what a block is for assistive technology, with what is drawn and no character of the text:
 * the marker of a list item, the stars of a rating, the alternative text of a picture.
 *
 * Returns: (transfer full): a translated phrase
 */
char *
leaf_editor_describe_block (LeafDocument *document,
                            unsigned int  index)
{
  const LeafBlock *block = leaf_document_get_block (document, index);
  const LeafBlockStyle *style = leaf_block_get_style (block);

  switch (style->kind)
    {
    case LEAF_BLOCK_HEADING:
      return g_strdup (style->level == 2 ? _("Heading") : style->level == 3 ? _("Subheading") : _("Small heading"));
    case LEAF_BLOCK_QUOTE:
      return g_strdup (_("Quotation"));
    case LEAF_BLOCK_QUOTE_SOURCE:
      return g_strdup (_("Source of a quotation"));
    case LEAF_BLOCK_BULLET:
    case LEAF_BLOCK_NUMBERED:
      return describe_item (document, index);
    case LEAF_BLOCK_FIGURE:
      return style->alt != NULL ? g_strdup_printf (_("Picture: %s"), style->alt)
                                : g_strdup (_("Picture without alternative text"));
    case LEAF_BLOCK_DIVIDER:
      return g_strdup (_("Divider"));
    case LEAF_BLOCK_SPOILER:
      return g_strdup (_("Spoiler"));
    case LEAF_BLOCK_WARNING:
      return g_strdup (_("Content warning"));
    case LEAF_BLOCK_RATING:
      return describe_rating (block);
    case LEAF_BLOCK_PARAGRAPH:
    default:
      return g_strdup (_("Paragraph"));
    }
}
