/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The waves under misspelled words. They are no tags: a tag would lay the text out anew. */

#define G_LOG_DOMAIN "leaf-editor-spelling"

#include "config.h"

#include "leaf-editor-private.h"

#define WAVE_LENGTH 4.0f
#define WAVE_HEIGHT 1.2f /* above and below its middle */
#define WAVE_WIDTH  1.2f

static void
draw_wave (LeafEditor   *self,
           GtkSnapshot  *snapshot,
           float         x,
           float         y,
           float         width)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (x, y - 2 * WAVE_HEIGHT, width, 4 * WAVE_HEIGHT);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  float up = -2 * WAVE_HEIGHT;

  cairo_move_to (cr, x, y);
  for (float at = x; at < x + width; at += WAVE_LENGTH / 2, up = -up)
    cairo_curve_to (cr,
                    at + WAVE_LENGTH / 6, y + up,
                    at + WAVE_LENGTH / 3, y + up,
                    at + WAVE_LENGTH / 2, y);
  gdk_cairo_set_source_rgba (cr, &self->colors.error);
  cairo_set_line_width (cr, WAVE_WIDTH);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/* One line's part of a word; a character of text that runs from the right has a negative width. */
static void
draw_piece (LeafEditor         *self,
            GtkSnapshot        *snapshot,
            const GdkRectangle *first,
            const GdkRectangle *last)
{
  int left = MIN (MIN (first->x, first->x + first->width), MIN (last->x, last->x + last->width));
  int right = MAX (MAX (first->x, first->x + first->width), MAX (last->x, last->x + last->width));

  if (right > left)
    draw_wave (self, snapshot, (float) left, (float) (first->y + first->height) - 2, (float) (right - left));
}

/* A word too long for a line goes on in the next. */
static void
draw_word (LeafEditor        *self,
           GtkSnapshot       *snapshot,
           GtkTextIter       *iter,
           const GtkTextIter *last)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GdkRectangle first_place, place, last_place;

  gtk_text_view_get_iter_location (view, iter, &first_place);
  gtk_text_view_get_iter_location (view, last, &last_place);
  place = first_place;
  while (place.y != last_place.y && gtk_text_iter_compare (iter, last) < 0)
    {
      GdkRectangle next;

      gtk_text_iter_forward_char (iter);
      gtk_text_view_get_iter_location (view, iter, &next);
      if (next.y != place.y)
        {
          draw_piece (self, snapshot, &first_place, &place);
          first_place = next;
        }
      place = next;
    }
  draw_piece (self, snapshot, &first_place, &last_place);
}

/* Where the screen begins and ends in a block; most are short, some are a whole chapter. */
static void
find_visible (LeafEditor         *self,
              const GtkTextIter  *line,
              const GdkRectangle *visible,
              unsigned int       *first,
              unsigned int       *last)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter iter;
  int y, height;

  *first = 0;
  *last = G_MAXUINT;
  gtk_text_view_get_line_yrange (view, line, &y, &height);
  if (y < visible->y)
    {
      gtk_text_view_get_iter_at_location (view, &iter, 0, visible->y);
      if (gtk_text_iter_get_line (&iter) == gtk_text_iter_get_line (line))
        *first = (unsigned int) MAX (0, gtk_text_iter_get_line_offset (&iter) - 1);
    }
  if (y + height > visible->y + visible->height)
    {
      gtk_text_view_get_iter_at_location (view, &iter, visible->width, visible->y + visible->height);
      if (gtk_text_iter_get_line (&iter) == gtk_text_iter_get_line (line))
        *last = (unsigned int) gtk_text_iter_get_line_offset (&iter) + 1;
    }
}

/* Draws the waves of one line on the screen. */
void
leaf_editor_draw_spelling (LeafEditor         *self,
                           GtkSnapshot        *snapshot,
                           const GtkTextIter  *line,
                           const GdkRectangle *visible)
{
  GArray *marks = leaf_editor_spelling_get_marks (self->spelling, (unsigned int) gtk_text_iter_get_line (line));
  unsigned int first, last;

  if (marks->len == 0)
    return;

  find_visible (self, line, visible, &first, &last);
  for (unsigned int i = 0; i < marks->len; i++)
    {
      LeafSpellingRange mark = g_array_index (marks, LeafSpellingRange, i);
      GtkTextIter start = *line;
      GtkTextIter end = *line;

      if (mark.end < first)
        continue;
      if (mark.start > last)
        break;
      gtk_text_iter_set_line_offset (&start, (int) mark.start);
      gtk_text_iter_set_line_offset (&end, (int) mark.end - 1);
      draw_word (self, snapshot, &start, &end);
    }
}
