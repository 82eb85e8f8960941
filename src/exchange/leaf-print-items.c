/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-print"

#include "config.h"

#include "leaf-print-private.h"

#include "leaf-post-labels.h"

#include <string.h>

/* A picture of so many pixels is as wide as so many points: sharp at 150 dots an inch. */
#define POINTS_A_PIXEL (72.0 / 150.0)

/* No picture takes a page to itself. */
#define MAX_PICTURE_HEIGHT 0.6

typedef struct {
  LeafReviewExport *review;
  PangoContext *context;
  GPtrArray *items;
  double width;
  double height;
  unsigned int numbers[LEAF_BLOCK_MAX_DEPTH + 1];
} Maker;

void
leaf_print_item_free (gpointer data)
{
  LeafPrintItem *item = data;

  g_clear_object (&item->layout);
  g_clear_object (&item->marker);
  g_clear_pointer (&item->surface, cairo_surface_destroy);
  g_free (item);
}

static LeafPrintItem *
add_item (Maker *self, double above)
{
  LeafPrintItem *item = g_new0 (LeafPrintItem, 1);

  item->above = self->items->len > 0 ? above : 0;
  g_ptr_array_add (self->items, item);
  return item;
}

static LeafPrintItem *
add_layout (Maker *self, PangoLayout *layout, double above)
{
  LeafPrintItem *item = add_item (self, above);

  item->layout = layout;
  item->rtl = pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL;
  return item;
}

static LeafPrintItem *
add_text (Maker *self, const char *text, double size, PangoWeight weight, double above)
{
  return add_layout (self, leaf_print_make_text (self->context, text, size, weight, self->width), above);
}

static LeafPrintItem *
add_block (Maker *self, const LeafBlock *block, double size, double indent, double above)
{
  LeafPrintItem *item = add_layout (self, leaf_print_make_block (self->context, block, 0, size, self->width - indent), above);

  item->indent = indent;
  return item;
}

static void
add_label (Maker *self, LeafLabel label)
{
  LeafPrintItem *item = add_text (self, leaf_post_label (leaf_export_language (self->review), label), LEAF_PRINT_FONT_SIZE - 2,
                                  PANGO_WEIGHT_BOLD, LEAF_PRINT_PARAGRAPH);

  item->keep = TRUE;
  item->bar = TRUE;
  item->indent = LEAF_PRINT_INDENT;
  pango_layout_set_width (item->layout, (int) ((self->width - item->indent) * PANGO_SCALE));
}

static gboolean
add_picture (Maker *self, const LeafBlock *block, GError **error)
{
  const LeafBlockStyle *style = leaf_block_get_style (block);
  LeafExportPicture *picture = style->picture != NULL ? g_hash_table_lookup (self->review->pictures, style->picture) : NULL;
  double width, height, scale;
  cairo_surface_t *surface;
  LeafPrintItem *item;

  if (picture == NULL)
    return TRUE;
  surface = leaf_export_picture_get_surface (picture, error);
  if (surface == NULL)
    return FALSE;

  width = cairo_image_surface_get_width (surface) * POINTS_A_PIXEL;
  height = cairo_image_surface_get_height (surface) * POINTS_A_PIXEL;
  scale = MIN (1, MIN (self->width / width, self->height * MAX_PICTURE_HEIGHT / height));
  item = add_item (self, LEAF_PRINT_PARAGRAPH * 1.5);
  item->surface = cairo_surface_reference (surface);
  item->width = width * scale;
  item->height = height * scale;

  if (leaf_block_get_length (block) > 1)
    {
      item->keep = TRUE;
      item = add_layout (self, leaf_print_make_block (self->context, block, 1, LEAF_PRINT_FONT_SIZE - 1.5, self->width),
                         LEAF_PRINT_PARAGRAPH / 2);
      leaf_print_set_style (item->layout, PANGO_STYLE_ITALIC, PANGO_WEIGHT_NORMAL);
    }
  return TRUE;
}

/* Few fonts have half a star. */
static char *
make_stars (unsigned int halves)
{
  GString *stars = g_string_new (NULL);

  for (unsigned int i = 0; i < halves / 2; i++)
    g_string_append (stars, "★");
  if (halves % 2 != 0)
    g_string_append (stars, "½");
  return g_string_free (stars, FALSE);
}

