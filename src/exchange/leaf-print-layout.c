/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-print"

#include "config.h"

#include "leaf-print-private.h"

#include <glib/gi18n.h>

#define FOOTER      28.0 /* points at the foot of the page that the number takes */
#define BAR_WIDTH   1.5
#define RULE_HEIGHT 1.0
#define RULE_SPACE  9.0
#define LEADING     1.2 /* from one line to the next, of the height of its letters */

/* Lines that stay together at the foot of one page and at the head of the next. */
#define MIN_LINES 2

/* What of an item is on a page. */
typedef struct {
  unsigned int item;
  unsigned int first_line;
  unsigned int n_lines; /* 0: no text */
  unsigned int page;
  double y;
} Place;

struct _LeafPrintLayout
{
  GPtrArray *items;
  GArray *places;
  PangoContext *context;
  char *title;
  double width;
  double height; /* without the footer */
  double page_height;
  unsigned int n_pages;
};

static double
line_height (PangoLayout *layout, unsigned int line)
{
  PangoRectangle logical;

  pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, (int) line), NULL, &logical);
  return (double) logical.height / PANGO_SCALE * LEADING;
}

static double
lines_height (PangoLayout *layout, unsigned int first, unsigned int n_lines)
{
  double height = 0;

  for (unsigned int i = first; i < first + n_lines; i++)
    height += line_height (layout, i);
  return height;
}

static double
item_height (const LeafPrintItem *item)
{
  if (item->layout != NULL)
    return lines_height (item->layout, 0, (unsigned int) pango_layout_get_line_count (item->layout));
  return item->surface != NULL ? item->height : RULE_SPACE;
}

/* How much has to fit on the page below so that the item can begin there: all it is kept together with, and the
 * first lines of what comes then. */
static double
needed_height (LeafPrintLayout *self, unsigned int index)
{
  const LeafPrintItem *item = g_ptr_array_index (self->items, index);
  double height = 0;

  while (item->keep && index + 1 < self->items->len)
    {
      height += item_height (item);
      item = g_ptr_array_index (self->items, ++index);
      height += item->above;
    }
  if (item->layout == NULL)
    return height + item_height (item);
  return height + lines_height (item->layout, 0, MIN (MIN_LINES, (unsigned int) pango_layout_get_line_count (item->layout)));
}

static void
begin_page (LeafPrintLayout *self, double *y)
{
  self->n_pages++;
  *y = 0;
}

static void
place (LeafPrintLayout *self, unsigned int item, unsigned int first_line, unsigned int n_lines, double y)
{
  const Place new = { item, first_line, n_lines, self->n_pages - 1, y };

  g_array_append_val (self->places, new);
}

/* As many lines as fit, but no single one left over. */
static unsigned int
count_fitting (LeafPrintLayout *self, PangoLayout *layout, unsigned int first, double y)
{
  unsigned int left = (unsigned int) pango_layout_get_line_count (layout) - first;
  unsigned int n_lines = 0;

  while (n_lines < left && y + lines_height (layout, first, n_lines + 1) <= self->height)
    n_lines++;
  if (n_lines < left && left - n_lines < MIN_LINES && n_lines > MIN_LINES)
    n_lines--;
  return n_lines;
}

static void
place_text (LeafPrintLayout *self, unsigned int index, double *y)
{
  PangoLayout *layout = ((LeafPrintItem *) g_ptr_array_index (self->items, index))->layout;
  unsigned int n_all = (unsigned int) pango_layout_get_line_count (layout);

  for (unsigned int first = 0; first < n_all;)
    {
      unsigned int n_lines = count_fitting (self, layout, first, *y);

      if (n_lines == 0 && *y > 0)
        {
          begin_page (self, y);
          continue;
        }
      n_lines = MAX (1, n_lines);
      place (self, index, first, n_lines, *y);
      *y += lines_height (layout, first, n_lines);
      first += n_lines;
    }
}

static void
place_items (LeafPrintLayout *self)
{
  double y = 0;

  self->n_pages = 1;
  for (unsigned int i = 0; i < self->items->len; i++)
    {
      const LeafPrintItem *item = g_ptr_array_index (self->items, i);

      if (y > 0)
        y += item->above;
      if (y > 0 && y + needed_height (self, i) > self->height)
        begin_page (self, &y);
      if (item->layout != NULL)
        place_text (self, i, &y);
      else
        {
          place (self, i, 0, 0, y);
          y += item_height (item);
        }
    }
}

/**
 * leaf_print_layout_new:
 * @review: a review, which has to live as long
 * @context: of the surface that is drawn on
 * @width: of the paper between its margins, in points
 * @height: likewise
 * @error: set when a picture cannot be read
 *
 * Lays a review out in pages.
 *
 * Returns: (transfer full): the pages, at least one, or %NULL
 */
LeafPrintLayout *
leaf_print_layout_new (LeafReviewExport *review, PangoContext *context, double width, double height, GError **error)
{
  g_autoptr (LeafPrintLayout) self = NULL;

  g_return_val_if_fail (review != NULL && PANGO_IS_CONTEXT (context), NULL);

  self = g_new0 (LeafPrintLayout, 1);
  self->context = g_object_ref (context);
  self->width = MAX (1, width);
  self->page_height = height;
  self->height = MAX (1, height - FOOTER);
  self->title = leaf_review_export_dup_title (review);
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  self->items = leaf_print_make_items (review, context, self->width, self->height, error);
  if (self->items == NULL)
    return NULL;

  place_items (self);
  return g_steal_pointer (&self);
}

