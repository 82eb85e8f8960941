/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-post-ratings"

#include "config.h"

#include "leaf-post-labels.h"
#include "leaf-post-runs-private.h"
#include "leaf-post-writer-private.h"

#define STARS (LEAF_RATING_MAX / 2)

/**
 * leaf_post_write_stars:
 * @rating: in halves of a star
 *
 * Writes stars for the eye: who listens to the post hears the number beside them instead.
 */
void
leaf_post_write_stars (LeafPostWriter *self,
                       int rating)
{
  g_autoptr (GString) stars = g_string_new (NULL);

  for (int i = 0; i < STARS; i++)
    g_string_append (stars, rating >= 2 * i + 2 ? "★" : rating == 2 * i + 1 ? "½" : "☆");

  leaf_markup_builder_open (self->builder, "span", "class", "flyleaf-stars", "aria-hidden", "true", NULL);
  leaf_markup_builder_text (self->builder, stars->str);
  leaf_markup_builder_close (self->builder);
}

static const LeafBlock *
get_row (const LeafDocument *document,
         unsigned int index)
{
  const LeafBlock *block;

  if (index >= leaf_document_get_n_blocks (document))
    return NULL;
  block = leaf_document_get_block (document, index);
  return leaf_block_get_style (block)->kind == LEAF_BLOCK_RATING ? block : NULL;
}

/* A row begins with its heading, which is read together with each cell. */
static void
begin_row (LeafPostWriter *self)
{
  leaf_markup_builder_open (self->builder, "tr", NULL);
  leaf_markup_builder_open (self->builder, "th", "scope", "row", NULL);
}

static void
end_row (LeafPostWriter *self,
         unsigned int rating)
{
  g_autofree char *number = leaf_post_rating_text (self->language, (int) rating);
  g_autofree char *text = g_strdup_printf (" %s %s %d", number, leaf_post_label (self->language, LEAF_LABEL_OUT_OF), STARS);

  leaf_markup_builder_close (self->builder);
  leaf_markup_builder_open (self->builder, "td", NULL);
  leaf_post_write_stars (self, (int) rating);
  leaf_markup_builder_text (self->builder, text);
  leaf_markup_builder_close (self->builder);
  leaf_markup_builder_close (self->builder);
}

static void
write_row (LeafPostWriter *self,
           const LeafBlock *block)
{
  begin_row (self);
  if (leaf_post_block_is_blank (block))
    leaf_markup_builder_text (self->builder, leaf_post_label (self->language, LEAF_LABEL_RATING));
  else
    leaf_post_write_runs (self, block, 0);
  end_row (self, leaf_block_get_style (block)->level);
}

/* A synopsis has nothing to do with the rating of the review. */
static unsigned int
get_overall (const LeafPostWriter *self,
             const LeafDocument *document,
             unsigned int index)
{
  int own = document == leaf_review_get_document (self->source->review) ? leaf_review_get_rating (self->source->review) : 0;

  return own > 0 && own <= LEAF_RATING_MAX ? (unsigned int) own : leaf_document_get_overall (document, index);
}

/**
 * leaf_post_write_ratings:
 * @index: the first row of a table of ratings
 *
 * Writes the table. What is not rated is left out, as in the card; a table without a rating is left out as a whole.
 *
 * Returns: the first block behind the table
 */
unsigned int
leaf_post_write_ratings (LeafPostWriter *self,
                         const LeafDocument *document,
                         unsigned int index)
{
  const LeafBlock *block;
  gboolean any = leaf_document_get_overall (document, index) > 0;
  unsigned int overall = get_overall (self, document, index);

  if (any)
    leaf_post_begin_table (self, "flyleaf-ratings");
  for (; (block = get_row (document, index)) != NULL; index++)
    {
      if (leaf_block_get_style (block)->level > 0)
        write_row (self, block);
    }
  if (any)
    {
      leaf_post_begin_table_foot (self);
      begin_row (self);
      leaf_markup_builder_text (self->builder, leaf_post_label (self->language, LEAF_LABEL_OVERALL));
      end_row (self, overall);
      leaf_post_end_table (self);
    }

  return index;
}
