/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The waves under misspelled words. They are no tags: a tag would lay the text out anew. */

#define G_LOG_DOMAIN "leaf-editor-spelling"

#include "config.h"

#include "leaf-editor-layer-private.h"

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

/* Draws the waves of one line on the screen. */
void
leaf_editor_line_draw_spelling (const LeafEditorLine *line,
                                const GdkRectangle   *visible)
{
  GArray *marks = leaf_editor_spelling_get_marks (line->editor->spelling, line->index);
  unsigned int first, last;

  if (marks->len == 0)
    return;

  leaf_editor_line_get_shown (line, visible, &first, &last);
  for (unsigned int i = 0; i < marks->len; i++)
    {
      LeafSpellingRange mark = g_array_index (marks, LeafSpellingRange, i);
      GtkTextIter start = line->start;
      GtkTextIter end = line->start;

      if (mark.end < first)
        continue;
      if (mark.start > last)
        break;
      gtk_text_iter_set_line_offset (&start, (int) mark.start);
      gtk_text_iter_set_line_offset (&end, (int) mark.end - 1);
      draw_word (line->editor, line->snapshot, &start, &end);
    }
}