static void
add_list_item (Maker *self, const LeafBlock *block, gboolean goes_on)
{
  static const char *const bullets[] = { "•", "◦", "▪" };
  const LeafBlockStyle *style = leaf_block_get_style (block);
  unsigned int level = MIN (style->level, LEAF_BLOCK_MAX_DEPTH);
  g_autofree char *number = NULL;
  LeafPrintItem *item;

  self->numbers[level] = style->kind == LEAF_BLOCK_NUMBERED ? self->numbers[level] + 1 : 0;
  for (unsigned int i = level + 1; i <= LEAF_BLOCK_MAX_DEPTH; i++)
    self->numbers[i] = 0;
  if (style->kind == LEAF_BLOCK_NUMBERED)
    number = g_strdup_printf ("%u.", self->numbers[level]);

  item = add_block (self, block, LEAF_PRINT_FONT_SIZE, LEAF_PRINT_INDENT * (level + 1),
                    goes_on ? LEAF_PRINT_PARAGRAPH / 3 : LEAF_PRINT_PARAGRAPH);
  item->marker = leaf_print_make_text (self->context, number != NULL ? number : bullets[level % G_N_ELEMENTS (bullets)],
                                       LEAF_PRINT_FONT_SIZE, PANGO_WEIGHT_NORMAL, -1);
  pango_layout_set_width (item->marker, -1);
}

static void
add_rating (Maker *self, const char *category, const LeafBlock *block, unsigned int halves, gboolean first)
{
  g_autofree char *value = halves > 0 ? make_stars (halves) : g_strdup ("–");
  double above = first ? LEAF_PRINT_PARAGRAPH : LEAF_PRINT_PARAGRAPH / 3;
  LeafPrintItem *item = block != NULL ? add_block (self, block, LEAF_PRINT_FONT_SIZE, LEAF_PRINT_INDENT, above)
                                      : add_text (self, category, LEAF_PRINT_FONT_SIZE, PANGO_WEIGHT_BOLD, above);

  item->indent = LEAF_PRINT_INDENT;
  item->marker_at_end = TRUE;
  item->keep = block != NULL;
  pango_layout_set_width (item->layout, (int) (self->width / 2 * PANGO_SCALE));
  item->marker = leaf_print_make_text (self->context, value, LEAF_PRINT_FONT_SIZE,
                                       block != NULL ? PANGO_WEIGHT_NORMAL : PANGO_WEIGHT_BOLD, -1);
  pango_layout_set_width (item->marker, -1);
}

static LeafBlockKind
kind_at (const LeafDocument *document, unsigned int index)
{
  if (index >= leaf_document_get_n_blocks (document))
    return LEAF_BLOCK_PARAGRAPH;
  return leaf_block_get_style (leaf_document_get_block (document, index))->kind;
}

static gboolean
is_list (LeafBlockKind kind)
{
  return kind == LEAF_BLOCK_BULLET || kind == LEAF_BLOCK_NUMBERED;
}

static void
add_quoted (Maker *self, const LeafBlock *block, gboolean first)
{
  LeafBlockKind kind = leaf_block_get_style (block)->kind;
  LeafPrintItem *item = add_block (self, block, LEAF_PRINT_FONT_SIZE - (kind == LEAF_BLOCK_QUOTE_SOURCE ? 1.5 : 0), LEAF_PRINT_INDENT,
                                   first ? LEAF_PRINT_PARAGRAPH : LEAF_PRINT_PARAGRAPH / 2);

  item->bar = TRUE;
  if (kind == LEAF_BLOCK_QUOTE)
    leaf_print_set_style (item->layout, PANGO_STYLE_ITALIC, PANGO_WEIGHT_NORMAL);
}