/**
 * leaf_print_layout_free:
 * @self: (transfer full) (nullable): pages
 *
 * Frees @self.
 */
void
leaf_print_layout_free (LeafPrintLayout *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_array_unref);
  g_clear_object (&self->context);
  g_free (self->title);
  g_free (self);
}

/**
 * leaf_print_layout_get_n_pages:
 * @self: pages
 *
 * Returns: how many
 */
unsigned int
leaf_print_layout_get_n_pages (LeafPrintLayout *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_pages;
}

static void
draw_line (cairo_t *cairo, PangoLayout *layout, unsigned int line, double x, double width, gboolean rtl, double y)
{
  PangoLayoutLine *layout_line = pango_layout_get_line_readonly (layout, (int) line);
  PangoRectangle logical;

  pango_layout_line_get_extents (layout_line, NULL, &logical);
  if (rtl)
    x += width - (double) logical.width / PANGO_SCALE;
  cairo_move_to (cairo, x, y + ((LEADING - 1) / 2 * logical.height - logical.y) / PANGO_SCALE);
  pango_cairo_show_layout_line (cairo, layout_line);
}

static void
draw_marker (LeafPrintLayout *self, cairo_t *cairo, const LeafPrintItem *item, double y)
{
  PangoRectangle logical;
  double width, x;

  pango_layout_get_extents (item->marker, NULL, &logical);
  width = (double) logical.width / PANGO_SCALE;
  if (item->marker_at_end)
    x = item->rtl ? 0 : MIN (self->width - width, item->indent + self->width / 2);
  else
    x = item->rtl ? self->width - item->indent + 6 : item->indent - 6 - width;
  draw_line (cairo, item->marker, 0, x, width, FALSE, y);
}

static void
draw_text (LeafPrintLayout *self, cairo_t *cairo, const LeafPrintItem *item, const Place *where)
{
  double width = self->width - item->indent;
  double x = item->rtl ? 0 : item->indent;
  double y = where->y;

  if (item->marker != NULL && where->first_line == 0)
    draw_marker (self, cairo, item, y);
  for (unsigned int i = where->first_line; i < where->first_line + where->n_lines; i++)
    {
      draw_line (cairo, item->layout, i, x, width, item->rtl, y);
      y += line_height (item->layout, i);
    }
  if (item->bar)
    {
      cairo_save (cairo);
      cairo_set_source_rgb (cairo, 0.6, 0.6, 0.6);
      cairo_rectangle (cairo, item->rtl ? self->width - item->indent / 2 : item->indent / 2, where->y, BAR_WIDTH, y - where->y);
      cairo_fill (cairo);
      cairo_restore (cairo);
    }
}

static void
draw_picture (cairo_t *cairo, const LeafPrintItem *item, double y)
{
  cairo_save (cairo);
  cairo_translate (cairo, 0, y);
  cairo_scale (cairo, item->width / cairo_image_surface_get_width (item->surface),
               item->height / cairo_image_surface_get_height (item->surface));
  cairo_set_source_surface (cairo, item->surface, 0, 0);
  cairo_paint (cairo);
  cairo_restore (cairo);
}

static void
draw_rule (LeafPrintLayout *self, cairo_t *cairo, double y)
{
  cairo_save (cairo);
  cairo_set_source_rgb (cairo, 0.6, 0.6, 0.6);
  cairo_rectangle (cairo, 0, y + RULE_SPACE / 2, self->width, RULE_HEIGHT);
  cairo_fill (cairo);
  cairo_restore (cairo);
}

static void
draw_footer (LeafPrintLayout *self, cairo_t *cairo, unsigned int page)
{
  /* TRANSLATORS: The number of a printed page, and of how many: "2 of 5". */
  g_autofree char *number = g_strdup_printf (_("%u of %u"), page + 1, self->n_pages);
  g_autoptr (PangoLayout) layout = leaf_print_make_text (self->context, number, 9, PANGO_WEIGHT_NORMAL, self->width);

  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  cairo_move_to (cairo, 0, self->page_height - FOOTER / 2);
  pango_cairo_show_layout (cairo, layout);
}

/**
 * leaf_print_layout_draw_page:
 * @self: pages
 * @cairo: where to draw, its origin at the corner of the margins
 * @page: which one, from 0
 *
 * Draws one page with its number.
 */
void
leaf_print_layout_draw_page (LeafPrintLayout *self, cairo_t *cairo, unsigned int page)
{
  g_return_if_fail (self != NULL && page < self->n_pages);

  cairo_set_source_rgb (cairo, 0, 0, 0);
  for (unsigned int i = 0; i < self->places->len; i++)
    {
      const Place *where = &g_array_index (self->places, Place, i);
      const LeafPrintItem *item = g_ptr_array_index (self->items, where->item);

      if (where->page != page)
        continue;
      if (item->layout != NULL)
        draw_text (self, cairo, item, where);
      else if (item->surface != NULL)
        draw_picture (cairo, item, where->y);
      else
        draw_rule (self, cairo, where->y);
    }
  draw_footer (self, cairo, page);
}
