/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A table of ratings: five stars and a number at the end of each row, and the overall rating below the last. */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-layer-private.h"

#include <glib/gi18n.h>

#define N_STARS (LEAF_RATING_MAX / 2)

static int
star_step (const LeafEditorLine *line)
{
  return line->editor->metrics.star + LEAF_EDITOR_STAR_GAP;
}

static int
column_start (const LeafEditorLine *line)
{
  return line->area.width - LEAF_EDITOR_MARGIN - leaf_editor_metrics_get_column (&line->editor->metrics);
}

/* A star that fills a square of the given size. */
static void
trace_star (cairo_t *cr,
            double   x,
            double   y,
            double   size)
{
  const double outer = size / 2, inner = outer * 0.42;

  for (int i = 0; i < 10; i++)
    {
      double radius = i % 2 == 0 ? outer : inner;
      double angle = (i * G_PI / 5) - G_PI / 2;
      double px = x + outer + radius * cos (angle);
      double py = y + outer * 1.05 + radius * sin (angle);

      if (i == 0)
        cairo_move_to (cr, px, py);
      else
        cairo_line_to (cr, px, py);
    }
  cairo_close_path (cr);
}

/* The left half of a star is filled in a text that runs from left to right, else the right one. */
static void
draw_star (cairo_t       *cr,
           const GdkRGBA *color,
           double         x,
           double         size,
           int            halves,
           gboolean       rtl)
{
  GdkRGBA outline = leaf_editor_faded (color, halves == 0 ? 0.55f : 1);

  cairo_set_line_width (cr, 1);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  trace_star (cr, x + 1, 1, size - 2);
  gdk_cairo_set_source_rgba (cr, &outline);
  if (halves == 2)
    cairo_fill_preserve (cr);
  cairo_stroke (cr);
  if (halves != 1)
    return;

  cairo_save (cr);
  cairo_rectangle (cr, rtl ? x + size / 2 : x, 0, size / 2, size + 1);
  cairo_clip (cr);
  trace_star (cr, x + 1, 1, size - 2);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
draw_stars (const LeafEditorLine *line,
            unsigned int          rating,
            const GdkRGBA        *color,
            int                   y)
{
  int size = line->editor->metrics.star, width = N_STARS * star_step (line);
  int x = line->rtl ? line->area.width - column_start (line) - width : column_start (line);
  cairo_t *cr = gtk_snapshot_append_cairo (line->snapshot,
                                           &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) size + 1));

  cairo_translate (cr, x, y);
  for (int i = 0; i < N_STARS; i++)
    {
      int place = line->rtl ? N_STARS - 1 - i : i;

      draw_star (cr, color, place * star_step (line) + (line->rtl ? LEAF_EDITOR_STAR_GAP : 0), size,
                 CLAMP ((int) rating - 2 * i, 0, 2), line->rtl);
    }
  cairo_destroy (cr);
}

/* Flush with the edge of the text, whatever its width. */
static void
draw_number (const LeafEditorLine *line,
             unsigned int          rating,
             const GdkRGBA        *color,
             int                   y,
             gboolean              bold)
{
  g_autofree char *text = rating > 0 ? g_strdup_printf ("%.*f", rating % 2, rating / 2.0) : g_strdup ("–");
  g_autoptr (PangoLayout) layout = leaf_editor_create_number (line->editor, text, bold);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  leaf_editor_line_draw_layout (line, layout, color, line->area.width - LEAF_EDITOR_MARGIN - width, y);
}

static void
draw_values (const LeafEditorLine *line,
             unsigned int          rating,
             float                 alpha,
             int                   y,
             gboolean              bold)
{
  const LeafEditorMetrics *metrics = &line->editor->metrics;
  GdkRGBA number = leaf_editor_faded (&line->editor->colors.text, rating > 0 ? 1 : 0.55f);
  GdkRGBA stars = leaf_editor_faded (&line->editor->colors.star, alpha);

  draw_stars (line, rating, &stars, y + (metrics->row - metrics->star) / 2);
  draw_number (line, rating, &number, y, bold);
}

/* That of the review, when it has one, counts. */
static unsigned int
get_overall (const LeafEditorLine *line)
{
  LeafEditor *self = line->editor;

  if (self->overall_rating > 0)
    return self->overall_rating;
  return leaf_document_get_overall (leaf_editor_buffer_get_document (self->buffer), line->index);
}

static void
draw_rule (const LeafEditorLine *line,
           int                   y,
           float                 alpha)
{
  GdkRGBA color = leaf_editor_faded (&line->editor->colors.text, alpha);

  leaf_editor_line_fill (line, &color, LEAF_EDITOR_MARGIN, y, line->area.width - 2 * LEAF_EDITOR_MARGIN, 1);
}

static void
draw_overall (const LeafEditorLine *line)
{
  LeafEditor *self = line->editor;
  g_autoptr (PangoLayout) layout = leaf_editor_create_number (self, _("Overall"), TRUE);
  int y = line->area.y + line->area.height - LEAF_EDITOR_TABLE_GAP - LEAF_EDITOR_ROW_PADDING - self->metrics.row;

  draw_rule (line, y - LEAF_EDITOR_ROW_PADDING, 0.4f);
  leaf_editor_line_draw_layout (line, layout, &self->colors.text, LEAF_EDITOR_MARGIN, y);
  draw_values (line, get_overall (line), 1, y, TRUE);
}

/* What the pointer is over shows what a click would make of it. */
void
leaf_editor_line_draw_rating (const LeafEditorLine *line)
{
  LeafEditor *self = line->editor;
  gboolean pointed = self->pointed_rating > 0 && self->pointed_row == line->index;
  GdkRectangle first;

  leaf_editor_line_get_first (line, &first);
  if (pointed)
    draw_values (line, self->pointed_rating, 0.65f, first.y, FALSE);
  else
    draw_values (line, line->style->level, 1, first.y, FALSE);
  if (leaf_editor_buffer_get_line_labelled (self->buffer, line->index))
    draw_overall (line);
  else
    draw_rule (line, line->area.y + line->area.height - 1, 0.15f);
}

/* Where the stars of a row are, half of the gaps beside them included. */
void
leaf_editor_line_get_stars (const LeafEditorLine *line,
                            GdkRectangle         *area)
{
  int width = N_STARS * star_step (line);
  GdkRectangle first;

  leaf_editor_line_get_first (line, &first);
  area->x = line->rtl ? line->area.width - column_start (line) - width : column_start (line);
  area->y = line->area.y;
  area->width = width;
  area->height = first.y - line->area.y + line->editor->metrics.row + LEAF_EDITOR_ROW_PADDING;
}