static gboolean
add_document_block (Maker *self, const LeafDocument *document, unsigned int index, GError **error)
{
  static const double heading_sizes[] = { 15, 13, 11.5 };
  const LeafBlock *block = leaf_document_get_block (document, index);
  const LeafBlockStyle *style = leaf_block_get_style (block);
  LeafBlockKind before = index > 0 ? kind_at (document, index - 1) : LEAF_BLOCK_PARAGRAPH;
  LeafPrintItem *item;

  if (!is_list (style->kind))
    memset (self->numbers, 0, sizeof self->numbers);
  if (leaf_block_get_length (block) == 0)
    return TRUE;

  switch (style->kind)
    {
    case LEAF_BLOCK_HEADING:
      item = add_block (self, block, heading_sizes[CLAMP (style->level, 2, 4) - 2], 0, LEAF_PRINT_PARAGRAPH * 2);
      item->keep = TRUE;
      leaf_print_set_style (item->layout, PANGO_STYLE_NORMAL, PANGO_WEIGHT_BOLD);
      break;
    case LEAF_BLOCK_BULLET:
    case LEAF_BLOCK_NUMBERED:
      add_list_item (self, block, is_list (before));
      break;
    case LEAF_BLOCK_QUOTE:
    case LEAF_BLOCK_QUOTE_SOURCE:
      add_quoted (self, block, before != LEAF_BLOCK_QUOTE);
      break;
    case LEAF_BLOCK_SPOILER:
    case LEAF_BLOCK_WARNING:
      if (before != style->kind)
        add_label (self, style->kind == LEAF_BLOCK_SPOILER ? LEAF_LABEL_SPOILER : LEAF_LABEL_CONTENT_WARNINGS);
      add_quoted (self, block, FALSE);
      break;
    case LEAF_BLOCK_RATING:
      add_rating (self, NULL, block, style->level, before != LEAF_BLOCK_RATING);
      if (kind_at (document, index + 1) != LEAF_BLOCK_RATING)
        add_rating (self, leaf_post_label (leaf_export_language (self->review), LEAF_LABEL_OVERALL), NULL,
                    leaf_document_get_overall (document, index), FALSE);
      break;
    case LEAF_BLOCK_FIGURE:
      return add_picture (self, block, error);
    case LEAF_BLOCK_DIVIDER:
      add_item (self, LEAF_PRINT_PARAGRAPH * 1.5)->rule = TRUE;
      break;
    case LEAF_BLOCK_PARAGRAPH:
    default:
      add_block (self, block, LEAF_PRINT_FONT_SIZE, 0, LEAF_PRINT_PARAGRAPH);
    }
  return TRUE;
}

static void
add_head (Maker *self)
{
  LeafReview *review = self->review->source->review;
  const char *warnings = leaf_review_get_warnings (review);
  const char *language = leaf_export_language (self->review);
  g_autofree char *title = leaf_review_export_dup_title (self->review);
  g_autofree char *byline = leaf_export_dup_byline (self->review);
  g_autofree char *rating = leaf_export_dup_rating (self->review);
  LeafPrintItem *item;

  add_text (self, title, 20, PANGO_WEIGHT_BOLD, 0)->keep = TRUE;
  if (*byline != '\0')
    {
      item = add_text (self, byline, LEAF_PRINT_FONT_SIZE, PANGO_WEIGHT_NORMAL, LEAF_PRINT_PARAGRAPH / 2);
      item->keep = TRUE;
      leaf_print_set_style (item->layout, PANGO_STYLE_ITALIC, PANGO_WEIGHT_NORMAL);
    }
  if (rating != NULL)
    {
      g_autofree char *stars = make_stars ((unsigned int) leaf_review_get_rating (review));
      g_autofree char *line = g_strdup_printf ("%s  %s", stars, rating);

      add_text (self, line, LEAF_PRINT_FONT_SIZE, PANGO_WEIGHT_NORMAL, LEAF_PRINT_PARAGRAPH / 2)->keep = TRUE;
    }
  if (warnings != NULL && *warnings != '\0')
    {
      g_autofree char *line = g_strdup_printf ("%s%s %s", leaf_post_label (language, LEAF_LABEL_CONTENT_WARNINGS),
                                               leaf_post_label (language, LEAF_LABEL_COLON), warnings);

      add_text (self, line, LEAF_PRINT_FONT_SIZE - 1, PANGO_WEIGHT_NORMAL, LEAF_PRINT_PARAGRAPH);
    }
  add_item (self, LEAF_PRINT_PARAGRAPH)->rule = TRUE;
}

/* Everything, in order; NULL when a picture cannot be read. */
GPtrArray *
leaf_print_make_items (LeafReviewExport *review, PangoContext *context, double width, double height, GError **error)
{
  const LeafDocument *document = leaf_review_get_document (review->source->review);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (leaf_print_item_free);
  Maker maker = { review, context, items, width, height, { 0 } };

  add_head (&maker);
  for (unsigned int i = 0; i < leaf_document_get_n_blocks (document); i++)
    if (!add_document_block (&maker, document, i, error))
      return NULL;
  return g_steal_pointer (&items);
}
